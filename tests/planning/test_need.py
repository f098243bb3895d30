"""Needs said, verified and measured, from the country down to a hospital."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.demand.knowledge import NO_RANGE, NeedKnowledge, NeedRange, range_of
from napas.domain.country import Country, Level
from napas.domain.need import DeviceKind, NeedSource, PatientCount
from napas.domain.network import Census, Facility, FacilityKind
from napas.domain.situation import Place, Situation
from napas.domain.territory import Territory, plant_tree
from napas.parameters import resolve
from napas.planning.need import NeedPicture, assess_needs
from napas.planning.place_need import BedEstimate, Fitting, PlaceNeed
from napas.planning.verification import NeedFault

NOW = datetime(2021, 7, 10, 5, tzinfo=UTC)
PARAMETERS = resolve()
REPORT, OCCUPIED, FULL = (range_of(known, PARAMETERS) for known in NeedKnowledge)
WARD = PatientCount(DeviceKind.MASK, 20)
INTENSIVE = PatientCount(DeviceKind.IMV, 5)

COUNTRY = Country(
    code="xyz",
    name="Island",
    code_system="own 2021",
    languages=("en",),
    levels=(
        Level(0, "country", "Country"),
        Level(1, "province", "Province"),
        Level(2, "district", "District"),
    ),
    tree=plant_tree(
        [
            Territory("X", "Island", 0, ""),
            Territory("01", "North", 1, "X"),
            Territory("02", "South", 1, "X"),
            Territory("0101", "North coast", 2, "01"),
            Territory("0102", "North hills", 2, "01"),
            Territory("0201", "South coast", 2, "02"),
        ]
    ),
    time_zone="UTC",
    reporting_cut_h=0.0,
    currencies=(),
    gas_reference_temperature_c=15.0,
    planning_level="province",
)


def hospital(
    code: str,
    territory: str,
    *,
    beds: int | None = 100,
    patients: tuple[PatientCount, ...] = (WARD, INTENSIVE),
    reported: float | None = None,
    occupied: int | None = 60,
) -> Facility:
    census = Census(NOW, patients, occupied, reported)
    return Facility(code, f"Hospital {code}", territory, beds=beds, census=census)


COAST = hospital("H1", "0101")
HILLS = hospital("H2", "0102", patients=(replace(WARD, patients=60),))
SOUTH = hospital("H3", "0201")


def island(
    *facilities: Facility, places: tuple[Place, ...] = (), level: str = "province"
) -> NeedPicture:
    situation = Situation(
        "island", NOW, NOW, COUNTRY, places=places, facilities=facilities
    )
    return assess_needs(situation, level, PARAMETERS)


def said(need_t_per_day: float | None, *, occupied: int | None = None) -> Place:
    return Place("01", need_t_per_day, NeedSource.REPORTED, occupied_beds=occupied)


def of(needs: tuple[PlaceNeed, ...], code: str) -> PlaceNeed:
    return next(need for need in needs if need.code == code)


def test_a_province_nobody_speaks_of_needs_what_its_hospitals_count() -> None:
    picture = island(COAST, HILLS, SOUTH)
    north = of(picture.provinces, "01")
    own = [of(picture.facilities, code).norm_t_per_day for code in ("H1", "H2")]
    assert north.norm_t_per_day == pytest.approx(sum(figure or 0 for figure in own))
    assert north.source is NeedSource.ESTIMATE


def test_a_reported_need_is_kept_and_shared_out_by_the_count_of_each_hospital() -> None:
    counted = island(COAST, HILLS)
    picture = island(COAST, HILLS, places=(said(3.0),))
    assert of(picture.provinces, "01").norm_t_per_day == 3.0
    parts = [of(picture.facilities, code).verified_t_per_day for code in ("H1", "H2")]
    before = [of(counted.facilities, code).verified_t_per_day for code in ("H1", "H2")]
    assert sum(part or 0 for part in parts) == pytest.approx(3.0)
    assert parts[0] is not None
    assert before[0] is not None
    assert parts[0] / 3.0 == pytest.approx(
        before[0] / sum(part or 0 for part in before)
    )


def test_a_need_that_is_unknown_stays_unknown_down_to_the_bedside() -> None:
    picture = island(COAST, places=(said(None),))
    assert of(picture.provinces, "01").verified_t_per_day is None
    assert of(picture.facilities, "H1").verified_t_per_day is None


def test_measured_use_is_told_beside_the_norm_and_never_scaled_by_it() -> None:
    alone = island(COAST)
    beside = island(COAST, places=(said(50.0),))
    assert of(alone.facilities, "H1").measured == of(beside.facilities, "H1").measured
    north = of(beside.provinces, "01")
    assert north.measured is not None
    assert north.measured.whole_t_per_day.value < 1.0


def test_what_a_province_says_is_cut_to_what_its_beds_can_breathe() -> None:
    picture = island(COAST, places=(said(500.0, occupied=60),))
    north = of(picture.provinces, "01")
    assert north.norm_t_per_day == 500.0
    assert north.verified_t_per_day == north.bound_t_per_day
    assert [fault.code for fault in picture.findings] == [
        NeedFault.ABOVE_PHYSICAL_BOUND
    ]


@given(st.floats(0.1, 1000.0), st.floats(1.0, 100.0))
def test_inflating_a_report_never_raises_a_share_beyond_its_bound(
    reported: float, factor: float
) -> None:
    def share(figure: float) -> tuple[float, float]:
        loud = hospital("H1", "0101", reported=figure)
        picture = island(loud, HILLS, places=(said(3.0),))
        need = of(picture.facilities, "H1")
        assert need.verified_t_per_day is not None
        assert need.bound_t_per_day is not None
        return need.verified_t_per_day, need.bound_t_per_day

    inflated, bound = share(reported * factor)
    at_bound, _ = share(bound)
    assert inflated <= at_bound * (1 + 1e-9)


def test_a_reported_need_of_a_hospital_stands_as_it_was_said() -> None:
    picture = island(hospital("H1", "0101", reported=0.8), HILLS, places=(said(3.0),))
    need = of(picture.facilities, "H1")
    assert need.norm_t_per_day == 0.8
    assert need.source is NeedSource.REPORTED


def test_beds_stand_in_where_nobody_counted_and_occupancy_is_known() -> None:
    silent = replace(COAST, census=None)
    full = Place("01", None, NeedSource.ESTIMATE, bed_occupancy_share=1.0)
    half = replace(full, bed_occupancy_share=0.5)
    whole = island(silent, places=(full,)).facilities[0].measured
    part = island(silent, places=(half,)).facilities[0].measured
    alone = island(silent).facilities[0].measured
    assert whole is not None
    assert part is not None
    assert alone == whole
    assert part.whole_t_per_day.value == pytest.approx(
        whole.whole_t_per_day.value / 2.0
    )


def test_a_hospital_without_census_and_beds_is_unknown_and_not_zero() -> None:
    picture = island(replace(COAST, census=None, beds=None), SOUTH)
    blank = of(picture.facilities, "H1")
    assert (blank.norm_t_per_day, blank.measured, blank.beds) == (None, None, None)
    north = of(picture.provinces, "01")
    assert (north.norm_t_per_day, north.measured) == (None, None)


def test_a_hospital_without_patients_needs_nothing_critical() -> None:
    empty = hospital("H1", "0101", patients=(replace(WARD, patients=0),), occupied=0)
    need = island(empty).facilities[0]
    assert need.norm_t_per_day == 0.0
    assert 0.0 < need.critical_share < 1.0


def test_districts_gather_their_hospitals() -> None:
    picture = island(COAST, HILLS, SOUTH, level="district", places=(said(3.0),))
    assert [need.code for need in picture.places] == ["0101", "0102", "0201"]
    north = [need.verified_t_per_day or 0.0 for need in picture.places[:2]]
    assert sum(north) == pytest.approx(3.0)
    assert picture.places[0].level == "district"


def test_hospitals_are_the_deepest_level_and_other_facilities_have_no_need() -> None:
    station = Facility("F1", "Filler", "0101", kind=FacilityKind.FILLING_STATION)
    picture = island(COAST, station, level="hospital")
    assert [need.code for need in picture.places] == ["H1"]


def test_a_level_the_country_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        island(COAST, level="county")


@pytest.mark.parametrize(
    ("place", "held"),
    [
        (said(3.0), REPORT),
        (replace(said(3.0), need_source=NeedSource.ESTIMATE), FULL),
        (replace(said(3.0, occupied=40), need_source=NeedSource.ESTIMATE), OCCUPIED),
        (
            Place("01", 3.0, NeedSource.ESTIMATE, bed_occupancy_share=0.5),
            OCCUPIED,
        ),
    ],
)
def test_what_is_said_of_a_place_lies_in_the_range_of_how_it_is_known(
    place: Place, held: NeedRange
) -> None:
    picture = island(COAST, HILLS, SOUTH, places=(place,))
    assert of(picture.provinces, "01").need_range == held
    assert {of(picture.facilities, code).need_range for code in ("H1", "H2")} == {held}
    assert of(picture.facilities, "H3").need_range == OCCUPIED


def test_an_estimate_by_beds_keeps_its_rule_and_what_lies_below_is_fitted_to_it() -> (
    None
):
    ruled = Place("01", 3.0, NeedSource.ESTIMATE, beds=600, bed_norm_kg_per_day=10.0)
    half = replace(ruled, bed_occupancy_share=0.5)
    picture = island(COAST, HILLS, SOUTH, level="district", places=(half,))
    north, south = of(picture.provinces, "01"), of(picture.provinces, "02")
    assert north.estimate == BedEstimate(600, 10.0, 0.5)
    assert (north.stated, south.stated) == (True, False)
    assert {need.fitting for need in picture.places[:2]} == {Fitting(north.name, 3.0)}
    assert of(picture.facilities, "H3").fitting is None
    for unlike in (
        replace(ruled, bed_norm_kg_per_day=None),
        replace(ruled, need_t_per_day=None),
        ruled,
    ):
        assert of(island(COAST, places=(unlike,)).provinces, "01").estimate is None
    full = replace(ruled, need_t_per_day=6.0)
    known = of(island(COAST, places=(full,)).provinces, "01").estimate
    assert known == BedEstimate(600, 10.0, None)


def test_a_hospital_lies_in_the_range_of_its_own_count() -> None:
    loud = hospital("H1", "0101", reported=0.8)
    uncounted = replace(HILLS, census=None)
    blank = replace(uncounted, code="H4", beds=None)
    picture = island(loud, uncounted, blank, SOUTH)
    held = [need.need_range for need in picture.facilities]
    assert held == [REPORT, FULL, NO_RANGE, OCCUPIED]
    half = Place("01", None, NeedSource.ESTIMATE, bed_occupancy_share=0.5)
    filled = island(uncounted, places=(half,))
    assert of(filled.facilities, "H2").need_range == OCCUPIED


def test_the_range_of_a_sum_is_the_sum_of_the_ranges() -> None:
    picture = island(hospital("H1", "0101", reported=0.8), replace(HILLS, census=None))
    north = of(picture.provinces, "01")
    assert north.verified_t_per_day is not None
    parts = [
        need.need_range.around(need.verified_t_per_day or 0.0)
        for need in picture.facilities
    ]
    whole = north.need_range.around(north.verified_t_per_day)
    assert whole.low == pytest.approx(sum(part.low for part in parts))
    assert whole.high == pytest.approx(sum(part.high for part in parts))


def test_districts_of_a_stated_need_lie_in_its_range() -> None:
    picture = island(COAST, HILLS, SOUTH, level="district", places=(said(3.0),))
    for need in picture.places[:2]:
        assert need.need_range.low_share == pytest.approx(REPORT.low_share)
        assert need.need_range.high_share == pytest.approx(REPORT.high_share)
