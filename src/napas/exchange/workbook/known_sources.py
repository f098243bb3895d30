"""Plants and vehicles taken from a scenario of the country, where a workbook asks so.

What they held and where they drove at the moment of that scenario is left behind; that
they are there at all is an assumption, and so is what they offer.
"""

from collections.abc import Container, Iterator, Mapping

from napas.domain.assumption import Assumption, AssumptionRule
from napas.domain.country import Country
from napas.domain.finding import Finding, Grade, find
from napas.domain.network import Plant, Vehicle
from napas.domain.situation import Situation
from napas.domain.territory import TerritoryTree
from napas.exchange.cells import shown
from napas.exchange.scenario import read_scenario
from napas.exchange.scenario_tables import PLANTS, VEHICLES
from napas.exchange.scenarios import scenarios_folder, shipped_scenarios
from napas.exchange.workbook.codes import WorkbookCode
from napas.exchange.workbook.drafts import Draft, Origin
from napas.exchange.writing import as_cell, plant_cells, vehicle_cells

OF_COUNTRY = "country"
"""Asks for the latest scenario of the country, whatever its name."""
OF_THE_STORE = frozenset({"stock_t"})
OF_THE_WAY = frozenset({"load_t", "free_at", "latitude_deg", "longitude_deg"})
"""What was true of a store, or of a vehicle, at another moment alone."""


def take_sources(
    asked: str, country: Country, drafts: Mapping[str, Draft], origin: Origin
) -> tuple[tuple[Assumption, ...], tuple[Finding, ...]]:
    """Fill the tables of plants and vehicles that a workbook leaves empty.

    Args:
        asked: the name of a scenario that comes with the program, or `country`.
        country: of the workbook.
        drafts: tables by file.
        origin: where it was asked.

    Returns:
        what is assumed by it, and why nothing could be taken.
    """
    situation = _situation(asked, country)
    if situation is None:
        unknown = asked != OF_COUNTRY
        code = WorkbookCode.SOURCES_UNKNOWN if unknown else WorkbookCode.SOURCES_ABSENT
        known = ", ".join((OF_COUNTRY, *shipped_scenarios()))
        spot = origin.spot("sources")
        fault = find(Grade.DOUBTFUL, code, spot=spot, read=shown(asked), known=known)
        return (), (fault,)
    assumed: list[Assumption] = []
    plants = drafts[PLANTS.file]
    if not plants.own:
        for plant in situation.plants:
            above = _nearest(plant.territory, situation.country.tree, country.tree)
            told = {**plant_cells(plant), "territory": above}
            plants.add(_texts(told, OF_THE_STORE), origin)
            assumed.extend(_offer(plant, situation.name))
    vehicles = drafts[VEHICLES.file]
    if not (vehicles.own or vehicles.more):
        known_bases = {row.text("code") for row in plants.rows}
        taken = list(_vehicles(situation, country, known_bases))
        for cells in taken:
            vehicles.add(_texts(cells, OF_THE_WAY), origin)
        if taken:
            assumed.append(_fleet(len(taken), situation.name))
    return tuple(assumed), ()


def _situation(asked: str, country: Country) -> Situation | None:
    """The latest scenario of that name, or of the country; None where there is none."""
    found: list[Situation] = []
    for name in shipped_scenarios():
        if asked in (OF_COUNTRY, name):
            situation = read_scenario(scenarios_folder() / name).situation
            if situation is not None and situation.country.code == country.code:
                found.append(situation)
    return max(found, key=lambda situation: situation.as_of, default=None)


def _nearest(code: str, tree: TerritoryTree, known: TerritoryTree) -> str:
    """The nearest territory at or above one that the country itself has."""
    return next(above.code for above in tree.upwards(code) if above.code in known)


def _vehicles(
    situation: Situation, country: Country, bases: set[str]
) -> Iterator[Mapping[str, object]]:
    """Vehicles stationed at a plant or in a territory; others have lost their base."""
    tree = situation.country.tree
    for vehicle in situation.vehicles:
        base = _base(vehicle, tree, country.tree, bases)
        if base:
            yield {**vehicle_cells(vehicle), "base": base}


def _base(
    vehicle: Vehicle, tree: TerritoryTree, known: TerritoryTree, bases: set[str]
) -> str:
    if vehicle.base in bases:
        return vehicle.base
    return _nearest(vehicle.base, tree, known) if vehicle.base in tree else ""


def _texts(cells: Mapping[str, object], left_behind: Container[str]) -> dict[str, str]:
    return {
        name: "" if name in left_behind else as_cell(value)
        for name, value in cells.items()
    }


def _offer(plant: Plant, source: str) -> Iterator[Assumption]:
    offered = plant.offered_t_per_day
    if offered is not None:
        yield Assumption(
            subject=plant.code,
            field="offered_t_per_day",
            value=offered,
            unit="t/day",
            rule=AssumptionRule.OFFER,
            low=0.0,
            high=max(offered, plant.design_t_per_day or 0.0),
            source=source,
        )


def _fleet(count: int, source: str) -> Assumption:
    return Assumption(
        subject="",
        field="vehicles",
        value=float(count),
        unit="pieces",
        rule=AssumptionRule.FLEET,
        low=0.0,
        high=float(count),
        source=source,
    )
