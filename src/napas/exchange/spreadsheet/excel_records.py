"""What the records of .xls and .xlsb books have in common: numbers and faults."""

from collections.abc import Sequence

from napas.exchange.spreadsheet.number_formats import PLAIN, NumberFormat
from napas.exchange.spreadsheet.sheet_facts import (
    MOMENT,
    VALUED,
    WORDED,
    SheetFacts,
)

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
UNKNOWN_ERROR = "#"
BEFORE_TIME = "-"
"""Stands in a cell that shows a negative number as a date."""
SHORT_B, SHORT_VALUE, WHOLE_BYTE = 4, 0xFC, 0xFF
"""A number in four bytes says in the lowest two bits how it is packed."""
SIGN = 0x80
"""Of the last byte of a number, however it is packed."""


def mark_number(
    facts: SheetFacts,
    place: tuple[int, int],
    style: int,
    styles: Sequence[NumberFormat],
    packed: bytes,
) -> None:
    """Note a number and what its format makes of it.

    Args:
        facts: of its sheet.
        place: row and column, from 1.
        style: the number of its style.
        styles: of the book.
        packed: the number as it is stored, small end first.
    """
    form = styles[style] if style < len(styles) else PLAIN
    facts.mark(*place, VALUED | form.bits_of(zero=_is_zero(packed)))
    if form.bits & WORDED and not facts.wording:
        facts.wording = form.wording
    if form.bits & MOMENT and packed[-1] & SIGN:
        facts.faults[place] = BEFORE_TIME


def _is_zero(packed: bytes) -> bool:
    first = packed[0] & (SHORT_VALUE if len(packed) == SHORT_B else WHOLE_BYTE)
    return not (first or any(packed[1:-1]) or packed[-1] & ~SIGN)


def note_fault(facts: SheetFacts, place: tuple[int, int], number: int) -> None:
    """Note which fault a cell shows."""
    facts.faults[place] = ERRORS.get(number, UNKNOWN_ERROR)
