"""What travels becomes the plan: trips as given, the rest allocated once more."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.network import (
    CylinderHolding,
    Facility,
    FacilityKind,
    Form,
    Tank,
    Vehicle,
    VehicleKind,
)
from napas.domain.observer import Silence
from napas.domain.situation import Situation
from napas.domain.territory import Point
from napas.parameters import Layer, Parameters, resolve
from napas.planning.allocation.allocate import allocate
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.bench import Bench
from napas.planning.drops import (
    Pour,
    TripAnswer,
    TripProblem,
    receiving_hours,
)
from napas.planning.ground import Ground
from napas.planning.problem import PlanProblem, lay_out
from napas.planning.settling import (
    Dispatched,
    drawn_t,
    give_trips,
    settle,
    settled_allocations,
)
from napas.planning.sharing import share_out
from napas.planning.trips import plan_trips
from tests.planning.land import (
    DEFAULTS,
    FORGE,
    MILL,
    NET,
    NOW,
    TRUCK,
    Needs,
    ask,
    full,
    hospital,
    picture,
)

A_GRAM_T = 1e-5
TOWN = {"a": (3.0, 3.0), "b": (2.0, 2.0)}


def dispatched(
    problem: PlanProblem, parameters: Parameters = DEFAULTS
) -> tuple[AllocationAnswer, Dispatched]:
    """The first allocation of a problem, and the trips for it."""
    situation = problem.situation
    wanted = allocate(lay_out(problem, parameters), parameters, Silence())
    ground = Ground.of(situation, parameters)
    shares = share_out(problem, wanted, ground, parameters)
    asked = TripProblem(
        begins=situation.as_of,
        horizon_days=shares.last_day + 1,
        wanted=shares.drops,
        sites=tuple(ground.sites.values()),
        atlas=ground.atlas,
        vehicles=situation.vehicles,
        receiving=receiving_hours(
            situation.facilities, situation.country.tree, NOW, parameters
        ),
        vessels=shares.vessels,
        supplies=shares.supplies,
    )
    trips = plan_trips(asked, parameters, Silence())
    return wanted, Dispatched(shares, trips, situation.vehicles, ground)


def town(*, days: int = 6, vehicles: tuple[Vehicle, ...] = (TRUCK,)) -> PlanProblem:
    situation = picture(hospital("a"), hospital("b"), stocks=(full("a", 8.0),))
    return ask(replace(situation, vehicles=vehicles), TOWN, days=days)


def brought_t(given: Dispatched) -> dict[tuple[int, str], float]:
    """What arrives of liquid, by the day on which it leaves and its source."""
    told: dict[tuple[int, str], float] = defaultdict(float)
    for leg in given.trips.shipments:
        if leg.target in given.shares.within:
            told[leg.day, leg.source] += leg.mass_t * NET
    return told


def test_what_is_allocated_on_the_planned_days_is_what_travels() -> None:
    problem = town()
    wanted, given = dispatched(problem)
    settled = settle(wanted, given, DEFAULTS, Silence())
    told: dict[tuple[int, str], float] = defaultdict(float)
    for part in settled_allocations(settled, given):
        if part.form is Form.LIQUID and part.day < given.shares.days:
            told[part.day, part.source] += part.mass_t
    brought = {key: mass_t for key, mass_t in brought_t(given).items() if key[0] < 3}
    assert brought
    assert told == pytest.approx(brought)


def test_without_trucks_nothing_is_promised() -> None:
    wanted, given = dispatched(town())
    nobody = replace(given, trips=TripAnswer((), ()))
    settled = settle(wanted, nobody, DEFAULTS, Silence())
    days = given.shares.days
    parts = settled_allocations(settled, nobody)
    assert not [p for p in parts if p.form is Form.LIQUID and p.day < days]
    # One tank holds 8 t of 18 t that are needed, the other nothing of 12 t.
    assert settled.unmet_t[0, :days].sum() == pytest.approx(3 * 10.0 - 8.0, abs=0.2)
    assert settled.unmet_t[0, 1:days].sum() > wanted.unmet_t[0, 1:days].sum()


def test_stock_of_one_hospital_does_not_serve_another() -> None:
    wanted, given = dispatched(town())
    nobody = replace(given, trips=TripAnswer((), ()))
    problem = give_trips(wanted.problem, nobody)
    draw_t = problem.receivers.beside.draw_t[0]
    assert draw_t[:3] == pytest.approx([6.0, 2.0, 0.0])
    assert draw_t[3] == pytest.approx(10.0)


def test_what_stays_at_the_plant_is_planned_for_later_days() -> None:
    wanted, given = dispatched(town())
    nobody = replace(given, trips=TripAnswer((), ()))
    settled = settle(wanted, nobody, DEFAULTS, Silence())
    assert settled.liquid_t[:, :3].sum() == 0.0
    assert settled.liquid_t[:, 3:].sum() > 0.0


def test_a_truck_still_on_a_trip_does_not_drive_another() -> None:
    problem = town(days=6)
    wanted, given = dispatched(problem)
    trip = given.trips.trips[-1]
    long = replace(trip, rests_until=NOW + timedelta(days=4))
    short = replace(given, trips=replace(given.trips, trips=(long,)))
    pools = give_trips(wanted.problem, short).pools
    pool = pools.find(Form.LIQUID, "big")
    assert pool is not None
    before = wanted.problem.pools.lift_t_h[pool]
    assert pools.lift_t_h[pool, :3] == pytest.approx(before[:3])
    assert pools.lift_t_h[pool, 3] == pytest.approx(0.0)
    assert pools.lift_t_h[pool, 4] == pytest.approx(before[4])


def test_a_truck_of_which_nobody_knows_the_base_takes_nothing_from_a_pool() -> None:
    wanted, given = dispatched(town())
    strange = tuple(replace(one, base="?") for one in given.vehicles)
    elsewhere = replace(given, vehicles=strange)
    lift = give_trips(wanted.problem, elsewhere).pools.lift_t_h
    assert lift == pytest.approx(wanted.problem.pools.lift_t_h)


def test_a_place_without_known_hospitals_gets_what_is_driven_there() -> None:
    needs: Needs = {"1": (2.0, 2.0)}
    problem = ask(picture(), needs, days=4)
    wanted, given = dispatched(problem)
    assert given.trips.trips
    settled = settle(wanted, given, DEFAULTS, Silence())
    order_t = settled.problem.receivers.order_t.sum()
    poured = sum(pour.mass_t for pour in given.trips.pours) * NET
    assert 0.0 < order_t <= poured + A_GRAM_T


FETCH_LITTLE = resolve(
    [
        Layer(
            "test",
            (("allocation.fetch_h", DEFAULTS.parameter("allocation.fetch_h").low),),
        )
    ]
)
FLATBED = Vehicle("flatbed", VehicleKind.CYLINDER_TRUCK, 1.0, "mill")


def driven_cylinders(vehicles: tuple[Vehicle, ...]) -> Situation:
    ward = replace(
        hospital("ward", territory="2"),
        tanks=(),
        cylinders=(CylinderHolding("6m3", 0, 900),),
    )
    far = replace(MILL, point=Point(0.0, -1.0))
    return replace(picture(ward), plants=(far,), vehicles=vehicles)


@pytest.mark.parametrize("flatbeds", [(), (FLATBED,)])
def test_no_more_cylinders_come_than_trucks_bring(
    flatbeds: tuple[Vehicle, ...],
) -> None:
    situation = driven_cylinders((FLATBED,))
    problem = ask(situation, {"ward": (1.0, 1.0)}, days=4)
    wanted, given = dispatched(problem, FETCH_LITTLE)
    kept = {vehicle.code for vehicle in flatbeds}
    trips = tuple(trip for trip in given.trips.trips if trip.vehicle in kept)
    given = replace(given, trips=replace(given.trips, trips=trips))
    settled = settle(wanted, given, FETCH_LITTLE, Silence())
    brought = sum(trip.load_t for trip in trips if trip.shipments[0].day < 3)
    assert settled.cylinder_t[:, :3].sum() <= brought + A_GRAM_T
    assert (settled.cylinder_t[:, :3].sum() > 0.0) == bool(flatbeds)


def one_tank(use_t: list[float], held_t: float) -> Bench:
    return Bench(
        target=("a",),
        owner=("",),
        group=np.zeros(1, dtype=np.int64),
        receiver=np.zeros(1, dtype=np.int64),
        room_t=np.array([50.0]),
        held_t=np.array([held_t]),
        coming_t=np.zeros((1, len(use_t) + 1)),
        use_t=np.array([use_t]),
        critical_t=np.zeros((1, len(use_t))),
        filled_t=np.zeros((1, len(use_t))),
    )


def two_tanks(held_t: tuple[float, float], use_t: float = 6.0) -> Bench:
    """Tanks of one hospital, the second open to company b alone; two days."""
    return Bench(
        target=("a", "a"),
        owner=("", "b"),
        group=np.zeros(2, dtype=np.int64),
        receiver=np.arange(2, dtype=np.int64),
        room_t=np.full(2, 50.0),
        held_t=np.array(held_t),
        coming_t=np.zeros((2, 3)),
        use_t=np.full((2, 2), use_t / 2.0),
        critical_t=np.zeros((2, 2)),
        filled_t=np.zeros((2, 2)),
    )


GRID = lay_out(town(days=3), DEFAULTS).grid


def pour(day: float, mass_t: float) -> Pour:
    return Pour("a", "", NOW + timedelta(days=day), mass_t)


def test_a_dry_tank_gives_nothing_until_the_next_drop_begins() -> None:
    tank = one_tank([4.0, 4.0, 4.0], held_t=2.0)
    told = drawn_t(tank, [pour(1.25, 10.0)], GRID, 0.0)
    assert told[0].tolist() == pytest.approx([2.0, 3.0, 4.0])
    assert drawn_t(tank, [], GRID, 0.0)[0].tolist() == [2.0, 0.0, 0.0]


def test_what_is_lost_on_the_way_is_not_breathed() -> None:
    tank = one_tank([4.0, 4.0, 4.0], held_t=0.0)
    told = drawn_t(tank, [pour(0.0, 10.0)], GRID, 0.1)
    assert told.sum() == pytest.approx(9.0)


def test_where_one_tank_of_a_hospital_is_dry_the_other_gives_more() -> None:
    told = drawn_t(two_tanks((20.0, 0.0)), [], GRID, 0.0)
    assert told.tolist() == [pytest.approx([6.0, 6.0]), [0.0, 0.0]]
    told = drawn_t(two_tanks((20.0, 1.5)), [], GRID, 0.0)
    assert told.sum(axis=0).tolist() == pytest.approx([6.0, 6.0])
    assert told[1].tolist() == pytest.approx([1.5, 0.0])


def test_an_order_on_the_road_serves_from_the_day_on_which_it_comes() -> None:
    tank = one_tank([4.0, 4.0, 4.0], held_t=1.0)
    coming = replace(tank, coming_t=np.array([[0.0, 3.0, 0.0, 9.0]]))
    told = drawn_t(coming, [], GRID, 0.0)
    assert told[0].tolist() == pytest.approx([1.0, 3.0, 0.0])


def test_what_is_poured_where_no_tank_is_known_serves_nobody_here() -> None:
    strange = replace(pour(0.0, 5.0), owner="else")
    told = drawn_t(one_tank([4.0, 4.0, 4.0], held_t=0.0), [strange], GRID, 0.0)
    assert told.sum() == 0.0


def test_a_drop_after_the_last_day_serves_later() -> None:
    tank = one_tank([4.0, 4.0, 4.0], held_t=0.0)
    assert drawn_t(tank, [pour(3.5, 10.0)], GRID, 0.0).sum() == 0.0


@given(
    st.lists(st.floats(0.0, 9.0), min_size=1, max_size=4),
    st.floats(0.0, 20.0),
    st.lists(st.tuples(st.floats(0.0, 5.0), st.floats(0.0, 9.0)), max_size=4),
)
def test_a_tank_gives_no_more_than_is_wanted_or_there(
    use_t: list[float], held_t: float, poured: list[tuple[float, float]]
) -> None:
    told = drawn_t(one_tank(use_t, held_t), [pour(*one) for one in poured], GRID, 0.0)
    assert (told[0] <= np.array(use_t) + A_GRAM_T).all()
    assert told.sum() <= held_t + sum(mass_t for _, mass_t in poured) + A_GRAM_T


def test_what_goes_to_a_station_is_told_as_the_cylinders_it_fills() -> None:
    station = Facility(
        "station",
        "",
        "1",
        FacilityKind.FILLING_STATION,
        tanks=(Tank("t", 20.0, 0.0),),
        filling_t_per_day=5.0,
    )
    users = replace(
        hospital("users"), tanks=(), cylinders=(CylinderHolding("6m3", 0, 900),)
    )
    situation = replace(
        picture(station, users), plants=(replace(MILL, filling_t_per_day=0.0),)
    )
    problem = ask(situation, {"users": (3.0, 0.0)}, days=4)
    wanted, given = dispatched(problem)
    assert {leg.target for leg in given.trips.shipments} == {"station"}
    settled = settle(wanted, given, DEFAULTS, Silence())
    parts = settled_allocations(settled, given)
    assert {part.form for part in parts if part.day < 3} == {Form.CYLINDER}


def test_two_sources_are_told_apart() -> None:
    problem = town()
    both = replace(
        problem.situation, plants=(replace(MILL, offered_t_per_day=3.0), FORGE)
    )
    problem = replace(problem, situation=both)
    wanted, given = dispatched(problem)
    settled = settle(wanted, given, DEFAULTS, Silence())
    loaded: dict[str, float] = defaultdict(float)
    for trip in given.trips.trips:
        loaded[trip.source] += trip.load_t
    arrive = settled.problem.sources.arrive_t.sum(axis=1)
    codes = settled.problem.sources.codes
    for at, code in enumerate(codes):
        assert arrive[at] == pytest.approx(-loaded[code])
