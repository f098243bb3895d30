"""What hospitals make themselves: plants on site, and concentrators at the bed."""

from dataclasses import dataclass

import numpy as np

from napas.parameters import Parameters
from napas.planning.arrays.grid import Array
from napas.planning.arrays.network import Network
from napas.planning.arrays.outages import Outages
from napas.planning.throughput import pipeline_t_per_day
from napas.planning.yields import ON_SITE_KINDS, made_t_per_day


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
    """Reckon what all facilities make themselves, power cuts taken off."""
    facilities = network.situation.facilities
    grid = network.grid
    on_site = np.zeros(len(facilities))
    low_flow = np.zeros(len(facilities))
    pipeline = np.full(len(facilities), np.inf)
    power = np.ones((len(facilities), grid.count))
    for at in network.standing:
        facility = facilities[at]
        for source in facility.sources:
            made = on_site if source.kind in ON_SITE_KINDS else low_flow
            made[at] += made_t_per_day(source, parameters).value
        if facility.pipeline_l_per_min is not None:
            flow_l_per_min = facility.pipeline_l_per_min
            pipeline[at] = pipeline_t_per_day(flow_l_per_min, parameters)
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
