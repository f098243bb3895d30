"""What the answer hangs on: assumptions moved to their ends, need and hours again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.assumption import Assumption, AssumptionRule
from napas.domain.country import (
    AllocationPolicy,
    Country,
    CylinderType,
    Level,
    Objective,
)
from napas.domain.need import DeviceKind, NeedSource, PatientCount, PatientGroup
from napas.domain.network import (
    Census,
    CylinderHolding,
    Facility,
    FacilityKind,
    Form,
    Plant,
    Tank,
    Vehicle,
    VehicleKind,
)
from napas.domain.plan import Binding, PlaceLine, Plan
from napas.domain.situation import Place, Situation, Stock, StockState
from napas.domain.territory import Point, Territory, plant_tree
from napas.parameters import Layer, resolve
from napas.planning.hours_left import hours_left
from napas.planning.need import assess_needs, scaled_needs
from napas.planning.reckoning import Outcome, Reckoner, counted_need
from napas.planning.sensitivity import plan_ends, unmet_of
from napas.planning.variation import End, Variant, vary
from napas.planning.weighing import LARGEST_SHOWN, weigh

NOW = datetime(2021, 7, 10, 5, tzinfo=UTC)
PARAMETERS = resolve()
POLICY = AllocationPolicy(
    "usual", (Objective.COST,), 48.0, date(2020, 1, 1), None, "", ""
)
LAND = Country(
    code="lnd",
    name="Land",
    code_system="own",
    languages=("en",),
    levels=(Level(0, "country", "country"), Level(1, "part", "part")),
    tree=plant_tree(
        [
            Territory("0", "Land", 0, ""),
            Territory("1", "North", 1, "0", Point(0, 0), "big"),
            Territory("2", "South", 1, "0", Point(0, 2), "big"),
        ]
    ),
    time_zone="UTC",
    reporting_cut_h=0.0,
    currencies=(),
    gas_reference_temperature_c=15.0,
    planning_level="part",
    cylinder_types=(CylinderType("6m3", "six", 40.0, 150.0, 0.995),),
    policies=(POLICY,),
)
BEDS = Facility("beds", "Beds", "1", beds=200, tanks=(Tank("T1", 10.0, 2.0),))
COUNTED = Facility(
    "counted",
    "Counted",
    "2",
    beds=100,
    cylinders=(CylinderHolding("6m3", 40, 10),),
    census=Census(
        NOW,
        (PatientCount(DeviceKind.CANNULA, 30), PatientCount(DeviceKind.IMV, 5)),
        occupied_beds=60,
    ),
)
DEPOT = Facility("depot", "Depot", "1", FacilityKind.FILLING_STATION)
LIQUID = Stock("beds", Form.LIQUID, 4.0, NOW, "", StockState.KNOWN, "T1")
FULL = Stock("counted", Form.CYLINDER, 0.35, NOW, "", StockState.KNOWN)
MILL = Plant("mill", "Mill", "a", "1", Point(0, 0.1), 60.0)
TRUCK = Vehicle("truck", VehicleKind.ISOTANK, 18.0, "mill")
PICTURE = Situation(
    name="small",
    as_of=NOW,
    known_at=NOW,
    country=LAND,
    facilities=(BEDS, COUNTED, DEPOT),
    plants=(MILL,),
    vehicles=(TRUCK,),
    stocks=(LIQUID, FULL),
)
BASE = Variant(PICTURE, PARAMETERS)


def figure(
    rule: AssumptionRule, subject: str, value: float, low: float, high: float
) -> Assumption:
    return Assumption(subject, "x", value, "", rule, low, high, "test")


HEEL = figure(AssumptionRule.HEEL, "beds", 2.0, 1.0, 2.5)
TANK = figure(AssumptionRule.TANK, "beds", 10.0, 5.0, 20.0)
SHARE = figure(AssumptionRule.PATIENTS, "beds", 0.25, 0.15, 0.405)
BEDS_IN_USE = figure(AssumptionRule.OCCUPANCY, "beds", 1.0, 0.4, 1.0)
MIX = figure(AssumptionRule.DEVICES, "counted", 0.135, 0.089, 0.2)
AGE = figure(AssumptionRule.REPORT_TIME, "beds", 0.0, 0.0, 24.0)
GAUGE = figure(AssumptionRule.GAUGE, "beds", 0.4, 0.37, 0.4)
DENSE = figure(AssumptionRule.DENSITY, "beds", 4.0, 3.4, 4.0)
EMPTY = figure(AssumptionRule.EMPTIES, "counted", 10.0, 0.0, 60.0)
SITE = figure(AssumptionRule.SITE, "beds", 0.0, 0.0, 150.0)
ROADS = figure(AssumptionRule.DISTANCE, "", 1.15, 1.06, 1.23)
OFFER = figure(AssumptionRule.OFFER, "mill", 60.0, 0.0, 80.0)
FLEET = figure(AssumptionRule.FLEET, "", 1.0, 0.0, 1.0)
EVERY = (
    *(HEEL, TANK, SHARE, BEDS_IN_USE, MIX, AGE, GAUGE, DENSE),
    *(EMPTY, SITE, ROADS, OFFER, FLEET),
)


def moved(rule: AssumptionRule, end: End, *figures: Assumption) -> Variant:
    variant = vary(BASE, figures or EVERY, rule, end)
    assert variant is not None
    return variant


def facility(variant: Variant, code: str) -> Facility:
    return next(each for each in variant.situation.facilities if each.code == code)


def test_reckoning_agrees_with_the_assessment_of_needs() -> None:
    needs = {
        each.code: each for each in assess_needs(PICTURE, "part", PARAMETERS).facilities
    }
    outcomes = Reckoner.of(PICTURE).outcomes(BASE)

    assert set(outcomes) == {"beds", "counted"}
    for code, outcome in outcomes.items():
        assert outcome.need_t_per_day == pytest.approx(needs[code].norm_t_per_day)


def test_it_agrees_with_the_hours_of_the_plan_up_to_the_reserve() -> None:
    needs = assess_needs(PICTURE, "part", PARAMETERS)
    hours = {
        each.facility: each.cover_h for each in hours_left(PICTURE, needs, PARAMETERS)
    }
    outcomes = Reckoner.of(PICTURE).outcomes(BASE)

    for code, outcome in outcomes.items():
        told = hours[code]
        assert told is not None
        assert outcome.cover_h == pytest.approx(min(48.0, told))
        assert outcome.mean_cover_h == outcome.cover_h
        assert outcome.stores == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from(DeviceKind),
            st.sampled_from(PatientGroup),
            st.integers(0, 200),
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda line: line[:2],
    ),
    st.one_of(st.none(), st.integers(0, 500)),
)
def test_need_is_a_sum_over_patients(
    lines: list[tuple[DeviceKind, PatientGroup, int]], occupied: int | None
) -> None:
    patients = tuple(PatientCount(device, n, group) for device, group, n in lines)
    census = Census(NOW, patients, occupied_beds=occupied)
    picture = replace(PICTURE, facilities=(replace(COUNTED, census=census),))
    (need,) = assess_needs(picture, "part", PARAMETERS).facilities
    outcome = Reckoner.of(picture).outcomes(Variant(picture, PARAMETERS))["counted"]

    assert outcome.need_t_per_day == pytest.approx(need.norm_t_per_day, rel=1e-9)


def test_a_hospital_of_which_nothing_is_known_counts_nothing() -> None:
    picture = replace(PICTURE, facilities=(replace(BEDS, beds=None),), stocks=())
    outcome = Reckoner.of(picture).outcomes(Variant(picture, PARAMETERS))["beds"]

    assert outcome == Outcome()
    assert outcome.mean_cover_h is None


@pytest.mark.parametrize(
    "places",
    [
        (Place("1", 3.0, NeedSource.REPORTED),),
        (Place("1", None, NeedSource.ESTIMATE),),
        (Place("0", 3.0, NeedSource.REPORTED),),
    ],
    ids=["said", "said to be unknown", "said of the country"],
)
def test_need_that_is_said_of_a_place_does_not_hang_on_its_hospitals(
    places: tuple[Place, ...],
) -> None:
    assert "beds" not in Reckoner.of(replace(PICTURE, places=places)).counted


def test_need_that_a_hospital_reports_does_not_hang_on_norms() -> None:
    told = replace(COUNTED, census=Census(NOW, reported_need_t_per_day=1.0))
    picture = replace(PICTURE, facilities=(BEDS, told))

    reckoner = Reckoner.of(picture)
    alone = replace(PICTURE, facilities=(BEDS,))

    assert reckoner.counted == {"beds"}
    assert counted_need(picture, reckoner, PARAMETERS) == counted_need(
        alone, Reckoner.of(alone), PARAMETERS
    )


def test_a_hospital_in_no_known_territory_does_not_count() -> None:
    lost = replace(BEDS, territory="99")

    assert Reckoner.of(replace(PICTURE, facilities=(lost,))).counted == frozenset()


def test_beds_in_use_follow_the_province_where_it_tells() -> None:
    place = Place("1", None, NeedSource.ESTIMATE, bed_occupancy_share=0.5)
    picture = replace(PICTURE, places=(place,))

    assert Reckoner.of(picture).around == {"beds": 0.5, "counted": None}


def test_the_need_of_all_has_the_range_of_its_flows() -> None:
    need = counted_need(PICTURE, Reckoner.of(PICTURE), PARAMETERS)
    outcomes = Reckoner.of(PICTURE).outcomes(BASE).values()

    assert need.value == pytest.approx(sum(each.need_t_per_day for each in outcomes))
    assert need.low < need.value < need.high


def test_without_hospitals_that_count_there_is_no_need_to_assume() -> None:
    picture = replace(PICTURE, facilities=(replace(BEDS, beds=None), DEPOT))
    weights = weigh(picture, (), PARAMETERS)

    assert weights.rules == ()
    assert weights.assumptions == ()


def test_a_heel_moves_and_never_above_its_tank() -> None:
    wide = figure(AssumptionRule.HEEL, "beds", 2.0, 1.0, 20.0)

    assert facility(moved(AssumptionRule.HEEL, End.LOW), "beds").tanks[0].heel_t == 1.0
    high = moved(AssumptionRule.HEEL, End.HIGH, wide)
    assert facility(high, "beds").tanks[0].heel_t == 10.0


def test_an_assumed_tank_takes_its_usual_heel_along() -> None:
    tank = facility(moved(AssumptionRule.TANK, End.HIGH), "beds").tanks[0]

    assert (tank.capacity_t, tank.heel_t) == (20.0, 4.0)


def test_a_heel_that_was_told_stays() -> None:
    tank = facility(moved(AssumptionRule.TANK, End.LOW, TANK), "beds").tanks[0]

    assert (tank.capacity_t, tank.heel_t) == (5.0, 2.0)


def test_devices_move_and_no_patient_is_lost() -> None:
    for end in End:
        census = facility(moved(AssumptionRule.DEVICES, end), "counted").census
        assert census is not None
        assert sum(line.patients for line in census.patients) == 35
        assert census.occupied_beds == 60


def test_beds_in_use_move_as_a_report_would_tell_them() -> None:
    census = facility(moved(AssumptionRule.OCCUPANCY, End.LOW), "beds").census

    assert census == Census(NOW, occupied_beds=80)


def test_empty_cylinders_move_on_the_first_of_them() -> None:
    held = facility(moved(AssumptionRule.EMPTIES, End.HIGH), "counted").cylinders

    assert held == (CylinderHolding("6m3", 40, 60),)


def test_reports_grow_older_and_undated_ones_stay() -> None:
    undated = replace(FULL, holder="beds", as_of=None)
    base = Variant(replace(PICTURE, stocks=(LIQUID, undated, FULL)), PARAMETERS)
    older = vary(base, (AGE,), AssumptionRule.REPORT_TIME, End.HIGH)

    assert older is not None
    assert [stock.as_of for stock in older.situation.stocks] == [
        NOW - timedelta(hours=24),
        None,
        NOW,
    ]


@pytest.mark.parametrize(
    ("rule", "mass_t"), [(AssumptionRule.GAUGE, 3.7), (AssumptionRule.DENSITY, 3.4)]
)
def test_liquid_moves_and_cylinders_do_not(rule: AssumptionRule, mass_t: float) -> None:
    unknown = replace(LIQUID, tank="T2", mass_t=None, state=StockState.UNKNOWN)
    cylinders = replace(FULL, holder="beds")
    base = Variant(replace(PICTURE, stocks=(LIQUID, unknown, cylinders)), PARAMETERS)
    variant = vary(base, EVERY, rule, End.LOW)

    assert variant is not None
    assert [stock.mass_t for stock in variant.situation.stocks] == [
        pytest.approx(mass_t),
        None,
        0.35,
    ]


def test_offers_and_the_fleet_move() -> None:
    other = replace(MILL, code="other")
    base = Variant(replace(PICTURE, plants=(MILL, other)), PARAMETERS)
    variant = vary(base, (OFFER,), AssumptionRule.OFFER, End.LOW)

    assert variant is not None
    assert [plant.offered_t_per_day for plant in variant.situation.plants] == [0, 60]
    assert moved(AssumptionRule.FLEET, End.LOW).situation.vehicles == ()
    assert moved(AssumptionRule.FLEET, End.HIGH).situation.vehicles == (TRUCK,)


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (AssumptionRule.DISTANCE, "roads.detour_factor"),
        (AssumptionRule.PATIENTS, "mix.covid_bed_share"),
    ],
)
def test_some_rules_are_moved_by_their_parameter(
    rule: AssumptionRule, name: str
) -> None:
    known = PARAMETERS.parameter(name)

    assert moved(rule, End.LOW).parameters[name] == known.low
    assert moved(rule, End.HIGH).parameters[name] == known.high


def test_a_place_on_the_map_cannot_be_moved_without_a_direction() -> None:
    assert vary(BASE, EVERY, AssumptionRule.SITE, End.LOW) is None


def test_a_figure_of_nothing_is_not_multiplied() -> None:
    nothing = figure(AssumptionRule.GAUGE, "beds", 0.0, 0.0, 0.0)

    assert moved(AssumptionRule.GAUGE, End.LOW, nothing).situation == PICTURE


def test_what_decides_most_comes_first() -> None:
    weights = weigh(PICTURE, EVERY, PARAMETERS)
    swings = [rule.swing_share for rule in weights.rules]

    assert swings == sorted(swings, reverse=True)
    assert {rule.rule for rule in weights.rules} == {
        *(each.rule for each in EVERY),
        AssumptionRule.NEED,
    }
    assert len(weights.assumptions) == len(EVERY) + 1


def test_only_the_plan_depends_on_some_rules() -> None:
    weights = {rule.rule: rule for rule in weigh(PICTURE, EVERY, PARAMETERS).rules}

    for rule in (AssumptionRule.SITE, AssumptionRule.FLEET, AssumptionRule.DISTANCE):
        assert weights[rule].low is None
        assert weights[rule].swing_share == 0.0


def test_one_figure_is_weighed_by_what_it_does_to_its_hospital() -> None:
    weights = weigh(PICTURE, (TANK, HEEL, MIX), PARAMETERS)
    tank = next(each for each in weights.largest if each.assumption is TANK)

    assert tank.high.cover_h < tank.base.cover_h <= tank.low.cover_h
    assert tank.swing_share == pytest.approx(
        (tank.low.cover_h - tank.high.cover_h) / weights.base.cover_h
    )


def test_a_whole_rule_is_the_sum_of_its_figures() -> None:
    other = replace(BEDS, code="other")
    picture = replace(
        PICTURE,
        facilities=(BEDS, other, COUNTED),
        stocks=(LIQUID, replace(LIQUID, holder="other"), FULL),
    )
    both = (TANK, replace(TANK, subject="other"))
    weights = weigh(picture, (*both, HEEL, replace(HEEL, subject="other")), PARAMETERS)
    rule = next(each for each in weights.rules if each.rule is AssumptionRule.TANK)

    assert rule.count == 2
    assert rule.high is not None
    fall = sum(
        each.base.cover_h - each.high.cover_h
        for each in weights.largest
        if each.assumption.rule is AssumptionRule.TANK
    )
    assert fall > 0
    assert weights.base.cover_h - rule.high.cover_h == pytest.approx(fall)
    assert rule.high.need_t_per_day == pytest.approx(weights.base.need_t_per_day)


def test_only_so_many_single_figures_are_named() -> None:
    hospitals = tuple(replace(BEDS, code=f"h{at}") for at in range(30))
    picture = replace(PICTURE, facilities=hospitals, stocks=())
    figures = [replace(SHARE, subject=each.code) for each in hospitals]

    assert len(weigh(picture, figures, PARAMETERS).largest) == LARGEST_SHOWN


def test_a_figure_of_something_that_is_gone_weighs_nothing() -> None:
    gone = replace(HEEL, subject="gone")
    weights = weigh(PICTURE, (gone,), PARAMETERS)
    rule = next(each for each in weights.rules if each.rule is AssumptionRule.HEEL)

    assert rule.swing_share == 0.0
    assert weights.largest == ()


def line(unmet_t: float | None, critical_t: float | None) -> PlaceLine:
    return PlaceLine(
        code="1",
        name="North",
        level="part",
        need_t_per_day=1.0,
        need_source=NeedSource.ESTIMATE,
        verified_need_t_per_day=1.0,
        measured_use_t_per_day=None,
        planned_need_t_per_day=1.0,
        allocated_t_per_day=0.0,
        unmet_t_per_day=unmet_t,
        unmet_critical_t_per_day=critical_t,
        binding=Binding.PRODUCTION,
    )


class Planned:
    """Stands for a plan: how much is unmet follows from what it was made of."""

    def __init__(self, unmet_t: float) -> None:
        self.provinces = (line(unmet_t, unmet_t / 2), line(None, None))


def plan(variant: Variant, need_factor: float) -> Plan:
    tanks = facility(variant, "beds").tanks[0].capacity_t
    trucks = len(variant.situation.vehicles)
    return Planned(tanks * need_factor * (2 - trucks))  # type: ignore[return-value] # enough of one


def test_unknown_lacks_count_nothing() -> None:
    unmet = unmet_of(plan(BASE, 1.0))

    assert (unmet.unmet_t_per_day, unmet.unmet_critical_t_per_day) == (10.0, 5.0)


def test_plans_are_made_anew_at_both_ends_of_the_weightiest() -> None:
    weights = weigh(PICTURE, EVERY, PARAMETERS)
    ends = {each.rule: each for each in plan_ends(BASE, weights, plan)}

    assert len(ends) == 5
    assert AssumptionRule.SITE not in ends
    need = next(each for each in weights.assumptions if each.rule == "assumed-need")
    assert ends[AssumptionRule.NEED].low.unmet_t_per_day == pytest.approx(
        10.0 * need.low / need.value
    )
    movable = [rule for rule in ends if rule in {"assumed-empties", "assumed-distance"}]
    assert len(movable) == 2


def test_the_weight_of_supply_is_found_by_planning() -> None:
    weights = weigh(PICTURE, (FLEET, SITE), PARAMETERS)
    ends = {each.rule: each for each in plan_ends(BASE, weights, plan)}

    assert ends[AssumptionRule.FLEET].low.unmet_t_per_day == 20.0
    assert ends[AssumptionRule.FLEET].high.unmet_t_per_day == 10.0


def test_need_that_was_reported_is_not_scaled() -> None:
    told = replace(COUNTED, census=Census(NOW, reported_need_t_per_day=0.5))
    picture = replace(
        PICTURE, facilities=(BEDS, told, replace(BEDS, code="x", beds=None))
    )
    needs = assess_needs(picture, "part", PARAMETERS)
    scaled = scaled_needs(needs, 2.0)

    for before, after in zip(needs.facilities, scaled.facilities, strict=True):
        told_t, moved_t = before.verified_t_per_day, after.verified_t_per_day
        reported = before.source is NeedSource.REPORTED
        if told_t is None or reported:
            assert moved_t == told_t
        else:
            assert moved_t == pytest.approx(2 * told_t)


def test_parameters_that_were_set_are_moved_too() -> None:
    layer = Layer("test", (("roads.detour_factor", 1.2),))
    base = Variant(PICTURE, resolve((layer,)))
    variant = vary(base, EVERY, AssumptionRule.DISTANCE, End.LOW)

    assert variant is not None
    assert variant.parameters["roads.detour_factor"] == 1.06
