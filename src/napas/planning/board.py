"""The drops that wait, as arrays: with which of them a trip had best begin or go on."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from napas.planning.arrays.grid import ABSENT, Index, Mask
from napas.planning.doors import DAY_S
from napas.planning.fleet import Fleet, whole_seconds
from napas.planning.levels import Levels
from napas.planning.roll import Roll
from napas.planning.travel import Array
from napas.units.duration import SECONDS_PER_HOUR
from napas.units.mass import t_from_g

TOMORROW_S = 2.0 * DAY_S
"""By when the trucks of tomorrow have served whom those of today have not."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What makes a trip good.

    Attributes:
        urgent: tonnes for no hurry that a tonne is worth which keeps a tank from
            running dry.
        far: how much of a drop's way counts as part of its worth: at 0 only tonnes an
            hour count and far places come last, at 1 the way does not count.
        stops: most of a trip.
        rest_share: hours a vehicle stands after an hour of duty.
    """

    urgent: float
    far: float
    stops: int
    rest_share: float


@dataclass(slots=True, eq=False)
class Board:
    """The drops that wait, and how their targets stand.

    Attributes:
        left_t: what still waits of each; 0 where it may not go.
        empty_s: when its target is dry.
        room_t: of its target, as a load; infinite where nobody knows.
        held_t: by its target at `since_s`, as a load.
        since_s: when the last drop began at its target.
    """

    roll: Roll
    weights: Weights
    left_t: Array
    empty_s: Array
    room_t: Array
    held_t: Array
    since_s: Array

    @classmethod
    def of(cls, roll: Roll, weights: Weights, levels: Levels) -> "Board":
        """A board as the plan begins."""
        count = len(roll.drops)
        empty_s = [drop.empty_in_h * SECONDS_PER_HOUR for drop in roll.drops]
        board = cls(
            roll=roll,
            weights=weights,
            left_t=np.zeros(count),
            empty_s=np.array(empty_s),
            room_t=np.zeros(count),
            held_t=np.zeros(count),
            since_s=np.zeros(count),
        )
        board.note(levels, range(count))
        return board

    def note(self, levels: Levels, numbers: Iterable[int]) -> None:
        """Read anew what waits of some drops, and how their targets stand."""
        for number in numbers:
            drop = self.roll.drops[number]
            waits = drop.fault is None and drop.left_g >= drop.smallest_g
            self.left_t[number] = t_from_g(drop.left_g) if waits else 0.0
            stand = levels.stand(drop.wanted)
            self.room_t[number] = stand.room_t
            self.held_t[number] = stand.held_t
            self.since_s[number] = stand.since_s
            if stand.empty_s is not None:
                self.empty_s[number] = stand.empty_s

    def goes(self, numbers: Index, depart_s: Array) -> Mask:
        """Which drops a trip may take that departs at some time."""
        roll = self.roll
        may: Mask = (self.left_t[numbers] > 0.0) & (depart_s < roll.closes_s[numbers])
        return may & (roll.release_s[numbers] <= depart_s)

    def least_t(self, numbers: Index, begin_s: Array) -> Array:
        """What of drops is worth a stop: less where a target is dry within a day."""
        roll = self.roll
        useful_t = np.minimum(roll.useful_t[numbers], self.left_t[numbers])
        calm = self.empty_s[numbers] > begin_s + DAY_S
        least_t: Array = np.where(
            calm,
            np.maximum(useful_t, roll.smallest_t[numbers]),
            roll.smallest_t[numbers],
        )
        return least_t

    def worth(
        self, numbers: Index, mass_t: Array, begin_s: Array, now_s: float
    ) -> Array:
        """What drops are worth that begin at some time, in tonnes.

        More, the more a target would else lack until a truck of tomorrow serves it;
        and more, the further it is.
        """
        dry_s = np.maximum(self.empty_s[numbers], begin_s)
        else_s = np.maximum(now_s + TOMORROW_S, begin_s + DAY_S)
        lacking_d = np.maximum(else_s - dry_s, 0.0) / DAY_S
        kept_t = np.minimum(lacking_d * self.roll.use_t[numbers], mass_t)
        stop_h = self.roll.dropping_s[numbers] / SECONDS_PER_HOUR
        some_t = np.maximum(mass_t, self.roll.smallest_t[numbers])
        reckoned_h = self.roll.reckoned_h[numbers] + stop_h / some_t
        weights = self.weights
        worth: Array = (mass_t + weights.urgent * kept_t) * reckoned_h**weights.far
        return worth

    def best_first(
        self,
        fleet: Fleet,
        vehicle: int,
        empty_s: Array,
        ready_s: Array,
        until_s: float,
        count: int,
    ) -> list[int]:
        """The drops with which a vehicle had best begin its next trip.

        What near drops would add is reckoned beforehand, doors and rooms roughly.

        Args:
            fleet: with its times and places.
            vehicle: number in it.
            empty_s: its empty run to each source, NaN where there is no way.
            ready_s: from when the source of each drop has a load.
            until_s: drops released later are not looked at.
            count: how many.
        """
        roll = self.roll
        payload_t = t_from_g(int(fleet.payload_g[vehicle]))
        free_s = float(fleet.free_s[vehicle])
        waits = (roll.release_s <= until_s) & (roll.closes_s > free_s)
        numbers = np.flatnonzero((self.left_t > 0.0) & waits)
        carries = np.array([fleet.carries[form][vehicle] for form in roll.forms])
        run_s = empty_s[roll.source[numbers]]
        loading_s, dropping_s = roll.loading_s[numbers], roll.dropping_s[numbers]
        depart_s = np.maximum(free_s + run_s + loading_s, roll.release_s[numbers])
        depart_s = np.maximum(depart_s, ready_s[numbers])
        may = self.goes(numbers, depart_s) & carries[roll.form[numbers]]
        full_s = self._way_s(numbers, float(fleet.speed_full_km_per_h[vehicle]))
        back_s = self._way_s(numbers, float(fleet.speed_empty_km_per_h[vehicle]))
        arrive_s = np.where(may, depart_s + full_s, 0.0)
        begin_s = roll.gates.begins_s(numbers, arrive_s, dropping_s)
        mass_t = np.minimum(self.fits_t(numbers, begin_s), payload_t)
        may &= mass_t >= np.minimum(self.least_t(numbers, begin_s), payload_t)
        if not may.any():
            return []
        end_s = begin_s + dropping_s
        more, more_s = self._nearby(
            numbers, payload_t - mass_t, (end_s, depart_s, free_s)
        )
        active_s = run_s + loading_s + full_s + dropping_s + back_s
        stood_s = np.maximum(end_s + back_s - free_s - active_s, 0.0)
        active_s = active_s + more_s
        rested_s = active_s * (1.0 + self.weights.rest_share)
        value = self.worth(numbers, mass_t, begin_s, free_s) + more
        rate = value / np.maximum(rested_s, active_s + stood_s)
        order = np.argsort(np.where(may, -rate, np.inf), kind="stable")[:count]
        return [int(numbers[at]) for at in order if may[at]]

    def _way_s(self, numbers: Index, km_per_h: float) -> Array:
        roll = self.roll
        return whole_seconds(
            roll.road_km[numbers] / km_per_h + roll.crossing_h[numbers]
        )

    def fits_t(self, numbers: Index, begin_s: Array) -> Array:
        """What of drops fits at some time, nearly: use is taken as steady."""
        used_t = self.roll.use_t[numbers] * (begin_s - self.since_s[numbers]) / DAY_S
        held_t = np.maximum(self.held_t[numbers] - used_t, 0.0)
        fits_t = np.where(used_t < 0.0, 0.0, self.room_t[numbers] - held_t)
        return np.minimum(self.left_t[numbers], fits_t)

    def _nearby(
        self, numbers: Index, room_t: Array, times: tuple[Array, Array, float]
    ) -> tuple[Array, Array]:
        """What drops near by add in worth and in time, while there is room.

        Args:
            numbers: of the first drops.
            room_t: left after them.
            times: when they end, when trips to them depart, and now.
        """
        roll, (end_s, depart_s, now_s) = self.roll, times
        near = np.maximum(roll.near[numbers], 0)
        may = (roll.near[numbers] != ABSENT) & self.goes(near, depart_s[:, None])
        near_t = np.where(may, self.fits_t(near, end_s[:, None]), 0.0)
        enough = near_t >= self.least_t(near, end_s[:, None])
        near_t = np.where(enough, near_t, 0.0)
        before_t = np.cumsum(near_t, axis=1) - near_t
        near_t = np.clip(room_t[:, None] - before_t, 0.0, near_t)
        may = near_t > 0.0
        may &= np.cumsum(may, axis=1) < self.weights.stops
        worth = np.where(may, self.worth(near, near_t, end_s[:, None], now_s), 0.0)
        time_s = np.where(may, roll.near_s[numbers] + roll.dropping_s[near], 0.0)
        return worth.sum(axis=1), time_s.sum(axis=1)
