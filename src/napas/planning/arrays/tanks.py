"""Tanks that can be filled: those of each place by who may fill them, and stations."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from napas.domain.finding import Finding, Grade, find
from napas.domain.network import Form
from napas.parameters import Parameters
from napas.planning.arrays.beside import Beside, Holding, Patients, limit_groups
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.grid import Array, Index, Mask, seal
from napas.planning.arrays.homes import NOWHERE, facility_site
from napas.planning.arrays.machines import Machines
from napas.planning.arrays.needs import Needs
from napas.planning.arrays.network import Network
from napas.planning.arrays.stocks import tank_stocks
from napas.planning.arrays.stops import Spot, Stops, lay_stops


@dataclass(frozen=True, slots=True, eq=False)
class Receivers:
    """Groups of tanks that stand together and that the same companies may fill.

    Attributes:
        place: index of the place whose patients they feed; -1 for none.
        station: index of the station whose filling they feed; -1 for none.
        owner: the one company that may fill them; empty is any.
        room_t: what they hold between heel and fullest share.
        start_t: what they can give at the beginning.
        arrival_t_per_day: what trucks may bring in a day; infinite where not limited.
        by_hours: whether opening hours set that limit, and not the size of the tanks.
        order_t: oxygen on the road, by period of arrival; shape (receivers, periods).
        outflow_t: what leaves for elsewhere by an earlier decision, same shape.
        assumed: the tanks are not known and were assumed.
        beside: what of it all the patients beside each tank can draw.
        stops: what a truck leaves at one of them, and how far the next is.
    """

    place: Index
    station: Index
    owner: tuple[str, ...]
    room_t: Array
    start_t: Array
    arrival_t_per_day: Array
    by_hours: Mask
    order_t: Array
    outflow_t: Array
    assumed: Mask
    beside: Beside
    stops: Stops

    def __post_init__(self) -> None:
        seal(self)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.owner)

    def accepts(self, company: str) -> Mask:
        """Which of them a company may fill."""
        return np.array([owner in ("", company) for owner in self.owner], dtype=bool)


@dataclass(frozen=True, slots=True, eq=False)
class Stations:
    """Facilities that fill cylinders for themselves and others.

    Attributes:
        facility: index of each in the situation.
        place: whose patients it also feeds; -1 for none.
        fill_t: what it can fill, shape (stations, periods).
        on_site_t: what it makes on site and may fill or pipe.
        to_need_t: the most of that its own patients can take.
    """

    codes: tuple[str, ...]
    facility: tuple[int, ...]
    place: Index
    fill_t: Array
    on_site_t: Array
    to_need_t: Array

    def __post_init__(self) -> None:
        seal(self)


def find_stations(network: Network, machines: Machines, to_need_t: Array) -> Stations:
    """Find the facilities that fill cylinders; without any place there is none.

    Args:
        network: the picture and its places.
        machines: of all facilities of the situation.
        to_need_t: what on-site product the patients of each facility can take.
    """
    facilities = network.situation.facilities
    asked = network.standing if network.homes.codes else ()
    chosen = [at for at in asked if facilities[at].filling_t_per_day > 0.0]
    feeding = set(network.hospitals)
    nominal = np.array([facilities[at].filling_t_per_day for at in chosen])
    place = [network.homes.home[at] if at in feeding else NOWHERE for at in chosen]
    return Stations(
        codes=tuple(facilities[at].code for at in chosen),
        facility=tuple(chosen),
        place=np.array(place, dtype=np.int64),
        fill_t=nominal.reshape(-1, 1) * machines.power_share[chosen],
        on_site_t=machines.on_site_t[chosen],
        to_need_t=to_need_t[chosen],
    )


def lay_receivers(
    network: Network,
    needs: Needs,
    stations: Stations,
    patients: Patients,
    parameters: Parameters,
) -> tuple[Receivers, list[Finding]]:
    """Group all tanks by place, station and owner, and what is on the road to them.

    Where a place has a need but no hospital of it is known, an empty tank is assumed.
    """
    groups, findings = _gather(network, stations, parameters)
    assumed, doubts = _assume(network, needs, parameters)
    groups += assumed
    order_t, strays = _on_the_road(network, stations, groups)
    refill_t = np.array([group.refill_t for group in groups], dtype=np.float64)
    hours_t = np.array([group.hours_t for group in groups], dtype=np.float64)
    receivers = Receivers(
        place=np.array([group.place for group in groups], dtype=np.int64),
        station=np.array([group.station for group in groups], dtype=np.int64),
        owner=tuple(group.owner for group in groups),
        room_t=np.array([group.room_t for group in groups], dtype=np.float64),
        start_t=np.array([group.start_t for group in groups], dtype=np.float64),
        arrival_t_per_day=np.minimum(refill_t, hours_t),
        by_hours=hours_t < refill_t,
        order_t=order_t,
        outflow_t=np.zeros_like(order_t),
        assumed=np.array([group.assumed for group in groups], dtype=bool),
        beside=limit_groups([group.held for group in groups], patients, network.grid),
        stops=lay_stops(_spots(network, stations, patients, groups), parameters),
    )
    return receivers, [*findings, *doubts, *strays]


@dataclass(slots=True)
class _Group:
    """Tanks being gathered into one receiver."""

    place: int
    station: int
    owner: str
    room_t: float = 0.0
    start_t: float = 0.0
    refill_t: float = 0.0
    hours_t: float = 0.0
    assumed: bool = False
    held: list[Holding] = field(default_factory=list)


def _gather(
    network: Network, stations: Stations, parameters: Parameters
) -> tuple[list[_Group], list[Finding]]:
    groups: dict[tuple[int, int, str], _Group] = {}
    findings: list[Finding] = []
    fullest = parameters["tanks.fullest_share"]
    refills = parameters["tanks.refills_per_day"]
    payload_t = parameters["isotanks.payload_t"]
    for at, place, station in _holders(network, stations):
        facility = network.situation.facilities[at]
        visits = facility.receiving_h_per_day / parameters["tankers.decanting_h"]
        usable, found = tank_stocks(facility, network.book)
        findings.extend(found)
        rooms_t: dict[str, float] = defaultdict(float)
        starts_t: dict[str, float] = defaultdict(float)
        for tank, start_t in usable:
            room_t = max(0.0, tank.capacity_t * fullest - tank.heel_t)
            owner = "" if tank.open_to_others else tank.owner
            key = (place, station, owner)
            group = groups.setdefault(key, _Group(*key))
            group.room_t += room_t
            group.start_t += min(start_t, room_t)
            starts_t[owner] += min(start_t, room_t)
            group.refill_t += refills * room_t
            rooms_t[owner] += room_t
        for owner, room_t in rooms_t.items():
            group = groups[place, station, owner]
            group.hours_t += visits * min(payload_t, room_t)
            group.held.append(Holding(at, room_t, starts_t[owner]))
    return list(groups.values()), findings


def _spots(
    network: Network, stations: Stations, patients: Patients, groups: list[_Group]
) -> list[list[Spot]]:
    """Where the tanks of each group stand, and what is drawn from them."""
    situation = network.situation
    fill_t = dict(zip(stations.facility, stations.fill_t.sum(axis=1), strict=True))
    use_t = patients.draw_t.sum(axis=1)
    return [
        [
            Spot(
                facility_site(situation, situation.facilities[held.facility]),
                situation.facilities[held.facility].receiving_h_per_day,
                held.room_t,
                float(use_t[held.facility] + fill_t.get(held.facility, 0.0)),
            )
            for held in group.held
        ]
        for group in groups
    ]


def _holders(network: Network, stations: Stations) -> list[tuple[int, int, int]]:
    """Facilities whose tanks count: index, place fed, station fed."""
    feeding = set(network.hospitals)
    station_of = {at: index for index, at in enumerate(stations.facility)}
    return [
        (
            at,
            network.homes.home[at] if at in feeding else NOWHERE,
            station_of.get(at, NOWHERE),
        )
        for at in sorted(feeding | set(station_of))
    ]


def _assume(
    network: Network, needs: Needs, parameters: Parameters
) -> tuple[list[_Group], list[Finding]]:
    homes = network.homes
    served = {homes.home[at] for at in network.hospitals}
    groups: list[_Group] = []
    findings: list[Finding] = []
    daily_t = needs.need_t.sum(axis=(1, 2)) / network.grid.days
    for place, code in enumerate(homes.codes):
        if needs.known[place] and place not in served:
            room_t = parameters["allocation.assumed_room_days"] * float(daily_t[place])
            group = _Group(place, NOWHERE, "", room_t=room_t, assumed=True)
            group.refill_t = group.hours_t = np.inf
            groups.append(group)
            findings.append(
                find(
                    Grade.DOUBTFUL,
                    PlanningCode.STORAGE_UNKNOWN,
                    subject=code,
                    room_t=room_t,
                )
            )
    return groups, findings


def _on_the_road(
    network: Network, stations: Stations, groups: Sequence[_Group]
) -> tuple[Array, list[Finding]]:
    """Book every loaded order to a tank its supplier may fill, when it arrives."""
    situation = network.situation
    company = {plant.code: plant.company for plant in situation.plants}
    fed = {
        situation.facilities[at].code: (place, station)
        for at, place, station in _holders(network, stations)
    }
    order_t = np.zeros((len(groups), network.grid.count))
    findings: list[Finding] = []
    for order in network.on_the_road(Form.LIQUID):
        period = network.grid.period_of(order.arrives_at or order.due)
        supplier = company.get(order.supplier, order.supplier)
        near = [
            (group.owner not in ("", supplier), index)
            for index, group in enumerate(groups)
            if (group.place, group.station) == fed.get(order.facility)
        ]
        if not near:
            findings.append(
                find(
                    Grade.SET_ASIDE,
                    PlanningCode.ORDER_WITHOUT_TANK,
                    subject=order.code,
                    facility=order.facility,
                )
            )
        elif period is not None:
            order_t[min(near)[1], period] += order.mass_t
    return order_t, findings
