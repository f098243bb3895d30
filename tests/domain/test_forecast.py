from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.forecast import Array, Forecast
from napas.domain.need import NeedBasis, Severity

LEVELS = (0.1, 0.5, 0.9)


def forecast(quantiles: Array, levels: tuple[float, ...] = LEVELS) -> Forecast:
    places, days, severities, _ = quantiles.shape
    return Forecast(
        places=("01", "02")[:places],
        days=(date(2021, 7, 8), date(2021, 7, 9))[:days],
        severities=tuple(Severity)[:severities],
        levels=levels,
        quantiles_t_per_day=quantiles,
        paths_t_per_day=np.zeros((0, places, days, severities)),
        basis=NeedBasis.NORM,
        maker="toy",
    )


def one(*figures: float) -> Array:
    return np.array(figures, dtype=float).reshape(1, 1, 1, -1)


def test_a_level_of_the_forecast_is_given_as_it_stands() -> None:
    assert forecast(one(1.0, 5.0, 7.0)).at_quantile(0.5).item() == 5.0


def test_between_two_levels_the_need_lies_on_the_line() -> None:
    assert forecast(one(1.0, 5.0, 7.0)).at_quantile(0.7).item() == pytest.approx(6.0)


@pytest.mark.parametrize(("level", "need"), [(0.001, 1.0), (0.999, 7.0)])
def test_beyond_the_outermost_level_the_outermost_stands(
    level: float, need: float
) -> None:
    assert forecast(one(1.0, 5.0, 7.0)).at_quantile(level).item() == need


def test_what_is_given_may_be_changed_without_changing_the_forecast() -> None:
    made = forecast(one(1.0, 5.0, 7.0))
    made.at_quantile(0.5)[...] = 99.0

    assert made.at_quantile(0.5).item() == 5.0
    with pytest.raises(ValueError, match="read-only"):
        made.quantiles_t_per_day[...] = 99.0


@given(
    rises=st.lists(st.floats(0.0, 1e6), min_size=12, max_size=12),
    first=st.floats(0.0, 1.0),
    second=st.floats(0.0, 1.0),
)
def test_need_never_falls_as_the_level_rises(
    rises: list[float], first: float, second: float
) -> None:
    quantiles = np.array(rises).reshape(2, 2, 1, 3).cumsum(axis=3)
    made = forecast(quantiles)
    lower, higher = sorted((first, second))

    low, high = made.at_quantile(lower), made.at_quantile(higher)

    assert (low <= high + 1e-9 * quantiles.max()).all()
    assert (low >= quantiles[..., 0]).all()
    assert (high <= quantiles[..., -1]).all()


@pytest.mark.parametrize(
    ("quantiles", "levels", "fault"),
    [
        (one(1.0, 5.0), LEVELS, "quantiles have shape"),
        (one(1.0, 5.0, 4.0), LEVELS, "quantiles cross"),
        (one(1.0, 5.0, np.inf), LEVELS, "finite"),
        (one(-1.0, 5.0, 6.0), LEVELS, "zero or more"),
        (one(1.0, 5.0, 6.0), (0.1, 0.9, 0.5), "levels must rise"),
        (one(1.0, 5.0, 6.0), (0.1, 0.5, 0.5), "levels must rise"),
        (one(1.0, 5.0, 6.0), (0.1, 0.5, 1.0), "levels must rise"),
        (one(), (), "levels must rise"),
    ],
)
def test_a_forecast_that_cannot_be_is_refused(
    quantiles: Array, levels: tuple[float, ...], fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        forecast(quantiles, levels)


def test_paths_speak_of_the_same_places_and_days() -> None:
    with pytest.raises(ValueError, match="paths have shape"):
        Forecast(
            places=("01",),
            days=(date(2021, 7, 8),),
            severities=(Severity.CRITICAL,),
            levels=LEVELS,
            quantiles_t_per_day=one(1.0, 5.0, 7.0),
            paths_t_per_day=np.zeros((4, 1, 2, 1)),
            basis=NeedBasis.NORM,
            maker="toy",
        )


def test_no_path_may_hold_what_is_no_need() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        Forecast(
            places=("01",),
            days=(date(2021, 7, 8),),
            severities=(Severity.CRITICAL,),
            levels=LEVELS,
            quantiles_t_per_day=one(1.0, 5.0, 7.0),
            paths_t_per_day=np.full((4, 1, 1, 1), -1.0),
            basis=NeedBasis.NORM,
            maker="toy",
        )
