"""Allocate in the strict order of a policy's objectives, one solve after another.

What an objective reached is kept as a rule for all later ones, less a hair for the
arithmetic of the solver. A stop leaves the later objectives out; the answer of the
last finished solve stands.
"""

from dataclasses import dataclass, field

import numpy as np

from napas.domain.country import Objective
from napas.domain.finding import Code
from napas.domain.observer import Observer
from napas.parameters import Parameters
from napas.planning.allocation.answer import AllocationAnswer, values_of
from napas.planning.allocation.model import Model, build
from napas.planning.allocation.solver import (
    Demand,
    Ending,
    Question,
    Solution,
    solve,
)
from napas.planning.arrays.grid import Array, Index, Mask
from napas.planning.problem import AllocationProblem

SLACK = 1e-7
"""What later objectives may take back of an earlier one, of 1 or of its value."""

SHARE_SLACK = 1e-6
"""The same of a share; wide enough for an interior point to find an interior."""

LEVEL_PRICE = 1e-7
"""A place whose row has this price holds the least share down."""


class AllocationStep(Code):
    """What an observer hears while oxygen is allocated."""

    SOLVING = "allocating-by-objective"


def allocate(
    problem: AllocationProblem, parameters: Parameters, observer: Observer
) -> AllocationAnswer:
    """Give every place its oxygen, objective by objective."""
    model = build(problem)
    ladder = _Ladder(model, parameters, observer)
    for step, objective in enumerate(problem.policy.objectives):
        observer.report(step / len(problem.policy.objectives), AllocationStep.SOLVING)
        if not ladder.climb(objective):
            break
    return ladder.answer()


@dataclass(slots=True, eq=False)
class _Ladder:
    """The solves so far, and what they oblige later ones to."""

    model: Model
    parameters: Parameters
    observer: Observer
    demands: list[Demand] = field(default_factory=list)
    solved: dict[Objective, int] = field(default_factory=dict)
    stages: list[Solution] = field(default_factory=list)
    stopped: bool = False

    def climb(self, objective: Objective) -> bool:
        """Solve for one objective; whether it was let finish."""
        if objective is Objective.EVENNESS:
            return self._level()
        gain = self._gain(objective)
        solution = self._solve(gain, self.model.programme.row_low)
        if solution is None:
            return False
        stage = len(self.stages) - 1
        self.solved[objective] = stage
        columns = np.flatnonzero(gain)
        kept = solution.value - SLACK * max(1.0, abs(solution.value))
        self.demands.append(Demand(columns, gain[columns], kept, stage, 1.0))
        return True

    def answer(self) -> AllocationAnswer:
        """The answer of the last finished solve."""
        problem, columns = self.model.problem, self.model.columns
        found = (
            self.stages[-1].columns
            if self.stages
            else np.zeros(self.model.programme.column_count)
        )
        places = problem.places
        served = np.stack(
            [values_of(columns.critical, found), values_of(columns.severe, found)],
            axis=2,
        )
        rest = np.where(places.known[:, None, None], places.rest_t, 0.0)
        piped = places.on_site_t.copy()
        own = problem.stations.place >= 0
        np.add.at(
            piped, problem.stations.place[own], values_of(columns.piped, found)[own]
        )
        return AllocationAnswer(
            problem=problem,
            model=self.model,
            liquid_t=values_of(columns.flow, found),
            cylinder_t=values_of(columns.carried, found),
            on_site_t=np.minimum(piped, rest.sum(axis=2)),
            low_flow_t=places.low_flow_t,
            unmet_t=np.maximum(rest - served, 0.0),
            columns=found,
            stages=tuple(self.stages),
            demands=tuple(self.demands),
            solved=dict(self.solved),
            stopped=self.stopped,
        )

    def _solve(self, gain: Array, row_low: Array) -> Solution | None:
        solution = solve(
            self.model.programme,
            Question(gain, tuple(self.demands), row_low),
            int(self.parameters["allocation.threads"]),
            self.observer,
        )
        if solution.ending is Ending.STOPPED:
            self.stopped = True
            return None
        self.stages.append(solution)
        return solution

    def _level(self) -> bool:
        """Raise the least share of need served, then the least of the others."""
        rows, share = self.model.rows.even, self.model.columns.share
        row_low = self.model.programme.row_low.copy()
        gain = np.zeros(self.model.programme.column_count)
        gain[share] = 1.0
        at_bed_t = self.model.problem.places.low_flow_t.sum(axis=1)
        active = rows >= 0
        reached = 0.0
        for _ in range(int(self.parameters["allocation.evenness_rounds"])):
            if not active.any():
                break
            row_low[rows[rows >= 0]] = -np.inf
            row_low[rows[active]] = -at_bed_t[active]
            solution = self._solve(gain, row_low)
            if solution is None:
                return False
            reached = solution.value - SHARE_SLACK
            held = active & (values_of(rows, -solution.row_prices) > LEVEL_PRICE)
            settled = held if held.any() and reached < 1.0 - 2 * SHARE_SLACK else active
            self._settle(settled, reached)
            active &= ~settled
        self._settle(active, reached)
        return True

    def _settle(self, settled: Mask, share: float) -> None:
        """Places keep at least a share of their need over the horizon."""
        columns, places = self.model.columns, self.model.problem.places
        stage = len(self.stages) - 1
        for place in np.flatnonzero(settled):
            both = np.concatenate([columns.critical[place], columns.severe[place]])
            there: Index = both[both >= 0]
            need_t = float(places.need_t[place].sum())
            level_t = share * need_t - float(places.low_flow_t[place].sum())
            self.demands.append(
                Demand(there, np.ones(len(there)), level_t, stage, need_t)
            )

    def _gain(self, objective: Objective) -> Array:
        problem, columns = self.model.problem, self.model.columns
        gain = np.zeros(self.model.programme.column_count)
        if objective is Objective.COST:
            self._charge(gain)
            return gain
        block = {
            Objective.UNMET_CRITICAL: columns.critical,
            Objective.UNMET_SEVERE: columns.severe,
            Objective.RESERVE_HOURS: columns.reserve,
        }[objective]
        slope = self.parameters["allocation.promptness_share_per_day"]
        worth = 1.0 - slope * problem.grid.first_day
        weights = np.broadcast_to(worth, block.shape)
        there = block >= 0
        gain[block[there]] = weights[there]
        return gain

    def _charge(self, gain: Array) -> None:
        """Write down what is driven, converted and imported as a loss."""
        problem, columns = self.model.problem, self.model.columns
        for block, links in (
            (columns.flow, problem.liquid),
            (columns.carried, problem.cylinders),
        ):
            there = block >= 0
            km = np.broadcast_to(links.cost_km[:, None], block.shape)
            gain[block[there]] = -km[there]
        made, converted = columns.made, columns.converted
        there = converted >= 0
        gain[converted[there]] = -self.parameters["allocation.conversion_cost_km"]
        ports = (made >= 0) & problem.sources.imports[:, None]
        gain[made[ports]] = -self.parameters["allocation.import_cost_km"]
