"""What binds at a place, and what one more of something would buy: read off the prices.

The price of a served tonne at a place is what it costs along the way: product at the
source, a vehicle's time, a door, room in a tank, a pipeline. On a way that is used the
parts make up the whole, so the largest part names what binds.
"""

from collections.abc import Iterator

import numpy as np

from napas.domain.plan import Binding, Worth
from napas.planning.allocation.answer import AllocationAnswer, values_of
from napas.planning.allocation.solver import Solution
from napas.planning.arrays.grid import Array, Index
from napas.planning.arrays.needs import CRITICAL

TRACE = 1e-7
NOTICED_T = 0.001
TRUCK, TONNE, HOUR = "truck", "tonne", "hour"
Parts = dict[Binding, float]


def bindings_of(answer: AllocationAnswer, period: int) -> tuple[Binding, ...]:
    """What stops more from reaching each place in a period, in the order of places."""
    places = answer.problem.places
    return tuple(
        _binding(answer, place, period) if known else Binding.NEED_UNKNOWN
        for place, known in enumerate(places.known)
    )


def worth_of(answer: AllocationAnswer) -> tuple[Worth, ...]:
    """What one more truck, tonne a day or hour less would buy, the best first.

    Figures are tonnes of need served over the whole horizon, at the margin.
    """
    if answer.critical is None or answer.severe is None:
        return ()
    rows = list(_worths(answer, answer.critical, answer.severe))
    bought = [row for row in rows if row.critical_t + row.severe_t > NOTICED_T]
    return tuple(
        sorted(
            bought,
            key=lambda row: (-row.critical_t, -row.severe_t, row.resource, row.where),
        )
    )


def _worths(
    answer: AllocationAnswer, critical: Solution, severe: Solution
) -> Iterator[Worth]:
    problem, rows = answer.problem, answer.model.rows
    days = problem.grid.length_days

    def price(solution: Solution, block: Index) -> Array:
        return values_of(block, solution.row_prices)

    fleet = [price(solution, rows.fleet) for solution in (critical, severe)]
    truck = problem.pools.truck_t_h_per_day
    for pool, where in enumerate(problem.pools.landmass):
        carried = problem.pools.form[pool]
        gains = [float((part[pool] * days).sum() * truck[pool]) for part in fleet]
        yield Worth(f"{TRUCK}-{carried}", where, gains[0], gains[1])
        driven = _driven_t(answer, pool)
        hours = [float((part[pool] * driven).sum()) for part in fleet]
        yield Worth(f"{HOUR}-{carried}", where, hours[0], hours[1])
    store = [price(solution, rows.store) for solution in (critical, severe)]
    for source, code in enumerate(problem.sources.codes):
        gains = [float((part[source] * days).sum()) for part in store]
        yield Worth(TONNE, code, gains[0], gains[1])


def _driven_t(answer: AllocationAnswer, pool: int) -> Array:
    """Tonnes that a pool's vehicles carry in each period."""
    problem = answer.problem
    liquid = answer.liquid_t[problem.liquid.pool == pool].sum(axis=0)
    filled = answer.cylinder_t[problem.cylinders.pool == pool].sum(axis=0)
    driven: Array = liquid + filled
    return driven


def _binding(answer: AllocationAnswer, place: int, period: int) -> Binding:
    unmet = answer.unmet_t[place, period]
    if unmet.sum() < NOTICED_T:
        return Binding.NOTHING
    solution = answer.critical if unmet[CRITICAL] >= NOTICED_T else answer.severe
    if solution is None:
        return Binding.PRODUCTION
    ways = list(_ways(answer, solution, place, period))
    if not ways:
        refused = answer.problem.refused
        receivers = answer.problem.receivers.place
        owned = (receivers[refused.target] == place).any() if refused.count else False
        return Binding.TANK_OWNER if owned else Binding.NO_ROUTE
    used = max(ways, key=lambda way: (way[0], -sum(way[1].values())))
    return max(used[1], key=lambda part: used[1][part])


def _ways(
    answer: AllocationAnswer, solution: Solution, place: int, period: int
) -> Iterator[tuple[float, Parts]]:
    """Every way to a place: how much goes along it, and the parts of its price."""
    problem = answer.problem
    at_place = problem.receivers.place == place
    for link in np.flatnonzero(at_place[problem.liquid.target]):
        if problem.liquid.usable[link, period]:
            parts = _liquid_parts(answer, solution, int(link), place, period)
            yield float(answer.liquid_t[link, period]), parts
    for link in np.flatnonzero(problem.cylinders.target == place):
        if problem.cylinders.usable[link, period]:
            parts = _cylinder_parts(answer, solution, int(link), place, period)
            yield float(answer.cylinder_t[link, period]), parts


def _liquid_parts(
    answer: AllocationAnswer, solution: Solution, link: int, place: int, period: int
) -> Parts:
    problem, rows = answer.problem, answer.model.rows
    columns = answer.model.columns
    source, target = problem.liquid.origin[link], problem.liquid.target[link]
    pool = problem.liquid.pool[link]
    return {
        **_made_parts(answer, solution, int(source), period),
        Binding.FLEET: _price(solution, rows.fleet[pool, period])
        * float(problem.liquid.round_trip_h[link, period]),
        Binding.RECEIVING: _price(solution, rows.arrival[target, period]),
        Binding.TANK_ROOM: _bound(solution, columns.tank[target, period]),
        Binding.PIPELINE: _price(solution, rows.pipe[place, period])
        + _bound(solution, columns.liquid[target, period]),
        Binding.DISTANCE: TRACE * float(problem.liquid.lag_h[link, period]),
    }


def _cylinder_parts(
    answer: AllocationAnswer, solution: Solution, link: int, place: int, period: int
) -> Parts:
    problem, rows = answer.problem, answer.model.rows
    columns = answer.model.columns
    filler = problem.cylinders.origin[link]
    source, pool = problem.fillers.source[filler], problem.cylinders.pool[link]
    parts: Parts = {
        Binding.FILLING: _price(solution, rows.fill[filler, period]),
        Binding.CYLINDERS: _price(solution, rows.turn[place, period])
        + _bound(solution, columns.cylinder[place, period])
        + _bound(solution, columns.full[place, period]),
        Binding.DISTANCE: TRACE * float(problem.cylinders.lag_h[link, period]),
    }
    if source >= 0:
        parts |= _made_parts(answer, solution, int(source), period)
    if pool >= 0:
        round_trip_h = float(problem.cylinders.round_trip_h[link, period])
        parts[Binding.FLEET] = _price(solution, rows.fleet[pool, period]) * round_trip_h
    return parts


def _made_parts(
    answer: AllocationAnswer, solution: Solution, source: int, period: int
) -> Parts:
    """The price of product at a source, under the name of what holds it down."""
    sources = answer.problem.sources
    price = _price(solution, answer.model.rows.store[source, period])
    offer_t = sources.offer_t[source, period] + sources.convert_t[source, period]
    if sources.dark_t[source, period] > 0.0:
        return {Binding.POWER: price}
    if sources.liquefy_t[source, period] < offer_t:
        return {Binding.LIQUEFACTION: price}
    return {Binding.PRODUCTION: price}


def _price(solution: Solution, row: int) -> float:
    return float(solution.row_prices[row]) if row >= 0 else 0.0


def _bound(solution: Solution, column: int) -> float:
    return float(solution.column_prices[column]) if column >= 0 else 0.0
