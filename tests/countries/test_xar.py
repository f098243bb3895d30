"""An invented country, unlike the first in everything that may differ."""

import csv
import io
import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from napas.domain.country import Country
from napas.domain.finding import Grade
from napas.domain.identifier import SubjectKind
from napas.domain.network import Form
from napas.domain.situation import Situation
from napas.exchange import check_path, read_country, read_scenario
from napas.exchange.hospital_register import (
    HospitalColumns,
    PointColumns,
    RegisterMap,
    read_points,
    read_register,
)
from napas.exchange.name_codes import NameCode
from napas.parameters import resolve

FOLDER = Path(__file__).parent / "xar"
SCENARIO = Path(__file__).parents[1] / "scenarios" / "xar-wave"


@pytest.fixture
def country() -> Country:
    found, findings = read_country(FOLDER)
    assert findings == ()
    assert found is not None
    return found


@pytest.fixture
def situation() -> Situation:
    found = read_scenario(SCENARIO).situation
    assert found is not None
    return found


def test_its_tree_has_four_levels_and_codes_with_leading_zeros(
    country: Country,
) -> None:
    assert [level.key for level in country.levels] == [
        "nation",
        "region",
        "district",
        "commune",
    ]
    assert country.tree["010101"].parent == "0101"


def test_containment_follows_the_tree_and_not_the_spelling_of_a_code(
    country: Country,
) -> None:
    assert country.tree.within("020107", "01")
    assert not country.tree.within("020107", "02")


def test_it_lies_five_hours_behind_and_speaks_a_third_language(
    country: Country,
) -> None:
    moment = datetime(2024, 5, 2, 12, tzinfo=UTC)
    zone = ZoneInfo(country.tree.time_zone("020101"))

    assert moment.astimezone(zone).hour == 7
    assert country.languages[0] == "es"


def test_it_has_no_map_and_a_currency_of_two_decimals(country: Country) -> None:
    assert not (FOLDER / "shapes.json").exists()
    assert [currency.decimals for currency in country.currencies] == [2]


def test_its_scenario_reads_without_fault() -> None:
    assert check_path(SCENARIO) == ()


def test_nothing_in_it_is_liquid(situation: Situation) -> None:
    assert all(not facility.tanks for facility in situation.facilities)
    assert all(plant.liquefaction_t_per_day == 0.0 for plant in situation.plants)
    assert {stock.form for stock in situation.stocks} == {Form.CYLINDER}


def test_its_parameters_lie_under_those_of_the_scenario() -> None:
    settings = read_scenario(SCENARIO).settings

    assert settings is not None
    parameters = resolve(settings.layers)
    assert parameters["reports.stale_h"] == 24.0
    assert parameters["cylinders.circulating_share"] == 0.7
    assert parameters.non_default == ("cylinders.circulating_share", "reports.stale_h")


def test_both_folders_hold_no_fault_of_any_grade() -> None:
    found = [*check_path(FOLDER), *check_path(SCENARIO)]

    assert [fault for fault in found if fault.grade in Grade] == []


def test_its_codes_have_leading_zeros_and_pass_from_one_to_another(
    situation: Situation,
) -> None:
    def holder(code: str, day: date) -> str:
        named = situation.names.holder("res", code, day)
        return named.subject if named else ""

    assert holder("00417", date(2024, 5, 2)) == "H-001"
    assert holder("417", date(2024, 5, 2)) == ""
    assert holder("00042", date(2019, 12, 31)) == "H-003"
    assert holder("00042", date(2020, 1, 1)) == "H-002"


def test_a_scenario_that_a_spreadsheet_went_through_is_the_same_with_doubts(
    situation: Situation, tmp_path: Path
) -> None:
    target = tmp_path / "scenarios" / "xar-wave"
    shutil.copytree(SCENARIO, target)
    shutil.copytree(FOLDER, tmp_path / "countries" / "xar")
    # The scope of a claim is free text, code or name: nothing says which.
    for file in set(target.glob("*.csv")) - {target / "claims.csv"}:
        file.write_text(through_a_spreadsheet(file), encoding="utf-8")

    read = read_scenario(target)

    assert read.situation is not None, read.findings
    assert replace(read.situation, findings=()) == situation
    assert {fault.code for fault in read.findings} == {NameCode.CODE_RESTORED}
    restored = {str(dict(fault.params)["taken"]) for fault in read.findings}
    assert {"01", "0101", "010101", "020107", "00417"} <= restored


def through_a_spreadsheet(file: Path) -> str:
    """A table whose codes were taken for numbers, as office programs do."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    kept = io.StringIO()
    csv.writer(kept, lineterminator="\n").writerows(
        [re.sub(r"^0+(?=[0-9]+$)", "", cell) for cell in row] for row in rows
    )
    return kept.getvalue()


def test_a_register_that_a_spreadsheet_went_through_is_restored(
    country: Country, tmp_path: Path
) -> None:
    columns = HospitalColumns(
        *["code", "name", "district", "district_name", "above", "c", "o", "beds"]
    )
    told = RegisterMap(
        columns, PointColumns("district", "north", "east"), {"": ""}, "", ""
    )
    register = tmp_path / "register.csv"
    register.write_text(
        "code,name,district,district_name,above,c,o,beds\n"
        "417,Hospital Uno,10101,Mina Vieja,101,,,20\n"
        "418.0,Hospital Dos,10109,Nueva,101,,,30\n"
        "4.19E+02,Hospital Tres,20101,Faro,201,,,30\n"
        "1E+03,Hospital Perdido,20101,Faro,201,,,30\n",
        encoding="utf-8",
    )
    points = tmp_path / "points.csv"
    points.write_text("district,north,east\n10109,-8,-75\n", encoding="utf-8")

    found, findings = read_register(register, told, country)
    places, _ = read_points(points, told, country)

    assert [(each.code, each.territory, each.parent) for each in found] == [
        ("00417", "010101", "0101"),
        ("00418", "010109", "0101"),
        ("00419", "020101", "0201"),
    ]
    assert list(places) == ["010109"]
    lost = [fault for fault in findings if fault.code is NameCode.CODE_ROUNDED]
    assert [fault.spot.row for fault in lost] == [5]


def test_its_names_have_another_language_and_other_short_forms(
    country: Country, situation: Situation
) -> None:
    assert next(word.full for word in country.naming.words) == "hospital"
    faro = situation.names.of(SubjectKind.FACILITY, "H-004")
    assert [(alias.name, alias.language) for alias in faro.aliases] == [
        ("Lighthouse Hospital", "en")
    ]
