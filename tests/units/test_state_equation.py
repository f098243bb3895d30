import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.units.bounds import NumberOutOfRangeError
from napas.units.state_equation import (
    GAS_CONSTANT_J_PER_MOL_K,
    HIGHEST_PRESSURE_KPA,
    HIGHEST_TEMPERATURE_CELSIUS,
    LOWEST_PRESSURE_KPA,
    LOWEST_TEMPERATURE_CELSIUS,
    MOLAR_MASS_KG_PER_MOL,
    ZERO_CELSIUS_K,
    compressibility,
    compressibility_and_slope,
    real_gas_density_kg_per_m3,
)

PRESSURES_KPA = st.floats(LOWEST_PRESSURE_KPA, HIGHEST_PRESSURE_KPA)
TEMPERATURES_CELSIUS = st.floats(
    LOWEST_TEMPERATURE_CELSIUS, HIGHEST_TEMPERATURE_CELSIUS
)


def pressure_kpa(density_kg_per_m3: float, temperature_celsius: float) -> float:
    kelvin = temperature_celsius + ZERO_CELSIUS_K
    density = density_kg_per_m3 / MOLAR_MASS_KG_PER_MOL
    factor, _ = compressibility_and_slope(density, kelvin)
    return density * GAS_CONSTANT_J_PER_MOL_K * kelvin * factor / 1000.0


@given(PRESSURES_KPA, TEMPERATURES_CELSIUS)
def test_the_density_found_gives_the_pressure_asked_for(
    pressure: float, temperature: float
) -> None:
    density = real_gas_density_kg_per_m3(pressure, temperature)
    assert pressure_kpa(density, temperature) == pytest.approx(pressure, rel=1e-11)


@given(PRESSURES_KPA, PRESSURES_KPA, TEMPERATURES_CELSIUS)
def test_more_pressure_never_means_less_density(
    one_kpa: float, other_kpa: float, temperature: float
) -> None:
    low, high = sorted((one_kpa, other_kpa))
    assert real_gas_density_kg_per_m3(low, temperature) <= (
        real_gas_density_kg_per_m3(high, temperature) * (1 + 1e-12)
    )


@given(PRESSURES_KPA, TEMPERATURES_CELSIUS)
def test_the_slope_is_the_slope_of_the_pressure(
    pressure: float, temperature: float
) -> None:
    kelvin = temperature + ZERO_CELSIUS_K
    density = real_gas_density_kg_per_m3(pressure, temperature) / MOLAR_MASS_KG_PER_MOL
    _, slope = compressibility_and_slope(density, kelvin)
    above, _ = compressibility_and_slope(density * 1.0001, kelvin)
    below, _ = compressibility_and_slope(density * 0.9999, kelvin)
    assert slope == pytest.approx((above * 1.0001 - below * 0.9999) / 0.0002, rel=1e-5)


@pytest.mark.parametrize(
    ("gauge_bar", "factor"), [(137.0, 0.9307), (150.0, 0.9290), (200.0, 0.9313)]
)
def test_a_full_cylinder_at_15_degrees_is_seven_percent_denser_than_ideal(
    gauge_bar: float, factor: float
) -> None:
    absolute_kpa = gauge_bar * 100 + 101.325
    assert compressibility(absolute_kpa, 15.0) == pytest.approx(factor, abs=1e-4)


@pytest.mark.parametrize(
    ("absolute_kpa", "temperature", "span_wagner_kg_per_m3"),
    [
        (13_801.325, 15.0, 197.9407),
        (20_101.325, 15.0, 288.3001),
        (15_000.0, 40.0, 191.8511),
        (20_000.0, -10.0, 331.8226),
        (101.325, 25.0, 1.308794),
        (25_000.0, 65.0, 282.7797),
    ],
)
def test_an_independent_equation_agrees_within_a_thousandth(
    absolute_kpa: float, temperature: float, span_wagner_kg_per_m3: float
) -> None:
    # The short technical equation of Span and Wagner, Int. J. Thermophys. 24 (2003).
    density = real_gas_density_kg_per_m3(absolute_kpa, temperature)
    assert density == pytest.approx(span_wagner_kg_per_m3, rel=1e-3)


def test_at_the_hot_and_full_end_the_two_equations_part_by_a_fifth_of_a_percent() -> (
    None
):
    assert real_gas_density_kg_per_m3(35_000.0, 65.0) == pytest.approx(
        378.0302, rel=2.5e-3
    )


def test_thin_gas_is_ideal() -> None:
    assert compressibility(LOWEST_PRESSURE_KPA, 20.0) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    ("absolute_kpa", "temperature"),
    [(0.5, 15.0), (40_000.0, 15.0), (101.325, -41.0), (101.325, 66.0), (-101.0, 15.0)],
)
def test_a_state_outside_the_equation_is_refused(
    absolute_kpa: float, temperature: float
) -> None:
    with pytest.raises(NumberOutOfRangeError):
        compressibility(absolute_kpa, temperature)
