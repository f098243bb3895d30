"""What the links of the chain are made of, drawn from a situation and its flows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from napas.domain.instant import require_amount, require_share
from napas.domain.network import Form, Plant, VehicleKind
from napas.domain.plan import Allocation
from napas.domain.situation import Event, EventKind, Situation, events_known
from napas.parameters import Parameters
from napas.planning.throughput import turnaround_of_way_h
from napas.planning.travel import Atlas, Site
from napas.planning.yields import ON_SITE_KINDS, cylinder_usable_t
from napas.units.duration import HOURS_PER_DAY, SECONDS_PER_HOUR

LIQUID_CARRIERS = frozenset({VehicleKind.ISOTANK, VehicleKind.TANKER})


@dataclass(frozen=True, slots=True)
class FormShares:
    """The part of national need that must reach patients in each form; they make 1.

    Attributes:
        planned: whether they are those of an allocation; else they are assumed.
    """

    liquid: float
    cylinder: float
    on_site: float
    low_flow: float
    planned: bool

    def __post_init__(self) -> None:
        shares = {
            "liquid": self.liquid,
            "cylinder": self.cylinder,
            "on_site": self.on_site,
            "low_flow": self.low_flow,
        }
        for name, share in shares.items():
            require_share(share, name)
        if abs(sum(shares.values()) - 1.0) > ROUNDING:
            message = f"shares of need make {sum(shares.values())}, not 1"
            raise ValueError(message)

    @property
    def delivered(self) -> float:
        """The part that plants and ports must give."""
        return min(1.0, self.liquid + self.cylinder)

    @property
    def piped(self) -> float:
        """The part that must pass the pipelines of hospitals."""
        return min(1.0, self.liquid + self.on_site)


ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Production:
    """What plants and ports give, mean over the horizon, in t/day.

    Attributes:
        offered_t_per_day: by those whose offer is known; restarts included.
        known: how many plants and ports that is.
        unknown: plants whose offer nobody knows.
        arriving_t_per_day: imports that are dated, not pledged.
        lost_t_per_day: of the offer, to outages.
        dark_t_per_day: of what is left of the offer, to power cuts.
    """

    offered_t_per_day: float
    known: int
    unknown: int
    arriving_t_per_day: float
    lost_t_per_day: float
    dark_t_per_day: float


@dataclass(frozen=True, slots=True)
class LiquidFleet:
    """The vehicles that carry liquid, and how long they are out.

    Attributes:
        payload_t: mean of one.
        turnaround_h: mean over what is planned, by mass; None where nothing is.
        routed_t: the mass it is the mean of.
    """

    vehicles: int
    payload_t: float
    turnaround_h: float | None
    routed_t: float


@dataclass(frozen=True, slots=True)
class CylinderFloat:
    """The cylinders that belong to facilities, full or empty.

    Attributes:
        content_t: usable oxygen, mean of one.
        unknown: pieces of a type nobody knows, left out of both.
    """

    pieces: int
    content_t: float
    unknown: int


@dataclass(frozen=True, slots=True)
class TankDoor:
    """The tanks of one facility, and when they are filled.

    Attributes:
        room_t: from heel to full, all tanks.
    """

    room_t: float
    receiving_h_per_day: float


@dataclass(frozen=True, slots=True)
class Pipelines:
    """The ring lines of hospitals that have a tank or a plant on site.

    Attributes:
        flow_l_per_min: of the known ones together.
    """

    flow_l_per_min: float
    known: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """What each link of the chain is made of.

    Attributes:
        filling_t_per_day: of all plants and stations that fill cylinders.
        fillers: how many fill any.
        doors: of facilities that have a tank.
        need_t_per_day: of the nation, for what reaches patients by other links; None
            where it is not known.
    """

    shares: FormShares
    production: Production
    filling_t_per_day: float
    fillers: int
    fleet: LiquidFleet
    cylinders: CylinderFloat
    doors: tuple[TankDoor, ...]
    pipelines: Pipelines
    need_t_per_day: float | None = None

    def __post_init__(self) -> None:
        if self.need_t_per_day is not None:
            require_amount(self.need_t_per_day, "need_t_per_day")


@dataclass(frozen=True, slots=True)
class PlannedFlows:
    """What is planned to go from where to where, and the ways there.

    Attributes:
        allocations: may be none; then shares and turnaround are assumed.
        sites: of sources and places, by code.
        horizon_days: over which arrivals and outages are spread, 1 or more.
    """

    allocations: tuple[Allocation, ...]
    sites: Mapping[str, Site]
    atlas: Atlas
    horizon_days: int

    def __post_init__(self) -> None:
        require_amount(self.horizon_days, "horizon_days")
        if self.horizon_days < 1:
            message = "a chain needs a horizon of a day or more"
            raise ValueError(message)


def chain_of(
    situation: Situation, flows: PlannedFlows, parameters: Parameters
) -> ChainProblem:
    """Draw from a situation, and what is planned in it, what its chain is made of."""
    fillers = [
        filling_t_per_day
        for filling_t_per_day in (
            *(plant.filling_t_per_day for plant in situation.plants),
            *(facility.filling_t_per_day for facility in situation.facilities),
        )
        if filling_t_per_day > 0.0
    ]
    fullest = parameters["tanks.fullest_share"]
    return ChainProblem(
        shares=_shares(flows.allocations, parameters),
        production=_production(situation, flows.horizon_days, parameters),
        filling_t_per_day=sum(fillers),
        fillers=len(fillers),
        fleet=_fleet(situation, flows, parameters),
        cylinders=_cylinders(situation, parameters),
        doors=tuple(
            TankDoor(
                sum(
                    max(0.0, tank.capacity_t * fullest - tank.heel_t)
                    for tank in facility.tanks
                ),
                facility.receiving_h_per_day,
            )
            for facility in situation.facilities
            if facility.tanks
        ),
        pipelines=_pipelines(situation),
    )


def _shares(allocations: Iterable[Allocation], parameters: Parameters) -> FormShares:
    mass_t = dict.fromkeys(Form, 0.0)
    for given in allocations:
        mass_t[given.form] += given.mass_t
    whole_t = sum(mass_t.values())
    if whole_t > 0.0:
        return FormShares(
            liquid=mass_t[Form.LIQUID] / whole_t,
            cylinder=mass_t[Form.CYLINDER] / whole_t,
            on_site=mass_t[Form.ON_SITE] / whole_t,
            low_flow=mass_t[Form.LOW_FLOW] / whole_t,
            planned=True,
        )
    cylinder = parameters["chain.cylinder_share"]
    on_site = parameters["chain.on_site_share"]
    return FormShares(1.0 - cylinder - on_site, cylinder, on_site, 0.0, planned=False)


def _production(
    situation: Situation, horizon_days: int, parameters: Parameters
) -> Production:
    horizon_h = horizon_days * HOURS_PER_DAY
    offered = lost = dark = arriving = 0.0
    known = unknown = 0
    for plant in situation.plants:
        restarted = _restarted_t_per_day(plant, situation, horizon_h)
        if plant.offered_t_per_day is None and restarted == 0.0:
            unknown += not plant.imports
            continue
        known += 1
        offer = (plant.offered_t_per_day or 0.0) + restarted
        out_h, dark_h = _down_h(plant, situation, horizon_h, parameters)
        offered += offer
        lost += offer * out_h / horizon_h
        dark += offer * dark_h / horizon_h
    for event in events_known(situation):
        if event.kind is EventKind.IMPORT_ARRIVAL:
            after_h = _hours_after(situation.as_of, event.begins)
            if 0.0 <= after_h < horizon_h:
                arriving += (event.mass_t or 0.0) / horizon_days
    return Production(offered, known, unknown, arriving, lost, dark)


def _restarted_t_per_day(plant: Plant, situation: Situation, horizon_h: float) -> float:
    """What restarts of a plant add, mean over the horizon."""
    added = 0.0
    for event in events_known(situation):
        if event.kind is EventKind.PLANT_RESTART and event.subject == plant.code:
            span = _span(event, situation.as_of, horizon_h, 0.0)
            added += (event.mass_t or 0.0) * _covered_h([span], horizon_h) / horizon_h
    return added


def _down_h(
    plant: Plant, situation: Situation, horizon_h: float, parameters: Parameters
) -> tuple[float, float]:
    """Hours in which a plant is out, and further ones in which it lacks power.

    A cut strikes a plant or a territory around it; after it a plant needs its
    `plants.restart_h` on top of what the event says.
    """
    tree = situation.country.tree
    around = {plant.code}
    if plant.territory in tree:
        around |= {above.code for above in tree.upwards(plant.territory)}
    out, cut = [], []
    for event in events_known(situation):
        restart_h = event.restart_h
        if event.kind is EventKind.PLANT_OUTAGE and event.subject == plant.code:
            out.append(_span(event, situation.as_of, horizon_h, restart_h))
        elif event.kind is EventKind.POWER_CUT and event.subject in around:
            restart_h += parameters["plants.restart_h"]
            cut.append(_span(event, situation.as_of, horizon_h, restart_h))
    out_h = _covered_h(out, horizon_h)
    return out_h, _covered_h([*out, *cut], horizon_h) - out_h


def _span(
    event: Event, as_of: datetime, horizon_h: float, restart_h: float
) -> tuple[float, float]:
    begin_h = _hours_after(as_of, event.begins)
    if event.ends is None:
        return begin_h, horizon_h
    return begin_h, _hours_after(as_of, event.ends) + restart_h


def _hours_after(as_of: datetime, moment: datetime) -> float:
    return (moment - as_of).total_seconds() / SECONDS_PER_HOUR


def _covered_h(spans: Iterable[tuple[float, float]], horizon_h: float) -> float:
    """Hours of the horizon that any of the spans covers."""
    covered_h = reached_h = 0.0
    for begin_h, end_h in sorted(spans):
        start_h = max(begin_h, reached_h)
        stop_h = min(end_h, horizon_h)
        if stop_h > start_h:
            covered_h += stop_h - start_h
            reached_h = stop_h
    return covered_h


def _fleet(
    situation: Situation, flows: PlannedFlows, parameters: Parameters
) -> LiquidFleet:
    """The fleet, and the mean turnaround of what it is to carry, weighted by mass.

    A tonne takes `turnaround / payload` of a vehicle's time, so that the mean by mass
    is the one turnaround at which the fleet passes the same flow.
    """
    payloads_t = [
        vehicle.payload_t
        for vehicle in situation.vehicles
        if vehicle.kind in LIQUID_CARRIERS
    ]
    mass_t: dict[tuple[str, str], float] = {}
    for given in flows.allocations:
        pair = (given.source, given.place)
        carried = given.form is Form.LIQUID and given.source != given.place
        if carried and all(code in flows.sites for code in pair):
            mass_t[pair] = mass_t.get(pair, 0.0) + given.mass_t
    routed_t = vehicle_h = 0.0
    sources = sorted({source for source, _ in mass_t})
    places = sorted({place for _, place in mass_t})
    journeys = flows.atlas.journeys(
        [flows.sites[code] for code in sources], [flows.sites[code] for code in places]
    )
    for (source, place), flow_t in mass_t.items():
        at = (sources.index(source), places.index(place))
        road_km, crossing_h = journeys.road_km[at], journeys.crossing_h[at]
        if road_km >= 0.0:  # NaN where there is no way
            round_h = turnaround_of_way_h(float(road_km), float(crossing_h), parameters)
            routed_t += flow_t
            vehicle_h += flow_t * round_h
    count = len(payloads_t)
    return LiquidFleet(
        vehicles=count,
        payload_t=sum(payloads_t) / count if count else 0.0,
        turnaround_h=vehicle_h / routed_t if routed_t > 0.0 else None,
        routed_t=routed_t,
    )


def _cylinders(situation: Situation, parameters: Parameters) -> CylinderFloat:
    content_t = {
        kind.code: cylinder_usable_t(kind, parameters)
        for kind in situation.country.cylinder_types
    }
    pieces = unknown = 0
    whole_t = 0.0
    for facility in situation.facilities:
        for holding in facility.cylinders:
            held = holding.full + holding.empty
            each_t = content_t.get(holding.type_code)
            if each_t is None:
                unknown += held
            else:
                pieces += held
                whole_t += held * each_t
    return CylinderFloat(pieces, whole_t / pieces if pieces else 0.0, unknown)


def _pipelines(situation: Situation) -> Pipelines:
    flow = 0.0
    known = unknown = 0
    for facility in situation.facilities:
        fed = facility.tanks or any(
            source.kind in ON_SITE_KINDS for source in facility.sources
        )
        if not fed:
            continue
        if facility.pipeline_l_per_min is None:
            unknown += 1
        else:
            known += 1
            flow += facility.pipeline_l_per_min
    return Pipelines(flow, known, unknown)
