"""Laws of an allocation: mass, forms, bounds and the order of objectives."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from napas.domain.country import Objective
from napas.domain.observer import Silence
from napas.planning.allocation.aims import Aim
from napas.planning.allocation.allocate import AllocationStep, allocate
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.arrays.needs import CRITICAL, SEVERE
from tests.planning.allocation.random_valleys import rich_valleys
from tests.planning.allocation.valley import (
    EVERY,
    SERVE,
    SLACK_T,
    Road,
    Town,
    Valley,
    Works,
    first_two,
    level,
    served_t,
    settings,
)

GRAVEST, OTHER = SERVE
ORDERS = (
    SERVE,
    (OTHER, GRAVEST),
    EVERY,
    (Objective.EVENNESS, GRAVEST, OTHER),
    (GRAVEST, Objective.EVENNESS, OTHER, Objective.RESERVE_HOURS),
)


def test_concentrators_never_serve_the_critical() -> None:
    town = Town("A", critical=5.0, severe=3.0, low_flow=3.0)
    answer = Valley([town]).answer()
    assert answer.unmet_t[0, 0, CRITICAL] == pytest.approx(5.0)
    assert answer.unmet_t[0, 0, SEVERE] == pytest.approx(0.0)
    assert answer.low_flow_t[0, 0] == 3.0


def test_liquid_does_not_stand_in_for_cylinders() -> None:
    clinic = Town(
        "A", critical=5.0, room=0.0, cylinder=5.0, all_cylinders=9.0, turn=9.0
    )
    valley = Valley([clinic], [Works("W", offer=50.0)], [Road("W", "A")])
    assert served_t(valley.answer()) == pytest.approx(0.0)


def test_cylinders_do_not_stand_in_for_liquid() -> None:
    hospital = Town("A", critical=5.0, all_cylinders=9.0, turn=9.0, full=9.0)
    assert served_t(Valley([hospital]).answer()) == pytest.approx(0.0)


def test_a_tank_that_may_not_be_filled_above_its_heel_gives_nothing() -> None:
    bare = Town("A", critical=5.0, room=0.0, order=(4.0,))
    valley = Valley([bare], [Works("W", offer=50.0)], [Road("W", "A")])
    assert served_t(valley.answer()) == pytest.approx(0.0)


def test_a_country_in_which_nothing_is_known_has_an_empty_answer() -> None:
    nothing = Valley([Town("A", critical=5.0, known=False)])
    for order in (SERVE, EVERY):
        answer = replace(nothing, objectives=order).answer()
        assert answer.unmet_t.sum() == 0.0
        assert not answer.stopped


def test_an_order_on_the_road_is_let_in_as_the_tank_empties() -> None:
    town = Town("A", critical=4.0, room=2.0, start=2.0, order=(6.0,))
    answer = Valley([town], lengths=(1, 1)).answer()
    assert served_t(answer) == pytest.approx(8.0)


@examples(max_examples=40)
@given(
    rich_valleys(), st.sampled_from(ORDERS), st.sampled_from(("offer", "lift", "room"))
)
def test_more_of_anything_never_serves_less_in_the_order_of_the_policy(
    valley: Valley, order: tuple[Objective, ...], more: str
) -> None:
    poor = replace(
        valley, objectives=tuple(one for one in order if one in SERVE), boiloff=0.0
    )
    rich = {
        "offer": replace(
            poor, works=[replace(one, offer=one.offer + 3.0) for one in poor.works]
        ),
        "lift": replace(poor, lift=poor.lift + 25.0),
        "room": replace(
            poor, towns=[replace(one, room=one.room + 5.0) for one in poor.towns]
        ),
    }[more]
    before, after = first_two(poor.answer()), first_two(rich.answer())
    assert after[0] >= before[0] - SLACK_T
    if after[0] <= before[0] + SLACK_T:
        assert after[1] >= before[1] - 1e-3


@examples(max_examples=40)
@given(rich_valleys())
def test_a_later_objective_never_worsens_an_earlier_one(valley: Valley) -> None:
    whole = valley.answer()
    for count in (1, 2, 3):
        few = replace(valley, objectives=EVERY[:count]).answer()
        for at, column in enumerate((CRITICAL, SEVERE)[:count]):
            now = whole.unmet_t[:, :, column].sum()
            then = few.unmet_t[:, :, column].sum()
            assert now <= then + SLACK_T, at


def test_the_nearer_source_is_taken_where_only_cost_decides() -> None:
    valley = Valley(
        [Town("A", critical=5.0)],
        [Works("V", offer=50.0), Works("W", offer=50.0)],
        [Road("V", "A", km=900.0), Road("W", "A", km=10.0)],
        reserve_h=0.0,
    )
    assert valley.answer().liquid_t[:, 0] == pytest.approx([0.0, 5.0], abs=SLACK_T)


def test_conversion_and_imports_are_the_last_resort() -> None:
    valley = Valley(
        [Town("A", critical=5.0)],
        [Works("P", offer=50.0, imports=True), Works("W", offer=2.0, convert=9.0)],
        [Road("P", "A"), Road("W", "A", km=120.0)],
        reserve_h=0.0,
    )
    answer = valley.answer()
    assert answer.liquid_t[:, 0] == pytest.approx([0.0, 5.0], abs=SLACK_T)
    assert level(answer, answer.model.columns.converted).sum() == pytest.approx(3.0)


def test_reserve_is_kept_up_to_its_target_after_all_are_served() -> None:
    valley = Valley(
        [Town("A", critical=5.0)], [Works("W", offer=50.0)], [Road("W", "A")]
    )
    answer = valley.answer()
    assert level(answer, answer.model.columns.tank)[0, 0] == pytest.approx(
        5.0, abs=1e-3
    )


class Impatient:
    """An observer that stops after it was asked so many times."""

    def __init__(self, patience: int) -> None:
        self.patience = patience
        self.heard: list[tuple[float, str]] = []

    def report(self, fraction: float, message: str) -> None:
        """Remember what was said."""
        self.heard.append((fraction, message))

    def should_stop(self) -> bool:
        """Stop when patience is out."""
        self.patience -= 1
        return self.patience < 0


COMMON = Valley(
    [Town("A", critical=2.0, severe=4.0), Town("B", critical=1.0, severe=8.0)],
    [Works("W", offer=9.0)],
    [Road("W", "A"), Road("W", "B", km=900.0)],
    lengths=(1, 1),
)


def stopped_after(patience: int) -> AllocationAnswer:
    """The answer of an observer with little patience."""
    return allocate(COMMON.problem(), settings({}), Impatient(patience))


def test_a_stop_at_once_gives_nothing_and_says_so() -> None:
    answer = stopped_after(0)
    assert answer.stopped
    assert answer.stages == ()
    assert answer.unmet_t.sum() == pytest.approx(30.0)


def test_a_stop_returns_what_the_last_finished_solve_reached() -> None:
    whole = COMMON.answer()
    ends: Sequence[AllocationAnswer] = [stopped_after(count) for count in range(12)]
    halves = [answer for answer in ends if answer.stopped and answer.stages]
    assert {len(answer.stages) for answer in halves} >= {1, 2, 3, 6}
    for answer in halves:
        assert answer.unmet_t[:, :, CRITICAL].sum() == pytest.approx(
            whole.unmet_t[:, :, CRITICAL].sum(), abs=SLACK_T
        )


def test_an_observer_hears_every_objective() -> None:
    patient = Impatient(10**6)
    allocate(COMMON.problem(), settings({}), patient)
    assert [fraction for fraction, _ in patient.heard] == pytest.approx(
        [step / 10 for step in range(10)]
    )
    assert {message for _, message in patient.heard} == {AllocationStep.SOLVING}


@examples(max_examples=10)
@given(rich_valleys())
def test_the_same_problem_has_the_same_answer_on_any_threads(valley: Valley) -> None:
    first = valley.answer()
    assert np.array_equal(first.columns, valley.answer().columns)
    assert np.array_equal(first.columns, valley.answer(threads=2).columns)


def test_only_what_is_asked_about_is_settled() -> None:
    valley = Valley([Town("A", severe=4.0, start=1.0)], objectives=EVERY)
    answer = allocate(
        valley.problem(), settings({}), Silence(), until=Objective.UNMET_SEVERE
    )
    assert answer.aims == (Aim.UNMET_CRITICAL, Aim.UNMET_SEVERE)
    assert not answer.stopped
    assert answer.unmet_t.sum() == pytest.approx(3.0)
