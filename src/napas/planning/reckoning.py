"""Need and hours left of many hospitals at once, reckoned from one of each kind.

Need and use are sums over patients and beds, so that what one patient on each device
and one bed come to serves every hospital; `assess_needs` gives the same middle figures
with their ranges, a hundred times slower.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from napas.demand.census import needs_of
from napas.demand.patients import BedCount, CensusProblem, census_from_beds
from napas.domain.need import DeviceKind, PatientCount, PatientGroup, Severity, Span
from napas.domain.network import Facility, FacilityKind
from napas.domain.situation import Place, Situation
from napas.parameters import Parameters
from napas.planning.cover import CoverProblem, FacilityUse, cover_of
from napas.planning.need import occupied_share, provinces_of
from napas.planning.survey import FIRST_LEVEL
from napas.planning.variation import Variant


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is reckoned of one hospital, or of many.

    Attributes:
        need_t_per_day: by norm, where nobody reported it.
        cover_h: hours left, of each store no more than the reserve aimed at, summed.
        stores: whose hours are known.
    """

    need_t_per_day: float = 0.0
    cover_h: float = 0.0
    stores: int = 0

    @property
    def mean_cover_h(self) -> float | None:
        """Hours left of a store, on average; None where none is known."""
        return self.cover_h / self.stores if self.stores else None

    def plus(self, other: "Outcome", times: int = 1) -> "Outcome":
        """Both together, the other one so many times."""
        return Outcome(
            self.need_t_per_day + times * other.need_t_per_day,
            self.cover_h + times * other.cover_h,
            self.stores + times * other.stores,
        )


@dataclass(frozen=True, slots=True)
class _Unit:
    """What one patient or bed comes to, in t/day."""

    norm: float
    critical: float
    severe: float


@dataclass(frozen=True, slots=True)
class _Units:
    devices: Mapping[tuple[DeviceKind, PatientGroup], _Unit]
    other: _Unit
    bed: _Unit


@dataclass(frozen=True, slots=True)
class Reckoner:
    """Reckons the hospitals of one picture, whatever is moved in it.

    Attributes:
        counted: hospitals whose need by norm counts, since nobody reported it.
        around: the share of beds in use that is told of the territory of each.
        longest_h: hours beyond it change nothing.
    """

    counted: frozenset[str]
    around: Mapping[str, float | None]
    longest_h: float

    @classmethod
    def of(cls, situation: Situation) -> "Reckoner":
        """What stays the same in a picture when assumptions are moved."""
        hospitals = tuple(hospitals_of(situation))
        provinces = provinces_of(situation, hospitals)
        places = {place.territory: place for place in situation.places}
        counted: set[str] = set()
        around: dict[str, float | None] = {}
        for hospital in hospitals:
            place = places.get(provinces.get(hospital.territory, ""))
            around[hospital.code] = place.bed_occupancy_share if place else None
            if not _is_told(hospital, situation, places):
                counted.add(hospital.code)
        policy = situation.country.policy_on(situation.as_of.date())
        return cls(frozenset(counted), around, policy.target_reserve_h)

    def outcomes(
        self, variant: Variant, codes: Collection[str] | None = None
    ) -> dict[str, Outcome]:
        """Need and hours left of hospitals, by code.

        Args:
            variant: the picture and its numbers.
            codes: which hospitals; None is all of them.
        """
        units = _units(variant.parameters)
        wanted = [
            hospital
            for hospital in hospitals_of(variant.situation)
            if codes is None or hospital.code in codes
        ]
        needs = {
            hospital.code: _of(hospital, self.around[hospital.code], variant, units)
            for hospital in wanted
        }
        hours = self._hours(variant, wanted, needs)
        found = {}
        for code, need in needs.items():
            norm = need.norm if need is not None and code in self.counted else 0.0
            known = hours.get(code, [])
            found[code] = Outcome(norm, sum(known), len(known))
        return found

    def _hours(
        self,
        variant: Variant,
        wanted: list[Facility],
        needs: Mapping[str, _Unit | None],
    ) -> Mapping[str, list[float]]:
        situation = variant.situation
        uses = (
            FacilityUse(code, _point(need.critical), _point(need.severe))
            for code, need in needs.items()
            if need is not None
        )
        covers = cover_of(
            CoverProblem(
                as_of=situation.as_of,
                facilities=tuple(wanted),
                stocks=tuple(each for each in situation.stocks if each.holder in needs),
                uses=tuple(uses),
                cylinder_types=situation.country.cylinder_types,
            ),
            variant.parameters,
        )
        hours: dict[str, list[float]] = defaultdict(list)
        for cover in covers:
            if cover.cover_h is not None:
                hours[cover.facility].append(min(cover.cover_h, self.longest_h))
        return hours


def _is_told(
    hospital: Facility, situation: Situation, places: Mapping[str, Place]
) -> bool:
    """Whether somebody says what it needs, or what is needed around it.

    A province that is named without a need has an unknown one, whatever lies in it.
    """
    census = hospital.census
    if census is not None and census.reported_need_t_per_day is not None:
        return True
    tree = situation.country.tree
    if hospital.territory not in tree:
        return True
    return any(
        above.code in places
        and (
            places[above.code].need_t_per_day is not None or above.level == FIRST_LEVEL
        )
        for above in tree.upwards(hospital.territory)
    )


def hospitals_of(situation: Situation) -> Iterator[Facility]:
    """The hospitals of a picture."""
    for facility in situation.facilities:
        if facility.kind is FacilityKind.HOSPITAL:
            yield facility


def counted_need(
    situation: Situation, reckoner: Reckoner, parameters: Parameters
) -> Span:
    """Need by norm of all hospitals whose need nobody reported, with its range.

    Their patients are reckoned as one census and their beds as another: the ranges of
    the flows move all of them alike.
    """
    heads: Counter[tuple[DeviceKind, PatientGroup]] = Counter()
    others = beds = 0
    occupied = 0.0
    for hospital in hospitals_of(situation):
        if hospital.code not in reckoner.counted:
            continue
        census = hospital.census
        if census is not None and census.patients:
            for line in census.patients:
                heads[line.device, line.group] += line.patients
            others += _others(hospital)
        elif hospital.beds:
            share = occupied_share(hospital, reckoner.around[hospital.code], parameters)
            beds += hospital.beds
            occupied += hospital.beds * share
    problems = [
        CensusProblem(
            patients=tuple(
                PatientCount(device, count, group)
                for (device, group), count in heads.items()
            ),
            other_patients=others,
        )
    ]
    if beds:
        count = BedCount(beds, occupied_share=min(1.0, occupied / beds))
        problems.append(census_from_beds(count))
    whole = Span(0.0, 0.0, 0.0)
    for answer in needs_of(problems, parameters):
        whole = whole.plus(answer.norm.need_t_per_day)
    return whole


def _others(hospital: Facility) -> int:
    """Patients in other beds, where the census tells how many beds are in use."""
    assert hospital.census is not None, "asked of hospitals with a census"
    occupied = hospital.census.occupied_beds or 0
    return max(0, occupied - sum(line.patients for line in hospital.census.patients))


def _of(
    hospital: Facility, around: float | None, variant: Variant, units: _Units
) -> _Unit | None:
    """What a hospital's patients come to; None where nothing is known of them."""
    census = hospital.census
    if census is not None and census.patients:
        parts = [
            (units.devices[line.device, line.group], float(line.patients))
            for line in census.patients
        ]
        parts.append((units.other, float(_others(hospital))))
    elif hospital.beds is None:
        return None
    else:
        share = occupied_share(hospital, around, variant.parameters)
        parts = [(units.bed, hospital.beds * share)]
    return _Unit(
        sum(unit.norm * times for unit, times in parts),
        sum(unit.critical * times for unit, times in parts),
        sum(unit.severe * times for unit, times in parts),
    )


def _units(parameters: Parameters) -> _Units:
    kinds = [(device, group) for device in DeviceKind for group in PatientGroup]
    problems = [
        CensusProblem(patients=(PatientCount(device, 1, group),))
        for device, group in kinds
    ]
    problems += [CensusProblem(other_patients=1), census_from_beds(BedCount(1))]
    units = [
        _Unit(
            answer.norm.need_t_per_day.value,
            answer.measured.of(Severity.CRITICAL).need_t_per_day.value,
            answer.measured.of(Severity.SEVERE).need_t_per_day.value,
        )
        for answer in needs_of(problems, parameters)
    ]
    return _Units(dict(zip(kinds, units, strict=False)), units[-2], units[-1])


def _point(value: float) -> Span:
    return Span(value, value, value)
