"""The sheet of settings: a row for each entry of scenario.toml, and two of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from napas.exchange.columns import Column, text
from napas.exchange.entries import Entries
from napas.exchange.settings import (
    SCENARIO_ENTRIES,
    SYNTHETIC_NOTE,
    TITLE,
)
from napas.exchange.spreadsheet.book import BookSheet, Cell
from napas.exchange.workbook.drafts import Origin
from napas.exchange.workbook.interpret import Interpreter
from napas.exchange.workbook.wording import LANGUAGES, Wording, parts_of, plain

TIME_ZONE = text("time_zone")
SOURCES = text("sources")
OWN = (TIME_ZONE, SOURCES)
"""Settings that a folder has not: of the clock, and where plants come from."""
PARAMETERS = "parameters"
BEGINNINGS = (TITLE, SYNTHETIC_NOTE)
VALUE = 2
"""Where the value stands, from 0; the setting is named before it in two languages."""
KNOWN: Mapping[str, Column] = {
    column.name: column for column in (*SCENARIO_ENTRIES.columns, *OWN)
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the sheet.

    Attributes:
        name: of the entry, ours or as written.
        row: from 1.
    """

    name: str
    written: str
    row: int
    cell: Cell


def settings_of(sheet: BookSheet, wording: Wording) -> tuple[Setting, ...]:
    """The rows of a sheet of settings whose value is filled in."""
    named = _names(wording)
    found: list[Setting] = []
    for row, cells in enumerate(sheet.rows, start=1):
        value = cells[VALUE] if len(cells) > VALUE else None
        titles = [cell.text.strip() for cell in cells[:VALUE] if cell.text.strip()]
        if value is None or not titles or not value.text.strip():
            continue
        parts = [part for title in titles for part in parts_of(title)]
        name = next((named[plain(part)] for part in parts if plain(part) in named), "")
        if name != HEADING:
            found.append(Setting(name or titles[0], titles[0], row, value))
    return tuple(found)


HEADING = "heading"
"""Names the row of titles, which is no setting."""


def entries_of(settings: tuple[Setting, ...], interpreter: Interpreter) -> Entries:
    """The entries of scenario.toml that settings stand for; one said twice counts once.

    What cannot be put in our form stands as its fault.
    """
    entries: dict[str, object] = {}
    parameters: dict[str, object] = {}
    for setting in settings:
        name = setting.name
        if name.startswith(f"{PARAMETERS}."):
            parameters[name.removeprefix(f"{PARAMETERS}.")] = _number(setting.cell)
        elif setting.name not in {column.name for column in OWN}:
            column = KNOWN.get(name, text(name))
            entries.setdefault(name, interpreter.text(setting.cell, column))
    return {**entries, PARAMETERS: parameters} if parameters else entries


def value_of(settings: tuple[Setting, ...], column: Column) -> str:
    """What a setting says as it is written; empty where it is not said."""
    return next(
        (each.cell.text.strip() for each in settings if each.name == column.name), ""
    )


def origin_of(
    settings: tuple[Setting, ...], file: str, sheet: str
) -> dict[str, Origin]:
    """Where each entry comes from, by the column a finding names."""
    return {
        each.name: Origin(file, sheet, each.row, {each.name: (each.written, VALUE + 1)})
        for each in settings
    }


def title_code(name: str) -> str:
    """The key of what a setting is called."""
    return f"workbook-setting-{name.replace('_', '-')}"


def note_code(name: str) -> str:
    """The key of what belongs in a setting."""
    return f"workbook-setting-note-{name.replace('_', '-')}"


def told_names() -> Iterator[str]:
    """The settings that have a title of their own, in the order of the sheet."""
    yield from KNOWN
    for beginning in BEGINNINGS:
        for language in LANGUAGES:
            yield f"{beginning}{language}"


def _names(wording: Wording) -> dict[str, str]:
    found = {}
    for name in (*told_names(), HEADING):
        found[plain(name)] = name
        for language in LANGUAGES:
            found[plain(wording.say(title_code(name), language))] = name
    return found


def _number(cell: Cell) -> object:
    """A parameter as TOML would have it."""
    try:
        return float(cell.text)
    except ValueError:
        return cell.text
