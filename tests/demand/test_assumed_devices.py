"""Patients nobody told the devices of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.demand.assumed_devices import critical_share, share_devices
from napas.domain.need import DeviceKind
from napas.parameters import Layer, resolve

PARAMETERS = resolve()
GRAVE = {DeviceKind.IMV, DeviceKind.NIV, DeviceKind.HFNC}


def test_the_critical_share_is_that_of_those_on_oxygen() -> None:
    share = critical_share(PARAMETERS)

    assert share.value == pytest.approx(0.09 / 0.667)
    assert share.low == pytest.approx(0.08 / 0.9)
    assert share.high == pytest.approx(0.1 / 0.5)


@given(st.integers(0, 5_000), st.floats(0, 1))
def test_no_patient_is_lost_or_made(patients: int, critical: float) -> None:
    counts = share_devices(patients, critical, PARAMETERS)

    assert sum(count.patients for count in counts) == patients
    grave = sum(count.patients for count in counts if count.device in GRAVE)
    assert abs(grave - patients * critical) < 1
    assert len({count.device for count in counts}) == len(counts)


def test_forty_patients_breathe_by_the_usual_mix() -> None:
    counts = share_devices(40, 0.135, PARAMETERS)

    assert {count.device: count.patients for count in counts} == {
        DeviceKind.CANNULA: 18,
        DeviceKind.MASK: 7,
        DeviceKind.RESERVOIR_MASK: 10,
        DeviceKind.HFNC: 1,
        DeviceKind.NIV: 1,
        DeviceKind.IMV: 3,
    }


def test_shares_that_make_more_than_one_leave_nothing_to_the_rest() -> None:
    entries = (("synthetic.cannula_share", 0.8), ("synthetic.mask_share", 0.4))
    counts = share_devices(12, 0.0, resolve((Layer("test", entries),)))

    assert {count.device: count.patients for count in counts} == {
        DeviceKind.CANNULA: 8,
        DeviceKind.MASK: 4,
    }
