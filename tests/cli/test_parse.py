import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from napas.cli.parse import (
    CountryNotReadError,
    ScenarioNotReadError,
    TextGivenTwiceError,
    parse,
)
from napas.exchange.texts.cleaning import PasteTooLongError

SCENARIO = "tests/scenarios/xar-wave"
FOUNDING = "scenarios/indonesia-2021-07"


def run(*words: str, text: str | None = None) -> Result:
    return CliRunner().invoke(parse, [*words, "--lang", "en"], input=text)


def test_a_text_is_said_back_in_kilograms() -> None:
    result = run("stok cair 2,5 ton", "--country", "idn", "--facility", "A1")

    assert result.exit_code == 0
    assert result.stdout == (
        "A1: report\n"
        "  stock, liquid oxygen: 2.5 t = 2,500 kg (sure)\n"
        "Nothing has been stored.\n"
    )


def test_the_text_may_come_from_a_file_or_from_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "pesan.txt"
    file.write_bytes("stok cair 2,5 ton \N{FIRE}".encode() + b"\xff")

    for result in (run("--file", str(file)), run(text="stok cair 2,5 ton")):
        assert "2.5 t = 2,500 kg (sure)" in result.stdout


def test_a_scenario_gives_facilities_and_country() -> None:
    text = "O2 S11-001 CAIR 3.2T TB 40/12 PAKAI 1.1T"
    result = run(text, "--scenario", FOUNDING, "--json")
    message = json.loads(result.stdout)["messages"][0]

    assert message["facility"]["code"] == "S11-001"
    assert [item["role"] for item in message["items"]] == [
        *("stock", "full", "empty", "use"),
    ]
    assert result.stdout.endswith("}\n")


def test_numbers_and_days_may_be_declared() -> None:
    text = "stok cair 1.200 kg, pemakaian 900 kg"

    assert "can mean" in run(text).stdout
    declared = run(text, "--numbers", "comma", "--daily").stdout
    assert "1,200 kg (sure)" in declared
    assert "900 kg/day (likely: use is read as per day)" in declared


@pytest.mark.parametrize(
    ("words", "failure"),
    [
        (("stok", "--country", "atlantis"), CountryNotReadError),
        (("stok", "--country", "tests"), CountryNotReadError),
        (("stok", "--scenario", "tests"), ScenarioNotReadError),
        (("stok", "--file", "README.md"), TextGivenTwiceError),
        (("x" * 10_001,), PasteTooLongError),
    ],
)
def test_what_cannot_be_used_is_refused(
    words: tuple[str, ...], failure: type[Exception]
) -> None:
    assert isinstance(run(*words).exception, failure)


def test_nothing_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("stok cair 2,5 ton", "--country", "idn", "--json")

    assert list(tmp_path.iterdir()) == []
