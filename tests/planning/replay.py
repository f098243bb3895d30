"""A plan played through once more in plain arithmetic, from the picture alone."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from napas.domain.network import (
    Facility,
    FacilityKind,
    Form,
)
from napas.planning.yields import cylinder_usable_t
from tests.planning.replay_picture import A_KILOGRAM_T
from tests.planning.replay_trucks import PlayedTrucks


@dataclass(frozen=True)
class Replay(PlayedTrucks):
    """A plan beside the picture it was made of; every method lists what is wrong."""

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
