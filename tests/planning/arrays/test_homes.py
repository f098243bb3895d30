"""Which places are planned for, and what lies in them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from napas.domain.finding import Grade, find
from napas.domain.situation import Situation
from napas.domain.territory import Point, Territory, plant_tree
from napas.planning.arrays.fault import LevelError, PlanningCode
from napas.planning.arrays.homes import (
    NOWHERE,
    facility_site,
    find_homes,
    require_level,
)
from napas.planning.travel import Site

Alter = Callable[..., Situation]


def lost(code: str, territory: str) -> object:
    return find(
        Grade.SET_ASIDE,
        PlanningCode.FACILITY_HOMELESS,
        subject=code,
        territory=territory,
    )


def test_every_facility_lies_in_its_territory(picture: Situation) -> None:
    homes = find_homes(picture, "part")

    assert homes.codes == homes.territories == ("1", "2", "3")
    assert homes.names == ("North", "South", "Isle")
    assert homes.home == (0, 0, 1, 2, 0)
    assert homes.sites[2] == Site("3", Point(0, 4), "small")
    assert homes.findings == ()


def test_hospitals_are_places_of_their_own_and_stations_are_not(
    picture: Situation,
) -> None:
    homes = find_homes(picture, "hospital")

    assert homes.codes == ("general", "clinic", "southern", "island")
    assert homes.territories == ("1", "1", "2", "3")
    assert homes.home == (0, 1, 2, 3, NOWHERE)
    assert homes.sites[3] == Site("island", Point(0, 4.1), "small")
    assert homes.findings == ()


@pytest.mark.parametrize("level", ["part", "hospital"])
def test_a_facility_of_an_unknown_territory_has_no_home(
    level: str, alter: Alter
) -> None:
    homes = find_homes(alter("island", territory="9"), level)

    assert homes.home[3] == NOWHERE
    assert homes.findings == (lost("island", "9"),)


def test_a_facility_above_the_level_has_no_home(alter: Alter) -> None:
    homes = find_homes(alter("island", territory="0"), "part")

    assert homes.home[3] == NOWHERE
    assert homes.findings == (lost("island", "0"),)


def test_a_territory_that_no_longer_holds_is_no_place(picture: Situation) -> None:
    gone = Territory("4", "Old", 1, "0", valid_to=date(2020, 1, 1))
    tree = plant_tree([*picture.country.tree.territories, gone])
    older = replace(picture, country=replace(picture.country, tree=tree))

    assert find_homes(older, "part").codes == ("1", "2", "3")


def test_where_no_point_is_known_there_is_no_site(picture: Situation) -> None:
    tree = plant_tree([Territory("0", "Land", 0, ""), Territory("1", "North", 1, "0")])
    blank = replace(
        picture,
        country=replace(picture.country, tree=tree),
        facilities=picture.facilities[:1],
    )

    assert find_homes(blank, "part").sites == (None,)
    assert facility_site(blank, blank.facilities[0]) is None


def test_a_level_the_country_does_not_have_is_refused(picture: Situation) -> None:
    with pytest.raises(LevelError) as refused:
        require_level(picture.country, "village")

    assert refused.value.params["known"] == "hospital | country | part"


def test_every_level_and_the_hospitals_may_be_planned(picture: Situation) -> None:
    for level in ("hospital", "country", "part"):
        require_level(picture.country, level)
