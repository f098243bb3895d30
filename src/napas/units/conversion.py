"""One amount in another unit, by way of its mass of oxygen, with every step named."""

from dataclasses import dataclass
from enum import StrEnum

from napas.errors import InvalidError
from napas.units.cylinder import cylinder_density_kg_per_m3
from napas.units.gas import L_PER_M3, GasReference, gas_density_kg_per_m3
from napas.units.liquid import BOILING_POINT_DENSITY_KG_PER_L, require_liquid_density
from napas.units.mass import G_PER_KG, KG_PER_T, require_purity
from napas.units.measure import Measure, Unit, write_measure
from napas.units.number_form import NumberForm
from napas.units.quantity import Quantity


class Method(StrEnum):
    """What a step of a conversion rests on."""

    LIQUID_DENSITY = "liquid-density"
    GAS_DENSITY = "gas-density"
    CYLINDER_DENSITY = "cylinder-density"
    RESIDUAL_DENSITY = "residual-density"
    PURITY = "purity"


class ReferenceNeededError(InvalidError):
    """A flow without a reference state has no mass."""

    code = "reference-needed"


class TemperatureNeededError(InvalidError):
    """The content of a cylinder depends on the temperature at its gauge reading."""

    code = "temperature-needed"


class ConversionImpossibleError(InvalidError):
    """An amount is no rate, a rate is no amount, and a mass fills no one cylinder."""

    code = "conversion-impossible"


@dataclass(frozen=True, slots=True)
class ConversionBasis:
    """What a conversion may rest on.

    Attributes:
        liquid_density_kg_per_l: 0.8 to 1.31; at the boiling point unless given.
        purity: share of oxygen in the gas or liquid, 0.209 to 1; masses are of oxygen.
        flow_reference: state for litres per minute that do not say theirs.
        cylinder_temperature_celsius: of the gas when a cylinder's gauge was read.
        residual_gauge_pressure_bar: what stays in a cylinder; none counts all of it.

    Raises:
        NumberOutOfRangeError: density or purity outside its range.
    """

    liquid_density_kg_per_l: float = BOILING_POINT_DENSITY_KG_PER_L
    purity: float = 1.0
    flow_reference: GasReference | None = None
    cylinder_temperature_celsius: float | None = None
    residual_gauge_pressure_bar: float | None = None

    def __post_init__(self) -> None:
        require_liquid_density(self.liquid_density_kg_per_l)
        require_purity(self.purity)


@dataclass(frozen=True, slots=True)
class Step:
    """One number that a conversion rests on.

    Attributes:
        method: what the number is.
        value: the number.
        unit: of the value; "O2" is the share of oxygen in the product.
        state: temperature and pressure for which it holds, empty where none matters.
    """

    method: Method
    value: float
    unit: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Conversion:
    """A converted quantity, and what it rests on.

    Attributes:
        given: the quantity asked about.
        answer: the same oxygen in the unit asked for.
        steps: the numbers used, each once; none between units of mass.
    """

    given: Quantity
    answer: Quantity
    steps: tuple[Step, ...]


def convert_quantity(
    quantity: Quantity, wanted: Measure, basis: ConversionBasis
) -> Conversion:
    """The same oxygen in another unit.

    Raises:
        ConversionImpossibleError: an amount into a rate, a rate into an amount, or
            anything into cylinders.
        ReferenceNeededError: litres per minute without a reference state.
        TemperatureNeededError: a cylinder without a temperature.
        NumberOutOfRangeError: a temperature or pressure outside its range.
    """
    given = quantity.measure
    if given == wanted:
        return Conversion(quantity, quantity, ())
    if (given.period is None) != (wanted.period is None) or (
        wanted.unit is Unit.CYLINDER_LITRE
    ):
        raise ConversionImpossibleError(given=_written(given), wanted=_written(wanted))
    given_kg, given_steps = _kg_per_unit(given, basis)
    wanted_kg, wanted_steps = _kg_per_unit(wanted, basis)
    periods = 1.0
    if given.period is not None and wanted.period is not None:
        periods = wanted.period.minutes / given.period.minutes
    value = quantity.value * (given_kg / wanted_kg) * periods
    steps = tuple(dict.fromkeys((*given_steps, *wanted_steps)))
    return Conversion(quantity, Quantity(value, wanted), steps)


_KG_PER_MASS = {
    Unit.GRAM: 1.0 / G_PER_KG,
    Unit.KILOGRAM: 1.0,
    Unit.TONNE: float(KG_PER_T),
}
_L_PER_LIQUID = {Unit.LIQUID_LITRE: 1.0, Unit.LIQUID_KILOLITRE: 1000.0}
_M3_PER_GAS = {Unit.GAS_LITRE: 1.0 / L_PER_M3, Unit.GAS_CUBIC_METRE: 1.0}


def _kg_per_unit(
    measure: Measure, basis: ConversionBasis
) -> tuple[float, tuple[Step, ...]]:
    """Oxygen in one unit of a measure: every measure is in proportion to its mass."""
    if measure.unit in _KG_PER_MASS:
        return _KG_PER_MASS[measure.unit], ()
    if measure.unit in _L_PER_LIQUID:
        density = basis.liquid_density_kg_per_l
        product_kg = _L_PER_LIQUID[measure.unit] * density
        steps: tuple[Step, ...] = (Step(Method.LIQUID_DENSITY, density, "kg/L"),)
    elif measure.gauge_pressure_bar is not None:
        product_kg, steps = _cylinder_kg_per_l(measure.gauge_pressure_bar, basis)
    else:
        reference = measure.reference or basis.flow_reference
        if reference is None:
            raise ReferenceNeededError(
                given=_written(measure), readings=" | ".join(GasReference)
            )
        density = gas_density_kg_per_m3(reference)
        product_kg = _M3_PER_GAS[measure.unit] * density
        steps = (Step(Method.GAS_DENSITY, density, "kg/m3", reference.value),)
    if basis.purity < 1.0:
        steps = (*steps, Step(Method.PURITY, basis.purity, "O2"))
    return product_kg * basis.purity, steps


def _cylinder_kg_per_l(
    gauge_pressure_bar: float, basis: ConversionBasis
) -> tuple[float, tuple[Step, ...]]:
    temperature, residual = (
        basis.cylinder_temperature_celsius,
        basis.residual_gauge_pressure_bar,
    )
    if temperature is None:
        raise TemperatureNeededError
    full = cylinder_density_kg_per_m3(gauge_pressure_bar, temperature)
    state = f"{temperature:g}C/{{:g}}bar"
    steps = (
        Step(Method.CYLINDER_DENSITY, full, "kg/m3", state.format(gauge_pressure_bar)),
    )
    if residual is None:
        return full / L_PER_M3, steps
    left = cylinder_density_kg_per_m3(residual, temperature)
    usable = max(0.0, full - left)
    residual_step = Step(Method.RESIDUAL_DENSITY, left, "kg/m3", state.format(residual))
    return usable / L_PER_M3, (*steps, residual_step)


def _written(measure: Measure) -> str:
    return write_measure(measure, NumberForm.DECIMAL_POINT)
