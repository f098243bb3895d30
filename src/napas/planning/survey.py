"""What every territory needs: as said of it, else what lies in it taken together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from napas.demand.knowledge import NeedKnowledge, range_of
from napas.domain.finding import Finding
from napas.domain.need import NeedSource
from napas.domain.rounding import half_step
from napas.domain.situation import Place, Situation
from napas.parameters import Parameters
from napas.planning.place_need import BedEstimate, PlaceNeed, gather
from napas.planning.verification import NeedClaim, verify_need

FIRST_LEVEL = 1
"""Below the country; what is said of these stands above what their hospitals count."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The need of every territory of which something is said or counted.

    Attributes:
        needs: by territory, before any is fitted to the one around it.
        hospitals: those that lie directly in a territory, by territory.
        unsaid: territories that are named and whose need is told to be unknown.
        usual_share: critical part of a need where nobody counted patients.
        findings: what is wrong with the needs as said.
    """

    needs: Mapping[str, PlaceNeed]
    hospitals: Mapping[str, Sequence[PlaceNeed]]
    unsaid: frozenset[str]
    usual_share: float
    findings: tuple[Finding, ...]

    def need_of(self, situation: Situation, code: str) -> PlaceNeed:
        """The need of a territory; unknown where nothing is said or counted."""
        if code in self.needs:
            return self.needs[code]
        territory = situation.country.tree[code]
        level = situation.country.levels[territory.level].key
        return gather(code, territory.name, level, (), self.usual_share)


def survey_needs(
    situation: Situation,
    hospitals: Mapping[str, Sequence[PlaceNeed]],
    usual_share: float,
    parameters: Parameters,
) -> Survey:
    """Add up from hospitals to provinces, and take what is said wherever it is said.

    Args:
        situation: the picture of the moment.
        hospitals: the needs of hospitals by the territory in which each lies.
        usual_share: critical part of a need where nobody counted patients, 0 to 1.
        parameters: bounds of what beds can breathe.
    """
    tree = situation.country.tree
    said = {
        place.territory: place for place in situation.places if place.territory in tree
    }
    told = {
        above.code
        for code in (*hospitals, *said)
        for above in tree.upwards(code)
        if above.level >= FIRST_LEVEL
    }
    needs: dict[str, PlaceNeed] = {}
    faults: dict[str, tuple[Finding, ...]] = {}
    for code in sorted(told, key=lambda code: (-tree[code].level, code)):
        below = [needs[part.code] for part in tree.children(code) if part.code in needs]
        territory = tree[code]
        counted = gather(
            code,
            territory.name,
            situation.country.levels[territory.level].key,
            (*hospitals.get(code, ()), *below),
            usual_share,
        )
        first = territory.level == FIRST_LEVEL
        believe = _believe_place if first else _believe_part
        needs[code], faults[code] = believe(counted, said.get(code), parameters)
    return Survey(
        needs=needs,
        hospitals=hospitals,
        unsaid=frozenset(
            code for code, place in said.items() if place.need_t_per_day is None
        ),
        usual_share=usual_share,
        findings=tuple(fault for code in sorted(faults) for fault in faults[code]),
    )


def survey_nation(
    situation: Situation, survey: Survey, parameters: Parameters
) -> tuple[PlaceNeed, tuple[Finding, ...]]:
    """The need of the whole country: as said of it, else that of its provinces."""
    country = situation.country.tree.country
    said = [place for place in situation.places if place.territory == country.code]
    counted = gather(
        country.code,
        country.name,
        situation.country.levels[country.level].key,
        [
            survey.need_of(situation, known.code)
            for known in situation.country.tree.at_level(FIRST_LEVEL)
        ],
        survey.usual_share,
    )
    return _believe_part(counted, said[0] if said else None, parameters)


def _believe_place(
    counted: PlaceNeed, place: Place | None, parameters: Parameters
) -> tuple[PlaceNeed, tuple[Finding, ...]]:
    """Take what is said of a territory, cut to what its occupied beds can breathe.

    Where nothing is said, what is counted in it stands as an estimate; where a place
    is named and its need is unknown, it stays unknown.
    """
    if place is None:
        return counted, ()
    occupied = place.occupied_beds
    if occupied is None:
        occupied = counted.occupied_beds
    said = place.need_t_per_day
    told = replace(
        counted,
        source=place.need_source,
        norm_t_per_day=said,
        verified_t_per_day=None,
        occupied_beds=occupied,
        note=place.need_note,
        stated=True,
        estimate=_estimate(place),
        need_range=range_of(_knowledge(place), parameters),
    )
    if said is None:
        return told, ()
    verified = verify_need(NeedClaim(counted.code, said, occupied), parameters)
    cut = replace(
        told,
        verified_t_per_day=verified.need_t_per_day,
        bound_t_per_day=verified.bound_t_per_day,
    )
    return cut, verified.findings


def _estimate(place: Place) -> BedEstimate | None:
    """The rule that made the stated need from beds, where its numbers make it."""
    beds, norm = place.beds, place.bed_norm_kg_per_day
    if beds is None or norm is None or place.need_t_per_day is None:
        return None
    told = BedEstimate(beds, norm, place.bed_occupancy_share)
    stated = place.need_t_per_day
    return told if abs(told.need_t_per_day - stated) <= half_step(stated) else None


def _knowledge(place: Place) -> NeedKnowledge:
    """What the stated need of a place rests on."""
    if place.need_source is NeedSource.REPORTED:
        return NeedKnowledge.REPORTED
    if place.bed_occupancy_share is None and place.occupied_beds is None:
        return NeedKnowledge.FULL_BEDS
    return NeedKnowledge.OCCUPIED_BEDS


def _believe_part(
    counted: PlaceNeed, place: Place | None, parameters: Parameters
) -> tuple[PlaceNeed, tuple[Finding, ...]]:
    """The same of other levels, where silence leaves the count as it is."""
    if place is None or place.need_t_per_day is not None:
        return _believe_place(counted, place, parameters)
    occupied = place.occupied_beds
    if occupied is None:
        return counted, ()
    return replace(counted, occupied_beds=occupied), ()
