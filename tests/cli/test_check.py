"""`napas check`: findings on the screen or as JSON, and the status it leaves with."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from napas.cli.check import check

SCENARIO = Path(__file__).parents[1] / "scenarios" / "xar-wave"
TIMES = "2021-07-08T10:00:00Z,2021-07-08T11:00:00Z"
HEADER = "code,kind,metric,value,unit,scope,as_of,known_at,source,status,part_of\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(check, list(words))


def claims(folder: Path, *rows: str) -> str:
    file = folder / "claims.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(file)


def test_a_good_scenario_leaves_with_0() -> None:
    result = run(str(SCENARIO))

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1


def test_findings_that_stop_leave_with_1(tmp_path: Path) -> None:
    result = run(str(tmp_path), "--lang", "en")

    assert result.exit_code == 1
    assert "places.csv" in result.stdout


def test_findings_that_do_not_stop_leave_with_0(tmp_path: Path) -> None:
    file = claims(tmp_path, f"a,total,supply,-1,t/day,ID,{TIMES},m,,")

    result = run(file)

    assert result.exit_code == 0
    assert "claims.csv" in result.stdout
    assert len(result.stdout.splitlines()) == 2


def test_a_path_that_is_nowhere_is_a_bad_command(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none")).exit_code == 2


def test_no_path_is_a_bad_command() -> None:
    assert run().exit_code == 2


def test_json_is_one_object_with_findings_and_counts(tmp_path: Path) -> None:
    result = run(str(tmp_path), "--json")

    told = json.loads(result.stdout)
    assert told["counts"] == {"stop": 3, "set-aside": 0, "doubtful": 0}
    first = told["findings"][0]
    assert first.keys() == {
        *("grade", "code", "subject", "file", "row", "column", "sheet", "cell"),
        *("params", "text"),
    }
    assert first["text"]
    assert result.stderr == ""


def test_json_of_a_good_folder_is_an_empty_list() -> None:
    told = json.loads(run(str(SCENARIO), "--json").stdout)

    assert told == {
        "findings": [],
        "counts": {"stop": 0, "set-aside": 0, "doubtful": 0},
    }


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_finding_is_said_in_the_language_asked_for(
    lang: str, tmp_path: Path
) -> None:
    word = {"id": "Berkas", "en": "file"}[lang]

    assert word in run(str(tmp_path), "--lang", lang).stdout


def test_claims_are_also_held_against_each_other(tmp_path: Path) -> None:
    file = claims(
        tmp_path,
        f"a,total,supply,2622.9,t/day,ID,{TIMES},m,chosen,",
        f"b,total,supply,1764,t/day,ID,{TIMES},m,chosen,",
    )

    told = json.loads(run(file, "--json").stdout)

    assert told["counts"]["stop"] == 0
    assert any(
        {"a", "b"} <= {finding["subject"], *map(str, finding["params"].values())}
        for finding in told["findings"]
    )
    assert all(finding["file"] == "claims.csv" for finding in told["findings"])
