"""One solve: how it is stopped, refused and cleared away."""

import gc
import weakref
from threading import active_count

import highspy
import numpy as np
import pytest

from napas.domain.observer import Silence
from napas.planning.allocation.sheet import Programme, Sheet, pick
from napas.planning.allocation.solver import Ending, Question, solve

SIDE = 120
SEED = 3


class Counter:
    """Counts how often it is asked, and stops after so many times."""

    def __init__(self, patience: int) -> None:
        self.asked = 0
        self.patience = patience

    def report(self, fraction: float, message: str) -> None:
        """Take no notice."""

    def should_stop(self) -> bool:
        """Stop when patience is out."""
        self.asked += 1
        return self.asked > self.patience


def dense() -> Programme:
    """A programme that no presolve makes small."""
    random = np.random.default_rng(SEED)
    sheet = Sheet()
    there = np.ones(SIDE, dtype=bool)
    columns = sheet.columns(there, 0.0, np.inf)
    rows = sheet.rows(there, -np.inf, 1.0)
    sheet.enter(rows[:, None], columns[None, :], random.random((SIDE, SIDE)))
    return sheet.close()


def ask(programme: Programme) -> Question:
    """Ask for the greatest sum of all columns."""
    return Question(np.ones(programme.column_count), (), programme.row_low)


def test_an_observer_is_asked_while_the_solver_runs() -> None:
    programme = dense()
    patient = Counter(10**9)
    assert solve(programme, ask(programme), 1, patient).ending is Ending.OPTIMAL
    assert patient.asked > 10


def test_a_stop_in_the_middle_of_a_solve_ends_it() -> None:
    programme = dense()
    impatient = Counter(5)
    solution = solve(programme, ask(programme), 1, impatient)
    assert solution.ending is Ending.STOPPED
    assert solution.columns.tolist() == [0.0] * SIDE
    assert impatient.asked < 10


def test_a_programme_without_solution_is_a_fault() -> None:
    sheet = Sheet()
    column = sheet.columns(np.array([True]), 0.0, 1.0)
    row = sheet.rows(np.array([True]), 2.0, 2.0)
    sheet.enter(row, column, 1.0)
    programme = sheet.close()
    with pytest.raises(RuntimeError, match="no solution"):
        solve(programme, ask(programme), 1, Silence())


def test_solves_with_other_numbers_of_threads_follow_each_other() -> None:
    programme = dense()
    values = [solve(programme, ask(programme), n, Silence()).value for n in (1, 2, 1)]
    assert values == [values[0]] * 3


def test_a_solve_leaves_neither_threads_nor_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[weakref.ref[highspy.Highs]] = []
    plain = highspy.Highs

    class Watched(plain):  # type: ignore[misc, valid-type] # a class of its own
        """Remembers its instances without keeping them."""

        def __init__(self) -> None:
            super().__init__()
            made.append(weakref.ref(self))

    programme, before = dense(), active_count()
    monkeypatch.setattr(highspy, "Highs", Watched)
    solve(programme, ask(programme), 1, Silence())
    gc.collect()
    assert made[0]() is None
    assert active_count() == before


def test_rows_are_picked_by_number_and_minus_one_picks_none() -> None:
    block = np.array([[4, 5], [6, 7]])
    assert pick(block, np.array([1, -1])).tolist() == [[6, 7], [-1, -1]]
    empty = np.zeros((0, 2), dtype=np.int64)
    assert pick(empty, np.array([-1])).tolist() == [[-1, -1]]


def test_entries_of_absent_rows_and_columns_are_left_out() -> None:
    sheet = Sheet()
    columns = sheet.columns(np.array([True, False]), 0.0, 1.0)
    rows = sheet.rows(np.array([False, True]), -np.inf, 1.0)
    sheet.enter(rows[:, None], columns[None, :], 5.0)
    programme = sheet.close()
    assert (programme.column_count, programme.row_count) == (1, 1)
    assert programme.values.tolist() == [5.0]
