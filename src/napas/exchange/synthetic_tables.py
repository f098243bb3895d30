"""Made values as the tables of a scenario folder, the same bytes for the same values."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from napas.domain.instant import utc_text
from napas.domain.network import Facility, Plant, Vehicle
from napas.domain.situation import Place, Stock
from napas.domain.territory import Point, Territory

Cell = str | int | float | bool | date | None
DIGITS = 10
"""Significant digits of a figure; none of ours has more."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the words of its header, and its rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            message = f"a row is longer or shorter than {', '.join(self.header)}"
            raise ValueError(message)


Sheets = Mapping[str, Sheet]


def write_sheets(sheets: Sheets, folder: Path) -> None:
    """Write each table under its name, UTF-8, commas, one newline a row."""
    for name, sheet in sheets.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(sheet.header)
            writer.writerows([cell_text(cell) for cell in row] for row in sheet.rows)


def cell_text(cell: Cell) -> str:
    """How a value is written; nothing is written for what is unknown."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return f"{cell:.{DIGITS}g}"
        case datetime():
            return utc_text(cell)
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def territory_sheet(territories: Iterable[Territory], source: str) -> Sheet:
    """Territories, all with one source."""
    return Sheet(
        (
            "code",
            "name",
            "level",
            "parent",
            "latitude_deg",
            "longitude_deg",
            "landmass",
            "time_zone",
            "population",
            "valid_from",
            "valid_to",
            "source",
        ),
        tuple(
            (
                each.code,
                each.name,
                each.level,
                each.parent,
                *_point(each.point),
                each.landmass,
                each.time_zone,
                each.population,
                each.valid_from,
                each.valid_to,
                source,
            )
            for each in territories
        ),
    )


def place_sheet(places: Sequence[Place], sources: Sequence[str]) -> Sheet:
    """Places, each with its source."""
    return Sheet(
        (
            "territory",
            "need_t_per_day",
            "need_source",
            "need_note",
            "occupied_beds",
            "bed_occupancy_share",
            "active_cases",
            "last_share",
            "restriction",
            "source",
        ),
        tuple(
            (
                each.territory,
                each.need_t_per_day,
                each.need_source,
                each.need_note,
                each.occupied_beds,
                each.bed_occupancy_share,
                each.active_cases,
                each.last_share,
                each.restriction,
                source,
            )
            for each, source in zip(places, sources, strict=True)
        ),
    )


def plant_sheet(plants: Iterable[Plant]) -> Sheet:
    """Plants and ports of entry."""
    return Sheet(
        (
            "code",
            "name",
            "company",
            "territory",
            "latitude_deg",
            "longitude_deg",
            "offered_t_per_day",
            "design_t_per_day",
            "convertible_t_per_day",
            "liquefaction_t_per_day",
            "filling_t_per_day",
            "stock_t",
            "store_t",
            "imports",
            "basis",
            "source",
        ),
        tuple(
            (
                each.code,
                each.name,
                each.company,
                each.territory,
                *_point(each.point),
                each.offered_t_per_day,
                each.design_t_per_day,
                each.convertible_t_per_day,
                each.liquefaction_t_per_day,
                each.filling_t_per_day,
                each.stock_t,
                each.store_t,
                each.imports,
                each.basis,
                each.source,
            )
            for each in plants
        ),
    )


def vehicle_sheet(vehicles: Iterable[Vehicle]) -> Sheet:
    """Vehicles."""
    return Sheet(
        (
            "code",
            "kind",
            "payload_t",
            "base",
            "owner",
            "latitude_deg",
            "longitude_deg",
            "load_t",
            "free_at",
            "synthetic",
            "source",
        ),
        tuple(
            (
                each.code,
                each.kind,
                each.payload_t,
                each.base,
                each.owner,
                *_point(each.position),
                each.load_t,
                each.free_at,
                each.synthetic,
                each.source,
            )
            for each in vehicles
        ),
    )


def facility_sheets(facilities: Sequence[Facility], stocks: Iterable[Stock]) -> Sheets:
    """Facilities with all that hangs on them, in the six tables that hold it."""
    return {
        "facilities": Sheet(
            (
                "code",
                "name",
                "territory",
                "kind",
                "latitude_deg",
                "longitude_deg",
                "class_code",
                "beds",
                "pipeline_l_per_min",
                "filling_t_per_day",
                "receiving_h_per_day",
                "synthetic",
                "source",
            ),
            tuple(
                (
                    each.code,
                    each.name,
                    each.territory,
                    each.kind,
                    *_point(each.point),
                    each.class_code,
                    each.beds,
                    each.pipeline_l_per_min,
                    each.filling_t_per_day,
                    each.receiving_h_per_day,
                    each.synthetic,
                    each.source,
                )
                for each in facilities
            ),
        ),
        "tanks": Sheet(
            (
                "facility",
                "code",
                "capacity_t",
                "heel_t",
                "owner",
                "open_to_others",
                "synthetic",
            ),
            tuple(
                (
                    each.code,
                    tank.code,
                    tank.capacity_t,
                    tank.heel_t,
                    tank.owner,
                    tank.open_to_others,
                    each.synthetic,
                )
                for each in facilities
                for tank in each.tanks
            ),
        ),
        "cylinders": Sheet(
            ("facility", "type_code", "full", "empty", "synthetic"),
            tuple(
                (
                    each.code,
                    holding.type_code,
                    holding.full,
                    holding.empty,
                    each.synthetic,
                )
                for each in facilities
                for holding in each.cylinders
            ),
        ),
        "own_sources": Sheet(
            (
                "facility",
                "kind",
                "pieces",
                "nameplate_l_per_min",
                "working_share",
                "synthetic",
            ),
            tuple(
                (
                    each.code,
                    own.kind,
                    own.pieces,
                    own.nameplate_l_per_min,
                    own.working_share,
                    each.synthetic,
                )
                for each in facilities
                for own in each.sources
            ),
        ),
        **_people(facilities),
        "stocks": Sheet(
            ("holder", "form", "tank", "mass_t", "as_of", "state", "source"),
            tuple(
                (
                    each.holder,
                    each.form,
                    each.tank,
                    each.mass_t,
                    each.as_of,
                    each.state,
                    each.source,
                )
                for each in stocks
            ),
        ),
    }


def _people(facilities: Sequence[Facility]) -> Sheets:
    return {
        "census": Sheet(
            (
                "facility",
                "as_of",
                "occupied_beds",
                "reported_need_t_per_day",
                "synthetic",
            ),
            tuple(
                (
                    each.code,
                    each.census.as_of,
                    each.census.occupied_beds,
                    each.census.reported_need_t_per_day,
                    each.synthetic,
                )
                for each in facilities
                if each.census is not None
            ),
        ),
        "patients": Sheet(
            ("facility", "device", "group", "patients", "synthetic"),
            tuple(
                (
                    each.code,
                    count.device,
                    count.group,
                    count.patients,
                    each.synthetic,
                )
                for each in facilities
                if each.census is not None
                for count in each.census.patients
            ),
        ),
    }


def _point(point: Point | None) -> tuple[float | None, float | None]:
    return (None, None) if point is None else (point.latitude_deg, point.longitude_deg)
