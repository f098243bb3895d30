import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from napas.cli.parse import (
    ConfirmNeedsScenarioError,
    CountryNotReadError,
    MomentAfterScenarioError,
    MomentWithoutZoneError,
    ScenarioNotReadError,
    TextGivenTwiceError,
    parse,
)
from napas.exchange.texts.cleaning import PasteTooLongError
from tests.exchange.conftest import GOOD

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


HOSPITAL, OTHER = "H1", "H2"
CLEAR = "O2 H1 CAIR 6.2T TB 40/12 PAKAI 1.1T"
"""A message in the short form, of a hospital of the small scenario."""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A small scenario without reports."""
    for name, text in GOOD.items():
        if name != "reports.csv":
            file = tmp_path / "kecil" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    return tmp_path / "kecil"


def confirm(folder: Path, text: str, *words: str) -> Result:
    return run(text, "--scenario", str(folder), "--confirm", *words)


def rows_of(folder: Path) -> list[str]:
    table = folder / "reports.csv"
    return table.read_text("utf-8").splitlines()[1:] if table.exists() else []


def test_a_clear_message_is_stored_when_a_person_confirms_it(kept: Path) -> None:
    told = confirm(kept, CLEAR, "--at", "2021-07-10T11:00:00+07:00")

    assert "Nothing has been stored" not in told.stdout
    assert "4 reports were added to reports.csv; 0 stood there" in told.stdout
    moments = "2021-07-10T04:00:00Z,2021-07-10T05:00:00Z,message,,"
    assert rows_of(kept) == [
        f"H1,liquid,stock,6.2,t,{moments}",
        f"H1,cylinder,full,40.0,pieces,{moments}",
        f"H1,cylinder,empty,12.0,pieces,{moments}",
        f"H1,liquid,use,1.1,t/day,{moments}",
    ]


def test_without_the_word_of_a_person_nothing_is_stored(kept: Path) -> None:
    told = run(CLEAR, "--scenario", str(kept))

    assert "Nothing has been stored" in told.stdout
    assert rows_of(kept) == []


def test_the_same_message_twice_is_stored_once(kept: Path) -> None:
    confirm(kept, CLEAR)
    before = rows_of(kept)

    again = json.loads(confirm(kept, CLEAR, "--json").stdout)["stored"]

    assert (again["added"], again["present"], again["refused"]) == (0, 4, 0)
    assert rows_of(kept) == before


def test_a_message_that_contradicts_an_earlier_one_is_told_of(kept: Path) -> None:
    confirm(kept, CLEAR)

    told = confirm(kept, "O2 H1 CAIR 6.5T")
    asked = json.loads(confirm(kept, "O2 H1 CAIR 6.5T", "--json").stdout)["stored"]

    assert "already has 6.2 t for that moment" in told.stdout
    assert [each["code"] for each in asked["findings"]] == ["report-contradicts"]
    assert len(rows_of(kept)) == 4


@pytest.mark.parametrize(
    "text", ["O2 H1 CAIR 6.2T\nstok 500 m3", "stok cair 1.200 kg", "O2 H9 CAIR 6.2T"]
)
def test_an_unclear_message_is_never_stored(text: str, kept: Path) -> None:
    told = confirm(kept, text, "--facility", HOSPITAL)

    assert "not stored, because something has to be asked" in told.stdout
    assert rows_of(kept) == []


def test_of_several_messages_the_clear_ones_are_stored(kept: Path) -> None:
    text = "RS Satu: stok cair 6,2 ton\nRS Dua: stok 500 m3"

    stored = json.loads(confirm(kept, text, "--json").stdout)["stored"]

    assert (stored["added"], stored["unclear"]) == (1, [OTHER])
    assert [row[:15] for row in rows_of(kept)] == ["H1,liquid,stock"]


def test_a_sender_that_the_scenario_does_not_know_is_not_stored(kept: Path) -> None:
    told = confirm(kept, "stok cair 6,2 ton")

    assert "not stored, because something has to be asked" in told.stdout
    assert rows_of(kept) == []


def test_what_is_no_report_is_told_beside_what_is_stored(kept: Path) -> None:
    told = confirm(kept, "O2 H1 CAIR 6.2T, butuh 5 ton")

    assert "not stored, being no report of stock" in told.stdout
    assert len(rows_of(kept)) == 1


def test_to_confirm_needs_a_scenario() -> None:
    result = run(CLEAR, "--confirm")

    assert isinstance(result.exception, ConfirmNeedsScenarioError)


@pytest.mark.parametrize(
    ("moment", "error"),
    [
        ("2021-07-10T11:00:00", MomentWithoutZoneError),
        ("kemarin", MomentWithoutZoneError),
        ("2021-07-10T05:00:01Z", MomentAfterScenarioError),
    ],
)
def test_a_moment_that_cannot_be_used_is_refused(
    moment: str, error: type[Exception], kept: Path
) -> None:
    result = confirm(kept, CLEAR, "--at", moment)

    assert isinstance(result.exception, error)
    assert rows_of(kept) == []
