"""Make the tables of the founding scenario from its facts, by rule, to the same bytes.

Reviewed by hand and only read here: `facts/*.csv`, `claims.csv`, `scenario.toml`.
Made here: places, plants, events, territories, vehicles, and all that facilities have.
docs/founding-case.md tells the rules.
"""

import csv
import shutil
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from napas.domain.country import Country
from napas.domain.network import Plant
from napas.domain.situation import Event, EventKind, Place, Situation
from napas.domain.territory import Point, Territory, plant_tree
from napas.exchange.country import read_country
from napas.exchange.hospital_register import RegisteredHospital, read_map
from napas.exchange.row_sources import name_sources
from napas.exchange.scenario_tables import PLACES, TERRITORIES
from napas.exchange.settings import ScenarioSettings
from napas.exchange.synthetic_hospitals import EquippedFacility, HospitalRules
from napas.exchange.synthetic_places import (
    EstimatedPlaces,
    Occupancy,
    PlaceRules,
    TerritoryFacts,
    between,
    estimate_places,
)
from napas.exchange.synthetic_pools import Pools, station_isotanks
from napas.exchange.synthetic_register import (
    ClassCount,
    HospitalCount,
    Lettering,
    invent_register,
)
from napas.exchange.synthetic_scenario import (
    Provision,
    equip_register,
    fill_cylinder,
    shortfalls_of,
    surroundings_of,
)
from napas.exchange.synthetic_sites import CodeBlock, Disc, invent_territories
from napas.exchange.synthetic_stations import invent_stations, lay_up_bank
from napas.exchange.synthetic_supply import estimate_stores, spread_convertible
from napas.exchange.writing import write_scenario
from napas.parameters import Layer, Parameters, resolve

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "scenarios" / "indonesia-2021-07"
COUNTRY = ROOT / "src" / "napas" / "countries" / "idn"

REPORTED_BY = "Ministry of Health, 10 July 2021 (databoks c708d2d133ec76e)"
ALSO_IN_PLACES = (
    "occupied beds: estimate by rule places; active cases: Satgas COVID-19, 10 July, "
    "home isolation included"
)
NORM_SOURCE = "norm: calibration on the seven reported provinces"
TERRITORY_SOURCE = "synthetic; rule territories"
COVID_BEDS = ((date(2021, 6, 25), 60_000.0), (date(2021, 7, 21), 91_787.0))
"""COVID beds in use in the country: claims 0625- and 0721-covid-beds-occupied."""
EXCESS_T_PER_DAY = 245.0
"""Industrial supply that could be used: claim 0716-industrial-excess."""
DAYS_PER_YEAR = 365.0
KENDAL, KENDAL_STOCK_T = "P09", 60.0
"""The reserve reported lost with the outage of 10 July is what stood there."""
POOLS = Pools(cylinders=15_906, concentrators=8_100, systems=9)
"""Realised on 8 July in the evening: claims 0708b-*."""
ISOTANKS = 132
"""Claim 0708b-isotanks."""
BANK_CYLINDERS = 275
"""Community cylinders of 1 m3 in the capital."""
BANK_CYLINDER = "1m3"
CAPITAL, LEVEL = "31", 1
DISTRICTS, CITIES = 1, 71
"""Where the numbers of districts and of cities begin below a province."""

Lines = list[dict[str, str]]
Facts = Mapping[str, Lines]


@dataclass(frozen=True, slots=True)
class Setting:
    """What scenario.toml says of the moment and the rules."""

    as_of: datetime
    seed: int
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class Ground:
    """Invented territories and the invented hospitals that stand in them."""

    territories: tuple[Territory, ...]
    register: tuple[RegisteredHospital, ...]


def make_tables(folder: Path, country: Country, into: Path) -> None:
    """Write every made table of a scenario folder into another folder."""
    setting = read_setting(folder)
    facts = facts_of(folder)
    places = places_of(facts, country, setting)
    plants = _plants(facts, setting.parameters)
    ground = _ground(facts, country, setting)
    equipped = _facilities(ground, places, plants, country, setting)
    fleet = {line["owner"]: int(line["isotanks"]) for line in facts["fleet"]}
    payload_t = setting.parameters["isotanks.payload_t"]
    tree = plant_tree((*country.tree.territories, *ground.territories))
    situation = Situation(
        name=folder.name,
        as_of=setting.as_of,
        known_at=setting.as_of,
        country=replace(country, tree=tree),
        places=places.places,
        facilities=tuple(each.facility for each in equipped),
        plants=plants,
        vehicles=station_isotanks(ISOTANKS, payload_t, plants, fleet),
        stocks=tuple(chain.from_iterable(each.stocks for each in equipped)),
        events=(*map(_event, facts["events"]), *_restrictions(facts, country)),
    )
    with TemporaryDirectory() as written:
        bench = Path(written)
        settings = ScenarioSettings(country=country.code)
        write_scenario(situation, settings, bench, base=country)
        told = {
            place.territory: f"{_norm_of(place)}{source}; {ALSO_IN_PLACES}"
            for place, source in zip(places.places, places.sources, strict=True)
        }
        name_sources(bench, PLACES, told)
        homes = {each.code: TERRITORY_SOURCE for each in ground.territories}
        name_sources(bench, TERRITORIES, homes)
        for table in bench.glob("*.csv"):
            shutil.copyfile(table, into / table.name)


def _norm_of(place: Place) -> str:
    """Where the norm of an estimate comes from; nothing of a reported need."""
    return "" if place.bed_norm_kg_per_day is None else f"{NORM_SOURCE}; "


def read_setting(folder: Path) -> Setting:
    """Read the moment, the seed and the parameters of the scenario."""
    told = tomllib.loads((folder / "scenario.toml").read_text("utf-8"))
    layer = Layer("scenario", tuple(told["parameters"].items()))
    return Setting(
        datetime.fromisoformat(told["as_of"]), told["seed"], resolve([layer])
    )


def facts_of(folder: Path) -> Facts:
    """Read the reviewed tables of facts, by name."""
    return {path.stem: _lines(path) for path in (folder / "facts").glob("*.csv")}


def places_of(facts: Facts, country: Country, setting: Setting) -> EstimatedPlaces:
    """Every province with its need, reported or estimated."""
    day = setting.as_of.date()
    restricted = _restricted(facts, day)
    assert country.bed_norm_kg_per_day is not None
    rules = PlaceRules(
        day=day,
        reported_by=REPORTED_BY,
        bed_norm_kg_per_day=country.bed_norm_kg_per_day,
        occupied_beds=between(day, *COVID_BEDS),
    )
    return estimate_places(
        [
            TerritoryFacts(
                territory=line["territory"],
                beds=int(line["beds"]),
                active_cases=int(line["active_cases"]),
                reported_need_t_per_day=_figure(line["reported_need_t_per_day"]),
                occupancies=tuple(
                    Occupancy(
                        date.fromisoformat(known["day"]),
                        float(known["occupancy_share"]),
                        known["source"],
                    )
                    for known in facts["bed_occupancy"]
                    if known["territory"] == line["territory"]
                ),
                restriction=restricted.get(line["territory"], ""),
            )
            for line in facts["provinces"]
        ],
        rules,
    )


def _plants(facts: Facts, parameters: Parameters) -> tuple[Plant, ...]:
    installed = {
        line["company"]: float(line["installed_t_per_year"]) / DAYS_PER_YEAR
        for line in facts["companies"]
    }
    plants = []
    for line in facts["plants"]:
        plant = Plant(
            code=line["code"],
            name=line["name"],
            company=line["company"],
            territory=line["territory"],
            point=_point(line),
            offered_t_per_day=_figure(line["offered_t_per_day"]),
            design_t_per_day=_figure(line["design_t_per_day"]),
            liquefaction_t_per_day=0.0 if line["form"] == "gas" else None,
            stock_t=KENDAL_STOCK_T if line["code"] == KENDAL else None,
            basis=line["basis"],
            source=line["source"],
            imports=line["imports"] == "true",
        )
        made = estimate_stores(plant, parameters)
        told = (
            f"{plant.basis}; store, stock, filling, convertible: rule plants (estimate)"
        )
        plants.append(made if made == plant else replace(made, basis=told))
    return spread_convertible(plants, installed, EXCESS_T_PER_DAY)


def _ground(facts: Facts, country: Country, setting: Setting) -> Ground:
    land: dict[str, list[Disc]] = {}
    for line in facts["land"]:
        disc = Disc(_point(line), float(line["radius_km"]), line["landmass"])
        land.setdefault(line["territory"], []).append(disc)
    territories: list[Territory] = []
    counts: list[tuple[HospitalCount, Sequence[Territory]]] = []
    for line in facts["provinces"]:
        parent = country.tree[line["territory"]]
        blocks = [
            CodeBlock(DISTRICTS, int(line["kabupaten"])),
            CodeBlock(CITIES, int(line["kota"])),
        ]
        below = invent_territories(
            parent, blocks, land[parent.code], name="Wilayah contoh", seed=setting.seed
        )
        territories.extend(below)
        count = HospitalCount(parent.code, int(line["hospitals"]), int(line["beds"]))
        seat_first = sorted(below, key=lambda each: each.point != parent.point)
        counts.append((count, seat_first))
    classes = [
        ClassCount(
            line["class_code"], int(line["hospitals"]), float(line["typical_beds"])
        )
        for line in facts["classes"]
    ]
    register = invent_register(
        counts,
        classes,
        Lettering("S", "RS Contoh"),
        setting.parameters,
        seed=setting.seed,
    )
    return Ground(tuple(territories), register)


def _facilities(
    ground: Ground,
    places: EstimatedPlaces,
    plants: Sequence[Plant],
    country: Country,
    setting: Setting,
) -> tuple[EquippedFacility, ...]:
    parameters = setting.parameters
    told = read_map(COUNTRY / "hospital_register.toml")
    types = {kind.code: kind for kind in country.cylinder_types}
    ward, issued, lent = (
        fill_cylinder(types[code], parameters)
        for code in (told.ward_cylinder, told.issued_cylinder, BANK_CYLINDER)
    )
    rules = HospitalRules(parameters, ward, issued, setting.as_of, setting.seed)
    homes = {territory.code: territory for territory in ground.territories}
    shares = places.occupancy_shares
    needs = {place.territory: place.need_t_per_day for place in places.places}
    hospitals = equip_register(
        ground.register,
        {code: home.point for code, home in homes.items() if home.point},
        Provision(
            surroundings_of(
                country.tree.at_level(LEVEL), country.tree, plants, shares, parameters
            ),
            POOLS,
            shortfalls_of(needs, plants),
        ),
        rules,
    )
    stations = invent_stations(
        ground.register, homes, shares, Lettering("F", "Stasiun isi contoh"), rules
    )
    seat = next(
        home
        for home in ground.territories
        if home.parent == CAPITAL and home.point == country.tree[CAPITAL].point
    )
    lettering = Lettering("B31-01", "Bank Tabung Contoh")
    bank = lay_up_bank(lettering, seat, BANK_CYLINDERS, lent, rules)
    return (*hospitals, *stations, bank)


def _event(line: Mapping[str, str]) -> Event:
    ends = line["ends"]
    return Event(
        code=line["code"],
        kind=EventKind(line["kind"]),
        subject=line["subject"],
        begins=datetime.fromisoformat(line["begins"]),
        ends=datetime.fromisoformat(ends) if ends else None,
        restart_h=float(line["restart_h"]),
        lost_t=_figure(line["lost_t"]),
        mass_t=_figure(line["mass_t"]),
        source=line["source"],
        note=line["note"],
    )


def _restrictions(facts: Facts, country: Country) -> Iterator[Event]:
    """Each period in each province: from its first midnight to that after its last."""
    for line in facts["restrictions"]:
        begins, ends = (date.fromisoformat(line[name]) for name in ("begins", "ends"))
        for province in _restricted_provinces(facts):
            zone = ZoneInfo(country.tree.time_zone(province))
            yield Event(
                code=f"R-{begins:%m%d}-{province}",
                kind=EventKind.RESTRICTION,
                subject=province,
                begins=_midnight(begins, zone),
                ends=_midnight(ends + timedelta(days=1), zone),
                source=line["source"],
                note=line["name"],
            )


def _restricted(facts: Facts, day: date) -> dict[str, str]:
    """The restriction of each province on a day."""
    return {
        province: line["restriction"]
        for line in facts["restrictions"]
        if line["begins"] <= day.isoformat() <= line["ends"]
        for province in _restricted_provinces(facts)
    }


def _restricted_provinces(facts: Facts) -> list[str]:
    """Those of Java and Bali: the same that reported their need."""
    return [
        line["territory"]
        for line in facts["provinces"]
        if line["reported_need_t_per_day"]
    ]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _point(line: Mapping[str, str]) -> Point:
    return Point(float(line["latitude_deg"]), float(line["longitude_deg"]))


def _figure(text: str) -> float | None:
    return float(text) if text else None


def _lines(path: Path) -> Lines:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Write the made tables into the scenario folder."""
    country, findings = read_country(COUNTRY)
    assert country is not None, findings
    make_tables(FOLDER, country, FOLDER)


if __name__ == "__main__":
    main()
