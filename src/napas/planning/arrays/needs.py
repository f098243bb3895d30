"""The need of every place in every period, from a forecast of this or another level."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from napas.domain.finding import Finding, Grade, find
from napas.domain.forecast import Forecast
from napas.domain.need import Severity
from napas.domain.plan import Binding
from napas.domain.situation import Situation
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.grid import Array, Grid, Mask, seal
from napas.planning.arrays.homes import NOWHERE, Homes

SEVERITIES = (Severity.CRITICAL, Severity.SEVERE)
CRITICAL, SEVERE = 0, 1
FEWEST_PATHS = 100
"""With fewer joint samples a quantile of a sum is not read from them."""


@dataclass(frozen=True, slots=True, eq=False)
class Needs:
    """What each place needs, at one quantile.

    Attributes:
        need_t: in each period; shape (places, periods, severities); 0 where
            the need is not known.
        known: whether the place has a need at all.
    """

    need_t: Array
    known: Mask
    findings: tuple[Finding, ...]

    def __post_init__(self) -> None:
        seal(self)


def read_needs(
    situation: Situation,
    forecast: Forecast,
    homes: Homes,
    *,
    grid: Grid,
    quantile: float,
) -> Needs:
    """Read the need of every place of a level.

    A place takes its own forecast; else the sum of the forecasts below it, at the
    quantile of the sum where there are joint samples; else its part of the nearest
    forecast above it, by need, beds or people. What remains is unknown, and a need
    that the picture calls unknown is never filled from above.
    """
    reading = _Reading(
        situation=situation,
        homes=homes,
        at={code: index for index, code in enumerate(forecast.places)},
        figures=_arrange(forecast, forecast.at_quantile(quantile), grid),
        need=np.zeros((len(homes.codes), grid.count, len(SEVERITIES))),
        known=np.zeros(len(homes.codes), dtype=bool),
    )
    paths = _arrange(forecast, forecast.paths_t_per_day, grid)
    reading.take_own_and_below(paths, quantile)
    reading.take_from_above()
    unknown = [
        find(Grade.SET_ASIDE, Binding.NEED_UNKNOWN, subject=code)
        for code, there in zip(homes.codes, reading.known, strict=True)
        if not there
    ]
    return Needs(reading.need, reading.known, (*reading.findings, *unknown))


def _arrange(forecast: Forecast, daily: Array, grid: Grid) -> Array:
    """Add days up to periods, and put the severities in the order of plans."""
    figures = grid.sums(daily[..., : grid.days, :], axis=-2)
    ordered = np.zeros((*figures.shape[:-1], len(SEVERITIES)))
    for at, severity in enumerate(forecast.severities):
        ordered[..., SEVERITIES.index(severity)] = figures[..., at]
    return ordered


@dataclass(slots=True)
class _Reading:
    """The needs while they are being read."""

    situation: Situation
    homes: Homes
    at: dict[str, int]
    figures: Array
    need: Array
    known: Mask
    findings: list[Finding] = field(default_factory=list)

    def take_own_and_below(self, paths: Array, quantile: float) -> None:
        """Fill places that have a forecast, or forecasts below them."""
        below = self._parts_below()
        for place, code in enumerate(self.homes.codes):
            parts = below[place]
            if code in self.at:
                self.need[place] = self.figures[self.at[code]]
            elif len(paths) >= FEWEST_PATHS:
                total = paths[:, parts].sum(axis=1)
                self.need[place] = np.quantile(total, quantile, axis=0)
            else:
                self.need[place] = self.figures[parts].sum(axis=0)
            self.known[place] = code in self.at or bool(parts)

    def take_from_above(self) -> None:
        """Give places without a forecast their part of the nearest one above."""
        unsaid = {
            row.territory for row in self.situation.places if row.need_t_per_day is None
        }
        waiting: dict[str, list[int]] = {}
        served: dict[str, list[int]] = {}
        for place, code in enumerate(self.homes.codes):
            source = self._nearest_above(place)
            if self.known[place]:
                served.setdefault(source, []).append(place)
            elif source and code not in unsaid:
                waiting.setdefault(source, []).append(place)
        for source, places in waiting.items():
            taken = self.need[served.get(source, [])].sum(axis=0)
            rest = np.maximum(self.figures[self.at[source]] - taken, 0.0)
            self._split(source, places, rest)

    def _split(self, source: str, places: Sequence[int], rest: Array) -> None:
        weights = self._weights(places)
        whole = np.nansum(weights)
        for place, weight in zip(places, weights, strict=True):
            if whole > 0.0 and np.isfinite(weight):
                self.need[place] = weight / whole * rest
                self.known[place] = True
        count = int(self.known[list(places)].sum())
        self.findings.append(
            find(
                Grade.DOUBTFUL,
                PlanningCode.NEED_SPLIT,
                subject=source,
                places=count,
                of=len(places),
            )
        )

    def _parts_below(self) -> list[list[int]]:
        """Forecasts that add up to each place: the uppermost ones below it."""
        tree = self.situation.country.tree
        place = {code: index for index, code in enumerate(self.homes.codes)}
        lies = {known.code: known.territory for known in self.situation.facilities}
        below: list[list[int]] = [[] for _ in self.homes.codes]
        for code, index in self.at.items():
            start = lies.get(code, code)
            above = tree.upwards(start) if start in tree else iter(())
            steps = [known.code for known in above if known.code != code]
            stop = next((at for at in steps if at in place or at in self.at), "")
            if stop in place:
                below[place[stop]].append(index)
        return below

    def _nearest_above(self, place: int) -> str:
        """The nearest territory above a place that has a forecast; empty is none."""
        tree = self.situation.country.tree
        above = tree.upwards(self.homes.territories[place])
        own = self.homes.codes[place]
        codes = (known.code for known in above if known.code != own)
        return next((code for code in codes if code in self.at), "")

    def _weights(self, places: Sequence[int]) -> Array:
        """By what a need is split: stated needs, else beds, else people."""
        stated = {row.territory: row.need_t_per_day for row in self.situation.places}
        tree = self.situation.country.tree
        beds = np.full(len(self.homes.codes), np.nan)
        for facility, home in zip(
            self.situation.facilities, self.homes.home, strict=True
        ):
            if home != NOWHERE and facility.beds is not None:
                beds[home] = np.nansum([beds[home], facility.beds])
        codes = [self.homes.codes[place] for place in places]
        needs = _numbers([stated.get(code) for code in codes])
        people = _numbers(
            [tree[code].population if code in tree else None for code in codes]
        )
        if np.isfinite(needs).all():
            return needs
        by_beds: Array = beds[list(places)]
        return by_beds if np.nansum(by_beds) > 0.0 else people


def _numbers(figures: Sequence[float | None]) -> Array:
    return np.array(
        [np.nan if figure is None else figure for figure in figures], dtype=np.float64
    )
