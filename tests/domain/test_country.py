from dataclasses import replace
from datetime import date
from math import inf
from typing import Any

import pytest

from napas.domain.country import (
    AllocationPolicy,
    Country,
    Currency,
    CylinderType,
    Level,
    Objective,
)
from napas.domain.territory import Territory, plant_tree

EVEN = AllocationPolicy(
    name="even",
    objectives=(Objective.UNMET_CRITICAL, Objective.EVENNESS),
    target_reserve_h=48.0,
    valid_from=date(2021, 7, 1),
    valid_to=date(2021, 8, 1),
    authority="task force",
    source="letter 1",
)
LATER = replace(EVEN, name="later", valid_from=date(2021, 7, 15), valid_to=None)
COUNTRY = Country(
    code="naa",
    name="Nation",
    code_system="invented 2021",
    languages=("en",),
    levels=(Level(0, "country", "Country"), Level(1, "region", "Region")),
    tree=plant_tree([Territory("NA", "Nation", 0, "")]),
    time_zone="Etc/GMT+5",
    reporting_cut_h=6.0,
    currencies=(Currency("XTS", 2),),
    gas_reference_temperature_c=15.0,
    planning_level="region",
    policies=(EVEN, LATER),
)


def test_the_policy_that_began_last_is_in_force() -> None:
    assert COUNTRY.policy_on(date(2021, 7, 14)) is EVEN
    assert COUNTRY.policy_on(date(2021, 7, 15)) is LATER
    assert COUNTRY.policy_on(date(2031, 1, 1)) is LATER


def test_a_day_without_a_policy_is_said_so() -> None:
    with pytest.raises(LookupError, match="no allocation policy holds on 2021-06-30"):
        COUNTRY.policy_on(date(2021, 6, 30))


def test_a_policy_ends_before_its_last_day() -> None:
    assert EVEN.holds_on(date(2021, 7, 31))
    assert not EVEN.holds_on(date(2021, 8, 1))


@pytest.mark.parametrize(
    "objectives", [(), (Objective.COST, Objective.EVENNESS, Objective.COST)]
)
def test_a_policy_names_each_objective_once(objectives: tuple[Objective, ...]) -> None:
    with pytest.raises(ValueError, match="each objective once"):
        replace(EVEN, objectives=objectives)


def test_a_policy_aims_at_a_finite_reserve() -> None:
    with pytest.raises(ValueError, match="target_reserve_h"):
        replace(EVEN, target_reserve_h=inf)


def test_a_level_is_found_by_its_key() -> None:
    assert COUNTRY.depth_of("region") == 1
    with pytest.raises(KeyError):
        COUNTRY.depth_of("village")


def test_levels_count_up_from_the_country() -> None:
    with pytest.raises(ValueError, match="must count up"):
        replace(COUNTRY, levels=(Level(1, "region", "Region"),))


def test_the_planning_level_is_one_of_the_levels() -> None:
    with pytest.raises(ValueError, match="no level 'village'"):
        replace(COUNTRY, planning_level="village")


def test_a_reporting_day_ends_within_the_day() -> None:
    with pytest.raises(ValueError, match="reporting_cut_h"):
        replace(COUNTRY, reporting_cut_h=24.5)


@pytest.mark.parametrize(
    "change", [{"water_l": -1.0}, {"pressure_bar": inf}, {"purity": 1.01}]
)
def test_a_cylinder_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    jumbo = CylinderType("c6", "6 m3", 40.0, 150.0, 0.995)

    with pytest.raises(ValueError, match="must be from 0"):
        replace(jumbo, **change)
