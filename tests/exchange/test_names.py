"""Tables of identifiers, aliases, systems of codes and choices."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from napas.domain.finding import Finding, Grade
from napas.domain.identifier import Alias, Identifier, SubjectKind
from napas.exchange import check_path, read_country, read_scenario

Lay = Callable[[Mapping[str, str | bytes]], Path]
SYSTEMS = """
code_systems = [
  { key = "reg", name = "Register", subject = "facility", widths = [5], \
digits_only = true },
  { key = "free", name = "Bebas", subject = "plant" },
]
"""
HEAD = "kind,subject,system,code,valid_from,valid_to,source\n"
ALIAS_HEAD = "kind,subject,name,language,valid_from,valid_to,source\n"
CHOICE_HEAD = "kind,sender,name,code,territory,decision,subject,by,at,note\n"
AT = "2021-07-01T00:00:00Z"


@pytest.fixture
def declared(good: dict[str, str]) -> dict[str, str]:
    """The small scenario, its country with two systems of codes."""
    told = good["negeri/country.toml"].replace("[[policies]]", f"{SYSTEMS}[[policies]]")
    return {**good, "negeri/country.toml": told}


def found(findings: tuple[Finding, ...]) -> list[tuple[str, str, int, str]]:
    return [
        (fault.grade.value, fault.code.value, fault.spot.row, fault.spot.column)
        for fault in findings
    ]


def test_codes_and_names_of_country_and_scenario_stand_together(
    declared: dict[str, str], lay: Lay
) -> None:
    folder = lay(
        {
            **declared,
            "negeri/identifiers.csv": f"{HEAD}facility,H1,reg,00001,,,surat\n",
            "negeri/aliases.csv": f"{ALIAS_HEAD}territory,1,West,en,,,\n",
            "identifiers.csv": f"{HEAD}plant,P1,free,X,2020-01-01,,\n"
            "organisation,Udara,free,Y,,,\norganisation,dinas,free,Z,,,\n"
            "vehicle,V1,free,B 9,,,\n",
            "aliases.csv": f"{ALIAS_HEAD}organisation,Angkut,PT Angkut,,,,\n",
        }
    )

    read = read_scenario(folder)

    assert read.findings == ()
    assert read.situation is not None
    names = read.situation.names
    assert names.of(SubjectKind.FACILITY, "H1").identifiers == (
        Identifier("reg", "00001", source="surat"),
    )
    assert names.of(SubjectKind.TERRITORY, "1").aliases == (Alias("West", "en"),)
    holder = names.holder("free", "X", date(2021, 7, 10))
    assert holder is not None
    assert (holder.kind, holder.subject) == (SubjectKind.PLANT, "P1")
    assert names.of(SubjectKind.ORGANISATION, "Angkut").aliases
    naming = read.situation.country.naming
    assert [system.key for system in naming.systems] == ["reg", "free"]
    assert naming.names.systems() == ("reg",)


@pytest.mark.parametrize(
    ("row", "column", "grade", "code"),
    [
        ("facility,H9,reg,00001,,", "subject", "set-aside", "named-subject-unknown"),
        ("plant,H1,reg,00001,,", "subject", "set-aside", "named-subject-unknown"),
        ("organisation,Air,free,1,,", "subject", "set-aside", "named-subject-unknown"),
        ("facility,H1,rge,00001,,", "system", "doubtful", "code-system-undeclared"),
        ("facility,H1,reg,0001,,", "code", "doubtful", "code-form-odd"),
        ("facility,H1,reg,0001A,,", "code", "doubtful", "code-form-odd"),
        ("facility,H1,reg,1,,", "code", "doubtful", "code-restored"),
        ("facility,H1,reg,1.2E+03,,", "code", "set-aside", "code-rounded"),
        ("plant,P1,free,12.0,,", "code", "set-aside", "code-width-undeclared"),
        (
            "plant,P1,free,1,2020-01-02,2020-01-02",
            "valid_to",
            "set-aside",
            "name-period-wrong",
        ),
        ("plant,P1,free,1,soon,", "valid_from", "set-aside", "cell-not-a-day"),
        ("boat,P1,free,1,,", "kind", "set-aside", "cell-word-unknown"),
    ],
)
def test_one_fault_of_an_identifier_is_found_and_nothing_else(
    row: str, column: str, grade: str, code: str, declared: dict[str, str], lay: Lay
) -> None:
    read = read_scenario(lay({**declared, "identifiers.csv": f"{HEAD}{row},\n"}))

    assert found(read.findings) == [(grade, code, 2, column)]
    assert read.situation is not None
    kept = [
        each for known in read.situation.names.subjects for each in known.identifiers
    ]
    assert bool(kept) is (grade == "doubtful")


def test_a_code_that_two_have_at_once_is_neithers(
    declared: dict[str, str], lay: Lay
) -> None:
    rows = (
        "facility,H1,reg,00001,,2021-01-01,\nfacility,H2,reg,00001,2020-12-31,,\n"
        "facility,H2,reg,00002,,,\n"
    )

    read = read_scenario(lay({**declared, "identifiers.csv": HEAD + rows}))

    assert found(read.findings) == [("set-aside", "code-shared", 3, "code")]
    assert dict(read.findings[0].params) == {
        "other": "H1",
        "read": "00001",
        "system": "reg",
    }
    assert read.situation is not None
    names = read.situation.names
    assert names.of(SubjectKind.FACILITY, "H1").identifiers == ()
    assert [each.code for each in names.of(SubjectKind.FACILITY, "H2").identifiers] == [
        "00002"
    ]


def test_of_three_who_have_a_code_at_once_none_gets_it(
    declared: dict[str, str], lay: Lay
) -> None:
    rows = "".join(
        f"{subject},reg,00001,,,\n"
        for subject in ("facility,H1", "facility,H2", "plant,P1")
    )

    read = read_scenario(lay({**declared, "identifiers.csv": HEAD + rows}))

    assert {fault.spot.row for fault in read.findings} == {3, 4}
    assert read.situation is not None
    assert read.situation.names.subjects == ()


def test_a_scenario_does_not_take_a_code_from_its_country(
    declared: dict[str, str], lay: Lay
) -> None:
    files = {
        **declared,
        "negeri/identifiers.csv": f"{HEAD}facility,H1,reg,00001,,,\n",
        "identifiers.csv": f"{HEAD}facility,H2,reg,00001,,,\n"
        "facility,H1,reg,00001,,,\n",
    }

    read = read_scenario(lay(files))

    assert found(read.findings) == [("set-aside", "code-shared", 2, "code")]
    assert read.situation is not None
    holder = read.situation.names.holder("reg", "00001", date(2021, 7, 1))
    assert holder is not None
    assert holder.subject == "H1"


def test_a_row_said_twice_is_said_once(declared: dict[str, str], lay: Lay) -> None:
    rows = "facility,H1,reg,00001,,,\nfacility,H1,reg,00001,,,\n"

    read = read_scenario(lay({**declared, "identifiers.csv": HEAD + rows}))

    assert found(read.findings) == [("doubtful", "row-repeated", 3, "subject")]


def test_a_country_may_name_facilities_it_does_not_list_but_no_strange_territory(
    declared: dict[str, str], lay: Lay
) -> None:
    rows = "facility,H77,reg,00001,,,\nterritory,9,free,1,,,\n"
    folder = lay({**declared, "negeri/identifiers.csv": HEAD + rows})

    country, findings = read_country(folder / "negeri")

    assert found(findings) == [("set-aside", "named-subject-unknown", 3, "subject")]
    assert country is not None
    assert country.naming.names.of(SubjectKind.FACILITY, "H77").identifiers


@pytest.mark.parametrize(
    ("old", "new", "column", "code"),
    [
        ("[5]", "[0]", "widths", "code-system-widths-wrong"),
        ("[5]", '["x"]', "widths", "code-system-widths-wrong"),
        ("[5]", "[-5]", "widths", "code-system-widths-wrong"),
        ('key = "free"', 'key = "reg"', "key", "code-system-twice"),
        ('subject = "plant"', 'subject = "boat"', "subject", "cell-word-unknown"),
    ],
)
def test_a_system_that_makes_no_sense_is_set_aside(
    old: str, new: str, column: str, code: str, declared: dict[str, str], lay: Lay
) -> None:
    told = declared["negeri/country.toml"]
    assert old in told
    folder = lay({**declared, "negeri/country.toml": told.replace(old, new)})

    country, findings = read_country(folder / "negeri")

    (fault,) = findings
    assert (fault.grade, fault.code.value) == (Grade.SET_ASIDE, code)
    assert fault.spot.column.endswith(f"].{column}")
    assert country is not None
    assert len(country.naming.systems) == 1


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f"facility,,RS Satu,,,chosen,H1,petugas,{AT},", []),
        (f"facility,,RS Satu,,,nobody,,petugas,{AT},", []),
        (f"facility,,,123,,undone,,petugas,{AT},", []),
        (
            f"facility,,RS Satu,,,chosen,H9,petugas,{AT},",
            [("doubtful", "choice-subject-gone", 2, "subject")],
        ),
        (
            f"facility,,,123,,chosen,H9,petugas,{AT},",
            [("doubtful", "choice-subject-gone", 2, "subject")],
        ),
        (
            f"facility,,RS Satu,,,chosen,,petugas,{AT},",
            [("set-aside", "choice-incomplete", 2, "subject")],
        ),
        (
            f"facility,,,,,nobody,,petugas,{AT},",
            [("set-aside", "choice-incomplete", 2, "subject")],
        ),
        (
            f"facility,,RS Satu,,,chosen,H1,,{AT},",
            [("set-aside", "cell-missing", 2, "by")],
        ),
    ],
)
def test_choices_are_checked_with_their_folder(
    row: str,
    expected: list[tuple[str, str, int, str]],
    declared: dict[str, str],
    lay: Lay,
) -> None:
    folder = lay({**declared, "matches.csv": f"{CHOICE_HEAD}{row}\n"})

    assert found(check_path(folder)) == expected


def test_short_forms_come_with_the_country(good: dict[str, str], lay: Lay) -> None:
    words = "short,full,role\nRS,rumah sakit,kind\nMoh,muhammad,\nX,,\n"
    folder = lay({**good, "negeri/name_words.csv": words})

    country, findings = read_country(folder / "negeri")

    assert found(findings) == [("set-aside", "cell-missing", 4, "full")]
    assert country is not None
    assert [(word.short, word.role.value) for word in country.naming.words] == [
        ("RS", "kind"),
        ("Moh", "meaning"),
    ]
