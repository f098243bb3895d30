"""What a source must give: through a blender, by mask or cannula, in mass per day.

Need is counted at the outlet of the source and weighed as oxygen (litres times the
density of oxygen), the way published norms and liquid deliveries count it. Liquid is
99.5 % oxygen and the rest argon, so its tonnes agree within 0.1 %; a source of lower
purity must give more litres for the same breath, and that is what is added here.
"""

import numpy as np
from numpy.typing import NDArray

from napas.units.flow import oxygen_kg_per_day_per_l_per_min
from napas.units.gas import gas_reference_at

Array = NDArray[np.float64]


def blended_l_per_min(
    total_l_per_min: Array, fio2_share: Array, purity_share: Array, air_share: Array
) -> Array:
    """Source gas that a blender mixes with air into a set flow and oxygen share.

    `O2 = total * (FiO2 - air) / (purity - air)`, never below nothing nor above the
    total: a source cannot give more than its own purity (docs/demand.md, blender).

    Args:
        total_l_per_min: set gas flow, or minute ventilation and bias flow.
        fio2_share: oxygen share of the inhaled gas, 0.21 to 1.
        purity_share: oxygen share of the source's gas, above that of air.
        air_share: oxygen share of air.
    """
    drawn = (fio2_share - air_share) / (purity_share - air_share)
    return total_l_per_min * np.clip(drawn, 0.0, 1.0)


def open_l_per_min(
    set_l_per_min: Array,
    purity_share: Array,
    told_purity_share: Array,
    air_share: Array,
) -> Array:
    """Source gas that gives the same breath as a flow told for another purity.

    A patient with cannula or mask draws in air besides, which is a blender too: at the
    same inhaled share the flow goes with `1 / (purity - air)`.

    Args:
        set_l_per_min: flow as told by a norm or a study.
        purity_share: oxygen share of the source's gas, above that of air.
        told_purity_share: of the gas for which the flow was told.
        air_share: oxygen share of air.
    """
    return set_l_per_min * (told_purity_share - air_share) / (purity_share - air_share)


def kg_per_day_per_l_per_min(temperature_c: float) -> float:
    """Mass per day of one litre of oxygen a minute, counted at 101.325 kPa.

    2.058 at 0 degC, 1.917 at 20 degC.

    Raises:
        GasReferenceMissingError: no state of that temperature is in use.
    """
    return oxygen_kg_per_day_per_l_per_min(
        reference=gas_reference_at(temperature_c), purity=1.0
    )


def kg_per_day_per_l_per_min_of(temperatures_c: Array) -> Array:
    """The same for a row of temperatures."""
    factors = {each: kg_per_day_per_l_per_min(each) for each in set(temperatures_c)}
    return np.array([factors[each] for each in temperatures_c])
