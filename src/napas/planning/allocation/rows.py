"""The rules that bind an allocation: one block of rows for each rule."""

from dataclasses import dataclass

import numpy as np

from napas.planning.allocation.columns import Columns, open_need_t
from napas.planning.allocation.sheet import Sheet, pick
from napas.planning.arrays.grid import ABSENT, Array, Index
from napas.planning.problem import AllocationProblem

Ways = tuple[Index, Array]
"""Targets of links, and what part of a load of each period arrives in each."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Numbers of the rows of every rule, per period; -1 where a rule needs no row.

    Attributes:
        need: what is drawn at a place is what serves its patients.
        pipe: ring lines pass no more than they can.
        tank: balance of a receiver.
        arrival: trucks bring no more than a receiver can take.
        full: balance of the cylinders of a place.
        turn: no more cylinders come back full than turn round.
        store: balance of a source.
        offer: a source makes no more than it offers, with what it converts.
        fill: a filler fills no more than it can.
        station: balance of a station's filling.
        site: a station uses its on-site product once.
        fleet: vehicles are out no longer than they can be.
        waiting: balance of the vehicles that wait to be decanted.
        reserve: reserve counted stands in tanks or cylinders.
        even: what a place is served over the horizon, with what is made at its beds,
            fills its bands; shape (places,).
        least: every place is served the least share; shape (places,).
    """

    need: Index
    pipe: Index
    tank: Index
    arrival: Index
    full: Index
    turn: Index
    store: Index
    offer: Index
    fill: Index
    station: Index
    site: Index
    fleet: Index
    waiting: Index
    reserve: Index
    even: Index
    least: Index


def add_rows(problem: AllocationProblem, columns: Columns, sheet: Sheet) -> Rows:
    """Write every rule."""
    need, pipe = _serve(problem, columns, sheet)
    tank, arrival, waiting = _hold(problem, columns, sheet)
    full, turn = _circulate(problem, columns, sheet)
    store, offer = _make(problem, columns, sheet)
    fill, station, site = _fill(problem, columns, sheet)
    even, least = _level(problem, columns, sheet)
    return Rows(
        need=need,
        pipe=pipe,
        tank=tank,
        arrival=arrival,
        full=full,
        turn=turn,
        store=store,
        offer=offer,
        fill=fill,
        station=station,
        site=site,
        fleet=_drive(problem, columns, sheet),
        waiting=waiting,
        reserve=_keep(problem, columns, sheet),
        even=even,
        least=least,
    )


def _serve(
    problem: AllocationProblem, columns: Columns, sheet: Sheet
) -> tuple[Index, Index]:
    places, receivers = problem.places, problem.receivers
    asked = (columns.critical != ABSENT) | (columns.severe != ABSENT)
    need = sheet.rows(asked, -places.on_site_t, -places.on_site_t)
    stations = problem.stations.place
    sheet.enter(need, columns.critical, -1.0)
    sheet.enter(need, columns.severe, -1.0)
    sheet.enter(pick(need, receivers.place), columns.liquid, 1.0)
    sheet.enter(need, columns.cylinder, 1.0)
    sheet.enter(pick(need, stations), columns.piped, 1.0)
    lines = np.zeros(need.shape, dtype=np.int64)
    np.add.at(lines, receivers.place, columns.liquid != ABSENT)
    np.add.at(lines, stations, columns.piped != ABSENT)
    tight = asked & (lines > 1) & (places.piped_t < open_need_t(problem))
    pipe = sheet.rows(tight, -np.inf, places.piped_t)
    sheet.enter(pick(pipe, receivers.place), columns.liquid, 1.0)
    sheet.enter(pick(pipe, stations), columns.piped, 1.0)
    return need, pipe


def _arrive(sheet: Sheet, block: Index, flow: Index, ways: Ways) -> None:
    """Enter what loads are into the rows of what links lead to, period by period."""
    target, share = ways
    for period in range(share.shape[2]):
        part = share[:, :, period]
        rows = np.where(part != 0.0, pick(block, target)[:, period][:, None], ABSENT)
        sheet.enter(rows, flow, part)


def _hold(
    problem: AllocationProblem, columns: Columns, sheet: Sheet
) -> tuple[Index, Index, Index]:
    receivers = problem.receivers
    days = problem.grid.length_days
    kept = (1.0 - problem.boiloff_share) ** days
    begin = np.cumprod(kept) * receivers.beside.ready_t - receivers.outflow_t
    used = columns.tank != ABSENT
    tank = sheet.rows(used, begin, begin)
    sheet.enter(tank, columns.tank, 1.0)
    sheet.enter(tank[:, 1:], columns.tank[:, :-1], -kept[1:])
    sheet.enter(tank, columns.liquid, 1.0)
    sheet.enter(tank, columns.drained, 1.0)
    sheet.enter(tank, columns.taken, -1.0)
    share = (1.0 - problem.loss_share) * problem.liquid.arrival_share(problem.grid)
    _arrive(sheet, tank, columns.flow, (problem.liquid.target, -share))
    limit = receivers.arrival_t_per_day[:, None] * days
    tight = used & (limit < receivers.room_t[:, None] + _use_t(problem))
    arrival = sheet.rows(tight, -np.inf, limit)
    sheet.enter(arrival, columns.taken, 1.0)
    _arrive(sheet, arrival, columns.flow, (problem.liquid.target, share))
    there = columns.waiting != ABSENT
    waiting = sheet.rows(there, receivers.order_t, receivers.order_t)
    sheet.enter(waiting, columns.waiting, 1.0)
    sheet.enter(waiting[:, 1:], columns.waiting[:, :-1], -1.0)
    sheet.enter(waiting, columns.taken, 1.0)
    return tank, arrival, waiting


def _use_t(problem: AllocationProblem) -> Array:
    """The most that can leave a receiver in a period."""
    receivers = problem.receivers
    wanted = open_need_t(problem)[receivers.place]
    use = np.where(receivers.place[:, None] >= 0, wanted, 0.0)
    fills = receivers.station >= 0
    use[fills] += problem.stations.fill_t[receivers.station[fills]]
    return use


def _circulate(
    problem: AllocationProblem, columns: Columns, sheet: Sheet
) -> tuple[Index, Index]:
    places = problem.places
    begin = places.order_t.copy()
    begin[:, 0] += places.full_t
    there = columns.full != ABSENT
    full = sheet.rows(there, begin, begin)
    sheet.enter(full, columns.full, 1.0)
    sheet.enter(full[:, 1:], columns.full[:, :-1], -1.0)
    sheet.enter(full, columns.cylinder, 1.0)
    links = problem.cylinders
    share = links.arrival_share(problem.grid)
    _arrive(sheet, full, columns.carried, (links.target, -share))
    served = np.zeros(places.count, dtype=bool)
    served[links.target] = True
    limit = places.turn_t_per_day[:, None] * problem.grid.length_days
    turn = sheet.rows(there & served[:, None], -np.inf, limit)
    _arrive(sheet, turn, columns.carried, (links.target, share))
    return full, turn


def _make(
    problem: AllocationProblem, columns: Columns, sheet: Sheet
) -> tuple[Index, Index]:
    sources, fillers = problem.sources, problem.fillers
    begin = sources.arrive_t.copy()
    begin[:, 0] += sources.start_t
    there = np.ones(begin.shape, dtype=bool)
    store = sheet.rows(there, begin, begin)
    sheet.enter(store, columns.store, 1.0)
    sheet.enter(store[:, 1:], columns.store[:, :-1], -1.0)
    sheet.enter(store, columns.made, -1.0)
    sheet.enter(store, columns.pressed, -1.0)
    sheet.enter(store, columns.lost, 1.0)
    sheet.enter(store[problem.liquid.origin], columns.flow, 1.0)
    origin = fillers.source[problem.cylinders.origin]
    sheet.enter(pick(store, origin), columns.carried, 1.0)
    mixed = (columns.converted != ABSENT) | (columns.pressed != ABSENT)
    offer = sheet.rows(mixed, -np.inf, sources.offer_t)
    sheet.enter(offer, columns.made, 1.0)
    sheet.enter(offer, columns.pressed, 1.0)
    sheet.enter(offer, columns.converted, -1.0)
    return store, offer


def _fill(
    problem: AllocationProblem, columns: Columns, sheet: Sheet
) -> tuple[Index, Index, Index]:
    fillers, stations, receivers = problem.fillers, problem.stations, problem.receivers
    asked = np.zeros(len(fillers.codes), dtype=bool)
    asked[problem.cylinders.origin] = True
    there = np.repeat(asked[:, None], problem.grid.count, axis=1)
    fill = sheet.rows(there, -np.inf, fillers.fill_t)
    sheet.enter(fill[problem.cylinders.origin], columns.carried, 1.0)
    everywhere = np.ones(stations.fill_t.shape, dtype=bool)
    station = sheet.rows(everywhere, 0.0, 0.0)
    origin = fillers.station[problem.cylinders.origin]
    sheet.enter(pick(station, origin), columns.carried, 1.0)
    sheet.enter(pick(station, receivers.station), columns.drained, -1.0)
    sheet.enter(station, columns.bottled, -1.0)
    both = (columns.piped != ABSENT) & (columns.bottled != ABSENT)
    site = sheet.rows(both, -np.inf, stations.on_site_t)
    sheet.enter(site, columns.piped, 1.0)
    sheet.enter(site, columns.bottled, 1.0)
    return fill, station, site


def _drive(problem: AllocationProblem, columns: Columns, sheet: Sheet) -> Index:
    pools = problem.pools
    used = np.zeros(len(pools.landmass), dtype=bool)
    used[problem.liquid.pool] = True
    used[problem.cylinders.pool[problem.cylinders.pool >= 0]] = True
    there = np.repeat(used[:, None], problem.grid.count, axis=1)
    fleet = sheet.rows(there, -np.inf, pools.lift_t_h)
    for links, flow in (
        (problem.liquid, columns.flow),
        (problem.cylinders, columns.carried),
    ):
        duty_h = links.duty_h(problem.grid, pools.availability_share)
        _arrive(sheet, fleet, flow, (links.pool, duty_h))
    return fleet


def _keep(problem: AllocationProblem, columns: Columns, sheet: Sheet) -> Index:
    receivers = problem.receivers
    own = receivers.place >= 0
    kept = np.zeros(columns.reserve.shape)
    np.add.at(kept, receivers.place[own], receivers.beside.kept_t[own])
    reserve = sheet.rows(columns.reserve != ABSENT, -np.inf, kept)
    sheet.enter(reserve, columns.reserve, 1.0)
    sheet.enter(pick(reserve, receivers.place), columns.tank, -1.0)
    sheet.enter(reserve, columns.full, -1.0)
    return reserve


def _level(
    problem: AllocationProblem, columns: Columns, sheet: Sheet
) -> tuple[Index, Index]:
    places = problem.places
    there = (columns.band != ABSENT).any(axis=1)
    at_bed_t = places.low_flow_t.sum(axis=1)
    even = sheet.rows(there, at_bed_t, at_bed_t)
    sheet.enter(even[:, None], columns.band, 1.0)
    sheet.enter(even[:, None], columns.critical, -1.0)
    sheet.enter(even[:, None], columns.severe, -1.0)
    least = sheet.rows(there, 0.0, np.inf)
    sheet.enter(least[:, None], columns.band, 1.0)
    share = np.broadcast_to(columns.share, least.shape)
    sheet.enter(least, share, -places.need_t.sum(axis=(1, 2)))
    return even, least
