"""What a place is given, shared out to its hospitals, day by day.

Each company's liquid of a day is poured over the tanks that may take it, so that the
least covered rise first: up to the critical need of the day, then up to all of it, then
as hours of cover, as far as the tanks have room. Pouring to one level is the greatest
least cover there is. What finds no room is told, never lost.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from napas.domain.finding import Code, Finding, Grade, find
from napas.domain.network import Form
from napas.domain.plan import Allocation
from napas.parameters import Parameters
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.arrays.grid import Array, Index
from napas.planning.arrays.links import FETCHED
from napas.planning.arrays.needs import CRITICAL, SEVERE
from napas.planning.drops import WantedDrop
from napas.planning.problem import FacilityDetail, PlanProblem, lay_facilities

NOTICED_T = 0.001
POURS = 60
"""Halvings of the level searched for; beyond them arithmetic has no finer step."""


class SharingCode(Code):
    """What sharing has to tell."""

    NO_ROOM = "sharing-without-room"


@dataclass(frozen=True, slots=True)
class Shares:
    """What hospitals and stations are to be brought.

    Attributes:
        drops: liquid and cylinders, by day, source and target. Where no hospital of
            a place is known, the place itself is the target.
        left_t: what found no tank, by place.
    """

    drops: tuple[WantedDrop, ...]
    left_t: tuple[tuple[str, float], ...]
    findings: tuple[Finding, ...]


def share_out(
    problem: PlanProblem, answer: AllocationAnswer, parameters: Parameters
) -> Shares:
    """Share the liquid of the first days out to tanks."""
    detail = lay_facilities(problem, parameters)
    days = min(int(parameters["allocation.sharing_days"]), answer.problem.grid.days)
    drops: list[WantedDrop] = list(_to_stations(problem, answer, days))
    drops.extend(_in_cylinders(answer, detail, days))
    left: dict[str, float] = defaultdict(float)
    for place, code in enumerate(answer.problem.places.codes):
        bench = _Bench.of(detail, place)
        for day in range(days):
            for source, mass_t in _arrivals(answer, place, day):
                if place not in detail.within:
                    drops.append(_to_place(answer, source, place, day, mass_t))
                    continue
                poured = bench.pour(answer, source, mass_t, day)
                drops.extend(_drops(answer, detail, bench, source, day, poured))
                left[code] += mass_t - float(poured.sum())
            bench.breathe(day)
    over = {code: mass_t for code, mass_t in left.items() if mass_t > NOTICED_T}
    return Shares(
        drops=tuple(drops),
        left_t=tuple(sorted(over.items())),
        findings=tuple(
            find(Grade.DOUBTFUL, SharingCode.NO_ROOM, subject=code, t=round(mass_t, 3))
            for code, mass_t in sorted(over.items())
        ),
    )


def fill_to_level(mass_t: float, held_t: Array, weight: Array, room_t: Array) -> Array:
    """Pour a mass so that the least held per weight rises first.

    Args:
        mass_t: what there is to pour.
        held_t: what each holds already.
        weight: what each holds is measured by; nothing is poured where it is 0.
        room_t: the most each can take, 0 or more.

    Returns:
        what each gets; all of the mass, or all of the room where that is less.
    """
    open_t = np.where(weight > 0.0, room_t, 0.0)
    if mass_t >= open_t.sum():
        return open_t
    measured = np.maximum(weight, np.finfo(np.float64).tiny)
    low = 0.0
    high = float(np.max((held_t + open_t) / measured, where=open_t > 0.0, initial=0.0))
    for _ in range(POURS):
        level = (low + high) / 2.0
        poured = np.clip(level * measured - held_t, 0.0, open_t)
        if poured.sum() < mass_t:
            low = level
        else:
            high = level
    poured = np.clip(high * measured - held_t, 0.0, open_t)
    whole = float(poured.sum())
    return poured * (mass_t / whole) if whole > 0.0 else poured


@dataclass(slots=True, eq=False)
class _Bench:
    """The tanks of the hospitals of one place, as they fill and empty.

    Attributes:
        receivers: which receivers of the detail these are.
        need_t: what each tank has to give, shape (receivers, periods, severities).
    """

    receivers: Index
    owner: tuple[str, ...]
    held_t: Array
    room_t: Array
    need_t: Array

    @classmethod
    def of(cls, detail: FacilityDetail, place: int) -> "_Bench":
        within = np.array(detail.within)
        hospitals = detail.receivers.place
        mine = np.flatnonzero(
            (hospitals >= 0) & (within[np.maximum(hospitals, 0)] == place)
        )
        at = hospitals[mine]
        tanks = np.bincount(at, minlength=detail.places.count)[at]
        need = _piped_need_t(detail)[at] / np.maximum(tanks, 1)[:, None, None]
        return cls(
            receivers=mine,
            owner=tuple(detail.receivers.owner[one] for one in mine),
            held_t=detail.receivers.start_t[mine].copy(),
            room_t=detail.receivers.room_t[mine],
            need_t=need,
        )

    def pour(
        self, answer: AllocationAnswer, source: int, mass_t: float, day: int
    ) -> Array:
        """Pour one source's product of a day over the tanks that may take it."""
        company = answer.problem.sources.company[source]
        open_to = np.array([owner in ("", company) for owner in self.owner], dtype=bool)
        period = min(day, self.need_t.shape[1] - 1)
        critical = self.need_t[:, period, CRITICAL]
        whole = self.need_t[:, period].sum(axis=1)
        room = np.maximum(self.room_t - self.held_t + whole, 0.0) * open_to
        poured = np.zeros(len(self.held_t))
        for target in (critical, whole, None):
            held = self.held_t + poured
            left = room - poured
            if target is not None:
                left = np.clip(target - held, 0.0, left)
            weight = whole if target is None else target
            poured += fill_to_level(mass_t - float(poured.sum()), held, weight, left)
        rest = mass_t - float(poured.sum())
        if rest > 0.0:  # tanks of hospitals that need nothing today
            poured += fill_to_level(rest, poured, self.room_t, room - poured)
        self.held_t = self.held_t + poured
        return poured

    def breathe(self, day: int) -> None:
        """Let a day's need be drawn."""
        period = min(day, self.need_t.shape[1] - 1)
        drawn = self.need_t[:, period].sum(axis=1)
        self.held_t = np.clip(self.held_t - drawn, 0.0, self.room_t)


def _piped_need_t(detail: FacilityDetail) -> Array:
    """What each hospital can use of its tanks, by severity.

    What it makes on site goes to the critical first, and its ring line passes no more
    than it can.
    """
    places = detail.places
    rest = places.rest_t
    whole = np.maximum(rest.sum(axis=2) - places.on_site_t, 0.0)
    whole = np.minimum(whole, places.piped_t)
    critical = np.clip(rest[:, :, CRITICAL] - places.on_site_t, 0.0, whole)
    need = np.zeros_like(rest)
    need[:, :, CRITICAL] = critical
    need[:, :, SEVERE] = whole - critical
    return need


def allocations_of(answer: AllocationAnswer) -> tuple[Allocation, ...]:
    """What every source gives every place, by day; own sources give from themselves.

    A period of several days gives the same on each of its days.
    """
    return tuple(_allocations(answer))


def _allocations(answer: AllocationAnswer) -> Iterator[Allocation]:
    problem = answer.problem
    codes = problem.places.codes
    given: dict[tuple[int, str, str, Form], float] = defaultdict(float)
    net = 1.0 - problem.loss_share
    for day, period, share in _days(answer):
        for link in np.flatnonzero(answer.liquid_t[:, period] > 0.0):
            place = problem.receivers.place[problem.liquid.target[link]]
            if place >= 0:
                source = problem.sources.codes[problem.liquid.origin[link]]
                mass_t = float(answer.liquid_t[link, period]) * share * net
                given[day, source, codes[place], Form.LIQUID] += mass_t
        for link in np.flatnonzero(answer.cylinder_t[:, period] > 0.0):
            filler = problem.fillers.codes[problem.cylinders.origin[link]]
            code = codes[problem.cylinders.target[link]]
            mass_t = float(answer.cylinder_t[link, period]) * share
            given[day, filler, code, Form.CYLINDER] += mass_t
        for form, figures in (
            (Form.ON_SITE, answer.on_site_t),
            (Form.LOW_FLOW, answer.low_flow_t),
        ):
            for place in np.flatnonzero(figures[:, period] > 0.0):
                mass_t = float(figures[place, period]) * share
                given[day, codes[place], codes[place], form] += mass_t
    for (day, source, code, form), mass_t in sorted(given.items()):
        yield Allocation(day, source, code, form, mass_t)


def _days(answer: AllocationAnswer) -> Iterator[tuple[int, int, float]]:
    """Every day with its period and its share of it."""
    grid = answer.problem.grid
    for period, (first, length) in enumerate(
        zip(grid.first_day, grid.lengths, strict=True)
    ):
        for day in range(int(first), int(first) + length):
            yield day, period, 1.0 / length


def _period(answer: AllocationAnswer, day: int) -> tuple[int, float]:
    return next((at, share) for known, at, share in _days(answer) if known == day)


def _arrivals(
    answer: AllocationAnswer, place: int, day: int
) -> Iterator[tuple[int, float]]:
    """Liquid loaded for a place on a day by source, owners of closed tanks first."""
    problem = answer.problem
    period, share = _period(answer, day)
    mine = problem.receivers.place[problem.liquid.target] == place
    mass: dict[int, float] = defaultdict(float)
    for link in np.flatnonzero(mine & (answer.liquid_t[:, period] > 0.0)):
        source = int(problem.liquid.origin[link])
        mass[source] += float(answer.liquid_t[link, period]) * share
    owners = set(problem.receivers.owner)
    yield from sorted(
        mass.items(),
        key=lambda item: (problem.sources.company[item[0]] not in owners, item[0]),
    )


def _drops(
    answer: AllocationAnswer,
    detail: FacilityDetail,
    bench: _Bench,
    source: int,
    day: int,
    poured: Array,
) -> Iterator[WantedDrop]:
    sources = answer.problem.sources
    need = np.maximum(bench.need_t[:, 0].sum(axis=1), NOTICED_T)
    before = np.maximum(bench.held_t - poured, 0.0)
    for at in np.flatnonzero(poured > NOTICED_T):
        hospital = detail.receivers.place[bench.receivers[at]]
        yield WantedDrop(
            day=day,
            source=sources.codes[source],
            company=sources.company[source],
            target=detail.places.codes[hospital],
            mass_t=float(poured[at]),
            empty_in_h=float(24.0 * (day + before[at] / need[at])),
        )


def _to_stations(
    problem: PlanProblem, answer: AllocationAnswer, days: int
) -> Iterator[WantedDrop]:
    """Liquid for filling stations goes to the station itself."""
    layout = answer.problem
    facilities = problem.situation.facilities
    for day in range(days):
        period, share = _period(answer, day)
        for link in np.flatnonzero(answer.liquid_t[:, period] > 0.0):
            receiver = layout.liquid.target[link]
            station = layout.receivers.station[receiver]
            mass_t = float(answer.liquid_t[link, period]) * share
            if station >= 0 > layout.receivers.place[receiver] and mass_t > NOTICED_T:
                source = layout.liquid.origin[link]
                yield WantedDrop(
                    day=day,
                    source=layout.sources.codes[source],
                    company=layout.sources.company[source],
                    target=facilities[layout.stations.facility[station]].code,
                    mass_t=mass_t,
                )


def _to_place(
    answer: AllocationAnswer, source: int, place: int, day: int, mass_t: float
) -> WantedDrop:
    """Liquid for a place of which no hospital is known."""
    problem = answer.problem
    return WantedDrop(
        day=day,
        source=problem.sources.codes[source],
        company=problem.sources.company[source],
        target=problem.places.codes[place],
        mass_t=mass_t,
    )


def _in_cylinders(
    answer: AllocationAnswer, detail: FacilityDetail, days: int
) -> Iterator[WantedDrop]:
    """Cylinders that trucks bring, by what circulates through each hospital."""
    problem = answer.problem
    links, fillers = problem.cylinders, problem.fillers
    within = np.array(detail.within, dtype=np.int64)
    driven = links.pool != FETCHED
    for day in range(days):
        period, share = _period(answer, day)
        for link in np.flatnonzero(driven & (answer.cylinder_t[:, period] > 0.0)):
            filler, place = links.origin[link], links.target[link]
            source = fillers.source[filler]
            code = fillers.codes[filler]
            mass_t = float(answer.cylinder_t[link, period]) * share
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
                    mass_t=mass_t * part,
                    form=Form.CYLINDER,
                )
