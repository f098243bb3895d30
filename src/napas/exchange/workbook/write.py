"""A workbook written whole: guide, settings, a sheet for each table, and lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from napas.domain.country import Country
from napas.exchange.workbook.front import write_guide, write_settings
from napas.exchange.workbook.layout import SheetPlan
from napas.exchange.workbook.lists import labels_of, lists_of
from napas.exchange.workbook.look import Look
from napas.exchange.workbook.page import Body, PageWriter
from napas.exchange.workbook.put import Putter
from napas.exchange.workbook.titles import Titles
from napas.exchange.workbook.wording import Wording

PLAIN_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""What is text stays text."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a workbook is to hold.

    Attributes:
        settings: our texts by name of the setting.
        bodies: rows of tables, by the key of their sheet.
        examples: rows that are marked as such, by the key of their sheet.
        zone: IANA name of the clock on which moments are shown.
        made_at: told as the moment of making; the same contents make the same file.
    """

    settings: Mapping[str, str]
    bodies: Mapping[str, Body] = field(default_factory=dict)
    examples: Mapping[str, Iterable[Mapping[str, str]]] = field(default_factory=dict)
    zone: str = "UTC"
    made_at: datetime = datetime(2000, 1, 1, tzinfo=UTC)


def write_workbook(
    file: Path,
    contents: Contents,
    plans: Iterable[SheetPlan],
    country: Country,
    wording: Wording,
) -> None:
    """Write a workbook; a file of the same name is replaced.

    Args:
        file: where to.
        contents: what stands in it.
        plans: the sheets it has, in their order.
        country: whose names stand in the drop-downs.
        wording: the words it is written in.
    """
    titles = Titles(wording)
    labels = labels_of(country)
    with xlsxwriter.Workbook(str(file), dict(PLAIN_TEXT)) as book:
        book.set_properties({"created": contents.made_at, "title": "Napas"})
        look = Look.of(book)
        write_guide(book, look, titles)
        putter = Putter(look, wording, contents.zone, labels)
        lists = lists_of(titles, labels)
        write_settings(book, putter, titles, lists, contents.settings)
        writer = PageWriter(book, look, titles, lists, putter)
        first = None
        for plan in plans:
            body = contents.bodies.get(plan.key, Body())
            sheet = writer.write(plan, body, contents.examples.get(plan.key, ()))
            first = first or sheet
        lists.write(book)
        if first is not None:
            first.activate()
