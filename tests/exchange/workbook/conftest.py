"""Small workbooks, made cell by cell and read without a file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest

from napas import words
from napas.exchange.scenario import ScenarioRead, read_kept
from napas.exchange.spreadsheet.book import EMPTY, Book, BookSheet, Cell, CellKind
from napas.exchange.workbook.keeper import WorkbookKeeper
from napas.exchange.workbook.read import keep_book

Rows = Sequence[Sequence[object]]
Sheets = Mapping[str, Rows]
MakeBook = Callable[[Sheets], Book]
Keep = Callable[..., WorkbookKeeper]
Read = Callable[..., ScenarioRead]
SETTINGS: Rows = (
    ("Setelan", "Setting", "Isian · Value"),
    ("Nama", "Name", "uji"),
    ("Negara", "Country", "idn"),
    ("Keadaan per", "As of", "2021-07-10 12:00"),
)


def cell_of(value: object) -> Cell:
    """A cell as a reader of spreadsheets would give it."""
    match value:
        case None | "":
            return EMPTY
        case Cell():
            return value
        case bool():
            return Cell(CellKind.FLAG, str(value).lower())
        case int() | float():
            whole = float(value).is_integer()
            return Cell(CellKind.NUMBER, str(int(value)) if whole else repr(value))
        case datetime() | date() | time():
            return Cell(CellKind.MOMENT, value.isoformat())
    return Cell(CellKind.TEXT, str(value))


def sheet_of(name: str, rows: Rows) -> BookSheet:
    """A sheet whose rows are all as wide as the widest."""
    width = max(map(len, rows), default=0)
    return BookSheet(
        name,
        tuple(
            tuple(map(cell_of, (*row, *[None] * (width - len(row))))) for row in rows
        ),
    )


@pytest.fixture
def make_book() -> MakeBook:
    def make(sheets: Sheets) -> Book:
        return Book("uji.xlsx", tuple(sheet_of(*each) for each in sheets.items()))

    return make


@pytest.fixture
def keep(make_book: MakeBook, tmp_path: Path) -> Keep:
    """Keep a workbook of the given sheets; settings are usual unless given."""

    def kept(sheets: Sheets, settings: Rows = SETTINGS) -> WorkbookKeeper:
        book = make_book({"Setelan": settings, **sheets})
        return keep_book(tmp_path / "uji.xlsx", book, words)

    return kept


@pytest.fixture
def read(keep: Keep) -> Read:
    """Read a workbook of the given sheets."""

    def reading(
        sheets: Sheets, settings: Rows = SETTINGS, *, leave_out: bool = False
    ) -> ScenarioRead:
        return read_kept(keep(sheets, settings), leave_out=leave_out)

    return reading
