"""The rows of a sender's file by the names of its columns: of a table, or of JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.cells import shown
from napas.exchange.layouts.codes import LayoutCode
from napas.exchange.layouts.layout import ReportLayout
from napas.exchange.spreadsheet.book import (
    EMPTY,
    Book,
    BookSheet,
    Cell,
    CellKind,
    address,
)


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """One row: a cell for every column of the layout, and where each stands."""

    cells: Mapping[str, Cell]
    spots: Mapping[str, Spot]


Rows = tuple[LayoutRow, ...]


def rows_of_book(book: Book, layout: ReportLayout) -> tuple[Rows, tuple[Finding, ...]]:
    """The rows below the header of a layout's sheet; no rows where it is not found."""
    sheet = _sheet(book, layout.sheet)
    if sheet is None:
        names = ", ".join(shown(each.name) for each in book.sheets)
        fault = find(
            Grade.STOP,
            LayoutCode.SHEET_MISSING,
            spot=Spot(book.file),
            expected=layout.sheet,
            found=names,
        )
        return (), (fault,)
    if len(sheet.rows) < layout.header_row:
        spot = Spot(book.file, layout.header_row, sheet=sheet.name)
        return (), (find(Grade.STOP, LayoutCode.HEADER_MISSING, spot=spot),)
    header = [cell.text.strip() for cell in sheet.rows[layout.header_row - 1]]
    missing = [name for name in layout.columns if name not in header]
    if missing:
        return (), tuple(
            find(
                Grade.STOP,
                LayoutCode.COLUMN_MISSING,
                spot=Spot(book.file, layout.header_row, name, sheet=sheet.name),
                layout=layout.name,
                version=layout.version,
            )
            for name in missing
        )
    places = {name: header.index(name) for name in layout.columns}
    return tuple(_rows_below(book.file, sheet, layout.header_row, places)), ()


def _sheet(book: Book, name: str) -> BookSheet | None:
    for sheet in book.sheets:
        if sheet.name == name or (not name and not sheet.hidden):
            return sheet
    return None


def _rows_below(
    file: str, sheet: BookSheet, header_row: int, places: Mapping[str, int]
) -> Iterator[LayoutRow]:
    for number, row in enumerate(sheet.rows[header_row:], start=header_row + 1):
        cells = {name: row[at] for name, at in places.items()}
        if any(cell.kind is not CellKind.EMPTY for cell in cells.values()):
            yield LayoutRow(
                cells,
                {
                    name: Spot(file, number, name, sheet.name, address(number, at + 1))
                    for name, at in places.items()
                },
            )


def rows_of_json(
    file: str, text: str, layout: ReportLayout
) -> tuple[Rows, tuple[Finding, ...]]:
    """The objects of a JSON text: one, or a list of them.

    A name that is absent is an empty cell.
    """
    try:
        told = json.loads(text, parse_float=_number_cell, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        spot = Spot(file)
        fault = shown(str(error))
        code = LayoutCode.FILE_NOT_JSON
        return (), (find(Grade.STOP, code, spot=spot, fault=fault),)
    rows: list[LayoutRow] = []
    findings: list[Finding] = []
    for number, entry in enumerate(told if isinstance(told, list) else [told], 1):
        if isinstance(entry, dict):
            cells = {name: _json_cell(entry.get(name)) for name in layout.columns}
            spots = {name: Spot(file, number, name) for name in layout.columns}
            rows.append(LayoutRow(cells, spots))
        else:
            spot = Spot(file, number)
            findings.append(
                find(Grade.SET_ASIDE, LayoutCode.ROW_NOT_AN_OBJECT, spot=spot)
            )
    return tuple(rows), tuple(findings)


def _number_cell(written: str) -> Cell:
    """A number with the digits it is written with; its point is a decimal point."""
    return Cell(CellKind.NUMBER, written)


def _no_number(name: str) -> float:
    message = f"{name} is no number"
    raise ValueError(message)


def _json_cell(value: object) -> Cell:
    if isinstance(value, Cell):
        return value
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return Cell(CellKind.FLAG, str(value).lower())
    if isinstance(value, int):
        return Cell(CellKind.NUMBER, str(value))
    if isinstance(value, str):
        return Cell(CellKind.TEXT, value)
    return Cell(CellKind.FAULT, shown(str(value)))
