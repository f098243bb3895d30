"""Mistakes put among honest lines, so far apart that each stands alone."""

import numpy as np
from numpy.random import Generator

from benchmarks.reporting_year.hospitals import Hospitals, Whole
from benchmarks.reporting_year.mistakes import MISTAKES, Mistake, last_of_bundle, swap
from benchmarks.reporting_year.sheets import Lines

MEAN_REPORTS = 8.5
"""Of an episode, until the clerk is relieved, the dial mended, the form printed anew.

Their number is geometric: each report may be the last. Slips of the hand are single.
"""
APART_DAYS = 8.0
"""Mistakes of one hospital and form lie so far apart, or further."""


def plant(lines: Lines, hospitals: Hospitals, per_kind: int, random: Generator) -> None:
    """Plant so many mistakes of each kind, apart from one another, in place.

    The kinds are numbered from 1 in the order of `MISTAKES`; lasting ones first, so
    that they find room.
    """
    free = _Room(lines)
    ordered = sorted(enumerate(MISTAKES, 1), key=lambda pair: not pair[1].lasting)
    event = 0
    for number, mistake in ordered:
        fits = mistake.eligible(lines, hospitals)
        fit = np.flatnonzero(fits)
        random.shuffle(fit)
        left = max(1, per_kind // 3) if mistake.lasting else per_kind
        for line in fit:
            if left == 0:
                break
            reports = random.geometric(1.0 / MEAN_REPORTS) if mistake.lasting else 1
            chosen = free.take(int(line), mistake, int(reports))
            if chosen is None:
                continue
            chosen = chosen[fits[chosen]]
            mistake.alter(lines, chosen, hospitals, random)
            marked = chosen
            if mistake.alter is swap:
                marked = np.concatenate([chosen, last_of_bundle(lines, chosen)])
            lines.mistake[marked] = number
            lines.event[marked] = event
            bundles = np.unique(lines.bundle[marked])
            lines.step[marked] = np.searchsorted(bundles, lines.bundle[marked])
            event, left = event + 1, left - 1


class _Room:
    """Which days of which hospital and form are still without a mistake."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.series = lines.hospital * 2 + lines.form
        self.taken: dict[int, list[tuple[float, float]]] = {}
        order = np.lexsort((np.arange(lines.count), self.series))
        self.order = order
        self.starts = np.searchsorted(
            self.series[order], np.arange(self.series.max() + 2)
        )

    def take(self, line: int, mistake: Mistake, reports: int) -> Whole | None:
        """The lines of a mistake that begins at a line; None where there is no room.

        An episode counts the reports that have a line of its kind.
        """
        lines, series = self.lines, int(self.series[line])
        begins = ends = float(lines.at_days[line])
        chosen = np.array([line])
        if mistake.lasting:
            mine = self.order[self.starts[series] : self.starts[series + 1]]
            later = mine[lines.bundle[mine] >= lines.bundle[line]]
            bundles = np.unique(lines.bundle[later])[:reports]
            later = later[lines.bundle[later] <= bundles[-1]]
            chosen = later
            ends = float(lines.at_days[later].max())
        for other_begins, other_ends in self.taken.get(series, ()):
            if begins < other_ends + APART_DAYS and ends > other_begins - APART_DAYS:
                return None
        self.taken.setdefault(series, []).append((begins, ends))
        return chosen
