import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.units.bounds import NumberOutOfRangeError
from napas.units.cylinder import (
    Cylinder,
    cylinder_content_kg,
    cylinder_content_m3,
    cylinder_duration_min,
    cylinder_usable_kg,
)
from napas.units.gas import GasReference

SIX_CUBIC_METRES = Cylinder(water_volume_l=40.0, gauge_pressure_bar=150.0)
PRESSURES_BAR = st.floats(0.0, 300.0)
TEMPERATURES_CELSIUS = st.floats(-40.0, 65.0)


@pytest.mark.parametrize(
    ("water_l", "bar", "ideal_m3", "real_m3", "mass_kg"),
    [
        (6.7, 150, 1.0, 1.07, 1.46),
        (40, 150, 6.0, 6.41, 8.69),
        (46.7, 150, 7.0, 7.49, 10.1),
        (10, 150, 1.5, 1.60, 2.17),
        (47.2, 137, 6.5, 6.90, 9.35),
    ],
)
def test_real_contents_have_the_digits_of_the_table(
    water_l: float, bar: float, ideal_m3: float, real_m3: float, mass_kg: float
) -> None:
    cylinder = Cylinder(water_l, bar)
    content_m3 = cylinder_content_m3(
        cylinder, temperature_celsius=15.0, reference=GasReference.AT_15_C
    )
    content_kg = cylinder_content_kg(cylinder, temperature_celsius=15.0, purity=1.0)
    assert content_m3 == pytest.approx(real_m3, rel=0.005)
    assert content_kg == pytest.approx(mass_kg, rel=0.005)
    assert 1.055 < content_m3 / ideal_m3 < 1.08


def test_the_usable_part_stops_at_the_residual_pressure() -> None:
    usable = cylinder_usable_kg(
        SIX_CUBIC_METRES,
        residual_gauge_pressure_bar=10.0,
        temperature_celsius=15.0,
        purity=1.0,
    )
    left = cylinder_content_kg(
        Cylinder(40.0, 10.0), temperature_celsius=15.0, purity=1.0
    )
    full = cylinder_content_kg(SIX_CUBIC_METRES, temperature_celsius=15.0, purity=1.0)
    assert usable + left == pytest.approx(full)
    assert left > 0.5


def test_nothing_is_usable_below_the_residual_pressure() -> None:
    usable = cylinder_usable_kg(
        Cylinder(40.0, 5.0),
        residual_gauge_pressure_bar=10.0,
        temperature_celsius=15.0,
        purity=1.0,
    )
    assert usable == 0.0


def test_minutes_left_agree_with_the_bedside_rule_within_one_percent() -> None:
    minutes = cylinder_duration_min(
        SIX_CUBIC_METRES,
        flow_l_per_min=10.0,
        residual_gauge_pressure_bar=10.0,
        temperature_celsius=15.0,
        reference=GasReference.AT_15_C,
    )
    assert minutes == pytest.approx(40 * (150 - 10) / 0.93 / 10, rel=0.01)


@given(PRESSURES_BAR, PRESSURES_BAR, TEMPERATURES_CELSIUS, st.floats(0.21, 1.0))
def test_more_pressure_never_means_less_oxygen(
    one_bar: float, other_bar: float, temperature: float, purity: float
) -> None:
    less, more = (
        cylinder_content_kg(
            Cylinder(40.0, bar), temperature_celsius=temperature, purity=purity
        )
        for bar in sorted((one_bar, other_bar))
    )
    assert less <= more * (1 + 1e-12)


@given(PRESSURES_BAR, PRESSURES_BAR, TEMPERATURES_CELSIUS)
def test_the_usable_part_is_never_more_than_the_content(
    full_bar: float, residual_bar: float, temperature: float
) -> None:
    cylinder = Cylinder(40.0, full_bar)
    usable = cylinder_usable_kg(
        cylinder,
        residual_gauge_pressure_bar=residual_bar,
        temperature_celsius=temperature,
        purity=0.93,
    )
    content = cylinder_content_kg(
        cylinder, temperature_celsius=temperature, purity=0.93
    )
    assert 0.0 <= usable < content


@given(PRESSURES_BAR, st.floats(0.01, 1000.0))
def test_half_the_flow_lasts_twice_as_long(bar: float, flow: float) -> None:
    minutes, longer = (
        cylinder_duration_min(
            Cylinder(10.0, bar),
            flow_l_per_min=l_per_min,
            residual_gauge_pressure_bar=2.0,
            temperature_celsius=30.0,
            reference=GasReference.AT_20_C,
        )
        for l_per_min in (2 * flow, flow)
    )
    assert longer == pytest.approx(2 * minutes)


@pytest.mark.parametrize(
    ("water_l", "bar"), [(0.0, 150.0), (40.0, 2200.0), (4000.0, 150.0), (40.0, -1.0)]
)
def test_an_impossible_cylinder_is_refused(water_l: float, bar: float) -> None:
    with pytest.raises(NumberOutOfRangeError):
        Cylinder(water_l, bar)


def test_no_flow_has_no_duration() -> None:
    with pytest.raises(NumberOutOfRangeError):
        cylinder_duration_min(
            SIX_CUBIC_METRES,
            flow_l_per_min=0.0,
            residual_gauge_pressure_bar=10.0,
            temperature_celsius=15.0,
            reference=GasReference.AT_15_C,
        )
