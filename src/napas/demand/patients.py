"""Who is to be supplied: counted by device, or assumed from beds."""

from dataclasses import dataclass

from napas.demand.flow import PART_OF_DEVICE, GasSource, severity_of
from napas.domain.instant import require_amount, require_share
from napas.domain.need import DeviceKind, PatientCount, Severity
from napas.domain.network import Census


@dataclass(frozen=True, slots=True)
class BedCount:
    """Beds where patients are not counted by device; shares that are None are assumed.

    Attributes:
        occupied_share: of the beds, 0 to 1.
        covid_share: of the occupied beds; None takes `mix.covid_bed_share`.
        oxygen_share: of those, given oxygen; None takes `mix.oxygen_share_of_covid`.
        intensive_share: of those with COVID, in intensive care and given oxygen; None
            takes `mix.intensive_share`.
    """

    beds: int
    occupied_share: float = 1.0
    covid_share: float | None = None
    oxygen_share: float | None = None
    intensive_share: float | None = None

    def __post_init__(self) -> None:
        require_amount(self.beds, "beds")
        require_share(self.occupied_share, "occupied_share")
        for name, share in (
            ("covid_share", self.covid_share),
            ("oxygen_share", self.oxygen_share),
            ("intensive_share", self.intensive_share),
        ):
            if share is not None:
                require_share(share, name)


@dataclass(frozen=True, slots=True)
class CensusProblem:
    """Patients, and the gas that feeds them.

    Attributes:
        patients: by device and age group; a pair may stand more than once.
        ward_patients: adults on low-flow oxygen whose device was not told.
        other_patients: in other beds, with the usual care; None is unknown.
        beds: stands in for all of the above where patients are not counted.
        fio2_shares: inhaled oxygen share set at a blending device, where it is known;
            elsewhere the parameter of the device holds, with its range.
    """

    patients: tuple[PatientCount, ...] = ()
    ward_patients: int = 0
    other_patients: int | None = 0
    beds: BedCount | None = None
    source: GasSource = GasSource.LIQUID
    fio2_shares: tuple[tuple[DeviceKind, float], ...] = ()

    def __post_init__(self) -> None:
        require_amount(self.ward_patients, "ward_patients")
        if self.other_patients is not None:
            require_amount(self.other_patients, "other_patients")
        if self.beds and (self.patients or self.ward_patients or self.other_patients):
            message = "either patients are counted or beds stand in for them"
            raise ValueError(message)
        for device, share in self.fio2_shares:
            require_share(share, f"fio2 of {device}")
            if severity_of(PART_OF_DEVICE[device]) is not Severity.CRITICAL:
                message = f"{device} has no blender to set"
                raise ValueError(message)


def census_from_beds(
    beds: BedCount, source: GasSource = GasSource.LIQUID
) -> CensusProblem:
    """A census that assumes who lies in beds of which no more is known.

    Its answer carries the finding `devices-assumed`, and the range of the answer holds
    the ranges of the assumed shares.
    """
    return CensusProblem(beds=beds, source=source)


def census_from_report(
    census: Census, source: GasSource = GasSource.LIQUID
) -> CensusProblem:
    """A facility's report as a problem; other patients follow from occupied beds."""
    counted = sum(line.patients for line in census.patients)
    occupied = census.occupied_beds
    return CensusProblem(
        patients=census.patients,
        other_patients=None if occupied is None else max(0, occupied - counted),
        source=source,
    )
