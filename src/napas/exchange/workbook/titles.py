"""What sheets and columns are called in both languages, and which one a title means."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from napas.exchange.columns import Column, Kind
from napas.exchange.workbook.layout import (
    GUIDE_KEY,
    LISTS_KEY,
    SETTINGS_KEY,
    SHEETS,
    SheetPlan,
)
from napas.exchange.workbook.wording import (
    LANGUAGES,
    Wording,
    both,
    parts_of,
    plain,
)

UNIT_IN_TITLE = re.compile(r"^(?P<title>.*?)\s*[(\[](?P<unit>[^()\[\]]*)[)\]]\s*$")
OTHER_SPELLINGS: Mapping[str, str] = {
    "ton": "t",
    "tonne": "t",
    "tonnes": "t",
    "kg": "kg",
    "kilogram": "kg",
    "g": "g",
    "ton/hari": "t_per_day",
    "tonnes/day": "t_per_day",
    "kg/hari": "kg_per_day",
    "kg/day": "kg_per_day",
    "lpm": "l_per_min",
    "liter/menit": "l_per_min",
    "m3": "m3",
    "kl": "kl",
    "kiloliter": "kl",
    "liter": "l",
    "litre": "l",
    "%": "percent",
    "persen": "percent",
    "percent": "percent",
    "derajat": "deg",
    "degrees": "deg",
    "hours": "h",
    "jam": "h",
    "menit": "min",
    "minutes": "min",
    "hari": "days",
    "days": "days",
    "miles": "miles",
    "mil": "miles",
}
"""Units as people write them in titles beside our own words; theirs and ours."""
HINTED = (Kind.MOMENT, Kind.DAY, Kind.FLAG, Kind.WHOLE, Kind.SHARE)
"""Kinds whose form is told where the unit stands."""


@dataclass(frozen=True)
class Titles:
    """Titles in the words of a catalogue.

    Attributes:
        wording: says them.
    """

    wording: Wording

    def sheet(self, key: str) -> str:
        """The name of a sheet in both languages."""
        return both(f"workbook-sheet-{key.replace('_', '-')}", self.wording)

    def column(self, plan: SheetPlan, name: str, language: str) -> str:
        """The title of a column, without its unit."""
        return self.wording.say(self._code("column", plan, name), language)

    def note(self, plan: SheetPlan, name: str, language: str) -> str:
        """What belongs in a column."""
        return self.wording.say(self._code("note", plan, name), language)

    def full(self, plan: SheetPlan, column: Column) -> str:
        """The title of a column in both languages, with its unit."""
        told = dict.fromkeys(
            self.column(plan, column.name, language) for language in LANGUAGES
        )
        unit = f" ({self.unit(column)})" if column.unit else ""
        return " · ".join(told) + unit

    def unit(self, column: Column, zone: str = "") -> str:
        """The unit of a column, or the form of its cells; empty where any text may be.

        Args:
            column: of a table or of a sheet.
            zone: IANA name of the clock by which moments are told.
        """
        if column.unit and column.kind is not Kind.SHARE:
            return both(f"workbook-unit-{column.unit.replace('_', '-')}", self.wording)
        if column.kind is Kind.MOMENT and zone:
            told = both("workbook-form-moment", self.wording)
            return f"{told}, {zone}"
        if column.kind in HINTED:
            return both(f"workbook-form-{column.kind}", self.wording)
        return ""

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """The key of a sheet by each of its plain titles, and by its own name."""
        keys = (SETTINGS_KEY, GUIDE_KEY, LISTS_KEY, *(plan.key for plan in SHEETS))
        return {
            plain(part): key
            for key in keys
            for part in (*parts_of(self.sheet(key)), key)
        }

    @cached_property
    def columns(self) -> Mapping[str, Mapping[str, Column]]:
        """By the key of a sheet: columns by each of their plain titles."""
        return {
            plan.key: {
                title: column
                for column in plan.columns
                for title in self._titles(plan, column)
            }
            for plan in SHEETS
        }

    @cached_property
    def units(self) -> Mapping[str, str]:
        """Our name for each way to write a unit."""
        ours = {
            column.unit for plan in SHEETS for column in plan.columns if column.unit
        }
        found = dict(OTHER_SPELLINGS)
        for unit in sorted(ours):
            told = both(f"workbook-unit-{unit.replace('_', '-')}", self.wording)
            found.update({plain(part): unit for part in (*parts_of(told), unit)})
        return found

    def named(self, plan: SheetPlan, written: str) -> Column | None:
        """The column that a title means, with or without a unit behind it."""
        return next(
            (
                self.columns[plan.key][title]
                for part in parts_of(written)
                for title in (plain(part), plain(split_unit(part)[0]))
                if title in self.columns[plan.key]
            ),
            None,
        )

    def _titles(self, plan: SheetPlan, column: Column) -> Iterator[str]:
        yield plain(column.name)
        for language in LANGUAGES:
            yield plain(self.column(plan, column.name, language))

    def _code(self, what: str, plan: SheetPlan, name: str) -> str:
        own = f"workbook-{what}-{plan.key}-{name}".replace("_", "-")
        known = self.wording.sentence(own, LANGUAGES[0]) is not None
        return own if known else f"workbook-{what}-{name}".replace("_", "-")


def split_unit(title: str) -> tuple[str, str]:
    """A title and the unit in brackets behind it; empty where there is none."""
    matched = UNIT_IN_TITLE.match(title.strip())
    if matched is None:
        return title.strip(), ""
    return matched["title"], matched["unit"].strip()
