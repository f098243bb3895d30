"""Distances and hours, crossings that are shut left out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from napas.domain.finding import Finding, Grade, find
from napas.parameters import Parameters
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.grid import Array, Index
from napas.planning.arrays.network import Network
from napas.planning.arrays.outages import Outages
from napas.planning.travel import Atlas, Journeys, Site, draw_atlas


@dataclass(frozen=True, slots=True)
class Roads:
    """One atlas for each set of crossings that is shut at some time.

    Attributes:
        pattern: which atlas holds in each period.
    """

    atlases: tuple[Atlas, ...]
    pattern: tuple[int, ...]

    def journeys(self, origins: Sequence[Site], targets: Sequence[Site]) -> "Ways":
        """Every journey in every period."""
        found = [atlas.journeys(origins, targets) for atlas in self.atlases]
        return Ways(tuple(found), np.array(self.pattern, dtype=np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Journeys between origins and targets, by the crossings that are open."""

    found: tuple[Journeys, ...]
    pattern: Index

    def best_h(self, speed_km_per_h: float) -> tuple[Array, Array]:
        """Shortest road hours, and shortest hours in all, over the periods.

        NaN where there is never a way.
        """
        roads = [known.road_km / speed_km_per_h for known in self.found]
        total = [known.hours(speed_km_per_h) for known in self.found]
        return _least(roads), _least(total)

    def columns(self, chosen: Index) -> "Ways":
        """The same ways to chosen targets, repeated as often as they are chosen."""
        found = tuple(
            Journeys(known.road_km[:, chosen], known.crossing_h[:, chosen])
            for known in self.found
        )
        return Ways(found, self.pattern)

    def along(self, origins: Index, targets: Index) -> tuple[Array, Array]:
        """Road km and crossing hours of chosen pairs, shape (pairs, periods)."""
        km = np.array([known.road_km[origins, targets] for known in self.found])
        sea = np.array([known.crossing_h[origins, targets] for known in self.found])
        return km[self.pattern].T, sea[self.pattern].T


def _least(figures: Sequence[Array]) -> Array:
    best = np.where(np.isnan(figures[0]), np.inf, figures[0])
    for other in figures[1:]:
        best = np.fmin(best, other)
    return np.where(np.isinf(best), np.nan, best)


def draw_roads(
    network: Network, outages: Outages, parameters: Parameters
) -> tuple[Roads, list[Finding]]:
    """Draw an atlas for every set of open crossings that occurs in the plan."""
    usable = []
    findings = []
    for link in network.situation.links:
        if link.is_charted:
            usable.append(link)
        else:
            findings.append(
                find(
                    Grade.SET_ASIDE,
                    PlanningCode.CROSSING_WITHOUT_PORT,
                    subject=link.code,
                )
            )
    closed = outages.closed_crossings()
    distinct = sorted(set(closed), key=sorted)
    atlases = tuple(
        draw_atlas([link for link in usable if link.code not in shut], parameters)
        for shut in distinct
    )
    pattern = tuple(distinct.index(shut) for shut in closed)
    return Roads(atlases, pattern), findings
