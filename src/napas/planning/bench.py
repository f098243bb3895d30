"""The tanks of hospitals and stations one by one, and what is drawn from each."""

from dataclasses import dataclass

import numpy as np

from napas.planning.allocation.answer import AllocationAnswer, values_of
from napas.planning.arrays.grid import ABSENT, Array, Grid, Index, Mask, seal
from napas.planning.arrays.needs import CRITICAL, SEVERE
from napas.planning.arrays.places import Places
from napas.planning.arrays.tanks import Receivers
from napas.planning.problem import AllocationProblem, FacilityDetail, PlanProblem


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """Tanks by facility and by who may fill them; arrays have shape (tanks,).

    Attributes:
        target: code of the facility.
        owner: the one company that may fill them; empty is any.
        group: index of the planned place whose patients they feed; a station without
            patients is a group of its own, after all places.
        receiver: index of the receiver of the allocation to which they belong.
        room_t: what they hold between heel and fullest share.
        held_t: what they can give at the beginning.
        coming_t: on the road to them, by the day on which it comes; the last column
            is all that comes later; shape (tanks, days + 1).
        use_t: what is drawn of them, shape (tanks, days).
        critical_t: of that, by the critical; same shape.
        filled_t: of that, into cylinders; same shape.
    """

    target: tuple[str, ...]
    owner: tuple[str, ...]
    group: Index
    receiver: Index
    room_t: Array
    held_t: Array
    coming_t: Array
    use_t: Array
    critical_t: Array
    filled_t: Array

    def __post_init__(self) -> None:
        seal(self)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.target)

    @property
    def promised_t(self) -> Array:
        """What they hold or are to hold without any further drop."""
        promised: Array = self.held_t + self.coming_t.sum(axis=1)
        return promised

    def accepts(self, company: str) -> Mask:
        """Which of them a company may fill."""
        return np.array([owner in ("", company) for owner in self.owner], dtype=bool)


def lay_bench(
    problem: PlanProblem, answer: AllocationAnswer, detail: FacilityDetail, days: int
) -> Bench:
    """Lay out the tanks that belong to a receiver of an allocation.

    Args:
        problem: what is planned.
        answer: an allocation to its places.
        detail: its hospitals.
        days: for which use is told; beyond the horizon the last period goes on.
    """
    layout, tanks = answer.problem, detail.receivers
    facilities = problem.situation.facilities
    within = np.array([*detail.within, ABSENT], dtype=np.int64)
    place = np.where(tanks.place >= 0, within[tanks.place], ABSENT)
    receivers = _keys(layout.receivers.place, layout.receivers)
    number = {key: at for at, key in enumerate(receivers)}
    receiver = np.array(
        [number.get(key, ABSENT) for key in _keys(place, tanks)], dtype=np.int64
    )
    mine = np.flatnonzero(receiver != ABSENT)
    code = [
        detail.places.codes[tanks.place[at]]
        if tanks.place[at] >= 0
        else facilities[detail.stations.facility[tanks.station[at]]].code
        for at in mine
    ]
    breathed_t = _breathed_t(detail, answer)[mine]
    filled_t = _filled_t(detail, answer, receiver)[mine]
    return Bench(
        target=tuple(code),
        owner=tuple(tanks.owner[at] for at in mine),
        group=groups_of(layout)[receiver[mine]],
        receiver=receiver[mine],
        room_t=tanks.room_t[mine],
        held_t=tanks.start_t[mine],
        coming_t=_coming_t(tanks.order_t[mine], layout.grid, days),
        use_t=_by_day(breathed_t.sum(axis=2) + filled_t, layout.grid, days),
        critical_t=_by_day(breathed_t[:, :, CRITICAL], layout.grid, days),
        filled_t=_by_day(filled_t, layout.grid, days),
    )


def groups_of(layout: AllocationProblem) -> Index:
    """The group of every receiver: its place, or after all places its station."""
    receivers = layout.receivers
    station = layout.places.count + np.maximum(receivers.station, 0)
    return np.where(receivers.place >= 0, receivers.place, station)


def piped_need_t(places: Places, piped_t: Array) -> Array:
    """What each hospital can use of its tanks, by severity.

    What it makes on site goes to the critical first, and its ring line passes no more
    than it can.

    Args:
        places: the hospitals.
        piped_t: what a station's own plant gives through its ring line besides.
    """
    rest, made_t = places.rest_t, places.on_site_t + piped_t
    whole = np.maximum(rest.sum(axis=2) - made_t, 0.0)
    whole = np.minimum(whole, np.maximum(places.piped_t - piped_t, 0.0))
    critical = np.clip(rest[:, :, CRITICAL] - made_t, 0.0, whole)
    need = np.zeros_like(rest)
    need[:, :, CRITICAL] = critical
    need[:, :, SEVERE] = whole - critical
    return need


def _keys(place: Index, receivers: Receivers) -> list[tuple[int, int, str]]:
    return list(
        zip(place.tolist(), receivers.station.tolist(), receivers.owner, strict=True)
    )


def _breathed_t(detail: FacilityDetail, answer: AllocationAnswer) -> Array:
    """What patients draw of tanks in each period, by severity.

    They draw alike from all tanks of their hospital that can hold anything.
    """
    tanks, stations = detail.receivers, detail.stations
    feeds = (tanks.place >= 0) & (tanks.room_t > 0.0)
    piped_t = np.zeros_like(detail.places.on_site_t)
    own = stations.place >= 0
    given_t = values_of(answer.model.columns.piped, answer.columns)
    np.add.at(piped_t, stations.place[own], given_t[own])
    need_t = piped_need_t(detail.places, piped_t)
    per_hospital = np.bincount(tanks.place[feeds], minlength=detail.places.count)
    use_t = np.zeros((tanks.count, *need_t.shape[1:]))
    hospital = tanks.place[feeds]
    use_t[feeds] = need_t[hospital] / per_hospital[hospital][:, None, None]
    return use_t


def _filled_t(
    detail: FacilityDetail, answer: AllocationAnswer, receiver: Index
) -> Array:
    """What stations fill of tanks into cylinders in each period."""
    fills = (detail.receivers.station >= 0) & (receiver != ABSENT)
    drained_t = values_of(answer.model.columns.drained, answer.columns)
    filled_t = np.zeros((detail.receivers.count, drained_t.shape[1]))
    filled_t[fills] = np.maximum(drained_t[receiver[fills]], 0.0)
    return filled_t


def _coming_t(order_t: Array, grid: Grid, days: int) -> Array:
    """What is on the road by day, as it comes with the first day of its period."""
    coming_t = np.zeros((len(order_t), days + 1))
    for period, day in enumerate(np.minimum(grid.first_day, days)):
        coming_t[:, day] += order_t[:, period]
    return coming_t


def _by_day(figures: Array, grid: Grid, days: int) -> Array:
    """Figures of periods as figures of so many days; the last goes on."""
    daily = grid.by_day(figures)[:, :days]
    more = np.repeat(daily[:, -1:], days - daily.shape[1], axis=1)
    return np.concatenate([daily, more], axis=1)
