"""Allocate in the strict order of a policy's objectives, each among the best before it.

One solve scouts for several objectives at once; from where it ends every aim is settled
on its own, and what it reached is held for all later ones. A stop leaves the later aims
out; the best answer so far stands.
"""

from dataclasses import dataclass, field

import numpy as np

from napas.domain.country import Objective
from napas.domain.finding import Code
from napas.domain.observer import Observer
from napas.parameters import Parameters
from napas.planning.allocation.aims import AIMS, Aim, Phase, order_phases
from napas.planning.allocation.answer import AllocationAnswer, values_of
from napas.planning.allocation.basis import Basis, carry_over
from napas.planning.allocation.idle import stand_still
from napas.planning.allocation.model import Model, build
from napas.planning.allocation.solver import Engine, Method, Solution
from napas.planning.arrays.grid import Array
from napas.planning.problem import AllocationProblem


class AllocationStep(Code):
    """What an observer hears while oxygen is allocated."""

    SOLVING = "allocating-by-objective"


def allocate(
    problem: AllocationProblem,
    parameters: Parameters,
    observer: Observer,
    *,
    start: AllocationAnswer | None = None,
    until: Objective | None = None,
) -> AllocationAnswer:
    """Give every place its oxygen, objective by objective.

    Args:
        problem: a situation as arrays.
        parameters: costs, and the weight of the nearer day.
        observer: asked at least every 0.1 s where the solver allows.
        start: an earlier answer to a problem that differs a little, from which the
            solver is quicker.
        until: the last objective that is asked about; None is all of them.
    """
    model = build(problem)
    ladder = _Ladder(
        engine=Engine(model.programme, observer, int(parameters["allocation.threads"])),
        observer=observer,
        phases=order_phases(model, parameters),
        columns=stand_still(model),
        last=None if until is None else AIMS[until][-1],
    )
    known = () if start is None else tuple(start.bases)
    for number, phase in enumerate(ladder.phases):
        before = None
        if start is not None and number < len(known):
            before = carry_over(known[number], start.model, model)
        if not ladder.climb(phase, before):
            break
    return _answer(model, ladder)


@dataclass(slots=True, eq=False)
class _Ladder:
    """The solves so far, and where the best of them stands.

    Attributes:
        columns: the decisions of the best answer so far.
        last: the aim after which nothing more is asked; None is all of them.
        bases: where the settling of each phase began.
        solves: how many were begun.
    """

    engine: Engine
    observer: Observer
    phases: tuple[Phase, ...]
    columns: Array
    last: Aim | None = None
    bases: list[Basis] = field(default_factory=list)
    stages: list[Solution] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)
    solves: int = 0
    stopped: bool = False

    def climb(self, phase: Phase, before: Basis | None) -> bool:
        """Settle the steps of a phase from where its scout ends; False to end there."""
        method = Method.SCRATCH
        if before is not None:
            self.engine.begin_from(before)
            method = Method.DUAL
        if self._solve(phase.scout, method) is None:
            return False
        self.bases.append(self.engine.basis())
        for step in phase.steps:
            solution = self._solve(step.gain, Method.PRIMAL)
            if solution is None:
                return False
            self.stages.append(solution)
            self.aims.append(step.aim)
            if step.aim is self.last:
                return False
            self.engine.hold(solution)
        return True

    def _solve(self, gain: Array, method: Method) -> Solution | None:
        total = sum(len(phase.steps) + 1 for phase in self.phases)
        self.observer.report(self.solves / total, AllocationStep.SOLVING)
        self.solves += 1
        solution = self.engine.maximise(gain, method)
        if solution is None:
            self.stopped = True
        else:
            self.columns = solution.columns
        return solution


def _answer(model: Model, ladder: _Ladder) -> AllocationAnswer:
    """The best answer so far."""
    problem, columns, found = model.problem, model.columns, ladder.columns
    places = problem.places
    served = np.stack(
        [values_of(columns.critical, found), values_of(columns.severe, found)],
        axis=2,
    )
    rest = np.where(places.known[:, None, None], places.rest_t, 0.0)
    piped = places.on_site_t.copy()
    own = problem.stations.place >= 0
    np.add.at(piped, problem.stations.place[own], values_of(columns.piped, found)[own])
    return AllocationAnswer(
        problem=problem,
        model=model,
        liquid_t=values_of(columns.flow, found),
        cylinder_t=values_of(columns.carried, found),
        on_site_t=np.minimum(piped, rest.sum(axis=2)),
        low_flow_t=places.low_flow_t,
        unmet_t=np.maximum(rest - served, 0.0),
        columns=found,
        stages=tuple(ladder.stages),
        aims=tuple(ladder.aims),
        solved=_solved(problem.policy.objectives, ladder.aims),
        bases=tuple(ladder.bases),
        stopped=ladder.stopped,
    )


def _solved(objectives: tuple[Objective, ...], aims: list[Aim]) -> dict[Objective, int]:
    """Which stage settled which objective, as far as all its aims are."""
    return {
        objective: aims.index(AIMS[objective][-1])
        for objective in objectives
        if AIMS[objective][-1] in aims
    }
