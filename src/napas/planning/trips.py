"""Send vehicles out with the drops that are wanted: the plain dispatcher.

The vehicle that is free first begins with the drop that makes the best trip of it, by
worth and hour, what is urgent being worth more; where another vehicle would be there
sooner or with less empty driving, that one goes. Rules and equations stand in
docs/dispatch.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from heapq import heapify, heapreplace

import numpy as np

from napas.domain.network import Form
from napas.domain.observer import Observer
from napas.domain.plan import Shipment
from napas.parameters import Parameters
from napas.planning.board import Board, Weights
from napas.planning.doors import DAY_S, Doors
from napas.planning.drops import (
    Pour,
    Trip,
    TripAnswer,
    TripProblem,
    TripStep,
    Undispatched,
)
from napas.planning.fleet import (
    Fleet,
    Stand,
    handling_of,
    line_up,
    muster,
    whole_seconds,
)
from napas.planning.levels import Levels
from napas.planning.loads import Load, Loader, Start
from napas.planning.roll import call_roll
from napas.planning.stores import Stores
from napas.planning.travel import Array
from napas.planning.waiting import list_drops, most_urgent_first
from napas.planning.ways import Ways, lay_ways
from napas.units.duration import SECONDS_PER_HOUR
from napas.units.mass import t_from_g

EQUAL_S = 1e-3  # within which two vehicles are equally good
TRIED = 3  # drops with which a trip is filled before the best is taken
AHEAD_S = 6.0 * SECONDS_PER_HOUR
"""A vehicle looks so far ahead for drops; with nothing to do it asks again then."""


def plan_trips(
    problem: TripProblem, parameters: Parameters, observer: Observer
) -> TripAnswer:
    """Plan the trips of all vehicles over the horizon; the same input, the same trips.

    What was wanted is shipped or undelivered, to the gram. Drops that cannot go out are
    no error: every one that is left has its reason.
    """
    stands, findings = muster(problem, parameters)
    ways = _ways_of(problem, stands)
    fleet, misfits = line_up(stands, ways, parameters)
    handling = {form: handling_of(form, parameters) for form in fleet.carries}
    waiting = list_drops(problem, ways, fleet, handling, parameters)
    levels = Levels.of(problem.vessels, parameters["tanks.transfer_loss_share"])
    doors = Doors.of(problem)
    weights = Weights(
        urgent=parameters["dispatch.urgent_worth"],
        far=parameters["dispatch.far_worth"],
        stops=int(parameters["tankers.stops_per_trip"]),
        rest_share=1.0 / parameters["tankers.availability_share"] - 1.0,
    )
    roll = call_roll(waiting, ways, fleet, levels, doors, handling, parameters)
    dispatcher = _Dispatcher(
        begins=problem.begins,
        horizon_s=problem.horizon_days * DAY_S,
        ways=ways,
        fleet=fleet,
        doors=doors,
        loader=Loader(
            board=Board.of(roll, weights, levels),
            levels=levels,
            stores=Stores.of(problem.supplies),
            least_share=parameters["dispatch.least_load_share"],
        ),
        empty_weight=parameters["dispatch.empty_weight"],
    )
    dispatcher.send_loads()
    stopped_s = dispatcher.work(observer)
    if stopped_s is None:
        dispatcher.tell_why()
    return TripAnswer(
        trips=tuple(
            sorted(
                dispatcher.trips,
                key=lambda trip: (trip.shipments[0].depart, trip.vehicle),
            )
        ),
        undelivered=waiting.left_over(
            stopped_on=None if stopped_s is None else int(stopped_s // DAY_S)
        ),
        findings=(*findings, *misfits),
        stopped=stopped_s is not None,
        pours=tuple(dispatcher.pours),
    )


@dataclass(slots=True, eq=False)
class _Dispatcher:
    """Vehicles and waiting drops; every trip sent changes both."""

    begins: datetime
    horizon_s: float
    ways: Ways
    fleet: Fleet
    doors: Doors
    loader: Loader
    empty_weight: float
    trips: list[Trip] = field(default_factory=list)
    pours: list[Pour] = field(default_factory=list)
    _at_target: dict[str, list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for number, drop in enumerate(self.loader.board.roll.drops):
            self._at_target.setdefault(drop.wanted.target, []).append(number)

    def send_loads(self) -> None:
        """Let vehicles that are a source give their loads, before all other duty."""
        roll = self.loader.board.roll
        by_source: dict[str, list[int]] = {}
        for number, drop in enumerate(roll.drops):
            by_source.setdefault(drop.wanted.source, []).append(number)
        for vehicle, code in enumerate(self.fleet.codes):
            mine = by_source.get(code, [])
            self._give(vehicle, mine)
            for number in mine:
                roll.drops[number].fault = Undispatched.LOAD_SPENT
            self.loader.board.note(self.loader.levels, mine)

    def _give(self, vehicle: int, mine: Sequence[int]) -> None:
        """Let a vehicle give its load, day by day the most urgent drop first."""
        roll, fleet = self.loader.board.roll, self.fleet
        numbers = {id(roll.drops[number]): number for number in mine}
        origin, room_g = fleet.codes[vehicle], int(fleet.aboard_g[vehicle])
        for day in range(int(self.horizon_s // DAY_S) if mine else 0):
            for drop in most_urgent_first([roll.drops[at] for at in mine], day):
                if not (drop.waits_on(day) and room_g >= drop.smallest_g):
                    continue
                number = numbers[id(drop)]
                here = int(fleet.place[vehicle])
                if not self._may_cross(vehicle, here, int(roll.place[number]), day):
                    continue
                start = replace(
                    self._start(vehicle, number, 0.0),
                    origin=origin,
                    room_g=room_g,
                    loading_s=None,
                    earliest_s=day * DAY_S,
                )
                hop = self.ways.between(here, int(roll.place[number]))
                load = self.loader.fill(number, start, hop)
                if load is not None:
                    self._send(load)
                    room_g -= load.mass_g
                    origin = roll.drops[load.stops[-1].number].wanted.target

    def _may_cross(self, vehicle: int, here: int, there: int, day: int) -> bool:
        """Whether a loaded vehicle may set out on a day, for all that is shut."""
        sets_out_s = max(float(self.fleet.free_s[vehicle]), day * DAY_S)
        ways = self.ways
        return sets_out_s >= ways.all_open_s or ways.on_one_land(here, there)

    def work(self, observer: Observer) -> float | None:
        """Send vehicles out until none finds anything; when it was stopped, if so."""
        fleet, board = self.fleet, self.loader.board
        queue = [(float(free_s), at) for at, free_s in enumerate(fleet.free_s)]
        heapify(queue)
        told = -1
        while queue and queue[0][0] < self.horizon_s and board.left_t.any():
            now_s, vehicle = queue[0]
            if now_s < fleet.free_s[vehicle]:
                heapreplace(queue, (float(fleet.free_s[vehicle]), vehicle))
                continue
            day = int(now_s // DAY_S)
            if day > told:
                told = day
                observer.report(now_s / self.horizon_s, TripStep.DISPATCHING)
            if observer.should_stop():
                return now_s
            # Who had nothing to do stands where it is until now.
            np.maximum(fleet.free_s, now_s, out=fleet.free_s)
            load = self._best(vehicle, now_s + AHEAD_S)
            if load is None:
                heapreplace(queue, (now_s + AHEAD_S, vehicle))
            else:
                self._send(load)
        return None

    def tell_why(self) -> None:
        """Note of what is left where no vehicle could have helped."""
        loader, roll = self.loader, self.loader.board.roll
        for number in np.flatnonzero(loader.board.left_t > 0.0):
            drop, least_t = roll.drops[number], float(roll.smallest_t[number])
            store = roll.stores[roll.store[number]]
            if loader.levels.room_t(drop.wanted, self.horizon_s) < least_t:
                drop.fault = Undispatched.NO_ROOM
            elif loader.stores.from_s(store, least_t) >= self.horizon_s:
                drop.fault = Undispatched.NO_PRODUCT

    def _best(self, vehicle: int, until_s: float) -> Load | None:
        """The best trip that a vehicle can begin, driven by whoever is best for it."""
        loader = self.loader
        rest_share = loader.board.weights.rest_share
        empty_s = self._empty_s(vehicle)
        firsts = loader.board.best_first(
            self.fleet, vehicle, empty_s, self._ready_s(vehicle), until_s, TRIED
        )
        loads = [
            load
            for number in firsts
            if (load := self._fill(vehicle, number)) is not None
        ]
        if not loads:
            return None
        best = max(loads, key=lambda load: load.worth / load.spent_s(rest_share))
        number = best.stops[0].number
        other = self._choose(number)
        if other == vehicle:
            return best
        return self._fill(other, number) or best

    def _fill(self, vehicle: int, number: int) -> Load | None:
        """A trip of a vehicle that begins with a drop."""
        source = int(self.loader.board.roll.source[number])
        empty_s = float(self._empty_s(vehicle)[source])
        return self.loader.fill(number, self._start(vehicle, number, empty_s))

    def _ready_s(self, vehicle: int) -> Array:
        """From when the source of each drop has a load worth the while of a vehicle."""
        roll, stores = self.loader.board.roll, self.loader.stores
        payload_t = t_from_g(int(self.fleet.payload_g[vehicle]))
        least_t = payload_t * self.loader.least_share
        come_s = np.array([stores.from_s(key, least_t) for key in roll.stores])
        ready_s: Array = np.where(np.isfinite(come_s), come_s, 0.0)[roll.store]
        return ready_s

    def _choose(self, number: int) -> int:
        """The vehicle that serves a drop best, of those that can leave in its days.

        Of equally good ones that which carries most of it, then the smallest.
        """
        fleet, roll = self.fleet, self.loader.board.roll
        drop = roll.drops[number]
        source = int(roll.source[number])
        empty_s = whole_seconds(
            self.ways.road_km[source, fleet.place] / fleet.speed_empty_km_per_h
            + self.ways.crossing_h[source, fleet.place]
        )
        depart_s = np.maximum(
            fleet.free_s + empty_s + roll.loading_s[number], roll.release_s[number]
        )
        # A way that does not exist is NaN, and no comparison with NaN holds.
        may = fleet.carries[drop.wanted.form] & (depart_s < roll.closes_s[number])
        may &= self.ways.opens_s[source, fleet.place] <= fleet.free_s
        full_s = whole_seconds(
            roll.road_km[number] / fleet.speed_full_km_per_h + roll.crossing_h[number]
        )
        begin_s = self.doors.drop_begins_s(
            drop.wanted.target,
            np.where(may, depart_s + full_s, 0.0),
            float(roll.dropping_s[number]),
        )
        score_s = np.where(may, begin_s + self.empty_weight * empty_s, np.inf)
        best = np.flatnonzero(score_s <= score_s.min() + EQUAL_S)
        payloads_g = fleet.payload_g[best]
        carried_g = np.minimum(payloads_g, drop.left_g)
        return int(best[np.lexsort((best, payloads_g, -carried_g))[0]])

    def _start(self, vehicle: int, number: int, empty_s: float) -> Start:
        """A trip of a vehicle from the source of a drop."""
        fleet, roll = self.fleet, self.loader.board.roll
        return Start(
            vehicle=vehicle,
            origin=roll.drops[number].wanted.source,
            room_g=int(fleet.payload_g[vehicle]),
            free_s=float(fleet.free_s[vehicle]),
            empty_s=empty_s,
            loading_s=float(roll.loading_s[number]),
            earliest_s=0.0,
            full_km_per_h=float(fleet.speed_full_km_per_h[vehicle]),
            empty_km_per_h=float(fleet.speed_empty_km_per_h[vehicle]),
        )

    def _send(self, load: Load) -> None:
        """Write down a trip, and what it changes."""
        fleet, start, loader = self.fleet, load.start, self.loader
        roll = loader.board.roll
        wanted = roll.drops[load.stops[0].number].wanted
        rested_s = load.rested_s(loader.board.weights.rest_share)
        self.trips.append(
            Trip(
                vehicle=fleet.codes[start.vehicle],
                source=wanted.source,
                form=wanted.form,
                leaves_from=self.ways.places[fleet.place[start.vehicle]].code,
                sets_out=self._moment(start.free_s),
                reaches_source=self._moment(start.free_s + start.empty_s),
                shipments=self._legs(load),
                rests_until=self._moment(rested_s),
            )
        )
        fleet.free_s[start.vehicle] = rested_s
        fleet.place[start.vehicle] = roll.place[load.stops[-1].number]
        loader.stores.take(
            (wanted.source, wanted.form), t_from_g(load.mass_g), load.depart_s
        )
        changed: set[int] = set()
        for stop in load.stops:
            for number, mass_g in stop.takes:
                roll.drops[number].left_g -= mass_g
            made = roll.drops[stop.number].wanted
            mass_t = t_from_g(stop.mass_g)
            loader.levels.pour(made, mass_t, stop.begin_s)
            if made.form is Form.LIQUID:
                begins = self._moment(stop.begin_s)
                self.pours.append(Pour(made.target, made.owner, begins, mass_t))
            changed.update(self._at_target[made.target])
        loader.board.note(loader.levels, sorted(changed))

    def _legs(self, load: Load) -> tuple[Shipment, ...]:
        """The legs of a loaded vehicle, drop after drop; it waits at a shut door."""
        roll = self.loader.board.roll
        origin, depart_s = load.start.origin, load.depart_s
        legs = []
        for stop in load.stops:
            wanted = roll.drops[stop.number].wanted
            legs.append(
                Shipment(
                    day=int(load.depart_s // DAY_S),
                    origin=origin,
                    target=wanted.target,
                    vehicle=self.fleet.codes[load.start.vehicle],
                    mass_t=t_from_g(stop.mass_g),
                    depart=self._moment(depart_s),
                    arrive=self._moment(stop.arrive_s),
                    free_at=self._moment(stop.end_s),
                    source=wanted.source,
                )
            )
            origin, depart_s = wanted.target, stop.end_s
        return tuple(legs)

    def _empty_s(self, vehicle: int) -> Array:
        """The empty runs of a vehicle to all sources, NaN where there is no way yet."""
        place = int(self.fleet.place[vehicle])
        speed = float(self.fleet.speed_empty_km_per_h[vehicle])
        run_s = whole_seconds(
            self.ways.road_km[:, place] / speed + self.ways.crossing_h[:, place]
        )
        shut = self.ways.opens_s[:, place] > self.fleet.free_s[vehicle]
        return np.where(shut, np.nan, run_s)

    def _moment(self, after_s: float) -> datetime:
        return self.begins + timedelta(seconds=after_s)


def _ways_of(problem: TripProblem, stands: Sequence[Stand]) -> Ways:
    """The ways from all sources to all targets and to where vehicles stand.

    A vehicle that gives from its load is a source where it stands.
    """
    sites = {site.code: site for site in problem.sites}
    givers = {
        stand.vehicle.code: replace(stand.site, code=stand.vehicle.code)
        for stand in stands
    }
    origins = sites | givers
    sources = {drop.source for drop in problem.wanted} & origins.keys()
    targets = {drop.target for drop in problem.wanted} & sites.keys()
    places = {stand.site.code: stand.site for stand in stands}
    places |= {code: sites[code] for code in sorted(targets)}
    return lay_ways(
        problem.atlas,
        [origins[code] for code in sorted(sources)],
        places.values(),
        problem.shut,
    )
