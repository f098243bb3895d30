"""A small invented valley: towns, works, roads and fillers as an allocation problem."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np

from napas.domain.country import AllocationPolicy, Objective
from napas.domain.network import Form
from napas.domain.observer import Silence
from napas.domain.territory import Point
from napas.parameters import Parameters, resolve
from napas.parameters.layer import Layer
from napas.planning.allocation.allocate import allocate
from napas.planning.allocation.answer import AllocationAnswer, values_of
from napas.planning.arrays.beside import Beside
from napas.planning.arrays.grid import Array, Grid, Index
from napas.planning.arrays.links import Fillers, Links
from napas.planning.arrays.places import Places
from napas.planning.arrays.pools import Pools
from napas.planning.arrays.sources import Sources
from napas.planning.arrays.stops import Stops
from napas.planning.arrays.tanks import Receivers, Stations
from napas.planning.problem import AllocationProblem
from napas.planning.travel import Site

BEGINS = datetime(2021, 7, 10, tzinfo=UTC)
SITE = Point(-7.0, 110.0)
PAYLOAD_T = 10.0
AVAILABLE_SHARE = 0.5
EVERY = tuple(Objective)
SLACK_T = 1e-5
SERVE = (Objective.UNMET_CRITICAL, Objective.UNMET_SEVERE)


@dataclass(frozen=True)
class Town:
    """A place with one tank; masses in t, needs and what serves them per day."""

    code: str
    critical: float = 0.0
    severe: float = 0.0
    room: float = 100.0
    start: float = 0.0
    owner: str = ""
    door: float = np.inf
    by_hours: bool = False
    order: Sequence[float] = ()
    pipe: float = np.inf
    low_flow: float = 0.0
    on_site: float = 0.0
    cylinder: float = 0.0
    full: float = 0.0
    all_cylinders: float = 0.0
    turn: float = 0.0
    cylinder_order: Sequence[float] = ()
    known: bool = True


@dataclass(frozen=True)
class Works:
    """A source of liquid; masses in t per day, stock and store in t."""

    code: str
    offer: float = 0.0
    convert: float = 0.0
    liquefy: float = np.inf
    fill: float = 0.0
    arrive: Sequence[float] = ()
    store: float = np.inf
    start: float = 0.0
    lost: Sequence[float] = ()
    dark: float = 0.0
    imports: bool = False
    company: str = "any"


@dataclass(frozen=True)
class Station:
    """A filling station with a tank, that may also feed a town's hospital."""

    code: str
    fill: float
    on_site: float = 0.0
    town: str = ""
    to_need: float = 0.0
    room: float = 0.0
    start: float = 0.0


@dataclass(frozen=True)
class Road:
    """A way from works to a town or station; fetched cylinders need no truck."""

    origin: str
    target: str
    lag_h: float = 0.0
    round_trip_h: float = 1.0
    km: float = 100.0
    fetched: bool = False


@dataclass(frozen=True)
class Valley:
    """Everything of a problem; `lift` in t h per day of the one pool of each form."""

    towns: Sequence[Town]
    works: Sequence[Works] = ()
    roads: Sequence[Road] = ()
    refused: Sequence[Road] = ()
    stations: Sequence[Station] = ()
    cylinder_roads: Sequence[Road] = ()
    lengths: tuple[int, ...] = (1,)
    lift: float = 1e4
    cylinder_lift: float = 0.0
    objectives: tuple[Objective, ...] = EVERY
    reserve_h: float = 24.0
    loss: float = 0.0
    boiloff: float = 0.0

    @property
    def grid(self) -> Grid:
        """The periods."""
        return Grid(BEGINS, self.lengths)

    def problem(self) -> AllocationProblem:
        """Lay the valley out as arrays."""
        fillers = self._fillers()
        return AllocationProblem(
            grid=self.grid,
            places=self._places(),
            receivers=self._receivers(),
            stations=self._stations(),
            sources=self._sources(),
            fillers=fillers,
            pools=Pools(
                landmass=("island", "island"),
                form=(Form.LIQUID, Form.CYLINDER),
                vehicles=np.ones(2),
                payload_t=np.full(2, PAYLOAD_T),
                speed_full_km_per_h=np.full(2, 40.0),
                speed_empty_km_per_h=np.full(2, 40.0),
                lift_t_h=np.array([[self.lift], [self.cylinder_lift]])
                * self.grid.length_days,
                availability_share=AVAILABLE_SHARE,
            ),
            liquid=self._liquid(self.roads),
            refused=self._liquid(self.refused),
            cylinders=self._cylinders(fillers),
            policy=AllocationPolicy(
                name="valley",
                objectives=self.objectives,
                target_reserve_h=self.reserve_h,
                valid_from=date(2020, 1, 1),
                valid_to=None,
                authority="invented",
                source="invented",
            ),
            loss_share=self.loss,
            boiloff_share=self.boiloff,
            findings=(),
        )

    def answer(self, **overrides: float) -> AllocationAnswer:
        """Allocate in the valley, parameters overridden by name after the topic."""
        return allocate(self.problem(), settings(overrides), Silence())

    def _daily(self, figures: Sequence[float]) -> Array:
        return np.array(figures, dtype=float)[:, None] * self.grid.length_days

    def _timed(self, rows: Sequence[Sequence[float]]) -> Array:
        table = np.zeros((len(rows), self.grid.count))
        for at, row in enumerate(rows):
            table[at, : len(row)] = row
        return table

    def _places(self) -> Places:
        towns = self.towns
        need = np.stack(
            [
                self._daily([town.critical for town in towns]),
                self._daily([town.severe for town in towns]),
            ],
            axis=2,
        )
        return Places(
            codes=tuple(town.code for town in towns),
            names=tuple(town.code for town in towns),
            known=np.array([town.known for town in towns]),
            need_t=need,
            low_flow_t=self._daily([town.low_flow for town in towns]),
            on_site_t=self._daily([town.on_site for town in towns]),
            dark_t=np.zeros((len(towns), self.grid.count)),
            piped_t=self._daily([town.pipe for town in towns]),
            cylinder_t=self._daily([town.cylinder for town in towns]),
            full_t=np.array([town.full for town in towns], dtype=float),
            float_t=np.array([town.all_cylinders for town in towns], dtype=float),
            turn_t_per_day=np.array([town.turn for town in towns], dtype=float),
            order_t=self._timed([town.cylinder_order for town in towns]),
        )

    def _receivers(self) -> Receivers:
        towns, stations = self.towns, self.stations
        blank = [()] * len(stations)
        start_t = np.array(
            [*(town.start for town in towns), *(at.start for at in stations)],
            dtype=np.float64,
        )
        return Receivers(
            place=np.array(
                [*range(len(towns)), *(self._town(at.town) for at in stations)],
                dtype=np.int64,
            ),
            station=np.array(
                [*(-1 for _ in towns), *range(len(stations))], dtype=np.int64
            ),
            owner=(*(town.owner for town in towns), *("" for _ in stations)),
            room_t=np.array(
                [*(town.room for town in towns), *(at.room for at in stations)],
                dtype=np.float64,
            ),
            start_t=start_t,
            beside=Beside.at_once(start_t, self.grid.count),
            stops=Stops(
                drop_t=np.full(len(start_t), np.inf),
                hop_h=np.zeros(len(start_t)),
                wait_h=np.zeros(len(start_t)),
                at_most=1.0,
                decanting_h=0.0,
            ),
            arrival_t_per_day=np.array(
                [*(town.door for town in towns), *(np.inf for _ in stations)]
            ),
            by_hours=np.array(
                [*(town.by_hours for town in towns), *(False for _ in stations)]
            ),
            order_t=self._timed([*(town.order for town in towns), *blank]),
            outflow_t=np.zeros((len(towns) + len(stations), self.grid.count)),
            assumed=np.zeros(len(towns) + len(stations), dtype=bool),
        )

    def _stations(self) -> Stations:
        stations = self.stations
        return Stations(
            codes=tuple(at.code for at in stations),
            facility=tuple(range(len(stations))),
            place=np.array([self._town(at.town) for at in stations], dtype=np.int64),
            fill_t=self._daily([at.fill for at in stations]),
            on_site_t=self._daily([at.on_site for at in stations]),
            to_need_t=self._daily([at.to_need for at in stations]),
        )

    def _sources(self) -> Sources:
        works = self.works
        return Sources(
            codes=tuple(at.code for at in works),
            company=tuple(at.company for at in works),
            sites=tuple(Site(at.code, SITE, "island") for at in works),
            offer_t=self._daily([at.offer for at in works]),
            convert_t=self._daily([at.convert for at in works]),
            liquefy_t=self._daily([at.liquefy for at in works]),
            fill_t=self._daily([at.fill for at in works]),
            arrive_t=self._timed([at.arrive for at in works]),
            store_t=np.repeat(
                np.array([at.store for at in works], dtype=float)[:, None],
                self.grid.count,
                axis=1,
            ),
            start_t=np.array([at.start for at in works], dtype=float),
            lost_t=self._timed([at.lost for at in works]),
            dark_t=self._daily([at.dark for at in works]),
            imports=np.array([at.imports for at in works], dtype=bool),
            rolling=np.zeros(len(works), dtype=bool),
        )

    def _fillers(self) -> Fillers:
        plants = [at for at, one in enumerate(self.works) if one.fill > 0.0]
        stations = range(len(self.stations))
        fill = [self.works[at].fill for at in plants]
        fill += [self.stations[at].fill for at in stations]
        return Fillers(
            codes=(
                *(self.works[at].code for at in plants),
                *(at.code for at in self.stations),
            ),
            source=np.array([*plants, *(-1 for _ in stations)], dtype=np.int64),
            station=np.array([*(-1 for _ in plants), *stations], dtype=np.int64),
            fill_t=self._daily(fill),
        )

    def _liquid(self, roads: Sequence[Road]) -> Links:
        works = {at.code: index for index, at in enumerate(self.works)}
        ends = [town.code for town in self.towns] + [at.code for at in self.stations]
        target = {code: index for index, code in enumerate(ends)}
        return self._links(roads, works, target, 0)

    def _cylinders(self, fillers: Fillers) -> Links:
        origin = {code: index for index, code in enumerate(fillers.codes)}
        target = {town.code: index for index, town in enumerate(self.towns)}
        return self._links(self.cylinder_roads, origin, target, 1)

    def _links(
        self,
        roads: Sequence[Road],
        origin: Mapping[str, int],
        target: Mapping[str, int],
        pool: int,
    ) -> Links:
        grid = self.grid
        lag = np.array([road.lag_h for road in roads]).reshape(-1, 1)
        lag = np.repeat(lag, grid.count, axis=1)
        trip = [0.0 if road.fetched else road.round_trip_h for road in roads]
        return Links(
            origin=np.array([origin[road.origin] for road in roads], dtype=np.int64),
            target=np.array([target[road.target] for road in roads], dtype=np.int64),
            pool=np.array(
                [-1 if road.fetched else pool for road in roads], dtype=np.int64
            ),
            cost_km=np.array([road.km for road in roads], dtype=float),
            lag_h=lag,
            trips=np.ones(len(roads)),
            round_trip_h=np.repeat(
                np.array(trip, dtype=float).reshape(-1, 1), grid.count, axis=1
            ),
            usable=grid.first_day * 24.0 + lag < grid.hours,
            most_t=np.full(lag.shape, np.inf),
        )

    def _town(self, code: str) -> int:
        codes = [town.code for town in self.towns]
        return codes.index(code) if code else -1


def settings(overrides: Mapping[str, float]) -> Parameters:
    """The numbers of the tables, some of the allocation's overridden."""
    layer = {f"allocation.{name}": value for name, value in overrides.items()}
    return resolve([Layer("test", tuple(layer.items()))])


def served_t(answer: AllocationAnswer) -> float:
    """All need that an answer serves."""
    return float(answer.problem.places.need_t.sum() - answer.unmet_t.sum())


def level(answer: AllocationAnswer, block: Index) -> Array:
    """The values of a block of the last solve."""
    return values_of(block, answer.columns)


def left_before(left: Array, start: Array) -> Array:
    """What each period begins with."""
    return np.concatenate([start[:, None], left[:, :-1]], axis=1)


def first_two(answer: AllocationAnswer) -> list[float]:
    """What the solves of the two kinds of need reached, in their order."""
    return [answer.stages[answer.solved[objective]].value for objective in SERVE]
