from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.pictures.scale import Scale, round_ticks

AMOUNTS = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False)


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [
        (0, 2622.9, (0, 1000, 2000, 3000)),
        (0, 524, (0, 100, 200, 300, 400, 500, 600)),
        (0, 0.3, (0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3)),
        (-40, 110, (-50, 0, 50, 100, 150)),
        (0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1.0)),
    ],
)
def test_ticks_are_one_two_or_five_times_a_power_of_ten(
    low: float, high: float, values: tuple[float, ...]
) -> None:
    assert round_ticks(low, high, 6 if high != 2622.9 else 5).values == values


def test_ticks_know_their_decimals() -> None:
    assert round_ticks(0, 0.3, 6).decimals == 2
    assert round_ticks(0, 524, 6).decimals == 0


@pytest.mark.parametrize("value", [0.0, 12.0, -3.0])
def test_a_single_value_gets_an_axis_too(value: float) -> None:
    ticks = round_ticks(value, value, 4)
    assert len(ticks.values) > 1
    assert ticks.values[0] <= value <= ticks.values[-1]


@given(low=AMOUNTS, reach=st.floats(1e-3, 1e9), most_steps=st.integers(1, 10))
def test_ticks_enclose_the_values_in_even_steps(
    low: float, reach: float, most_steps: int
) -> None:
    ticks = round_ticks(low, low + reach, most_steps)
    step = ticks.values[1] - ticks.values[0]
    assert ticks.values[0] <= low + 1e-6 * step + 1e-9 * abs(low)
    assert ticks.values[-1] >= low + reach - 1e-6 * step - 1e-9 * abs(low + reach)
    assert 2 <= len(ticks.values) <= most_steps + 2
    for one, other in pairwise(ticks.values):
        assert other - one == pytest.approx(step, rel=1e-3)


@given(
    low=st.floats(-1e12, 1e12),
    reach=st.floats(0.0, 1e12) | st.floats(0.0, 1e-3),
    most_steps=st.integers(1, 10),
)
def test_every_tick_is_what_its_label_says(
    low: float, reach: float, most_steps: int
) -> None:
    ticks = round_ticks(low, low + reach, most_steps)
    labels = [f"{value:.{ticks.decimals}f}" for value in ticks.values]

    assert ticks.decimals <= 7
    assert [float(label) for label in labels] == list(ticks.values)
    assert len(set(labels)) == len(labels)
    assert list(ticks.values) == sorted(ticks.values)


def test_the_dust_of_arithmetic_is_no_scale_of_its_own() -> None:
    for dust in (1e-14, 5e-324, 0.0):
        assert round_ticks(0, dust, 5).values == (0.0, 0.2)
    assert round_ticks(1.0, 1.0 + 1e-15, 5).values == round_ticks(1.0, 1.0, 5).values


@given(value=st.floats(0, 100), start=st.floats(-500, 500), end=st.floats(-500, 500))
def test_a_scale_is_straight(value: float, start: float, end: float) -> None:
    scale = Scale(0, 100, start, end)
    assert scale.at(0) == start
    assert scale.at(value) == pytest.approx(
        start + (end - start) * value / 100, abs=1e-6
    )
