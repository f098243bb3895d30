"""What a spreadsheet holds once it is read: sheets of plain cells, no formulas."""

from dataclasses import dataclass
from enum import StrEnum

from napas.domain.finding import Finding

LETTERS = 26


class CellKind(StrEnum):
    """What a cell held.

    NUMBER: a number without unit or form. MOMENT: a date or time, which an office
    program may have made of "3-2" or "1/2". FAULT: an error such as #REF!.
    """

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    MOMENT = "moment"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: what it says: of a number the shortest decimal form with a point, of a
            moment ISO 8601 without zone, of a flag "true" or "false".
        formula: whether it was the result of a formula, kept by the office program.
        percent: a number that is shown a hundredfold with a per cent sign.
    """

    kind: CellKind
    text: str
    formula: bool = False
    percent: bool = False


EMPTY = Cell(CellKind.EMPTY, "")


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet.

    Attributes:
        rows: from its row 1 on, all as wide as the widest.
        hidden: the sheet itself is hidden.
        hidden_rows: rows nobody sees, counted from 1.
        hidden_columns: columns nobody sees, counted from 1.
        merged: first row, first column, last row, last column, counted from 1; the
            value stands in the first cell, the others are empty.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A spreadsheet, or a table of text as a book of one sheet.

    Attributes:
        file: its name, without folders.
        findings: what is doubtful about the file as a whole.
    """

    file: str
    sheets: tuple[BookSheet, ...]
    findings: tuple[Finding, ...] = ()


def address(row: int, column: int) -> str:
    """The name of a cell, such as "F7".

    Args:
        row: from 1.
        column: from 1.
    """
    name = ""
    while column:
        column, letter = divmod(column - 1, LETTERS)
        name = chr(ord("A") + letter) + name
    return f"{name}{row}"
