import math
from collections.abc import Callable, Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.demand.readings import Readings, span_of, spans_of
from napas.parameters import Parameter, Parameters, resolve


def parameters_of(*known: Parameter) -> Parameters:
    return resolve(known={each.name: each for each in known})


def number(name: str, low: float, value: float, high: float) -> Parameter:
    return Parameter(name, value, low, high, unit="1", source="test")


WIDE = number("t.wide", 2.0, 4.0, 8.0)
FLAT = number("t.flat", 1.0, 3.0, 5.0)
READINGS = Readings(parameters_of(WIDE, FLAT), ("t.wide", "t.flat"))


def test_each_parameter_is_turned_alone() -> None:
    np.testing.assert_array_equal(READINGS["t.wide"], [4.0, 2.0, 8.0, 4.0, 4.0])
    np.testing.assert_array_equal(READINGS["t.flat"], [3.0, 3.0, 3.0, 1.0, 5.0])


def test_a_parameter_that_is_not_turned_stays_at_its_value() -> None:
    readings = Readings(parameters_of(WIDE, FLAT), ("t.wide",))

    np.testing.assert_array_equal(readings["t.flat"], [3.0, 3.0, 3.0])


def test_the_range_of_one_parameter_is_its_own_range() -> None:
    span = span_of(READINGS["t.wide"])

    assert (span.value, span.low, span.high) == pytest.approx((4.0, 2.0, 8.0))


def test_it_does_not_matter_which_end_lowers_the_figure() -> None:
    span = span_of(24.0 / READINGS["t.wide"])

    assert (span.value, span.low, span.high) == pytest.approx((6.0, 3.0, 12.0))


def test_ranges_of_two_parameters_add_as_ratios_below_and_as_amounts_above() -> None:
    span = span_of(READINGS["t.wide"] + READINGS["t.flat"])

    ratios = np.hypot(np.log(7.0 / 5.0), np.log(7.0 / 5.0))
    assert span.low == pytest.approx(7.0 * np.exp(-ratios))
    assert span.high == pytest.approx(7.0 + np.hypot(4.0, 2.0))


def test_what_can_be_nothing_has_a_low_end_of_nothing() -> None:
    span = span_of(np.array([1.0, 0.0, 2.0, 0.5, 1.0]))

    assert span.low == 0.0


def test_nothing_has_no_range() -> None:
    (span,) = spans_of(np.zeros((1, 5)))

    assert (span.low, span.value, span.high) == (0.0, 0.0, 0.0)


def test_no_rows_have_no_spans() -> None:
    assert spans_of(np.zeros((0, 5))) == ()


figures = st.floats(0.01, 100.0)
triples = st.tuples(figures, figures, figures).map(sorted)


@given(
    st.lists(triples, min_size=1, max_size=5), st.sampled_from([math.fsum, math.prod])
)
def test_the_range_lies_within_all_ends_at_once(
    ends: list[list[float]], together: Callable[[Iterable[float]], float]
) -> None:
    known = [
        number(f"t.{place}", low, value, high)
        for place, (low, value, high) in enumerate(ends)
    ]
    readings = Readings(
        parameters_of(*known), tuple(parameter.name for parameter in known)
    )
    rows = [readings[parameter.name] for parameter in known]

    span = span_of(np.array([together(column) for column in zip(*rows, strict=True)]))
    lowest, value, highest = (together(column) for column in zip(*ends, strict=True))

    assert span.value == pytest.approx(value)
    assert lowest * (1 - 1e-9) <= span.low <= span.value
    assert span.value <= span.high <= highest * (1 + 1e-9)
