from pathlib import Path

import pytest

from napas.exchange.scenarios import (
    FOUNDING,
    ScenarioNotFoundError,
    ScenarioUnknownError,
    founding_scenario,
    scenario_folder,
    scenarios_folder,
    shipped_scenarios,
)


def ship(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).mkdir(parents=True)
        (folder / name / "scenario.toml").touch()


def test_scenarios_of_a_checkout_lie_beside_the_source(tmp_path: Path) -> None:
    package = tmp_path / "src" / "napas"
    package.mkdir(parents=True)
    ship(tmp_path / "scenarios", "wave", "calm")

    assert shipped_scenarios(package) == ("calm", "wave")
    assert scenario_folder("wave", package) == tmp_path / "scenarios" / "wave"


def test_scenarios_of_an_installed_package_lie_within_it(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "napas"
    ship(package / "scenarios", "wave")

    assert scenarios_folder(package) == package / "scenarios"


def test_a_scenario_is_also_found_by_its_path(tmp_path: Path) -> None:
    assert scenario_folder(str(tmp_path)) == tmp_path


def test_a_scenario_that_is_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioUnknownError) as refused:
        scenario_folder(str(tmp_path / "none"), tmp_path / "src" / "napas")

    assert refused.value.params["known"] == ""


def test_the_founding_scenario_lies_in_this_project() -> None:
    assert founding_scenario() == Path(__file__).parents[2] / "scenarios" / FOUNDING
    assert FOUNDING in shipped_scenarios()


def test_a_program_without_the_founding_scenario_says_where_it_looked(
    tmp_path: Path,
) -> None:
    with pytest.raises(ScenarioNotFoundError) as refused:
        founding_scenario(tmp_path / "src" / "napas")

    searched = str(tmp_path / "scenarios")
    assert refused.value.params == {"name": FOUNDING, "searched": searched}
