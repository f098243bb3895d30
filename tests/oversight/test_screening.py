"""Every mix-up that people make, in the reports of one small hospital."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from napas.domain.finding import Finding, Grade
from napas.domain.network import CylinderHolding, Facility, Form, Tank
from napas.domain.order import Order, OrderStatus
from napas.domain.report import Judged, Mixup, Report, ReportKind, Verdict
from napas.oversight.doubt import ReportDoubt
from napas.oversight.screening import ScreeningProblem, screen_reports
from napas.parameters import Layer, resolve
from napas.words import say_finding
from tests.oversight.harapan import (
    BIG,
    HARAPAN,
    KECIL,
    MORNING,
    PARAMETERS,
    TODAY,
    cylinder_mornings,
    empty,
    full,
    judge,
    mornings,
    pieces_received,
    pieces_used,
    received,
    stock,
    tell,
    use,
    verdict_of,
)

Codes = Callable[[Sequence[Finding]], list[str]]
HELD, ASKED, USED = Verdict.HELD, Verdict.QUESTIONED, Verdict.ACCEPTED


def test_the_usual_reports_are_accepted() -> None:
    judged = judge(stock(6.1), use(0.56), received(0.0))

    assert [each.verdict for each in judged] == [USED] * 3
    assert [each.report.what for each in judged] == [
        ReportKind.STOCK,
        ReportKind.USE,
        ReportKind.RECEIVED,
    ]


def test_nothing_reported_is_nothing_judged() -> None:
    assert screen_reports(ScreeningProblem((), (HARAPAN,)), PARAMETERS) == ()


@pytest.mark.parametrize(
    ("today", "mixup", "meant", "unit"),
    [
        (stock(6100.0), Mixup.THOUSAND, 6100.0, "kg"),
        (stock(6.1, "kg"), Mixup.THOUSAND, 6.1, "t"),
        (stock(6100.0, "kL LOX"), Mixup.OTHER_UNIT, 6100.0, "kg"),
        (stock(5.35), Mixup.LIQUID_VOLUME, 5.35, "kL LOX"),
        (stock(6.1, "kL LOX"), Mixup.LIQUID_VOLUME, 6.1, "t"),
        (stock(4504.0, "kg"), Mixup.GAS_VOLUME, 4504.0, "m3@15C"),
        (stock(6100.0, "m3@15C"), Mixup.GAS_VOLUME, 6100.0, "kg"),
        (stock(5.35, "m3@15C"), Mixup.GAS_FOR_LIQUID, 5.35, "kL LOX"),
        (stock(4504.0, "kL LOX"), Mixup.GAS_FOR_LIQUID, 4504.0, "m3@15C"),
        (stock(61.0), Mixup.PERCENT, 61.0, "%"),
        (stock(6.1, "%"), Mixup.PERCENT, 6.1, "t"),
        (stock(0.61), Mixup.DECIMAL_MARK, 6.1, "t"),
        (use(560.0), Mixup.THOUSAND, 560.0, "kg/day"),
        (use(0.56, "kg/day"), Mixup.THOUSAND, 0.56, "t/day"),
        (use(56.0), Mixup.DECIMAL_MARK, 0.56, "t/day"),
        (use(13.2), Mixup.HOUR, 0.55, "t/day"),
        (use(0.0229), Mixup.HOUR, 0.55, "t/day"),
        (use(3.85), Mixup.WEEK, 0.55, "t/day"),
        (use(16.5), Mixup.MONTH, 0.55, "t/day"),
        (received(4600.0), Mixup.THOUSAND, 4600.0, "kg"),
    ],
)
def test_a_mix_up_is_held_with_what_was_probably_meant(
    today: Report, mixup: Mixup, meant: float, unit: str
) -> None:
    held = judge(today)[0]

    assert held.verdict is HELD
    assert held.meanings[0].mixup is mixup
    assert held.meanings[0].unit == unit
    assert held.meanings[0].value == pytest.approx(meant, rel=0.01)
    assert held.report == today


@pytest.mark.parametrize(
    ("today", "mixup", "meant"),
    [
        ((full(312.0), empty(28.0)), Mixup.PIECES, 312.0),
        ((full(520.0), empty(28.0)), Mixup.DECIMAL_MARK, 52.0),
        ((full(52.0, "m3@15C"),), Mixup.PIECES, 52.0),
        ((pieces_used(48.0), full(52.0)), Mixup.PIECES, 48.0),
        ((pieces_used(80.0), full(52.0)), Mixup.DECIMAL_MARK, 8.0),
    ],
)
def test_cylinders_are_not_taken_for_cubic_metres(
    today: tuple[Report, ...], mixup: Mixup, meant: float
) -> None:
    held = judge(*today)[0]

    assert held.verdict is HELD
    assert held.meanings[0].mixup is mixup
    assert held.meanings[0].value == pytest.approx(meant)


def test_a_thousandth_is_held_even_after_days_on_which_nothing_was_left() -> None:
    """When the tank ran dry the usual use says nothing; the highest still does."""
    dry = tuple(
        tell(day, ReportKind.USE, value, "kg/day")
        for day, value in enumerate((380, 410, 1800, 930, 200, 60, 20, 10, 6, 4, 3))
    )

    slipped, plain = use(1.9, "kg/day", day=11), use(7.0, "kg/day", day=11)

    assert judge(slipped, before=dry)[0].verdict is HELD
    assert judge(plain, before=dry)[0].verdict is not HELD


def test_an_unusual_unit_is_held_on_less_doubt_than_the_usual_one() -> None:
    """Another word beside a number that may be of either unit."""
    today = use(0.52, "kL LOX/day")
    before = tuple(
        Judged(report, Verdict.ACCEPTED)
        for report in mornings()
        if report.what is ReportKind.USE
    )

    def verdict(share: float) -> Verdict:
        told = (("screening.changed_unit_held_share", share),)
        problem = ScreeningProblem((today,), (HARAPAN,), before)
        return screen_reports(problem, resolve([Layer("test", told)]))[0].verdict

    assert verdict(0.05) is HELD
    assert verdict(0.9) is not HELD


def test_full_and_empty_that_were_swapped_are_both_held() -> None:
    today = (full(28.0), empty(52.0), pieces_used(8.0), pieces_received(0.0))

    held = judge(*today)

    assert [each.verdict for each in held] == [HELD, HELD, USED, USED]
    assert held[0].meanings[0].mixup is Mixup.SWAPPED
    assert held[0].meanings[0].value == pytest.approx(52.0)
    assert held[1].meanings[0].value == pytest.approx(28.0)


def test_the_use_of_the_days_since_the_last_report_is_known_by_the_gap() -> None:
    quiet = mornings()
    held = judge(stock(3.95, day=TODAY + 4), use(2.75, day=TODAY + 4), before=quiet)[1]

    assert held.verdict is HELD
    assert held.meanings[0].mixup is Mixup.SINCE_LAST


def test_a_sheet_that_is_all_in_another_unit_is_held_whole() -> None:
    held = judge(
        stock(6.1, "kL LOX"), use(0.49 * 1.1412, "t/day"), received(4.0, "kL LOX")
    )

    assert held[0].verdict is HELD


def test_more_than_the_tank_holds_is_said_as_such(codes: Codes) -> None:
    held = judge(stock(6100.0))[0]

    assert codes(held.findings) == [ReportDoubt.BEYOND_TANK, ReportDoubt.MIXUP]
    assert {finding.grade for finding in held.findings} == {Grade.SET_ASIDE}
    assert {finding.subject for finding in held.findings} == {"harapan"}


def test_the_question_is_asked_in_the_words_of_the_country() -> None:
    told = say_finding(judge(stock(6100.0))[0].findings[1], "id")

    assert "6.100 t; biasanya 4,9 sampai 9 t. Mungkin maksudnya 6.100 kg?" in told


@pytest.mark.parametrize(
    ("today", "code"),
    [
        ((use(13.2),), ReportDoubt.BEYOND_FLOW),
        ((received(4600.0),), ReportDoubt.BEYOND_ROOM),
        ((full(312.0), empty(28.0)), ReportDoubt.BEYOND_CYLINDERS),
        ((empty(280.0), full(52.0)), ReportDoubt.BEYOND_CYLINDERS),
    ],
)
def test_what_is_beyond_pipeline_tank_or_cylinders_is_held(
    today: tuple[Report, ...], code: ReportDoubt, codes: Codes
) -> None:
    held = judge(*today)[0]

    assert held.verdict is HELD
    assert codes(held.findings)[0] == code


def test_half_a_cylinder_is_held(codes: Codes) -> None:
    held = judge(full(1.2))[0]

    assert held.verdict is HELD
    assert ReportDoubt.NOT_WHOLE in codes(held.findings)


def test_a_stock_that_is_missing_without_a_reason_is_questioned(codes: Codes) -> None:
    asked = judge(stock(3.0), use(0.56), received(0.0))

    assert [each.verdict for each in asked] == [ASKED] * 3
    assert codes(asked[0].findings) == [ReportDoubt.UNUSUAL]
    assert asked[0].findings[0].grade is Grade.DOUBTFUL


def test_a_wave_is_not_taken_for_a_mistake() -> None:
    grown = [Judged(use(0.55 * 1.08**day, day=TODAY + day), USED) for day in range(21)]
    problem = ScreeningProblem(
        reports=tuple(each.report for each in grown), facilities=(HARAPAN,)
    )

    assert {each.verdict for each in screen_reports(problem, PARAMETERS)} == {USED}


def test_patients_who_are_moved_in_at_once_are_believed_when_the_stock_agrees() -> None:
    assert verdict_of(use(1.4), stock(5.3), received(0.0)) is not HELD


def test_a_unit_that_is_changed_rightly_is_accepted() -> None:
    assert verdict_of(stock(6150.0, "kg"), use(550.0, "kg/day")) is USED
    assert verdict_of(stock(5.4, "kL LOX"), use(0.55)) is USED


def test_a_sender_that_changes_its_unit_for_good_is_followed() -> None:
    levels = (6150.0, 5600.0, 5050.0, 4500.0, 3950.0)
    reports = [stock(kg, "kg", day=TODAY + day) for day, kg in enumerate(levels)]

    assert {each.verdict for each in judge(*reports)} == {USED}


def test_a_first_report_is_judged_by_tank_and_beds() -> None:
    def first(report: Report) -> Verdict:
        return judge(report, before=())[0].verdict

    assert first(stock(6.1)) is USED
    assert first(stock(6100.0)) is HELD
    assert first(stock(6.1, "kg")) is HELD
    assert first(use(0.5)) is USED
    assert first(use(500.0)) is HELD
    assert first(use(0.5, "kg/day")) is HELD
    assert first(stock(0.0)) is USED


def test_an_empty_tank_is_a_fact_and_not_a_mix_up() -> None:
    low = [*mornings()[:-3], stock(0.6, day=TODAY - 1), use(0.5, day=TODAY - 1)]

    assert judge(stock(0.0), before=tuple(low))[0].verdict is USED


def test_a_facility_nobody_knows_is_judged_by_what_is_usual_anywhere() -> None:
    strange = replace(use(0.4), facility="unknown")
    slip = replace(use(400.0), facility="unknown")
    problem = ScreeningProblem((strange,), ())

    assert screen_reports(problem, PARAMETERS)[0].verdict is USED
    problem = ScreeningProblem((slip,), ())
    assert screen_reports(problem, PARAMETERS)[0].verdict is HELD


def test_a_delivery_note_shows_what_was_received() -> None:
    note = Order(
        "D",
        "mill",
        "harapan",
        Form.LIQUID,
        3.0,
        MORNING,
        OrderStatus.DELIVERED,
        MORNING + timedelta(days=TODAY - 0.5),
    )

    def told(received_t: float, stock_t: float) -> list[Verdict]:
        problem = ScreeningProblem(
            reports=(stock(stock_t), received(received_t)),
            facilities=(HARAPAN,),
            history=tuple(Judged(each, USED) for each in mornings()),
            deliveries=(note,),
        )
        return [each.verdict for each in screen_reports(problem, PARAMETERS)]

    assert told(3.0, 9.1) == [USED, USED]
    assert told(3.0 / 1.1412, 9.1) == [USED, HELD]


def test_an_order_that_was_not_delivered_is_no_note() -> None:
    for status, arrives in (
        (OrderStatus.LOADED, MORNING),
        (OrderStatus.DELIVERED, None),
    ):
        order = Order(
            "O", "mill", "harapan", Form.LIQUID, 3.0, MORNING, status, arrives
        )
        problem = ScreeningProblem(
            (stock(6.1),),
            (HARAPAN,),
            tuple(Judged(each, USED) for each in mornings()),
            deliveries=(order,),
        )
        assert screen_reports(problem, PARAMETERS)[0].verdict is USED


def test_a_report_from_the_future_is_held(codes: Codes) -> None:
    early = replace(stock(6.1), known_at=MORNING)
    held = judge(early)[0]

    assert held.verdict is HELD
    assert codes(held.findings) == [ReportDoubt.FROM_FUTURE]


@pytest.mark.parametrize(
    ("today", "units"),
    [
        (stock(6.1, "m3"), {"t", "kL LOX"}),
        (stock(6100.0, ""), {"kg", "L LOX", "m3@15C"}),
        (use(0.55, "m3"), {"t/day", "kL LOX/day"}),
        (use(280.0, "lpm?"), {"LPM", "kg/day", "m3@15C/day"}),
        (full(52.0, "botol besar"), {"pcs"}),
        (stock(0.0, "m3"), set()),
    ],
)
def test_a_unit_that_means_several_amounts_is_held_with_those_that_would_do(
    today: Report, units: set[str], codes: Codes
) -> None:
    held = judge(today)[0]

    assert held.verdict is HELD
    assert {meaning.unit for meaning in held.meanings} >= units
    said = [*held.findings]
    if not units or not today.unit:
        assert [str(each.code) for each in said] == [ReportDoubt.UNIT_UNCLEAR]
    else:
        assert codes(said) == [ReportDoubt.UNIT_UNCLEAR]


def test_a_figure_far_from_all_that_was_usual_is_held_without_an_explanation(
    codes: Codes,
) -> None:
    bare = replace(HARAPAN, pipeline_l_per_min=None, beds=None)
    problem = ScreeningProblem(
        reports=(use(1e9),),
        facilities=(bare,),
        history=tuple(Judged(use(0.5, day=day), USED) for day in range(9)),
    )

    held = screen_reports(problem, PARAMETERS)[0]

    assert held.verdict is HELD
    assert held.meanings == ()
    assert codes(held.findings) == [ReportDoubt.FAR]


def test_nothing_is_proposed_that_could_not_be_either() -> None:
    held = judge(stock(1e9))[0]

    assert [str(each.code) for each in held.findings] == [ReportDoubt.BEYOND_TANK]
    assert held.meanings == ()


def test_a_slight_new_custom_is_adopted_after_some_reports_that_nobody_answered(
    codes: Codes,
) -> None:
    lower = [
        report
        for day in range(6)
        for report in (
            stock(5.3 - 0.55 * day, day=TODAY + day),
            use(0.55, day=TODAY + day),
            received(0.0, day=TODAY + day),
        )
    ]
    stocks = [each for each in judge(*lower) if each.report.what is ReportKind.STOCK]

    assert [each.verdict for each in stocks] == [HELD] * 3 + [ASKED] + [USED] * 2
    assert codes(stocks[3].findings) == [ReportDoubt.ADOPTED]


def test_a_slip_by_a_thousand_is_never_adopted() -> None:
    slips = [stock(6.1 - 0.5 * day, "kg", day=TODAY + day) for day in range(12)]

    assert {each.verdict for each in judge(*slips)} == {HELD}


def test_what_a_person_has_accepted_is_history() -> None:
    answered = (*mornings(), stock(5.3))

    assert judge(stock(4.75, day=TODAY + 1), before=answered)[0].verdict is USED


def test_what_was_held_in_history_is_not_believed() -> None:
    wrong = judge(stock(61.0))[0]
    problem = ScreeningProblem(
        reports=(stock(5.6, day=TODAY + 1),),
        facilities=(HARAPAN,),
        history=(*(Judged(each, USED) for each in mornings()), wrong),
    )

    assert screen_reports(problem, PARAMETERS)[0].verdict is USED


def test_the_order_in_which_reports_are_given_does_not_matter() -> None:
    reports = (*mornings(), stock(6100.0), use(0.56), *cylinder_mornings())
    problem = ScreeningProblem(reports, (HARAPAN, KECIL), cylinder_types=(BIG,))
    backwards = replace(problem, reports=reports[::-1])

    forwards = screen_reports(problem, PARAMETERS)

    assert screen_reports(backwards, PARAMETERS) == forwards[::-1]


def test_two_channels_may_tell_the_same_moment() -> None:
    twice = (stock(6.1), replace(stock(6.1), channel="form"))

    assert {each.verdict for each in judge(*twice)} == {USED}


def test_a_higher_bar_holds_less() -> None:
    strict = resolve([Layer("test", (("screening.held_share", 0.9),))])
    history = tuple(Judged(each, USED) for each in mornings())
    problem = ScreeningProblem((stock(5.55),), (HARAPAN,), history)

    usual = screen_reports(problem, PARAMETERS)[0].verdict
    barred = screen_reports(problem, strict)[0].verdict

    assert (usual, barred) == (HELD, ASKED)


def test_the_tank_that_was_taken_out_for_a_larger_one_must_be_entered_first() -> None:
    larger = replace(HARAPAN, tanks=(Tank("T2", 20.0, 4.0),))
    history = tuple(Judged(each, USED) for each in mornings())

    def told(facility: Facility) -> Verdict:
        problem = ScreeningProblem((stock(14.0),), (facility,), history)
        return screen_reports(problem, PARAMETERS)[0].verdict

    assert told(HARAPAN) is HELD
    assert told(larger) is not HELD


def test_cylinders_that_were_given_are_asked_about_and_not_held() -> None:
    given = (full(64.0), empty(36.0), pieces_used(8.0), pieces_received(12.0))

    assert HELD not in {each.verdict for each in judge(*given)}


def test_a_reserve_of_cylinders_is_hardly_used() -> None:
    both = replace(HARAPAN, cylinders=(CylinderHolding("6m3", 30, 0),))

    def reserve(day: int, what: ReportKind, pieces: float) -> Report:
        report = tell(day, what, pieces, "pcs", "kecil")
        return replace(report, facility="harapan")

    before = tuple(
        Judged(each, USED)
        for day in range(10)
        for each in (
            reserve(day, ReportKind.FULL, 30.0),
            reserve(day, ReportKind.USE, 0.0),
        )
    )
    today = (reserve(10, ReportKind.FULL, 28.0), reserve(10, ReportKind.USE, 2.0))
    problem = ScreeningProblem(today, (both,), before, (BIG,))

    judged = screen_reports(problem, PARAMETERS)

    assert {each.verdict for each in judged} == {USED}
