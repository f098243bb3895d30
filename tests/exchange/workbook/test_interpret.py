"""One cell of a spreadsheet as a table of ours would have it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas import words
from napas.domain.network import FacilityKind
from napas.exchange.cells import Fault, read_cell
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import (
    Column,
    Kind,
    Reference,
    code,
    day,
    flag,
    moment,
    number,
    share,
    text,
    whole,
    word,
    zone,
)
from napas.exchange.spreadsheet.book import EMPTY, Cell, CellKind
from napas.exchange.workbook.interpret import Interpreter, flag_label
from napas.exchange.workbook.names import Names

TONNES = number("capacity_t", "t")
RATE = number("offered_t_per_day", "t_per_day")
KILOMETRES = number("distance_km", "km")
PLACE = code("territory", (Reference.TERRITORY,), ExchangeCode.TERRITORY_UNKNOWN)


def interpreter(clock: str = "Asia/Jakarta") -> Interpreter:
    names = Names()
    names.enter(Reference.TERRITORY, "32", "Jawa Barat")
    names.enter(Reference.TERRITORY, "3204", "Bandung")
    names.enter(Reference.TERRITORY, "3273", "Bandung")
    return Interpreter(words, clock, names)


def read(written: str, column: Column, clock: str = "Asia/Jakarta") -> str | Fault:
    return interpreter(clock).text(Cell(CellKind.TEXT, written), column)


def held(told: str | Fault) -> str:
    assert isinstance(told, Fault)
    return str(told.code)


@pytest.mark.parametrize(
    ("written", "column", "expected"),
    [
        ("3,2", TONNES, "3.2"),
        ("3.2", TONNES, "3.2"),
        ("1.234,5", TONNES, "1234.5"),
        ("3 t", TONNES, "3.0"),
        ("3 ton", TONNES, "3.0"),
        ("800 kg", TONNES, "0.8"),
        ("-3", TONNES, "-3"),
        ("nan", TONNES, "nan"),
        ("1e3", TONNES, "1000.0"),
        ("5 t/hari", RATE, "5.0"),
        ("500 kg/hari", RATE, "0.5"),
        ("100 kg/jam", RATE, "2.4000000000000004"),
        ("25 km", KILOMETRES, "25.0"),
        ("85 %", share("working_share"), "0.85"),
        ("0,85", share("working_share"), "0.85"),
        ("7", whole("beds"), "7.0"),
        ("ya", flag("imports", default=False), "true"),
        ("No", flag("imports", default=False), "false"),
        ("tidak · no", flag("imports", default=False), "false"),
        ("TRUE", flag("imports", default=False), "true"),
        ("rumah sakit", word("kind", FacilityKind), "hospital"),
        ("Hospital", word("kind", FacilityKind), "hospital"),
        ("rumah sakit · hospital", word("kind", FacilityKind), "hospital"),
        ("filling_station", word("kind", FacilityKind), "filling_station"),
        ("Jawa Barat", PLACE, "32"),
        ("jawa  barat", PLACE, "32"),
        ("32 · Jawa Barat", PLACE, "32"),
        ("32", PLACE, "32"),
        ("Atlantis", PLACE, "Atlantis"),
        ("2021-07-10 12:30", moment("as_of"), "2021-07-10T05:30:00Z"),
        ("2021-07-10T12:30:15", moment("as_of"), "2021-07-10T05:30:15Z"),
        ("2021-07-10 9.05", moment("as_of"), "2021-07-10T02:05:00Z"),
        ("2021-07-10", moment("as_of"), "2021-07-09T17:00:00Z"),
        ("2021-07-10T05:00:00Z", moment("as_of"), "2021-07-10T05:00:00Z"),
        ("2021-07-10", day("valid_from"), "2021-07-10"),
        ("10/07", day("valid_from"), "10/07"),
        ("Asia/Jakarta", zone("time_zone"), "Asia/Jakarta"),
        ("  blanks  ", text("name"), "blanks"),
    ],
)
def test_a_text_is_turned_into_ours(
    written: str, column: Column, expected: str
) -> None:
    assert read(written, column) == expected


@pytest.mark.parametrize(
    ("written", "column", "fault"),
    [
        ("1.234", TONNES, "workbook-number-ambiguous"),
        ("1.234 t", TONNES, "workbook-number-ambiguous"),
        ("1.234 kg", TONNES, "workbook-amount-ambiguous"),
        ("5 m3", TONNES, "workbook-amount-ambiguous"),
        ("5 m3@15C", TONNES, "workbook-number-unreadable"),
        ("5 t/hari", TONNES, "workbook-number-unreadable"),
        ("5 t", RATE, "workbook-number-unreadable"),
        ("besar", TONNES, "workbook-number-unreadable"),
        ("25 mil", KILOMETRES, "workbook-number-unreadable"),
        ("1.234 %", share("working_share"), "workbook-number-ambiguous"),
        ("tujuh", whole("beds"), "workbook-number-unreadable"),
        ("mungkin", flag("imports", default=False), "workbook-flag-unreadable"),
        ("klinik", word("kind", FacilityKind), "workbook-word-unknown"),
        ("Bandung", PLACE, "workbook-name-ambiguous"),
        ("Jawa Brat", PLACE, "workbook-name-unknown"),
        ("10-07-2021 12:30", moment("as_of"), "workbook-moment-unreadable"),
        ("2021-07-10 25:30", moment("as_of"), "workbook-moment-unreadable"),
        ("2021-07-10T05:00:00+07:00", moment("as_of"), "workbook-moment-unreadable"),
    ],
)
def test_what_could_mean_two_things_is_held(
    written: str, column: Column, fault: str
) -> None:
    assert held(read(written, column)) == fault


@pytest.mark.parametrize(
    ("cell", "column", "fault"),
    [
        (Cell(CellKind.FAULT, "#DIV/0!"), text("name"), "workbook-cell-fault"),
        (
            Cell(CellKind.MOMENT, "2021-03-02"),
            text("name"),
            "workbook-cell-made-moment",
        ),
        (Cell(CellKind.MOMENT, "2021-03-02"), TONNES, "workbook-cell-made-moment"),
        (Cell(CellKind.MOMENT, "2021-03-02"), PLACE, "workbook-cell-made-moment"),
        (Cell(CellKind.NUMBER, "44387"), moment("m"), "workbook-moment-unreadable"),
        (Cell(CellKind.MOMENT, "12:30:00"), moment("m"), "workbook-moment-unreadable"),
    ],
)
def test_cells_of_another_kind_are_held(cell: Cell, column: Column, fault: str) -> None:
    assert held(interpreter().text(cell, column)) == fault


def test_cells_of_the_right_kind_stay_as_they_are() -> None:
    reader = interpreter()

    assert reader.text(EMPTY, TONNES) == ""
    assert reader.text(Cell(CellKind.NUMBER, "3.25"), TONNES) == "3.25"
    assert reader.text(Cell(CellKind.FLAG, "true"), flag("x", default=True)) == "true"
    told = reader.text(Cell(CellKind.MOMENT, "2021-07-10T12:30:00"), moment("m"))
    assert told == "2021-07-10T05:30:00Z"


@pytest.mark.parametrize(
    "written", ["2021-03-28 02:30", "2021-10-31 02:30"], ids=["gap", "twice"]
)
def test_an_hour_that_clocks_skip_or_repeat_is_held(written: str) -> None:
    told = read(written, moment("as_of"), "Europe/Berlin")

    assert held(told) == "workbook-moment-off-the-clock"
    assert isinstance(told, Fault)
    assert "Z |" in str(dict(told.params)["readings"])


def test_yes_and_no_have_labels_in_both_languages() -> None:
    assert flag_label(True, words) == "ya · yes"  # noqa: FBT003 - a cell's value
    assert flag_label(False, words) == "tidak · no"  # noqa: FBT003 - a cell's value


@given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - made aware below
def test_a_moment_in_utc_is_never_moved(told: datetime) -> None:
    written = told.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")

    assert read(written, moment("as_of")) == written


@given(st.floats(0, 1e9, allow_subnormal=False))
def test_a_number_written_as_text_with_all_its_digits_is_kept(value: float) -> None:
    told = read(repr(value), TONNES)

    if isinstance(told, Fault):
        assert told.code == "workbook-number-ambiguous"
    else:
        assert float(told) == value


@given(st.text(max_size=30), st.sampled_from(list(Kind)))
def test_any_text_is_read_or_held_and_never_raises(written: str, kind: Kind) -> None:
    column = Column("x", kind, words=FacilityKind, unit="t")
    told = read(written, column)

    if isinstance(told, str) and told and kind is not Kind.CODE:
        read_cell(told.strip(), column)
