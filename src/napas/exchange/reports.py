"""Rows of reports: read, judged, and what is trusted of them made into stocks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from napas.domain.country import Country
from napas.domain.finding import Finding, Grade, Spot, find
from napas.domain.network import Facility, Form
from napas.domain.order import Order
from napas.domain.report import Judged, Report, ReportKind
from napas.domain.situation import Stock
from napas.exchange.codes import ExchangeCode
from napas.exchange.report_table import REPORTS
from napas.exchange.report_units import read_amount
from napas.exchange.rows import Row
from napas.oversight.screening import ScreeningProblem, screen_reports
from napas.oversight.trust import StandIn, TrustProblem, alarms_of, stand_ins
from napas.parameters import Parameters

OF_CYLINDERS = frozenset({ReportKind.FULL, ReportKind.EMPTY})
LONG_AGO = datetime.min.replace(tzinfo=UTC)
VALUE = "value"


@dataclass(frozen=True, slots=True)
class ReportsTold:
    """What the table of reports comes to.

    Attributes:
        reports: every one that can be used, as typed.
        stocks: those given, with the ones that the reports tell.
        findings: what is wrong with rows, what is asked, and alarms.
    """

    reports: tuple[Report, ...]
    stocks: tuple[Stock, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ReportDesk:
    """Where the reports of a folder are judged.

    Attributes:
        deliveries: orders; those delivered say what came to a facility.
        as_of: the moment of the picture, UTC.
        known_at: the moment at which it was known, UTC.
    """

    facilities: tuple[Facility, ...]
    country: Country
    deliveries: tuple[Order, ...]
    as_of: datetime
    known_at: datetime

    def settle(
        self, rows: Sequence[Row], stocks: Sequence[Stock], parameters: Parameters
    ) -> ReportsTold:
        """Make reports, judge them, and put what is trusted beside the stocks.

        A report that came in after the picture was taken is not looked at. Of a stock
        and a report of one facility and form the later moment counts.
        """
        reports, findings = self._read(rows)
        known: dict[Report, Row] = {}
        for report, row in reports:
            if report.known_at <= self.known_at:
                known[report] = row
            else:
                code = ExchangeCode.REPORT_NOT_KNOWN_YET
                findings.append(row.doubt(code, "known_at"))
        problem = ScreeningProblem(
            reports=tuple(known),
            facilities=self.facilities,
            cylinder_types=self.country.cylinder_types,
            deliveries=self.deliveries,
        )
        judged = screen_reports(problem, parameters)
        findings.extend(_placed(judged, known.values()))
        trust = TrustProblem(
            judged, self.facilities, self.as_of, self.country.cylinder_types
        )
        merged = list(stocks)
        for stand_in in stand_ins(trust, parameters):
            merged, faults = _merge(merged, stand_in, parameters)
            findings.extend(faults)
        used = replace(trust, used=tuple(merged))
        findings.extend(
            _at(known[alarm.report], alarm.finding)
            for alarm in alarms_of(used, parameters)
        )
        told = tuple(report for report, _ in reports)
        return ReportsTold(told, tuple(merged), tuple(findings))

    def _read(
        self, rows: Sequence[Row]
    ) -> tuple[list[tuple[Report, Row]], list[Finding]]:
        """Reports with their rows, and rows that tell of full or empty liquid."""
        capacities_t = {
            facility.code: sum(tank.capacity_t for tank in facility.tanks)
            for facility in self.facilities
        }
        reports: list[tuple[Report, Row]] = []
        findings: list[Finding] = []
        for row in rows:
            if not row.sound:
                continue
            form, what = row.word("form", Form), row.word("what", ReportKind)
            if what in OF_CYLINDERS and form is not Form.CYLINDER:
                code = ExchangeCode.REPORT_KIND_MISFIT
                findings.append(row.refusal(code, "what", what=what, form=form))
            else:
                capacity_t = capacities_t.get(row.text("facility"), 0.0)
                reports.append((self._report(row, form, what, capacity_t), row))
        return reports, findings

    def _report(
        self, row: Row, form: Form, what: ReportKind, capacity_t: float
    ) -> Report:
        value, unit, as_of = row.certain(VALUE), row.text("unit"), row.instant("as_of")
        amount = read_amount(
            value,
            unit,
            what=what,
            form=form,
            capacity_t=capacity_t,
            country=self.country,
        )
        return Report(
            facility=row.text("facility"),
            form=form,
            what=what,
            value=value,
            unit=unit,
            as_of=as_of,
            known_at=row.moment("known_at") or as_of,
            mass_kg=amount.mass_kg,
            pieces=amount.pieces,
            channel=row.text("channel"),
            source=row.text("source"),
            synthetic=row.flag("synthetic"),
        )


def _placed(judged: Iterable[Judged], rows: Iterable[Row]) -> Iterator[Finding]:
    """The findings of judged reports with their place in the table."""
    for each, row in zip(judged, rows, strict=True):
        for finding in each.findings:
            yield _at(row, finding)


def _at(row: Row, finding: Finding) -> Finding:
    return replace(finding, spot=Spot(REPORTS.file, row.number, VALUE))


def _merge(
    stocks: list[Stock], stand_in: StandIn, parameters: Parameters
) -> tuple[list[Stock], list[Finding]]:
    """Put a stock from reports in the place of earlier ones, or leave it out."""
    reported = replace(stand_in.stock, source=REPORTS.file)
    beside = [
        stock
        for stock in stocks
        if (stock.holder, stock.form) == (reported.holder, reported.form)
    ]
    if not beside:
        return [*stocks, reported], []
    latest = max(stock.as_of or LONG_AGO for stock in beside)
    wins = reported.mass_t is not None and (stand_in.told_at or LONG_AGO) > latest
    faults = _conflict(beside, reported, parameters, wins=wins)
    if not wins:
        held_at = reported.held_at
        if held_at is None or held_at <= latest:
            return stocks, faults
        marked = [
            replace(stock, held_at=held_at, trusted_at=stock.as_of) for stock in beside
        ]
        return [*(stock for stock in stocks if stock not in beside), *marked], faults
    return [*(stock for stock in stocks if stock not in beside), reported], faults


def _conflict(
    beside: Sequence[Stock], reported: Stock, parameters: Parameters, *, wins: bool
) -> list[Finding]:
    """Whether a stock and a report say different things, both known."""
    masses = [stock.mass_t for stock in beside]
    known = [mass_t for mass_t in masses if mass_t is not None]
    if reported.mass_t is None or len(known) < len(masses):
        return []
    stock_t = sum(known)
    agreement = parameters["oversight.agreement_share"]
    if abs(reported.mass_t - stock_t) <= agreement * max(stock_t, reported.mass_t):
        return []
    return [
        find(
            Grade.DOUBTFUL,
            ExchangeCode.REPORT_AND_STOCK_DIFFER,
            subject=reported.holder,
            spot=Spot(REPORTS.file),
            form=reported.form,
            report_t=reported.mass_t,
            stock_t=stock_t,
            used=reported.mass_t if wins else stock_t,
        )
    ]
