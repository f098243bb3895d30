"""What a doubtful amount may mean, each meaning with its kilograms beside it."""

import re
from collections.abc import Iterator

from napas.errors import InvalidError
from napas.units.conversion import ConversionBasis, convert_quantity
from napas.units.measure import Measure, Unit
from napas.units.number_form import NumberForm, write_unmistakable_number
from napas.units.quantity import Quantity, number_form_of, parse_quantity
from napas.units.refusal import list_readings

BETWEEN = " | "
NUMBER_FIRST = re.compile(r"(?P<number>[0-9](?:[0-9.,]*[0-9])?)\s*(?P<unit>\D.*)?")
KILOGRAM = Measure(Unit.KILOGRAM)
WHOLE_KG = 100.0
"""From here on grams do not tell readings apart."""
FIGURES = 3


def weigh_readings(written: str, readings: str) -> str:
    """The readings of an amount as amounts, each with its mass.

    A reading is a number for the written unit, a unit for the written number, or both.
    What has a period is no stock and left out, unless nothing else is read; a reading
    whose mass cannot be told stays as it is.

    Args:
        written: number and unit as they were typed.
        readings: as a refusal of `napas.units` lists them.
    """
    weighed = list_readings(_weighed(written, readings.split(BETWEEN)))
    return weighed or readings


def _weighed(written: str, readings: list[str]) -> Iterator[str]:
    for reading in readings:
        amount = _amount(written, reading)
        quantity = _parsed(amount)
        if quantity is None:
            yield reading
        elif quantity.measure == KILOGRAM:
            yield amount
        elif quantity.measure.period is None:
            yield amount + _as_mass(quantity)


def _as_mass(quantity: Quantity) -> str:
    """The mass of an amount; nothing where more would have to be known."""
    try:
        answer = convert_quantity(quantity, KILOGRAM, ConversionBasis()).answer
    except InvalidError:
        return ""
    return f" = {_kilograms(answer.value)} kg"


def _amount(written: str, reading: str) -> str:
    """A reading as number and unit."""
    told, read = NUMBER_FIRST.fullmatch(written), NUMBER_FIRST.fullmatch(reading)
    if read is None:
        return f"{told['number'] if told else ''} {reading}"
    if read["unit"] or told is None:
        return reading
    return f"{reading} {told['unit'] or ''}".rstrip()


def _parsed(amount: str) -> Quantity | None:
    form = number_form_of(amount) or NumberForm.DECIMAL_POINT
    try:
        return parse_quantity(amount, number_form=form)
    except InvalidError:
        return None


def _kilograms(mass_kg: float) -> str:
    """A mass that reads the same with either decimal mark."""
    if mass_kg >= WHOLE_KG:
        return f"{mass_kg:.0f}"
    rounded = float(f"{mass_kg:.{FIGURES}g}")
    return write_unmistakable_number(rounded, NumberForm.DECIMAL_POINT)
