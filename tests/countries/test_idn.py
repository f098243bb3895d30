"""The founding country: whole, sourced, and every province within reach."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from napas.domain.country import Country, Objective
from napas.domain.network import LinkMode
from napas.exchange import read_country
from napas.exchange.columns import Table
from napas.exchange.country_tables import COUNTRY_TABLES
from napas.exchange.whereabouts import COUNTRIES

FOLDER = COUNTRIES / "idn"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "data" / "indonesia-2021"


def read() -> Country:
    country, findings = read_country(FOLDER)
    assert findings == ()
    assert country is not None
    return country


IDN = read()


def test_there_are_34_provinces_with_their_codes_of_2021() -> None:
    provinces = IDN.tree.at_level(1)

    assert len(provinces) == 34
    assert {"31", "34", "65", "91", "94"} <= {province.code for province in provinces}
    assert IDN.code_system == "BPS 2021"
    assert IDN.levels[1].name == "Provinsi"
    assert IDN.planning_level == "province"


def test_every_province_has_a_point_a_landmass_and_people() -> None:
    for province in IDN.tree.at_level(1):
        assert province.point is not None
        assert province.landmass
        assert province.population


def test_islands_that_indonesian_spells_otherwise_have_their_names() -> None:
    names = {each.key: each.name for each in IDN.landmasses}
    masses = {province.landmass for province in IDN.tree.at_level(1)}

    assert names == {"java": "Jawa", "sumatra": "Sumatera"}
    assert set(names) <= masses


def test_the_people_of_the_provinces_are_the_people_of_the_country() -> None:
    people = [province.population or 0 for province in IDN.tree.at_level(1)]

    assert sum(people) == IDN.tree.country.population == 270_203_917


@pytest.mark.parametrize(
    ("zone", "hours", "codes"),
    [
        ("Asia/Jakarta", 7, "11 14 18 21 31 36"),
        ("Asia/Pontianak", 7, "61 62"),
        ("Asia/Makassar", 8, "51 52 53 63 64 65 71 73 76"),
        ("Asia/Jayapura", 9, "81 82 91 94"),
    ],
)
def test_each_province_has_the_clock_of_its_zone(
    zone: str, hours: int, codes: str
) -> None:
    offset = datetime(2021, 7, 10, tzinfo=ZoneInfo(zone)).utcoffset()

    assert {IDN.tree.time_zone(code) for code in codes.split()} == {zone}
    assert offset == timedelta(hours=hours)


def test_every_province_can_be_reached_from_java() -> None:
    reached = {"java"}
    crossings = [link for link in IDN.links if link.mode is not LinkMode.ROAD]
    for _ in crossings:
        for link in crossings:
            ends = {link.origin_landmass, link.target_landmass}
            if ends & reached:
                reached |= ends

    cut_off = [
        province.name
        for province in IDN.tree.at_level(1)
        if province.landmass not in reached
    ]
    assert cut_off == []


def test_every_crossing_says_how_its_figures_are_known() -> None:
    for link in IDN.links:
        assert link.basis.startswith(("measured", "estimate"))
        assert link.source
        assert link.waiting_h > 0.0
        assert link.distance_km > 0.0


def test_the_policy_of_the_wave_puts_the_gravest_first_and_says_who_decided() -> None:
    policy = IDN.policy_on(date(2021, 7, 10))

    assert policy.objectives == tuple(Objective)
    assert policy.valid_from == date(2021, 7, 5)
    assert "pending" in policy.authority


def test_money_has_two_decimals_by_its_standard() -> None:
    (currency,) = IDN.currencies

    assert (currency.code, currency.decimals) == ("IDR", 2)


def test_a_cylinder_is_known_by_its_volume_and_not_by_a_letter() -> None:
    volumes = {cylinder.code: cylinder.water_l for cylinder in IDN.cylinder_types}

    assert volumes == {"1m3": 6.7, "2m3": 13.3, "6m3": 40.0, "7m3": 46.7}
    assert all("verify" in cylinder.source for cylinder in IDN.cylinder_types)


def test_every_duty_has_an_agency_and_restrictions_rise() -> None:
    agencies = {agency.code for agency in IDN.agencies}

    assert {duty.agency for duty in IDN.duties} <= agencies
    assert [level.rank for level in IDN.restriction_levels] == [1, 2, 3, 4, 5]


TABLES = [table for table in COUNTRY_TABLES if (FOLDER / table.file).exists()]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.file)
def test_every_row_that_can_name_a_source_does(table: Table) -> None:
    with (FOLDER / table.file).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))

    assert rows
    assert all(row["source"] for row in rows if "source" in row)


@pytest.mark.shared
def test_codes_and_points_agree_with_the_reference() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared data folder is not beside the project")
    with (SHARED / "provinces.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))

    assert len(rows) == 34
    for row in rows:
        province = IDN.tree[row["bps"]]
        assert province.name == row["name"]
        assert province.point is not None
        assert province.point.latitude_deg == float(row["capital_lat"])
        assert province.population == int(row["population_2020_census"])
