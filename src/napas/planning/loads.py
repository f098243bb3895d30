"""How a vehicle is loaded: a drop, then those near by as long as each is worth it."""

from dataclasses import dataclass, field
from math import inf

import numpy as np

from napas.planning.arrays.grid import ABSENT, Index
from napas.planning.board import Board
from napas.planning.fleet import seconds_of, whole_seconds
from napas.planning.levels import Levels
from napas.planning.stores import Stores
from napas.planning.travel import Array
from napas.planning.ways import Hop
from napas.units.mass import G_PER_T, t_from_g


@dataclass(frozen=True, slots=True)
class Stop:
    """Drops that are made together at one vessel.

    Attributes:
        takes: number on the roll and grams of each drop.
        way_s: from the stop before, or from where the trip starts.
        begin_s: when the door lets it drop; it waits from its arrival until then.
    """

    takes: tuple[tuple[int, int], ...]
    way_s: float
    arrive_s: float
    begin_s: float
    end_s: float

    @property
    def number(self) -> int:
        """Of the first of its drops."""
        return self.takes[0][0]

    @property
    def mass_g(self) -> int:
        """Of all of them."""
        return sum(mass_g for _, mass_g in self.takes)


@dataclass(frozen=True, slots=True)
class Start:
    """How a trip begins.

    Attributes:
        vehicle: number of the vehicle in its fleet.
        origin: code of where the first leg starts.
        room_g: the most it may carry.
        free_s: from when the vehicle may set out.
        empty_s: empty run to the source.
        loading_s: of the vehicle; None where the load is aboard.
        earliest_s: it departs no earlier.
        full_km_per_h: its speed with a load.
        empty_km_per_h: its speed without one.
    """

    vehicle: int
    origin: str
    room_g: int
    free_s: float
    empty_s: float
    loading_s: float | None
    earliest_s: float
    full_km_per_h: float
    empty_km_per_h: float


@dataclass(slots=True)
class Load:
    """A trip in the making: its stops, what they are worth and what time they take.

    Attributes:
        depart_s: from the source.
        active_s: driven, loaded and dropped so far, the way back left out.
        back_s: the empty way from the last stop to the source.
    """

    start: Start
    depart_s: float
    active_s: float
    back_s: float = 0.0
    worth: float = 0.0
    stops: list[Stop] = field(default_factory=list)

    @property
    def done_s(self) -> float:
        """When the last drop ends."""
        return self.stops[-1].end_s

    @property
    def mass_g(self) -> int:
        """All that is aboard at first."""
        return sum(stop.mass_g for stop in self.stops)

    def spent_s(self, rest_share: float) -> float:
        """Time the trip takes with its rest; standing is rest too."""
        active_s = self.active_s + self.back_s
        gone_s = self.done_s + self.back_s - self.start.free_s
        return max(active_s * (1.0 + rest_share), gone_s)

    def rested_s(self, rest_share: float) -> float:
        """When the vehicle may set out again."""
        stood_s = self.done_s - self.start.free_s - self.active_s
        return self.done_s + seconds_up(max(self.active_s * rest_share - stood_s, 0.0))

    def add(self, stop: Stop, worth: float, back_s: float) -> None:
        """Go on to a stop."""
        self.stops.append(stop)
        self.active_s += stop.way_s + stop.end_s - stop.begin_s
        self.worth += worth
        self.back_s = back_s


def seconds_up(seconds: float) -> float:
    """Whole seconds, rounded up."""
    return float(np.ceil(seconds))


@dataclass(frozen=True, slots=True, eq=False)
class Loader:
    """Fills trips from what waits on the board; it changes nothing.

    Attributes:
        least_share: of what a vehicle may carry, that it waits for at a source.
    """

    board: Board
    levels: Levels
    stores: Stores
    least_share: float

    def fill(self, number: int, start: Start, hop: Hop | None = None) -> Load | None:
        """A trip that begins with a drop and goes on to those near by.

        Of those the one is next that adds most worth an hour, as long as going on to
        it takes less time than a trip of its own. None where the drop cannot leave in
        its days, or where too little of it fits.

        Args:
            number: of the drop on the roll.
            start: of the trip.
            hop: the way to the drop; None is that from its source.
        """
        roll = self.board.roll
        hop = hop or Hop(
            int(roll.place[number]),
            float(roll.road_km[number]),
            float(roll.crossing_h[number]),
        )
        way_s = seconds_of(hop.hours(start.full_km_per_h))
        depart_s = self._depart_s(number, start, way_s)
        if depart_s is None:
            return None
        room_g = start.room_g
        if start.loading_s is not None:
            room_g = min(
                room_g,
                _grams(self.stores.free_t(roll.stores[roll.store[number]], depart_s)),
            )
        load = Load(start, depart_s, start.empty_s + (start.loading_s or 0.0))
        stop = self._stop(number, (depart_s, depart_s, way_s), room_g, first=True)
        if stop is None:
            return None
        while stop is not None:
            load.add(stop, self._worth(stop, start), self._back_s(stop.number, start))
            room_g -= stop.mass_g
            more = len(load.stops) < self.board.weights.stops and room_g > 0
            stop = self._next(load, room_g) if more else None
        return load

    def _depart_s(self, number: int, start: Start, way_s: float) -> float | None:
        """When to leave for a drop; None where that is after its days.

        A vehicle waits for a load worth its while; one that would stand before a shut
        door leaves later, so that it may load more.
        """
        roll = self.board.roll
        depart_s = max(
            start.free_s + start.empty_s + (start.loading_s or 0.0),
            start.earliest_s,
            float(roll.release_s[number]),
        )
        closes_s = float(roll.closes_s[number])
        if start.loading_s is not None:
            key = roll.stores[roll.store[number]]
            near = roll.near[number]
            asked_t = self.board.left_t[number]
            asked_t += self.board.left_t[near[near != ABSENT]].sum()
            least_t = min(t_from_g(start.room_g) * self.least_share, float(asked_t))
            come_s = self.stores.from_s(key, least_t)
            if come_s >= closes_s:
                come_s = self.stores.from_s(key, float(roll.smallest_t[number]))
            depart_s = max(depart_s, come_s)
        if depart_s >= closes_s:
            return None
        begin_s = self._begin_s(number, depart_s + way_s)
        return seconds_up(min(max(begin_s - way_s, depart_s), closes_s - 1.0))

    def _next(self, load: Load, room_g: int) -> Stop | None:
        """The stop to go on to; None where no other is worth its time."""
        board, roll, start = self.board, self.board.roll, load.start
        last = load.stops[-1]
        near = roll.near[last.number]
        near = near[near != ABSENT]
        taken = {at for stop in load.stops for at in roll.alike[stop.number]}
        may = board.goes(near, np.full(near.shape, load.depart_s))
        may &= np.array([at not in taken for at in near.tolist()], dtype=bool)
        ranks = np.flatnonzero(may)
        if not ranks.size:
            return None
        near = near[ranks]
        way_s = whole_seconds(
            roll.near_km[last.number, ranks] / start.full_km_per_h
            + roll.near_crossing_h[last.number, ranks]
        )
        rate = self._rates(load, near, way_s, t_from_g(room_g))
        for at in np.argsort(-rate, kind="stable"):
            if rate[at] <= 0.0:
                return None
            times = (load.depart_s, last.end_s, float(way_s[at]))
            stop = self._stop(int(near[at]), times, room_g)
            if stop is not None:
                return stop
        return None

    def _rates(self, load: Load, near: Index, way_s: Array, room_t: float) -> Array:
        """What stops add in worth an hour; 0 for those that had better go alone."""
        board, roll, weights = self.board, self.board.roll, self.board.weights
        arrive_s = load.done_s + way_s
        begin_s = roll.gates.begins_s(near, arrive_s, roll.dropping_s[near])
        mass_t = np.minimum(board.fits_t(near, begin_s), room_t)
        enough = mass_t >= np.minimum(board.least_t(near, begin_s), room_t)
        end_s = begin_s + roll.dropping_s[near]
        speed = load.start.empty_km_per_h
        back_s = whole_seconds(roll.road_km[near] / speed + roll.crossing_h[near])
        active_s = load.active_s + way_s + roll.dropping_s[near] + back_s
        gone_s = end_s + back_s - load.start.free_s
        spent_s = np.maximum(active_s * (1.0 + weights.rest_share), gone_s)
        more_s = np.maximum(spent_s - load.spent_s(weights.rest_share), 1.0)
        alone_s = roll.alone_s[near] * (1.0 + weights.rest_share)
        worth = board.worth(near, np.maximum(mass_t, 0.0), begin_s, load.start.free_s)
        return np.where(enough & (more_s < alone_s), worth / more_s, 0.0)

    def _stop(
        self,
        number: int,
        times: tuple[float, float, float],
        room_g: int,
        *,
        first: bool = False,
    ) -> Stop | None:
        """A stop in its time; None where too little of its drop fits.

        Other drops that wait for the same vessel go with it.

        Args:
            number: of the drop.
            times: departure of the trip, departure for this stop, and the way to it.
            room_g: of the vehicle.
            first: of a trip; where any portion leaves too small a rest, the vehicle is
                filled all the same.
        """
        roll = self.board.roll
        depart_s, leave_s, way_s = times
        arrive_s = leave_s + way_s
        begin_s = self._begin_s(number, arrive_s)
        drop = roll.drops[number]
        fits_g = min(room_g, _grams(self.levels.room_t(drop.wanted, begin_s)))
        if min(fits_g, drop.left_g) < self._least_g(number, room_g, begin_s):
            return None
        mass_g = min(drop.left_g, fits_g)
        if fits_g == room_g:
            mass_g = drop.portion_g(room_g) or (room_g if first else 0)
        if mass_g == 0:
            return None
        takes = [(number, mass_g)]
        others = np.array([at for at in roll.alike[number] if at != number], np.int64)
        going = self.board.goes(others, np.full(others.shape, depart_s))
        for other in others[going].tolist():
            more_g = min(roll.drops[other].left_g, fits_g - mass_g)
            if more_g > 0:
                takes.append((other, more_g))
                mass_g += more_g
        end_s = begin_s + float(roll.dropping_s[number])
        return Stop(tuple(takes), way_s, arrive_s, begin_s, end_s)

    def _worth(self, stop: Stop, start: Start) -> float:
        numbers, mass_t = np.array([stop.number]), np.array([t_from_g(stop.mass_g)])
        begin_s = np.array([stop.begin_s])
        return float(self.board.worth(numbers, mass_t, begin_s, start.free_s)[0])

    def _least_g(self, number: int, room_g: int, begin_s: float) -> int:
        """What of a drop is worth a stop; where the vehicle is small, what it holds."""
        numbers = np.array([number])
        least_t = self.board.least_t(numbers, np.array([begin_s]))[0]
        smallest_g = self.board.roll.drops[number].smallest_g
        return max(min(_grams(float(least_t)), room_g), smallest_g)

    def _begin_s(self, number: int, arrive_s: float) -> float:
        roll = self.board.roll
        (begin_s,) = roll.gates.begins_s(
            np.array([number]),
            np.array([arrive_s]),
            np.array([roll.dropping_s[number]]),
        )
        return float(begin_s)

    def _back_s(self, number: int, start: Start) -> float:
        roll = self.board.roll
        return seconds_of(
            float(roll.road_km[number]) / start.empty_km_per_h
            + float(roll.crossing_h[number])
        )


def _grams(mass_t: float) -> int:
    """Whole grams, rounded down; more than any vehicle carries where not limited."""
    return ENDLESS_G if mass_t == inf else int(mass_t * G_PER_T)


ENDLESS_G = 2**62
