"""A workbook into a situation, by the same readers as a folder."""

from pathlib import Path

from napas.domain.assumption import Assumption
from napas.domain.country import Country
from napas.domain.finding import Finding, Grade, find
from napas.exchange.cells import Fault, read_cell, shown
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import text, zone
from napas.exchange.country import read_country
from napas.exchange.scenario import ScenarioRead, read_kept
from napas.exchange.settings import LayerName, ScenarioHead, read_head
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.reading import read_book
from napas.exchange.whereabouts import country_folder
from napas.exchange.workbook.drafts import Origin
from napas.exchange.workbook.ground import Ground
from napas.exchange.workbook.interpret import Interpreter
from napas.exchange.workbook.keeper import WorkbookKeeper
from napas.exchange.workbook.known_sources import take_sources
from napas.exchange.workbook.lay import Laying
from napas.exchange.workbook.layout import SHEETS
from napas.exchange.workbook.names import Names, names_of
from napas.exchange.workbook.settings_sheet import (
    SOURCES,
    TIME_ZONE,
    Setting,
    entries_of,
    origin_of,
    settings_of,
    value_of,
)
from napas.exchange.workbook.sheets import frame_book
from napas.exchange.workbook.titles import Titles
from napas.exchange.workbook.wording import Wording
from napas.parameters import Layer, resolve

UNIVERSAL = "UTC"
"""The clock where no country is known."""
COUNTRY = text("country")


def read_workbook(
    file: Path, wording: Wording, *, leave_out: bool = False
) -> ScenarioRead:
    """Read a workbook; never raises.

    Args:
        file: an Excel or OpenDocument workbook.
        wording: the words its sheets and titles are written in.
        leave_out: whether to go on without sheets that cannot be read.
    """
    book = read_book(file)
    if isinstance(book, Finding):
        return ScenarioRead(None, None, (book,))
    return read_kept(keep_book(file, book, wording), leave_out=leave_out)


def keep_book(file: Path, book: Book, wording: Wording) -> WorkbookKeeper:
    """Lay a book out as the tables of a scenario.

    Args:
        file: where it lies; a country is looked for from its folder.
        book: its cells.
        wording: the words its sheets and titles are written in.
    """
    titles = Titles(wording)
    frames = frame_book(book, titles)
    placed = list(frames.findings)
    sheet = frames.settings
    settings = () if sheet is None else settings_of(sheet, wording)
    spots = {} if sheet is None else origin_of(settings, frames.file, sheet.name)
    country = _country(file, settings)
    clock = _clock(settings, country, spots, placed)
    names = Names() if country is None else names_of(country)
    interpreter = Interpreter(wording, clock, names)
    told = None if sheet is None else entries_of(settings, interpreter)
    head = None if told is None else read_head(told, [])
    laying = Laying.of(frames, titles, interpreter)
    ground = None
    if head is not None and country is not None:
        ground = _ground(laying, country, head)
    laying.lay(ground)
    placed += laying.findings
    assumed: tuple[Assumption, ...] = ()
    if ground is not None:
        placed += ground.findings
        assumed = tuple(ground.assumed.values())
        asked = value_of(settings, SOURCES)
        if asked:
            more, faults = take_sources(
                asked, ground.country, laying.drafts, spots[SOURCES.name]
            )
            assumed, placed = (*assumed, *more), [*placed, *faults]
    files = {plan.key: plan.table.file for plan in SHEETS}
    return WorkbookKeeper(
        file=file,
        titles=titles,
        told=told,
        spots=spots,
        tables={name: draft.lay() for name, draft in laying.drafts.items()},
        lost={files[key]: fault for key, fault in frames.lost.items()},
        placed=tuple(placed),
        assumptions=assumed,
    )


def _country(file: Path, settings: tuple[Setting, ...]) -> Country | None:
    """The country, if it can be had; the reader of all scenarios says why not."""
    where = country_folder(file.parent, value_of(settings, COUNTRY))
    return None if isinstance(where, Finding) else read_country(where)[0]


def _clock(
    settings: tuple[Setting, ...],
    country: Country | None,
    spots: dict[str, Origin],
    findings: list[Finding],
) -> str:
    """The zone in which moments are told: as set, or else that of the country."""
    usual = country.time_zone if country else UNIVERSAL
    told = value_of(settings, TIME_ZONE)
    if not told:
        return usual
    if isinstance(read_cell(told, zone(TIME_ZONE.name)), Fault):
        spot = spots[TIME_ZONE.name].spot(TIME_ZONE.name)
        code = ExchangeCode.CELL_TIME_ZONE_UNKNOWN
        findings.append(find(Grade.STOP, code, spot=spot, read=shown(told)))
        return usual
    return told


def _ground(laying: Laying, country: Country, head: ScenarioHead) -> Ground:
    below = Layer(LayerName.COUNTRY, country.parameter_entries)
    return Ground(
        drafts=laying.drafts,
        interpreter=laying.interpreter,
        country=country,
        parameters=resolve((below, *head.settings.layers)),
        as_of=head.as_of,
    )
