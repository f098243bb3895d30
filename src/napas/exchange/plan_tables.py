"""A plan as tables for a spreadsheet: places, shipments, unsent, facilities, findings.

Unknown is an empty cell. Text that a spreadsheet would run as a formula is guarded by
an apostrophe, and rows on what was invented by rule say so in the column `synthetic`.
Beside every code of a place stands its name; why something was not sent, and what a
finding says, stands there in every language that there are sentences for.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from napas.domain.finding import Finding
from napas.domain.instant import utc_text
from napas.domain.plan import Cover, PlaceLine, Plan, Reason, Shipment, Unsent
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
    "from_name",
    "to",
    "to_name",
    "vehicle",
    "mass_t",
    "depart",
    "arrive",
    "free_at",
    "source",
    "synthetic",
)
UNSENT_COLUMNS = (
    "day",
    "from",
    "from_name",
    "to",
    "to_name",
    "form",
    "mass_t",
    "reason",
    "synthetic",
)
FACILITY_COLUMNS = (
    "code",
    "name",
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
    "sheet",
    "cell",
    "params",
)
LETTERS = frozenset(
    {"code", "name", "level", "from", "from_name", "to", "to_name"}
    | {"vehicle", "source", "reasons"}
    | {"subject", "file", "column", "sheet", "params"}
)
"""Columns with text that came from outside."""
Cells = Mapping[str, object]
SENTENCE = "sentence_"
"""Columns with what a code says, one a language."""


class Speaker(Protocol):
    """Puts codes into the words of one language."""

    def because(self, reason: Reason) -> str:
        """Why a figure is what it is."""

    def told(self, finding: Finding) -> str:
        """One fault in one line."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What people read beside codes.

    Attributes:
        synthetic: codes of facilities and vehicles that were invented by rule.
        names: of plants, facilities and territories, by code.
        speakers: by language, who puts a reason or a finding into words.
    """

    synthetic: Collection[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, Speaker] = field(default_factory=dict)

    def named(self, **codes: str) -> Cells:
        """Cells of codes, each with the name beside it where there is one."""
        names = {f"{cell}_name": self.names.get(code) for cell, code in codes.items()}
        return {**codes, **names}

    def invents(self, *codes: str) -> bool:
        """Whether any of some codes was invented."""
        return any(code in self.synthetic for code in codes)

    def because(self, reason: Reason) -> Cells:
        """Cells of what a reason says, one a language."""
        return {
            f"{SENTENCE}{language}": speaker.because(reason)
            for language, speaker in self.speakers.items()
        }

    def told(self, finding: Finding) -> Cells:
        """Cells of what a finding says, one a language."""
        return {
            f"{SENTENCE}{language}": speaker.told(finding)
            for language, speaker in self.speakers.items()
        }

    @property
    def sentence_columns(self) -> tuple[str, ...]:
        """One a language."""
        return tuple(f"{SENTENCE}{language}" for language in self.speakers)


NO_LABELS = Labels()


def write_plan_tables(plan: Plan, folder: Path, labels: Labels = NO_LABELS) -> None:
    """Write provinces, places, shipments, unsent, facilities and findings of a plan.

    Args:
        plan: the answer.
        folder: made where it does not exist; files of the same names are replaced.
        labels: what people read beside codes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    said = labels.sentence_columns
    tables = {
        "provinces": (PLACE_COLUMNS, [_place(at, labels) for at in plan.provinces]),
        "places": (PLACE_COLUMNS, [_place(at, labels) for at in plan.places]),
        "shipments": (SHIPMENT_COLUMNS, [_leg(leg, labels) for leg in plan.shipments]),
        "unsent": (
            (*UNSENT_COLUMNS, *said),
            [_unsent(rest, labels) for rest in plan.unsent],
        ),
        "facilities": (FACILITY_COLUMNS, [_cover(at, labels) for at in plan.covers]),
        "findings": (
            (*FINDING_COLUMNS, *said),
            [_finding(fault, labels) for fault in plan.findings],
        ),
    }
    for name, (columns, rows) in tables.items():
        _write(folder / f"{name}.csv", columns, rows)


def _write(file: Path, columns: tuple[str, ...], rows: Iterable[Cells]) -> None:
    letters = LETTERS | {column for column in columns if column.startswith(SENTENCE)}
    with file.open("w", encoding="utf-8", newline="") as stream:
        write_rows(stream, list(columns), set(letters), rows)


def _place(line: PlaceLine, labels: Labels) -> Cells:
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
        "synthetic": labels.invents(line.code),
    }


def _leg(leg: Shipment, labels: Labels) -> Cells:
    return {
        **labels.named(**{"from": leg.origin, "to": leg.target}),
        "day": leg.day,
        "vehicle": leg.vehicle,
        "mass_t": figure(leg.mass_t, T_DECIMALS),
        "depart": utc_text(leg.depart),
        "arrive": utc_text(leg.arrive),
        "free_at": utc_text(leg.free_at),
        "source": leg.source,
        "synthetic": labels.invents(leg.vehicle, leg.target),
    }


def _unsent(rest: Unsent, labels: Labels) -> Cells:
    return {
        **labels.named(**{"from": rest.source, "to": rest.target}),
        **labels.because(rest.reason),
        "day": rest.day,
        "form": rest.form,
        "mass_t": figure(rest.mass_t, T_DECIMALS),
        "reason": rest.reason.code,
        "synthetic": labels.invents(rest.source, rest.target),
    }


def _cover(cover: Cover, labels: Labels) -> Cells:
    return {
        "code": cover.facility,
        "name": labels.names.get(cover.facility),
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


def _finding(fault: Finding, labels: Labels) -> Cells:
    return {
        **labels.told(fault),
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
