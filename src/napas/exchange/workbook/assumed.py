"""How far the figures that a workbook's rules fill in may lie from the truth."""

from napas.domain.need import Span
from napas.parameters import Parameters
from napas.units.liquid import (
    BOILING_POINT_DENSITY_KG_PER_L,
    saturated_density_kg_per_l,
)
from napas.units.vessel import LyingCylinder

WARMEST_TANK_BAR = 10.0
"""Absolute; hospitals run their tanks below it."""
LARGE, MIDDLE, SMALL = "a", "b", "c"
LYING = LyingCylinder(inner_diameter_cm=100.0, inner_length_cm=100.0, end_depth_cm=0.0)
"""Any lying tank with flat ends: its shares do not depend on its size."""


def tank_range(
    class_code: str, beds: float | None, mass_t: float, parameters: Parameters
) -> tuple[Span, str]:
    """What the tank of a hospital of a class or size may hold, in t, and who says so.

    A hospital without a class is taken by its beds, without beds for a small one. No
    tank is smaller than what it holds now, nor so large that what it holds would hardly
    cover the heel of a tank nobody spoke of.

    Args:
        class_code: A, B, C or below; empty where none is told.
        beds: None is unknown.
        mass_t: what is in it now.
        parameters: sizes by class.
    """
    size = parameters.parameter(
        f"synthetic.tank_{_size(class_code, beds, parameters)}_t"
    )
    full_t = mass_t / parameters["tanks.fullest_share"]
    filled = parameters.parameter("estimates.filled_share")
    low, value, high = (
        max(full_t, min(end_t, mass_t / share)) if mass_t else end_t
        for end_t, share in (
            (size.low, filled.high),
            (size.value, filled.value),
            (size.high, filled.low),
        )
    )
    return Span(value, low, high), size.source


def gauge_range(share: float) -> Span:
    """Of the volume, what a share on a gauge may stand for, 0 to 1.

    In a standing tank level and volume are the same share; in a lying one the gauge may
    show the level.
    """
    full_cm = LYING.full_level_cm
    lying = LYING.volume_l(share * full_cm) / LYING.volume_l(full_cm)
    return Span(share, min(share, lying), max(share, lying))


def density_range(mass_t: float) -> Span:
    """The mass of a volume of liquid: at the boiling point, or warm under pressure."""
    lightest = saturated_density_kg_per_l(WARMEST_TANK_BAR)
    return Span(mass_t, mass_t * lightest / BOILING_POINT_DENSITY_KG_PER_L, mass_t)


def usual_cylinders(
    beds: float, parameters: Parameters, *, wet: bool
) -> tuple[Span, str]:
    """How many cylinders circulate through a hospital, full and empty; who says so.

    Args:
        beds: all of them.
        parameters: cylinders per bed.
        wet: whether it has a tank.
    """
    name = "synthetic.cylinders_per_bed" + ("_with_liquid" if wet else "")
    told = parameters.parameter(name)
    return Span(told.value, told.low, told.high).times(beds), told.source


def _size(class_code: str, beds: float | None, parameters: Parameters) -> str:
    classes = {"A": LARGE, "B": MIDDLE}
    if class_code:
        return classes.get(class_code, SMALL)
    if beds is None:
        return SMALL
    if beds >= parameters["estimates.large_hospital_beds"]:
        return LARGE
    middle = parameters["estimates.middle_hospital_beds"]
    return MIDDLE if beds >= middle else SMALL
