"""A figure with every parameter at its value, and with each in turn at either end.

The range of a figure follows from the ranges of the parameters it rests on, taken as
independent of one another, while one parameter moves everything that rests on it:

    low  = value * exp(-sqrt(sum of ln(value / lowered)^2))
    high = value + sqrt(sum of (raised - value)^2)

where `lowered` and `raised` are the figure with one parameter at the end that lowers
or raises it. Below, ratios are added, so that a low end above zero stays above zero;
above, amounts. For the sums of products reckoned here the range always lies within the
outer one, in which every parameter errs in the same direction (docs/demand.md).
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from napas.domain.need import Span
from napas.parameters import Parameter, Parameters

Array = NDArray[np.float64]

_ENDS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """Parameters as rows of figures: the value, then one pair of ends per turned name.

    Attributes:
        turned: names whose range counts, in the order of their pairs.
    """

    parameters: Parameters
    turned: tuple[str, ...]
    _rows: dict[str, Array] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rows = {
            name: self._turn(place, self.parameters.parameter(name))
            for place, name in enumerate(self.turned)
        }
        object.__setattr__(self, "_rows", rows)

    @property
    def count(self) -> int:
        """How many figures a row has."""
        return 1 + _ENDS * len(self.turned)

    def __getitem__(self, name: str) -> Array:
        """The row of a parameter; one that is not turned stays at its value.

        Raises:
            ParameterUnknownError: no parameter has this name.
        """
        row = self._rows.get(name)
        return self.steady(self.parameters[name]) if row is None else row

    def steady(self, value: float) -> Array:
        """The row of a figure that is known exactly."""
        return np.full(self.count, value)

    def _turn(self, place: int, parameter: Parameter) -> Array:
        row = self.steady(parameter.value)
        first = 1 + _ENDS * place
        row[first : first + _ENDS] = (parameter.low, parameter.high)
        row.setflags(write=False)
        return row


def spans_of(rows: Array) -> tuple[Span, ...]:
    """The span of each row of figures; shape (figures, count of a reading)."""
    value = rows[:, 0]
    ends = rows[:, 1:].reshape(len(rows), rows.shape[1] // _ENDS, _ENDS)
    lowered = np.minimum(ends.min(axis=2), value[:, None])
    raised = np.maximum(ends.max(axis=2), value[:, None])
    high = value + np.sqrt(((raised - value[:, None]) ** 2).sum(axis=1))
    shares = np.divide(
        lowered, value[:, None], out=np.ones_like(lowered), where=value[:, None] > 0.0
    )
    with np.errstate(divide="ignore"):  # what can be nothing has a low end of nothing
        falls = np.sqrt((np.log(shares) ** 2).sum(axis=1))
    low = value * np.exp(-falls)
    return tuple(
        Span(value=float(middle), low=float(least), high=float(most))
        for middle, least, most in zip(value, low, high, strict=True)
    )


def span_of(row: Array) -> Span:
    """The span of one row of figures."""
    return spans_of(row[None, :])[0]
