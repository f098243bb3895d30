"""The ways oxygen can take: from sources to tanks, from fillers to cylinder users."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from napas.domain.network import Form
from napas.parameters import Parameters
from napas.planning.arrays.grid import Array, Grid, Index, Mask, seal
from napas.planning.arrays.homes import NOWHERE
from napas.planning.arrays.places import Places
from napas.planning.arrays.pools import Pools
from napas.planning.arrays.roads import Roads, Ways
from napas.planning.arrays.sources import Sources
from napas.planning.arrays.stops import Stops
from napas.planning.arrays.tanks import Receivers, Stations
from napas.planning.travel import Site
from napas.units.duration import HOURS_PER_DAY

FETCHED = -1
"""The pool of cylinders that their users fetch themselves."""


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Ways that may be used; arrays have shape (links,) unless said otherwise.

    Attributes:
        origin: index of the source or filler.
        target: index of the receiver or place.
        pool: whose vehicles drive it; -1 where users fetch.
        cost_km: road, and crossings as the road a truck drives in their time.
        lag_h: from loading to use in whole hours, shape (links, periods).
        round_trip_h: of one truck with all its stops, shape (links, periods).
        trips: that a payload takes, 1 or more; shape (links,).
        usable: whether a load of the period arrives within the plan, same shape.
        most_t: that may be loaded in the period, same shape; infinite where nothing
            but vehicles limits it.
    """

    origin: Index
    target: Index
    pool: Index
    cost_km: Array
    lag_h: Array
    round_trip_h: Array
    trips: Array
    usable: Mask
    most_t: Array

    def __post_init__(self) -> None:
        seal(self)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.origin)

    def arrival_share(self, grid: Grid) -> Array:
        """What part of a load of each period arrives in which period.

        Loads leave evenly over their period, so they arrive evenly over one as long;
        what comes after the horizon is in no period. Shape (links, periods, periods).
        """
        length_h = grid.length_days * HOURS_PER_DAY
        start_h = grid.first_day * HOURS_PER_DAY
        begin = (start_h + self.lag_h)[:, :, None]
        end = begin + length_h[:, None]
        overlap = np.minimum(end, start_h + length_h) - np.maximum(begin, start_h)
        share: Array = np.maximum(overlap, 0.0) / length_h[:, None]
        return np.where(self.usable[:, :, None], share, 0.0)

    def duty_h(self, grid: Grid, availability_share: float) -> Array:
        """Hours that a payload of each period keeps trucks busy in which period.

        Shape (links, periods, periods).
        """
        rows = [
            duty_of(self.round_trip_h[:, period], period, grid, availability_share)
            for period in range(grid.count)
        ]
        duty_h: Array = self.trips[:, None, None] * np.stack(rows, axis=1)
        return duty_h


def duty_of(
    round_trip_h: Array, period: int, grid: Grid, availability_share: float
) -> Array:
    """Hours that rounds begun in a period keep trucks busy in each period.

    A round is charged to the day on which it begins, and what is longer than a truck
    can be out in a day to the days on which it goes on; what comes after the horizon
    is in no period. Shape (..., periods).
    """
    lasting_h = round_trip_h[..., None] / availability_share
    length = grid.lengths[period]
    first = int(grid.first_day[period])
    spent_h = np.zeros((*round_trip_h.shape, grid.count))
    for day in range(first, first + length):
        begins_h = HOURS_PER_DAY * np.maximum(grid.first_day - day, 0)
        ends_h = HOURS_PER_DAY * np.maximum(grid.first_day + grid.lengths - day, 0)
        spent_h += np.minimum(lasting_h, ends_h) - np.minimum(lasting_h, begins_h)
    duty: Array = spent_h * availability_share / length
    return duty


@dataclass(frozen=True, slots=True, eq=False)
class Fillers:
    """What fills cylinders: plants first, then stations.

    Attributes:
        source: index of the plant; -1 for a station.
        station: index of the station; -1 for a plant.
        fill_t: what it can fill, shape (fillers, periods).
    """

    codes: tuple[str, ...]
    source: Index
    station: Index
    fill_t: Array

    def __post_init__(self) -> None:
        seal(self)


@dataclass(frozen=True, slots=True)
class Ends:
    """What links join, and where each stands; a site may be unknown."""

    grid: Grid
    sources: Sources
    receivers: Receivers
    stations: Stations
    places: Places
    pools: Pools
    place_sites: tuple[Site | None, ...]
    station_sites: tuple[Site | None, ...]
    station_home: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Terrain:
    """The ways between all origins and all targets of one form.

    Attributes:
        column: of the target in the ways; only targets that stand somewhere.
        target: which targets these are.
    """

    form: Form
    ways: Ways
    target: Index
    origin_mass: tuple[str, ...]
    target_mass: tuple[str, ...]
    loading_h: Array
    decanting_h: float
    stops: Stops | None

    def rounds(
        self, column: Index, single_h: Array, pools: Pools, pool: Index
    ) -> tuple[Array, Array]:
        """Hours of trips to some targets, and how many a payload takes.

        Cylinders go to one stop.
        """
        if self.stops is None:
            return single_h, np.ones(len(column))
        return self.stops.at(self.target[column]).rounds(
            single_h, pools.payload_t[pool], pools.availability_share
        )


def find_fillers(sources: Sources, stations: Stations) -> Fillers:
    """List everything that can fill cylinders on some day."""
    plants = np.flatnonzero(sources.fill_t.any(axis=1))
    count = len(stations.codes)
    nothing = np.full(max(count, len(plants)), NOWHERE)
    return Fillers(
        codes=(*(sources.codes[at] for at in plants), *stations.codes),
        source=np.concatenate([plants, nothing[:count]]).astype(np.int64),
        station=np.concatenate([nothing[: len(plants)], np.arange(count)]).astype(
            np.int64
        ),
        fill_t=np.concatenate([sources.fill_t[plants], stations.fill_t]),
    )


def lay_liquid_links(
    ends: Ends, roads: Roads, parameters: Parameters
) -> tuple[Links, Links]:
    """Join every receiver to its nearest sources, and to those with more than enough.

    Returns:
        The ways that may be used, and the nearest ones that the owner of the tank
        refuses, which are kept to tell what ownership costs.
    """
    planned = zip(ends.place_sites, ends.places.known, strict=True)
    sites = [site if known else None for site, known in planned]
    sites += ends.station_sites
    receivers = ends.receivers
    stands = np.where(
        receivers.station >= 0,
        len(ends.place_sites) + receivers.station,
        receivers.place,
    )
    loading_h = np.full(ends.sources.count, parameters["tankers.loading_h"])
    loading_h[ends.sources.rolling] = 0.0
    terrain = _survey(
        Form.LIQUID,
        roads,
        (ends.sources.sites, loading_h),
        [sites[at] for at in stands],
        parameters,
        receivers.stops,
    )
    reach, total_h = _within_reach(terrain, _supply_t(ends.sources), parameters)
    accepted = np.array(
        [receivers.accepts(company) for company in ends.sources.company], dtype=bool
    ).reshape(ends.sources.count, receivers.count)[:, terrain.target]
    nearest = int(parameters["allocation.nearest_sources"])
    chosen = _nearest(total_h, reach & accepted, nearest)
    plenty = _with_surplus(ends, total_h, reach & accepted, terrain)
    chosen |= _nearest(
        total_h,
        reach & accepted & plenty[:, None],
        int(parameters["allocation.surplus_sources"]),
    )
    refused = _nearest(total_h, reach & ~accepted, nearest)
    return _join(chosen, terrain, ends), _join(refused, terrain, ends)


def lay_cylinder_links(
    ends: Ends, fillers: Fillers, roads: Roads, parameters: Parameters
) -> Links:
    """Join every place with cylinders to the nearest fillers and to its own.

    A station serves its landmass; a plant serves wherever there is a way. Users fetch
    for themselves within `allocation.fetch_h`; beyond it a cylinder truck drives.
    """
    origin_sites = [
        ends.station_sites[station] if station >= 0 else ends.sources.sites[source]
        for source, station in zip(fillers.source, fillers.station, strict=True)
    ]
    standing = np.array([site is not None for site in origin_sites], dtype=bool)
    loading_h = np.full(len(origin_sites), parameters["tankers.loading_h"])
    turning = (ends.places.float_t > 0.0) & ends.places.known
    terrain = _survey(
        Form.CYLINDER,
        roads,
        ([site for site in origin_sites if site is not None], loading_h[standing]),
        [
            site if turns else None
            for site, turns in zip(ends.place_sites, turning, strict=True)
        ],
        parameters,
    )
    supply = fillers.fill_t.sum(axis=1)[standing]
    reach, total_h = _within_reach(terrain, supply, parameters)
    station = fillers.station[standing]
    same = np.array(
        [[a == b for b in terrain.target_mass] for a in terrain.origin_mass], dtype=bool
    ).reshape(reach.shape)
    reach &= same | (station < 0)[:, None]
    homes = np.array([*ends.station_home, NOWHERE], dtype=np.int64)[station]
    own = homes[:, None] == terrain.target[None, :]
    chosen = _nearest(total_h, reach, int(parameters["allocation.nearest_fillers"]))
    links = _join(chosen | (own & reach), terrain, ends)
    speed_km_per_h = ends.pools.speed_full_km_per_h[links.pool]
    near = links.cost_km <= parameters["allocation.fetch_h"] * speed_km_per_h
    return _fetch(links, np.flatnonzero(standing), near)


def _survey(
    form: Form,
    roads: Roads,
    origins: tuple[Sequence[Site], Array],
    targets: Sequence[Site | None],
    parameters: Parameters,
    stops: Stops | None = None,
) -> _Terrain:
    """Measure the ways from all origins to the targets that stand somewhere."""
    sites, loading_h = origins
    distinct: dict[Site, int] = {}
    column = [
        distinct.setdefault(site, len(distinct)) for site in targets if site is not None
    ]
    ways = roads.journeys(sites, list(distinct))
    standing = [at for at, site in enumerate(targets) if site is not None]
    return _Terrain(
        form=form,
        ways=ways.columns(np.array(column, dtype=np.int64)),
        target=np.array(standing, dtype=np.int64),
        origin_mass=tuple(site.landmass for site in sites),
        target_mass=tuple(site.landmass for site in targets if site is not None),
        loading_h=loading_h,
        decanting_h=parameters["tankers.decanting_h"],
        stops=stops,
    )


def _within_reach(
    terrain: _Terrain, supply_t: Array, parameters: Parameters
) -> tuple[Mask, Array]:
    """Which origins with a supply are near enough by road, and hours to each."""
    road_h, total_h = terrain.ways.best_h(parameters["tankers.speed_full_km_per_h"])
    reach = road_h <= parameters["roads.reach_h"]
    return reach & (supply_t > 0.0)[:, None], total_h


def _nearest(total_h: Array, allowed: Mask, count: int) -> Mask:
    """The nearest allowed origins of each target, at most so many."""
    ordered = np.argsort(np.where(allowed, total_h, np.inf), axis=0, kind="stable")
    chosen = np.zeros(allowed.shape, dtype=bool)
    np.put_along_axis(chosen, ordered[:count], values=True, axis=0)
    return chosen & allowed


def _supply_t(sources: Sources) -> Array:
    """All that a source may give over the plan."""
    flows = sources.offer_t + sources.convert_t + sources.arrive_t
    supply: Array = sources.start_t + flows.sum(axis=1)
    return supply


def _with_surplus(ends: Ends, total_h: Array, allowed: Mask, terrain: _Terrain) -> Mask:
    """Sources that can give more than those need to whom they are the nearest."""
    need_t = np.append(ends.places.need_t.sum(axis=(1, 2)), 0.0)  # -1 needs nothing
    place = ends.receivers.place[terrain.target]
    shares = np.bincount(place[place >= 0], minlength=len(need_t))
    parts = need_t[place] / np.maximum(shares[place], 1)
    asked = np.zeros(ends.sources.count)
    if len(asked):
        nearest = np.argmin(np.where(allowed, total_h, np.inf), axis=0)
        np.add.at(asked, nearest, np.where(allowed.any(axis=0), parts, 0.0))
    return np.greater(_supply_t(ends.sources), asked)


def _join(chosen: Mask, terrain: _Terrain, ends: Ends) -> Links:
    """Make links of the chosen pairs, driven from either end that has vehicles."""
    pools, grid = ends.pools, ends.grid
    origin, column = np.nonzero(chosen)
    here = [pools.find(terrain.form, mass) for mass in terrain.origin_mass]
    there = [pools.find(terrain.form, mass) for mass in terrain.target_mass]
    pairs = [
        (o, c, pool)
        for o, c in zip(origin, column, strict=True)
        for pool in _drivers(here[o], there[c], pools)
    ]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 3)
    origin, column, pool = table[:, 0], table[:, 1], table[:, 2]
    road_km, crossing_h = terrain.ways.along(origin, column)
    full = pools.speed_full_km_per_h[pool][:, None]
    out_h = road_km / full + crossing_h
    back_h = road_km / pools.speed_empty_km_per_h[pool][:, None] + crossing_h
    handling_h = (terrain.loading_h[origin] + terrain.decanting_h)[:, None]
    lag_h = np.ceil(handling_h + out_h)
    round_h, trips = terrain.rounds(column, lag_h + back_h, pools, pool)
    in_time = grid.first_day * HOURS_PER_DAY + lag_h < grid.hours
    usable = np.isfinite(lag_h) & in_time
    kept = usable.any(axis=1)
    nowhere = ~usable
    cost_km = np.where(nowhere, np.inf, road_km + crossing_h * full).min(
        axis=1, initial=np.inf
    )
    return Links(
        origin=origin[kept],
        target=terrain.target[column[kept]],
        pool=pool[kept],
        cost_km=cost_km[kept],
        lag_h=np.where(nowhere, 0.0, lag_h)[kept],
        round_trip_h=np.where(nowhere, 0.0, round_h)[kept],
        trips=trips[kept],
        usable=usable[kept],
        most_t=np.full(usable[kept].shape, np.inf),
    )


def _drivers(here: int | None, there: int | None, pools: Pools) -> list[int]:
    """The pools that may drive a link: the origin's, and the target's if not empty."""
    assert here is not None, "every origin's landmass has a pool, be it empty"
    if there in (None, here) or pools.vehicles[there] == 0.0:
        return [here]
    return [here, int(there)]


def _fetch(links: Links, filler: Index, fetched: Mask) -> Links:
    """Let users fetch what is near, and name the origins as fillers."""
    return Links(
        origin=filler[links.origin],
        target=links.target.copy(),
        pool=np.where(fetched, FETCHED, links.pool),
        cost_km=links.cost_km.copy(),
        lag_h=links.lag_h.copy(),
        round_trip_h=np.where(fetched[:, None], 0.0, links.round_trip_h),
        trips=links.trips.copy(),
        usable=links.usable.copy(),
        most_t=links.most_t.copy(),
    )
