import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.units.bounds import NumberOutOfRangeError
from napas.units.conversion import (
    ConversionBasis,
    ConversionImpossibleError,
    Method,
    ReferenceNeededError,
    TemperatureNeededError,
    convert_quantity,
)
from napas.units.cylinder import Cylinder, cylinder_content_kg, cylinder_usable_kg
from napas.units.gas import GasReference
from napas.units.measure import Measure, Period, Unit
from napas.units.quantity import Quantity, parse_quantity
from napas.units.spelling import parse_measure

PLAIN = ConversionBasis()
WARM = ConversionBasis(
    purity=0.93,
    flow_reference=GasReference.AT_20_C,
    cylinder_temperature_celsius=30.0,
    residual_gauge_pressure_bar=10.0,
)
AMOUNTS = (
    Measure(Unit.GRAM),
    Measure(Unit.KILOGRAM),
    Measure(Unit.TONNE),
    Measure(Unit.LIQUID_LITRE),
    Measure(Unit.LIQUID_KILOLITRE),
    *(Measure(Unit.GAS_CUBIC_METRE, None, state) for state in GasReference),
    Measure(Unit.GAS_LITRE, None, GasReference.AT_0_C),
)
RATES = (
    Measure(Unit.TONNE, Period.YEAR),
    Measure(Unit.KILOGRAM, Period.HOUR),
    Measure(Unit.LIQUID_KILOLITRE, Period.DAY),
    Measure(Unit.GAS_LITRE, Period.MINUTE),
    Measure(Unit.GAS_CUBIC_METRE, Period.HOUR, GasReference.AT_15_C),
)


def converted(text: str, unit: str, basis: ConversionBasis = PLAIN) -> float:
    answer = convert_quantity(parse_quantity(text), parse_measure(unit), basis).answer
    return answer.value


def test_kilolitres_of_liquid_become_tonnes_at_the_boiling_point() -> None:
    assert round(converted("723.86 kL LOX", "t"), 2) == 826.07


def test_kilolitres_become_tonnes_by_the_trade_factor_only_on_request() -> None:
    trade = ConversionBasis(liquid_density_kg_per_l=1.1417)
    assert round(converted("723.86 kL LOX", "t", trade), 1) == 826.4


def test_cubic_metres_become_kilograms_at_their_own_state() -> None:
    assert converted("6 m3@15C", "kg") == pytest.approx(8.1262, abs=1e-4)
    assert converted("6 m3@0C", "kg") == pytest.approx(8.5742, abs=1e-4)


def test_a_cylinder_becomes_its_real_content() -> None:
    basis = ConversionBasis(cylinder_temperature_celsius=15.0)
    content = cylinder_content_kg(
        Cylinder(40.0, 150.0), temperature_celsius=15.0, purity=1.0
    )
    assert converted("40 L@150bar", "kg", basis) == pytest.approx(content)


def test_a_cylinder_with_a_residual_pressure_becomes_its_usable_part() -> None:
    usable = cylinder_usable_kg(
        Cylinder(40.0, 150.0),
        residual_gauge_pressure_bar=10.0,
        temperature_celsius=30.0,
        purity=0.93,
    )
    assert converted("40 L@150bar", "kg", WARM) == pytest.approx(usable)
    assert converted("40 L@5bar", "kg", WARM) == 0.0


def test_rates_keep_their_time() -> None:
    assert converted("2622.9 t/day", "t/year") == pytest.approx(2622.9 * 365)
    assert converted("24 kg/day", "kg/h") == pytest.approx(1.0)
    assert converted("60 L/min@15C", "m3/h@15C") == pytest.approx(3.6)


def test_a_purity_takes_its_share_of_gas_but_not_of_mass() -> None:
    psa = ConversionBasis(purity=0.93)
    assert converted("1 m3@20C", "kg", psa) == pytest.approx(
        0.93 * converted("1 m3@20C", "kg")
    )
    assert converted("1 t", "kg", psa) == 1000.0
    assert converted("1 m3@20C", "m3@0C", psa) == pytest.approx(
        converted("1 m3@20C", "m3@0C")
    )


def test_a_flow_needs_its_state_for_a_mass_but_not_for_itself() -> None:
    with pytest.raises(ReferenceNeededError):
        converted("10 LPM", "kg/day")
    assert converted("10 LPM", "L/min") == 10.0
    at_20 = ConversionBasis(flow_reference=GasReference.AT_20_C)
    assert converted("10 LPM", "kg/day", at_20) == pytest.approx(19.169, abs=1e-3)


def test_the_state_of_a_flow_is_its_own_before_that_of_the_basis() -> None:
    at_20 = ConversionBasis(flow_reference=GasReference.AT_20_C)
    assert converted("10 LPM@0C", "kg/day", at_20) == pytest.approx(20.578, abs=1e-3)


def test_a_cylinder_needs_its_temperature() -> None:
    with pytest.raises(TemperatureNeededError):
        converted("40 L@150bar", "kg")


@pytest.mark.parametrize(
    ("text", "unit"), [("20 t", "t/day"), ("20 t/day", "t"), ("20 t", "L@150bar")]
)
def test_what_is_of_another_kind_is_not_converted(text: str, unit: str) -> None:
    with pytest.raises(ConversionImpossibleError) as refused:
        converted(text, unit, WARM)
    assert refused.value.params["wanted"] == unit


def test_every_number_used_is_named_once() -> None:
    conversion = convert_quantity(
        parse_quantity("40 L@150bar"), parse_measure("m3@15C"), WARM
    )
    methods = [step.method for step in conversion.steps]
    assert methods == [
        Method.CYLINDER_DENSITY,
        Method.RESIDUAL_DENSITY,
        Method.PURITY,
        Method.GAS_DENSITY,
    ]
    assert conversion.steps[0].state == "30C/150bar"
    assert conversion.steps[3].state == "15C"


def test_between_masses_nothing_is_assumed() -> None:
    conversion = convert_quantity(parse_quantity("20 t"), parse_measure("kg"), PLAIN)
    assert conversion.steps == ()
    same = convert_quantity(parse_quantity("20 t"), parse_measure("t"), PLAIN)
    assert same.given == same.answer == Quantity(20.0, Measure(Unit.TONNE))


@given(
    st.floats(0.0, 1e9),
    st.one_of(
        st.tuples(st.sampled_from(AMOUNTS), st.sampled_from(AMOUNTS)),
        st.tuples(st.sampled_from(RATES), st.sampled_from(RATES)),
    ),
)
def test_there_and_back_changes_nothing(
    value: float, pair: tuple[Measure, Measure]
) -> None:
    start, other = pair
    there = convert_quantity(Quantity(value, start), other, WARM).answer
    back = convert_quantity(there, start, WARM).answer
    assert math.isclose(back.value, value, rel_tol=1e-12, abs_tol=1e-300)
    assert back.measure == start


@pytest.mark.parametrize(
    "wrong", [{"purity": 93.0}, {"liquid_density_kg_per_l": 1141.2}]
)
def test_an_impossible_basis_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(NumberOutOfRangeError):
        ConversionBasis(**wrong)  # type: ignore[arg-type] # both fields are floats
