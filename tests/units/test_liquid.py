import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.errors import InvalidError
from napas.units.bounds import NumberOutOfRangeError
from napas.units.liquid import (
    BOILING_POINT_DENSITY_KG_PER_L,
    SATURATED_DENSITIES,
    TRADE_DENSITY_KG_PER_L,
    liquid_kg_from_l,
    liquid_l_from_kg,
    saturated_density_kg_per_l,
)
from napas.units.state_equation import (
    CRITICAL_DENSITY_MOL_PER_M3,
    CRITICAL_TEMPERATURE_K,
    GAS_CONSTANT_J_PER_MOL_K,
    MOLAR_MASS_KG_PER_MOL,
    TERMS,
    compressibility_and_slope,
)

PRESSURES_BAR = st.floats(1.0, 20.0)


def residual_energy(density: float, kelvin: float) -> float:
    reduced = density / CRITICAL_DENSITY_MOL_PER_M3
    inverse = CRITICAL_TEMPERATURE_K / kelvin
    total: float = sum(
        term.coefficient
        * reduced**term.density_power
        * inverse**term.temperature_power
        * math.exp(-(reduced**term.damping_power) if term.damping_power else 0.0)
        for term in TERMS
    )
    return total


def density_at(pressure_pa: float, kelvin: float, start: float) -> float:
    density = start
    energy = GAS_CONSTANT_J_PER_MOL_K * kelvin
    for _ in range(40):
        factor, slope = compressibility_and_slope(density, kelvin)
        density += (pressure_pa / energy - density * factor) / slope
    return density


def saturated_liquid_kg_per_l(pressure_bar: float) -> float:
    """Where liquid and vapour of one pressure have the same free enthalpy."""
    pressure_pa = pressure_bar * 1e5
    boiling_k = 4.144 + 340.024 / (3.9523 - math.log10(pressure_bar))  # Antoine, NIST
    low_k, high_k = boiling_k - 1.5, boiling_k + 1.5
    for _ in range(60):
        kelvin = (low_k + high_k) / 2
        ideal = pressure_pa / (GAS_CONSTANT_J_PER_MOL_K * kelvin)
        vapour = density_at(pressure_pa, kelvin, ideal)
        liquid = density_at(pressure_pa, kelvin, 3 * CRITICAL_DENSITY_MOL_PER_M3)
        gain = (
            residual_energy(vapour, kelvin)
            - residual_energy(liquid, kelvin)
            + math.log(vapour / liquid)
            + compressibility_and_slope(vapour, kelvin)[0]
            - compressibility_and_slope(liquid, kelvin)[0]
        )
        low_k, high_k = (kelvin, high_k) if gain > 0 else (low_k, kelvin)
    return liquid * MOLAR_MASS_KG_PER_MOL / 1000


@pytest.mark.parametrize(("pressure_bar", "kg_per_l"), SATURATED_DENSITIES)
def test_the_table_is_the_balance_of_liquid_and_vapour(
    pressure_bar: float, kg_per_l: float
) -> None:
    assert saturated_liquid_kg_per_l(pressure_bar) == pytest.approx(kg_per_l, abs=6e-5)


@pytest.mark.parametrize("pressure_bar", [1.2, 1.7, 3.5, 7.0, 9.0, 13.5, 16.5, 19.0])
def test_straight_lines_stay_close_to_the_balance(pressure_bar: float) -> None:
    assert saturated_density_kg_per_l(pressure_bar) == pytest.approx(
        saturated_liquid_kg_per_l(pressure_bar), rel=6e-4
    )


@pytest.mark.parametrize(
    ("pressure_bar", "kg_per_m3"),
    [(2, 1105), (3, 1080), (5, 1042), (10, 976), (15, 925)],
)
def test_the_density_at_tank_pressure_has_the_digits_of_the_table(
    pressure_bar: float, kg_per_m3: int
) -> None:
    assert round(1000 * saturated_density_kg_per_l(pressure_bar)) == kg_per_m3


def test_a_warm_tank_holds_less_than_its_litres_say() -> None:
    cold = saturated_density_kg_per_l(1.01325)
    assert cold == BOILING_POINT_DENSITY_KG_PER_L
    assert 1 - saturated_density_kg_per_l(3.0) / cold == pytest.approx(0.05, abs=0.005)
    assert 1 - saturated_density_kg_per_l(10.0) / cold == pytest.approx(0.14, abs=0.005)


def test_the_table_rises_in_pressure_and_falls_in_density() -> None:
    for (low_bar, dense), (high_bar, light) in pairwise(SATURATED_DENSITIES):
        assert low_bar < high_bar
        assert dense > light


@given(PRESSURES_BAR, PRESSURES_BAR)
def test_more_pressure_never_means_denser_liquid(
    one_bar: float, other_bar: float
) -> None:
    low, high = sorted((one_bar, other_bar))
    assert saturated_density_kg_per_l(low) >= saturated_density_kg_per_l(high) - 1e-12


@pytest.mark.parametrize("pressure_bar", [0.9, 20.1, float("nan")])
def test_a_pressure_outside_the_table_is_refused(pressure_bar: float) -> None:
    with pytest.raises(InvalidError):
        saturated_density_kg_per_l(pressure_bar)


def test_the_trade_factor_is_half_a_per_mille_above_the_boiling_point() -> None:
    trade = liquid_kg_from_l(723_860, TRADE_DENSITY_KG_PER_L)
    boiling = liquid_kg_from_l(723_860, BOILING_POINT_DENSITY_KG_PER_L)
    assert trade == pytest.approx(826_430, abs=1)
    assert boiling == pytest.approx(826_069, abs=1)


@given(st.floats(0, 1e9), PRESSURES_BAR)
def test_litres_to_mass_and_back_changes_nothing(
    volume_l: float, pressure_bar: float
) -> None:
    density = saturated_density_kg_per_l(pressure_bar)
    mass_kg = liquid_kg_from_l(volume_l, density)
    assert liquid_l_from_kg(mass_kg, density) == pytest.approx(volume_l, rel=1e-14)


@pytest.mark.parametrize("density", [1141.2, 0.0, 0.7, 1.4, -1.1])
def test_what_is_no_density_of_liquid_oxygen_is_refused(density: float) -> None:
    with pytest.raises(NumberOutOfRangeError):
        liquid_kg_from_l(1.0, density)
    with pytest.raises(NumberOutOfRangeError):
        liquid_l_from_kg(1.0, density)
