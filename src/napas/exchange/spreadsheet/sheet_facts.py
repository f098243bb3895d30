"""What a sheet says of its cells beside their values: gathered while it is read once.

The values come from another reader (`values.py`). Both must see the same cells: what
one sees and the other does not is a contradiction, and the file is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from napas.domain.finding import Code, Finding, Grade, Spot, find
from napas.exchange.spreadsheet.book import address
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.limits import Limits

VALUED = 1
FORMULA = 2
PERCENT = 4
LETTERS = 8
"""Holds text that may be empty."""
WORDED = 16
SCALED = 32
UNSEEN = 64
MOMENT = 128
"""Shown as a date or a time."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 1."""


@dataclass(slots=True)
class SheetFacts:
    """The cells of one sheet, growing while it is read.

    Attributes:
        limits: of rows, columns and cells.
        name: of the sheet, for what is found.
        marks: by row, one byte a column with the bits above.
        faults: what stands in cells that hold no value though they show something.
        covered: cells that hold something under merged cells.
        durations: cells that hold a span of time.
        hidden_rows: rows nobody sees, counted from 1.
        hidden_columns: first and last of columns nobody sees, counted from 1.
        merged: areas shown as one cell.
        filled: areas a formula of another cell fills.
        wording: the text that a format puts beside numbers, of the first such cell.
        height: the last row used.
        width: the last column used.
        reach_row: the last row that holds something, be it no letters; the reader of
            values makes room for it.
        reach_column: the last such column.
    """

    limits: Limits
    name: str
    marks: dict[int, bytearray] = field(default_factory=dict)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    durations: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    filled: list[Area] = field(default_factory=list)
    wording: str = ""
    height: int = 0
    width: int = 0
    reach_row: int = 0
    reach_column: int = 0

    def mark(self, row: int, column: int, bits: int) -> None:
        """Note something of a cell.

        Raises:
            RefusedError: the cell lies beyond the limits, or holds a second value.
        """
        if row > self.limits.rows or column > self.limits.columns:
            raise self._beyond(row, column)
        columns = self.marks.get(row)
        if columns is None:
            columns = self.marks[row] = bytearray()
            self.height = max(self.height, row)
        if len(columns) < column:
            columns.extend(bytes(column - len(columns)))
            self.width = max(self.width, column)
        before = columns[column - 1]
        if bits & before & VALUED:
            raise contradiction(self.name, row, column)
        columns[column - 1] = before | bits

    def stretch(self, row: int, column: int) -> None:
        """Note a cell that may hold no letters.

        Raises:
            RefusedError: it lies beyond the limits.
        """
        if row > self.reach_row or column > self.reach_column:
            self.check_within(row, column)
            self.reach_row = max(self.reach_row, row)
            self.reach_column = max(self.reach_column, column)

    def check_within(self, row: int, column: int) -> None:
        """Refuse a cell beyond the limits.

        Raises:
            RefusedError: it is one.
        """
        if row > self.limits.rows or column > self.limits.columns:
            raise self._beyond(row, column)

    def finish(self) -> None:
        """Spread what is said of areas over the cells that are used.

        Raises:
            RefusedError: the area is beyond the limits, or merged areas overlap.
        """
        rows = max(self.height, self.reach_row)
        if rows * max(self.width, self.reach_column) > self.limits.cells:
            raise too_many_cells(self.limits)
        for row, column in self._inside(self.filled):
            if self.bits(row, column):
                self.mark(row, column, FORMULA)
        for row, column in self._inside(self.merged, first=False):
            if self.bits(row, column):
                self.covered.add((row, column))
        self.hidden_rows = {row for row in self.hidden_rows if row <= self.height}

    def columns_hidden(self) -> tuple[int, ...]:
        """The used columns nobody sees."""
        width = self.width
        return tuple(
            sorted(
                {
                    column
                    for first, last in self.hidden_columns
                    for column in range(first, min(last, width) + 1)
                }
            )
        )

    def bits(self, row: int, column: int) -> int:
        """What was noted of a cell; 0 for nothing."""
        columns = self.marks.get(row, b"")
        return columns[column - 1] if column <= len(columns) else 0

    def _inside(
        self, areas: list[Area], *, first: bool = True
    ) -> Iterator[tuple[int, int]]:
        """The used cells of areas, with or without the first of each."""
        left = self.limits.cells
        for top, near, bottom, far in areas:
            last_row, last_column = min(bottom, self.height), min(far, self.width)
            left -= max(0, last_row - top + 1) * max(0, last_column - near + 1)
            if left < 0:
                raise contradiction(self.name, top, near)
            for row in range(top, last_row + 1):
                for column in range(near, last_column + 1):
                    if first or (row, column) != (top, near):
                        yield row, column

    def _beyond(self, row: int, column: int) -> RefusedError:
        spot = Spot(row=row, sheet=self.name, cell=address(row, column))
        if row > self.limits.rows:
            return RefusedError(
                find(
                    Grade.STOP,
                    SpreadsheetCode.TOO_MANY_ROWS,
                    spot=spot,
                    limit=self.limits.rows,
                )
            )
        return RefusedError(
            find(
                Grade.STOP,
                SpreadsheetCode.TOO_MANY_COLUMNS,
                spot=spot,
                limit=self.limits.columns,
            )
        )


@dataclass(slots=True)
class Tally:
    """How often something was met in a sheet, and where first."""

    code: Code
    count: int = 0
    first: tuple[int, int] = (0, 0)
    sample: str = ""

    def add(self, row: int, column: int, sample: str = "") -> None:
        """Count one more."""
        if not self.count:
            self.first, self.sample = (row, column), sample
        self.count += 1

    def finding(self, sheet: str) -> Finding:
        """What was met, as something doubtful."""
        row, column = self.first
        return find(
            Grade.DOUBTFUL,
            self.code,
            spot=Spot(row=row, sheet=sheet, cell=address(row, column)),
            count=self.count,
            sample=self.sample,
        )


def contradiction(sheet: str, row: int, column: int) -> RefusedError:
    """A cell of which two readers, or two places of the file, say different things."""
    spot = Spot(row=row, sheet=sheet, cell=address(row, column))
    return RefusedError(find(Grade.STOP, SpreadsheetCode.CONTRADICTORY, spot=spot))


def too_many_cells(limits: Limits) -> RefusedError:
    """The refusal of a book that holds more cells than the limits."""
    return RefusedError(
        find(Grade.STOP, SpreadsheetCode.TOO_MANY_CELLS, limit=limits.cells)
    )


def check_count(count: int, limits: Limits) -> None:
    """Refuse a book of too many sheets.

    Raises:
        RefusedError: it has more than the limits allow.
    """
    if count > limits.sheets:
        raise RefusedError(
            find(
                Grade.STOP,
                SpreadsheetCode.TOO_MANY_SHEETS,
                count=count,
                limit=limits.sheets,
            )
        )
