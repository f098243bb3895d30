"""What each book can hold and draw at most, and what is usual for such a place."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType

import numpy as np

from napas.demand.census import needs_of
from napas.demand.patients import census_from_report
from napas.domain.country import CylinderType
from napas.domain.network import Facility, Form, SourceKind
from napas.oversight.evidence.sheets import Array, Book, Flags
from napas.parameters import Parameters
from napas.units.cylinder import Cylinder, cylinder_content_kg
from napas.units.flow import oxygen_kg_per_day_per_l_per_min
from napas.units.gas import L_PER_M3, GasReference, gas_kg_from_m3, gas_reference_at
from napas.units.mass import kg_from_t

USUAL_STORE_DAYS = 30.0
"""Of use, taken for what can be held where nobody knows."""
RESERVE_SHARE_PER_DAY = 0.05
"""Of the cylinders of a hospital that breathes from a tank, in use."""
RESERVE_SPREAD = 1.5
LEAST_STORE_KG = 0.1
"""What holds less is none."""
LEAST_USE_KG = 1.0
"""A day, of any place that uses oxygen at all."""
ZERO_SHARE = 0.002
"""Of what can be held: a use below it is as good as none."""
CENSUS_SPREAD = 0.5
"""Of the logarithm of a use that patients and devices tell."""
UNKNOWN_BEDS_SPREAD = 0.2
"""Added to the spread where beds are taken from the class."""
MACHINES = {
    Form.ON_SITE: frozenset({SourceKind.PSA, SourceKind.DEPLOYABLE_SYSTEM}),
    Form.LOW_FLOW: frozenset({SourceKind.CONCENTRATOR}),
}
NO_CLASSES: Mapping[str, float] = MappingProxyType({})
TRADE_PIECE_M3 = 6.0
"""Of a cylinder of which nothing is known: the hospital size."""


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """One entry of each array for each book.

    Attributes:
        capacity_kg: brim-full tanks or all cylinders; a guess where not `bounded`.
        bounded: whether more than the capacity cannot be.
        over_share: above the capacity that is still believed.
        use_limit_kg: most that can be drawn in a day; infinite where nobody knows.
        usual_log: logarithm of the use in kg a day of a place of its size.
        usual_spread: of that logarithm.
        piece_kg: oxygen in one full cylinder.
        piece_m3: of that, as the trade counts it.
        counted: whether it is told in pieces.
        zero_kg: a use that is as good as none.
    """

    capacity_kg: Array
    bounded: Flags
    over_share: Array
    use_limit_kg: Array
    usual_log: Array
    usual_spread: Array
    piece_kg: Array
    piece_m3: Array
    counted: Flags
    zero_kg: Array


@dataclass(frozen=True, slots=True)
class _Limit:
    capacity_kg: float
    bounded: bool
    over_share: float
    use_limit_kg: float
    usual_log: float
    usual_spread: float
    piece_kg: float
    piece_m3: float
    counted: bool
    zero_kg: float


def limits_of(
    books: Iterable[Book],
    facilities: Sequence[Facility],
    cylinder_types: Sequence[CylinderType],
    parameters: Parameters,
) -> Limits:
    """The limits of every book; of a facility that nobody knows, only what is usual."""
    bench = _Bench(facilities, cylinder_types, parameters)
    each = [bench.limit(book) for book in books]
    return Limits(
        **{
            name: np.array([getattr(limit, name) for limit in each])
            for name in _Limit.__slots__
        }
    )


def piece_contents_kg(
    cylinder_types: Iterable[CylinderType], parameters: Parameters
) -> dict[str, float]:
    """Oxygen in one full cylinder of each type, by its code."""
    celsius = parameters["cylinders.charge_temperature_c"]
    return {
        kind.code: cylinder_content_kg(
            Cylinder(kind.water_l, kind.pressure_bar),
            temperature_celsius=celsius,
            purity=kind.purity,
        )
        for kind in cylinder_types
    }


def piece_content_kg(
    facility: Facility, contents_kg: Mapping[str, float]
) -> float | None:
    """Oxygen in the average cylinder of a facility; None where its types are unknown.

    A facility without registered cylinders takes the country's only type, if it has
    one.
    """
    held = [each for each in facility.cylinders if each.full + each.empty]
    if not held:
        return next(iter(contents_kg.values())) if len(contents_kg) == 1 else None
    if any(each.type_code not in contents_kg for each in held):
        return None
    pieces = sum(each.full + each.empty for each in held)
    content_kg = sum(
        (each.full + each.empty) * contents_kg[each.type_code] for each in held
    )
    return content_kg / pieces


def usual_use_kg(
    facility: Facility,
    parameters: Parameters,
    beds_of_class: Mapping[str, float] = NO_CLASSES,
) -> tuple[float, float]:
    """Use in kg a day of a place of its size, and the spread of its logarithm.

    By the patients where they are counted, else by its beds, else by those of its
    class, else by those of any hospital.
    """
    census = facility.census
    if census is not None and census.patients:
        (answer,) = needs_of([census_from_report(census)], parameters)
        counted_kg = kg_from_t(answer.measured.need_t_per_day.value)
        if counted_kg > 0.0:
            return counted_kg, CENSUS_SPREAD
    spread = parameters["screening.use_spread"]
    beds: float | None = facility.beds
    if not beds:
        spread += UNKNOWN_BEDS_SPREAD
        anywhere = beds_of_class.get("", parameters["screening.beds"])
        beds = beds_of_class.get(facility.class_code, anywhere)
    return beds * parameters["screening.use_kg_per_bed_day"], spread


class _Bench:
    """What is the same for all books."""

    def __init__(
        self,
        facilities: Sequence[Facility],
        cylinder_types: Sequence[CylinderType],
        parameters: Parameters,
    ) -> None:
        self.parameters = parameters
        self.facilities = {facility.code: facility for facility in facilities}
        self.contents_kg = piece_contents_kg(cylinder_types, parameters)
        self.sizes_m3 = {
            kind.code: kind.water_l * kind.pressure_bar / L_PER_M3
            for kind in cylinder_types
        }
        reference = gas_reference_at(parameters["flows.reference_temperature_c"])
        self.kg_per_day_per_l_per_min = oxygen_kg_per_day_per_l_per_min(
            reference=reference, purity=1.0
        )
        self.beds = _beds_by_class(facilities)
        self.over_capacity = parameters["screening.over_capacity_share"]
        self.over_count = parameters["screening.over_count_share"]
        self.over_flow = 1.0 + parameters["screening.over_flow_share"]

    def limit(self, book: Book) -> _Limit:
        code, form = book
        facility = self.facilities.get(code) or Facility(code, code, code)
        counted = form is Form.CYLINDER
        piece_kg, piece_m3 = self._piece(facility)
        usual_kg, spread = usual_use_kg(facility, self.parameters, self.beds)
        capacity_kg = math.fsum(kg_from_t(tank.capacity_t) for tank in facility.tanks)
        if counted:
            owned = sum(each.full + each.empty for each in facility.cylinders)
            capacity_kg = owned * piece_kg
            if facility.tanks:
                usual_kg = RESERVE_SHARE_PER_DAY * capacity_kg
                spread = RESERVE_SPREAD
        bounded = capacity_kg > LEAST_STORE_KG
        if not bounded:
            capacity_kg = USUAL_STORE_DAYS * max(usual_kg, LEAST_USE_KG)
        usual_kg = max(usual_kg, ZERO_SHARE * capacity_kg, LEAST_USE_KG)
        return _Limit(
            capacity_kg=capacity_kg,
            bounded=bounded and form in (Form.LIQUID, Form.CYLINDER),
            over_share=self.over_count if counted else self.over_capacity,
            use_limit_kg=self._use_limit(facility, form),
            usual_log=math.log(usual_kg),
            usual_spread=spread,
            piece_kg=piece_kg,
            piece_m3=piece_m3,
            counted=counted,
            zero_kg=piece_kg if counted else ZERO_SHARE * capacity_kg,
        )

    def _piece(self, facility: Facility) -> tuple[float, float]:
        piece_kg = piece_content_kg(facility, self.contents_kg)
        if piece_kg is None:
            return gas_kg_from_m3(TRADE_PIECE_M3, GasReference.AT_15_C), TRADE_PIECE_M3
        held = [each for each in facility.cylinders if each.full + each.empty]
        if not held:
            return piece_kg, next(iter(self.sizes_m3.values()))
        pieces = sum(each.full + each.empty for each in held)
        whole_m3 = sum(
            (each.full + each.empty) * self.sizes_m3[each.type_code] for each in held
        )
        return piece_kg, whole_m3 / pieces

    def _use_limit(self, facility: Facility, form: Form) -> float:
        """Most that pipeline, machines and beds can draw in a day."""
        flows = [math.inf]
        if facility.beds:
            flows.append(facility.beds * self.parameters["screening.bed_l_per_min"])
        if facility.pipeline_l_per_min and form in (Form.LIQUID, Form.ON_SITE):
            flows.append(facility.pipeline_l_per_min * self.over_flow)
        if form in MACHINES:
            made = math.fsum(
                source.pieces * source.nameplate_l_per_min
                for source in facility.sources
                if source.kind in MACHINES[form]
            )
            flows.append(made * self.over_flow if made else math.inf)
        return min(flows) * self.kg_per_day_per_l_per_min


def _beds_by_class(facilities: Iterable[Facility]) -> dict[str, float]:
    """The median beds of each class; the empty class stands for all."""
    known: dict[str, list[int]] = {}
    for facility in facilities:
        if facility.beds:
            for klass in {facility.class_code, ""}:
                known.setdefault(klass, []).append(facility.beds)
    return {klass: median(beds) for klass, beds in known.items()}
