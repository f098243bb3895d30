"""One engine: how it solves, holds, is stopped, refused and cleared away."""

import gc
import weakref
from threading import active_count

import highspy
import numpy as np
import pytest

from napas.domain.observer import Silence
from napas.planning.allocation import solver
from napas.planning.allocation.basis import Basis
from napas.planning.allocation.sheet import Programme, Sheet, pick
from napas.planning.allocation.solver import Engine, Method

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


EVERYTHING = np.ones(SIDE)


def triangle() -> Programme:
    """Two decisions that share one tonne, and a third that nothing binds but 5."""
    sheet = Sheet()
    there = np.ones(3, dtype=bool)
    columns = sheet.columns(there, 0.0, np.array([2.0, 2.0, 5.0]))
    row = sheet.rows(np.array([True]), -np.inf, 1.0)
    sheet.enter(row, columns[:2], 1.0)
    return sheet.close()


@pytest.mark.parametrize("method", Method)
def test_every_method_finds_the_same(method: Method) -> None:
    engine = Engine(dense(), Silence(), 1)
    found = engine.maximise(EVERYTHING, method)
    other = Engine(dense(), Silence(), 1).maximise(EVERYTHING, Method.SCRATCH)
    assert found is not None
    assert other is not None
    assert found.value == pytest.approx(other.value)


def test_interior_points_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Engine(dense(), Silence(), 1).maximise(EVERYTHING, Method.SCRATCH)
    monkeypatch.setattr(solver, "SMALL_COLUMNS", 0)
    found = Engine(dense(), Silence(), 1).maximise(EVERYTHING, Method.SCRATCH)
    assert plain is not None
    assert found is not None
    assert found.value == pytest.approx(plain.value)


def test_a_solve_out_of_patience_begins_from_scratch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solver, "PATIENCE", 1)
    found = Engine(dense(), Silence(), 1).maximise(EVERYTHING, Method.PRIMAL)
    whole = Engine(dense(), Silence(), 1).maximise(EVERYTHING, Method.SCRATCH)
    assert found is not None
    assert whole is not None
    assert found.value == pytest.approx(whole.value)


def test_what_was_reached_is_held_for_later_solves() -> None:
    engine = Engine(triangle(), Silence(), 1)
    first = engine.maximise(np.array([1.0, 1.0, 0.0]), Method.SCRATCH)
    assert first is not None
    engine.hold(first)
    second = engine.maximise(np.array([-1.0, -2.0, -1.0]), Method.PRIMAL)
    assert second is not None
    assert second.columns == pytest.approx([1.0, 0.0, 0.0])
    assert second.row_prices == pytest.approx([-1.0])


def test_a_decision_held_below_its_bound_has_no_price_of_a_bound() -> None:
    engine = Engine(triangle(), Silence(), 1)
    first = engine.maximise(np.array([0.0, 0.0, -1.0]), Method.SCRATCH)
    assert first is not None
    engine.hold(first)
    second = engine.maximise(np.array([1.0, 0.0, 3.0]), Method.PRIMAL)
    assert second is not None
    assert second.columns[2] == 0.0
    assert second.column_prices[2] == 0.0


def test_a_solve_begins_where_another_ended() -> None:
    engine = Engine(dense(), Silence(), 1)
    found = engine.maximise(EVERYTHING, Method.SCRATCH)
    other = Engine(dense(), Silence(), 1)
    other.begin_from(engine.basis())
    again = other.maximise(EVERYTHING, Method.DUAL)
    assert found is not None
    assert again is not None
    assert again.columns == pytest.approx(found.columns)


def test_a_basis_of_the_wrong_rank_is_mended() -> None:
    engine = Engine(dense(), Silence(), 1)
    nonsense = Basis(np.ones(SIDE, dtype=np.int8), np.ones(SIDE, dtype=np.int8))
    engine.begin_from(nonsense)
    assert engine.maximise(EVERYTHING, Method.DUAL) is not None


def test_an_observer_is_asked_while_the_solver_runs() -> None:
    patient = Counter(10**9)
    assert Engine(dense(), patient, 1).maximise(EVERYTHING, Method.PRIMAL) is not None
    assert patient.asked > 1


@pytest.mark.parametrize("large", [0, 10**6])
def test_a_stop_in_the_middle_of_a_solve_ends_it(
    large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solver, "SMALL_COLUMNS", large)
    monkeypatch.setattr(solver, "CALLS_PER_QUESTION", 1)
    impatient = Counter(2)
    assert Engine(dense(), impatient, 1).maximise(EVERYTHING, Method.SCRATCH) is None
    assert impatient.asked >= 3


def test_a_programme_without_solution_is_a_fault() -> None:
    sheet = Sheet()
    column = sheet.columns(np.array([True]), 0.0, 1.0)
    row = sheet.rows(np.array([True]), 2.0, 2.0)
    sheet.enter(row, column, 1.0)
    engine = Engine(sheet.close(), Silence(), 1)
    with pytest.raises(RuntimeError, match="no solution"):
        engine.maximise(np.ones(1), Method.SCRATCH)


def test_solves_with_other_numbers_of_threads_follow_each_other() -> None:
    found = [
        Engine(dense(), Silence(), threads).maximise(EVERYTHING, Method.SCRATCH)
        for threads in (1, 2, 1)
    ]
    values = [solution.value for solution in found if solution is not None]
    assert values == [values[0]] * 3


def test_an_engine_leaves_neither_threads_nor_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[weakref.ref[highspy.Highs]] = []
    plain = highspy.Highs

    class Watched(plain):  # type: ignore[misc, valid-type] # a class of its own
        """Remembers its instances without keeping them."""

        def __init__(self) -> None:
            super().__init__()
            made.append(weakref.ref(self))

    before = active_count()
    monkeypatch.setattr(highspy, "Highs", Watched)
    Engine(dense(), Silence(), 1).maximise(EVERYTHING, Method.SCRATCH)
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
