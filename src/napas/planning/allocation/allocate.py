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
) -> AllocationAnswer:
    """Give every place its oxygen, objective by objective.

    Args:
        problem: a situation as arrays.
        parameters: costs, and the weight of the nearer day.
        observer: asked at least every 0.1 s where the solver allows.
        start: an earlier answer to a problem that differs a little, from which the
            solver is quicker.
    """
    model = build(problem)
    settled = _Settled(stand_still(model))
    _settle(model, settled, parameters, observer, start)
    return _answer(model, settled)


@dataclass(slots=True, eq=False)
class _Settled:
    """How far the settling of the aims has come."""

    columns: Array
    bases: list[Basis] = field(default_factory=list)
    stages: list[Solution] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)
    complete: bool = False


def _settle(
    model: Model,
    settled: _Settled,
    parameters: Parameters,
    observer: Observer,
    start: AllocationAnswer | None,
) -> None:
    phases = order_phases(model, parameters)
    engine = Engine(model.programme, observer, int(parameters["allocation.threads"]))
    known = [] if start is None else [(basis, start.model) for basis in start.bases]
    count = sum(len(phase.steps) for phase in phases)
    for number, phase in enumerate(phases):
        observer.report(len(settled.stages) / count, AllocationStep.SOLVING)
        method = Method.SCRATCH
        if number < len(known):
            basis, before = known[number]
            engine.begin_from(carry_over(basis, before, model))
            method = Method.DUAL
        if not _settle_phase(phase, engine, settled, method):
            return
    settled.complete = True


def _settle_phase(
    phase: Phase, engine: Engine, settled: _Settled, method: Method
) -> bool:
    """Settle the steps of a phase from where its scout ended; False if stopped."""
    scout = engine.maximise(phase.scout, method)
    if scout is None:
        return False
    settled.columns = scout.columns
    settled.bases.append(engine.basis())
    for step in phase.steps:
        solution = engine.maximise(step.gain, Method.PRIMAL)
        if solution is None:
            return False
        settled.stages.append(solution)
        settled.aims.append(step.aim)
        settled.columns = solution.columns
        engine.hold(solution)
    return True


def _answer(model: Model, settled: _Settled) -> AllocationAnswer:
    """The answer of the last aim settled."""
    problem, columns, found = model.problem, model.columns, settled.columns
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
        stages=tuple(settled.stages),
        aims=tuple(settled.aims),
        solved=_solved(problem.policy.objectives, settled.aims),
        bases=tuple(settled.bases),
        stopped=not settled.complete,
    )


def _solved(objectives: tuple[Objective, ...], aims: list[Aim]) -> dict[Objective, int]:
    """Which stage settled which objective, as far as all its aims are."""
    return {
        objective: aims.index(AIMS[objective][-1])
        for objective in objectives
        if AIMS[objective][-1] in aims
    }
