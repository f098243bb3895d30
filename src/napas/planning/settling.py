"""What travels becomes the plan: the allocation once more, with the trips as given.

The first allocation says what ought to go where. Of it goes what the trips bring, when
they bring it, and a hospital breathes what stands in its own tanks. So the trips become
orders on the road, nothing else is driven on the days they are planned for, and what is
drawn of tanks on those days is what they can give. All figures of the plan are those of
this second allocation; what the first one wanted and no vehicle takes is in none of
them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
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

LEAST_T = 1e-9
"""A milligram in a day; less is rounding."""
Key = tuple[str, str]
"""Target and owner of a vessel."""
_Come = tuple[float, int, float]
"""Day on which something is poured into a tank, its number, and how much."""


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
    """Allocate once more what the trips bring, and on later days what is left.

    It is solved from nothing: what was best before the trips were known lies too far
    from what is best after to be a start worth its price.
    """
    problem = give_trips(answer.problem, dispatched)
    return allocate(problem, parameters, observer)


def settled_allocations(
    answer: AllocationAnswer, dispatched: Dispatched
) -> tuple[Allocation, ...]:
    """What every source gives every place, by day: what is driven, then what is left.

    A load counts on the day on which it leaves its source, less what is lost in
    transfer. What goes to stations is told as the cylinders they fill.
    """
    net = 1.0 - answer.problem.loss_share
    given: dict[tuple[int, str, str, Form], float] = defaultdict(float)
    days, ways = dispatched.shares.days, _driven_ways(answer.problem)
    for part in allocations_of(answer):
        driven = (part.source, part.place, part.form) in ways
        if part.day >= days or not driven:
            given[part.day, part.source, part.place, part.form] += part.mass_t
    for trip in dispatched.trips.trips:
        reaches = net if trip.form is Form.LIQUID else 1.0
        for leg in trip.shipments:
            place = dispatched.shares.within.get(leg.target)
            told = trip.form is Form.LIQUID or leg.day < days
            if told and place is not None:
                given[leg.day, trip.source, place, trip.form] += leg.mass_t * reaches
    return tuple(
        Allocation(day, source, place, form, mass_t)
        for (day, source, place, form), mass_t in sorted(given.items())
    )


def _driven_ways(problem: AllocationProblem) -> set[tuple[str, str, Form]]:
    """Fillers and places between which cylinders need a truck."""
    links = problem.cylinders
    return {
        (
            problem.fillers.codes[links.origin[link]],
            problem.places.codes[links.target[link]],
            Form.CYLINDER,
        )
        for link in np.flatnonzero(links.pool != FETCHED)
    }


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

    They give what is wanted as long as it is there. Where one tank of a hospital is
    dry the others give more; where all are, nothing is given until the next drop
    begins. An order on the road counts from the day on which it comes.
    """
    numbers = {key: at for at, key in enumerate(_keys_of(bench))}
    come: dict[str, list[_Come]] = defaultdict(list)
    for pour in pours:
        tank = numbers.get((pour.target, pour.owner))
        if tank is not None:
            day = grid.hour_of(pour.begins) / HOURS_PER_DAY
            mass_t = pour.mass_t * (1.0 - loss_share)
            come[pour.target].append((day, tank, mass_t))
    for tank, day in zip(*np.nonzero(bench.coming_t[:, :-1]), strict=True):
        mass_t = float(bench.coming_t[tank, day])
        come[bench.target[tank]].append((float(day), int(tank), mass_t))
    drawn = np.minimum(np.cumsum(bench.use_t, axis=1), bench.held_t[:, None])
    drawn = np.diff(drawn, axis=1, prepend=0.0)
    beside: dict[str, list[int]] = defaultdict(list)
    for tank, target in enumerate(bench.target):
        beside[target].append(tank)
    for target, tanks in beside.items():
        if target in come or len(tanks) > 1:
            drawn[tanks] = _drawn_of(bench, tanks, come[target])
    return drawn


def _drawn_of(bench: Bench, tanks: Sequence[int], come: Iterable[_Come]) -> Array:
    """What the tanks of one facility give on each day, drawn by what each is to give.

    Args:
        bench: all tanks.
        tanks: those of the facility.
        come: what is poured into which of them, and when.
    """
    use_t = bench.use_t[tanks]
    held_t = bench.held_t[tanks].copy()
    drawn, days, now = np.zeros_like(use_t), use_t.shape[1], 0.0
    for day, tank, mass_t in (*sorted(come), (float(days), tanks[0], 0.0)):
        while now < min(day, days):
            today = int(now)
            until = min(day, today + 1.0)
            open_t = np.where(held_t > 0.0, use_t[:, today], 0.0)
            if open_t.sum() < LEAST_T:
                now = until
                continue
            rate = open_t * (use_t[:, today].sum() / open_t.sum())
            lasts = np.divide(
                held_t, rate, out=np.full_like(rate, np.inf), where=rate > 0.0
            )
            # A tank that runs dry first is dry for good, so that no rounding of the
            # clock keeps this from coming to an end.
            span = min(until - now, float(lasts.min()))
            given_t = np.minimum(rate * span, held_t)
            drawn[:, today] += given_t
            held_t = np.where(lasts <= span, 0.0, held_t - given_t)
            now = until if span == until - now else now + span
        held_t[tanks.index(tank)] += mass_t
    return drawn


def _keys_of(bench: Bench) -> Iterable[Key]:
    """Target and owner of every tank."""
    return zip(bench.target, bench.owner, strict=True)


def _receivers_of(problem: AllocationProblem, shares: Shares) -> dict[Key, int]:
    """Which receiver of the allocation every target belongs to.

    A place without known hospitals is a target itself.
    """
    bench, receivers = shares.bench, problem.receivers
    found = {
        (problem.places.codes[receivers.place[at]], receivers.owner[at]): int(at)
        for at in np.flatnonzero(receivers.assumed)
    }
    return found | dict(zip(_keys_of(bench), bench.receiver.tolist(), strict=True))


def _draw_t(problem: AllocationProblem, dispatched: Dispatched) -> Array:
    """The most that patients can draw, on the planned days what their tanks give."""
    shares, grid = dispatched.shares, problem.grid
    bench = shares.bench
    drawn = drawn_t(bench, dispatched.trips.pours, grid, problem.loss_share)
    breathed = bench.use_t - bench.filled_t
    drawn *= np.divide(
        breathed, bench.use_t, out=np.zeros_like(drawn), where=bench.use_t > 0.0
    )
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

    What is driven asks no vehicle of the pools any more. Where two of them may drive a
    way, all that is brought counts for the first.
    """
    links, grid = problem.cylinders, problem.grid
    driven_t: dict[tuple[str, str], Array] = defaultdict(lambda: np.zeros(grid.count))
    for trip in dispatched.trips.trips:
        period = grid.period_of(trip.shipments[0].depart)
        assert period is not None, "no trip leaves after the plan"
        for leg in trip.shipments if trip.form is Form.CYLINDER else ():
            place = dispatched.shares.within[leg.target]
            driven_t[trip.source, place][period] += leg.mass_t
    most_t = links.most_t.copy()
    for link in np.flatnonzero(links.pool != FETCHED):
        filler = problem.fillers.codes[links.origin[link]]
        place = problem.places.codes[links.target[link]]
        most_t[link, planned] = driven_t.pop((filler, place), np.zeros(grid.count))[
            planned
        ]
    round_trip_h = np.where(planned, 0.0, links.round_trip_h)
    return replace(links, most_t=most_t, round_trip_h=round_trip_h)


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
