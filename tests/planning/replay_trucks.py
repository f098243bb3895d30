"""A plan played through once more: what vehicles do, and what sources give."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from napas.domain.network import (
    Form,
    LinkMode,
    Plant,
    Vehicle,
)
from napas.domain.order import OrderStatus
from napas.domain.plan import Shipment
from napas.domain.situation import EventKind
from napas.domain.territory import Point
from tests.planning.replay_picture import (
    A_KILOGRAM_T,
    A_SECOND,
    PlayedPicture,
    distance_km,
)


@dataclass(frozen=True)
class PlayedTrucks(PlayedPicture):
    """Every method lists what is wrong."""

    def trips(self) -> Iterator[tuple[Vehicle, list[list[Shipment]]]]:
        by_vehicle: dict[str, list[Shipment]] = defaultdict(list)
        for leg in self.plan.shipments:
            by_vehicle[leg.vehicle].append(leg)
        for code, legs in by_vehicle.items():
            legs.sort(key=lambda leg: leg.depart)
            trips: list[list[Shipment]] = []
            for leg in legs:
                last = trips[-1][-1] if trips else None
                if (
                    last is not None
                    and leg.origin == last.target
                    and (leg.depart == last.free_at)
                ):
                    trips[-1].append(leg)
                else:
                    trips.append([leg])
            yield self.vehicles[code], trips

    def overloads(self) -> Iterator[str]:
        for vehicle, trips in self.trips():
            for trip in trips:
                if sum(leg.mass_t for leg in trip) > vehicle.payload_t + 1e-6:
                    yield f"{vehicle.code} carries more than it may"

    def split_selves(self) -> Iterator[str]:
        """Vehicles that would have to be in two places, or to fly."""
        for vehicle, trips in self.trips():
            free, here = self._first_free(vehicle)
            for trip in trips:
                source = self.point(trip[0].source)
                if trip[0].source == vehicle.code:
                    source = here
                loading = timedelta(hours=self._loading_h(trip[0], vehicle))
                way = self._least(here, source, vehicle.speed_empty_km_per_h, full=0)
                if trip[0].depart < free + way + loading - A_SECOND:
                    yield f"{vehicle.code} leaves {trip[0].source} before it can"
                here = source
                for leg in trip:
                    there = self.point(leg.target)
                    way = self._least(here, there, vehicle.speed_full_km_per_h, full=1)
                    if leg.arrive < leg.depart + way - A_SECOND:
                        yield f"{vehicle.code} flies to {leg.target}"
                    if self.begins(leg) < leg.arrive - A_SECOND:
                        yield f"{vehicle.code} drops at {leg.target} before it is there"
                    here = there
                for one, following in pairwise(trip):
                    if following.depart < one.free_at:
                        yield f"{vehicle.code} leaves {one.target} before it dropped"
                free = trip[-1].free_at

    def _loading_h(self, leg: Shipment, vehicle: Vehicle) -> float:
        if leg.source == vehicle.code:
            return 0.0
        liquid = self.form_of(leg) is Form.LIQUID
        name = "tankers.loading_h" if liquid else "dispatch.cylinder_loading_h"
        return self.asked.parameters[name]

    def _first_free(self, vehicle: Vehicle) -> tuple[datetime, Point | None]:
        free, here = self.plan.as_of, vehicle.position or self.point(vehicle.base)
        if vehicle.free_at is not None:
            free = max(free, vehicle.free_at)
        mine = [
            order
            for order in self.asked.situation.open_orders
            if order.vehicle == vehicle.code and order.status is OrderStatus.LOADED
        ]
        for order in mine:
            free = max(free, order.arrives_at or free)
            here = None  # where it drops it, by which order nobody says: not checked
        return free, here

    def _least(
        self, here: Point | None, there: Point | None, speed: float | None, *, full: int
    ) -> timedelta:
        """The least time a way can take: along the globe, crossings not counted."""
        if here is None or there is None:
            return timedelta(0)
        parameters = self.asked.parameters
        name = "tankers.speed_full_km_per_h" if full else "tankers.speed_empty_km_per_h"
        crossed = (here.longitude_deg > 1.0) != (there.longitude_deg > 1.0)
        if crossed:
            ferries = [
                link.travel_h or 0.0
                for link in self.asked.situation.links
                if link.mode is not LinkMode.ROAD
            ]
            return timedelta(hours=min(ferries, default=1000.0))
        km = distance_km(here, there) * parameters["roads.detour_factor"]
        return timedelta(hours=km / (speed or parameters[name]))

    def shut_out(self) -> Iterator[str]:
        """Drops outside receiving hours, told by the clock on the wall."""
        opens_h = self.asked.parameters["dispatch.receiving_opens_h"]
        tree = self.asked.situation.country.tree
        for leg in self.plan.shipments:
            facility = self.facilities.get(leg.target)
            if facility is None or facility.receiving_h_per_day >= 24.0:
                continue
            zone = ZoneInfo(tree.time_zone(facility.territory))
            begins, ends = (
                at.astimezone(zone) for at in (self.begins(leg), leg.free_at)
            )
            opened = begins.replace(hour=int(opens_h), minute=0, second=0)
            opened -= timedelta(days=1) * (begins < opened - A_SECOND)
            closes = opened + timedelta(hours=facility.receiving_h_per_day)
            if ends > closes + A_SECOND:
                yield f"{leg.vehicle} drops at {leg.target} when its door is shut"

    def sailings(self) -> Iterator[str]:
        """Ways to another landmass while no crossing is open all the while."""
        shut = [
            (
                event.begins,
                event.ends or datetime.max.replace(tzinfo=event.begins.tzinfo),
            )
            for event in self.asked.situation.events
            if event.kind is EventKind.CROSSING_CLOSED
        ]
        names = {
            event.subject
            for event in self.asked.situation.events
            if event.kind is EventKind.CROSSING_CLOSED
        }
        charted = {
            link.code
            for link in self.asked.situation.links
            if link.mode is not LinkMode.ROAD and link.is_charted
        }
        if charted - names:
            return
        for vehicle, trips in self.trips():
            for leg in (leg for trip in trips for leg in trip):
                here, there = self.point(leg.origin), self.point(leg.target)
                if leg.origin == vehicle.code or here is None or there is None:
                    continue
                if (here.longitude_deg > 1.0) == (there.longitude_deg > 1.0):
                    continue
                within = [
                    span
                    for span in shut
                    if span[0] <= leg.depart and leg.arrive <= span[1]
                ]
                if len(within) >= len(names):
                    yield f"{leg.vehicle} sails on a crossing that is shut"

    def overdrawn(self) -> Iterator[str]:
        """Sources that load what is not there, by the end of each day."""
        for plant in self.asked.situation.plants:
            for day in range(self.plan.horizon_days):
                end = self.plan.as_of + timedelta(days=day + 1)
                loaded = sum(
                    leg.mass_t
                    for leg in self.plan.shipments
                    if leg.source == plant.code and leg.depart < end
                )
                there_t = self._stored_t(plant) + (day + 1) * (
                    (plant.offered_t_per_day or 0.0) + plant.convertible_t_per_day
                )
                there_t += sum(
                    event.mass_t or 0.0
                    for event in self.asked.situation.events
                    if event.kind is EventKind.IMPORT_ARRIVAL
                    and event.subject == plant.code
                    and event.begins < end
                )
                if loaded > there_t + A_KILOGRAM_T:
                    yield f"{plant.code} loads {loaded} of {there_t} t by day {day}"

    def _stored_t(self, plant: Plant) -> float:
        """What stands in its store; where nobody knows, what is assumed and said."""
        if plant.stock_t is not None:
            return plant.stock_t
        parameters, store_t = self.asked.parameters, plant.store_t
        if store_t is None:
            days = parameters["plants.store_days"]
            store_t = days * (plant.offered_t_per_day or 0.0)
        return store_t * parameters["plants.store_filled_share"]

    def overdrawn_loads(self) -> Iterator[str]:
        for vehicle in self.asked.situation.vehicles:
            given = sum(
                leg.mass_t for leg in self.plan.shipments if leg.source == vehicle.code
            )
            if given > vehicle.load_t + A_KILOGRAM_T:
                yield f"{vehicle.code} gives {given} of {vehicle.load_t} t"
