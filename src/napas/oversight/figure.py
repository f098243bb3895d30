"""A figure as somebody stated it, with its unit and how far rounding may have moved it.

A figure of an order or a contract is exact; a figure of a press release is as fine as
it was written. Which of the two it is decides what a check believes.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from napas.domain.instant import require_amount
from napas.domain.need import Span
from napas.domain.rounding import half_step
from napas.errors import InvalidError

PERCENT = 100.0
NOISE = 1e-9
"""What the arithmetic of floats itself may move, as a share of the figures."""


class FigureUnitsDifferError(InvalidError):
    """Figures in different units cannot be compared."""

    code = "figure-units-differ"


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated figure.

    Attributes:
        value: in the unit, zero or more.
        unit: free text; only equal units are compared.
        half_step: how far what was meant may lie from the value; 0 is exact.
    """

    value: float
    unit: str
    half_step: float = 0.0

    def __post_init__(self) -> None:
        require_amount(self.value, "value")
        require_amount(self.half_step, "half_step")
        if not self.unit:
            message = "a figure needs a unit"
            raise ValueError(message)

    @property
    def low(self) -> float:
        """The least that may have been meant."""
        return max(0.0, self.value - self.half_step)

    @property
    def high(self) -> float:
        """The most that may have been meant."""
        return self.value + self.half_step

    @property
    def span(self) -> Span:
        """Everything that may have been meant."""
        return Span(self.value, self.low, self.high)


def as_written(value: float, unit: str) -> Figure:
    """A figure that is as fine as its last written decimal; whole numbers to one."""
    return Figure(value, unit, half_step(value))


def percent_as_written(percent: float) -> Figure:
    """A share stated in per cent, as fine as its last written decimal."""
    return Figure(percent / PERCENT, "share", half_step(percent) / PERCENT)


def fill_rate(granted: Figure, asked: Figure) -> float | None:
    """What was granted over what was asked; None where nothing was asked.

    Raises:
        FigureUnitsDifferError: the two are in different units.
    """
    same_unit((granted, asked))
    return granted.value / asked.value if asked.value > 0.0 else None


def same_unit(figures: Iterable[Figure]) -> str:
    """The unit that all the figures share.

    Raises:
        FigureUnitsDifferError: they do not share one.
    """
    units = sorted({figure.unit for figure in figures})
    if len(units) != 1:
        raise FigureUnitsDifferError(units=", ".join(units))
    return units[0]


def apart(first: float, second: float, leeway: float) -> bool:
    """Whether two figures differ by more than the leeway and the noise of floats."""
    noise = NOISE * max(abs(first), abs(second))
    return math.fabs(first - second) > leeway + noise


def disjoint(first: Span, second: Span) -> bool:
    """Whether two ranges have no figure in common, the noise of floats aside."""
    lower, upper = sorted((first, second), key=lambda span: span.value)
    return lower.high < upper.low and apart(lower.high, upper.low, 0.0)
