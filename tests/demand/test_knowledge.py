"""The range of a need by norm goes with how well it is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.demand.knowledge import (
    NO_RANGE,
    NeedKnowledge,
    NeedRange,
    range_of,
    range_of_sum,
)
from napas.parameters import resolve

DEFAULTS = resolve()
REPORT, OCCUPIED, FULL = (range_of(known, DEFAULTS) for known in NeedKnowledge)

ranges = st.builds(NeedRange, st.floats(0.0, 1.0), st.floats(1.0, 20.0))
needs = st.floats(0.0, 1e4)


def test_the_worse_a_need_is_known_the_wider_it_lies() -> None:
    assert REPORT.low_share > OCCUPIED.low_share > FULL.low_share
    assert REPORT.high_share < OCCUPIED.high_share <= FULL.high_share


def test_the_ranges_are_parameters() -> None:
    loud = resolve(()).parameter("forecast.full_beds_low_share")
    assert loud.low <= FULL.low_share <= loud.high
    assert loud.source == "need-spread-2021"


def test_a_need_lies_in_the_middle_of_its_range() -> None:
    span = NeedRange(0.5, 2.0).around(8.0)
    assert (span.low, span.value, span.high) == (4.0, 8.0, 16.0)


@given(ranges, needs)
def test_every_need_lies_within_its_range(held: NeedRange, need: float) -> None:
    span = held.around(need)
    assert span.low <= span.value == need <= span.high


@given(st.lists(st.tuples(ranges, needs), max_size=6))
def test_the_ends_of_a_sum_are_the_sums_of_the_ends(
    parts: list[tuple[NeedRange, float]],
) -> None:
    spans = [held.around(need) for held, need in parts]
    whole = sum(span.value for span in spans)
    told = range_of_sum(spans).around(whole)
    assert told.low == pytest.approx(sum(span.low for span in spans))
    assert told.high == pytest.approx(sum(span.high for span in spans))


def test_a_sum_of_parts_known_alike_is_known_like_them() -> None:
    held = range_of_sum([OCCUPIED.around(need) for need in (1.5, 6.5, 0.25)])
    assert held.low_share == pytest.approx(OCCUPIED.low_share)
    assert held.high_share == pytest.approx(OCCUPIED.high_share)


def test_nothing_has_no_range() -> None:
    assert range_of_sum([]) == NO_RANGE
    assert range_of_sum([FULL.around(0.0)]) == NO_RANGE


@pytest.mark.parametrize(
    ("low", "high"), [(-0.1, 2.0), (1.1, 2.0), (0.5, 0.9), (0.5, float("inf"))]
)
def test_a_range_that_leaves_its_figure_out_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match=r"share|below"):
        NeedRange(low, high)
