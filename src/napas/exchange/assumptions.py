"""What a reading of a scenario fills in by rule, wherever the scenario is kept."""

from collections.abc import Iterable, Iterator

from napas.domain.assumption import Assumption, AssumptionRule
from napas.domain.network import Facility, FacilityKind
from napas.domain.situation import Situation
from napas.parameters import Parameter, Parameters
from napas.planning.need import occupied_share, provinces_of

SCATTER = "synthetic.territory_scatter_km"
HEEL = "tanks.heel_share"
DETOUR = "roads.detour_factor"
COVID, ON_OXYGEN = "mix.covid_bed_share", "mix.oxygen_share_of_covid"
OCCUPIED = "estimates.occupied_share"


def assumptions_of(
    situation: Situation,
    heels: Iterable[tuple[str, str, float]],
    parameters: Parameters,
) -> tuple[Assumption, ...]:
    """Every figure of a situation that nobody told.

    What is synthetic as a whole is left out: it says so itself.

    Args:
        situation: as it was read.
        heels: facility, tank and capacity in t of the tanks whose heel was not told.
        parameters: those it is planned with.
    """
    found = [*_sites(situation, parameters), *_heels(heels, parameters)]
    found += _patients(situation, parameters)
    if situation.plants or situation.vehicles:
        detour = parameters.parameter(DETOUR)
        rule = AssumptionRule.DISTANCE
        found.append(_of_parameter("", "detour_factor", detour, rule))
    return tuple(found)


def _sites(situation: Situation, parameters: Parameters) -> Iterator[Assumption]:
    scatter = parameters.parameter(SCATTER)
    for facility in situation.facilities:
        if facility.point is None and not facility.synthetic:
            yield Assumption(
                subject=facility.code,
                field="site_km",
                value=0.0,
                unit="km",
                rule=AssumptionRule.SITE,
                low=0.0,
                high=scatter.high,
                source=scatter.source,
            )


def _heels(
    heels: Iterable[tuple[str, str, float]], parameters: Parameters
) -> Iterator[Assumption]:
    share = parameters.parameter(HEEL)
    for facility, tank, capacity_t in heels:
        yield Assumption(
            subject=facility,
            field=f"heel_t {tank}",
            value=share.value * capacity_t,
            unit="t",
            rule=AssumptionRule.HEEL,
            low=share.low * capacity_t,
            high=share.high * capacity_t,
            source=share.source,
        )


def _patients(situation: Situation, parameters: Parameters) -> Iterator[Assumption]:
    """Hospitals whose patients follow from beds, and beds whose use is not told."""
    provinces = provinces_of(situation, situation.facilities)
    shares = {each.territory: each.bed_occupancy_share for each in situation.places}
    covid, on_oxygen = (parameters.parameter(name) for name in (COVID, ON_OXYGEN))
    usual = parameters.parameter(OCCUPIED)
    for facility in situation.facilities:
        if not _by_beds(facility):
            continue
        yield Assumption(
            subject=facility.code,
            field="oxygen_share",
            value=covid.value * on_oxygen.value,
            unit="",
            rule=AssumptionRule.PATIENTS,
            low=covid.low * on_oxygen.low,
            high=covid.high * on_oxygen.high,
            source=f"{covid.source}; {on_oxygen.source}",
        )
        if facility.census and facility.census.occupied_beds is not None:
            continue
        around = shares.get(provinces.get(facility.territory, ""))
        share = occupied_share(facility, around, parameters)
        yield Assumption(
            subject=facility.code,
            field="occupied_share",
            value=share,
            unit="",
            rule=AssumptionRule.OCCUPANCY,
            low=min(share, usual.low),
            high=max(share, usual.high),
            source=usual.source,
        )


def _by_beds(facility: Facility) -> bool:
    counted = facility.census is not None and bool(facility.census.patients)
    hospital = facility.kind is FacilityKind.HOSPITAL
    return hospital and not counted and bool(facility.beds) and not facility.synthetic


def _of_parameter(
    subject: str, name: str, parameter: Parameter, rule: AssumptionRule
) -> Assumption:
    return Assumption(
        subject=subject,
        field=name,
        value=parameter.value,
        unit="",
        rule=rule,
        low=parameter.low,
        high=parameter.high,
        source=parameter.source,
    )
