"""Stocks from judged reports: a held figure never enters, and never silences an alarm.

Where the newest figure is held, the last trusted one stands in, less what was expected
to be used since and with trusted receipts; it is marked as stale. What a held figure
would mean for the hours left is told as an alarm all the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from statistics import median

from napas.domain.country import CylinderType
from napas.domain.finding import Finding, Grade, find
from napas.domain.instant import require_utc
from napas.domain.network import Facility, Form
from napas.domain.report import Judged, Report, ReportKind
from napas.domain.situation import Stock, StockState
from napas.oversight.doubt import ReportDoubt
from napas.oversight.evidence.limits import (
    piece_content_kg,
    piece_contents_kg,
    usual_use_kg,
)
from napas.parameters import Parameters
from napas.units.duration import HOURS_PER_DAY
from napas.units.mass import kg_from_t, t_from_kg

RED_LINE = "alerts.band_2_h"
LATEST_USES = 5
STOCK_KINDS = frozenset({ReportKind.STOCK, ReportKind.FULL})


@dataclass(frozen=True, slots=True)
class TrustProblem:
    """Judged reports of some facilities, and the moment for which stocks are asked.

    Attributes:
        judged: of any facilities and moments; later ones are not looked at.
        as_of: UTC.
        cylinder_types: of the country, for reports in pieces.
        used: stocks that the hours left are reckoned from; where a facility and form
            has none here, the stock of its trusted reports is meant.
    """

    judged: tuple[Judged, ...]
    facilities: tuple[Facility, ...]
    as_of: datetime
    cylinder_types: tuple[CylinderType, ...] = ()
    used: tuple[Stock, ...] = ()

    def __post_init__(self) -> None:
        require_utc(self.as_of, "as_of")


def trusted_stocks(problem: TrustProblem, parameters: Parameters) -> tuple[Stock, ...]:
    """The stock of every facility and form of which a stock was reported.

    Unknown where none can be trusted; the state of an invented report is synthetic.
    """
    return tuple(each.stock for each in stand_ins(problem, parameters))


@dataclass(frozen=True, slots=True)
class StandIn:
    """A stock from reports, and the moment of the trusted report it rests on."""

    stock: Stock
    told_at: datetime | None


def stand_ins(problem: TrustProblem, parameters: Parameters) -> tuple[StandIn, ...]:
    """The trusted stocks, each with the moment of its report; None where unknown."""
    return tuple(
        _stand_in(books, problem.as_of, parameters)
        for books in _books(problem, parameters)
        if books.stocks
    )


def trusted_stock(
    judged: Sequence[Judged],
    facility: Facility,
    as_of: datetime,
    parameters: Parameters,
    *,
    form: Form = Form.LIQUID,
    cylinder_types: Sequence[CylinderType] = (),
) -> Stock:
    """The stock of one facility and form; unknown where nothing can be trusted."""
    problem = TrustProblem(tuple(judged), (facility,), as_of, tuple(cylinder_types))
    for stock in trusted_stocks(problem, parameters):
        if stock.form is form:
            return stock
    return Stock(facility.code, form, None, None, "", StockState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A held report that would leave a facility below the red line, and its words."""

    report: Report
    finding: Finding


def alarms_of(problem: TrustProblem, parameters: Parameters) -> tuple[Alarm, ...]:
    """Held reports that would leave a facility below the red line of hours.

    A held figure counts as typed and in every way it may have been meant: what is
    asked about is never a reason to wait. Alarms of trusted stocks are those of the
    hours left.
    """
    red_line_h = parameters[RED_LINE]
    alarms: list[Alarm] = []
    for books in _books(problem, parameters):
        hours = list(_hours(books, problem, parameters))
        lowest_h, report = min(hours, key=lambda each: each[0], default=(inf, None))
        if report is not None and lowest_h < red_line_h:
            finding = find(
                Grade.DOUBTFUL,
                ReportDoubt.HELD_LOW,
                subject=report.facility,
                what=report.what,
                form=report.form,
                value=report.value,
                unit=report.unit,
                hours=lowest_h,
                limit=red_line_h,
            )
            alarms.append(Alarm(report, finding))
    return tuple(alarms)


@dataclass(frozen=True, slots=True)
class _Books:
    """The reports of one facility and form up to a moment, each kind in order.

    Attributes:
        piece_kg: oxygen in one full cylinder; None where nobody knows.
    """

    facility: Facility
    form: Form
    stocks: tuple[Judged, ...]
    uses: tuple[Judged, ...]
    receipts: tuple[Judged, ...]
    piece_kg: float | None

    def mass_kg(self, judged: Judged) -> float | None:
        """What a report was read as; None where it could not be read."""
        report = judged.report
        if report.pieces is None:
            return report.mass_kg
        return None if self.piece_kg is None else report.pieces * self.piece_kg

    def trusted(self, judged: Iterable[Judged]) -> list[tuple[Judged, float]]:
        """Those that are trusted, with their mass."""
        return [
            (each, mass_kg)
            for each in judged
            if each.trusted and (mass_kg := self.mass_kg(each)) is not None
        ]

    @property
    def held_stock(self) -> Judged | None:
        """The newest stock, where it is held."""
        return next((each for each in self.stocks[-1:] if not each.trusted), None)

    def use_kg(self, parameters: Parameters) -> float:
        """A day's use to reckon with: the last, the middle of five, or the usual."""
        masses_kg = [mass_kg for _, mass_kg in self.trusted(self.uses)][-LATEST_USES:]
        if masses_kg:
            return max(masses_kg[-1], median(masses_kg))
        return usual_use_kg(self.facility, parameters)[0]

    def usable_kg(self, stock_kg: float, parameters: Parameters) -> float:
        """What stands above the heels of the tanks, or flows out of cylinders."""
        if self.form is not Form.LIQUID:
            return stock_kg * parameters["cover.cylinder_usable_share"]
        heel_t = sum(tank.heel_t for tank in self.facility.tanks)
        return max(0.0, stock_kg - kg_from_t(heel_t))

    @property
    def room_kg(self) -> float:
        """What the tanks can hold; without end where there are none."""
        tanks = self.facility.tanks if self.form is Form.LIQUID else ()
        return kg_from_t(sum(tank.capacity_t for tank in tanks)) if tanks else inf


def _books(problem: TrustProblem, parameters: Parameters) -> Iterator[_Books]:
    """The reports by facility and form, in the order of the facilities."""
    contents_kg = piece_contents_kg(problem.cylinder_types, parameters)
    reported: dict[tuple[str, Form], list[Judged]] = {}
    for judged in problem.judged:
        report = judged.report
        if report.as_of <= problem.as_of:
            key = (report.facility, report.form)
            reported.setdefault(key, []).append(judged)
    for facility in problem.facilities:
        for form in Form:
            mine = reported.get((facility.code, form), [])
            mine.sort(key=lambda each: (each.report.as_of, each.report.known_at))
            if mine:
                yield _Books(
                    facility=facility,
                    form=form,
                    stocks=_of_kinds(mine, STOCK_KINDS),
                    uses=_of_kinds(mine, {ReportKind.USE}),
                    receipts=_of_kinds(mine, {ReportKind.RECEIVED}),
                    piece_kg=piece_content_kg(facility, contents_kg),
                )


def _of_kinds(
    judged: Iterable[Judged], kinds: Iterable[ReportKind]
) -> tuple[Judged, ...]:
    wanted = frozenset(kinds)
    return tuple(each for each in judged if each.report.what in wanted)


def _stand_in(books: _Books, as_of: datetime, parameters: Parameters) -> StandIn:
    """The last trusted stock, as it is or, behind a held one, less what was used."""
    code, form = books.facility.code, books.form
    trusted, held = books.trusted(books.stocks), books.held_stock
    held_at = None if held is None else held.report.as_of
    if not trusted:
        unknown, source = StockState.UNKNOWN, books.stocks[-1].report.source
        stock = Stock(code, form, None, None, source, unknown, held_at=held_at)
        return StandIn(stock, None)
    last, mass_kg = trusted[-1]
    told = last.report.as_of
    stale = timedelta(hours=parameters["reports.stale_h"])
    state = StockState.STALE if as_of - told > stale else StockState.KNOWN
    moment = told
    if held is not None:
        days = (as_of - told) / timedelta(days=1)
        left_kg = max(0.0, mass_kg - books.use_kg(parameters) * days)
        came_kg = sum(
            each_kg
            for each, each_kg in books.trusted(books.receipts)
            if each.report.as_of > told
        )
        mass_kg = min(left_kg + came_kg, max(books.room_kg, mass_kg))
        moment, state = as_of, StockState.STALE
    if last.report.synthetic:
        state = StockState.SYNTHETIC
    source = last.report.source
    stock = Stock(
        holder=code,
        form=form,
        mass_t=t_from_kg(mass_kg),
        as_of=moment,
        source=source,
        state=state,
        held_at=held_at,
        trusted_at=None if held is None else told,
    )
    return StandIn(stock, told)


def _used_kg(
    books: _Books, problem: TrustProblem, parameters: Parameters
) -> float | None:
    """The stock that the hours left are reckoned from, less the use since."""
    own = (books.facility.code, books.form)
    used = [each for each in problem.used if (each.holder, each.form) == own]
    if not used and books.stocks:
        used = [_stand_in(books, problem.as_of, parameters).stock]
    total_kg = None
    for stock in used:
        if stock.mass_t is None:
            return None
        total_kg = (total_kg or 0.0) + kg_from_t(stock.mass_t)
    if total_kg is None:
        return None
    oldest = min(stock.as_of or problem.as_of for stock in used)
    days = max(0.0, (problem.as_of - oldest) / timedelta(days=1))
    return max(0.0, total_kg - books.use_kg(parameters) * days)


def _hours(
    books: _Books, problem: TrustProblem, parameters: Parameters
) -> Iterator[tuple[float, Report]]:
    """Hours left by every held figure, as typed and as it may have been meant."""
    uses = [each for each in books.uses[-LATEST_USES:] if not each.trusted]
    rates: list[tuple[float, Report | None]] = [(books.use_kg(parameters), None)]
    rates += [
        (rate_kg, each.report) for each in uses for rate_kg in _meant_kg(books, each)
    ]
    stocks: list[tuple[float, Report | None]] = []
    if books.held_stock is not None:
        held = books.held_stock
        stocks += [(mass_kg, held.report) for mass_kg in _meant_kg(books, held)]
    used_kg = _used_kg(books, problem, parameters)
    if used_kg is not None:
        stocks.append((used_kg, None))
    for stock_kg, of_stock in stocks:
        for rate_kg, of_use in rates:
            report = of_stock or of_use
            if report is not None and rate_kg > 0.0:
                usable_kg = books.usable_kg(stock_kg, parameters)
                yield HOURS_PER_DAY * usable_kg / rate_kg, report


def _meant_kg(books: _Books, judged: Judged) -> Iterator[float]:
    """A held figure as typed, and as it may have been meant."""
    typed_kg = books.mass_kg(judged)
    if typed_kg is not None:
        yield typed_kg
    for meaning in judged.meanings:
        yield meaning.mass_kg
