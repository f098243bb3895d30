"""What need may be: quantiles and joint sample paths by place, day and severity."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from napas.domain.need import NeedBasis, Severity

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Need ahead, in t/day.

    Attributes:
        places: territory or facility codes, in the order of the arrays.
        days: calendar days ahead, the first is the day of the picture.
        levels: probabilities of the quantiles, rising, in (0, 1).
        quantiles_t_per_day: shape (places, days, severities, levels).
        paths_t_per_day: joint samples, shape (paths, places, days, severities); may
            hold no path.
        basis: need by norm or measured use; the two are never mixed.
        maker: the name of the method.
    """

    places: tuple[str, ...]
    days: tuple[date, ...]
    severities: tuple[Severity, ...]
    levels: tuple[float, ...]
    quantiles_t_per_day: Array
    paths_t_per_day: Array
    basis: NeedBasis
    maker: str

    def __post_init__(self) -> None:
        shape = (len(self.places), len(self.days), len(self.severities))
        if self.quantiles_t_per_day.shape != (*shape, len(self.levels)):
            message = f"quantiles have shape {self.quantiles_t_per_day.shape}"
            raise ValueError(message)
        if self.paths_t_per_day.shape[1:] != shape:
            message = f"paths have shape {self.paths_t_per_day.shape}"
            raise ValueError(message)
        inside = all(0.0 < level < 1.0 for level in self.levels)
        rising = list(self.levels) == sorted(set(self.levels))
        if not (self.levels and inside and rising):
            message = f"levels must rise within 0 and 1, not {self.levels}"
            raise ValueError(message)
        for figures in (self.quantiles_t_per_day, self.paths_t_per_day):
            if not (np.isfinite(figures).all() and (figures >= 0.0).all()):
                message = "a forecast holds finite figures of zero or more"
                raise ValueError(message)
            figures.setflags(write=False)
        if (np.diff(self.quantiles_t_per_day, axis=3) < 0.0).any():
            message = "quantiles cross"
            raise ValueError(message)

    def at_quantile(self, level: float) -> Array:
        """Need at a probability, interpolated between levels; shape of one path.

        Beyond the outermost levels the outermost quantile is taken.
        """
        level = min(max(level, self.levels[0]), self.levels[-1])
        above = int(np.searchsorted(self.levels, level))
        if self.levels[above] == level:
            return self.quantiles_t_per_day[..., above].copy()
        low, high = self.levels[above - 1], self.levels[above]
        share = (level - low) / (high - low)
        below = self.quantiles_t_per_day[..., above - 1]
        ahead = self.quantiles_t_per_day[..., above]
        # Rounding may lift the sum a hair above the upper quantile.
        return np.minimum(below + share * (ahead - below), ahead)
