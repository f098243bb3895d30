from datetime import UTC, datetime

import pytest

from napas.demand.flow import GasSource
from napas.demand.patients import (
    BedCount,
    CensusProblem,
    census_from_beds,
    census_from_report,
)
from napas.domain.need import DeviceKind, PatientCount
from napas.domain.network import Census

NOW = datetime(2021, 7, 8, tzinfo=UTC)
VENTILATED = (PatientCount(DeviceKind.IMV, 20),)


def test_other_patients_of_a_report_are_the_occupied_beds_left_over() -> None:
    problem = census_from_report(Census(NOW, VENTILATED, occupied_beds=50))

    assert problem.other_patients == 30
    assert problem.source is GasSource.LIQUID


def test_a_report_with_more_patients_than_beds_leaves_nobody_over() -> None:
    problem = census_from_report(Census(NOW, VENTILATED, occupied_beds=5))

    assert problem.other_patients == 0


def test_other_patients_of_a_report_without_beds_are_unknown() -> None:
    problem = census_from_report(Census(NOW, VENTILATED), GasSource.PSA)

    assert problem.other_patients is None
    assert problem.source is GasSource.PSA


def test_beds_stand_in_for_patients() -> None:
    beds = BedCount(100, occupied_share=0.8, intensive_share=0.25)

    assert census_from_beds(beds).beds is beds


@pytest.mark.parametrize(
    "share", ["occupied_share", "covid_share", "oxygen_share", "intensive_share"]
)
def test_a_share_above_one_is_refused(share: str) -> None:
    with pytest.raises(ValueError, match=share):
        BedCount(100, **{share: 1.1})


def test_beds_do_not_stand_beside_patients() -> None:
    with pytest.raises(ValueError, match="either patients"):
        CensusProblem(patients=VENTILATED, beds=BedCount(10))


def test_negative_patients_are_refused() -> None:
    with pytest.raises(ValueError, match="ward_patients"):
        CensusProblem(ward_patients=-1)
    with pytest.raises(ValueError, match="other_patients"):
        CensusProblem(other_patients=-1)


def test_a_device_without_blender_has_no_share_to_set() -> None:
    with pytest.raises(ValueError, match="no blender"):
        CensusProblem(fio2_shares=((DeviceKind.MASK, 0.6),))
    with pytest.raises(ValueError, match="fio2 of hfnc"):
        CensusProblem(fio2_shares=((DeviceKind.HFNC, 60.0),))
