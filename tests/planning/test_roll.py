"""The roll of drops: which are alike, which lie near, what each is reckoned at."""

from datetime import UTC, datetime

import numpy as np
import pytest

from napas.domain.network import Form, Vehicle, VehicleKind
from napas.domain.territory import Point
from napas.parameters import resolve
from napas.planning.arrays.grid import ABSENT
from napas.planning.doors import Doors
from napas.planning.drops import TripProblem, Vessel, WantedDrop
from napas.planning.fleet import handling_of, line_up, muster
from napas.planning.levels import Levels
from napas.planning.roll import NEIGHBOURS, Roll, call_roll
from napas.planning.travel import Site, draw_atlas
from napas.planning.waiting import list_drops
from napas.planning.ways import lay_ways

BEGINS = datetime(2021, 7, 9, tzinfo=UTC)
PARAMETERS = resolve()
DEGREE_KM = 111.195 * 1.15  # of longitude on the equator, by road
PLANT = Site("plant", Point(0.0, 0.0), "big")
TRUCK = Vehicle("truck", VehicleKind.ISOTANK, 20.0, "plant")


def called(
    *wanted: WantedDrop,
    vessels: tuple[Vessel, ...] = (),
    vehicles: tuple[Vehicle, ...] = (TRUCK,),
) -> Roll:
    """The roll of drops at targets that are called by their km from the plant."""
    targets = {one.target for one in wanted}
    sites = [Site(code, Point(0.0, float(code) / DEGREE_KM), "big") for code in targets]
    atlas = draw_atlas((), PARAMETERS)
    asked = TripProblem(BEGINS, 3, wanted, (PLANT, *sites), atlas, vehicles)
    stands, _ = muster(asked, PARAMETERS)
    ways = lay_ways(atlas, [PLANT], sites)
    fleet, _ = line_up(stands, ways, PARAMETERS)
    handling = {form: handling_of(form, PARAMETERS) for form in fleet.carries}
    waiting = list_drops(asked, ways, fleet, handling, PARAMETERS)
    levels = Levels.of(vessels, 0.0)
    doors = Doors.of(asked)
    return call_roll(waiting, ways, fleet, levels, doors, handling, PARAMETERS)


def drop(target: str, mass_t: float = 5.0, day: int = 0) -> WantedDrop:
    return WantedDrop(day, "plant", "maker", target, mass_t)


def test_drops_of_one_product_for_one_vessel_are_alike() -> None:
    other = WantedDrop(0, "plant", "another", "10", 5.0)
    owned = WantedDrop(0, "plant", "maker", "10", 5.0, owner="maker")
    roll = called(drop("10"), drop("10", day=1), other, owned)
    assert roll.alike == ((0, 1), (0, 1), (2,), (3,))


def test_the_nearest_drops_of_a_group_come_first() -> None:
    roll = called(drop("10"), drop("40"), drop("20"), drop("900"))
    assert roll.near[0, :3].tolist() == [2, 1, ABSENT]
    assert roll.near_km[0, :2].tolist() == pytest.approx([10.0, 30.0], rel=1e-3)
    assert roll.near[3, 0] == ABSENT


def test_only_so_many_neighbours_are_kept() -> None:
    roll = called(*(drop(str(10 + number)) for number in range(NEIGHBOURS + 5)))
    assert roll.near.shape == (NEIGHBOURS + 5, NEIGHBOURS)
    assert (roll.near != ABSENT).all()


def test_a_drop_is_reckoned_as_its_part_of_a_full_round() -> None:
    roll = called(drop("120"))
    hours = 120.0 / 40.0 + 120.0 / 60.0 + PARAMETERS["tankers.loading_h"]
    assert roll.reckoned_h[0] == pytest.approx(hours / 20.0, rel=1e-3)
    alone_h = hours + PARAMETERS["tankers.decanting_h"]
    assert roll.alone_s[0] == pytest.approx(alone_h * 3600.0, rel=1e-3)


def test_what_is_useful_is_a_share_of_the_room_or_of_a_payload() -> None:
    share = PARAMETERS["dispatch.useful_share"]
    vessels = (
        Vessel("10", "", 6.0, 0.0, (1.0,)),
        Vessel("20", "", 90.0, 0.0, (1.0,)),
    )
    roll = called(drop("10"), drop("20"), drop("30"), vessels=vessels)
    assert roll.useful_t.tolist() == pytest.approx([6.0 * share, 20.0 * share, 0.0])


def test_a_form_that_nobody_carries_has_no_payload() -> None:
    assert called(drop("10")).forms == (Form.LIQUID, Form.CYLINDER)
    nothing = called(drop("10"), vehicles=())
    assert nothing.drops == ()
    assert nothing.near.shape == (0, NEIGHBOURS)
    assert np.array(nothing.stores).size == 0
