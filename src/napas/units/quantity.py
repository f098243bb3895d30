"""An amount of oxygen as a person types it, read strictly at the border.

A number, then a unit that means one thing: "723.86 kL LOX", "6 m3@15C", "20 ton",
"10 LPM", "40 L@150bar", "2.622,9 t/hari". Whatever could mean two things is refused
with its readings; nothing is guessed.
"""

import re
from dataclasses import dataclass

from napas.units.bounds import require_within
from napas.units.entry import plain_entry
from napas.units.measure import Measure, write_measure
from napas.units.number_form import (
    NumberForm,
    number_readings,
    parse_number,
    refuse_uncountable,
    write_number,
    write_unmistakable_number,
)
from napas.units.refusal import (
    NumberUnreadableError,
    NumberWordError,
    UnitMissingError,
    list_readings,
)
from napas.units.spelling import CYLINDER_WORDS, KNOWN_SPELLINGS, parse_measure


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount or rate of oxygen, in the unit in which it was given.

    Attributes:
        value: zero or more, up to 1e18; for a cylinder its water volume in litres.
        measure: what one of the value stands for.

    Raises:
        NumberOutOfRangeError: negative or above 1e18.
    """

    value: float
    measure: Measure

    def __post_init__(self) -> None:
        require_within("value", self.value, self.measure.unit.value)


def parse_quantity(text: object, *, number_form: NumberForm | None = None) -> Quantity:
    """Read a number with its unit.

    Args:
        text: what was typed, at most 80 characters.
        number_form: the form of its number; without it, a number that reads
            differently in the two forms is refused.

    Raises:
        UnitMissingError: a number alone.
        NumberWordError: juta, ribu, crore, lakh and the like in place of digits.
        NumberUnreadableError: no number, or more than one, before the unit.
        InvalidError: what `plain_entry`, `parse_number` and `parse_measure` refuse.
    """
    written = plain_entry(text)
    refuse_uncountable(written)
    start = _NUMBER.match(written)
    if start is None:
        if written.split()[0].lower() in CYLINDER_WORDS:
            parse_measure(written)  # says which sizes there are
        raise NumberUnreadableError(text=written)
    number, rest = start.group(0), written[start.end() :].strip(" ")
    if _TORN.match(rest):
        raise NumberUnreadableError(text=written)
    _refuse_number_words(written, number, rest)
    value = parse_number(number, number_form=number_form)
    if not rest:
        readings = (f"{number} {unit}" for unit in KNOWN_SPELLINGS if unit[0].isalpha())
        raise UnitMissingError(text=written, readings=list_readings(readings))
    return Quantity(value, parse_measure(rest, number_form=number_form))


def write_quantity(quantity: Quantity, number_form: NumberForm) -> str:
    """Write a quantity so that `parse_quantity` gives it back in this number form."""
    measure = write_measure(quantity.measure, number_form)
    return f"{write_number(quantity.value, number_form)} {measure}"


def write_unmistakable_quantity(quantity: Quantity, number_form: NumberForm) -> str:
    """Write a quantity whose number reads the same when the form is not named."""
    measure = write_measure(quantity.measure, number_form)
    return f"{write_unmistakable_number(quantity.value, number_form)} {measure}"


def number_form_of(text: str) -> NumberForm | None:
    """The number form a readable text must be written in, if its number tells."""
    start = _NUMBER.match(text.strip())
    forms = number_readings(start.group(0)) if start else {}
    return next(iter(forms)) if len(forms) == 1 else None


_NUMBER = re.compile(r"[0-9](?:[0-9.,]*[0-9])?(?:[eE][+-]?[0-9]+)?")
# A second number, as in 5-6 t, 1/2 t and 1 234 t, or a mark without its digits.
_TORN = re.compile(r"[/:x]? *\d|[-+.,]")
_FIRST_WORD = re.compile(r"[A-Za-z]+")
_WORDS = {
    1e2: "ratus hundred",
    1e3: "ribu rb thousand k",
    1e5: "lakh lakhs lac",
    1e6: "juta jt million",
    1e7: "crore crores cr",
    1e9: "miliar milyar billion",
    1e12: "triliun trillion",
}
_NUMBER_WORDS = {
    word: value for value, words in _WORDS.items() for word in words.split()
}


def _refuse_number_words(written: str, number: str, rest: str) -> None:
    word = _FIRST_WORD.match(rest)
    if word is None or word.group(0).lower() not in _NUMBER_WORDS:
        return
    times = _NUMBER_WORDS[word.group(0).lower()]
    expanded = {value * times for value in number_readings(number).values()}
    raise NumberWordError(
        text=written,
        word=word.group(0),
        readings=list_readings(f"{value:.15g}" for value in sorted(expanded)),
    )
