"""The ways that trips take: from sources to places, and from drop to drop near by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from napas.domain.territory import Point
from napas.planning.travel import (
    EARTH_RADIUS_KM,
    Array,
    Atlas,
    Site,
    chords,
    great_circle_km,
)
from napas.units.duration import SECONDS_PER_HOUR

NEIGHBOURS_AT_MOST = 32  # nearest targets of a source that a next stop is sought among

SiteNumber = int


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Places by number, and the ways between sources and places, both directions.

    A way is as long there as back: the atlas lays roads and crossings both ways.

    Attributes:
        places: sites that trips touch; the sources come first.
        numbers: of the places by code.
        road_km: shape (sources, places); NaN where there is no route.
        crossing_h: aboard or waiting for ferries and ships; NaN where no route.
        opens_s: from when on a way may be begun, as its crossings stay open.
        all_open_s: from when on every crossing stays open.
    """

    atlas: Atlas
    places: tuple[Site, ...]
    numbers: dict[str, SiteNumber]
    road_km: Array
    crossing_h: Array
    opens_s: Array
    all_open_s: float = 0.0

    def between(self, here: SiteNumber, there: SiteNumber) -> "Hop":
        """The way from one place to another."""
        journeys = self.atlas.journeys([self.places[here]], [self.places[there]])
        road_km, crossing_h = journeys.road_km[0, 0], journeys.crossing_h[0, 0]
        return Hop(there, float(road_km), float(crossing_h))

    def on_one_land(self, here: SiteNumber, there: SiteNumber) -> bool:
        """Whether no crossing lies between two places."""
        return self.places[here].landmass == self.places[there].landmass


def lay_ways(
    atlas: Atlas,
    sources: Sequence[Site],
    places: Iterable[Site],
    shut: Sequence[tuple[float, Atlas]] = (),
) -> Ways:
    """Lay the ways from some sources to some places.

    Args:
        atlas: of all crossings.
        sources: where loads come from.
        places: where trips lead.
        shut: hours until which only the crossings of another atlas are open. A way that
            is another in it, or none, is not begun before.
    """
    codes = {site.code for site in sources}
    touched = (*sources, *(site for site in places if site.code not in codes))
    journeys = atlas.journeys(sources, touched)
    numbers = {site.code: number for number, site in enumerate(touched)}
    hours = journeys.hours(atlas.speed_km_per_h)
    opens_s, all_open_s = np.zeros_like(hours), 0.0
    for until_h, without in shut:
        until_s = until_h * SECONDS_PER_HOUR
        known = without.journeys(sources, touched).hours(atlas.speed_km_per_h)
        opens_s = np.where((known == hours) | np.isnan(hours), opens_s, until_s)
        all_open_s = until_s
    road_km, crossing_h = journeys.road_km, journeys.crossing_h
    return Ways(atlas, touched, numbers, road_km, crossing_h, opens_s, all_open_s)


def site_at(point: Point, code: str, sites: Sequence[Site]) -> Site | None:
    """A site `@code` for a point on the globe, on the landmass of the site next to it.

    None where there is no site to take a landmass from.
    """
    if not sites:
        return None
    away_km = great_circle_km([point], [site.point for site in sites])
    return Site(f"@{code}", point, sites[int(np.argmin(away_km[0]))].landmass)


@dataclass(frozen=True, slots=True)
class Hop:
    """The way to a place, such as from one drop to the next."""

    place: SiteNumber
    road_km: float
    crossing_h: float

    def hours(self, speed_km_per_h: float) -> float:
        """Time under way at a road speed above zero."""
        return self.road_km / speed_km_per_h + self.crossing_h


@dataclass(slots=True, eq=False)
class Neighbourhood:
    """Targets of one source, and the hops between those that lie close.

    Attributes:
        members: numbers of the targets.
        within_h: longest a hop may take.
        speed_km_per_h: at which it is driven.
    """

    ways: Ways
    members: NDArray[np.int64]
    within_h: float
    speed_km_per_h: float
    _tree: cKDTree = field(init=False)
    _hops: dict[SiteNumber, tuple[Hop, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._tree = cKDTree(
            chords([self.ways.places[at].point for at in self.members])
        )

    def hops(self, here: SiteNumber) -> tuple[Hop, ...]:
        """Hops from a place to the targets near by, the nearest by road first."""
        known = self._hops.get(here)
        if known is None:
            known = self._hops[here] = self._find(here)
        return known

    def _find(self, here: SiteNumber) -> tuple[Hop, ...]:
        """Ask the atlas for those in reach over the globe, where no road is shorter."""
        arc = self.within_h * self.speed_km_per_h / EARTH_RADIUS_KM
        (chord,) = chords([self.ways.places[here].point])
        _, found = self._tree.query(
            chord,
            k=min(NEIGHBOURS_AT_MOST, len(self.members)),
            distance_upper_bound=2.0 * np.sin(min(arc, np.pi) / 2.0) + _ROUNDING,
        )
        inside = np.atleast_1d(found)
        near = [int(at) for at in self.members[inside[inside < len(self.members)]]]
        journeys = self.ways.atlas.journeys(
            [self.ways.places[here]], [self.ways.places[at] for at in near]
        )
        hops = (
            Hop(place, float(road_km), float(crossing_h))
            for place, road_km, crossing_h in zip(
                near, journeys.road_km[0], journeys.crossing_h[0], strict=True
            )
            if self.ways.all_open_s == 0.0 or self.ways.on_one_land(here, place)
        )
        timed = ((hop.hours(self.speed_km_per_h), hop.place, hop) for hop in hops)
        return tuple(hop for hours, _, hop in sorted(timed) if hours <= self.within_h)


_ROUNDING = 1e-9  # of a chord, in radii of the globe: 6 mm
