"""The frames of a workbook laid out as the tables of a scenario."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from napas.domain.finding import Finding, Grade, find
from napas.exchange.cells import Fault
from napas.exchange.columns import Column, Reference, Table
from napas.exchange.scenario_tables import (
    CENSUS,
    CYLINDERS,
    FACILITIES,
    PLANTS,
    SCENARIO_TABLES,
    TANKS,
    VEHICLES,
)
from napas.exchange.spreadsheet.book import Cell
from napas.exchange.workbook.codes import WorkbookCode
from napas.exchange.workbook.drafts import Draft, DraftRow, Origin
from napas.exchange.workbook.expansion import (
    date_patients,
    expand_cylinders,
    expand_facility,
    expand_tank,
)
from napas.exchange.workbook.frame import header_name
from napas.exchange.workbook.ground import (
    Ground,
    Told,
    hour_missing,
    is_count,
    lacks_hour,
)
from napas.exchange.workbook.interpret import Interpreter, Text
from napas.exchange.workbook.layout import COUNT, sheet_of
from napas.exchange.workbook.sheets import Frames
from napas.exchange.workbook.titles import Titles

MOST_ALIKE = 10_000
"""Vehicles that one row may stand for."""
NAMED_TABLES: tuple[tuple[Table, Reference], ...] = (
    (FACILITIES, Reference.FACILITY),
    (PLANTS, Reference.PLANT),
)
"""Tables whose rows may be called by their names, in the order they are read."""
EXPANDED_TABLES: tuple[tuple[Table, Callable[[Ground, Told], None]], ...] = (
    (TANKS, expand_tank),
    (CYLINDERS, expand_cylinders),
    (FACILITIES, expand_facility),
)
"""Tables whose sheets say more than the tables; what is told in detail comes first."""


@dataclass(frozen=True, slots=True)
class Laying:
    """Lays the sheets of one book, one after another."""

    frames: Frames
    titles: Titles
    interpreter: Interpreter
    drafts: Mapping[str, Draft]
    findings: list[Finding]

    @classmethod
    def of(cls, frames: Frames, titles: Titles, interpreter: Interpreter) -> "Laying":
        """Begin with a draft of every table."""
        drafts = {table.file: Draft(table) for table in SCENARIO_TABLES}
        return cls(frames, titles, interpreter, drafts, [])

    def lay(self, ground: Ground | None) -> None:
        """Fill the drafts; without ground each sheet alone, nothing filled in.

        Places to name come first, so that other sheets may call them by name.
        """
        for table, kind in NAMED_TABLES:
            self._lay(table)
            self._name(table, kind)
        for table in SCENARIO_TABLES:
            if table not in (FACILITIES, PLANTS):
                self._lay(table)
        self._number_tanks()
        self._count_vehicles()
        if ground is not None:
            self._expand(ground)

    def _lay(self, table: Table) -> None:
        """Turn the cells of a table's sheet into its texts."""
        frame = self.frames.frames.get(sheet_of(table).key)
        if frame is None:
            return
        draft, own = self.drafts[table.file], frame.plan.own
        placed = [
            (heading, header_name(heading, self.titles))
            for heading in frame.headings
            if heading.column is None or heading.column.name in own
        ]
        draft.headers = tuple(name for _, name in placed)
        draft.meant = frozenset(
            heading.column.name for heading, _ in placed if heading.column is not None
        )
        titles = {
            name: (heading.written, heading.place + 1) for heading, name in placed
        }
        draft.heading = Origin(self.frames.file, frame.name, frame.top, titles)
        told = {
            heading.column.name: (heading.written, heading.place + 1)
            for heading in frame.headings
            if heading.column is not None
        }
        read = [
            (heading, name, heading.column)
            for heading, name in placed
            if heading.column is not None and heading.column.name == name
        ]
        strange = [heading for heading in frame.headings if heading.column is None]
        for line in frame.lines:
            origin = Origin(self.frames.file, frame.name, line.row, told)
            cells = {
                name: self._text(line.cell(heading.place), column, origin)
                for heading, name, column in read
            }
            for heading in strange:
                cells[heading.written] = line.cell(heading.place).text.strip()
            draft.own.append(DraftRow(cells, origin))

    def _text(self, cell: Cell, column: Column, origin: Origin) -> Text:
        told = self.interpreter.text(cell, column)
        if lacks_hour(cell, column) and not isinstance(told, Fault):
            self.findings.append(hour_missing(cell, origin.spot(column.name)))
        return told

    def _name(self, table: Table, kind: Reference) -> None:
        """Give rows without a code their name as one, and enter what they go by.

        Where several rows have one name, the territory is added to tell them apart.
        """
        draft = self.drafts[table.file]
        told = Counter(row.text("name") for row in draft.own if not row.text("code"))
        for place, row in enumerate(draft.own):
            name, code = row.text("name"), row.text("code")
            if not code and "code" not in row.held:
                apart = told[name] > 1 and row.text("territory")
                code = f"{name}, {row.text('territory')}" if apart else name
                draft.own[place] = row.saying(code=code)
            if code:
                self.interpreter.names.enter(kind, code, name)

    def _number_tanks(self) -> None:
        """Give tanks without a code the next one of their facility: T1, T2..."""
        draft = self.drafts[TANKS.file]
        counted: Counter[str] = Counter()
        taken = {(row.text("facility"), row.text("code")) for row in draft.own}
        for place, row in enumerate(draft.own):
            facility = row.text("facility")
            if row.text("code") or "code" in row.held:
                continue
            counted[facility] += 1
            while (facility, f"T{counted[facility]}") in taken:
                counted[facility] += 1
            draft.own[place] = row.saying(code=f"T{counted[facility]}")

    def _count_vehicles(self) -> None:
        """Let a row that counts several alike vehicles stand for each of them."""
        frame = self.frames.frames.get(sheet_of(VEHICLES).key)
        if frame is None:
            return
        draft = self.drafts[VEHICLES.file]
        single: list[DraftRow] = []
        for line, row in zip(frame.lines, draft.own, strict=True):
            cell = frame.cell(line, COUNT.name)
            told = self.interpreter.text(cell, COUNT)
            count = int(str(told)) if is_count(told) else 0
            code = row.text("code") or f"V{line.row}"
            if not told:
                single.append(row if "code" in row.held else row.saying(code=code))
            elif 1 <= count <= MOST_ALIKE:
                numbers = range(1, count + 1)
                draft.more.extend(row.saying(code=f"{code}-{at}") for at in numbers)
            else:
                spot, read = row.origin.spot(COUNT.name), cell.text
                fault = WorkbookCode.COUNT_UNUSABLE
                self.findings.append(
                    find(Grade.SET_ASIDE, fault, spot=spot, read=read, most=MOST_ALIKE)
                )
        draft.own[:] = single

    def _expand(self, ground: Ground) -> None:
        for table, expand in EXPANDED_TABLES:
            frame = self.frames.frames.get(sheet_of(table).key)
            if frame is not None:
                rows = self.drafts[table.file].own
                for line, row in zip(frame.lines, rows, strict=True):
                    expand(ground, Told(frame, line, row))
        if sheet_of(CENSUS).key not in self.frames.frames:
            date_patients(ground)
