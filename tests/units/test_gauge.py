import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.units.bounds import NumberOutOfRangeError
from napas.units.gauge import (
    GaugeAboveFullError,
    GaugeUnit,
    gauge_mass_kg,
    gauge_volume_l,
)
from napas.units.liquid import saturated_density_kg_per_l
from napas.units.vessel import LyingCylinder, StrappingTable, UprightCylinder, Vessel

UPRIGHT = UprightCylinder(inner_diameter_cm=200.0, inner_height_cm=600.0)
LYING = LyingCylinder(inner_diameter_cm=200.0, inner_length_cm=500.0, end_depth_cm=50.0)
STRAPPED = StrappingTable(((0.0, 0.0), (50.0, 800.0), (200.0, 5000.0)))
VESSELS = st.sampled_from((UPRIGHT, LYING, STRAPPED))
UNITS = st.sampled_from(list(GaugeUnit))
DENSITY = saturated_density_kg_per_l(6.0)


def full_reading(unit: GaugeUnit, vessel: Vessel) -> float:
    full_l = vessel.volume_l(vessel.full_level_cm)
    column_pa = vessel.full_level_cm / 100 * DENSITY * 1000 * 9.80665
    return {
        GaugeUnit.PERCENT_OF_VOLUME: 100.0,
        GaugeUnit.PERCENT_OF_LEVEL: 100.0,
        GaugeUnit.CENTIMETRE: vessel.full_level_cm,
        GaugeUnit.MILLIBAR: column_pa / 100,
        GaugeUnit.INCH_OF_WATER: column_pa / 249.0889,
        GaugeUnit.LITRE: full_l,
        GaugeUnit.KILOLITRE: full_l / 1000,
        GaugeUnit.KILOGRAM: full_l * DENSITY,
    }[unit]


@given(UNITS, VESSELS, st.floats(0.0, 0.999999), st.floats(0.0, 0.999999))
def test_a_higher_reading_never_means_less_oxygen(
    unit: GaugeUnit, vessel: Vessel, one: float, other: float
) -> None:
    full = full_reading(unit, vessel)
    less, more = (
        gauge_mass_kg(share * full, unit, vessel=vessel, density_kg_per_l=DENSITY)
        for share in sorted((one, other))
    )
    full_kg = vessel.volume_l(vessel.full_level_cm) * DENSITY
    assert -1e-6 <= less <= more + 1e-9 * full_kg
    assert more <= full_kg * (1 + 1e-9)


@given(UNITS, VESSELS)
def test_every_gauge_of_a_full_tank_shows_the_same_mass(
    unit: GaugeUnit, vessel: Vessel
) -> None:
    reading = full_reading(unit, vessel) * (1 - 1e-9)
    mass = gauge_mass_kg(reading, unit, vessel=vessel, density_kg_per_l=DENSITY)
    full_kg = vessel.volume_l(vessel.full_level_cm) * DENSITY
    assert mass == pytest.approx(full_kg, rel=1e-6)


@pytest.mark.parametrize("unit", list(GaugeUnit))
@pytest.mark.parametrize("vessel", [UPRIGHT, LYING, STRAPPED])
def test_more_than_full_is_refused_and_never_cut(
    unit: GaugeUnit, vessel: Vessel
) -> None:
    reading = full_reading(unit, vessel) * 1.001
    with pytest.raises((GaugeAboveFullError, NumberOutOfRangeError)):
        gauge_mass_kg(reading, unit, vessel=vessel, density_kg_per_l=DENSITY)


def test_a_gauge_above_full_tells_what_it_showed_and_what_fits() -> None:
    with pytest.raises(GaugeAboveFullError) as refused:
        gauge_mass_kg(
            25.0, GaugeUnit.KILOLITRE, vessel=UPRIGHT, density_kg_per_l=DENSITY
        )
    assert refused.value.params["shown"] == 25_000.0
    assert refused.value.params["full"] == pytest.approx(18_849.6, abs=0.1)


def test_a_differential_pressure_gauge_weighs_the_column() -> None:
    # 300 cm of liquid at 1.0269 kg/L press with 302.1 mbar or 121.3 inches of water.
    for reading, unit in (
        (302.1, GaugeUnit.MILLIBAR),
        (121.28, GaugeUnit.INCH_OF_WATER),
    ):
        volume = gauge_volume_l(reading, unit, vessel=UPRIGHT, density_kg_per_l=DENSITY)
        assert volume == pytest.approx(UPRIGHT.volume_l(300.0), rel=1e-3)


def test_in_an_upright_tank_the_pressure_gauge_shows_mass_whatever_the_density() -> (
    None
):
    masses = [
        gauge_mass_kg(
            302.1, GaugeUnit.MILLIBAR, vessel=UPRIGHT, density_kg_per_l=density
        )
        for density in (1.1412, 1.0269, 0.9763)
    ]
    assert masses == pytest.approx([masses[0]] * 3)


def test_percent_of_level_and_of_volume_differ_in_a_lying_tank() -> None:
    level, volume = (
        gauge_mass_kg(20.0, unit, vessel=LYING, density_kg_per_l=DENSITY)
        for unit in (GaugeUnit.PERCENT_OF_LEVEL, GaugeUnit.PERCENT_OF_VOLUME)
    )
    assert level < 0.75 * volume


@pytest.mark.parametrize("unit", list(GaugeUnit))
def test_a_negative_reading_is_refused(unit: GaugeUnit) -> None:
    with pytest.raises(NumberOutOfRangeError):
        gauge_mass_kg(-1.0, unit, vessel=LYING, density_kg_per_l=DENSITY)


def test_a_density_in_other_units_is_refused() -> None:
    with pytest.raises(NumberOutOfRangeError):
        gauge_mass_kg(50.0, GaugeUnit.CENTIMETRE, vessel=LYING, density_kg_per_l=1026.9)
