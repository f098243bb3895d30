"""Every vehicle is found where it stands, from when it is free, or told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from napas.domain.finding import Grade
from napas.domain.network import Form, Vehicle, VehicleKind
from napas.domain.order import Order, OrderStatus
from napas.domain.territory import Point
from napas.parameters import Layer, resolve
from napas.planning.drops import FleetFault, TripProblem
from napas.planning.fleet import Stand, line_up, muster
from napas.planning.travel import Site, draw_atlas
from napas.planning.ways import lay_ways

BEGINS = datetime(2021, 7, 9, tzinfo=UTC)
PARAMETERS = resolve([Layer("test", (("tankers.decanting_h", 1.0),))])
PLANT = Site("plant", Point(0.0, 0.0), "big")
CLINIC = Site("clinic", Point(0.0, 1.0), "big")
ISLAND = Site("island", Point(0.0, 1.1), "small")
TRUCK = Vehicle("truck", VehicleKind.ISOTANK, 20.0, "plant")
WAY_H = 111.195 * 1.15 / 40.0  # from plant to clinic


def at(hours: float) -> datetime:
    return BEGINS + timedelta(hours=hours)


ORDER = Order(
    "order", "", "clinic", Form.LIQUID, 9.0, at(9), OrderStatus.LOADED, at(6), "truck"
)


def problem(*vehicles: Vehicle, orders: tuple[Order, ...] = ()) -> TripProblem:
    return TripProblem(
        BEGINS,
        1,
        (),
        (PLANT, CLINIC, ISLAND),
        draw_atlas((), PARAMETERS),
        vehicles,
        orders,
    )


def stand(vehicle: Vehicle, *orders: Order) -> tuple[str, float]:
    """Where and after how many hours a vehicle is free."""
    (found,), _ = muster(problem(vehicle, orders=orders), PARAMETERS)
    return found.site.code, found.free_s / 3600.0


def test_a_vehicle_stands_at_its_base_and_is_free_now() -> None:
    assert stand(TRUCK) == ("plant", 0.0)


def test_a_vehicle_stands_where_it_was_seen_on_the_landmass_next_to_it() -> None:
    seen = replace(TRUCK, position=Point(0.0, 1.09))
    (found,), _ = muster(problem(seen), PARAMETERS)
    assert (found.site.code, found.site.landmass) == ("@truck", "small")


@pytest.mark.parametrize(("free_at", "free_h"), [(at(5.5), 5.5), (at(-3), 0.0)])
def test_a_vehicle_is_free_when_its_duty_ends(free_at: datetime, free_h: float) -> None:
    assert stand(replace(TRUCK, free_at=free_at)) == ("plant", free_h)


def test_an_order_on_the_road_occupies_its_truck() -> None:
    assert stand(TRUCK, ORDER) == ("clinic", 7.0)


def test_an_order_without_time_arrives_after_its_journey() -> None:
    place, free_h = stand(TRUCK, replace(ORDER, arrives_at=None))
    assert place == "clinic"
    assert free_h == pytest.approx(WAY_H + 1.0, abs=1e-3)


def test_a_slow_truck_takes_longer_for_its_order() -> None:
    slow = replace(TRUCK, speed_full_km_per_h=20.0)
    _, free_h = stand(slow, replace(ORDER, arrives_at=None))
    assert free_h == pytest.approx(2 * WAY_H + 1.0, abs=1e-3)


def test_orders_of_one_truck_are_delivered_one_after_the_other() -> None:
    later = replace(ORDER, code="a", facility="plant", arrives_at=at(8))
    assert stand(TRUCK, later, ORDER) == ("plant", 9.0)


def test_an_order_overdue_is_taken_to_arrive_now() -> None:
    assert stand(TRUCK, replace(ORDER, arrives_at=at(-3))) == ("clinic", 1.0)


def test_an_order_not_yet_loaded_occupies_nothing() -> None:
    assert stand(TRUCK, replace(ORDER, status=OrderStatus.ISSUED)) == ("plant", 0.0)


@pytest.mark.parametrize(
    ("vehicle", "orders", "fault"),
    [
        (replace(TRUCK, base="?"), (), FleetFault.PLACE_UNKNOWN),
        (TRUCK, (replace(ORDER, facility="?"),), FleetFault.ORDER_PLACE_UNKNOWN),
        (
            TRUCK,
            (replace(ORDER, facility="island", arrives_at=None),),
            FleetFault.ORDER_WITHOUT_ROUTE,
        ),
    ],
)
def test_a_vehicle_whose_place_cannot_be_told_is_set_aside(
    vehicle: Vehicle, orders: tuple[Order, ...], fault: FleetFault
) -> None:
    stands, (finding,) = muster(problem(vehicle, orders=orders), PARAMETERS)
    assert stands == ()
    assert (finding.grade, finding.code) == (Grade.SET_ASIDE, fault)
    assert finding.subject == "truck"


def test_a_position_says_nothing_where_there_is_no_site() -> None:
    lost = replace(TRUCK, position=Point(0.0, 0.0))
    stands, (finding,) = muster(replace(problem(lost), sites=()), PARAMETERS)
    assert stands == ()
    assert finding.code is FleetFault.PLACE_UNKNOWN


def test_a_load_without_an_order_is_doubtful_and_the_truck_is_used() -> None:
    (found,), (finding,) = muster(problem(replace(TRUCK, load_t=9.0)), PARAMETERS)
    assert found.vehicle.code == "truck"
    assert (finding.grade, finding.code) == (
        Grade.DOUBTFUL,
        FleetFault.LOAD_NOT_PLANNED,
    )


def test_a_load_that_an_order_explains_is_no_fault() -> None:
    loaded = problem(replace(TRUCK, load_t=9.0), orders=(ORDER,))
    assert muster(loaded, PARAMETERS)[1] == ()


def test_an_order_whose_vehicle_is_not_listed_is_told() -> None:
    _, (finding,) = muster(problem(orders=(ORDER,)), PARAMETERS)
    assert (finding.code, finding.subject) == (
        FleetFault.ORDER_VEHICLE_UNKNOWN,
        "order",
    )


def test_vehicles_too_small_for_any_drop_carry_nothing() -> None:
    van = replace(TRUCK, code="van", payload_t=0.5)
    rack = replace(van, code="rack", kind=VehicleKind.CYLINDER_TRUCK)
    stands = [Stand(vehicle, PLANT, 0.0) for vehicle in (rack, TRUCK, van)]
    ways = lay_ways(problem().atlas, [], [PLANT])
    fleet, (finding,) = line_up(stands, ways, PARAMETERS)
    assert list(fleet.carries[Form.LIQUID]) == [False, True, False]
    assert list(fleet.carries[Form.CYLINDER]) == [True, False, False]
    assert (finding.code, finding.subject) == (FleetFault.PAYLOAD_TOO_SMALL, "van")
