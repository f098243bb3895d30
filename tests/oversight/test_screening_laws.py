"""Whatever is reported, every report is judged once, and what cannot be is held."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from napas.domain.network import CylinderHolding, Facility, Form, Tank
from napas.domain.order import Order, OrderStatus
from napas.domain.report import Judged, Report, ReportKind, Verdict
from napas.oversight.screening import ScreeningProblem, screen_reports
from tests.oversight.harapan import BIG, HARAPAN, MORNING, PARAMETERS, mornings

amounts = st.floats(0.0, 1e15) | st.sampled_from([0.0, 1e-300, 1.0, 1e3])
kinds = st.sampled_from(ReportKind)
forms = st.sampled_from(Form)


@st.composite
def facilities(draw: st.DrawFn) -> Facility:
    tank = st.builds(Tank, st.just("T"), st.floats(0.0, 1e6), st.just(0.0))
    return Facility(
        code="odd",
        name="",
        territory="1",
        beds=draw(st.none() | st.integers(0, 10_000)),
        tanks=tuple(draw(st.lists(tank, max_size=2))),
        cylinders=tuple(
            CylinderHolding(code, draw(st.integers(0, 9999)), draw(st.integers(0, 99)))
            for code in draw(st.sampled_from([(), ("6m3",), ("strange",)]))
        ),
        pipeline_l_per_min=draw(st.none() | st.floats(0.0, 1e6)),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    form, what = draw(forms), draw(kinds)
    if what in (ReportKind.FULL, ReportKind.EMPTY):
        form = Form.CYLINDER
    moment = MORNING + timedelta(hours=draw(st.integers(-50, 500)))
    value = draw(amounts)
    counted = form is Form.CYLINDER and draw(st.booleans())
    read = draw(st.sampled_from([None, 1e-3, 1.0, 1.1412, 1e3]))
    mass_kg = None if read is None or counted else value * read
    return Report(
        facility=draw(st.sampled_from(["odd", "gone"])),
        form=form,
        what=what,
        value=value,
        unit=draw(st.sampled_from(["", "t", "m3"])),
        as_of=moment,
        known_at=moment + timedelta(hours=draw(st.integers(-9, 9))),
        mass_kg=mass_kg,
        pieces=value if counted else None,
    )


@st.composite
def notes(draw: st.DrawFn) -> Order:
    arrives = MORNING + timedelta(hours=draw(st.integers(-50, 500)))
    mass_t = draw(st.floats(0.0, 1e9))
    done = OrderStatus.DELIVERED
    return Order("D", "m", "odd", draw(forms), mass_t, arrives, done, arrives)


@settings(max_examples=120, deadline=None)
@given(st.lists(reports(), max_size=25), facilities(), st.lists(notes(), max_size=4))
def test_every_report_is_judged_once_in_the_order_given(
    told: list[Report], facility: Facility, deliveries: list[Order]
) -> None:
    problem = ScreeningProblem(tuple(told), (facility,), (), (BIG,), tuple(deliveries))

    judged = screen_reports(problem, PARAMETERS)

    assert [each.report for each in judged] == told
    for each in judged:
        assert each.trusted or each.findings
        shares = [meaning.odds_share for meaning in each.meanings]
        assert shares == sorted(shares, reverse=True)
        assert each.report.read or each.verdict is Verdict.HELD


@settings(max_examples=60, deadline=None)
@given(st.floats(10.5, 1e12))
def test_more_than_the_tank_can_hold_is_always_held(stock_t: float) -> None:
    report = replace(
        mornings()[-3],
        value=stock_t,
        mass_kg=stock_t * 1000.0,
        as_of=MORNING + timedelta(days=12),
        known_at=MORNING + timedelta(days=12),
    )
    history = tuple(Judged(each, Verdict.ACCEPTED) for each in mornings())
    problem = ScreeningProblem((report,), (HARAPAN,), history)

    assert screen_reports(problem, PARAMETERS)[0].verdict is Verdict.HELD


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0.5, 9.9), st.sampled_from([1e3, 1e-3]), st.integers(0, len(mornings()))
)
def test_a_stock_off_by_a_thousand_is_always_held_whatever_went_before(
    stock_t: float, factor: float, known: int
) -> None:
    report = replace(
        mornings()[-3],
        value=stock_t * factor,
        mass_kg=stock_t * 1000.0 * factor,
        as_of=MORNING + timedelta(days=12),
        known_at=MORNING + timedelta(days=12),
    )
    history = tuple(Judged(each, Verdict.ACCEPTED) for each in mornings()[:known])
    problem = ScreeningProblem((report,), (HARAPAN,), history)

    assert screen_reports(problem, PARAMETERS)[0].verdict is Verdict.HELD


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(range(len(mornings()))), unique=True, max_size=20))
def test_hospitals_do_not_move_one_another(left_out: list[int]) -> None:
    kept = tuple(each for place, each in enumerate(mornings()) if place not in left_out)
    other = replace(HARAPAN, code="other")
    beside = tuple(replace(each, facility="other") for each in mornings())

    alone = screen_reports(ScreeningProblem(kept, (HARAPAN, other)), PARAMETERS)
    together = screen_reports(
        ScreeningProblem((*kept, *beside), (HARAPAN, other)), PARAMETERS
    )

    assert together[: len(alone)] == alone
