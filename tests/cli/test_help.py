"""Every command, argument and option has its help, in every language."""

from collections.abc import Iterator

import click
import pytest

from napas.cli.main import napas, run
from napas.cli.spoken_help import SpokenCommand, SpokenContext
from napas.units.gas import GasReference
from napas.words import languages, sentence
from tests.conftest import Golden

LIBRARY_ENGLISH = ("Usage:", "Options:", "Commands:", "default:", "env var", "Show ")


def context_of(command: click.Command) -> SpokenContext:
    """A context with the settings of the program."""
    return SpokenContext(command, **napas.context_settings)


def walk(
    command: click.Command = napas, name: str = "napas"
) -> Iterator[tuple[str, click.Command]]:
    """Every command below one, by how it is called."""
    yield name, command
    if isinstance(command, click.Group):
        context = context_of(command)
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from walk(found, f"{name} {below}")


def texts() -> Iterator[tuple[str, str]]:
    """The help of every command, and of everything that can be written behind it."""
    for name, command in walk():
        yield name, command.help or ""
        for known in command.get_params(context_of(command)):
            assert isinstance(known, click.Argument | click.Option)
            yield f"{name} {known.name}", known.help or ""


EVERY = dict(texts())


@pytest.mark.parametrize("language", languages())
def test_everything_that_can_be_written_has_a_sentence(language: str) -> None:
    assert [name for name, code in EVERY.items() if not sentence(code, language)] == []
    assert {"napas plan folder", "napas scenario hospitals register"} < set(EVERY)


def test_a_help_that_is_no_sentence_would_be_found() -> None:
    assert sentence("Print one JSON object.", "id") is None


def test_every_command_speaks() -> None:
    assert [name for name, one in walk() if not isinstance(one, SpokenCommand)] == []


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAPAS_LANG", raising=False)
    monkeypatch.setenv("COLUMNS", "80")


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(list(words)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", [name for name, _ in walk()])
def test_help_without_a_word_on_language_is_indonesian(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = shown(capsys, *name.split()[1:], "--help")

    assert not any(word in told for word in LIBRARY_ENGLISH)
    assert "Tampilkan bantuan ini." in told


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ["plan", "--help"]),
        ("en", ["--lang", "en", "plan", "--help"]),
        ("en", ["plan", "--lang", "en", "--help"]),
    ],
)
def test_the_help_of_a_plan(
    language: str,
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    golden: Golden,
) -> None:
    golden(f"help-plan-{language}.txt", shown(capsys, *words))


def test_the_help_of_the_program_lists_its_commands_in_the_language_of_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    golden("help-napas-id.txt", shown(capsys, "--help"))
    monkeypatch.setenv("NAPAS_LANG", "en")
    golden("help-napas-en.txt", shown(capsys, "--help"))


def test_the_language_may_be_said_before_the_command_or_to_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["--lang", "en", "convert", "1.5 t", "kg/day"]) == 2
    assert "cannot become" in capsys.readouterr().err
    monkeypatch.setenv("NAPAS_LANG", "id")
    amount = ["convert", "1.5 t/day", "kg/day"]
    assert "/day" in shown(capsys, "--lang", "en", *amount)
    assert "/hari" in shown(capsys, *amount)
    assert "/hari" in shown(capsys, "--lang", "en", *amount, "--lang", "id")


def test_the_help_of_a_conversion_names_every_reference_state() -> None:
    for language in languages():
        told = sentence("help-convert-reference", language) or ""
        assert all(state.value in told for state in GasReference)
