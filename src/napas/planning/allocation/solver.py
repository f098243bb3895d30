"""One linear programme solved by HiGHS, afresh, with presolve.

A later objective changes the costs of almost every column, so that a warm start saves
nothing that presolve does not save better. The founding case in provinces takes ten
solves of 12 700 columns: 6 s of processor time by interior point, 11 s by the simplex
method (`python -m benchmarks.allocation` measures them).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

import highspy
import numpy as np

from napas.domain.observer import Observer
from napas.planning.allocation.sheet import Programme
from napas.planning.arrays.grid import Array, Index

INTERIOR, SIMPLEX = "ipx", "simplex"
"""An interior point first: the programmes are very degenerate."""


class Ending(Enum):
    """How a solve ended."""

    OPTIMAL = auto()
    STOPPED = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """A further row: a weighted sum of columns that must not fall below a level.

    Attributes:
        stage: number of the earlier solve whose value it keeps.
        slope: how much the level rises for each unit more of that value.
    """

    columns: Index
    weights: Array
    at_least: float
    stage: int
    slope: float


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """Values of the columns, prices of the rows and columns; all None-free arrays.

    Attributes:
        value: of the objective, which was maximised.
        columns: the decisions.
        row_prices: what the objective gains if the bound a row stands at rises by
            one: 0 or more at an upper bound, 0 or less at a lower one, either for
            an equation.
        column_prices: what it gains if a column's upper bound rises by one.
        demand_prices: what it gains, 0 or less, if a demand's level rises by one.
    """

    ending: Ending
    value: float
    columns: Array
    row_prices: Array
    column_prices: Array
    demand_prices: Array


@dataclass(frozen=True, slots=True)
class Question:
    """What to maximise, subject to the programme and to what earlier objectives got.

    Attributes:
        gain: per column.
        row_low: lower bounds of the rows that stand in for the programme's own.
    """

    gain: Array
    demands: Sequence[Demand]
    row_low: Array


def solve(
    programme: Programme, question: Question, threads: int, observer: Observer
) -> Solution:
    """Maximise the gain; the programme always has a solution.

    Raises:
        RuntimeError: HiGHS found none, which is a fault of the model.
    """
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)  # noqa: FBT003 - the library's own form
    highs.setOptionValue("threads", threads)
    highs.setOptionValue("solver", INTERIOR)
    highs.passModel(_model(programme, question))
    for demand in question.demands:
        highs.addRow(
            demand.at_least,
            highspy.kHighsInf,
            len(demand.columns),
            demand.columns.astype(np.int32),
            demand.weights,
        )
    if observer.should_stop():
        return _nothing(programme, Ending.STOPPED)
    if programme.column_count == 0:
        return _nothing(programme, Ending.OPTIMAL)
    highs.cbSimplexInterrupt += lambda event: _ask(event, observer)
    highs.cbIpmInterrupt += lambda event: _ask(event, observer)
    if highs.run() == highspy.HighsStatus.kError:
        # An earlier solve of this process used another number of threads.
        highspy.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - its own form
        highs.run()
    status = highs.getModelStatus()
    if status not in (
        highspy.HighsModelStatus.kOptimal,
        highspy.HighsModelStatus.kInterrupt,
    ):
        # Where demands leave a hair's breadth, the simplex method may still see it.
        highs.setOptionValue("solver", SIMPLEX)
        highs.run()
        status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kInterrupt:
        return _nothing(programme, Ending.STOPPED)
    if status != highspy.HighsModelStatus.kOptimal:
        message = f"the allocation has no solution: {status}"
        raise RuntimeError(message)
    found = highs.getSolution()
    prices = -np.array(found.row_dual)
    return Solution(
        ending=Ending.OPTIMAL,
        value=-float(highs.getInfo().objective_function_value),
        columns=np.array(found.col_value),
        row_prices=prices[: programme.row_count],
        column_prices=np.maximum(-np.array(found.col_dual), 0.0),
        demand_prices=prices[programme.row_count :],
    )


def _ask(event: highspy.HighsCallbackEvent, observer: Observer) -> None:
    if observer.should_stop():
        event.interrupt()


def _model(programme: Programme, question: Question) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_ = programme.column_count
    model.num_row_ = programme.row_count
    model.col_cost_ = -question.gain
    model.col_lower_ = programme.column_low
    model.col_upper_ = programme.column_high
    model.row_lower_ = question.row_low
    model.row_upper_ = programme.row_high
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = programme.starts
    model.a_matrix_.index_ = programme.rows
    model.a_matrix_.value_ = programme.values
    return model


def _nothing(programme: Programme, ending: Ending) -> Solution:
    return Solution(
        ending=ending,
        value=0.0,
        columns=np.zeros(programme.column_count),
        row_prices=np.zeros(programme.row_count),
        column_prices=np.zeros(programme.column_count),
        demand_prices=np.zeros(0),
    )
