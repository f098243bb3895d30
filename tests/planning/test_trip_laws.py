"""What holds of every plan of trips, whatever is asked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from napas.domain.network import Form, Link, LinkMode, Vehicle, VehicleKind
from napas.domain.observer import Silence
from napas.domain.order import Order, OrderStatus
from napas.domain.plan import Shipment
from napas.domain.territory import Point
from napas.parameters import Layer, Parameters, resolve
from napas.planning.drops import (
    Pour,
    ReceivingHours,
    Supply,
    TripAnswer,
    TripProblem,
    Vessel,
    WantedDrop,
)
from napas.planning.travel import Site, draw_atlas
from napas.planning.trips import plan_trips

BEGINS = datetime(2021, 7, 9, 0, 0, tzinfo=UTC)


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


def plan(asked: TripProblem, parameters: Parameters | None = None) -> TripAnswer:
    return plan_trips(asked, parameters or settled(), Silence())


def at(hours: float) -> datetime:
    return BEGINS + timedelta(hours=hours)


LANDS = st.sampled_from(["big", "big", "big", "small"])
PLACES = st.integers(0, 7)
HOURS = st.one_of(st.none(), st.floats(0.0, 100.0))


@st.composite
def problems(draw: st.DrawFn) -> TripProblem:
    """Small worlds with islands, odd masses, busy trucks and narrow doors."""
    sites = tuple(
        Site(
            f"s{number}",
            Point(draw(st.floats(-1.5, 1.5)), draw(st.floats(0.0, 3.0))),
            draw(LANDS),
        )
        for number in range(7)  # s7 is not known
    )
    days = draw(st.integers(1, 3))
    wanted = draw(
        st.lists(
            st.builds(
                WantedDrop,
                st.integers(0, days - 1),
                st.sampled_from(["s0", "s1", "s7"]),
                st.sampled_from(["a", "b"]),
                PLACES.map("s{}".format),
                st.floats(0.0, 50.0).map(lambda mass_t: round(mass_t, 6)),
                st.sampled_from([Form.LIQUID, Form.LIQUID, Form.CYLINDER]),
                HOURS,
            ),
            max_size=12,
        )
    )
    vehicles = [
        Vehicle(
            f"v{number}",
            draw(st.sampled_from(list(VehicleKind))),
            draw(st.floats(0.5, 25.0)),
            f"s{draw(PLACES)}",
            free_at=draw(st.one_of(st.none(), st.floats(-5.0, 30.0).map(at))),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    doors = [
        ReceivingHours(f"s{number}", draw(st.floats(0, 23)), draw(st.floats(0, 24)))
        for number in draw(st.sets(st.integers(2, 4)))
    ]
    rolling = [
        Order(
            "order",
            "",
            f"s{draw(PLACES)}",
            Form.LIQUID,
            9.0,
            at(9.0),
            OrderStatus.LOADED,
            draw(st.none() | st.just(at(7.0))),
            "v0",
        )
        for _ in range(draw(st.integers(0, 1)))
    ]
    tanks = [
        Vessel(
            f"s{number}",
            "",
            draw(st.floats(0.0, 30.0)),
            draw(st.floats(0.0, 30.0)),
            tuple(draw(st.lists(st.floats(0.0, 20.0), min_size=1, max_size=3))),
        )
        for number in draw(st.sets(st.integers(0, 4)))
    ]
    limits = [
        Supply(
            code,
            Form.LIQUID,
            draw(st.floats(0.0, 40.0)),
            tuple(draw(st.lists(st.floats(0.0, 40.0), max_size=3))),
        )
        for code in draw(st.sets(st.sampled_from(["s0", "s1"])))
    ]
    return TripProblem(
        BEGINS,
        days,
        tuple(wanted),
        sites,
        draw_atlas((FERRY,), resolve()),
        tuple(vehicles),
        tuple(rolling),
        tuple(doors),
        tuple(tanks),
        tuple(limits),
    )


def grams(mass_t: float) -> int:
    return round(mass_t * 1e6)


def masses_g(legs: tuple[Shipment, ...]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for leg in legs:
        found[leg.source, leg.target] += grams(leg.mass_t)
    return found


def unaccounted_g(asked: TripProblem, answer: TripAnswer) -> Counter[tuple[str, str]]:
    """What was wanted less what is shipped and left, where it is not zero."""
    open_g: Counter[tuple[str, str]] = Counter()
    for drop in asked.wanted:
        open_g[drop.source, drop.target] += grams(drop.mass_t)
    open_g.subtract(masses_g(answer.shipments))
    for left in answer.undelivered:
        open_g[left.wanted.source, left.wanted.target] -= grams(left.mass_t)
    return Counter({where: mass_g for where, mass_g in open_g.items() if mass_g})


@given(problems())
@settings(max_examples=150)
def test_what_was_wanted_is_shipped_or_left_to_the_gram(asked: TripProblem) -> None:
    answer = plan(asked)
    assert not unaccounted_g(asked, answer)
    assert all(0.0 < left.mass_t <= left.wanted.mass_t for left in answer.undelivered)


@given(problems())
@settings(max_examples=30)
def test_a_rest_that_is_kept_quiet_is_noticed(asked: TripProblem) -> None:
    answer = plan(asked)
    quiet = replace(answer, undelivered=answer.undelivered[1:])
    assert bool(unaccounted_g(asked, quiet)) == bool(answer.undelivered)


@given(problems())
@settings(max_examples=150)
def test_a_truck_is_in_one_place_at_a_time_and_drives_from_where_it_is(
    asked: TripProblem,
) -> None:
    parameters = settled(tankers__availability_share=0.8)
    answer = plan(asked, parameters)
    sites = {known.code: known for known in asked.sites}
    for vehicle in asked.vehicles:
        mine = [trip for trip in answer.trips if trip.vehicle == vehicle.code]
        free, place = max(BEGINS, vehicle.free_at or BEGINS), vehicle.base
        if mine and asked.open_orders and vehicle.code == "v0":
            free, place = mine[0].sets_out, asked.open_orders[0].facility
        for trip in mine:
            assert trip.leaves_from == place
            assert trip.sets_out >= free
            way = asked.atlas.journeys([sites[place]], [sites[trip.source]])
            empty_h = float(way.hours(parameters["tankers.speed_empty_km_per_h"])[0, 0])
            took = trip.reaches_source - trip.sets_out
            assert took >= timedelta(hours=empty_h) - timedelta(milliseconds=1)
            now, place = trip.reaches_source, trip.source
            for leg in trip.shipments:
                assert leg.origin == place
                assert leg.depart >= now
                way = asked.atlas.journeys([sites[place]], [sites[leg.target]])
                full_h = float(
                    way.hours(parameters["tankers.speed_full_km_per_h"])[0, 0]
                )
                assert leg.arrive - leg.depart >= timedelta(hours=full_h - 1e-6)
                now, place = leg.free_at, leg.target
            assert trip.rests_until >= now
            free = trip.rests_until


@given(problems())
@settings(max_examples=100)
def test_no_truck_is_overloaded_and_every_trip_keeps_its_rules(
    asked: TripProblem,
) -> None:
    parameters = settled()
    answer = plan(asked, parameters)
    vehicles = {vehicle.code: vehicle for vehicle in asked.vehicles}
    doors = {door.facility: door for door in asked.receiving}
    for trip in answer.trips:
        load_g = sum(grams(leg.mass_t) for leg in trip.shipments)
        assert load_g <= grams(vehicles[trip.vehicle].payload_t)
        assert len(trip.shipments) <= parameters["tankers.stops_per_trip"]
        assert len({leg.source for leg in trip.shipments}) == 1
        assert {leg.day for leg in trip.shipments} == {
            (trip.shipments[0].depart - BEGINS).days
        }
        handling_h = 1.0
        for leg in trip.shipments:
            assert leg.free_at - leg.arrive >= timedelta(hours=handling_h)
            door = doors.get(leg.target)
            if door is not None and door.lasts_h < 24.0:
                closes = (leg.free_at - BEGINS).total_seconds() / 3600 - door.opens_h
                assert handling_h - 0.001 <= closes % 24 <= door.lasts_h + 0.001


NET = 1.0 - resolve()["tanks.transfer_loss_share"]
A_GRAM_T = 1e-6


def overfilled_t(vessel: Vessel, answer: TripAnswer) -> float:
    """The most by which a vessel holds more than it has room for after a drop."""
    poured = [
        ((pour.begins - BEGINS).total_seconds() / 86_400.0, pour.mass_t * NET)
        for pour in answer.pours
        if (pour.target, pour.owner) == vessel.key
    ]
    held, now, over = vessel.held_t, 0.0, 0.0
    for day, mass_t in sorted(poured):
        while now < day:
            until = min(day, float(int(now) + 1))
            use = vessel.use_t_per_day[min(int(now), len(vessel.use_t_per_day) - 1)]
            held = max(0.0, held - use * (until - now))
            now = until
        held += mass_t
        over = max(over, held - vessel.room_t)
    return over


@given(problems())
@settings(max_examples=150)
def test_no_tank_is_filled_beyond_its_room(asked: TripProblem) -> None:
    answer = plan(asked)
    for vessel in asked.vessels:
        assert overfilled_t(vessel, answer) <= A_GRAM_T


def test_a_tank_filled_beyond_its_room_is_noticed() -> None:
    vessel = Vessel("s2", "", 5.0, 4.0, (1.0,))
    too_soon = Pour("s2", "", at(12.0), 3.0)
    assert overfilled_t(vessel, TripAnswer((), (), pours=(too_soon,))) > 1.0


@given(problems())
@settings(max_examples=100)
def test_what_is_poured_is_what_is_shipped(asked: TripProblem) -> None:
    answer = plan(asked)
    poured: Counter[tuple[str, datetime]] = Counter()
    for pour in answer.pours:
        poured[pour.target, pour.begins] += grams(pour.mass_t)
    legs = [
        leg
        for trip in answer.trips
        for leg in trip.shipments
        if trip.form is Form.LIQUID
    ]
    for leg in legs:
        began = leg.free_at - timedelta(hours=1)
        poured[leg.target, began] -= grams(leg.mass_t)
    assert not any(poured.values())


@given(problems())
@settings(max_examples=100)
def test_nobody_loads_what_has_not_come_in(asked: TripProblem) -> None:
    answer = plan(asked)
    for supply in asked.supplies:
        taken_t = 0.0
        for trip in answer.trips:
            if (trip.source, trip.form) != supply.key:
                continue
            taken_t += trip.load_t
            day = (trip.shipments[0].depart - BEGINS).total_seconds() / 86_400.0
            come_t = supply.at_once_t + sum(
                mass_t * min(max(day - at_day, 0.0), 1.0)
                for at_day, mass_t in enumerate(supply.come_t)
            )
            assert taken_t <= come_t + A_GRAM_T


@given(problems(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_in_which_things_are_listed_does_not_matter(
    asked: TripProblem, random: object
) -> None:
    assert hasattr(random, "sample")
    shuffled = replace(
        asked,
        vehicles=tuple(random.sample(asked.vehicles, len(asked.vehicles))),
        sites=tuple(random.sample(asked.sites, len(asked.sites))),
        receiving=tuple(random.sample(asked.receiving, len(asked.receiving))),
    )
    assert plan(shuffled) == plan(asked)
    assert plan(asked) == plan(asked)


PLANT, NEAR = (
    Site("plant", Point(0.0, 0.0), "big"),
    Site("near", Point(0.0, 0.3), "big"),
)
FAR, AWAY = Site("far", Point(0.0, 1.5), "big"), Site("away", Point(0.0, 10.0), "big")


def shipped_t(wanted: Iterable[WantedDrop], payloads_t: Iterable[float]) -> float:
    """What trucks of these payloads at the plant ship in one day."""
    trucks = tuple(
        Vehicle(f"t{number}", VehicleKind.ISOTANK, payload_t, "plant")
        for number, payload_t in enumerate(payloads_t)
    )
    sites = (PLANT, NEAR, FAR, AWAY)
    atlas = draw_atlas((), resolve())
    asked = TripProblem(BEGINS, 1, tuple(wanted), sites, atlas, trucks)
    return sum(leg.mass_t for leg in plan(asked).shipments)


@given(
    masses_t=st.lists(st.integers(1, 20), min_size=1, max_size=10),
    trucks=st.integers(1, 4),
)
@settings(max_examples=80)
def test_one_more_truck_of_the_same_kind_never_ships_less(
    masses_t: list[int], trucks: int
) -> None:
    wanted = [WantedDrop(0, "plant", "", "far", float(mass_t)) for mass_t in masses_t]
    fewer = shipped_t(wanted, [20.0] * trucks)
    assert shipped_t(wanted, [20.0] * (trucks + 1)) >= fewer - 1e-9


def test_one_more_truck_of_a_smaller_kind_may_ship_less() -> None:
    """What it takes of a drop leaves the large one a worse cut of its day."""
    wanted = (
        WantedDrop(0, "plant", "", "far", 60.0, empty_in_h=3.0),
        WantedDrop(0, "plant", "", "near", 60.0, empty_in_h=2.0),
    )
    assert shipped_t(wanted, [20.0]) == 100.0
    assert shipped_t(wanted, [20.0, 5.0]) < 100.0
