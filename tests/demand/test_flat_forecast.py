from datetime import date, timedelta
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napas.demand.flat_forecast import (
    HUB_LEVELS,
    ForecastProblem,
    ForecastStep,
    LastNeed,
    forecast_flat,
)
from napas.domain.forecast import Forecast
from napas.domain.need import NeedBasis, Severity, Span
from napas.domain.observer import Silence
from napas.parameters import Layer, Parameters, resolve

DEFAULTS = resolve()
DAY = date(2021, 7, 8)
REACH = NormalDist().inv_cdf(0.95)
JAKARTA = LastNeed("31", Severity.SEVERE, Span(400.0, 250.0, 700.0))
JAKARTA_CRITICAL = LastNeed("31", Severity.CRITICAL, Span(124.0, 80.0, 200.0))
BALI = LastNeed("51", Severity.SEVERE, Span(48.0, 30.0, 60.0))


class Bell:
    """Hears everything, and asks to stop at a given call."""

    def __init__(self, stop_at: int) -> None:
        self.stop_at = stop_at
        self.asked = 0
        self.heard: list[tuple[float, str]] = []

    def report(self, fraction: float, message: str) -> None:
        self.heard.append((fraction, message))

    def should_stop(self) -> bool:
        self.asked += 1
        return self.asked == self.stop_at


def forecast(
    *needs: LastNeed,
    horizon_days: int = 7,
    paths: int = 0,
    seed: int = 1,
    parameters: Parameters = DEFAULTS,
) -> Forecast:
    problem = ForecastProblem(
        DAY, horizon_days, needs, NeedBasis.NORM, paths=paths, seed=seed
    )
    return forecast_flat(problem, parameters, Silence())


def test_the_levels_are_the_23_of_the_hubs() -> None:
    assert len(HUB_LEVELS) == 23
    assert HUB_LEVELS[:4] == (0.01, 0.025, 0.05, 0.1)
    assert HUB_LEVELS[11] == 0.5
    assert HUB_LEVELS[-3:] == (0.95, 0.975, 0.99)


def test_the_median_is_the_last_need_on_every_day() -> None:
    medians = forecast(JAKARTA, JAKARTA_CRITICAL, BALI).at_quantile(0.5)

    assert medians.shape == (2, 7, 2)
    np.testing.assert_array_equal(medians[0], [[124.0, 400.0]] * 7)
    np.testing.assert_array_equal(medians[1], [[0.0, 48.0]] * 7)


def test_it_says_of_what_when_and_by_whom_it_was_made() -> None:
    made = forecast_flat(
        ForecastProblem(DAY, 2, (BALI,), NeedBasis.MEASURED), DEFAULTS, Silence()
    )

    assert made.places == ("51",)
    assert made.days == (DAY, DAY + timedelta(days=1))
    assert made.severities == tuple(Severity)
    assert made.basis is NeedBasis.MEASURED
    assert made.maker == "flat"


def test_the_range_of_today_is_the_range_of_the_last_need() -> None:
    today = forecast(JAKARTA)

    assert today.at_quantile(0.05)[0, 0, 1] == pytest.approx(250.0)
    assert today.at_quantile(0.95)[0, 0, 1] == pytest.approx(700.0)


def test_the_range_widens_with_the_days() -> None:
    made = forecast(JAKARTA, horizon_days=28)
    width = made.at_quantile(0.95) - made.at_quantile(0.05)

    assert (np.diff(width[0, :, 1]) > 0.0).all()


def test_an_exact_need_widens_as_hospitals_did() -> None:
    exact = LastNeed("31", Severity.SEVERE, Span(400.0, 400.0, 400.0))
    made = forecast(exact, horizon_days=15)

    high, low = (made.at_quantile(level)[0, :, 1] for level in (0.95, 0.05))
    ratio = np.log(high / low)
    spread = ratio / (2 * REACH)
    assert spread[0] == 0.0
    assert spread[7] == pytest.approx(0.07 * 7**0.7, rel=1e-3)  # measured 0.24 to 0.34
    assert spread[14] == pytest.approx(
        0.07 * 14**0.7, rel=1e-3
    )  # measured 0.41 to 0.59


def test_a_low_end_of_nothing_spreads_only_so_far() -> None:
    doubtful = LastNeed("31", Severity.SEVERE, Span(400.0, 0.0, 400.0))
    made = forecast(doubtful)

    assert made.at_quantile(0.05)[0, 0, 1] == pytest.approx(400 * np.exp(-1.5 * REACH))


def test_a_need_of_nothing_stays_nothing() -> None:
    nothing = LastNeed("31", Severity.SEVERE, Span(0.0, 0.0, 5.0))
    made = forecast(nothing, paths=3)

    assert not made.quantiles_t_per_day.any()
    assert not made.paths_t_per_day.any()


def test_the_same_seed_gives_the_same_forecast() -> None:
    one, other = (forecast(JAKARTA, BALI, paths=20) for _ in range(2))

    np.testing.assert_array_equal(one.paths_t_per_day, other.paths_t_per_day)
    different = forecast(JAKARTA, BALI, paths=20, seed=2)
    assert (one.paths_t_per_day != different.paths_t_per_day).any()


def test_paths_of_a_place_do_not_depend_on_the_other_places() -> None:
    together = forecast(JAKARTA, BALI, paths=20).paths_t_per_day
    alone = forecast(BALI, paths=20).paths_t_per_day

    np.testing.assert_allclose(together[:, 1], alone[:, 0])


def test_paths_follow_the_quantiles() -> None:
    made = forecast(JAKARTA, horizon_days=8, paths=4000)
    for day in (0, 3, 7):
        drawn = np.quantile(made.paths_t_per_day[:, 0, day, 1], (0.1, 0.5, 0.9))
        told = [made.at_quantile(level)[0, day, 1] for level in (0.1, 0.5, 0.9)]
        np.testing.assert_allclose(drawn, told, rtol=0.05)


def correlation_of(parameters: Parameters) -> float:
    paths = forecast(
        JAKARTA, BALI, horizon_days=8, paths=4000, parameters=parameters
    ).paths_t_per_day
    logarithms = np.log(paths[:, :, 7, 1])
    return float(np.corrcoef(logarithms.T)[0, 1])


def test_places_move_together_as_much_as_is_stated() -> None:
    loose = resolve((Layer("test", (("forecast.national_correlation_share", 0.2),)),))

    assert correlation_of(DEFAULTS) == pytest.approx(0.7, abs=0.05)
    assert correlation_of(loose) == pytest.approx(0.2, abs=0.05)


def test_a_forecast_of_one_day_has_paths_of_one_day() -> None:
    made = forecast(JAKARTA, horizon_days=1, paths=5)

    assert made.paths_t_per_day.shape == (5, 1, 1, 2)


def test_asked_to_stop_it_gives_its_quantiles_without_paths() -> None:
    bell = Bell(stop_at=2)
    problem = ForecastProblem(DAY, 3, (JAKARTA, BALI), NeedBasis.NORM, paths=5)
    made = forecast_flat(problem, DEFAULTS, bell)

    assert bell.heard == [(0.0, ForecastStep.DRAWING_PATHS)]
    assert made.paths_t_per_day.shape == (0, 2, 3, 2)
    assert made.at_quantile(0.5)[0, 2, 1] == 400.0


def test_no_places_have_an_empty_forecast() -> None:
    assert forecast(paths=2).paths_t_per_day.shape == (2, 0, 7, 2)


def test_a_forecast_without_days_is_refused() -> None:
    with pytest.raises(ValueError, match="a day or more"):
        ForecastProblem(DAY, 0, (), NeedBasis.NORM)


def test_a_need_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        ForecastProblem(DAY, 1, (BALI, BALI), NeedBasis.NORM)


def test_negative_paths_and_seeds_are_refused() -> None:
    with pytest.raises(ValueError, match="paths"):
        ForecastProblem(DAY, 1, (), NeedBasis.NORM, paths=-1)
    with pytest.raises(ValueError, match="seed"):
        ForecastProblem(DAY, 1, (), NeedBasis.NORM, seed=-1)


spans = st.tuples(*(st.floats(0.0, 1e4) for _ in range(3))).map(sorted)


@given(spans, st.integers(1, 40), st.integers(0, 2**40))
@settings(max_examples=60, deadline=None)
def test_every_forecast_is_in_order(
    ends: list[float], horizon_days: int, seed: int
) -> None:
    low, value, high = ends
    need = LastNeed("x", Severity.CRITICAL, Span(value, low, high))
    made = forecast(need, horizon_days=horizon_days, paths=3, seed=seed)

    assert (np.diff(made.quantiles_t_per_day, axis=3) >= 0.0).all()
    assert (made.at_quantile(0.5)[0, :, 0] == value).all()
    assert np.isfinite(made.paths_t_per_day).all()
