"""A sheet as people laid it out: where its titles stand, and which rows count.

Titles may stand in Bahasa Indonesia, in English or by our own names, in one row or in
several, and in any order. Rows above them are left alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.cells import shown
from napas.exchange.columns import Column, Kind
from napas.exchange.spreadsheet.book import (
    EMPTY,
    BookSheet,
    Cell,
    CellKind,
    address,
)
from napas.exchange.workbook.codes import WorkbookCode
from napas.exchange.workbook.layout import MARK, SheetPlan
from napas.exchange.workbook.titles import Titles, split_unit
from napas.exchange.workbook.wording import parts_of, plain

TITLES_WITHIN = 20
"""Rows in which titles are looked for; a heading or a logo may stand above them."""
FEWEST_TITLES = 2
"""Cells of a row that must be titles; one may be a chance likeness."""
EXAMPLES = frozenset({"contoh", "example"})
UNITS = frozenset({"satuan", "unit"})
NAMED = 5
"""How many titles a message names."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a sheet.

    Attributes:
        place: from 0.
        column: the column it means; None is none of ours.
        written: the title as it stands in the sheet.
        unit: the unit that the sheet tells; empty where it tells none.
    """

    place: int
    column: Column | None
    written: str
    unit: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet; cells beyond its end are empty."""

    row: int
    cells: tuple[Cell, ...]

    def cell(self, place: int) -> Cell:
        """The cell of a column; empty where there is no such column."""
        return self.cells[place] if 0 <= place < len(self.cells) else EMPTY


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet with its titles found.

    Attributes:
        plan: what the sheet is to hold.
        top: the row of titles, from 1.
        lines: rows that say something, without examples and units.
        examples: how many rows were marked as examples.
    """

    plan: SheetPlan
    name: str
    top: int
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    examples: int = 0
    findings: tuple[Finding, ...] = ()

    def place(self, name: str) -> int:
        """Where a column stands, from 0; -1 where the sheet has none."""
        return next(
            (
                heading.place
                for heading in self.headings
                if heading.column is not None and heading.column.name == name
            ),
            -1,
        )

    def cell(self, line: Line, name: str) -> Cell:
        """What a row says in a column; empty where there is none."""
        return line.cell(self.place(name))


def frame_sheet(
    file: str, sheet: BookSheet, plan: SheetPlan, titles: Titles
) -> Frame | Finding | None:
    """Find the titles of a sheet and the rows below them.

    Returns:
        the frame; why there is none; or None for a sheet without any row of ours.
    """
    rows = [row for row in sheet.rows if any(map(_says, row))]
    if not rows:
        return None
    first, last = _title_rows(sheet.rows, plan, titles)
    if first < 0:
        spot = Spot(file, sheet=sheet.name)
        expected = ", ".join(
            titles.full(plan, column) for column in plan.columns[1 : 1 + NAMED]
        )
        code = WorkbookCode.HEADER_MISSING
        return find(Grade.STOP, code, spot=spot, expected=expected)
    headings = _headings(sheet.rows, first, last, plan, titles)
    mark = next((each.place for each in headings if each.column is MARK), -1)
    lines: list[Line] = []
    examples = 0
    for number, cells in enumerate(sheet.rows[last + 1 :], start=last + 2):
        line = Line(number, cells)
        marked = {plain(part) for part in parts_of(line.cell(mark).text)}
        if marked & EXAMPLES:
            examples += 1
        elif not marked & UNITS and _fills(line, mark):
            lines.append(line)
    return Frame(
        plan=plan,
        name=sheet.name,
        top=first + 1,
        headings=headings,
        lines=tuple(lines),
        examples=examples,
        findings=tuple(_doubts(file, sheet, lines)),
    )


def _says(cell: Cell) -> bool:
    return cell.kind is not CellKind.EMPTY and bool(cell.text.strip())


def _fills(line: Line, mark: int) -> bool:
    return any(_says(cell) for place, cell in enumerate(line.cells) if place != mark)


def _title_rows(
    rows: Sequence[Sequence[Cell]], plan: SheetPlan, titles: Titles
) -> tuple[int, int]:
    """The first and the last row of titles, from 0; -1 where there is none."""
    first = last = -1
    for number, row in enumerate(rows[:TITLES_WITHIN]):
        known = {
            column.name
            for cell in row
            if cell.kind is CellKind.TEXT
            and (column := titles.named(plan, cell.text)) is not None
        }
        if len(known) >= FEWEST_TITLES:
            first, last = (number, number) if first < 0 else (first, number)
        elif first >= 0:
            break
    return first, last


def _headings(
    rows: Sequence[Sequence[Cell]],
    first: int,
    last: int,
    plan: SheetPlan,
    titles: Titles,
) -> tuple[Heading, ...]:
    """The columns under their titles; where rows of titles differ the first counts."""
    stack = rows[first : last + 1]
    below = rows[last + 1] if last + 1 < len(rows) else ()
    found: list[Heading] = []
    for place in range(len(rows[first])):
        written = [row[place].text.strip() for row in stack if _says(row[place])]
        named = [(text, titles.named(plan, text)) for text in written]
        chosen = next((pair for pair in named if pair[1] is not None), None)
        if chosen is not None:
            text, column = chosen
        elif written:
            text, column = written[0], None
        else:
            continue
        found.append(Heading(place, column, shown(text), split_unit(text)[1]))
    return _with_units(tuple(found), below)


def _with_units(
    headings: tuple[Heading, ...], below: Sequence[Cell]
) -> tuple[Heading, ...]:
    """The headings with the units of the row below them, if that row holds units."""
    line = Line(0, tuple(below))
    mark = next((each.place for each in headings if each.column is MARK), -1)
    if not {plain(part) for part in parts_of(line.cell(mark).text)} & UNITS:
        return headings
    return tuple(
        Heading(
            each.place,
            each.column,
            each.written,
            line.cell(each.place).text.strip() or each.unit,
        )
        for each in headings
    )


def header_name(heading: Heading, titles: Titles) -> str:
    """The header of a table for a column of a sheet.

    A figure in another unit than ours gets the name of that unit, so that the table
    refuses it as it refuses such a column of a file.
    """
    column = heading.column
    if column is None:
        return heading.written
    if not column.unit or column.kind is Kind.SHARE or not heading.unit:
        return column.name
    told = next(
        (
            titles.units[plain(part)]
            for part in parts_of(heading.unit)
            if plain(part) in titles.units
        ),
        "",
    )
    if told == column.unit:
        return column.name
    return f"{column.stem}_{told}" if told else column.stem


def _doubts(file: str, sheet: BookSheet, lines: Sequence[Line]) -> Iterator[Finding]:
    """What people see otherwise than it is read."""
    rows = {line.row for line in lines}
    for top, left, bottom, _ in sheet.merged:
        if bottom > top and rows & set(range(top, bottom + 1)):
            yield find(
                Grade.DOUBTFUL,
                WorkbookCode.MERGED_CELLS,
                spot=Spot(file, top, sheet=sheet.name, cell=address(top, left)),
                rows=f"{top}\N{EN DASH}{bottom}",
            )
