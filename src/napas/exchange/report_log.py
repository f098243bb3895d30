"""Reports read elsewhere, added to the table of a scenario: each once, none changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from math import isclose
from pathlib import Path

from napas.domain.finding import Finding, Grade, Spot, find
from napas.domain.instant import utc_text
from napas.domain.network import Form
from napas.domain.report import Report, ReportKind
from napas.domain.situation import Situation
from napas.exchange.appending import append_rows
from napas.exchange.codes import ExchangeCode
from napas.exchange.report_table import REPORTS
from napas.exchange.report_units import read_amount

ALIKE = 1e-9
A_DAY = timedelta(days=1)
"""Within it a file that is read again speaks of the same reporting day."""
Topic = tuple[str, Form, ReportKind]


@dataclass(frozen=True, slots=True)
class Appended:
    """What became of reports that were to be added.

    Attributes:
        added: as they stand in the table now.
        present: how many said what stood there already.
        findings: those that contradict what stands there; they were not added.
    """

    added: tuple[Report, ...]
    present: int
    findings: tuple[Finding, ...]


def append_reports(
    folder: Path, reports: Iterable[Report], situation: Situation
) -> Appended:
    """Add reports to the table of a scenario folder; what stands there stays.

    A report that is there already is not added again. One that says something else of
    the same facility, kind and moment is a finding: a person decides which is right.
    A day's report that was read before the day was over is the same one afterwards.

    Args:
        folder: of the scenario.
        reports: in the order in which they are written.
        situation: as it was read from the folder.

    Raises:
        TableUnfitError: the table cannot take further rows as it stands.
    """
    known: dict[Topic, list[Report]] = {}
    for report in situation.reports:
        known.setdefault(_topic(report), []).append(report)
    added: list[Report] = []
    findings: list[Finding] = []
    present = 0
    for read in reports:
        report = _as_kept(read, situation)
        told = known.setdefault(_topic(report), [])
        if any(_repeats(report, each) for each in told):
            present += 1
            continue
        others = [each for each in told if each.as_of == report.as_of]
        if others:
            findings.append(_contradicts(report, others[0]))
            continue
        told.append(report)
        added.append(report)
    if added:
        names = [column.name for column in REPORTS.columns]
        rows: list[dict[str, object]] = [
            {name: getattr(each, name) for name in names} for each in added
        ]
        for row in rows:
            row["synthetic"] = row["synthetic"] or None  # a table may do without
        append_rows(folder, REPORTS, rows)
    return Appended(tuple(added), present, tuple(findings))


def _topic(report: Report) -> Topic:
    return report.facility, report.form, report.what


def _as_kept(report: Report, situation: Situation) -> Report:
    """It as typed, where the table reads that alike; else what was understood.

    A sum of several figures, and a size that only the sender's form names, cannot be
    told in one cell and its unit: what was written goes to the source.
    """
    capacity_t = sum(
        tank.capacity_t
        for facility in situation.facilities
        if facility.code == report.facility
        for tank in facility.tanks
    )
    amount = read_amount(
        report.value,
        report.unit,
        what=report.what,
        form=report.form,
        capacity_t=capacity_t,
        country=situation.country,
    )
    alike = _equal(amount.mass_kg, report.mass_kg)
    if not report.read or (alike and _equal(amount.pieces, report.pieces)):
        return report
    written = f"{report.source} ({report.unit})".strip()
    if report.mass_kg is not None:
        unit = "kg/day" if report.what is ReportKind.USE else "kg"
        return replace(report, value=report.mass_kg, unit=unit, source=written)
    assert report.pieces is not None, "what was read is a mass or pieces"
    return replace(report, value=report.pieces, unit="pieces", source=written)


def _repeats(report: Report, told: Report) -> bool:
    """Whether a report says what another has said."""
    same = (
        _equal(report.mass_kg, told.mass_kg)
        and _equal(report.pieces, told.pieces)
        and (report.read or (report.value, report.unit) == (told.value, told.unit))
    )
    unfinished = (
        told.as_of == told.known_at
        and told.as_of < report.as_of < told.as_of + A_DAY
        and (told.channel, told.source) == (report.channel, report.source)
    )
    return same and (told.as_of == report.as_of or unfinished)


def _equal(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=ALIKE)


def _contradicts(report: Report, told: Report) -> Finding:
    return find(
        Grade.SET_ASIDE,
        ExchangeCode.REPORT_CONTRADICTS,
        subject=report.facility,
        spot=Spot(REPORTS.file),
        what=report.what,
        form=report.form,
        as_of=utc_text(report.as_of),
        value=report.value,
        unit=report.unit,
        told=told.value,
        expected_unit=told.unit,
        file=REPORTS.file,
    )
