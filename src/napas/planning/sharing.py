"""What a place is given, shared out to its hospitals, day by day.

A place's liquid is portioned to its tanks in drops worth a visit, as it arrives after
what is lost in transfer; every drop is given a source, and every source what the
allocation lets it load. What finds no tank, and what is held back for a later day, is
told, never lost.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from napas.domain.finding import Code, Finding, Grade, find
from napas.domain.network import Form
from napas.parameters import Parameters
from napas.planning.allocation.answer import AllocationAnswer, values_of
from napas.planning.arrays.grid import Array, Grid
from napas.planning.arrays.links import FETCHED
from napas.planning.bench import Bench, groups_of, lay_bench
from napas.planning.drops import Supply, Vessel, WantedDrop
from napas.planning.ground import Ground
from napas.planning.hauls import Haul, assign_sources
from napas.planning.portions import Portions, Visit, portion_out
from napas.planning.problem import FacilityDetail, PlanProblem, lay_facilities

NOTICED_T = 0.001


class SharingCode(Code):
    """What sharing has to tell."""

    NO_ROOM = "sharing-without-room"
    HELD_BACK = "sharing-held-back"


@dataclass(frozen=True, slots=True)
class Shares:
    """What hospitals and stations are to be brought on the first days.

    Attributes:
        days: how many.
        last_day: after them, on which what waited may still leave.
        within: code of the planned place of every hospital, and of the place itself.
        drops: liquid and cylinders, by day, source and target, as they are loaded.
            Where no hospital of a place is known, the place itself is the target.
        bench: the tanks.
        vessels: the same, for those who drive.
        supplies: what sources may load of liquid for all of them.
        left_t: what found no tank or was held back, by place.
    """

    days: int
    last_day: int
    within: Mapping[str, str]
    drops: tuple[WantedDrop, ...]
    bench: Bench
    vessels: tuple[Vessel, ...]
    supplies: tuple[Supply, ...]
    left_t: tuple[tuple[str, float], ...]
    findings: tuple[Finding, ...]


def share_out(
    problem: PlanProblem,
    answer: AllocationAnswer,
    ground: Ground,
    parameters: Parameters,
) -> Shares:
    """Share the liquid of the first days out to tanks."""
    layout = answer.problem
    detail = lay_facilities(problem, parameters)
    days = _whole_periods(layout.grid, int(parameters["allocation.sharing_days"]))
    tail_days = int(parameters["allocation.sharing_tail_days"])
    bench = lay_bench(problem, answer, detail, days + tail_days)
    net = 1.0 - layout.loss_share
    smallest_t = parameters["tankers.smallest_drop_t"]
    visit = Visit(
        smallest_t=smallest_t * net,
        useful_share=parameters["dispatch.useful_share"],
        payload_t=parameters["isotanks.payload_t"] * net,
        tail_days=tail_days,
    )
    loaded_t = _loaded_t(answer, days)
    portions = portion_out(bench, loaded_t * net, layout.sources.company, visit)
    supply_t = loaded_t.sum(axis=1)
    hauls = assign_sources(
        portions.mass_t.sum(axis=1) / net,
        supply_t.sum(axis=1),
        _ways_h(answer, bench, ground, parameters),
        smallest_t,
    )
    drops = [
        *_to_tanks(answer, bench, portions, hauls),
        *_to_places(answer, bench, loaded_t),
        *_in_cylinders(answer, detail, days),
    ]
    left = _left(answer, portions)
    return Shares(
        days=days,
        last_day=min(days + tail_days, layout.grid.days) - 1,
        within=_within(answer, detail),
        drops=tuple(drops),
        bench=bench,
        vessels=_vessels(bench),
        supplies=_supplies(answer, supply_t),
        left_t=tuple((code, mass_t) for code, mass_t, _ in left),
        findings=tuple(finding for *_, told in left for finding in told),
    )


def _whole_periods(grid: Grid, days: int) -> int:
    """So many days, as far as they make whole periods; one period at the least."""
    ends = np.cumsum(grid.lengths)
    return int(max(ends[0], ends[ends <= days].max(initial=0)))


def _within(answer: AllocationAnswer, detail: FacilityDetail) -> dict[str, str]:
    codes = answer.problem.places.codes
    hospitals = zip(detail.places.codes, detail.within, strict=True)
    found = {code: codes[place] for code, place in hospitals if place >= 0}
    return found | {code: code for code in codes}


def _loaded_t(answer: AllocationAnswer, days: int) -> Array:
    """Liquid that sources load for groups of tanks, shape (sources, groups, days).

    Groups are the places, and after them the stations without patients.
    """
    layout = answer.problem
    links, group = layout.liquid, groups_of(layout)
    count = layout.places.count + len(layout.stations.codes)
    daily = layout.grid.by_day(answer.liquid_t)[:, :days]
    loaded = np.zeros((len(layout.sources.codes), count, daily.shape[1]))
    np.add.at(loaded, (links.origin, group[links.target]), daily)
    return np.where(loaded > LEAST_T, loaded, 0.0)


LEAST_T = 1e-9
"""Less is a solver's rounding."""


def _ways_h(
    answer: AllocationAnswer, bench: Bench, ground: Ground, parameters: Parameters
) -> Array:
    """Hours from sources to tanks, NaN where the allocation has no way for it.

    A source may bring to a tank what it may bring to any tank of its place that takes
    its product.
    """
    layout = answer.problem
    sources = layout.sources
    ways_h = np.full((len(sources.codes), bench.count), np.nan)
    known = [at for at, code in enumerate(bench.target) if code in ground.sites]
    if not known or not sources.sites:
        return ways_h
    journeys = ground.atlas.journeys(
        sources.sites, [ground.sites[bench.target[at]] for at in known]
    )
    ways_h[:, known] = journeys.hours(parameters["tankers.speed_full_km_per_h"])
    group = groups_of(layout)
    count = layout.places.count + len(layout.stations.codes)
    linked = np.zeros((len(sources.codes), count), dtype=bool)
    linked[layout.liquid.origin, group[layout.liquid.target]] = True
    accepted = np.array([bench.accepts(one) for one in sources.company], dtype=bool)
    return np.where(linked[:, bench.group] & accepted, ways_h, np.nan)


def _to_tanks(
    answer: AllocationAnswer,
    bench: Bench,
    portions: Portions,
    hauls: tuple[Haul, ...],
) -> Iterator[WantedDrop]:
    """Every haul as drops, on the days on which its tank is given."""
    sources = answer.problem.sources
    for haul in hauls:
        mass_t = portions.mass_t[haul.tank]
        for day in np.flatnonzero(mass_t > 0.0):
            yield WantedDrop(
                day=int(day),
                source=sources.codes[haul.source],
                company=sources.company[haul.source],
                target=bench.target[haul.tank],
                mass_t=haul.mass_t * float(mass_t[day] / mass_t.sum()),
                owner=bench.owner[haul.tank],
            )


def _to_places(
    answer: AllocationAnswer, bench: Bench, loaded_t: Array
) -> Iterator[WantedDrop]:
    """Liquid for places of which no hospital is known."""
    layout = answer.problem
    known = set(bench.group.tolist())
    for source, place, day in zip(*np.nonzero(loaded_t), strict=True):
        if place not in known:
            yield WantedDrop(
                day=int(day),
                source=layout.sources.codes[source],
                company=layout.sources.company[source],
                target=layout.places.codes[place],
                mass_t=float(loaded_t[source, place, day]),
            )


def _vessels(bench: Bench) -> tuple[Vessel, ...]:
    promised_t = bench.promised_t
    return tuple(
        Vessel(
            target=bench.target[at],
            owner=bench.owner[at],
            room_t=float(bench.room_t[at]),
            held_t=float(promised_t[at]),
            use_t_per_day=tuple(bench.use_t[at].tolist()),
        )
        for at in range(bench.count)
    )


def _supplies(answer: AllocationAnswer, supply_t: Array) -> tuple[Supply, ...]:
    """What sources may load: what stands there at once, the rest as it comes in.

    What the allocation lets stand in a store on one day may be loaded on that day
    already, as far as it is not loaded later for something else.

    Args:
        answer: the allocation.
        supply_t: what it loads, by source and day.
    """
    layout = answer.problem
    sources, days = layout.sources, supply_t.shape[1]
    period = np.repeat(np.arange(layout.grid.count), layout.grid.lengths)[:days]
    store_t = values_of(answer.model.columns.store, answer.columns)[:, period]
    there_t = np.maximum(np.cumsum(supply_t, axis=1) + np.maximum(store_t, 0.0), 0.0)
    there_t = np.minimum.accumulate(there_t[:, ::-1], axis=1)[:, ::-1]
    found = []
    for source in np.flatnonzero(supply_t.any(axis=1)):
        at_once_t = min(float(sources.start_t[source]), float(there_t[source, 0]))
        come_t = np.diff(there_t[source], prepend=at_once_t).tolist()
        room_t = sources.store_t[source, period].tolist()
        code = sources.codes[source]
        found.append(Supply(code, Form.LIQUID, at_once_t, tuple(come_t), tuple(room_t)))
    return tuple(found)


def _left(
    answer: AllocationAnswer, portions: Portions
) -> list[tuple[str, float, list[Finding]]]:
    """What of each place or station is left, and why."""
    layout = answer.problem
    codes = (*layout.places.codes, *layout.stations.codes)
    found = []
    for group in np.flatnonzero(portions.left_t > NOTICED_T):
        without_room_t = float(portions.without_room_t[group])
        parts = {
            SharingCode.NO_ROOM: without_room_t,
            SharingCode.HELD_BACK: float(portions.left_t[group]) - without_room_t,
        }
        told = [
            find(Grade.DOUBTFUL, code, subject=codes[group], t=round(mass_t, 3))
            for code, mass_t in parts.items()
            if mass_t > NOTICED_T
        ]
        found.append((codes[group], float(portions.left_t[group]), told))
    return sorted(found, key=lambda row: row[0])


def _in_cylinders(
    answer: AllocationAnswer, detail: FacilityDetail, days: int
) -> Iterator[WantedDrop]:
    """Cylinders that trucks bring, by what circulates through each hospital."""
    problem = answer.problem
    links, fillers = problem.cylinders, problem.fillers
    within = np.array(detail.within, dtype=np.int64)
    daily = problem.grid.by_day(answer.cylinder_t)
    for day in range(days):
        for link in np.flatnonzero((links.pool != FETCHED) & (daily[:, day] > 0.0)):
            filler, place = links.origin[link], links.target[link]
            source = fillers.source[filler]
            code = fillers.codes[filler]
            weight = np.where(within == place, detail.places.float_t, 0.0)
            targets: list[tuple[str, float]] = [
                (detail.places.codes[at], float(weight[at] / weight.sum()))
                for at in np.flatnonzero(weight)
            ] or [(problem.places.codes[place], 1.0)]
            for target, part in targets:
                yield WantedDrop(
                    day=day,
                    source=code,
                    company=problem.sources.company[source] if source >= 0 else code,
                    target=target,
                    mass_t=float(daily[link, day]) * part,
                    form=Form.CYLINDER,
                )
