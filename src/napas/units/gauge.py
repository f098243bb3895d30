"""Tank gauges: what the needle shows, turned into litres and kilograms of liquid.

A differential-pressure gauge weighs the column of liquid: `height = dp / (rho * g)`.
Per cent of volume and per cent of level are two things in every lying tank, so a bare
per cent is not accepted. A reading above the full tank is refused, never cut.
"""

from enum import StrEnum

from napas.errors import InvalidError
from napas.units.bounds import require_within
from napas.units.gas import L_PER_M3
from napas.units.liquid import (
    liquid_kg_from_l,
    liquid_l_from_kg,
    require_liquid_density,
)
from napas.units.pressure import PA_PER_INCH_OF_WATER, PA_PER_MBAR
from napas.units.vessel import Vessel

STANDARD_GRAVITY_M_PER_S2 = 9.80665
"""3rd General Conference on Weights and Measures, 1901."""
HIGHEST_PERCENT = 100.0
CM_PER_M = 100.0
L_PER_KL = 1000.0


class GaugeUnit(StrEnum):
    """What the numbers on a tank gauge mean."""

    PERCENT_OF_VOLUME = "%volume"
    PERCENT_OF_LEVEL = "%level"
    CENTIMETRE = "cm"
    MILLIBAR = "mbar"
    INCH_OF_WATER = "inH2O"
    LITRE = "L"
    KILOLITRE = "kL"
    KILOGRAM = "kg"


class GaugeAboveFullError(InvalidError):
    """The gauge shows more than the tank can hold: wrong unit, tank or density."""

    code = "gauge-above-full"


def gauge_mass_kg(
    reading: float, unit: GaugeUnit, *, vessel: Vessel, density_kg_per_l: float
) -> float:
    """Mass of the liquid in a tank, from its gauge.

    Args:
        reading: what the gauge shows, zero or more, in `unit`.
        unit: what the numbers on the gauge mean.
        vessel: strapping table or shape of the tank.
        density_kg_per_l: of the liquid, 0.8 to 1.31 kg/L; at tank pressure.

    Raises:
        GaugeAboveFullError: more than the tank can hold.
        NumberOutOfRangeError: a negative reading, above 100 per cent, or no density of
            liquid oxygen.
    """
    volume_l = gauge_volume_l(
        reading, unit, vessel=vessel, density_kg_per_l=density_kg_per_l
    )
    return liquid_kg_from_l(volume_l, density_kg_per_l)


def gauge_volume_l(
    reading: float, unit: GaugeUnit, *, vessel: Vessel, density_kg_per_l: float
) -> float:
    """Volume of the liquid in a tank, from its gauge; raises what `gauge_mass_kg` does.

    The density matters only for gauges in mbar, inches of water and kilograms.
    """
    require_liquid_density(density_kg_per_l)
    value = require_within("reading", reading, unit.value)
    if unit in _PASCAL:
        column_pa = value * _PASCAL[unit]
        weight_n_per_m3 = density_kg_per_l * L_PER_M3 * STANDARD_GRAVITY_M_PER_S2
        level_cm = column_pa / weight_n_per_m3 * CM_PER_M
        return _volume_at(level_cm, value, unit, vessel)
    if unit is GaugeUnit.CENTIMETRE:
        return _volume_at(value, value, unit, vessel)
    if unit is GaugeUnit.PERCENT_OF_LEVEL:
        share = _share(value)
        return vessel.volume_l(share * vessel.full_level_cm)
    full_l = vessel.volume_l(vessel.full_level_cm)
    if unit is GaugeUnit.PERCENT_OF_VOLUME:
        return _share(value) * full_l
    volume_l = _litres(value, unit, density_kg_per_l)
    if volume_l > full_l:
        raise GaugeAboveFullError(
            reading=value, unit=unit.value, shown=volume_l, full=full_l, full_unit="L"
        )
    return volume_l


_PASCAL = {
    GaugeUnit.MILLIBAR: PA_PER_MBAR,
    GaugeUnit.INCH_OF_WATER: PA_PER_INCH_OF_WATER,
}


def _volume_at(
    level_cm: float, reading: float, unit: GaugeUnit, vessel: Vessel
) -> float:
    if level_cm > vessel.full_level_cm:
        raise GaugeAboveFullError(
            reading=reading,
            unit=unit.value,
            shown=level_cm,
            full=vessel.full_level_cm,
            full_unit="cm",
        )
    return vessel.volume_l(level_cm)


def _share(percent: float) -> float:
    return require_within("reading", percent, "%", high=HIGHEST_PERCENT) / (
        HIGHEST_PERCENT
    )


def _litres(value: float, unit: GaugeUnit, density_kg_per_l: float) -> float:
    if unit is GaugeUnit.KILOGRAM:
        return liquid_l_from_kg(value, density_kg_per_l)
    return value * L_PER_KL if unit is GaugeUnit.KILOLITRE else value
