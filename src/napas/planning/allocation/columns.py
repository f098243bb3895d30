"""What an allocation decides: one block of columns for each kind of decision."""

from dataclasses import dataclass

import numpy as np

from napas.domain.country import Objective
from napas.planning.allocation.sheet import Sheet
from napas.planning.arrays.grid import Array, Index, Mask
from napas.planning.arrays.needs import CRITICAL, SEVERE
from napas.planning.problem import AllocationProblem
from napas.units.duration import HOURS_PER_DAY

BANDS = 20
"""Shares of need are evened by twentieths: finer than a need is known."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Numbers of the columns of every decision, per period; -1 where there is none.

    Attributes:
        critical: critical need served at a place, by whatever but concentrators.
        severe: severe need served by the same.
        liquid: drawn by a place's patients from a receiver.
        cylinder: drawn by a place's patients from cylinders.
        piped: on-site product of a station given to its own patients.
        tank: left in a receiver at the end of the period.
        full: left in the cylinders of a place.
        flow: loaded for a liquid link.
        carried: filled for a cylinder link.
        made: made liquid at a source.
        pressed: made and filled into cylinders without becoming liquid.
        converted: of what is made, from industrial supply.
        store: left in the store of a source.
        lost: reserve destroyed.
        drained: liquid of a receiver filled into cylinders.
        bottled: on-site product of a station filled into cylinders.
        taken: of an order on the road, let into the tank.
        waiting: of an order, still in the vehicle.
        reserve: counted towards the reserve of a place.
        band: of a place's need over the horizon, served in each band of its share,
            the lowest band first; shape (places, bands).
        share: the least share of need served; a block of one.
    """

    critical: Index
    severe: Index
    liquid: Index
    cylinder: Index
    piped: Index
    tank: Index
    full: Index
    flow: Index
    carried: Index
    made: Index
    pressed: Index
    converted: Index
    store: Index
    lost: Index
    drained: Index
    bottled: Index
    taken: Index
    waiting: Index
    reserve: Index
    band: Index
    share: Index


def add_columns(problem: AllocationProblem, sheet: Sheet) -> Columns:
    """Write every decision with its bounds; what a bound can say needs no row."""
    places, receivers, stations = problem.places, problem.receivers, problem.stations
    known = places.known[:, None]
    rest = places.rest_t
    wanted = open_need_t(problem)
    feeds = receivers.place >= 0
    fills = receivers.station >= 0
    periods = problem.grid.count
    draw = np.minimum(wanted, places.piped_t)[receivers.place] * feeds[:, None]
    draw = np.minimum(draw, receivers.beside.draw_t)
    drain = np.zeros((receivers.count, periods))
    drain[fills] = np.where(stations.fill_t[receivers.station[fills]] > 0.0, np.inf, 0)
    # A tank that may not be filled above its heel holds and passes nothing.
    kept = np.logical_or(feeds & places.known[receivers.place], fills)
    kept &= receivers.room_t > 0.0
    ordered: Mask = (receivers.order_t > 0.0).max(axis=1, initial=False)
    orders = np.where(ordered[:, None], np.inf, np.zeros((1, periods)))
    room = receivers.room_t[:, None] - receivers.beside.locked_t
    stands = np.repeat(kept[:, None], periods, axis=1)
    filled = np.greater(places.float_t, 0.0)[:, None]
    turning = np.logical_and(known, filled | (places.order_t > 0.0))
    hold = places.float_t[:, None] + np.cumsum(places.order_t, axis=1)
    own = stations.place >= 0
    pipe = np.minimum(stations.on_site_t, stations.to_need_t) * own[:, None]
    pipe *= places.known[stations.place][:, None]
    sources = problem.sources

    def block(high: Array, there: Mask | None = None) -> Index:
        """Columns from 0 to a bound, where the bound leaves any room."""
        room: Mask = high > 0.0
        return sheet.columns(room if there is None else room & there, 0.0, high)

    return Columns(
        critical=block(rest[:, :, CRITICAL], known),
        severe=block(rest[:, :, SEVERE], known),
        liquid=block(draw, kept[:, None]),
        cylinder=block(np.minimum(places.cylinder_t, wanted), turning),
        piped=block(pipe),
        tank=sheet.columns(stands, 0.0, np.maximum(room, 0.0)),
        full=block(hold, turning.max(axis=1)[:, None]),
        flow=block(np.where(problem.liquid.usable, problem.liquid.most_t, 0.0)),
        carried=block(
            np.where(problem.cylinders.usable, problem.cylinders.most_t, 0.0)
        ),
        made=block(_liquid_limit_t(problem)),
        pressed=block(_pressed_limit_t(problem)),
        converted=block(sources.convert_t),
        store=block(sources.store_t),
        lost=block(sources.lost_t),
        drained=block(drain, kept[:, None]),
        bottled=block(np.where(stations.fill_t > 0.0, stations.on_site_t, 0.0)),
        taken=block(orders, kept[:, None]),
        waiting=block(orders),
        reserve=block(reserve_target_t(problem)),
        band=block(_bands_t(problem)),
        share=_share(problem, sheet),
    )


def open_need_t(problem: AllocationProblem) -> Array:
    """What deliveries and stocks may serve: need less what is made at the bedside."""
    places = problem.places
    open_t: Array = places.rest_t.sum(axis=2) - places.on_site_t
    return np.maximum(open_t, 0.0) * places.known[:, None]


def reserve_target_t(problem: AllocationProblem) -> Array:
    """How much reserve has worth at the end of each period; 0 if no objective asks."""
    if Objective.RESERVE_HOURS not in problem.policy.objectives:
        return np.zeros((problem.places.count, problem.grid.count))
    days = problem.policy.target_reserve_h / HOURS_PER_DAY
    return open_need_t(problem) / problem.grid.length_days * days


def _liquid_limit_t(problem: AllocationProblem) -> Array:
    sources = problem.sources
    return np.minimum(sources.offer_t + sources.convert_t, sources.liquefy_t)


def _pressed_limit_t(problem: AllocationProblem) -> Array:
    """Product that can be filled without being liquid: only where not all can be."""
    sources = problem.sources
    whole = sources.offer_t + sources.convert_t
    gaseous = np.where(sources.liquefy_t < whole, sources.fill_t, 0.0)
    return np.minimum(whole, gaseous)


def _bands_t(problem: AllocationProblem) -> Array:
    """The need of each place over the horizon, cut into equal bands."""
    places = problem.places
    need_t = places.need_t.sum(axis=(1, 2)) * places.known
    asked = Objective.EVENNESS in problem.policy.objectives
    return np.repeat(need_t[:, None] * asked / BANDS, BANDS, axis=1)


def _share(problem: AllocationProblem, sheet: Sheet) -> Index:
    there = np.array([Objective.EVENNESS in problem.policy.objectives])
    return sheet.columns(there, 0.0, 1.0)
