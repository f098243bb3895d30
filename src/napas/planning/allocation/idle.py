"""The plan in which nobody drives: what is left when the solver has found nothing."""

from dataclasses import dataclass

import numpy as np

from napas.planning.allocation.model import Model
from napas.planning.arrays.grid import ABSENT, Array, Index
from napas.planning.arrays.needs import CRITICAL
from napas.planning.arrays.sources import Sources


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """What patients draw, and what is left, by receiver or place and period."""

    liquid: Array
    cylinder: Array
    tank: Array
    full: Array
    taken: Array
    waiting: Array


def stand_still(model: Model) -> Array:
    """Decisions of a plan that keeps every rule and moves nothing.

    Patients draw what stands in their tanks and cylinders and what is made beside
    them, the critical first; orders on the road are let in as far as there is room.
    """
    problem, columns = model.problem, model.columns
    places, place = problem.places, problem.receivers.place
    values = np.zeros(model.programme.column_count)

    def put(block: Index, figures: Array) -> None:
        there = block != ABSENT
        values[block[there]] = figures[there]

    drawn = _draw_down(model)
    supply = places.on_site_t + drawn.cylinder
    np.add.at(supply, place[place >= 0], drawn.liquid[place >= 0])
    critical = np.minimum(supply, places.rest_t[:, :, CRITICAL])
    store, lost = _leave(problem.sources)
    served = (supply.sum(axis=1) + places.low_flow_t.sum(axis=1))[:, None]
    high = np.append(model.programme.column_high, 0.0)[columns.band]
    band = np.clip(served - high * np.arange(high.shape[1]), 0.0, high)
    for block, figures in (
        (columns.critical, critical),
        (columns.severe, supply - critical),
        (columns.liquid, drawn.liquid),
        (columns.cylinder, drawn.cylinder),
        (columns.tank, drawn.tank),
        (columns.full, drawn.full),
        (columns.taken, drawn.taken),
        (columns.waiting, drawn.waiting),
        (columns.store, store),
        (columns.lost, lost),
        (columns.band, band),
    ):
        put(block, figures)
    return values


def _draw_down(model: Model) -> _Drawn:
    """Let stocks run down, period by period."""
    problem, columns = model.problem, model.columns
    places, receivers = problem.places, problem.receivers
    shape, wide = columns.liquid.shape, columns.cylinder.shape
    drawn = _Drawn(
        liquid=np.zeros(shape),
        cylinder=np.zeros(wide),
        tank=np.zeros(shape),
        full=np.zeros(wide),
        taken=np.zeros(shape),
        waiting=np.zeros(shape),
    )
    tank, full = np.zeros(receivers.count), places.full_t.copy()
    beside = receivers.beside
    ready = beside.ready_t * np.cumprod(
        (1.0 - problem.boiloff_share) ** problem.grid.length_days
    )
    waiting = np.zeros(receivers.count)
    open_t = places.rest_t.sum(axis=2) - places.on_site_t
    for period, days in enumerate(problem.grid.lengths):
        tank = tank * (1.0 - problem.boiloff_share) ** days
        tank = tank + ready[:, period] - receivers.outflow_t[:, period]
        waiting = waiting + receivers.order_t[:, period]
        room = receivers.room_t - beside.locked_t[:, period] - tank
        most = np.minimum(room, receivers.arrival_t_per_day * days)
        let_in = columns.taken[:, period] != ABSENT
        taken = np.clip(most, 0.0, waiting) * let_in
        tank, waiting = tank + taken, waiting - taken
        feeds = columns.liquid[:, period] != ABSENT
        held = np.zeros(places.count)
        given = np.minimum(tank, beside.draw_t[:, period]) * feeds
        np.add.at(held, receivers.place[feeds], given[feeds])
        wanted = np.minimum(open_t[:, period], places.piped_t[:, period])
        part = np.divide(wanted, held, out=np.zeros_like(held), where=held > 0.0)
        drawn_share = np.minimum(np.append(part, 0.0)[receivers.place], 1.0)
        liquid = given * drawn_share
        full = full + places.order_t[:, period]
        left = open_t[:, period] - np.minimum(wanted, held)
        near = columns.cylinder[:, period] != ABSENT
        cylinder = near * np.minimum(
            np.minimum(left, full), places.cylinder_t[:, period]
        )
        tank, full = tank - liquid, full - cylinder
        for table, figures in (
            (drawn.liquid, liquid),
            (drawn.cylinder, cylinder),
            (drawn.tank, tank),
            (drawn.full, full),
            (drawn.taken, taken),
            (drawn.waiting, waiting),
        ):
            table[:, period] = figures
    return drawn


def _leave(sources: Sources) -> tuple[Array, Array]:
    """What stands in the stores if nothing is loaded, and what outages destroy."""
    store, lost = np.zeros(sources.offer_t.shape), np.zeros(sources.offer_t.shape)
    held = sources.start_t.copy()
    for period in range(len(store.T)):
        held = held + sources.arrive_t[:, period]
        lost[:, period] = np.minimum(sources.lost_t[:, period], held)
        held = held - lost[:, period]
        store[:, period] = held
    return store, lost
