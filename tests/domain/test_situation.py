from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import nan
from typing import Any

import pytest

from napas.domain.country import Country, Level
from napas.domain.need import NeedSource
from napas.domain.network import Form
from napas.domain.situation import (
    Event,
    EventKind,
    Place,
    Situation,
    Stock,
    StockState,
    events_known,
)
from napas.domain.territory import Territory, plant_tree

NOON = datetime(2021, 7, 8, 12, tzinfo=UTC)
NAIVE = NOON.replace(tzinfo=None)
STOCK = Stock("RS1", Form.LIQUID, 6.0, NOON, "report", StockState.KNOWN)
PLACE = Place("01", 100.0, NeedSource.REPORTED, "ministry", 50, 0.8, 900, 0.1)
EVENT = Event("E1", EventKind.POWER_CUT, "P01", NOON, NOON + timedelta(hours=6), 12.0)
NATION = Country(
    code="naa",
    name="Nation",
    code_system="invented 2021",
    languages=("en",),
    levels=(Level(0, "country", "Country"),),
    tree=plant_tree([Territory("NA", "Nation", 0, "", valid_from=date(1950, 1, 1))]),
    time_zone="UTC",
    reporting_cut_h=0.0,
    currencies=(),
    gas_reference_temperature_c=15.0,
    planning_level="country",
)


def test_an_unknown_stock_is_not_zero_but_nothing() -> None:
    unknown = replace(STOCK, mass_t=None, as_of=None, state=StockState.UNKNOWN)

    assert unknown.mass_t is None


@pytest.mark.parametrize(
    "change",
    [
        {"mass_t": None},
        {"state": StockState.UNKNOWN},
        {"mass_t": -1.0},
        {"as_of": NAIVE},
    ],
)
def test_a_stock_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must be|unknown has no figure"):
        replace(STOCK, **change)


@pytest.mark.parametrize(
    "change",
    [
        {"need_t_per_day": -1.0},
        {"occupied_beds": -1},
        {"active_cases": -1},
        {"bed_occupancy_share": 1.1},
        {"last_share": nan},
    ],
)
def test_a_place_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must be"):
        replace(PLACE, **change)


def test_of_a_place_everything_may_be_unknown() -> None:
    place = Place("01", None, NeedSource.ESTIMATE)

    assert (place.need_t_per_day, place.occupied_beds) == (None, None)


@pytest.mark.parametrize(
    "change",
    [
        {"begins": NAIVE},
        {"ends": NAIVE},
        {"ends": NOON - timedelta(hours=1)},
        {"restart_h": -1.0},
        {"lost_t": -1.0},
        {"mass_t": nan},
    ],
)
def test_an_event_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must be|before it begins"):
        replace(EVENT, **change)


def test_of_an_event_the_end_may_be_unknown() -> None:
    assert replace(EVENT, ends=None, lost_t=60.0).ends is None


def test_a_situation_is_of_one_moment_in_utc() -> None:
    picture = Situation("toy", NOON, NOON, NATION)

    assert picture.findings == ()
    with pytest.raises(ValueError, match="as_of"):
        replace(picture, as_of=NAIVE)
    with pytest.raises(ValueError, match="known_at"):
        replace(picture, known_at=NAIVE)


def test_a_plan_rests_on_what_was_known_and_not_on_what_came_later() -> None:
    hour = timedelta(hours=1)
    old = Event("old", EventKind.PLANT_OUTAGE, "P1", NOON - hour, None)
    told = Event("told", EventKind.PLANT_OUTAGE, "P1", NOON + hour, None, known_at=NOON)
    late = Event("late", EventKind.PLANT_OUTAGE, "P1", NOON + hour, None)
    hidden = Event(
        "hidden", EventKind.PLANT_OUTAGE, "P1", NOON - hour, None, known_at=NOON + hour
    )
    picture = Situation("x", NOON, NOON, NATION, events=(old, told, late, hidden))
    assert [event.code for event in events_known(picture)] == ["old", "told"]
