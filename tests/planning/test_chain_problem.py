"""What the chain is made of, drawn from a small country."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from napas.domain.country import Country, CylinderType, Level
from napas.domain.network import (
    CylinderHolding,
    Facility,
    Form,
    OwnSource,
    Plant,
    SourceKind,
    Tank,
    Vehicle,
    VehicleKind,
)
from napas.domain.plan import Allocation, ChainLink
from napas.domain.situation import Event, EventKind, Situation
from napas.domain.territory import Point, Territory, plant_tree
from napas.parameters import resolve
from napas.planning.chain import assess_chain
from napas.planning.chain_problem import (
    FormShares,
    PlannedFlows,
    chain_of,
)
from napas.planning.throughput import turnaround_of_way_h
from napas.planning.travel import Site, draw_atlas
from napas.planning.yields import cylinder_usable_t

DEFAULTS = resolve()
NOW = datetime(2021, 7, 9, tzinfo=UTC)
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
            Territory("1", "North", 1, "0"),
            Territory("2", "South", 1, "0"),
        ]
    ),
    time_zone="UTC",
    reporting_cut_h=0.0,
    currencies=(),
    gas_reference_temperature_c=15.0,
    planning_level="part",
    cylinder_types=(SIX,),
)
MILL = Plant("mill", "", "a", "1", Point(0.0, 0.0), 100.0, filling_t_per_day=20.0)
FORGE = Plant("forge", "", "b", "2", Point(0.0, 5.0), None)
PORT = Plant("port", "", "c", "1", Point(0.0, 1.0), None, imports=True)
TRUCK = Vehicle("t1", VehicleKind.ISOTANK, 20.0, "mill")
FLATBED = Vehicle("c1", VehicleKind.CYLINDER_TRUCK, 1.0, "mill")
HOUSE = Facility(
    "house",
    "",
    "1",
    tanks=(Tank("t1", 10.0, 2.0), Tank("t2", 5.0, 1.0)),
    cylinders=(CylinderHolding("6m3", 10, 20), CylinderHolding("?", 1, 1)),
    pipeline_l_per_min=1_500.0,
    filling_t_per_day=5.0,
    receiving_h_per_day=12.0,
)
HUT = Facility("hut", "", "2", sources=(OwnSource(SourceKind.PSA, 1, 300.0),))
TENT = Facility("tent", "", "2", sources=(OwnSource(SourceKind.CONCENTRATOR, 9, 5.0),))
PICTURE = Situation(
    "test",
    NOW,
    NOW,
    LAND,
    facilities=(HOUSE, HUT, TENT),
    plants=(MILL, FORGE, PORT),
    vehicles=(TRUCK, replace(TRUCK, code="t2", payload_t=10.0), FLATBED),
)
SITES = {
    code: Site(code, Point(0.0, longitude_deg), mass)
    for code, longitude_deg, mass in (
        ("mill", 0.0, "big"),
        ("1", 1.0, "big"),
        ("2", 3.0, "big"),
        ("island", 4.0, "small"),
    )
}
ATLAS = draw_atlas((), DEFAULTS)


def flows(*allocations: Allocation, horizon_days: int = 10) -> PlannedFlows:
    return PlannedFlows(allocations, SITES, ATLAS, horizon_days)


def given(place: str, mass_t: float, form: Form = Form.LIQUID) -> Allocation:
    return Allocation(0, "mill", place, form, mass_t)


def event(
    kind: EventKind, subject: str, begins_h: float, ends_h: float | None
) -> Event:
    return Event(
        "e",
        kind,
        subject,
        NOW + timedelta(hours=begins_h),
        None if ends_h is None else NOW + timedelta(hours=ends_h),
        known_at=NOW,
    )


def made(*events: Event, horizon_days: int = 10) -> tuple[float, float, float]:
    """What is offered, lost to outages and lost to power cuts."""
    asked = chain_of(
        replace(PICTURE, events=events), flows(horizon_days=horizon_days), DEFAULTS
    )
    production = asked.production
    return (
        production.offered_t_per_day,
        production.lost_t_per_day,
        production.dark_t_per_day,
    )


def test_offers_that_nobody_knows_are_counted_and_not_taken_as_zero() -> None:
    production = chain_of(PICTURE, flows(), DEFAULTS).production
    assert production.offered_t_per_day == 100.0
    assert (production.known, production.unknown) == (1, 1)


def test_a_port_gives_what_arrives_within_the_horizon() -> None:
    ships = [
        replace(event(EventKind.IMPORT_ARRIVAL, "port", hour, hour), mass_t=mass_t)
        for hour, mass_t in ((-1.0, 1.0), (0.0, 200.0), (30.0, 300.0), (240.0, 5.0))
    ]
    unknown = replace(ships[1], mass_t=None)
    picture = replace(PICTURE, events=(*ships, unknown))
    arriving = chain_of(picture, flows(), DEFAULTS).production.arriving_t_per_day
    assert arriving == pytest.approx(50.0)


def test_an_outage_loses_its_share_of_the_horizon() -> None:
    out = event(EventKind.PLANT_OUTAGE, "mill", -5.0, 14.0)
    assert made(replace(out, restart_h=10.0)) == pytest.approx((100.0, 10.0, 0.0))


def test_an_outage_without_end_lasts() -> None:
    out = event(EventKind.PLANT_OUTAGE, "mill", 120.0, None)
    assert made(out) == pytest.approx((100.0, 50.0, 0.0))


@pytest.mark.parametrize("subject", ["mill", "1", "0"])
def test_a_power_cut_strikes_a_plant_or_the_territory_around_it(subject: str) -> None:
    cut = event(EventKind.POWER_CUT, subject, 0.0, 12.0)
    assert made(cut) == pytest.approx((100.0, 0.0, 10.0))


def test_a_power_cut_elsewhere_loses_nothing() -> None:
    assert made(event(EventKind.POWER_CUT, "2", 0.0, 12.0)) == (100.0, 0.0, 0.0)


def test_a_plant_whose_territory_is_not_in_the_tree_is_struck_by_its_own_name() -> None:
    stray = replace(MILL, territory="nowhere")
    cut = event(EventKind.POWER_CUT, "mill", 0.0, 12.0)
    picture = replace(PICTURE, plants=(stray,), events=(cut,))
    dark = chain_of(picture, flows(), DEFAULTS).production.dark_t_per_day
    assert dark == pytest.approx(10.0)


def test_hours_that_an_outage_takes_are_not_lost_again_to_a_cut() -> None:
    out = event(EventKind.PLANT_OUTAGE, "mill", 0.0, 24.0)
    cut = event(EventKind.POWER_CUT, "mill", 12.0, 24.0)
    over = event(EventKind.PLANT_OUTAGE, "mill", 6.0, 12.0)
    assert made(out, cut, over) == pytest.approx((100.0, 10.0, 5.0))


def test_a_restart_adds_to_the_offer_from_its_day() -> None:
    start = replace(event(EventKind.PLANT_RESTART, "forge", 120.0, None), mass_t=60.0)
    picture = replace(PICTURE, events=(start,))
    production = chain_of(picture, flows(), DEFAULTS).production
    assert production.offered_t_per_day == pytest.approx(130.0)
    assert (production.known, production.unknown) == (2, 0)


def test_a_restart_without_a_figure_leaves_the_offer_unknown() -> None:
    start = event(EventKind.PLANT_RESTART, "forge", 0.0, None)
    production = chain_of(
        replace(PICTURE, events=(start,)), flows(), DEFAULTS
    ).production
    assert production.unknown == 1


def test_all_who_fill_cylinders_count() -> None:
    asked = chain_of(PICTURE, flows(), DEFAULTS)
    assert (asked.filling_t_per_day, asked.fillers) == (25.0, 2)


def test_the_round_of_the_fleet_is_the_mean_by_mass_of_what_is_planned() -> None:
    asked = chain_of(PICTURE, flows(given("1", 30.0), given("2", 10.0)), DEFAULTS)
    degree_km = 111.195 * 1.15
    near_h = turnaround_of_way_h(degree_km, 0.0, DEFAULTS)
    far_h = turnaround_of_way_h(3 * degree_km, 0.0, DEFAULTS)
    assert asked.fleet.turnaround_h == pytest.approx(
        (30 * near_h + 10 * far_h) / 40, rel=1e-4
    )
    assert (asked.fleet.vehicles, asked.fleet.payload_t) == (2, 15.0)
    assert asked.fleet.routed_t == 40.0


def test_only_liquid_that_a_truck_can_bring_is_in_the_round() -> None:
    asked = chain_of(
        PICTURE,
        flows(
            given("1", 30.0),
            given("island", 9.0),
            given("nowhere", 9.0),
            given("mill", 9.0),
            given("1", 9.0, Form.CYLINDER),
        ),
        DEFAULTS,
    )
    assert asked.fleet.routed_t == 30.0


def test_without_flows_or_vehicles_the_round_is_not_known() -> None:
    asked = chain_of(replace(PICTURE, vehicles=()), flows(), DEFAULTS)
    assert asked.fleet.turnaround_h is None
    assert (asked.fleet.vehicles, asked.fleet.payload_t) == (0, 0.0)


def test_shares_follow_what_is_planned() -> None:
    asked = chain_of(
        PICTURE,
        flows(
            given("1", 6.0),
            given("1", 2.0, Form.CYLINDER),
            given("1", 1.0, Form.ON_SITE),
            given("1", 1.0, Form.LOW_FLOW),
        ),
        DEFAULTS,
    )
    assert asked.shares == FormShares(0.6, 0.2, 0.1, 0.1, planned=True)
    assert asked.shares.delivered == pytest.approx(0.8)
    assert asked.shares.piped == pytest.approx(0.7)


def test_shares_are_assumed_where_nothing_is_planned() -> None:
    shares = chain_of(PICTURE, flows(), DEFAULTS).shares
    assert not shares.planned
    assert shares.cylinder == DEFAULTS["chain.cylinder_share"]


def test_cylinders_of_an_unknown_type_are_counted_apart() -> None:
    cylinders = chain_of(PICTURE, flows(), DEFAULTS).cylinders
    assert (cylinders.pieces, cylinders.unknown) == (30, 2)
    assert cylinders.content_t == pytest.approx(cylinder_usable_t(SIX, DEFAULTS))
    bare = chain_of(replace(PICTURE, facilities=()), flows(), DEFAULTS).cylinders
    assert (bare.pieces, bare.content_t) == (0, 0.0)


def test_tanks_of_one_house_share_its_door() -> None:
    (door,) = chain_of(PICTURE, flows(), DEFAULTS).doors
    assert door.room_t == pytest.approx(15.0 * 0.95 - 3.0)
    assert door.receiving_h_per_day == 12.0


def test_lines_count_where_a_tank_or_a_plant_on_site_feeds_them() -> None:
    lines = chain_of(PICTURE, flows(), DEFAULTS).pipelines
    assert (lines.flow_l_per_min, lines.known, lines.unknown) == (1_500.0, 1, 1)


def test_a_horizon_of_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="horizon"):
        flows(horizon_days=0)


def test_a_small_country_has_a_weakest_link() -> None:
    asked = chain_of(PICTURE, flows(given("1", 30.0)), DEFAULTS)
    assert assess_chain(asked, DEFAULTS).binding is ChainLink.PIPELINE
