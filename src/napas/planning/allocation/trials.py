"""What one more truck, tonne or hour buys: the allocation once more, with it.

Prices are slopes: they say where it may be worth trying, and promise too much where the
first sliver of a truck has no company. What is told is what a trial found.
"""

from dataclasses import dataclass, replace

import numpy as np

from napas.domain.country import Objective
from napas.domain.observer import Observer
from napas.domain.plan import Worth
from napas.parameters import Parameters
from napas.planning.allocation.allocate import allocate
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.allocation.prices import Addition, More, noticed, rank, worth_of
from napas.planning.arrays.grid import Array
from napas.planning.arrays.links import Links
from napas.planning.problem import AllocationProblem

NEED = (Objective.UNMET_CRITICAL, Objective.UNMET_SEVERE)


@dataclass(frozen=True, slots=True)
class _Discreet:
    """An observer that may stop a trial and hears nothing of it."""

    observer: Observer

    def report(self, fraction: float, message: str) -> None:
        """Keep it to itself."""

    def should_stop(self) -> bool:
        """Whether the observer wants to stop."""
        return self.observer.should_stop()


def try_additions(
    answer: AllocationAnswer, parameters: Parameters, observer: Observer
) -> tuple[Worth, ...]:
    """Try the additions that prices promise most of, the best first.

    Figures are tonnes of need served more over the whole horizon. An observer's stop
    leaves the rest untried, and so do more places than trials are worth waiting for:
    slopes stand in, and say so.

    Args:
        answer: the allocation without them.
        parameters: how many are tried, `allocation.trials`, and up to how many places,
            `allocation.trial_places`.
        observer: may stop the trials, and hears no report of them.
    """
    promised = worth_of(answer)[: int(parameters["allocation.trials"])]
    few = answer.problem.places.count <= parameters["allocation.trial_places"]
    worths: list[Worth] = []
    for addition, slope in promised:
        bought_t = _try(answer, addition, parameters, observer) if few else None
        worths.append(
            slope
            if bought_t is None
            else addition.worth(answer.problem, bought_t, tried=True)
        )
    return tuple(sorted(filter(noticed, worths), key=rank))


def add(problem: AllocationProblem, addition: Addition) -> AllocationProblem:
    """The same problem with one more truck, tonne a day, or an hour less on the way."""
    days = problem.grid.length_days
    if addition.more is More.TRUCK:
        pools = problem.pools
        lift_t_h = pools.lift_t_h.copy()
        lift_t_h[addition.at] += days * pools.truck_t_h_per_day[addition.at]
        return replace(problem, pools=replace(pools, lift_t_h=lift_t_h))
    if addition.more is More.TONNE:
        sources = problem.sources
        arrive_t = sources.arrive_t.copy()
        arrive_t[addition.at] += days
        return replace(problem, sources=replace(sources, arrive_t=arrive_t))
    return replace(
        problem,
        liquid=_quicken(problem.liquid, addition.at),
        cylinders=_quicken(problem.cylinders, addition.at),
    )


def _quicken(links: Links, pool: int) -> Links:
    """An hour less on every round trip of a pool, none below zero."""
    quicker: Array = np.maximum(links.round_trip_h - 1.0, 0.0)
    driven = (links.pool == pool)[:, None]
    return replace(links, round_trip_h=np.where(driven, quicker, links.round_trip_h))


def _try(
    answer: AllocationAnswer,
    addition: Addition,
    parameters: Parameters,
    observer: Observer,
) -> tuple[float, float] | None:
    """What is served more of critical and of severe need; None where it was stopped."""
    last = max(NEED, key=answer.problem.policy.objectives.index)
    problem = add(answer.problem, addition)
    heard = _Discreet(observer)
    tried = allocate(problem, parameters, heard, start=answer, until=last)
    if tried.stopped:
        return None
    critical_t, severe_t = (
        tried.stages[tried.solved[need]].value
        - answer.stages[answer.solved[need]].value
        for need in NEED
    )
    return critical_t, severe_t
