"""docs/folders.md tells of every table, every column, and every entry."""

import re
from pathlib import Path

import pytest

from napas.exchange.columns import Column, Presence, Table
from napas.exchange.country_tables import (
    COUNTRY_ENTRIES,
    COUNTRY_TABLES,
    LISTED_ENTRIES,
)
from napas.exchange.scenario_tables import SCENARIO_TABLES
from napas.exchange.settings import SCENARIO_ENTRIES

PAGE = (Path(__file__).parents[2] / "docs" / "folders.md").read_text("utf-8")
SECTIONS: dict[str, str] = dict(
    re.findall(r"^### (\S+)\n(.*?)(?=^##|\Z)", PAGE, flags=re.MULTILINE | re.DOTALL)
)
OWN_TABLES = [*SCENARIO_TABLES, *COUNTRY_TABLES]
UNITS = {
    "t_per_day": "t/day",
    "kg_per_day": "kg/day",
    "l_per_min": "L/min",
    "h_per_day": "h/day",
    "km_per_h": "km/h",
    "deg": "degrees",
    "c": "°C",
    "l": "L",
}
CASES = [
    (table, column)
    for table in {*OWN_TABLES, SCENARIO_ENTRIES, COUNTRY_ENTRIES}
    for column in table.columns
]
CASES.sort(key=lambda case: (case[0].file, case[1].name))


def line_of(table: Table, column: Column) -> str:
    found = [
        line
        for line in SECTIONS[table.file].splitlines()
        if line.startswith("|") and f"`{column.name}`" in line.split("|")[1]
    ]
    assert len(found) == 1, f"{table.file} tells of {column.name} {len(found)} times"
    return found[0]


@pytest.mark.parametrize("table", OWN_TABLES, ids=lambda table: table.file)
def test_every_table_has_its_section(table: Table) -> None:
    assert table.file in SECTIONS


@pytest.mark.parametrize(
    ("table", "column"),
    CASES,
    ids=[f"{table.file} {each.name}" for table, each in CASES],
)
def test_every_column_is_told_with_its_unit_and_whether_it_is_asked_for(
    table: Table, column: Column
) -> None:
    cells = [cell.strip() for cell in line_of(table, column).split("|")[2:-1]]

    asked = "" if column.presence is Presence.OPTIONAL else column.presence.value
    assert cells[0] == asked
    if column.unit:
        assert cells[1] == UNITS.get(column.unit, column.unit)
    assert len(cells[-1]) >= len("Code.")


@pytest.mark.parametrize("name", LISTED_ENTRIES)
def test_every_list_of_a_country_is_told_with_its_entries(name: str) -> None:
    lines = SECTIONS["country.toml"].splitlines()
    (line,) = [line for line in lines if f"[[{name}]]" in line]

    assert [
        column.name
        for column in LISTED_ENTRIES[name].columns
        if f"`{column.name}`" not in line
    ] == []


def test_the_page_tells_of_no_column_that_there_is_not() -> None:
    known = {column.name for _, column in CASES}
    told = {
        name
        for file, section in SECTIONS.items()
        if file.endswith(".csv")
        for line in section.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    }

    assert told - known == set()
