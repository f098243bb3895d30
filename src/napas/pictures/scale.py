"""From values to places: a straight scale and its round tick marks."""

from dataclasses import dataclass
from math import ceil, floor, log10

_ROUND_STEPS = (1, 2, 5, 10)
_ROUNDING = 1e-9
"""Relative slack, so that 0.3 counts as three steps of 0.1."""
_DUST = 1e-6
"""Values less than this apart are drawn as one: a gram, of figures in tonnes."""
_DUST_SHARE = 1e-12
"""The same as a share of the larger one, as far as a figure still has digits."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Round values from below the lowest to above the highest value.

    Attributes:
        values: equally far apart, ascending, at least two.
        decimals: how many decimals show every tick exactly.
    """

    values: tuple[float, ...]
    decimals: int


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to places; low and high differ."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Give the place of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def round_ticks(low: float, high: float, most_steps: int) -> Ticks:
    """Choose ticks 1, 2 or 5 times a power of ten apart that enclose low and high.

    Args:
        low: the lowest value.
        high: the highest value, not below low; if equal but for the dust of
            arithmetic, one step is drawn.
        most_steps: upper bound on the steps wanted, at least 1; an enclosing range can
            take one more.
    """
    largest = max(abs(low), abs(high))
    reach = high - low
    if reach <= max(_DUST, _DUST_SHARE * largest):
        reach = max(largest, 1.0)
    rough = reach / most_steps
    power = floor(log10(rough))
    multiple = next(
        each for each in _ROUND_STEPS if each * 10.0**power >= rough * (1 - _ROUNDING)
    )
    step = multiple * 10.0**power
    decimals = max(0, -floor(log10(step) + _ROUNDING))
    first = floor(low / step + _ROUNDING)
    last = max(ceil(high / step - _ROUNDING), first + 1)
    values = tuple(round(place * step, decimals) for place in range(first, last + 1))
    return Ticks(values=values, decimals=decimals)
