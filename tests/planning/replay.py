"""A plan played through once more in plain arithmetic, from the picture alone.

Nothing of the planner's own figures is used here but what a plan tells. What hospitals
need, pass and make is reckoned anew from the rows of the picture.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from math import asin, cos, inf, radians, sin, sqrt
from zoneinfo import ZoneInfo

from napas.domain.network import (
    Facility,
    FacilityKind,
    Form,
    LinkMode,
    Plant,
    Tank,
    Vehicle,
    VehicleKind,
)
from napas.domain.order import OrderStatus
from napas.domain.plan import Plan, Shipment
from napas.domain.situation import EventKind, Stock
from napas.domain.territory import Point
from napas.planning.throughput import pipeline_t_per_day
from napas.planning.yields import cylinder_usable_t, made_t_per_day
from tests.planning.random_lands import Asked

A_KILOGRAM_T = 1e-3
A_SECOND = timedelta(seconds=1)
EARTH_KM = 6371.0088

Vessel = tuple[str, str]
"""Facility and owner of its tanks; no owner is whoever comes."""


@dataclass(frozen=True)
class Replay:
    """A plan beside the picture it was made of; every method lists what is wrong."""

    asked: Asked
    plan: Plan
    net: float = field(init=False)
    planned_days: int = field(init=False)
    facilities: Mapping[str, Facility] = field(init=False)
    vehicles: Mapping[str, Vehicle] = field(init=False)

    def __post_init__(self) -> None:
        parameters, picture = self.asked.parameters, self.asked.situation
        tree = picture.country.tree
        object.__setattr__(self, "net", 1.0 - parameters["tanks.transfer_loss_share"])
        object.__setattr__(self, "planned_days", self._planned_days())
        inside = {at.code: at for at in picture.facilities if at.territory in tree}
        object.__setattr__(self, "facilities", inside)
        fleet = {vehicle.code: vehicle for vehicle in picture.vehicles}
        object.__setattr__(self, "vehicles", fleet)

    def _periods(self) -> list[range]:
        """The days of each period: single ones first, then two, two, three, three..."""
        parameters, horizon = self.asked.parameters, self.asked.problem.horizon_days
        ends = [min(int(parameters["allocation.daily_days"]), horizon)]
        step = 4
        while ends[-1] < horizon:
            ends.append(min(ends[-1] + step // 2, horizon))
            step += 1
        ends = [*range(ends[0]), *ends]
        return [range(one, following) for one, following in pairwise(ends)]

    def _planned_days(self) -> int:
        """Days for which trips are meant, as far as they make whole periods."""
        sharing = self.asked.parameters["allocation.sharing_days"]
        ends = [days.stop for days in self._periods()]
        return max([end for end in ends if end <= sharing] or ends[:1])

    def hour(self, moment: datetime) -> float:
        return (moment - self.plan.as_of).total_seconds() / 3600.0

    def form_of(self, leg: Shipment) -> Form:
        flat = self.vehicles[leg.vehicle].kind is VehicleKind.CYLINDER_TRUCK
        return Form.CYLINDER if flat else Form.LIQUID

    def begins(self, leg: Shipment) -> datetime:
        name = (
            "tankers.decanting_h"
            if self.form_of(leg) is Form.LIQUID
            else "dispatch.cylinder_exchange_h"
        )
        return leg.free_at - timedelta(hours=self.asked.parameters[name])

    def place_of(self, target: str) -> str | None:
        """The planned place in which a facility lies."""
        if self.plan.level == "hospital":
            return target
        tree, level = self.asked.situation.country.tree, {"province": 1, "district": 2}
        facility = self.facilities.get(target)
        at = target if facility is None else facility.territory
        above = tree.upwards(at) if at in tree else ()
        depth = level[self.plan.level]
        return next((one.code for one in above if one.level == depth), None)

    # What vehicles do

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

    def point(self, code: str) -> Point | None:
        picture = self.asked.situation
        plants = {plant.code: plant.point for plant in picture.plants}
        if code in plants:
            return plants[code]
        facility = self.facilities.get(code)
        if facility is not None and facility.point is not None:
            return facility.point
        tree = picture.country.tree
        at = code if facility is None else facility.territory
        return tree.point(at) if at in tree else None

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

    # What sources give

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

    # What tanks hold

    def vessels(self, facility: Facility) -> dict[str, list[tuple[Tank, float]]]:
        """Tanks of a facility by who may fill them, with what each can give."""
        book = {
            (stock.holder, stock.tank): stock
            for stock in self.asked.situation.stocks
            if stock.form is Form.LIQUID
        }
        whole_t = sum(tank.capacity_t for tank in facility.tanks)
        found: dict[str, list[tuple[Tank, float]]] = defaultdict(list)
        for tank in facility.tanks:
            mass_t = _held_t(book.get((facility.code, tank.code)))
            if (facility.code, tank.code) not in book and whole_t > 0.0:
                said_t = _held_t(book.get((facility.code, "")))
                mass_t = said_t * tank.capacity_t / whole_t
            room_t = self._room_t(tank)
            usable_t = max(0.0, min(mass_t, tank.capacity_t) - tank.heel_t)
            owner = "" if tank.open_to_others else tank.owner
            found[owner].append((tank, min(usable_t, room_t)))
        return found

    def _room_t(self, tank: Tank) -> float:
        fullest = self.asked.parameters["tanks.fullest_share"]
        return max(0.0, tank.capacity_t * fullest - tank.heel_t)

    def need_t(self, facility: Facility, day: int) -> float:
        """What its patients need on a day of deliveries and own plants."""
        if facility.kind is not FacilityKind.HOSPITAL:
            return 0.0
        place = self.place_of(facility.code)
        forecast = self.asked.forecast
        if place is None or place not in forecast.places:
            return 0.0
        daily = forecast.at_quantile(0.5)
        share, at = 1.0, facility.code
        if at not in forecast.places:
            share, at = self._share(facility, place), place
        whole = daily[forecast.places.index(at)]
        severe = [str(one) for one in forecast.severities].index("severe")
        low = self.low_flow_t(facility, day)
        severe_t = share * float(whole[0, severe])
        return share * float(whole[0].sum()) - min(low, severe_t)

    def _share(self, facility: Facility, place: str) -> float:
        mates = [
            other
            for other in self.facilities.values()
            if other.kind is FacilityKind.HOSPITAL
            and self.place_of(other.code) == place
        ]
        forecast = self.asked.forecast
        daily = forecast.at_quantile(0.5)
        if all(mate.code in forecast.places for mate in mates):
            weights = {
                mate.code: float(daily[forecast.places.index(mate.code)].sum())
                for mate in mates
            }
        else:
            weights = {
                mate.code: inf if mate.beds is None else float(mate.beds)
                for mate in mates
            }
        known = {code: weight for code, weight in weights.items() if weight < inf}
        whole = sum(known.values())
        if whole <= 0.0 or facility.code not in known:
            return 1.0  # nobody knows: it may be all of it
        return known[facility.code] / whole

    def flows_t(self, facility: Facility, day: int) -> tuple[float, float]:
        """What its own plants give its patients on a day, and its tanks."""
        need_t = self.need_t(facility, day)
        line_t, made_t = self._line_t(facility), self._made_t(facility, day)
        on_site_t = min(made_t, line_t, need_t)
        return on_site_t, min(line_t, need_t) - on_site_t

    def most_on_site_t(self, facility: Facility, day: int) -> float:
        """The most its own plants give, where beds share need otherwise."""
        told_t, _ = self.flows_t(facility, day)
        place, forecast = self.place_of(facility.code), self.asked.forecast
        if (
            place is None
            or place not in forecast.places
            or not self._unknown_mate(place)
        ):
            return told_t
        whole_t = forecast.at_quantile(0.5)[forecast.places.index(place)][0].sum()
        made_t = self._made_t(facility, day)
        line_t = self._line_t(facility)
        return max(
            told_t, min(made_t, line_t, self._share(facility, place) * float(whole_t))
        )

    def _unknown_mate(self, place: str) -> bool:
        """Whether a hospital of a place has no forecast of its own."""
        return any(
            self.place_of(other.code) == place
            and other.kind is FacilityKind.HOSPITAL
            and other.code not in self.asked.forecast.places
            for other in self.facilities.values()
        )

    def _line_t(self, facility: Facility) -> float:
        if facility.pipeline_l_per_min is None:
            return inf
        return pipeline_t_per_day(facility.pipeline_l_per_min, self.asked.parameters)

    def _made_t(self, facility: Facility, day: int) -> float:
        return self._lit_share(facility, day) * sum(
            made_t_per_day(source, self.asked.parameters).value
            for source in facility.sources
            if source.kind != "concentrator"
        )

    def _lit_share(self, facility: Facility, day: int) -> float:
        """Share of the period around a day in which there is power."""
        tree = self.asked.situation.country.tree
        above = {one.code for one in tree.upwards(facility.territory)}
        (days,) = (days for days in self._periods() if day in days)
        hours = 24.0 * len(days)
        for event in self.asked.situation.events:
            if event.kind is EventKind.POWER_CUT and event.subject in above:
                ends = inf if event.ends is None else self.hour(event.ends)
                begin = max(self.hour(event.begins), 24.0 * days.start)
                hours -= max(0.0, min(ends, 24.0 * days.stop) - begin)
        return hours / (24.0 * len(days))

    def low_flow_t(self, facility: Facility, day: int) -> float:
        """What its concentrators give."""
        return self._lit_share(facility, day) * sum(
            made_t_per_day(source, self.asked.parameters).value
            for source in facility.sources
            if source.kind == "concentrator"
        )

    def orders(self, form: Form) -> Iterator[tuple[str, float, float]]:
        """Facility, hour and mass of what is on the road."""
        for order in self.asked.situation.open_orders:
            if order.status is OrderStatus.LOADED and order.form is form:
                hour = self.hour(order.arrives_at or order.due)
                yield order.facility, max(hour, 0.0), order.mass_t

    def drawn_t(self, facility: Facility, days: int) -> list[float]:
        """The most its patients can have drawn of its tanks, day by day.

        All of its tanks are one here, and all that comes fits: nothing below counts
        less than a plan may.
        """
        held_t = sum(
            usable_t
            for tanks in self.vessels(facility).values()
            for _, usable_t in tanks
        )
        comes = [
            (self.hour(self.begins(leg)), leg.mass_t * self.net)
            for leg in self.plan.shipments
            if leg.target == facility.code and self.form_of(leg) is Form.LIQUID
        ]
        comes += [
            (24.0 * self._first_day(hour), mass_t)  # with its whole period
            for code, hour, mass_t in self.orders(Form.LIQUID)
            if code == facility.code and hour < 24.0 * days
        ]
        drawn = [0.0] * days
        now = 0.0
        for hour, mass_t in sorted([*comes, (24.0 * days, 0.0)]):
            while now < min(hour, 24.0 * days):
                until = min(hour, 24.0 * (now // 24.0 + 1.0), 24.0 * days)
                _, use_t = self.flows_t(facility, int(now // 24.0))
                given = min(held_t, use_t * (until - now) / 24.0)
                drawn[int(now // 24.0)] += given
                held_t -= given
                now = until
            held_t += mass_t
        return drawn

    def _first_day(self, hour: float) -> int:
        (days,) = (days for days in self._periods() if int(hour // 24.0) in days)
        return days.start

    def overfilled(self) -> Iterator[str]:
        """Vessels filled above their limit, minute by minute as drops come.

        Patients draw alike from all vessels of their hospital, as long as they hold
        something; a station draws no faster than it can fill.
        """
        targets = {leg.target for leg in self.plan.shipments}
        for facility in (self.facilities.get(code) for code in sorted(targets)):
            if facility is None:
                continue
            vessels = self.vessels(facility)
            room_t = sum(
                self._room_t(tank) for tanks in vessels.values() for tank, _ in tanks
            )
            held_t = sum(
                usable_t for tanks in vessels.values() for _, usable_t in tanks
            )
            now = 0.0
            comes = [
                (self.hour(self.begins(leg)), leg.mass_t * self.net)
                for leg in self.plan.shipments
                if leg.target == facility.code and self.form_of(leg) is Form.LIQUID
            ]
            for hour, mass_t in sorted(comes):
                while now < hour:
                    until = min(hour, 24.0 * (now // 24.0 + 1.0))
                    used_t = self._most_use_t(facility, int(now // 24.0))
                    held_t = max(0.0, held_t - used_t * (until - now) / 24.0)
                    now = until
                held_t += mass_t
                if held_t > room_t + A_KILOGRAM_T:
                    yield f"{facility.code} holds {held_t} of {room_t} t at {hour} h"

    def _most_use_t(self, facility: Facility, day: int) -> float:
        """The most that is drawn of its tanks: by patients, and to fill cylinders.

        What a station makes may go into cylinders, so that its patients draw instead.
        """
        last = min(day, self.plan.horizon_days - 1)
        on_site_t, use_t = self.flows_t(facility, last)
        if facility.filling_t_per_day > 0.0:
            use_t += on_site_t + facility.filling_t_per_day
        return use_t

    def wrong_owners(self) -> Iterator[str]:
        """Product in tanks that refuse it: more than fits where it may be filled."""
        company = {plant.code: plant.company for plant in self.asked.situation.plants}
        for leg in self.plan.shipments:
            facility = self.facilities.get(leg.target)
            if facility is None or self.form_of(leg) is not Form.LIQUID:
                continue
            maker = company.get(leg.source, self._owner_of(leg.source))
            room_t = sum(
                self._room_t(tank) for tank in facility.tanks if tank.accepts(maker)
            )
            if leg.mass_t * self.net > room_t + A_KILOGRAM_T:
                yield f"{leg.source} fills a tank of {leg.target} that refuses it"

    def _owner_of(self, vehicle: str) -> str:
        known = self.vehicles.get(vehicle)
        return "" if known is None else known.owner

    # What figures say

    def misallocated(self) -> Iterator[str]:
        """Days of which the allocation is not what the legs bring."""
        brought: dict[tuple[int, str, str, Form], float] = defaultdict(float)
        for leg in self.plan.shipments:
            place, form = self.place_of(leg.target), self.form_of(leg)
            place = leg.target if place is None else place
            net = self.net if form is Form.LIQUID else 1.0
            facility = self.facilities.get(leg.target)
            treats = facility is None or facility.kind is FacilityKind.HOSPITAL
            if place in self._planned_places() and treats:
                brought[leg.day, leg.source, place, form] += leg.mass_t * net
        told: dict[tuple[int, str, str, Form], float] = defaultdict(float)
        for part in self.plan.allocations:
            if part.form in (Form.LIQUID, Form.CYLINDER):
                told[part.day, part.source, part.place, part.form] += part.mass_t
        driven = {key[1:] for key in brought}
        for key in brought.keys() | told.keys():
            if key[0] >= self.planned_days:
                continue
            fetched = key[3] is Form.CYLINDER and key[1:] not in driven
            if not fetched and abs(brought[key] - told[key]) > A_KILOGRAM_T:
                yield f"{key}: {brought[key]} t brought, {told[key]} t told"

    def _planned_places(self) -> set[str]:
        return {line.code for line in self.plan.places}

    def unbalanced(self) -> Iterator[str]:
        """Lines where served and unmet are not the need, or shortfalls above it."""
        for line in (*self.plan.places, *self.plan.provinces):
            need, unmet = line.planned_need_t_per_day, line.unmet_t_per_day
            served = line.served_t_per_day
            if need is None or unmet is None or served is None:
                continue
            if not -1e-9 <= unmet <= need + A_KILOGRAM_T:
                yield f"{line.code} lacks {unmet} of {need} t"
            if abs(served + unmet - need) > A_KILOGRAM_T:
                yield f"{line.code}: {served} and {unmet} t are not {need} t"

    def served_t(self, place: str) -> list[float]:
        """What patients of a place get on the planned days."""
        forecast = self.asked.forecast
        if place not in forecast.places:
            return []
        need = forecast.at_quantile(0.5)[forecast.places.index(place)].sum(axis=1)
        served = [float(need[day]) for day in range(self.planned_days)]
        for part in self.plan.shortfalls:
            if part.place == place and part.day < self.planned_days:
                served[part.day] -= part.mass_t
        return served

    def conjured(self) -> Iterator[str]:
        """Places that serve what neither stood there, nor came, nor was made."""
        for place in sorted(self._planned_places()):
            served = self.served_t(place)
            mates = [
                facility
                for facility in self.facilities.values()
                if self.place_of(facility.code) == place
            ]
            treats = [at for at in mates if at.kind is FacilityKind.HOSPITAL]
            if not served or not treats:
                continue  # where no hospital is known a tank is assumed
            piped = [
                sum(
                    self.low_flow_t(facility, day) + self.most_on_site_t(facility, day)
                    for facility in treats
                )
                for day in range(self.planned_days)
            ]
            for facility in treats:
                for day, mass_t in enumerate(self.drawn_t(facility, self.planned_days)):
                    piped[day] += mass_t
            full_t = sum(self._full_t(facility) for facility in mates)
            lacking_t = 0.0
            for days in self._periods():
                if days.stop > self.planned_days:
                    break
                whole_t = sum(served[day] for day in days)
                lacking_t += max(0.0, whole_t - sum(piped[day] for day in days))
                come_t = full_t + self._cylinders_t(place, mates, days.stop - 1)
                if lacking_t > come_t + A_KILOGRAM_T:
                    yield (
                        f"{place} breathes {lacking_t} t of {come_t} t of cylinders"
                        f" by day {days.stop}"
                    )

    def _full_t(self, facility: Facility) -> float:
        kinds = {
            kind.code: kind for kind in self.asked.situation.country.cylinder_types
        }
        return sum(
            holding.full
            * cylinder_usable_t(kinds[holding.type_code], self.asked.parameters)
            for holding in facility.cylinders
        )

    def _cylinders_t(self, place: str, mates: list[Facility], day: int) -> float:
        """What has come in cylinders by the end of a day."""
        codes = {facility.code for facility in mates}
        told = sum(
            part.mass_t
            for part in self.plan.allocations
            if part.place == place and part.form is Form.CYLINDER and part.day <= day
        )
        ordered = sum(
            mass_t
            for code, hour, mass_t in self.orders(Form.CYLINDER)
            if code in codes and hour < 24.0 * (day + 1)
        )
        return told + ordered


def distance_km(one: Point, other: Point) -> float:
    """Along the globe, by the haversine."""
    south, north = radians(one.latitude_deg), radians(other.latitude_deg)
    east = radians(other.longitude_deg - one.longitude_deg)
    rise = sin((north - south) / 2.0) ** 2
    turn = cos(south) * cos(north) * sin(east / 2.0) ** 2
    return 2.0 * EARTH_KM * asin(sqrt(rise + turn))


def _held_t(stock: Stock | None) -> float:
    return 0.0 if stock is None or stock.mass_t is None else stock.mass_t
