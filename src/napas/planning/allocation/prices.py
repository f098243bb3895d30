"""What binds at a place, and what one more of something would buy: read off the prices.

The price of a served tonne at a place is what it costs along the way: product at the
source, a vehicle's time, a door, room in a tank, a pipeline. On a way that is used the
parts make up the whole, so the largest part names what binds. Prices of one optimum fit
every other optimum of the same objective, so those of an early objective explain the
plan that the later ones chose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from napas.domain.country import Objective
from napas.domain.plan import Worth
from napas.planning.allocation.answer import AllocationAnswer, values_of
from napas.planning.arrays.grid import Array, Index
from napas.planning.problem import AllocationProblem

NOTICED_T = 0.001
"""A kilogram over the whole horizon; less is rounding."""


class More(StrEnum):
    """Of what there may be one more: an hour is one less on every round trip."""

    TRUCK = "truck"
    TONNE = "tonne"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Addition:
    """One more truck or hour of a pool, or one more tonne a day at a source."""

    more: More
    at: int

    def worth(
        self, problem: AllocationProblem, bought_t: tuple[float, float], *, tried: bool
    ) -> Worth:
        """What it buys of critical and of severe need, by the names of the problem."""
        if self.more is More.TONNE:
            return Worth(self.more, problem.sources.codes[self.at], *bought_t, tried)
        pools = problem.pools
        resource = f"{self.more}-{pools.form[self.at]}"
        return Worth(resource, pools.landmass[self.at], *bought_t, tried)


def worth_of(answer: AllocationAnswer) -> tuple[tuple[Addition, Worth], ...]:
    """What one more of anything would buy at the margin, the best first.

    Figures are tonnes of need served over the whole horizon, as slopes: those of
    severe need are what is left to buy after the critical need took what it can.
    """
    asked = (Objective.UNMET_CRITICAL, Objective.UNMET_SEVERE)
    if not all(objective in answer.solved for objective in asked):
        return ()
    priced = (
        (addition, addition.worth(answer.problem, bought_t, tried=False))
        for addition, bought_t in _additions(answer)
    )
    return tuple(
        sorted(
            (pair for pair in priced if noticed(pair[1])),
            key=lambda pair: rank(pair[1]),
        )
    )


def noticed(worth: Worth) -> bool:
    """Whether it buys anything at all."""
    return worth.critical_t + worth.severe_t > NOTICED_T


def rank(worth: Worth) -> tuple[float, float, str, str]:
    """The order in which they are named, the most of critical need first."""
    return (-worth.critical_t, -worth.severe_t, worth.resource, worth.where)


def _additions(
    answer: AllocationAnswer,
) -> Iterator[tuple[Addition, tuple[float, float]]]:
    problem, rows = answer.problem, answer.model.rows
    days = problem.grid.length_days
    truck = problem.pools.truck_t_h_per_day
    for pool in range(len(problem.pools.landmass)):
        fleet = rows.fleet[pool]
        bought_t = _gains(answer, fleet, days * truck[pool])
        yield Addition(More.TRUCK, pool), bought_t
        yield Addition(More.HOUR, pool), _gains(answer, fleet, _driven_t(answer, pool))
    for source in range(len(problem.sources.codes)):
        yield Addition(More.TONNE, source), _gains(answer, rows.store[source], days)


def _gains(answer: AllocationAnswer, rows: Index, more: Array) -> tuple[float, float]:
    """What more on the right of some rows buys of critical and of severe need.

    What an earlier aim reached is held by its tight bounds, which move with what they
    bound: so the prices of a later solve tell what is left to buy for it.
    """

    def bought(objective: Objective) -> float:
        solution = answer.solution(objective)
        assert solution is not None, "both objectives are settled"
        return float((values_of(rows, solution.row_prices) * more).sum())

    return bought(Objective.UNMET_CRITICAL), bought(Objective.UNMET_SEVERE)


def _driven_t(answer: AllocationAnswer, pool: int) -> Array:
    """Tonnes that a pool's vehicles carry in each period."""
    problem = answer.problem
    liquid = answer.liquid_t[problem.liquid.pool == pool].sum(axis=0)
    filled = answer.cylinder_t[problem.cylinders.pool == pool].sum(axis=0)
    driven: Array = liquid + filled
    return driven
