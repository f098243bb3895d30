"""One cell: from the text that was written to the value it stands for, or its fault.

Nothing is guessed: a number is written with a point and without separators, a moment
with Z, yes and no as true and false.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from napas.domain.finding import Code
from napas.errors import Scalar
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Column, Kind, Value
from napas.exchange.formulas import looks_like_formula, unguard

LONGEST_CELL = 2_000
"""Characters; a paragraph of remarks fits, a pasted page does not."""
SHOWN = 40
"""Characters of a wrong cell that a message repeats."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years a record of oxygen can speak of."""

NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
COMMA = re.compile(r"[+-]?[\d.,]*\d,\d[\d.,]*", re.ASCII)
ENDLESS = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE | re.ASCII)
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
FLAGS = {"true": True, "false": False}
LINE_BREAKS = frozenset("\n\r\t")
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that make text read other than it is written."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell has no value, and what its sentence mentions."""

    code: Code
    params: tuple[tuple[str, Scalar], ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that is used and marked."""

    value: Value
    code: Code
    params: tuple[tuple[str, Scalar], ...] = ()


Reading = Value | Fault | Doubt


def read_cell(written: str, column: Column) -> Reading:
    """Read a cell that is not empty.

    Args:
        written: without blanks around it.
        column: what the cell may hold; whether a CODE exists is not asked here.
    """
    if len(written) > LONGEST_CELL:
        return Fault(
            ExchangeCode.CELL_TOO_LONG,
            (("length", len(written)), ("limit", LONGEST_CELL)),
        )
    return READERS[column.kind](written, column)


def shown(written: str) -> str:
    """The beginning of a cell, fit for a message."""
    plain = "".join(mark if mark.isprintable() else "�" for mark in written[:SHOWN])
    return plain if len(written) <= SHOWN else f"{plain}…"


def _fault(code: Code, written: str, **params: Scalar) -> Fault:
    return Fault(code, (("read", shown(written)), *params.items()))


def _read_text(written: str, _: Column) -> Reading:
    if not written.isprintable() and any(map(_misleads, written)):
        return _fault(ExchangeCode.CELL_UNPRINTABLE, written)
    if looks_like_formula(written):
        params = (("read", shown(written)),)
        return Doubt(written, ExchangeCode.CELL_FORMULA, params)
    return unguard(written)


def _misleads(mark: str) -> bool:
    control = unicodedata.category(mark) == "Cc" and mark not in LINE_BREAKS
    return control or mark in TURNING


def _read_number(written: str, column: Column) -> Reading:
    if not NUMBER.fullmatch(written):
        return _fault(_fault_of_number(written), written)
    value = float(written) + 0.0  # a minus before zero is lost
    if not math.isfinite(value):
        return _fault(ExchangeCode.CELL_NOT_FINITE, written)
    if column.low <= value <= column.high:
        return value
    if value < 0.0 == column.low:
        return _fault(ExchangeCode.CELL_NEGATIVE, written)
    if column.kind is Kind.SHARE:
        return _fault(ExchangeCode.CELL_SHARE_ABOVE_ONE, written)
    return _fault(
        ExchangeCode.CELL_OUT_OF_RANGE, written, low=column.low, high=column.high
    )


def _fault_of_number(written: str) -> ExchangeCode:
    if ENDLESS.fullmatch(written):
        return ExchangeCode.CELL_NOT_FINITE
    if COMMA.fullmatch(written):
        return ExchangeCode.CELL_DECIMAL_COMMA
    digits = [mark for mark in written if mark.isdigit()]
    if any(not mark.isascii() for mark in digits):
        return ExchangeCode.CELL_EXOTIC_DIGITS
    return ExchangeCode.CELL_NOT_A_NUMBER


def _read_whole(written: str, column: Column) -> Reading:
    value = _read_number(written, column)
    if not isinstance(value, float):
        return value
    if not value.is_integer():
        return _fault(ExchangeCode.CELL_NOT_WHOLE, written)
    return int(value)


def _read_flag(written: str, _: Column) -> Reading:
    value = FLAGS.get(written.lower())
    return _fault(ExchangeCode.CELL_NOT_A_FLAG, written) if value is None else value


def _read_moment(written: str, _: Column) -> Reading:
    matched = MOMENT.fullmatch(written)
    if matched is None:
        return _fault(ExchangeCode.CELL_NOT_A_MOMENT, written)
    if matched.group(1) != "Z":
        return _fault(ExchangeCode.CELL_MOMENT_WITHOUT_Z, written)
    try:
        value = datetime.fromisoformat(written.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        return _fault(ExchangeCode.CELL_NOT_A_MOMENT, written)
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        return _fault(ExchangeCode.CELL_NOT_A_MOMENT, written)
    return value


def _read_day(written: str, _: Column) -> Reading:
    if not DAY.fullmatch(written):
        return _fault(ExchangeCode.CELL_NOT_A_DAY, written)
    try:
        return date.fromisoformat(written)
    except ValueError:
        return _fault(ExchangeCode.CELL_NOT_A_DAY, written)


def _read_zone(written: str, _: Column) -> Reading:
    if not _is_zone(written):
        return _fault(ExchangeCode.CELL_TIME_ZONE_UNKNOWN, written)
    return written


@cache
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _read_word(written: str, column: Column) -> Reading:
    assert column.words is not None, f"{column.name} needs its closed list"
    try:
        return column.words(written)
    except ValueError:
        known = ", ".join(column.words)
        return _fault(ExchangeCode.CELL_WORD_UNKNOWN, written, known=known)


def _read_list(written: str, column: Column) -> Reading:
    found = tuple(written.split())
    if column.words is None:
        return found
    known = set(column.words)
    for each in found:
        if each not in known:
            return _fault(
                ExchangeCode.CELL_WORD_UNKNOWN, each, known=", ".join(column.words)
            )
    return found


READERS: dict[Kind, Callable[[str, Column], Reading]] = {
    Kind.TEXT: _read_text,
    Kind.CODE: _read_text,
    Kind.NUMBER: _read_number,
    Kind.SHARE: _read_number,
    Kind.WHOLE: _read_whole,
    Kind.FLAG: _read_flag,
    Kind.MOMENT: _read_moment,
    Kind.DAY: _read_day,
    Kind.ZONE: _read_zone,
    Kind.WORD: _read_word,
    Kind.LIST: _read_list,
}
