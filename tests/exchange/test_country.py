"""A country folder: what it holds, and every fault of it with its place."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from napas.domain.country import Landmass, Objective
from napas.domain.finding import Grade
from napas.exchange import ExchangeCode, read_country, read_scenario

Lay = Callable[[Mapping[str, str | bytes]], Path]
X = ExchangeCode
STOP, ASIDE, DOUBT = Grade.STOP, Grade.SET_ASIDE, Grade.DOUBTFUL
TOML, TREE = "country.toml", "territories.csv"

BREAKS = {
    "no country.toml": (TOML, None, None, STOP, X.FILE_MISSING, 0, ""),
    "no territories": (TREE, None, None, STOP, X.FILE_MISSING, 0, ""),
    "no currency known": (
        TOML, "IDR", "", ASIDE, X.CELL_MISSING, 0, "currencies[1].code"
    ),
    "a name missing": (
        TOML, 'name = "Negeri"\n', "\n", STOP, X.CELL_MISSING, 0, "name"
    ),
    "a strange entry": (
        TOML, "reporting", "x = 1\nreporting", DOUBT, X.SETTING_UNKNOWN, 0, "x"
    ),
    "a strange entry of a list": (
        TOML, "decimals = 2", "decimals = 2, y = 1", DOUBT, X.SETTING_UNKNOWN, 0,
        "currencies[1].y",
    ),
    "a time zone of nowhere": (
        TOML, "Asia/Jakarta", "Asia/Nowhere", STOP, X.CELL_TIME_ZONE_UNKNOWN, 0,
        "time_zone",
    ),
    "levels with a gap": (
        TOML, "depth = 2", "depth = 3", STOP, X.COUNTRY_LEVELS_WRONG, 0, "levels"
    ),
    "a planning level that is none": (
        TOML, 'planning_level = "region"', 'planning_level = "village"', STOP,
        X.LEVEL_UNKNOWN, 0, "planning_level",
    ),
    "an objective twice": (
        TOML, '"evenness"', '"unmet_critical"', ASIDE, X.POLICY_OBJECTIVE_TWICE, 0,
        "policies[1].objectives",
    ),
    "an objective that is none": (
        TOML, '"evenness"', '"luck"', ASIDE, X.CELL_WORD_UNKNOWN, 0,
        "policies[1].objectives",
    ),
    "a norm that is negative": (
        TOML, "reporting_cut_h", "bed_norm_kg_per_day = -1\nreporting_cut_h", STOP,
        X.CELL_NEGATIVE, 0, "bed_norm_kg_per_day",
    ),
    "a currency that is no table": (
        TOML, '{ code = "IDR", decimals = 2 }', "3", ASIDE, X.CELL_MISSING, 0,
        "currencies[1].code",
    ),
    "two roots": (TREE, "2,Timur,1,0", "2,Timur,0,", STOP, X.COUNTRY_ROOT_WRONG, 0, ""),
    "no root": (TREE, "0,Negeri,0,", "0,Negeri,1,", STOP, X.COUNTRY_ROOT_WRONG, 0, ""),
    "a parent that is none": (
        TREE, "2,Timur,1,0", "2,Timur,1,9", ASIDE, X.TERRITORY_PARENT_WRONG, 4, "parent"
    ),
    "an agency of no table": (
        "duties.csv", "dinas", "kantor", ASIDE, X.AGENCY_UNKNOWN, 2, "agency"
    ),
    "a landmass of no territory": (
        "links.csv", "barat,timur", "barat,selatan", ASIDE, X.LANDMASS_UNKNOWN, 2,
        "target_landmass",
    ),
    "a crossing from nowhere": (
        "links.csv", "barat,timur", ",timur", ASIDE, X.CROSSING_WITHOUT_LANDMASS, 2,
        "origin_landmass",
    ),
    "a crossing without the point of a port": (
        "links.csv", "-7.9,111.9", ",", ASIDE, X.CROSSING_WITHOUT_PORT, 2,
        "target_latitude_deg",
    ),
    "a crossing with half the point of a port": (
        "links.csv", "-7.9,111.9", "-7.9,", ASIDE, X.POINT_INCOMPLETE, 2,
        "target_longitude_deg",
    ),
    "a crossing with a port off the globe": (
        "links.csv", "-7.9,111.9", "-97.9,111.9", ASIDE, X.CELL_OUT_OF_RANGE, 2,
        "target_latitude_deg",
    ),
    "a wait that is no number": (
        "links.csv", "2,1,barat", "2,long,barat", ASIDE, X.CELL_NOT_A_NUMBER, 2,
        "waiting_h",
    ),
    "a cylinder of no volume": (
        "cylinder_types.csv", "40,", ",", ASIDE, X.CELL_MISSING, 2, "water_l"
    ),
    "a rule of no date": (
        "procurement_rules.csv", "2020-01-01", "2020", ASIDE, X.CELL_NOT_A_DAY, 2,
        "valid_from",
    ),
}  # fmt: skip
CASCADES = {
    "no root",
    "two roots",
    "a currency that is no table",
    "a parent that is none",
}


@pytest.fixture
def land(good: dict[str, str]) -> dict[str, str]:
    return {
        name.removeprefix("negeri/"): text
        for name, text in good.items()
        if name.startswith("negeri/")
    }


@pytest.mark.parametrize("name", BREAKS)
def test_one_break_of_a_country_is_found_with_its_place(
    name: str, land: dict[str, str], lay: Lay
) -> None:
    file, old, new, grade, code, row, column = BREAKS[name]
    if old is None or new is None:
        del land[file]
    else:
        assert old in land[file]
        land[file] = land[file].replace(old, new, 1)

    country, findings = read_country(lay(land))

    found = [
        (fault.grade, fault.code, fault.spot.file, fault.spot.row, fault.spot.column)
        for fault in findings
    ]
    expected = (grade, code, file, row, column)
    assert (expected in found) if name in CASCADES else (found == [expected])
    assert (country is None) is any(fault.grade is STOP for fault in findings)


def test_a_country_is_read_whole(land: dict[str, str], lay: Lay) -> None:
    country, findings = read_country(lay(land))

    assert findings == ()
    assert country is not None
    assert country.tree.time_zone("2") == "Asia/Makassar"
    assert [link.code for link in country.links] == ["feri"]
    assert country.policy_on(date(2021, 7, 10)).objectives == (
        Objective.UNMET_CRITICAL,
        Objective.EVENNESS,
    )
    assert country.procurement_rules[0].valid_to == date(2021, 12, 31)
    assert [duty.agency for duty in country.duties] == ["dinas"]
    assert country.cylinder_types[0].water_l == 40.0


def test_a_country_may_have_no_lists_at_all(land: dict[str, str], lay: Lay) -> None:
    country, findings = read_country(lay({TOML: land[TOML], TREE: land[TREE]}))

    assert findings == ()
    assert country is not None
    assert country.links == ()


def test_a_country_sets_parameters(land: dict[str, str], lay: Lay) -> None:
    land[TOML] += '\n[parameters]\n"reports.stale_h" = 8\n'

    country, _ = read_country(lay(land))

    assert country is not None
    assert country.parameter_entries == (("reports.stale_h", 8.0),)


def test_crossings_may_touch_land_that_has_no_territory(
    land: dict[str, str], lay: Lay
) -> None:
    land["links.csv"] = land["links.csv"].replace("barat,timur", "barat,karang")
    toml = land[TOML].replace(
        "levels =", 'transit_landmasses = ["karang"]\nlevels =', 1
    )

    country, findings = read_country(lay({**land, TOML: toml}))

    assert findings == ()
    assert country is not None


def test_a_landmass_may_have_a_name_of_its_own(land: dict[str, str], lay: Lay) -> None:
    named = 'landmasses = [{ key = "barat", name = "Barat Daya" }, { key = "timur" }]\n'
    toml = land[TOML].replace("levels =", f"{named}levels =", 1)

    country, findings = read_country(lay({**land, TOML: toml}))

    assert country is not None
    assert country.landmasses == (Landmass("barat", "Barat Daya"),)
    assert [(each.code, each.spot.column) for each in findings] == [
        (X.CELL_MISSING, "landmasses[2].name")
    ]


def test_faults_of_the_lists_are_found_though_there_is_no_tree(
    land: dict[str, str], lay: Lay
) -> None:
    del land[TREE]
    land["duties.csv"] = land["duties.csv"].replace("dinas", "kantor")

    _, findings = read_country(lay(land))

    assert [fault.code for fault in findings] == [X.FILE_MISSING, X.AGENCY_UNKNOWN]


def test_faults_of_a_country_stand_under_the_name_of_its_folder(
    good: dict[str, str], lay: Lay
) -> None:
    name = "negeri/duties.csv"

    read = read_scenario(lay({**good, name: good[name].replace("dinas", "kantor")}))

    assert [fault.spot.file for fault in read.findings] == [name]
    assert read.situation is not None
