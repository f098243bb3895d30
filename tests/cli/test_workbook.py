"""Workbooks on the command line: new, check, plan, doctor, folders and back."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from napas.cli.main import run

ANSWERED, STOPPED, BAD_COMMAND = 0, 1, 2
Out = pytest.CaptureFixture[str]
NAME = "Faskes · Facilities"
NEW = ("new", "--as-of", "2021-07-10T05:00Z")


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A new workbook with three hospitals, one of which cannot be read."""
    assert run([*NEW, str(tmp_path / "baru")]) == ANSWERED
    file = tmp_path / "baru" / "napas.xlsx"
    book = openpyxl.load_workbook(file)
    sheet = book[NAME]
    place = {cell.value: cell.column for cell in sheet[2]}
    rows: list[dict[str, object]] = [
        {"Name": "RS Satu", "Territory": "Jawa Barat", "Beds": 200, "Stock": "3,2 t"},
        {"Name": "RS Dua", "Territory": "Bali", "Beds": 60, "Stock": "40 tabung 6 m3"},
        {"Name": "RS Tiga", "Territory": "Bali", "Beds": 60, "Stock": "12 m3"},
    ]
    for row, told in enumerate(rows, start=6):
        for name, value in told.items():
            sheet.cell(row, place[name]).value = value
    book.save(file)
    return file


def ask(file: Path, setting: str, value: str) -> None:
    book = openpyxl.load_workbook(file)
    sheet = book["Setelan · Settings"]
    for row in sheet.iter_rows():
        if row[1].value == setting:
            row[2].value = value
    book.save(file)


def document(out: Out, *words: str) -> dict[str, Any]:
    status = run([*words, "--json"])
    assert status in (ANSWERED, STOPPED)
    told = json.loads(out.readouterr().out)
    assert isinstance(told, dict)
    return told


def test_new_writes_a_workbook_and_a_readme(tmp_path: Path, capsys: Out) -> None:
    assert run([*NEW, str(tmp_path / "a"), "--lang", "en"]) == ANSWERED

    assert {path.name for path in (tmp_path / "a").iterdir()} == {
        "napas.xlsx",
        "README.md",
    }
    assert capsys.readouterr().out.count("Written: ") == 2


def test_new_begins_with_the_present_moment_unless_told(tmp_path: Path) -> None:
    assert run(["new", str(tmp_path), "--all", "--name", "x.xlsx"]) == ANSWERED

    names = openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames
    assert "Klaim · Claims" in names


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--country", "atl"), '"atl"'),
        (("--country", "../countries/idn"), "idn"),
        (("--name", "x.csv"), "x.csv"),
        (("--name", "../x.xlsx"), "x.xlsx"),
    ],
)
def test_new_refuses_what_it_cannot_write(
    words: tuple[str, ...], told: str, tmp_path: Path, capsys: Out
) -> None:
    assert run([*NEW, str(tmp_path), *words]) == BAD_COMMAND
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_new_never_replaces_a_workbook(filled: Path, capsys: Out) -> None:
    before = filled.read_bytes()
    capsys.readouterr()

    assert run([*NEW, str(filled.parent)]) == BAD_COMMAND
    assert "tidak ditimpa" in capsys.readouterr().err
    assert filled.read_bytes() == before


def test_check_names_sheet_and_cell(filled: Path, capsys: Out) -> None:
    capsys.readouterr()
    told = document(capsys, "check", str(filled))

    (fault,) = (
        each for each in told["findings"] if each["code"] == "workbook-amount-ambiguous"
    )
    assert (fault["file"], fault["sheet"], fault["cell"]) == ("napas.xlsx", NAME, "F8")
    assert "m3 LOX" in fault["text"]


def test_check_writes_an_annotated_copy(
    filled: Path, tmp_path: Path, capsys: Out
) -> None:
    copy = tmp_path / "deep" / "copy.xlsx"
    words = ["check", str(filled), "--annotated", str(copy), "--lang", "en"]
    assert run(words) == ANSWERED

    assert openpyxl.load_workbook(copy)[NAME]["F8"].comment is not None
    assert "Written: " in capsys.readouterr().err
    assert run(words) == BAD_COMMAND


@pytest.mark.parametrize(
    ("file", "copy"), [("x.csv", "copy.xlsx"), ("napas.xlsx", "copy.csv")]
)
def test_only_a_workbook_has_an_annotated_copy(
    file: str, copy: str, filled: Path, tmp_path: Path, capsys: Out
) -> None:
    del capsys
    path = filled.parent / file
    path.touch()

    words = ["check", str(path), "--annotated", str(tmp_path / copy)]
    assert run(words) == BAD_COMMAND


def test_what_is_no_workbook_inside_is_told_and_not_copied(
    tmp_path: Path, capsys: Out
) -> None:
    file = tmp_path / "x.xlsx"
    file.write_text("a,b\n", encoding="utf-8")

    assert run(["check", str(file), "--annotated", str(tmp_path / "c.xlsx")]) == STOPPED
    assert not (tmp_path / "c.xlsx").exists()
    assert run(["plan", str(file)]) == STOPPED
    assert (
        run(["scenario", "folder", str(file), "--to", str(tmp_path / "f")]) == STOPPED
    )
    assert "x.xlsx" in capsys.readouterr().err


def test_a_workbook_without_sources_has_hours_left_and_says_the_rest(
    filled: Path, capsys: Out
) -> None:
    capsys.readouterr()
    told = document(capsys, "plan", str(filled))
    hours = {row["code"]: row["cover_h"] for row in told["facilities"]}

    assert hours["RS Satu"] > 0
    assert hours["RS Dua"] > 0
    assert hours["RS Tiga"] is None
    assert "no-plants" in {each["code"] for each in told["findings"]}
    lacking = [line for line in told["provinces"] if line["unmet_t_per_day"]]
    assert {line["binding"] for line in lacking} == {"production-binds"}
    assert told["assumptions"]["count"] > 0
    assert told["assumptions"]["rules"][0]["swing_share"] > 0


def test_sources_of_the_country_may_be_asked_for(filled: Path, capsys: Out) -> None:
    ask(filled, "Sources and vehicles from", "country")
    capsys.readouterr()
    told = document(capsys, "plan", str(filled), "--days", "1", "--sensitivity")

    assert told["shipments"]
    rules = {each["rule"]: each for each in told["assumptions"]["rules"]}
    assert {"assumed-offer", "assumed-fleet"} <= set(rules)
    planned = [each for each in rules.values() if each["unmet_low"] is not None]
    assert len(planned) == 5


def test_the_text_ends_with_what_was_assumed(filled: Path, capsys: Out) -> None:
    assert run(["plan", str(filled), "--lang", "en"]) == ANSWERED

    told = capsys.readouterr().out
    assert "WHAT WAS ASSUMED" in told
    assert "Tank size: usual for its class or beds" in told


def test_the_doctor_looks_at_a_workbook_too(filled: Path, capsys: Out) -> None:
    assert run(["doctor", str(filled), "--lang", "en"]) == STOPPED
    assert capsys.readouterr().out


def break_sheet(file: Path, title: str) -> None:
    book = openpyxl.load_workbook(file)
    sheet = book[title]
    for row in (1, 2):
        for cell in sheet[row]:
            cell.value = None
    sheet["B6"].value = "x"
    book.save(file)


def test_a_broken_sheet_may_be_set_aside(filled: Path, capsys: Out) -> None:
    break_sheet(filled, "Kendaraan · Vehicles")
    capsys.readouterr()

    assert run(["plan", str(filled)]) == STOPPED
    assert run(["plan", str(filled), "--set-aside", "--lang", "en"]) == ANSWERED
    told = capsys.readouterr().err
    assert "Left out: 3 findings." in told
    assert "This whole table is left out" in told


def test_a_broken_sheet_of_tanks_may_not(filled: Path, capsys: Out) -> None:
    break_sheet(filled, "Tangki · Tanks")
    capsys.readouterr()

    assert run(["plan", str(filled), "--set-aside"]) == STOPPED


def test_a_workbook_becomes_a_folder_and_a_folder_a_workbook(
    filled: Path, tmp_path: Path, capsys: Out
) -> None:
    folder, again = tmp_path / "folder", tmp_path / "deep" / "again.xlsx"

    assert run(["scenario", "folder", str(filled), "--to", str(folder)]) == ANSWERED
    assert run(["scenario", "workbook", str(folder), "--to", str(again)]) == ANSWERED
    assert "facilities.csv" in {path.name for path in folder.iterdir()}
    assert NAME in openpyxl.load_workbook(again).sheetnames
    assert capsys.readouterr().out.count(str(again)) == 1

    assert run(["scenario", "folder", str(filled), "--to", str(folder)]) == BAD_COMMAND
    assert run(["scenario", "workbook", str(folder), "--to", str(again)]) == BAD_COMMAND
    other = str(tmp_path / "a.csv")
    assert run(["scenario", "workbook", str(folder), "--to", other]) == BAD_COMMAND


def test_what_stops_a_scenario_stops_its_conversion(
    tmp_path: Path, capsys: Out
) -> None:
    (tmp_path / "empty").mkdir()
    file = str(tmp_path / "a.xlsx")

    assert (
        run(["scenario", "workbook", str(tmp_path / "empty"), "--to", file]) == STOPPED
    )
    assert "scenario.toml" in capsys.readouterr().err
