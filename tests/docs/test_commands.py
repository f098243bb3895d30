"""Every command in the tutorial and the README can be typed as it stands."""

import re
import shlex
from pathlib import Path

import click
import pytest

from napas.cli.main import COMMANDS, napas

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/tutorial.md")


def commands(page: str) -> list[str]:
    text = (ROOT / page).read_text("utf-8")
    return re.findall(r"^ {4}(napas .+)$", text, flags=re.MULTILINE)


EVERY = [(page, line) for page in PAGES for line in commands(page)]


def spelled_out(line: str) -> list[str]:
    """One way to type a line: choices take their first, optional parts are given."""
    line = line.partition(" > ")[0]
    line = re.sub(r"(\w+)(\|[\w.]+)+", r"\1", line)
    return shlex.split(line.replace("[", "").replace("]", ""))[1:]


@pytest.fixture(autouse=True)
def _files_a_reader_makes_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click.Path, "convert", _taken_as_it_stands)


def _taken_as_it_stands(
    kind: click.Path,
    value: str,
    parameter: click.Parameter | None,
    context: click.Context | None,
) -> str:
    del kind, parameter, context
    return value


def parse(words: list[str]) -> click.Context:
    """Understand a command line without following it."""
    command: click.Command = napas
    context = click.Context(napas, info_name="napas")
    while isinstance(command, click.Group):
        found = command.get_command(context, words[0])
        assert found is not None, f"there is no command {words[0]}"
        command, words = found, words[1:]
    return command.make_context("napas", list(words), resilient_parsing=False)


@pytest.mark.parametrize(("page", "line"), EVERY)
def test_every_command_of_the_pages_exists_with_its_options(
    page: str, line: str
) -> None:
    assert page
    assert parse(spelled_out(line)).params


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_show_every_command_a_reader_needs_first(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for word in ("make run", "make test", *sorted(set(COMMANDS) - {"demo"})):
        assert word in text


def test_a_misspelt_option_would_be_found() -> None:
    with pytest.raises(click.NoSuchOption):
        parse(["plan", "DIR", "--levels", "province"])


def test_folders_of_the_project_that_the_pages_name_exist() -> None:
    named = {
        word
        for _, line in EVERY
        for word in spelled_out(line)
        if word.startswith(("scenarios/", "tests/"))
    }
    assert named
    assert all((ROOT / word).exists() for word in named)
