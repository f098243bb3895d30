"""A first proposal of a layout from a sender's file; a person fills in what is open.

Nothing is taken as known that the file does not say: a unit that no header names, a day
that may be a month, a form of numbers that no cell settles stay open, and are listed.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from napas.domain.finding import Code
from napas.domain.network import Form
from napas.domain.report import ReportKind
from napas.exchange.layouts.layout import (
    PIECES,
    FigureColumn,
    LayoutKind,
    ReportLayout,
)
from napas.exchange.layouts.reports import COUNTED
from napas.exchange.spreadsheet.book import BookSheet, Cell, CellKind
from napas.units.number_form import NumberForm, number_readings

MOST_SAMPLES = 200
LAST_HEADER_ROW = 20
FEWEST_HEADERS = 2
PART = re.compile(r"[^\W_]+")
ANY_FORM = "%Y-%m-%d"


class Open(Code):
    """What a proposal leaves to a person."""

    FACILITY = "layout-open-facility"
    MOMENT = "layout-open-moment"
    MOMENT_FORM = "layout-open-moment-form"
    NUMBER_FORM = "layout-open-number-form"
    UNIT = "layout-open-unit"
    CYLINDER = "layout-open-cylinder"
    FORM = "layout-open-form"
    COLUMN = "layout-open-column"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A layout that nobody has confirmed, and what is open in it.

    Attributes:
        open_points: what, and in which column.
    """

    layout: ReportLayout
    open_points: tuple[tuple[Open, str], ...]


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """Words by which columns are recognised, each with what it stands for."""

    what: Mapping[str, tuple[str, ...]]
    form: Mapping[str, tuple[str, ...]]
    unit: Mapping[str, tuple[str, ...]]
    column: Mapping[str, tuple[str, ...]]
    moment_forms: tuple[str, ...]


@cache
def load_header_words() -> HeaderWords:
    """The words that come with the program."""
    place = files("napas.exchange.layouts") / "header_words.toml"
    told = tomllib.loads(place.read_text(encoding="utf-8"))

    def words(topic: str) -> dict[str, tuple[str, ...]]:
        return {key: tuple(listed) for key, listed in told[topic].items()}

    return HeaderWords(
        words("what"),
        words("form"),
        words("unit"),
        words("column"),
        tuple(told["moment"]["forms"]),
    )


def propose_layout(
    sheet: BookSheet, *, name: str, sender: str, words: HeaderWords
) -> Proposal:
    """Propose how a sheet is to be read.

    Args:
        sheet: with its header among the first rows.
        name: of the layout.
        sender: who wrote it.
        words: by which its columns are recognised.
    """
    header_row = _header_row(sheet, words)
    header = [cell.text.strip() for cell in sheet.rows[header_row - 1]]
    samples = sheet.rows[header_row : header_row + MOST_SAMPLES]
    open_points: list[tuple[Open, str]] = []
    named = _named(header, words, open_points)
    figures = _figures(header, named.values(), words, open_points)
    moment = named.get("moment_column", "")
    forms = _moment_forms(_column(header, samples, moment), words)
    if moment and len(forms) != 1:
        open_points.append((Open.MOMENT_FORM, moment))
    columns = {figure.column for figure in figures}
    cells = [
        row[at] for row in samples for at, head in enumerate(header) if head in columns
    ]
    number_form = _number_form(cells, open_points)
    layout = ReportLayout(
        name=name,
        sender=sender,
        version=1,
        kind=LayoutKind.TABLE,
        figures=tuple(figures),
        moment_column=moment,
        moment_form=forms[0] if forms else ANY_FORM,
        facility_column=named.get("facility_column", ""),
        name_column=named.get("name_column", ""),
        number_form=number_form,
        sheet=sheet.name,
        header_row=header_row,
        confirmed=False,
    )
    return Proposal(layout, tuple(open_points))


def _parts(header: str) -> tuple[str, ...]:
    return tuple(PART.findall(header.lower()))


def _best(header: str, known: Mapping[str, tuple[str, ...]]) -> str | None:
    """What a header stands for, by the longest of its words; None where two tie."""
    parts = _parts(header)
    found: dict[int, set[str]] = {}
    for meaning, listed in known.items():
        for word in listed:
            wanted = _parts(word)
            size = len(wanted)
            if any(parts[at : at + size] == wanted for at in range(len(parts))):
                found.setdefault(size, set()).add(meaning)
    best = found[max(found)] if found else set()
    return next(iter(best)) if len(best) == 1 else None


def _header_row(sheet: BookSheet, words: HeaderWords) -> int:
    """The first row in which most cells are recognised."""

    def known(row: Sequence[Cell]) -> int:
        topics = (words.what, words.form, words.column)
        return sum(
            any(_best(cell.text, topic) is not None for topic in topics) for cell in row
        )

    counts = [known(row) for row in sheet.rows[:LAST_HEADER_ROW]]
    most = max(counts, default=0)
    return counts.index(most) + 1 if most >= FEWEST_HEADERS else 1


def _named(
    header: list[str], words: HeaderWords, open_points: list[tuple[Open, str]]
) -> dict[str, str]:
    """The columns that name facility and moment."""
    named: dict[str, str] = {}
    for head in header:
        meaning = _best(head, words.column)
        if meaning is not None and _best(head, words.what) is None:
            named.setdefault(meaning, head)
    if "facility_column" not in named and "name_column" not in named:
        open_points.append((Open.FACILITY, ""))
    if "moment_column" not in named:
        open_points.append((Open.MOMENT, ""))
    return named


def _figures(
    header: list[str],
    named: Iterable[str],
    words: HeaderWords,
    open_points: list[tuple[Open, str]],
) -> list[FigureColumn]:
    taken = set(named)
    figures: list[FigureColumn] = []
    for head in header:
        if not head or head in taken:
            continue
        what = _best(head, words.what)
        if what is None:
            open_points.append((Open.COLUMN, head))
            continue
        figures.append(_figure(head, ReportKind(what), words, open_points))
    return figures


def _figure(
    head: str, what: ReportKind, words: HeaderWords, open_points: list[tuple[Open, str]]
) -> FigureColumn:
    form = _best(head, words.form)
    unit = PIECES if what in COUNTED else _best(_unit_part(head), words.unit)
    if what in COUNTED:
        form = Form.CYLINDER.value
    if form is None:
        open_points.append((Open.FORM, head))
        form = Form.CYLINDER.value if unit == PIECES else Form.LIQUID.value
    if unit == PIECES and form != Form.CYLINDER:
        unit = None
    if unit is None:
        open_points.append((Open.UNIT, head))
    elif unit == PIECES:
        open_points.append((Open.CYLINDER, head))
    units = () if unit is None else (unit,)
    return FigureColumn(head, what, Form(form), units)


def _unit_part(head: str) -> str:
    """Where a header names its unit: in brackets, or else as its last words."""
    bracketed = re.search(r"[(\[]([^)\]]+)[)\]]", head)
    return bracketed.group(1) if bracketed else " ".join(_parts(head)[-2:])


def _column(
    header: list[str], samples: Sequence[tuple[Cell, ...]], name: str
) -> list[Cell]:
    return [row[header.index(name)] for row in samples] if name else []


def _moment_forms(cells: Sequence[Cell], words: HeaderWords) -> list[str]:
    """The forms in which every sample can be read; cells with a date need none."""
    texts = [cell.text.strip() for cell in cells if cell.kind is CellKind.TEXT]
    if not texts:
        dated = any(cell.kind is CellKind.MOMENT for cell in cells)
        return [ANY_FORM] if dated else []

    def reads(form: str) -> Callable[[str], bool]:
        def read(text: str) -> bool:
            try:
                datetime.strptime(text, form)  # noqa: DTZ007 - only whether it reads
            except ValueError:
                return False
            return True

        return read

    return [form for form in words.moment_forms if all(map(reads(form), texts))]


def _number_form(
    cells: Iterable[Cell], open_points: list[tuple[Open, str]]
) -> NumberForm | None:
    """The one form in which all numbers that are texts can be read."""
    texts = [cell.text.strip() for cell in cells if cell.kind is CellKind.TEXT]
    readings = [found for text in texts if (found := number_readings(text))]
    telling = [found for found in readings if len(set(found.values())) > 1]
    single = [next(iter(found)) for found in readings if len(found) == 1]
    if single and len(set(single)) == 1:
        return single[0]
    if telling or single:
        open_points.append((Open.NUMBER_FORM, ""))
    return None
