"""With which drop a trip had best begin: what is urgent, dense, far."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from napas.domain.network import Form, Vehicle, VehicleKind
from napas.domain.observer import Silence
from napas.domain.territory import Point
from napas.parameters import Layer, Parameters, resolve
from napas.planning.drops import Supply, TripAnswer, TripProblem, Vessel, WantedDrop
from napas.planning.travel import Site, draw_atlas
from napas.planning.trips import plan_trips

BEGINS = datetime(2021, 7, 9, tzinfo=UTC)
DEGREE_KM = 111.195 * 1.15  # of longitude on the equator, by road
PLANT, NEAR, LONELY, FAR = (
    Site(code, Point(0.0, road_km / DEGREE_KM), "big")
    for code, road_km in (
        ("plant", 0.0),
        ("near", 100.0),
        ("lonely", -100.0),
        ("far", 900.0),
    )
)
TOWN = tuple(
    Site(f"town-{number}", Point(0.02 * number, 100.0 / DEGREE_KM), "big")
    for number in range(3)
)
TRUCK = Vehicle("truck", VehicleKind.ISOTANK, 20.0, "plant")


def settled(**changes: float) -> Parameters:
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return resolve([Layer("test", tuple(named.items()))])


def drop(
    target: str, mass_t: float, day: int = 0, empty_in_h: float | None = None
) -> WantedDrop:
    return WantedDrop(day, "plant", "maker", target, mass_t, empty_in_h=empty_in_h)


def plan(
    *wanted: WantedDrop,
    days: int = 1,
    vessels: tuple[Vessel, ...] = (),
    supplies: tuple[Supply, ...] = (),
    parameters: Parameters | None = None,
) -> TripAnswer:
    sites = (PLANT, NEAR, LONELY, FAR, *TOWN)
    atlas = draw_atlas((), resolve())
    asked = TripProblem(BEGINS, days, wanted, sites, atlas, (TRUCK,))
    asked = replace(asked, vessels=vessels, supplies=supplies)
    return plan_trips(asked, parameters or settled(), Silence())


def order(answer: TripAnswer) -> list[str]:
    return [leg.target for leg in answer.shipments]


def test_a_tank_that_runs_dry_goes_before_one_that_does_not() -> None:
    use = (2.0,)
    dry, calm = (
        Vessel("lonely", "", 20.0, 0.5, use),
        Vessel("near", "", 40.0, 20.0, use),
    )
    answer = plan(drop("near", 20.0), drop("lonely", 20.0), vessels=(dry, calm))
    assert order(answer)[0] == "lonely"


def test_who_is_served_already_is_urgent_no_more() -> None:
    served = Vessel("near", "", 40.0, 0.0, (4.0,))
    waits = Vessel("lonely", "", 40.0, 10.0, (4.0,))
    answer = plan(
        drop("near", 20.0),
        drop("near", 15.0),
        drop("lonely", 19.0),
        days=3,
        vessels=(served, waits),
    )
    assert order(answer)[:2] == ["near", "lonely"]


def test_where_several_are_near_each_other_a_trip_is_worth_more() -> None:
    town = [drop(site.code, 4.0) for site in TOWN]
    assert order(plan(drop("lonely", 8.0), *town))[0].startswith("town")


def test_drops_near_by_that_no_trip_can_take_count_for_nothing() -> None:
    """They are too few for a visit, released later, or their tanks are full."""
    town = [
        drop(TOWN[0].code, 4.0),
        drop(TOWN[1].code, 4.0, day=1),
        drop(TOWN[2].code, 4.0),
    ]
    full = Vessel(TOWN[2].code, "", 20.0, 20.0, (0.0,))
    answer = plan(drop("lonely", 8.0), *town, days=2, vessels=(full,))
    assert order(answer)[0] == "lonely"


@pytest.mark.parametrize(("weight", "first"), [(0.0, "near"), (1.0, "far")])
def test_how_much_the_way_counts_is_a_parameter(weight: float, first: str) -> None:
    answer = plan(
        drop("near", 8.0),
        drop("far", 20.0),
        days=3,
        parameters=settled(dispatch__far_worth=weight),
    )
    assert order(answer)[0] == first


def test_a_visit_waits_for_a_useful_drop_as_long_as_nobody_runs_dry() -> None:
    calm = Vessel("near", "", 10.0, 9.0, (3.0,))
    (leg, *_) = plan(drop("near", 9.0), days=4, vessels=(calm,)).shipments
    assert leg.mass_t > 4.0
    dry = replace(calm, room_t=2.0, held_t=1.0)
    (leg, *_) = plan(drop("near", 9.0), days=4, vessels=(dry,)).shipments
    assert leg.mass_t < 2.0


def test_a_source_that_has_a_load_goes_before_one_that_must_wait() -> None:
    later = replace(drop("near", 10.0), source="lonely")
    slow = Supply("lonely", Form.LIQUID, 0.0, (10.0,))
    answer = plan(later, drop("near", 10.0), supplies=(slow,))
    assert answer.trips[0].source == "plant"
