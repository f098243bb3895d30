"""Where tables are read one after another, and all their faults kept in one place."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from napas.domain.choice import Choice
from napas.domain.finding import Finding
from napas.domain.report import Report
from napas.exchange.columns import Table
from napas.exchange.keeper import Keeper
from napas.exchange.register import Register
from napas.exchange.rows import Row
from napas.exchange.sheets import Sheet, read_sheet


@dataclass(slots=True)
class Desk:
    """What is being read.

    Attributes:
        keeper: where its tables are kept.
        register: the codes met so far.
        findings: every fault so far.
        lost: files of tables that could not be read, and why.
        choices: what people decided about writings, so far.
        trusted: reports that were judged and are not held, so far.
    """

    keeper: Keeper
    register: Register = field(default_factory=Register)
    findings: list[Finding] = field(default_factory=list)
    lost: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    trusted: list[Report] = field(default_factory=list)

    def sheet(self, table: Table) -> Sheet:
        """Read a table and keep what is wrong with it."""
        sheet = read_sheet(self.keeper, table, self.register)
        self.findings.extend(sheet.findings)
        if not sheet.readable:
            self.lost[table.file] = sheet.findings
        return sheet

    def rows(self, table: Table) -> tuple[Row, ...]:
        """The rows of a table; none where it is absent or unreadable."""
        return self.sheet(table).rows

    def note(self, findings: Iterable[Finding]) -> None:
        """Keep faults that a maker found."""
        self.findings.extend(findings)

    def settle(self, table: Table, rows: Iterable[Row], made: Iterable[str]) -> None:
        """Enter which codes of a table are in use; the others were set aside."""
        assert table.names is not None, f"{table.file} brings no codes"
        standing = set(made)
        codes = {row.text(table.key[0]) for row in rows}
        self.register.put_aside(table.names, codes - standing)
