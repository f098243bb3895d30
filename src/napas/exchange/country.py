"""A country folder into a country: everything that differs and is not code."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from napas.domain.country import (
    Agency,
    AllocationPolicy,
    Country,
    Currency,
    CylinderType,
    Duty,
    Landmass,
    Level,
    Objective,
    ProcurementRule,
    RestrictionLevel,
)
from napas.domain.finding import Finding, Grade, Spot, find, stops
from napas.domain.identifier import Names
from napas.domain.naming import CodeSystem, Naming
from napas.domain.network import Link
from napas.domain.territory import TerritoryTree
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Reference
from napas.exchange.country_tables import (
    AGENCIES,
    COUNTRY_ENTRIES,
    COUNTRY_FILE,
    COUNTRY_TABLES,
    COUNTRY_TERRITORIES,
    CURRENCY_ENTRIES,
    CYLINDER_TYPES,
    DUTIES,
    LANDMASS_ENTRIES,
    LEVEL_ENTRIES,
    LISTED_ENTRIES,
    POLICY_ENTRIES,
    PROCUREMENT_RULES,
    RESTRICTION_ENTRIES,
    SYSTEM_ENTRIES,
)
from napas.exchange.desk import Desk
from napas.exchange.entries import (
    Entries,
    listed_entries,
    parameter_entries,
    read_entries,
    strange_entries,
)
from napas.exchange.keeper import FolderKeeper
from napas.exchange.links import make_links
from napas.exchange.name_tables import ALIASES, IDENTIFIERS, MATCHES, NAME_WORDS
from napas.exchange.names import make_choices, make_names, make_systems, make_words
from napas.exchange.rows import Row
from napas.exchange.scenario_tables import DEEPEST, LINKS
from napas.exchange.territories import grow_tree, landmasses_of

Made = TypeVar("Made")


def read_country(folder: Path) -> tuple[Country | None, tuple[Finding, ...]]:
    """Read a country folder; never raises.

    Returns:
        the country, None where a finding stops it; and everything that is wrong.
    """
    keeper = FolderKeeper(folder)
    desk = Desk(keeper)
    desk.note(keeper.strange(COUNTRY_TABLES))
    head = _read_head(keeper.entries(COUNTRY_FILE), desk.findings)
    deepest = len(head.levels) if head else int(DEEPEST) + 1
    systems = head.code_systems if head else ()
    desk.register.code_systems = systems
    sheet = desk.sheet(COUNTRY_TERRITORIES)
    tree: TerritoryTree | None = None
    if sheet.readable:
        tree, faults = grow_tree(sheet.rows, None, deepest, desk.register)
        desk.note(faults)
    if head is not None and tree is not None:
        masses = landmasses_of(tree) | set(head.row.several("transit_landmasses"))
        desk.register.enter(Reference.LANDMASS, masses)
    lists = _read_lists(desk)
    naming = _read_naming(desk, systems)
    if head is None or tree is None or stops(desk.findings):
        return None, tuple(desk.findings)
    return _found(head, tree, lists, naming), tuple(desk.findings)


@dataclass(frozen=True, slots=True)
class _Head:
    """What country.toml says."""

    row: Row
    levels: tuple[Level, ...]
    currencies: tuple[Currency, ...]
    policies: tuple[AllocationPolicy, ...]
    restriction_levels: tuple[RestrictionLevel, ...]
    code_systems: tuple[CodeSystem, ...]
    landmasses: tuple[Landmass, ...]
    parameters: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Lists:
    """What the tables beside the tree say."""

    cylinder_types: tuple[CylinderType, ...]
    agencies: tuple[Agency, ...]
    duties: tuple[Duty, ...]
    procurement_rules: tuple[ProcurementRule, ...]
    links: tuple[Link, ...]


def _found(head: _Head, tree: TerritoryTree, lists: _Lists, naming: Naming) -> Country:
    row = head.row
    return Country(
        code=row.text("code"),
        name=row.text("name"),
        code_system=row.text("code_system"),
        languages=row.several("languages"),
        levels=head.levels,
        tree=tree,
        time_zone=row.text("time_zone"),
        reporting_cut_h=row.certain("reporting_cut_h"),
        currencies=head.currencies,
        gas_reference_temperature_c=row.certain("gas_reference_temperature_c"),
        planning_level=row.text("planning_level"),
        bed_norm_kg_per_day=row.figure("bed_norm_kg_per_day"),
        bed_norm_source=row.text("bed_norm_source"),
        cylinder_types=lists.cylinder_types,
        policies=head.policies,
        restriction_levels=head.restriction_levels,
        agencies=lists.agencies,
        duties=lists.duties,
        procurement_rules=lists.procurement_rules,
        landmasses=head.landmasses,
        links=lists.links,
        naming=naming,
        parameter_entries=head.parameters,
    )


def _read_head(entries: Entries | Finding, findings: list[Finding]) -> _Head | None:
    if isinstance(entries, Finding):
        findings.append(entries)
        return None
    also = f"parameters {' '.join(LISTED_ENTRIES)}"
    findings += strange_entries(COUNTRY_FILE, entries, COUNTRY_ENTRIES, also=also)
    row = read_entries(entries, COUNTRY_ENTRIES, findings)
    levels = tuple(
        Level(each.pieces("depth"), each.text("key"), each.text("name"))
        for each in listed_entries(
            entries, "levels", LEVEL_ENTRIES, findings, grade=Grade.STOP
        )
        if each.usable
    )
    findings += _faults_of_levels(row.text("planning_level"), levels)
    return _Head(
        row=row,
        levels=levels,
        currencies=tuple(
            Currency(each.text("code"), each.pieces("decimals"))
            for each in listed_entries(
                entries, "currencies", CURRENCY_ENTRIES, findings
            )
            if each.usable
        ),
        policies=tuple(_policies(entries, findings)),
        restriction_levels=tuple(
            RestrictionLevel(each.text("code"), each.text("name"), each.pieces("rank"))
            for each in listed_entries(
                entries, "restriction_levels", RESTRICTION_ENTRIES, findings
            )
            if each.usable
        ),
        code_systems=make_systems(
            listed_entries(entries, "code_systems", SYSTEM_ENTRIES, findings), findings
        ),
        landmasses=tuple(
            Landmass(each.text("key"), each.text("name"))
            for each in listed_entries(
                entries, "landmasses", LANDMASS_ENTRIES, findings
            )
            if each.usable
        ),
        parameters=parameter_entries(entries, COUNTRY_FILE, findings),
    )


def _faults_of_levels(planning_level: str, levels: tuple[Level, ...]) -> list[Finding]:
    faults: list[Finding] = []
    if not levels or [level.depth for level in levels] != list(range(len(levels))):
        spot = Spot(COUNTRY_FILE, 0, "levels")
        faults.append(find(Grade.STOP, ExchangeCode.COUNTRY_LEVELS_WRONG, spot=spot))
    keys = [level.key for level in levels]
    if planning_level and planning_level not in keys:
        spot = Spot(COUNTRY_FILE, 0, "planning_level")
        faults.append(
            find(
                Grade.STOP,
                ExchangeCode.LEVEL_UNKNOWN,
                spot=spot,
                read=planning_level,
                known=", ".join(keys),
            )
        )
    return faults


def _policies(entries: Entries, findings: list[Finding]) -> Iterable[AllocationPolicy]:
    for row in listed_entries(entries, "policies", POLICY_ENTRIES, findings):
        if not row.usable:
            continue
        objectives = tuple(Objective(each) for each in row.several("objectives"))
        if len(set(objectives)) < len(objectives):
            code = ExchangeCode.POLICY_OBJECTIVE_TWICE
            findings.append(row.refusal(code, "objectives"))
            continue
        yield AllocationPolicy(
            name=row.text("name"),
            objectives=objectives,
            target_reserve_h=row.certain("target_reserve_h"),
            valid_from=row.certain_day("valid_from"),
            valid_to=row.day("valid_to"),
            authority=row.text("authority"),
            source=row.text("source"),
        )


def _read_lists(desk: Desk) -> _Lists:
    cylinder_types = _each(desk.rows(CYLINDER_TYPES), _cylinder_type)
    agency_rows = desk.rows(AGENCIES)
    agencies = _each(agency_rows, _agency)
    desk.settle(AGENCIES, agency_rows, (agency.code for agency in agencies))
    duties = _each(desk.rows(DUTIES), _duty)
    rules = _each(desk.rows(PROCUREMENT_RULES), _procurement_rule)
    links, faults = make_links(desk.rows(LINKS))
    desk.note(faults)
    return _Lists(cylinder_types, agencies, duties, rules, tuple(links))


def _read_naming(desk: Desk, systems: tuple[CodeSystem, ...]) -> Naming:
    words = make_words(desk.rows(NAME_WORDS))
    identifiers, aliases = desk.rows(IDENTIFIERS), desk.rows(ALIASES)
    names, faults = make_names(identifiers, aliases, desk.register, Names())
    desk.note(faults)
    _, faults = make_choices(desk.rows(MATCHES), desk.register)
    desk.note(faults)
    return Naming(systems, words, names)


def _each(rows: Iterable[Row], make: Callable[[Row], Made]) -> tuple[Made, ...]:
    return tuple(make(row) for row in rows if row.usable)


def _cylinder_type(row: Row) -> CylinderType:
    return CylinderType(
        code=row.text("code"),
        name=row.text("name"),
        water_l=row.certain("water_l"),
        pressure_bar=row.certain("pressure_bar"),
        purity=row.certain("purity"),
        valve=row.text("valve"),
        source=row.text("source"),
    )


def _agency(row: Row) -> Agency:
    return Agency(row.text("code"), row.text("name"), row.text("kind"))


def _duty(row: Row) -> Duty:
    return Duty(row.text("task"), row.text("agency"), row.text("territory"))


def _procurement_rule(row: Row) -> ProcurementRule:
    return ProcurementRule(
        code=row.text("code"),
        summary=row.text("summary"),
        valid_from=row.certain_day("valid_from"),
        valid_to=row.day("valid_to"),
        source=row.text("source"),
    )
