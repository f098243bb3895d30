"""Where everything stands."""

from dataclasses import replace

from napas.domain.network import Facility
from napas.domain.territory import Point, Territory, plant_tree
from napas.planning.ground import Ground
from tests.planning.land import DEFAULTS, LAND, hospital, picture


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
