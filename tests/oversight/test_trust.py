"""A held figure never enters a stock, and never silences an alarm."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.finding import Finding, Grade, find
from napas.domain.network import CylinderHolding, Form
from napas.domain.report import Judged, Meaning, Mixup, Report, ReportKind, Verdict
from napas.domain.situation import Stock, StockState
from napas.oversight.doubt import ReportDoubt
from napas.oversight.trust import (
    TrustProblem,
    alarms_of,
    stand_ins,
    trusted_stock,
    trusted_stocks,
)
from tests.oversight.harapan import (
    BIG,
    HARAPAN,
    KECIL,
    MORNING,
    PARAMETERS,
    full,
    received,
    stock,
    use,
)

Codes = Callable[[Sequence[Finding]], list[str]]
NOON = MORNING + timedelta(hours=4)
REASON = (find(Grade.SET_ASIDE, ReportDoubt.FAR),)
RED_LINE_H = PARAMETERS["alerts.band_2_h"]


def trusted(report: Report) -> Judged:
    return Judged(report, Verdict.ACCEPTED)


def held(report: Report, *meant_kg: float) -> Judged:
    meanings = tuple(
        Meaning(Mixup.OTHER_UNIT, kg, "kg", kg, 1.0 / len(meant_kg)) for kg in meant_kg
    )
    return Judged(report, Verdict.HELD, REASON, meanings)


def problem(*judged: Judged, as_of: datetime = NOON) -> TrustProblem:
    return TrustProblem(judged, (HARAPAN, KECIL), as_of, (BIG,))


def test_a_trusted_report_is_a_stock() -> None:
    told = trusted(stock(6.1, day=0))

    assert trusted_stocks(problem(told), PARAMETERS) == (
        Stock("harapan", Form.LIQUID, 6.1, MORNING, "WA", StockState.KNOWN),
    )


def test_an_old_report_is_stale_and_an_invented_one_synthetic() -> None:
    told = stock(6.1, day=-2)

    (old,) = trusted_stocks(problem(trusted(told)), PARAMETERS)
    invented = trusted(replace(told, synthetic=True))
    (made,) = trusted_stocks(problem(invented), PARAMETERS)

    assert (old.state, old.mass_t) == (StockState.STALE, 6.1)
    assert (made.state, made.mass_t) == (StockState.SYNTHETIC, 6.1)


def test_behind_a_held_figure_the_last_trusted_one_stands_less_what_was_used() -> None:
    judged = (
        trusted(use(0.6, day=-1)),
        trusted(stock(6.1, day=-1)),
        held(stock(3200.0, day=0)),
    )

    (stands,) = trusted_stocks(problem(*judged), PARAMETERS)

    assert stands.mass_t == pytest.approx(6.1 - 0.6 * 28.0 / 24.0)
    assert stands.as_of == NOON
    assert stands.state is StockState.STALE


def test_what_was_received_since_is_added_up_to_the_brim() -> None:
    judged = (
        trusted(use(0.6, day=-1)),
        trusted(stock(6.1, day=-1)),
        held(stock(3200.0, day=0)),
        trusted(received(2.0, day=0)),
    )

    (stands,) = trusted_stocks(problem(*judged), PARAMETERS)
    flood = (*judged, trusted(received(9.0, day=0)))
    (brimful,) = trusted_stocks(problem(*flood), PARAMETERS)

    assert stands.mass_t == pytest.approx(8.1 - 0.6 * 28.0 / 24.0)
    assert brimful.mass_t == 10.0


def test_use_is_reckoned_by_the_last_report_or_the_middle_of_five() -> None:
    uses = [trusted(use(value, day=day - 5)) for day, value in enumerate((9, 1, 2, 3))]
    judged = (*uses, trusted(stock(9.0, day=-1)), held(stock(1.0, "kg", day=0)))

    (stands,) = trusted_stocks(problem(*judged), PARAMETERS)

    assert stands.mass_t == pytest.approx(9.0 - 3.0 * 28.0 / 24.0)


def test_a_stand_in_is_never_below_nothing() -> None:
    judged = (
        trusted(use(5.0, day=-3)),
        trusted(stock(6.1, day=-3)),
        held(stock(6.0, "kg", day=0)),
    )

    (stands,) = trusted_stocks(problem(*judged), PARAMETERS)

    assert stands.mass_t == 0.0


def test_where_nothing_can_be_trusted_the_stock_is_unknown() -> None:
    (unknown,) = trusted_stocks(problem(held(stock(3200.0, day=0))), PARAMETERS)

    assert (unknown.mass_t, unknown.state) == (None, StockState.UNKNOWN)
    assert stand_ins(problem(held(stock(3200.0, day=0))), PARAMETERS)[0].told_at is None


def test_a_report_of_later_than_the_moment_is_not_looked_at() -> None:
    judged = (trusted(stock(6.1, day=0)), trusted(stock(1.0, day=1)))

    (now,) = trusted_stocks(problem(*judged), PARAMETERS)

    assert now.mass_t == 6.1


def test_one_facility_and_form_can_be_asked_for() -> None:
    judged = (trusted(stock(6.1, day=0)), trusted(full(50.0, day=0)))

    liquid = trusted_stock(judged, HARAPAN, NOON, PARAMETERS)
    pieces = trusted_stock(
        judged, KECIL, NOON, PARAMETERS, form=Form.CYLINDER, cylinder_types=(BIG,)
    )
    none = trusted_stock(judged, KECIL, NOON, PARAMETERS)

    assert liquid.mass_t == 6.1
    assert pieces.mass_t == pytest.approx(50.0 * 8.65e-3, rel=0.01)
    assert (none.state, none.form) == (StockState.UNKNOWN, Form.LIQUID)


def test_pieces_of_an_unknown_size_have_no_mass() -> None:
    strange = replace(KECIL, cylinders=(CylinderHolding("letter-B", 60, 20),))
    told = trusted(full(50.0, day=0))

    stock_of = trusted_stock((told,), strange, NOON, PARAMETERS, form=Form.CYLINDER)

    assert stock_of.state is StockState.UNKNOWN


def test_a_moment_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="as_of"):
        TrustProblem((), (), NOON.replace(tzinfo=None))


def test_a_held_stock_below_the_red_line_raises_an_alarm(codes: Codes) -> None:
    judged = (
        trusted(use(0.6, day=-1)),
        trusted(stock(6.1, day=-1)),
        held(stock(2.1, day=0)),
    )

    alarms = alarms_of(problem(*judged), PARAMETERS)

    assert codes([alarm.finding for alarm in alarms]) == [ReportDoubt.HELD_LOW]
    assert alarms[0].report == judged[-1].report
    assert dict(alarms[0].finding.params)["hours"] == pytest.approx(24.0 * 0.1 / 0.6)


def test_what_may_have_been_meant_raises_an_alarm_too() -> None:
    judged = (
        trusted(use(0.6, day=-1)),
        trusted(stock(6.1, day=-1)),
        held(stock(2100.0, day=0), 2100.0),
    )

    assert len(alarms_of(problem(*judged), PARAMETERS)) == 1


def test_a_held_use_that_would_empty_the_tank_raises_an_alarm() -> None:
    judged = (
        trusted(use(0.6, day=-1)),
        trusted(stock(6.1, day=-1)),
        held(use(24.0, day=0)),
    )

    assert len(alarms_of(problem(*judged), PARAMETERS)) == 1


def test_a_held_figure_that_leaves_enough_raises_none() -> None:
    plenty = (
        trusted(use(0.6, day=-1)),
        trusted(stock(6.1, day=-1)),
        held(stock(7.0, day=0)),
        held(use(0.0, day=0)),
    )

    assert alarms_of(problem(*plenty), PARAMETERS) == ()
    assert alarms_of(problem(trusted(stock(2.0, day=0))), PARAMETERS) == ()
    assert alarms_of(problem(held(received(3.0, day=0))), PARAMETERS) == ()


def test_cylinders_have_a_red_line_too() -> None:
    judged = (held(full(1.0, day=0)), trusted(full(50.0, day=-1)))

    (alarm,) = alarms_of(problem(*judged), PARAMETERS)

    assert alarm.finding.subject == "kecil"


def test_hours_are_reckoned_from_the_stock_that_is_used() -> None:
    """Another table may tell the stock: a held use is held against that one."""
    told = problem(held(use(6.0, day=0)), trusted(use(0.6, day=-1)))
    known = Stock("harapan", Form.LIQUID, 3.0, MORNING, "table", StockState.KNOWN)
    plenty = replace(known, mass_t=9.0)
    undated = replace(known, as_of=None)
    unknown = Stock("harapan", Form.LIQUID, None, None, "", StockState.UNKNOWN)

    def alarms(*used: Stock) -> int:
        return len(alarms_of(replace(told, used=used), PARAMETERS))

    assert alarms() == 0
    assert alarms(known) == alarms(undated) == 1
    assert alarms(plenty) == 0
    assert alarms(known, unknown) == 0
    assert alarms(replace(known, holder="kecil")) == 0


def test_a_stand_in_says_that_a_report_is_held_and_of_when_it_is_itself() -> None:
    before, after = trusted(stock(6.1, day=-1)), trusted(stock(6.0, day=0))

    (stands,) = trusted_stocks(problem(before, held(stock(3200.0, day=0))), PARAMETERS)
    (alone,) = trusted_stocks(problem(held(stock(3200.0, day=0))), PARAMETERS)
    (plain,) = trusted_stocks(problem(held(stock(3200.0, day=-1)), after), PARAMETERS)

    yesterday = MORNING - timedelta(days=1)
    assert (stands.held_at, stands.trusted_at) == (MORNING, yesterday)
    assert (alone.held_at, alone.trusted_at) == (MORNING, None)
    assert (plain.held_at, plain.trusted_at) == (None, None)


def test_an_unreadable_figure_has_no_hours_of_its_own() -> None:
    unread = held(replace(stock(6.1, "m3", day=0), mass_kg=None))

    assert alarms_of(problem(unread), PARAMETERS) == ()


amounts = st.floats(0.0, 12.0)
verdicts = st.sampled_from(Verdict)


@st.composite
def judged_reports(draw: st.DrawFn) -> tuple[Judged, ...]:
    reports: list[Judged] = []
    for day in range(-draw(st.integers(1, 6)), 1):
        for report in (stock(draw(amounts), day=day), use(draw(amounts), day=day)):
            if draw(st.booleans()):
                verdict = draw(verdicts)
                reason = () if verdict is Verdict.ACCEPTED else REASON
                reports.append(Judged(report, verdict, reason))
    return tuple(reports)


@given(judged_reports(), st.floats(0.0, 1e9))
def test_whatever_a_held_figure_is_the_stocks_are_the_same(
    judged: tuple[Judged, ...], other: float
) -> None:
    def altered(each: Judged) -> Judged:
        if each.trusted:
            return each
        return replace(
            each, report=replace(each.report, value=other, mass_kg=other * 1000.0)
        )

    changed = tuple(altered(each) for each in judged)

    assert trusted_stocks(problem(*changed), PARAMETERS) == trusted_stocks(
        problem(*judged), PARAMETERS
    )


@given(judged_reports())
def test_a_stand_in_is_never_more_than_what_was_trusted(
    judged: tuple[Judged, ...],
) -> None:
    stocks_t = [
        each.report.value
        for each in judged
        if each.trusted and each.report.what is ReportKind.STOCK
    ]
    for each in trusted_stocks(problem(*judged), PARAMETERS):
        assert each.mass_t is None or each.mass_t <= stocks_t[-1] + 1e-9


def _is_low(judged: tuple[Judged, ...]) -> bool:
    """Whether trusted reports leave less than the red line, as cover reckons it."""
    stock_of = trusted_stock(judged, HARAPAN, NOON, PARAMETERS)
    if stock_of.mass_t is None:
        return False
    uses = [
        each.report.value
        for each in judged
        if each.trusted and each.report.what is ReportKind.USE
    ][-5:]
    rate_t = max(uses[-1], median(uses)) if uses else 0.4
    usable_t = max(0.0, stock_of.mass_t - 2.0)
    return rate_t > 0.0 and 24.0 * usable_t / rate_t < RED_LINE_H


@given(judged_reports())
def test_an_alarm_is_never_lost_by_holding(judged: tuple[Judged, ...]) -> None:
    believed = tuple(Judged(each.report, Verdict.ACCEPTED) for each in judged)
    if not _is_low(believed):
        return

    told = bool(alarms_of(problem(*judged), PARAMETERS))

    assert told or _is_low(judged)
