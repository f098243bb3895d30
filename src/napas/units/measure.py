"""What one unit of an amount stands for: tonnes, litres of liquid, gas at a state."""

from dataclasses import dataclass
from enum import StrEnum

from napas.errors import InvalidError
from napas.units.cylinder import require_gauge_pressure
from napas.units.duration import MINUTES_PER_DAY
from napas.units.gas import GasReference
from napas.units.number_form import NumberForm, write_unmistakable_number

MINUTES_PER_YEAR = 365 * MINUTES_PER_DAY
"""A year of 365 days, as yearly capacities are published."""


class Unit(StrEnum):
    """What is counted."""

    GRAM = "g"
    KILOGRAM = "kg"
    TONNE = "t"
    LIQUID_LITRE = "L LOX"
    LIQUID_KILOLITRE = "kL LOX"
    GAS_LITRE = "L"
    GAS_CUBIC_METRE = "m3"
    CYLINDER_LITRE = "L water"
    """Water volume of a cylinder; its amount follows from its gauge pressure."""


class Period(StrEnum):
    """The time to which a rate refers."""

    MINUTE = "min"
    HOUR = "h"
    DAY = "day"
    YEAR = "year"

    @property
    def minutes(self) -> int:
        """Length of the period in minutes."""
        return _MINUTES[self]


_MINUTES = {
    Period.MINUTE: 1,
    Period.HOUR: 60,
    Period.DAY: MINUTES_PER_DAY,
    Period.YEAR: MINUTES_PER_YEAR,
}
_GAS = (Unit.GAS_LITRE, Unit.GAS_CUBIC_METRE)


class MeasureContradictoryError(InvalidError):
    """The parts of a measure do not go together, or one is missing."""

    code = "measure-contradictory"


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit with all that is needed to know its mass of oxygen.

    Attributes:
        unit: what is counted.
        period: for a rate; none for an amount.
        reference: state at which gas is counted; needed for gas, except that litres
            per minute may lack it, because flowmeters seldom say it.
        gauge_pressure_bar: of a cylinder, 0 to 300 bar; needed there, nowhere else.

    Raises:
        MeasureContradictoryError: a part is missing or does not belong.
        NumberOutOfRangeError: the pressure is outside its range.
    """

    unit: Unit
    period: Period | None = None
    reference: GasReference | None = None
    gauge_pressure_bar: float | None = None

    def __post_init__(self) -> None:
        is_flow = self.unit is Unit.GAS_LITRE and self.period is Period.MINUTE
        is_gas, is_cylinder = self.unit in _GAS, self.unit is Unit.CYLINDER_LITRE
        if (
            (self.reference is not None and not is_gas)
            or (self.reference is None and is_gas and not is_flow)
            or (self.gauge_pressure_bar is not None) != is_cylinder
            or (is_cylinder and self.period is not None)
        ):
            raise MeasureContradictoryError(
                unit=self.unit.value,
                period=self.period,
                reference=self.reference,
                gauge_pressure_bar=self.gauge_pressure_bar,
            )
        if self.gauge_pressure_bar is not None:
            require_gauge_pressure(self.gauge_pressure_bar)


def write_measure(measure: Measure, number_form: NumberForm) -> str:
    """Write a measure so that `napas.units.spelling.parse_measure` reads it back."""
    if measure.gauge_pressure_bar is not None:
        pressure = write_unmistakable_number(measure.gauge_pressure_bar, number_form)
        return f"L@{pressure}bar"
    period = f"/{measure.period}" if measure.period else ""
    state = f"@{measure.reference}" if measure.reference else ""
    return f"{measure.unit}{period}{state}"
