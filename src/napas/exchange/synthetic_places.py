"""What is estimated of territories by rule: occupancy between reports, need by beds."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from napas.domain.instant import require_share
from napas.domain.need import NeedSource
from napas.domain.situation import Place

SHARE_DECIMALS = 4
KG_PER_T = 1000.0


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
        bed_norm_source: where the norm comes from.
        occupied_beds: COVID beds in use in the whole country on the day.
    """

    day: date
    reported_by: str
    bed_norm_kg_per_day: float
    bed_norm_source: str
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
    known = {each.territory: occupancy_on(rules.day, each.occupancies) for each in facts}
    comparable = [
        found[0]
        for each in facts
        if each.reported_need_t_per_day is None
        and (found := known[each.territory]) is not None
    ]
    middle = statistics.median(comparable)
    taken = {
        territory: middle if found is None else found[0]
        for territory, found in known.items()
    }
    in_use = math.fsum(each.beds * taken[each.territory] for each in facts)
    covid_bed_share = rules.occupied_beds / in_use
    places = []
    for each in facts:
        found = known[each.territory]
        share = None if found is None else found[0]
        need, source, note = _need(each, share, rules)
        places.append(
            Place(
                territory=each.territory,
                need_t_per_day=need,
                need_source=source,
                need_note=note,
                occupied_beds=None
                if share is None
                else round(each.beds * covid_bed_share * share),
                bed_occupancy_share=share,
                active_cases=each.active_cases,
                restriction=each.restriction,
            )
        )
    sources = tuple("no occupancy known" if found is None else found[1] for found in known.values())
    return EstimatedPlaces(tuple(places), sources, covid_bed_share, taken)


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


def between(
    day: date, first: tuple[date, float], last: tuple[date, float]
) -> float:
    """The figure on a day on the straight line between two dated ones."""
    span = (last[0] - first[0]).days
    if span == 0:
        return first[1]
    part = (day - first[0]).days / span
    return round(first[1] + (last[1] - first[1]) * part, SHARE_DECIMALS)


def _need(
    facts: TerritoryFacts, share: float | None, rules: PlaceRules
) -> tuple[float, NeedSource, str]:
    if facts.reported_need_t_per_day is not None:
        return facts.reported_need_t_per_day, NeedSource.REPORTED, rules.reported_by
    saturation = facts.beds * rules.bed_norm_kg_per_day / KG_PER_T
    rule = (
        f"estimate: {facts.beds} beds x {rules.bed_norm_kg_per_day:g} kg/day "
        f"({rules.bed_norm_source})"
    )
    if share is None:
        note = f"{rule}, an upper figure: no occupancy is known"
        return round(saturation, 1), NeedSource.ESTIMATE, note
    note = f"{rule} x occupancy {share:.2f}"
    return round(saturation * share, 1), NeedSource.ESTIMATE, note
