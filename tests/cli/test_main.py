"""The program: its statuses, its languages, and that nobody sees a traceback."""

import errno
import importlib
import io
from pathlib import Path

import click
import pytest

from napas.cli import main as program
from napas.cli.main import COMMANDS, main, run

FAULTS: dict[str, BaseException] = {
    "bug": RuntimeError("boom"),
    "pipe": BrokenPipeError(),
    "real pipe": BrokenPipeError(errno.EPIPE, "Broken pipe"),
    "full disk": OSError(errno.ENOSPC, "No space left on device"),
    "locked": PermissionError(errno.EACCES, "Permission denied", "/locked/plan.html"),
    "hand": KeyboardInterrupt(),
}


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A command that fails in the way named."""
    fault = FAULTS[request.param]

    @click.command()
    def fail() -> None:
        raise fault

    monkeypatch.setattr(program.napas, "get_command", lambda *_: fail)
    return str(request.param)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_that_says_what_it_does(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 3


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in COMMANDS)


def test_a_command_that_does_not_exist_is_a_bad_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["breathe"]) == 2
    assert "breathe" in capsys.readouterr().err


def test_an_expected_failure_is_a_sentence_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NAPAS_LANG", raising=False)
    assert run(["convert", "6 m3", "kg", "--lang", "en"]) == 2
    english = capsys.readouterr().err
    assert run(["convert", "6 m3", "kg"]) == 2
    indonesian = capsys.readouterr().err
    assert "several things" in english
    assert indonesian != english
    assert "Traceback" not in english + indonesian


def test_the_environment_chooses_the_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAPAS_LANG", "en")
    run(["convert", "6 m3", "kg"])
    assert "several things" in capsys.readouterr().err


def test_a_language_nobody_speaks_is_a_bad_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["convert", "6 m3@15C", "kg", "--lang=xx"]) == 2
    told = capsys.readouterr().err
    assert "--lang" in told
    assert "id, en" in told


@pytest.mark.parametrize("broken", ["bug"], indirect=True)
def test_a_fault_of_the_program_is_one_sentence_and_a_file(
    broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert broken == "bug"
    assert run(["any"]) == 3
    told = capsys.readouterr().err
    assert "boom" not in told
    file = Path(next(word for word in told.split() if "napas-fault" in word).strip(";"))
    assert "boom" in file.read_text(encoding="utf-8")
    file.unlink()


@pytest.mark.parametrize("broken", ["hand"], indirect=True)
def test_an_interruption_leaves_with_its_own_status(
    broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert broken == "hand"
    assert run(["any"]) == 130
    assert "Dihentikan" in capsys.readouterr().err


@pytest.mark.parametrize("broken", ["pipe"], indirect=True)
def test_a_reader_that_has_gone_is_no_fault(
    broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert broken == "pipe"
    monkeypatch.setattr("sys.stdout", None)
    assert run(["any"]) == 0
    importlib.import_module("sys").stdout.close()


@pytest.mark.parametrize("broken", ["real pipe"], indirect=True)
def test_a_reader_that_leaves_early_does_not_look_like_findings(
    broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert broken == "real pipe"
    monkeypatch.setattr("sys.stdout", io.StringIO())
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert run(["any"]) == 0


@pytest.mark.parametrize("broken", ["locked"], indirect=True)
def test_a_path_that_is_refused_is_named_and_no_fault_of_the_program(
    broken: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert broken == "locked"
    monkeypatch.setenv("NAPAS_LANG", "en")
    assert run(["any"]) == 2
    told = capsys.readouterr().err
    assert "/locked/plan.html" in told
    assert "Permission denied" in told


@pytest.mark.parametrize("broken", ["full disk"], indirect=True)
def test_an_output_that_is_refused_is_no_fault_of_the_program(
    broken: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert broken == "full disk"
    monkeypatch.setenv("NAPAS_LANG", "en")
    assert run(["any"]) == 2
    assert "The answer cannot be written" in capsys.readouterr().err


def test_a_character_the_terminal_lacks_is_no_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.StringIO())
    monkeypatch.setattr("sys.stderr", io.TextIOWrapper(raw, encoding="latin-1"))
    with pytest.raises(SystemExit) as left:
        main(["convert", "6 m3", "kg"])
    assert left.value.code == 2
    importlib.import_module("sys").stderr.flush()
    assert b"?m3?" in raw.getvalue()


def test_the_program_leaves_with_the_status_of_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.argv", ["napas", "--version"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 0
