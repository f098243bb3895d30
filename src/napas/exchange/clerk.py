"""Turns the cells of one record into a row of values, and notes every fault."""

from collections.abc import Collection
from dataclasses import dataclass, field

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.cells import Doubt, Fault, read_cell, shown
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Column, Kind, Presence, Table, Value
from napas.exchange.files import Record
from napas.exchange.formulas import unguard
from napas.exchange.headers import Layout
from napas.exchange.register import Register, Standing
from napas.exchange.rows import Row


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

    def __post_init__(self) -> None:
        columns = self.table.columns
        required = (each.name for each in columns if each.presence is Presence.REQUIRED)
        firm = (each.name for each in columns if each.default not in (None, ""))
        object.__setattr__(self, "_required", frozenset(required))
        object.__setattr__(self, "_firm", frozenset(firm))

    def read(self, record: Record, torn: Collection[str] = ()) -> Row:
        """Turn a record into a row.

        Args:
            record: the cells as written.
            torn: columns in which another record of the same key says otherwise.
        """
        key = key_of(record, self.layout)
        subject = shown(key[0]) if key else ""
        trusted = self._trusted(record, subject)
        cells: dict[str, Value] = {}
        bad = set(torn)
        for column, position in self.layout.places:
            name = column.name
            value: Value = None
            if position >= trusted:
                bad.add(name)
            elif name not in bad:
                reading = self._cell(record, column, position, subject)
                if isinstance(reading, Fault):
                    self._note(self.grade, reading, column, record.row, subject)
                    bad.add(name)
                else:
                    value = reading
            cells[name] = column.default if value is None else value
        return Row(
            file=self.table.file,
            number=record.row,
            subject=subject,
            cells=cells,
            bad=frozenset(bad),
            usable=bad.isdisjoint(self._required),
            spoilt=not bad.isdisjoint(self._firm),
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

    def _cell(
        self, record: Record, column: Column, position: int, subject: str
    ) -> Value | Fault:
        """The value of a cell; None where it is empty and may be."""
        for at, fault in record.held:
            if at == position:
                return fault
        written = record.cells[position].strip() if position >= 0 else ""
        if written:
            return self._value(written, column, record.row, subject)
        missing = column.name in self._required
        return Fault(ExchangeCode.CELL_MISSING) if missing else None

    def _value(
        self, written: str, column: Column, row: int, subject: str
    ) -> Value | Fault:
        reading = read_cell(written, column)
        if isinstance(reading, Doubt):
            doubt = Fault(reading.code, reading.params)
            self._note(Grade.DOUBTFUL, doubt, column, row, subject)
            reading = reading.value
        if isinstance(reading, str) and column.kind is Kind.CODE:
            reading = self._known(reading, column)
        return reading

    def _known(self, written: str, column: Column) -> str | Fault:
        assert column.unknown is not None, f"{column.name} needs the code of its fault"
        standing = self.register.standing(written, column.refers)
        if standing is Standing.IN_USE:
            return written
        aside = standing is Standing.SET_ASIDE
        code = ExchangeCode.ROW_ON_SET_ASIDE if aside else column.unknown
        return Fault(code, (("read", shown(written)),))

    def _note(
        self, grade: Grade, fault: Fault, column: Column, row: int, subject: str
    ) -> None:
        spot = Spot(self.table.file, row, f"{self.prefix}{column.name}")
        self.findings.append(
            Finding(grade, fault.code, subject, spot, tuple(sorted(fault.params)))
        )


def key_of(record: Record, layout: Layout) -> tuple[str, ...]:
    """The codes that tell a record from others, as they read."""
    return tuple(cell_at(record, position) for position in layout.key)


def cell_at(record: Record, position: int) -> str:
    """A cell as it reads; empty where the record has none."""
    inside = 0 <= position < len(record.cells)
    return unguard(record.cells[position].strip()) if inside else ""
