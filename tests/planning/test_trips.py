"""Trips of the plain dispatcher: the rules, and why something is left."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypedDict, Unpack

import pytest

from napas.domain.network import Form, Link, LinkMode, Vehicle, VehicleKind
from napas.domain.observer import Silence
from napas.domain.order import Order, OrderStatus
from napas.domain.territory import Point
from napas.parameters import Layer, Parameters, resolve
from napas.planning.drops import (
    FleetFault,
    ReceivingHours,
    TripAnswer,
    TripProblem,
    Undispatched,
    WantedDrop,
)
from napas.planning.travel import Atlas, Site, draw_atlas
from napas.planning.trips import plan_trips

BEGINS = datetime(2021, 7, 9, 0, 0, tzinfo=UTC)
KM_PER_DEGREE = 111.195  # of longitude on the equator
MAKER = "maker"


def settled(**changes: float) -> Parameters:
    """Round numbers: 1 h to load and to decant, nothing waits for another day."""
    round_numbers = {
        "tankers.loading_h": 1.0,
        "tankers.decanting_h": 1.0,
        "tankers.availability_share": 0.95,
        "dispatch.waiting_days": 0.0,
    }
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return resolve([Layer("test", tuple((round_numbers | named).items()))])


def site(code: str, road_km: float, landmass: str = "big") -> Site:
    """A site on the equator, so many km by road east of the plant."""
    return Site(code, Point(0.0, road_km / 1.15 / KM_PER_DEGREE), landmass)


PLANT, NORTH_PLANT = site("plant", 0.0), site("north-plant", 240.0)
NEAR, FAR = site("near", 40.0), site("far", 200.0)
NEXT_DOOR = site("next-door", 60.0)
ISLAND = site("island", 44.0, "small")
SITES = (PLANT, NORTH_PLANT, NEAR, NEXT_DOOR, FAR, ISLAND)
FERRY = Link(
    "ferry",
    LinkMode.FERRY,
    "pier",
    "jetty",
    10.0,
    Point(0.0, 0.3),
    Point(0.0, 0.4),
    travel_h=2.0,
    waiting_h=1.0,
    origin_landmass="big",
    target_landmass="small",
)


def atlas(*links: Link) -> Atlas:
    return draw_atlas(links, resolve())


def truck(code: str = "truck", payload_t: float = 20.0, base: str = "plant") -> Vehicle:
    return Vehicle(code, VehicleKind.ISOTANK, payload_t, base)


class DropParts(TypedDict, total=False):
    day: int
    source: str
    company: str
    form: Form
    empty_in_h: float


def drop(target: str, mass_t: float, **parts: Unpack[DropParts]) -> WantedDrop:
    return replace(WantedDrop(0, "plant", MAKER, target, mass_t), **parts)


class ProblemParts(TypedDict, total=False):
    horizon_days: int
    sites: tuple[Site, ...]
    atlas: Atlas
    vehicles: tuple[Vehicle, ...]
    open_orders: tuple[Order, ...]
    receiving: tuple[ReceivingHours, ...]
    shut: tuple[tuple[float, Atlas], ...]


def problem(*wanted: WantedDrop, **parts: Unpack[ProblemParts]) -> TripProblem:
    alone = TripProblem(BEGINS, 1, (), SITES, atlas(), (truck(),))
    return replace(alone, wanted=wanted, **parts)


def plan(asked: TripProblem, parameters: Parameters | None = None) -> TripAnswer:
    return plan_trips(asked, parameters or settled(), Silence())


def at(hours: float) -> datetime:
    return BEGINS + timedelta(hours=hours)


def close(moment: datetime, hours: float) -> bool:
    """Within a minute: roads on the globe are not quite round."""
    return abs(moment - at(hours)) < timedelta(minutes=1)


def drops_made(answer: TripAnswer) -> list[tuple[str, float]]:
    return [(leg.target, leg.mass_t) for leg in answer.shipments]


def reasons(answer: TripAnswer) -> list[tuple[str, float]]:
    return [(left.reason.code, left.mass_t) for left in answer.undelivered]


# The rules of a trip.


def test_a_truck_loads_drives_full_decants_and_is_free() -> None:
    (leg,) = plan(problem(drop("far", 18.0))).shipments
    assert (leg.origin, leg.target, leg.vehicle) == ("plant", "far", "truck")
    assert leg.depart == at(1.0)
    assert close(leg.arrive, 1.0 + 200.0 / 40.0)
    assert close(leg.free_at, 1.0 + 200.0 / 40.0 + 1.0)


def test_a_truck_drives_empty_to_the_next_source_before_it_loads() -> None:
    answer = plan(problem(drop("far", 18.0), drop("near", 9.0, source="north-plant")))
    first, second = answer.trips
    assert second.leaves_from == "far"
    assert second.source == "north-plant"
    assert second.sets_out == first.rests_until
    assert second.reaches_source - second.sets_out == pytest.approx(
        timedelta(hours=40.0 / 60.0), abs=timedelta(minutes=1)
    )
    assert second.shipments[0].depart == second.reaches_source + timedelta(hours=1)


def test_a_truck_rests_for_the_share_of_time_in_which_it_is_not_available() -> None:
    half = settled(tankers__availability_share=0.5)
    (trip,) = plan(problem(drop("near", 18.0)), half).trips
    done = trip.shipments[-1].free_at
    assert trip.rests_until - done == done - BEGINS


def test_a_truck_has_its_own_speed() -> None:
    slow = replace(truck(), speed_full_km_per_h=20.0)
    (leg,) = plan(problem(drop("far", 18.0), vehicles=(slow,))).shipments
    assert close(leg.arrive, 1.0 + 200.0 / 20.0)


def test_a_truck_starts_from_where_it_is() -> None:
    away = replace(truck(), position=site("", 60.0).point)
    (trip,) = plan(problem(drop("near", 18.0), vehicles=(away,))).trips
    assert trip.leaves_from == "@truck"
    assert close(trip.reaches_source, 1.0)


def test_a_truck_that_is_busy_sets_out_when_it_is_free() -> None:
    busy = replace(truck(), free_at=at(5.5))
    (trip,) = plan(problem(drop("near", 18.0), vehicles=(busy,))).trips
    assert trip.sets_out == at(5.5)


def test_a_crossing_takes_its_time() -> None:
    (leg,) = plan(problem(drop("island", 18.0), atlas=atlas(FERRY))).shipments
    assert leg.arrive - leg.depart > timedelta(hours=3)


def test_nobody_sets_out_for_a_crossing_before_it_opens() -> None:
    answer = plan(
        problem(
            drop("island", 5.0),
            drop("near", 5.0),
            atlas=atlas(FERRY),
            vehicles=(truck("a"), truck("b")),
            shut=((20.0, atlas()),),
        )
    )
    legs = {leg.target: leg for leg in answer.shipments}
    assert legs["island"].depart >= at(20.0)
    assert legs["near"].depart < at(20.0)


def test_a_crossing_that_opens_too_late_is_no_route() -> None:
    shut = problem(drop("island", 5.0), atlas=atlas(FERRY), shut=((24.0, atlas()),))
    assert reasons(plan(shut)) == [(Undispatched.NO_ROUTE, 5.0)]


def test_a_truck_beyond_a_shut_crossing_waits_until_it_opens() -> None:
    away = replace(truck(), base="island")
    asked = problem(
        drop("near", 5.0, day=1),
        atlas=atlas(FERRY),
        vehicles=(away,),
        horizon_days=3,
        shut=((30.0, atlas()),),
    )
    (trip,) = plan(asked, settled(dispatch__waiting_days=1.0)).trips
    assert trip.sets_out >= at(30.0)


@pytest.mark.parametrize(("shut_h", "reached"), [(20.0, True), (45.0, False)])
def test_a_loaded_truck_waits_for_the_crossing_too(
    shut_h: float, *, reached: bool
) -> None:
    loaded = replace(truck(), load_t=9.0, position=Point(0.0, 0.0))
    asked = problem(
        drop("near", 3.0, source="truck", empty_in_h=1.0),
        drop("island", 3.0, source="truck", day=1),
        atlas=atlas(FERRY),
        vehicles=(loaded,),
        horizon_days=2,
        shut=((shut_h, atlas()),),
    )
    told = plan(asked)
    assert ("island" in {leg.target for leg in told.shipments}) == reached
    assert all(
        leg.depart >= at(shut_h) for leg in told.shipments if leg.target == "island"
    )


def test_no_stop_beyond_a_shut_crossing_is_near() -> None:
    brook = replace(FERRY, travel_h=0.1, waiting_h=0.0)
    wanted = (drop("near", 5.0), drop("island", 5.0))
    combined = settled(dispatch__combine_h=8.0)
    free = plan(problem(*wanted, atlas=atlas(brook)), combined)
    assert {len(trip.shipments) for trip in free.trips} == {2}
    shut = problem(*wanted, atlas=atlas(brook), shut=((1.0, atlas()),))
    assert {len(trip.shipments) for trip in plan(shut, combined).trips} == {1}


def test_a_drop_of_tomorrow_leaves_tomorrow() -> None:
    (leg,) = plan(problem(drop("near", 18.0, day=1), horizon_days=2)).shipments
    assert leg.day == 1
    assert leg.depart == at(24.0)


def test_a_drop_larger_than_a_truck_takes_several_trips() -> None:
    answer = plan(problem(drop("near", 45.0)))
    assert drops_made(answer) == [("near", 20.0), ("near", 20.0), ("near", 5.0)]
    assert answer.undelivered == ()


def test_no_rest_is_left_that_is_too_small_for_a_stop() -> None:
    answer = plan(problem(drop("near", 20.4)))
    assert drops_made(answer) == [("near", 19.4), ("near", 1.0)]


def test_a_rest_too_small_is_left_only_where_no_split_avoids_it() -> None:
    answer = plan(problem(drop("near", 1.9), vehicles=(truck(payload_t=1.2),)))
    assert drops_made(answer) == [("near", 1.2)]
    assert reasons(answer) == [(Undispatched.TOO_SMALL, 0.7)]


def test_small_drops_that_lie_close_share_a_trip_the_nearest_next() -> None:
    answer = plan(
        problem(drop("near", 6.0, empty_in_h=1.0), drop("next-door", 6.0)),
    )
    (trip,) = answer.trips
    near, next_door = trip.shipments
    assert (near.target, next_door.target) == ("near", "next-door")
    assert next_door.origin == "near"
    assert next_door.depart == near.free_at
    assert close(next_door.arrive, 1.0 + 1.0 + 1.0 + 20.0 / 40.0)


def test_the_last_room_of_a_truck_is_filled_from_a_large_drop() -> None:
    answer = plan(
        problem(drop("near", 15.0, empty_in_h=1.0), drop("next-door", 21.0)),
    )
    assert drops_made(answer) == [
        ("near", 15.0),
        ("next-door", 5.0),
        ("next-door", 16.0),
    ]


@pytest.mark.parametrize(
    "other",
    [
        drop("far", 6.0),
        drop("next-door", 6.0, company="another"),
        drop("next-door", 6.0, source="north-plant"),
    ],
)
def test_drops_far_apart_or_of_another_product_take_trips_of_their_own(
    other: WantedDrop,
) -> None:
    answer = plan(problem(drop("near", 6.0), other))
    assert len(answer.trips) == 2


def test_a_trip_makes_no_more_stops_than_it_may() -> None:
    wanted = [drop(code, 1.0) for code in ("near", "next-door", "plant")]
    two = settled(tankers__stops_per_trip=2.0)
    assert [len(trip.shipments) for trip in plan(problem(*wanted), two).trips] == [2, 1]


def test_the_most_urgent_drop_goes_first() -> None:
    calm, urgent = (
        drop("near", 18.0, empty_in_h=40.0),
        drop("far", 18.0, empty_in_h=3.0),
    )
    assert drops_made(plan(problem(calm, urgent)))[0][0] == "far"


def test_hours_that_nobody_knows_count_as_the_end_of_the_day() -> None:
    unknown, later = drop("near", 20.0), drop("far", 20.0, empty_in_h=30.0)
    sooner = drop("next-door", 20.0, empty_in_h=20.0)
    answer = plan(problem(later, unknown, sooner))
    assert [target for target, _ in drops_made(answer)] == ["next-door", "near", "far"]


def test_the_truck_that_is_done_first_goes() -> None:
    busy = replace(truck("a"), free_at=at(4.0))
    answer = plan(problem(drop("near", 18.0), vehicles=(busy, truck("b"))))
    assert answer.trips[0].vehicle == "b"


@pytest.mark.parametrize(("weight", "chosen"), [(0.0, "away"), (2.0, "busy")])
def test_empty_driving_counts_against_a_truck(weight: float, chosen: str) -> None:
    busy = replace(truck("busy"), free_at=at(6.0))
    away = truck("away", base="far")
    parameters = settled(dispatch__empty_weight=weight)
    answer = plan(problem(drop("near", 18.0), vehicles=(busy, away)), parameters)
    assert answer.trips[0].vehicle == chosen


def test_of_equal_trucks_the_smallest_that_carries_all_goes() -> None:
    fleet = (truck("a", 12.0), truck("b", 30.0), truck("c", 20.0))
    answer = plan(problem(drop("near", 18.0), vehicles=fleet))
    assert answer.trips[0].vehicle == "c"


def test_cylinders_ride_on_cylinder_trucks() -> None:
    flatbed = Vehicle("flatbed", VehicleKind.CYLINDER_TRUCK, 2.0, "plant")
    answer = plan(
        problem(
            drop("near", 0.5, form=Form.CYLINDER),
            drop("near", 5.0),
            vehicles=(truck(), flatbed),
        )
    )
    taken = {leg.vehicle: leg.mass_t for leg in answer.shipments}
    assert taken == {"truck": 5.0, "flatbed": 0.5}


def test_a_truck_leaves_for_a_door_by_the_clock_of_the_beginning() -> None:
    door = ReceivingHours("near", 20.0, 4.0)
    late = replace(problem(drop("near", 18.0), receiving=(door,)), begins=at(16.25))
    (leg,) = plan(late).shipments
    assert close(leg.depart, 19.0)
    assert close(leg.arrive, 20.0)
    assert close(leg.free_at, 21.0)


def test_a_truck_with_an_order_on_the_road_finishes_it_first() -> None:
    loaded = OrderStatus.LOADED
    on_road = Order(
        "order", MAKER, "far", Form.LIQUID, 9.0, at(9.0), loaded, at(6.0), "truck"
    )
    (trip,) = plan(problem(drop("near", 18.0), open_orders=(on_road,))).trips
    assert (trip.leaves_from, trip.sets_out) == ("far", at(7.0))


def test_what_is_wrong_with_vehicles_is_told() -> None:
    strange, tiny = truck("strange", base="?"), truck("tiny", payload_t=0.5)
    answer = plan(problem(drop("near", 5.0), vehicles=(strange, tiny)))
    assert [(found.code, found.subject) for found in answer.findings] == [
        (FleetFault.PLACE_UNKNOWN, "strange"),
        (FleetFault.PAYLOAD_TOO_SMALL, "tiny"),
    ]


# What is left, and why.


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (drop("nowhere", 5.0), Undispatched.SITE_UNKNOWN),
        (drop("near", 5.0, source="nowhere"), Undispatched.SITE_UNKNOWN),
        (drop("near", 0.9), Undispatched.TOO_SMALL),
        (drop("island", 5.0), Undispatched.NO_ROUTE),
        (drop("next-door", 5.0), Undispatched.RECEIVING_TOO_SHORT),
        (drop("near", 5.0, form=Form.CYLINDER), Undispatched.NO_CARRIER),
        (drop("island", 5.0, source="island"), Undispatched.OUT_OF_REACH),
    ],
)
def test_what_can_never_go_out_says_why(wanted: WantedDrop, why: Undispatched) -> None:
    door = ReceivingHours("next-door", 8.0, 0.5)
    answer = plan(problem(wanted, receiving=(door,)))
    assert answer.shipments == ()
    assert reasons(answer) == [(why, wanted.mass_t)]
    assert dict(answer.undelivered[0].reason.params)["target"] == wanted.target


def test_what_finds_no_truck_on_its_day_waits_and_is_left_after_that() -> None:
    wanted = [drop("far", 20.0, empty_in_h=hour) for hour in (1.0, 2.0, 3.0, 4.0)]
    asked = problem(*wanted, horizon_days=2)
    answer = plan(asked, settled(dispatch__waiting_days=0.0))
    assert reasons(answer) == [(Undispatched.NO_VEHICLE_FREE, 20.0)]
    assert plan(asked, settled(dispatch__waiting_days=1.0)).undelivered == ()


def test_a_drop_of_nothing_leaves_nothing() -> None:
    assert plan(problem(drop("near", 0.0))) == TripAnswer((), ())


def test_nothing_wanted_needs_no_truck() -> None:
    assert plan(problem()) == TripAnswer((), ())


def test_without_vehicles_everything_is_left() -> None:
    answer = plan(problem(drop("near", 5.0), vehicles=()))
    assert reasons(answer) == [(Undispatched.NO_CARRIER, 5.0)]


class StopAfter:
    """An observer that asks to stop after some questions."""

    def __init__(self, questions: int) -> None:
        self.questions = questions
        self.heard: list[tuple[float, str]] = []

    def report(self, fraction: float, message: str) -> None:
        self.heard.append((fraction, message))

    def should_stop(self) -> bool:
        self.questions -= 1
        return self.questions < 0


def test_a_plan_that_is_stopped_gives_what_it_has() -> None:
    wanted = [drop("near", 20.0, empty_in_h=1.0), drop("far", 20.0)]
    observer = StopAfter(1)
    answer = plan_trips(problem(*wanted), settled(), observer)
    assert answer.stopped
    assert drops_made(answer) == [("near", 20.0)]
    assert reasons(answer) == [(Undispatched.STOPPED, 20.0)]
    assert observer.heard == [(0.0, "dispatching-trips")]


def test_a_drop_whose_days_were_over_before_the_stop_found_no_truck() -> None:
    wanted = [drop("far", 20.0, empty_in_h=float(hour)) for hour in range(4)]
    tomorrow = drop("far", 20.0, day=1)
    answer = plan_trips(
        problem(*wanted, tomorrow, horizon_days=2), settled(), StopAfter(3)
    )
    assert [code for code, _ in reasons(answer)] == [
        Undispatched.NO_VEHICLE_FREE,
        Undispatched.STOPPED,
    ]
