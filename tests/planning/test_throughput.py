"""Every link on its own, against the figures of 2021."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.parameters import resolve
from napas.planning.throughput import (
    cylinders_t_per_day,
    fleet_t_per_day,
    idle_pieces,
    pipeline_t_per_day,
    receiving_t_per_day,
    round_trip_days,
    turnaround_h,
    turnaround_of_way_h,
)

DEFAULTS = resolve()
COUNTS = st.integers(0, 10_000)
AMOUNTS = st.floats(0.0, 1e6)
TIMES = st.floats(0.1, 1e4)


def test_132_isotanks_carry_2640_t_a_day_only_if_each_comes_round_every_day() -> None:
    """Indonesia announced 2,622.9 t/day on 8 July 2021."""
    at_24_h = fleet_t_per_day(
        vehicles=132, payload_t=20, turnaround_h=24, availability_share=1.0
    )
    assert at_24_h == 2640
    assert at_24_h > 2622.9
    assert fleet_t_per_day(132, 20, 48) == 1320


@pytest.mark.parametrize(("isotanks", "mass_t"), [(6, 120), (27, 540)])
def test_isotanks_of_20_t_add_up(isotanks: int, mass_t: float) -> None:
    assert fleet_t_per_day(isotanks, 20, 24) == mass_t


def test_the_indian_fleet_came_round_in_more_than_two_days() -> None:
    """April 2021: 1,172 tankers hold 15,900 t, and 7,017 t were sold a day."""
    mean_payload_t = 15_900 / 1_172
    days = round_trip_days(1_172, mean_payload_t, 7_017)
    assert mean_payload_t == pytest.approx(13.57, abs=0.005)
    assert days == pytest.approx(2.27, abs=0.005)
    assert fleet_t_per_day(1_172, mean_payload_t, 24 * days) == pytest.approx(7_017)


def test_a_fleet_half_of_which_stands_carries_half() -> None:
    assert fleet_t_per_day(10, 20, 24, availability_share=0.5) == 100


def test_a_turnaround_is_the_sum_of_its_parts() -> None:
    assert turnaround_h(
        queue_h=1, loading_h=3, full_h=5, decanting_h=2.5, empty_h=3.5
    ) == pytest.approx(15.0)


def test_a_way_is_driven_full_and_empty_and_crossed_twice() -> None:
    around_h = turnaround_of_way_h(240.0, 4.0, DEFAULTS)
    assert around_h == pytest.approx(3.0 + (240 / 40 + 4) + 2.5 + (240 / 60 + 4))


def test_20_000_of_50_000_cylinders_stood_idle_in_kenya() -> None:
    assert idle_pieces(50_000, 0.6) == 20_000


def test_cylinders_carry_what_circulates_once_a_cycle() -> None:
    assert cylinders_t_per_day(50_000, 0.008, 48.0, 0.6) == pytest.approx(120.0)


def test_a_tank_takes_what_visits_bring_or_what_it_has_room_for() -> None:
    def take(room_t: float) -> float:
        return receiving_t_per_day(
            room_t, 20.0, visits_per_day=4.0, refills_per_day=6.0
        )

    assert take(100.0) == 80.0
    assert take(5.0) == 20.0
    assert receiving_t_per_day(5.0, 20.0, visits_per_day=4.0, refills_per_day=2.0) == 10


def test_a_line_of_1500_l_a_minute_passes_almost_three_tonnes() -> None:
    assert pipeline_t_per_day(1_500, DEFAULTS) == pytest.approx(2.86, abs=0.01)


@given(vehicles=COUNTS, payload_t=AMOUNTS, hours=TIMES, share=st.floats(0, 1))
def test_twice_the_time_carries_half(
    vehicles: int, payload_t: float, hours: float, share: float
) -> None:
    once = fleet_t_per_day(vehicles, payload_t, hours, share)
    twice = fleet_t_per_day(vehicles, payload_t, 2 * hours, share)
    assert twice == pytest.approx(once / 2)
    assert fleet_t_per_day(vehicles + 1, payload_t, hours, share) >= once


@given(pieces=COUNTS, share=st.floats(0, 1), content_t=AMOUNTS, cycle_h=TIMES)
def test_idle_and_circulating_cylinders_make_all(
    pieces: int, share: float, content_t: float, cycle_h: float
) -> None:
    assert idle_pieces(pieces, share) + pieces * share == pytest.approx(pieces)
    moving = pieces - idle_pieces(pieces, share)
    assert cylinders_t_per_day(pieces, content_t, cycle_h, share) == pytest.approx(
        cylinders_t_per_day(moving, content_t, cycle_h),
        abs=1e-9 * pieces * content_t,  # few that move are a small difference
    )


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="turnaround_h"):
        fleet_t_per_day(132, 20, 0.0)
    with pytest.raises(ValueError, match="availability_share"):
        fleet_t_per_day(132, 20, 24, availability_share=1.1)
    with pytest.raises(ValueError, match="vehicles"):
        fleet_t_per_day(-1, 20, 24)
    with pytest.raises(ValueError, match="loading_h"):
        turnaround_h(0, -1, 0, 0, 0)
    with pytest.raises(ValueError, match="carried_t_per_day"):
        round_trip_days(1, 1, 0.0)
