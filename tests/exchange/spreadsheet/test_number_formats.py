import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.exchange.spreadsheet.number_formats import (
    PLAIN,
    NumberFormat,
    built_in,
    read_format,
)
from napas.exchange.spreadsheet.sheet_facts import (
    MOMENT,
    PERCENT,
    SCALED,
    UNSEEN,
    WORDED,
)

DAY = NumberFormat(MOMENT)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", PLAIN),
        ("", PLAIN),
        ("0.00", PLAIN),
        ("#,##0.00", PLAIN),
        ("#,##0_);[Red]\\(#,##0\\)", PLAIN),
        ("0.00E+00", PLAIN),
        ("@", PLAIN),
        ("0%", NumberFormat(PERCENT)),
        ('0.0"%"', PLAIN),
        ("0\\%", PLAIN),
        ('0.0" kg"', NumberFormat(WORDED, "kg")),
        ('General" ton"', NumberFormat(WORDED, "ton")),
        ("0\\ \\t\\o\\n", NumberFormat(WORDED, "ton")),
        ('0;"habis"', PLAIN),
        ('"+"0', PLAIN),
        ("#,##0,", NumberFormat(SCALED)),
        ('0.0,," jt"', NumberFormat(SCALED | WORDED, "jt")),
        (";;;", NumberFormat(UNSEEN, hides_zero=True)),
        (";;", NumberFormat(UNSEEN, hides_zero=True)),
        ('"rahasia";;;', NumberFormat(WORDED, "rahasia", hides_zero=True)),
        ("0;-0;;@", NumberFormat(hides_zero=True)),
        ('0;-0;"-";@', PLAIN),
        ("0;-0;\\-", PLAIN),
        ("0;-0;0", PLAIN),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', PLAIN),
        ("yyyy\\-mm\\-dd", DAY),
        ("[$-421]dd mmmm yyyy;@", DAY),
        ("[h]:mm", DAY),
        ("[mm]", DAY),
        ("h:mm AM/PM", DAY),
        ("[Red]0.0", PLAIN),
        ("[$Rp-421]#,##0", PLAIN),
        ('"d"0', NumberFormat(WORDED, "d")),
        ("_d0*s", PLAIN),
    ],
)
def test_a_format_says_what_people_saw(code: str, expected: NumberFormat) -> None:
    assert read_format(code) == expected


def test_formats_known_by_number_are_per_cent_days_or_plain() -> None:
    assert built_in(0) == PLAIN
    assert built_in(9) == built_in(10) == NumberFormat(PERCENT)
    assert built_in(14) == built_in(22) == built_in(47) == DAY
    assert built_in(999) == PLAIN


@given(st.text())
def test_any_format_is_read_as_something(code: str) -> None:
    assert isinstance(read_format(code), NumberFormat)
