"""What stands in tanks: the latest reading, heel and brim, and what is not known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from napas.domain.finding import Finding, Grade, find
from napas.domain.network import Facility, Form, Tank
from napas.domain.situation import Stock, StockState
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.stocks import read_stocks, tank_stocks

NOW = datetime(2021, 7, 9, tzinfo=UTC)
ONE, TWO = Tank("one", 10.0, 2.0), Tank("two", 30.0, 6.0)
HOUSE = Facility("house", "", "1", tanks=(ONE, TWO))
READ = Stock("house", Form.LIQUID, 5.0, NOW, "", StockState.KNOWN, "one")
WHOLE = replace(READ, mass_t=20.0, tank="")
UNKNOWN = replace(READ, mass_t=None, state=StockState.UNKNOWN)


def usable(*stocks: Stock, of: Facility = HOUSE) -> list[float]:
    return [mass_t for _, mass_t in tank_stocks(of, read_stocks(stocks))[0]]


def doubts(*stocks: Stock, of: Facility = HOUSE) -> tuple[Finding, ...]:
    return tank_stocks(of, read_stocks(stocks))[1]


def doubtful(code: PlanningCode, tanks: str) -> Finding:
    return find(Grade.DOUBTFUL, code, subject="house", tanks=tanks)


def test_the_latest_reading_holds() -> None:
    later = replace(READ, mass_t=7.0, as_of=NOW + timedelta(hours=1))
    undated = replace(READ, mass_t=9.0, as_of=None)

    for stocks in ((READ, later, undated), (undated, later, READ)):
        assert read_stocks(stocks).find("house", Form.LIQUID, "one") == later


def test_a_known_mass_goes_before_a_later_unknown_one() -> None:
    silent = replace(UNKNOWN, as_of=NOW + timedelta(hours=9))

    assert read_stocks((silent, READ)).find("house", Form.LIQUID, "one") == READ


def test_a_tank_gives_only_what_stands_above_its_heel() -> None:
    assert usable(READ, replace(READ, tank="two", mass_t=4.0)) == [3.0, 0.0]


def test_a_stock_of_the_whole_is_shared_by_what_tanks_hold() -> None:
    assert usable(WHOLE) == [5.0 - 2.0, 15.0 - 6.0]
    assert doubts(WHOLE) == ()


def test_a_tank_with_its_own_reading_does_not_take_part_of_the_whole() -> None:
    assert usable(WHOLE, replace(READ, mass_t=2.5)) == [0.5, 9.0]


def test_tanks_without_room_share_nothing() -> None:
    flat = replace(HOUSE, tanks=(Tank("one", 0.0, 0.0),))

    assert usable(WHOLE, of=flat) == [0.0]


def test_an_unknown_stock_is_planned_as_empty_and_named() -> None:
    assert usable(UNKNOWN) == [0.0, 0.0]
    assert doubts(UNKNOWN) == (doubtful(PlanningCode.STOCK_UNKNOWN, "one, two"),)


def test_a_stale_stock_is_used_and_named() -> None:
    stale = replace(WHOLE, state=StockState.STALE)

    assert usable(stale) == [3.0, 9.0]
    assert doubts(stale) == (doubtful(PlanningCode.STOCK_STALE, "one, two"),)


def test_more_than_a_tank_holds_is_taken_as_full_and_named() -> None:
    single = replace(HOUSE, tanks=(ONE,))
    above = replace(READ, mass_t=12.0)

    assert usable(above, of=single) == [8.0]
    assert doubts(above, of=single) == (
        find(
            Grade.DOUBTFUL,
            PlanningCode.STOCK_ABOVE_TANK,
            subject="house",
            tank="one",
            mass_t=12.0,
            capacity_t=10.0,
        ),
    )


@pytest.mark.parametrize("mass_t", [0.0, 1.0, 2.0])
def test_below_the_heel_there_is_nothing_to_give(mass_t: float) -> None:
    assert usable(replace(READ, mass_t=mass_t))[0] == 0.0
