"""From patients and the devices they breathe by to litres a minute and tonnes a day.

For each device: `kg/day = patients * L/min * 1.44 m3 * density * duty`, with the leaks
on top, once by the flows of the norms and once by measured ones (docs/demand.md).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from napas.demand.answer import BasisNeed, NeedAnswer, NeedLine, SeverityNeed
from napas.demand.fault import DemandFault
from napas.demand.flow import (
    FLOW_NAMES,
    PART_OF_DEVICE,
    PURITY_OF,
    Gas,
    NeedFormula,
    NeedPart,
    severity_of,
)
from napas.demand.gas import Array, kg_per_day_per_l_per_min_of
from napas.demand.patients import BedCount, CensusProblem, census_from_beds
from napas.demand.readings import Readings, spans_of
from napas.domain.finding import Finding, Grade, find
from napas.domain.need import NeedBasis, PatientGroup, Severity, Span
from napas.parameters import Parameters
from napas.units.gas import GasReference, gas_kg_from_m3
from napas.units.mass import t_from_kg

DUTY = "stays.oxygen_share"
LEAK = "pipelines.leak_share"
TEMPERATURE = "flows.reference_temperature_c"
USUAL_USE = "baseline.use_m3_per_bed_day"
COVID_SHARE = "mix.covid_bed_share"
OXYGEN_SHARE = "mix.oxygen_share_of_covid"
INTENSIVE_SHARE = "mix.intensive_share"
CRITICAL_MIX: Mapping[NeedPart, str] = {
    NeedPart.HFNC: "mix.critical_hfnc_share",
    NeedPart.NIV: "mix.critical_niv_share",
    NeedPart.IMV: "mix.critical_imv_share",
}
TURNED: tuple[str, ...] = (
    *FLOW_NAMES,
    DUTY,
    LEAK,
    TEMPERATURE,
    USUAL_USE,
    COVID_SHARE,
    OXYGEN_SHARE,
    INTENSIVE_SHARE,
    *CRITICAL_MIX.values(),
)
"""Every parameter whose range goes into the range of a need."""
SUMS = 1 + len(Severity)  # the whole, then every class


def need_of(problem: CensusProblem, parameters: Parameters) -> NeedAnswer:
    """Need by norm and measured use of the patients of one census, with ranges."""
    return needs_of((problem,), parameters)[0]


def needs_of(
    problems: Iterable[CensusProblem], parameters: Parameters
) -> tuple[NeedAnswer, ...]:
    """The need of many censuses, each on its own, in their order."""
    bench = _lay_out(parameters)
    gases: dict[object, Gas] = {}
    answers: list[NeedAnswer] = []
    for problem in problems:
        key = (problem.source, problem.fio2_shares)
        gas = gases.setdefault(key, _gas_of(problem, bench.readings))
        answers.append(
            NeedAnswer(
                norm=_basis_need(NeedBasis.NORM, problem, gas, bench),
                measured=_basis_need(NeedBasis.MEASURED, problem, gas, bench),
                findings=tuple(_findings(problem, parameters)),
            )
        )
    return tuple(answers)


def assumed_shares(
    basis: NeedBasis, parameters: Parameters
) -> tuple[tuple[Severity, float], ...]:
    """How a need known only as a whole splits into classes, by the assumed mix.

    Returns:
        every class with its share, the gravest first; they sum to one.
    """
    problem = census_from_beds(BedCount(beds=1, covid_share=1.0))
    need = need_of(problem, parameters).by(basis)
    whole = need.need_t_per_day.value
    return tuple(
        (known.severity, known.need_t_per_day.value / whole)
        for known in need.severities
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Bench:
    """Readings, and what is reckoned from them once for all censuses."""

    readings: Readings
    kg_per_day_per_l_per_min: Array
    usual_kg_per_bed_day: Array
    leak_per_use: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """A line of need before its range is taken; the figures are rows of readings."""

    part: NeedPart
    severity: Severity
    group: PatientGroup | None
    patients: float | None
    flow_l_per_min: Array
    kg_per_day: Array
    formula: NeedFormula
    rests_on: tuple[str, ...]


def _lay_out(parameters: Parameters) -> _Bench:
    readings = Readings(parameters, TURNED)
    leak = readings[LEAK]
    return _Bench(
        readings=readings,
        kg_per_day_per_l_per_min=kg_per_day_per_l_per_min_of(readings[TEMPERATURE]),
        usual_kg_per_bed_day=readings[USUAL_USE]
        * gas_kg_from_m3(1.0, GasReference.AT_20_C),
        leak_per_use=leak / (1.0 - leak),
    )


def _gas_of(problem: CensusProblem, readings: Readings) -> Gas:
    return Gas(
        readings=readings,
        source=problem.source,
        fio2_shares={
            PART_OF_DEVICE[device]: share for device, share in problem.fio2_shares
        },
    )


def _basis_need(
    basis: NeedBasis, problem: CensusProblem, gas: Gas, bench: _Bench
) -> BasisNeed:
    rows = [*_breathing(basis, problem, gas, bench), *_usual_care(problem, gas, bench)]
    rows.extend(_leaks(rows, bench))
    flows, masses = _figures(rows, bench.readings.count)
    return BasisNeed(
        basis=basis,
        flow_l_per_min=flows[0],
        need_t_per_day=masses[0].times(t_from_kg(1.0)),
        severities=tuple(
            SeverityNeed(severity, flow, mass.times(t_from_kg(1.0)))
            for severity, flow, mass in zip(
                Severity, flows[1:SUMS], masses[1:SUMS], strict=True
            )
        ),
        lines=tuple(
            NeedLine(
                part=row.part,
                severity=row.severity,
                group=row.group,
                patients=row.patients,
                flow_l_per_min=flow,
                kg_per_day=mass,
                formula=row.formula,
                rests_on=row.rests_on,
            )
            for row, flow, mass in zip(rows, flows[SUMS:], masses[SUMS:], strict=True)
        ),
    )


def _figures(rows: list[_Row], count: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Flows and masses: of all rows, of each class, then of every row."""
    shape = (len(rows), count)
    flows = np.array([row.flow_l_per_min for row in rows]).reshape(shape)
    masses = np.array([row.kg_per_day for row in rows]).reshape(shape)
    belongs = [[row.severity is known for row in rows] for known in Severity]
    sums = np.array([[True] * len(rows), *belongs], dtype=np.float64)
    # One call for all: the cost of a call is that of a hundred rows.
    spans = spans_of(np.vstack([sums @ flows, flows, sums @ masses, masses]))
    half = len(spans) // 2
    return spans[:half], spans[half:]


def _breathing(
    basis: NeedBasis, problem: CensusProblem, gas: Gas, bench: _Bench
) -> Iterator[_Row]:
    duty = bench.readings[DUTY]
    heads, mix = _heads(problem, bench.readings)
    for (part, group), patients in heads.items():
        each = gas.flow(basis, part, group)
        flow = patients * each.l_per_min
        yield _Row(
            part=part,
            severity=severity_of(part),
            group=group,
            patients=float(patients[0]),
            flow_l_per_min=flow,
            kg_per_day=flow * bench.kg_per_day_per_l_per_min * duty,
            formula=each.formula,
            rests_on=(*each.rests_on, DUTY, TEMPERATURE, *mix),
        )


def _heads(
    problem: CensusProblem, readings: Readings
) -> tuple[dict[tuple[NeedPart, PatientGroup], Array], tuple[str, ...]]:
    """Patients by part and age group, and the parameters that were assumed for them."""
    if problem.beds is not None:
        return _assumed_heads(problem.beds, readings)
    counted: dict[tuple[NeedPart, PatientGroup], int] = {}
    if problem.ward_patients:
        counted[NeedPart.WARD, PatientGroup.ADULT] = problem.ward_patients
    for line in problem.patients:
        key = (PART_OF_DEVICE[line.device], line.group)
        counted[key] = counted.get(key, 0) + line.patients
    return {key: readings.steady(heads) for key, heads in counted.items()}, ()


def _assumed_heads(
    beds: BedCount, readings: Readings
) -> tuple[dict[tuple[NeedPart, PatientGroup], Array], tuple[str, ...]]:
    on_oxygen, critical = _assumed_patients(beds, readings)
    mix = {part: readings[name] for part, name in CRITICAL_MIX.items()}
    whole = sum(mix.values(), readings.steady(0.0))
    heads = {(NeedPart.WARD, PatientGroup.ADULT): on_oxygen - critical}
    for part, share in mix.items():
        heads[part, PatientGroup.ADULT] = critical * share / whole
    assumed = (
        (beds.covid_share, COVID_SHARE),
        (beds.oxygen_share, OXYGEN_SHARE),
        (beds.intensive_share, INTENSIVE_SHARE),
    )
    names = tuple(name for share, name in assumed if share is None)
    return heads, (*names, *CRITICAL_MIX.values())


def _assumed_patients(beds: BedCount, readings: Readings) -> tuple[Array, Array]:
    """Patients on oxygen, and those of them in intensive care."""

    def share(known: float | None, name: str) -> Array:
        return readings[name] if known is None else readings.steady(known)

    ill = beds.beds * beds.occupied_share * share(beds.covid_share, COVID_SHARE)
    on_oxygen = ill * share(beds.oxygen_share, OXYGEN_SHARE)
    intensive = ill * share(beds.intensive_share, INTENSIVE_SHARE)
    return on_oxygen, np.minimum(intensive, on_oxygen)


def _usual_care(problem: CensusProblem, gas: Gas, bench: _Bench) -> Iterator[_Row]:
    if problem.beds is None:
        patients = bench.readings.steady(problem.other_patients or 0)
    else:
        on_oxygen, _ = _assumed_patients(problem.beds, bench.readings)
        patients = problem.beds.beds * problem.beds.occupied_share - on_oxygen
    if not patients.any():
        return
    mass = gas.drawn(patients * bench.usual_kg_per_bed_day)
    yield _Row(
        part=NeedPart.OTHER_PATIENTS,
        severity=Severity.SEVERE,
        group=None,
        patients=float(patients[0]),
        flow_l_per_min=mass / bench.kg_per_day_per_l_per_min,
        kg_per_day=mass,
        formula=NeedFormula.DAILY_USE,
        rests_on=(USUAL_USE,),
    )


def _leaks(rows: list[_Row], bench: _Bench) -> Iterator[_Row]:
    for severity in Severity:
        used = [row for row in rows if row.severity is severity]
        if used:
            flow = np.sum([row.flow_l_per_min for row in used], axis=0)
            mass = np.sum([row.kg_per_day for row in used], axis=0)
            yield _Row(
                part=NeedPart.LEAKS,
                severity=severity,
                group=None,
                patients=None,
                flow_l_per_min=flow * bench.leak_per_use,
                kg_per_day=mass * bench.leak_per_use,
                formula=NeedFormula.LEAKS,
                rests_on=(LEAK,),
            )


def _findings(problem: CensusProblem, parameters: Parameters) -> Iterator[Finding]:
    if problem.beds is not None:
        yield find(Grade.DOUBTFUL, DemandFault.DEVICES_ASSUMED, beds=problem.beds.beds)
    elif problem.other_patients is None:
        yield find(Grade.DOUBTFUL, DemandFault.OTHER_PATIENTS_UNKNOWN)
    purity = parameters[PURITY_OF[problem.source]]
    in_use = {line.device for line in problem.patients if line.patients}
    for device, share in problem.fio2_shares:
        if share > purity and (device in in_use or problem.beds is not None):
            yield find(
                Grade.DOUBTFUL,
                DemandFault.FIO2_ABOVE_PURITY,
                device=device,
                fio2_share=share,
                purity_share=purity,
            )
