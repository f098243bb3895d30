import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.units.gas import (
    GasReference,
    GasReferenceMissingError,
    gas_density_kg_per_m3,
    gas_kg_from_m3,
    gas_m3_between,
    gas_m3_from_kg,
    gas_reference_at,
)
from napas.units.liquid import BOILING_POINT_DENSITY_KG_PER_L

REFERENCES = st.sampled_from(list(GasReference))

# Published densities and specific volumes, to the digits shown there.
PUBLISHED = [
    (GasReference.AT_0_C, 1.42903, 0.69978),
    (GasReference.AT_0_C_100_KPA, 1.41033, 0.70905),
    (GasReference.AT_15_C, 1.35436, 0.73836),
    (GasReference.AT_20_C, 1.33118, 0.75121),
    (GasReference.AT_70_F, 1.32614, 0.75407),
    (GasReference.AT_25_C, 1.30879, 0.76407),
]


@pytest.mark.parametrize(("reference", "kg_per_m3", "m3_per_kg"), PUBLISHED)
def test_the_density_at_a_reference_state_has_the_digits_of_the_table(
    reference: GasReference, kg_per_m3: float, m3_per_kg: float
) -> None:
    assert round(gas_density_kg_per_m3(reference), 5) == kg_per_m3
    assert gas_m3_from_kg(1.0, reference) == pytest.approx(m3_per_kg, abs=1e-5)


def test_every_reference_state_is_in_the_table() -> None:
    assert [row[0] for row in PUBLISHED] == list(GasReference)


@pytest.mark.parametrize(
    ("reference", "m3_per_t"),
    [
        (GasReference.AT_0_C, 699.8),
        (GasReference.AT_15_C, 738.4),
        (GasReference.AT_20_C, 751.2),
        (GasReference.AT_70_F, 754.1),
    ],
)
def test_a_tonne_is_another_volume_at_each_state(
    reference: GasReference, m3_per_t: float
) -> None:
    assert round(gas_m3_from_kg(1000.0, reference), 1) == m3_per_t


@pytest.mark.parametrize(
    ("reference", "expansion"),
    [
        (GasReference.AT_0_C, 798.6),
        (GasReference.AT_15_C, 842.6),
        (GasReference.AT_20_C, 857.3),
        (GasReference.AT_70_F, 860.5),
    ],
)
def test_860_to_1_holds_only_at_70_fahrenheit(
    reference: GasReference, expansion: float
) -> None:
    gas_l = 1000.0 * gas_m3_from_kg(BOILING_POINT_DENSITY_KG_PER_L, reference)
    assert gas_l == pytest.approx(expansion, abs=0.06)


@given(st.floats(0, 1e12), REFERENCES)
def test_volume_to_mass_and_back_changes_nothing(
    volume_m3: float, reference: GasReference
) -> None:
    mass_kg = gas_kg_from_m3(volume_m3, reference)
    assert gas_m3_from_kg(mass_kg, reference) == pytest.approx(volume_m3, rel=1e-14)


@given(st.floats(0, 1e12), REFERENCES, REFERENCES)
def test_counting_at_another_state_keeps_the_mass(
    volume_m3: float, given_state: GasReference, wanted: GasReference
) -> None:
    moved_m3 = gas_m3_between(volume_m3, given_state, wanted)
    assert gas_kg_from_m3(moved_m3, wanted) == pytest.approx(
        gas_kg_from_m3(volume_m3, given_state), rel=1e-14
    )


def test_confusing_two_states_is_an_error_of_nearly_eight_percent() -> None:
    assert gas_m3_between(1.0, GasReference.AT_0_C, GasReference.AT_70_F) == (
        pytest.approx(1.078, abs=0.0005)
    )


@pytest.mark.parametrize(
    ("celsius", "reference"),
    [
        (0.0, GasReference.AT_0_C),
        (15.0, GasReference.AT_15_C),
        (21.1, GasReference.AT_70_F),
        (25, GasReference.AT_25_C),
    ],
)
def test_a_trade_temperature_names_its_state_under_one_atmosphere(
    celsius: float, reference: GasReference
) -> None:
    assert gas_reference_at(celsius) is reference


@pytest.mark.parametrize("celsius", [27.0, float("nan"), 15.2])
def test_an_unknown_trade_temperature_is_refused(celsius: float) -> None:
    with pytest.raises(GasReferenceMissingError):
        gas_reference_at(celsius)
