import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.rounding import half_step


@pytest.mark.parametrize(
    ("value", "half"),
    [
        (2622.9, 0.05),
        (1700.0, 0.5),
        (650, 0.5),
        (0.74, 0.005),
        (1e9, 0.5),
        (1e23, 0.5),
        (0.0, 0.5),
        (1.5e-7, 5e-9),
    ],
)
def test_half_of_the_last_place_written(value: float, half: float) -> None:
    assert half_step(value) == pytest.approx(half)


@given(st.floats(0.0, 1e6), st.integers(0, 6))
def test_a_rounded_figure_lies_within_half_a_step_of_what_it_rounds(
    value: float, decimals: int
) -> None:
    written = round(value, decimals)

    # A trailing zero is not written, so the step may only look coarser.
    assert abs(written - value) <= half_step(written) * (1 + 1e-6)


def test_what_is_not_finite_is_a_fault_of_the_asker() -> None:
    with pytest.raises(AssertionError):
        half_step(float("nan"))
