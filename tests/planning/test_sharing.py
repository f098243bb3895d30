"""Sharing a place's oxygen out: to one level, within every tank, nothing lost."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from napas.domain.country import (
    AllocationPolicy,
    Country,
    CylinderType,
    Level,
    Objective,
)
from napas.domain.forecast import Forecast
from napas.domain.need import NeedBasis, Severity
from napas.domain.network import (
    CylinderHolding,
    Facility,
    FacilityKind,
    Form,
    Link,
    LinkMode,
    OwnSource,
    Plant,
    SourceKind,
    Tank,
    Vehicle,
    VehicleKind,
)
from napas.domain.observer import Silence
from napas.domain.situation import Situation, Stock, StockState
from napas.domain.territory import Point, Territory, plant_tree
from napas.parameters import Layer, resolve
from napas.planning.allocation.allocate import allocate
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.problem import AllocationProblem, PlanProblem, lay_out
from napas.planning.sharing import (
    Shares,
    SharingCode,
    allocations_of,
    fill_to_level,
    share_out,
)

NOW = datetime(2021, 7, 9, tzinfo=UTC)
DEFAULTS = resolve()
FULLEST = DEFAULTS["tanks.fullest_share"]
WIDE_L_PER_MIN = 50_000.0
SIX = CylinderType("6m3", "six", 40.0, 150.0, 0.995)
LAND = Country(
    code="lnd",
    name="Land",
    code_system="own",
    languages=("en",),
    levels=(Level(0, "country", "country"), Level(1, "part", "part")),
    tree=plant_tree(
        [
            Territory("0", "Land", 0, ""),
            Territory("1", "North", 1, "0", Point(0.0, 0.0), "big"),
            Territory("2", "South", 1, "0", Point(0.0, 1.0), "big"),
        ]
    ),
    time_zone="UTC",
    reporting_cut_h=0.0,
    currencies=(),
    gas_reference_temperature_c=15.0,
    planning_level="part",
    policies=(
        AllocationPolicy(
            "usual", tuple(Objective), 48.0, date(2021, 1, 1), None, "us", "us"
        ),
    ),
    cylinder_types=(SIX,),
)
MILL = Plant("mill", "", "a", "1", Point(0.0, 0.1), 40.0, filling_t_per_day=5.0)
FORGE = Plant("forge", "", "b", "1", Point(0.0, 0.2), 40.0)
TRUCK = Vehicle("truck", VehicleKind.ISOTANK, 18.0, "mill")
FLATBED = Vehicle("flatbed", VehicleKind.CYLINDER_TRUCK, 1.0, "mill")
Needs = Mapping[str, tuple[float, float]]


def hospital(
    code: str, capacity_t: float = 20.0, *, owner: str = "", territory: str = "1"
) -> Facility:
    """One tank without a heel; another company may fill it unless it has an owner."""
    return Facility(
        code,
        code,
        territory,
        tanks=(Tank("t", capacity_t, 0.0, owner, open_to_others=not owner),),
        pipeline_l_per_min=WIDE_L_PER_MIN,
    )


def full(code: str, mass_t: float) -> Stock:
    return Stock(code, Form.LIQUID, mass_t, NOW, "said", StockState.KNOWN)


def empty(code: str) -> Stock:
    return full(code, 0.0)


def picture(*facilities: Facility, stocks: tuple[Stock, ...] = ()) -> Situation:
    said = {stock.holder for stock in stocks}
    rest = tuple(empty(known.code) for known in facilities if known.code not in said)
    return Situation(
        "land",
        NOW,
        NOW,
        LAND,
        facilities=facilities,
        plants=(MILL, FORGE),
        vehicles=(TRUCK, FLATBED),
        stocks=(*stocks, *rest),
    )


def forecast(needs: Needs, days: int) -> Forecast:
    figures = np.array([needs[code] for code in needs], dtype=np.float64)
    spread = np.repeat(figures[:, None, :], days, axis=1)
    return Forecast(
        places=tuple(needs),
        days=tuple(NOW.date() + timedelta(days=day) for day in range(days)),
        severities=(Severity.CRITICAL, Severity.SEVERE),
        levels=(0.5,),
        quantiles_t_per_day=spread[..., None],
        paths_t_per_day=np.zeros((0, *spread.shape)),
        basis=NeedBasis.NORM,
        maker="said",
    )


def ask(
    situation: Situation, needs: Needs, *, days: int = 4, level: str = "part"
) -> PlanProblem:
    """Plan the places by the sums of their hospitals, or by what is said of them."""
    return PlanProblem(situation, forecast(needs, days), days, 0.5, 0, level)


def solved(problem: PlanProblem) -> AllocationAnswer:
    return allocate(lay_out(problem, DEFAULTS), DEFAULTS, Silence())


def sent(
    problem: PlanProblem, masses: Mapping[tuple[str, str, int], float]
) -> AllocationAnswer:
    """An answer that loads what is asked, by source, place or station and day."""
    answer = solved(problem)
    layout = answer.problem
    liquid = np.zeros_like(answer.liquid_t)
    for (source, target, day), mass_t in masses.items():
        link = next(
            at
            for at in range(layout.liquid.count)
            if layout.sources.codes[layout.liquid.origin[at]] == source
            and target in _feeds(layout, int(layout.liquid.target[at]))
        )
        liquid[link, day] += mass_t
    return replace(answer, liquid_t=liquid)


def _feeds(layout: AllocationProblem, receiver: int) -> tuple[str, ...]:
    places, receivers, stations = layout.places, layout.receivers, layout.stations
    place, station = receivers.place[receiver], receivers.station[receiver]
    told = () if place < 0 else (places.codes[place],)
    return told if station < 0 else (*told, stations.codes[station])


def by_target(shares: Shares, day: int | None = None) -> dict[str, float]:
    told: dict[str, float] = defaultdict(float)
    for drop in shares.drops:
        if day in (None, drop.day):
            told[drop.target] += drop.mass_t
    return dict(told)


tonnes = st.floats(0.0, 50.0)
weights = st.floats(0.05, 20.0)
vessels = st.lists(st.tuples(tonnes, weights, tonnes), min_size=1, max_size=6)


@given(st.floats(0.0, 200.0), vessels)
def test_pouring_gives_all_the_mass_or_fills_all_the_room(
    mass_t: float, rows: list[tuple[float, float, float]]
) -> None:
    held, weight, room = np.array(rows, dtype=np.float64).T
    poured = fill_to_level(mass_t, held, weight, room)
    assert poured.sum() == pytest.approx(min(mass_t, room.sum()), abs=1e-9)
    assert (poured >= 0.0).all()
    assert (poured <= room * (1.0 + 1e-12)).all()


@given(st.floats(0.0, 200.0), vessels)
def test_pouring_to_one_level_is_the_greatest_least_cover(
    mass_t: float, rows: list[tuple[float, float, float]]
) -> None:
    held, weight, room = np.array(rows, dtype=np.float64).T
    poured = fill_to_level(mass_t, held, weight, room)
    count = len(rows)
    best = linprog(
        np.append(np.zeros(count), -1.0),
        A_ub=np.vstack(
            [
                np.hstack([-np.eye(count), weight[:, None]]),
                np.append(np.ones(count), 0.0),
            ]
        ),
        b_ub=np.append(held, mass_t),
        bounds=[*((0.0, each) for each in room), (None, None)],
    )
    assert ((held + poured) / weight).min() == pytest.approx(-best.fun, abs=1e-6)


@given(st.floats(0.0, 200.0), vessels)
def test_nothing_is_poured_where_nothing_is_measured(
    mass_t: float, rows: list[tuple[float, float, float]]
) -> None:
    held, weight, room = np.array([*rows, (0.0, 0.0, 9.0)], dtype=np.float64).T
    poured = fill_to_level(mass_t, held, weight, room)
    assert poured[-1] == 0.0
    assert poured.sum() == pytest.approx(min(mass_t, room[:-1].sum()), abs=1e-9)


def test_pouring_into_nothing_gives_nothing() -> None:
    none = np.zeros(0)
    assert fill_to_level(5.0, none, none, none).size == 0
    assert fill_to_level(0.0, np.zeros(2), np.ones(2), np.ones(2)).sum() == 0.0


def test_too_small_a_mass_to_halve_towards_is_still_shared_out() -> None:
    poured = fill_to_level(1e-300, np.zeros(2), np.ones(2), np.ones(2))
    assert poured.sum() == pytest.approx(1e-300)


def test_the_critical_rise_before_the_severe() -> None:
    problem = ask(
        picture(hospital("ward"), hospital("icu")),
        {"ward": (0.0, 8.0), "icu": (4.0, 0.0)},
    )
    shares = share_out(problem, sent(problem, {("mill", "1", 0): 4.0}), DEFAULTS)
    assert by_target(shares) == pytest.approx({"icu": 4.0})


def test_beyond_the_critical_all_of_the_need_is_covered_alike() -> None:
    problem = ask(
        picture(hospital("ward"), hospital("icu")),
        {"ward": (0.0, 8.0), "icu": (4.0, 0.0)},
    )
    shares = share_out(problem, sent(problem, {("mill", "1", 0): 8.0}), DEFAULTS)
    assert by_target(shares) == pytest.approx({"icu": 4.0, "ward": 4.0})


def test_what_a_tank_holds_already_counts() -> None:
    situation = picture(
        hospital("a"), hospital("b"), stocks=(full("a", 6.0), empty("b"))
    )
    problem = ask(situation, {"a": (10.0, 0.0), "b": (10.0, 0.0)})
    shares = share_out(problem, sent(problem, {("mill", "1", 0): 8.0}), DEFAULTS)
    assert by_target(shares) == pytest.approx({"a": 1.0, "b": 7.0})


def test_a_heel_is_neither_stock_nor_room() -> None:
    tank = Tank("t", 20.0, 5.0)
    one = replace(hospital("one"), tanks=(tank,))
    problem = ask(picture(one, stocks=(full("one", 5.0),)), {"one": (1.0, 0.0)})
    shares = share_out(problem, sent(problem, {("mill", "1", 0): 40.0}), DEFAULTS)
    room_t = 20.0 * FULLEST - 5.0
    assert by_target(shares) == pytest.approx({"one": room_t + 1.0})


def test_what_finds_no_room_is_told_and_never_lost() -> None:
    problem = ask(picture(hospital("one", 10.0)), {"one": (1.0, 1.0)})
    shares = share_out(problem, sent(problem, {("mill", "1", 0): 30.0}), DEFAULTS)
    ((place, left_t),) = shares.left_t
    assert place == "1"
    assert left_t + sum(by_target(shares).values()) == pytest.approx(30.0)
    assert left_t == pytest.approx(30.0 - 10.0 * FULLEST - 2.0)
    assert [fault.code for fault in shares.findings] == [SharingCode.NO_ROOM]


@given(st.lists(st.floats(0.0, 25.0), min_size=3, max_size=3), st.floats(0.5, 9.0))
def test_over_several_days_all_is_poured_or_left_and_no_tank_runs_over(
    daily_t: list[float], need_t: float
) -> None:
    facilities = (hospital("a", 12.0), hospital("b", 4.0), hospital("c", 8.0))
    problem = ask(
        picture(*facilities), {"a": (need_t, 1.0), "b": (0.5, need_t), "c": (1.0, 1.0)}
    )
    given_t = {("mill", "1", day): mass_t for day, mass_t in enumerate(daily_t)}
    shares = share_out(problem, sent(problem, given_t), DEFAULTS)
    whole = sum(by_target(shares).values()) + sum(mass for _, mass in shares.left_t)
    assert whole == pytest.approx(sum(daily_t), abs=0.02)
    for one, use_t in (("a", need_t + 1.0), ("b", need_t + 0.5), ("c", 2.0)):
        room_t = FULLEST * facilities["abc".index(one)].tanks[0].capacity_t
        held = 0.0
        for day in range(len(daily_t)):
            held += by_target(shares, day).get(one, 0.0)
            assert held <= room_t + use_t + 0.001
            held = max(0.0, held - use_t)


def test_only_its_owner_fills_a_closed_tank() -> None:
    problem = ask(
        picture(hospital("ours", owner="b"), hospital("open")),
        {"ours": (5.0, 0.0), "open": (5.0, 0.0)},
    )
    answer = sent(problem, {("mill", "1", 0): 4.0, ("forge", "1", 0): 4.0})
    shares = share_out(problem, answer, DEFAULTS)
    closed = {drop.company for drop in shares.drops if drop.target == "ours"}
    assert closed == {"b"}
    assert by_target(shares) == pytest.approx({"ours": 2.0, "open": 6.0})


def test_a_hospital_that_needs_nothing_takes_what_others_cannot() -> None:
    problem = ask(
        picture(hospital("idle", 50.0), hospital("busy", 10.0)),
        {"idle": (0.0, 0.0), "busy": (1.0, 1.0)},
    )
    little = sent(problem, {("mill", "1", 0): 2.0})
    assert set(by_target(share_out(problem, little, DEFAULTS))) == {"busy"}
    much = sent(problem, {("mill", "1", 0): 30.0})
    told = by_target(share_out(problem, much, DEFAULTS))
    assert told["busy"] == pytest.approx(10.0 * FULLEST + 2.0)
    assert told["idle"] == pytest.approx(30.0 - told["busy"])


def test_what_a_hospital_makes_itself_is_not_brought_to_it() -> None:
    maker = replace(hospital("maker"), sources=(OwnSource(SourceKind.PSA, 1, 4_000.0),))
    problem = ask(
        picture(maker, hospital("taker")), {"maker": (4.0, 0.0), "taker": (4.0, 0.0)}
    )
    shares = share_out(problem, sent(problem, {("mill", "1", 0): 4.0}), DEFAULTS)
    assert by_target(shares) == pytest.approx({"taker": 4.0})


def test_a_narrow_line_is_not_brought_more_than_it_passes_while_others_lack() -> None:
    narrow = replace(hospital("narrow"), pipeline_l_per_min=1_000.0)
    problem = ask(
        picture(narrow, hospital("wide")), {"narrow": (9.0, 0.0), "wide": (9.0, 0.0)}
    )
    told = by_target(
        share_out(problem, sent(problem, {("mill", "1", 0): 10.0}), DEFAULTS)
    )
    assert told["narrow"] < 2.0
    assert told["wide"] > 8.0


def test_a_station_gets_its_liquid_itself() -> None:
    station = Facility(
        "station",
        "",
        "1",
        FacilityKind.FILLING_STATION,
        tanks=(Tank("t", 20.0, 0.0),),
        filling_t_per_day=5.0,
    )
    problem = ask(picture(station, hospital("one")), {"one": (1.0, 1.0)})
    masses = {
        ("mill", "station", 1): 6.0,
        ("forge", "station", 1): 0.0005,
        ("mill", "1", 0): 2.0,
    }
    shares = share_out(problem, sent(problem, masses), DEFAULTS)
    assert by_target(shares, 1) == pytest.approx({"station": 6.0})
    assert by_target(shares, 0) == pytest.approx({"one": 2.0})


def test_a_place_without_a_known_hospital_is_brought_its_oxygen_itself() -> None:
    problem = ask(picture(), {"1": (2.0, 2.0)})
    shares = share_out(problem, sent(problem, {("mill", "1", 0): 3.0}), DEFAULTS)
    assert by_target(shares) == pytest.approx({"1": 3.0})
    assert shares.left_t == ()


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
    return share_out(problem, answer, parameters)


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


@pytest.mark.parametrize("days", [2, 9])
def test_allocations_add_up_to_the_answer_by_period(days: int) -> None:
    maker = replace(
        hospital("maker"),
        sources=(
            OwnSource(SourceKind.PSA, 1, 300.0),
            OwnSource(SourceKind.CONCENTRATOR, 20, 8.0),
        ),
        cylinders=(CylinderHolding("6m3", 40, 60),),
    )
    station = Facility(
        "station",
        "",
        "1",
        FacilityKind.FILLING_STATION,
        tanks=(Tank("t", 20.0, 0.0),),
        filling_t_per_day=5.0,
    )
    situation = picture(maker, hospital("far", territory="2"), station, FAR_WARD)
    situation = replace(situation, plants=(replace(MILL, filling_t_per_day=0.0), FORGE))
    needs = {"maker": (4.0, 6.0), "far": (5.0, 5.0), "ward": (0.5, 0.5)}
    answer = solved(ask(situation, needs, days=days))
    layout = answer.problem
    parts = allocations_of(answer)
    assert {part.day for part in parts} == set(range(days))
    fed = layout.receivers.place[layout.liquid.target] >= 0
    net = 1.0 - layout.loss_share
    totals = {
        Form.LIQUID: answer.liquid_t[fed].sum(axis=0) * net,
        Form.CYLINDER: answer.cylinder_t.sum(axis=0),
        Form.ON_SITE: answer.on_site_t.sum(axis=0),
        Form.LOW_FLOW: answer.low_flow_t.sum(axis=0),
    }
    grid = layout.grid
    for form, by_period in totals.items():
        daily = grid.by_day(by_period)
        for day in range(days):
            told = sum(p.mass_t for p in parts if (p.day, p.form) == (day, form))
            assert told == pytest.approx(float(daily[day]), abs=1e-9)
    assert all(part.mass_t > 0.0 for part in parts)
