"""Sharing a place's oxygen out: what arrives, from whom, on which day, nothing lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.network import (
    CylinderHolding,
    Facility,
    FacilityKind,
    Form,
    Link,
    LinkMode,
    OwnSource,
    SourceKind,
    Tank,
)
from napas.domain.observer import Silence
from napas.domain.order import Order, OrderStatus
from napas.domain.territory import Point, Territory, plant_tree
from napas.parameters import Layer, resolve
from napas.planning.allocation.allocate import allocate
from napas.planning.ground import Ground
from napas.planning.problem import lay_out
from napas.planning.sharing import Shares, SharingCode, share_out
from tests.planning.land import (
    DEFAULTS,
    FULLEST,
    LAND,
    MILL,
    NET,
    NOW,
    WIDE_L_PER_MIN,
    ask,
    by_target,
    empty,
    full,
    hospital,
    picture,
    shared,
    solved,
)


def test_what_arrives_is_shared_out_and_what_is_loaded_is_driven() -> None:
    problem = ask(picture(hospital("one")), {"one": (4.0, 0.0)})
    shares = shared(problem, {("mill", "1", 0): 8.0})
    (drop,) = shares.drops
    assert drop.mass_t == pytest.approx(8.0 / NET)
    assert (drop.day, drop.source, drop.company, drop.target) == (0, "mill", "a", "one")


def test_what_a_tank_holds_already_counts() -> None:
    situation = picture(
        hospital("a"), hospital("b"), stocks=(full("a", 6.0), empty("b"))
    )
    problem = ask(situation, {"a": (5.0, 0.0), "b": (5.0, 0.0)})
    shares = shared(problem, {("mill", "1", 0): 10.0})
    assert by_target(shares) == pytest.approx({"a": 2.0, "b": 8.0})


def test_an_order_on_the_road_counts_as_what_a_tank_holds() -> None:
    due = NOW + timedelta(hours=6)
    rolling = Order(
        "o", "mill", "a", Form.LIQUID, 6.0, due, OrderStatus.LOADED, due, "truck"
    )
    situation = replace(picture(hospital("a"), hospital("b")), open_orders=(rolling,))
    problem = ask(situation, {"a": (5.0, 0.0), "b": (5.0, 0.0)})
    shares = shared(problem, {("mill", "1", 0): 10.0})
    assert by_target(shares) == pytest.approx({"a": 2.0, "b": 8.0})


def test_a_heel_is_neither_stock_nor_room() -> None:
    tank = Tank("t", 20.0, 5.0)
    one = replace(hospital("one"), tanks=(tank,))
    problem = ask(picture(one, stocks=(full("one", 5.0),)), {"one": (1.0, 0.0)})
    (vessel,) = shared(problem, {("mill", "1", 0): 5.0}).vessels
    assert vessel.room_t == pytest.approx(20.0 * FULLEST - 5.0)
    assert vessel.held_t == 0.0


def test_drivers_know_the_tanks_and_what_is_drawn_of_them() -> None:
    problem = ask(picture(hospital("one", owner="b")), {"one": (4.0, 2.0)}, days=2)
    shares = shared(problem, {("forge", "1", 0): 5.0})
    (vessel,) = shares.vessels
    assert vessel.key == ("one", "b")
    assert vessel.use_t_per_day == pytest.approx((6.0, 6.0, 6.0))
    assert shares.drops[0].owner == "b"
    assert shares.bench.critical_t[0] == pytest.approx(4.0)
    assert (shares.days, shares.last_day) == (2, 1)


def test_what_finds_no_room_is_told_and_never_lost() -> None:
    problem = ask(picture(hospital("one", 10.0)), {"one": (1.0, 1.0)})
    shares = shared(problem, {("mill", "1", 0): 30.0})
    ((place, left_t),) = shares.left_t
    assert place == "1"
    assert left_t + sum(by_target(shares).values()) == pytest.approx(30.0)
    assert left_t == pytest.approx(30.0 - 10.0 * FULLEST - 3 * 2.0)
    assert [fault.code for fault in shares.findings] == [SharingCode.NO_ROOM]


def test_what_is_too_little_for_a_visit_is_told_and_never_lost() -> None:
    problem = ask(picture(hospital("one", 10.0)), {"one": (0.1, 0.1)})
    shares = shared(problem, {("mill", "1", 0): 0.5})
    assert shares.drops == ()
    assert dict(shares.left_t) == pytest.approx({"1": 0.5})
    assert [fault.code for fault in shares.findings] == [SharingCode.HELD_BACK]


@given(st.lists(st.floats(0.0, 25.0), min_size=3, max_size=3), st.floats(0.5, 9.0))
def test_over_several_days_all_is_brought_or_left(
    daily_t: list[float], need_t: float
) -> None:
    facilities = (hospital("a", 12.0), hospital("b", 4.0), hospital("c", 8.0))
    problem = ask(
        picture(*facilities), {"a": (need_t, 1.0), "b": (0.5, need_t), "c": (1.0, 1.0)}
    )
    given_t = {("mill", "1", day): mass_t for day, mass_t in enumerate(daily_t)}
    shares = shared(problem, given_t)
    whole = sum(by_target(shares).values()) + sum(mass for _, mass in shares.left_t)
    assert whole == pytest.approx(sum(daily_t), abs=0.02)


def test_only_its_owner_fills_a_closed_tank() -> None:
    problem = ask(
        picture(hospital("ours", owner="b"), hospital("open")),
        {"ours": (5.0, 0.0), "open": (5.0, 0.0)},
    )
    shares = shared(problem, {("mill", "1", 0): 4.0, ("forge", "1", 0): 4.0})
    closed = {drop.company for drop in shares.drops if drop.target == "ours"}
    assert closed == {"b"}
    assert by_target(shares) == pytest.approx({"ours": 2.0, "open": 6.0})


def test_what_a_hospital_makes_itself_is_not_brought_to_it() -> None:
    maker = replace(hospital("maker"), sources=(OwnSource(SourceKind.PSA, 1, 4_000.0),))
    problem = ask(
        picture(maker, hospital("taker")), {"maker": (4.0, 0.0), "taker": (4.0, 0.0)}
    )
    shares = shared(problem, {("mill", "1", 0): 8.0})
    assert by_target(shares) == pytest.approx({"taker": 8.0})


def test_a_narrow_line_is_not_brought_more_than_it_passes_while_others_lack() -> None:
    narrow = replace(hospital("narrow"), pipeline_l_per_min=1_000.0)
    problem = ask(
        picture(narrow, hospital("wide")), {"narrow": (9.0, 0.0), "wide": (9.0, 0.0)}
    )
    told = by_target(shared(problem, {("mill", "1", 0): 10.0}))
    assert told["wide"] > 8.0
    assert sum(told.values()) <= 10.0 + 1e-6


STATION = Facility(
    "station",
    "",
    "1",
    FacilityKind.FILLING_STATION,
    tanks=(Tank("t", 20.0, 0.0),),
    filling_t_per_day=5.0,
)


def test_a_station_gets_its_liquid_itself() -> None:
    problem = ask(picture(STATION, hospital("one")), {"one": (1.0, 1.0)})
    masses = {
        ("mill", "station", 1): 14.0,
        ("mill", "1", 0): 4.0,
    }
    shares = shared(problem, masses)
    assert by_target(shares, 1) == pytest.approx({"station": 14.0}, abs=1e-3)
    assert by_target(shares, 0) == pytest.approx({"one": 4.0})
    assert "station" not in shares.within


def test_what_a_station_fills_is_drawn_of_its_tank() -> None:
    both = replace(
        STATION, kind=FacilityKind.HOSPITAL, pipeline_l_per_min=WIDE_L_PER_MIN
    )
    users = replace(
        hospital("users"), tanks=(), cylinders=(CylinderHolding("6m3", 0, 900),)
    )
    situation = picture(both, users, stocks=(full("station", 15.0), empty("users")))
    situation = replace(situation, plants=(replace(MILL, filling_t_per_day=0.0),))
    problem = ask(situation, {"station": (1.0, 1.0), "users": (2.0, 0.0)})
    shares = share_out(
        problem, solved(problem), Ground.of(situation, DEFAULTS), DEFAULTS
    )
    assert shares.bench.use_t[0, 0] > 2.0 + 1.0


def test_a_place_without_a_known_hospital_is_brought_its_oxygen_itself() -> None:
    problem = ask(picture(), {"1": (2.0, 2.0)})
    shares = shared(problem, {("mill", "1", 0): 3.0})
    assert by_target(shares) == pytest.approx({"1": 3.0})
    assert shares.left_t == ()
    assert shares.vessels == ()


def test_a_hospital_of_which_nobody_knows_where_it_stands_is_brought_nothing() -> None:
    nowhere = Territory("3", "Isles", 1, "0", None, "isles")
    tree = plant_tree([*LAND.tree.territories, nowhere])
    lost = hospital("lost", territory="3")
    situation = replace(picture(lost), country=replace(LAND, tree=tree))
    problem = ask(situation, {"lost": (2.0, 2.0)})
    ground = Ground.of(situation, DEFAULTS)
    assert share_out(problem, solved(problem), ground, DEFAULTS).drops == ()


def test_sources_may_load_what_stands_there_and_what_comes_in() -> None:
    stocked = replace(MILL, stock_t=6.0, store_t=50.0, filling_t_per_day=0.0)
    situation = replace(picture(hospital("one", 50.0)), plants=(stocked,))
    problem = ask(situation, {"one": (4.0, 0.0)})
    (supply,) = shared(problem, {("mill", "1", 0): 9.0, ("mill", "1", 2): 5.0}).supplies
    assert supply.key == ("mill", Form.LIQUID)
    assert supply.at_once_t == pytest.approx(6.0)
    assert supply.at_once_t + sum(supply.come_t) >= 14.0 / NET - 1e-6
    assert all(mass_t >= 0.0 for mass_t in supply.come_t)


def test_days_are_shared_out_as_far_as_they_are_planned_one_by_one() -> None:
    def days(daily: float) -> int:
        named = (("allocation.daily_days", daily), ("allocation.sharing_days", 3.0))
        parameters = resolve([Layer("test", named)])
        problem = ask(picture(hospital("one")), {"one": (1.0, 0.0)}, days=9)
        answer = allocate(lay_out(problem, parameters), parameters, Silence())
        ground = Ground.of(problem.situation, parameters)
        return share_out(problem, answer, ground, parameters).days

    assert [days(daily) for daily in (1.0, 2.0, 4.0)] == [3, 2, 3]


FAR_WARD = replace(
    hospital("ward", territory="2"),
    tanks=(),
    cylinders=(CylinderHolding("6m3", 0, 300),),
)
FERRY = Link(
    "ferry",
    LinkMode.FERRY,
    "pier",
    "jetty",
    100.0,
    Point(0.0, 0.3),
    Point(0.0, 0.9),
    travel_h=8.0,
    waiting_h=0.0,
    origin_landmass="big",
    target_landmass="big",
)


def driven_cylinders(
    *facilities: Facility, mill_fills_t_per_day: float = 5.0
) -> Shares:
    """Cylinders for wards far enough from the mill that nobody fetches them."""
    parameters = resolve(
        [
            Layer(
                "test",
                (
                    (
                        "allocation.fetch_h",
                        DEFAULTS.parameter("allocation.fetch_h").low,
                    ),
                ),
            )
        ]
    )
    needs = {known.code: (0.5, 0.5) for known in facilities if known.beds is None}
    far = replace(MILL, point=Point(0.0, -3.0), filling_t_per_day=mill_fills_t_per_day)
    situation = replace(picture(*facilities), plants=(far,))
    problem = ask(situation, needs or {"2": (0.5, 0.5)})
    answer = allocate(lay_out(problem, parameters), parameters, Silence())
    ground = Ground.of(situation, parameters)
    return share_out(problem, answer, ground, parameters)


def test_trucks_bring_cylinders_by_what_circulates() -> None:
    small = replace(FAR_WARD, code="small", cylinders=(CylinderHolding("6m3", 0, 100),))
    told = by_target(driven_cylinders(FAR_WARD, small))
    assert told["ward"] == pytest.approx(3.0 * told["small"])


def test_cylinders_of_a_bank_go_to_its_place() -> None:
    bank = replace(FAR_WARD, code="bank", kind=FacilityKind.CYLINDER_BANK, beds=0)
    told = by_target(driven_cylinders(bank))
    assert set(told) == {"2"}


def test_cylinders_filled_by_a_station_are_its_own() -> None:
    station = Facility(
        "station",
        "",
        "1",
        FacilityKind.FILLING_STATION,
        point=Point(0.0, -3.0),
        sources=(OwnSource(SourceKind.PSA, 1, 2_000.0),),
        filling_t_per_day=5.0,
        beds=0,
    )
    shares = driven_cylinders(FAR_WARD, station, mill_fills_t_per_day=0.0)
    own = {(drop.source, drop.company) for drop in shares.drops}
    assert own == {("station", "station")}
