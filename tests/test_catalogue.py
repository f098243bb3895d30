"""Every code has its sentence, in every language, and the sentence can be filled."""

import ast
import importlib
import pkgutil
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from inspect import getmembers, isclass
from pathlib import Path
from string import Formatter
from typing import TypeVar

import pytest

import napas
from napas.domain.finding import Code, all_codes
from napas.errors import NapasError, error_kinds
from napas.words import languages, sentence, word_key

PACKAGE = Path(napas.__file__).parent
T = TypeVar("T")
ALWAYS_GIVEN = {"subject"}


def load_rooms() -> list[str]:
    names = [
        module.name
        for module in pkgutil.walk_packages(napas.__path__, "napas.")
        if not module.name.endswith("__main__")
    ]
    for name in names:
        importlib.import_module(name)
    return names


MODULES = load_rooms()
FAILURES = {
    kind.__name__: kind.code
    for kind in error_kinds()
    if kind.__module__.startswith("napas.")
}
REMARKS = [code for code in all_codes() if type(code).__module__.startswith("napas.")]
CODES = sorted({*FAILURES.values(), *map(str, REMARKS)})


def written() -> dict[str, dict[str, str]]:
    entries: dict[str, dict[str, str]] = {}
    for file in sorted((PACKAGE / "locale").glob("*.toml")):
        rows = tomllib.loads(file.read_text("utf-8"))
        assert not entries.keys() & rows.keys(), f"{file.name} repeats a code"
        entries |= rows
    return entries


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def given() -> Iterator[tuple[str, set[str]]]:
    """Codes and the names of the parameters they are given, wherever they are made."""
    for name in MODULES:
        file = importlib.import_module(name).__file__
        assert file is not None
        for node in ast.walk(ast.parse(Path(file).read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            names = {keyword.arg for keyword in node.keywords}
            if None in names or not isinstance(node.func, ast.Name):
                continue
            told = {name for name in names if name is not None}
            if node.func.id in FAILURES:
                yield FAILURES[node.func.id], told
            elif node.func.id in {"find", "because"}:
                for code in codes_in(node.args):
                    yield code, told | ALWAYS_GIVEN


def codes_in(arguments: list[ast.expr]) -> Iterator[str]:
    kinds = {type(code).__name__: type(code) for code in REMARKS}
    for argument in arguments:
        match argument:
            case ast.Attribute(value=ast.Name(id=kind), attr=member) if kind in kinds:
                yield str(kinds[kind][member])


def descendants(kind: type[T]) -> set[type[T]]:
    """All kinds of the package below one; those of tests are not ours."""
    below = {heir for child in kind.__subclasses__() for heir in descendants(child)}
    return {kind for kind in below | {kind} if kind.__module__.startswith("napas.")}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_code_has_a_sentence(language: str) -> None:
    assert [code for code in CODES if sentence(code, language) is None] == []


def test_there_is_a_catalogue_for_each_language() -> None:
    assert languages() == ("id", "en")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_compiled_catalogue_says_what_the_rooms_wrote(language: str) -> None:
    stale = [
        code
        for code, sentences in written().items()
        if sentence(code, language) != sentences[language]
    ]

    assert stale == [], "run make messages"


def test_both_languages_mention_the_same_parameters() -> None:
    differing = [
        code
        for code, sentences in written().items()
        if holes(sentences["id"]) != holes(sentences["en"])
    ]

    assert differing == []


def test_a_sentence_mentions_only_what_it_is_given() -> None:
    lacking = {
        (code, hole)
        for code, names in given()
        for hole in holes(sentence(code, "id") or "") - names
    }

    assert lacking == set()


def test_codes_are_hyphenated_and_in_lower_case() -> None:
    assert [code for code in CODES if code != code.lower() or "_" in code] == []


def test_no_two_rooms_say_different_things_by_one_code() -> None:
    kinds = [kind for kind in descendants(NapasError) if "code" in vars(kind)]
    codes = [str(vars(kind)["code"]) for kind in kinds if kind is not NapasError]
    codes += [str(code) for kind in descendants(Code) for code in kind]

    assert sorted(codes) == sorted(set(codes))


def test_every_value_of_a_list_of_the_field_has_a_word() -> None:
    missing = {
        word_key(member)
        for name in MODULES
        if name.startswith("napas.domain.")
        for _, kind in getmembers(importlib.import_module(name), isclass)
        if issubclass(kind, StrEnum)
        and not issubclass(kind, Code)
        and kind is not StrEnum
        for member in kind
        for language in languages()
        if sentence(word_key(member), language) is None
    }

    assert missing == set()
