"""One small country for the tests of plans, to read as it is and to change in a place.

Two landmasses along the equator: North and South on the big one, Isle beyond a ferry.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

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
from napas.domain.order import Order, OrderStatus
from napas.domain.situation import Event, EventKind, Situation, Stock, StockState
from napas.domain.territory import Point, Territory, plant_tree
from napas.planning.arrays.grid import draw_grid
from napas.planning.arrays.homes import find_homes
from napas.planning.arrays.network import Network

NOW = datetime(2021, 7, 9, tzinfo=UTC)
DAYS = 14
LAND = Country(
    code="lnd",
    name="Land",
    code_system="own",
    languages=("en",),
    levels=(Level(0, "country", "country"), Level(1, "part", "part")),
    tree=plant_tree(
        [
            Territory("0", "Land", 0, ""),
            Territory("1", "North", 1, "0", Point(0, 0), "big", population=300),
            Territory("2", "South", 1, "0", Point(0, 2), "big", population=100),
            Territory("3", "Isle", 1, "0", Point(0, 4), "small", population=50),
        ]
    ),
    time_zone="UTC",
    reporting_cut_h=0.0,
    currencies=(),
    gas_reference_temperature_c=15.0,
    planning_level="part",
    cylinder_types=(CylinderType("6m3", "six", 40.0, 150.0, 0.995),),
    policies=(
        AllocationPolicy(
            "usual", (Objective.COST,), 24.0, date(2021, 1, 1), None, "", ""
        ),
    ),
)
GENERAL = Facility(
    "general",
    "General",
    "1",
    beds=300,
    tanks=(Tank("own", 10.0, 2.0), Tank("lent", 5.0, 1.0, "a", open_to_others=False)),
    receiving_h_per_day=10.0,
)
CLINIC = Facility(
    "clinic", "Clinic", "1", beds=100, cylinders=(CylinderHolding("6m3", 30, 70),)
)
SOUTHERN = Facility(
    "southern",
    "Southern",
    "2",
    beds=200,
    tanks=(Tank("own", 20.0, 4.0),),
    sources=(OwnSource(SourceKind.PSA, 1, 300.0),),
    pipeline_l_per_min=1_500.0,
)
ISLAND = Facility(
    "island",
    "Island",
    "3",
    point=Point(0, 4.1),
    beds=50,
    tanks=(Tank("own", 4.0, 0.8),),
    cylinders=(CylinderHolding("6m3", 10, 10),),
    sources=(OwnSource(SourceKind.CONCENTRATOR, 10, 5.0),),
    pipeline_l_per_min=500.0,
)
STATION = Facility(
    "station",
    "Station",
    "1",
    FacilityKind.FILLING_STATION,
    tanks=(Tank("own", 12.0, 2.0),),
    filling_t_per_day=5.0,
)
MILL = Plant(
    "mill",
    "Mill",
    "a",
    "1",
    Point(0, 0.1),
    100.0,
    filling_t_per_day=24.0,
    stock_t=60.0,
    store_t=300.0,
)
FORGE = Plant("forge", "Forge", "b", "2", Point(0, 2.5), 50.0)
PORT = Plant(
    "port", "Port", "c", "3", Point(0, 4.2), 0.0, stock_t=0, store_t=10, imports=True
)
BIG_TRUCK = Vehicle("big-truck", VehicleKind.ISOTANK, 20.0, "mill")
SMALL_TRUCK = Vehicle(
    "small-truck", VehicleKind.TANKER, 10.0, "1", speed_full_km_per_h=60.0
)
FLATBED = Vehicle("flatbed", VehicleKind.CYLINDER_TRUCK, 1.0, "forge")
FERRY = Link(
    "ferry",
    LinkMode.FERRY,
    "pier",
    "jetty",
    90.0,
    Point(0, 3),
    Point(0, 3.8),
    travel_h=2.0,
    waiting_h=1.0,
    origin_landmass="big",
    target_landmass="small",
)
PICTURE = Situation(
    "small",
    NOW,
    NOW,
    LAND,
    facilities=(GENERAL, CLINIC, SOUTHERN, ISLAND, STATION),
    plants=(MILL, FORGE, PORT),
    vehicles=(BIG_TRUCK, SMALL_TRUCK, FLATBED),
    links=(FERRY,),
    stocks=(
        Stock("general", Form.LIQUID, 6.0, NOW, "", StockState.KNOWN, "own"),
        Stock("general", Form.LIQUID, 3.0, NOW, "", StockState.KNOWN, "lent"),
        Stock("southern", Form.LIQUID, 12.0, NOW, "", StockState.KNOWN),
        Stock("island", Form.LIQUID, 1.8, NOW, "", StockState.KNOWN),
        Stock("station", Form.LIQUID, 5.0, NOW, "", StockState.KNOWN),
    ),
)
NEED_T_PER_DAY = {"1": (4.0, 6.0), "2": (1.0, 3.0), "3": (0.5, 1.5)}

Alter = Callable[..., Situation]
REBUILD: Callable[..., Any] = replace
REBUILD_PICTURE: Callable[..., Situation] = replace
MAKE_EVENT: Callable[..., Event] = replace
MAKE_ORDER: Callable[..., Order] = replace


@pytest.fixture
def picture() -> Situation:
    """The small country as it stands."""
    return PICTURE


@pytest.fixture
def alter() -> Alter:
    """Change one named facility, plant, vehicle or link of the picture."""

    def change(code: str, of: Situation = PICTURE, **changes: object) -> Situation:
        rows = ("facilities", "plants", "vehicles", "links")
        tables = {
            name: tuple(
                REBUILD(known, **changes) if known.code == code else known
                for known in getattr(of, name)
            )
            for name in rows
        }
        return REBUILD_PICTURE(of, **tables)

    return change


@pytest.fixture
def draw() -> Callable[..., Network]:
    """See a situation at a level over some days."""

    def see(
        situation: Situation = PICTURE, level: str = "part", days: int = DAYS
    ) -> Network:
        grid = draw_grid(situation.as_of, days, 4)
        return Network(situation, find_homes(situation, level), grid)

    return see


@pytest.fixture
def event() -> Callable[..., Event]:
    """Something that happens so many hours from now, known already."""

    def happen(
        kind: EventKind,
        subject: str,
        begins_h: float,
        ends_h: float | None = None,
        **more: object,
    ) -> Event:
        ends = None if ends_h is None else NOW + timedelta(hours=ends_h)
        begins = NOW + timedelta(hours=begins_h)
        told = Event("event", kind, subject, begins, ends, known_at=NOW)
        return MAKE_EVENT(told, **more)

    return happen


@pytest.fixture
def order() -> Callable[..., Order]:
    """An order on the road that arrives in so many hours."""

    def send(facility: str, mass_t: float, arrives_h: float, **more: object) -> Order:
        due = NOW + timedelta(hours=arrives_h)
        loaded = OrderStatus.LOADED
        told = Order("order", "mill", facility, Form.LIQUID, mass_t, due, loaded)
        return MAKE_ORDER(told, **more)

    return send


@pytest.fixture
def foresee() -> Callable[..., Forecast]:
    """A forecast by place of (critical, severe) t/day, the same every day.

    Its quantiles are 0.5 at that need and 0.9 at twice it.
    """

    def tell(
        needs: dict[str, tuple[float, float]] | None = None, days: int = DAYS
    ) -> Forecast:
        known = NEED_T_PER_DAY if needs is None else needs
        daily = np.array(list(known.values()), dtype=np.float64).reshape(-1, 1, 2)
        median = np.repeat(daily, days, axis=1)
        return Forecast(
            places=tuple(known),
            days=tuple(NOW.date() + timedelta(days=day) for day in range(days)),
            severities=(Severity.CRITICAL, Severity.SEVERE),
            levels=(0.5, 0.9),
            quantiles_t_per_day=np.stack([median, 2.0 * median], axis=3),
            paths_t_per_day=np.zeros((0, *median.shape)),
            basis=NeedBasis.NORM,
            maker="test",
        )

    return tell
