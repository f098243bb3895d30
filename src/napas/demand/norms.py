"""Published norms side by side on the same beds and patients, with measured use beside.

A norm is a way to prepare, not a measurement; several were official at the same time
and differ. Each keeps its formula with a version, so that a figure can be traced.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from napas.demand.fault import DemandFault
from napas.demand.gas import Array, kg_per_day_per_l_per_min_of
from napas.demand.readings import Readings, span_of
from napas.domain.finding import Code, Finding, Grade, find
from napas.domain.instant import require_amount
from napas.domain.need import Span
from napas.parameters import Parameters
from napas.units.mass import KG_PER_T, t_from_kg

TEMPERATURE = "flows.reference_temperature_c"
INDIA_SHARE = "norms.india_non_icu_share"
INDIA_WARD = "norms.india_non_icu_l_per_min"
INDIA_INTENSIVE = "norms.india_icu_l_per_min"
PER_HUNDRED_BEDS = "norms.ntf_t_per_day_per_100_beds"
BEDS_OF_TASK_FORCE_NORM = 100  # the norm is told per 100 beds
KERALA_BED = "norms.kerala_bed_l_per_min"
KERALA_INTENSIVE = "norms.kerala_icu_l_per_min"
UK_WARD = "norms.uk_ward_l_per_min"
UK_CRITICAL = "norms.uk_critical_l_per_min"
UK_HIGH_FLOW = "norms.uk_high_flow_l_per_min"
WHO_SEVERE = "norms.who_severe_l_per_min"
WHO_CRITICAL = "norms.who_critical_l_per_min"
INTENSIVE_SHARE = "mix.intensive_share"
DISAGREEMENT = "norms.disagreement_ratio"
TURNED = (
    TEMPERATURE,
    INDIA_SHARE,
    INDIA_WARD,
    INDIA_INTENSIVE,
    PER_HUNDRED_BEDS,
    KERALA_BED,
    KERALA_INTENSIVE,
    UK_WARD,
    UK_CRITICAL,
    UK_HIGH_FLOW,
    WHO_SEVERE,
    WHO_CRITICAL,
)


class Norm(Code):
    """Published norms; the sentence of each says its formula."""

    WHO_ESFT = "norm-who-esft"
    INDIA_2021 = "norm-india-2021"
    INDIA_TASK_FORCE = "norm-india-task-force"
    KERALA = "norm-kerala"
    UNITED_KINGDOM = "norm-united-kingdom"
    COUNTRY_BED = "norm-country-bed"


class Counted(StrEnum):
    """What a norm counts."""

    PATIENTS = "patients"
    BEDS = "beds"


@dataclass(frozen=True, slots=True)
class Heads:
    """Beds or patients in two classes; of an assumed split not always whole ones."""

    severe: float
    critical: float

    def __post_init__(self) -> None:
        require_amount(self.severe, "severe")
        require_amount(self.critical, "critical")


@dataclass(frozen=True, slots=True)
class NormProblem:
    """The beds and patients that every norm is laid on.

    Attributes:
        patients: on low-flow oxygen, and on high flow or ventilated; None is unknown.
        beds: oxygen beds outside and in intensive care; None is unknown. Where only
            one of the two is known it stands for the other.
        high_flow_patients: of the critical patients, on high flow.
        bed_norm_kg_per_day: the country's own norm per bed; None is none.
        bed_norm_source: where the country's own norm stands.
        measured_use_t_per_day: of the same patients; None is unknown.
    """

    patients: Heads | None = None
    beds: Heads | None = None
    high_flow_patients: int = 0
    bed_norm_kg_per_day: float | None = None
    bed_norm_source: str = ""
    measured_use_t_per_day: Span | None = None

    def __post_init__(self) -> None:
        if self.patients is None and self.beds is None:
            message = "norms need patients or beds to be laid on"
            raise ValueError(message)
        require_amount(
            self.high_flow_patients,
            "high_flow_patients",
            at_most=0 if self.patients is None else self.patients.critical,
        )
        if self.bed_norm_kg_per_day is not None:
            require_amount(self.bed_norm_kg_per_day, "bed_norm_kg_per_day")

    def heads(self, wanted: Counted) -> tuple[Counted, Heads]:
        """What a norm counts, or what stands for it, and which of the two it is."""
        known = {Counted.PATIENTS: self.patients, Counted.BEDS: self.beds}
        standing = ((counted, heads) for counted, heads in known.items() if heads)
        found = known[wanted]
        return next(standing) if found is None else (wanted, found)


@dataclass(frozen=True, slots=True)
class NormLine:
    """What one norm asks for.

    Attributes:
        version: of the formula; it changes whenever the formula does.
        counted: what was counted, which may stand for what the norm asks for.
        flow_l_per_min: None where the norm is told in mass.
        terms: what the sentence of the norm mentions: the figures of its formula.
        sources: keys into the bibliography, or the country's own reference.
    """

    norm: Norm
    version: str
    counted: Counted
    flow_l_per_min: Span | None
    need_t_per_day: Span
    terms: tuple[tuple[str, float], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NormComparison:
    """Every norm on the same beds, measured use beside, and what disagrees."""

    lines: tuple[NormLine, ...]
    measured_use_t_per_day: Span | None
    findings: tuple[Finding, ...]


def compare_norms(problem: NormProblem, parameters: Parameters) -> NormComparison:
    """Lay all norms on the same beds; those too far apart are findings, widest first.

    Two norms disagree when the larger is more than `norms.disagreement_ratio` times
    the smaller.
    """
    lines = tuple(_lines(problem, parameters))
    return NormComparison(
        lines=lines,
        measured_use_t_per_day=problem.measured_use_t_per_day,
        findings=_disagreements(lines, parameters[DISAGREEMENT]),
    )


def beds_in_classes(
    beds: int, intensive_beds: int | None, parameters: Parameters
) -> tuple[Heads, tuple[Finding, ...]]:
    """Oxygen beds outside and in intensive care, assumed where the latter are unknown.

    Args:
        beds: all oxygen beds, intensive ones included.
        intensive_beds: at most all beds; None takes `mix.intensive_share` of them.
        parameters: with the share, the same that splits the patients of a census.

    Returns:
        the beds, and the finding that says what was assumed.
    """
    if intensive_beds is not None:
        return Heads(beds - intensive_beds, intensive_beds), ()
    assumed = beds * parameters[INTENSIVE_SHARE]
    finding = find(
        Grade.DOUBTFUL,
        DemandFault.INTENSIVE_BEDS_ASSUMED,
        beds=beds,
        intensive_beds=assumed,
    )
    return Heads(beds - assumed, assumed), (finding,)


@dataclass(frozen=True, slots=True)
class _FlowNorm:
    """A norm of the form: sum of heads times flows.

    Attributes:
        terms: how many of whom, and the parameters whose product is the flow of one.
    """

    norm: Norm
    version: str
    counted: Counted
    terms: tuple[tuple[float, tuple[str, ...]], ...]


def _flow_norms(problem: NormProblem) -> Iterator[_FlowNorm]:
    by_patients, patients = problem.heads(Counted.PATIENTS)
    by_beds, beds = problem.heads(Counted.BEDS)
    high_flow = problem.high_flow_patients
    yield _FlowNorm(
        Norm.WHO_ESFT,
        "who-esft/1",
        by_patients,
        ((patients.severe, (WHO_SEVERE,)), (patients.critical, (WHO_CRITICAL,))),
    )
    yield _FlowNorm(
        Norm.INDIA_2021,
        "india-2021/1",
        by_beds,
        ((beds.severe, (INDIA_SHARE, INDIA_WARD)), (beds.critical, (INDIA_INTENSIVE,))),
    )
    yield _FlowNorm(
        Norm.KERALA,
        "kerala/1",
        by_patients,
        ((patients.severe, (KERALA_BED,)), (patients.critical, (KERALA_INTENSIVE,))),
    )
    yield _FlowNorm(
        Norm.UNITED_KINGDOM,
        "united-kingdom/1",
        by_patients,
        (
            (patients.severe, (UK_WARD,)),
            (patients.critical - high_flow, (UK_CRITICAL,)),
            (high_flow, (UK_HIGH_FLOW,)),
        ),
    )


def _lines(problem: NormProblem, parameters: Parameters) -> Iterator[NormLine]:
    readings = Readings(parameters, TURNED)
    kg_per_day = kg_per_day_per_l_per_min_of(readings[TEMPERATURE])
    for known in _flow_norms(problem):
        flow = sum(
            (heads * _product(readings, names) for heads, names in known.terms),
            readings.steady(0.0),
        )
        names = tuple(name for _, factors in known.terms for name in factors)
        yield NormLine(
            norm=known.norm,
            version=known.version,
            counted=known.counted,
            flow_l_per_min=span_of(flow),
            need_t_per_day=span_of(flow * kg_per_day / KG_PER_T),
            terms=_terms(parameters, names),
            sources=_sources(parameters, names),
        )
    yield from _bed_lines(problem, parameters, readings)


def _bed_lines(
    problem: NormProblem, parameters: Parameters, readings: Readings
) -> Iterator[NormLine]:
    counted, heads = problem.heads(Counted.BEDS)
    beds = heads.severe + heads.critical
    yield NormLine(
        norm=Norm.INDIA_TASK_FORCE,
        version="india-task-force/1",
        counted=counted,
        flow_l_per_min=None,
        need_t_per_day=span_of(
            readings[PER_HUNDRED_BEDS] * beds / BEDS_OF_TASK_FORCE_NORM
        ),
        terms=_terms(parameters, (PER_HUNDRED_BEDS,)),
        sources=_sources(parameters, (PER_HUNDRED_BEDS,)),
    )
    if problem.bed_norm_kg_per_day is not None:
        need_t_per_day = t_from_kg(problem.bed_norm_kg_per_day * beds)
        yield NormLine(
            norm=Norm.COUNTRY_BED,
            version="country-bed/1",
            counted=counted,
            flow_l_per_min=None,
            need_t_per_day=Span(need_t_per_day, need_t_per_day, need_t_per_day),
            terms=(("bed_norm_kg_per_day", problem.bed_norm_kg_per_day),),
            sources=(problem.bed_norm_source,),
        )


def _product(readings: Readings, names: tuple[str, ...]) -> Array:
    return math.prod((readings[name] for name in names), start=readings.steady(1.0))


def _terms(
    parameters: Parameters, names: tuple[str, ...]
) -> tuple[tuple[str, float], ...]:
    return tuple((name.partition(".")[2], parameters[name]) for name in names)


def _sources(parameters: Parameters, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(parameters.parameter(name).source for name in names))


def _disagreements(
    lines: tuple[NormLine, ...], largest_ratio: float
) -> tuple[Finding, ...]:
    found: list[tuple[float, Finding]] = []
    for one, other in combinations(lines, 2):
        lower, upper = sorted(
            (one, other), key=lambda known: known.need_t_per_day.value
        )
        least, most = lower.need_t_per_day.value, upper.need_t_per_day.value
        if least > 0.0 and most > largest_ratio * least:
            fault = find(
                Grade.DOUBTFUL,
                DemandFault.NORMS_DISAGREE,
                lower=lower.norm,
                lower_t_per_day=least,
                upper=upper.norm,
                upper_t_per_day=most,
                ratio=most / least,
            )
            found.append((most / least, fault))
    found.sort(key=lambda pair: -pair[0])
    return tuple(fault for _, fault in found)
