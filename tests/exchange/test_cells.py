import math
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.country import Objective
from napas.domain.need import NeedSource
from napas.exchange.cells import Doubt, Fault, Reading, read_cell, shown
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import (
    Column,
    Kind,
    day,
    flag,
    moment,
    number,
    several,
    share,
    text,
    whole,
    word,
    zone,
)

FIGURE = number("need_t_per_day", "t_per_day")
COLUMNS = [
    FIGURE,
    text("name"),
    whole("beds"),
    share("share"),
    flag("synthetic", default=False),
    moment("as_of"),
    day("valid_from"),
    zone("time_zone"),
    word("source", NeedSource),
    several("languages"),
    several("objectives", Objective),
    Column("code", Kind.CODE),
]


def fault_of(reading: Reading) -> ExchangeCode:
    assert isinstance(reading, Fault)
    assert isinstance(reading.code, ExchangeCode)
    return reading.code


@pytest.mark.parametrize(
    ("written", "value"),
    [("12", 12.0), ("+1.5", 1.5), (".5", 0.5), ("2.", 2.0), ("1e3", 1000.0)],
)
def test_a_plain_number_is_read(written: str, value: float) -> None:
    assert read_cell(written, FIGURE) == value


def test_a_minus_before_zero_is_lost() -> None:
    value = read_cell("-0", FIGURE)

    assert isinstance(value, float)
    assert math.copysign(1.0, value) == 1.0


@pytest.mark.parametrize(
    "written",
    ["１２", "१२", "1²", "٣"],  # noqa: RUF001 - on purpose
    ids=["full width", "devanagari", "raised", "arabic"],
)
def test_digits_of_other_scripts_are_named_as_such(written: str) -> None:
    assert fault_of(read_cell(written, FIGURE)) is ExchangeCode.CELL_EXOTIC_DIGITS


@pytest.mark.parametrize("written", ["1,5", "1.234,5", "1,234", "-0,1"])
def test_a_comma_in_a_number_is_never_guessed(written: str) -> None:
    assert fault_of(read_cell(written, FIGURE)) is ExchangeCode.CELL_DECIMAL_COMMA


def test_a_count_may_be_written_with_a_point_and_zeros() -> None:
    assert read_cell("12.0", whole("beds")) == 12


def test_a_flag_is_true_or_false_in_any_case() -> None:
    assert read_cell("TRUE", flag("synthetic", default=False)) is True
    assert read_cell("False", flag("synthetic", default=False)) is False


@pytest.mark.parametrize("written", ["2021-7-1", "10/07/2021", "2021-02-30"])
def test_a_day_that_is_none_is_refused(written: str) -> None:
    assert (
        fault_of(read_cell(written, day("valid_from"))) is ExchangeCode.CELL_NOT_A_DAY
    )


def test_a_day_is_read() -> None:
    assert read_cell("2021-07-10", day("valid_from")) == date(2021, 7, 10)


def test_a_moment_may_stand_to_the_microsecond() -> None:
    assert read_cell("2021-07-10T05:00:00.25Z", moment("as_of")) == datetime(
        2021, 7, 10, 5, microsecond=250_000, tzinfo=UTC
    )


@pytest.mark.parametrize("written", ["Asia/Jakarta", "America/Lima", "UTC"])
def test_a_time_zone_is_known_by_its_name(written: str) -> None:
    assert read_cell(written, zone("time_zone")) == written


@pytest.mark.parametrize(
    "written", ["Asia", "Mars/Base", "../../etc/passwd", "/etc/passwd", "a\x00b"]
)
def test_what_is_no_time_zone_is_refused(written: str) -> None:
    fault = fault_of(read_cell(written, zone("time_zone")))

    assert fault is ExchangeCode.CELL_TIME_ZONE_UNKNOWN


def test_a_list_has_blanks_between_its_words() -> None:
    assert read_cell("id  en", several("languages")) == ("id", "en")


def test_a_list_of_known_words_refuses_another() -> None:
    column = several("objectives", Objective)

    assert read_cell("cost evenness", column) == ("cost", "evenness")
    assert fault_of(read_cell("cost luck", column)) is ExchangeCode.CELL_WORD_UNKNOWN


def test_a_text_may_break_its_line() -> None:
    assert read_cell("one\ntwo\tthree", text("note")) == "one\ntwo\tthree"


def test_a_guarded_formula_is_plain_text_again() -> None:
    assert read_cell("'=1+1", text("note")) == "=1+1"


@pytest.mark.parametrize("written", ["=1", "+62 812", "-x", "@cmd", "＝1"])  # noqa: RUF001 - full width on purpose
def test_a_bare_formula_is_used_and_doubted(written: str) -> None:
    reading = read_cell(written, text("note"))

    assert isinstance(reading, Doubt)
    assert reading.value == written


def test_a_message_repeats_only_the_beginning_of_a_cell() -> None:
    assert shown("x" * 100) == "x" * 40 + "…"
    assert shown("a\x00b") == "a�b"


@given(st.text(min_size=1), st.sampled_from(COLUMNS))
def test_no_cell_whatever_it_holds_raises(written: str, column: Column) -> None:
    reading = read_cell(written, column)

    if isinstance(reading, float):
        assert math.isfinite(reading)


@given(st.floats(allow_nan=False, min_value=0.0, max_value=1e9))
def test_a_number_that_python_writes_is_read_exactly(value: float) -> None:
    assert read_cell(repr(value), FIGURE) == value


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone
)
def test_a_moment_written_in_utc_is_read_exactly(value: datetime) -> None:
    written = value.isoformat().replace("+00:00", "Z")

    assert read_cell(written, moment("as_of")) == value
