from dataclasses import replace
from datetime import date
from math import nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.territory import Point, Territory, TerritoryTree, plant_tree

NATION = Territory("NA", "Nation", 0, "", Point(-2.0, 118.0), time_zone="Asia/Makassar")
EAST = Territory("01", "East", 1, "NA", Point(-1.0, 120.0), landmass="great island")
WEST = Territory("02", "West", 1, "NA", time_zone="Asia/Jakarta")
HARBOUR = Territory("0101", "Harbour", 2, "01")
# Its code begins like East's, but it has been part of West since the split.
HILLS = Territory("0102", "Hills", 2, "02", landmass="small island")
ALL = (NATION, EAST, WEST, HARBOUR, HILLS)
TREE = plant_tree(ALL)


def test_containment_follows_parents_and_never_the_spelling_of_a_code() -> None:
    assert TREE.within("0101", "01")
    assert TREE.within("0102", "02")
    assert not TREE.within("0102", "01")
    assert TREE.within("01", "01")
    assert not TREE.within("NA", "01")


@given(st.permutations(ALL))
def test_a_tree_does_not_depend_on_the_order_of_its_rows(rows: list[Territory]) -> None:
    assert plant_tree(rows) == TREE


@st.composite
def trees(draw: st.DrawFn) -> TerritoryTree:
    territories = [Territory("0", "Root", 0, "")]
    for number in range(draw(st.integers(0, 12))):
        parent = draw(st.sampled_from(territories))
        code = f"t{number + 1}"
        territories.append(Territory(code, code, parent.level + 1, parent.code))
    return plant_tree(territories)


@given(trees(), st.data())
def test_within_is_what_the_parents_say(
    tree: TerritoryTree, data: st.DataObject
) -> None:
    codes = st.sampled_from([territory.code for territory in tree.territories])
    code, ancestor = data.draw(codes), data.draw(codes)

    above: set[str] = set()
    walk = code
    while walk:
        above.add(walk)
        walk = tree[walk].parent

    assert tree.within(code, ancestor) == (ancestor in above)
    assert [known.code for known in tree.upwards(code)][-1] == tree.country.code


@given(trees())
def test_every_territory_is_the_child_of_its_parent_once(tree: TerritoryTree) -> None:
    children = [
        child.code
        for parent in tree.territories
        for child in tree.children(parent.code)
    ]
    below = [known.code for known in tree.territories if known.level > 0]

    assert sorted(children) == sorted(below)


def test_a_territory_is_found_by_its_code() -> None:
    assert TREE["01"] is EAST
    assert "01" in TREE
    assert "99" not in TREE
    with pytest.raises(KeyError):
        TREE["99"]


def test_levels_and_children_come_in_the_order_of_the_tree() -> None:
    assert TREE.country is NATION
    assert TREE.at_level(1) == (EAST, WEST)
    assert TREE.children("NA") == (EAST, WEST)
    assert TREE.children("0101") == ()


def test_the_containing_territory_of_a_level() -> None:
    assert TREE.ancestor_at("0101", 1) is EAST
    assert TREE.ancestor_at("01", 1) is EAST
    with pytest.raises(KeyError):
        TREE.ancestor_at("01", 2)


def test_what_a_territory_does_not_say_its_nearest_ancestor_says() -> None:
    assert TREE.landmass("0101") == "great island"
    assert TREE.landmass("0102") == "small island"
    assert TREE.landmass("02") == ""
    assert TREE.point("0101") == EAST.point
    assert TREE.point("0102") == NATION.point
    assert TREE.time_zone("0101") == "Asia/Makassar"
    assert TREE.time_zone("0102") == "Asia/Jakarta"


def test_where_nobody_names_a_point_or_zone_there_is_none() -> None:
    bare = plant_tree([Territory("NA", "Nation", 0, "")])

    assert bare.point("NA") is None
    assert bare.time_zone("NA") == "UTC"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([NATION, EAST, EAST], "stands twice"),
        ([NATION, HARBOUR], "no parent one level above"),
        ([NATION, replace(HARBOUR, parent="NA")], "no parent one level above"),
        ([NATION, replace(NATION, code="NB")], "exactly one country"),
        ([], "exactly one country"),
    ],
)
def test_what_is_no_tree_is_refused(rows: list[Territory], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        plant_tree(rows)


@pytest.mark.parametrize(
    "change",
    [{"code": ""}, {"name": ""}, {"parent": ""}, {"level": 0}, {"population": -1}],
)
def test_a_territory_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"needs|no parent|must be"):
        replace(EAST, **change)


@pytest.mark.parametrize(
    ("latitude_deg", "longitude_deg"),
    [(90.1, 0.0), (-90.1, 0.0), (nan, 0.0), (0.0, 180.1), (0.0, nan)],
)
def test_a_point_off_the_globe_is_refused(
    latitude_deg: float, longitude_deg: float
) -> None:
    with pytest.raises(ValueError, match="off the globe"):
        Point(latitude_deg, longitude_deg)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2012, 12, 31), False),
        (date(2013, 1, 1), True),
        (date(2020, 12, 31), True),
        (date(2021, 1, 1), False),
    ],
)
def test_a_territory_holds_between_its_days(day: date, *, holds: bool) -> None:
    dated = replace(EAST, valid_from=date(2013, 1, 1), valid_to=date(2021, 1, 1))

    assert dated.holds_on(day) is holds
    assert EAST.holds_on(day)
    assert replace(EAST, population=5).population == 5
