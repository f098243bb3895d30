"""What travels becomes the plan: the allocation once more, with the trips as given.

The first allocation says what ought to go where. Of it goes what the trips bring, when
they bring it, and a hospital breathes what stands in its own tanks. So the trips become
orders on the road, nothing else is driven on the days they are planned for, and what is
drawn of tanks on those days is what they can give. All figures of the plan are those of
this second allocation; what the first one wanted and no vehicle takes is in none of
them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from napas.domain.network import Form, Vehicle, VehicleKind
from napas.domain.observer import Observer
from napas.domain.plan import Allocation
from napas.parameters import Parameters
from napas.planning.allocation.allocate import allocate
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.allocations import allocations_of
from napas.planning.arrays.grid import Array, Grid, Mask
from napas.planning.arrays.links import FETCHED, Links
from napas.planning.bench import Bench
from napas.planning.drops import Pour, TripAnswer
from napas.planning.ground import Ground
from napas.planning.problem import AllocationProblem
from napas.planning.sharing import Shares
from napas.units.duration import HOURS_PER_DAY

Key = tuple[str, str]
"""Target and owner of a vessel."""


@dataclass(frozen=True, slots=True)
class Dispatched:
    """The trips of the first days, and what they are for.

    Attributes:
        vehicles: of the situation.
    """

    shares: Shares
    trips: TripAnswer
    vehicles: tuple[Vehicle, ...]
    ground: Ground


def settle(
    answer: AllocationAnswer,
    dispatched: Dispatched,
    parameters: Parameters,
    observer: Observer,
) -> AllocationAnswer:
    """Allocate once more what the trips bring, and on later days what is left."""
    problem = give_trips(answer.problem, dispatched)
    return allocate(problem, parameters, observer, start=answer)


def settled_allocations(
    answer: AllocationAnswer, dispatched: Dispatched
) -> tuple[Allocation, ...]:
    """What every source gives every place, by day: what is driven, then what is left.

    A load counts on the day on which it leaves its source, less what is lost in
    transfer. What goes to stations is told as the cylinders they fill.
    """
    net = 1.0 - answer.problem.loss_share
    given: dict[tuple[int, str, str, Form], float] = defaultdict(float)
    for part in allocations_of(answer):
        given[part.day, part.source, part.place, part.form] += part.mass_t
    for trip in dispatched.trips.trips:
        for leg in trip.shipments:
            place = dispatched.shares.within.get(leg.target)
            if trip.form is Form.LIQUID and place is not None:
                given[leg.day, trip.source, place, Form.LIQUID] += leg.mass_t * net
    return tuple(
        Allocation(day, source, place, form, mass_t)
        for (day, source, place, form), mass_t in sorted(given.items())
    )


def give_trips(problem: AllocationProblem, dispatched: Dispatched) -> AllocationProblem:
    """The same problem with the trips of the first days as given."""
    receivers, sources, grid = problem.receivers, problem.sources, problem.grid
    order_t, arrive_t = receivers.order_t.copy(), sources.arrive_t.copy()
    receiver_of = _receivers_of(problem, dispatched.shares)
    for pour in dispatched.trips.pours:
        period = grid.period_of(pour.begins)
        receiver = receiver_of.get((pour.target, pour.owner))
        if period is not None and receiver is not None:
            order_t[receiver, period] += pour.mass_t * (1.0 - problem.loss_share)
    number = {code: at for at, code in enumerate(sources.codes)}
    for trip in dispatched.trips.trips:
        period = grid.period_of(trip.shipments[0].depart)
        if trip.form is Form.LIQUID and period is not None:
            arrive_t[number[trip.source], period] -= trip.load_t
    planned = grid.first_day < dispatched.shares.days
    beside = replace(receivers.beside, draw_t=_draw_t(problem, dispatched))
    liquid_t = np.where(planned, 0.0, problem.liquid.most_t)
    return replace(
        problem,
        receivers=replace(receivers, order_t=order_t, beside=beside),
        sources=replace(sources, arrive_t=arrive_t),
        liquid=replace(problem.liquid, most_t=liquid_t),
        cylinders=_as_driven(problem, dispatched, planned),
        pools=replace(problem.pools, lift_t_h=_lift_t_h(problem, dispatched, planned)),
    )


def drawn_t(
    bench: Bench, pours: Iterable[Pour], grid: Grid, loss_share: float
) -> Array:
    """What tanks give on each day of their use, shape (tanks, days).

    They give what is wanted as long as it is there; a dry one gives nothing until the
    next drop begins.
    """
    poured: dict[Key, list[tuple[float, float]]] = defaultdict(list)
    for pour in pours:
        day = grid.hour_of(pour.begins) / HOURS_PER_DAY
        mass_t = pour.mass_t * (1.0 - loss_share)
        poured[pour.target, pour.owner].append((day, mass_t))
    drawn = np.minimum(np.cumsum(bench.use_t, axis=1), bench.held_t[:, None])
    drawn = np.diff(drawn, axis=1, prepend=0.0)
    for tank, key in enumerate(zip(bench.target, bench.owner, strict=True)):
        if key in poured:
            drawn[tank] = _drawn_of(
                bench.use_t[tank].tolist(), float(bench.held_t[tank]), poured[key]
            )
    return drawn


def _drawn_of(
    use_t: list[float], held_t: float, poured: list[tuple[float, float]]
) -> list[float]:
    """What one tank gives on each day."""
    drawn = [0.0] * len(use_t)
    now = 0.0
    for day, mass_t in (*sorted(poured), (float(len(use_t)), 0.0)):
        while now < min(day, len(use_t)):
            until = min(day, float(int(now) + 1))
            given_t = min(use_t[int(now)] * (until - now), held_t)
            drawn[int(now)] += given_t
            held_t -= given_t
            now = until
        held_t += mass_t
    return drawn


def _receivers_of(problem: AllocationProblem, shares: Shares) -> dict[Key, int]:
    """Which receiver of the allocation every target belongs to.

    A place without known hospitals is a target itself.
    """
    bench, receivers = shares.bench, problem.receivers
    found = {
        (problem.places.codes[receivers.place[at]], receivers.owner[at]): int(at)
        for at in np.flatnonzero(receivers.assumed)
    }
    keys = zip(bench.target, bench.owner, strict=True)
    return found | dict(zip(keys, bench.receiver.tolist(), strict=True))


def _draw_t(problem: AllocationProblem, dispatched: Dispatched) -> Array:
    """The most that patients can draw, on the planned days what their tanks give."""
    shares, grid = dispatched.shares, problem.grid
    bench = shares.bench
    drawn = drawn_t(bench, dispatched.trips.pours, grid, problem.loss_share)
    most_t = problem.receivers.beside.draw_t.copy()
    known = np.unique(bench.receiver)
    for period in np.flatnonzero(grid.first_day < shares.days):
        first = int(grid.first_day[period])
        mine = drawn[:, first : first + grid.lengths[period]].sum(axis=1)
        given_t = np.bincount(bench.receiver, mine, minlength=len(most_t))
        most_t[known, period] = np.minimum(most_t[known, period], given_t[known])
    return most_t


def _as_driven(
    problem: AllocationProblem, dispatched: Dispatched, planned: Mask
) -> Links:
    """The ways of cylinders, no more on the planned days than trucks bring.

    Where two pools may drive a way, all that is brought counts for the first.
    """
    links, grid = problem.cylinders, problem.grid
    driven_t: dict[tuple[str, str], Array] = defaultdict(lambda: np.zeros(grid.count))
    for trip in dispatched.trips.trips:
        for leg in trip.shipments:
            place = dispatched.shares.within.get(leg.target)
            period = grid.period_of(leg.depart)
            if trip.form is Form.CYLINDER and place is not None and period is not None:
                driven_t[trip.source, place][period] += leg.mass_t
    most_t = links.most_t.copy()
    for link in np.flatnonzero(links.pool != FETCHED):
        filler = problem.fillers.codes[links.origin[link]]
        place = problem.places.codes[links.target[link]]
        most_t[link, planned] = driven_t.pop((filler, place), np.zeros(grid.count))[
            planned
        ]
    return replace(links, most_t=most_t)


def _lift_t_h(
    problem: AllocationProblem, dispatched: Dispatched, planned: Mask
) -> Array:
    """The lift of every pool, on later days without the vehicles still on a trip."""
    pools, grid = problem.pools, problem.grid
    lift_t_h = pools.lift_t_h.copy()
    vehicles = {vehicle.code: vehicle for vehicle in dispatched.vehicles}
    for trip in dispatched.trips.trips:
        vehicle = vehicles[trip.vehicle]
        site = dispatched.ground.sites.get(vehicle.base)
        is_flatbed = vehicle.kind is VehicleKind.CYLINDER_TRUCK
        form = Form.CYLINDER if is_flatbed else Form.LIQUID
        pool = None if site is None else pools.find(form, site.landmass)
        if pool is not None:
            span = (grid.hour_of(trip.sets_out), grid.hour_of(trip.rests_until))
            busy_h = np.where(planned, 0.0, grid.covered_h([span]))
            lift_t_h[pool] -= vehicle.payload_t * pools.availability_share * busy_h
    return np.maximum(lift_t_h, 0.0)
