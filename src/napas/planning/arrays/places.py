"""What each place needs, makes itself, can pass to its beds, and has in cylinders."""

from dataclasses import dataclass

import numpy as np

from napas.domain.finding import Finding, Grade, find
from napas.domain.forecast import Forecast
from napas.parameters import Parameters
from napas.planning.arrays.cylinders import Float, read_float, turns_per_day
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.grid import Array, Mask, seal
from napas.planning.arrays.homes import NOWHERE
from napas.planning.arrays.machines import Machines, read_machines
from napas.planning.arrays.needs import SEVERE, Needs
from napas.planning.arrays.network import Network
from napas.planning.arrays.outages import Outages


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The places of a plan; arrays have shape (places, periods) unless said otherwise.

    Attributes:
        known: whether the place has a need; the others are not planned for.
        need_t: shape (places, periods, severities).
        low_flow_t: what concentrators give the severe.
        on_site_t: what plants on site give, those of filling stations left out.
        dark_t: what power cuts take from both.
        piped_t: what the ring lines can pass besides; infinite where not limited.
        cylinder_t: the most that patients near cylinders can draw from them.
        full_t: in full cylinders at the beginning; shape (places,).
        float_t: in all cylinders if full; shape (places,).
        turn_t_per_day: what may come back full in a day; shape (places,).
        order_t: full cylinders on the road, by period of arrival.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    known: Mask
    need_t: Array
    low_flow_t: Array
    on_site_t: Array
    dark_t: Array
    piped_t: Array
    cylinder_t: Array
    full_t: Array
    float_t: Array
    turn_t_per_day: Array
    order_t: Array

    def __post_init__(self) -> None:
        seal(self)

    @property
    def count(self) -> int:
        """How many places there are."""
        return len(self.codes)

    @property
    def rest_t(self) -> Array:
        """Need by severity that deliveries and stocks may serve, low flow taken off."""
        rest = self.need_t.copy()
        rest[:, :, SEVERE] -= self.low_flow_t
        return rest


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What each facility's own patients can take, in t; shape (facilities, periods).

    Attributes:
        low_flow_t: by concentrators.
        on_site_t: by plants on site through its ring line.
        piped_t: through the ring line besides; with on site never above its need.
        rest_t: its need after concentrators; its whole place's where unknown.
    """

    low_flow_t: Array
    on_site_t: Array
    piped_t: Array
    rest_t: Array


@dataclass(frozen=True, slots=True, eq=False)
class Hospitals:
    """Facility by facility, what places are made of.

    Attributes:
        shares: part of the need of its place; NaN where unknown; shape (facilities,).
        treats: whether it has patients.
    """

    shares: Array
    treats: Mask
    machines: Machines
    reach: Reach
    cylinders: Float
    findings: tuple[Finding, ...]


def read_hospitals(
    network: Network,
    forecast: Forecast,
    needs: Needs,
    outages: Outages,
    parameters: Parameters,
) -> Hospitals:
    """Read what each facility makes, passes and holds, and what is doubtful in it."""
    machines = read_machines(network, outages, parameters)
    cylinders, findings = read_float(network, parameters)
    shares = facility_shares(network, forecast)
    treats = np.zeros(len(shares), dtype=bool)
    treats[list(network.hospitals)] = True
    unknown = {
        network.homes.home[at] for at in network.hospitals if np.isnan(shares[at])
    }
    findings += [
        find(
            Grade.DOUBTFUL, PlanningCode.SHARES_UNKNOWN, subject=network.homes.codes[at]
        )
        for at in sorted(unknown)
    ]
    facilities = network.situation.facilities
    lines = sum(
        facilities[at].pipeline_l_per_min is None and bool(facilities[at].tanks)
        for at in network.hospitals
    )
    if lines:
        findings.append(
            find(Grade.DOUBTFUL, PlanningCode.PIPELINES_UNKNOWN, hospitals=lines)
        )
    reach = find_reach(network, needs, machines, shares)
    return Hospitals(shares, treats, machines, reach, cylinders, tuple(findings))


def facility_shares(network: Network, forecast: Forecast) -> Array:
    """Each hospital's part of its place's need, by its forecast or else its beds.

    Hospitals of a place count by forecast where all of them have one. NaN stands where
    neither is known, and for facilities without patients.
    """
    facilities = network.situation.facilities
    at = {code: index for index, code in enumerate(forecast.places)}
    shares = np.full(len(facilities), np.nan)
    members: dict[int, list[int]] = {}
    for index in network.hospitals:
        members.setdefault(network.homes.home[index], []).append(index)
    mean_t = forecast.at_quantile(forecast.levels[len(forecast.levels) // 2])
    total_t = mean_t.sum(axis=(1, 2))
    for hospitals in members.values():
        if all(facilities[index].code in at for index in hospitals):
            weights = [total_t[at[facilities[index].code]] for index in hospitals]
        else:
            weights = [
                np.nan if beds is None else float(beds)
                for beds in (facilities[index].beds for index in hospitals)
            ]
        whole = np.nansum(weights)
        if whole > 0.0:
            shares[hospitals] = np.array(weights) / whole
    return shares


def find_reach(
    network: Network, needs: Needs, machines: Machines, shares: Array
) -> Reach:
    """Reckon what reaches the beds of each hospital, by form."""
    nowhere = np.zeros((1, *needs.need_t.shape[1:]))
    need_t = np.concatenate([needs.need_t, nowhere])
    home = np.array(network.homes.home, dtype=np.int64)  # -1 takes the last, nowhere
    treats = np.zeros((len(home), 1))
    treats[list(network.hospitals)] = 1.0
    part = np.where(np.isfinite(shares), shares, 1.0)[:, None] * treats
    severe: Array = part * need_t[home, :, SEVERE]
    total: Array = part * need_t[home].sum(axis=2)
    low_flow = np.minimum(machines.low_flow_t, severe)
    rest = total - low_flow
    on_site = np.minimum(machines.on_site_t, np.minimum(machines.pipeline_t, rest))
    room = np.minimum(machines.pipeline_t, rest) - on_site
    return Reach(low_flow, on_site, room, rest)


def lay_places(
    network: Network, needs: Needs, hospitals: Hospitals, parameters: Parameters
) -> Places:
    """Add up what the facilities of each place make, pass and hold.

    A place of which no hospital is known passes whatever arrives.
    """
    homes = network.homes
    facilities = network.situation.facilities
    reach, cylinders = hospitals.reach, hospitals.cylinders
    count = len(homes.codes)
    inside = [at for at in network.standing if homes.home[at] != NOWHERE]
    home = [homes.home[at] for at in inside]
    fills = np.array(
        [known.filling_t_per_day > 0.0 for known in facilities], dtype=bool
    )
    stores = np.array([bool(known.tanks) for known in facilities], dtype=bool)

    def gather(figures: Array) -> Array:
        """Sums over the facilities of each place."""
        total = np.zeros((count, *figures.shape[1:]))
        np.add.at(total, home, figures[inside])
        return total

    low_flow = np.minimum(gather(reach.low_flow_t), needs.need_t[:, :, SEVERE])
    rest = needs.need_t.sum(axis=2) - low_flow
    on_site = np.minimum(gather(np.where(fills[:, None], 0.0, reach.on_site_t)), rest)
    piped = gather(
        np.where(stores[:, None], reach.piped_t, 0.0)
        + np.where(fills[:, None], reach.on_site_t, 0.0)
    )
    near = np.where(
        (cylinders.room_t > 0.0)[:, None] | (cylinders.order_t > 0.0),
        np.where(hospitals.treats[:, None], reach.rest_t, np.inf),
        0.0,
    )
    without = np.ones(count, dtype=bool)
    without[[homes.home[at] for at in network.hospitals]] = False
    piped[without] = np.inf
    float_t = gather(cylinders.room_t)
    return Places(
        codes=homes.codes,
        names=homes.names,
        known=needs.known.copy(),
        need_t=needs.need_t.copy(),
        low_flow_t=low_flow,
        on_site_t=on_site,
        dark_t=gather(hospitals.machines.dark_t),
        piped_t=piped,
        cylinder_t=np.minimum(gather(near), rest),
        full_t=gather(cylinders.start_t),
        float_t=float_t,
        turn_t_per_day=float_t * turns_per_day(parameters),
        order_t=gather(cylinders.order_t),
    )
