"""What every place needs: said, verified, measured, and split by severity.

Three figures are kept apart for each place: the need by norm as reported or estimated,
what of it its beds can breathe, and the use its patients would have by measured flows.
A hospital's part of a province's need follows the count of its own patients.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from napas.demand.answer import NeedAnswer
from napas.demand.census import assumed_shares, needs_of
from napas.demand.patients import (
    BedCount,
    CensusProblem,
    census_from_beds,
    census_from_report,
)
from napas.domain.finding import Finding
from napas.domain.need import NeedBasis, NeedSource, Severity, Span
from napas.domain.network import Facility, FacilityKind
from napas.domain.situation import Place, Situation
from napas.parameters import Parameters
from napas.planning.verification import NeedClaim, verify_need

HOSPITAL_LEVEL = "hospital"


@dataclass(frozen=True, slots=True)
class MeasuredUse:
    """What patients use by measured flows, by class."""

    critical_t_per_day: Span
    severe_t_per_day: Span

    @property
    def whole_t_per_day(self) -> Span:
        """Both classes, in their outer range."""
        return self.critical_t_per_day.plus(self.severe_t_per_day)

    def plus(self, other: "MeasuredUse") -> "MeasuredUse":
        """The use of both together, in its outer range."""
        return MeasuredUse(
            self.critical_t_per_day.plus(other.critical_t_per_day),
            self.severe_t_per_day.plus(other.severe_t_per_day),
        )


@dataclass(frozen=True, slots=True)
class PlaceNeed:
    """The need of one place at one level; None is unknown throughout.

    Attributes:
        norm_t_per_day: need by norm as reported or estimated.
        verified_t_per_day: what of it the occupied beds can breathe.
        bound_t_per_day: what they can breathe at most.
        critical_share: of the need by norm, 0 to 1.
        measured: use by measured flows; the outer range of its hospitals.
    """

    code: str
    name: str
    level: str
    source: NeedSource
    norm_t_per_day: float | None
    verified_t_per_day: float | None
    bound_t_per_day: float | None
    critical_share: float
    measured: MeasuredUse | None
    beds: int | None
    occupied_beds: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NeedPicture:
    """Needs at the first level below the country, at the planned level, and below it.

    Attributes:
        provinces: every territory of the first level.
        places: every place of the planned level in which a hospital lies, or every
            province where that is the level.
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

    Args:
        situation: the picture of the moment.
        level: key of a level of the country, or `hospital`.
        parameters: flows, bounds and mixes.

    Raises:
        KeyError: the country has no such level.
    """
    hospitals = tuple(
        known for known in situation.facilities if known.kind is FacilityKind.HOSPITAL
    )
    counted, findings = _count(situation, hospitals, parameters)
    tree = situation.country.tree
    below: dict[str, list[PlaceNeed]] = defaultdict(list)
    for facility, need in zip(hospitals, counted, strict=True):
        below[tree.ancestor_at(facility.territory, 1).code].append(need)
    said = {place.territory: place for place in situation.places}
    provinces: list[PlaceNeed] = []
    scaled: dict[str, PlaceNeed] = {}
    for territory in tree.at_level(1):
        key = situation.country.levels[1].key
        own = gather(territory.code, territory.name, key, below[territory.code])
        province, faults = _believe(own, said.get(territory.code), parameters)
        provinces.append(province)
        findings.extend(faults)
        for need in below[territory.code]:
            scaled[need.code] = _scale(need, own, province)
    facilities = tuple(scaled[facility.code] for facility in hospitals)
    return NeedPicture(
        level=level,
        provinces=tuple(provinces),
        places=_at_level(situation, level, tuple(provinces), facilities),
        facilities=facilities,
        findings=tuple(findings),
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


def gather(code: str, name: str, level: str, needs: Sequence[PlaceNeed]) -> PlaceNeed:
    """Sum the needs of the hospitals of one territory, as far as they are known."""
    whole = _sum(need.verified_t_per_day for need in needs)
    grave = sum(
        (need.verified_t_per_day or 0.0) * need.critical_share for need in needs
    )
    uses = [need.measured for need in needs if need.measured is not None]
    return PlaceNeed(
        code=code,
        name=name,
        level=level,
        source=NeedSource.ESTIMATE,
        norm_t_per_day=_sum(need.norm_t_per_day for need in needs),
        verified_t_per_day=whole,
        bound_t_per_day=None,
        critical_share=grave / whole if whole else 0.0,
        measured=reduce(MeasuredUse.plus, uses) if uses else None,
        beds=_sum_whole(need.beds for need in needs),
        occupied_beds=_sum_whole(need.occupied_beds for need in needs),
    )


def _count(
    situation: Situation, hospitals: Sequence[Facility], parameters: Parameters
) -> tuple[list[PlaceNeed], list[Finding]]:
    """Count the patients of every hospital and take its own figure, cut to its bound.

    A census that assumes devices says so for every hospital alike; those findings are
    left to the reader of the needs, since the state of the data already shows it.
    """
    tree = situation.country.tree
    occupied = {
        place.territory: place.bed_occupancy_share for place in situation.places
    }
    problems = [
        census_of(
            hospital,
            occupied.get(tree.ancestor_at(hospital.territory, 1).code),
            parameters,
        )
        for hospital in hospitals
    ]
    answers = iter(
        needs_of((known for known in problems if known is not None), parameters)
    )
    usual_share = dict(assumed_shares(NeedBasis.NORM, parameters))[Severity.CRITICAL]
    counted: list[PlaceNeed] = []
    findings: list[Finding] = []
    for hospital, problem in zip(hospitals, problems, strict=True):
        answer = None if problem is None else next(answers)
        need = _counted(hospital, answer, usual_share)
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


def _counted(
    hospital: Facility, answer: NeedAnswer | None, usual_share: float
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
    )
    return told, verified.findings


def _believe(
    counted: PlaceNeed, place: Place | None, parameters: Parameters
) -> tuple[PlaceNeed, tuple[Finding, ...]]:
    """Take what is said of a province, cut to what its occupied beds can breathe.

    Where nothing is said, its hospitals' count stands as an estimate; where a place is
    named and its need is unknown, it stays unknown.
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


def _scale(need: PlaceNeed, counted: PlaceNeed, province: PlaceNeed) -> PlaceNeed:
    """Give a hospital its part of what the province needs."""
    part, whole = need.verified_t_per_day, counted.verified_t_per_day
    if part is None or not whole:
        return need
    if province.verified_t_per_day is None:
        return replace(need, verified_t_per_day=None)
    share = province.verified_t_per_day / whole * part
    if need.source is NeedSource.REPORTED:
        return replace(need, verified_t_per_day=share)
    return replace(need, norm_t_per_day=share, verified_t_per_day=share)


def _at_level(
    situation: Situation,
    level: str,
    provinces: tuple[PlaceNeed, ...],
    facilities: tuple[PlaceNeed, ...],
) -> tuple[PlaceNeed, ...]:
    if level == HOSPITAL_LEVEL:
        return facilities
    depth = situation.country.depth_of(level)
    if depth == 1:
        return provinces
    tree = situation.country.tree
    where = {known.code: known.territory for known in situation.facilities}
    grouped: dict[str, list[PlaceNeed]] = defaultdict(list)
    for need in facilities:
        grouped[tree.ancestor_at(where[need.code], depth).code].append(need)
    return tuple(
        gather(code, tree[code].name, level, grouped[code]) for code in sorted(grouped)
    )


def _sum(figures: Iterable[float | None]) -> float | None:
    """The sum of what is known; None where nothing is."""
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


def _sum_whole(figures: Iterable[int | None]) -> int | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None
