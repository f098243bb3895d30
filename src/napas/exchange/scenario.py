"""A scenario folder into a situation, with how it asks to be planned."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from napas.domain.assumption import Assumption
from napas.domain.country import Country
from napas.domain.finding import Finding, Grade, Spot, find, stops
from napas.domain.identifier import Names
from napas.domain.network import Form, Link, Plant
from napas.domain.situation import Place, Situation
from napas.exchange.assumptions import assumptions_of
from napas.exchange.cells import shown
from napas.exchange.claims import make_claims
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Reference
from napas.exchange.country import read_country
from napas.exchange.desk import Desk
from napas.exchange.events import make_events
from napas.exchange.facilities import make_facilities
from napas.exchange.fittings import Fittings
from napas.exchange.fleet import make_crews, make_orders, make_vehicles
from napas.exchange.keeper import FolderKeeper, Keeper
from napas.exchange.leaving_out import Without, may_leave_out, say_left_out
from napas.exchange.links import doubt_ends, make_links
from napas.exchange.name_tables import ALIASES, IDENTIFIERS, MATCHES
from napas.exchange.names import make_choices, make_names
from napas.exchange.places import doubt_places, make_places
from napas.exchange.plants import make_plants
from napas.exchange.report_table import REPORTS
from napas.exchange.reports import ReportDesk
from napas.exchange.rows import Row
from napas.exchange.scenario_tables import (
    CENSUS,
    CLAIMS,
    CREWS,
    CYLINDERS,
    EVENTS,
    FACILITIES,
    LINKS,
    ORDERS,
    OWN_SOURCES,
    PATIENTS,
    PLACES,
    PLANTS,
    SCENARIO_TABLES,
    STOCKS,
    TANKS,
    TERRITORIES,
    VEHICLES,
)
from napas.exchange.settings import (
    SCENARIO_FILE,
    LayerName,
    ScenarioHead,
    ScenarioSettings,
    read_head,
)
from napas.exchange.stocks import Holders, make_stocks
from napas.exchange.territories import grow_tree, landmasses_of
from napas.parameters import Layer, Parameters, resolve

FACILITY_LEVEL = "hospital"
"""The key under which a plan goes down to facilities, below every territory."""


@dataclass(frozen=True, slots=True)
class ScenarioRead:
    """What a scenario folder holds.

    Attributes:
        situation: None where a finding stops it; else it carries the findings too.
        settings: None where scenario.toml cannot be used.
        findings: everything that is wrong, of the country's folder too.
        assumptions: what was filled in by rule.
    """

    situation: Situation | None
    settings: ScenarioSettings | None
    findings: tuple[Finding, ...]
    assumptions: tuple[Assumption, ...] = ()


def read_scenario(
    folder: Path, country: Country | None = None, *, leave_out: bool = False
) -> ScenarioRead:
    """Read a scenario folder; never raises.

    Args:
        folder: where scenario.toml lies.
        country: taken instead of the one that the scenario names.
        leave_out: whether to go on without tables that cannot be read, see
            `leaving_out`.
    """
    return read_kept(FolderKeeper(folder), country, leave_out=leave_out)


def read_kept(
    keeper: Keeper, country: Country | None = None, *, leave_out: bool = False
) -> ScenarioRead:
    """Read a scenario wherever it is kept; never raises.

    Args:
        keeper: gives the tables and settings.
        country: taken instead of the one that the scenario names.
        leave_out: whether to go on without tables that cannot be read, see
            `leaving_out`.
    """
    desk = Desk(keeper)
    read = _read(desk, country)
    if leave_out and may_leave_out(desk.lost, desk.findings):
        read = _read_without(desk, country)
    located = map(keeper.locate, read.findings)
    findings = tuple(finding for finding in located if finding is not None)
    if read.situation is None:
        return replace(read, findings=findings)
    situation = replace(read.situation, findings=findings)
    return replace(read, situation=situation, findings=findings)


def _read_without(desk: Desk, country: Country | None) -> ScenarioRead:
    """The scenario without the tables that were lost; why each is left out is kept."""
    read = _read(Desk(Without(desk.keeper, frozenset(desk.lost))), country)
    return replace(read, findings=(*say_left_out(desk.lost), *read.findings))


def _read(desk: Desk, country: Country | None) -> ScenarioRead:
    keeper = desk.keeper
    desk.note(keeper.strange(SCENARIO_TABLES))
    head = read_head(keeper.entries(SCENARIO_FILE), desk.findings)
    if country is None and head is not None:
        country = _named_country(head.settings.country, desk)
    if head is None or country is None:
        for table in SCENARIO_TABLES:
            desk.sheet(table)
        settings = head.settings if head else None
        return ScenarioRead(None, settings, tuple(desk.findings))
    settings = _complete(head, country, desk)
    parameters = resolve(settings.layers)
    situation, fittings = _read_situation(desk, head, parameters, country)
    findings = tuple(desk.findings)
    if stops(findings):
        return ScenarioRead(None, settings, findings)
    assumed = assumptions_of(situation, fittings.usual_heels, parameters)
    here = {
        "",
        *(facility.code for facility in situation.facilities),
        *(plant.code for plant in situation.plants),
    }
    assumed = (*(each for each in keeper.assumptions if each.subject in here), *assumed)
    return ScenarioRead(situation, settings, findings, assumed)


def _named_country(name: str, desk: Desk) -> Country | None:
    """The country a scenario names; its faults stand under the name of its folder."""
    place = desk.keeper.country(name)
    if isinstance(place, Finding):
        desk.note([place])
        return None
    country, findings = read_country(place)
    desk.note(
        replace(fault, spot=replace(fault.spot, file=f"{place.name}/{fault.spot.file}"))
        for fault in findings
    )
    return country


def _complete(head: ScenarioHead, country: Country, desk: Desk) -> ScenarioSettings:
    """The settings with what they take from the country, as far as it has it."""
    level = head.settings.level or country.planning_level
    keys = [each.key for each in country.levels] + [FACILITY_LEVEL]
    if level not in keys:
        desk.note(
            [
                find(
                    Grade.STOP,
                    ExchangeCode.LEVEL_UNKNOWN,
                    spot=Spot(SCENARIO_FILE, 0, "level"),
                    read=shown(level),
                    known=", ".join(keys),
                )
            ]
        )
    day = head.as_of.date()
    if not any(policy.holds_on(day) for policy in country.policies):
        spot = Spot(SCENARIO_FILE, 0, "as_of")
        code = ExchangeCode.POLICY_MISSING
        desk.note([find(Grade.STOP, code, spot=spot, day=day.isoformat())])
    below = Layer(LayerName.COUNTRY, country.parameter_entries)
    return replace(head.settings, level=level, layers=(below, *head.settings.layers))


def _read_situation(
    desk: Desk, head: ScenarioHead, parameters: Parameters, country: Country
) -> tuple[Situation, Fittings]:
    country = _extend(country, desk)
    places = _read_places(country, desk)
    plants = _read_plants(country, desk)
    facility_rows, fittings = _read_fittings(
        desk, head.known_at, parameters["tanks.heel_share"]
    )
    facilities, faults = make_facilities(facility_rows, fittings)
    desk.note(faults)
    holders = Holders(
        facilities={facility.code: facility for facility in facilities},
        plants={plant.code: plant for plant in plants},
        lost_tanks=frozenset(
            (stock.holder, stock.tank)
            for stock in fittings.lost
            if stock.form is Form.LIQUID
        ),
        as_of=head.as_of,
        known_at=head.known_at,
        stale_h=parameters["reports.stale_h"],
    )
    stocks, faults = make_stocks(desk.rows(STOCKS), holders)
    desk.note(faults)
    vehicle_rows = desk.rows(VEHICLES)
    vehicles, faults = make_vehicles(vehicle_rows)
    desk.note(faults)
    desk.settle(VEHICLES, vehicle_rows, (vehicle.code for vehicle in vehicles))
    links = _read_links(country, desk)
    claims, faults = make_claims(desk.rows(CLAIMS))
    desk.note(faults)
    events, faults = make_events(desk.rows(EVENTS), desk.register)
    desk.note(faults)
    orders = tuple(make_orders(desk.rows(ORDERS)))
    told = ReportDesk(
        facilities=tuple(facilities),
        country=country,
        deliveries=orders,
        as_of=head.as_of,
        known_at=head.known_at,
    ).settle(desk.rows(REPORTS), stocks, parameters)
    desk.note(told.findings)
    companies = {each.owner for each in vehicles} | {each.company for each in plants}
    companies |= {tank.owner for each in facilities for tank in each.tanks}
    desk.register.enter(Reference.COMPANY, companies - {""})
    situation = Situation(
        name=head.name,
        as_of=head.as_of,
        known_at=head.known_at,
        country=country,
        places=tuple(places),
        facilities=tuple(facilities),
        plants=tuple(plants),
        vehicles=tuple(vehicles),
        crews=tuple(make_crews(desk.rows(CREWS))),
        links=tuple(links),
        claims=tuple(claims),
        open_orders=orders,
        stocks=(*told.stocks, *fittings.lost_beside(told.stocks)),
        events=tuple(events),
        reports=told.reports,
        names=_read_names(country, desk),
    )
    return situation, fittings


def _read_names(country: Country, desk: Desk) -> Names:
    """The scenario's own codes and names over those of the country."""
    agencies = (agency.code for agency in country.agencies)
    desk.register.enter(Reference.AGENCY, agencies)
    rows = desk.rows(IDENTIFIERS), desk.rows(ALIASES)
    names, faults = make_names(*rows, desk.register, country.naming.names)
    desk.note(faults)
    _, faults = make_choices(desk.rows(MATCHES), desk.register)
    desk.note(faults)
    return names


def _extend(country: Country, desk: Desk) -> Country:
    """The country with the scenario's own territories, its codes in the register."""
    desk.register.code_systems = country.naming.systems
    rows = desk.rows(TERRITORIES)
    tree, faults = grow_tree(rows, country.tree, len(country.levels), desk.register)
    assert tree is not None, "a country has one root, and a scenario adds none"
    desk.note(faults)
    register = desk.register
    register.enter(Reference.LANDMASS, landmasses_of(tree))
    for link in country.links:
        register.enter(Reference.LANDMASS, (link.origin_landmass, link.target_landmass))
    restrictions = (level.code for level in country.restriction_levels)
    register.enter(Reference.RESTRICTION, restrictions)
    types = (cylinder.code for cylinder in country.cylinder_types)
    register.enter(Reference.CYLINDER_TYPE, types)
    return replace(country, tree=tree) if rows else country


def _read_places(country: Country, desk: Desk) -> list[Place]:
    rows = desk.rows(PLACES)
    places = make_places(rows)
    desk.note(doubt_places(rows, places, country.tree, PLACES.file))
    return places


def _read_plants(country: Country, desk: Desk) -> list[Plant]:
    rows = desk.rows(PLANTS)
    plants, faults = make_plants(rows, country.tree)
    desk.note(faults)
    desk.settle(PLANTS, rows, (plant.code for plant in plants))
    return plants


def _read_fittings(
    desk: Desk, known_at: datetime, heel_share: float
) -> tuple[tuple[Row, ...], Fittings]:
    """The rows of facilities, and what stands in those that can be used."""
    rows = desk.rows(FACILITIES)
    desk.settle(FACILITIES, rows, (row.text("code") for row in rows if row.usable))
    fittings = Fittings.empty()
    fittings.add_tanks(desk.rows(TANKS), heel_share)
    fittings.add_cylinders(desk.rows(CYLINDERS))
    fittings.add_sources(desk.rows(OWN_SOURCES))
    census = desk.rows(CENSUS)
    counted = {row.text("facility") for row in census}
    fittings.add_patients(desk.rows(PATIENTS), counted)
    fittings.add_census(census, known_at)
    desk.note(fittings.findings)
    return rows, fittings


def _read_links(country: Country, desk: Desk) -> list[Link]:
    """The scenario's own links, and below them those of the country."""
    sheet = desk.sheet(LINKS)
    links, faults = make_links(sheet.rows)
    desk.note(faults)
    codes = {link.code for link in links}
    desk.settle(LINKS, sheet.rows, codes)
    links += [link for link in country.links if link.code not in codes]
    if sheet.readable:
        desk.register.enter(Reference.LINK, (link.code for link in links))
    desk.note(doubt_ends(sheet.rows, links, desk.register))
    return links
