"""The whole plan of a small country: figures that fit, and never an exception."""

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from napas.domain.country import (
    AllocationPolicy,
    Country,
    CylinderType,
    Level,
    Objective,
)
from napas.domain.need import (
    DeviceKind,
    NeedBasis,
    NeedSource,
    PatientCount,
    Severity,
)
from napas.domain.network import (
    Census,
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
from napas.domain.observer import Observer, Silence
from napas.domain.plan import Binding, PlaceLine, Plan
from napas.domain.situation import Place, Situation, Stock, StockState
from napas.domain.territory import Point, Territory, plant_tree
from napas.parameters import resolve
from napas.planning.arrays.fault import PlanningCode
from napas.planning.lines import PlaceReason
from napas.planning.make_plan import PlanStep, make_plan
from napas.planning.need import assess_needs
from napas.planning.outlook import look_ahead
from napas.planning.problem import PlanProblem
from napas.planning.sharing import SharingCode
from napas.planning.verification import NeedFault

NOW = datetime(2021, 7, 9, tzinfo=UTC)
DEFAULTS = resolve()
A_GRAM, A_KILOGRAM = 1e-6, 1e-3
DAYS = 4
LEVELS = ("province", "district", "hospital")
LAND = Country(
    code="lnd",
    name="Land",
    code_system="own",
    languages=("en",),
    levels=(
        Level(0, "country", "country"),
        Level(1, "province", "province"),
        Level(2, "district", "district"),
    ),
    tree=plant_tree(
        [
            Territory("0", "Land", 0, ""),
            Territory("1", "North", 1, "0", Point(0.0, 0.0), "big"),
            Territory("2", "South", 1, "0", Point(0.0, 2.0), "small"),
            Territory("3", "West", 1, "0", Point(0.0, -1.0), "big"),
            Territory("11", "Town", 2, "1", Point(0.0, 0.1)),
            Territory("12", "Hills", 2, "1", Point(0.5, 0.2)),
            Territory("21", "Bay", 2, "2", Point(0.0, 2.0)),
            Territory("31", "Moor", 2, "3"),
        ]
    ),
    time_zone="UTC",
    reporting_cut_h=0.0,
    currencies=(),
    gas_reference_temperature_c=15.0,
    planning_level="province",
    policies=(
        AllocationPolicy(
            "usual", tuple(Objective), 48.0, date(2021, 1, 1), None, "us", "us"
        ),
    ),
    cylinder_types=(CylinderType("6m3", "six", 40.0, 150.0, 0.995),),
)
MILL = Plant(
    "mill", "", "a", "1", Point(0.0, 0.3), 12.0, filling_t_per_day=2.0, stock_t=4.0
)
TRUCKS = (
    Vehicle("t1", VehicleKind.ISOTANK, 8.0, "mill"),
    Vehicle("t2", VehicleKind.TANKER, 6.0, "mill"),
    Vehicle("c1", VehicleKind.CYLINDER_TRUCK, 1.0, "mill"),
)
FERRY = Link(
    "ferry",
    LinkMode.FERRY,
    "pier",
    "jetty",
    100.0,
    Point(0.0, 0.5),
    Point(0.0, 1.8),
    travel_h=6.0,
    waiting_h=1.0,
    origin_landmass="big",
    target_landmass="small",
)


def ward(code: str, territory: str, beds: int, capacity_t: float) -> Facility:
    """A hospital with one tank, some cylinders, and patients as its beds have."""
    return Facility(
        code,
        code,
        territory,
        beds=beds,
        tanks=(Tank("t", capacity_t, 0.1 * capacity_t),),
        cylinders=(CylinderHolding("6m3", 20, 60),),
        pipeline_l_per_min=4_000.0,
    )


def censused(facility: Facility, imv: int, mask: int) -> Facility:
    patients = (
        PatientCount(DeviceKind.IMV, imv),
        PatientCount(DeviceKind.MASK, mask),
    )
    return replace(facility, census=Census(NOW, patients, occupied_beds=imv + mask))


HOSPITALS = (
    replace(
        censused(ward("h-town", "11", 300, 20.0), 40, 150),
        sources=(OwnSource(SourceKind.PSA, 1, 300.0),),
    ),
    ward("h-hills", "12", 200, 10.0),
    censused(ward("h-bay", "21", 150, 8.0), 20, 80),
    ward("h-moor", "31", 80, 5.0),
    Facility("fill", "", "11", FacilityKind.FILLING_STATION, filling_t_per_day=1.0),
)
PLACES = (
    Place("1", 9.0, NeedSource.REPORTED, "ministry", 400, last_share=0.6),
    Place("2", 5.0, NeedSource.REPORTED, "ministry", 150),
    Place("3", None, NeedSource.ESTIMATE),
)
PICTURE = Situation(
    "land",
    NOW,
    NOW,
    LAND,
    places=PLACES,
    facilities=HOSPITALS,
    plants=(MILL,),
    vehicles=TRUCKS,
    links=(FERRY,),
    stocks=tuple(
        Stock(code, Form.LIQUID, 3.0, NOW, "said", StockState.KNOWN)
        for code in ("h-town", "h-hills", "h-bay")
    ),
)


def planned(
    situation: Situation = PICTURE,
    level: str = "province",
    observer: Observer | None = None,
) -> Plan:
    heard = observer or Silence()
    picture = assess_needs(situation, level, DEFAULTS)
    forecast = look_ahead(
        picture,
        DEFAULTS,
        Silence(),
        first_day=NOW.date(),
        horizon_days=DAYS,
        basis=NeedBasis.NORM,
        seed=0,
    )
    problem = PlanProblem(situation, forecast, DAYS, 0.5, 0, level)
    return make_plan(problem, DEFAULTS, heard)


def lines(plan: Plan) -> dict[str, PlaceLine]:
    return {line.code: line for line in plan.provinces}


def whole(figures: Iterable[float | None]) -> float:
    return math.fsum(figure for figure in figures if figure is not None)


def short(plan: Plan, severity: Severity | None = None) -> float:
    return whole(
        part.mass_t for part in plan.shortfalls if severity in (None, part.severity)
    )


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planned()


@pytest.fixture(scope="module")
def by_level() -> dict[str, Plan]:
    return {level: planned(level=level) for level in LEVELS}


@pytest.mark.parametrize("level", LEVELS)
def test_the_figures_of_every_line_fit_together(
    level: str, by_level: dict[str, Plan]
) -> None:
    plan = by_level[level]
    every = (*plan.provinces, *plan.places)
    known = [line for line in every if line.planned_need_t_per_day is not None]
    assert known
    for line in known:
        assert line.planned_need_t_per_day is not None
        assert line.served_t_per_day is not None
        assert line.unmet_t_per_day is not None
        assert line.unmet_critical_t_per_day is not None
        assert line.planned_need_t_per_day == pytest.approx(
            line.served_t_per_day + line.unmet_t_per_day, abs=A_GRAM
        )
        assert 0.0 <= line.unmet_critical_t_per_day <= line.unmet_t_per_day + A_GRAM
        assert line.allocated_t_per_day >= 0.0
        assert (line.binding is Binding.NOTHING) == (line.unmet_t_per_day < A_KILOGRAM)


def test_lines_allocations_and_shortfalls_of_the_first_day_add_up(plan: Plan) -> None:
    told = lines(plan)
    first = [part for part in plan.allocations if part.day == 0]
    assert whole(part.mass_t for part in first) == pytest.approx(
        whole(line.allocated_t_per_day for line in told.values())
    )
    lacking = whole(part.mass_t for part in plan.shortfalls if part.day == 0)
    assert lacking == pytest.approx(
        whole(line.unmet_t_per_day for line in told.values())
    )


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_allocated_on_the_dispatched_days_is_what_travels(
    level: str, by_level: dict[str, Plan]
) -> None:
    told = by_level[level]
    net = 1.0 - DEFAULTS["tanks.transfer_loss_share"]
    days = int(DEFAULTS["allocation.sharing_days"])
    for day in range(days):
        driven = whole(
            leg.mass_t * net
            for leg in told.shipments
            if leg.day == day and leg.vehicle in ("t1", "t2")
        )
        allocated = whole(
            part.mass_t
            for part in told.allocations
            if part.day == day and part.form is Form.LIQUID
        )
        assert allocated == pytest.approx(driven)


def test_a_place_is_served_no_more_than_its_hospitals_can_be() -> None:
    """Without trucks each breathes what stands in its own tank, not its neighbour's."""
    stranded = planned(replace(PICTURE, vehicles=()), "hospital")
    pooled = planned(replace(PICTURE, vehicles=()), "province")
    assert whole(line.served_t_per_day for line in pooled.provinces) <= (
        whole(line.served_t_per_day for line in stranded.provinces) + A_KILOGRAM
    )


def test_a_place_short_of_what_no_truck_takes_says_so() -> None:
    """Trucks that are counted for their base are cut off on an island."""
    away = tuple(replace(truck, position=Point(0.0, 2.0)) for truck in TRUCKS)
    told = planned(replace(PICTURE, vehicles=away, links=()))
    assert told.shipments == ()
    said = {
        line.code: dict(reason.params)["t"]
        for line in told.provinces
        for reason in line.reasons
        if reason.code is PlaceReason.NOT_SENT
    }
    assert said["1"] == pytest.approx(
        whole(
            rest.mass_t
            for rest in told.unsent
            if rest.day == 0 and rest.target in ("h-town", "h-hills")
        )
    )
    assert lines(told)["1"].binding is Binding.FLEET


def test_provinces_gather_what_is_planned_below_them(
    by_level: dict[str, Plan],
) -> None:
    for level in ("district", "hospital"):
        plan = by_level[level]
        for figure in (
            "planned_need_t_per_day",
            "allocated_t_per_day",
            "unmet_t_per_day",
        ):
            assert whole(getattr(line, figure) for line in plan.provinces) == (
                pytest.approx(whole(getattr(line, figure) for line in plan.places))
            )


def test_levels_agree_in_the_total_of_need(by_level: dict[str, Plan]) -> None:
    totals = [
        whole(line.planned_need_t_per_day for line in by_level[level].places)
        for level in LEVELS
    ]
    assert totals == pytest.approx([14.0] * len(LEVELS))


def test_an_unknown_need_is_named_and_never_zero(by_level: dict[str, Plan]) -> None:
    for plan in by_level.values():
        west = lines(plan)["3"]
        assert west.need_t_per_day is None
        assert west.planned_need_t_per_day is None
        assert west.unmet_t_per_day is None
        assert west.served_t_per_day is None
        assert west.binding is Binding.NEED_UNKNOWN
        assert west.reasons[-1].code is Binding.NEED_UNKNOWN
        named = {f.subject for f in plan.findings if f.code is Binding.NEED_UNKNOWN}
        assert named & {"3", "31", "h-moor"}


def test_unmet_need_has_its_reason_in_words(plan: Plan) -> None:
    for line in plan.provinces:
        if line.unmet_t_per_day is not None and line.unmet_t_per_day > A_KILOGRAM:
            assert line.reasons[-1].code is line.binding


def test_the_weakest_link_is_one_of_the_links(plan: Plan) -> None:
    least = min(plan.chain.links, key=lambda link: link.t_per_day)
    assert plan.chain.binding is least.link


def test_no_vehicle_is_in_two_places_at_once(plan: Plan) -> None:
    assert plan.shipments
    legs = sorted(plan.shipments, key=lambda leg: (leg.vehicle, leg.depart))
    for one, following in pairwise(legs):
        if one.vehicle == following.vehicle:
            assert following.depart >= one.free_at


def test_the_island_is_reached_by_the_ferry_only(plan: Plan) -> None:
    def reached(told: Plan) -> float:
        return whole(leg.mass_t for leg in told.shipments if leg.target == "h-bay")

    assert reached(plan) > 0.0
    assert reached(planned(replace(PICTURE, links=()))) == 0.0


def test_the_same_picture_gives_the_same_plan(plan: Plan) -> None:
    assert planned() == plan


NO_HOSPITALS = replace(PICTURE, facilities=(), stocks=())
POORER = {
    "no vehicles": replace(PICTURE, vehicles=()),
    "no plants": replace(PICTURE, plants=()),
    "no plants and no vehicles": replace(PICTURE, plants=(), vehicles=()),
    "no facilities": NO_HOSPITALS,
    "one hospital": replace(PICTURE, facilities=HOSPITALS[:1]),
    "nothing at all": replace(NO_HOSPITALS, plants=(), vehicles=(), links=()),
    "only a place": replace(NO_HOSPITALS, places=PLACES[:1], plants=(), vehicles=()),
    "all unknown": replace(
        PICTURE,
        places=tuple(
            Place(code, None, NeedSource.ESTIMATE) for code in ("1", "2", "3")
        ),
    ),
    "no tanks": replace(
        PICTURE, facilities=tuple(replace(one, tanks=()) for one in HOSPITALS[:4])
    ),
    "no cylinders": replace(
        PICTURE, facilities=tuple(replace(one, cylinders=()) for one in HOSPITALS[:4])
    ),
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("lacking", POORER)
def test_a_poor_picture_gives_a_plan_with_shortfalls_and_reasons(
    lacking: str, level: str
) -> None:
    told = planned(POORER[lacking], level)
    for line in (*told.provinces, *told.places):
        assert line.reasons
        if line.unmet_t_per_day is not None and line.unmet_t_per_day > A_KILOGRAM:
            assert line.binding not in (Binding.NOTHING, Binding.NEED_UNKNOWN)
    assert all(math.isfinite(part.mass_t) for part in told.shortfalls)
    if lacking == "all unknown":
        assert {line.binding for line in told.places} == {Binding.NEED_UNKNOWN}
        assert told.allocations == ()
        assert told.shortfalls == ()


def test_without_vehicles_the_fleet_is_said_to_be_missing() -> None:
    told = planned(POORER["no vehicles"])
    assert PlanningCode.NO_VEHICLES in {fault.code for fault in told.findings}
    assert told.shipments == ()
    assert short(told) > short(planned())


def test_a_place_without_known_hospitals_is_still_brought_oxygen() -> None:
    told = planned(NO_HOSPITALS)
    targets = {leg.target for leg in told.shipments}
    assert "1" in targets
    assert SharingCode.NO_ROOM not in {fault.code for fault in told.findings}


def test_stations_alone_give_a_plan_of_their_places() -> None:
    told = planned(replace(PICTURE, facilities=HOSPITALS[-1:], stocks=()))
    assert lines(told)["1"].planned_need_t_per_day == pytest.approx(9.0)


def test_a_hospital_of_which_nobody_knows_where_it_stands_gets_no_truck() -> None:
    nowhere = Territory("4", "Isles", 1, "0", None, "isles")
    country = replace(LAND, tree=plant_tree([*LAND.tree.territories, nowhere]))
    lost = censused(ward("h-lost", "4", 50, 5.0), 5, 20)
    told = planned(
        replace(PICTURE, country=country, facilities=(*HOSPITALS, lost)), "hospital"
    )
    line = next(line for line in told.places if line.code == "h-lost")
    assert line.binding is Binding.NO_ROUTE
    assert "h-lost" not in {leg.target for leg in told.shipments}


def test_a_facility_outside_the_country_has_no_place() -> None:
    lost = Facility("lost", "", "99", FacilityKind.CYLINDER_BANK)
    told = planned(replace(PICTURE, facilities=(*PICTURE.facilities, lost)))
    assert PlanningCode.FACILITY_HOMELESS in {fault.code for fault in told.findings}


def test_more_supply_never_leaves_more_unmet() -> None:
    unmet: list[tuple[float, float]] = []
    for offered in (0.0, 4.0, 8.0, 16.0, 32.0):
        told = planned(
            replace(PICTURE, plants=(replace(MILL, offered_t_per_day=offered),))
        )
        unmet.append((short(told, Severity.CRITICAL), short(told)))
    for less, more in pairwise(unmet):
        assert more[0] <= less[0] + A_KILOGRAM
        assert more[1] <= less[1] + A_KILOGRAM
    assert unmet[-1][1] < unmet[0][1]


def test_overstating_a_report_never_raises_a_share_beyond_its_bound() -> None:
    bound = next(
        need.bound_t_per_day
        for need in assess_needs(overstated(1e6), "province", DEFAULTS).provinces
        if need.code == "1"
    )
    assert bound is not None
    honest = planned(overstated(bound))
    for factor in (1.5, 10.0, 1000.0):
        greedy = planned(overstated(bound * factor))
        mine = lines(greedy)["1"]
        assert mine.planned_need_t_per_day == pytest.approx(bound)
        assert mine.allocated_t_per_day == pytest.approx(
            lines(honest)["1"].allocated_t_per_day
        )
        assert greedy.shipments == honest.shipments
        assert NeedFault.ABOVE_PHYSICAL_BOUND in {f.code for f in greedy.findings}


def overstated(need_t_per_day: float) -> Situation:
    greedy = replace(PLACES[0], need_t_per_day=need_t_per_day)
    return replace(PICTURE, places=(greedy, *PLACES[1:]))


class Impatient:
    """Asks to stop at once, or when it hears a step."""

    def __init__(self, step: str | None = None) -> None:
        self.step = step
        self.stopping = step is None

    def report(self, fraction: float, message: str) -> None:
        assert 0.0 <= fraction <= 1.0
        self.stopping = self.stopping or message == self.step

    def should_stop(self) -> bool:
        return self.stopping


@pytest.mark.parametrize("step", [None, PlanStep.DISPATCHING])
def test_a_stopped_plan_is_marked_and_still_a_plan(step: str | None) -> None:
    told = planned(observer=Impatient(step))
    assert told.stopped
    assert Binding.UNEXPLAINED in {at.binding for at in told.places}
    assert told.shipments == ()
    assert len(told.provinces) == len(LAND.tree.at_level(1))
    assert told.shortfalls


def test_a_plan_that_was_let_run_is_not_marked_stopped(plan: Plan) -> None:
    assert not plan.stopped
    assert plan.parameters_hash == DEFAULTS.hash
    assert plan.policy == "usual"
