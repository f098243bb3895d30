"""The numbers of the flat forecast against what hospitals really did."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pyarrow import parquet

from napas.parameters import resolve

SHARED = Path(__file__).parents[2] / "../shared/data/forecast"
SERIES = {
    "italy": ("italy/regions_daily.parquet", "region", "hospital_patients"),
    "germany": ("germany_icu/states_daily.parquet", "state", "covid_icu_patients"),
}
FEWEST_PATIENTS = 20
DEFAULTS = resolve()
DAILY = DEFAULTS.parameter("forecast.daily_log_spread")
POWER = DEFAULTS.parameter("forecast.widening_power")
CORRELATION = DEFAULTS.parameter("forecast.national_correlation_share")

pytestmark = pytest.mark.shared


def logarithms(country: str) -> NDArray[np.float64]:
    """ln(patients) by place and day; NaN where there are few or none told."""
    file, key, column = SERIES[country]
    if not (SHARED / file).is_file():
        pytest.skip("the shared forecast data are not beside the project")
    table = parquet.read_table(SHARED / file, columns=["date", key, column]).to_pydict()
    days = {day: row for row, day in enumerate(sorted(set(table["date"])))}
    places = {place: row for row, place in enumerate(sorted(set(table[key])))}
    patients = np.full((len(places), len(days)), np.nan)
    rows = zip(table["date"], table[key], table[column], strict=True)
    for day, place, told in rows:
        if told is not None and told >= FEWEST_PATIENTS:
            patients[places[place], days[day]] = told
    found: NDArray[np.float64] = np.log(patients)
    return found


def change(country: str, days: int) -> NDArray[np.float64]:
    series = logarithms(country)
    return series[:, days:] - series[:, :-days]


@pytest.mark.parametrize("country", SERIES)
def test_a_day_changes_need_as_stated(country: str) -> None:
    spread = float(np.nanstd(change(country, 1)))

    assert spread == pytest.approx(DAILY.value, abs=0.005)
    assert DAILY.low < spread < DAILY.high


@pytest.mark.parametrize("country", SERIES)
def test_need_strays_with_the_power_of_days_that_is_stated(country: str) -> None:
    spreads = {days: float(np.nanstd(change(country, days))) for days in (1, 7, 14, 28)}
    power = np.polyfit(np.log(list(spreads)), np.log(list(spreads.values())), 1)[0]

    assert power == pytest.approx(POWER.value, abs=0.1)
    assert POWER.low < power < POWER.high


@pytest.mark.parametrize("country", SERIES)
def test_places_move_together_as_stated(country: str) -> None:
    together = [
        float(np.corrcoef(one[known], other[known])[0, 1])
        for one, other in combinations(change(country, 14), 2)
        if (known := np.isfinite(one) & np.isfinite(other)).any()
    ]

    assert np.mean(together) == pytest.approx(CORRELATION.value, abs=0.1)
    assert CORRELATION.low < np.mean(together) < CORRELATION.high
