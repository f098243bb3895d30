"""Periods of a plan: days singly at first, then blocks."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from napas.planning.arrays.grid import Array, draw_grid, seal

NOW = datetime(2021, 7, 9, tzinfo=UTC)
FORTNIGHT = draw_grid(NOW, 14, 4)


def test_a_fortnight_has_four_single_days_and_then_blocks() -> None:
    assert FORTNIGHT.lengths == (1, 1, 1, 1, 2, 2, 3, 3)
    assert FORTNIGHT.first_day.tolist() == [0, 1, 2, 3, 4, 6, 8, 11]
    assert (FORTNIGHT.count, FORTNIGHT.days, FORTNIGHT.hours) == (8, 14, 336.0)


def test_a_short_plan_has_only_single_days() -> None:
    assert draw_grid(NOW, 2, 4).lengths == (1, 1)


def test_the_last_block_takes_what_is_left() -> None:
    assert draw_grid(NOW, 7, 4).lengths == (1, 1, 1, 1, 2, 1)


@given(some.integers(1, 200), some.integers(1, 30))
def test_the_periods_add_up_to_the_horizon(horizon_days: int, daily_days: int) -> None:
    assert draw_grid(NOW, horizon_days, daily_days).days == horizon_days


@pytest.mark.parametrize(
    ("hours", "period"),
    [
        (-30.0, 0),
        (23.9, 0),
        (24.0, 1),
        (96.0, 4),
        (143.9, 4),
        (335.9, 7),
        (336.0, None),
    ],
)
def test_a_moment_falls_in_its_period(hours: float, period: int | None) -> None:
    assert FORTNIGHT.period_of(NOW + timedelta(hours=hours)) == period


def test_hours_that_two_spans_cover_count_once() -> None:
    covered = FORTNIGHT.covered_h([(6.0, 30.0), (-5.0, 12.0), (200.0, 200.0)])

    assert covered.tolist() == [24.0, 6.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]


def test_the_open_share_is_of_the_whole_period() -> None:
    share = FORTNIGHT.open_share([(100.0, 112.0)])

    assert share.tolist() == [1.0, 1.0, 1.0, 1.0, 0.75, 1.0, 1.0, 1.0]


@given(some.lists(some.floats(0.0, 100.0), min_size=14, max_size=14))
def test_figures_by_day_keep_their_sum_in_periods(daily: list[float]) -> None:
    totals = FORTNIGHT.sums(np.array([daily]), axis=1)

    assert totals.sum() == pytest.approx(sum(daily))
    assert FORTNIGHT.by_day(totals).sum() == pytest.approx(sum(daily))


def test_totals_are_spread_evenly_over_their_days() -> None:
    daily = FORTNIGHT.by_day(np.array([1.0, 1.0, 1.0, 1.0, 4.0, 2.0, 6.0, 3.0]))

    assert daily.tolist() == [1, 1, 1, 1, 2, 2, 1, 1, 2, 2, 2, 1, 1, 1]


def test_a_sealed_array_cannot_be_changed() -> None:
    @dataclass
    class Box:
        name: str
        figures: Array

    box = Box("box", np.zeros(2))
    seal(box)

    with pytest.raises(ValueError, match="read-only"):
        box.figures[0] = 1.0
