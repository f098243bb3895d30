import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.units.bounds import NumberOutOfRangeError
from napas.units.flow import (
    LIQUID_PURITY,
    PSA_PURITY,
    flow_l_per_min_from_oxygen_kg_per_day,
    oxygen_kg_from_l_per_min,
    oxygen_kg_per_day_from_l_per_min,
    oxygen_kg_per_day_per_l_per_min,
)
from napas.units.gas import GasReference

REFERENCES = st.sampled_from(list(GasReference))
PURITIES = st.floats(0.21, 1.0)
FLOWS = st.floats(0, 1e9)


@pytest.mark.parametrize(
    ("reference", "kg_per_day"),
    [
        (GasReference.AT_0_C, 2.058),
        (GasReference.AT_15_C, 1.950),
        (GasReference.AT_20_C, 1.917),
    ],
)
def test_one_litre_per_minute_for_a_day_has_the_mass_of_the_table(
    reference: GasReference, kg_per_day: float
) -> None:
    mass = oxygen_kg_per_day_from_l_per_min(1.0, reference=reference, purity=1.0)
    assert round(mass, 3) == kg_per_day


def test_a_generator_of_93_percent_gives_7_percent_less_oxygen() -> None:
    pure, psa, liquid = (
        oxygen_kg_per_day_per_l_per_min(reference=GasReference.AT_20_C, purity=purity)
        for purity in (1.0, PSA_PURITY, LIQUID_PURITY)
    )
    assert psa / pure == pytest.approx(0.93)
    assert liquid / pure == pytest.approx(0.995)


@given(FLOWS, st.floats(0, 1e6), REFERENCES, PURITIES)
def test_a_flow_carries_its_day_in_proportion_to_the_minutes(
    flow: float, minutes: float, reference: GasReference, purity: float
) -> None:
    carried = oxygen_kg_from_l_per_min(
        flow, minutes, reference=reference, purity=purity
    )
    a_day = oxygen_kg_per_day_from_l_per_min(flow, reference=reference, purity=purity)
    assert carried == pytest.approx(a_day * minutes / 1440, rel=1e-12)


@given(FLOWS, REFERENCES, PURITIES)
def test_flow_to_mass_and_back_changes_nothing(
    flow: float, reference: GasReference, purity: float
) -> None:
    a_day = oxygen_kg_per_day_from_l_per_min(flow, reference=reference, purity=purity)
    back = flow_l_per_min_from_oxygen_kg_per_day(
        a_day, reference=reference, purity=purity
    )
    assert back == pytest.approx(flow, rel=1e-13)


def test_a_negative_flow_mass_or_time_is_refused() -> None:
    reference = GasReference.AT_20_C
    with pytest.raises(NumberOutOfRangeError):
        oxygen_kg_per_day_from_l_per_min(-1.0, reference=reference, purity=1.0)
    with pytest.raises(NumberOutOfRangeError):
        flow_l_per_min_from_oxygen_kg_per_day(-1.0, reference=reference, purity=1.0)
    with pytest.raises(NumberOutOfRangeError):
        oxygen_kg_from_l_per_min(1.0, -1.0, reference=reference, purity=1.0)


def test_a_purity_in_percent_is_refused() -> None:
    with pytest.raises(NumberOutOfRangeError):
        oxygen_kg_per_day_per_l_per_min(reference=GasReference.AT_20_C, purity=93.0)
