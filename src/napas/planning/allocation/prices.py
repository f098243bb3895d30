"""What binds at a place, and what one more of something would buy: read off the prices.

The price of a served tonne at a place is what it costs along the way: product at the
source, a vehicle's time, a door, room in a tank, a pipeline. On a way that is used the
parts make up the whole, so the largest part names what binds. Prices of one optimum fit
every other optimum of the same objective, so those of an early objective explain the
plan that the later ones chose.
"""

from collections.abc import Iterator

from napas.domain.country import Objective
from napas.domain.plan import Worth
from napas.planning.allocation.answer import AllocationAnswer, values_of
from napas.planning.arrays.grid import Array, Index

NOTICED_T = 0.001
TRUCK, TONNE, HOUR = "truck", "tonne", "hour"


def worth_of(answer: AllocationAnswer) -> tuple[Worth, ...]:
    """What one more truck, tonne a day or hour less would buy, the best first.

    Figures are tonnes of need served over the whole horizon, at the margin: those of
    severe need are what is left to buy after the critical need took what it can.
    """
    asked = (Objective.UNMET_CRITICAL, Objective.UNMET_SEVERE)
    if not all(objective in answer.solved for objective in asked):
        return ()
    bought = [
        row for row in _worths(answer) if row.critical_t + row.severe_t > NOTICED_T
    ]
    return tuple(
        sorted(
            bought,
            key=lambda row: (-row.critical_t, -row.severe_t, row.resource, row.where),
        )
    )


def _worths(answer: AllocationAnswer) -> Iterator[Worth]:
    problem, rows = answer.problem, answer.model.rows
    days = problem.grid.length_days
    truck = problem.pools.truck_t_h_per_day
    for pool, where in enumerate(problem.pools.landmass):
        carried = problem.pools.form[pool]
        gains = _gains(answer, rows.fleet[pool], days * truck[pool])
        yield Worth(f"{TRUCK}-{carried}", where, *gains)
        gains = _gains(answer, rows.fleet[pool], _driven_t(answer, pool))
        yield Worth(f"{HOUR}-{carried}", where, *gains)
    for source, code in enumerate(problem.sources.codes):
        yield Worth(TONNE, code, *_gains(answer, rows.store[source], days))


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
