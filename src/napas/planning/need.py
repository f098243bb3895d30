"""What every place needs: said, verified, measured, and split by severity.

Three figures are kept apart for each place: the need by norm as reported or estimated,
what of it its beds can breathe, and the use its patients would have by measured flows.
A hospital's part of a province's need follows the count of its own patients.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from napas.demand.answer import NeedAnswer
from napas.demand.census import assumed_shares, needs_of
from napas.demand.knowledge import NO_RANGE, NeedKnowledge, NeedRange, range_of
from napas.demand.patients import (
    BedCount,
    CensusProblem,
    census_from_beds,
    census_from_report,
)
from napas.domain.finding import Finding
from napas.domain.need import NeedBasis, NeedSource, Severity
from napas.domain.network import Facility, FacilityKind
from napas.domain.situation import Situation
from napas.parameters import Parameters
from napas.planning.arrays.fault import homeless_facility
from napas.planning.descent import Descent, fill_provinces
from napas.planning.place_need import MeasuredUse, PlaceNeed
from napas.planning.survey import (
    FIRST_LEVEL,
    survey_nation,
    survey_needs,
)
from napas.planning.verification import NeedClaim, verify_need

HOSPITAL_LEVEL = "hospital"


@dataclass(frozen=True, slots=True)
class NeedPicture:
    """Needs at the first level below the country, at the planned level, and below it.

    Attributes:
        provinces: every territory of the first level.
        places: every place of the planned level of which a need is said, counted or
            derived, or every province where that is the level.
        facilities: every hospital, in the order of the situation.
    """

    level: str
    provinces: tuple[PlaceNeed, ...]
    places: tuple[PlaceNeed, ...]
    facilities: tuple[PlaceNeed, ...]
    findings: tuple[Finding, ...]


def assess_needs(
    situation: Situation, level: str, parameters: Parameters
) -> NeedPicture:
    """Count, verify and split the need of every place.

    What a province needs is given in full to the places below it. A hospital that lies
    in no province of the country is named, and its need is unknown.

    Args:
        situation: the picture of the moment.
        level: key of a level of the country, or `hospital`.
        parameters: flows, bounds and mixes.

    Raises:
        KeyError: the country has no such level.
    """
    depth = None if level == HOSPITAL_LEVEL else situation.country.depth_of(level)
    hospitals = tuple(
        known for known in situation.facilities if known.kind is FacilityKind.HOSPITAL
    )
    province_of = provinces_of(situation, hospitals)
    counted, findings = _count(situation, hospitals, province_of, parameters)
    lying: dict[str, list[PlaceNeed]] = defaultdict(list)
    for hospital, need in zip(hospitals, counted, strict=True):
        if hospital.territory in province_of:
            lying[hospital.territory].append(need)
        else:
            findings.append(homeless_facility(hospital))
    survey = survey_needs(situation, lying, _usual_share(parameters), parameters)
    nation, doubts = survey_nation(situation, survey, parameters)
    provinces = fill_provinces(situation, survey, nation)
    planned = Descent(situation, survey, depth, level)
    places = (nation,) if depth == 0 else provinces
    if depth is None or depth > FIRST_LEVEL:
        places = tuple(need for above in provinces for need in planned.below(above))
    given = {need.code: need for need in places}
    if depth is not None:
        inside = Descent(situation, survey, None, HOSPITAL_LEVEL)
        above = provinces if depth == 0 else places
        given = {need.code: need for one in above for need in inside.below(one)}
    facilities = tuple(
        given.get(need.code, replace(need, verified_t_per_day=None)) for need in counted
    )
    return NeedPicture(
        level=level,
        provinces=provinces,
        places=facilities if depth is None else places,
        facilities=facilities,
        findings=(*findings, *survey.findings, *doubts, *planned.findings),
    )


def scaled_needs(picture: NeedPicture, factor: float) -> NeedPicture:
    """The picture with every need by norm that nobody reported times a factor."""

    def scaled(needs: tuple[PlaceNeed, ...]) -> tuple[PlaceNeed, ...]:
        return tuple(
            need
            if need.source is NeedSource.REPORTED or need.verified_t_per_day is None
            else replace(need, verified_t_per_day=need.verified_t_per_day * factor)
            for need in needs
        )

    return replace(
        picture,
        provinces=scaled(picture.provinces),
        places=scaled(picture.places),
        facilities=scaled(picture.facilities),
    )


def provinces_of(situation: Situation, hospitals: Sequence[Facility]) -> dict[str, str]:
    """The province around each territory in which a hospital lies, if there is one."""
    tree = situation.country.tree
    return {
        code: above.code
        for code in {hospital.territory for hospital in hospitals}
        if code in tree
        for above in tree.upwards(code)
        if above.level == FIRST_LEVEL
    }


def _usual_share(parameters: Parameters) -> float:
    """The critical part of a need by norm where nobody counted patients."""
    return dict(assumed_shares(NeedBasis.NORM, parameters))[Severity.CRITICAL]


def _count(
    situation: Situation,
    hospitals: Sequence[Facility],
    province_of: Mapping[str, str],
    parameters: Parameters,
) -> tuple[list[PlaceNeed], list[Finding]]:
    """Count the patients of every hospital and take its own figure, cut to its bound.

    A census that assumes devices says so for every hospital alike; those findings are
    left to the reader of the needs, since the state of the data already shows it.
    """
    occupied = {
        place.territory: place.bed_occupancy_share for place in situation.places
    }
    shares = [
        occupied.get(province_of.get(hospital.territory, "")) for hospital in hospitals
    ]
    problems = [
        census_of(hospital, share, parameters)
        for hospital, share in zip(hospitals, shares, strict=True)
    ]
    answers = iter(
        needs_of((known for known in problems if known is not None), parameters)
    )
    usual_share = _usual_share(parameters)
    counted: list[PlaceNeed] = []
    findings: list[Finding] = []
    for hospital, share, problem in zip(hospitals, shares, problems, strict=True):
        answer = None if problem is None else next(answers)
        held = range_of(_knowledge(hospital, share), parameters)
        need = _counted(hospital, answer, usual_share, held)
        told, faults = _take_report(hospital, need, parameters)
        counted.append(told)
        findings.extend(faults)
    return counted, findings


def census_of(
    hospital: Facility, territory_share: float | None, parameters: Parameters
) -> CensusProblem | None:
    """The census of a hospital; assumed from beds where nobody counted patients.

    Args:
        hospital: with its own report, if it made one.
        territory_share: of the beds around it that are in use; None is unknown.
        parameters: what to take where nobody tells.
    """
    if hospital.census is not None and hospital.census.patients:
        return census_from_report(hospital.census)
    if hospital.beds is None:
        return None
    share = occupied_share(hospital, territory_share, parameters)
    return census_from_beds(BedCount(hospital.beds, occupied_share=share))


def occupied_share(
    hospital: Facility, territory_share: float | None, parameters: Parameters
) -> float:
    """The part of a hospital's beds in use: its own report, its territory's, a rule."""
    told = hospital.census.occupied_beds if hospital.census else None
    if told is not None and hospital.beds:
        return min(1.0, told / hospital.beds)
    if territory_share is not None:
        return territory_share
    return parameters["estimates.occupied_share"]


def _knowledge(hospital: Facility, occupied_share: float | None) -> NeedKnowledge:
    """What a hospital's own count rests on: its patients, an occupancy, or its beds."""
    census = hospital.census
    counted = census is not None and (
        census.patients or census.occupied_beds is not None
    )
    if counted or occupied_share is not None:
        return NeedKnowledge.OCCUPIED_BEDS
    return NeedKnowledge.FULL_BEDS


def _counted(
    hospital: Facility,
    answer: NeedAnswer | None,
    usual_share: float,
    held: NeedRange,
) -> PlaceNeed:
    census = hospital.census
    whole = None if answer is None else answer.norm.need_t_per_day.value
    critical_share = usual_share
    if answer is not None and whole:
        grave = answer.norm.of(Severity.CRITICAL).need_t_per_day.value
        critical_share = grave / whole
    return PlaceNeed(
        code=hospital.code,
        name=hospital.name,
        level=HOSPITAL_LEVEL,
        source=NeedSource.ESTIMATE,
        norm_t_per_day=whole,
        verified_t_per_day=whole,
        bound_t_per_day=None,
        critical_share=critical_share,
        measured=None if answer is None else _measured(answer),
        beds=hospital.beds,
        occupied_beds=None if census is None else census.occupied_beds,
        need_range=NO_RANGE if answer is None else held,
    )


def _measured(answer: NeedAnswer) -> MeasuredUse:
    return MeasuredUse(
        answer.measured.of(Severity.CRITICAL).need_t_per_day,
        answer.measured.of(Severity.SEVERE).need_t_per_day,
    )


def _take_report(
    hospital: Facility, need: PlaceNeed, parameters: Parameters
) -> tuple[PlaceNeed, tuple[Finding, ...]]:
    census = hospital.census
    if census is None or census.reported_need_t_per_day is None:
        return need, ()
    reported = census.reported_need_t_per_day
    claim = NeedClaim(hospital.code, reported, census.occupied_beds, census.patients)
    verified = verify_need(claim, parameters)
    told = replace(
        need,
        source=NeedSource.REPORTED,
        norm_t_per_day=reported,
        verified_t_per_day=verified.need_t_per_day,
        bound_t_per_day=verified.bound_t_per_day,
        need_range=range_of(NeedKnowledge.REPORTED, parameters),
    )
    return told, verified.findings
