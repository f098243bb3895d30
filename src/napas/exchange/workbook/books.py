"""A workbook from disk; the one place that knows how it is opened."""

from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineWorkbook

from napas.domain.finding import Finding
from napas.exchange.spreadsheet.book import EMPTY, Book, BookSheet, Cell, CellKind

ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
"""Of files that are workbooks."""


def is_workbook(path: Path) -> bool:
    """Whether a path looks like a workbook by its ending."""
    return path.suffix.lower() in ENDINGS


def open_book(path: Path) -> Book | Finding:
    """The cells of a workbook, or why it cannot be opened; never raises."""
    workbook = CalamineWorkbook.from_path(path)
    sheets = tuple(
        BookSheet(
            name,
            tuple(
                tuple(map(_cell, row))
                for row in workbook.get_sheet_by_name(name).to_python(
                    skip_empty_area=False
                )
            ),
            hidden=False,
        )
        for name in workbook.sheet_names
    )
    return Book(path.name, sheets)


def _cell(value: object) -> Cell:
    match value:
        case "":
            return EMPTY
        case bool():
            return Cell(CellKind.FLAG, str(value).lower())
        case int() | float():
            whole = float(value).is_integer()
            return Cell(CellKind.NUMBER, str(int(value)) if whole else repr(value))
        case datetime() | date() | time():
            return Cell(CellKind.MOMENT, value.isoformat())
    return Cell(CellKind.TEXT, str(value))
