"""What one cylinder gives, and what the machines of a facility make in a day."""

from napas.domain.country import CylinderType
from napas.domain.need import Span
from napas.domain.network import OwnSource, SourceKind
from napas.parameters import Parameters
from napas.units.cylinder import Cylinder, cylinder_usable_kg
from napas.units.flow import oxygen_kg_per_day_per_l_per_min
from napas.units.gas import gas_reference_at
from napas.units.mass import t_from_kg

ON_SITE_KINDS = frozenset({SourceKind.PSA, SourceKind.DEPLOYABLE_SYSTEM})
"""Machines that feed the pipeline; concentrators stand at the bed."""

ON_SITE_FACTORS = (
    "psa.derate_share",
    "psa.availability_share",
    "psa.purity_share",
)
LOW_FLOW_FACTORS = ("concentrators.purity_share",)


def made_t_per_day(source: OwnSource, parameters: Parameters) -> Span:
    """Oxygen that a facility's machines of one sort make, with its range.

    `pieces x working share x nameplate x factors`, counted at
    `flows.reference_temperature_c`; the factors are derate, availability and purity of
    plants on site, and the purity of concentrators.
    """
    on_site = source.kind in ON_SITE_KINDS
    factors = [
        parameters.parameter(name)
        for name in (ON_SITE_FACTORS if on_site else LOW_FLOW_FACTORS)
    ]
    value = low = high = t_per_day_of_flow(
        source.pieces * source.working_share * source.nameplate_l_per_min, parameters
    )
    for factor in factors:
        value *= factor.value
        low *= factor.low
        high *= factor.high
    return Span(value, low, high)


def t_per_day_of_flow(flow_l_per_min: float, parameters: Parameters) -> float:
    """Pure oxygen a flow carries, counted at `flows.reference_temperature_c`."""
    reference = gas_reference_at(parameters["flows.reference_temperature_c"])
    kg_per_day = oxygen_kg_per_day_per_l_per_min(reference=reference, purity=1.0)
    return t_from_kg(flow_l_per_min * kg_per_day)


def cylinder_usable_t(kind: CylinderType, parameters: Parameters) -> float:
    """Oxygen one full cylinder of a type gives until it is pulled.

    The residual pressure stays inside, and some cylinders are filled too little.
    """
    usable_kg = cylinder_usable_kg(
        Cylinder(kind.water_l, kind.pressure_bar),
        residual_gauge_pressure_bar=parameters["cylinders.residual_bar"],
        temperature_celsius=parameters["cylinders.charge_temperature_c"],
        purity=kind.purity,
    )
    return t_from_kg(usable_kg) * (1.0 - parameters["cylinders.underfill_share"])
