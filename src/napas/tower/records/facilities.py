"""Facilities as facts: what they have, what they make, who lies in them."""

from typing import Self

from django.db import models

from napas.domain.need import DeviceKind, PatientCount, PatientGroup
from napas.domain.network import (
    Census,
    CylinderHolding,
    Facility,
    FacilityKind,
    OwnSource,
    SourceKind,
    Tank,
)
from napas.tower.records.batch import FactRow
from napas.tower.records.columns import (
    columns_of,
    degrees_of,
    point_of,
    text,
    value_of,
    word,
)


class FacilityRow(FactRow):
    """A hospital, filling station or cylinder bank; its own party and others'."""

    code = text()
    name = text()
    kind = word(FacilityKind)
    latitude_deg = models.FloatField(null=True)
    longitude_deg = models.FloatField(null=True)
    class_code = text()
    beds = models.BigIntegerField(null=True)
    pipeline_l_per_min = models.FloatField(null=True)
    filling_t_per_day = models.FloatField()
    receiving_h_per_day = models.FloatField()
    synthetic = models.BooleanField()
    source = text()

    class Meta(FactRow.Meta):
        constraints = (
            models.UniqueConstraint(fields=("batch", "code"), name="facility_once"),
        )

    @classmethod
    def of(cls, facility: Facility, **where: object) -> Self:
        """The row of a facility, without what stands in it."""
        kept = ("territory", "point", "tanks", "cylinders", "sources", "census")
        return cls(**columns_of(facility, *kept), **degrees_of(facility.point), **where)

    def value(self) -> Facility:
        """The facility with all that stands in it."""
        census = next(iter(self.censuses.all()), None)
        return value_of(
            Facility,
            self,
            territory=self.ground_id,
            point=point_of(self.latitude_deg, self.longitude_deg),
            tanks=tuple(row.value() for row in self.tanks.all()),
            cylinders=tuple(row.value() for row in self.cylinders.all()),
            sources=tuple(row.value() for row in self.sources.all()),
            census=census.value() if census else None,
        )


class TankRow(models.Model):
    """A liquid tank of a facility."""

    facility = models.ForeignKey(FacilityRow, models.PROTECT, related_name="tanks")
    code = text()
    capacity_t = models.FloatField()
    heel_t = models.FloatField()
    owner = text()
    open_to_others = models.BooleanField()

    class Meta:
        ordering = ("id",)

    def value(self) -> Tank:
        """The tank."""
        return value_of(Tank, self)


class HoldingRow(models.Model):
    """Cylinders of one type that circulate through a facility, in pieces."""

    facility = models.ForeignKey(FacilityRow, models.PROTECT, related_name="cylinders")
    type_code = text()
    full = models.BigIntegerField()
    empty = models.BigIntegerField()

    class Meta:
        ordering = ("id",)

    def value(self) -> CylinderHolding:
        """The holding."""
        return value_of(CylinderHolding, self)


class OwnSourceRow(models.Model):
    """What a facility makes itself."""

    facility = models.ForeignKey(FacilityRow, models.PROTECT, related_name="sources")
    kind = word(SourceKind)
    pieces = models.BigIntegerField()
    nameplate_l_per_min = models.FloatField()
    working_share = models.FloatField()

    class Meta:
        ordering = ("id",)

    def value(self) -> OwnSource:
        """The source."""
        return value_of(OwnSource, self)


class CensusRow(models.Model):
    """Who lies in a facility on oxygen, as reported."""

    facility = models.ForeignKey(FacilityRow, models.PROTECT, related_name="censuses")
    as_of = models.DateTimeField()
    occupied_beds = models.BigIntegerField(null=True)
    reported_need_t_per_day = models.FloatField(null=True)

    def value(self) -> Census:
        """The census with its patients."""
        patients = tuple(row.value() for row in self.patients.all())
        return value_of(Census, self, patients=patients)


class PatientsRow(models.Model):
    """So many patients of one group on one device; never who they are."""

    census = models.ForeignKey(CensusRow, models.PROTECT, related_name="patients")
    device = word(DeviceKind)
    patients = models.BigIntegerField()
    group = word(PatientGroup)

    class Meta:
        ordering = ("id",)

    def value(self) -> PatientCount:
        """The count."""
        return value_of(PatientCount, self)


WITHIN = ("tanks", "cylinders", "sources", "censuses__patients")
"""What stands in a facility, to be fetched with it."""


def store_fittings(rows: list[FacilityRow], facilities: list[Facility]) -> None:
    """Keep what stands in facilities whose rows are kept already."""
    pairs = list(zip(rows, facilities, strict=True))
    TankRow.objects.bulk_create(
        TankRow(facility=row, **columns_of(tank))
        for row, facility in pairs
        for tank in facility.tanks
    )
    HoldingRow.objects.bulk_create(
        HoldingRow(facility=row, **columns_of(holding))
        for row, facility in pairs
        for holding in facility.cylinders
    )
    OwnSourceRow.objects.bulk_create(
        OwnSourceRow(facility=row, **columns_of(source))
        for row, facility in pairs
        for source in facility.sources
    )
    counted = [
        (CensusRow(facility=row, **columns_of(census, "patients")), census.patients)
        for row, facility in pairs
        if (census := facility.census) is not None
    ]
    CensusRow.objects.bulk_create(row for row, _ in counted)
    PatientsRow.objects.bulk_create(
        PatientsRow(census=row, **columns_of(count))
        for row, patients in counted
        for count in patients
    )
