"""Flow of gas in litres per minute, and the mass of oxygen that it carries.

A flowmeter counts litres at some reference state and of some purity; neither has a
default here, because both change the mass by more than an audit forgives.
"""

from napas.units.bounds import require_within
from napas.units.duration import MINUTES_PER_DAY
from napas.units.gas import L_PER_M3, GasReference, gas_density_kg_per_m3
from napas.units.mass import require_purity

LIQUID_PURITY = 0.995
"""Medical oxygen from liquid (share by volume; product grade 99.5 %)."""
PSA_PURITY = 0.93
""""Oxygen 93" of pressure-swing plants and concentrators: 93 +- 3 % by volume (USP,
Ph. Eur.; measured 90 to 96 %, PATH, "Oxygen generation: concentrator")."""


def oxygen_kg_per_day_per_l_per_min(*, reference: GasReference, purity: float) -> float:
    """Mass of oxygen per day carried by one litre per minute of product.

    The factor for whole arrays of flows; 2.058 at 0 degC and purity 1.

    Args:
        reference: state at which the flowmeter counts.
        purity: share of oxygen in the product, 0.209 to 1.

    Raises:
        NumberOutOfRangeError: the purity is outside its range.
    """
    share = require_purity(purity)
    return MINUTES_PER_DAY / L_PER_M3 * gas_density_kg_per_m3(reference) * share


def oxygen_kg_per_day_from_l_per_min(
    flow_l_per_min: float, *, reference: GasReference, purity: float
) -> float:
    """Mass of oxygen per day carried by a flow, zero or more, of product.

    Raises:
        NumberOutOfRangeError: the flow is negative, or the purity out of its range.
    """
    flow = require_within("flow", flow_l_per_min, "L/min")
    return flow * oxygen_kg_per_day_per_l_per_min(reference=reference, purity=purity)


def oxygen_kg_from_l_per_min(
    flow_l_per_min: float,
    duration_min: float,
    *,
    reference: GasReference,
    purity: float,
) -> float:
    """Mass of oxygen carried by a flow of product during some minutes.

    Raises:
        NumberOutOfRangeError: flow or minutes are negative, or the purity out of range.
    """
    minutes = require_within("duration", duration_min, "min")
    kg_per_day = oxygen_kg_per_day_from_l_per_min(
        flow_l_per_min, reference=reference, purity=purity
    )
    return kg_per_day * minutes / MINUTES_PER_DAY


def flow_l_per_min_from_oxygen_kg_per_day(
    oxygen_kg_per_day: float, *, reference: GasReference, purity: float
) -> float:
    """Flow of product that carries this mass of oxygen per day.

    Raises:
        NumberOutOfRangeError: the mass is negative, or the purity out of its range.
    """
    mass = require_within("oxygen", oxygen_kg_per_day, "kg/day")
    return mass / oxygen_kg_per_day_per_l_per_min(reference=reference, purity=purity)
