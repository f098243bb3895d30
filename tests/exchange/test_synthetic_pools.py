import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.network import Plant
from napas.domain.territory import Point
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.synthetic_pools import (
    Pools,
    hand_out,
    offers_liquid,
    station_isotanks,
)


def _hospital(code: str, parent: str, beds: int | None) -> RegisteredHospital:
    return RegisteredHospital(code, code, f"{parent}01", "x", parent, "C", beds=beds)


def _plant(code: str, offered: float | None, **more: object) -> Plant:
    return Plant(code, code, "x", "31", Point(0.0, 0.0), offered, **more)  # type: ignore[arg-type]  # fields by name


HOSPITALS = (
    _hospital("a", "31", 300),
    _hospital("b", "31", 100),
    _hospital("c", "32", 200),
    _hospital("d", "33", None),
)
MISSING = {"31": 10.0, "32": 400.0}


@given(
    cylinders=st.integers(0, 5_000),
    concentrators=st.integers(0, 5_000),
    systems=st.integers(0, 4),
)
def test_the_pools_are_emptied_exactly(
    cylinders: int, concentrators: int, systems: int
) -> None:
    issues = hand_out(HOSPITALS, Pools(cylinders, concentrators, systems), MISSING)
    given_out = issues.values()
    assert sum(issue.cylinders for issue in given_out) == cylinders
    assert sum(issue.concentrators for issue in given_out) == concentrators
    assert sum(issue.systems for issue in given_out) == systems


def test_cylinders_go_by_beds_and_none_to_a_hospital_whose_beds_are_unknown() -> None:
    issues = hand_out(HOSPITALS, Pools(cylinders=60), MISSING)
    assert [issues[code].cylinders for code in "abcd"] == [30, 10, 20, 0]


def test_systems_go_to_the_largest_hospitals_of_those_who_miss_most() -> None:
    issues = hand_out(HOSPITALS, Pools(systems=2), MISSING)
    assert [issues[code].systems for code in "abcd"] == [1, 0, 1, 0]


def test_pools_without_a_hospital_with_beds_are_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        hand_out(HOSPITALS[3:], Pools(cylinders=1), {})


def test_isotanks_stand_at_plants_by_their_offers_of_liquid() -> None:
    plants = (
        _plant("P1", 30.0),
        _plant("P2", 10.0),
        _plant("gas", 50.0, liquefaction_t_per_day=0.0),
        _plant("port", 50.0, imports=True),
        _plant("unknown", None),
    )
    made = station_isotanks(8, 20.0, plants, {"Pertamina": 2})
    assert [each.base for each in made] == ["P1"] * 6 + ["P2"] * 2
    assert [each.owner for each in made].count("Pertamina") == 2
    assert {each.owner for each in made} == {"Pertamina", ""}
    assert all(each.synthetic and each.source for each in made)
    assert {each.payload_t for each in made} == {20.0}
    assert len({each.code for each in made}) == 8
    assert [offers_liquid(plant) for plant in plants] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_more_owned_isotanks_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="owned"):
        station_isotanks(1, 20.0, (_plant("P1", 30.0),), {"x": 2})


def test_isotanks_without_any_plant_are_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        station_isotanks(1, 20.0, (), {})
