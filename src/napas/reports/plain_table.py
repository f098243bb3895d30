"""A table in plain text: columns as wide as they need, numbers to the right."""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and whether its cells are numbers, which stand to the right."""

    heading: str
    number: bool = False


def lay_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lay out rows under their headings, a line each, without trailing space."""
    headings = [column.heading for column in columns]
    widths = [max(map(len, cells)) for cells in zip(headings, *rows, strict=True)]
    return [_lay_row(columns, widths, cells) for cells in (headings, *rows)]


def _lay_row(
    columns: Sequence[Column], widths: Sequence[int], cells: Sequence[str]
) -> str:
    laid = (
        cell.rjust(width) if column.number else cell.ljust(width)
        for column, width, cell in zip(columns, widths, cells, strict=True)
    )
    return GAP.join(laid).rstrip()
