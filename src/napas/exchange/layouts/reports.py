"""A sender's rows into reports, by its layout; what is open is asked, never guessed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from napas.domain.finding import Finding, Grade, Spot, find
from napas.domain.network import Form
from napas.domain.report import Report, ReportKind
from napas.exchange.cells import shown
from napas.exchange.layouts.amounts import Amount, UnitDiffers, amounts_of
from napas.exchange.layouts.codes import LayoutCode
from napas.exchange.layouts.layout import PIECES, FigureColumn, ReportLayout
from napas.exchange.layouts.records import LayoutRow
from napas.exchange.spreadsheet.book import EMPTY, Cell, CellKind
from napas.units.duration import HOURS_PER_DAY
from napas.units.number_form import NumberForm, write_unmistakable_number

TIME_OF_DAY = ("%H", "%I", "%X", "%c")
"""What a form of moments holds if it tells an hour, not a day alone."""

COUNTED = frozenset({ReportKind.FULL, ReportKind.EMPTY})

Usual = Mapping[tuple[str, Form, ReportKind], tuple[float, float]]
"""By facility, form and kind: the least and most that is usual, kg."""
Settled = Mapping[tuple[str, str], str]
"""By facility and column: the unit that was found to be meant."""


@dataclass(frozen=True, slots=True)
class LayoutContext:
    """What must be known beside a file to read it.

    Attributes:
        find: our code of a facility, from the system of a code, the code and the name
            as written; None where nobody is surely meant.
        zone_of: the IANA zone of a facility.
        full_kg: oxygen in a full cylinder of each type.
        reporting_cut_h: local hour at which a reporting day ends.
        known_at: when the file came in, UTC.
        channel: by which it came.
        facility: whose file it is, where the file does not say.
    """

    find: Callable[[str, str, str], str | None]
    zone_of: Callable[[str], str]
    full_kg: Mapping[str, float]
    reporting_cut_h: float
    known_at: datetime
    channel: str
    facility: str = ""
    usual_kg: Usual = field(default_factory=dict)
    settled: Settled = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportsRead:
    """The reports of a file, and what stands in the way of more."""

    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]


def read_reports(
    rows: Sequence[LayoutRow], layout: ReportLayout, context: LayoutContext
) -> ReportsRead:
    """Read every row by a layout.

    A figure that can be read in several ways becomes a finding with its readings and
    the facility's usual range. Columns of one topic add up; where one of them is not
    known, the sum is not.
    """
    desk = _Desk(layout, context)
    if not layout.confirmed:
        return ReportsRead((), (_unconfirmed(layout),))
    for row in rows:
        desk.read(row)
    return ReportsRead(tuple(desk.reports), tuple(desk.findings))


def _unconfirmed(layout: ReportLayout) -> Finding:
    return find(
        Grade.STOP,
        LayoutCode.UNCONFIRMED,
        subject=layout.name,
        version=layout.version,
        sender=layout.sender,
    )


@dataclass(slots=True)
class _Desk:
    """A file being read.

    Attributes:
        seen: moments for which a facility has a row already, and where.
    """

    layout: ReportLayout
    context: LayoutContext
    reports: list[Report] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seen: dict[tuple[str, datetime], Spot] = field(default_factory=dict)

    def read(self, row: LayoutRow) -> None:
        """Read one row."""
        facility = self._facility(row)
        if facility is None:
            return
        as_of = self._moment(row, facility)
        if as_of is None:
            return
        spot = row.spots[self.layout.moment_column]
        first = self.seen.setdefault((facility, as_of), spot)
        if first is not spot:
            code = LayoutCode.ROW_TWICE
            self._refuse(code, spot, facility, first=first.cell or first.row)
            return
        topics = dict.fromkeys(figure.topic for figure in self.layout.figures)
        for topic in topics:
            self._report(row, facility, as_of, topic)

    def _facility(self, row: LayoutRow) -> str | None:
        layout, context = self.layout, self.context
        if not layout.facility_column and not layout.name_column:
            if not context.facility:
                spot = row.spots[layout.moment_column]
                self._refuse(LayoutCode.FACILITY_MISSING, spot, "")
            return context.facility or None
        code = _text(row, layout.facility_column)
        name = _text(row, layout.name_column)
        spot = row.spots[layout.facility_column or layout.name_column]
        if not code and not name:
            self._refuse(LayoutCode.FACILITY_MISSING, spot, "")
            return None
        found = context.find(layout.facility_system, code, name)
        if found is None:
            read = shown(" ".join(part for part in (code, name) if part))
            self._refuse(LayoutCode.FACILITY_UNKNOWN, spot, "", read=read)
        return found

    def _moment(self, row: LayoutRow, facility: str) -> datetime | None:
        column = self.layout.moment_column
        cell, spot = row.cells[column], row.spots[column]
        as_of = _utc(cell, self.layout.moment_form, facility, self.context)
        if as_of is None:
            form, read = self.layout.moment_form, shown(cell.text)
            code = LayoutCode.MOMENT_UNREADABLE
            self._refuse(code, spot, facility, read=read, form=form)
            return None
        known_at = self.context.known_at
        if as_of > known_at + timedelta(hours=HOURS_PER_DAY):
            code = LayoutCode.MOMENT_AHEAD
            self._refuse(code, spot, facility, read=shown(cell.text))
            return None
        # A report of today that comes before its end speaks of the moment it came.
        return min(as_of, known_at)

    def _report(
        self,
        row: LayoutRow,
        facility: str,
        as_of: datetime,
        topic: tuple[ReportKind, Form],
    ) -> None:
        parts: list[Amount] = []
        figures = [one for one in self.layout.figures if one.topic == topic]
        written = [one for one in figures if row.cells[one.column] != EMPTY]
        if not written:
            return
        for figure in figures:
            amount = self._amount(row, facility, figure)
            if amount is not None:
                parts.append(amount)
        if len(parts) < len(figures):
            return
        what, form = topic
        mass_kg = None if what in COUNTED else _mass_kg(parts)
        self.reports.append(
            Report(
                facility=facility,
                form=form,
                what=what,
                value=sum(part.value for part in parts),
                unit=" + ".join(_as_typed(part, parts) for part in parts),
                as_of=as_of,
                known_at=self.context.known_at,
                mass_kg=mass_kg,
                pieces=_pieces(parts) if mass_kg is None else None,
                channel=self.context.channel,
                source=self.layout.sender,
            )
        )

    def _amount(
        self, row: LayoutRow, facility: str, figure: FigureColumn
    ) -> Amount | None:
        """The one thing a cell says; None where it says none, or more than one."""
        cell, spot = row.cells[figure.column], row.spots[figure.column]
        if cell == EMPTY:
            self._refuse(LayoutCode.FIGURE_MISSING, spot, facility)
            return None
        unit = self.context.settled.get((facility, figure.column))
        asked = figure if unit is None else _settle(figure, unit)
        found = amounts_of(cell, asked, self.layout.number_form, self.context.full_kg)
        if isinstance(found, UnitDiffers):
            code, expected = LayoutCode.UNIT_DIFFERS, " | ".join(figure.units)
            read = shown(cell.text)
            self._refuse(code, spot, facility, read=read, expected=expected)
            return None
        if not found:
            code = LayoutCode.FIGURE_UNREADABLE
            if _bare_without_unit(cell, asked, self.layout.number_form):
                code = LayoutCode.UNIT_MISSING
            self._refuse(code, spot, facility, read=shown(cell.text))
            return None
        if len(found) > 1:
            self._ask(cell, spot, facility, figure, found)
            return None
        return found[0]

    def _ask(
        self,
        cell: Cell,
        spot: Spot,
        facility: str,
        figure: FigureColumn,
        found: tuple[Amount, ...],
    ) -> None:
        """Show the readings, each in kg, beside what is usual."""
        units = {amount.unit for amount in found}
        open_unit = len(units) > 1
        usual = self.context.usual_kg.get((facility, figure.form, figure.what))
        low, high = (None, None) if usual is None else usual
        self._refuse(
            LayoutCode.UNIT_OPEN if open_unit else LayoutCode.NUMBER_OPEN,
            spot,
            facility,
            read=shown(cell.text),
            readings=" | ".join(map(_reading, found)),
            usual_low_kg=low,
            usual_high_kg=high,
        )

    def _refuse(
        self,
        code: LayoutCode,
        spot: Spot,
        facility: str,
        **params: str | float | None,
    ) -> None:
        fault = find(Grade.SET_ASIDE, code, subject=facility, spot=spot, **params)
        self.findings.append(fault)


def _settle(figure: FigureColumn, unit: str) -> FigureColumn:
    return FigureColumn(
        figure.column, figure.what, figure.form, (unit,), figure.cylinder
    )


def _bare_without_unit(
    cell: Cell, figure: FigureColumn, number_form: NumberForm | None
) -> bool:
    """Whether a number stands there for which no unit is known."""
    probe = FigureColumn(figure.column, figure.what, figure.form, ("kg",))
    return not figure.units and bool(amounts_of(cell, probe, number_form, {}))


def _reading(amount: Amount) -> str:
    if amount.mass_kg is None:
        return amount.written
    kg = write_unmistakable_number(round(amount.mass_kg, 1), NumberForm.DECIMAL_POINT)
    return f"{amount.written} = {kg} kg"


def _as_typed(part: Amount, parts: list[Amount]) -> str:
    return part.unit if len(parts) == 1 else part.written


def _mass_kg(parts: list[Amount]) -> float | None:
    masses = [part.mass_kg for part in parts if part.mass_kg is not None]
    return sum(masses) if len(masses) == len(parts) else None


def _pieces(parts: list[Amount]) -> float | None:
    counted = [part.value for part in parts if part.unit.startswith(PIECES)]
    return sum(counted) if len(counted) == len(parts) else None


def _text(row: LayoutRow, column: str) -> str:
    return row.cells[column].text.strip() if column else ""


def _utc(
    cell: Cell, form: str, facility: str, context: LayoutContext
) -> datetime | None:
    """The moment of a cell; a day alone speaks of its end."""
    whole_day = not any(part in form for part in TIME_OF_DAY)
    try:
        if cell.kind is CellKind.MOMENT:
            local = datetime.fromisoformat(cell.text)
        elif cell.kind in (CellKind.TEXT, CellKind.NUMBER):
            local = datetime.strptime(cell.text.strip(), form)  # noqa: DTZ007 - below
        else:
            return None
        if whole_day:
            midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
            local = midnight + timedelta(hours=context.reporting_cut_h)
        if local.tzinfo is None:
            local = local.replace(tzinfo=ZoneInfo(context.zone_of(facility)))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
