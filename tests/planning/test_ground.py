"""Where everything stands."""

from dataclasses import replace
from datetime import timedelta

from napas.domain.network import Facility, Link, LinkMode
from napas.domain.situation import Event, EventKind
from napas.domain.territory import Point, Territory, plant_tree
from napas.planning.ground import Ground
from tests.planning.land import DEFAULTS, LAND, NOW, hospital, picture


def test_territories_plants_and_facilities_have_their_sites() -> None:
    ground = Ground.of(picture(hospital("one")), DEFAULTS)
    assert {"1", "2", "mill", "forge", "one"} <= ground.sites.keys()
    assert ground.sites["mill"].point == Point(0.0, 0.1)
    assert ground.sites["one"].landmass == "big"


def test_what_stands_nobody_knows_where_has_no_site() -> None:
    nowhere = Territory("3", "Isles", 1, "0", None, "isles")
    tree = plant_tree([*LAND.tree.territories, nowhere])
    lost, strange = hospital("lost", territory="3"), Facility("strange", "", "99")
    situation = replace(picture(lost, strange), country=replace(LAND, tree=tree))
    assert not {"3", "lost", "strange"} & Ground.of(situation, DEFAULTS).sites.keys()


FERRY = Link(
    "ferry",
    LinkMode.FERRY,
    "pier",
    "jetty",
    50.0,
    Point(0.0, 0.5),
    Point(0.0, 0.8),
    origin_landmass="big",
    target_landmass="small",
)


def closed(begins_h: float, ends_h: float | None) -> Event:
    return Event(
        "storm",
        EventKind.CROSSING_CLOSED,
        "ferry",
        NOW + timedelta(hours=begins_h),
        None if ends_h is None else NOW + timedelta(hours=ends_h),
        known_at=NOW,
    )


def crossing(*events: Event, link: Link = FERRY) -> Ground:
    told = replace(picture(hospital("one")), links=(link,), events=events)
    return Ground.of(told, DEFAULTS)


def test_a_crossing_that_opens_again_is_shut_until_then() -> None:
    ground = crossing(closed(10.0, 30.0), closed(-5.0, 3.0))
    assert len(ground.atlas.port_points) == 2
    ((until_h, without),) = ground.shut
    assert until_h == 30.0
    assert without.port_points == ()


def test_a_crossing_that_nobody_knows_to_open_is_left_out() -> None:
    ground = crossing(closed(10.0, None))
    assert ground.atlas.port_points == ()
    assert ground.shut == ()


def test_what_was_shut_or_will_be_after_all_trips_does_not_matter() -> None:
    ground = crossing(closed(-9.0, -1.0), closed(300.0, 310.0))
    assert len(ground.atlas.port_points) == 2
    assert ground.shut == ()


def test_a_crossing_without_a_port_is_no_way() -> None:
    ground = crossing(link=replace(FERRY, target_point=None))
    assert ground.atlas.port_points == ()
