"""Where everything stands, and the ways between."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from napas.domain.situation import EventKind, Situation, events_known
from napas.parameters import Parameters
from napas.planning.arrays.homes import facility_site
from napas.planning.travel import Atlas, Site, draw_atlas
from napas.units.duration import HOURS_PER_DAY, SECONDS_PER_HOUR


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Sites of territories, plants and facilities by their codes, and the roads.

    Attributes:
        atlas: of all crossings that are open before the dispatched days are over.
        shut: while some of them are shut, the others alone, until each hour.
    """

    sites: Mapping[str, Site]
    atlas: Atlas
    shut: tuple[tuple[float, Atlas], ...] = ()

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
        days = parameters["allocation.sharing_days"]
        days += parameters["allocation.sharing_tail_days"]
        opens_h = _opens_h(situation, days * HOURS_PER_DAY)
        charted = [link for link in situation.links if link.is_charted]
        hours = sorted({0.0, *(hour for hour in opens_h.values() if hour < inf)})
        atlases = [
            draw_atlas(
                [link for link in charted if opens_h.get(link.code, 0.0) <= hour],
                parameters,
            )
            for hour in hours
        ]
        return cls(sites, atlases[-1], tuple(zip(hours[1:], atlases, strict=False)))


def _opens_h(situation: Situation, until_h: float) -> dict[str, float]:
    """From when on crossings stay open that are shut at some time until an hour."""
    found: dict[str, float] = {}
    for event in events_known(situation):
        if event.kind is EventKind.CROSSING_CLOSED:
            begins_h = _hours(situation.as_of, event.begins)
            ends_h = inf
            if event.ends is not None:
                restart = timedelta(hours=event.restart_h)
                ends_h = _hours(situation.as_of, event.ends + restart)
            if begins_h < until_h and ends_h > 0.0:
                found[event.subject] = max(found.get(event.subject, 0.0), ends_h)
    return found


def _hours(begins: datetime, moment: datetime) -> float:
    return (moment - begins).total_seconds() / SECONDS_PER_HOUR
