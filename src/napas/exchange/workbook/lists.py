"""The lists behind drop-downs, on a sheet of their own that nobody sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter

from napas.domain.country import Country
from napas.exchange.columns import Column, Kind, Reference
from napas.exchange.spreadsheet.book import address
from napas.exchange.workbook.amounts import CYLINDER_WORD
from napas.exchange.workbook.layout import (
    FACILITIES_SHEET,
    LISTS_KEY,
    SHEETS,
    STOCK_UNIT,
)
from napas.exchange.workbook.names import territory_label
from napas.exchange.workbook.put import Labels
from napas.exchange.workbook.settings_sheet import KNOWN
from napas.exchange.workbook.titles import Titles
from napas.exchange.workbook.wording import both, word_label

STOCK_UNITS = ("t", "kg", "%", "kL LOX", "m3 LOX", "m3@0C", "m3@15C", "m3@20C")
"""Units of a stock that mean one thing; cylinders of each type come behind them."""
FLAG_LIST = "flag"


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a book, a column each on their sheet.

    Attributes:
        sheet: the name of that sheet.
        values: of each list, by its name.
    """

    sheet: str
    values: Mapping[str, Sequence[str]]

    def of(self, column: Column) -> str:
        """Where the list of a column stands, as a formula of a drop-down; or empty."""
        name = list_name(column)
        if not self.values.get(name):
            return ""
        place = list(self.values).index(name) + 1
        letters = address(1, place).rstrip("1")
        last = len(self.values[name]) + 1
        return f"='{self.sheet}'!${letters}$2:${letters}${last}"

    def write(self, book: xlsxwriter.Workbook) -> None:
        """Write the sheet, hidden."""
        sheet = book.add_worksheet(self.sheet)
        sheet.hide()
        for place, (name, values) in enumerate(self.values.items()):
            for row, value in enumerate((name, *values)):
                sheet.write_string(row, place, value)


def list_name(column: Column) -> str:
    """The name of the list of a column; empty where it has none."""
    if column.words is not None and column.kind is Kind.WORD:
        return column.words.__name__
    if column.kind is Kind.FLAG:
        return FLAG_LIST
    if column is STOCK_UNIT:
        return STOCK_UNIT.name
    refers = column.refers if column.kind is Kind.CODE else ()
    return refers[0] if len(refers) == 1 else ""


def labels_of(country: Country) -> Labels:
    """How the codes of a country are shown."""
    territories = (each for each in country.tree.territories if each.level > 0)
    return {
        Reference.TERRITORY: {
            each.code: territory_label(each.code, each.name) for each in territories
        },
        Reference.CYLINDER_TYPE: {
            each.code: territory_label(each.code, each.name)
            for each in country.cylinder_types
        },
        Reference.RESTRICTION: {
            each.code: territory_label(each.code, each.name)
            for each in country.restriction_levels
        },
    }


def lists_of(titles: Titles, labels: Labels) -> Lists:
    """The lists of a book in the words of a catalogue."""
    wording = titles.wording
    found: dict[str, Sequence[str]] = {
        FLAG_LIST: [both(code, wording) for code in ("yes", "no")]
    }
    kinds = {
        column.words
        for plan in SHEETS
        for column in plan.columns
        if column.words is not None
    }
    kinds |= {column.words for column in KNOWN.values() if column.words is not None}
    for kind in sorted(kinds, key=lambda kind: kind.__name__):
        found[kind.__name__] = [word_label(member, wording) for member in kind]
    for reference, named in labels.items():
        found[reference.value] = list(named.values())
    types = labels.get(Reference.CYLINDER_TYPE, {})
    found[STOCK_UNIT.name] = [
        *STOCK_UNITS,
        *(f"{CYLINDER_WORD} {code}" for code in types),
    ]
    return Lists(titles.sheet(LISTS_KEY), found)


def facility_range(titles: Titles, last_row: int) -> str:
    """The names of the facilities on their own sheet, as a formula of a drop-down."""
    place = [column.name for column in FACILITIES_SHEET.columns].index("name")
    letters = address(1, place + 1).rstrip("1")
    name = titles.sheet(FACILITIES_SHEET.key)
    return f"='{name}'!${letters}$4:${letters}${last_row}"
