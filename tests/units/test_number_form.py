import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.errors import NapasError
from napas.units.bounds import NumberOutOfRangeError
from napas.units.number_form import (
    NumberForm,
    parse_number,
    write_number,
    write_unmistakable_number,
)
from napas.units.refusal import (
    AmountNegativeError,
    NumberAmbiguousError,
    NumberInOtherFormError,
    NumberNotCountableError,
    NumberTooLargeError,
    NumberTooSmallError,
    NumberUnreadableError,
)

COMMA, POINT = NumberForm.DECIMAL_COMMA, NumberForm.DECIMAL_POINT
FORMS = st.sampled_from(list(NumberForm))
AMOUNTS = st.floats(min_value=0.0, max_value=1e18)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20", 20.0),
        ("007", 7.0),
        ("723.86", 723.86),
        ("723,86", 723.86),
        ("2622.9", 2622.9),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1_234_567.0),
        ("1,234,567", 1_234_567.0),
        ("1234.567", 1234.567),
        ("0.234", 0.234),
        ("0,234", 0.234),
        ("1.5e3", 1500.0),
        ("1,5E-3", 0.0015),
        ("2e6", 2_000_000.0),
        ("0e999", 0.0),
    ],
)
def test_a_number_that_reads_in_one_way_needs_no_form(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345", "826,069", "1.234e3"])
def test_a_number_that_reads_in_two_ways_is_refused_with_both(text: str) -> None:
    with pytest.raises(NumberAmbiguousError) as refused:
        parse_number(text)
    readings = str(refused.value.params["readings"]).split(" | ")
    values = {parse_number(reading) for reading in readings}
    assert values == {parse_number(text, number_form=form) for form in NumberForm}


def test_the_named_form_decides() -> None:
    assert parse_number("1.234", number_form=COMMA) == 1234.0
    assert parse_number("1.234", number_form=POINT) == 1.234
    assert parse_number("1,234", number_form=COMMA) == 1.234
    assert parse_number("1,234", number_form=POINT) == 1234.0


@pytest.mark.parametrize(
    ("text", "form", "reading"),
    [
        ("723.86", COMMA, "723.86"),
        ("1,234.5", COMMA, "1,234.5"),
        ("1.234,5", POINT, "1,234.5"),
        ("1,5e30", POINT, "1.5e+30"),
        ("1,5e999", POINT, "inf"),
    ],
)
def test_a_number_in_the_other_form_is_refused_with_its_reading(
    text: str, form: NumberForm, reading: str
) -> None:
    with pytest.raises(NumberInOtherFormError) as refused:
        parse_number(text, number_form=form)
    assert refused.value.params["readings"] == reading


@pytest.mark.parametrize(
    "text",
    [
        *("1..2", "1.2.3", "1.23.456", "12,34,567", "1.234.56", "1,2,3", ".5", "5."),
        *(
            "1 234",
            "0x10",
            "1_000",
            "e5",
            "1e",
            "1e5000",
            "+5",
            "5t",
            "five",
            "1.2e1.5",
        ),
        *("0.234.567", "1234.567.890", "--5", "'5"),
    ],
)
def test_a_badly_written_number_is_refused(text: str) -> None:
    with pytest.raises(NumberUnreadableError):
        parse_number(text)


@pytest.mark.parametrize("text", ["nan", "NaN", "inf", "-inf", "Infinity", "+ inf"])
def test_a_word_for_no_number_is_refused(text: str) -> None:
    with pytest.raises(NumberNotCountableError):
        parse_number(text)


@pytest.mark.parametrize("text", ["-5", "- 5", "-0", "-.5"])
def test_a_number_below_zero_is_refused(text: str) -> None:
    with pytest.raises(AmountNegativeError):
        parse_number(text)


@pytest.mark.parametrize("text", ["1e19", "1e999", "9" * 30])
def test_a_number_beyond_any_amount_is_refused(text: str) -> None:
    with pytest.raises(NumberTooLargeError):
        parse_number(text)


def test_a_number_that_would_vanish_is_refused() -> None:
    with pytest.raises(NumberTooSmallError):
        parse_number("1e-999")


@pytest.mark.parametrize(
    ("value", "comma", "point"),
    [
        (0.0, "0", "0"),
        (20.0, "20", "20"),
        (723.86, "723,86", "723.86"),
        (2622.9, "2.622,9", "2,622.9"),
        (1_234_567.0, "1.234.567", "1,234,567"),
        (0.000001, "0,000001", "0.000001"),
        (1e18, *("1.000.000.000.000.000.000", "1,000,000,000,000,000,000")),
        (1.5e-300, "1,5e-300", "1.5e-300"),
        (5e-324, "5e-324", "5e-324"),
    ],
)
def test_a_number_is_written_in_its_form(value: float, comma: str, point: str) -> None:
    assert write_number(value, COMMA) == comma
    assert write_number(value, POINT) == point


@given(AMOUNTS, FORMS)
def test_what_is_written_reads_back(value: float, form: NumberForm) -> None:
    assert parse_number(write_number(value, form), number_form=form) == value


@given(AMOUNTS, FORMS)
def test_what_is_written_unmistakably_reads_back_without_a_form(
    value: float, form: NumberForm
) -> None:
    written = write_unmistakable_number(value, form)
    assert parse_number(written) == value
    assert parse_number(written, number_form=form) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [(12.345, "12,3450"), (826_069.0, "826069"), (1.234e-300, "1,2340e-300")],
)
def test_the_mark_that_could_mislead_is_avoided(value: float, written: str) -> None:
    assert write_unmistakable_number(value, COMMA) == written


def test_a_negative_number_is_not_written() -> None:
    with pytest.raises(NumberOutOfRangeError):
        write_number(-1.0, COMMA)


@given(st.text(alphabet="0123456789.,eE+- ", max_size=20), st.none() | FORMS)
def test_any_marks_give_a_number_or_a_refusal(
    text: str, form: NumberForm | None
) -> None:
    try:
        value = parse_number(text, number_form=form)
    except NapasError:
        pass
    else:
        assert 0.0 <= value <= 1e18
