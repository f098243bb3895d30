"""A plan made from where an earlier one ended."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples

from napas.domain.observer import Silence
from napas.planning.allocation.allocate import allocate
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.allocation.basis import Basis, carry_over
from napas.planning.allocation.model import build
from tests.planning.allocation.random_valleys import rich_valleys
from tests.planning.allocation.valley import (
    EVERY,
    Road,
    Town,
    Valley,
    Works,
    settings,
)

PAIR = Valley(
    [Town("A", critical=3.0, severe=9.0), Town("B", critical=5.0, severe=7.0)],
    [Works("V", offer=4.0), Works("W", offer=2.0)],
    [Road("V", "A", lag_h=6.0), Road("V", "B"), Road("W", "B")],
    lengths=(1, 1),
)


def again(before: AllocationAnswer, valley: Valley) -> AllocationAnswer:
    """Allocate from where an earlier answer ended."""
    return allocate(valley.problem(), settings({}), Silence(), start=before)


def reached(answer: AllocationAnswer) -> list[float]:
    """What every aim reached."""
    return [solution.value for solution in answer.stages]


@examples(max_examples=30)
@given(rich_valleys())
def test_an_earlier_answer_changes_the_way_and_not_the_end(valley: Valley) -> None:
    valley = replace(valley, objectives=EVERY)
    struck = replace(
        valley, works=[replace(one, offer=one.offer / 3) for one in valley.works]
    )
    told = reached(again(valley.answer(), struck))
    assert told == pytest.approx(reached(struck.answer()), rel=1e-6, abs=1e-6)


def test_an_answer_that_was_stopped_is_no_hindrance() -> None:
    none = replace(PAIR.answer(), bases=())
    assert reached(again(none, PAIR)) == pytest.approx(reached(PAIR.answer()))


def test_links_keep_their_states_in_another_order() -> None:
    old = build(PAIR.problem())
    turned = [PAIR.roads[2], Road("W", "A"), *PAIR.roads[:2]]
    new = build(replace(PAIR, roads=turned).problem())
    states = np.zeros(old.programme.column_count, dtype=np.int8)
    states[old.columns.flow] = [[2, 2], [3, 3], [4, 4]]
    rows = np.full(old.programme.row_count, 2, dtype=np.int8)
    carried = carry_over(Basis(states, rows), old, new)
    told = carried.columns[new.columns.flow].tolist()
    assert told == [[4, 4], [0, 0], [2, 2], [3, 3]]
    assert set(carried.rows) == {2}


def test_blocks_of_another_size_begin_anew() -> None:
    old = build(PAIR.problem())
    new = build(replace(PAIR, lengths=(1, 1, 1)).problem())
    full = Basis(
        np.full(old.programme.column_count, 2, dtype=np.int8),
        np.full(old.programme.row_count, 2, dtype=np.int8),
    )
    carried = carry_over(full, old, new)
    assert (carried.columns[new.columns.critical] == 0).all()
    assert (carried.rows[new.rows.need] == 1).all()
    assert (carried.columns[new.columns.band] == 2).all()
