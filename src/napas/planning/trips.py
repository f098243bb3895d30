"""Send vehicles out with the drops that are wanted: the plain dispatcher.

Day by day the most urgent drop takes the vehicle that is done with it first, an hour of
empty driving counting like so many hours of waiting; what room is left goes to the
nearest drops of the same product. Rules and equations stand in docs/dispatch.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from napas.domain.network import Form
from napas.domain.observer import Observer
from napas.domain.plan import Shipment
from napas.parameters import Parameters
from napas.planning.doors import DAY_S, Doors
from napas.planning.drops import Trip, TripAnswer, TripProblem, TripStep
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
from napas.planning.waiting import WaitingDrop, WaitingList, list_drops
from napas.planning.ways import Ways, lay_ways
from napas.units.mass import t_from_g

EQUAL_H = 1e-9  # within which two vehicles are equally good


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
        undelivered=tuple(waiting.left_over(stopped_on=stopped_on)),
        findings=(*findings, *misfits),
        stopped=stopped_on is not None,
    )


@dataclass(frozen=True, slots=True)
class _Stop:
    """A drop to make, how much of it, and the way there from the stop before."""

    drop: WaitingDrop
    place: int
    mass_g: int
    road_km: float
    crossing_h: float


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

    def work_day(self, day: int, observer: Observer) -> bool:
        """Send out what can leave on a day; whether it was let finish."""
        for drop in self.waiting.most_urgent_first(day):
            while drop.waits_on(day):
                if observer.should_stop():
                    return False
                vehicle = self._choose(drop, day)
                if vehicle is None:
                    break
                self._send(vehicle, self._fill(vehicle, drop, day), day)
        return True

    def _choose(self, drop: WaitingDrop, day: int) -> int | None:
        """The vehicle that serves a drop best on a day; None where none can leave.

        Of equally good ones that which carries most of it, then the smallest.
        """
        form = drop.wanted.form
        handling = self.handling[form]
        source = self.ways.numbers[drop.wanted.source]
        target = self.ways.numbers[drop.wanted.target]
        empty_s = self._empty_s(source)
        depart_s = np.maximum(
            self.fleet.free_s + empty_s + handling.loading_s, day * DAY_S
        )
        full_s = whole_seconds(
            self.ways.road_km[source, target] / self.fleet.speed_full_km_per_h
            + self.ways.crossing_h[source, target]
        )
        done_s = self.doors.drop_begins_s(
            drop.wanted.target, depart_s + full_s, handling.dropping_s
        )
        # A way that does not exist is NaN, and no comparison with NaN holds.
        may = self.fleet.carries[form] & (depart_s < (day + 1) * DAY_S)
        if not may.any():
            return None
        score_s = np.where(may, done_s + self.empty_weight * empty_s, np.inf)
        best = np.flatnonzero(score_s <= score_s.min() + EQUAL_H)
        payloads_g = self.fleet.payload_g[best]
        carried_g = np.minimum(payloads_g, drop.left_g)
        return int(best[np.lexsort((best, payloads_g, -carried_g))[0]])

    def _fill(self, vehicle: int, drop: WaitingDrop, day: int) -> list[_Stop]:
        """The stops of a trip: the drop, then the nearest ones while there is room."""
        room_g = int(self.fleet.payload_g[vehicle])
        source = self.ways.numbers[drop.wanted.source]
        place = self.ways.numbers[drop.wanted.target]
        # Where any portion leaves too small a rest, the vehicle is filled all the same.
        mass_g = drop.portion_g(room_g) or room_g
        road_km = float(self.ways.road_km[source, place])
        crossing_h = float(self.ways.crossing_h[source, place])
        stops = [_Stop(drop, place, mass_g, road_km, crossing_h)]
        drop.left_g -= mass_g
        room_g -= mass_g
        while len(stops) < self.stops:
            found = self.waiting.nearest(drop.group, stops[-1].place, day, room_g)
            if found is None:
                break
            hop, other, mass_g = found
            stops.append(_Stop(other, hop.place, mass_g, hop.road_km, hop.crossing_h))
            other.left_g -= mass_g
            room_g -= mass_g
        return stops

    def _send(self, vehicle: int, stops: Sequence[_Stop], day: int) -> None:
        """Write down a trip, and where and when the vehicle is free after it."""
        fleet = self.fleet
        wanted = stops[0].drop.wanted
        handling = self.handling[wanted.form]
        source = self.ways.numbers[wanted.source]
        set_out_s = float(fleet.free_s[vehicle])
        empty_s = float(self._empty_s(source)[vehicle])
        depart_s = max(set_out_s + empty_s + handling.loading_s, day * DAY_S)
        speed = float(fleet.speed_full_km_per_h[vehicle])
        origin, now_s = wanted.source, depart_s
        shipments = []
        for stop in stops:
            target = stop.drop.wanted.target
            arrive_s = now_s + seconds_of(stop.road_km / speed + stop.crossing_h)
            (begin_s,) = self.doors.drop_begins_s(
                target, np.array([arrive_s]), handling.dropping_s
            )
            free_s = float(begin_s) + handling.dropping_s
            shipments.append(
                Shipment(
                    day=day,
                    origin=origin,
                    target=target,
                    vehicle=fleet.codes[vehicle],
                    mass_t=t_from_g(stop.mass_g),
                    depart=self._moment(now_s),
                    arrive=self._moment(arrive_s),
                    free_at=self._moment(free_s),
                    source=wanted.source,
                )
            )
            origin, now_s = target, free_s
        duty_s = empty_s + handling.loading_s + now_s - depart_s
        rested_s = now_s + float(np.ceil(duty_s * self.rest_share))
        self.trips.append(
            Trip(
                vehicle=fleet.codes[vehicle],
                source=wanted.source,
                form=wanted.form,
                leaves_from=self.ways.places[fleet.place[vehicle]].code,
                sets_out=self._moment(set_out_s),
                reaches_source=self._moment(set_out_s + empty_s),
                shipments=tuple(shipments),
                rests_until=self._moment(rested_s),
            )
        )
        fleet.free_s[vehicle] = rested_s
        fleet.place[vehicle] = stops[-1].place

    def _empty_s(self, source: int) -> Array:
        """Every vehicle's empty run to a source, NaN where there is no way."""
        road_km = self.ways.road_km[source, self.fleet.place]
        crossing_h = self.ways.crossing_h[source, self.fleet.place]
        return whole_seconds(road_km / self.fleet.speed_empty_km_per_h + crossing_h)

    def _moment(self, after_s: float) -> datetime:
        return self.begins + timedelta(seconds=after_s)


def _ways_of(problem: TripProblem, stands: Sequence[Stand]) -> Ways:
    """The ways from all sources to all targets and to where vehicles stand."""
    sites = {site.code: site for site in problem.sites}
    sources = {drop.source for drop in problem.wanted} & sites.keys()
    targets = {drop.target for drop in problem.wanted} & sites.keys()
    places = {stand.site.code: stand.site for stand in stands}
    places |= {code: sites[code] for code in sorted(targets)}
    return lay_ways(
        problem.atlas, [sites[code] for code in sorted(sources)], places.values()
    )
