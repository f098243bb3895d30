import ast
import shlex
import tomllib
from itertools import pairwise
from pathlib import Path
from string import Formatter

import pytest
from click.testing import CliRunner

import napas.cli.convert
import napas.units.conversion
import napas.units.gauge
from napas.errors import NapasError, error_kinds

ROOT = Path(__file__).parents[2]
SENTENCES = tomllib.loads((ROOT / "src/napas/locale/units.toml").read_text("utf-8"))
ROOMS = ("napas.units.", napas.cli.convert.__name__)
CLASSES = {
    kind.__name__: kind for kind in error_kinds() if kind.__module__.startswith(ROOMS)
}


def raised_params() -> dict[str, set[str]]:
    """The parameters with which each error of these rooms is raised in the code."""
    found: dict[str, set[str]] = {}
    folder = ROOT / "src/napas/units"
    for path in (*folder.glob("*.py"), ROOT / "src/napas/cli/convert.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                named = {word.arg for word in node.keywords if word.arg}
                found.setdefault(node.func.id, set()).update(named)
    return found


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal() -> None:
    assert {kind.code for kind in CLASSES.values()} == set(SENTENCES)


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_a_sentence_mentions_only_what_the_refusal_knows(name: str) -> None:
    known = raised_params().get(name, set())
    for language in ("id", "en"):
        sentence = SENTENCES[CLASSES[name].code][language]
        mentioned = {field for _, field, _, _ in Formatter().parse(sentence) if field}
        assert mentioned <= known, language


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_both_languages_mention_the_same(name: str) -> None:
    one, other = (
        sorted(field for _, field, _, _ in Formatter().parse(sentence) if field)
        for sentence in SENTENCES[CLASSES[name].code].values()
    )
    assert one == other


def test_a_refusal_keeps_its_parameters_across_a_process_border() -> None:
    refused: NapasError = napas.units.gauge.GaugeAboveFullError(reading=1.0, unit="cm")
    remade, arguments = refused.__reduce__()
    assert callable(remade)
    assert isinstance(arguments, tuple)
    assert remade(*arguments).params == refused.params


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_code_is_in_the_documentation(code: str) -> None:
    assert f"`{code}`" in (ROOT / "docs/units.md").read_text("utf-8")


def test_the_examples_of_the_documentation_run() -> None:
    lines = (ROOT / "docs/units.md").read_text("utf-8").splitlines()
    for command, shown in pairwise(lines):
        if command.startswith("$ napas convert"):
            words = shlex.split(command)[3:]
            assert CliRunner().invoke(napas.cli.convert.convert, words).output == (
                f"{shown}\n"
            )
