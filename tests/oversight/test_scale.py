from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.finding import Finding
from napas.oversight.doubt import FigureDoubt
from napas.oversight.figure import Figure, FigureUnitsDifferError, as_written
from napas.oversight.scale import (
    FACTORS,
    SLIPS_OF_VOLUME,
    Scale,
    Slip,
    check_scale,
    scale_below_capacity,
)

Codes = Callable[[Sequence[Finding]], list[str]]
NATION = Scale(100.0, 1000.0, "t/day")


def told(findings: Sequence[Finding]) -> dict[str, object]:
    (finding,) = findings
    return dict(finding.params)


@given(st.floats(100.0, 1000.0))
def test_a_figure_on_its_scale_is_believed(value: float) -> None:
    assert check_scale(Figure(value, "t/day"), NATION) == ()


@given(st.floats(100.0, 1000.0), st.sampled_from(Slip))
def test_a_slip_in_either_direction_is_found(value: float, slip: Slip) -> None:
    above = check_scale(
        Figure(value * FACTORS[slip], "t/day"), NATION, slips=SLIPS_OF_VOLUME
    )
    below = check_scale(
        Figure(value / FACTORS[slip], "t/day"), NATION, slips=SLIPS_OF_VOLUME
    )

    assert [finding.code for finding in above] == [FigureDoubt.SLIP_ABOVE]
    assert [finding.code for finding in below] == [FigureDoubt.SLIP_BELOW]
    mended = told(above)["mended"]
    assert isinstance(mended, float)
    assert 100.0 <= mended <= 1000.0


@given(st.floats(100.0, 1000.0))
def test_a_thousand_is_thought_of_first(value: float) -> None:
    findings = check_scale(Figure(value * 1000.0, "t/day"), NATION)

    assert told(findings)["slip"] is Slip.THOUSAND
    assert told(findings)["mended"] == pytest.approx(value)


def test_a_slip_is_said_with_the_figure_that_was_meant(codes: Codes) -> None:
    above = check_scale(Figure(500_000.0, "t/day"), NATION, subject="quote")
    below = check_scale(Figure(0.5, "t/day"), NATION)

    assert codes(above) == ["figure-slip-above"]
    assert told(above)["mended"] == 500.0
    assert codes(below) == ["figure-slip-below"]


def test_gas_told_as_liquid_is_thought_of_for_volumes_only(codes: Codes) -> None:
    tank = Scale(10.0, 20.0, "kL LOX")
    gas = Figure(15.0 * 842.6, "kL LOX")

    assert told(check_scale(gas, tank, slips=(Slip.GAS_FOR_LIQUID,)))["slip"] is (
        Slip.GAS_FOR_LIQUID
    )
    assert codes(check_scale(Figure(150.0, "kL LOX"), tank)) == ["figure-out-of-scale"]


def test_a_rounded_figure_at_the_edge_is_believed() -> None:
    assert check_scale(as_written(1000.4, "t/day"), Scale(1.0, 1000.4, "t/day")) == ()
    assert check_scale(as_written(1001.0, "t/day"), Scale(1.0, 1000.6, "t/day")) == ()


def test_a_capacity_gives_the_scale_of_what_is_made() -> None:
    capacity = as_written(800.0, "t/day")

    assert scale_below_capacity(capacity, least_share=0.5) == Scale(
        399.75, 800.5, "t/day"
    )


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (2.0, 1.0), (-1.0, 1.0)])
def test_what_is_no_scale_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match=r"rises from above zero|must be from 0"):
        Scale(low, high, "t")


def test_a_figure_is_not_laid_on_a_scale_of_another_unit() -> None:
    with pytest.raises(FigureUnitsDifferError):
        check_scale(Figure(1.0, "t/year"), NATION)
