"""An invented country, unlike the first in everything that may differ."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from napas.domain.country import Country
from napas.domain.finding import Grade
from napas.domain.network import Form
from napas.domain.situation import Situation
from napas.exchange import check_path, read_country, read_scenario
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
