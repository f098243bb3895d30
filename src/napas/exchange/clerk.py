"""Turns the cells of one record into a row of values, and notes every fault."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeVar

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.cells import Doubt, Fault, Reading, read_cell, shown
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Column, Kind, Presence, Table, Value
from napas.exchange.files import Record
from napas.exchange.formulas import unguard
from napas.exchange.headers import Layout
from napas.exchange.register import Register, Standing
from napas.exchange.rows import Row

Kept = TypeVar("Kept", bound=Reading)

NOTED = (Fault, Doubt)
NOTHING: frozenset[str] = frozenset()
MOST_REMEMBERED = 10_000
"""Different cells of a column whose reading is kept, for those that repeat."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A column at its place in the records, and how its cells read so far.

    The same letters in a column always read the same while a table is read.
    """

    column: Column
    name: str
    position: int
    required: bool
    readings: dict[str, Reading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clerk:
    """Reads the records of one table.

    Attributes:
        findings: where faults are noted.
        grade: how much a cell that cannot be used matters here.
        prefix: what stands before the column in a place, for entries of a list.
    """

    table: Table
    layout: Layout
    register: Register
    findings: list[Finding]
    grade: Grade = Grade.SET_ASIDE
    prefix: str = ""
    _required: frozenset[str] = field(init=False)
    _firm: frozenset[str] = field(init=False)
    _seats: tuple[Seat, ...] = field(init=False)

    def __post_init__(self) -> None:
        columns = self.table.columns
        required = frozenset(
            each.name for each in columns if each.presence is Presence.REQUIRED
        )
        firm = (each.name for each in columns if each.default not in (None, ""))
        seats = tuple(
            Seat(column, column.name, position, column.name in required)
            for column, position in self.layout.places
        )
        object.__setattr__(self, "_required", required)
        object.__setattr__(self, "_firm", frozenset(firm))
        object.__setattr__(self, "_seats", seats)

    def read(self, record: Record, torn: Collection[str] = ()) -> Row:
        """Turn a record into a row.

        Args:
            record: the cells as written.
            torn: columns in which another record of the same key says otherwise.
        """
        key = self.layout.key
        subject = shown(cell_at(record, key[0])) if key else ""
        trusted = self._trusted(record, subject)
        cells: dict[str, Value] = {}
        bad = set(torn)
        if record.held:
            self._hold(record, subject, bad)
        for seat in self._seats:
            name, position = seat.name, seat.position
            value: Value = None
            if position >= trusted:
                bad.add(name)
            elif name not in bad:
                written = record.cells[position].strip() if position >= 0 else ""
                if written:
                    reading = seat.readings.get(written)
                    if reading is None:
                        reading = self._read_anew(written, seat)
                    if isinstance(reading, NOTED):
                        value = self._note_reading(reading, seat, record.row, subject)
                    else:
                        value = reading
                elif seat.required:
                    fault = Fault(ExchangeCode.CELL_MISSING)
                    self._note(self.grade, fault, seat.name, record.row, subject)
                if value is None and (written or seat.required):
                    bad.add(name)
            cells[name] = seat.column.default if value is None else value
        return Row(
            file=self.table.file,
            number=record.row,
            subject=subject,
            cells=cells,
            bad=frozenset(bad) if bad else NOTHING,
            usable=not bad or bad.isdisjoint(self._required),
            spoilt=bool(bad) and not bad.isdisjoint(self._firm),
            prefix=self.prefix,
        )

    def _trusted(self, record: Record, subject: str) -> int:
        """How many cells of the record surely stand where the header says."""
        width, found = self.layout.width, len(record.cells)
        if found == width:
            return width
        long = found > width
        code = ExchangeCode.ROW_TOO_LONG if long else ExchangeCode.ROW_TOO_SHORT
        spot = Spot(self.table.file, record.row)
        self.findings.append(
            find(
                Grade.SET_ASIDE,
                code,
                subject=subject,
                spot=spot,
                found=found,
                expected=width,
            )
        )
        return min(self.layout.letters, found)

    def _hold(self, record: Record, subject: str, bad: set[str]) -> None:
        """Note the cells that stand for no text of ours; they are set aside."""
        faults = dict(record.held)
        for seat in self._seats:
            if seat.position in faults:
                fault = faults[seat.position]
                self._note(self.grade, fault, seat.name, record.row, subject)
                bad.add(seat.name)

    def _read_anew(self, written: str, seat: Seat) -> Reading:
        """Read a cell that is not empty, and keep how it reads."""
        reading = self._known(read_cell(written, seat.column), seat.column)
        if len(seat.readings) < MOST_REMEMBERED:
            seat.readings[written] = reading
        return reading

    def _note_reading(
        self, reading: Fault | Doubt, seat: Seat, row: int, subject: str
    ) -> Value:
        """Note a fault or a doubt; what is doubted is used all the same."""
        if isinstance(reading, Fault):
            self._note(self.grade, reading, seat.name, row, subject)
            return None
        doubt = Fault(reading.code, reading.params)
        self._note(Grade.DOUBTFUL, doubt, seat.name, row, subject)
        known = self._known(reading.value, seat.column)
        if isinstance(known, Fault):
            self._note(self.grade, known, seat.name, row, subject)
            return None
        return known

    def _known(self, reading: Kept, column: Column) -> Kept | Fault:
        """What was read, unless it is a code that no row has."""
        if column.kind is not Kind.CODE or not isinstance(reading, str):
            return reading
        assert column.unknown is not None, f"{column.name} needs the code of its fault"
        standing = self.register.standing(reading, column.refers)
        if standing is Standing.IN_USE:
            return reading
        aside = standing is Standing.SET_ASIDE
        code = ExchangeCode.ROW_ON_SET_ASIDE if aside else column.unknown
        return Fault(code, (("read", shown(reading)),))

    def _note(
        self, grade: Grade, fault: Fault, name: str, row: int, subject: str
    ) -> None:
        spot = Spot(self.table.file, row, self.prefix + name)
        params = fault.params
        if len(params) > 1:
            params = tuple(sorted(params))
        self.findings.append(Finding(grade, fault.code, subject, spot, params))


def key_of(record: Record, layout: Layout) -> tuple[str, ...]:
    """The codes that tell a record from others, as they read."""
    return tuple([cell_at(record, position) for position in layout.key])


def cell_at(record: Record, position: int) -> str:
    """A cell as it reads; empty where the record has none."""
    inside = 0 <= position < len(record.cells)
    return unguard(record.cells[position].strip()) if inside else ""
