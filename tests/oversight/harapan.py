"""One hospital that reports every morning, and what its reports come to."""

from datetime import UTC, datetime, timedelta

from napas.domain.country import CylinderType
from napas.domain.network import CylinderHolding, Facility, Form, Tank
from napas.domain.report import Judged, Report, ReportKind, Verdict
from napas.oversight.screening import ScreeningProblem, screen_reports
from napas.parameters import resolve

MORNING = datetime(2021, 7, 1, 1, tzinfo=UTC)
PARAMETERS = resolve()
KG = {
    "t": 1000.0,
    "kg": 1.0,
    "kL LOX": 1141.2,
    "L LOX": 1.1412,
    "m3@15C": 1.35436,
    "%": 100.0,
    "t/day": 1000.0,
    "kg/day": 1.0,
    "kL LOX/day": 1141.2,
}
"""Kilograms of one; % of the tank of ten tonnes."""
BIG = CylinderType("6m3", "6 m3", 40.0, 150.0, 0.995)
HARAPAN = Facility(
    "harapan",
    "RS Harapan",
    "1",
    class_code="B",
    beds=200,
    tanks=(Tank("T1", 10.0, 2.0),),
    pipeline_l_per_min=1_500.0,
)
KECIL = Facility(
    "kecil",
    "RS Kecil",
    "1",
    class_code="D",
    beds=40,
    cylinders=(CylinderHolding("6m3", 60, 20),),
)
STOCKS_T = (8.2, 7.6, 7.1, 6.5, 5.9, 5.4, 4.9, 9.0, 8.4, 7.8, 7.2, 6.7)
RECEIVED_T = {7: 4.6}
USE_T = 0.55
TODAY = len(STOCKS_T)
FULL = (50, 41, 33, 60, 52, 44, 35, 62, 54, 45, 37, 60)
PIECES_RECEIVED = {3: 35, 7: 35, 11: 31}
PIECES_USED = 8


def tell(
    day: float,
    what: ReportKind,
    value: float,
    unit: str = "t",
    facility: str = "harapan",
) -> Report:
    """A report of a day, read by its unit; one that has no mass is not read."""
    moment = MORNING + timedelta(days=day)
    counted = unit == "pcs"
    mass_kg = value * KG[unit] if unit in KG else None
    return Report(
        facility=facility,
        form=Form.CYLINDER if facility == "kecil" else Form.LIQUID,
        what=what,
        value=value,
        unit=unit,
        as_of=moment,
        known_at=moment + timedelta(minutes=20),
        mass_kg=mass_kg,
        pieces=value if counted else None,
        source="WA",
    )


def stock(value: float, unit: str = "t", day: float = TODAY) -> Report:
    return tell(day, ReportKind.STOCK, value, unit)


def use(value: float, unit: str = "t/day", day: float = TODAY) -> Report:
    return tell(day, ReportKind.USE, value, unit)


def received(value: float, unit: str = "t", day: float = TODAY) -> Report:
    return tell(day, ReportKind.RECEIVED, value, unit)


def full(value: float, unit: str = "pcs", day: float = TODAY) -> Report:
    return tell(day, ReportKind.FULL, value, unit, "kecil")


def empty(value: float, unit: str = "pcs", day: float = TODAY) -> Report:
    return tell(day, ReportKind.EMPTY, value, unit, "kecil")


def pieces_used(value: float, unit: str = "pcs", day: float = TODAY) -> Report:
    return tell(day, ReportKind.USE, value, unit, "kecil")


def pieces_received(value: float, unit: str = "pcs", day: float = TODAY) -> Report:
    return tell(day, ReportKind.RECEIVED, value, unit, "kecil")


def mornings(days: int = TODAY) -> tuple[Report, ...]:
    """What Harapan told on the days before today."""
    return tuple(
        report
        for day in range(days)
        for report in (
            stock(STOCKS_T[day], day=day),
            use(USE_T, day=day),
            received(RECEIVED_T.get(day, 0.0), day=day),
        )
    )


def cylinder_mornings() -> tuple[Report, ...]:
    """What Kecil told on the days before today; it owns eighty cylinders."""
    return tuple(
        report
        for day in range(TODAY)
        for report in (
            full(FULL[day], day=day),
            empty(80 - FULL[day], day=day),
            pieces_used(PIECES_USED, day=day),
            pieces_received(PIECES_RECEIVED.get(day, 0), day=day),
        )
    )


def judge(
    *today: Report, before: tuple[Report, ...] | None = None
) -> tuple[Judged, ...]:
    """Judge today's reports after the mornings before, all of which are trusted."""
    cylinders = bool(today) and today[0].facility == "kecil"
    usual = cylinder_mornings() if cylinders else mornings()
    history = tuple(
        Judged(report, Verdict.ACCEPTED)
        for report in (usual if before is None else before)
    )
    problem = ScreeningProblem(
        reports=today,
        facilities=(HARAPAN, KECIL),
        history=history,
        cylinder_types=(BIG,),
    )
    return screen_reports(problem, PARAMETERS)


def verdict_of(*today: Report) -> Verdict:
    """What is thought of the first of today's reports."""
    return judge(*today)[0].verdict
