"""Where everything stands, and the ways between."""

from collections.abc import Mapping
from dataclasses import dataclass

from napas.domain.situation import Situation
from napas.parameters import Parameters
from napas.planning.arrays.homes import facility_site
from napas.planning.travel import Atlas, Site, draw_atlas


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Sites of territories, plants and facilities by their codes, and the roads."""

    sites: Mapping[str, Site]
    atlas: Atlas

    @classmethod
    def of(cls, situation: Situation, parameters: Parameters) -> "Ground":
        """Find the sites of a situation; what stands nobody knows where has none."""
        tree = situation.country.tree
        sites: dict[str, Site] = {}
        for territory in tree.territories:
            point = tree.point(territory.code)
            if point is not None:
                mass = tree.landmass(territory.code)
                sites[territory.code] = Site(territory.code, point, mass)
        for plant in situation.plants:
            mass = tree.landmass(plant.territory)
            sites[plant.code] = Site(plant.code, plant.point, mass)
        for facility in situation.facilities:
            if facility.territory in tree:
                site = facility_site(situation, facility)
                if site is not None:
                    sites[facility.code] = site
        return cls(sites, draw_atlas(situation.links, parameters))
