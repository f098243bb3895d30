"""The picture of a plan in plain arithmetic: what hospitals need, pass, make and draw.

Nothing of the planner's own figures is used here but what a plan tells; all is reckoned
anew from the rows of the picture.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from math import asin, cos, inf, radians, sin, sqrt

from napas.domain.network import (
    Facility,
    FacilityKind,
    Form,
    Tank,
    Vehicle,
    VehicleKind,
)
from napas.domain.order import OrderStatus
from napas.domain.plan import Plan, Shipment
from napas.domain.situation import EventKind, Stock
from napas.domain.territory import Point
from napas.planning.throughput import pipeline_t_per_day
from napas.planning.yields import made_t_per_day
from tests.planning.random_lands import Asked

A_KILOGRAM_T = 1e-3
A_SECOND = timedelta(seconds=1)
EARTH_KM = 6371.0088

Vessel = tuple[str, str]
"""Facility and owner of its tanks; no owner is whoever comes."""


@dataclass(frozen=True)
class PlayedPicture:
    """A plan beside the picture it was made of."""

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


def distance_km(one: Point, other: Point) -> float:
    """Along the globe, by the haversine."""
    south, north = radians(one.latitude_deg), radians(other.latitude_deg)
    east = radians(other.longitude_deg - one.longitude_deg)
    rise = sin((north - south) / 2.0) ** 2
    turn = cos(south) * cos(north) * sin(east / 2.0) ** 2
    return 2.0 * EARTH_KM * asin(sqrt(rise + turn))


def _held_t(stock: Stock | None) -> float:
    return 0.0 if stock is None or stock.mass_t is None else stock.mass_t
