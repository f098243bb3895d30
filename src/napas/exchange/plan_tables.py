"""A plan as tables for a spreadsheet, one row a place, shipment, facility, finding.

Unknown is an empty cell. Text that a spreadsheet would run as a formula is guarded by
an apostrophe, and rows on what was invented by rule say so in the column `synthetic`.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from napas.domain.finding import Finding
from napas.domain.instant import utc_text
from napas.domain.plan import Cover, PlaceLine, Plan, Shipment
from napas.exchange.plan_document import H_DECIMALS, T_DECIMALS, figure
from napas.exchange.writing import write_rows

PLACE_COLUMNS = (
    "code",
    "name",
    "level",
    "need_t_per_day",
    "need_basis",
    "verified_need_t_per_day",
    "measured_use_t_per_day",
    "measured_use_low_t_per_day",
    "measured_use_high_t_per_day",
    "planned_need_t_per_day",
    "allocated_t_per_day",
    "served_t_per_day",
    "unmet_t_per_day",
    "unmet_critical_t_per_day",
    "binding",
    "reasons",
    "synthetic",
)
SHIPMENT_COLUMNS = (
    "day",
    "from",
    "to",
    "vehicle",
    "mass_t",
    "depart",
    "arrive",
    "free_at",
    "source",
    "synthetic",
)
FACILITY_COLUMNS = (
    "code",
    "form",
    "cover_low_h",
    "cover_h",
    "cover_high_h",
    "as_of",
    "state",
    "synthetic",
    "held_at",
    "trusted_at",
)
FINDING_COLUMNS = (
    "grade",
    "code",
    "subject",
    "file",
    "row",
    "column",
    "params",
)
LETTERS = frozenset(
    {"code", "name", "level", "from", "to", "vehicle", "source", "reasons"}
    | {"subject", "file", "column", "params"}
)
"""Columns with text that came from outside."""
Cells = Mapping[str, object]


def write_plan_tables(
    plan: Plan, folder: Path, *, synthetic: Collection[str] = ()
) -> None:
    """Write provinces, places, shipments, facilities and findings of a plan.

    Args:
        plan: the answer.
        folder: made where it does not exist; files of the same names are replaced.
        synthetic: codes of facilities and vehicles that were invented by rule.
    """
    folder.mkdir(parents=True, exist_ok=True)
    invented = frozenset(synthetic)
    provinces = (_place(line, invented) for line in plan.provinces)
    places = (_place(line, invented) for line in plan.places)
    shipments = (_shipment(leg, invented) for leg in plan.shipments)
    covers = (_cover(cover) for cover in plan.covers)
    findings = (_finding(fault) for fault in plan.findings)
    _write(folder / "provinces.csv", PLACE_COLUMNS, provinces)
    _write(folder / "places.csv", PLACE_COLUMNS, places)
    _write(folder / "shipments.csv", SHIPMENT_COLUMNS, shipments)
    _write(folder / "facilities.csv", FACILITY_COLUMNS, covers)
    _write(folder / "findings.csv", FINDING_COLUMNS, findings)


def _write(file: Path, columns: tuple[str, ...], rows: Iterable[Cells]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        write_rows(stream, list(columns), set(LETTERS), rows)


def _place(line: PlaceLine, invented: frozenset[str]) -> Cells:
    use = line.measured_use_t_per_day
    figures = {
        "need_t_per_day": line.need_t_per_day,
        "verified_need_t_per_day": line.verified_need_t_per_day,
        "measured_use_t_per_day": use.value if use else None,
        "measured_use_low_t_per_day": use.low if use else None,
        "measured_use_high_t_per_day": use.high if use else None,
        "planned_need_t_per_day": line.planned_need_t_per_day,
        "allocated_t_per_day": line.allocated_t_per_day,
        "served_t_per_day": line.served_t_per_day,
        "unmet_t_per_day": line.unmet_t_per_day,
        "unmet_critical_t_per_day": line.unmet_critical_t_per_day,
    }
    return {
        **{name: figure(value, T_DECIMALS) for name, value in figures.items()},
        "code": line.code,
        "name": line.name,
        "level": line.level,
        "need_basis": line.need_source,
        "binding": line.binding,
        "reasons": " ".join(reason.code for reason in line.reasons),
        "synthetic": line.code in invented,
    }


def _shipment(leg: Shipment, invented: frozenset[str]) -> Cells:
    return {
        "day": leg.day,
        "from": leg.origin,
        "to": leg.target,
        "vehicle": leg.vehicle,
        "mass_t": figure(leg.mass_t, T_DECIMALS),
        "depart": utc_text(leg.depart),
        "arrive": utc_text(leg.arrive),
        "free_at": utc_text(leg.free_at),
        "source": leg.source,
        "synthetic": not invented.isdisjoint((leg.vehicle, leg.target)),
    }


def _cover(cover: Cover) -> Cells:
    return {
        "code": cover.facility,
        "form": cover.form,
        "cover_low_h": figure(cover.cover_low_h, H_DECIMALS),
        "cover_h": figure(cover.cover_h, H_DECIMALS),
        "cover_high_h": figure(cover.cover_high_h, H_DECIMALS),
        "as_of": utc_text(cover.as_of) if cover.as_of else None,
        "state": cover.state,
        "synthetic": cover.synthetic,
        "held_at": utc_text(cover.held_at) if cover.held_at else None,
        "trusted_at": utc_text(cover.trusted_at) if cover.trusted_at else None,
    }


def _finding(fault: Finding) -> Cells:
    return {
        "grade": fault.grade,
        "code": fault.code,
        "subject": fault.subject,
        "file": fault.spot.file,
        "row": fault.spot.row or None,
        "column": fault.spot.column,
        "sheet": fault.spot.sheet,
        "cell": fault.spot.cell,
        "params": "; ".join(f"{name}={value}" for name, value in fault.params),
    }
