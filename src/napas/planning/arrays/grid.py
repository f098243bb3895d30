"""The periods of a plan: whole days one by one at first, then blocks of several."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from napas.units.duration import HOURS_PER_DAY, SECONDS_PER_HOUR

Array = NDArray[np.float64]
Index = NDArray[np.int64]
Mask = NDArray[np.bool_]

ABSENT = -1
"""In an array of numbers: there is none."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Periods of whole days of 24 hours, counted from the moment of the picture.

    Attributes:
        lengths: days in each period, 1 or more.
    """

    begins: datetime
    lengths: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many periods there are."""
        return len(self.lengths)

    @property
    def days(self) -> int:
        """How many days they have in all."""
        return sum(self.lengths)

    @property
    def hours(self) -> float:
        """Length of the horizon."""
        return self.days * HOURS_PER_DAY

    @property
    def length_days(self) -> Array:
        """Grid in each period."""
        return np.array(self.lengths, dtype=np.float64)

    @property
    def first_day(self) -> Index:
        """The day with which each period begins."""
        return np.concatenate([[0], np.cumsum(self.lengths)[:-1]]).astype(np.int64)

    def hour_of(self, moment: datetime) -> float:
        """Hours from the beginning to a moment; negative before it."""
        return (moment - self.begins).total_seconds() / SECONDS_PER_HOUR

    def period_of(self, moment: datetime) -> int | None:
        """The period in which a moment falls, the first where past; None beyond."""
        day = max(self.hour_of(moment), 0.0) // HOURS_PER_DAY
        period = int(np.searchsorted(self.first_day, day, side="right")) - 1
        return period if day < self.days else None

    def covered_h(self, spans: Iterable[tuple[float, float]]) -> Array:
        """Hours of each period that at least one span (from, to) covers."""
        covered = np.zeros(self.count)
        starts = self.first_day * HOURS_PER_DAY
        ends = starts + self.length_days * HOURS_PER_DAY
        reached = 0.0
        for begin, end in sorted(spans):
            first = max(begin, reached)
            covered += np.maximum(np.minimum(end, ends) - np.maximum(first, starts), 0)
            reached = max(reached, end)
        return covered

    def open_share(self, spans: Iterable[tuple[float, float]]) -> Array:
        """Share of each period that no span covers."""
        share: Array = 1.0 - self.covered_h(spans) / (self.length_days * HOURS_PER_DAY)
        return share

    def sums(self, daily: Array, axis: int) -> Array:
        """Totals of each period from figures by day."""
        totals: Array = np.add.reduceat(daily, self.first_day, axis=axis)
        return totals

    def by_day(self, totals: Array) -> Array:
        """Totals of periods, the last axis, spread evenly over their days."""
        lengths = np.array(self.lengths)
        spread: Array = np.repeat(totals / lengths, lengths, axis=-1)
        return spread


def draw_grid(begins: datetime, horizon_days: int, daily_days: int) -> Grid:
    """Divide a horizon: so many days singly, then 2, 2, 3, 3, 4, 4... days at a time.

    What comes later is known worse and decided again tomorrow; it needs less detail.
    The last block takes what is left.
    """
    lengths = [1] * min(daily_days, horizon_days)
    step = 4
    while (left := horizon_days - sum(lengths)) > 0:
        lengths.append(min(step // 2, left))
        step += 1
    return Grid(begins, tuple(lengths))


def seal(value: object) -> None:
    """Make every array of a dataclass read-only."""
    assert dataclasses.is_dataclass(value), "only a dataclass has fields to seal"
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        if isinstance(held, np.ndarray):
            held.setflags(write=False)
