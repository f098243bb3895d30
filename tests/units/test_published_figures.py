"""Published figures about units, recomputed from the inputs of the table of oracles."""

import csv
import re
from pathlib import Path

import pytest

from napas.units.conversion import ConversionBasis, convert_quantity
from napas.units.cylinder import Cylinder, cylinder_content_m3
from napas.units.flow import oxygen_kg_from_l_per_min, oxygen_kg_per_day_from_l_per_min
from napas.units.gas import GasReference, gas_m3_from_kg
from napas.units.measure import Measure, Period, Unit
from napas.units.quantity import parse_quantity
from napas.units.refusal import NumberWordError, UnitAmbiguousError
from napas.units.spelling import parse_measure

ORACLES = Path(__file__).parents[2] / "../shared/reference/oxygen_oracles.csv"
KG_PER_POUND = 0.45359237

pytestmark = pytest.mark.shared


def inputs(row_id: str) -> dict[str, str]:
    if not ORACLES.exists():
        pytest.skip("the shared folder with the table of oracles is not here")
    with ORACLES.open(encoding="utf-8", newline="") as table:
        row = next(row for row in csv.DictReader(table) if row["id"] == row_id)
    parts = (part.partition("=") for part in row["inputs"].split(";"))
    return {name.strip(): value.strip() for name, _, value in parts}


def number(text: str) -> float:
    found = re.match(r"[0-9.]+", text)
    assert found is not None
    return float(found.group(0))


def converted(text: str, unit: str, basis: ConversionBasis | None = None) -> float:
    return convert_quantity(
        parse_quantity(text), parse_measure(unit), basis or ConversionBasis()
    ).answer.value


@pytest.mark.parametrize(
    ("row", "mass_t"),
    [("karnataka_day1_kl_to_t", 800), ("karnataka_day2_shortfall", 826)],
)
def test_karnataka_kilolitres_become_its_tonnes(row: str, mass_t: int) -> None:
    given = inputs(row)
    trade = ConversionBasis(liquid_density_kg_per_l=number(given["lox_density"]))
    assert round(converted(f"{given['lox_volume']} LOX", "t", trade)) == mass_t


def test_karnataka_lacks_the_tonnes_it_says() -> None:
    given = inputs("karnataka_day2_shortfall")
    trade = ConversionBasis(liquid_density_kg_per_l=number(given["lox_density"]))
    stock_t = converted(f"{given['lox_volume']} LOX", "t", trade)
    assert round(converted(given["need"], "t") - stock_t) == 874


def test_a_kilolitre_that_does_not_say_liquid_is_refused() -> None:
    with pytest.raises(UnitAmbiguousError):
        parse_quantity(inputs("karnataka_day1_kl_to_t")["lox_volume"])


def test_the_plant_in_a_box_flows_500_litres_a_minute() -> None:
    output = f"{inputs('unicef_plant_in_a_box')['daily_output']}/day@20C"
    assert converted(output, "LPM@20C") == pytest.approx(500)
    assert converted(output, "m3/h@20C") == pytest.approx(30)
    fewest, most = inputs("unicef_plant_in_a_box")["patients_adult"].split("..")
    per_adult = [converted(output, "LPM@20C") / float(n) for n in (most, fewest)]
    assert per_adult == pytest.approx([8.3, 10.0], abs=0.05)


def test_the_military_plant_feeds_190_patients_or_195_cylinders() -> None:
    given = inputs("drdo_psa_cylinders")
    flow_l_per_min = number(given["plant_flow"])
    a_day_m3 = converted(f"{given['plant_flow']}@20C", "m3/day@20C")
    per_cylinder_m3 = a_day_m3 / number(given["cylinders"])
    assert round(per_cylinder_m3, 2) == 7.38
    patients, _, each = inputs("drdo_psa_patients")["patients"].partition(" at ")
    used_l_per_min = number(patients) * number(each)
    assert used_l_per_min == 950
    assert used_l_per_min / flow_l_per_min == 0.95
    cylinders_l_per_min = converted(
        f"{number(given['cylinders']) * per_cylinder_m3} m3/day@20C", "LPM@20C"
    )
    assert used_l_per_min + cylinders_l_per_min == pytest.approx(1950)
    assert used_l_per_min + cylinders_l_per_min > flow_l_per_min


def test_a_derated_generator_fills_about_110_cylinders_a_day() -> None:
    given = inputs("psa_cylinders_per_day")
    a_day_m3 = converted(f"{given['nameplate']}@20C", "m3/day@20C") * number(
        given["derate"]
    )
    assert a_day_m3 == pytest.approx(614, rel=0.02)
    assert a_day_m3 / 100 == pytest.approx(6.1, rel=0.02)
    assert a_day_m3 / 120 == pytest.approx(5.1, rel=0.02)


def test_six_and_27_isotanks_carry_their_tonnes() -> None:
    given = inputs("isotank_counts")
    payload_t = converted(given["payload"], "t")
    counts = [number(text) for text in given["isotanks"].split(" and ")]
    assert [count * payload_t for count in counts] == [120, 540]


def test_a_thousand_concentrators_give_20_tonnes_a_day_if_pure() -> None:
    given = inputs("concentrators_1000")
    flow = number(given["units"]) * number(given["flow"])

    def t_per_day(reference: GasReference, purity: float) -> float:
        return (
            oxygen_kg_per_day_from_l_per_min(flow, reference=reference, purity=purity)
            / 1000
        )

    assert t_per_day(GasReference.AT_0_C, 1.0) == pytest.approx(20, rel=0.05)
    assert t_per_day(GasReference.AT_20_C, 1.0) == pytest.approx(20, rel=0.05)
    assert round(t_per_day(GasReference.AT_0_C, 1.0), 1) == 20.6
    assert round(t_per_day(GasReference.AT_20_C, 1.0), 1) == 19.2
    assert round(t_per_day(GasReference.AT_20_C, 0.93), 1) == 17.8
    assert t_per_day(GasReference.AT_20_C, 0.93) != pytest.approx(20, rel=0.05)


def test_the_greek_cylinder_holds_7_percent_more_than_its_product() -> None:
    given = inputs("cylinder_50l_200bar")
    content_m3 = cylinder_content_m3(
        Cylinder(number(given["water"]), number(given["gauge"])),
        temperature_celsius=number(given["temperature"]),
        reference=GasReference.AT_15_C,
    )
    assert content_m3 == pytest.approx(10.7, rel=0.01)
    assert round(content_m3, 2) == 10.64
    product_m3 = number(given["water"]) * number(given["gauge"]) / 1000
    assert content_m3 / product_m3 == pytest.approx(number(given["factor"]), rel=0.01)


def test_five_pounds_do_not_last_a_patient_for_a_day() -> None:
    given = inputs("us_army_cylinder_day")
    flow = number(given["flow"])
    need_kg = oxygen_kg_from_l_per_min(
        flow, 60 * number(given["hours"]), reference=GasReference.AT_20_C, purity=1.0
    )
    held_kg = number(given["cylinder_oxygen"]) * KG_PER_POUND
    assert need_kg / KG_PER_POUND == pytest.approx(12.7, abs=0.05)
    lasts_h = gas_m3_from_kg(held_kg, GasReference.AT_20_C) * 1000 / flow / 60
    assert lasts_h == pytest.approx(9.5, abs=0.05)
    assert lasts_h < number(given["hours"])


def test_the_formula_of_delhi_counts_at_zero_degrees() -> None:
    given = inputs("delhi_bed_formula_half")
    flow = number(given["non_icu_beds"]) * number(given["non_icu_share"]) * number(
        given["non_icu_flow"]
    ) + number(given["icu_beds"]) * number(given["icu_flow"])
    assert flow == 198_144
    at_0, at_20 = (
        oxygen_kg_per_day_from_l_per_min(flow, reference=reference, purity=1.0) / 1000
        for reference in (GasReference.AT_0_C, GasReference.AT_20_C)
    )
    assert at_0 == pytest.approx(407.7, abs=0.1)
    assert at_20 == pytest.approx(379.8, abs=0.1)
    assert at_0 == pytest.approx(415.43, rel=0.02)
    assert at_20 != pytest.approx(415.43, rel=0.02)


def test_two_norms_of_india_disagree() -> None:
    given = inputs("india_two_norms_disagree")
    flow = number(given["non_icu_beds"]) * number(given["non_icu_share"]) * number(
        given["non_icu_flow"]
    ) + number(given["icu_beds"]) * number(given["icu_flow"])
    assert flow == 975
    at_0, at_20 = (
        oxygen_kg_per_day_from_l_per_min(flow, reference=reference, purity=1.0) / 1000
        for reference in (GasReference.AT_0_C, GasReference.AT_20_C)
    )
    assert (round(at_20, 2), round(at_0, 2)) == (1.87, 2.01)
    assert at_20 > number(given["other_norm"])


def test_six_cylinders_a_day_are_25_litres_a_minute_and_not_60() -> None:
    given = inputs("rsui_cylinders_per_patient")
    size_m3, pieces = (
        number(given["cylinder"]),
        number(given["cylinders_per_patient_day"]),
    )
    flow = converted(f"{size_m3 * pieces} m3/day@20C", "LPM@20C")
    assert flow == pytest.approx(25)
    low, high = (
        converted(f"{lpm} LPM@20C", "m3/day@20C") / size_m3 for lpm in (30, 60)
    )
    assert [low, high] == pytest.approx([7.2, 14.4])


def test_640_million_tonnes_are_refused_with_their_digits() -> None:
    claim = inputs("indonesia_million_tonnes")["production"].strip('"')
    with pytest.raises(NumberWordError) as refused:
        parse_quantity(claim)
    spelled = f"{refused.value.params['readings']} ton/yr"
    quantity = parse_quantity(spelled)
    assert quantity.measure == Measure(Unit.TONNE, Period.YEAR)
    assert quantity.value / 639_900 == pytest.approx(1000, rel=0.001)


def test_yearly_production_is_divided_by_365_days() -> None:
    given = inputs("indonesia_production_2021")
    industrial, medical = (
        converted(given[kind].replace("/y", "/year"), "t/day")
        for kind in ("industrial", "medical")
    )
    assert round(industrial + medical) == 1753
    assert round(medical) == 497
