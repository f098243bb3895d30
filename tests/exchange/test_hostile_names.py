"""A hostile name in any field leaves every table that we write harmless."""

import csv
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from shutil import copytree

import pytest

import napas
from napas.domain.country import Country
from napas.domain.situation import Situation
from napas.exchange import (
    ScenarioSettings,
    read_country,
    read_scenario,
    write_plan_tables,
    write_scenario,
)
from napas.exchange.cells import NUMBER
from napas.exchange.formulas import looks_like_formula, unguard
from napas.exchange.row_sources import name_sources
from napas.exchange.scenario_tables import PLANTS
from tests.exchange.hostile import spoilt
from tests.exchange.test_plan_document import PLAN

MARKS = ("=cmd|'/c calc'!A0 ", "+1", "-1+", "@SUM(A1) ", "\t=", "\r=", "'=", "''+")
WRITERS = {
    "napas.exchange.appending",
    "napas.exchange.workbook.annotate",
    "napas.exchange.workbook.convert",
    "napas.exchange.workbook.front",
    "napas.exchange.workbook.lists",
    "napas.exchange.workbook.look",
    "napas.exchange.workbook.page",
    "napas.exchange.workbook.put",
    "napas.exchange.workbook.write",
    "napas.exchange.writing",
}
"""Modules that turn rows into a table; each is walked below, or among its own tests."""
Export = Callable[[Path, str], object]


def cells(folder: Path) -> Iterator[str]:
    """Every cell of every table in a folder, headers included."""
    for file in folder.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream):
                yield from row


@pytest.fixture
def scenario(folder: Path) -> tuple[Situation, ScenarioSettings, Country]:
    read = read_scenario(folder)
    country, _ = read_country(folder / "negeri")
    assert read.situation is not None
    assert read.settings is not None
    assert country is not None
    return read.situation, read.settings, country


@pytest.mark.parametrize("mark", MARKS)
def test_a_plan_is_written_without_a_formula(mark: str, tmp_path: Path) -> None:
    plan = spoilt(PLAN, mark)

    write_plan_tables(plan, tmp_path)

    written = list(cells(tmp_path))
    assert [cell for cell in written if runs(cell)] == []
    named = {
        text for line in plan.places for text in (line.code, line.name, line.level)
    }
    assert named <= {unguard(cell) for cell in written}


@pytest.mark.parametrize("mark", MARKS)
def test_a_scenario_is_written_without_a_formula(
    mark: str, tmp_path: Path, scenario: tuple[Situation, ScenarioSettings, Country]
) -> None:
    situation, settings, country = scenario
    hostile = replace(spoilt(situation, mark), country=situation.country)

    write_scenario(hostile, settings, tmp_path / "out", base=country)

    written = list(cells(tmp_path / "out"))
    assert [cell for cell in written if runs(cell)] == []
    named = {each.name for each in hostile.facilities}
    named |= {each.name for each in hostile.plants}
    assert named <= {unguard(cell) for cell in written}


def test_a_scenario_of_hostile_names_reads_as_it_was(
    folder: Path, tmp_path: Path, scenario: tuple[Situation, ScenarioSettings, Country]
) -> None:
    situation, settings, country = scenario
    names = [f"{mark}RS{number}" for number, mark in enumerate(MARKS)]
    named = tuple(
        replace(situation.plants[0], code=f"X{number}", name=name.strip())
        for number, name in enumerate(names)
    )
    hostile = replace(situation, plants=(*situation.plants, *named))
    write_scenario(hostile, settings, tmp_path / "out", base=country)
    copytree(folder / "negeri", tmp_path / "out" / "negeri")

    read = read_scenario(tmp_path / "out").situation

    assert read is not None
    assert read.plants == hostile.plants


def test_tables_whose_sources_are_named_keep_their_names(tmp_path: Path) -> None:
    header = ",".join(column.name for column in PLANTS.columns)
    empty = "," * (len(PLANTS.columns) - 2)
    table = f"{header}\nP1,'=cmd(){empty}\n'=P2,''+x{empty}\n"
    (tmp_path / PLANTS.file).write_text(table, encoding="utf-8")

    name_sources(tmp_path, PLANTS, {"P1": "=new", "=P2": "@new"})

    with (tmp_path / PLANTS.file).open(encoding="utf-8", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert (first["name"], first["source"]) == ("'=cmd()", "'=new")
    assert (second["code"], second["name"]) == ("'=P2", "''+x")
    assert second["source"] == "'@new"


def test_every_module_that_writes_tables_is_walked_here() -> None:
    found = {
        module.name
        for module in pkgutil.walk_packages(napas.__path__, "napas.")
        if not module.name.endswith("__main__")
        and any(
            word in inspect.getsource(import_module(module.name))
            for word in ("csv.writer", "DictWriter", "xlsxwriter")
        )
    }

    assert found == WRITERS, "give the new writer a hostile name in this module"


def runs(cell: str) -> bool:
    """Whether a spreadsheet might run a cell; a negative number is none."""
    return looks_like_formula(cell) and not NUMBER.fullmatch(cell)


def test_a_table_that_guards_nothing_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("name\n=cmd()\n-6.1\n", encoding="utf-8")

    assert [cell for cell in cells(tmp_path) if runs(cell)] == ["=cmd()"]
