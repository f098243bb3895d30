import pytest

from napas.domain.assumption import Assumption, AssumptionRule


def heel(value: float) -> Assumption:
    return Assumption("H1", "heel_t", value, "t", AssumptionRule.HEEL, 1.0, 2.5, "x")


@pytest.mark.parametrize("value", [1.0, 2.0, 2.5])
def test_an_assumed_figure_lies_within_its_range(value: float) -> None:
    assert heel(value).value == value


@pytest.mark.parametrize("value", [0.9, 2.6])
def test_a_figure_outside_its_range_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="lies outside"):
        heel(value)
