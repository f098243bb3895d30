"""Codes that a spreadsheet took for numbers, cell by cell and in whole tables."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.finding import Grade
from napas.exchange import read_scenario
from napas.exchange.mangled_codes import (
    CodeForms,
    MendedCode,
    known_codes,
    mend_code,
    read_number,
)
from napas.exchange.name_codes import NameCode

Lay = Callable[[Mapping[str, str | bytes]], Path]
KNOWN = known_codes(["01", "0101", "010101", "3174011", "3174013", "A1", "007"])
AREAS = CodeForms(KNOWN, frozenset({2, 4, 6}), digits_only=True)
UNDECLARED = CodeForms(KNOWN)
NEW = CodeForms({}, frozenset({4, 6}), digits_only=True, fresh=True)
LETTERS = CodeForms({}, frozenset({7, 8}), fresh=True)


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("1", "01"),
        ("101", "0101"),
        ("10101", "010101"),
        ("101.0", "0101"),
        ("101,00", "0101"),
        ("3174011.0", "3174011"),
        ("3.174011E+06", "3174011"),
        ("3.174011e+06", "3174011"),
        ("3,1740130E+06", "3174013"),
    ],
)
def test_a_code_is_restored_where_it_can_be_only_one(written: str, taken: str) -> None:
    assert mend_code(written, AREAS) == MendedCode(taken, NameCode.CODE_RESTORED)


@pytest.mark.parametrize("written", ["1", "101", "7"])
def test_no_zero_is_put_before_a_code_of_undeclared_width(written: str) -> None:
    answer = mend_code(written, UNDECLARED)

    assert answer is not None
    assert answer.taken == ""
    assert answer.fault is NameCode.CODE_WIDTH_UNDECLARED
    assert answer.near == KNOWN[int(written)]


def test_a_code_that_lost_no_zero_is_restored_without_a_declared_width() -> None:
    answer = mend_code("3174011.0", UNDECLARED)

    assert answer == MendedCode("3174011", NameCode.CODE_RESTORED)


def test_a_rounded_code_is_never_restored_even_where_one_known_code_fits() -> None:
    only = CodeForms(known_codes(["3174011"]), frozenset({7}), digits_only=True)

    answer = mend_code("3.17401E+06", only)

    assert answer == MendedCode("", NameCode.CODE_ROUNDED, ("3174011",))
    assert mend_code("3.17401E+06", AREAS) == MendedCode(
        "", NameCode.CODE_ROUNDED, ("3174011", "3174013")
    )


def test_two_known_codes_of_one_number_are_both_named() -> None:
    both = CodeForms(known_codes(["01", "001"]), frozenset({2, 3}), digits_only=True)

    assert mend_code("1", both) == MendedCode(
        "", NameCode.CODE_AMBIGUOUS, ("001", "01")
    )


@pytest.mark.parametrize(
    "written",
    [
        "",
        "A1",
        "05",
        "-1",
        "1.5",
        "1 0",
        "1E5",
        "5E1",
        "12E+05",
        "1.2E+00",
        "\u0667",
        "x1",
    ],
)
def test_what_no_spreadsheet_wrote_is_left_as_it_is(written: str) -> None:
    assert mend_code(written, AREAS) is None


@pytest.mark.parametrize("written", ["9" * 60, "1E+99", "1.0E+999"])
def test_a_number_beyond_any_code_is_left_as_it_is(written: str) -> None:
    assert mend_code(written, AREAS) is None


def test_a_number_nobody_has_as_a_code_is_left_to_be_found_unknown() -> None:
    assert mend_code("555", AREAS) is None


@pytest.mark.parametrize(
    ("written", "forms", "taken"),
    [
        ("10101", NEW, "010101"),
        ("10101.0", NEW, "010101"),
        ("1010.0", NEW, "1010"),
        ("3171012.0", LETTERS, "3171012"),
        ("3.171012E+06", LETTERS, "3171012"),
    ],
)
def test_a_new_code_is_restored_to_the_only_declared_width(
    written: str, forms: CodeForms, taken: str
) -> None:
    assert mend_code(written, forms) == MendedCode(taken, NameCode.CODE_RESTORED)


@pytest.mark.parametrize(
    ("written", "forms"),
    [("1010", NEW), ("1234567", NEW), ("12", LETTERS), ("12", UNDECLARED)],
)
def test_a_new_code_that_may_be_meant_as_it_stands_is_left(
    written: str, forms: CodeForms
) -> None:
    fresh = CodeForms({}, forms.widths, digits_only=forms.digits_only, fresh=True)

    assert mend_code(written, fresh) is None


def test_a_new_code_of_several_widths_is_not_chosen_for() -> None:
    assert mend_code("101", NEW) == MendedCode(
        "", NameCode.CODE_AMBIGUOUS, ("0101", "000101")
    )


def test_a_new_code_with_a_point_and_no_width_is_set_aside() -> None:
    assert mend_code("12.0", CodeForms({}, fresh=True)) == MendedCode(
        "", NameCode.CODE_WIDTH_UNDECLARED
    )


@given(st.from_regex(r"[0-9]{6}", fullmatch=True), st.sampled_from(["", ".0", ",00"]))
def test_dropping_zeros_is_undone_for_every_code_of_a_declared_width(
    code: str, ending: str
) -> None:
    forms = CodeForms(known_codes([code]), frozenset({6}), digits_only=True)
    new = CodeForms({}, frozenset({6}), digits_only=True, fresh=True)
    written = f"{int(code)}{ending}"

    for each in (forms, new):
        answer = mend_code(written, each)
        assert (answer.taken if answer else written) == code


@given(st.integers(10, 10**15), st.integers(0, 16))
def test_a_power_of_ten_always_covers_the_number_it_was_written_from(
    number: int, digits: int
) -> None:
    written = f"{number:.{digits}E}"

    read = read_number(written)

    assert read is not None
    assert read.low <= number <= read.high
    assert read.low == read.high or digits < len(str(number)) - 1


NEGERI = """
[[code_systems]]
key = "n"
name = "N 2020"
subject = "territory"
widths = [1, 2, 4]
digits_only = true

[[code_systems]]
key = "f"
name = "Fasilitas"
subject = "facility"
widths = [4]
digits_only = true
"""
TREE = """\
code,name,level,parent
0,Negeri,0,
01,Barat,1,0
02,Timur,1,0
"""


def mangled(good: dict[str, str], told: str) -> dict[str, str | bytes]:
    """The small scenario with codes as a spreadsheet leaves them."""
    country = good["negeri/country.toml"] + told
    return {
        "scenario.toml": good["scenario.toml"],
        "negeri/country.toml": country,
        "negeri/territories.csv": TREE,
        "territories.csv": "code,name,level,parent\n101,Kota,2,1\n",
        "places.csv": "territory,need_t_per_day\n1,30\n2.0,20\n",
        "plants.csv": "code,name,company,territory,latitude_deg,longitude_deg,"
        "offered_t_per_day\nP1,P,U,1,-6.0,106.0,40\n",
        "facilities.csv": "code,name,territory\n17,RS Satu,101\n18.0,RS Dua,2\n",
        "census.csv": "facility,as_of,occupied_beds\n"
        "17,2021-07-10T03:00:00Z,9\n1.8E+01,2021-07-10T03:00:00Z,8\n",
    }


def test_a_whole_scenario_that_lost_its_zeros_is_restored_and_marked(
    good: dict[str, str], lay: Lay
) -> None:
    read = read_scenario(lay(mangled(good, NEGERI)))

    assert read.situation is not None, read.findings
    assert [each.code for each in read.situation.facilities] == ["0017", "0018"]
    assert [each.territory for each in read.situation.facilities] == ["0101", "02"]
    assert [each.territory for each in read.situation.places] == ["01", "02"]
    assert all(each.census for each in read.situation.facilities)
    assert read.situation.country.tree["0101"].parent == "01"
    assert {fault.code for fault in read.findings} == {NameCode.CODE_RESTORED}
    assert all(fault.grade is Grade.DOUBTFUL for fault in read.findings)
    told = {
        (fault.spot.file, fault.spot.row, fault.spot.column): dict(fault.params)
        for fault in read.findings
    }
    assert told["places.csv", 3, "territory"] == {
        "read": "2.0",
        "taken": "02",
        "near": "",
    }
    assert len(told) == 11


def test_without_declared_widths_the_rows_are_set_aside_and_say_what_is_near(
    good: dict[str, str], lay: Lay
) -> None:
    files = mangled(good, "")
    files["territories.csv"] = "code,name,level,parent\n0101,Kota,2,01\n"

    read = read_scenario(lay(files))

    assert read.situation is not None
    assert read.situation.places == ()
    lost = [fault for fault in read.findings if fault.spot.file == "places.csv"]
    assert {fault.grade for fault in lost[:2]} == {Grade.SET_ASIDE}
    assert [(fault.code, dict(fault.params)["near"]) for fault in lost[:2]] == [
        (NameCode.CODE_WIDTH_UNDECLARED, "01"),
        (NameCode.CODE_WIDTH_UNDECLARED, "02"),
    ]


def test_rounded_codes_are_lost_one_by_one_and_never_taken_for_each_other(
    good: dict[str, str], lay: Lay
) -> None:
    files: dict[str, str | bytes] = {
        **good,
        "facilities.csv": "code,name,territory\n"
        "3.17401E+06,RS Satu,1\n3.17401E+06,RS Dua,1\nH1,RS Tiga,2\nH2,RS Empat,2\n",
    }

    read = read_scenario(lay(files))

    assert [(fault.code, fault.spot.row) for fault in read.findings] == [
        (NameCode.CODE_ROUNDED, 2),
        (NameCode.CODE_ROUNDED, 3),
    ]
    assert read.situation is not None
    assert [each.name for each in read.situation.facilities] == ["RS Tiga", "RS Empat"]


def test_two_rows_that_become_one_code_contradict_each_other(
    good: dict[str, str], lay: Lay
) -> None:
    files = mangled(good, NEGERI)
    files["places.csv"] = "territory,need_t_per_day\n01,30\n1,20\n"

    read = read_scenario(lay(files))

    assert read.situation is not None
    assert [place.need_t_per_day for place in read.situation.places] == [None]
    assert "row-contradicted" in {fault.code for fault in read.findings}


def test_a_row_on_a_set_aside_code_is_restored_and_says_so(
    good: dict[str, str], lay: Lay
) -> None:
    files = mangled(good, NEGERI)
    files["facilities.csv"] = "code,name,territory\n0017,RS Satu,77\n0018,RS Dua,2\n"

    codes = [fault.code for fault in read_scenario(lay(files)).findings]

    assert "row-rests-on-set-aside" in codes
