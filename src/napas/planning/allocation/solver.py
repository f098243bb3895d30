"""The linear solver: maximise, hold what was reached, maximise the next.

A scouting solve mixes several objectives and is done by interior points; its corner
lies near the answer to each of them in order. From there every objective is settled by
the primal simplex method, on what the ones before it left open, a fraction of the
columns. `python -m benchmarks.allocation` measures it.
"""

from dataclasses import dataclass
from enum import StrEnum

import highspy
import numpy as np

from napas.domain.observer import Observer
from napas.planning.allocation.basis import Basis
from napas.planning.allocation.sheet import Programme
from napas.planning.arrays.grid import Array, seal

SMALL_COLUMNS = 2_000
"""Below this the simplex method is quicker from scratch than interior points."""
PATIENCE = 3_000
"""Steps of the simplex method after which interior points are quicker after all."""
CALLS_PER_QUESTION = 20
"""Steps of the simplex method between two questions to the observer: under 0.1 s."""
PRICE_TOLERANCE = 1e-6
"""A price below this is rounding; ten times the solver's own dual tolerance of 1e-7."""
HELD_TOLERANCE = 1e-6
"""A gram: by so much a rule may be missed where earlier answers are held."""
ENDLESS = 2**31 - 1
INTERIOR, SIMPLEX = "ipx", "simplex"
DUAL_SIMPLEX, PRIMAL_SIMPLEX = 1, 4
"""As HiGHS numbers its simplex strategies."""
DEVEX, CHOSEN_BY_SOLVER = 1, -1
"""Rules of choosing a row. From an old basis Devex saves the dearer rule's start."""


class Method(StrEnum):
    """From where a solve begins: from nothing, from an old basis, from the last."""

    SCRATCH = "scratch"
    DUAL = "dual"
    PRIMAL = "primal"


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """A greatest value, where it is reached, and what each bound and rule costs.

    Attributes:
        value: of the objective, which was maximised.
        columns: the decisions.
        row_prices: what the objective gains if the bound a row stands at rises by
            one: 0 or more at an upper bound, 0 or less at a lower one, either for
            an equation and for a row that is held.
        column_prices: what it gains if a column's upper bound rises by one.
    """

    value: float
    columns: Array
    row_prices: Array
    column_prices: Array

    def __post_init__(self) -> None:
        seal(self)


class Engine:
    """One programme in the solver; it remembers the last basis and what is held."""

    def __init__(self, programme: Programme, observer: Observer, threads: int) -> None:
        self._programme = programme
        self._observer = observer
        self._calls = 0
        self._holds = False
        self._column_low = programme.column_low.copy()
        self._column_high = programme.column_high.copy()
        self._row_low = programme.row_low.copy()
        self._row_high = programme.row_high.copy()
        self._highs = highspy.Highs()
        for option, value in (
            ("output_flag", False),
            ("threads", threads),
            ("parallel", "off"),
        ):
            self._highs.setOptionValue(option, value)
        self._highs.passModel(_model(programme))
        self._highs.cbSimplexInterrupt.subscribe(self._ask_at_times)
        self._highs.cbIpmInterrupt.subscribe(self._ask)

    def maximise(self, gain: Array, method: Method) -> Solution | None:
        """Find the greatest gain; None where the solver was stopped.

        Raises:
            RuntimeError: there is none, which is a fault of the model.
        """
        highs, count = self._highs, self._programme.column_count
        if self._observer.should_stop():
            return None
        if count == 0:
            return _nothing(self._programme)
        highs.changeColsCost(count, np.arange(count, dtype=np.int32), -gain)
        status = self._run(method)
        if status == highspy.HighsModelStatus.kIterationLimit:
            status = self._run(Method.SCRATCH)
        if status == highspy.HighsModelStatus.kInfeasible and self._holds:
            # What was held is true to the solver's tolerance and no more.
            highs.setOptionValue("primal_feasibility_tolerance", HELD_TOLERANCE)
            status = self._run(Method.SCRATCH)
        if status == highspy.HighsModelStatus.kInterrupt:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            message = f"the allocation has no solution: {status}"
            raise RuntimeError(message)
        return self._read()

    def hold(self, solution: Solution) -> None:
        """Keep every later answer among the best of this objective.

        By complementary slackness these are exactly the points at which every decision
        with a price stays at its bound and every rule with a price stays tight. That
        keeps the value without another rule, and leaves the next solve less to do.
        """
        self._holds = True
        found = self._highs.getSolution()
        priced = np.abs(np.array(found.col_dual)) > PRICE_TOLERANCE
        at = np.clip(solution.columns, self._column_low, self._column_high)
        self._column_low[priced] = self._column_high[priced] = at[priced]
        tight = np.abs(solution.row_prices) > PRICE_TOLERANCE
        rows = np.array(found.row_value)
        below, above = np.abs(rows - self._row_low), np.abs(rows - self._row_high)
        side = np.where(below <= above, self._row_low, self._row_high)
        self._row_low[tight] = self._row_high[tight] = side[tight]
        columns, sides = len(priced), len(tight)
        self._highs.changeColsBounds(
            columns,
            np.arange(columns, dtype=np.int32),
            self._column_low,
            self._column_high,
        )
        self._highs.changeRowsBounds(
            sides, np.arange(sides, dtype=np.int32), self._row_low, self._row_high
        )

    def basis(self) -> Basis:
        """Where the last solve ended."""
        basis = self._highs.getBasis()
        return Basis(
            columns=np.array([int(at) for at in basis.col_status], dtype=np.int8),
            rows=np.array([int(at) for at in basis.row_status], dtype=np.int8),
        )

    def begin_from(self, basis: Basis) -> None:
        """Begin the next solve where another ended, as nearly as it fits."""
        start = highspy.HighsBasis()
        states = highspy.HighsBasisStatus
        start.col_status = [states(int(at)) for at in basis.columns]
        start.row_status = [states(int(at)) for at in basis.rows]
        start.valid = start.alien = True
        self._highs.setBasis(start)

    def _run(self, method: Method) -> highspy.HighsModelStatus:
        highs = self._highs
        if method is Method.SCRATCH:
            highs.clearSolver()
        large = self._programme.column_count > SMALL_COLUMNS
        primal, scratch = method is Method.PRIMAL, method is Method.SCRATCH
        interior = large and scratch
        weights = DEVEX if method is Method.DUAL else CHOSEN_BY_SOLVER
        for option, value in (
            ("solver", INTERIOR if interior else SIMPLEX),
            ("simplex_strategy", PRIMAL_SIMPLEX if primal else DUAL_SIMPLEX),
            ("simplex_dual_edge_weight_strategy", weights),
            ("simplex_iteration_limit", ENDLESS if scratch else PATIENCE),
        ):
            highs.setOptionValue(option, value)
        if highs.run() == highspy.HighsStatus.kError:
            # An earlier solve of this process used another number of threads.
            highspy.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - its own form
            highs.run()
        status: highspy.HighsModelStatus = highs.getModelStatus()
        return status

    def _read(self) -> Solution:
        found = self._highs.getSolution()
        columns = np.array(found.col_value)
        prices = np.maximum(-np.array(found.col_dual), 0.0)
        # A decision held below its bound has a price for being held, not a bound's.
        below = columns < self._programme.column_high - PRICE_TOLERANCE
        return Solution(
            value=-float(self._highs.getInfo().objective_function_value),
            columns=columns,
            row_prices=-np.array(found.row_dual),
            column_prices=np.where(below, 0.0, prices),
        )

    def _ask(self, event: highspy.HighsCallbackEvent) -> None:
        if self._observer.should_stop():
            event.interrupt()

    def _ask_at_times(self, event: highspy.HighsCallbackEvent) -> None:
        self._calls += 1
        if self._calls % CALLS_PER_QUESTION == 0:
            self._ask(event)


def _model(programme: Programme) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_ = programme.column_count
    model.num_row_ = programme.row_count
    model.col_cost_ = np.zeros(programme.column_count)
    model.col_lower_ = programme.column_low
    model.col_upper_ = programme.column_high
    model.row_lower_ = programme.row_low
    model.row_upper_ = programme.row_high
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = programme.starts
    model.a_matrix_.index_ = programme.rows
    model.a_matrix_.value_ = programme.values
    return model


def _nothing(programme: Programme) -> Solution:
    none = np.zeros(0)
    return Solution(0.0, none, np.zeros(programme.row_count), none)
