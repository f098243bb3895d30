from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from napas.domain.need import DeviceKind
from napas.domain.network import Census
from napas.exchange.synthetic_draws import Draws
from napas.exchange.synthetic_patients import Ward, invent_census
from napas.parameters import resolve

MORNING = datetime(2021, 7, 10, 5, tzinfo=UTC)
PARAMETERS = resolve()
CRITICAL = {DeviceKind.IMV, DeviceKind.NIV, DeviceKind.HFNC}


def _census(ward: Ward, seed: int = 1) -> Census:
    return invent_census(ward, MORNING, PARAMETERS, Draws(seed, "x"))


@given(
    beds=st.integers(0, 1_500),
    occupancy=st.floats(0.0, 1.0),
    intensive=st.booleans(),
    seed=st.integers(0, 500),
)
def test_patients_never_outnumber_beds(
    beds: int, occupancy: float, *, intensive: bool, seed: int
) -> None:
    census = _census(Ward(beds, occupancy, intensive=intensive), seed)
    on_oxygen = sum(count.patients for count in census.patients)
    assert on_oxygen <= (census.occupied_beds or 0) <= beds
    assert all(count.patients > 0 for count in census.patients)


def test_a_hospital_without_intensive_care_has_nobody_critical() -> None:
    census = _census(Ward(800, 0.9, intensive=False))
    assert CRITICAL.isdisjoint(count.device for count in census.patients)


def test_the_critical_are_about_a_tenth_of_covid_patients_with_intensive_care() -> None:
    wards = [_census(Ward(400, 0.8, intensive=True), seed) for seed in range(200)]
    critical = sum(
        count.patients
        for census in wards
        for count in census.patients
        if count.device in CRITICAL
    )
    covid = 200 * 400 * PARAMETERS["mix.covid_bed_share"] * 0.8
    assert abs(critical / covid - 0.1) < 0.01


def test_patients_on_oxygen_keep_their_share_over_many_hospitals() -> None:
    wards = [_census(Ward(60, 0.7, intensive=True), seed) for seed in range(400)]
    on_oxygen = sum(count.patients for each in wards for count in each.patients)
    covid = 400 * 60 * PARAMETERS["mix.covid_bed_share"] * 0.7
    expected = covid * PARAMETERS["mix.oxygen_share_of_covid"]
    assert abs(on_oxygen / expected - 1.0) < 0.03


def test_devices_stand_in_the_order_of_the_word_list() -> None:
    devices = [
        count.device for count in _census(Ward(900, 0.9, intensive=True)).patients
    ]
    assert devices == list(DeviceKind)
