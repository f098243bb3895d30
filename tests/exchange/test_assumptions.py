"""What a reading fills in by rule, told by the scenario it is read from."""

from collections.abc import Callable, Mapping
from pathlib import Path

from napas.domain.assumption import Assumption, AssumptionRule
from napas.exchange.scenario import read_scenario

Lay = Callable[[Mapping[str, str]], Path]


def of_rule(folder: Path, rule: AssumptionRule) -> dict[str, Assumption]:
    read = read_scenario(folder)
    assert read.situation is not None
    return {each.subject: each for each in read.assumptions if each.rule is rule}


def test_a_scenario_that_tells_all_assumes_the_roads_alone(folder: Path) -> None:
    rules = {each.rule for each in read_scenario(folder).assumptions}

    assert rules == {AssumptionRule.DISTANCE}


def test_without_plants_and_vehicles_there_are_no_roads_to_assume(
    good: dict[str, str], lay: Lay
) -> None:
    for name in ("vehicles.csv", "orders.csv", "events.csv", "crews.csv", "links.csv"):
        del good[name]
    good["stocks.csv"] = good["stocks.csv"].replace("P1,", "H2,")
    good["plants.csv"] = good["plants.csv"].partition("\n")[0] + "\n"

    assert of_rule(lay(good), AssumptionRule.DISTANCE) == {}


def test_a_heel_nobody_told_is_the_usual_share(good: dict[str, str], lay: Lay) -> None:
    good["tanks.csv"] = good["tanks.csv"].replace("H1,T1,10,2,", "H1,T1,10,,")
    (heel,) = of_rule(lay(good), AssumptionRule.HEEL).values()

    assert (heel.subject, heel.field, heel.unit) == ("H1", "heel_t T1", "t")
    assert (heel.value, heel.low, heel.high) == (1.5, 1.0, 2.5)


def test_a_facility_without_a_point_stands_at_that_of_its_territory(
    good: dict[str, str], lay: Lay
) -> None:
    good["facilities.csv"] = good["facilities.csv"].replace("-6.1,106.1", ",")

    assert set(of_rule(lay(good), AssumptionRule.SITE)) == {"H1"}


def test_what_is_synthetic_as_a_whole_says_so_itself(
    good: dict[str, str], lay: Lay
) -> None:
    good["facilities.csv"] = good["facilities.csv"].replace("-8.0,112.1", ",")
    good["census.csv"] = good["census.csv"].partition("\n")[0] + "\n"
    del good["patients.csv"]
    folder = lay(good)

    assert of_rule(folder, AssumptionRule.SITE) == {}
    assert set(of_rule(folder, AssumptionRule.PATIENTS)) == {"H1"}


def test_beds_in_use_are_those_of_the_province_or_all(
    good: dict[str, str], lay: Lay
) -> None:
    good["census.csv"] = good["census.csv"].partition("\n")[0] + "\n"
    del good["patients.csv"]
    good["facilities.csv"] = good["facilities.csv"].replace("true", "false")
    beds = of_rule(lay(good), AssumptionRule.OCCUPANCY)

    assert (beds["H1"].value, beds["H1"].low, beds["H1"].high) == (0.8, 0.4, 1.0)
    assert (beds["H2"].value, beds["H2"].low) == (1.0, 0.4)


def test_occupied_beds_that_are_told_are_not_assumed(
    good: dict[str, str], lay: Lay
) -> None:
    del good["patients.csv"]
    folder = lay(good)

    assert of_rule(folder, AssumptionRule.OCCUPANCY) == {}
    assert set(of_rule(folder, AssumptionRule.PATIENTS)) == {"H1"}


def test_stations_have_no_patients_to_assume(good: dict[str, str], lay: Lay) -> None:
    del good["patients.csv"]
    good["facilities.csv"] = good["facilities.csv"].replace(
        "11,hospital", "11,filling_station"
    )

    assert of_rule(lay(good), AssumptionRule.PATIENTS) == {}
