"""The invented hospitals of a year: what they have, what they use, how they report."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from benchmarks.reporting_year.swing import Swing
from napas.domain.country import CylinderType
from napas.units.cylinder import Cylinder, cylinder_content_kg
from napas.units.gas import GasReference, gas_density_kg_per_m3
from napas.units.liquid import BOILING_POINT_DENSITY_KG_PER_L as LIQUID_KG_PER_L

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]

LIQUID, CYLINDER = 0, 1
REGIONS = 8
CLASSES = ("A", "B", "C", "D")
CLASS_SHARES = (0.05, 0.25, 0.45, 0.25)
MEDIAN_BEDS = (450.0, 220.0, 100.0, 45.0)
LIQUID_SHARES = (1.0, 0.75, 0.5, 0.0)
TANKS_T = np.array([2.0, 3.0, 5.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0])
TANK_DAYS = 20.0
CALM_KG_PER_BED_DAY = 1.3
CYLINDER_TYPES = (
    CylinderType("1m3", "1 m3", 6.7, 150.0, 0.995),
    CylinderType("6m3", "6 m3", 40.0, 150.0, 0.995),
    CylinderType("7m3", "7 m3", 46.7, 150.0, 0.995),
)
MAIN_TYPE_SHARES = (0.05, 0.8, 0.15)
CHARGE_TEMPERATURE_C = 15.0
PIECE_KG = np.array(
    [
        cylinder_content_kg(
            Cylinder(each.water_l, each.pressure_bar),
            temperature_celsius=CHARGE_TEMPERATURE_C,
            purity=each.purity,
        )
        for each in CYLINDER_TYPES
    ]
)
PIECE_M3 = np.array([1.0, 6.0, 7.0])

GAS_KG_PER_M3 = gas_density_kg_per_m3(GasReference.AT_15_C)
UNIT_KG = {
    "t": 1000.0,
    "kg": 1.0,
    "kL LOX": 1000.0 * LIQUID_KG_PER_L,
    "L LOX": LIQUID_KG_PER_L,
    "m3@15C": GAS_KG_PER_M3,
}
"""Kilograms of one of each unit in which liquid is reported; % follows the tank."""
PIPELINE_KG_PER_DAY = 1.95 * np.array([3000.0, 1500.0, 1000.0, 1000.0])
"""What the pipelines of each class pass in a day, 1.95 kg for each litre a minute."""
UNITS = ("t", "kg", "kL LOX", "L LOX", "m3@15C", "%")
UNIT_SHARES = (0.45, 0.3, 0.1, 0.05, 0.06, 0.04)
GAUGED, METERED, GUESSED = 0, 1, 2
METHOD_SHARES = (0.4, 0.3, 0.3)
USE_TOLD_SHARE = 0.85
RECEIVED_TOLD_SHARE = 0.65
RESERVE_TOLD_SHARE = 0.5
EMPTY_TOLD_SHARE = 0.7


@dataclass(frozen=True)
class Hospitals:
    """One entry of each array for each hospital.

    Attributes:
        tank_kg: brim-full; 0 where there is no tank.
        pieces: cylinders owned; 0 where none are reported.
        main_type: of the cylinders, by its place in `CYLINDER_TYPES`.
        calm_kg_per_day: use when nothing happens.
        unit: in which liquid stock is typed; use and receipts too, except for %.
        digits: significant digits that the sender types.
        method: how a use is come by.
        bias: what the use as reported is multiplied by, always.
        gauge_share: error of the gauge, as a share of the tank.
        tells_*: what the sender reports at all.
        begins_day: of reporting.
    """

    klass: Whole
    beds: Whole
    region: Whole
    tank_kg: Array
    pieces: Array
    main_type: Whole
    calm_kg_per_day: Array
    unit: Whole
    digits: Whole
    method: Whole
    bias: Array
    gauge_share: Array
    tells_use: Flags
    tells_received: Flags
    tells_cylinders: Flags
    tells_empty: Flags
    rests_weekends: Flags
    begins_day: Whole

    @property
    def count(self) -> int:
        """How many."""
        return len(self.beds)

    @property
    def piece_kg(self) -> Array:
        """Oxygen in one full cylinder of each hospital."""
        return PIECE_KG[self.main_type]


def invent_hospitals(count: int, swing: Swing, random: Generator) -> Hospitals:
    """Draw hospitals of every class and habit."""
    klass = random.choice(len(CLASSES), count, p=CLASS_SHARES)
    beds = np.array(MEDIAN_BEDS)[klass] * random.lognormal(0.0, 0.4, count)
    calm = CALM_KG_PER_BED_DAY * beds * random.lognormal(0.0, 0.45, count)
    wet = random.random(count) < np.array(LIQUID_SHARES)[klass]
    wanted_t = calm * TANK_DAYS / 1000.0 * random.lognormal(0.0, 0.3, count)
    place = np.minimum(np.searchsorted(TANKS_T, wanted_t), len(TANKS_T) - 1)
    tank_kg = np.where(wet, TANKS_T[place] * 1000.0, 0.0)
    main_type = random.choice(len(CYLINDER_TYPES), count, p=MAIN_TYPE_SHARES)
    days = random.uniform(2.0, 6.0, count)
    pieces = np.where(wet, beds * 0.3, calm / PIECE_KG[main_type] * days)
    method = random.choice(3, count, p=METHOD_SHARES)
    gauge = swing.gauge_share * random.lognormal(0.0, swing.gauge_spread, count)
    coarse = calm < 4.0 * gauge * tank_kg
    method = np.where((method == GAUGED) & (coarse | ~wet), METERED, method)
    spread = np.where(method == GUESSED, 0.12, np.where(method == METERED, 0.04, 0.0))
    begins = np.where(
        random.random(count) < swing.new_share,
        random.integers(10, max(11, swing.days - 10), count),
        0,
    )
    return Hospitals(
        klass=klass,
        beds=np.maximum(8, beds).astype(np.int64),
        region=random.integers(0, REGIONS, count),
        tank_kg=tank_kg,
        pieces=np.maximum(12.0, np.round(pieces)),
        main_type=main_type,
        calm_kg_per_day=calm,
        unit=random.choice(len(UNITS), count, p=UNIT_SHARES),
        digits=random.choice(np.array([2, 3, 4]), count, p=(0.3, 0.5, 0.2)),
        method=method,
        bias=np.exp(random.normal(0.0, 1.0, count) * spread),
        gauge_share=gauge,
        tells_use=random.random(count) < USE_TOLD_SHARE,
        tells_received=random.random(count) < RECEIVED_TOLD_SHARE,
        tells_cylinders=~wet | (random.random(count) < RESERVE_TOLD_SHARE),
        tells_empty=random.random(count) < EMPTY_TOLD_SHARE,
        rests_weekends=random.random(count) < swing.weekend_share,
        begins_day=begins,
    )
