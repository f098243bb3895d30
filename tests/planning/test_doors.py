"""Vehicles wait for a door that is shut."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.planning.doors import Doors
from napas.planning.drops import ReceivingHours

HOUR_S = 3600.0


def begins_h(
    opens_h: float, lasts_h: float, arrive_h: float, clock_h: float = 0.0
) -> float:
    """When a drop of one hour begins, in hours after the plan's beginning."""
    door = ReceivingHours("clinic", opens_h, lasts_h)
    doors = Doors({"clinic": door}, clock_h * HOUR_S)
    arrive_s = np.array([arrive_h * HOUR_S])
    (found_s,) = doors.drop_begins_s("clinic", arrive_s, HOUR_S)
    return float(found_s) / HOUR_S


@pytest.mark.parametrize(
    ("opens_h", "begins"),
    [(0.0, 2.0), (8.0, 8.0), (1.5, 2.0), (23.5, 2.0), (20.5, 20.5)],
)
def test_a_truck_waits_until_the_door_opens(opens_h: float, begins: float) -> None:
    assert begins_h(opens_h, 4.0, arrive_h=2.0) == begins


def test_a_truck_does_not_begin_what_it_cannot_end_before_the_door_closes() -> None:
    assert begins_h(22.5, 4.0, arrive_h=1.5) == 1.5
    assert begins_h(22.5, 4.0, arrive_h=1.6) == 22.5


def test_the_clock_of_the_doors_is_that_of_the_beginning() -> None:
    assert begins_h(20.0, 4.0, arrive_h=1.0, clock_h=18.25) == 1.75


def test_a_door_open_around_the_clock_keeps_nobody_waiting() -> None:
    assert begins_h(12.0, 24.0, arrive_h=2.0) == 2.0


def test_a_door_nobody_speaks_of_is_open() -> None:
    doors = Doors({}, 0.0)
    assert doors.drop_begins_s("clinic", np.array([5.0]), HOUR_S)[0] == 5.0
    assert doors.wide_enough("clinic", 30 * HOUR_S)


def test_a_door_is_too_narrow_for_a_drop_longer_than_its_day() -> None:
    doors = Doors({"clinic": ReceivingHours("clinic", 8.0, 2.0)}, 0.0)
    assert doors.wide_enough("clinic", 2 * HOUR_S)
    assert not doors.wide_enough("clinic", 2 * HOUR_S + 1)


@given(
    opens_h=st.integers(0, 23),
    lasts_h=st.integers(1, 24),
    arrive_h=st.floats(0, 400),
    clock_h=st.integers(0, 23),
)
def test_every_drop_lies_within_the_hours_and_never_before_arrival(
    opens_h: int, lasts_h: int, arrive_h: float, clock_h: int
) -> None:
    begins = begins_h(opens_h, lasts_h, arrive_h, clock_h)
    assert arrive_h - 1e-6 <= begins <= arrive_h + 24.0
    since_opening_h = (clock_h + begins - opens_h + 1e-6) % 24
    assert since_opening_h + 1.0 <= lasts_h + 1e-5 or lasts_h == 24
