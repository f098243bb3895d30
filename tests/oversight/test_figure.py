from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.need import Span
from napas.oversight.figure import (
    Figure,
    FigureUnitsDifferError,
    apart,
    as_written,
    disjoint,
    fill_rate,
    percent_as_written,
    same_unit,
)


def test_a_figure_of_an_order_is_exact() -> None:
    assert Figure(20.0, "t").span == Span(20.0, 20.0, 20.0)


def test_a_published_figure_is_as_fine_as_it_was_written() -> None:
    assert as_written(2622.9, "t/day").span.low == pytest.approx(2622.85)
    assert as_written(1700.0, "t/day").span == Span(1700.0, 1699.5, 1700.5)
    assert as_written(0.2, "t").low == pytest.approx(0.15)
    assert as_written(0.0, "t").low == 0.0


def test_a_percentage_is_as_fine_as_it_was_written() -> None:
    share = percent_as_written(29.6)

    assert share.value == pytest.approx(0.296)
    assert share.half_step == pytest.approx(0.0005)
    assert share.unit == "share"


@pytest.mark.parametrize(
    ("value", "unit", "half_step"),
    [(-1.0, "t", 0.0), (nan, "t", 0.0), (1.0, "t", inf), (1.0, "", 0.0)],
)
def test_what_is_no_figure_is_refused(
    value: float, unit: str, half_step: float
) -> None:
    with pytest.raises(ValueError, match=r"must be|needs a unit"):
        Figure(value, unit, half_step)


def test_figures_in_different_units_are_never_compared() -> None:
    assert same_unit([Figure(1.0, "t"), Figure(2.0, "t")]) == "t"
    with pytest.raises(FigureUnitsDifferError) as refusal:
        same_unit([Figure(1.0, "t"), Figure(2.0, "kL")])

    assert refusal.value.params == {"units": "kL, t"}


def test_a_fill_rate_is_granted_over_asked() -> None:
    assert fill_rate(Figure(480.0, "t/day"), Figure(700.0, "t/day")) == pytest.approx(
        0.686, abs=0.001
    )
    assert fill_rate(Figure(1.0, "t"), Figure(0.0, "t")) is None


@given(st.floats(0.0, 1e12), st.floats(0.0, 1e3))
def test_the_noise_of_floats_is_no_difference(value: float, leeway: float) -> None:
    assert not apart(value, value * (1 + 1e-12), leeway)
    assert apart(value, value + leeway + 1.0 + value * 1e-6, leeway)


@given(st.floats(0.0, 100.0), st.floats(0.0, 100.0), st.floats(0.0, 100.0))
def test_ranges_that_touch_are_not_disjoint(
    low: float, first: float, second: float
) -> None:
    lower = Span(low, low, low + first)
    upper = Span(low + first + second, low + first, low + first + second)

    assert not disjoint(lower, upper)
    assert not disjoint(upper, lower)


def test_ranges_with_a_gap_are_disjoint_in_either_order() -> None:
    lower, upper = Span(1.0, 0.5, 1.5), Span(2.0, 1.6, 2.4)

    assert disjoint(lower, upper)
    assert disjoint(upper, lower)
