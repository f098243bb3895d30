from pathlib import Path

import pytest

from napas.exchange.scenarios import (
    FOUNDING,
    ScenarioNotFoundError,
    founding_scenario,
)


def test_the_founding_scenario_is_found_in_this_project() -> None:
    folder = founding_scenario()
    assert folder.name == FOUNDING
    assert (folder / "scenario.toml").is_file()


def test_the_first_place_that_has_it_is_taken(tmp_path: Path) -> None:
    for place in ("package", "project"):
        (tmp_path / place / FOUNDING).mkdir(parents=True)
        (tmp_path / place / FOUNDING / "scenario.toml").touch()
    places = [tmp_path / "nowhere", tmp_path / "package", tmp_path / "project"]
    assert founding_scenario(places) == tmp_path / "package" / FOUNDING


def test_where_it_is_not_the_places_searched_are_said(tmp_path: Path) -> None:
    with pytest.raises(ScenarioNotFoundError) as refused:
        founding_scenario([tmp_path])
    assert refused.value.params == {"name": FOUNDING, "searched": str(tmp_path)}
