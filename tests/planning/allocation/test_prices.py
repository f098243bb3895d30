"""What one more of something would buy, against the same plan made with more."""

from dataclasses import replace

import numpy as np
import pytest

from napas.domain.country import Objective
from napas.domain.plan import Worth
from napas.planning.allocation.aims import Aim
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.allocation.prices import worth_of
from napas.planning.arrays.needs import CRITICAL, SEVERE
from tests.planning.allocation.valley import (
    AVAILABLE_SHARE,
    EVERY,
    PAYLOAD_T,
    SERVE,
    Road,
    Town,
    Valley,
    Works,
)

LITTLE = 1e-3
TRUCK_T_H_PER_DAY = PAYLOAD_T * 24.0 * AVAILABLE_SHARE
PAIR = (Town("A", critical=3.0, severe=9.0), Town("B", critical=5.0, severe=7.0))
LENGTHS = (1, 1, 2)
SCARCE = Valley(
    PAIR,
    [Works("V", offer=4.3), Works("W", offer=2.6)],
    [Road("V", "A", lag_h=6.0), Road("V", "B", round_trip_h=3.0), Road("W", "B")],
    lengths=LENGTHS,
)
GRAVE = replace(SCARCE, works=[Works("V", offer=4.3), Works("W", offer=0.4)])
SLOW = replace(
    SCARCE,
    works=[Works("V", offer=40.0), Works("W", offer=3.0)],
    roads=[
        Road("V", "A", round_trip_h=7.0),
        Road("V", "B", round_trip_h=11.0),
        Road("W", "B", round_trip_h=4.0),
    ],
    lift=90.0,
)
SLOWER = replace(SLOW, lift=30.0)
ORDERS = (
    EVERY,
    SERVE,
    (Objective.UNMET_SEVERE, Objective.UNMET_CRITICAL),
    (Objective.UNMET_CRITICAL, Objective.EVENNESS, Objective.UNMET_SEVERE),
)


def gained_t(before: AllocationAnswer, after: AllocationAnswer) -> tuple[float, float]:
    """Critical and severe need served besides."""
    gained = (before.unmet_t - after.unmet_t).sum(axis=(0, 1))
    return float(gained[CRITICAL]), float(gained[SEVERE])


def told_t(valley: Valley, resource: str, where: str) -> tuple[float, float]:
    """What is said that more of a resource buys."""
    nothing = Worth(resource, where, 0.0, 0.0)
    rows = {(row.resource, row.where): row for _, row in worth_of(valley.answer())}
    row = rows.get((resource, where), nothing)
    return row.critical_t, row.severe_t


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("valley", [SCARCE, GRAVE, SLOW, SLOWER])
def test_a_truck_is_worth_what_a_part_of_one_more_buys(
    valley: Valley, order: tuple[Objective, ...]
) -> None:
    valley = replace(valley, objectives=order)
    more = replace(valley, lift=valley.lift + LITTLE * TRUCK_T_H_PER_DAY)
    bought = np.array(gained_t(valley.answer(), more.answer())) / LITTLE
    told = told_t(valley, "truck-liquid", "island")
    assert told == pytest.approx(bought, rel=1e-2, abs=1e-2)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("valley", [SCARCE, GRAVE, SLOW, SLOWER])
@pytest.mark.parametrize("source", [0, 1])
def test_a_tonne_a_day_is_worth_what_a_little_more_buys(
    valley: Valley, order: tuple[Objective, ...], source: int
) -> None:
    valley = replace(valley, objectives=order)
    works = list(valley.works)
    works[source] = replace(
        works[source], arrive=[LITTLE * length for length in LENGTHS]
    )
    bought = np.array(gained_t(valley.answer(), replace(valley, works=works).answer()))
    told = told_t(valley, "tonne", works[source].code)
    assert told == pytest.approx(bought / LITTLE, rel=1e-2, abs=1e-2)


@pytest.mark.parametrize("valley", [SCARCE, SLOW, SLOWER])
def test_an_hour_less_is_worth_what_a_little_less_buys(valley: Valley) -> None:
    roads = [
        replace(road, round_trip_h=road.round_trip_h - LITTLE) for road in valley.roads
    ]
    valley = replace(valley, objectives=SERVE)
    bought = gained_t(valley.answer(), replace(valley, roads=roads).answer())
    told = told_t(valley, "hour-liquid", "island")
    assert told == pytest.approx(np.array(bought) / LITTLE, rel=2e-2, abs=2e-2)


def test_one_truck_does_not_buy_the_same_tonne_twice() -> None:
    one_way = Valley(
        [Town("A", critical=5.0, severe=5.0)],
        [Works("W", offer=50.0)],
        [Road("W", "A", round_trip_h=12.0)],
        lift=12.0,
    )
    assert told_t(one_way, "truck-liquid", "island") == pytest.approx((10.0, 0.0))


def test_the_prices_of_full_tanks_and_narrow_lines_are_finite_differences() -> None:
    def with_pipe(pipe: float) -> AllocationAnswer:
        town = Town("A", critical=2.0, severe=9.0, pipe=pipe)
        return Valley([town], [Works("W", offer=50.0)], [Road("W", "A")]).answer()

    narrow = with_pipe(4.0)
    severe = narrow.solution(Objective.UNMET_SEVERE)
    assert severe is not None
    told = severe.column_prices[narrow.model.columns.liquid[0, 0]]
    bought = gained_t(narrow, with_pipe(4.0 + LITTLE))[1] / LITTLE
    assert told == pytest.approx(bought, rel=1e-3)


def test_a_row_that_holds_from_below_has_a_price_below_nothing() -> None:
    answer = SCARCE.answer()
    even = answer.stages[answer.aims.index(Aim.LEAST_SHARE)]
    assert min(even.row_prices[answer.model.rows.least]) < 0.0
    first = answer.stages[0]
    assert (first.row_prices[answer.model.rows.fleet[0]] >= 0.0).all()


def test_what_buys_nothing_is_not_told() -> None:
    rich = replace(SCARCE, works=[Works("V", offer=90.0), Works("W", offer=90.0)])
    assert worth_of(replace(rich, roads=[*SCARCE.roads]).answer()) == ()


def test_the_best_comes_first() -> None:
    rows = [row for _, row in worth_of(GRAVE.answer())]
    assert len(rows) > 1
    assert [row.critical_t for row in rows] == sorted(
        (row.critical_t for row in rows), reverse=True
    )


def test_without_both_kinds_of_need_nothing_is_told() -> None:
    assert (
        worth_of(replace(SCARCE, objectives=(Objective.UNMET_CRITICAL,)).answer()) == ()
    )
