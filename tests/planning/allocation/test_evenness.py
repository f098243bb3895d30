"""Evenness, and the first two objectives, against another formulation."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as examples

from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.allocation.columns import BANDS
from napas.planning.arrays.grid import Array
from napas.planning.arrays.needs import CRITICAL, SEVERE
from tests.planning.allocation.formulation import Formulation
from tests.planning.allocation.random_valleys import plain_valleys
from tests.planning.allocation.valley import (
    EVERY,
    Road,
    Town,
    Valley,
    Works,
    first_two,
)


@examples(max_examples=60)
@given(plain_valleys())
def test_another_formulation_and_solver_reach_the_same(valley: Valley) -> None:
    towns = [replace(town, low_flow=town.severe / 4) for town in valley.towns]
    valley = replace(valley, towns=towns, objectives=EVERY)
    other, reached = Formulation(valley), first_two(valley.answer())
    for severity in (CRITICAL, SEVERE):
        gain = other.served(severity)
        best = other.best(gain)
        assert reached[severity] == pytest.approx(best, rel=1e-6, abs=1e-5)
        other.keep(gain, best)
    assert least_share(valley.answer()) == pytest.approx(
        other.best_least_share(), abs=1e-5
    )


def least_share(answer: AllocationAnswer) -> float:
    """The least share of need that a place is served."""
    need = answer.problem.places.need_t.sum(axis=(1, 2))
    unmet = answer.unmet_t.sum(axis=(1, 2))
    there = need > 0.0
    if not there.any():
        return 1.0
    return float((1.0 - unmet[there] / need[there]).min())


def shares(answer: AllocationAnswer) -> list[float]:
    """The share of need that each place is served."""
    need = answer.problem.places.need_t.sum(axis=(1, 2))
    share: Array = 1.0 - answer.unmet_t.sum(axis=(1, 2)) / need
    return [float(one) for one in share]


def even_valley(*offers: float) -> Valley:
    """One town for each offer of its own works, and one works for all."""
    towns = [Town(f"T{at}", severe=10.0) for at in range(len(offers))]
    own = [Works(f"O{at}", offer=offer) for at, offer in enumerate(offers)]
    roads = [Road(one.code, town.code) for one, town in zip(own, towns, strict=True)]
    return Valley(towns, own, roads)


def test_what_all_share_is_shared_evenly() -> None:
    valley = even_valley(0.0, 0.0)
    common = replace(
        valley,
        works=[*valley.works, Works("C", offer=6.0)],
        roads=[*valley.roads, Road("C", "T0"), Road("C", "T1", km=900.0)],
    )
    assert shares(common.answer()) == pytest.approx([0.3, 0.3], abs=1e-4)


def test_concentrators_count_as_served_where_shares_are_evened() -> None:
    valley = even_valley(0.0, 0.0)
    common = replace(
        valley,
        towns=[
            replace(valley.towns[0], low_flow=10.0),
            valley.towns[1],
            Town("X", severe=10.0),
        ],
        works=[Works("C", offer=6.0)],
        roads=[Road("C", "T1"), Road("C", "X", km=900.0)],
    )
    assert shares(common.answer()) == pytest.approx([1.0, 0.3, 0.3], abs=1e-4)


def test_those_that_cannot_be_raised_do_not_hold_the_others_down() -> None:
    valley = even_valley(1.0, 0.0, 0.0, 0.0)
    common = replace(
        valley,
        works=[*valley.works, Works("C", offer=12.0), Works("D", offer=9.0)],
        roads=[
            *valley.roads,
            Road("C", "T1"),
            Road("C", "T2", km=900.0),
            Road("D", "T3", km=900.0),
        ],
    )
    assert shares(common.answer()) == pytest.approx([0.1, 0.6, 0.6, 0.9], abs=1e-4)


@pytest.mark.parametrize("offer", [3.0, 7.7, 12.3])
def test_those_above_the_least_share_differ_by_less_than_a_band(offer: float) -> None:
    valley = even_valley(1.0, 0.0, 0.0)
    common = replace(
        valley,
        works=[*valley.works, Works("C", offer=offer)],
        roads=[*valley.roads, Road("C", "T1"), Road("C", "T2", km=9000.0)],
    )
    least, *others = shares(common.answer())
    assert least == pytest.approx(0.1, abs=1e-4)
    assert sum(others) == pytest.approx(offer / 10.0, abs=1e-4)
    assert max(others) - min(others) <= 1.0 / BANDS + 1e-6


def test_distance_does_not_decide_who_is_served_where_trucks_suffice() -> None:
    valley = even_valley(0.0, 0.0)
    common = replace(
        valley,
        works=[*valley.works, Works("C", offer=6.0)],
        roads=[
            *valley.roads,
            Road("C", "T0", lag_h=2.0),
            Road("C", "T1", lag_h=20.0, km=900.0),
        ],
        lengths=(1, 1, 1, 1),
    )
    answer = common.answer()
    critical, severe = first_two(answer)
    first, second = shares(answer)
    assert critical == 0.0
    assert severe == pytest.approx(24.0 - 6.0 * 2.0 / 24.0, abs=1e-4)
    assert first + second == pytest.approx(severe / 40.0, abs=1e-4)
    assert first == pytest.approx(second, abs=1.0 / BANDS)


def test_what_is_short_is_served_on_the_nearer_day() -> None:
    town = Town("A", severe=4.0, start=6.0)
    answer = Valley([town], lengths=(1, 1, 1)).answer()
    assert answer.unmet_t[0, :, SEVERE] == pytest.approx([0.0, 2.0, 4.0], abs=1e-6)
