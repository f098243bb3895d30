"""Small countries drawn by a seed, with all that is odd in real ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from napas.domain.country import (
    AllocationPolicy,
    Country,
    CylinderType,
    Level,
    Objective,
)
from napas.domain.forecast import Forecast
from napas.domain.need import DeviceKind, NeedBasis, NeedSource, PatientCount
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
from napas.domain.observer import Silence
from napas.domain.order import Order, OrderStatus
from napas.domain.situation import (
    Event,
    EventKind,
    Place,
    Situation,
    Stock,
    StockState,
)
from napas.domain.territory import Point, Territory, plant_tree
from napas.parameters import Layer, Parameters, resolve
from napas.planning.need import assess_needs
from napas.planning.outlook import look_ahead
from napas.planning.problem import PlanProblem

LEVELS = ("province", "district", "hospital")
COMPANIES = ("a", "b")
MASSES = ("big", "small")
ZONES = ("UTC", "Asia/Jakarta", "America/Bogota")
SIX = CylinderType("6m3", "six", 40.0, 150.0, 0.995)


@dataclass(frozen=True, slots=True)
class Asked:
    """A random country, and what is asked of it."""

    situation: Situation
    forecast: Forecast
    parameters: Parameters
    problem: PlanProblem


def asked(seed: int) -> Asked:
    """Everything that a seed gives: country, level, horizon and some parameters."""
    chance = Random(seed)  # noqa: S311 - countries, no secrets
    situation = _situation(chance)
    level = chance.choice(LEVELS)
    days = chance.choice((1, 2, 3, 4, 5, 7))
    parameters = resolve((_layer(chance),))
    forecast = look_ahead(
        assess_needs(situation, level, parameters),
        parameters,
        Silence(),
        first_day=situation.as_of.date(),
        horizon_days=days,
        basis=NeedBasis.NORM,
        seed=0,
    )
    problem = PlanProblem(situation, forecast, days, 0.5, 0, level)
    return Asked(situation, forecast, parameters, problem)


def _layer(chance: Random) -> Layer:
    entries = {
        "allocation.sharing_days": float(chance.choice((1, 3, 3, 10))),
        "allocation.daily_days": float(chance.choice((1, 4, 4))),
        "allocation.sharing_tail_days": float(chance.choice((0, 1, 1))),
        "allocation.trials": 0.0,
        "allocation.fetch_h": float(chance.choice((0, 4))),
        "dispatch.waiting_days": float(chance.choice((0, 2, 2))),
    }
    return Layer("drawn", tuple(entries.items()))


def _situation(chance: Random) -> Situation:
    now = datetime(2021, 7, 9, chance.choice((0, 5, 15, 17)), tzinfo=UTC)
    facilities = tuple(_facilities(chance, now))
    plants = tuple(_plants(chance))
    vehicles = tuple(_vehicles(chance, now, plants))
    links = tuple(_links(chance))
    return Situation(
        "drawn",
        now,
        now,
        _country(chance),
        places=tuple(
            Place(code, need, NeedSource.REPORTED, "said", occupied_beds=None)
            for code in ("1", "2", "3")
            for need in (chance.choice((None, 0.0, 2.0, 8.0, 8.0, 30.0)),)
        ),
        facilities=facilities,
        plants=plants,
        vehicles=vehicles,
        links=links,
        stocks=tuple(_stocks(chance, now, facilities)),
        open_orders=tuple(_orders(chance, now, facilities, vehicles)),
        events=tuple(_events(chance, now, plants, links)),
    )


def _country(chance: Random) -> Country:
    return Country(
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
                Territory("0", "Land", 0, "", time_zone=chance.choice(ZONES)),
                Territory("1", "North", 1, "0", Point(0.0, 0.0), "big"),
                Territory("2", "South", 1, "0", Point(0.0, 2.0), "small"),
                Territory("3", "West", 1, "0", Point(0.0, -1.0), "big"),
                Territory("11", "Town", 2, "1", Point(0.0, 0.1)),
                Territory("12", "Hills", 2, "1", Point(0.5, 0.2)),
                Territory("21", "Bay", 2, "2", Point(0.0, 2.0)),
                Territory("31", "Moor", 2, "3", Point(0.0, -1.1)),
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
        cylinder_types=(SIX,),
    )


def _facilities(chance: Random, now: datetime) -> Iterator[Facility]:
    for district in ("11", "12", "21", "31"):
        for number in range(chance.choice((0, 1, 2, 3))):
            yield _facility(chance, now, f"h{district}{number}", district)
    for district in chance.sample(("11", "21", "99"), chance.choice((0, 1, 2))):
        yield Facility(
            f"fill{district}",
            "",
            district,
            FacilityKind.FILLING_STATION,
            tanks=_tanks(chance, 1),
            filling_t_per_day=chance.choice((0.5, 3.0)),
            receiving_h_per_day=chance.choice((24.0, 10.0)),
        )


def _facility(chance: Random, now: datetime, code: str, district: str) -> Facility:
    patients = (
        PatientCount(DeviceKind.IMV, chance.choice((0, 5, 20))),
        PatientCount(DeviceKind.MASK, chance.choice((0, 20, 80))),
    )
    ill = sum(count.patients for count in patients)
    census = Census(now, patients, occupied_beds=ill)
    has_point = chance.random() < 0.6
    spot = Point(chance.uniform(-0.3, 0.3), chance.uniform(0.0, 0.3))
    east = {"11": 0.1, "12": 0.2, "21": 2.0, "31": -1.1}[district]
    return Facility(
        code,
        code,
        district,
        point=Point(spot.latitude_deg, east + spot.longitude_deg)
        if has_point
        else None,
        beds=chance.choice((None, 20, 100, 100, 400)),
        tanks=_tanks(chance, chance.choice((0, 1, 1, 2, 3))),
        cylinders=(
            CylinderHolding("6m3", chance.choice((0, 20)), chance.choice((60, 400))),
        )
        if chance.random() < 0.6
        else (),
        sources=(OwnSource(chance.choice(list(SourceKind)), 2, 200.0),)
        if chance.random() < 0.3
        else (),
        census=census if chance.random() < 0.7 else None,
        pipeline_l_per_min=chance.choice((None, 0.0, 300.0, 2_000.0, 9_000.0)),
        filling_t_per_day=chance.choice((0.0, 0.0, 0.0, 1.0)),
        receiving_h_per_day=chance.choice(
            (24.0, 24.0, 24.0, 12.0, 12.0, 12.0, 3.0, 1.0)
        ),
    )


def _tanks(chance: Random, count: int) -> tuple[Tank, ...]:
    tanks = []
    for number in range(count):
        capacity_t = chance.choice((0.0, 1.5, 4.0, 10.0, 30.0))
        owner = chance.choice(("", "", *COMPANIES))
        tanks.append(
            Tank(
                f"t{number}",
                capacity_t,
                capacity_t * chance.choice((0.0, 0.1, 0.3, 1.0)),
                owner,
                open_to_others=chance.random() < 0.5,
            )
        )
    return tuple(tanks)


def _plants(chance: Random) -> Iterator[Plant]:
    spots = (("1", 0.3), ("3", -1.0), ("2", 2.1))
    for number in range(chance.choice((0, 1, 2, 2, 3, 3))):
        territory, east = spots[number]
        yield Plant(
            f"plant{number}",
            "",
            chance.choice(COMPANIES),
            territory,
            Point(0.05, east),
            chance.choice((None, 5.0, 5.0, 20.0, 20.0, 60.0)),
            convertible_t_per_day=chance.choice((0.0, 0.0, 5.0)),
            liquefaction_t_per_day=chance.choice((None, None, 4.0)),
            filling_t_per_day=chance.choice((0.0, 2.0, 6.0)),
            stock_t=chance.choice((None, 0.0, 10.0, 40.0)),
            store_t=chance.choice((None, 60.0)),
            imports=chance.random() < 0.2,
        )


def _vehicles(
    chance: Random, now: datetime, plants: Sequence[Plant]
) -> Iterator[Vehicle]:
    bases = [*(plant.code for plant in plants), "1", "1", "3", "2", "nowhere"]
    for number in range(chance.choice((0, 2, 4, 6, 8))):
        kind = chance.choice(list(VehicleKind))
        flat = kind is VehicleKind.CYLINDER_TRUCK
        payload_t = chance.choice((0.3, 1.0) if flat else (0.5, 6.0, 20.0, 45.0))
        yield Vehicle(
            f"v{number}",
            kind,
            payload_t,
            chance.choice(bases),
            owner=chance.choice(("", *COMPANIES)),
            position=Point(0.1, chance.choice((0.0, 0.4, 2.0)))
            if chance.random() < 0.2
            else None,
            load_t=payload_t * chance.choice((0.0, 0.0, 0.0, 0.8)),
            free_at=now + timedelta(hours=chance.choice((-5.0, 3.5, 30.0)))
            if chance.random() < 0.3
            else None,
            speed_full_km_per_h=chance.choice((None, None, 25.0, 60.0)),
        )


def _links(chance: Random) -> Iterator[Link]:
    for code, hours in (("ferry", 6.0), ("boat", 14.0)):
        if chance.random() < 0.6:
            yield Link(
                code,
                LinkMode.FERRY,
                f"{code}-pier",
                f"{code}-jetty",
                100.0,
                Point(0.0, 0.5) if chance.random() < 0.9 else None,
                Point(0.0, 1.8),
                travel_h=hours,
                waiting_h=1.0,
                origin_landmass="big",
                target_landmass="small",
            )


def _stocks(
    chance: Random, now: datetime, facilities: Sequence[Facility]
) -> Iterator[Stock]:
    for facility in facilities:
        how = chance.choice(("none", "whole", "whole", "tanks", "unknown"))
        capacity_t = sum(tank.capacity_t for tank in facility.tanks)
        if how == "whole":
            mass_t = capacity_t * chance.choice((0.0, 0.3, 0.9, 1.2))
            yield _stock(facility.code, mass_t, now)
        elif how == "tanks":
            for tank in facility.tanks:
                mass_t = tank.capacity_t * chance.choice((0.0, 0.5, 1.0))
                yield _stock(facility.code, mass_t, now, tank.code)
        elif how == "unknown":
            yield Stock(facility.code, Form.LIQUID, None, None, "", StockState.UNKNOWN)


def _stock(code: str, mass_t: float, now: datetime, tank: str = "") -> Stock:
    return Stock(code, Form.LIQUID, mass_t, now, "said", StockState.KNOWN, tank)


def _orders(
    chance: Random,
    now: datetime,
    facilities: Sequence[Facility],
    vehicles: Sequence[Vehicle],
) -> Iterator[Order]:
    targets = [*(facility.code for facility in facilities), "gone"]
    for number in range(chance.choice((0, 0, 1, 3))):
        form = chance.choice((Form.LIQUID, Form.LIQUID, Form.CYLINDER))
        hours = chance.choice((-3.0, 5.0, 28.0, 60.0, 400.0))
        known = chance.random() < 0.8
        yield Order(
            f"order{number}",
            "plant0",
            chance.choice(targets),
            form,
            chance.choice((0.5, 3.0, 8.0)),
            now + timedelta(hours=hours),
            chance.choice((OrderStatus.LOADED, OrderStatus.LOADED, OrderStatus.ISSUED)),
            arrives_at=now + timedelta(hours=hours) if known else None,
            vehicle=chance.choice([*(known.code for known in vehicles), "", "other"]),
        )


def _events(
    chance: Random, now: datetime, plants: Sequence[Plant], links: Sequence[Link]
) -> Iterator[Event]:
    subjects = [
        *((EventKind.CROSSING_CLOSED, link.code, None) for link in links),
        *((EventKind.PLANT_OUTAGE, plant.code, None) for plant in plants),
        *((EventKind.IMPORT_ARRIVAL, plant.code, 15.0) for plant in plants),
        (EventKind.POWER_CUT, "1", None),
    ]
    for number, (kind, subject, mass_t) in enumerate(subjects):
        if chance.random() < 0.3:
            begins = now + timedelta(hours=chance.choice((-10.0, 0.0, 20.0, 30.0)))
            lasts_h = chance.choice((None, 15.0, 40.0))
            yield Event(
                f"event{number}",
                kind,
                subject,
                begins,
                None if lasts_h is None else begins + timedelta(hours=lasts_h),
                lost_t=chance.choice((None, 5.0)),
                mass_t=mass_t,
                known_at=now - timedelta(days=1),
            )
