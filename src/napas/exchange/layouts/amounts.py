"""A figure as it stands in a cell: the amounts of oxygen it may be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from napas.domain.report import ReportKind
from napas.errors import InvalidError
from napas.exchange.layouts.layout import PIECES, FigureColumn
from napas.exchange.spreadsheet.book import Cell, CellKind
from napas.units.bounds import LARGEST_NUMBER
from napas.units.conversion import ConversionBasis, convert_quantity
from napas.units.measure import Measure, Period, Unit
from napas.units.number_form import (
    NumberForm,
    number_readings,
    parse_number,
    write_unmistakable_number,
)
from napas.units.quantity import Quantity, parse_quantity
from napas.units.spelling import parse_measure


@dataclass(frozen=True, slots=True)
class Amount:
    """One thing that a cell may say.

    Attributes:
        value: the number.
        unit: what it counts.
        mass_kg: the oxygen; of a day for a use. None for cylinders of no known type.
    """

    value: float
    unit: str
    mass_kg: float | None

    @property
    def written(self) -> str:
        """It as a person would write it, its number in one reading only."""
        number = write_unmistakable_number(self.value, NumberForm.DECIMAL_POINT)
        return f"{number} {self.unit}"


@dataclass(frozen=True, slots=True)
class UnitDiffers:
    """A cell that brings a unit of its own, which is none of the column's."""

    unit: str


Amounts = tuple[Amount, ...] | UnitDiffers | None
"""What a cell may say, the same oxygen once; a strange unit; None is unreadable."""


def amounts_of(
    cell: Cell,
    column: FigureColumn,
    number_form: NumberForm | None,
    full_kg: Mapping[str, float],
) -> Amounts:
    """Every amount that a cell may stand for by its layout; one is an answer.

    Args:
        cell: not empty.
        column: what is known of the column.
        number_form: of the sender; None leaves open what can be read in two ways.
        full_kg: oxygen in a full cylinder of each type.
    """
    if cell.kind is CellKind.NUMBER:
        number = float(cell.text)
        return _in_units((number,), column, full_kg) if _counts(number) else None
    if cell.kind is not CellKind.TEXT:
        return None
    numbers = _numbers(cell.text, number_form)
    if numbers:
        return _in_units(numbers, column, full_kg)
    return _with_own_unit(cell.text, column, number_form)


def _counts(number: float) -> bool:
    """Whether it can be an amount of anything; not-a-number is not."""
    return 0.0 <= number <= LARGEST_NUMBER


def _numbers(text: str, number_form: NumberForm | None) -> tuple[float, ...]:
    """What a number alone may be; none where it is no number alone."""
    try:
        found = [parse_number(text, number_form=number_form)]
    except InvalidError:
        readings = number_readings(text.strip()) if number_form is None else {}
        found = list(readings.values())
    return tuple(dict.fromkeys(filter(_counts, found)))


def _in_units(
    numbers: tuple[float, ...], column: FigureColumn, full_kg: Mapping[str, float]
) -> Amounts:
    found: dict[float | None, Amount] = {}
    for number in numbers:
        for unit in column.units:
            amount = _amount(number, unit, column, full_kg)
            key = amount.mass_kg if amount.mass_kg is not None else number
            found.setdefault(key, amount)
    return tuple(found.values())


def _amount(
    number: float, unit: str, column: FigureColumn, full_kg: Mapping[str, float]
) -> Amount:
    if unit == PIECES:
        content_kg = full_kg.get(column.cylinder)
        counted = f"{unit} {column.cylinder}".strip()
        mass_kg = None if content_kg is None else number * content_kg
        return Amount(number, counted, mass_kg)
    quantity = Quantity(number, parse_measure(unit))
    return Amount(number, unit, mass_kg_of(quantity))


def _with_own_unit(
    text: str, column: FigureColumn, number_form: NumberForm | None
) -> Amounts:
    """A cell such as "3,2 t", whose unit must be one of the column's, if it has any."""
    found: dict[float, Amount] = {}
    for form in _forms(number_form):
        try:
            quantity = parse_quantity(text, number_form=form)
            mass_kg = mass_kg_of(quantity)
        except InvalidError:
            continue
        if not _fits(quantity.measure, column):
            return UnitDiffers(quantity.measure.unit.value)
        unit = quantity.measure.unit.value
        found.setdefault(mass_kg, Amount(quantity.value, unit, mass_kg))
    return tuple(found.values()) or None


def _forms(number_form: NumberForm | None) -> Iterator[NumberForm]:
    yield from tuple(NumberForm) if number_form is None else (number_form,)


def _fits(measure: Measure, column: FigureColumn) -> bool:
    if measure.period is not None and column.what is not ReportKind.USE:
        return False
    known = [parse_measure(unit).unit for unit in column.units if unit != PIECES]
    return not column.units or measure.unit in known or _is_mass(measure)


def _is_mass(measure: Measure) -> bool:
    return measure.unit in (Unit.GRAM, Unit.KILOGRAM, Unit.TONNE)


def mass_kg_of(quantity: Quantity) -> float:
    """The oxygen in an amount, or that of a day in a rate.

    Raises:
        InvalidError: a flow without its state, or a cylinder without temperature.
    """
    period = None if quantity.measure.period is None else Period.DAY
    wanted = Measure(Unit.KILOGRAM, period)
    return convert_quantity(quantity, wanted, ConversionBasis()).answer.value
