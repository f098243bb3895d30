"""One sheet of a table: titles that stay, notes, drop-downs, and open cells below."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from napas.exchange.columns import Column, Kind, Reference, text
from napas.exchange.workbook.layout import HEADER_ROWS, MARK, SheetPlan
from napas.exchange.workbook.lists import Lists, facility_range
from napas.exchange.workbook.look import Look
from napas.exchange.workbook.put import Putter, harmless
from napas.exchange.workbook.titles import Titles
from napas.exchange.workbook.wording import LANGUAGES, both

OPEN_ROWS = 2_000
"""Rows below the last one that are ready to be filled in."""
NARROWEST, WIDEST = 9, 34
WIDTHS: Mapping[str, int] = {
    MARK.name: 10,
    "name": 32,
    "territory": 26,
    "facility": 26,
    "stock": 20,
    "stock_unit": 14,
    "report_at": 18,
    "source": 30,
    "company": 22,
}
A4 = 9
SPARE_COLUMNS = 12
"""Beside ours, open from top to bottom for columns that people add."""
TITLE_HEIGHTS = (32, 32, 26)
NOTE_SIZE = {"x_scale": 2.2, "y_scale": 1.6}
OPEN_TO_ALL: Mapping[str, bool] = {
    "objects": True,
    "scenarios": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""What the protection of titles leaves free; it has no password."""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the titles of a sheet.

    Attributes:
        rows: our texts by name of the column.
        more: columns that nobody knows, by their title.
    """

    rows: Sequence[Mapping[str, str]] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageWriter:
    """Writes the sheets of tables of one book."""

    book: xlsxwriter.Workbook
    look: Look
    titles: Titles
    lists: Lists
    putter: Putter

    def write(
        self,
        plan: SheetPlan,
        body: Body,
        examples: Iterable[Mapping[str, str]] = (),
    ) -> Worksheet:
        """Write one sheet.

        Args:
            plan: which columns it has.
            body: rows to fill in.
            examples: rows that are marked as such, above the others; plain texts.
        """
        sheet = self.book.add_worksheet(self.titles.sheet(plan.key))
        columns = [*plan.columns, *map(text, body.more)]
        self._dress(sheet, plan, columns, body.more)
        shown = list(examples)
        for row, told in enumerate(shown, start=HEADER_ROWS):
            self._example(sheet, row, columns, told)
        first = HEADER_ROWS + len(shown)
        for row, cells in enumerate(body.rows, start=first):
            for place, column in enumerate(columns):
                written = cells.get(column.name, "")
                if written:
                    self.putter.put(sheet, (row, place), written, column)
        last = first + len(body.rows) + OPEN_ROWS
        for place, column in enumerate(columns):
            self._guide(sheet, place, column, last)
        sheet.autofilter(HEADER_ROWS - 1, 0, last - 1, len(columns) - 1)
        return sheet

    def _dress(
        self,
        sheet: Worksheet,
        plan: SheetPlan,
        columns: Sequence[Column],
        more: tuple[str, ...],
    ) -> None:
        """Titles, units, notes, widths, protection and the form of a printed page."""
        spare = range(len(columns), len(columns) + SPARE_COLUMNS)
        sheet.set_column(spare[0], spare[-1], NARROWEST, self.look["text"])
        for row, height in enumerate(TITLE_HEIGHTS):
            sheet.set_row(row, height)
        for place, column in enumerate(columns):
            titles = [
                column.name
                if column.name in more
                else self.titles.column(plan, column.name, language)
                for language in LANGUAGES
            ]
            self._head(sheet, plan, place, column, titles)
            told = max(map(len, titles)) // 2 + 4
            usual = WIDTHS.get(column.name, min(max(NARROWEST, told), WIDEST))
            style = _style(column)
            sheet.set_column(place, place, usual, self.look[style])
        sheet.freeze_panes(HEADER_ROWS, 2)
        sheet.protect("", dict(OPEN_TO_ALL))
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, HEADER_ROWS - 1)
        sheet.set_footer("&L&A&R&P / &N")

    def _head(
        self,
        sheet: Worksheet,
        plan: SheetPlan,
        place: int,
        column: Column,
        titles: Sequence[str],
    ) -> None:
        asked = "asked" if column.name in plan.wanted else "other"
        for row, (title, style) in enumerate(
            zip(titles, (asked, f"{asked}_below"), strict=True)
        ):
            sheet.write_string(row, place, harmless(title), self.look[style])
        unit = self.titles.unit(column, self.putter.zone)
        if column is MARK:
            unit = both("workbook-mark-unit", self.titles.wording)
        sheet.write_string(HEADER_ROWS - 1, place, unit, self.look["unit"])
        if column in plan.columns:
            notes = (
                self.titles.note(plan, column.name, language) for language in LANGUAGES
            )
            sheet.write_comment(0, place, "\n\n".join(notes), dict(NOTE_SIZE))

    def _example(
        self,
        sheet: Worksheet,
        row: int,
        columns: Sequence[Column],
        told: Mapping[str, str],
    ) -> None:
        mark = both("workbook-mark-example", self.titles.wording)
        for place, column in enumerate(columns):
            written = mark if column is MARK else told.get(column.name, "")
            if written and column.kind in (Kind.NUMBER, Kind.WHOLE):
                style = self.look["example_number"]
                sheet.write_number(row, place, float(written), style)
            else:
                sheet.write_string(row, place, written, self.look["example"])

    def _guide(self, sheet: Worksheet, place: int, column: Column, last: int) -> None:
        """The drop-down of a column; what is not in it is warned of and let pass."""
        source = self.lists.of(column)
        if column.kind is Kind.CODE and column.refers == (Reference.FACILITY,):
            source = facility_range(self.titles, last)
        if not source:
            return
        wording = self.titles.wording
        sheet.data_validation(
            HEADER_ROWS,
            place,
            last - 1,
            place,
            {
                "validate": "list",
                "source": source,
                "error_type": "warning",
                "error_message": both("workbook-choose", wording),
            },
        )


def _style(column: Column) -> str:
    if column.kind is Kind.MOMENT:
        return "moment"
    if column.kind is Kind.DAY:
        return "day"
    return "number" if column.kind in (Kind.NUMBER, Kind.WHOLE, Kind.SHARE) else "text"
