"""Allocate in the strict order of a policy's objectives, each among the best before it.

One solve scouts for all objectives at once; from where it ends every aim is settled on
its own, and what it reached is held for all later ones. A stop leaves the later aims
out; the answer of the last one settled stands.
"""

from dataclasses import dataclass, field

import numpy as np

from napas.domain.country import Objective
from napas.domain.finding import Code
from napas.domain.observer import Observer
from napas.parameters import Parameters
from napas.planning.allocation.aims import AIMS, Aim, order_steps, scout_gain
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
    basis: Basis | None = None
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
    steps = order_steps(model, parameters)
    engine = Engine(model.programme, observer, int(parameters["allocation.threads"]))
    method = Method.SCRATCH
    if start is not None and start.basis is not None:
        engine.begin_from(carry_over(start.basis, start.model, model))
        method = Method.DUAL
    observer.report(0.0, AllocationStep.SOLVING)
    scout = engine.maximise(scout_gain(model, steps), method)
    if scout is None:
        return
    settled.columns, settled.basis = scout.columns, engine.basis()
    for number, step in enumerate(steps, start=1):
        observer.report(number / (len(steps) + 1), AllocationStep.SOLVING)
        solution = engine.maximise(step.gain, Method.PRIMAL)
        if solution is None:
            return
        settled.stages.append(solution)
        settled.aims.append(step.aim)
        settled.columns = solution.columns
        engine.hold(solution)
    settled.complete = True


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
        basis=settled.basis,
        stopped=not settled.complete,
    )


def _solved(objectives: tuple[Objective, ...], aims: list[Aim]) -> dict[Objective, int]:
    """Which stage settled which objective, as far as all its aims are."""
    return {
        objective: aims.index(AIMS[objective][-1])
        for objective in objectives
        if AIMS[objective][-1] in aims
    }
