"""Is a figure of the right size: slips by a thousand, a period, or gas for liquid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from napas.domain.finding import Finding, Grade
from napas.domain.instant import require_amount
from napas.oversight.doubt import FigureDoubt
from napas.oversight.figure import Figure, FigureUnitsDifferError
from napas.units.gas import L_PER_M3, GasReference, gas_density_kg_per_m3
from napas.units.liquid import BOILING_POINT_DENSITY_KG_PER_L
from napas.units.measure import Period


class Slip(StrEnum):
    """How a figure comes to be far too large or far too small, the commonest first.

    THOUSAND: kg for t, litres for cubic metres, "million" for "thousand", or a point
    taken for a comma. GAS_FOR_LIQUID: a volume of gas told as one of liquid.
    """

    THOUSAND = "thousand"
    MILLION = "million"
    YEAR_FOR_DAY = "year_for_day"
    DAY_FOR_HOUR = "day_for_hour"
    GAS_FOR_LIQUID = "gas_for_liquid"


FACTORS: dict[Slip, float] = {
    Slip.THOUSAND: 1e3,
    Slip.MILLION: 1e6,
    Slip.YEAR_FOR_DAY: Period.YEAR.minutes / Period.DAY.minutes,
    Slip.DAY_FOR_HOUR: Period.DAY.minutes / Period.HOUR.minutes,
    Slip.GAS_FOR_LIQUID: BOILING_POINT_DENSITY_KG_PER_L
    * L_PER_M3
    / gas_density_kg_per_m3(GasReference.AT_15_C),
}
SLIPS_OF_MASS = (Slip.THOUSAND, Slip.MILLION, Slip.YEAR_FOR_DAY, Slip.DAY_FOR_HOUR)
SLIPS_OF_VOLUME = (*SLIPS_OF_MASS, Slip.GAS_FOR_LIQUID)


@dataclass(frozen=True, slots=True)
class Scale:
    """Between what a figure of its kind must lie, both above zero."""

    low: float
    high: float
    unit: str

    def __post_init__(self) -> None:
        require_amount(self.low, "low")
        require_amount(self.high, "high")
        if not 0.0 < self.low <= self.high:
            message = f"a scale rises from above zero, not {self.low} to {self.high}"
            raise ValueError(message)


def scale_below_capacity(capacity: Figure, *, least_share: float) -> Scale:
    """What a plant or nation of a capacity can make: from a share of it up to it.

    Args:
        capacity: above zero, with its rounding.
        least_share: of the capacity that is in use at the very least, above 0 to 1.
    """
    return Scale(capacity.low * least_share, capacity.high, capacity.unit)


def check_scale(
    figure: Figure,
    scale: Scale,
    *,
    slips: Sequence[Slip] = SLIPS_OF_MASS,
    subject: str = "",
) -> tuple[Finding, ...]:
    """Whether a figure lies on its scale, and if not, which slip would explain it.

    The first slip of the sequence that brings the figure onto the scale is named.

    Raises:
        FigureUnitsDifferError: figure and scale are in different units.
    """
    if figure.unit != scale.unit:
        raise FigureUnitsDifferError(units=f"{figure.unit}, {scale.unit}")
    if figure.high >= scale.low and figure.low <= scale.high:
        return ()
    told: dict[str, str | float] = {
        "value": figure.value,
        "low": scale.low,
        "high": scale.high,
        "unit": figure.unit,
    }
    above = figure.value > scale.high
    for slip in slips:
        factor = FACTORS[slip]
        mended = figure.value / factor if above else figure.value * factor
        if scale.low <= mended <= scale.high:
            told |= {"slip": slip, "factor": factor, "mended": mended}
            code = FigureDoubt.SLIP_ABOVE if above else FigureDoubt.SLIP_BELOW
            return (_doubt(code, subject, told),)
    return (_doubt(FigureDoubt.OUT_OF_SCALE, subject, told),)


def _doubt(code: FigureDoubt, subject: str, told: Mapping[str, str | float]) -> Finding:
    return Finding(Grade.DOUBTFUL, code, subject, params=tuple(sorted(told.items())))
