from pathlib import Path

import pytest

from napas.domain.finding import Finding
from napas.exchange.codes import ExchangeCode
from napas.exchange.whereabouts import COUNTRIES, country_folder


def scenario_in(root: Path) -> Path:
    scenario = root / "scenarios" / "wave"
    scenario.mkdir(parents=True)
    return scenario


def test_a_shipped_country_is_found_by_its_code(tmp_path: Path) -> None:
    assert country_folder(tmp_path, "idn") == COUNTRIES / "idn"


@pytest.mark.parametrize(
    ("where", "named"),
    [
        ("scenarios/wave/land", "land"),
        ("scenarios/land", "../land"),
        ("countries/land", "../../countries/land"),
    ],
)
def test_a_country_is_found_in_the_scenario_or_up_to_two_folders_up(
    where: str, named: str, tmp_path: Path
) -> None:
    scenario = scenario_in(tmp_path)
    (tmp_path / where).mkdir(parents=True)

    assert country_folder(scenario, named) == tmp_path / where


@pytest.mark.parametrize(
    "named",
    [
        "..",
        "../..",
        "../../../etc",
        "/etc",
        "land/../../..",
        "land/./x",
        "~root",
        "a\\b",
        "C:\\land",
        "",
        ".",
        "a//b",
        "land\x00",
        ".hidden",
    ],
)
def test_a_path_that_leaves_its_bounds_is_refused(named: str, tmp_path: Path) -> None:
    refused = country_folder(scenario_in(tmp_path), named)

    assert isinstance(refused, Finding)
    assert refused.code is ExchangeCode.COUNTRY_PATH_REFUSED


def test_a_country_that_is_nowhere_is_named_beside_those_there_are(
    tmp_path: Path,
) -> None:
    refused = country_folder(tmp_path, "atlantis")

    assert isinstance(refused, Finding)
    assert dict(refused.params) == {"read": "atlantis", "known": "idn"}
