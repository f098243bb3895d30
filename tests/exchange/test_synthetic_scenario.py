from datetime import UTC, datetime

import pytest

from napas.domain.country import CylinderType
from napas.domain.network import Plant
from napas.domain.territory import Point, Territory, plant_tree
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.synthetic_hospitals import FilledCylinder, HospitalRules
from napas.exchange.synthetic_pools import Pools
from napas.exchange.synthetic_scenario import (
    Provision,
    equip_register,
    fill_cylinder,
    shortfalls_of,
    surroundings_of,
)
from napas.parameters import resolve

PARAMETERS = resolve()
WEST, EAST = Point(-6.0, 106.0), Point(-7.0, 112.0)
TREE = plant_tree(
    [
        Territory("ID", "Negeri", 0, ""),
        Territory("36", "Barat", 1, "ID", WEST, "java"),
        Territory("81", "Pulau", 1, "ID", Point(-3.7, 128.2), "isle"),
        Territory("99", "Tanpa titik", 1, "ID", None, "java"),
    ]
)
PARENTS = TREE.at_level(1)
PLANTS = (
    Plant("P1", "P1", "Timur", "36", EAST, 900.0),
    Plant("P2", "P2", "Barat", "36", WEST, 200.0),
    Plant("P3", "P3", "Barat", "36", WEST, 100.0),
    Plant("P4", "P4", "Gas", "81", WEST, 5.0, liquefaction_t_per_day=0.0),
)
SHARES = {"36": 0.9, "81": 0.4, "99": 0.5}


def test_a_landmass_that_makes_much_liquid_has_more_tanks() -> None:
    found = surroundings_of(PARENTS, TREE, PLANTS, SHARES, PARAMETERS)
    assert found["36"].liquid_share == 0.75
    assert found["81"].liquid_share == 0.4
    assert found["36"].occupancy_share == 0.9


def test_producers_of_the_same_landmass_are_named_the_nearest_first() -> None:
    found = surroundings_of(PARENTS, TREE, PLANTS, SHARES, PARAMETERS)
    assert found["36"].producers == ("Barat", "Timur")
    assert found["81"].producers == ()
    assert found["99"].producers == ()


def test_a_shortfall_is_need_without_the_offers_of_ones_own_plants() -> None:
    needs = {"36": 130.0, "81": 23.0, "94": None}
    assert shortfalls_of(needs, PLANTS) == {"36": -1070.0, "81": 18.0}


def test_a_cylinder_of_40_l_at_150_bar_holds_about_eight_and_a_half_kilograms() -> None:
    filled = fill_cylinder(CylinderType("6m3", "x", 40.0, 150.0, 0.995), PARAMETERS)
    assert filled.type_code == "6m3"
    assert filled.content_t == pytest.approx(0.00864, abs=5e-5)


def test_a_register_is_equipped_in_its_order_and_the_pools_are_emptied() -> None:
    register = tuple(
        RegisteredHospital(f"S{number}", "x", "3601", "x", "36", "C", beds=beds)
        for number, beds in enumerate((100, None, 300))
    )
    cylinder = FilledCylinder("6m3", 0.0086)
    moment = datetime(2021, 7, 10, tzinfo=UTC)
    rules = HospitalRules(PARAMETERS, cylinder, cylinder, moment, seed=1)
    found = surroundings_of(PARENTS, TREE, PLANTS, SHARES, PARAMETERS)
    made = equip_register(
        register, {"3601": WEST}, Provision(found, Pools(concentrators=8), {}), rules
    )
    assert [each.facility.code for each in made] == ["S0", "S1", "S2"]
    pieces = [sum(s.pieces for s in each.facility.sources) for each in made]
    assert pieces == [2, 0, 6]


def test_one_hospital_more_changes_no_other() -> None:
    register = [
        RegisteredHospital(f"S{number}", "x", "3601", "x", "36", "C", beds=100)
        for number in range(9)
    ]
    cylinder = FilledCylinder("6m3", 0.0086)
    moment = datetime(2021, 7, 10, tzinfo=UTC)
    rules = HospitalRules(PARAMETERS, cylinder, cylinder, moment, seed=1)
    found = surroundings_of(PARENTS, TREE, PLANTS, SHARES, PARAMETERS)
    provision = Provision(found, Pools(), {})
    few = equip_register(register[:8], {"3601": WEST}, provision, rules)
    many = equip_register(register, {"3601": WEST}, provision, rules)
    assert few == many[:8]
