"""What trips are asked for; problems that contradict themselves are refused."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from napas.domain.network import Facility, Form, Vehicle, VehicleKind
from napas.domain.territory import Point, Territory, plant_tree
from napas.parameters import resolve
from napas.planning.drops import (
    ReceivingHours,
    Supply,
    TripProblem,
    Vessel,
    WantedDrop,
    receiving_hours,
)
from napas.planning.travel import Site, draw_atlas

BEGINS = datetime(2021, 7, 9, tzinfo=UTC)
DROP = WantedDrop(0, "plant", "maker", "clinic", 5.0)
PLANT = Site("plant", Point(0.0, 0.0), "big")
TRUCK = Vehicle("truck", VehicleKind.ISOTANK, 20.0, "plant")
TANK = Vessel("clinic", "", 8.0, 2.0, (1.0, 2.0))
SUPPLY = Supply("plant", Form.LIQUID, 5.0, (10.0,))
GOOD = TripProblem(BEGINS, 1, (DROP,), (PLANT,), draw_atlas((), resolve()), (TRUCK,))


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ({"horizon_days": 0}, "plans nothing"),
        ({"wanted": (replace(DROP, day=1),)}, "outside the horizon"),
        ({"sites": (PLANT, PLANT)}, "a site stands twice"),
        ({"vehicles": (TRUCK, TRUCK)}, "a vehicle stands twice"),
        ({"vessels": (TANK, TANK)}, "a vessel stands twice"),
        ({"supplies": (SUPPLY, SUPPLY)}, "a supply stands twice"),
        ({"begins": BEGINS.replace(tzinfo=None)}, "in UTC"),
    ],
)
def test_a_problem_that_contradicts_itself_is_refused(
    broken: dict[str, object], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        replace(GOOD, **broken)  # type: ignore[arg-type] # broken on purpose


def test_oxygen_made_at_the_bed_needs_no_trip() -> None:
    with pytest.raises(ValueError, match="no vehicle carries"):
        replace(DROP, form=Form.ON_SITE)


def test_a_target_is_not_empty_before_now() -> None:
    with pytest.raises(ValueError, match="empty_in_h"):
        replace(DROP, empty_in_h=-1.0)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ({"room_t": -1.0}, "room_t"),
        ({"held_t": -1.0}, "held_t"),
        ({"use_t_per_day": (1.0, -1.0)}, "use_t_per_day"),
        ({"use_t_per_day": ()}, "has no day"),
    ],
)
def test_a_vessel_that_cannot_be_is_refused(
    broken: dict[str, object], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        replace(TANK, **broken)  # type: ignore[arg-type] # broken on purpose


def test_a_store_has_a_room_for_every_day() -> None:
    with pytest.raises(ValueError, match="a room for every day"):
        replace(SUPPLY, room_t=(1.0, 2.0))


@pytest.mark.parametrize("broken", [{"at_once_t": -1.0}, {"come_t": (1.0, -1.0)}])
def test_a_supply_is_never_below_nothing(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="mass_t"):
        replace(SUPPLY, **broken)  # type: ignore[arg-type] # broken on purpose


def test_a_vehicle_that_does_not_move_is_refused() -> None:
    with pytest.raises(ValueError, match="never arrives"):
        replace(TRUCK, speed_full_km_per_h=0.0)


def test_a_door_opens_in_the_morning_of_its_own_zone() -> None:
    tree = plant_tree(
        [
            Territory("0", "country", 0, "", time_zone="Asia/Jakarta"),
            Territory("1", "east", 1, "0", time_zone="Asia/Jayapura"),
            Territory("2", "west", 1, "0"),
        ]
    )
    clinics = [
        Facility("f-east", "", "1", receiving_h_per_day=10.0),
        Facility("f-west", "", "2", receiving_h_per_day=8.0),
        Facility("f-always", "", "2"),
    ]
    assert receiving_hours(clinics, tree, BEGINS, resolve()) == (
        ReceivingHours("f-east", 22.0, 10.0),
        ReceivingHours("f-west", 0.0, 8.0),
    )
