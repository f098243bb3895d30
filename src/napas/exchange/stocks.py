"""Rows of stocks: what a tank holds, as of when, and how well that is known."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from napas.domain.finding import Finding
from napas.domain.network import Facility, Form, Plant, Tank
from napas.domain.situation import Stock, StockState
from napas.exchange.codes import ExchangeCode
from napas.exchange.rows import Row


@dataclass(frozen=True, slots=True)
class Holders:
    """What can hold a stock, and from when on a report of it is stale.

    Attributes:
        lost_tanks: (facility, tank) pairs whose row was set aside.
        as_of: the moment of the picture, UTC.
        known_at: the moment at which it was known, UTC.
        stale_h: a report older than this is stale.
    """

    facilities: dict[str, Facility]
    plants: dict[str, Plant]
    lost_tanks: frozenset[tuple[str, str]]
    as_of: datetime
    known_at: datetime
    stale_h: float
    _losing: frozenset[str] = field(init=False, repr=False, compare=False)
    _capacities: dict[str, dict[str, float]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        losing = frozenset(facility for facility, _ in self.lost_tanks)
        object.__setattr__(self, "_losing", losing)
        capacities = {
            code: _capacities(known.tanks) for code, known in self.facilities.items()
        }
        object.__setattr__(self, "_capacities", capacities)

    def capacity_t(self, holder: str, tank: str) -> float | None:
        """What a tank, or all tanks of a holder, can hold; None is not known."""
        if holder in self.plants:
            return self.plants[holder].store_t
        if holder in self._losing:
            return None
        return self._capacities.get(holder, {}).get(tank)

    def knows_tank(self, holder: str, tank: str) -> bool:
        """Whether a facility has the tank; a plant names its tanks as it likes."""
        if tank == "" or holder not in self.facilities:
            return True
        return tank in self._capacities[holder]


def _capacities(tanks: Sequence[Tank]) -> dict[str, float]:
    """What each tank holds by its code, and all of them under no code."""
    if not tanks:
        return {}
    every = {each.code: each.capacity_t for each in tanks}
    return {**every, "": math.fsum(every.values())}


def make_stocks(
    rows: Sequence[Row], holders: Holders
) -> tuple[list[Stock], list[Finding]]:
    """Make stocks; one whose row was set aside is unknown, and stands as such."""
    stocks: list[Stock] = []
    findings: list[Finding] = []
    for row in rows:
        if row.usable:
            mass_t, state = _amount(row, holders, findings)
            stocks.append(
                Stock(
                    holder=row.text("holder"),
                    form=row.word("form", Form),
                    mass_t=mass_t,
                    as_of=row.moment("as_of"),
                    source=row.text("source"),
                    state=state,
                    tank=row.text("tank"),
                )
            )
        elif row.text("holder"):
            stocks.append(_unknown(row))
    return stocks, findings


def _unknown(row: Row) -> Stock:
    """A stock of a form that cannot be read: liquid is what a tank holds."""
    form = Form.LIQUID if "form" in row.bad else row.word("form", Form)
    return Stock(
        holder=row.text("holder"),
        form=form,
        mass_t=None,
        as_of=None,
        source=row.text("source"),
        state=StockState.UNKNOWN,
        tank=row.text("tank"),
    )


def _amount(
    row: Row, holders: Holders, findings: list[Finding]
) -> tuple[float | None, StockState]:
    """The mass and the state in which it stands."""
    mass_t = row.figure("mass_t")
    fault = _fault(row, mass_t, holders)
    if fault is not None:
        findings.append(fault)
        return None, StockState.UNKNOWN
    if mass_t is None or "state" in row.bad:
        return None, StockState.UNKNOWN
    state = row.word("state", StockState) if row.text("state") else StockState.KNOWN
    as_of = row.moment("as_of")
    if as_of is None:
        if state is not StockState.KNOWN:
            return mass_t, state
        if "as_of" not in row.bad:
            findings.append(row.doubt(ExchangeCode.STOCK_UNDATED, "as_of"))
        return mass_t, StockState.STALE
    if as_of > holders.known_at:
        findings.append(row.doubt(ExchangeCode.MOMENT_IN_FUTURE, "as_of"))
    age = holders.as_of - as_of
    if state is StockState.KNOWN and age > timedelta(hours=holders.stale_h):
        age_h = age / timedelta(hours=1)
        code = ExchangeCode.STOCK_STALE
        findings.append(
            row.doubt(code, "as_of", age=round(age_h, 1), limit=holders.stale_h)
        )
        return mass_t, StockState.STALE
    return mass_t, state


def _fault(row: Row, mass_t: float | None, holders: Holders) -> Finding | None:
    """Why the figure of a row cannot be used; None where it can, or has none."""
    holder, tank = row.text("holder"), row.text("tank")
    if not holders.knows_tank(holder, tank):
        lost = (holder, tank) in holders.lost_tanks
        code = ExchangeCode.ROW_ON_SET_ASIDE if lost else ExchangeCode.TANK_UNKNOWN
        return row.refusal(code, "tank", read=tank)
    if {"mass_t", "state"} & row.bad:
        return None
    written = row.text("state")
    if written and (mass_t is None) != (written == StockState.UNKNOWN):
        return row.refusal(
            ExchangeCode.STOCK_CONTRADICTS_STATE, "state", state=StockState(written)
        )
    liquid = row.word("form", Form) is Form.LIQUID
    capacity_t = holders.capacity_t(holder, tank) if liquid else None
    if mass_t is not None and capacity_t is not None and mass_t > capacity_t:
        code = ExchangeCode.STOCK_ABOVE_CAPACITY
        return row.refusal(code, "mass_t", mass=mass_t, capacity=capacity_t)
    return None
