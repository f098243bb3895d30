"""The same picture with what was assumed at either end of its range."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from napas.demand.assumed_devices import share_devices
from napas.domain.assumption import Assumption, AssumptionRule
from napas.domain.network import Census, CylinderHolding, Facility, Form, Tank
from napas.domain.situation import Situation, Stock
from napas.parameters import Layer, Parameters, resolve

VARIATION = "variation"
DETOUR = "roads.detour_factor"
HEEL = "tanks.heel_share"
USUAL_MIX = ("mix.covid_bed_share", "mix.oxygen_share_of_covid")


class End(StrEnum):
    """An end of a range."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Variant:
    """A picture and the numbers to reckon with it."""

    situation: Situation
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class _Change:
    """What one rule filled in, at an end of its range.

    Attributes:
        figures: by subject; one of a kind for each.
        heels: facilities whose heel is assumed too.
    """

    figures: Mapping[str, Assumption]
    heels: frozenset[str]
    end: End

    def at(self, subject: str) -> float:
        """The figure of a subject at the end."""
        figure = self.figures[subject]
        return figure.low if self.end is End.LOW else figure.high

    def times(self, subject: str) -> float:
        """The figure of a subject at the end, over what is reckoned with."""
        value = self.figures[subject].value
        return self.at(subject) / value if value else 1.0


def vary(
    base: Variant,
    assumptions: Sequence[Assumption],
    rule: AssumptionRule,
    end: End,
) -> Variant | None:
    """The picture with all that one rule filled in at an end of its range.

    Args:
        base: as it is reckoned with.
        assumptions: all of them.
        rule: whose figures are moved.
        end: where to.

    Returns:
        None for a rule whose figures no picture can show moved.
    """
    figures = {each.subject: each for each in assumptions if each.rule is rule}
    heels = {each.subject for each in assumptions if each.rule is AssumptionRule.HEEL}
    change = _Change(figures, frozenset(heels), end)
    if rule in OF_PARAMETERS:
        return replace(base, parameters=_moved(base.parameters, rule, end))
    if rule not in OF_SITUATIONS:
        return None
    situation = OF_SITUATIONS[rule](base, change)
    return replace(base, situation=situation)


def _moved(parameters: Parameters, rule: AssumptionRule, end: End) -> Parameters:
    entries = []
    for name in OF_PARAMETERS[rule]:
        known = parameters.parameter(name)
        entries.append((name, known.low if end is End.LOW else known.high))
    layer = Layer(VARIATION, tuple(entries))
    return resolve((layer,), known=parameters.known)


def _of_facilities(
    base: Variant, change: _Change, make: Callable[[Facility], Facility]
) -> Situation:
    facilities = (
        make(each) if each.code in change.figures else each
        for each in base.situation.facilities
    )
    return replace(base.situation, facilities=tuple(facilities))


def _of_stocks(
    base: Variant, change: _Change, make: Callable[[Stock], Stock]
) -> Situation:
    stocks: Iterable[Stock] = (
        make(each) if each.holder in change.figures else each
        for each in base.situation.stocks
    )
    return replace(base.situation, stocks=tuple(stocks))


def _heels(base: Variant, change: _Change) -> Situation:
    def make(facility: Facility) -> Facility:
        times = change.times(facility.code)
        tanks = (
            replace(tank, heel_t=min(tank.capacity_t, tank.heel_t * times))
            for tank in facility.tanks
        )
        return replace(facility, tanks=tuple(tanks))

    return _of_facilities(base, change, make)


def _tanks(base: Variant, change: _Change) -> Situation:
    share = base.parameters[HEEL]

    def sized(tank: Tank, capacity_t: float, *, usual_heel: bool) -> Tank:
        heel_t = share * capacity_t if usual_heel else min(tank.heel_t, capacity_t)
        return replace(tank, capacity_t=capacity_t, heel_t=heel_t)

    def make(facility: Facility) -> Facility:
        code = facility.code
        usual_heel = code in change.heels
        tanks = (
            sized(tank, change.at(code), usual_heel=usual_heel)
            for tank in facility.tanks
        )
        return replace(facility, tanks=tuple(tanks))

    return _of_facilities(base, change, make)


def _devices(base: Variant, change: _Change) -> Situation:
    def make(facility: Facility) -> Facility:
        assert facility.census is not None, "devices are assumed of counted patients"
        count = sum(line.patients for line in facility.census.patients)
        share = change.at(facility.code)
        patients = share_devices(count, share, base.parameters)
        return replace(facility, census=replace(facility.census, patients=patients))

    return _of_facilities(base, change, make)


def _occupancy(base: Variant, change: _Change) -> Situation:
    def make(facility: Facility) -> Facility:
        occupied = round((facility.beds or 0) * change.at(facility.code))
        told = facility.census or Census(base.situation.as_of)
        return replace(facility, census=replace(told, occupied_beds=occupied))

    return _of_facilities(base, change, make)


def _empties(base: Variant, change: _Change) -> Situation:
    def make(facility: Facility) -> Facility:
        first, *others = facility.cylinders
        empty = round(change.at(facility.code))
        moved = CylinderHolding(first.type_code, first.full, empty)
        return replace(facility, cylinders=(moved, *others))

    return _of_facilities(base, change, make)


def _report_times(base: Variant, change: _Change) -> Situation:
    def make(stock: Stock) -> Stock:
        older = timedelta(hours=change.at(stock.holder))
        as_of = None if stock.as_of is None else stock.as_of - older
        return replace(stock, as_of=as_of)

    return _of_stocks(base, change, make)


def _liquid(base: Variant, change: _Change) -> Situation:
    def make(stock: Stock) -> Stock:
        if stock.form is not Form.LIQUID or stock.mass_t is None:
            return stock
        return replace(stock, mass_t=stock.mass_t * change.times(stock.holder))

    return _of_stocks(base, change, make)


def _offers(base: Variant, change: _Change) -> Situation:
    plants = (
        replace(plant, offered_t_per_day=change.at(plant.code))
        if plant.code in change.figures
        else plant
        for plant in base.situation.plants
    )
    return replace(base.situation, plants=tuple(plants))


def _fleet(base: Variant, change: _Change) -> Situation:
    vehicles = base.situation.vehicles if change.end is End.HIGH else ()
    return replace(base.situation, vehicles=vehicles)


OF_PARAMETERS: Mapping[AssumptionRule, tuple[str, ...]] = {
    AssumptionRule.PATIENTS: USUAL_MIX,
    AssumptionRule.DISTANCE: (DETOUR,),
}
"""Rules whose figures are parameters, which move for every subject together."""
OF_SITUATIONS: Mapping[AssumptionRule, Callable[[Variant, _Change], Situation]] = {
    AssumptionRule.HEEL: _heels,
    AssumptionRule.TANK: _tanks,
    AssumptionRule.DEVICES: _devices,
    AssumptionRule.OCCUPANCY: _occupancy,
    AssumptionRule.EMPTIES: _empties,
    AssumptionRule.REPORT_TIME: _report_times,
    AssumptionRule.GAUGE: _liquid,
    AssumptionRule.DENSITY: _liquid,
    AssumptionRule.OFFER: _offers,
    AssumptionRule.FLEET: _fleet,
}
"""Rules whose figures stand in the picture."""
