import math

import pytest

from napas.units.bounds import (
    NotANumberError,
    NumberNotFiniteError,
    NumberOutOfRangeError,
    require_finite,
    require_within,
)


def test_a_number_inside_its_bounds_is_given_back_as_a_float() -> None:
    assert require_within("flow", 5, "L/min", high=60.0) == 5.0
    assert isinstance(require_within("flow", 5, "L/min"), float)


@pytest.mark.parametrize("value", [True, False, None, "5", [5]])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(NotANumberError) as refused:
        require_finite("flow", value)
    assert refused.value.params == {"name": "flow", "kind": type(value).__name__}


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400])
def test_what_is_not_finite_is_refused(value: float) -> None:
    with pytest.raises(NumberNotFiniteError):
        require_within("flow", value, "L/min")


@pytest.mark.parametrize("value", [-0.001, 60.001, 1e300])
def test_a_number_outside_its_bounds_is_refused_with_the_bounds(value: float) -> None:
    with pytest.raises(NumberOutOfRangeError) as refused:
        require_within("flow", value, "L/min", high=60.0)
    assert refused.value.params["low"] == 0.0
    assert refused.value.params["high"] == 60.0
    assert refused.value.params["unit"] == "L/min"
