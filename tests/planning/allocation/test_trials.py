"""What one more buys, found by trying, against a plan made from nothing."""

from dataclasses import replace

import pytest

from napas.domain.country import Objective
from napas.domain.network import Form
from napas.domain.observer import Silence
from napas.domain.plan import Worth
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.allocation.prices import Addition, More
from napas.planning.allocation.trials import add, try_additions
from tests.planning.allocation.test_prices import (
    GRAVE,
    LENGTHS,
    ORDERS,
    SCARCE,
    SLOW,
    SLOWER,
    TRUCK_T_H_PER_DAY,
    gained_t,
)
from tests.planning.allocation.valley import Road, Town, Valley, Works, settings

REMOTE = Valley(
    [Town("A", severe=9.0)],
    [Works("V", offer=40.0)],
    [Road("V", "A", round_trip_h=12.0)],
    lift=0.0,
)
"""Nobody drives; one truck brings 10 t a day, a sliver more than is needed."""


class Stopped:
    """An observer that wants no more after so many questions."""

    def __init__(self, patience: int) -> None:
        self.patience = patience

    def report(self, fraction: float, message: str) -> None:
        """Nothing is reported of trials."""
        raise AssertionError(message, fraction)

    def should_stop(self) -> bool:
        """Stop when patience is out."""
        self.patience -= 1
        return self.patience < 0


def tried(answer: AllocationAnswer) -> dict[tuple[str, str], Worth]:
    """What every addition bought."""
    worths = try_additions(answer, settings({}), Silence())
    assert all(worth.tried for worth in worths)
    return {(worth.resource, worth.where): worth for worth in worths}


def told_t(valley: Valley, resource: str, where: str) -> tuple[float, float]:
    """What one more of a resource bought."""
    nothing = Worth(resource, where, 0.0, 0.0)
    worth = tried(valley.answer()).get((resource, where), nothing)
    return worth.critical_t, worth.severe_t


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("valley", [SCARCE, GRAVE, SLOW, SLOWER])
def test_a_truck_buys_what_a_plan_made_with_it_serves_more(
    valley: Valley, order: tuple[Objective, ...]
) -> None:
    valley = replace(valley, objectives=order)
    more = replace(valley, lift=valley.lift + TRUCK_T_H_PER_DAY)
    bought_t = gained_t(valley.answer(), more.answer())
    assert told_t(valley, "truck-liquid", "island") == pytest.approx(bought_t, abs=1e-5)


@pytest.mark.parametrize("valley", [SCARCE, GRAVE])
def test_a_tonne_a_day_buys_what_a_plan_made_with_it_serves_more(
    valley: Valley,
) -> None:
    works = [replace(valley.works[0], arrive=LENGTHS), *valley.works[1:]]
    bought_t = gained_t(valley.answer(), replace(valley, works=works).answer())
    assert told_t(valley, "tonne", "V") == pytest.approx(bought_t, abs=1e-5)


@pytest.mark.parametrize("valley", [SLOW, SLOWER])
def test_an_hour_less_buys_what_a_plan_made_with_it_serves_more(
    valley: Valley,
) -> None:
    roads = [
        replace(road, round_trip_h=road.round_trip_h - 1.0) for road in valley.roads
    ]
    bought_t = gained_t(valley.answer(), replace(valley, roads=roads).answer())
    assert told_t(valley, "hour-liquid", "island") == pytest.approx(bought_t, abs=1e-5)


def test_a_first_truck_buys_no_more_than_it_can_carry() -> None:
    assert told_t(REMOTE, "truck-liquid", "island") == pytest.approx((0.0, 9.0))


def test_a_trip_never_becomes_shorter_than_nothing() -> None:
    quick = replace(REMOTE, roads=[Road("V", "A", round_trip_h=0.5)]).problem()
    quicker = add(quick, Addition(More.HOUR, 0))
    assert quicker.liquid.round_trip_h.tolist() == [[0.0]]
    other = add(quick, Addition(More.HOUR, 1))
    assert other.liquid.round_trip_h.tolist() == [[0.5]]
    assert quick.pools.form[1] is Form.CYLINDER


def test_only_so_many_are_tried() -> None:
    answer = GRAVE.answer()
    assert len(try_additions(answer, settings({"trials": 1}), Silence())) == 1
    assert try_additions(answer, settings({"trials": 0}), Silence()) == ()


def test_what_was_stopped_is_told_at_the_margin_and_says_so() -> None:
    worths = try_additions(GRAVE.answer(), settings({}), Stopped(0))
    assert worths
    assert not any(worth.tried for worth in worths)


def test_what_is_tried_is_told_critical_need_first() -> None:
    worths = list(tried(GRAVE.answer()).values())
    assert worths == sorted(worths, key=lambda worth: -worth.critical_t)


def test_with_more_places_than_trials_are_worth_prices_stand_in_and_say_so() -> None:
    worths = try_additions(GRAVE.answer(), settings({"trial_places": 0}), Silence())
    assert worths
    assert not any(worth.tried for worth in worths)
