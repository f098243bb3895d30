"""A vehicle that stands loaded gives from its load before all other duty."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from napas.domain.network import Form, Vehicle, VehicleKind
from napas.domain.observer import Silence
from napas.domain.order import Order, OrderStatus
from napas.domain.territory import Point
from napas.parameters import Layer, resolve
from napas.planning.drops import TripAnswer, TripProblem, Undispatched, WantedDrop
from napas.planning.travel import Site, draw_atlas
from napas.planning.trips import plan_trips

BEGINS = datetime(2021, 7, 9, tzinfo=UTC)
PARAMETERS = resolve([Layer("test", (("tankers.decanting_h", 1.0),))])
DEGREE_KM = 111.195 * 1.15  # of longitude on the equator, by road
PLANT, NEAR, FAR = (
    Site(code, Point(0.0, road_km / DEGREE_KM), "big")
    for code, road_km in (("plant", 0.0), ("near", 40.0), ("far", 200.0))
)
TRUCK = Vehicle("truck", VehicleKind.ISOTANK, 20.0, "plant", load_t=12.0)
OWN = WantedDrop(0, "truck", "maker", "near", 8.0)


def plan(
    *wanted: WantedDrop,
    vehicle: Vehicle = TRUCK,
    horizon_days: int = 1,
    orders: tuple[Order, ...] = (),
) -> TripAnswer:
    sites = (PLANT, NEAR, FAR)
    atlas = draw_atlas((), PARAMETERS)
    asked = TripProblem(BEGINS, horizon_days, wanted, sites, atlas, (vehicle,), orders)
    return plan_trips(asked, PARAMETERS, Silence())


def at(hours: float) -> datetime:
    return BEGINS + timedelta(hours=hours)


def close(moment: datetime, hours: float) -> bool:
    """Within a minute: roads on the globe are not quite round."""
    return abs(moment - at(hours)) < timedelta(minutes=1)


def drops_made(answer: TripAnswer) -> list[tuple[str, float]]:
    return [(leg.target, leg.mass_t) for leg in answer.shipments]


def reasons(answer: TripAnswer) -> list[tuple[str, float]]:
    return [(left.reason.code, left.mass_t) for left in answer.undelivered]


def test_a_loaded_truck_gives_its_load_without_loading_and_then_serves_others() -> None:
    seen = replace(TRUCK, position=Point(0.0, 60.0 / DEGREE_KM))
    other = WantedDrop(0, "plant", "maker", "far", 18.0, empty_in_h=1.0)
    answer = plan(other, replace(OWN, empty_in_h=50.0), vehicle=seen)
    first, second = answer.trips
    assert (first.leaves_from, first.source) == ("@truck", "truck")
    (leg,) = first.shipments
    assert (leg.origin, leg.target, leg.mass_t) == ("truck", "near", 8.0)
    assert leg.depart == BEGINS
    assert close(leg.arrive, 20.0 / 40.0)
    assert second.leaves_from == "near"
    assert answer.findings == ()


def test_a_load_is_given_from_where_the_last_drop_was_on_a_later_day() -> None:
    later = replace(OWN, target="far", mass_t=4.0, day=1)
    today, tomorrow = plan(OWN, later, horizon_days=2).shipments
    assert (today.origin, today.target) == ("truck", "near")
    assert (tomorrow.origin, tomorrow.target) == ("near", "far")
    assert tomorrow.depart == at(24.0)
    assert close(tomorrow.arrive, 24.0 + 160.0 / 40.0)


def test_a_load_gives_no_more_than_it_holds() -> None:
    answer = plan(replace(OWN, mass_t=20.0))
    assert drops_made(answer) == [("near", 12.0)]
    assert reasons(answer) == [(Undispatched.LOAD_SPENT, 8.0)]


def test_a_load_that_is_given_serves_nobody_else() -> None:
    first = replace(OWN, mass_t=12.0, empty_in_h=1.0)
    answer = plan(first, replace(OWN, target="far", empty_in_h=9.0))
    assert drops_made(answer) == [("near", 12.0)]
    assert reasons(answer) == [(Undispatched.LOAD_SPENT, 8.0)]


def test_what_an_order_on_the_road_takes_is_not_given_again() -> None:
    on_road = Order(
        "order",
        "maker",
        "near",
        Form.LIQUID,
        9.0,
        at(9.0),
        OrderStatus.LOADED,
        at(1.0),
        "truck",
    )
    answer = plan(replace(OWN, target="far"), orders=(on_road,))
    assert drops_made(answer) == [("far", 3.0)]


def test_a_truck_that_is_busy_all_day_gives_nothing_of_its_load() -> None:
    answer = plan(OWN, vehicle=replace(TRUCK, free_at=at(30.0)))
    assert reasons(answer) == [(Undispatched.LOAD_SPENT, 8.0)]


def test_a_load_whose_truck_cannot_be_found_is_left() -> None:
    answer = plan(OWN, vehicle=replace(TRUCK, base="?"))
    assert reasons(answer) == [(Undispatched.SITE_UNKNOWN, 8.0)]
