"""`napas scenario match`: candidates with reasons, and choices that are kept."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from napas.cli.match import (
    ChoiceFormError,
    ChoiceNotStandingError,
    ChoiceWithoutAuthorError,
    ChosenSubjectUnknownError,
    WritingAmbiguousError,
    WritingUnknownError,
)
from napas.cli.scenario import scenario
from napas.errors import NapasError

TESTS = Path(__file__).parents[1]
LIST = (
    "name,code,territory\n"
    "Hosp. Mina Vieja,,010101\n"
    "Hospital Tres Cruzes,,10102\n"
    ",417,\n"
    "Lighthouse Hospital,,Atlantis\n"
    "Xyzzy,,\n"
    "Faro,,01\n"
    "Faro,,02\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(TESTS / "countries" / "xar", tmp_path / "countries" / "xar")
    target = tmp_path / "scenarios" / "xar-wave"
    shutil.copytree(TESTS / "scenarios" / "xar-wave", target)
    (tmp_path / "names.csv").write_text(LIST, encoding="utf-8")
    return target


def run(folder: Path, *words: str) -> Result:
    names = str(folder.parents[1] / "names.csv")
    told = ["match", str(folder), "--names", names, "--lang", "en", *words]
    return CliRunner().invoke(scenario, told)


def ends(result: Result) -> list[tuple[str, str]]:
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)["matches"]
    return [
        (each["outcome"], each["subject"]["subject"] if each["subject"] else "")
        for each in told
    ]


def test_names_are_told_with_reasons_and_nothing_near_is_taken(folder: Path) -> None:
    result = run(folder)

    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Hosp. Mina Vieja (010101) = H-001 Hospital Mina Vieja")
    assert lines[1] == "Hospital Tres Cruzes (10102): to be chosen"
    assert "H-002 Hospital Tres Cruces (Tres Cruces)" in lines[2]
    assert "perhaps misspelt: cruzes ~ cruces" in lines[2]
    assert lines[-1] == (
        "7 names: 2 recognised, 4 to be chosen, 1 without a candidate, "
        "0 said to be none of these."
    )
    assert not (folder / "matches.csv").exists()


def test_one_object_tells_all_parts_of_every_score(folder: Path) -> None:
    result = run(folder, "--json")

    assert ends(result) == [
        ("name", "H-001"),
        ("proposed", ""),
        ("identifier", "H-001"),
        ("proposed", ""),
        ("nothing", ""),
        ("proposed", ""),
        ("proposed", ""),
    ]
    told = json.loads(result.stdout)
    second = told["matches"][1]
    assert (second["row"], second["territory"]) == (3, "10102")
    best = second["candidates"][0]
    assert best["subject"] == "H-002"
    assert 0.0 < best["score"] < 1.0
    assert {part["reasons"][0]["code"] for part in best["parts"]} == {
        "match-name-near",
        "match-territory-same",
    }
    (restored,) = told["matches"][2]["findings"]
    assert restored["code"] == "code-restored"
    assert told["counts"]["proposed"] == 4
    assert told["kept"] == 0


def test_a_choice_is_kept_and_used_until_it_is_undone(folder: Path) -> None:
    chosen = run(folder, "--choose", "Hospital Tres Cruzes=H-002", "--by", "me")
    assert "Decisions kept in matches.csv: 1." in chosen.stdout
    assert "chosen by me" in chosen.stdout
    assert ends(run(folder, "--json"))[1] == ("choice", "H-002")

    run(folder, "--choose", "Hospital Tres Cruzes=", "--by", "me", "--note", "closed")
    nobody = run(folder)
    assert "none of these: decided by me" in nobody.stdout
    assert "note: closed" in nobody.stdout

    run(folder, "--undo", "Hospital Tres Cruzes", "--by", "chief")
    assert ends(run(folder, "--json"))[1] == ("proposed", "")
    rows = (folder / "matches.csv").read_text("utf-8").splitlines()
    assert len(rows) == 4


def test_a_choice_of_the_country_counts_below_that_of_the_scenario(
    folder: Path,
) -> None:
    run(folder, "--choose", "Xyzzy=H-001", "--by", "me")
    country = folder.parents[1] / "countries" / "xar" / "matches.csv"
    (folder / "matches.csv").rename(country)
    assert ends(run(folder, "--json"))[4] == ("choice", "H-001")

    run(folder, "--choose", "Xyzzy=H-003", "--by", "me")
    assert ends(run(folder, "--json"))[4] == ("choice", "H-003")


def test_a_choice_may_be_about_a_code_and_undone_when_its_list_has_gone(
    folder: Path,
) -> None:
    run(folder, "--choose", "417=H-004", "--by", "me")
    assert ends(run(folder, "--json"))[2] == ("choice", "H-004")

    (folder.parents[1] / "names.csv").write_text("name\nX\n", encoding="utf-8")
    undone = run(folder, "--undo", "417", "--by", "me")

    assert undone.exit_code == 0, undone.output


def test_an_undoing_holds_though_the_clock_went_back(folder: Path) -> None:
    run(folder, "--choose", "Xyzzy=H-001", "--by", "me")
    file = folder / "matches.csv"
    year = f"{datetime.now(UTC).year}-"
    file.write_text(file.read_text("utf-8").replace(year, "2190-"), encoding="utf-8")

    run(folder, "--undo", "Xyzzy", "--by", "me")

    assert ends(run(folder, "--json"))[4] == ("nothing", "")


def test_another_sender_is_another_writing(folder: Path) -> None:
    run(folder, "--choose", "Xyzzy=H-001", "--by", "me", "--sender", "Servicio")

    assert ends(run(folder, "--json"))[4] == ("nothing", "")
    assert ends(run(folder, "--json", "--sender", "Servicio"))[4] == ("choice", "H-001")


def test_a_name_that_stands_twice_is_told_apart_by_its_territory(folder: Path) -> None:
    run(folder, "--choose", "Faro@02=H-004", "--by", "me")

    assert ends(run(folder, "--json"))[5:] == [("proposed", ""), ("choice", "H-004")]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["--choose", "Xyzzy=H-001"], ChoiceWithoutAuthorError),
        (["--choose", "Xyzzy", "--by", "me"], ChoiceFormError),
        (["--choose", "=H-001", "--by", "me"], ChoiceFormError),
        (["--choose", "Nobody=H-001", "--by", "me"], WritingUnknownError),
        (["--choose", "Faro=H-004", "--by", "me"], WritingAmbiguousError),
        (["--choose", "Xyzzy=H-999", "--by", "me"], ChosenSubjectUnknownError),
        (["--undo", "Xyzzy", "--by", "me"], ChoiceNotStandingError),
        (
            ["--choose", "Xyzzy=H-001", "--undo", "Xyzzy", "--by", "me"],
            ChoiceNotStandingError,
        ),
    ],
)
def test_a_choice_that_cannot_be_kept_keeps_none(
    words: list[str], error: type[NapasError], folder: Path
) -> None:
    result = run(folder, *words)

    assert isinstance(result.exception, error)
    assert not (folder / "matches.csv").exists()


def test_other_kinds_have_names_too(folder: Path) -> None:
    names = folder.parents[1] / "names.csv"
    names.write_text("name\nOXIGENO ANDINO S.A.\n", encoding="utf-8")

    told = json.loads(run(folder, "--kind", "organisation", "--json").stdout)

    (answer,) = told["matches"]
    assert answer["candidates"][0]["subject"] == "Oxígeno Andino"


def test_faults_of_the_list_are_said(folder: Path) -> None:
    names = folder.parents[1] / "names.csv"
    names.write_text("name,territory\n,01\nFaro,\n", encoding="utf-8")
    result = run(folder)
    assert result.exit_code == 0
    assert "neither a name nor a code" in result.stderr

    names.write_text("nama\nFaro\n", encoding="utf-8")
    for words in ((), ("--json",)):
        stopped = CliRunner().invoke(
            scenario,
            ["match", str(folder), "--names", str(names), *words],
            standalone_mode=False,
        )
        assert stopped.return_value == 1
        assert "name" in stopped.stderr


def test_a_scenario_that_cannot_be_read_stops(folder: Path) -> None:
    (folder / "places.csv").unlink()
    names = str(folder.parents[1] / "names.csv")

    stopped = CliRunner().invoke(
        scenario, ["match", str(folder), "--names", names], standalone_mode=False
    )

    assert stopped.return_value == 1
