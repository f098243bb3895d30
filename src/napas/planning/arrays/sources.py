"""Where liquid comes from: plants, ports, and vehicles that already carry some."""

from dataclasses import dataclass, field

import numpy as np

from napas.domain.finding import Finding, Grade, find
from napas.domain.network import Form, Plant, VehicleKind
from napas.domain.situation import Event, EventKind, events_known
from napas.parameters import Parameters
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.grid import Array, Grid, Mask, seal
from napas.planning.arrays.network import Network
from napas.planning.arrays.outages import Outages
from napas.planning.travel import Site


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """Where liquid comes from; shapes are (sources, periods) unless said otherwise.

    Attributes:
        company: whose product it is.
        offer_t: what may be made, or enters steadily at a port.
        convert_t: industrial supply that may be turned to medical use besides.
        liquefy_t: how much can be made liquid; infinite where all can.
        fill_t: how much can be filled into cylinders.
        arrive_t: what arrives by ship or convoy.
        store_t: what the store holds; infinite where not limited.
        start_t: in the store at the beginning; shape (sources,).
        lost_t: reserve that an outage is said to destroy.
        dark_t: offer lost to power cuts.
        imports: whether it is a port; shape (sources,).
        rolling: whether it is a vehicle with its load; shape (sources,).
    """

    codes: tuple[str, ...]
    company: tuple[str, ...]
    sites: tuple[Site, ...]
    offer_t: Array
    convert_t: Array
    liquefy_t: Array
    fill_t: Array
    arrive_t: Array
    store_t: Array
    start_t: Array
    lost_t: Array
    dark_t: Array
    imports: Mask
    rolling: Mask

    def __post_init__(self) -> None:
        seal(self)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.codes)


@dataclass(slots=True)
class _Row:
    """A source while it is being laid out."""

    code: str
    company: str
    site: Site
    periods: int
    imports: bool = False
    rolling: bool = False
    start_t: float = 0.0
    offer_t: Array = field(init=False)
    convert_t: Array = field(init=False)
    liquefy_t: Array = field(init=False)
    fill_t: Array = field(init=False)
    arrive_t: Array = field(init=False)
    store_t: Array = field(init=False)
    lost_t: Array = field(init=False)
    dark_t: Array = field(init=False)

    def __post_init__(self) -> None:
        nothing = np.zeros(self.periods)
        self.offer_t, self.convert_t = nothing.copy(), nothing.copy()
        self.fill_t, self.arrive_t = nothing.copy(), nothing.copy()
        self.lost_t, self.dark_t = nothing.copy(), nothing.copy()
        self.liquefy_t = np.full(self.periods, np.inf)
        self.store_t = np.full(self.periods, np.inf)


def lay_sources(
    network: Network, outages: Outages, parameters: Parameters
) -> tuple[Sources, list[Finding]]:
    """Lay out what every plant, port and loaded vehicle can give in every period.

    An unknown offer is planned as none and named. Where the store or what stands in it
    is not known, `plants.store_days` and `plants.store_filled_share` are taken, and
    named. Vehicles that carry a load without an order give it from where they are. A
    plant whose territory is not known gives nothing, and is named.
    """
    findings: list[Finding] = []
    rows = [
        _lay_plant(plant, network, outages, parameters, findings)
        for plant in _standing_plants(network, findings)
    ]
    rows += _loaded_vehicles(network, findings)
    findings += _strays(network)
    periods = network.grid.count

    def table(name: str) -> Array:
        return np.array([getattr(row, name) for row in rows]).reshape(-1, periods)

    return (
        Sources(
            codes=tuple(row.code for row in rows),
            company=tuple(row.company for row in rows),
            sites=tuple(row.site for row in rows),
            offer_t=table("offer_t"),
            convert_t=table("convert_t"),
            liquefy_t=table("liquefy_t"),
            fill_t=table("fill_t"),
            arrive_t=table("arrive_t"),
            store_t=table("store_t"),
            start_t=np.array([row.start_t for row in rows], dtype=np.float64),
            lost_t=table("lost_t"),
            dark_t=table("dark_t"),
            imports=np.array([row.imports for row in rows], dtype=bool),
            rolling=np.array([row.rolling for row in rows], dtype=bool),
        ),
        findings,
    )


def _standing_plants(network: Network, findings: list[Finding]) -> list[Plant]:
    """The plants whose territory is known; nobody can tell on which land others lie."""
    situation = network.situation
    standing: list[Plant] = []
    for plant in situation.plants:
        if plant.territory in situation.country.tree:
            standing.append(plant)
        else:
            findings.append(
                find(
                    Grade.SET_ASIDE,
                    PlanningCode.PLANT_HOMELESS,
                    subject=plant.code,
                    territory=plant.territory,
                )
            )
    return standing


def _lay_plant(
    plant: Plant,
    network: Network,
    outages: Outages,
    parameters: Parameters,
    findings: list[Finding],
) -> _Row:
    grid = network.grid
    mass = network.situation.country.tree.landmass(plant.territory)
    site = Site(plant.code, plant.point, mass)
    row = _Row(plant.code, plant.company, site, grid.count, imports=plant.imports)
    open_days = outages.plant_share(plant) * grid.length_days
    offer = np.full(grid.count, plant.offered_t_per_day or 0.0)
    if plant.offered_t_per_day is None:
        findings.append(
            find(Grade.SET_ASIDE, PlanningCode.OFFER_UNKNOWN, subject=plant.code)
        )
    events = [at for at in events_known(network.situation) if at.subject == plant.code]
    offer += _restarts(events, grid)
    row.offer_t = offer * open_days
    row.dark_t = offer * outages.dark_share(plant) * grid.length_days
    row.convert_t = plant.convertible_t_per_day * open_days
    if plant.liquefaction_t_per_day is not None:
        row.liquefy_t = plant.liquefaction_t_per_day * open_days
    row.fill_t = plant.filling_t_per_day * open_days
    row.arrive_t = _arrivals(events, grid)
    store_t = plant.store_t
    if store_t is None:
        store_t = parameters["plants.store_days"] * float(offer.max(initial=0.0))
        if store_t > 0.0:
            findings.append(
                find(
                    Grade.DOUBTFUL,
                    PlanningCode.STORE_ASSUMED,
                    subject=plant.code,
                    store_t=store_t,
                )
            )
    start_t = _in_store(plant, network)
    if start_t is None:
        start_t = parameters["plants.store_filled_share"] * store_t
        if start_t > 0.0:
            findings.append(
                find(
                    Grade.DOUBTFUL,
                    PlanningCode.STORE_STOCK_ASSUMED,
                    subject=plant.code,
                    stock_t=start_t,
                )
            )
    _lose_reserve(row, events, grid, start_t)
    # What a ship brings stands in its own tanks until it is taken.
    row.store_t = max(store_t, row.start_t) - row.lost_t + np.cumsum(row.arrive_t)
    row.store_t = np.maximum(row.store_t, 0.0)
    return row


def _in_store(plant: Plant, network: Network) -> float | None:
    """The stock of a plant: a reading, else what its row says; None is unknown."""
    stock = network.book.find(plant.code, Form.LIQUID)
    return plant.stock_t if stock is None else stock.mass_t


def _restarts(events: list[Event], grid: Grid) -> Array:
    """What idle plants that start again add to the offer, in t/day."""
    added = np.zeros(grid.count)
    for event in events:
        if event.kind is EventKind.PLANT_RESTART:
            begin = grid.hour_of(event.begins)
            end = grid.hours if event.ends is None else grid.hour_of(event.ends)
            running = 1.0 - grid.open_share([(begin, end)])
            added += (event.mass_t or 0.0) * running
    return added


def _arrivals(events: list[Event], grid: Grid) -> Array:
    """What ships and convoys bring; what came before the picture is in its stock."""
    arrived = np.zeros(grid.count)
    for event in events:
        if event.kind is EventKind.IMPORT_ARRIVAL and event.begins >= grid.begins:
            period = grid.period_of(event.begins)
            if period is not None:
                arrived[period] += event.mass_t or 0.0
    return arrived


def _lose_reserve(row: _Row, events: list[Event], grid: Grid, start_t: float) -> None:
    """Take the reserve that outages destroy from the stock, or bound what is left.

    In the first period it comes off the stock. Later the stock is a decision: it
    may end that period no higher than the store less the loss.
    """
    row.start_t = start_t
    for event in events:
        struck = event.kind in (EventKind.PLANT_OUTAGE, EventKind.POWER_CUT)
        if struck and event.lost_t is not None and event.begins >= grid.begins:
            period = grid.period_of(event.begins)
            if period == 0:
                row.start_t = max(0.0, row.start_t - event.lost_t)
            elif period is not None:
                row.lost_t[period] += event.lost_t


def _loaded_vehicles(network: Network, findings: list[Finding]) -> list[_Row]:
    """Vehicles with a load that no order on the road accounts for."""
    situation = network.situation
    carrying = {order.vehicle for order in network.on_the_road(Form.LIQUID)}
    plants = {plant.code: plant for plant in situation.plants}
    tree = situation.country.tree
    rows: list[_Row] = []
    for vehicle in situation.vehicles:
        liquid = vehicle.kind is not VehicleKind.CYLINDER_TRUCK
        if not (liquid and vehicle.load_t > 0.0) or vehicle.code in carrying:
            continue
        plant = plants.get(vehicle.base)
        territory = vehicle.base if plant is None else plant.territory
        if territory not in tree:
            continue
        home = tree.point(territory) if plant is None else plant.point
        point = vehicle.position or home
        if point is None:
            findings.append(
                find(
                    Grade.SET_ASIDE,
                    PlanningCode.LOAD_WITHOUT_POINT,
                    subject=vehicle.code,
                    load_t=vehicle.load_t,
                )
            )
            continue
        site = Site(vehicle.code, point, tree.landmass(territory))
        row = _Row(vehicle.code, vehicle.owner, site, network.grid.count, rolling=True)
        row.start_t = vehicle.load_t
        rows.append(row)
    return rows


def _strays(network: Network) -> list[Finding]:
    """Events whose subject nothing in the picture answers to."""
    situation = network.situation
    known = {
        *(plant.code for plant in situation.plants),
        *(facility.code for facility in situation.facilities),
        *(territory.code for territory in situation.country.tree.territories),
        *(link.code for link in situation.links),
    }
    return [
        find(
            Grade.SET_ASIDE,
            PlanningCode.EVENT_WITHOUT_SUBJECT,
            subject=event.code,
            missing=event.subject,
        )
        for event in events_known(situation)
        if event.subject not in known
    ]
