"""What is asked of a plan, and the only place where a situation becomes arrays."""

from dataclasses import dataclass, replace

from napas.domain.country import AllocationPolicy
from napas.domain.finding import Finding, Grade, find
from napas.domain.forecast import Forecast
from napas.domain.network import Form
from napas.domain.situation import Situation, events_known
from napas.parameters import Parameters
from napas.planning.arrays.beside import Patients
from napas.planning.arrays.fault import (
    HorizonError,
    PlanningCode,
    PolicyMissingError,
    QuantileError,
)
from napas.planning.arrays.grid import Grid, draw_grid
from napas.planning.arrays.homes import (
    FACILITY_LEVEL,
    Homes,
    facility_site,
    find_homes,
    require_level,
)
from napas.planning.arrays.links import (
    Ends,
    Fillers,
    Links,
    find_fillers,
    lay_cylinder_links,
    lay_liquid_links,
)
from napas.planning.arrays.needs import Needs, read_needs
from napas.planning.arrays.network import Network
from napas.planning.arrays.outages import Outages, read_outages
from napas.planning.arrays.places import (
    Hospitals,
    Places,
    lay_places,
    read_hospitals,
)
from napas.planning.arrays.pools import Pools, lay_pools
from napas.planning.arrays.roads import draw_roads
from napas.planning.arrays.sources import Sources, lay_sources
from napas.planning.arrays.tanks import (
    Receivers,
    Stations,
    find_stations,
    lay_receivers,
)
from napas.planning.need import NeedPicture


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """What to plan from, and for how long.

    Attributes:
        horizon_days: 1 or more, and no more than the forecast has.
        quantile: of the need that is provided for, above 0 and below 1.
        seed: of whatever chance a planner uses.
        level: key of the country's level, or `hospital`.
        needs: of the situation at this level, where they are assessed already.

    Raises:
        HorizonError: no day to plan, or a day without forecast.
        QuantileError: the quantile is no probability.
        LevelError: the country has no such level.
    """

    situation: Situation
    forecast: Forecast
    horizon_days: int
    quantile: float
    seed: int
    level: str
    needs: NeedPicture | None = None

    def __post_init__(self) -> None:
        days = len(self.forecast.days)
        if not 1 <= self.horizon_days <= days:
            raise HorizonError(horizon_days=self.horizon_days, forecast_days=days)
        if not 0.0 < self.quantile < 1.0:
            raise QuantileError(quantile=self.quantile)
        require_level(self.situation.country, self.level)


@dataclass(frozen=True, slots=True)
class AllocationProblem:
    """A situation at one level as arrays, every mass in t.

    Attributes:
        liquid: ways from sources to receivers.
        refused: ways that only the owner of a tank forbids, for explanations.
        cylinders: ways from fillers to places.
        grid: the periods of the plan.
        loss_share: of what is loaded, lost in transfer.
        boiloff_share: of what stands in a tank, lost in a day.
        policy: the objectives in their order, and the reserve aimed at.
    """

    grid: Grid
    places: Places
    receivers: Receivers
    stations: Stations
    sources: Sources
    fillers: Fillers
    pools: Pools
    liquid: Links
    refused: Links
    cylinders: Links
    policy: AllocationPolicy
    loss_share: float
    boiloff_share: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FacilityDetail:
    """Each hospital as a place of its own, with the place that plans for it.

    Attributes:
        within: index of the planned place of each hospital; -1 for none.
    """

    places: Places
    receivers: Receivers
    stations: Stations
    within: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What both levels of detail are laid out from."""

    network: Network
    outages: Outages
    needs: Needs
    hospitals: Hospitals
    places: Places
    stations: Stations
    receivers: Receivers
    findings: tuple[Finding, ...]


def lay_out(problem: PlanProblem, parameters: Parameters) -> AllocationProblem:
    """Turn a situation into the arrays of its allocation.

    Raises:
        PolicyMissingError: no policy holds on the first day of the forecast.
    """
    policy = _policy(problem)
    ground = _lay_ground(problem, parameters)
    network = ground.network
    sources, doubts = lay_sources(network, ground.outages, parameters)
    fillers = find_fillers(sources, ground.stations)
    roads, gaps = draw_roads(network, ground.outages, parameters)
    facilities = network.situation.facilities
    stations = [facilities[at] for at in ground.stations.facility]
    station_sites = tuple(facility_site(network.situation, at) for at in stations)
    wanted = {(Form.LIQUID, site.landmass) for site in sources.sites}
    wanted |= {
        (Form.CYLINDER, site.landmass)
        for site in (*sources.sites, *station_sites)
        if site is not None
    }
    pools, strays = lay_pools(network, wanted, parameters)
    ends = Ends(
        grid=network.grid,
        sources=sources,
        receivers=ground.receivers,
        stations=ground.stations,
        places=ground.places,
        pools=pools,
        place_sites=network.homes.sites,
        station_sites=station_sites,
        station_home=tuple(network.homes.home[at] for at in ground.stations.facility),
    )
    liquid, refused = lay_liquid_links(ends, roads, parameters)
    cylinders = lay_cylinder_links(ends, fillers, roads, parameters)
    return AllocationProblem(
        grid=network.grid,
        places=ground.places,
        receivers=ground.receivers,
        stations=ground.stations,
        sources=sources,
        fillers=fillers,
        pools=pools,
        liquid=liquid,
        refused=refused,
        cylinders=cylinders,
        policy=policy,
        loss_share=parameters["tanks.transfer_loss_share"],
        boiloff_share=parameters["tanks.boiloff_share_per_day"],
        findings=(
            *ground.findings,
            *doubts,
            *gaps,
            *strays,
            *_pointless(network.homes, ground.places),
            *_sourceless(sources),
        ),
    )


def lay_facilities(problem: PlanProblem, parameters: Parameters) -> FacilityDetail:
    """Lay out the hospitals inside the places of a plan, without any road."""
    ground = _lay_ground(replace(problem, level=FACILITY_LEVEL), parameters)
    above = find_homes(problem.situation, problem.level)
    return FacilityDetail(
        places=ground.places,
        receivers=ground.receivers,
        stations=ground.stations,
        within=tuple(above.home[at] for at in ground.network.hospitals),
    )


def _lay_ground(problem: PlanProblem, parameters: Parameters) -> _Ground:
    situation = problem.situation
    daily = int(parameters["allocation.daily_days"])
    grid = draw_grid(situation.as_of, problem.horizon_days, daily)
    network = Network(situation, find_homes(situation, problem.level), grid)
    tree = situation.country.tree
    outages = read_outages(events_known(situation), grid, tree, parameters)
    needs = read_needs(
        situation,
        problem.forecast,
        network.homes,
        grid=grid,
        quantile=problem.quantile,
    )
    hospitals = read_hospitals(network, problem.forecast, needs, outages, parameters)
    places = lay_places(network, needs, hospitals, parameters)
    stations = find_stations(network, hospitals.machines, hospitals.reach.on_site_t)
    patients = Patients(hospitals.reach.piped_t, _policy(problem).target_reserve_h)
    receivers, doubts = lay_receivers(network, needs, stations, patients, parameters)
    findings = (
        *network.homes.findings,
        *needs.findings,
        *hospitals.findings,
        *doubts,
    )
    return _Ground(
        network, outages, needs, hospitals, places, stations, receivers, findings
    )


def _policy(problem: PlanProblem) -> AllocationPolicy:
    country = problem.situation.country
    day = problem.forecast.days[0]
    try:
        return country.policy_on(day)
    except LookupError:
        raise PolicyMissingError(country=country.code, day=day.isoformat()) from None


def _sourceless(sources: Sources) -> list[Finding]:
    """Hours left can be told without any plant; nothing can be allocated."""
    return [] if sources.codes else [find(Grade.DOUBTFUL, PlanningCode.NO_PLANTS)]


def _pointless(homes: Homes, places: Places) -> list[Finding]:
    return [
        find(Grade.DOUBTFUL, PlanningCode.PLACE_WITHOUT_POINT, subject=code)
        for code, site, known in zip(
            homes.codes, homes.sites, places.known, strict=True
        )
        if known and site is None
    ]
