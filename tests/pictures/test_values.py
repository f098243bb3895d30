from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.pictures.values import (
    Run,
    check_amounts,
    check_values,
    find_runs,
    known,
)

MAYBE = st.lists(st.one_of(st.none(), st.floats(0, 10)))


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="None says unknown"):
        check_values((1.0, value), "stock")
    with pytest.raises(ValueError, match="None says unknown"):
        check_amounts((1.0, value), "stock")


def test_an_amount_is_never_negative() -> None:
    check_values((-1.0, None), "difference")
    check_amounts((0.0, None), "stock")
    with pytest.raises(ValueError, match="negative"):
        check_amounts((-1.0,), "stock")


def test_unknown_values_are_left_out_and_never_zero() -> None:
    assert known((1.0, None, 0.0)) == (1.0, 0.0)


def test_runs_part_the_known_from_the_unknown() -> None:
    assert find_runs((1.0, 2.0, None, None, 3.0)) == (
        Run(0, 2, is_known=True),
        Run(2, 4, is_known=False),
        Run(4, 5, is_known=True),
    )
    assert find_runs(()) == ()


@given(values=MAYBE)
def test_runs_cover_every_place_once(values: list[float | None]) -> None:
    runs = find_runs(values)
    places = [place for run in runs for place in range(run.first, run.end)]
    assert places == list(range(len(values)))
    for run in runs:
        assert all(
            (value is not None) == run.is_known for value in values[run.first : run.end]
        )
