"""What a command line cannot say is told in the language spoken, never by a library."""

import click
import pytest

from napas.cli.main import run
from napas.cli.usage import say_usage

LIBRARY_ENGLISH = ("Usage:", "Error:", "Try '", "No such", "Missing", "Invalid value")


@pytest.fixture(autouse=True)
def _first_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAPAS_LANG", raising=False)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(list(words)) == 2
    heard = capsys.readouterr()
    assert heard.out == ""
    return heard.err


@pytest.mark.parametrize(
    ("words", "indonesian", "english"),
    [
        (["need", "--bogus-option"], "Opsi --bogus-option tidak ada", "no option"),
        (["need", "--bed", "3"], "Mungkin maksudnya --beds", "Perhaps --beds"),
        (["need", "--ward"], "Opsi --ward harus diikuti", "--ward needs a value"),
        (["need", "--json=1"], "tulis --json saja", "write --json alone"),
        (["need", "--ward", "-1"], "bilangan bulat dari 0", "whole number from 0"),
        (["need", "--ward", "x"], "--ward tidak dapat dipakai", "value of --ward"),
        (["need", "--source", "air"], "salah satu dari liquid, psa", "one of liquid"),
        (["convert", "5 t"], "UNIT belum ditulis", "UNIT is missing"),
        (["convert", "6", "m3@15C", "kg"], "tanda kutip", "quotation marks"),
        (["convert", "5 t", "kg", "--purity", "x"], "titik desimal", "decimal point"),
        (["check", "no/where"], "berkas atau folder", "a file or folder"),
        (["scenario", "hospitals"], "--from belum ditulis", "--from is missing"),
        (["scenario", "hospitals", "--from", "."], "bukan folder", "not a folder"),
        (["scenario", "hospital"], "Yang ada: folder,", "There are: folder,"),
        (["--"], "Perintahnya belum ditulis", "The command is missing"),
    ],
)
def test_a_bad_command_line_is_told_in_both_languages(
    words: list[str],
    indonesian: str,
    english: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = told(capsys, *words)
    monkeypatch.setenv("NAPAS_LANG", "en")
    second = told(capsys, *words)
    assert indonesian in first
    assert english in second
    assert not any(word in first + second for word in LIBRARY_ENGLISH)


def test_a_bad_command_line_tells_where_help_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "napas scenario hospitals --help" in told(
        capsys, "scenario", "hospitals", "--bogus"
    )


def test_a_bad_language_of_the_environment_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAPAS_LANG", "id_ID.UTF-8")
    heard = told(capsys, "need", "--ward", "5")
    assert "NAPAS_LANG" in heard
    assert "id, en" in heard


def test_a_language_may_be_written_in_capitals(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAPAS_LANG", "EN")
    assert "several things" in told(capsys, "convert", "6 m3", "kg")
    assert "beberapa hal" in told(capsys, "convert", "6 m3", "kg", "--lang", "Id")
    assert run(["convert", "2 ton", "kg"]) == 0


@pytest.mark.parametrize("words", [["--help"], ["scenario", "hospitals", "--help"]])
def test_the_frame_of_help_speaks_the_chosen_language(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 0
    first = capsys.readouterr().out
    assert "Cara pakai: napas" in first
    assert "Opsi:" in first
    assert "Tampilkan bantuan ini." in first
    assert not any(word in first for word in ("Usage:", "Options:", "Show this"))
    assert run([*words, "--lang", "en"]) in {0, 2}


def test_help_shows_its_examples_line_by_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for command in ("convert", "need"):
        assert run([command, "--help"]) == 0
        shown = capsys.readouterr().out
        assert "\\b" not in shown
        examples = [line for line in shown.splitlines() if f" napas {command}" in line]
        assert len(examples) >= 4 - (command == "need")


def test_no_command_at_all_shows_the_commands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    heard = told(capsys)
    assert "convert" in heard
    assert "Cara pakai: napas" in heard


def test_what_the_library_adds_one_day_is_still_told() -> None:
    (line,) = say_usage(click.ClickException("new trouble"), [], "en")
    assert line == "This command cannot be run: new trouble"


@pytest.mark.parametrize(
    ("environment", "words", "read"),
    [
        ("xx", ["convert", "5 t", "kg"], "xx"),
        ("en_US.UTF-8", ["convert", "5 t", "t"], "en_US.UTF-8"),
        (
            "en",
            ["layout", "read", "no/where", "--layout", "e", "--in", "."],
            "no/where",
        ),
        ("en", ["need", "--ward=-1"], "-1"),
        ("en", ["plan", "no/where\x1b[31m\x07"], "no/where\N{REPLACEMENT CHARACTER}"),
        ("en", ["--lang", "klingon", "need"], "klingon"),
    ],
)
def test_the_value_that_was_refused_is_told_wherever_it_was_given(
    environment: str,
    words: list[str],
    read: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NAPAS_LANG", environment)
    first, *_ = told(capsys, *words).splitlines()
    assert f": {read}" in first


def test_a_value_refused_outside_a_command_of_ours_is_not_guessed() -> None:
    option = click.Option(["--days"], type=int)
    (line,) = say_usage(click.BadParameter("x", param=option), ["x"], "en")
    assert "--days" in line
    assert "none" in line


STEERING = "\x07\x1b[31m\u202e"


@pytest.mark.parametrize(
    "words",
    [
        ["need", "--ward", "1", "--set", f"{STEERING}.x=1"],
        ["need", "--ward", "1", "--set", f"pipelines.{STEERING}=1"],
        ["need", "--ward", "1", "--set", f"pipelines.leak_share={STEERING}"],
        ["need", "--ward", STEERING],
        ["convert", f"5 {STEERING}", "kg"],
        ["convert", "5 t", STEERING],
        ["plan", f"no/{STEERING}"],
        ["check", f"no/{STEERING}"],
        ["doctor", f"no/{STEERING}"],
        ["new", f"/proc/{STEERING}"],
        ["new", "x", "--country", STEERING],
        ["scenario", "workbook", STEERING, "--to", "x.xlsx"],
        ["scenario", "folder", STEERING, "--to", "x"],
        ["scenario", "match", STEERING, "--names", STEERING],
        ["scenario", STEERING],
        ["layout", "list", STEERING],
        [STEERING],
        ["need", f"--{STEERING}"],
        ["need", "--lang", STEERING],
    ],
)
def test_no_word_of_a_command_line_can_steer_the_terminal(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    heard = told(capsys, *words)
    assert heard
    assert not set(heard) & set(STEERING) - set("[31m")
