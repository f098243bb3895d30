"""When a facility's door is open to a vehicle that wants to drop."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from napas.planning.drops import (
    HOURS_PER_DAY,
    SECONDS_PER_HOUR,
    ReceivingHours,
    TripProblem,
)
from napas.planning.travel import Array

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
        known = self.hours.get(facility)
        if known is None or known.lasts_h >= HOURS_PER_DAY:
            return arrive_s
        opens_s = np.round(known.opens_h * SECONDS_PER_HOUR)
        open_for_s = (self.clock_s + arrive_s - opens_s) % DAY_S
        in_time = open_for_s + dropping_s <= known.lasts_h * SECONDS_PER_HOUR
        begins_s: Array = np.where(in_time, arrive_s, arrive_s + DAY_S - open_for_s)
        return begins_s
