"""An invented half year with planted mistakes: what the screening promises of it.

The full years stand in benchmarks/unit_mistakes.py, the figures in docs/screening.md.
"""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.reporting_year.mistakes import LASTING, SINGLE
from benchmarks.reporting_year.swing import USUAL
from benchmarks.reporting_year.year import make_year
from benchmarks.unit_mistakes import Scores, measure

HALF_YEAR = replace(USUAL, days=180)
HOSPITALS, PER_KIND, SEED = 90, 12, 21


@pytest.fixture(scope="module")
def scores() -> Scores:
    return measure([SEED], HALF_YEAR, HOSPITALS, PER_KIND)


def held_share(scores: Scores, names: list[str]) -> float:
    known = [scores.kinds[name] for name in names if name in scores.kinds]
    planted = sum(score.planted for score in known)
    assert planted > 0
    return sum(score.held for score in known) / planted


def test_every_slip_by_a_thousand_is_stopped(scores: Scores) -> None:
    thousands = [each.name for each in SINGLE if each.thousand]

    assert held_share(scores, thousands) == 1.0


def test_one_honest_report_in_a_hundred_is_held_at_most(scores: Scores) -> None:
    assert scores.honest.held <= 0.01 * scores.honest.planted


def test_few_honest_reports_are_questioned(scores: Scores) -> None:
    assert scores.honest.questioned <= 0.04 * scores.honest.planted


def test_most_other_mistakes_are_held(scores: Scores) -> None:
    others = [each.name for each in SINGLE if not each.thousand]

    assert held_share(scores, others) >= 0.85


def test_large_mistakes_and_changed_units_are_held(scores: Scores) -> None:
    slight = ("kL and t", "m3 gas and kg", "full and empty")
    large = [
        each.name
        for each in SINGLE
        if "changed" in each.name or not each.name.startswith(slight)
    ]

    assert held_share(scores, large) >= 0.93


def test_most_senders_that_switch_for_good_are_held_within_three_reports(
    scores: Scores,
) -> None:
    lasting = [scores.kinds[each.name] for each in LASTING if each.name in scores.kinds]
    planted = sum(score.planted for score in lasting)

    assert sum(score.held_soon for score in lasting) >= 0.8 * planted


def test_the_first_proposal_is_mostly_right(scores: Scores) -> None:
    single = [scores.kinds[each.name] for each in SINGLE if each.name in scores.kinds]
    held = sum(score.held for score in single)

    assert sum(score.right for score in single) >= 0.85 * held


def test_the_same_seed_invents_the_same_year() -> None:
    short = replace(USUAL, days=40)
    first = make_year(short, seed=1, hospitals=8, per_kind=1)
    again = make_year(short, seed=1, hospitals=8, per_kind=1)
    other = make_year(short, seed=2, hospitals=8, per_kind=1)

    assert first.reports == again.reports
    assert first.reports != other.reports


def test_the_invented_truth_keeps_its_mass() -> None:
    year = make_year(replace(USUAL, days=60), seed=3, hospitals=20, per_kind=0)
    lines = year.lines

    assert np.all(lines.mistake == 0)
    read_kg = np.array(
        [0.0 if each.mass_kg is None else each.mass_kg for each in year.reports]
    )
    plain = (lines.unit < 5) & (lines.form == 0)
    assert read_kg[plain] == pytest.approx(lines.honest_kg[plain])
