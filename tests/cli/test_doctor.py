"""`napas doctor`: what it says, in both languages, and the status it leaves with."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from napas.cli import doctor as command
from napas.cli.doctor import doctor
from napas.planning.readiness import Gap, Lack, Question, Readiness

SCENARIO = Path(__file__).parents[1] / "scenarios" / "xar-wave"


def run(*words: str) -> Result:
    """Call the command."""
    return CliRunner().invoke(doctor, list(words))


def test_a_picture_is_looked_through_and_its_gaps_are_numbered() -> None:
    told = run(str(SCENARIO), "--lang", "en")
    assert told.exit_code == 0
    assert "Hours left: known for" in told.stdout
    assert "\n1. " in told.stdout
    assert "It concerns" in told.stdout


def test_a_picture_that_lacks_nothing_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Readiness(hospitals=3, answered=3, answered_share=1.0, gaps=())
    monkeypatch.setattr(command, "examine", lambda *_: whole)
    told = run(str(SCENARIO), "--lang", "en")
    assert told.stdout.endswith("Nothing is missing.\n")


def test_many_are_named_by_the_first_few(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = tuple("ABCDEFG")
    gap = Gap(Question.HOURS_LEFT, Lack.STOCKS, codes, 0.4)
    some = Readiness(hospitals=9, answered=2, answered_share=0.6, gaps=(gap,))
    monkeypatch.setattr(command, "examine", lambda *_: some)
    told = run(str(SCENARIO), "--lang", "en")
    assert "A, B, C, D, E, and 2 more" in told.stdout


def test_what_blocks_leaves_with_1(tmp_path: Path) -> None:
    folder = copytree(SCENARIO, tmp_path / "scenarios/wave")
    copytree(SCENARIO.parents[1] / "countries/xar", tmp_path / "countries/xar")
    plants = (folder / "plants.csv").read_text(encoding="utf-8").splitlines()
    (folder / "plants.csv").write_text(f"{plants[0]}\n", encoding="utf-8")
    told = run(str(folder), "--lang", "en")
    assert told.exit_code == 1
    assert "Without it there is no answer." in told.stdout


@pytest.mark.parametrize("language", ["id", "en"])
def test_json_is_one_object_with_every_gap(language: str) -> None:
    told = run(str(SCENARIO), "--json", "--lang", language)
    document = json.loads(told.stdout)
    assert set(document) == {"hours_left", "plan", "gaps"}
    assert document["plan"] == {"blocked": False}
    shares = [gap["need_share"] for gap in document["gaps"]]
    assert shares == sorted(shares, reverse=True)
    assert all(gap["text"] and gap["remedy"] for gap in document["gaps"])


def test_a_folder_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    told = run(str(tmp_path), "--lang", "en")
    assert told.exit_code == 1
    assert "places.csv" in told.stderr
    told = run(str(tmp_path), "--lang", "en", "--json")
    assert json.loads(told.stdout)["stopped"]
