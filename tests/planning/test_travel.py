"""How far and how long it is from anywhere to anywhere, crossings included."""

from dataclasses import replace
from math import pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from napas.domain.network import Link, LinkMode
from napas.domain.territory import Point
from napas.parameters import Layer, resolve
from napas.planning.travel import (
    EARTH_RADIUS_KM,
    Site,
    draw_atlas,
    great_circle_km,
)

PARAMETERS = resolve(
    [
        Layer(
            "test",
            (
                ("roads.detour_factor", 1.2),
                ("tankers.speed_full_km_per_h", 40.0),
                ("roads.sea_speed_km_per_h", 20.0),
            ),
        )
    ]
)
KM_PER_DEGREE = EARTH_RADIUS_KM * pi / 180.0
HOME = Site("home", Point(0, 0), "big")
TOWN = Site("town", Point(0, 1), "big")
BEACH = Site("beach", Point(0, 4), "small")
REEF = Site("reef", Point(0, 9), "far")
FERRY = Link(
    "ferry",
    LinkMode.FERRY,
    "pier",
    "jetty",
    60.0,
    Point(0, 2),
    Point(0, 3),
    travel_h=2.0,
    waiting_h=1.0,
    origin_landmass="big",
    target_landmass="small",
)
SHIP = replace(
    FERRY,
    code="ship",
    mode=LinkMode.SEA,
    origin="wharf",
    target="quay",
    distance_km=100.0,
    origin_point=Point(0, 5),
    target_point=Point(0, 8),
    travel_h=None,
    waiting_h=4.0,
    origin_landmass="small",
    target_landmass="far",
)
ROAD = Link("road", LinkMode.ROAD, "home", "town", 200.0)

points = some.builds(Point, some.floats(-90, 90), some.floats(-180, 180))


def journey(origin: Site, target: Site, *links: Link) -> tuple[float, float]:
    """Road km and crossing hours of one journey."""
    found = draw_atlas(links, PARAMETERS).journeys([origin], [target])
    return float(found.road_km[0, 0]), float(found.crossing_h[0, 0])


def test_a_degree_of_the_equator_is_111_km() -> None:
    assert great_circle_km([Point(0, 0)], [Point(0, 1)])[0, 0] == pytest.approx(111.195)


def test_half_of_the_globe_is_the_farthest() -> None:
    far = great_circle_km([Point(90, 0)], [Point(-90, 0)])[0, 0]

    assert far == pytest.approx(pi * EARTH_RADIUS_KM)


@given(points, points)
def test_the_way_back_is_as_long(one: Point, other: Point) -> None:
    there = great_circle_km([one], [other])

    assert there[0, 0] == pytest.approx(great_circle_km([other], [one])[0, 0])
    assert 0.0 <= there[0, 0] <= pi * EARTH_RADIUS_KM * (1 + 1e-12)


def test_on_one_landmass_a_truck_drives_the_detour() -> None:
    assert journey(HOME, TOWN) == pytest.approx((1.2 * KM_PER_DEGREE, 0.0))


def test_between_landmasses_without_a_crossing_there_is_no_route() -> None:
    assert np.isnan(journey(HOME, BEACH)).all()


def test_a_crossing_that_leads_elsewhere_makes_no_route() -> None:
    assert np.isnan(journey(HOME, REEF, FERRY)).all()


def test_a_ferry_is_driven_to_waited_for_and_driven_from() -> None:
    km = 1.2 * KM_PER_DEGREE

    assert journey(HOME, BEACH, FERRY) == pytest.approx((3 * km, 3.0))
    assert journey(BEACH, HOME, FERRY) == pytest.approx((3 * km, 3.0))


def test_crossings_are_chained_over_an_island() -> None:
    km = 1.2 * KM_PER_DEGREE

    road_km, crossing_h = journey(HOME, REEF, FERRY, SHIP)
    assert road_km == pytest.approx((2 + 2 + 1) * km)
    assert crossing_h == 3.0 + 100.0 / 20.0 + 4.0


def test_of_two_crossings_of_the_same_ports_the_quicker_is_taken() -> None:
    fast = replace(FERRY, code="fast", travel_h=0.5)

    for links in ((FERRY, fast), (fast, FERRY)):
        assert journey(HOME, BEACH, *links)[1] == 1.5


def test_the_quickest_way_is_taken_though_the_drive_is_longer() -> None:
    slow = replace(
        FERRY,
        code="slow",
        origin="near",
        origin_point=Point(0, 0),
        target="beach",
        target_point=Point(0, 4),
        travel_h=90.0,
    )

    assert journey(HOME, BEACH, slow, FERRY)[1] == 3.0


def test_a_measured_road_overrides_the_rule_both_ways() -> None:
    assert journey(HOME, TOWN, ROAD) == (200.0, 0.0)
    assert journey(TOWN, HOME, ROAD) == (200.0, 0.0)
    assert journey(HOME, replace(TOWN, code="other"), ROAD)[0] != 200.0


def test_hours_are_the_drive_and_the_crossing() -> None:
    found = draw_atlas((FERRY,), PARAMETERS).journeys([HOME], [TOWN, BEACH])

    hours = found.hours(40.0)
    assert hours[0] == pytest.approx(found.road_km[0] / 40.0 + [0.0, 3.0])


def test_nobody_goes_nowhere() -> None:
    atlas = draw_atlas((FERRY,), PARAMETERS)

    assert atlas.journeys([], [HOME]).road_km.shape == (0, 1)
    assert atlas.journeys([HOME], []).road_km.shape == (1, 0)


def test_a_crossing_without_a_port_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(AssertionError, match="port without a point"):
        draw_atlas((replace(FERRY, origin_point=None),), PARAMETERS)
