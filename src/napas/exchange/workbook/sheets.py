"""A book into the frames of the tables we know, and what is strange about the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.cells import shown
from napas.exchange.spreadsheet.book import Book, BookSheet
from napas.exchange.spreadsheet.codes import SpreadsheetCode
from napas.exchange.workbook.codes import WorkbookCode
from napas.exchange.workbook.frame import Frame, frame_sheet
from napas.exchange.workbook.layout import (
    FINDINGS_KEY,
    GUIDE_KEY,
    LISTS_KEY,
    SETTINGS_KEY,
    SHEETS,
)
from napas.exchange.workbook.titles import Titles
from napas.exchange.workbook.wording import parts_of, plain

UNREAD = frozenset({GUIDE_KEY, LISTS_KEY, FINDINGS_KEY})
"""Sheets that are there for people, or for drop-downs."""
LIKENESS = 70.0
"""Per cent of a name that must agree before it is offered as what was meant."""


@dataclass(frozen=True, slots=True)
class Frames:
    """What a book holds of ours.

    Attributes:
        frames: by the key of the sheet.
        settings: the sheet of settings; None where there is none.
        findings: of the book as a whole, and of each sheet; they are placed.
        lost: keys of sheets that cannot be read, and why.
    """

    file: str
    frames: dict[str, Frame]
    settings: BookSheet | None
    findings: tuple[Finding, ...]
    lost: dict[str, Finding]


def frame_book(book: Book, titles: Titles) -> Frames:
    """Find our sheets in a book, whatever their order."""
    plans = {plan.key: plan for plan in SHEETS}
    frames: dict[str, Frame] = {}
    settings: BookSheet | None = None
    findings = [each for each in book.findings if not _is_ours(each, book, titles)]
    lost: dict[str, Finding] = {}
    met: dict[str, str] = {}
    for sheet in book.sheets:
        key = _key(sheet.name, titles)
        if key is None:
            findings.extend(_unknown(book.file, sheet, titles))
        elif key in met:
            spot = Spot(book.file, sheet=sheet.name)
            code = WorkbookCode.SHEET_TWICE
            findings.append(find(Grade.STOP, code, spot=spot, first=met[key]))
        elif key not in UNREAD:
            met[key] = sheet.name
            if key == SETTINGS_KEY:
                settings = sheet
                continue
            framed = frame_sheet(book.file, sheet, plans[key], titles)
            if isinstance(framed, Finding):
                lost[key] = framed
            elif framed is not None:
                frames[key] = framed
                findings.extend(framed.findings)
    if not met:
        spot, known = Spot(book.file), ", ".join(map(titles.sheet, plans))
        findings.append(find(Grade.STOP, WorkbookCode.NOT_OURS, spot=spot, known=known))
    findings.extend(_examples(book.file, frames))
    return Frames(book.file, frames, settings, tuple(findings), lost)


def _is_ours(finding: Finding, book: Book, titles: Titles) -> bool:
    """Whether the only hidden sheet is that of our lists, which is to be hidden."""
    hidden = {_key(sheet.name, titles) for sheet in book.sheets if sheet.hidden}
    return finding.code is SpreadsheetCode.SHEETS_HIDDEN and hidden == {LISTS_KEY}


def _key(name: str, titles: Titles) -> str | None:
    return next(
        (
            titles.sheets[plain(part)]
            for part in parts_of(name)
            if plain(part) in titles.sheets
        ),
        None,
    )


def _unknown(file: str, sheet: BookSheet, titles: Titles) -> Iterator[Finding]:
    """A sheet that nobody asked for, unless nothing stands in it."""
    if not any(cell.text.strip() for row in sheet.rows for cell in row):
        return
    near = process.extractOne(
        plain(sheet.name),
        list(titles.sheets),
        scorer=fuzz.ratio,
        score_cutoff=LIKENESS,
    )
    meant = titles.sheet(titles.sheets[near[0]]) if near else ""
    spot = Spot(file, sheet=shown(sheet.name))
    yield find(Grade.DOUBTFUL, WorkbookCode.SHEET_UNKNOWN, spot=spot, near=meant)


def _examples(file: str, frames: dict[str, Frame]) -> Iterator[Finding]:
    """That rows marked as examples were left out, once for the whole book."""
    count = sum(frame.examples for frame in frames.values())
    if count:
        named = ", ".join(frame.name for frame in frames.values() if frame.examples)
        code = WorkbookCode.EXAMPLES_SKIPPED
        yield find(Grade.DOUBTFUL, code, spot=Spot(file), count=count, named=named)
