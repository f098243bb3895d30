import math
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.exchange.spreadsheet.values import duration_text, number_text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_from_its_text_and_has_no_exponent(value: float) -> None:
    text = number_text(value)

    assert float(text) == value
    assert "e" not in text
    assert len(text.replace("-", "").strip("0.")) <= 18


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (3, "3"),
        (3.0, "3"),
        (-2.50, "-2.5"),
        (1e22, "1" + "0" * 22),
        (1e-7, "0.0000001"),
        (math.pi, "3.141592653589793"),
    ],
)
def test_a_number_is_written_as_short_as_may_be(value: float, text: str) -> None:
    assert number_text(value) == text
    assert Decimal(text) == Decimal(repr(value))


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(hours=36), "PT36H0M0S"),
        (timedelta(minutes=90, seconds=5), "PT1H30M5S"),
        (timedelta(seconds=-61), "-PT0H1M1S"),
        (timedelta(milliseconds=1_500), "PT0H0M1.5S"),
        (timedelta(), "PT0H0M0S"),
    ],
)
def test_a_span_of_time_is_written_in_hours_minutes_and_seconds(
    span: timedelta, text: str
) -> None:
    assert duration_text(span) == text
