"""What is estimated of territories by rule: occupancy between reports, need by beds."""

import math
import statistics
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from napas.domain.instant import require_share
from napas.domain.need import NeedSource
from napas.domain.situation import Place
from napas.errors import MissingError

SHARE_DECIMALS = 4
KG_PER_T = 1000.0


class OccupancyUnknownError(MissingError):
    """Nothing is known of how full beds are, so nothing can be invented by it."""

    code = "occupancy-unknown"


@dataclass(frozen=True, slots=True)
class Occupancy:
    """COVID bed occupancy of a territory as reported for a day."""

    day: date
    share: float
    source: str

    def __post_init__(self) -> None:
        require_share(self.share, "share")


@dataclass(frozen=True, slots=True)
class TerritoryFacts:
    """What is known of a territory.

    Attributes:
        beds: all hospital beds.
        reported_need_t_per_day: None where nobody reported it.
        occupancies: in the order of their days; empty where none is known.
    """

    territory: str
    beds: int
    active_cases: int | None
    reported_need_t_per_day: float | None
    occupancies: tuple[Occupancy, ...] = ()
    restriction: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """What is the same for all territories of a picture.

    Attributes:
        day: of the picture.
        reported_by: who reported the needs that were reported.
        bed_norm_kg_per_day: need of one hospital bed at saturation.
        occupied_beds: COVID beds in use in the whole country on the day.
    """

    day: date
    reported_by: str
    bed_norm_kg_per_day: float
    occupied_beds: float


@dataclass(frozen=True, slots=True)
class EstimatedPlaces:
    """Places of a picture.

    Attributes:
        sources: of the occupancy of each place, in their order.
        covid_bed_share: of all beds, given to COVID patients, as the national number
            of occupied beds asks for.
        occupancy_shares: by territory, the median of the comparable where unknown.
    """

    places: tuple[Place, ...]
    sources: tuple[str, ...]
    covid_bed_share: float
    occupancy_shares: Mapping[str, float]


def estimate_places(
    facts: Sequence[TerritoryFacts], rules: PlaceRules
) -> EstimatedPlaces:
    """Give every territory its need: as reported, or beds x norm x occupancy.

    Where no occupancy is known the need is that of saturation, an upper figure, and
    beds in use stay unknown. The beds in use of the others follow from one share of
    beds for COVID patients, the same everywhere, that makes the national number.
    """
    known = {
        each.territory: occupancy_on(rules.day, each.occupancies) for each in facts
    }
    shares = {
        territory: None if found is None else found[0]
        for territory, found in known.items()
    }
    reported = {
        each.territory for each in facts if each.reported_need_t_per_day is not None
    }
    taken = fill_occupancies(shares, reported)
    in_use = math.fsum(each.beds * taken[each.territory] for each in facts)
    covid_bed_share = rules.occupied_beds / in_use
    places = tuple(
        _place(each, shares[each.territory], covid_bed_share, rules) for each in facts
    )
    sources = tuple(
        "no occupancy known" if found is None else found[1] for found in known.values()
    )
    return EstimatedPlaces(places, sources, covid_bed_share, taken)


def fill_occupancies(
    shares: Mapping[str, float | None], apart: Container[str] = ()
) -> dict[str, float]:
    """Give territories whose occupancy is unknown the median of the known ones.

    Args:
        shares: by territory; None is unknown.
        apart: territories too unlike the unknown ones to be compared, as long as
            others are known.

    Raises:
        OccupancyUnknownError: no occupancy is known at all.
    """
    known = {place: share for place, share in shares.items() if share is not None}
    if not known:
        raise OccupancyUnknownError(territories=len(shares))
    comparable = [share for place, share in known.items() if place not in apart]
    middle = statistics.median(comparable or known.values())
    return {place: known.get(place, middle) for place in shares}


def occupancy_on(day: date, known: Sequence[Occupancy]) -> tuple[float, str] | None:
    """The share on a day and how it is known: straight between two reports.

    Before the first and after the last report that one holds. None is unknown.
    """
    earlier = [report for report in known if report.day <= day]
    later = [report for report in known if report.day >= day]
    if not known:
        return None
    first = max(earlier or later[:1], key=lambda report: report.day)
    last = min(later or earlier[-1:], key=lambda report: report.day)
    share = between(day, (first.day, first.share), (last.day, last.share))
    if first.day == last.day:
        return share, f"occupancy of {first.day} ({first.source})"
    text = (
        f"occupancy between {first.day} ({first.source}) and {last.day} ({last.source})"
    )
    return share, text


def between(day: date, first: tuple[date, float], last: tuple[date, float]) -> float:
    """The figure on a day on the straight line between two dated ones."""
    span = (last[0] - first[0]).days
    if span == 0:
        return first[1]
    part = (day - first[0]).days / span
    return round(first[1] + (last[1] - first[1]) * part, SHARE_DECIMALS)


def _place(
    facts: TerritoryFacts,
    share: float | None,
    covid_bed_share: float,
    rules: PlaceRules,
) -> Place:
    need, source = _need(facts, share, rules)
    said = source is NeedSource.REPORTED
    in_use = None if share is None else round(facts.beds * covid_bed_share * share)
    return Place(
        territory=facts.territory,
        need_t_per_day=need,
        need_source=source,
        need_note=rules.reported_by if said else "",
        occupied_beds=in_use,
        bed_occupancy_share=share,
        active_cases=facts.active_cases,
        restriction=facts.restriction,
        beds=None if said else facts.beds,
        bed_norm_kg_per_day=None if said else rules.bed_norm_kg_per_day,
    )


def _need(
    facts: TerritoryFacts, share: float | None, rules: PlaceRules
) -> tuple[float, NeedSource]:
    if facts.reported_need_t_per_day is not None:
        return facts.reported_need_t_per_day, NeedSource.REPORTED
    saturation = facts.beds * rules.bed_norm_kg_per_day / KG_PER_T
    taken = 1.0 if share is None else share
    return round(saturation * taken, 1), NeedSource.ESTIMATE
