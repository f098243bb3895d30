"""How trucks meet tanks: what a stop leaves, how many a load takes, how far between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial import cKDTree

from napas.domain.territory import Point
from napas.parameters import Parameters
from napas.planning.arrays.grid import Array, Index, seal
from napas.planning.travel import EARTH_RADIUS_KM, Site, chords
from napas.units.duration import HOURS_PER_DAY

NEXT_STOPS = 3
"""Tanks near a tank to which a truck may go on; the mean way to them is a hop."""


@dataclass(frozen=True, slots=True, eq=False)
class Stops:
    """What a stop is at each group of tanks; arrays have shape (groups,).

    Attributes:
        drop_t: what it leaves, as the mean by which loads are divided; infinite where
            nobody knows the tanks.
        hop_h: to a tank near by.
        wait_h: before a shut door, for one who comes at any hour of the day.
        at_most: of a trip.
        decanting_h: of one.
    """

    drop_t: Array
    hop_h: Array
    wait_h: Array
    at_most: float
    decanting_h: float

    def __post_init__(self) -> None:
        seal(self)

    def at(self, groups: Index) -> "Stops":
        """The same of some groups, repeated as often as they are named."""
        return replace(
            self,
            drop_t=self.drop_t[groups],
            hop_h=self.hop_h[groups],
            wait_h=self.wait_h[groups],
        )

    def rounds(
        self, single_h: Array, payload_t: Array, availability_share: float
    ) -> tuple[Array, Array]:
        """Duty of a truck for one trip to each group, and trips that a payload takes.

        Standing before a shut door is rest; what is longer than the rest that a trip
        brings with it is duty.

        Args:
            single_h: a round of one stop, the first axis that of the groups.
            payload_t: of the truck.
            availability_share: of a vehicle's time.
        """
        count = np.clip(payload_t / self.drop_t, 1.0, self.at_most)
        trips: Array = payload_t / np.minimum(payload_t, count * self.drop_t)
        more_h = (count - 1.0) * (self.decanting_h + self.hop_h)
        trip_h = single_h + more_h[:, None]
        stood_h = availability_share * (trip_h + self.wait_h[:, None])
        return np.maximum(trip_h, stood_h), trips


@dataclass(frozen=True, slots=True)
class Spot:
    """The tanks of one owner at one facility.

    Attributes:
        site: None where nobody knows where it stands.
        open_h: of a day, in which a truck may stand at the door.
        use_t: what is drawn from them; how much they count in the mean of a group.
    """

    site: Site | None
    open_h: float
    room_t: float
    use_t: float


def lay_stops(groups: Sequence[Sequence[Spot]], parameters: Parameters) -> Stops:
    """Reckon what a stop is at each group from the size and place of its tanks."""
    hops_h = _hops_h([spot for group in groups for spot in group], parameters)
    rows = []
    first = 0
    for group in groups:
        rows.append(_stop(group, hops_h[first : first + len(group)], parameters))
        first += len(group)
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return Stops(
        drop_t=table[:, 0].copy(),
        hop_h=table[:, 1].copy(),
        wait_h=table[:, 2].copy(),
        at_most=parameters["tankers.stops_per_trip"],
        decanting_h=parameters["tankers.decanting_h"],
    )


def _stop(
    group: Sequence[Spot], hops_h: Array, parameters: Parameters
) -> tuple[float, float, float]:
    """Drop, hop and wait of a group, every tank by the stops that its use asks for."""
    room_t = np.array([spot.room_t for spot in group])
    use_t = np.array([spot.use_t for spot in group]) * (room_t > 0.0)
    weight = use_t if use_t.any() else room_t
    if not weight.any():
        return np.inf, 0.0, 0.0
    room_t = np.where(room_t > 0.0, room_t, np.inf)
    stops = weight / (parameters["dispatch.drop_share"] * room_t)
    open_h = np.array([spot.open_h for spot in group])
    shut_h = HOURS_PER_DAY - open_h + parameters["tankers.decanting_h"]
    shut_h = np.where(open_h < HOURS_PER_DAY, np.minimum(shut_h, HOURS_PER_DAY), 0.0)
    # Who comes at any hour finds the door shut by that share, and waits half of it.
    waits_h = shut_h**2 / (2.0 * HOURS_PER_DAY)
    whole = float(stops.sum())
    drop_t = float(weight.sum()) / whole
    return drop_t, float(stops @ hops_h) / whole, float(stops @ waits_h) / whole


def _hops_h(spots: Sequence[Spot], parameters: Parameters) -> Array:
    """From each spot the mean way to those next to it.

    None is longer than the longest for which one trip makes two drops, and where there
    is no other, or nobody knows where the spot is, it is that.
    """
    longest_h = parameters["dispatch.combine_h"]
    km_per_h = parameters["tankers.speed_full_km_per_h"]
    hours_per_arc = EARTH_RADIUS_KM * parameters["roads.detour_factor"] / km_per_h
    hops_h = np.full(len(spots), longest_h)
    masses: dict[str, list[tuple[int, Point]]] = {}
    for number, spot in enumerate(spots):
        if spot.site is not None:
            masses.setdefault(spot.site.landmass, []).append((number, spot.site.point))
    for known in masses.values():
        mine, points = zip(*known, strict=True)
        on_globe = chords(points)
        away, _ = cKDTree(on_globe).query(on_globe, k=NEXT_STOPS + 1)
        arcs = 2.0 * np.arcsin(np.minimum(away[:, 1:] / 2.0, 1.0))
        hops_h[list(mine)] = np.minimum(arcs * hours_per_arc, longest_h).mean(axis=1)
    return hops_h
