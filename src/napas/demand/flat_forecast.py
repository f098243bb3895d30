"""The forecast that needs no history: the need of today, with a range that widens.

The median of every day is the last need. Its logarithm errs by the range of that need
and, after d days, by a spread of `daily * d ** power`: a fractional Brownian motion,
since need that rose yesterday tends to rise today. Part of it is common to the nation.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from napas.domain.finding import Code
from napas.domain.forecast import Forecast
from napas.domain.instant import require_amount
from napas.domain.need import NOTHING, NeedBasis, Severity, Span
from napas.domain.observer import Observer
from napas.parameters import Parameters

Array = NDArray[np.float64]

MAKER = "flat"
HUB_LEVELS: tuple[float, ...] = (
    0.01,
    0.025,
    *(step / 20 for step in range(1, 20)),
    0.975,
    0.99,
)
"""The 23 levels of the forecast hubs (hubverse; CDC and ECDC hubs)."""

DAILY_SPREAD = "forecast.daily_log_spread"
WIDENING_POWER = "forecast.widening_power"
NATIONAL_CORRELATION = "forecast.national_correlation_share"
RANGE_COVERAGE = "forecast.range_coverage_share"
LARGEST_SPREAD = "forecast.largest_log_spread"


class ForecastStep(Code):
    """What a forecaster is doing."""

    DRAWING_PATHS = "drawing-paths"


@dataclass(frozen=True, slots=True)
class LastNeed:
    """The last known need of one class at one place; a place unknown is left out."""

    place: str
    severity: Severity
    need_t_per_day: Span


@dataclass(frozen=True, slots=True)
class ForecastProblem:
    """What to forecast.

    Attributes:
        first_day: the day of the picture, on which the last needs hold.
        needs: at most one per place and class; a class that is not told at a place
            that is, is none. Places keep the order in which they first stand.
        basis: of the needs; need by norm and measured use are forecast apart.
        paths: how many joint samples to draw, zero or more.
        seed: the same seed gives the same paths, whatever other places there are.
        levels: probabilities of the quantiles, rising.
    """

    first_day: date
    horizon_days: int
    needs: tuple[LastNeed, ...]
    basis: NeedBasis
    paths: int = 0
    seed: int = 0
    levels: tuple[float, ...] = HUB_LEVELS

    def __post_init__(self) -> None:
        if self.horizon_days < 1:
            message = f"a forecast has a day or more, not {self.horizon_days}"
            raise ValueError(message)
        require_amount(self.paths, "paths")
        require_amount(self.seed, "seed")
        keys = [(need.place, need.severity) for need in self.needs]
        if len(set(keys)) != len(keys):
            message = "a need stands twice for one place and class"
            raise ValueError(message)

    @property
    def places(self) -> tuple[str, ...]:
        """Every place once, in order."""
        return tuple(dict.fromkeys(need.place for need in self.needs))


def forecast_flat(
    problem: ForecastProblem, parameters: Parameters, observer: Observer
) -> Forecast:
    """Forecast the last need for every day, with quantiles and joint sample paths.

    Asked to stop, it returns its quantiles and no path.
    """
    spread = _spread(problem, parameters)
    return Forecast(
        places=problem.places,
        days=tuple(
            problem.first_day + timedelta(days=ahead)
            for ahead in range(problem.horizon_days)
        ),
        severities=tuple(Severity),
        levels=problem.levels,
        quantiles_t_per_day=_quantiles(problem, spread),
        paths_t_per_day=_paths(problem, spread, parameters, observer),
        basis=problem.basis,
        maker=MAKER,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Spread:
    """How far need may lie from its last value; all shapes (places, days, severities).

    Attributes:
        start: standard deviation of the logarithm of the last need itself, mean of
            both sides, shape (places, severities).
        grown: what the days add to it, shape (days).
    """

    value_t_per_day: Array
    below: Array
    above: Array
    start: Array
    grown: Array

    def need_t_per_day(self, rows: slice, deviations: Array) -> Array:
        """Need at standard normal deviations of some places, of the shape of a path."""
        side = np.where(deviations < 0.0, self.below[rows], self.above[rows])
        return self.value_t_per_day[rows, None, :] * np.exp(side * deviations)


def _spread(problem: ForecastProblem, parameters: Parameters) -> _Spread:
    row_of = {place: row for row, place in enumerate(problem.places)}
    column_of = {severity: column for column, severity in enumerate(Severity)}
    spans = [[NOTHING for _ in Severity] for _ in row_of]
    for need in problem.needs:
        spans[row_of[need.place]][column_of[need.severity]] = need.need_t_per_day
    ends = np.array(
        [[(span.low, span.value, span.high) for span in row] for row in spans]
    ).reshape(len(row_of), len(column_of), 3)
    low, value, high = np.moveaxis(ends, -1, 0)
    reach = float(ndtri((1.0 + parameters[RANGE_COVERAGE]) / 2.0))
    cap = parameters[LARGEST_SPREAD]
    below = _log_ratio(value, low, cap * reach)
    above = _log_ratio(high, value, cap * reach)
    days = np.arange(problem.horizon_days, dtype=np.float64)
    grown = parameters[DAILY_SPREAD] * days ** parameters[WIDENING_POWER]
    return _Spread(
        value_t_per_day=value,
        below=np.hypot(below[:, None, :] / reach, grown[None, :, None]),
        above=np.hypot(above[:, None, :] / reach, grown[None, :, None]),
        start=(below + above) / (2.0 * reach),
        grown=grown,
    )


def _log_ratio(upper: Array, lower: Array, cap: float) -> Array:
    """ln(upper / lower), capped; a figure of zero has no spread."""
    floor = upper * np.exp(-cap)
    ratio: Array = np.divide(
        upper, np.maximum(lower, floor), out=np.ones_like(upper), where=upper > 0.0
    )
    logarithm: Array = np.log(ratio)
    return logarithm


def _quantiles(problem: ForecastProblem, spread: _Spread) -> Array:
    by_level: list[Array] = [
        spread.need_t_per_day(slice(None), np.full(spread.below.shape, deviation))
        for deviation in ndtri(np.array(problem.levels))
    ]
    return np.stack(by_level, axis=-1)


def _paths(
    problem: ForecastProblem,
    spread: _Spread,
    parameters: Parameters,
    observer: Observer,
) -> Array:
    paths = np.empty((problem.paths, *spread.below.shape))
    correlation = parameters[NATIONAL_CORRELATION]
    walk = _walk(problem.horizon_days, parameters)
    nation = _stream(problem.seed, "nation").standard_normal(
        (problem.paths, 1, problem.horizon_days)
    )
    for row, place in enumerate(problem.places):
        if observer.should_stop():
            return np.empty((0, *spread.below.shape))
        observer.report(row / len(problem.places), ForecastStep.DRAWING_PATHS)
        own = _stream(problem.seed, f"place {place}").standard_normal(
            (problem.paths, len(Severity), problem.horizon_days)
        )
        draws = np.sqrt(correlation) * nation + np.sqrt(1.0 - correlation) * own
        start = spread.start[row][:, None]
        errors = start * draws[..., :1] + draws[..., 1:] @ walk.T
        scale = np.hypot(start, spread.grown[None, :])
        standard = np.divide(
            errors, scale, out=np.zeros_like(errors), where=scale > 0.0
        )
        deviations = standard.transpose(0, 2, 1)[:, None]
        rows = slice(row, row + 1)
        paths[:, rows] = spread.need_t_per_day(rows, deviations)
    return paths


def _walk(horizon_days: int, parameters: Parameters) -> Array:
    """Factor that turns independent draws into errors of all days; rows are days.

    The covariance of a fractional Brownian motion between days s and t is half of
    `s**2H + t**2H - |s - t|**2H` (Mandelbrot and van Ness, 1968).
    """
    days = np.arange(1, horizon_days, dtype=np.float64)
    twice = 2.0 * parameters[WIDENING_POWER]
    apart = np.abs(days[:, None] - days[None, :])
    covariance = (days[:, None] ** twice + days[None, :] ** twice - apart**twice) / 2.0
    factor = np.zeros((horizon_days, len(days)))
    factor[1:] = parameters[DAILY_SPREAD] * np.linalg.cholesky(covariance)
    return factor


def _stream(seed: int, name: str) -> np.random.Generator:
    """A stream of draws of its own for every name."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return np.random.default_rng([seed, int.from_bytes(digest, "big")])
