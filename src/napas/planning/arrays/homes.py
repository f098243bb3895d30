"""Which places are planned for, and which facility lies in which of them."""

from dataclasses import dataclass

from napas.domain.country import Country
from napas.domain.finding import Finding
from napas.domain.network import Facility, FacilityKind
from napas.domain.situation import Situation
from napas.planning.arrays.fault import LevelError, homeless_facility
from napas.planning.travel import Site

FACILITY_LEVEL = "hospital"
"""The level at which each hospital is a place of its own, below every territory."""
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Homes:
    """Places of a level and what lies in them.

    Attributes:
        codes: of the territories, or of the hospitals, in the order of the tree.
        territories: where each place lies; the place itself for a territory.
        sites: None where no point is known.
        home: index of the place of each facility of the situation; -1 is none.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    territories: tuple[str, ...]
    sites: tuple[Site | None, ...]
    home: tuple[int, ...]
    findings: tuple[Finding, ...]


def require_level(country: Country, level: str) -> None:
    """Refuse a level that the country does not have.

    Raises:
        LevelError: neither a level of the country nor the hospitals.
    """
    known = [FACILITY_LEVEL, *(step.key for step in country.levels)]
    if level not in known:
        raise LevelError(level=level, country=country.code, known=" | ".join(known))


def find_homes(situation: Situation, level: str) -> Homes:
    """Find the places of a level and the place of every facility."""
    if level == FACILITY_LEVEL:
        return _hospitals(situation)
    return _territories(situation, level)


def _territories(situation: Situation, level: str) -> Homes:
    country = situation.country
    tree = country.tree
    depth = country.depth_of(level)
    today = situation.as_of.date()
    there = [known for known in tree.at_level(depth) if known.holds_on(today)]
    index = {known.code: at for at, known in enumerate(there)}
    home: list[int] = []
    findings: list[Finding] = []
    for facility in situation.facilities:
        above: tuple[str, ...] = ()
        if facility.territory in tree:
            above = tuple(known.code for known in tree.upwards(facility.territory))
        found = next((index[code] for code in above if code in index), NOWHERE)
        home.append(found)
        if found == NOWHERE:
            findings.append(homeless_facility(facility))
    return Homes(
        codes=tuple(index),
        names=tuple(known.name for known in there),
        territories=tuple(index),
        sites=tuple(_territory_site(situation, known.code) for known in there),
        home=tuple(home),
        findings=tuple(findings),
    )


def _hospitals(situation: Situation) -> Homes:
    places: list[Facility] = []
    home: list[int] = []
    findings: list[Finding] = []
    for facility in situation.facilities:
        lies = facility.territory in situation.country.tree
        if lies and facility.kind is FacilityKind.HOSPITAL:
            home.append(len(places))
            places.append(facility)
        else:
            home.append(NOWHERE)
            if not lies:
                findings.append(homeless_facility(facility))
    return Homes(
        codes=tuple(place.code for place in places),
        names=tuple(place.name for place in places),
        territories=tuple(place.territory for place in places),
        sites=tuple(facility_site(situation, place) for place in places),
        home=tuple(home),
        findings=tuple(findings),
    )


def facility_site(situation: Situation, facility: Facility) -> Site | None:
    """Where a facility stands, or else where its territory does."""
    tree = situation.country.tree
    point = facility.point or tree.point(facility.territory)
    if point is None:
        return None
    return Site(facility.code, point, tree.landmass(facility.territory))


def _territory_site(situation: Situation, code: str) -> Site | None:
    tree = situation.country.tree
    point = tree.point(code)
    return None if point is None else Site(code, point, tree.landmass(code))
