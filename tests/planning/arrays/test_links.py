"""The ways oxygen can take: who is near, how long it lasts, whose trucks drive."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from napas.domain.forecast import Forecast
from napas.domain.network import CylinderHolding, Tank
from napas.domain.situation import Event, EventKind, Situation
from napas.domain.territory import Point
from napas.parameters import Layer, resolve
from napas.planning.arrays.grid import draw_grid
from napas.planning.arrays.links import FETCHED, Links, duty_of
from napas.planning.problem import AllocationProblem, PlanProblem, lay_out

DEFAULTS = resolve()
Foresee = Callable[..., Forecast]
Alter = Callable[..., Situation]
ISLE, STATION_TANK = 3, 4
KM_PER_DEGREE = 111.195 * 1.15
ONE_SOURCE = ("allocation.nearest_sources", 1.0)
ONE_FILLER = ("allocation.nearest_fillers", 1.0)


def laid(
    situation: Situation, forecast: Forecast, *settings: tuple[str, float]
) -> AllocationProblem:
    problem = PlanProblem(situation, forecast, 14, 0.5, 1, "part")
    return lay_out(problem, resolve([Layer("test", settings)]))


def pairs(problem: AllocationProblem, links: Links) -> set[tuple[str, int]]:
    codes = problem.sources.codes
    return {
        (codes[origin], int(target))
        for origin, target in zip(links.origin, links.target, strict=True)
    }


def fills(problem: AllocationProblem) -> set[tuple[str, str]]:
    links = problem.cylinders
    return {
        (problem.fillers.codes[origin], problem.places.codes[target])
        for origin, target in zip(links.origin, links.target, strict=True)
    }


def only(links: Links, origin: int, target: int) -> int:
    """The index of the one link between two ends."""
    found = np.flatnonzero((links.origin == origin) & (links.target == target))
    assert len(found) == 1
    return int(found[0])


def test_every_tank_is_joined_to_the_sources_it_accepts(
    picture: Situation, foresee: Foresee
) -> None:
    problem = laid(picture, foresee())

    joined = pairs(problem, problem.liquid)
    assert {("mill", at) for at in range(5)} < joined
    assert ("forge", 0) in joined
    assert ("forge", 1) not in joined
    assert pairs(problem, problem.refused) == {("forge", 1)}


def test_only_the_nearest_sources_are_joined(
    picture: Situation, foresee: Foresee
) -> None:
    problem = laid(picture, foresee(), ONE_SOURCE, ("allocation.surplus_sources", 0.0))

    assert pairs(problem, problem.liquid) == {
        ("mill", 0),
        ("mill", 1),
        ("forge", 2),
        ("forge", ISLE),
        ("mill", STATION_TANK),
    }


def test_a_place_whose_nearest_source_is_asked_for_too_much_reaches_one_with_surplus(
    picture: Situation, foresee: Foresee
) -> None:
    few = (ONE_SOURCE, ("allocation.surplus_sources", 1.0))
    calm = laid(picture, foresee(), *few)
    strained = laid(picture, foresee({"1": (1, 1), "2": (60, 60), "3": (1, 1)}), *few)

    assert ("mill", 2) not in pairs(calm, calm.liquid)
    assert ("mill", 2) in pairs(strained, strained.liquid)


def test_what_lies_beyond_the_reach_by_road_is_not_joined(
    picture: Situation, foresee: Foresee
) -> None:
    problem = laid(picture, foresee(), ("roads.reach_h", 7.0))

    assert ("mill", 2) in pairs(problem, problem.liquid)
    assert ("mill", ISLE) not in pairs(problem, problem.liquid)


def test_a_place_of_unknown_need_is_not_joined(
    picture: Situation, foresee: Foresee
) -> None:
    problem = laid(picture, foresee({"1": (1, 1)}))

    assert {target for _, target in pairs(problem, problem.liquid)} == {0, 1, 4}


def test_a_round_trip_is_loading_driving_decanting_and_driving_back(
    picture: Situation, foresee: Foresee
) -> None:
    problem = laid(picture, foresee())
    links = problem.liquid
    at = only(links, 0, 2)  # mill to southern, 1.9 degrees
    km = 1.9 * KM_PER_DEGREE

    assert links.cost_km[at] == pytest.approx(km, rel=1e-3)
    assert links.lag_h[at, 0] == np.ceil(3.0 + 2.5 + km / 50.0)
    more_h, trips = stops_beyond_the_first(problem, at)
    assert links.round_trip_h[at, 0] == pytest.approx(
        links.lag_h[at, 0] + km / 60.0 + more_h, rel=1e-3
    )
    assert links.trips[at] == pytest.approx(trips)
    assert links.usable[at].all()
    assert np.isinf(links.most_t[at]).all()


def stops_beyond_the_first(
    problem: AllocationProblem, link: int
) -> tuple[float, float]:
    """Hours at them, of a load divided into usual drops, and trips of a payload."""
    stops, target = problem.receivers.stops, problem.liquid.target[link]
    payload_t = float(problem.pools.payload_t[problem.liquid.pool[link]])
    drop_t = float(stops.drop_t[target])
    count = min(payload_t / drop_t, stops.at_most)
    more_h = (count - 1.0) * (stops.decanting_h + float(stops.hop_h[target]))
    return more_h, payload_t / min(payload_t, count * drop_t)


def test_small_tanks_far_apart_make_a_payload_take_several_trips(
    alter: Alter, foresee: Foresee
) -> None:
    small = alter("southern", tanks=(Tank("own", 2.0, 0.0),))
    few = laid(small, foresee(), ("tankers.stops_per_trip", 2.0))
    at = only(few.liquid, 0, 2)
    more_h, trips = stops_beyond_the_first(few, at)

    assert trips > 5.0
    assert few.liquid.trips[at] == pytest.approx(trips)
    assert more_h == pytest.approx(2.5 + DEFAULTS["dispatch.combine_h"])


def test_a_round_keeps_a_truck_busy_on_the_day_it_begins_and_then_goes_on() -> None:
    grid = draw_grid(datetime(2021, 7, 9, tzinfo=UTC), 6, 4)
    half = 0.5

    def duty_h(round_h: float, period: int) -> list[float]:
        told = duty_of(np.array([round_h]), period, grid, half)
        return [round(float(hours), 6) for hours in told[0]]

    assert duty_h(10.0, 0) == [10.0, 0.0, 0.0, 0.0, 0.0]
    assert duty_h(30.0, 0) == [12.0, 12.0, 6.0, 0.0, 0.0]
    assert duty_h(30.0, 3) == [0.0, 0.0, 0.0, 12.0, 18.0]
    assert duty_h(30.0, 4) == [0.0, 0.0, 0.0, 0.0, 18.0]  # its days begin 12 h, 6 h


def test_all_hours_of_a_payload_are_charged_within_a_long_horizon(
    picture: Situation, foresee: Foresee
) -> None:
    problem = laid(picture, foresee())
    links, share = problem.liquid, problem.pools.availability_share
    duty_h = links.duty_h(problem.grid, share)
    whole = links.trips[:, None] * links.round_trip_h
    short = whole[:, 0] / links.trips < 20.0

    assert short.any()
    assert duty_h[short, 0].sum(axis=1) == pytest.approx(whole[short, 0])
    assert (duty_h >= 0.0).all()
    assert (duty_h.sum(axis=2) <= whole + 1e-9).all()


def test_a_ferry_costs_what_a_truck_would_drive_in_its_time(
    picture: Situation, foresee: Foresee
) -> None:
    problem = laid(picture, foresee())
    at = only(problem.liquid, 1, ISLE)
    km = (0.5 + 0.2) * KM_PER_DEGREE

    assert problem.liquid.cost_km[at] == pytest.approx(km + 3.0 * 50.0, rel=1e-3)


def test_while_the_ferry_is_shut_the_way_is_not_usable(
    picture: Situation, foresee: Foresee, event: Callable[..., Event]
) -> None:
    shut = event(EventKind.CROSSING_CLOSED, "ferry", 0.0, 48.0)
    problem = laid(replace(picture, events=(shut,)), foresee())
    at = only(problem.liquid, 1, ISLE)

    assert problem.liquid.usable[at].tolist() == [False] * 2 + [True] * 6
    assert problem.liquid.round_trip_h[at, 0] == problem.liquid.lag_h[at, 0] == 0.0
    never = replace(shut, ends=None)
    stranded = laid(replace(picture, events=(never,)), foresee())
    assert ("forge", ISLE) not in pairs(stranded, stranded.liquid)


def test_a_load_spreads_over_the_periods_in_which_it_arrives(
    picture: Situation, foresee: Foresee
) -> None:
    problem = laid(picture, foresee())
    at = only(problem.liquid, 0, 2)
    share = problem.liquid.arrival_share(problem.grid)[at]
    late = problem.liquid.lag_h[at, 0] / 24.0

    assert share[0, :3] == pytest.approx([1.0 - late, late, 0.0])
    assert share[3, 3:5] == pytest.approx([1.0 - late, late])
    assert share[:-1].sum(axis=1) == pytest.approx(np.ones(7))
    assert share[-1].sum() == pytest.approx(1.0 - late / 3.0)


def test_trucks_of_either_end_may_drive_if_there_are_any(
    alter: Alter, foresee: Foresee
) -> None:
    apart = laid(alter("small-truck", base="port"), foresee())
    links = apart.liquid
    both = np.flatnonzero((links.origin == 1) & (links.target == ISLE))

    assert {apart.pools.landmass[pool] for pool in links.pool[both]} == {"big", "small"}


def test_a_load_on_a_vehicle_need_not_be_loaded(alter: Alter, foresee: Foresee) -> None:
    rolling = alter("big-truck", load_t=9.0, position=Point(0, 0.1))
    links = laid(rolling, foresee()).liquid
    mill, truck = only(links, 0, 2), only(links, 3, 2)

    assert links.lag_h[mill, 0] - links.lag_h[truck, 0] == 3.0


def test_fillers_are_plants_that_fill_and_then_stations(
    picture: Situation, foresee: Foresee
) -> None:
    fillers = laid(picture, foresee()).fillers

    assert fillers.codes == ("mill", "station")
    assert fillers.source.tolist() == [0, -1]
    assert fillers.station.tolist() == [-1, 0]
    assert fillers.fill_t[:, 0].tolist() == [24.0, 5.0]


def test_cylinders_go_where_there_are_some_and_a_station_stays_on_its_landmass(
    picture: Situation, foresee: Foresee
) -> None:
    assert fills(laid(picture, foresee())) == {
        ("mill", "1"),
        ("station", "1"),
        ("mill", "3"),
    }


def test_the_station_of_the_place_is_joined_though_others_are_nearer(
    picture: Situation, foresee: Foresee
) -> None:
    one = laid(picture, foresee(), ONE_FILLER)
    far = replace(
        picture,
        facilities=tuple(
            replace(known, point=Point(0, 1)) if known.code == "station" else known
            for known in picture.facilities
        ),
    )
    moved = laid(far, foresee(), ONE_FILLER)

    assert fills(one) == {("station", "1"), ("mill", "3")}
    assert fills(moved) == {("mill", "1"), ("station", "1"), ("mill", "3")}


def test_users_fetch_what_is_near_and_a_truck_brings_the_rest(
    picture: Situation, foresee: Foresee
) -> None:
    problem = laid(picture, foresee())
    links = problem.cylinders
    near, far = only(links, 0, 0), only(links, 0, 2)

    assert links.pool[near] == FETCHED
    assert links.round_trip_h[near].sum() == 0.0
    assert links.pool[far] != FETCHED
    assert links.round_trip_h[far].all()


def test_fetching_ends_at_its_hours_to_the_minute(
    alter: Alter, foresee: Foresee
) -> None:
    def pool(way_h: float) -> int:
        away = Point(0, -way_h * 40.0 / KM_PER_DEGREE)
        links = laid(alter("mill", point=away), foresee()).cylinders
        return int(links.pool[only(links, 0, 0)])

    assert pool(3.95) == FETCHED
    assert pool(4.05) != FETCHED


def test_a_country_without_plants_has_no_liquid_ways(
    picture: Situation, foresee: Foresee
) -> None:
    problem = laid(replace(picture, plants=(), vehicles=()), foresee())

    assert problem.liquid.count == problem.refused.count == 0
    assert fills(problem) == {("station", "1")}


def test_a_country_without_tanks_has_no_liquid_ways(
    picture: Situation, foresee: Foresee
) -> None:
    bare = tuple(replace(known, tanks=()) for known in picture.facilities)
    problem = laid(replace(picture, facilities=bare), foresee())

    assert problem.receivers.count == problem.liquid.count == 0
    assert ("mill", "1") in fills(problem)


def test_a_station_with_no_place_to_fill_for_is_not_supplied(
    picture: Situation, foresee: Foresee
) -> None:
    alone = replace(picture, facilities=picture.facilities[4:])
    question = PlanProblem(alone, foresee(), 14, 0.5, 1, "hospital")
    problem = lay_out(question, resolve())

    assert problem.stations.codes == ()
    assert problem.receivers.count == problem.liquid.count == 0
    assert problem.cylinders.count == 0


def test_a_hospital_that_fills_is_joined_to_itself(
    alter: Alter, foresee: Foresee
) -> None:
    own = alter(
        "southern",
        filling_t_per_day=1.0,
        cylinders=(CylinderHolding("6m3", 5, 5),),
        tanks=(Tank("own", 20.0, 4.0),),
    )
    problem = laid(own, foresee(), ONE_FILLER)

    assert ("southern", "2") in fills(problem)
