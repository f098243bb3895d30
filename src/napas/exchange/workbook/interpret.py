"""From a cell of a spreadsheet to the text a table of ours would have in its place.

Words of both languages, names, the forms of numbers and moments on a clock are turned
into our own; what could mean two things is held with its readings.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from napas.errors import InvalidError
from napas.exchange.cells import ENDLESS, NUMBER, Fault, shown
from napas.exchange.columns import Column, Kind
from napas.exchange.spreadsheet.book import Cell, CellKind
from napas.exchange.workbook.codes import WorkbookCode
from napas.exchange.workbook.meanings import weigh_readings
from napas.exchange.workbook.names import Names
from napas.exchange.workbook.titles import Titles
from napas.exchange.workbook.wording import (
    LANGUAGES,
    Wording,
    both,
    parts_of,
    plain,
    word_label,
)
from napas.exchange.writing import as_cell
from napas.units.mass import G_PER_T, KG_PER_T
from napas.units.measure import Unit
from napas.units.number_form import number_readings
from napas.units.quantity import parse_quantity
from napas.units.refusal import list_readings

PERCENT = 100.0
PERCENT_SIGN = re.compile(r"(?P<number>[0-9][0-9.,]*)\s*%")
NUMBER_AND_UNIT = re.compile(r"(?P<number>[0-9](?:[0-9.,]*[0-9])?)\s*(?P<unit>\D.*)")
LOCAL_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<hour>\d\d?)[:.](?P<rest>\d\d(?::\d\d(?:\.\d+)?)?))?"
)
UNITS_PER_T: Mapping[Unit, float] = {
    Unit.TONNE: 1.0,
    Unit.KILOGRAM: float(KG_PER_T),
    Unit.GRAM: float(G_PER_T),
}
"""Units of mass alone: whatever else an amount is told in needs more to be known."""
NOTHING_LEFT = frozenset(
    {
        "habis",
        "sudah habis",
        "kosong",
        "nihil",
        "nol",
        "empty",
        "none",
        "nothing",
        "out",
    }
)
"""Words for a stock that is used up."""
ZERO = re.compile(r"0+(?:[.,]0*)?\s*")
MASS_UNIT, FLOW_UNIT = "t", "t_per_day"
MINUTES_PER_DAY = 1440

Text = str | Fault
"""The text of a table's cell, or why there is none."""


def held(code: WorkbookCode, read: str, **params: str) -> Fault:
    """Why a cell is not read, with what was read."""
    return Fault(code, (("read", shown(read)), *params.items()))


@dataclass(frozen=True)
class Interpreter:
    """Turns cells into our texts.

    Attributes:
        zone: of the clock on which moments without a zone are told.
        names: which codes stand behind names.
    """

    wording: Wording
    zone: str
    names: Names

    def text(self, cell: Cell, column: Column) -> Text:
        """What a cell says in a column; empty text where it is empty."""
        if cell.kind is CellKind.FAULT:
            return held(WorkbookCode.CELL_FAULT, cell.text)
        written = cell.text.strip()
        if not written:
            return ""
        return self._readers[column.kind](cell, written, column)

    @cached_property
    def _readers(self) -> Mapping[Kind, Callable[[Cell, str, Column], Text]]:
        return {
            Kind.TEXT: self._free,
            Kind.ZONE: self._free,
            Kind.LIST: self._free,
            Kind.NUMBER: self._figure,
            Kind.WHOLE: self._figure,
            Kind.SHARE: self._figure,
            Kind.FLAG: self._flag,
            Kind.MOMENT: self._moment,
            Kind.DAY: self._day,
            Kind.WORD: self._word,
            Kind.CODE: self._code,
        }

    def _free(self, cell: Cell, written: str, _: Column) -> Text:
        if cell.kind is CellKind.MOMENT:
            return held(WorkbookCode.CELL_MADE_MOMENT, written)
        return written

    def _figure(self, cell: Cell, written: str, column: Column) -> Text:
        if cell.kind is CellKind.MOMENT:
            return held(WorkbookCode.CELL_MADE_MOMENT, written)
        if cell.kind is not CellKind.TEXT:
            return written
        readings = number_readings(written)
        if readings:
            return one_number(written)
        share = PERCENT_SIGN.fullmatch(written)
        if column.kind is Kind.SHARE and share is not None:
            number = one_number(share["number"])
            return number if isinstance(number, Fault) else _percent(number)
        return self._with_unit(written, column)

    def _with_unit(self, written: str, column: Column) -> Text:
        """A figure with its unit behind it, where the unit is that of the column."""
        split = NUMBER_AND_UNIT.fullmatch(written)
        if split is None or not column.unit:
            return plain_number(written)
        if self._titles.units.get(plain(split["unit"])) == column.unit:
            return one_number(split["number"])
        if column.unit not in (MASS_UNIT, FLOW_UNIT):
            return plain_number(written)
        try:
            quantity = parse_quantity(written)
        except InvalidError as refusal:
            return held_amount(written, refusal)
        period = quantity.measure.period
        rate = column.unit == FLOW_UNIT
        if quantity.measure.unit not in UNITS_PER_T or (period is not None) != rate:
            return plain_number(written)
        per_day = MINUTES_PER_DAY / period.minutes if period is not None else 1.0
        return as_cell(quantity.value / UNITS_PER_T[quantity.measure.unit] * per_day)

    def _flag(self, _: Cell, written: str, __: Column) -> Text:
        for part in map(plain, parts_of(written)):
            if part in self._flags:
                return self._flags[part]
        return held(WorkbookCode.FLAG_UNREADABLE, written)

    def _moment(self, cell: Cell, written: str, _: Column) -> Text:
        matched = LOCAL_MOMENT.fullmatch(written)
        if cell.kind is CellKind.NUMBER:
            return held(WorkbookCode.MOMENT_UNREADABLE, written)
        if matched is None:
            ours = written.endswith("Z")
            return written if ours else held(WorkbookCode.MOMENT_UNREADABLE, written)
        hour, rest = matched["hour"] or "00", matched["rest"] or "00"
        try:
            told = datetime.fromisoformat(f"{matched['day']}T{hour:0>2}:{rest}")
        except ValueError:
            return held(WorkbookCode.MOMENT_UNREADABLE, written)
        return self._on_the_clock(told, written)

    def _on_the_clock(self, told: datetime, written: str) -> Text:
        """The moment in UTC; held where the clock was moved just then."""
        zone = ZoneInfo(self.zone)
        early, late = (told.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        if early.utcoffset() != late.utcoffset():
            readings = list_readings(as_cell(each) for each in (early, late))
            code = WorkbookCode.MOMENT_OFF_THE_CLOCK
            return held(code, written, readings=readings)
        return as_cell(early.astimezone(UTC))

    def _day(self, _: Cell, written: str, __: Column) -> Text:
        matched = LOCAL_MOMENT.fullmatch(written)
        return written if matched is None else matched["day"]

    def _word(self, _: Cell, written: str, column: Column) -> Text:
        assert column.words is not None, f"{column.name} needs its closed list"
        known = self.words(column.words)
        for part in map(plain, parts_of(written)):
            if part in known:
                return known[part]
        labels = (word_label(member, self.wording) for member in column.words)
        return held(WorkbookCode.WORD_UNKNOWN, written, known=", ".join(labels))

    def _code(self, cell: Cell, written: str, column: Column) -> Text:
        if cell.kind is CellKind.MOMENT:
            return held(WorkbookCode.CELL_MADE_MOMENT, written)
        codes = self.names.codes(written, column.refers)
        if len(codes) > 1:
            readings = list_readings(codes)
            return held(WorkbookCode.NAME_AMBIGUOUS, written, readings=readings)
        near = () if codes else self.names.near(written, column.refers)
        if near:
            told = ", ".join(near)
            return held(WorkbookCode.NAME_UNKNOWN, written, near=told)
        return next(iter(codes), written)

    def words(self, kind: type[StrEnum]) -> Mapping[str, str]:
        """The values of a closed list by their plain words in every language."""
        known = self._known.get(kind)
        if known is None:
            known = {
                plain(part): member.value
                for member in kind
                for part in (*parts_of(word_label(member, self.wording)), member.value)
            }
            self._known[kind] = known
        return known

    @cached_property
    def _known(self) -> dict[type[StrEnum], Mapping[str, str]]:
        return {}

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self.wording)

    @cached_property
    def _flags(self) -> Mapping[str, str]:
        told = {"true": "true", "false": "false"}
        for code, value in (("yes", "true"), ("no", "false")):
            for language in LANGUAGES:
                told[plain(self.wording.say(code, language))] = value
        return told


def one_number(written: str) -> Text:
    """A number written in one of the two forms, or its readings where it is in both."""
    readings = number_readings(written)
    values = sorted(set(readings.values()))
    if len(values) > 1:
        told = list_readings(as_cell(value) for value in values)
        return held(WorkbookCode.NUMBER_AMBIGUOUS, written, readings=told)
    return as_cell(values[0]) if values else written


def plain_number(written: str) -> Text:
    """A number as a table has it, or why it is none."""
    known = NUMBER.fullmatch(written) or ENDLESS.fullmatch(written)
    return written if known else held(WorkbookCode.NUMBER_UNREADABLE, written)


def held_amount(written: str, refusal: InvalidError) -> Fault:
    """Why an amount is not read, in the words of a workbook."""
    readings = refusal.params.get("readings")
    if says_nothing_left(written):
        return held(WorkbookCode.SAID_EMPTY, written)
    if readings is None:
        return held(WorkbookCode.AMOUNT_UNREADABLE, written)
    code = (
        WorkbookCode.AMOUNT_WITHOUT_UNIT
        if refusal.code == "unit-missing"
        else WorkbookCode.AMOUNT_AMBIGUOUS
    )
    return held(code, written, readings=weigh_readings(written, str(readings)))


def says_nothing_left(written: str) -> bool:
    """Whether somebody says that all is used, and not of what."""
    return plain(written) in NOTHING_LEFT or ZERO.fullmatch(written) is not None


def flag_label(value: bool, wording: Wording) -> str:  # noqa: FBT001 - a cell's value
    """Yes or no in both languages."""
    return both("yes" if value else "no", wording)


def _percent(number: str) -> str:
    return as_cell(float(number) / PERCENT)
