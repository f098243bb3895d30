"""Small sheets and layouts as the tests write them."""

from datetime import UTC, datetime

from napas.domain.network import Form
from napas.domain.report import ReportKind
from napas.exchange.layouts.layout import (
    PIECES,
    FigureColumn,
    LayoutKind,
    ReportLayout,
)
from napas.exchange.layouts.reports import LayoutContext
from napas.exchange.spreadsheet.book import EMPTY, Book, BookSheet, Cell, CellKind

NOON = datetime(2021, 7, 11, 5, 0, tzinfo=UTC)
FULL_KG = {"1m3": 1.4, "6m3": 8.4}


def cell(written: str | float | None) -> Cell:
    """A cell as an office program keeps it."""
    if written is None:
        return EMPTY
    if isinstance(written, str):
        return Cell(CellKind.TEXT, written)
    return Cell(CellKind.NUMBER, repr(written))


def sheet(*rows: tuple[str | float | None, ...], name: str = "Lapor") -> BookSheet:
    """A sheet of cells."""
    return BookSheet(name, tuple(tuple(map(cell, row)) for row in rows))


def book(*rows: tuple[str | float | None, ...]) -> Book:
    """A book of one sheet."""
    return Book("dinas.xlsx", (sheet(*rows),))


STOCK = FigureColumn("Sisa cair (kg)", ReportKind.STOCK, Form.LIQUID, ("kg",))
SMALL = FigureColumn("Kecil", ReportKind.USE, Form.CYLINDER, (PIECES,), "1m3")
LARGE = FigureColumn("Besar", ReportKind.USE, Form.CYLINDER, (PIECES,), "6m3")


def layout(*figures: FigureColumn, **changes: object) -> ReportLayout:
    """A district's own table."""
    told: dict[str, object] = {
        "name": "dinas-kudus",
        "sender": "Dinas Kesehatan Kudus",
        "version": 1,
        "kind": LayoutKind.TABLE,
        "figures": figures or (STOCK,),
        "moment_column": "Tanggal",
        "moment_form": "%d/%m/%Y",
        "facility_column": "Kode",
        "facility_system": "rs-online",
        "name_column": "",
    }
    return ReportLayout(**{**told, **changes})  # type: ignore[arg-type] # by name


def find(system: str, code: str, name: str) -> str | None:
    """Two hospitals are known, by their code or by their whole name."""
    known = {("rs-online", "3319010"): "RS1", ("", "RS2"): "RS2"}
    return known.get((system, code)) or {"RSUD Contoh": "RS1"}.get(name)


def context(**changes: object) -> LayoutContext:
    """What is known beside the file."""
    told: dict[str, object] = {
        "find": find,
        "zone_of": lambda _: "Asia/Jakarta",
        "full_kg": FULL_KG,
        "reporting_cut_h": 24.0,
        "known_at": NOON,
        "channel": "file",
    }
    return LayoutContext(**{**told, **changes})  # type: ignore[arg-type] # by name
