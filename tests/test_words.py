import ast
import math
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.finding import Code, Grade, Spot, find
from napas.domain.network import Form
from napas.domain.order import OrderStatus, OrderStepError
from napas.domain.plan import Binding
from napas.errors import InvalidError, NapasError, Scalar
from napas.parameters import resolve
from napas.units import bounds
from napas.units.bounds import NumberOutOfRangeError
from napas.words import (
    LanguageUnknownError,
    choose_language,
    languages,
    missing,
    say,
    say_date,
    say_error,
    say_field,
    say_finding,
    say_moment,
    say_number,
    say_share,
    say_short_moment,
    say_spot,
    say_unit,
    say_value,
    say_word,
    sentence,
    show,
    word_key,
)

NOON = datetime(2021, 7, 8, 5, 0, tzinfo=UTC)


class Toy(Code):
    """Codes that have no sentence."""

    SPILT = "toy-spilt"


class Colour(StrEnum):
    """A list that has no words."""

    DARK_BLUE = "dark_blue"


@pytest.mark.parametrize(
    ("value", "decimals", "indonesian", "english"),
    [
        (2622.9, None, "2.622,9", "2,622.9"),
        (2622.9, 0, "2.623", "2,623"),
        (1700, None, "1.700", "1,700"),
        (1700.0, 1, "1.700,0", "1,700.0"),
        (0.1, None, "0,1", "0.1"),
        (0.00342, None, "0,0034", "0.0034"),
        (1234567.891, None, "1.234.567,89", "1,234,567.89"),
        (-0.001, 1, "0,0", "0.0"),
        (-12.5, None, "-12,5", "-12.5"),
        (0.0, None, "0", "0"),
        (None, None, "tidak diketahui", "unknown"),
        (math.nan, 1, "tidak diketahui", "unknown"),
        (math.inf, None, "tidak diketahui", "unknown"),
    ],
)
def test_a_number_is_written_as_its_language_writes_it(
    value: float | None, decimals: int | None, indonesian: str, english: str
) -> None:
    assert say_number(value, "id", decimals=decimals) == indonesian
    assert say_number(value, "en", decimals=decimals) == english


@given(st.integers(-(2**63), 2**63 - 1))
def test_a_whole_number_can_be_read_back(value: int) -> None:
    assert int(say_number(value, "id").replace(".", "")) == value


@given(st.floats(-1e12, 1e12))
def test_a_number_keeps_two_decimals_or_two_figures(value: float) -> None:
    read = float(say_number(value, "en").replace(",", ""))

    assert read == pytest.approx(value, abs=0.005, rel=1e-12) or read == pytest.approx(
        value, rel=0.05
    )


def test_a_share_is_written_in_per_cent() -> None:
    assert say_share(0.7333, "id") == "73,3%"
    assert say_share(1.0, "en", decimals=0) == "100%"
    assert say_share(None, "en") == "unknown"
    assert say_share(math.nan, "id") == "tidak diketahui"


def test_a_moment_is_told_on_the_clock_of_the_place() -> None:
    assert (
        say_moment(NOON, "id", "Asia/Jakarta") == "Kamis, 8 Juli 2021 pukul 12.00 WIB"
    )
    assert say_moment(NOON, "en", "Asia/Jayapura") == "Thursday, 8 July 2021, 14:00 WIT"


def test_a_zone_without_a_name_is_told_by_its_offset() -> None:
    told = say_moment(NOON, "en", "America/Bogota")

    assert told == "Thursday, 8 July 2021, 00:00 UTC-05:00"


def test_a_moment_nobody_knows_is_unknown() -> None:
    assert say_moment(None, "id", "Asia/Jakarta") == "tidak diketahui"
    assert say_date(None, "en") == "unknown"


def test_a_day_is_told_with_its_month() -> None:
    assert say_date(date(2021, 8, 17), "id") == "17 Agustus 2021"
    assert say_date(date(2021, 8, 17), "en") == "17 August 2021"


def test_a_code_with_a_sentence_is_said_with_its_parameters() -> None:
    told = say("account-overdrawn", "en", place="RS Harapan", missing_g=1_500_000)

    assert told.startswith("This movement takes 1,500,000 g more")
    assert "at RS Harapan." in told


def test_a_code_without_a_sentence_is_said_as_itself() -> None:
    assert say("toy-spilt", "id", mass_t=1.5, tank="A") == (
        "toy-spilt: mass_t=1,5, tank=A"
    )
    assert say("toy-spilt", "id") == "toy-spilt"
    assert say("", "id", mass_t=1.5) == "mass_t=1,5"


def test_a_parameter_nobody_gave_is_unknown() -> None:
    assert "unknown g more" in say("account-overdrawn", "en", place="RS Harapan")


def test_parameters_may_be_called_like_the_arguments() -> None:
    assert say("toy-spilt", "en", code="x", language="y") == (
        "toy-spilt: code=x, language=y"
    )


@pytest.mark.parametrize(
    ("value", "form", "told"),
    [
        (True, "", "ya"),
        (False, "", "tidak"),
        (None, "1", "tidak diketahui"),
        (math.nan, "plain", "tidak diketahui"),
        ("", "", "tidak ada"),
        ("RS Harapan", "2", "RS Harapan"),
        (2021, "plain", "2021"),
        (0.5, "%", "50,0%"),
        (2.25, "1", "2,2"),
        (Form.LIQUID, "", "oksigen cair"),
    ],
)
def test_a_parameter_is_said_by_what_it_is(value: Scalar, form: str, told: str) -> None:
    assert say_value(value, "id", form) == told


def test_a_unit_is_written_as_its_language_writes_it() -> None:
    assert say_unit("t/day", "id") == "t/hari"
    assert say_unit("t/day", "en") == "t/day"
    assert say_unit("kg/m3", "id") == "kg/m3"


def test_the_unit_of_a_sentence_is_written_as_its_language_writes_it() -> None:
    told = say(
        "parameter-out-of-range",
        "id",
        name="tankers.loading_h",
        value="20",
        low=1.0,
        high=8.5,
        unit="t/day",
        layer="",
    )

    assert told.endswith("Nilainya harus dari 1 sampai 8,5 t/hari.")


def test_a_value_of_a_list_is_said_by_its_word() -> None:
    assert say_word(OrderStatus.LOADED, "en") == "loaded"
    assert say_word(Form.ON_SITE, "id") == "dibuat di tempat"
    assert word_key(Form.ON_SITE) == "form-on-site"


def test_a_value_without_a_word_is_said_as_itself() -> None:
    assert say_word(Colour.DARK_BLUE, "en") == "dark_blue"
    assert word_key(Colour.DARK_BLUE) == "colour-dark-blue"


def test_a_code_among_the_parameters_is_said_by_its_sentence() -> None:
    assert say_word(Binding.NOTHING, "en") == "Nothing binds: the need is met."


def test_a_failure_is_said_by_its_code() -> None:
    failure = OrderStepError(
        order="A1", status=OrderStatus.DRAFT, to=OrderStatus.DELIVERED
    )

    assert say_error(failure, "id").startswith(
        'Pesanan A1 berstatus "rancangan" dan tidak dapat langsung menjadi "diterima".'
    )


def test_a_failure_without_a_code_is_said_by_its_name() -> None:
    assert say_error(InvalidError(mass_t=2), "en") == "InvalidError: mass_t=2"
    assert say_error(NapasError(), "en") == "NapasError"


def test_a_finding_is_said_with_grade_sentence_and_place() -> None:
    finding = find(
        Grade.DOUBTFUL,
        Binding.NEED_UNKNOWN,
        subject="31",
        spot=Spot("places.csv", 1012, "need_t_per_day"),
    )

    told = say_finding(finding, "en")

    assert told.startswith("Doubtful: The need is unknown,")
    assert told.endswith("(31, places.csv, row 1012, column need_t_per_day)")


def test_a_finding_without_a_place_ends_with_its_sentence() -> None:
    assert say_finding(find(Grade.STOP, Toy.SPILT, tank="A"), "id") == (
        "Berhenti: toy-spilt: subject=tidak ada, tank=A"
    )


def test_a_code_without_a_sentence_is_counted() -> None:
    assert "toy-spilt" in missing("id")
    assert "language-unknown" not in missing("id")
    assert sentence("toy-spilt", "id") is None


def test_the_option_goes_before_the_environment_and_that_before_the_first() -> None:
    assert choose_language("en", {"NAPAS_LANG": "id"}) == "en"
    assert choose_language(None, {"NAPAS_LANG": "en"}) == "en"
    assert choose_language(None, {"NAPAS_LANG": ""}) == "id"
    assert choose_language(None, {}) == languages()[0] == "id"


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(LanguageUnknownError) as refusal:
        choose_language("fr", {})

    assert refusal.value.params == {"language": "fr", "known": "id, en"}
    with pytest.raises(LanguageUnknownError):
        say("unknown", "../id")


def test_a_short_moment_fits_a_row_of_a_table() -> None:
    moment = datetime(2021, 8, 9, 5, 4, tzinfo=UTC)
    assert say_short_moment(moment, "id", "Asia/Jakarta") == "9 Agu 12.04"
    assert say_short_moment(moment, "en", "Asia/Jakarta") == "9 Aug 12:04"
    assert say_short_moment(None, "en", "Asia/Jakarta") == "unknown"


SYMBOLS = {"t", "bar", "km"}


def test_every_unit_of_a_parameter_has_a_word_or_is_a_symbol() -> None:
    units = {parameter.unit for parameter in resolve().known.values()}
    silent = {
        (unit, language)
        for unit in units - SYMBOLS
        for language in languages()
        if sentence(f"unit-{unit}", language) is None
    }
    assert silent == set()


def asked_fields() -> set[str]:
    """Names that the border of the units gives to what it refuses."""
    checks = {"require_within", "require_finite", "_require_side"}
    return {
        call.args[0].value
        for file in Path(bounds.__file__).parent.glob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in checks
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_field_a_refusal_names_has_a_word(language: str) -> None:
    fields = asked_fields()
    assert {"gauge_pressure", "inner_diameter", "purity"} <= fields
    assert {name for name in fields if say_field(name, language) == name} == set()


def test_a_refused_number_is_told_in_the_words_of_the_language() -> None:
    refusal = NumberOutOfRangeError(
        name="gauge_pressure", value=400.0, unit="bar", low=0.0, high=300.0
    )
    assert say_error(refusal, "id").startswith("Tekanan ukur 400 bar tidak mungkin")
    assert say_error(refusal, "en").startswith("The gauge pressure cannot be 400 bar")


def test_a_name_that_is_no_field_is_said_as_it_is() -> None:
    assert say_field("tanks.heel_share", "id") == "tanks.heel_share"


def test_a_unit_or_field_that_we_do_not_know_cannot_steer_the_terminal() -> None:
    for say_name in (say_unit, say_field):
        assert say_name("a\a\u202e\nb", "en") == "a\ufffd\ufffd b"


def test_a_spot_in_a_workbook_names_sheet_and_cell() -> None:
    spot = Spot("rs.xlsx", 7, "stok", sheet="Faskes", cell="F7")
    told = list(say_spot(spot, "en"))
    assert told == ["rs.xlsx", "sheet Faskes", "cell F7", "column stok"]


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"reason_id": "karena cocok", "reason_en": "it fits"}, "karena cocok"),
        ({"reason": "it fits", "reason_id": ""}, "“it fits”"),
        ({"reason": "", "reason_es": "cuadra"}, "“cuadra”"),
        ({"reason": ""}, "tidak ada"),
    ],
)
def test_what_somebody_wrote_is_told_in_the_language_or_quoted(
    params: dict[str, Scalar], told: str
) -> None:
    line = say("claim-conflict", "id", subject="a", other="b", **params)
    assert line.endswith(f"Alasan pilihan: {told}.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plain", "plain"),
        ("Kota\N{NO-BREAK SPACE}Baru", "Kota\N{NO-BREAK SPACE}Baru"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\x1b[31m", "�[31m"),
        ("\u202eabc", "�abc"),
        ("\udcff", "�"),
    ],
)
def test_a_text_from_outside_cannot_steer_the_screen(text: str, told: str) -> None:
    assert show(text) == told
    assert say_value(text, "id") == told
