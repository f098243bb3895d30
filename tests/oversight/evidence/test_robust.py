import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from napas.oversight.evidence.robust import carry_on, median_of, spread_of

NAN = np.nan
DAYS = np.arange(9.0)[None, :]


@given(arrays(np.float64, (3, 7), elements=st.floats(-1e6, 1e6)), st.integers(1, 7))
def test_a_median_is_that_of_the_places_that_are_filled(
    values: np.ndarray, count: int
) -> None:
    values[:, : 7 - count] = NAN

    found = median_of(values, np.full(3, count))

    assert found == pytest.approx(np.median(values[:, 7 - count :], axis=1))


def test_of_nothing_there_is_no_median() -> None:
    assert np.isnan(median_of(np.full((1, 4), NAN), np.array([0])))[0]


def test_one_wild_value_moves_neither_median_nor_spread_much() -> None:
    values = np.array([[1.0, 1.1, 0.9, 1.0, 1.05, 1000.0]])
    count = np.array([6])
    middle = median_of(values, count)

    assert middle[0] == pytest.approx(1.025)
    assert spread_of(values, middle, count)[0] < 0.2


def test_a_steady_growth_is_carried_on_damped() -> None:
    grown = 0.05 * DAYS
    middle, spread = carry_on(grown, DAYS, np.array([9]), np.array([9.0]))

    assert middle[0] == pytest.approx(0.2 + 0.8 * 0.05 * 5.0)
    assert spread[0] < 0.04


def test_a_growth_beyond_belief_is_not_carried_on_whole() -> None:
    middle, _ = carry_on(1.0 * DAYS, DAYS, np.array([9]), np.array([9.0]))

    assert middle[0] == pytest.approx(4.0 + 0.15 * 5.0)


def test_few_points_and_points_of_one_day_have_no_trend() -> None:
    values = np.array([[NAN] * 6 + [1.0, 2.0, 3.0]])
    few, _ = carry_on(values, DAYS, np.array([3]), np.array([9.0]))
    one_day, _ = carry_on(DAYS * 1.0, DAYS * 0.01, np.array([9]), np.array([9.0]))

    assert few[0] == 2.0
    assert one_day[0] == 4.0
