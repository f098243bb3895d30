"""The first sheets of a workbook: how to fill it in, and its settings."""

from collections.abc import Iterable, Mapping

import xlsxwriter

from napas.exchange.columns import Column, Kind, text
from napas.exchange.workbook.layout import GUIDE_KEY, SETTINGS_KEY
from napas.exchange.workbook.lists import Lists
from napas.exchange.workbook.look import Look
from napas.exchange.workbook.page import A4, OPEN_TO_ALL
from napas.exchange.workbook.put import Putter, harmless
from napas.exchange.workbook.settings_sheet import (
    HEADING,
    KNOWN,
    VALUE,
    note_code,
    title_code,
    told_names,
)
from napas.exchange.workbook.titles import Titles
from napas.exchange.workbook.wording import LANGUAGES

PROSE_WIDTH, LABEL_WIDTH, VALUE_WIDTH = 60, 26, 34


def write_guide(book: xlsxwriter.Workbook, look: Look, titles: Titles) -> None:
    """How to fill in the workbook, both languages side by side."""
    sheet = book.add_worksheet(titles.sheet(GUIDE_KEY))
    sheet.hide_gridlines(2)
    sheet.set_column(0, len(LANGUAGES) - 1, PROSE_WIDTH, look["prose"])
    for place, language in enumerate(LANGUAGES):
        heading = titles.wording.say("workbook-guide-title", language)
        sheet.write_string(0, place, heading, look["heading"])
        row = 1
        while line := titles.wording.sentence(f"workbook-guide-{row}", language):
            sheet.write_string(row, place, line, look["prose"])
            row += 1
    sheet.protect("", dict(OPEN_TO_ALL))
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def write_settings(
    book: xlsxwriter.Workbook,
    putter: Putter,
    titles: Titles,
    lists: Lists,
    told: Mapping[str, str],
) -> None:
    """The settings, a row each: its name in both languages, its value, a note.

    Args:
        book: to write into.
        putter: writes the values.
        titles: of everything.
        lists: behind drop-downs.
        told: our texts by the name of the setting; names that have no title, such as
            parameters, come last.
    """
    look, wording = putter.look, titles.wording
    sheet = book.add_worksheet(titles.sheet(SETTINGS_KEY))
    sheet.set_column(0, VALUE, LABEL_WIDTH, look["text"])
    sheet.set_column(VALUE, VALUE, VALUE_WIDTH, look["text"])
    sheet.set_column(VALUE + 1, VALUE + 2, PROSE_WIDTH, look["note"])
    sheet.set_row(0, None, look["asked"])
    for place, language in enumerate(LANGUAGES):
        sheet.write_string(
            0, place, wording.say(title_code(HEADING), language), look["asked"]
        )
        note = wording.say(title_code("note"), language)
        sheet.write_string(0, VALUE + 1 + place, note, look["asked"])
    value = " · ".join(wording.say(title_code("value"), each) for each in LANGUAGES)
    sheet.write_string(0, VALUE, value, look["asked"])
    for row, name in enumerate(_names(told), start=1):
        column = KNOWN.get(name, _column(name))
        for place, language in enumerate(LANGUAGES):
            label = wording.sentence(title_code(name), language)
            sheet.write_string(row, place, harmless(label or name), look["label"])
            note = wording.sentence(note_code(name), language) or ""
            sheet.write_string(row, VALUE + 1 + place, note, look["note"])
        putter.put(sheet, (row, VALUE), told.get(name, ""), column)
        source = lists.of(column)
        if source:
            asked = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(row, VALUE, row, VALUE, asked)
    sheet.freeze_panes(1, 0)
    sheet.protect("", dict(OPEN_TO_ALL))
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _names(told: Mapping[str, str]) -> Iterable[str]:
    yield from (usual := tuple(told_names()))
    yield from (name for name in told if name not in usual)


def _column(name: str) -> Column:
    """The form of a setting without a title: parameters are numbers."""
    return (
        Column(name, Kind.NUMBER, low=-1e308, high=1e308) if "." in name else text(name)
    )
