"""An invented year made whole: registers month by month, notes, reports, mistakes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.random import Generator

from benchmarks.reporting_year.course import Course, draw_use, run_form
from benchmarks.reporting_year.hospitals import (
    CLASSES,
    CYLINDER,
    CYLINDER_TYPES,
    LIQUID,
    UNITS,
    Array,
    Hospitals,
    Whole,
    invent_hospitals,
)
from benchmarks.reporting_year.planting import plant
from benchmarks.reporting_year.sheets import (
    KINDS,
    MONTH_DAYS,
    PERCENT,
    PIECES,
    Lines,
    join_lines,
    register_kg,
    reporting_days,
    write_lines,
)
from benchmarks.reporting_year.swing import Swing
from napas.domain.network import CylinderHolding, Facility, Form, Tank
from napas.domain.order import Order, OrderStatus
from napas.domain.report import Report, ReportKind

BEGINS = datetime(2021, 1, 1, tzinfo=UTC)
FORMS = (Form.LIQUID, Form.CYLINDER)
TYPED = (*UNITS, "pcs")
PIPELINE_L_PER_MIN = {"A": 3000.0, "B": 1500.0, "C": 1000.0, "D": 1000.0}
HEEL_SHARE = 0.1
BEDS_KNOWN_SHARE = 0.9


@dataclass(frozen=True)
class Year:
    """Reports in the order of `lines`, with what the offices knew when they came.

    Attributes:
        months: first line of each month, and the number of lines at the end.
        registers: the facilities as the office knew them, by month.
        deliveries: those of which the supplier's note is known.
    """

    lines: Lines
    reports: tuple[Report, ...]
    months: tuple[int, ...]
    registers: tuple[tuple[Facility, ...], ...]
    deliveries: tuple[Order, ...]


def make_year(
    swing: Swing, *, seed: int, hospitals: int = 300, per_kind: int = 0
) -> Year:
    """Invent a year with so many mistakes of each kind; none is an honest year."""
    random = np.random.default_rng(seed)
    who = invent_hospitals(hospitals, swing, random)
    need_kg, moved = draw_use(who, swing, random)
    courses = {
        form: run_form(form, who, need_kg, moved, swing, random)
        for form in (LIQUID, CYLINDER)
    }
    says = reporting_days(who, swing, random)
    lines = join_lines(
        *(
            write_lines(form, who, courses[form], says, swing, random)
            for form in courses
        )
    )
    if per_kind:
        plant(lines, who, per_kind, random)
    lines = _in_order_of_days(lines)
    months = int(np.ceil(swing.days / MONTH_DAYS))
    capacities = register_kg(courses, months)
    month = (lines.at_days / MONTH_DAYS).astype(np.int64).clip(0, months - 1)
    starts = np.searchsorted(month, np.arange(months + 1))
    _read_percent(lines, capacities, month)
    beds_known = random.random(who.count) < BEDS_KNOWN_SHARE
    return Year(
        lines=lines,
        reports=tuple(_reports(lines)),
        months=tuple(int(start) for start in starts),
        registers=tuple(
            tuple(_facilities(who, capacities, each, beds_known))
            for each in range(months)
        ),
        deliveries=tuple(_notes(courses, swing, random)),
    )


def _in_order_of_days(lines: Lines) -> Lines:
    order = np.lexsort((lines.bundle, np.floor(lines.at_days)))
    sorted_columns = {
        name: getattr(lines, name)[order] for name in Lines.__dataclass_fields__
    }
    marks = {name: sorted_columns.pop(name) for name in ("mistake", "event", "step")}
    again = Lines(**sorted_columns)
    for name, marked in marks.items():
        setattr(again, name, marked)
    return again


def _read_percent(lines: Lines, capacities: dict[int, Array], month: Whole) -> None:
    """Per cent are read by the tank that the register knows."""
    percent = lines.unit == PERCENT
    known = capacities[LIQUID][month, lines.hospital] / 100.0
    lines.kg_per_unit = np.where(percent, known, lines.kg_per_unit)


def _reports(lines: Lines) -> Iterator[Report]:
    pieces = lines.unit == PIECES
    columns = zip(
        lines.hospital.tolist(),
        lines.form.tolist(),
        lines.kind.tolist(),
        lines.at_days.tolist(),
        lines.value.tolist(),
        lines.unit.tolist(),
        (lines.value * lines.kg_per_unit).tolist(),
        pieces.tolist(),
        strict=True,
    )
    for who, form, kind, at, value, unit, mass_kg, counted in columns:
        moment = BEGINS + timedelta(days=at)
        rate = "/day" if KINDS[kind] is ReportKind.USE and not counted else ""
        yield Report(
            facility=f"H{who:04d}",
            form=FORMS[form],
            what=KINDS[kind],
            value=value,
            unit=TYPED[unit] + rate,
            as_of=moment,
            known_at=moment + timedelta(hours=1),
            mass_kg=None if counted else mass_kg,
            pieces=value if counted else None,
            source="invented",
            synthetic=True,
        )


def _facilities(
    who: Hospitals, capacities: dict[int, Array], month: int, beds_known: np.ndarray
) -> Iterator[Facility]:
    tanks_kg, cylinders_kg = (capacities[form][month] for form in (LIQUID, CYLINDER))
    owned = np.maximum(who.pieces, np.round(cylinders_kg / who.piece_kg))
    for at in range(who.count):
        tank_t = float(tanks_kg[at]) / 1000.0
        klass = CLASSES[int(who.klass[at])]
        tank = Tank("T1", tank_t, tank_t * HEEL_SHARE)
        holding = CylinderHolding(
            CYLINDER_TYPES[int(who.main_type[at])].code, int(owned[at]), 0
        )
        yield Facility(
            code=f"H{at:04d}",
            name="",
            territory="0",
            class_code=klass,
            beds=int(who.beds[at]) if beds_known[at] else None,
            tanks=(tank,) if tank_t else (),
            cylinders=(holding,),
            pipeline_l_per_min=PIPELINE_L_PER_MIN[klass] if tank_t else None,
            synthetic=True,
        )


def _notes(
    courses: dict[int, Course], swing: Swing, random: Generator
) -> Iterator[Order]:
    for form, course in courses.items():
        known = random.random(course.received_kg.shape) < swing.notes_share
        days, hospitals = np.nonzero((course.received_kg > 0.0) & known)
        hours = random.uniform(2.0, 20.0, len(days))
        for day, at, hour in zip(
            days.tolist(), hospitals.tolist(), hours.tolist(), strict=True
        ):
            arrives = BEGINS + timedelta(days=day, hours=1.0 - hour)
            yield Order(
                code=f"D{form}-{day}-{at}",
                supplier="P",
                facility=f"H{at:04d}",
                form=FORMS[form],
                mass_t=float(course.received_kg[day, at]) / 1000.0,
                due=arrives,
                status=OrderStatus.DELIVERED,
                arrives_at=arrives,
            )
