"""Invented patients of one hospital, by its beds and by how full its territory is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from napas.domain.need import DeviceKind, PatientCount
from napas.domain.network import Census
from napas.exchange.synthetic_draws import Draws, drawn_share
from napas.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Ward:
    """What decides how many patients lie in a hospital.

    Attributes:
        beds: all beds.
        occupancy_share: COVID beds in use in its territory, 0 to 1.
        intensive: whether it has intensive care.
    """

    beds: int
    occupancy_share: float
    intensive: bool


def invent_census(
    ward: Ward, as_of: datetime, parameters: Parameters, draws: Draws
) -> Census:
    """Who may lie there: COVID patients by beds, occupancy and the shares of the mix.

    Means are kept over many hospitals; beds are never filled twice.
    """
    covid_beds = min(
        ward.beds, draws.whole(ward.beds * parameters["mix.covid_bed_share"])
    )
    occupancy = drawn_share(ward.occupancy_share, draws)
    in_covid_beds = min(covid_beds, draws.whole(covid_beds * occupancy))
    other_beds = ward.beds - covid_beds
    in_other_beds = min(
        other_beds,
        draws.whole(other_beds * parameters["synthetic.other_beds_occupied_share"]),
    )
    return Census(
        as_of=as_of,
        patients=_on_oxygen(in_covid_beds, parameters, draws, intensive=ward.intensive),
        occupied_beds=in_covid_beds + in_other_beds,
    )


def _on_oxygen(
    in_covid_beds: int, parameters: Parameters, draws: Draws, *, intensive: bool
) -> tuple[PatientCount, ...]:
    share = parameters["mix.oxygen_share_of_covid"]
    on_oxygen = min(in_covid_beds, draws.whole(in_covid_beds * share))
    # Intensive care stands in the higher classes alone: the high end of its share there
    # makes about the middle of it over all hospitals.
    highest = parameters.parameter("mix.intensive_share").high
    wanted = draws.whole(in_covid_beds * highest)
    critical = min(on_oxygen, wanted) if intensive else 0
    patients = {
        **_split(
            critical,
            {
                DeviceKind.IMV: parameters["mix.critical_imv_share"],
                DeviceKind.NIV: parameters["mix.critical_niv_share"],
            },
            DeviceKind.HFNC,
            draws,
        ),
        **_split(
            on_oxygen - critical,
            {
                DeviceKind.CANNULA: parameters["synthetic.cannula_share"],
                DeviceKind.MASK: parameters["synthetic.mask_share"],
            },
            DeviceKind.RESERVOIR_MASK,
            draws,
        ),
    }
    return tuple(
        PatientCount(device, patients[device])
        for device in DeviceKind
        if patients[device]
    )


def _split(
    patients: int, shares: Mapping[DeviceKind, float], rest: DeviceKind, draws: Draws
) -> dict[DeviceKind, int]:
    """Patients by device: each share rounded by chance, the rest on the last device."""
    found: dict[DeviceKind, int] = {}
    left = patients
    for device, share in shares.items():
        found[device] = min(left, draws.whole(patients * share))
        left -= found[device]
    return {**found, rest: left}
