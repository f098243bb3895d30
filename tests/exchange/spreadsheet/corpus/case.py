"""One file of the corpus and what must come of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from napas.exchange.spreadsheet.book import BookSheet, Cell, CellKind

LETTERS = {
    CellKind.EMPTY: "",
    CellKind.TEXT: "t",
    CellKind.NUMBER: "n",
    CellKind.FLAG: "b",
    CellKind.MOMENT: "m",
    CellKind.FAULT: "f",
}


@dataclass(frozen=True)
class Case:
    """A file and its expected result.

    Attributes:
        name: says what is special about it.
        ending: of the file's name.
        rows: the cells of its first sheet, each a letter for its kind (t, n, p for per
            cent, b, m, f; a capital for a formula's) and what it says; "" is empty.
        doubts: codes of what is doubtful, without "spreadsheet-".
        refused: code of the refusal, without "spreadsheet-"; empty for a file that is
            read.
    """

    name: str
    ending: str
    content: bytes
    rows: tuple[tuple[str, ...], ...] = ()
    doubts: tuple[str, ...] = ()
    refused: str = ""


def read(
    name: str, ending: str, content: bytes, rows: Sequence[Sequence[str]], *doubts: str
) -> Case:
    """A file that is read."""
    cells = tuple(tuple(row) for row in rows)
    return Case(name, ending, content, cells, tuple(sorted(doubts)))


def refused(name: str, ending: str, content: bytes, code: str) -> Case:
    """A file that is refused."""
    return Case(name, ending, content, refused=code)


def told(sheet: BookSheet) -> tuple[tuple[str, ...], ...]:
    """The cells of a sheet in the letters of a case."""
    return tuple(tuple(map(_told, row)) for row in sheet.rows)


def _told(cell: Cell) -> str:
    letter = "p" if cell.percent else LETTERS[cell.kind]
    return (letter.upper() if cell.formula else letter) + cell.text
