"""A small country with a plan that shows every state a reader can meet."""

from datetime import UTC, date, datetime, timedelta

import pytest

from napas.domain.claim import Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.country import AllocationPolicy, Country, Level, Objective
from napas.domain.finding import Grade, Spot, find
from napas.domain.headline import headline
from napas.domain.need import NeedBasis, NeedSource, Severity, Span
from napas.domain.network import Facility, Form, Plant
from napas.domain.plan import (
    Allocation,
    Binding,
    Chain,
    ChainCapacity,
    ChainLink,
    Cover,
    PlaceLine,
    Plan,
    RuleShare,
    Shipment,
    Shortfall,
    Unsent,
    Worth,
    because,
)
from napas.domain.situation import Place, Situation, StockState
from napas.domain.territory import Point, Territory, plant_tree
from napas.reports.plan_view import PlanView

NOW = datetime(2021, 7, 10, 5, tzinfo=UTC)


def claim(code: str, kind: ClaimKind, metric: Metric, value: float, unit: str) -> Claim:
    return Claim(
        code=code,
        kind=kind,
        metric=metric,
        value=value,
        unit=unit,
        scope="X",
        as_of=NOW - timedelta(days=2),
        known_at=NOW - timedelta(days=2),
        source="gazette <1>",
        status=ClaimStatus.CHOSEN,
        part_of="" if metric is not Metric.PRODUCTION else "total",
    )


CLAIMS = (
    claim("total", ClaimKind.TOTAL, Metric.SUPPLY, 120.5, "t/day"),
    claim("part", ClaimKind.CAPACITY, Metric.PRODUCTION, 120.5, "t/day"),
    claim("trucks", ClaimKind.STOCK, Metric.ISOTANKS, 12, "isotanks"),
    claim("use", ClaimKind.USE, Metric.HOSPITAL_USE, 60, "t/day"),
)
COUNTRY = Country(
    code="xyz",
    name="Island & Co",
    code_system="own 2021",
    languages=("en",),
    levels=(Level(0, "country", "Country"), Level(1, "province", "Province")),
    tree=plant_tree(
        [
            Territory("X", "Island & Co", 0, ""),
            Territory("01", "North <b>", 1, "X", Point(1.0, 100.0)),
            Territory("02", "South", 1, "X", Point(-1.0, 100.0)),
        ]
    ),
    time_zone="Asia/Jakarta",
    reporting_cut_h=0.0,
    currencies=(),
    gas_reference_temperature_c=15.0,
    planning_level="province",
    policies=(
        AllocationPolicy(
            "gravest first", tuple(Objective), 48, date(2021, 1, 1), None, "us", "us"
        ),
    ),
)
SITUATION = Situation(
    name="island",
    as_of=NOW,
    known_at=NOW,
    country=COUNTRY,
    places=(Place("01", 50.0, NeedSource.REPORTED, "ministry"),),
    facilities=(
        Facility("H1", "Hospital One", "01", synthetic=True),
        Facility("H2", "Hospital Two", "02", synthetic=True),
    ),
    plants=(
        Plant("P1", "Plant", "Maker", "01", Point(1.0, 100.0), 80.0),
        Plant("P2", "Silent plant", "Maker", "02", Point(-1.0, 100.0), None),
    ),
    claims=CLAIMS,
)
NORTH = PlaceLine(
    code="01",
    name="North <b>",
    level="province",
    need_t_per_day=50.0,
    need_source=NeedSource.REPORTED,
    verified_need_t_per_day=48.0,
    measured_use_t_per_day=Span(20.0, 12.0, 30.0),
    planned_need_t_per_day=48.0,
    allocated_t_per_day=40.0,
    unmet_t_per_day=8.0,
    unmet_critical_t_per_day=1.0,
    binding=Binding.FLEET,
    reasons=(because(Binding.FLEET),),
    rules=(RuleShare("rule-pro-rata", 41.0), RuleShare("rule-bed-norm", 39.0)),
)
SOUTH = PlaceLine(
    code="02",
    name="South",
    level="province",
    need_t_per_day=None,
    need_source=NeedSource.ESTIMATE,
    verified_need_t_per_day=None,
    measured_use_t_per_day=None,
    planned_need_t_per_day=None,
    allocated_t_per_day=0.0,
    unmet_t_per_day=None,
    unmet_critical_t_per_day=None,
    binding=Binding.NEED_UNKNOWN,
    reasons=(because(Binding.NEED_UNKNOWN),),
)


def leg(vehicle: str, hour: int, target: str) -> Shipment:
    depart = NOW + timedelta(hours=hour)
    return Shipment(
        day=hour // 24,
        origin="P1",
        target=target,
        vehicle=vehicle,
        mass_t=12.0,
        depart=depart,
        arrive=depart + timedelta(hours=4),
        free_at=depart + timedelta(hours=6),
        source="P1",
    )


def cover(facility: str, hours: float | None, state: StockState) -> Cover:
    return Cover(
        facility=facility,
        form=Form.LIQUID,
        cover_low_h=None if hours is None else hours / 2,
        cover_h=hours,
        cover_high_h=None if hours is None else hours * 2,
        as_of=None if hours is None else NOW,
        state=state,
        synthetic=True,
    )


PLAN = Plan(
    scenario="island",
    as_of=NOW,
    level="province",
    horizon_days=3,
    quantile=0.5,
    basis=NeedBasis.NORM,
    policy="gravest first",
    provinces=(NORTH, SOUTH),
    places=(NORTH, SOUTH),
    allocations=(
        Allocation(0, "P1", "01", Form.LIQUID, 40.0),
        Allocation(2, "P1", "01", Form.LIQUID, 30.0),
    ),
    shortfalls=(
        Shortfall(0, "01", Severity.CRITICAL, 1.0),
        Shortfall(0, "01", Severity.SEVERE, 7.0),
        Shortfall(2, "01", Severity.SEVERE, 18.0),
    ),
    shipments=(leg("T1", 0, "H1"), leg("T2", 20, "H2"), leg("T1", 30, "H1")),
    chain=Chain(
        links=(
            ChainCapacity(
                ChainLink.PRODUCTION, 80.0, 1.0, 80.0, because(Binding.PRODUCTION)
            ),
            ChainCapacity(ChainLink.FLEET, 40.0, 1.0, 40.0, because(Binding.FLEET)),
        ),
        binding=ChainLink.FLEET,
    ),
    worth=(Worth("truck-liquid", "01", 1.5, 2.5),),
    covers=(
        cover("H1", 6.0, StockState.SYNTHETIC),
        cover("H2", None, StockState.UNKNOWN),
    ),
    findings=(
        find(
            Grade.DOUBTFUL,
            Binding.NEED_UNKNOWN,
            subject="02",
            spot=Spot("places.csv", 3, "need_t_per_day"),
        ),
    ),
    parameters_hash="0123456789abcdef" * 4,
    non_default_parameters=("isotanks.payload_t",),
    unsent=(
        Unsent(0, "P1", "H1", Form.LIQUID, 0.4, because(Binding.FLEET)),
        Unsent(0, "P1", "H2", Form.LIQUID, 2.6, because(Binding.NO_ROUTE)),
    ),
    stopped=True,
)


@pytest.fixture
def view() -> PlanView:
    return PlanView(PLAN, SITUATION, headline(CLAIMS, known_at=NOW))
