"""`napas plan`: the contract of its document, its texts, its files and its statuses."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import napas
from napas.cli.main import run

TESTS = Path(__file__).parents[1]
FOUNDING = TESTS.parent / "scenarios" / "indonesia-2021-07"
ANSWERED, STOPPED, BAD_COMMAND = 0, 1, 2
REPORTED = {"31", "32", "33", "34", "35", "36", "51"}
Out = pytest.CaptureFixture[str]


@pytest.fixture
def wave(tmp_path: Path) -> Path:
    """The invented country without liquid oxygen and its scenario, to break at will."""
    for folder in ("scenarios/xar-wave", "countries/xar"):
        shutil.copytree(TESTS / folder, tmp_path / folder)
    return tmp_path / "scenarios" / "xar-wave"


def document(out: Out, *words: str, status: int = ANSWERED) -> dict[str, Any]:
    assert run(["plan", *words, "--json"]) == status
    told = json.loads(out.readouterr().out, parse_constant=refuse_constant)
    assert isinstance(told, dict)
    return told


def refuse_constant(name: str) -> None:
    pytest.fail(f"{name} is no figure")


def refused(out: Out, *words: str) -> str:
    """The one sentence with which a bad command is refused."""
    assert run(["plan", *words]) == BAD_COMMAND
    told = out.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    return told.err


def test_a_country_without_liquid_oxygen_has_hours_left_and_a_plan(
    wave: Path, capsys: Out
) -> None:
    told = document(capsys, str(wave))

    assert told["country"] == "xar"
    assert any(row["cover_h"] is not None for row in told["facilities"])
    assert {row["form"] for row in told["facilities"]} == {"cylinder"}
    assert {row["code"] for row in told["provinces"]} == {"01", "02"}
    assert any(row["allocated_t_per_day"] > 0 for row in told["places"])
    assert {leg["vehicle"] for leg in told["shipments"]} <= {"C-1", "C-2", "C-3"}
    assert told["shipments"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("SUPPLY SECURED", "<- weakest", "Hours left", "SYNTHETIC")),
        ("id", ("mata rantai", "SINTETIS")),
    ],
)
def test_the_text_is_told_in_either_language(
    language: str, words: tuple[str, ...], wave: Path, capsys: Out
) -> None:
    assert run(["plan", str(wave), "--lang", language]) == ANSWERED
    told = capsys.readouterr()
    for word in words:
        assert word.lower() in told.out.lower()
    assert told.err


def test_two_runs_give_the_same_bytes_apart_from_the_run(
    wave: Path, capsys: Out
) -> None:
    texts = []
    for _ in range(2):
        told = document(capsys, str(wave))
        run_of = told.pop("run")
        assert set(run_of) >= {"napas", "python", "seconds"}
        texts.append(json.dumps(told))
    assert texts[0] == texts[1]


def test_the_order_in_which_python_keeps_sets_does_not_show(wave: Path) -> None:
    texts = []
    for seed in ("1", "2"):
        told = json.loads(_printed_apart(["plan", str(wave), "--json"], seed))
        del told["run"]
        texts.append(json.dumps(told))
    assert texts[0] == texts[1]


def _printed_apart(words: list[str], hash_seed: str) -> bytes:
    """What the program prints in a process of its own."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", "from napas.cli.main import main; main()", *words],
        env={
            **os.environ,
            "PYTHONHASHSEED": hash_seed,
            "PYTHONPATH": str(Path(napas.__file__).parents[1]),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    ).stdout


def test_options_overrule_the_scenario(wave: Path, capsys: Out) -> None:
    told = document(
        capsys,
        str(wave),
        *("--level", "region", "--days", "2", "--quantile", "0.6"),
        *("--basis", "measured", "--seed", "7"),
        *("--set", "cylinders.cycle_h=36"),
    )
    assert told["level"] == "region"
    assert told["horizon_days"] == 2
    assert told["quantile"] == 0.6
    assert told["basis"] == "measured"
    assert "cylinders.cycle_h" in told["parameters"]["non_default"]
    assert {leg["day"] for leg in told["shipments"]} <= {0, 1}
    assert told["need"]["planned_t_per_day"] < told["need"]["norm_t_per_day"]


def test_results_are_written_to_a_folder(
    wave: Path, tmp_path: Path, capsys: Out
) -> None:
    out = tmp_path / "deep" / "results"
    assert run(["plan", str(wave), "--out", str(out)]) == ANSWERED
    page = (out / "plan.html").read_text("utf-8")
    assert "<html" in page
    assert "Sierra" in page
    tables = sorted(file.name for file in out.glob("*.csv"))
    assert tables
    assert all((out / name).read_text("utf-8").count("\n") >= 1 for name in tables)
    assert str(out / "plan.html") in capsys.readouterr().err


def test_a_broken_folder_is_told_with_one_object(wave: Path, capsys: Out) -> None:
    (wave / "places.csv").unlink()
    told = document(capsys, str(wave), status=STOPPED)
    fault = next(row for row in told["findings"] if row["file"] == "places.csv")
    assert fault["grade"]
    assert fault["text"]
    assert "run" in told


def test_a_broken_folder_is_told_in_both_languages(wave: Path, capsys: Out) -> None:
    (wave / "places.csv").unlink()
    sentences = []
    for language in ("id", "en"):
        assert run(["plan", str(wave), "--lang", language]) == STOPPED
        told = capsys.readouterr()
        assert told.out == ""
        assert "places.csv" in told.err
        sentences.append(told.err)
    assert sentences[0] != sentences[1]


def test_an_empty_folder_leaves_with_1(tmp_path: Path, capsys: Out) -> None:
    assert run(["plan", str(tmp_path)]) == STOPPED
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--levels", "region"), "--levels"),
        (("--level", "galaxy"), "galaxy"),
        (("--set", "cylinders.cycle_hours=36"), "cylinders.cycle_h"),
        (("--set", "cylinders.cycle_h=1e9"), "cylinders.cycle_h"),
        (("--set", "cylinders.cycle_h"), "cylinders.cycle_h"),
        (("--days", "0"), "0"),
        (("--quantile", "1"), "1"),
        (("--basis", "guess"), "guess"),
    ],
)
def test_a_bad_command_is_refused_in_a_sentence(
    words: tuple[str, ...], says: str, wave: Path, capsys: Out
) -> None:
    assert says in refused(capsys, str(wave), *words)


def test_a_folder_that_is_nowhere_is_a_bad_command(capsys: Out) -> None:
    assert "no-such-folder" in refused(capsys, "no-such-folder")


@pytest.fixture(scope="session")
def founding() -> dict[str, Any]:
    """The document of the founding case, planned once for all that is asked of it."""
    return json.loads(_printed(["plan", str(FOUNDING), "--json"]))  # type: ignore[no-any-return] # an object


def _printed(words: list[str]) -> str:
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        assert run(words) == ANSWERED
    return stream.getvalue()


def test_the_founding_case_tells_the_supply_that_was_said(
    founding: dict[str, Any],
) -> None:
    supply, assets = founding["supply"], founding["assets"]
    assert founding["scenario"] == "indonesia-2021-07"
    assert founding["as_of"] == "2021-07-10T05:00:00Z"
    assert supply["secured_t_per_day"] == 2622.9
    assert sum(supply["by_kind"].values()) == pytest.approx(2622.9)
    assert supply["delivering"] is None
    assert supply["delivering_reason"]["code"]
    assert [supply["use"][key] for key in ("value", "low", "high")] == [900, 800, 1000]
    assert assets["isotanks"] == 132
    assert assets["cylinders"] == 15906
    assert assets["concentrators"] == 8100
    assert assets["deployable_systems"] == 9


def test_the_founding_case_has_a_line_for_every_province(
    founding: dict[str, Any],
) -> None:
    provinces = {row["code"]: row for row in founding["provinces"]}
    assert len(provinces) == len(founding["provinces"]) == 34
    assert all(isinstance(code, str) and code.isdigit() for code in provinces)
    for row in provinces.values():
        assert row["name"]
        assert row["reasons"]
        assert row["need_basis"] in {"reported", "estimate"}
        if row["planned_need_t_per_day"] is None:
            assert row["unmet_t_per_day"] is None
        else:
            assert 0 <= row["unmet_t_per_day"] <= row["planned_need_t_per_day"]
        assert row["allocated_t_per_day"] >= 0
    reported = {
        code: row["need_t_per_day"]
        for code, row in provinces.items()
        if row["need_basis"] == "reported"
    }
    assert set(reported) == REPORTED
    assert sum(reported.values()) == pytest.approx(2033)
    assert reported["31"] == 524


def test_the_founding_case_tells_need_chain_and_parameters(
    founding: dict[str, Any],
) -> None:
    need = founding["need"]
    assert need["norm_t_per_day"] > need["measured_t_per_day"] > 0
    assert need["planned_t_per_day"] > 0
    links = {row["link"]: row["t_per_day"] for row in founding["chain"]}
    assert founding["binding"] in links
    assert links[founding["binding"]] == min(links.values())
    assert len(founding["parameters"]["hash"]) == 64
    assert founding["places"]
    assert isinstance(founding["findings"], list)
    assert {row["state"] for row in founding["facilities"]} <= {
        "known",
        "stale",
        "unknown",
        "assumed",
        "synthetic",
    }
    for row in founding["facilities"]:
        if row["cover_h"] is not None:
            assert row["cover_low_h"] <= row["cover_h"] <= row["cover_high_h"]


def _legs(founding: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    rows = sorted(
        founding["shipments"], key=lambda row: (row["vehicle"], row["depart"])
    )
    yield from (
        (one, following)
        for one, following in pairwise(rows)
        if one["vehicle"] == following["vehicle"]
    )


def test_no_vehicle_of_the_founding_case_is_in_two_places_at_once(
    founding: dict[str, Any],
) -> None:
    assert founding["shipments"]
    for row in founding["shipments"]:
        assert {"day", "from", "to", "vehicle", "t", "depart", "arrive"} <= set(row)
        assert row["t"] > 0
        begins, ends = (
            datetime.fromisoformat(row[key]) for key in ("depart", "arrive")
        )
        assert begins <= ends
    for one, following in _legs(founding):
        assert following["depart"] >= one["free_at"]
