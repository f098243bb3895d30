"""Tanks one by one, and what is drawn from each."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from napas.domain.network import (
    Facility,
    FacilityKind,
    Form,
    OwnSource,
    SourceKind,
    Tank,
)
from napas.domain.order import Order, OrderStatus
from napas.planning.arrays.needs import CRITICAL, SEVERE
from napas.planning.bench import Bench, groups_of, lay_bench, piped_need_t
from napas.planning.problem import PlanProblem, lay_facilities
from tests.planning.land import DEFAULTS, NOW, ask, full, hospital, picture, solved

STATION = Facility(
    "station",
    "",
    "2",
    FacilityKind.FILLING_STATION,
    tanks=(Tank("t", 20.0, 0.0),),
    filling_t_per_day=5.0,
)


def laid(problem: PlanProblem, days: int = 3) -> Bench:
    return lay_bench(problem, solved(problem), lay_facilities(problem, DEFAULTS), days)


def test_tanks_of_a_hospital_stand_apart_by_who_may_fill_them() -> None:
    two = replace(
        hospital("two"),
        tanks=(Tank("a", 10.0, 0.0), Tank("b", 4.0, 0.0, "b", open_to_others=False)),
    )
    bench = laid(ask(picture(two), {"two": (4.0, 2.0)}))
    assert list(zip(bench.target, bench.owner, strict=True)) == [
        ("two", ""),
        ("two", "b"),
    ]
    assert bench.use_t[:, 0].tolist() == pytest.approx([3.0, 3.0])
    assert bench.critical_t[:, 0].tolist() == pytest.approx([2.0, 2.0])
    assert bench.accepts("a").tolist() == [True, False]
    assert bench.count == 2


def test_nobody_draws_of_a_tank_without_room() -> None:
    two = replace(
        hospital("two"),
        tanks=(Tank("a", 10.0, 0.0), Tank("b", 4.0, 4.0, "b", open_to_others=False)),
    )
    bench = laid(ask(picture(two), {"two": (4.0, 2.0)}))
    assert bench.use_t[:, 0].tolist() == pytest.approx([6.0, 0.0])


def test_what_is_on_the_road_is_told_by_the_day_on_which_it_comes() -> None:
    orders = tuple(
        Order(
            f"o{day}",
            "mill",
            "one",
            Form.LIQUID,
            mass_t,
            NOW + timedelta(days=day),
            OrderStatus.LOADED,
        )
        for day, mass_t in ((1.5, 4.0), (3.5, 2.0))
    )
    told = replace(picture(hospital("one")), open_orders=orders)
    bench = laid(ask(told, {"one": (1.0, 1.0)}), days=2)
    assert bench.held_t.tolist() == [0.0]
    assert bench.coming_t.tolist() == [[0.0, 4.0, 2.0]]
    assert bench.promised_t.tolist() == [6.0]


def test_what_a_station_pipes_to_its_own_is_not_drawn_of_its_tank() -> None:
    both = replace(
        hospital("both"),
        sources=(OwnSource(SourceKind.PSA, 1, 1_000.0),),
        filling_t_per_day=1.0,
    )
    bench = laid(ask(picture(both), {"both": (3.0, 5.0)}))
    assert (bench.use_t[0] - bench.filled_t[0] < 8.0 - 0.5).all()


def test_a_tank_belongs_to_its_place_and_a_station_to_itself() -> None:
    problem = ask(
        picture(hospital("one"), hospital("far", territory="2"), STATION),
        {"one": (1.0, 0.0), "far": (1.0, 0.0)},
    )
    bench, answer = laid(problem), solved(problem)
    group = dict(zip(bench.target, bench.group.tolist(), strict=True))
    assert group == {"one": 0, "far": 1, "station": 2}
    assert groups_of(answer.problem)[bench.receiver].tolist() == bench.group.tolist()


def test_hospitals_outside_all_places_have_no_bench() -> None:
    lost = hospital("lost", territory="99")
    bench = laid(ask(picture(hospital("one"), lost), {"one": (1.0, 0.0)}))
    assert bench.target == ("one",)


def test_beyond_the_horizon_the_last_use_goes_on() -> None:
    bench = laid(ask(picture(hospital("one")), {"one": (1.0, 1.0)}, days=2), days=4)
    assert bench.use_t[0].tolist() == pytest.approx([2.0] * 4)


def test_what_is_held_is_what_can_be_given() -> None:
    tank = replace(hospital("one"), tanks=(Tank("t", 20.0, 5.0),))
    bench = laid(ask(picture(tank, stocks=(full("one", 7.0),)), {"one": (1.0, 0.0)}))
    assert bench.held_t.tolist() == pytest.approx([2.0])


def test_what_is_made_on_site_goes_to_the_critical_first() -> None:
    maker = replace(hospital("maker"), sources=(OwnSource(SourceKind.PSA, 1, 1_000.0),))
    problem = ask(picture(maker), {"maker": (3.0, 5.0)})
    places = lay_facilities(problem, DEFAULTS).places
    made_t = float(places.on_site_t[0, 0])
    need_t = piped_need_t(places, np.zeros_like(places.on_site_t))[0, 0]
    assert 0.0 < made_t < 3.0
    assert need_t[CRITICAL] == pytest.approx(3.0 - made_t)
    assert need_t[SEVERE] == pytest.approx(5.0)
