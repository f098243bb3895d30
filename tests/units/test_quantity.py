import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.errors import NapasError
from napas.units.bounds import NumberOutOfRangeError
from napas.units.gas import GasReference
from napas.units.measure import Measure, Period, Unit
from napas.units.number_form import NumberForm
from napas.units.quantity import (
    Quantity,
    number_form_of,
    parse_quantity,
    write_quantity,
    write_unmistakable_quantity,
)
from napas.units.refusal import (
    AmountNegativeError,
    CylinderWithoutSizeError,
    NotTextError,
    NumberAmbiguousError,
    NumberNotCountableError,
    NumberTooLargeError,
    NumberUnreadableError,
    NumberWordError,
    TextEmptyError,
    TextTooLongError,
    UnitAmbiguousError,
    UnitMissingError,
)

FORMS = st.sampled_from(list(NumberForm))
AMOUNTS = st.floats(min_value=0.0, max_value=1e18)
PERIODS = st.none() | st.sampled_from(list(Period))
MASSES_AND_LIQUIDS = st.sampled_from(
    (Unit.GRAM, Unit.KILOGRAM, Unit.TONNE, Unit.LIQUID_LITRE, Unit.LIQUID_KILOLITRE)
)
GASES = st.sampled_from((Unit.GAS_LITRE, Unit.GAS_CUBIC_METRE))
MEASURES = st.one_of(
    st.builds(Measure, MASSES_AND_LIQUIDS, PERIODS),
    st.builds(Measure, GASES, PERIODS, st.sampled_from(list(GasReference))),
    st.just(Measure(Unit.GAS_LITRE, Period.MINUTE)),
    st.builds(
        Measure,
        st.just(Unit.CYLINDER_LITRE),
        gauge_pressure_bar=st.floats(0.0, 300.0),
    ),
)
WORDS = (
    *("1", "1.234", "1,5", "1e9", "1e400", "-1", "nan", "juta", "crore", "inf"),
    *("t", "ton", "tons", "kg", "g", "L", "kL", "m3", "Nm3", "LPM", "SLPM", "MT"),
    *("LOX", "cair", "gas", "O2", "/", "per", "day", "hr", "hari", "jam", "bulan"),
    *("@", "15C", "0C", "STP", "150bar", "150", "psi", "D", "tabung", "G", " "),
)
QUANTITIES = st.builds(Quantity, AMOUNTS, MEASURES)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("723.86 kL LOX", Quantity(723.86, Measure(Unit.LIQUID_KILOLITRE))),
        ("723,86 kL LOX", Quantity(723.86, Measure(Unit.LIQUID_KILOLITRE))),
        (
            "6 m3@15C",
            Quantity(6.0, Measure(Unit.GAS_CUBIC_METRE, None, GasReference.AT_15_C)),
        ),
        (
            "6 Nm3@0C",
            Quantity(6.0, Measure(Unit.GAS_CUBIC_METRE, None, GasReference.AT_0_C)),
        ),
        ("20 t", Quantity(20.0, Measure(Unit.TONNE))),
        ("20ton", Quantity(20.0, Measure(Unit.TONNE))),
        ("10 LPM", Quantity(10.0, Measure(Unit.GAS_LITRE, Period.MINUTE))),
        (
            "40 L@150bar",
            Quantity(40.0, Measure(Unit.CYLINDER_LITRE, gauge_pressure_bar=150.0)),
        ),
        ("2622.9 t/day", Quantity(2622.9, Measure(Unit.TONNE, Period.DAY))),
        ("2.622,9 ton/hari", Quantity(2622.9, Measure(Unit.TONNE, Period.DAY))),
        ("1e3 kg", Quantity(1000.0, Measure(Unit.KILOGRAM))),
        ("0 t", Quantity(0.0, Measure(Unit.TONNE))),
        ("20\N{NO-BREAK SPACE}ton\n", Quantity(20.0, Measure(Unit.TONNE))),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, quantity: Quantity) -> None:
    assert parse_quantity(text) == quantity


@given(QUANTITIES, FORMS)
def test_what_is_written_reads_back(quantity: Quantity, form: NumberForm) -> None:
    written = write_quantity(quantity, form)
    assert parse_quantity(written, number_form=form) == quantity


@given(QUANTITIES, FORMS)
def test_what_is_written_unmistakably_reads_back_without_a_form(
    quantity: Quantity, form: NumberForm
) -> None:
    assert parse_quantity(write_unmistakable_quantity(quantity, form)) == quantity


@given(st.text(max_size=100), st.none() | FORMS)
def test_any_text_is_read_or_refused(text: str, form: NumberForm | None) -> None:
    try:
        quantity = parse_quantity(text, number_form=form)
    except NapasError:
        pass
    else:
        written = write_unmistakable_quantity(quantity, NumberForm.DECIMAL_COMMA)
        assert parse_quantity(written) == quantity


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=7,
    ),
    st.none() | FORMS,
)
def test_any_words_of_the_trade_are_read_or_refused(
    words: list[str], form: NumberForm | None
) -> None:
    for text in (" ".join(words), "".join(words)):
        try:
            quantity = parse_quantity(text, number_form=form)
        except NapasError:
            continue
        else:
            assert quantity.value >= 0.0


@given(st.none() | st.booleans() | st.floats() | st.integers() | st.binary())
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(NotTextError):
        parse_quantity(value)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", TextEmptyError),
        ("t", NumberUnreadableError),
        ("LOX 5 t", NumberUnreadableError),
        ("1 234 t", NumberUnreadableError),
        ("+5 t", NumberUnreadableError),
        ("5-6 t", NumberUnreadableError),
        ("1/2 t", NumberUnreadableError),
        ("5 / 2 t", NumberUnreadableError),
        ("2x40 L@150bar", NumberUnreadableError),
        ("5. t", NumberUnreadableError),
        ("5, t", NumberUnreadableError),
        ("tabung 6 m3", CylinderWithoutSizeError),
        ("Tabung", CylinderWithoutSizeError),
        ("nan t", NumberNotCountableError),
        ("inf kg", NumberNotCountableError),
        ("-5 t", AmountNegativeError),
        ("1e400 kg", NumberTooLargeError),
        ("1" * 200 + " t", TextTooLongError),
        ("1.234 t", NumberAmbiguousError),
        ("6 m3", UnitAmbiguousError),
        ("6 Nm3", UnitAmbiguousError),
        ("200 kL", UnitAmbiguousError),
        ("5 D", CylinderWithoutSizeError),
        ("15906 tabung", CylinderWithoutSizeError),
    ],
)
def test_what_cannot_be_told_is_refused(text: str, refusal: type[NapasError]) -> None:
    with pytest.raises(refusal):
        parse_quantity(text)


def test_a_number_alone_is_refused_with_units_it_could_have() -> None:
    with pytest.raises(UnitMissingError) as refused:
        parse_quantity("723.86")
    readings = str(refused.value.params["readings"]).split(" | ")
    assert "723.86 kL LOX" in readings
    for reading in readings:
        assert parse_quantity(reading).value == 723.86


@pytest.mark.parametrize(
    ("text", "word", "readings"),
    [
        ("640 juta ton/yr", "juta", "640000000"),
        ("1,4 crore L", "crore", "14000000"),
        ("2 lakh L LOX", "lakh", "200000"),
        ("50 ribu kg", "ribu", "50000"),
        ("3 Million t", "Million", "3000000"),
        ("1.500 ribu t", "ribu", "1500 | 1500000"),
        ("1..5 ribu t", "ribu", ""),
    ],
)
def test_a_number_word_is_refused_with_its_digits(
    text: str, word: str, readings: str
) -> None:
    with pytest.raises(NumberWordError) as refused:
        parse_quantity(text)
    assert refused.value.params == {"text": text, "word": word, "readings": readings}


@pytest.mark.parametrize("value", [-1.0, 1e19])
def test_a_quantity_checks_itself(value: float) -> None:
    with pytest.raises(NumberOutOfRangeError):
        Quantity(value, Measure(Unit.TONNE))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("723.86 kL LOX", NumberForm.DECIMAL_POINT),
        ("723,86 kL LOX", NumberForm.DECIMAL_COMMA),
        ("20 t", None),
        ("1.234 t", None),
        ("\N{NO-BREAK SPACE}723,86 t", NumberForm.DECIMAL_COMMA),
        ("t", None),
    ],
)
def test_a_text_tells_its_number_form_when_only_one_fits(
    text: str, form: NumberForm | None
) -> None:
    assert number_form_of(text) is form
