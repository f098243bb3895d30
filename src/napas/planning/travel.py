"""How far and how long it is from anywhere to anywhere, crossings included.

Within a landmass a truck drives: great circle times a detour factor. Between landmasses
it takes crossings (ferry or sea) from port to port, as many as needed. A measured road
link between two named sites overrides the rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from napas.domain.network import Link, LinkMode
from napas.domain.territory import Point
from napas.parameters import Parameters

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG 1980

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Site:
    """Somewhere a vehicle can be: a plant, a facility, the middle of a territory."""

    code: str
    point: Point
    landmass: str


@dataclass(frozen=True, slots=True, eq=False)
class Journeys:
    """One-way journeys from origins (rows) to targets (columns).

    Attributes:
        road_km: driven; NaN where there is no route.
        crossing_h: aboard or waiting for ferries and ships; NaN where no route.
    """

    road_km: Array
    crossing_h: Array

    def hours(self, speed_km_per_h: float) -> Array:
        """Time under way at a road speed above zero; NaN where there is no route."""
        return self.road_km / speed_km_per_h + self.crossing_h


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """Ports and the quickest ways between them; made by `draw_atlas`.

    Attributes:
        road_km: driven between ports on the quickest way, shape (ports, ports).
        crossing_h: waited and sailed on that way.
    """

    port_points: tuple[Point, ...]
    port_landmasses: tuple[str, ...]
    road_km: Array
    crossing_h: Array
    measured_km: dict[tuple[str, str], float]
    detour_factor: float
    speed_km_per_h: float

    def journeys(self, origins: Sequence[Site], targets: Sequence[Site]) -> Journeys:
        """Every journey from the origins to the targets, the quickest of each."""
        direct = great_circle_km(
            [site.point for site in origins], [site.point for site in targets]
        )
        same = np.array(
            [[o.landmass == t.landmass for t in targets] for o in origins], dtype=bool
        ).reshape(direct.shape)
        road_km = np.where(same, direct * self.detour_factor, np.nan)
        crossing_h = np.where(same, 0.0, np.nan)
        if self.port_points and not same.all():
            self._cross(origins, targets, same, road_km, crossing_h)
        for row, origin in enumerate(origins):
            for column, target in enumerate(targets):
                measured = self.measured_km.get((origin.code, target.code))
                if measured is not None:
                    road_km[row, column], crossing_h[row, column] = measured, 0.0
        return Journeys(road_km, crossing_h)

    def _cross(
        self,
        origins: Sequence[Site],
        targets: Sequence[Site],
        same: NDArray[np.bool_],
        road_km: Array,
        crossing_h: Array,
    ) -> None:
        """Fill in journeys between landmasses, by way of the ports."""
        away_km = self._to_ports(origins)
        home_km = self._to_ports(targets)
        between_h = self.road_km / self.speed_km_per_h + self.crossing_h
        for row in range(len(origins)):
            ways_h = away_km[row][:, None] / self.speed_km_per_h + between_h
            first = np.argmin(ways_h, axis=0)
            ports = np.arange(len(self.port_points))
            reach_h = ways_h[first, ports]
            total_h = reach_h[None, :] + home_km / self.speed_km_per_h
            last = np.argmin(total_h, axis=1)
            for column in np.flatnonzero(~same[row]):
                exit_port = last[column]
                entry_port = first[exit_port]
                if np.isfinite(total_h[column, exit_port]):
                    road_km[row, column] = (
                        away_km[row, entry_port]
                        + self.road_km[entry_port, exit_port]
                        + home_km[column, exit_port]
                    )
                    crossing_h[row, column] = self.crossing_h[entry_port, exit_port]

    def _to_ports(self, sites: Sequence[Site]) -> Array:
        """Road from each site to each port of its own landmass, infinite elsewhere."""
        direct = great_circle_km([site.point for site in sites], self.port_points)
        same = np.array(
            [[s.landmass == mass for mass in self.port_landmasses] for s in sites],
            dtype=bool,
        ).reshape(direct.shape)
        return np.where(same, direct * self.detour_factor, np.inf)


def draw_atlas(links: Sequence[Link], parameters: Parameters) -> Atlas:
    """Find the quickest way between all ports of the crossings given.

    A crossing without a travel time takes its distance at the parameter
    `roads.sea_speed_km_per_h`; every crossing is sailed both ways.
    """
    crossings = [link for link in links if link.mode is not LinkMode.ROAD]
    measured = {
        pair: link.distance_km
        for link in links
        if link.mode is LinkMode.ROAD
        for pair in ((link.origin, link.target), (link.target, link.origin))
    }
    ports: dict[str, tuple[Point, str]] = {}
    for link in crossings:
        for code, point, mass in (
            (link.origin, link.origin_point, link.origin_landmass),
            (link.target, link.target_point, link.target_landmass),
        ):
            assert point is not None, f"crossing {link.code} has a port without a point"
            ports.setdefault(code, (point, mass))
    points = tuple(point for point, _ in ports.values())
    masses = tuple(mass for _, mass in ports.values())
    factor = parameters["roads.detour_factor"]
    road_km, crossing_h = _lay_legs(crossings, ports, factor, parameters)
    speed = parameters["tankers.speed_full_km_per_h"]
    _shorten(road_km, crossing_h, speed)
    return Atlas(points, masses, road_km, crossing_h, measured, factor, speed)


def great_circle_km(origins: Sequence[Point], targets: Sequence[Point]) -> Array:
    """Distances over the globe in km, shape (origins, targets), by the haversine."""

    def radians(points: Sequence[Point]) -> tuple[Array, Array]:
        degrees = np.array(
            [(point.latitude_deg, point.longitude_deg) for point in points],
            dtype=np.float64,
        ).reshape(-1, 2)
        turned = np.radians(degrees)
        return turned[:, 0], turned[:, 1]

    from_latitude, from_longitude = radians(origins)
    to_latitude, to_longitude = radians(targets)
    rise = np.sin((to_latitude[None, :] - from_latitude[:, None]) / 2.0) ** 2
    turn = np.sin((to_longitude[None, :] - from_longitude[:, None]) / 2.0) ** 2
    cosines = np.cos(from_latitude)[:, None] * np.cos(to_latitude)[None, :]
    chord: Array = np.sqrt(np.clip(rise + cosines * turn, 0.0, 1.0))
    return 2.0 * EARTH_RADIUS_KM * np.arcsin(chord)


def chords(points: Sequence[Point]) -> Array:
    """Points on a globe of radius 1, so that straight distances sort as arcs do."""
    degrees = [(point.latitude_deg, point.longitude_deg) for point in points]
    latitude, longitude = np.radians(np.array(degrees, dtype=np.float64)).T
    return np.stack(
        (
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        ),
        axis=1,
    )


def _lay_legs(
    crossings: Sequence[Link],
    ports: dict[str, tuple[Point, str]],
    factor: float,
    parameters: Parameters,
) -> tuple[Array, Array]:
    """Single legs between ports: roads on one landmass, crossings between two."""
    points = [point for point, _ in ports.values()]
    masses = [mass for _, mass in ports.values()]
    index = {code: at for at, code in enumerate(ports)}
    same = np.array([[a == b for b in masses] for a in masses], dtype=bool)
    direct = great_circle_km(points, points).reshape(len(points), len(points))
    road_km = np.where(same.reshape(direct.shape), direct * factor, np.inf)
    crossing_h = np.zeros_like(road_km)
    for link in crossings:
        sailing_h = link.travel_h
        if sailing_h is None:
            sailing_h = link.distance_km / parameters["roads.sea_speed_km_per_h"]
        hours = sailing_h + link.waiting_h
        for a, b in ((link.origin, link.target), (link.target, link.origin)):
            known = np.isfinite(road_km[index[a], index[b]])
            if not known or hours < crossing_h[index[a], index[b]]:
                road_km[index[a], index[b]] = 0.0
                crossing_h[index[a], index[b]] = hours
    return road_km, crossing_h


def _shorten(road_km: Array, crossing_h: Array, speed_km_per_h: float) -> None:
    """Replace legs by the quickest chains of legs, in place (Floyd-Warshall)."""
    total_h = road_km / speed_km_per_h + crossing_h
    for middle in range(len(total_h)):
        detour_h = total_h[:, middle, None] + total_h[None, middle, :]
        shorter = detour_h < total_h
        total_h[shorter] = detour_h[shorter]
        by_road = road_km[:, middle, None] + road_km[None, middle, :]
        by_water = crossing_h[:, middle, None] + crossing_h[None, middle, :]
        road_km[shorter] = by_road[shorter]
        crossing_h[shorter] = by_water[shorter]
