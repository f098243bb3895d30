"""The roll of all drops that may go: what does not change of them, as arrays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from napas.domain.network import Form
from napas.parameters import Parameters
from napas.planning.arrays.grid import ABSENT, Index
from napas.planning.doors import DAY_S, Doors, Gates
from napas.planning.fleet import Fleet, Handling
from napas.planning.levels import Levels
from napas.planning.travel import Array
from napas.planning.waiting import WaitingDrop, WaitingList
from napas.planning.ways import Hop, Ways
from napas.units.duration import SECONDS_PER_HOUR
from napas.units.mass import t_from_g

NEIGHBOURS = 12
"""Drops near a drop among which the next stop is sought."""


@dataclass(frozen=True, slots=True, eq=False)
class Roll:
    """What does not change of the drops on a board; arrays have shape (drops,).

    Attributes:
        source: number of the source of each.
        place: number of its target.
        form: its number among those of `forms`.
        gates: the doors of the targets.
        release_s: from when it may leave.
        closes_s: when its days are over.
        use_t: what its target draws in a day.
        smallest_t: less is never worth a stop.
        useful_t: less is not worth a stop as long as the target is not dry.
        loading_s: of its form.
        dropping_s: of its form.
        reckoned_h: of a usual truck for a tonne, with a full load.
        alone_s: of a usual truck for a trip that makes nothing else.
        road_km: from its source.
        crossing_h: from its source.
        stores: sources and forms, by which stores are found.
        store: number of that of each drop.
        alike: numbers of the drops of one product for one vessel, itself included.
        near: others that may share a trip, the nearest first; shape (drops, near).
        near_km: the way to them.
        near_crossing_h: the way to them.
        near_s: the way to them of a usual truck.
    """

    drops: tuple[WaitingDrop, ...]
    forms: tuple[Form, ...]
    source: Index
    place: Index
    form: Index
    gates: Gates
    release_s: Array
    closes_s: Array
    use_t: Array
    smallest_t: Array
    useful_t: Array
    loading_s: Array
    dropping_s: Array
    reckoned_h: Array
    alone_s: Array
    road_km: Array
    crossing_h: Array
    stores: tuple[tuple[str, Form], ...]
    store: Index
    alike: tuple[tuple[int, ...], ...]
    near: Index
    near_km: Array
    near_crossing_h: Array
    near_s: Array


def call_roll(
    waiting: WaitingList,
    ways: Ways,
    fleet: Fleet,
    levels: Levels,
    doors: Doors,
    handling: Mapping[Form, Handling],
    parameters: Parameters,
) -> Roll:
    """Put the drops that may go into arrays."""
    drops = tuple(drop for drop in waiting.drops if drop.fault is None)
    forms = tuple(handling)
    wanted = [drop.wanted for drop in drops]
    source = np.array([ways.numbers[one.source] for one in wanted], dtype=np.int64)
    place = np.array([ways.numbers[one.target] for one in wanted], dtype=np.int64)
    form = np.array([forms.index(one.form) for one in wanted], dtype=np.int64)
    full = parameters["tankers.speed_full_km_per_h"]
    per_km_h = 1.0 / full + 1.0 / parameters["tankers.speed_empty_km_per_h"]
    road_km, crossing_h = ways.road_km[source, place], ways.crossing_h[source, place]
    round_h = road_km * per_km_h + 2.0 * crossing_h
    loading_s = _each(handling[one.form].loading_s for one in wanted)
    dropping_s = _each(handling[one.form].dropping_s for one in wanted)
    near, near_km, near_crossing_h = _neighbours(drops, place, waiting)
    stores: dict[tuple[str, Form], int] = {}
    for one in wanted:
        stores.setdefault((one.source, one.form), len(stores))
    payload_t = np.array([_payload_t(fleet, known) for known in forms])
    return Roll(
        drops=drops,
        forms=forms,
        source=source,
        place=place,
        form=form,
        gates=doors.at([one.target for one in wanted]),
        release_s=np.maximum(
            _each(one.day * DAY_S for one in wanted), ways.opens_s[source, place]
        ),
        closes_s=_each((drop.last_day + 1) * DAY_S for drop in drops),
        use_t=_each(levels.use_t_per_day(one) for one in wanted),
        smallest_t=_each(t_from_g(drop.smallest_g) for drop in drops),
        useful_t=parameters["dispatch.useful_share"]
        * np.minimum(
            _each(levels.known_room_t(one) for one in wanted), payload_t[form]
        ),
        loading_s=loading_s,
        dropping_s=dropping_s,
        reckoned_h=(round_h + loading_s / SECONDS_PER_HOUR) / payload_t[form],
        alone_s=round_h * SECONDS_PER_HOUR + loading_s + dropping_s,
        road_km=road_km,
        crossing_h=crossing_h,
        stores=tuple(stores),
        store=np.array([stores[one.source, one.form] for one in wanted], np.int64),
        alike=_alike(drops),
        near=near,
        near_km=near_km,
        near_crossing_h=near_crossing_h,
        near_s=(near_km / full + near_crossing_h) * SECONDS_PER_HOUR,
    )


def _each(figures: Iterable[float]) -> Array:
    return np.array(list(figures), dtype=np.float64)


def _payload_t(fleet: Fleet, form: Form) -> float:
    """The mean payload of the vehicles that carry a form."""
    payloads_g = fleet.payload_g[fleet.carries[form]]
    return t_from_g(int(payloads_g.mean())) if payloads_g.size else np.inf


def _alike(drops: tuple[WaitingDrop, ...]) -> tuple[tuple[int, ...], ...]:
    """Which drops are of one product for one vessel."""
    rows: dict[object, list[int]] = {}
    keys = [(drop.group, drop.wanted.target, drop.wanted.owner) for drop in drops]
    for number, key in enumerate(keys):
        rows.setdefault(key, []).append(number)
    return tuple(tuple(rows[key]) for key in keys)


def _neighbours(
    drops: tuple[WaitingDrop, ...], place: Index, waiting: WaitingList
) -> tuple[Index, Array, Array]:
    """For each drop the others of its group that lie near, and the way to them.

    Of several for one vessel the first stands for all.
    """
    number = {id(drop): at for at, drop in enumerate(drops)}
    near = np.full((len(drops), NEIGHBOURS), ABSENT, dtype=np.int64)
    near_km, near_crossing_h = np.zeros(near.shape), np.zeros(near.shape)
    for at, drop in enumerate(drops):
        found: list[tuple[int, Hop]] = [
            (number[id(other)], hop)
            for hop in waiting.near[drop.group].hops(int(place[at]))
            for other in waiting.at_target[drop.group, hop.place]
            if other is not drop
        ]
        for rank, (other_at, hop) in enumerate(found[:NEIGHBOURS]):
            near[at, rank] = other_at
            near_km[at, rank], near_crossing_h[at, rank] = hop.road_km, hop.crossing_h
    return near, near_km, near_crossing_h
