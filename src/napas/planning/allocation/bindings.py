"""What stops more from reaching a place, named by the dearest part of its way."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from napas.domain.country import Objective
from napas.domain.plan import Binding
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.allocation.solver import Solution
from napas.planning.arrays.grid import Array
from napas.planning.arrays.links import Links, duty_of
from napas.planning.arrays.needs import CRITICAL
from napas.planning.problem import AllocationProblem

NOTICED_T = 0.001
HALF = 0.5
"""Of a price: a cause that makes up more than this is the cause."""

Parts = dict[Binding, float]


def bindings_of(answer: AllocationAnswer, period: int) -> tuple[Binding, ...]:
    """What stops more from reaching each place in a period, in the order of places."""
    problem = answer.problem
    arrivals = _Arrivals(
        problem.liquid.arrival_share(problem.grid),
        problem.cylinders.arrival_share(problem.grid),
    )
    return tuple(
        _binding(answer, arrivals, place, period) if known else Binding.NEED_UNKNOWN
        for place, known in enumerate(problem.places.known)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Arrivals:
    """What part of each load arrives when; shape (links, periods, periods)."""

    liquid: Array
    cylinder: Array


@dataclass(frozen=True, slots=True)
class _Way:
    """A load of one period on one link, for a shortage of this or a later period.

    Attributes:
        now_t: of what is loaded, what arrives in the period of the shortage.
        earlier_t: what arrives before it.
        parts: of the price of a tonne.
    """

    now_t: float
    earlier_t: float
    parts: Parts

    @property
    def price(self) -> float:
        """What a tonne costs on this way."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True, eq=False)
class _Shortage:
    """What is short where and when, and the prices that explain it."""

    answer: AllocationAnswer
    arrivals: _Arrivals
    solution: Solution
    place: int
    period: int

    @property
    def problem(self) -> AllocationProblem:
        """The problem that was solved."""
        return self.answer.problem


def _binding(
    answer: AllocationAnswer, arrivals: _Arrivals, place: int, period: int
) -> Binding:
    unmet = answer.unmet_t[place, period]
    if unmet.sum() < NOTICED_T:
        return Binding.NOTHING
    is_critical = unmet[CRITICAL] >= NOTICED_T
    objective = Objective.UNMET_CRITICAL if is_critical else Objective.UNMET_SEVERE
    solution = answer.solution(objective)
    if solution is None:
        return Binding.UNEXPLAINED
    short = _Shortage(answer, arrivals, solution, place, period)
    ways = list(_ways(short))
    if not ways:
        return _without_way(short)
    used = _most_used(ways)
    if _refused_t(short, HALF * used.price) > HALF * unmet.sum():
        return Binding.TANK_OWNER
    return max(used.parts, key=lambda part: used.parts[part])


def _most_used(ways: list[_Way]) -> _Way:
    """The way most is brought on for the shortage; the cheapest where none is used."""
    return max(ways, key=lambda way: (way.now_t, way.earlier_t, -way.price))


def _without_way(short: _Shortage) -> Binding:
    """Why nothing can arrive in time."""
    problem, columns = short.problem, short.answer.model.columns
    at_place = problem.receivers.place == short.place
    pipes = [_pipe_price(short, int(at)) for at in np.flatnonzero(at_place)]
    if max(pipes, default=0.0) > HALF:
        return Binding.PIPELINE
    if at_place[problem.liquid.target].any() or np.any(
        problem.cylinders.target == short.place
    ):
        return Binding.DISTANCE
    if at_place[problem.refused.target].any():
        return Binding.TANK_OWNER
    holds = np.any(columns.tank[at_place] >= 0) or np.any(
        columns.full[short.place] >= 0
    )
    if not holds:
        return Binding.TANK_ROOM
    return Binding.NO_ROUTE if problem.sources.codes else Binding.PRODUCTION


def _ways(short: _Shortage) -> Iterator[_Way]:
    """Every load that may still end the shortage."""
    problem, columns = short.problem, short.answer.model.columns
    feeding = (problem.receivers.place == short.place) & (
        columns.liquid[:, short.period] >= 0
    )
    for receiver in np.flatnonzero(feeding):
        yield from _liquid_ways(short, int(receiver))
    if columns.cylinder[short.place, short.period] >= 0:
        yield from _cylinder_ways(short)


def _liquid_ways(short: _Shortage, receiver: int) -> Iterator[_Way]:
    """Loads for a tank, with what tank and pipeline add to their price."""
    problem, rows = short.problem, short.answer.model.rows
    columns, links = short.answer.model.columns, short.problem.liquid
    hours_bind = bool(problem.receivers.by_hours[receiver])
    door = Binding.RECEIVING if hours_bind else Binding.TANK_ROOM
    for link, loaded in _loads(short, links, receiver, short.arrivals.liquid):
        share = short.arrivals.liquid[link, loaded]
        parts = _made_parts(short, int(links.origin[link]), loaded)
        parts[Binding.FLEET] = _fleet_price(short, links, link, loaded)
        parts[Binding.PIPELINE] = _pipe_price(short, receiver)
        held = columns.tank[receiver, loaded : short.period]
        room = sum(_bound(short.solution, int(column)) for column in held)
        parts[Binding.TANK_ROOM] = room
        arrival = [_price(short.solution, int(row)) for row in rows.arrival[receiver]]
        through = (1.0 - problem.loss_share) * float(share @ np.array(arrival))
        parts[door] = parts.get(door, 0.0) + through
        flow_t = float(short.answer.liquid_t[link, loaded])
        yield _late(parts, share, flow_t, short.period)


def _cylinder_ways(short: _Shortage) -> Iterator[_Way]:
    """Loads of full cylinders, back to what the filler lacks."""
    problem, rows = short.problem, short.answer.model.rows
    columns, links, place = short.answer.model.columns, problem.cylinders, short.place
    for link, loaded in _loads(short, links, place, short.arrivals.cylinder):
        share = short.arrivals.cylinder[link, loaded]
        filler = links.origin[link]
        held = columns.full[place, loaded : short.period]
        turn = [_price(short.solution, int(row)) for row in rows.turn[place]]
        parts = _filled_parts(short, int(filler), loaded)
        parts[Binding.FILLING] = _price(short.solution, int(rows.fill[filler, loaded]))
        parts[Binding.CYLINDERS] = (
            float(share @ np.array(turn))
            + _bound(short.solution, int(columns.cylinder[place, short.period]))
            + sum(_bound(short.solution, int(column)) for column in held)
        )
        if links.pool[link] >= 0:
            fleet = parts.get(Binding.FLEET, 0.0)
            parts[Binding.FLEET] = fleet + _fleet_price(short, links, link, loaded)
        flow_t = float(short.answer.cylinder_t[link, loaded])
        yield _late(parts, share, flow_t, short.period)


def _loads(
    short: _Shortage, links: Links, target: int, arrivals: Array
) -> Iterator[tuple[int, int]]:
    """Links to a target, and periods of which some load arrives by the shortage."""
    until = short.period + 1
    for link in np.flatnonzero(links.target == target):
        for loaded in range(until):
            if arrivals[link, loaded, :until].sum() > 0.0:
                yield int(link), loaded


def _late(parts: Parts, share: Array, flow_t: float, period: int) -> _Way:
    """A way of which only a part arrives in time; distance answers for the rest."""
    now, earlier = float(share[period]), float(share[:period].sum())
    in_time = now + earlier
    reached = {name: price * in_time for name, price in parts.items()}
    reached[Binding.DISTANCE] = (1.0 - in_time) * sum(parts.values())
    return _Way(flow_t * now, flow_t * earlier, reached)


def _refused_t(short: _Shortage, price: float) -> float:
    """What more could be drawn if owners refused nobody, on ways below a price.

    Where patients draw already all that they can of a tank, its owner withholds
    nothing, however cheap a tonne for it would be.
    """
    links = short.problem.refused
    arrivals = links.arrival_share(short.problem.grid)
    more_t = 0.0
    for receiver in np.flatnonzero(short.problem.receivers.place == short.place):
        pipe = _pipe_price(short, int(receiver))
        for link, loaded in _loads(short, links, int(receiver), arrivals):
            made = _made_parts(short, int(links.origin[link]), loaded)
            fleet = _fleet_price(short, links, link, loaded)
            if sum(made.values()) + fleet + pipe < price:
                more_t += _undrawn_t(short, int(receiver))
                break
    return more_t


def _undrawn_t(short: _Shortage, receiver: int) -> float:
    """What patients could draw of a receiver besides what they do."""
    model = short.answer.model
    column = int(model.columns.liquid[receiver, short.period])
    if column < 0:
        return 0.0
    high = model.programme.column_high[column]
    return float(high - short.answer.columns[column])


def _filled_parts(short: _Shortage, filler: int, period: int) -> Parts:
    """The price of what a filler fills: of a plant its product, else of its tank."""
    fillers = short.problem.fillers
    if fillers.source[filler] >= 0:
        return _made_parts(short, int(fillers.source[filler]), period)
    station = fillers.station[filler]
    row = short.answer.model.rows.station[station, period]
    price = _price(short.solution, int(row))
    there = np.flatnonzero(short.problem.receivers.station == station)
    earlier = _Shortage(
        short.answer, short.arrivals, short.solution, short.place, period
    )
    ways = [way for at in there for way in _liquid_ways(earlier, int(at))]
    if price <= 0.0 or not ways:
        return {Binding.PRODUCTION: price}
    return dict(_most_used(ways).parts)


def _made_parts(short: _Shortage, source: int, period: int) -> Parts:
    """The price of product at a source, under the name of what holds it down."""
    sources = short.problem.sources
    row = short.answer.model.rows.store[source, period]
    price = _price(short.solution, int(row))
    offer_t = sources.offer_t[source, period] + sources.convert_t[source, period]
    if sources.dark_t[source, period] > 0.0:
        return {Binding.POWER: price}
    if sources.liquefy_t[source, period] < offer_t:
        return {Binding.LIQUEFACTION: price}
    return {Binding.PRODUCTION: price}


def _fleet_price(short: _Shortage, links: Links, link: int, period: int) -> float:
    """The price of a vehicle's hours, in all the periods in which it is out."""
    rows = short.answer.model.rows.fleet[links.pool[link]]
    prices = [_price(short.solution, int(row)) for row in rows]
    problem = short.problem
    duty_h = duty_of(
        links.round_trip_h[link, period],
        period,
        problem.grid,
        problem.pools.availability_share,
    )
    return float(links.trips[link]) * float(duty_h @ np.array(prices))


def _pipe_price(short: _Shortage, receiver: int) -> float:
    rows, columns = short.answer.model.rows, short.answer.model.columns
    line = _bound(short.solution, int(columns.liquid[receiver, short.period]))
    return line + _price(short.solution, int(rows.pipe[short.place, short.period]))


def _price(solution: Solution, row: int) -> float:
    return max(float(solution.row_prices[row]), 0.0) if row >= 0 else 0.0


def _bound(solution: Solution, column: int) -> float:
    return float(solution.column_prices[column]) if column >= 0 else 0.0
