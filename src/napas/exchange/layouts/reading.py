"""Layouts from the folder of a country or scenario, one TOML file for each version."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from napas.domain.finding import Finding, Grade, stops
from napas.domain.network import Form
from napas.domain.report import ReportKind
from napas.errors import InvalidError
from napas.exchange.entries import (
    listed_entries,
    read_entries,
    read_toml,
    strange_entries,
)
from napas.exchange.layouts.codes import LayoutCode
from napas.exchange.layouts.layout import (
    PIECES,
    FigureColumn,
    LayoutKind,
    ReportLayout,
)
from napas.exchange.layouts.tables import (
    BETWEEN_UNITS,
    WrittenForm,
    figure_entries,
    layout_entries,
)
from napas.exchange.rows import Row
from napas.units.number_form import NumberForm
from napas.units.spelling import parse_measure

LAYOUT_FOLDER = "layouts"
FIGURES = "figures"
COUNTED = ((PIECES,), Form.CYLINDER)
"""In what, and in which form, full and empty cylinders are reported."""


@dataclass(frozen=True, slots=True)
class LayoutsRead:
    """The layouts of a folder.

    Attributes:
        layouts: those that can be used, by name and version.
        findings: everything that is wrong with any of them.
    """

    layouts: tuple[ReportLayout, ...]
    findings: tuple[Finding, ...]

    def choose(self, name: str, day: date) -> ReportLayout | None:
        """The confirmed version of a layout that is in use on a day; None is none."""
        standing = [
            layout
            for layout in self.layouts
            if layout.name == name
            and layout.confirmed
            and (layout.valid_from is None or layout.valid_from <= day)
        ]
        return max(standing, key=lambda layout: layout.version, default=None)


def read_layouts(folder: Path, cylinder_types: Collection[str]) -> LayoutsRead:
    """Read every layout that lies in `layouts/` of a country or scenario folder.

    Args:
        folder: of the country or scenario; it need not have any.
        cylinder_types: codes of the country's cylinders.
    """
    layouts: list[ReportLayout] = []
    findings: list[Finding] = []
    place = folder / LAYOUT_FOLDER
    for file in sorted(path.name for path in place.glob("*.toml")):
        layout, faults = read_layout(place, file, cylinder_types)
        findings.extend(faults)
        if layout is not None:
            layouts.append(layout)
    layouts.sort(key=lambda layout: (layout.name, layout.version))
    return LayoutsRead(tuple(layouts), tuple(findings))


def read_layout(
    folder: Path, file: str, cylinder_types: Collection[str]
) -> tuple[ReportLayout | None, tuple[Finding, ...]]:
    """Read one layout, None where it cannot be used, and everything wrong with it."""
    entries = read_toml(folder, file)
    if isinstance(entries, Finding):
        return None, (entries,)
    findings: list[Finding] = []
    head_table, figure_table = layout_entries(file), figure_entries(file)
    head = read_entries(entries, head_table, findings)
    findings.extend(strange_entries(file, entries, head_table, also=FIGURES))
    rows = list(
        listed_entries(entries, FIGURES, figure_table, findings, grade=Grade.STOP)
    )
    figures = [_figure(row) for row in rows if row.usable]
    findings.extend(_faults_of(rows, cylinder_types))
    if not figures:
        findings.append(head.fault(Grade.STOP, LayoutCode.FIGURES_MISSING))
    if stops(findings):
        return None, tuple(findings)
    return _layout(head, figures), tuple(findings)


def _layout(head: Row, figures: Iterable[FigureColumn]) -> ReportLayout:
    written = head.word("number_form", WrittenForm)
    return ReportLayout(
        name=head.text("name"),
        sender=head.text("sender"),
        version=head.pieces("version"),
        kind=head.word("kind", LayoutKind),
        figures=tuple(figures),
        moment_column=head.text("moment_column"),
        moment_form=head.text("moment_form"),
        facility_column=head.text("facility_column"),
        facility_system=head.text("facility_system"),
        name_column=head.text("name_column"),
        number_form=None if written is WrittenForm.OPEN else NumberForm(written),
        sheet=head.text("sheet"),
        header_row=head.pieces("header_row"),
        confirmed=head.flag("confirmed"),
        valid_from=head.day("valid_from"),
        source=head.text("source"),
    )


def _figure(row: Row) -> FigureColumn:
    return FigureColumn(
        column=row.text("column"),
        what=row.word("what", ReportKind),
        form=row.word("form", Form),
        units=units_of(row.text("units")),
        cylinder=row.text("cylinder"),
    )


def units_of(written: str) -> tuple[str, ...]:
    """The units that are written beside each other."""
    units = (unit.strip() for unit in written.split(BETWEEN_UNITS))
    return tuple(unit for unit in units if unit)


def _faults_of(rows: Iterable[Row], cylinder_types: Collection[str]) -> list[Finding]:
    """Units that mean nothing here, and cylinders that the country does not know."""
    findings: list[Finding] = []
    for row in rows:
        cylinder = row.text("cylinder")
        if cylinder and cylinder not in cylinder_types:
            findings.append(
                row.fault(
                    Grade.STOP,
                    LayoutCode.CYLINDER_UNKNOWN,
                    "cylinder",
                    read=cylinder,
                    known=", ".join(sorted(cylinder_types)),
                )
            )
        counted = row.cells["what"] in (ReportKind.FULL, ReportKind.EMPTY)
        if counted and (units_of(row.text("units")), row.cells["form"]) != COUNTED:
            code = LayoutCode.COUNT_WITHOUT_PIECES
            findings.append(row.fault(Grade.STOP, code, "units"))
        findings.extend(
            row.fault(Grade.STOP, LayoutCode.UNIT_UNKNOWN, "units", read=unit)
            for unit in units_of(row.text("units"))
            if not _is_unit(unit, row)
        )
    return findings


def _is_unit(unit: str, row: Row) -> bool:
    """Whether it names one amount; a rate is for a use, pieces for cylinders."""
    if unit == PIECES:
        return row.cells["form"] == Form.CYLINDER
    try:
        measure = parse_measure(unit)
    except InvalidError:
        return False
    return measure.period is None or row.cells["what"] == ReportKind.USE
