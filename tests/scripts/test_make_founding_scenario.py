from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from napas.exchange.country import read_country

Script = Callable[[str], ModuleType]


@pytest.fixture(scope="module")
def made(script: Script, tmp_path_factory: pytest.TempPathFactory) -> Path:
    module = script("make_founding_scenario")
    country, _ = read_country(module.COUNTRY)
    into = tmp_path_factory.mktemp("made")
    module.make_tables(module.FOLDER, country, into)
    return into


def test_the_committed_tables_are_those_that_are_made(
    script: Script, made: Path
) -> None:
    folder = script("make_founding_scenario").FOLDER
    tables = sorted(made.iterdir())
    assert {table.stem for table in tables} == {
        *("territories", "places", "plants", "facilities", "tanks", "cylinders"),
        *("own_sources", "census", "patients", "stocks", "vehicles", "events"),
    }
    for table in tables:
        assert table.read_bytes() == (folder / table.name).read_bytes(), table.name


def test_provinces_count_514_districts_and_cities(script: Script) -> None:
    module = script("make_founding_scenario")
    lines = module.facts_of(module.FOLDER)["provinces"]
    assert len(lines) == 34
    assert sum(int(line["kabupaten"]) for line in lines) == 416
    assert sum(int(line["kota"]) for line in lines) == 98


def test_the_share_of_beds_in_the_scenario_is_the_one_that_makes_the_beds_in_use(
    script: Script,
) -> None:
    module = script("make_founding_scenario")
    setting = module.read_setting(module.FOLDER)
    country, _ = read_country(module.COUNTRY)
    places = module.places_of(module.facts_of(module.FOLDER), country, setting)
    assert setting.parameters["mix.covid_bed_share"] == pytest.approx(
        places.covid_bed_share, abs=0.0005
    )
