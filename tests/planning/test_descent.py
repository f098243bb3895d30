"""A need goes down to what lies below it, and nothing of it is lost on the way."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.demand.knowledge import NeedKnowledge, range_of
from napas.domain.country import Country, Level
from napas.domain.finding import Finding, Grade, find
from napas.domain.need import DeviceKind, NeedBasis, NeedSource, PatientCount
from napas.domain.network import Census, Facility
from napas.domain.observer import Silence
from napas.domain.situation import Place, Situation
from napas.domain.territory import Territory, plant_tree
from napas.parameters import resolve
from napas.planning.arrays.fault import PlanningCode
from napas.planning.need import NeedPicture, assess_needs
from napas.planning.outlook import look_ahead
from napas.planning.place_need import Derivation, PlaceNeed, ShareKey
from napas.planning.verification import NeedFault

NOW = datetime(2021, 7, 10, 5, tzinfo=UTC)
PARAMETERS = resolve()
LAND = Territory("X", "Land", 0, "")
NORTH = Territory("1", "North", 1, "X", population=400)
SOUTH = Territory("2", "South", 1, "X", population=100)
COAST = Territory("11", "Coast", 2, "1", population=300)
HILLS = Territory("12", "Hills", 2, "1", population=100)
BAY = Territory("21", "Bay", 2, "2")
QUAY = Territory("111", "Quay", 3, "11", population=200)
MARKET = Territory("112", "Market", 3, "11", population=100)
FARM = Territory("121", "Farm", 3, "12", population=100)
PIER = Territory("211", "Pier", 3, "21")
TREE = (LAND, NORTH, SOUTH, COAST, HILLS, BAY, QUAY, MARKET, FARM, PIER)
KEYS = ("country", "province", "district", "ward")


def country(*territories: Territory) -> Country:
    return Country(
        code="xyz",
        name="Land",
        code_system="own 2021",
        languages=("en",),
        levels=tuple(Level(depth, key, key) for depth, key in enumerate(KEYS)),
        tree=plant_tree(territories),
        time_zone="UTC",
        reporting_cut_h=0.0,
        currencies=(),
        gas_reference_temperature_c=15.0,
        planning_level="province",
    )


def assessed(
    *places: Place,
    level: str = "district",
    facilities: tuple[Facility, ...] = (),
    territories: tuple[Territory, ...] = TREE,
) -> NeedPicture:
    situation = Situation(
        "land", NOW, NOW, country(*territories), places=places, facilities=facilities
    )
    return assess_needs(situation, level, PARAMETERS)


def said(
    territory: str, need_t_per_day: float | None, occupied: int | None = None
) -> Place:
    reported = NeedSource.REPORTED
    return Place(territory, need_t_per_day, reported, occupied_beds=occupied)


def ward(code: str, territory: str, patients: int | None, beds: int | None) -> Facility:
    """A hospital with patients on masks; None is a hospital that counts nobody."""
    census = None
    if patients is not None:
        census = Census(NOW, (PatientCount(DeviceKind.MASK, patients),), patients)
    return Facility(code, code, territory, beds=beds, census=census)


def by_code(needs: tuple[PlaceNeed, ...]) -> dict[str, float | None]:
    return {need.code: need.verified_t_per_day for need in needs}


def lost(code: str, name: str, level: str, t_per_day: float) -> Finding:
    return find(
        Grade.SET_ASIDE,
        NeedFault.NOBODY_BELOW,
        subject=code,
        name=name,
        level=level,
        t_per_day=t_per_day,
    )


def test_a_need_without_hospitals_goes_to_the_places_below_by_their_people() -> None:
    picture = assessed(said("1", 4.0))

    assert by_code(picture.places) == {"11": 3.0, "12": 1.0}
    coast = picture.places[0]
    assert coast.source is NeedSource.DERIVED
    assert coast.norm_t_per_day == 3.0
    assert coast.derivation == Derivation("North", 4.0, ShareKey.PEOPLE)
    assert 0.0 < coast.critical_share < 1.0


def test_where_people_are_not_known_it_is_shared_evenly_and_says_so() -> None:
    blank = replace(HILLS, population=None)
    territories = (LAND, NORTH, COAST, blank)
    picture = assessed(said("1", 4.0), territories=territories)

    assert by_code(picture.places) == {"11": 2.0, "12": 2.0}
    derivation = picture.places[0].derivation
    assert derivation is not None
    assert derivation.key is ShareKey.EVENLY


def test_it_goes_down_through_every_level() -> None:
    picture = assessed(said("1", 4.0), level="ward")

    assert by_code(picture.places) == {"111": 2.0, "112": 1.0, "121": 1.0}


def test_what_a_district_says_itself_is_kept_beside_what_hospitals_count() -> None:
    alone = assessed(said("12", 5.0))
    assert by_code(alone.places) == {"12": 5.0}
    assert by_code(alone.provinces)["1"] == 5.0

    hospital = ward("H1", "11", 60, 100)
    both = assessed(said("1", 8.0), said("12", 5.0), facilities=(hospital,))
    assert sum(need.verified_t_per_day or 0.0 for need in both.places) == 8.0
    assert both.places[1].source is NeedSource.REPORTED


def test_a_district_whose_need_is_told_to_be_unknown_is_never_filled_from_above() -> (
    None
):
    picture = assessed(said("1", 4.0), said("11", None))
    assert by_code(picture.places) == {"11": None, "12": 4.0}

    nobody = assessed(said("2", 4.0), said("21", None, occupied=700))
    assert by_code(nobody.places) == {"21": None}
    assert nobody.places[0].occupied_beds == 700
    assert nobody.findings == (lost("2", "South", "district", 4.0),)


def test_a_district_without_a_word_on_its_need_counts_its_hospitals_as_before() -> None:
    hospital = ward("H1", "21", 60, 100)
    picture = assessed(said("2", 4.0), said("21", None), facilities=(hospital,))

    assert by_code(picture.places) == {"21": pytest.approx(4.0)}
    assert by_code(picture.facilities) == {"H1": pytest.approx(4.0)}


def test_hospitals_that_count_nobody_take_the_need_by_their_beds() -> None:
    empty = (ward("H1", "11", 0, 300), ward("H2", "12", 0, 100))
    report = said("1", 4.0, occupied=500)
    picture = assessed(report, level="hospital", facilities=empty)

    assert by_code(picture.places) == {"H1": 3.0, "H2": 1.0}
    derivation = picture.places[0].derivation
    assert derivation is not None
    assert derivation.key is ShareKey.BEDS


def test_a_hospital_that_reports_no_need_keeps_what_it_said_beside_its_part() -> None:
    census = Census(NOW, (), 10, 0.0)
    silent = Facility("H1", "H1", "11", beds=10, census=census)
    report = said("1", 4.0, occupied=500)
    picture = assessed(report, level="hospital", facilities=(silent,))
    need = picture.facilities[0]

    assert (need.norm_t_per_day, need.verified_t_per_day) == (0.0, 4.0)
    assert need.source is NeedSource.REPORTED
    assert need.derivation is not None


def test_a_need_that_no_hospital_can_take_is_told_at_the_level_of_hospitals() -> None:
    picture = assessed(said("1", 4.0), level="hospital")

    assert picture.places == ()
    assert lost("1", "North", "hospital", 4.0) in picture.findings


def test_a_province_without_any_place_below_is_told_too() -> None:
    picture = assessed(said("1", 4.0), territories=(LAND, NORTH))

    assert picture.places == ()
    assert lost("1", "North", "district", 4.0) in picture.findings


def test_a_place_that_no_longer_holds_is_given_nothing() -> None:
    gone = replace(HILLS, valid_to=date(2020, 1, 1))
    picture = assessed(said("1", 4.0), territories=(LAND, NORTH, COAST, gone))

    assert by_code(picture.places) == {"11": 4.0}


def test_what_is_said_of_the_country_alone_goes_to_its_provinces() -> None:
    picture = assessed(said("X", 10.0), level="province")
    assert by_code(picture.provinces) == {"1": 8.0, "2": 2.0}

    country_level = assessed(said("X", 10.0), level="country")
    assert by_code(country_level.places) == {"X": 10.0}

    known = assessed(said("X", 10.0), said("1", 4.0), level="province")
    assert by_code(known.provinces) == {"1": 4.0, "2": None}


def test_the_country_as_one_place_needs_what_its_provinces_need() -> None:
    hospital = ward("H1", "21", 60, 100)
    picture = assessed(said("1", 4.0), level="country", facilities=(hospital,))
    south = by_code(picture.provinces)["2"]

    assert south is not None
    assert by_code(picture.places) == {"X": pytest.approx(4.0 + south)}
    assert by_code(picture.facilities) == {"H1": pytest.approx(south)}


def test_a_derived_need_is_foreseen_and_by_measured_use_left_out() -> None:
    picture = assessed(said("1", 4.0))

    def places(basis: NeedBasis) -> tuple[str, ...]:
        forecast = look_ahead(
            picture,
            PARAMETERS,
            Silence(),
            first_day=NOW.date(),
            horizon_days=2,
            basis=basis,
            seed=0,
        )
        return forecast.places

    assert places(NeedBasis.NORM) == ("11", "12")
    assert places(NeedBasis.MEASURED) == ()


@pytest.mark.parametrize("territory", ["99", "X"])
@pytest.mark.parametrize("level", ["country", "province", "district", "hospital"])
def test_a_hospital_in_no_province_is_named_and_its_need_is_unknown(
    level: str, territory: str
) -> None:
    stray, rest = ward("H0", territory, 60, 100), ward("H1", "11", 60, 100)
    alone = assessed(level=level, facilities=(rest,))
    picture = assessed(level=level, facilities=(stray, rest))

    assert picture.provinces == alone.provinces
    assert by_code(picture.facilities)["H0"] is None
    assert picture.facilities[0].norm_t_per_day is not None
    assert [fault.subject for fault in picture.findings] == ["H0"]
    assert picture.findings[0].code is PlanningCode.FACILITY_HOMELESS
    assert picture.findings[0].grade is Grade.SET_ASIDE


def test_a_hospital_known_only_to_its_province_leaves_its_part_to_the_districts() -> (
    None
):
    loose, rest = ward("H0", "1", 60, 100), ward("H1", "11", 60, 100)
    picture = assessed(said("1", 4.0), facilities=(loose, rest))

    assert by_code(picture.places) == {"11": pytest.approx(4.0)}
    assert by_code(picture.facilities) == {"H0": None, "H1": pytest.approx(4.0)}


FIGURES = st.none() | st.floats(0.0, 500.0)
DISTRICTS = ("11", "12", "13")


@st.composite
def provinces(draw: st.DrawFn) -> tuple[tuple[Place, ...], tuple[Facility, ...]]:
    """A province with a need, and districts of which anything or nothing is known."""
    need = draw(st.floats(0.01, 500.0))
    places = [said("1", need)]
    told = draw(st.lists(st.sampled_from(DISTRICTS[:-1]), unique=True))
    places += [said(code, draw(FIGURES)) for code in told]
    patients = st.none() | st.integers(0, 200)
    facilities = [
        ward(f"H{at}", code, draw(patients), draw(st.none() | st.integers(0, 300)))
        for at, code in enumerate(draw(st.lists(st.sampled_from(DISTRICTS))))
    ]
    return tuple(places), tuple(facilities)


@given(provinces(), st.lists(st.none() | st.integers(0, 1000), min_size=3, max_size=3))
def test_districts_and_hospitals_together_need_what_their_province_needs(
    drawn: tuple[tuple[Place, ...], tuple[Facility, ...]], people: list[int | None]
) -> None:
    places, facilities = drawn
    districts = [
        Territory(code, code, 2, "1", population=population)
        for code, population in zip(DISTRICTS, people, strict=True)
    ]
    territories = (LAND, NORTH, *districts)
    for level in ("district", "hospital"):
        picture = assessed(
            *places, level=level, facilities=facilities, territories=territories
        )
        whole = picture.provinces[0].verified_t_per_day
        parts = sum(need.verified_t_per_day or 0.0 for need in picture.places)
        told = [
            float(dict(fault.params)["t_per_day"] or 0.0)
            for fault in picture.findings
            if fault.code is NeedFault.NOBODY_BELOW
        ]
        assert parts + sum(told) == pytest.approx(whole, rel=1e-9, abs=1e-3)
        assert level == "hospital" or not told
        beds = sum(need.verified_t_per_day or 0.0 for need in picture.facilities)
        assert beds <= parts * (1 + 1e-9)


def test_parts_of_a_stated_need_err_with_it_at_every_level() -> None:
    held = range_of(NeedKnowledge.REPORTED, PARAMETERS)
    picture = assessed(
        said("1", 4.0),
        level="ward",
        facilities=(ward("H1", "111", 20, 30), ward("H2", "121", None, 50)),
    )
    parts = [*picture.places, *picture.facilities]
    assert {part.need_range for part in parts if part.verified_t_per_day} == {held}


def test_stated_parts_that_make_up_the_whole_keep_their_own_ranges() -> None:
    rule = Place("12", 1.0, NeedSource.ESTIMATE)
    picture = assessed(said("1", 4.0), said("11", 3.0), rule)
    held = [need.need_range for need in picture.places]
    assert held == [
        range_of(NeedKnowledge.REPORTED, PARAMETERS),
        range_of(NeedKnowledge.FULL_BEDS, PARAMETERS),
    ]
