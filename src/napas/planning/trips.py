"""Send vehicles out with the drops that are wanted: the plain dispatcher.

Day by day the most urgent drop takes the vehicle that is done with it first, an hour of
empty driving counting like so many hours of waiting; what room is left goes to the
nearest drops of the same product. Rules and equations stand in docs/dispatch.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import numpy as np

from napas.domain.network import Form
from napas.domain.observer import Observer
from napas.domain.plan import Shipment
from napas.parameters import Parameters
from napas.planning.doors import DAY_S, Doors
from napas.planning.drops import (
    Trip,
    TripAnswer,
    TripProblem,
    TripStep,
    Undispatched,
)
from napas.planning.fleet import (
    Fleet,
    Handling,
    Stand,
    handling_of,
    line_up,
    muster,
    seconds_of,
    whole_seconds,
)
from napas.planning.travel import Array
from napas.planning.waiting import (
    WaitingDrop,
    WaitingList,
    list_drops,
    most_urgent_first,
)
from napas.planning.ways import Hop, Ways, lay_ways
from napas.units.mass import t_from_g

EQUAL_S = 1e-3  # within which two vehicles are equally good


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
    dispatcher = _Dispatcher(
        begins=problem.begins,
        ways=ways,
        fleet=fleet,
        waiting=waiting,
        doors=Doors.of(problem),
        handling=handling,
        stops=int(parameters["tankers.stops_per_trip"]),
        empty_weight=parameters["dispatch.empty_weight"],
        rest_share=1.0 / parameters["tankers.availability_share"] - 1.0,
    )
    dispatcher.send_loads(problem.horizon_days)
    stopped_on = None
    for day in range(problem.horizon_days):
        observer.report(day / problem.horizon_days, TripStep.DISPATCHING)
        if not dispatcher.work_day(day, observer):
            stopped_on = day
            break
    return TripAnswer(
        trips=tuple(
            sorted(
                dispatcher.trips,
                key=lambda trip: (trip.shipments[0].depart, trip.vehicle),
            )
        ),
        undelivered=waiting.left_over(stopped_on=stopped_on),
        findings=(*findings, *misfits),
        stopped=stopped_on is not None,
    )


@dataclass(frozen=True, slots=True)
class _Stop:
    """A drop to make, how much of it, and the way there from the stop before."""

    drop: WaitingDrop
    mass_g: int
    hop: Hop


@dataclass(frozen=True, slots=True)
class _Start:
    """How a trip begins.

    Attributes:
        origin: code of where the first leg starts.
        empty_s: empty run to the source.
        loading_s: none where the load is aboard.
    """

    origin: str
    empty_s: float
    loading_s: float


@dataclass(slots=True, eq=False)
class _Dispatcher:
    """Vehicles and waiting drops; every trip sent changes both.

    Attributes:
        rest_share: hours a vehicle stands after an hour of duty.
    """

    begins: datetime
    ways: Ways
    fleet: Fleet
    waiting: WaitingList
    doors: Doors
    handling: Mapping[Form, Handling]
    stops: int
    empty_weight: float
    rest_share: float
    trips: list[Trip] = field(default_factory=list)

    def send_loads(self, horizon_days: int) -> None:
        """Let vehicles that are a source give their loads, before all other duty."""
        for vehicle, code in enumerate(self.fleet.codes):
            mine = [
                drop
                for drop in self.waiting.drops
                if drop.wanted.source == code and drop.fault is None
            ]
            origin, room_g = code, int(self.fleet.aboard_g[vehicle])
            for day in range(horizon_days if mine else 0):
                for drop in most_urgent_first(mine, day):
                    ready = self.fleet.free_s[vehicle] < (day + 1) * DAY_S
                    if not (ready and drop.waits_on(day) and room_g >= drop.smallest_g):
                        continue
                    here = int(self.fleet.place[vehicle])
                    there = self.ways.numbers[drop.wanted.target]
                    first = self.ways.between(here, there)
                    stops = self._fill(drop, first, room_g, day)
                    self._send(vehicle, stops, day, _Start(origin, 0.0, 0.0))
                    room_g -= sum(stop.mass_g for stop in stops)
                    origin = stops[-1].drop.wanted.target
            for drop in mine:
                drop.fault = Undispatched.LOAD_SPENT

    def work_day(self, day: int, observer: Observer) -> bool:
        """Send out what can leave on a day; whether it was let finish."""
        for drop in most_urgent_first(self.waiting.drops, day):
            source = self.ways.numbers[drop.wanted.source]
            target = self.ways.numbers[drop.wanted.target]
            first = Hop(
                target,
                float(self.ways.road_km[source, target]),
                float(self.ways.crossing_h[source, target]),
            )
            while drop.waits_on(day):
                if observer.should_stop():
                    return False
                empty_s = self._empty_s(source)
                vehicle = self._choose(drop, first, empty_s, day)
                if vehicle is None:
                    break
                start = _Start(
                    drop.wanted.source,
                    float(empty_s[vehicle]),
                    self.handling[drop.wanted.form].loading_s,
                )
                room_g = int(self.fleet.payload_g[vehicle])
                self._send(vehicle, self._fill(drop, first, room_g, day), day, start)
        return True

    def _choose(
        self, drop: WaitingDrop, first: Hop, empty_s: Array, day: int
    ) -> int | None:
        """The vehicle that serves a drop best on a day; None where none can leave.

        Of equally good ones that which carries most of it, then the smallest.
        """
        fleet = self.fleet
        handling = self.handling[drop.wanted.form]
        depart_s = np.maximum(fleet.free_s + empty_s + handling.loading_s, day * DAY_S)
        # A way that does not exist is NaN, and no comparison with NaN holds.
        may = fleet.carries[drop.wanted.form] & (depart_s < (day + 1) * DAY_S)
        if not may.any():
            return None
        full_s = whole_seconds(
            first.road_km / fleet.speed_full_km_per_h + first.crossing_h
        )
        done_s = self.doors.drop_begins_s(
            drop.wanted.target, depart_s + full_s, handling.dropping_s
        )
        score_s = np.where(may, done_s + self.empty_weight * empty_s, np.inf)
        best = np.flatnonzero(score_s <= score_s.min() + EQUAL_S)
        payloads_g = fleet.payload_g[best]
        carried_g = np.minimum(payloads_g, drop.left_g)
        return int(best[np.lexsort((best, payloads_g, -carried_g))[0]])

    def _fill(
        self, drop: WaitingDrop, first: Hop, room_g: int, day: int
    ) -> list[_Stop]:
        """The stops of a trip: the drop, then the nearest ones while there is room."""
        # Where any portion leaves too small a rest, the vehicle is filled all the same.
        mass_g = drop.portion_g(room_g) or room_g
        stops = [_Stop(drop, mass_g, first)]
        drop.left_g -= mass_g
        room_g -= mass_g
        while len(stops) < self.stops:
            here = stops[-1].hop.place
            found = self.waiting.nearest(drop.group, here, day, room_g)
            if found is None:
                break
            hop, other, mass_g = found
            stops.append(_Stop(other, mass_g, hop))
            other.left_g -= mass_g
            room_g -= mass_g
        return stops

    def _send(
        self, vehicle: int, stops: Sequence[_Stop], day: int, start: _Start
    ) -> None:
        """Write down a trip, and where and when the vehicle is free after it."""
        fleet = self.fleet
        wanted = stops[0].drop.wanted
        set_out_s = float(fleet.free_s[vehicle])
        reach_s = set_out_s + start.empty_s
        depart_s = max(reach_s + start.loading_s, day * DAY_S)
        shipments = self._drive(vehicle, stops, day, start.origin, depart_s)
        done_s = (shipments[-1].free_at - self.begins).total_seconds()
        duty_s = start.empty_s + start.loading_s + done_s - depart_s
        rested_s = done_s + float(np.ceil(duty_s * self.rest_share))
        self.trips.append(
            Trip(
                vehicle=fleet.codes[vehicle],
                source=wanted.source,
                form=wanted.form,
                leaves_from=self.ways.places[fleet.place[vehicle]].code,
                sets_out=self._moment(set_out_s),
                reaches_source=self._moment(reach_s),
                shipments=shipments,
                rests_until=self._moment(rested_s),
            )
        )
        fleet.free_s[vehicle] = rested_s
        fleet.place[vehicle] = stops[-1].hop.place

    def _drive(
        self,
        vehicle: int,
        stops: Sequence[_Stop],
        day: int,
        origin: str,
        depart_s: float,
    ) -> tuple[Shipment, ...]:
        """The legs of a loaded vehicle, drop after drop; it waits at a shut door."""
        speed = float(self.fleet.speed_full_km_per_h[vehicle])
        shipments = []
        for stop in stops:
            wanted = stop.drop.wanted
            dropping_s = self.handling[wanted.form].dropping_s
            arrive_s = depart_s + seconds_of(stop.hop.hours(speed))
            (begin_s,) = self.doors.drop_begins_s(
                wanted.target, np.array([arrive_s]), dropping_s
            )
            free_s = float(begin_s) + dropping_s
            shipments.append(
                Shipment(
                    day=day,
                    origin=origin,
                    target=wanted.target,
                    vehicle=self.fleet.codes[vehicle],
                    mass_t=t_from_g(stop.mass_g),
                    depart=self._moment(depart_s),
                    arrive=self._moment(arrive_s),
                    free_at=self._moment(free_s),
                    source=wanted.source,
                )
            )
            origin, depart_s = wanted.target, free_s
        return tuple(shipments)

    def _empty_s(self, source: int) -> Array:
        """Every vehicle's empty run to a source, NaN where there is no way."""
        road_km = self.ways.road_km[source, self.fleet.place]
        crossing_h = self.ways.crossing_h[source, self.fleet.place]
        return whole_seconds(road_km / self.fleet.speed_empty_km_per_h + crossing_h)

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
        problem.atlas, [origins[code] for code in sorted(sources)], places.values()
    )
