"""`napas check`: findings on the screen or as JSON, and the status it leaves with."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from napas.cli.check import check
from napas.cli.condensing import condense
from napas.cli.main import run as program
from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange import ExchangeCode

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
    assert len(result.stdout.splitlines()) == 3


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


def spoilt(folder: Path, count: int) -> str:
    """Claims of which so many have a figure below zero, and one is in another unit."""
    rows = [f"a{at},total,supply,-1,t/day,ID,{TIMES},m,," for at in range(count)]
    return claims(folder, *rows, f"b,total,supply,1,kg,ID,{TIMES},m,,")


def test_many_findings_of_a_kind_are_shown_by_a_few_and_counted(tmp_path: Path) -> None:
    lines = run(spoilt(tmp_path, 1_000), "--lang", "en").stdout.splitlines()

    assert [line.split(": ")[1] for line in lines[:3]] == [
        f"claims.csv, row {at + 2}, column value, a{at}" for at in range(3)
    ]
    assert lines[3:] == [
        "... and 997 more of this kind; napas check --all shows them all.",
        lines[4],
        "1,000 x cell-negative (Set aside)",
        "1 x claim-unit-wrong (Set aside)",
        "Stop: 0. Set aside: 1,001. Doubtful: 0.",
    ]
    assert "row 1002, column unit, b" in lines[4]


def test_five_of_a_kind_are_all_shown(tmp_path: Path) -> None:
    lines = run(spoilt(tmp_path, 5)).stdout.splitlines()

    assert len([line for line in lines if ", a" in line]) == 5
    assert not any("sejenis" in line for line in lines)


def test_all_shows_every_finding_in_its_place(tmp_path: Path) -> None:
    lines = run(spoilt(tmp_path, 100), "--all").stdout.splitlines()

    assert len(lines) == 101 + 2 + 1
    assert not any("sejenis" in line for line in lines)


def test_json_holds_every_finding(tmp_path: Path) -> None:
    told = json.loads(run(spoilt(tmp_path, 100), "--json").stdout)

    assert len(told["findings"]) == 101


def test_findings_of_another_column_or_file_are_another_kind() -> None:
    def faults(file: str, column: str) -> list[Finding]:
        code = ExchangeCode.CELL_NEGATIVE
        return [
            find(Grade.SET_ASIDE, code, spot=Spot(file, row, column))
            for row in range(2, 8)
        ]

    found = [*faults("a.csv", "x"), *faults("a.csv", "y"), *faults("b.csv", "x")]
    lines = list(condense(found, "en", lambda fault: fault.spot.file))

    assert len(lines) == 3 * 4


STEERED = "\x1b[31mred\x07\x9b2J\u202e"


def test_a_path_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / f"{STEERED}.csv"
    file.write_text(HEADER + f"a,total,supply,-1,t/day,ID,{TIMES},m,,\n")
    folder = tmp_path / STEERED
    folder.mkdir()

    program(["check", file.name])
    program(["check", f"{file.name}.none"])
    program(["check", folder.name])
    program(["plan", f"{folder.name}/none"])
    program(["scenario", "hospitals", "--from", f"{STEERED}/register.csv"])
    heard = capsys.readouterr()

    told = heard.out + heard.err
    assert "\N{REPLACEMENT CHARACTER}[31mred" in told
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(told)
