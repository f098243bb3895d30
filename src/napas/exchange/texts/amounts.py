"""Numbers and units read by `napas.units`, with every reading they may have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from napas.errors import NapasError
from napas.exchange.texts.context import Context
from napas.exchange.texts.readings import Reading
from napas.units.conversion import ConversionBasis, convert_quantity
from napas.units.gas import GasReference
from napas.units.measure import Measure, Period, Unit, write_measure
from napas.units.number_form import (
    NumberForm,
    number_readings,
    parse_number,
)
from napas.units.quantity import Quantity
from napas.units.refusal import NumberAmbiguousError, UnitAmbiguousError
from napas.units.spelling import parse_measure

DAYS_PER_WEEK = 7
QUINTALS = ("kuintal", "kwintal", "quintal", "quintals")
KG_PER_QUINTAL = 100
_POINT = NumberForm.DECIMAL_POINT


@dataclass(frozen=True, slots=True)
class Amount:
    """One reading of a number with its unit.

    Attributes:
        value: in the unit.
        unit: as it is written without doubt, with its period: "t/day", "m3@15C".
        mass_kg: None for a rate, and where it is not known.
        rate_kg_per_day: None for an amount, and where it is not known.
        by_density: litres of liquid.
        by_state: gas at a state that the text does not name.
    """

    value: float
    unit: str
    mass_kg: float | None = None
    rate_kg_per_day: float | None = None
    by_density: bool = False
    by_state: bool = False

    def reading(self) -> Reading:
        """As a reading of a question."""
        return Reading(self.value, self.unit, self.mass_kg, self.rate_kg_per_day)


def read_number(text: str, context: Context) -> tuple[float, ...]:
    """The values a number may have: one, two, or none where it is badly written.

    A form that the context names decides only between two.
    """
    try:
        return (parse_number(text),)
    except NumberAmbiguousError:
        readings = number_readings(text)
        if context.number_form is not None:
            return (readings[context.number_form],)
        return tuple(sorted(set(readings.values())))
    except NapasError:
        return ()


def read_count(text: str, context: Context) -> tuple[float, ...]:
    """The values a number of pieces may have: whole ones only."""
    values = read_number(text, context)
    whole = tuple(value for value in values if value.is_integer())
    return whole or values


@dataclass(frozen=True, slots=True)
class UnitRead:
    """The measures a unit may stand for; none where napas.units does not know it.

    Attributes:
        measures: each with a factor, as for the short ton in tonnes.
        by_state: a state of gas was taken from the context.
    """

    measures: tuple[tuple[Measure, float], ...]
    by_state: bool = False

    def times(self, factor: float) -> "UnitRead":
        """The same measures of a unit that is a multiple of this one."""
        measures = tuple((each, by * factor) for each, by in self.measures)
        return UnitRead(measures, self.by_state)


def read_unit(text: str, period: str, context: Context) -> UnitRead:
    """What a unit with its period may stand for.

    Args:
        text: as `napas.units.spelling.parse_measure` reads it, without a period.
        period: "day", "h", "hr", "week", "3 h"... or empty.
        context: its declared states settle bare cubic metres of gas.
    """
    if period in _ODD_PERIODS or " " in period:
        return UnitRead(())
    if period == "week":
        return read_unit(text, "day", context).times(1.0 / DAYS_PER_WEEK)
    if text.lower().removesuffix(" lox") in QUINTALS:
        return read_unit("kg", period, context).times(KG_PER_QUINTAL)
    whole = f"{text}/{period}" if period else text
    return _parsed(text, whole, context)


def _parsed(text: str, whole: str, context: Context) -> UnitRead:
    try:
        measure = parse_measure(whole)
    except UnitAmbiguousError as refusal:
        return _ambiguous(text, whole, str(refusal.params["readings"]), context)
    except NapasError:
        return UnitRead(())
    if measure.unit is Unit.GAS_LITRE and measure.reference is None:
        states = _states(context.flow_reference)
        flows = tuple(
            (Measure(measure.unit, measure.period, reference=state), 1.0)
            for state in states
        )
        return UnitRead(flows, by_state=True)
    return UnitRead(((measure, 1.0),))


_ODD_PERIODS = frozenset({"month", "shift"})


def _states(declared: GasReference | None) -> tuple[GasReference, ...]:
    return (declared,) if declared is not None else tuple(GasReference)


def _ambiguous(text: str, whole: str, readings: str, context: Context) -> UnitRead:
    labelled = text.lower().startswith(_LABELLED)
    declared = None if labelled else context.gas_reference
    is_gas = text.endswith(" gas")
    measures = tuple(
        (measure, by)
        for measure, by in _measures_of(text, whole, readings)
        if (measure.reference is not None or not is_gas)
        and (declared is None or measure.reference in (None, declared))
    )
    return UnitRead(measures, by_state=is_gas)


_LABELLED = ("nm3", "sm3")
"""Sellers mean 0, 15 or 20 degC by them: what a country declares does not settle it."""
_FACTOR = re.compile(r"([0-9.]+) (t)\b")
_PERIOD = re.compile(r"/(\w+) \(")


def _measures_of(
    text: str, whole: str, readings: str
) -> Iterator[tuple[Measure, float]]:
    """The readings of a refusal, as measures; those of cylinders are left out."""
    for reading in readings.split(" | "):
        period, factor = _PERIOD.match(reading), _FACTOR.match(reading)
        by, unit = 1.0, reading.partition(" (")[0]
        if period:
            unit = f"{text}/{period[1]}"
        elif factor:
            by, unit = float(factor[1]), factor[2]
        if "/" not in unit and "/" in whole:
            unit = f"{unit}/{whole.rpartition('/')[2]}"
        try:
            measure = parse_measure(unit)
        except NapasError:
            continue
        if measure.unit is not Unit.CYLINDER_LITRE:
            yield measure, by


def amounts_of(
    values: tuple[float, ...], unit: UnitRead, context: Context
) -> tuple[Amount, ...]:
    """Every value in every measure."""
    return tuple(
        _amount(value * by, measure, context, by_state=unit.by_state)
        for value in values
        for measure, by in unit.measures
    )


def _amount(
    value: float, measure: Measure, context: Context, *, by_state: bool
) -> Amount:
    basis = ConversionBasis(liquid_density_kg_per_l=context.liquid_density_kg_per_l)
    period = None if measure.period is None else Period.DAY
    mass = convert_quantity(
        Quantity(value, measure), Measure(Unit.KILOGRAM, period), basis
    ).answer.value
    return Amount(
        value=value,
        unit=write_measure(measure, _POINT),
        mass_kg=mass if period is None else None,
        rate_kg_per_day=None if period is None else mass,
        by_density=measure.unit in (Unit.LIQUID_LITRE, Unit.LIQUID_KILOLITRE),
        by_state=by_state and measure.reference is not None,
    )
