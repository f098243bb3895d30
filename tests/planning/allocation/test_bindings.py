"""What binds, in small cases where the cause is plain to see."""

from dataclasses import replace

import pytest

from napas.domain.country import Objective
from napas.domain.observer import Silence
from napas.domain.plan import Binding
from napas.planning.allocation.allocate import allocate
from napas.planning.allocation.bindings import bindings_of
from tests.planning.allocation.valley import (
    Road,
    Station,
    Town,
    Valley,
    Works,
    settings,
)

NEEDY = Town("A", critical=4.0, severe=6.0)
ROAD = Road("W", "A")
PLENTY = Works("W", offer=100.0)


def binding(valley: Valley, period: int = 0) -> Binding:
    """What binds at the first town."""
    return bindings_of(valley.answer(), period)[0]


def filled(fill: float = 20.0, room: float = 50.0, on_site: float = 0.0) -> Valley:
    """A town that only cylinders from a station reach."""
    return Valley(
        [
            Town(
                "A",
                critical=4.0,
                severe=6.0,
                room=0.0,
                cylinder=10.0,
                all_cylinders=20.0,
                turn=20.0,
            )
        ],
        [PLENTY],
        [Road("W", "S")],
        stations=[Station("S", fill, on_site, room=room)],
        cylinder_roads=[Road("S", "A", fetched=True)],
    )


SCARCE = Valley([NEEDY], [Works("W", offer=3.0)], [ROAD])
NO_TRUCKS = Valley([NEEDY], [PLENTY], [ROAD], lift=3.0)


def test_nothing_binds_where_all_are_served() -> None:
    assert binding(Valley([NEEDY], [PLENTY], [ROAD])) is Binding.NOTHING


def test_a_place_of_unknown_need_says_so() -> None:
    unknown = Valley([replace(NEEDY, known=False)], [PLENTY], [ROAD])
    assert binding(unknown) is Binding.NEED_UNKNOWN


@pytest.mark.parametrize("offer", [3.0, 7.0])
def test_a_small_offer_is_production(offer: float) -> None:
    assert (
        binding(Valley([NEEDY], [Works("W", offer=offer)], [ROAD]))
        is Binding.PRODUCTION
    )


def test_a_dark_plant_is_power() -> None:
    dark = Works("W", offer=3.0, dark=7.0)
    assert binding(Valley([NEEDY], [dark], [ROAD])) is Binding.POWER


def test_gas_that_cannot_be_made_liquid_is_liquefaction() -> None:
    gas = Works("W", offer=100.0, liquefy=3.0)
    assert binding(Valley([NEEDY], [gas], [ROAD])) is Binding.LIQUEFACTION


@pytest.mark.parametrize("lift", [0.0, 3.0, 7.0])
def test_too_few_trucks_are_fleet(lift: float) -> None:
    assert binding(replace(NO_TRUCKS, lift=lift)) is Binding.FLEET


def test_trucks_and_not_the_line_bind_where_tanks_stand_empty() -> None:
    narrow = replace(NEEDY, pipe=8.0)
    assert binding(replace(NO_TRUCKS, towns=[narrow])) is Binding.FLEET


def test_a_narrow_line_is_pipeline() -> None:
    narrow = replace(NEEDY, pipe=3.0)
    assert binding(Valley([narrow], [PLENTY], [ROAD])) is Binding.PIPELINE


def test_a_narrow_line_under_a_full_tank_is_pipeline_though_no_truck_comes() -> None:
    narrow = replace(NEEDY, pipe=3.0, start=50.0)
    assert binding(Valley([narrow])) is Binding.PIPELINE


def test_a_line_shared_with_a_plant_on_site_is_pipeline() -> None:
    shared = Valley(
        [replace(NEEDY, pipe=3.0)],
        [PLENTY],
        [ROAD],
        stations=[Station("S", fill=1.0, on_site=2.0, to_need=2.0, town="A")],
    )
    assert binding(shared) is Binding.PIPELINE


def test_doors_open_for_too_few_hours_are_receiving() -> None:
    door = replace(NEEDY, door=3.0, by_hours=True)
    assert binding(Valley([door], [PLENTY], [ROAD])) is Binding.RECEIVING


def test_a_tank_that_cannot_be_filled_often_enough_is_tank_room() -> None:
    small = replace(NEEDY, room=1.5, door=3.0)
    assert binding(Valley([small], [PLENTY], [ROAD])) is Binding.TANK_ROOM


def test_a_tank_that_cannot_keep_enough_for_tomorrow_is_tank_room() -> None:
    small = Valley(
        [replace(NEEDY, room=2.0)],
        [Works("W", offer=0.0, arrive=[100.0], store=100.0)],
        [Road("W", "A", lag_h=0.0)],
        lengths=(1, 1),
    )
    problem = small.problem()
    shut = problem.liquid.usable.copy()
    shut[0, 1] = False
    closed = replace(problem, liquid=replace(problem.liquid, usable=shut))
    answer = allocate(closed, settings({}), Silence())
    assert bindings_of(answer, 1) == (Binding.TANK_ROOM,)


def test_a_hospital_without_tank_and_cylinders_is_tank_room() -> None:
    bare = replace(NEEDY, room=0.0)
    assert binding(Valley([bare])) is Binding.TANK_ROOM


def test_nothing_that_leads_to_a_place_is_no_route() -> None:
    assert binding(Valley([NEEDY], [PLENTY])) is Binding.NO_ROUTE
    turning = replace(NEEDY, room=0.0, cylinder=10.0, all_cylinders=20.0, turn=20.0)
    assert binding(Valley([turning], [PLENTY])) is Binding.NO_ROUTE


def test_a_tank_that_only_its_owner_may_fill_is_tank_owner() -> None:
    owned = Valley([replace(NEEDY, owner="else")], [PLENTY], refused=[ROAD])
    assert binding(owned) is Binding.TANK_OWNER


def test_an_owner_whose_tank_gives_all_it_can_withholds_nothing() -> None:
    piped = Valley(
        [replace(NEEDY, owner="poor", pipe=4.0)],
        [Works("P", offer=50.0, company="poor"), PLENTY],
        [Road("P", "A")],
        refused=[ROAD],
    )
    assert binding(piped) is Binding.PIPELINE


def test_a_poor_owner_that_keeps_a_rich_neighbour_out_is_tank_owner() -> None:
    owned = Valley(
        [replace(NEEDY, owner="poor")],
        [Works("P", offer=1.0, company="poor"), PLENTY],
        [Road("P", "A")],
        refused=[ROAD],
    )
    assert binding(owned) is Binding.TANK_OWNER


def test_a_refused_neighbour_without_product_of_its_own_does_not_bind() -> None:
    owned = Valley(
        [replace(NEEDY, owner="poor")],
        [Works("P", offer=1.0, company="poor"), Works("W", offer=1.0)],
        [Road("P", "A"), Road("W", "B")],
        refused=[ROAD],
    )
    both = replace(owned, towns=[*owned.towns, replace(NEEDY, code="B")])
    assert binding(both) is Binding.PRODUCTION


def test_the_first_day_of_a_long_way_is_distance() -> None:
    far = Valley([NEEDY], [PLENTY], [Road("W", "A", lag_h=30.0)], lengths=(1, 1, 1))
    assert binding(far) is Binding.DISTANCE
    assert binding(far, 2) is Binding.NOTHING


def test_a_first_day_that_most_of_the_load_misses_is_distance() -> None:
    late = Valley(
        [NEEDY], [Works("W", offer=15.0)], [Road("W", "A", lag_h=20.0)], lengths=(1, 1)
    )
    assert binding(late) is Binding.DISTANCE


def test_a_shortage_after_the_first_day_of_a_long_way_is_what_is_short() -> None:
    late = Valley(
        [NEEDY],
        [Works("W", offer=6.0)],
        [Road("W", "A", lag_h=20.0)],
        lengths=(1, 1, 1),
    )
    assert binding(late, 1) is Binding.PRODUCTION


def test_too_few_cylinders_are_cylinders() -> None:
    few = filled()
    town = replace(few.towns[0], all_cylinders=2.0, turn=2.0)
    assert binding(replace(few, towns=[town])) is Binding.CYLINDERS


def test_few_beds_near_cylinders_are_cylinders() -> None:
    few = filled()
    town = replace(few.towns[0], cylinder=2.0)
    assert binding(replace(few, towns=[town])) is Binding.CYLINDERS


def test_a_slow_filler_is_filling() -> None:
    assert binding(filled(fill=2.0)) is Binding.FILLING


def test_a_plant_that_fills_slowly_is_filling() -> None:
    town = Town(
        "A", critical=9.0, room=0.0, cylinder=9.0, all_cylinders=20.0, turn=20.0
    )
    valley = Valley(
        [town],
        [Works("W", offer=50.0, fill=2.0)],
        cylinder_roads=[Road("W", "A")],
        cylinder_lift=100.0,
    )
    assert binding(valley) is Binding.FILLING
    assert binding(replace(valley, cylinder_lift=1.0)) is Binding.FLEET
    poor = replace(valley, works=[Works("W", offer=1.0, fill=20.0)])
    assert binding(poor) is Binding.PRODUCTION


def test_a_station_without_liquid_lacks_what_its_way_lacks() -> None:
    assert binding(replace(filled(), lift=2.0)) is Binding.FLEET
    poor = replace(filled(), works=[Works("W", offer=2.0)])
    assert binding(poor) is Binding.PRODUCTION


def test_a_station_without_tank_lacks_product() -> None:
    alone = filled(room=0.0, on_site=2.0)
    assert binding(alone) is Binding.PRODUCTION


def test_without_prices_the_cause_is_not_guessed() -> None:
    only_critical = replace(SCARCE, objectives=(Objective.UNMET_CRITICAL,))
    enough = replace(only_critical, works=[Works("W", offer=4.0)])
    assert binding(enough) is Binding.UNEXPLAINED


def test_bindings_differ_from_place_to_place() -> None:
    pair = Valley(
        [NEEDY, replace(NEEDY, code="B", pipe=2.0)],
        [Works("W", offer=8.0), Works("V", offer=50.0)],
        [ROAD, Road("V", "B")],
    )
    assert bindings_of(pair.answer(), 0) == (Binding.PRODUCTION, Binding.PIPELINE)
