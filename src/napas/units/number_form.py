"""Numbers as people write them: 1.234,5 or 1,234.5, and never a guess between them.

Digits are read strictly: thousands marks stand in every place or in none. "1.234" is
1234 in the one form and 1.234 in the other, so it is refused unless the form is named;
"723.86", "1.234.567" and "1.234,5" can be read in one way only and need no form.
"""

import math
import re
from decimal import Decimal
from enum import StrEnum

from napas.units.bounds import LARGEST_NUMBER, require_within
from napas.units.entry import plain_entry
from napas.units.refusal import (
    AmountNegativeError,
    NumberAmbiguousError,
    NumberInOtherFormError,
    NumberNotCountableError,
    NumberTooLargeError,
    NumberTooSmallError,
    NumberUnreadableError,
    list_readings,
)

LONGEST_PLAIN_NUMBER = 30
"""Digits and point; a longer number is written with a power of ten."""


class NumberForm(StrEnum):
    """Which of the two marks separates the decimals; the other marks thousands."""

    DECIMAL_COMMA = "comma"
    """1.234,5 as in Indonesian."""
    DECIMAL_POINT = "point"
    """1,234.5 as in English."""

    @property
    def decimal_mark(self) -> str:
        """The mark before the decimals."""
        return "," if self is NumberForm.DECIMAL_COMMA else "."

    @property
    def thousands_mark(self) -> str:
        """The mark between groups of three digits."""
        return "." if self is NumberForm.DECIMAL_COMMA else ","


def parse_number(text: object, *, number_form: NumberForm | None = None) -> float:
    """Read a number that is zero or more.

    Args:
        text: digits with an optional thousands and decimal mark, and an optional
            power of ten ("1.5e3").
        number_form: the form it is written in; without it, a text that reads
            differently in the two forms is refused.

    Raises:
        NumberAmbiguousError: the two forms give different numbers and none was named.
        NumberUnreadableError: not a well-written number.
        NumberInOtherFormError: well written, but not in the form named.
        NumberNotCountableError: nan or inf.
        NumberTooLargeError: above 1e18.
        NumberTooSmallError: not zero, but zero in a float.
        AmountNegativeError: it has a minus sign.
        InvalidError: what `plain_entry` refuses.
    """
    written = plain_entry(text)
    refuse_uncountable(written)
    readings = number_readings(written)
    if not readings:
        raise NumberUnreadableError(text=written)
    if number_form in readings:
        return _checked(written, readings[number_form])
    if number_form is not None:
        raise NumberInOtherFormError(
            text=written, form=number_form.value, readings=_listed(readings)
        )
    if len(set(readings.values())) > 1:
        raise NumberAmbiguousError(text=written, readings=_listed(readings))
    return _checked(written, next(iter(readings.values())))


def number_readings(text: str) -> dict[NumberForm, float]:
    """The value of the text in every form in which it is well written."""
    return {
        form: float(
            text.replace(form.thousands_mark, "").replace(form.decimal_mark, ".")
        )
        for form in NumberForm
        if _PATTERNS[form].fullmatch(text)
    }


def write_number(value: float, number_form: NumberForm) -> str:
    """Write a number, zero or more, so that `parse_number` gives it back in this form.

    All digits that matter are written, with thousands marks.

    Raises:
        NumberOutOfRangeError: negative or above 1e18.
    """
    shortest = repr(require_within("value", value, ""))
    plain = f"{Decimal(shortest):f}"
    body, power, exponent = (
        (plain, "", "")
        if len(plain) <= LONGEST_PLAIN_NUMBER
        else shortest.partition("e")
    )
    whole, _, decimals = body.partition(".")
    grouped = f"{int(whole):,}".replace(",", number_form.thousands_mark)
    fraction = decimals.rstrip("0")
    tail = f"{number_form.decimal_mark}{fraction}" if fraction else ""
    return f"{grouped}{tail}{power}{exponent}"


def write_unmistakable_number(value: float, number_form: NumberForm) -> str:
    """Write a number so that it reads the same when the form is not named.

    "12,345" becomes "12,3450", and "826.069" becomes "826069".

    Raises:
        NumberOutOfRangeError: negative or above 1e18.
    """
    written = write_number(value, number_form)
    if len(set(number_readings(written).values())) == 1:
        return written
    body, power, exponent = written.partition("e")
    if number_form.decimal_mark in body:
        return f"{body}0{power}{exponent}"
    return body.replace(number_form.thousands_mark, "")


def refuse_uncountable(written: str) -> None:
    """Refuse words for no number, and numbers below zero.

    Raises:
        NumberNotCountableError: nan or inf.
        AmountNegativeError: a minus sign before digits.
    """
    word = _UNCOUNTABLE.match(written)
    if word:
        raise NumberNotCountableError(text=written, word=word.group(0))
    if _NEGATIVE.match(written):
        raise AmountNegativeError(text=written)


def _pattern(form: NumberForm) -> re.Pattern[str]:
    thousands, decimal = re.escape(form.thousands_mark), re.escape(form.decimal_mark)
    return re.compile(
        rf"(?:[1-9][0-9]{{0,2}}(?:{thousands}[0-9]{{3}})+|[0-9]+)"
        rf"(?:{decimal}[0-9]+)?(?:[eE][+-]?[0-9]{{1,3}})?"
    )


_PATTERNS = {form: _pattern(form) for form in NumberForm}
_UNCOUNTABLE = re.compile(r"[+-]?\s*(?:nan|infinity|inf)\b", re.IGNORECASE | re.ASCII)
_NEGATIVE = re.compile(r"-\s*[0-9.,]")
_NOT_ZERO = re.compile(r"[1-9]")


def _checked(written: str, value: float) -> float:
    if value > LARGEST_NUMBER:
        raise NumberTooLargeError(text=written, limit=LARGEST_NUMBER)
    mantissa = re.split("[eE]", written)[0]
    if value == 0.0 and _NOT_ZERO.search(mantissa):
        raise NumberTooSmallError(text=written)
    return value


def _listed(readings: dict[NumberForm, float]) -> str:
    """Readings as plain numbers with a decimal point; huge ones as they are."""
    return list_readings(
        write_unmistakable_number(value, NumberForm.DECIMAL_POINT)
        if math.isfinite(value) and value <= LARGEST_NUMBER
        else str(value)
        for value in dict.fromkeys(readings.values())
    )
