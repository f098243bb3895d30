"""The glossary names what the code names, and the code names what the field names."""

import importlib
import pkgutil
import re
from enum import StrEnum
from inspect import getmembers, isclass
from pathlib import Path

import napas.domain
from napas.domain.finding import Code
from napas.errors import NapasError
from napas.words import word_key

DOCS = Path(__file__).parents[2] / "docs"
GLOSSARY = (DOCS / "glossary.md").read_text("utf-8")
CODES = (DOCS / "codes.md").read_text("utf-8")
CELLS = 5


def classes() -> list[type]:
    """Every public class that a module of the domain makes."""
    return [
        kind
        for module in pkgutil.iter_modules(napas.domain.__path__, "napas.domain.")
        for name, kind in getmembers(importlib.import_module(module.name), isclass)
        if kind.__module__ == module.name and not name.startswith("_")
    ]


def entries() -> list[list[str]]:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in GLOSSARY.splitlines()
        if line.startswith("| ") and not line.startswith("| ---")
    ]
    return [row for row in rows if row[0] != "Indonesian"]


def test_every_public_class_of_the_domain_is_in_the_glossary() -> None:
    lacking = [
        kind.__name__
        for kind in classes()
        if not issubclass(kind, NapasError) and f"`{kind.__name__}`" not in GLOSSARY
    ]

    assert lacking == []


def test_every_value_of_a_list_of_the_domain_stands_among_the_codes() -> None:
    lacking = [
        f"{kind.__name__}.{member.name}"
        for kind in classes()
        if issubclass(kind, StrEnum)
        for member in kind
        if f"`{member if isinstance(member, Code) else word_key(member)}`" not in CODES
    ]

    assert lacking == []


def test_every_entry_has_both_words_a_meaning_and_a_name() -> None:
    for entry in entries():
        assert len(entry) == CELLS, entry
        indonesian, english, meaning, _, names = entry
        assert indonesian
        assert english
        assert meaning.endswith("."), entry
        assert names.startswith("`"), entry


def test_no_word_is_explained_twice() -> None:
    for column in (0, 1):
        words = [entry[column] for entry in entries()]
        assert sorted(words) == sorted(set(words))


def test_every_name_in_the_glossary_is_one_the_code_uses() -> None:
    package = Path(napas.domain.__path__[0]).parent
    files = [*package.rglob("*.py"), *(package / "parameters").glob("*.toml")]
    code = "\n".join(file.read_text("utf-8") for file in files)
    names = {name for entry in entries() for name in re.findall(r"`(\w+)`", entry[-1])}

    assert {name for name in names if not re.search(rf"\b{name}", code)} == set()
