"""A small land whose oxygen is shared out: for the tests of all that follows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np

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
    Facility,
    Form,
    Plant,
    Tank,
    Vehicle,
    VehicleKind,
)
from napas.domain.observer import Silence
from napas.domain.situation import Situation, Stock, StockState
from napas.domain.territory import Point, Territory, plant_tree
from napas.parameters import Parameters, resolve
from napas.planning.allocation.allocate import allocate
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.ground import Ground
from napas.planning.problem import AllocationProblem, PlanProblem, lay_out
from napas.planning.sharing import Shares, share_out

NOW = datetime(2021, 7, 9, tzinfo=UTC)
DEFAULTS = resolve()
FULLEST = DEFAULTS["tanks.fullest_share"]
NET = 1.0 - DEFAULTS["tanks.transfer_loss_share"]
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
    """What arrives at every target."""
    told: dict[str, float] = defaultdict(float)
    for drop in shares.drops:
        if day in (None, drop.day):
            told[drop.target] += drop.mass_t * (NET if drop.form is Form.LIQUID else 1)
    return dict(told)


def shared(
    problem: PlanProblem,
    masses: Mapping[tuple[str, str, int], float],
    parameters: Parameters = DEFAULTS,
) -> Shares:
    """What is shared out of what arrives, by source, place or station and day."""
    loaded = {key: mass_t / NET for key, mass_t in masses.items()}
    ground = Ground.of(problem.situation, parameters)
    return share_out(problem, sent(problem, loaded), ground, parameters)
