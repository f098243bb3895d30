"""Senders whose figures are in another unit for days, and no single one shows it."""

from datetime import timedelta

import numpy as np
import pytest

from napas.domain.network import Form
from napas.domain.report import Judged, Mixup, Report, ReportKind, Verdict
from napas.oversight.doubt import ReportDoubt
from napas.oversight.episodes import Episode, touched
from napas.oversight.evidence.lasting import HYPOTHESES, SCOPES
from napas.oversight.evidence.mixups import EVERY_LINE, KG_OF, MeantUnit
from napas.oversight.evidence.sheets import STOCK, USE
from napas.oversight.screening import ScreeningProblem, screen_reports
from napas.oversight.trust import trusted_stock
from napas.parameters import Layer, resolve
from tests.oversight.conftest import Codes
from tests.oversight.harapan import HARAPAN, KG, MORNING, PARAMETERS, stock, tell, use

KL_KG = KG_OF[MeantUnit.KILOLITRE]
KL, GAS = KL_KG / 1000.0, KG_OF[MeantUnit.GAS_15]
"""Times a tonne, and times a kilogram."""
EPISODE_CODES = {"report-lasting-mixup", "report-in-doubt-since"}
DAYS, BEGINS, ENDS = 46, 25, 38
USE_KG = 700.0
ROOM_KG, DROP_KG = 2_500.0, 6_000.0


def course(
    *,
    stock_in: float = 1.0,
    use_in: float = 1.0,
    unit: str = "t",
    falls_to: float = 1.0,
    begins: int = BEGINS,
    ends: int = ENDS,
) -> tuple[Report, ...]:
    """Forty days of a hospital that draws 700 kg a day, metered a little at random.

    From one day to another its stock, or use, counts a unit so many times as large as
    the one beside it; or its use truly falls.
    """
    random = np.random.default_rng(4)
    level_kg, reports = 8_000.0, list[Report]()
    for day in range(DAYS):
        inside = begins <= day < ends
        use_kg = USE_KG * (falls_to if inside else 1.0) * np.exp(random.normal(0, 0.04))
        came_kg = DROP_KG if level_kg - use_kg < ROOM_KG else 0.0
        level_kg += came_kg - use_kg
        seen_kg = level_kg + random.normal(0.0, 40.0)
        told_kg = use_kg * np.exp(random.normal(0.0, 0.02))
        stock_kg = seen_kg / (stock_in if inside else 1.0)
        told_kg /= use_in if inside else 1.0
        reports += [
            stock(round(float(stock_kg / KG[unit]), 3), unit, day=day),
            use(round(float(told_kg / KG[unit]), 3), f"{unit}/day", day=day),
            tell(day, ReportKind.RECEIVED, came_kg / KG[unit], unit),
        ]
    return tuple(reports)


def judged_of(
    reports: tuple[Report, ...], history: tuple[Judged, ...] = (), **overrides: float
) -> tuple[Judged, ...]:
    named = tuple((f"screening.{name}", value) for name, value in overrides.items())
    parameters = resolve([Layer("test", named)]) if named else PARAMETERS
    return screen_reports(ScreeningProblem(reports, (HARAPAN,), history), parameters)


def day_of(judged: Judged) -> int:
    return (judged.report.as_of - MORNING) // timedelta(days=1)


def days_held(judged: tuple[Judged, ...], what: ReportKind) -> list[int]:
    return [
        day_of(each)
        for each in judged
        if each.report.what is what and each.verdict is Verdict.HELD
    ]


def codes_of(judged: tuple[Judged, ...]) -> set[str]:
    return {str(finding.code) for each in judged for finding in each.findings}


def found_on(judged: tuple[Judged, ...]) -> int:
    """The first day on which a figure was held as it came in."""
    return min(
        day_of(each)
        for each in judged
        if any(finding.code is ReportDoubt.LASTING for finding in each.findings)
    )


def test_a_week_of_uses_in_kilolitres_is_found_by_the_balance() -> None:
    judged = judged_of(course(use_in=KL))

    assert BEGINS + 1 < found_on(judged) <= BEGINS + 7
    assert len(days_held(judged, ReportKind.USE)) >= 7
    assert days_held(judged, ReportKind.STOCK) == []


def test_what_was_used_since_the_mistake_began_is_taken_back() -> None:
    judged = judged_of(course(use_in=KL))
    back = [
        each
        for each in judged
        if any(finding.code is ReportDoubt.SINCE_THEN for finding in each.findings)
    ]

    assert back
    assert all(each.verdict is Verdict.HELD for each in back)
    assert {each.report.what for each in back} == {ReportKind.USE}
    assert BEGINS - 2 <= min(day_of(each) for each in back) <= BEGINS + 2
    assert min(day_of(each) for each in back) < found_on(judged)


def test_an_honest_fall_of_use_by_as_much_is_believed() -> None:
    """The counter-test: the level falls more slowly too, so nothing is found."""
    judged = judged_of(course(falls_to=1.0 / KL))

    assert not codes_of(judged) & EPISODE_CODES
    assert len(days_held(judged, ReportKind.USE)) <= 1


def test_without_the_cumulative_test_most_of_that_week_would_be_used() -> None:
    blind = judged_of(course(use_in=KL), lasting_nats=20.0)

    assert len(days_held(blind, ReportKind.USE)) <= 2


def test_the_finding_says_since_when_and_what_may_have_been_meant(codes: Codes) -> None:
    judged = judged_of(course(use_in=KL))
    held = [each for each in judged if not each.trusted]
    (finding,) = held[-1].findings
    told = dict(finding.params)

    assert codes([found for each in held for found in each.findings])
    assert (
        str(told["since"]) >= (MORNING + timedelta(days=BEGINS - 2)).date().isoformat()
    )
    assert held[-1].meanings[0].mixup is Mixup.LIQUID_VOLUME
    assert held[-1].meanings[0].unit == "kL LOX/day"
    assert held[-1].meanings[0].mass_kg == pytest.approx(USE_KG, rel=0.15)


def test_a_sender_that_goes_back_to_its_unit_is_believed_again() -> None:
    judged = judged_of(course(use_in=KL, ends=BEGINS + 9))
    late = [each for each in judged if day_of(each) >= BEGINS + 14]

    assert all(each.trusted for each in late)


def test_what_nobody_answers_becomes_a_custom_after_some_reports() -> None:
    reports = course(use_in=GAS, unit="kg", ends=DAYS)
    judged = judged_of(reports, adopted_lasting_reports=4.0)
    adopted = [
        day_of(each)
        for each in judged
        if any(finding.code is ReportDoubt.ADOPTED for finding in each.findings)
    ]

    assert adopted == [max(days_held(judged, ReportKind.USE)) + 1]


def test_a_stock_in_another_unit_stands_aside_for_the_last_one_before() -> None:
    judged = judged_of(course(stock_in=GAS, unit="kg", ends=DAYS)[: 3 * (BEGINS + 6)])
    moment = MORNING + timedelta(days=BEGINS + 6)
    trusted = trusted_stock(judged, HARAPAN, moment, PARAMETERS)

    assert days_held(judged, ReportKind.STOCK)[-1] == BEGINS + 5
    assert trusted.trusted_at == MORNING + timedelta(days=BEGINS - 1)


def test_a_single_sheet_that_is_held_anyway_says_since_when_too() -> None:
    judged = judged_of(course(stock_in=GAS, unit="kg", ends=DAYS))
    both = [
        {str(finding.code) for finding in each.findings}
        for each in judged
        if len(each.findings) > 1
    ]

    assert {"report-mixup", "report-lasting-mixup"} in both


def test_an_episode_of_the_history_is_found_by_what_comes_now() -> None:
    reports = course(use_in=KL)
    split = 3 * (BEGINS + 2)
    history = tuple(Judged(report, Verdict.ACCEPTED) for report in reports[:split])
    judged = judged_of(reports[split:], history)

    assert found_on(judged) <= BEGINS + 8


def test_what_a_person_has_accepted_in_the_midst_of_an_episode_is_believed() -> None:
    reports = course(use_in=GAS, unit="kg", ends=DAYS)
    split = 3 * (BEGINS + 12)
    history = tuple(Judged(report, Verdict.ACCEPTED) for report in reports[:split])
    judged = judged_of(reports[split:], history)

    assert not codes_of(judged) & EPISODE_CODES


def test_an_episode_goes_on_from_the_history_in_which_it_was_held() -> None:
    reports = course(use_in=GAS, unit="kg", ends=DAYS)
    split = 3 * (BEGINS + 5)
    history = judged_of(reports[:split])
    judged = judged_of(reports[split:], history)

    assert days_held(history, ReportKind.USE)[-1] == BEGINS + 4
    assert days_held(judged, ReportKind.USE)[0] == BEGINS + 5


def test_what_is_judged_does_not_hang_on_the_order_of_the_reports() -> None:
    reports = course(use_in=KL)
    forth = {each.report: each.verdict for each in judged_of(reports)}
    back = {each.report: each.verdict for each in judged_of(reports[::-1])}

    assert forth == back


@pytest.mark.parametrize(
    ("typed_kg", "unit", "mixup"),
    [
        (1000.0, MeantUnit.KILOLITRE, Mixup.LIQUID_VOLUME),
        (1.0, MeantUnit.GAS_15, Mixup.GAS_VOLUME),
        (KG_OF[MeantUnit.LITRE], MeantUnit.GAS_15, Mixup.OTHER_UNIT),
    ],
)
def test_a_lasting_mixup_has_the_name_of_its_units(
    typed_kg: float, unit: MeantUnit, mixup: Mixup
) -> None:
    episode = Episode(EVERY_LINE.index(unit), 18_000.0, 18_004.0)

    assert episode.meaning(stock(4.0), typed_kg).mixup is mixup


def test_only_figures_of_its_scope_and_near_its_unit_lie_within_an_episode() -> None:
    of_use = SCOPES.index((USE,)) * len(EVERY_LINE)
    kilolitre = of_use + EVERY_LINE.index(MeantUnit.KILOLITRE)
    typed = np.array([[1000.0, 1000.0, np.nan, np.nan], [1.0, KL_KG, 1.0, 1.0]])
    inside = touched(typed, np.array([kilolitre, kilolitre]))

    assert kilolitre < HYPOTHESES
    assert inside.sum() == 1
    assert inside[0, USE]
    assert not inside[0, STOCK]


def test_cylinders_have_no_densities_to_mix_up() -> None:
    history = [
        tell(day, ReportKind.FULL, 50 - day % 7, "pcs", "kecil") for day in range(30)
    ]
    judged = judged_of(tuple(history))

    assert all(each.report.form is Form.CYLINDER for each in judged)
    assert not codes_of(judged) & EPISODE_CODES
