"""Places, plants, vehicles, crews and links as facts."""

from typing import Self

from django.db import models

from napas.domain.need import NeedSource
from napas.domain.network import (
    Crew,
    Link,
    LinkMode,
    Plant,
    Vehicle,
    VehicleKind,
)
from napas.domain.situation import Place
from napas.tower.records.batch import FactRow
from napas.tower.records.columns import (
    columns_of,
    degrees_of,
    point_of,
    text,
    value_of,
    word,
)


class PlaceRow(FactRow):
    """What is said of a territory as a whole."""

    need_t_per_day = models.FloatField(null=True)
    need_source = word(NeedSource)
    need_note = text()
    occupied_beds = models.BigIntegerField(null=True)
    bed_occupancy_share = models.FloatField(null=True)
    active_cases = models.BigIntegerField(null=True)
    last_share = models.FloatField(null=True)
    restriction = text()
    beds = models.BigIntegerField(null=True)
    bed_norm_kg_per_day = models.FloatField(null=True)

    @classmethod
    def of(cls, place: Place, **where: object) -> Self:
        """The row of a place."""
        return cls(**columns_of(place, "territory"), **where)

    def value(self) -> Place:
        """The place."""
        return value_of(Place, self, territory=self.ground_id)


class PlantRow(FactRow):
    """A producer's site, or a port where imports enter."""

    code = text()
    name = text()
    company = text()
    latitude_deg = models.FloatField()
    longitude_deg = models.FloatField()
    offered_t_per_day = models.FloatField(null=True)
    design_t_per_day = models.FloatField(null=True)
    convertible_t_per_day = models.FloatField()
    liquefaction_t_per_day = models.FloatField(null=True)
    filling_t_per_day = models.FloatField()
    stock_t = models.FloatField(null=True)
    store_t = models.FloatField(null=True)
    basis = text()
    source = text()
    imports = models.BooleanField()

    @classmethod
    def of(cls, plant: Plant, **where: object) -> Self:
        """The row of a plant."""
        return cls(
            **columns_of(plant, "territory", "point"),
            **degrees_of(plant.point),
            **where,
        )

    def value(self) -> Plant:
        """The plant."""
        point = point_of(self.latitude_deg, self.longitude_deg)
        return value_of(Plant, self, territory=self.ground_id, point=point)


class VehicleRow(FactRow):
    """One physical vehicle."""

    code = text()
    kind = word(VehicleKind)
    payload_t = models.FloatField()
    base = text()
    owner = text()
    latitude_deg = models.FloatField(null=True)
    longitude_deg = models.FloatField(null=True)
    load_t = models.FloatField()
    free_at = models.DateTimeField(null=True)
    speed_full_km_per_h = models.FloatField(null=True)
    speed_empty_km_per_h = models.FloatField(null=True)
    synthetic = models.BooleanField()
    source = text()

    @classmethod
    def of(cls, vehicle: Vehicle, **where: object) -> Self:
        """The row of a vehicle."""
        return cls(
            **columns_of(vehicle, "position"),
            **degrees_of(vehicle.position),
            **where,
        )

    def value(self) -> Vehicle:
        """The vehicle."""
        position = point_of(self.latitude_deg, self.longitude_deg)
        return value_of(Vehicle, self, position=position)


class CrewRow(FactRow):
    """Drivers who may take a vehicle out."""

    code = text()
    base = text()
    hours_per_day = models.FloatField()

    @classmethod
    def of(cls, crew: Crew, **where: object) -> Self:
        """The row of a crew."""
        return cls(**columns_of(crew), **where)

    def value(self) -> Crew:
        """The crew."""
        return value_of(Crew, self)


class LinkRow(FactRow):
    """A crossing between two landmasses, or a measured leg."""

    code = text()
    mode = word(LinkMode)
    origin = text()
    target = text()
    distance_km = models.FloatField()
    origin_latitude_deg = models.FloatField(null=True)
    origin_longitude_deg = models.FloatField(null=True)
    target_latitude_deg = models.FloatField(null=True)
    target_longitude_deg = models.FloatField(null=True)
    travel_h = models.FloatField(null=True)
    waiting_h = models.FloatField()
    origin_landmass = text()
    target_landmass = text()
    basis = text()
    source = text()

    @classmethod
    def of(cls, link: Link, **where: object) -> Self:
        """The row of a link."""
        return cls(
            **columns_of(link, "origin_point", "target_point"),
            **degrees_of(link.origin_point, "origin_"),
            **degrees_of(link.target_point, "target_"),
            **where,
        )

    def value(self) -> Link:
        """The link."""
        return value_of(
            Link,
            self,
            origin_point=point_of(self.origin_latitude_deg, self.origin_longitude_deg),
            target_point=point_of(self.target_latitude_deg, self.target_longitude_deg),
        )
