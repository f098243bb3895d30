"""Tables that cannot be read and without which a plan may still be asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from napas.domain.assumption import Assumption
from napas.domain.finding import Finding, Grade, Spot, find, stops
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Table
from napas.exchange.entries import Entries
from napas.exchange.files import Records
from napas.exchange.keeper import Keeper
from napas.exchange.report_table import REPORTS
from napas.exchange.scenario_tables import (
    CLAIMS,
    CREWS,
    LINKS,
    ORDERS,
    OWN_SOURCES,
    PLANTS,
    STOCKS,
    VEHICLES,
)

LEAVABLE = frozenset(
    table.file
    for table in (
        *(PLANTS, OWN_SOURCES, STOCKS, REPORTS, VEHICLES),
        *(LINKS, CLAIMS, ORDERS, CREWS),
    )
)
"""Tables without which a plan is poorer and never rosier.

Without stocks or reports hours are unknown; without plants, machines, orders or
vehicles less can be given. Without tanks, patients or events a plan would promise what
is not there.
"""
Lost = Mapping[str, tuple[Finding, ...]]
"""Files of tables that could not be read, and why."""


@dataclass(frozen=True, slots=True)
class Without:
    """A keeper without some of its tables."""

    keeper: Keeper
    files: frozenset[str]

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the keeper filled in."""
        return self.keeper.assumptions

    def strange(self, known: Iterable[Table]) -> tuple[Finding, ...]:
        """What the keeper finds strange."""
        return self.keeper.strange(known)

    def entries(self, name: str) -> Entries | Finding:
        """The entries that the keeper has."""
        return self.keeper.entries(name)

    def records(self, table: Table) -> Records | Finding | None:
        """The rows that the keeper has; none of a table that is left out."""
        return None if table.file in self.files else self.keeper.records(table)

    def country(self, name: str) -> Path | Finding:
        """The folder that the keeper finds."""
        return self.keeper.country(name)

    def locate(self, finding: Finding) -> Finding | None:
        """The place that the keeper knows."""
        return self.keeper.locate(finding)


def may_leave_out(lost: Lost, findings: Iterable[Finding]) -> bool:
    """Whether all that stops a scenario lies in tables that may be left out."""
    told = {fault for faults in lost.values() for fault in faults}
    elsewhere = stops(fault for fault in findings if fault not in told)
    return bool(lost) and lost.keys() <= LEAVABLE and not elsewhere


def say_left_out(lost: Lost) -> tuple[Finding, ...]:
    """Why each table is left out; what stopped it stops nothing any more."""
    found: list[Finding] = []
    for file, faults in lost.items():
        for fault in faults:
            stopped = fault.grade is Grade.STOP
            grade = Grade.SET_ASIDE if stopped else fault.grade
            found.append(replace(fault, grade=grade))
        code = ExchangeCode.TABLE_LEFT_OUT
        found.append(find(Grade.SET_ASIDE, code, spot=Spot(file)))
    return tuple(found)
