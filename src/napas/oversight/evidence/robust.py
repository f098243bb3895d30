"""Medians and trends of many short series at once, the empty places at the front."""

import numpy as np
from numpy.typing import NDArray

from napas.oversight.evidence.sheets import Array, Whole

NORMAL_SPREAD = 1.4826
"""Spread of a normal distribution over its median absolute deviation."""
TREND_POINTS = 5
"""Fewer points have no trend."""
DAMPING = 0.8
"""A trend is carried on with so much of its slope."""
STEEPEST_PER_DAY = 0.15
"""Of a logarithm; x5 in three weeks is 0.077."""
SAME_DAY = 0.4
"""Days; a slope between nearer points is noise."""


def median_of(values: Array, count: Whole) -> Array:
    """Median of each row; NaN stand for empty places, NaN where a row has none."""
    ranked = np.sort(values, axis=-1)
    last = values.shape[-1] - 1
    low = np.maximum((count - 1) // 2, 0)
    high = np.minimum(count // 2, last)
    rows = np.arange(len(ranked))
    middle: Array = 0.5 * (ranked[rows, low] + ranked[rows, high])
    return middle


def spread_of(values: Array, middle: Array, count: Whole) -> Array:
    """Spread of each row about its middle, by the median absolute deviation."""
    return NORMAL_SPREAD * median_of(np.abs(values - middle[:, None]), count)


def carry_on(
    values: Array, days: Array, count: Whole, at_days: Array
) -> tuple[Array, Array]:
    """Where the trend of each row stands at a moment, and the spread about it.

    The trend is the median of the slopes between all pairs of points (Theil-Sen),
    damped, and none where there are few points.
    """
    early, late = _pairs(values.shape[1])
    apart = days[:, late] - days[:, early]
    rise = values[:, late] - values[:, early]
    slopes = np.full(apart.shape, np.nan)
    np.divide(rise, apart, out=slopes, where=apart > SAME_DAY)
    known = np.isfinite(slopes).sum(axis=1)
    slope = np.zeros(len(values))
    enough = (count >= TREND_POINTS) & (known > 0)
    slope[enough] = median_of(slopes[enough], known[enough])
    slope = np.clip(DAMPING * slope, -STEEPEST_PER_DAY, STEEPEST_PER_DAY)
    level = values - slope[:, None] * (days - at_days[:, None])
    middle = median_of(level, count)
    return middle, spread_of(level, middle, count)


def _pairs(length: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    return np.triu_indices(length, 1)
