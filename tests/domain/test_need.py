from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.need import NOTHING, DeviceKind, PatientCount, PatientGroup, Span

amounts = st.floats(0.0, 1e9)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    low, value, high = sorted(draw(st.tuples(amounts, amounts, amounts)))
    return Span(value, low, high)


def test_patients_are_adults_unless_said_otherwise() -> None:
    assert PatientCount(DeviceKind.MASK, 3).group is PatientGroup.ADULT


def test_there_are_never_fewer_patients_than_none() -> None:
    with pytest.raises(ValueError, match="patients must be from 0"):
        PatientCount(DeviceKind.MASK, -1)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [(1.0, 2.0, 3.0), (4.0, 2.0, 3.0), (1.0, -1.0, 3.0), (nan, 0.0, 1.0)],
)
def test_a_figure_lies_within_its_range(value: float, low: float, high: float) -> None:
    with pytest.raises(ValueError, match=r"must be|lies outside"):
        Span(value, low, high)


@given(spans(), st.floats(0.0, 1e6))
def test_a_scaled_figure_still_lies_within_its_range(span: Span, factor: float) -> None:
    scaled = span.times(factor)

    assert scaled.low <= scaled.value <= scaled.high
    assert scaled.value == span.value * factor


@given(spans(), spans())
def test_a_sum_lies_within_the_sum_of_the_ranges(first: Span, second: Span) -> None:
    both = first.plus(second)

    assert both == second.plus(first)
    assert both.low == first.low + second.low
    assert both.high == first.high + second.high


@given(spans())
def test_nothing_added_changes_nothing(span: Span) -> None:
    assert span.plus(NOTHING) == span


def test_a_figure_is_not_scaled_below_nothing() -> None:
    with pytest.raises(ValueError, match="must be from 0"):
        Span(2.0, 1.0, 3.0).times(-1.0)
