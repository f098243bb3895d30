"""When a facility's door is open to a vehicle that wants to drop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from napas.planning.arrays.grid import Index
from napas.planning.drops import ReceivingHours, TripProblem
from napas.planning.travel import Array
from napas.units.duration import HOURS_PER_DAY, SECONDS_PER_HOUR

DAY_S = HOURS_PER_DAY * SECONDS_PER_HOUR


@dataclass(frozen=True, slots=True, eq=False)
class Doors:
    """The doors that are not open around the clock.

    Attributes:
        clock_s: second of the day, UTC, at which the plan begins.
    """

    hours: Mapping[str, ReceivingHours]
    clock_s: float

    @classmethod
    def of(cls, problem: TripProblem) -> "Doors":
        """The doors of a problem."""
        begins = problem.begins
        midnight = begins.replace(hour=0, minute=0, second=0, microsecond=0)
        return cls(
            {known.facility: known for known in problem.receiving},
            float(np.floor((begins - midnight).total_seconds())),
        )

    def wide_enough(self, facility: str, dropping_s: float) -> bool:
        """Whether a drop can begin and end within one day's receiving hours."""
        known = self.hours.get(facility)
        return known is None or dropping_s <= known.lasts_h * SECONDS_PER_HOUR

    def drop_begins_s(self, facility: str, arrive_s: Array, dropping_s: float) -> Array:
        """When those who arrive may begin to drop, so that they end in time.

        At once within the receiving hours, else when the door opens next.
        """
        gate = self.at([facility])
        numbers = np.zeros(arrive_s.shape, dtype=np.int64)
        return gate.begins_s(numbers, arrive_s, np.array(dropping_s))

    def at(self, facilities: Sequence[str]) -> "Gates":
        """The doors of some facilities as arrays, in the order given."""
        known = [self.hours.get(facility) for facility in facilities]
        opens_h = [0.0 if door is None else door.opens_h for door in known]
        lasts_h = [HOURS_PER_DAY if door is None else door.lasts_h for door in known]
        return Gates(
            opens_s=np.round(np.array(opens_h) * SECONDS_PER_HOUR),
            lasts_s=np.array(lasts_h) * SECONDS_PER_HOUR,
            clock_s=self.clock_s,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Gates:
    """Doors by number.

    Attributes:
        opens_s: second of the day, UTC.
        lasts_s: a whole day is around the clock.
        clock_s: second of the day, UTC, at which the plan begins.
    """

    opens_s: Array
    lasts_s: Array
    clock_s: float

    def begins_s(self, numbers: Index, arrive_s: Array, dropping_s: Array) -> Array:
        """When those who arrive, each at one of the doors, may begin to drop."""
        lasts_s = self.lasts_s[numbers]
        open_for_s = (self.clock_s + arrive_s - self.opens_s[numbers]) % DAY_S
        in_time = (open_for_s + dropping_s <= lasts_s) | (lasts_s >= DAY_S)
        begins_s: Array = np.where(in_time, arrive_s, arrive_s + DAY_S - open_for_s)
        return begins_s
