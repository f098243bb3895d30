"""What hospitals make themselves: plants on site, and concentrators at the bed."""

from dataclasses import dataclass

import numpy as np

from napas.domain.network import SourceKind
from napas.parameters import Parameters
from napas.planning.arrays.grid import Array
from napas.planning.arrays.network import Network
from napas.planning.arrays.outages import Outages
from napas.units.flow import oxygen_kg_per_day_per_l_per_min
from napas.units.gas import gas_reference_at
from napas.units.mass import t_from_kg

ON_SITE_KINDS = frozenset({SourceKind.PSA, SourceKind.DEPLOYABLE_SYSTEM})


@dataclass(frozen=True, slots=True, eq=False)
class Machines:
    """What each facility can make and pass, in t; shape (facilities, periods).

    Attributes:
        on_site_t: under pipeline pressure, for any patient.
        low_flow_t: at the bed, too weak for the critical.
        dark_t: what power cuts take from both.
        power_share: share of each period with power; 1 where nothing needs it.
        pipeline_t: what the ring line passes; infinite where not known.
    """

    on_site_t: Array
    low_flow_t: Array
    dark_t: Array
    power_share: Array
    pipeline_t: Array


def read_machines(
    network: Network, outages: Outages, parameters: Parameters
) -> Machines:
    """Reckon what all facilities make themselves, power cuts taken off.

    A plant on site gives nameplate x pieces that work x derate x availability x
    purity; a concentrator nameplate x pieces that work x purity.
    """
    reference = gas_reference_at(parameters["flows.reference_temperature_c"])
    psa_t = t_from_kg(
        oxygen_kg_per_day_per_l_per_min(
            reference=reference, purity=parameters["psa.purity_share"]
        )
    )
    psa_t *= parameters["psa.derate_share"] * parameters["psa.availability_share"]
    concentrator_t = t_from_kg(
        oxygen_kg_per_day_per_l_per_min(
            reference=reference, purity=parameters["concentrators.purity_share"]
        )
    )
    line_t = t_from_kg(
        oxygen_kg_per_day_per_l_per_min(
            reference=reference, purity=parameters["flows.liquid_purity_share"]
        )
    )
    facilities = network.situation.facilities
    grid = network.grid
    on_site = np.zeros(len(facilities))
    low_flow = np.zeros(len(facilities))
    pipeline = np.full(len(facilities), np.inf)
    power = np.ones((len(facilities), grid.count))
    for at in network.standing:
        facility = facilities[at]
        for source in facility.sources:
            working = source.pieces * source.working_share * source.nameplate_l_per_min
            if source.kind in ON_SITE_KINDS:
                on_site[at] += working * psa_t
            else:
                low_flow[at] += working * concentrator_t
        if facility.pipeline_l_per_min is not None:
            pipeline[at] = facility.pipeline_l_per_min * line_t
        if facility.sources or facility.filling_t_per_day > 0.0:
            power[at] = outages.power_share(facility.code, facility.territory)
    days = grid.length_days
    return Machines(
        on_site_t=on_site[:, None] * power * days,
        low_flow_t=low_flow[:, None] * power * days,
        dark_t=(on_site + low_flow)[:, None] * (1.0 - power) * days,
        power_share=power,
        pipeline_t=pipeline[:, None] * days,
    )
