import pytest

from napas.units.gas import GasReference
from napas.units.measure import Measure, Period, Unit
from napas.units.number_form import NumberForm
from napas.units.refusal import (
    CylinderWithoutSizeError,
    NumberAmbiguousError,
    ReferenceAmbiguousError,
    ReferenceUnknownError,
    UnitAmbiguousError,
    UnitMissingError,
    UnitUnknownError,
)
from napas.units.spelling import KNOWN_SPELLINGS, parse_measure, parse_reference

AT_15 = GasReference.AT_15_C


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("g", Measure(Unit.GRAM)),
        ("Kg", Measure(Unit.KILOGRAM)),
        ("t", Measure(Unit.TONNE)),
        ("T", Measure(Unit.TONNE)),
        ("ton", Measure(Unit.TONNE)),
        ("MT", Measure(Unit.TONNE)),
        ("ton oksigen medis", Measure(Unit.TONNE)),
        ("t LOX", Measure(Unit.TONNE)),
        ("t/day", Measure(Unit.TONNE, Period.DAY)),
        ("ton/hari", Measure(Unit.TONNE, Period.DAY)),
        ("ton per hari", Measure(Unit.TONNE, Period.DAY)),
        ("tpd", Measure(Unit.TONNE, Period.DAY)),
        ("t/tahun", Measure(Unit.TONNE, Period.YEAR)),
        ("t/day LOX", Measure(Unit.TONNE, Period.DAY)),
        ("kL LOX", Measure(Unit.LIQUID_KILOLITRE)),
        ("m3 oksigen cair", Measure(Unit.LIQUID_KILOLITRE)),
        ("liter LOX", Measure(Unit.LIQUID_LITRE)),
        ("kL LOX/hari", Measure(Unit.LIQUID_KILOLITRE, Period.DAY)),
        ("m3@15C", Measure(Unit.GAS_CUBIC_METRE, None, AT_15)),
        (
            "m\N{SUPERSCRIPT THREE} @ 15 \N{DEGREE SIGN}C",
            Measure(Unit.GAS_CUBIC_METRE, None, AT_15),
        ),
        ("m3 O2 gas@15degC", Measure(Unit.GAS_CUBIC_METRE, None, AT_15)),
        ("Nm3@0C", Measure(Unit.GAS_CUBIC_METRE, None, GasReference.AT_0_C)),
        ("Sm3@15C", Measure(Unit.GAS_CUBIC_METRE, None, AT_15)),
        ("NL@0C", Measure(Unit.GAS_LITRE, None, GasReference.AT_0_C)),
        ("m3/jam@15C", Measure(Unit.GAS_CUBIC_METRE, Period.HOUR, AT_15)),
        ("L@20C", Measure(Unit.GAS_LITRE, None, GasReference.AT_20_C)),
        ("LPM", Measure(Unit.GAS_LITRE, Period.MINUTE)),
        ("L/menit", Measure(Unit.GAS_LITRE, Period.MINUTE)),
        ("lpm@20C", Measure(Unit.GAS_LITRE, Period.MINUTE, GasReference.AT_20_C)),
        ("metric tons", Measure(Unit.TONNE)),
        ("ton metrik/hari", Measure(Unit.TONNE, Period.DAY)),
        ("ton sehari", Measure(Unit.TONNE, Period.DAY)),
        ("lt/mnt", Measure(Unit.GAS_LITRE, Period.MINUTE)),
        ("kubik cair", Measure(Unit.LIQUID_KILOLITRE)),
        ("m kubik@15C", Measure(Unit.GAS_CUBIC_METRE, None, AT_15)),
        ("Meter Kubik@15C", Measure(Unit.GAS_CUBIC_METRE, None, AT_15)),
        ("cubic metres@15C", Measure(Unit.GAS_CUBIC_METRE, None, AT_15)),
        ("m3 O\N{SUBSCRIPT TWO}@15C", Measure(Unit.GAS_CUBIC_METRE, None, AT_15)),
        ("m3@15C/jam", Measure(Unit.GAS_CUBIC_METRE, Period.HOUR, AT_15)),
        ("SLPM@0C", Measure(Unit.GAS_LITRE, Period.MINUTE, GasReference.AT_0_C)),
        (
            "m3@0C/100kPa/day",
            Measure(Unit.GAS_CUBIC_METRE, Period.DAY, GasReference.AT_0_C_100_KPA),
        ),
        ("L@150bar", Measure(Unit.CYLINDER_LITRE, gauge_pressure_bar=150.0)),
        ("L @ 150 barg", Measure(Unit.CYLINDER_LITRE, gauge_pressure_bar=150.0)),
        ("L@15MPa", Measure(Unit.CYLINDER_LITRE, gauge_pressure_bar=150.0)),
    ],
)
def test_units_are_read_as_people_spell_them(text: str, measure: Measure) -> None:
    assert parse_measure(text) == measure


@pytest.mark.parametrize(
    ("text", "bar"),
    [("L@2200psi", 151.685), ("L@150 kg/cm2", 147.1), ("L@137.5bar", 137.5)],
)
def test_cylinder_gauges_have_several_scales(text: str, bar: float) -> None:
    pressure = parse_measure(text).gauge_pressure_bar
    assert pressure == pytest.approx(bar, abs=0.001)


def test_the_pressure_of_a_cylinder_keeps_the_rules_of_numbers() -> None:
    with pytest.raises(NumberAmbiguousError):
        parse_measure("L@137.500bar")
    comma = parse_measure("L@137,500bar", number_form=NumberForm.DECIMAL_COMMA)
    assert comma.gauge_pressure_bar == 137.5


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("m3", ("m3 LOX", "m3@0C", "m3@15C")),
        ("m3/h", ("m3 LOX/h", "m3/h@0C", "m3/h@15C")),
        ("Nm3", ("m3@0C", "m3@15C", "m3@20C")),
        ("Sm3", ("m3@0C", "m3@15C", "m3@20C")),
        ("L", ("L LOX", "L@15C", "L@150bar")),
        ("L/day", ("L LOX/day", "L/day@15C")),
        ("kubik", ("m3 LOX", "m3@0C", "m3@15C")),
        ("L/m", ("/min (minute, menit)",)),
        ("kL", ("kL LOX", "t")),
        ("kL@15C", ("kL LOX",)),
        ("tons", ("t", "0.907 t (US short ton)")),
        ("Mt", ("t", "1000000 t (megatonne)")),
        ("t/hr", ("/h (hour, jam)", "/day (day, hari)")),
        ("t/bulan", ("/day", "/year")),
        ("SLPM", ("LPM@0C", "LPM@15C")),
    ],
)
def test_a_unit_of_several_meanings_is_refused_with_them(
    text: str, readings: tuple[str, ...]
) -> None:
    with pytest.raises(UnitAmbiguousError) as refused:
        parse_measure(text)
    listed = str(refused.value.params["readings"]).split(" | ")
    assert set(readings) <= set(listed)


def test_every_reading_offered_for_a_cubic_metre_is_read() -> None:
    with pytest.raises(UnitAmbiguousError) as refused:
        parse_measure("m3/h")
    for reading in str(refused.value.params["readings"]).split(" | "):
        assert parse_measure(reading).period is Period.HOUR


def test_every_spelling_offered_for_an_unknown_unit_is_read() -> None:
    for spelling in KNOWN_SPELLINGS:
        assert parse_measure(spelling.removeprefix("40 ")).unit in Unit


@pytest.mark.parametrize("text", ["D", "J", "G", "h", "tabung", "cylinders", "type D"])
def test_cylinders_without_a_size_are_refused(text: str) -> None:
    with pytest.raises(CylinderWithoutSizeError) as refused:
        parse_measure(text)
    assert refused.value.params["readings"]


def test_pieces_of_cylinders_are_refused_with_the_sizes_of_the_trade() -> None:
    with pytest.raises(CylinderWithoutSizeError) as refused:
        parse_measure("tabung 6 m3")
    assert "6 m3: 40 L@150bar" in str(refused.value.params["readings"])


@pytest.mark.parametrize(
    "text",
    [
        *("lb", "kg N2", "t@15C", "kL LOX@15C", "m3@150bar", "L/min@150bar", "t/"),
        *("t/day/h", "t per fortnight", "m3 LOX gas", "Nm3 LOX", "short ton", ", t"),
        *("LPM/day", "%", "ft3", "LT LOX", "kubikasi", "m3/h@15C/h", "ton metrika"),
    ],
)
def test_an_unknown_unit_is_refused_with_known_ones(text: str) -> None:
    with pytest.raises(UnitUnknownError) as refused:
        parse_measure(text)
    assert "kL LOX" in str(refused.value.params["readings"])


@pytest.mark.parametrize("text", ["/day", "@15C", "/"])
def test_a_missing_unit_is_refused(text: str) -> None:
    with pytest.raises((UnitMissingError, UnitUnknownError)):
        parse_measure(text)
    with pytest.raises(UnitMissingError):
        parse_measure("@15C")


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("0C", GasReference.AT_0_C),
        ("0 degC", GasReference.AT_0_C),
        ("15.0 C", GasReference.AT_15_C),
        ("21,1\N{DEGREE SIGN}C", GasReference.AT_70_F),
        ("70F", GasReference.AT_70_F),
        ("0C/100kPa", GasReference.AT_0_C_100_KPA),
        ("20C/1atm", GasReference.AT_20_C),
        ("25 C/101.325 kPa", GasReference.AT_25_C),
    ],
)
def test_reference_states_are_read(text: str, reference: GasReference) -> None:
    assert parse_reference(text) is reference


@pytest.mark.parametrize("reference", list(GasReference))
def test_every_reference_state_reads_its_own_name(reference: GasReference) -> None:
    assert parse_reference(reference.value) is reference


@pytest.mark.parametrize("text", ["STP", "NTP", "normal", "standard"])
def test_a_state_of_several_meanings_is_refused(text: str) -> None:
    with pytest.raises(ReferenceAmbiguousError):
        parse_reference(text)


@pytest.mark.parametrize("text", ["15", "17C", "m3@", "m3@15C@20C", "@", "150"])
def test_an_unknown_state_is_refused(text: str) -> None:
    with pytest.raises(ReferenceUnknownError):
        parse_measure(text) if text.startswith("m3") else parse_reference(text)
