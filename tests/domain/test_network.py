from dataclasses import replace
from datetime import UTC, datetime
from math import inf, nan
from typing import Any

import pytest

from napas.domain.need import DeviceKind, PatientCount
from napas.domain.network import (
    Census,
    Crew,
    CylinderHolding,
    Facility,
    Link,
    LinkMode,
    OwnSource,
    Plant,
    SourceKind,
    Tank,
    Vehicle,
    VehicleKind,
)
from napas.domain.territory import Point

NOON = datetime(2021, 7, 8, 12, tzinfo=UTC)
NAIVE = NOON.replace(tzinfo=None)


TANK = Tank("T1", 10.0, 2.0)
HOLDING = CylinderHolding("c6", 10, 5)
SOURCE = OwnSource(SourceKind.PSA, 1, 500.0)
CENSUS = Census(NOON, (PatientCount(DeviceKind.MASK, 4),), 9, 0.5)
FACILITY = Facility("RS1", "Harapan", "01", beds=200, pipeline_l_per_min=1500.0)
PLANT = Plant("P01", "Harbour", "Gas", "01", Point(-6.0, 106.0), 100.0, 120.0)
VEHICLE = Vehicle(
    code="V01",
    kind=VehicleKind.ISOTANK,
    payload_t=18.0,
    base="P01",
    load_t=18.0,
    free_at=NOON,
    speed_full_km_per_h=40.0,
    speed_empty_km_per_h=60.0,
)
LINK = Link(
    code="L01",
    mode=LinkMode.FERRY,
    origin="01",
    target="02",
    distance_km=30.0,
    travel_h=2.0,
    origin_landmass="east",
    target_landmass="west",
)
CREW = Crew("C01", "P01", 12.0)
Thing = (
    Tank
    | CylinderHolding
    | OwnSource
    | Census
    | Facility
    | Plant
    | Vehicle
    | Link
    | Crew
)


@pytest.mark.parametrize(
    ("thing", "change"),
    [
        (TANK, {"capacity_t": -1.0}),
        (TANK, {"heel_t": 10.1}),
        (TANK, {"heel_t": nan}),
        (HOLDING, {"full": -1}),
        (HOLDING, {"empty": -1}),
        (SOURCE, {"pieces": -1}),
        (SOURCE, {"nameplate_l_per_min": inf}),
        (SOURCE, {"working_share": 1.2}),
        (CENSUS, {"as_of": NAIVE}),
        (CENSUS, {"occupied_beds": -1}),
        (CENSUS, {"reported_need_t_per_day": nan}),
        (FACILITY, {"code": ""}),
        (FACILITY, {"territory": ""}),
        (FACILITY, {"beds": -1}),
        (FACILITY, {"pipeline_l_per_min": -1.0}),
        (FACILITY, {"filling_t_per_day": -1.0}),
        (FACILITY, {"receiving_h_per_day": 24.1}),
        (PLANT, {"offered_t_per_day": -1.0}),
        (PLANT, {"design_t_per_day": nan}),
        (PLANT, {"convertible_t_per_day": -1.0}),
        (PLANT, {"liquefaction_t_per_day": -1.0}),
        (PLANT, {"filling_t_per_day": inf}),
        (PLANT, {"stock_t": -1.0}),
        (PLANT, {"store_t": -1.0}),
        (VEHICLE, {"payload_t": -1.0}),
        (VEHICLE, {"load_t": 18.1}),
        (VEHICLE, {"free_at": NAIVE}),
        (VEHICLE, {"speed_full_km_per_h": -1.0}),
        (VEHICLE, {"speed_empty_km_per_h": nan}),
        (VEHICLE, {"speed_empty_km_per_h": 0.0}),
        (LINK, {"distance_km": -1.0}),
        (LINK, {"travel_h": -1.0}),
        (LINK, {"waiting_h": nan}),
        (LINK, {"origin_landmass": ""}),
        (LINK, {"mode": LinkMode.SEA, "target_landmass": ""}),
        (CREW, {"hours_per_day": 25.0}),
    ],
)
def test_a_thing_that_cannot_be_is_refused(
    thing: Thing, change: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"must|needs|never arrives"):
        replace(thing, **change)


@pytest.mark.parametrize(
    ("thing", "unknown"),
    [
        (CENSUS, {"occupied_beds": None, "reported_need_t_per_day": None}),
        (FACILITY, {"beds": None, "pipeline_l_per_min": None}),
        (PLANT, {"offered_t_per_day": None, "design_t_per_day": None}),
        (VEHICLE, {"free_at": None, "speed_full_km_per_h": None}),
        (LINK, {"mode": LinkMode.ROAD, "travel_h": None, "origin_landmass": ""}),
    ],
)
def test_what_is_unknown_may_stay_unknown(
    thing: Thing, unknown: dict[str, Any]
) -> None:
    made = replace(thing, **unknown)

    assert all(getattr(made, name) == value for name, value in unknown.items())


def test_a_tank_of_a_hospital_or_open_to_all_takes_any_product() -> None:
    assert Tank("T1", 10.0, 2.0).accepts("Gas")
    assert Tank("T1", 10.0, 2.0, owner="Other").accepts("Gas")
    assert Tank("T1", 10.0, 2.0, open_to_others=False).accepts("Gas")


def test_a_tank_closed_by_its_owner_takes_only_his_product() -> None:
    closed = Tank("T1", 10.0, 2.0, owner="Other", open_to_others=False)

    assert closed.accepts("Other")
    assert not closed.accepts("Gas")
