"""How a truck is loaded: what fits, what is there, and what lies on its way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypedDict, Unpack

import pytest

from napas.domain.network import Form, Vehicle, VehicleKind
from napas.domain.observer import Silence
from napas.domain.plan import Shipment
from napas.domain.territory import Point
from napas.parameters import Layer, Parameters, resolve
from napas.planning.drops import (
    ReceivingHours,
    Supply,
    TripAnswer,
    TripProblem,
    Undispatched,
    Vessel,
    WantedDrop,
)
from napas.planning.travel import Site, draw_atlas
from napas.planning.trips import plan_trips

BEGINS = datetime(2021, 7, 9, tzinfo=UTC)
DEGREE_KM = 111.195 * 1.15  # of longitude on the equator, by road
SITES = tuple(
    Site(code, Point(0.0, road_km / DEGREE_KM), "big")
    for code, road_km in (("plant", 0.0), ("near", 40.0), ("next", 60.0), ("by", 80.0))
)
LOSS = 0.01
TRUCK = Vehicle("truck", VehicleKind.ISOTANK, 20.0, "plant")


class Parts(TypedDict, total=False):
    horizon_days: int
    vehicles: tuple[Vehicle, ...]
    receiving: tuple[ReceivingHours, ...]
    vessels: tuple[Vessel, ...]
    supplies: tuple[Supply, ...]


def settled(**changes: float) -> Parameters:
    """Round numbers: 1 h to load and to decant, and all may wait."""
    numbers = {
        "tankers.loading_h": 1.0,
        "tankers.decanting_h": 1.0,
        "tankers.availability_share": 0.95,
        "tanks.transfer_loss_share": LOSS,
        "dispatch.waiting_days": 7.0,
    }
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return resolve([Layer("test", tuple((numbers | named).items()))])


def drop(target: str, mass_t: float, day: int = 0) -> WantedDrop:
    return WantedDrop(day, "plant", "maker", target, mass_t)


def plan(
    *wanted: WantedDrop, parameters: Parameters | None = None, **parts: Unpack[Parts]
) -> TripAnswer:
    atlas = draw_atlas((), resolve())
    alone = TripProblem(BEGINS, 1, (), SITES, atlas, (TRUCK,))
    asked = replace(alone, wanted=wanted, **parts)
    return plan_trips(asked, parameters or settled(), Silence())


def stops(answer: TripAnswer) -> list[list[tuple[str, float]]]:
    """Every trip as its targets and masses."""
    return [
        [(leg.target, leg.mass_t) for leg in trip.shipments] for trip in answer.trips
    ]


def begins_h(leg: Shipment) -> float:
    return (leg.free_at - BEGINS).total_seconds() / 3600.0 - 1.0


def reasons(answer: TripAnswer) -> list[tuple[str, float]]:
    return [(left.reason.code, left.mass_t) for left in answer.undelivered]


def vessel(target: str, room_t: float, held_t: float, use_t: float) -> Vessel:
    """A tank by what is loaded for it, of which a part is lost on the way."""
    net = 1.0 - LOSS
    return Vessel(target, "", room_t * net, held_t * net, (use_t * net,))


def test_a_tank_is_given_what_it_has_room_for_when_the_truck_is_there() -> None:
    answer = plan(drop("near", 9.0), vessels=(vessel("near", 10.0, 5.0, 12.0),))
    first = answer.trips[0].shipments[0]
    assert begins_h(first) == pytest.approx(2.0, abs=0.01)
    assert first.mass_t == pytest.approx(6.0, abs=0.01)  # 5 at first, 1 in 2 h


def test_what_did_not_fit_comes_when_patients_have_breathed() -> None:
    answer = plan(
        drop("near", 9.0), horizon_days=2, vessels=(vessel("near", 10.0, 5.0, 12.0),)
    )
    assert sum(leg.mass_t for leg in answer.shipments) == pytest.approx(9.0)
    assert len(answer.trips) > 1


def test_drops_of_two_days_for_one_tank_are_made_together() -> None:
    busy = replace(TRUCK, free_at=BEGINS + timedelta(hours=30))
    answer = plan(
        drop("near", 4.0), drop("near", 5.0, day=1), horizon_days=2, vehicles=(busy,)
    )
    assert stops(answer) == [[("near", 9.0)]]
    assert answer.undelivered == ()


def test_of_drops_made_together_no_more_goes_than_fits() -> None:
    busy = replace(TRUCK, free_at=BEGINS + timedelta(hours=30))
    answer = plan(
        drop("near", 4.0),
        drop("near", 5.0, day=1),
        horizon_days=2,
        vehicles=(busy,),
        vessels=(vessel("near", 7.0, 0.0, 0.0),),
    )
    assert stops(answer) == [[("near", 7.0)]]
    assert reasons(answer) == [(Undispatched.NO_ROOM, 2.0)]


def test_a_tank_that_stays_full_says_so() -> None:
    answer = plan(drop("near", 9.0), vessels=(vessel("near", 10.0, 9.5, 0.0),))
    assert reasons(answer) == [(Undispatched.NO_ROOM, 9.0)]


def test_a_full_tank_is_passed_by() -> None:
    answer = plan(
        drop("near", 9.0),
        drop("next", 3.0),
        drop("by", 4.0),
        vessels=(vessel("next", 10.0, 9.9, 0.0),),
    )
    assert stops(answer) == [[("near", 9.0), ("by", 4.0)]]


def test_a_truck_loads_what_is_there() -> None:
    little = Supply("plant", Form.LIQUID, 12.0, (0.0,))
    answer = plan(drop("near", 18.0), supplies=(little,))
    assert stops(answer) == [[("near", 12.0)]]
    assert reasons(answer) == [(Undispatched.NO_PRODUCT, 6.0)]


def test_a_truck_waits_for_half_a_load_and_takes_less_where_no_more_comes() -> None:
    slow = Supply("plant", Form.LIQUID, 2.0, (24.0,))
    answer = plan(drop("near", 16.0), supplies=(slow,))
    first, second = (trip.shipments[0] for trip in answer.trips)
    assert first.depart - BEGINS == timedelta(hours=8)
    assert first.mass_t == pytest.approx(10.0)
    assert second.mass_t == pytest.approx(6.0)
    last = Supply("plant", Form.LIQUID, 2.0, (4.0,))
    early = plan(drop("near", 12.0), supplies=(last,)).shipments[0]
    assert early.depart - BEGINS == timedelta(hours=1)
    assert early.mass_t < 3.0


def test_who_would_stand_before_a_shut_door_leaves_later_and_loads_more() -> None:
    slow = Supply("plant", Form.LIQUID, 10.0, (24.0,))
    door = ReceivingHours("near", 9.0, 8.0)
    answer = plan(drop("near", 16.0), supplies=(slow,), receiving=(door,))
    (leg,) = answer.shipments
    assert begins_h(leg) == pytest.approx(9.0, abs=0.01)
    assert leg.depart - BEGINS > timedelta(hours=7.9)
    assert leg.mass_t == 16.0


def test_nobody_goes_on_to_a_door_that_is_shut_for_the_night() -> None:
    shut = ReceivingHours("next", 20.0, 4.0)
    answer = plan(drop("near", 6.0), drop("next", 6.0), receiving=(shut,))
    assert len(answer.trips) == 2


def test_the_nearest_of_equals_is_next() -> None:
    answer = plan(drop("near", 4.0), drop("by", 4.0), drop("next", 4.0))
    assert [target for target, _ in stops(answer)[0]][1] == "next"


def test_a_drop_of_another_day_is_not_taken_along_before_it() -> None:
    answer = plan(drop("near", 6.0), drop("next", 6.0, day=1), horizon_days=2)
    assert stops(answer) == [[("near", 6.0)], [("next", 6.0)]]


def test_a_stop_that_would_leave_too_small_a_rest_is_not_made_on_the_way() -> None:
    answer = plan(drop("near", 18.8), drop("next", 1.5))
    assert sorted(stops(answer)) == [[("near", 18.8)], [("next", 1.5)]]
