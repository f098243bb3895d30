"""Names of the real register, written as senders write them."""

from pathlib import Path

import pytest

from benchmarks.matching import CHANGES, DAY, ask, count, read_world
from napas.domain.country import Country
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.matching.directory import Directory, register_directory
from napas.exchange.matching.match import match_all
from napas.exchange.whereabouts import COUNTRIES
from napas.parameters import resolve

REGISTER = Path(__file__).parents[3] / "../shared/data/indonesia-2021/hospitals.csv"
World = tuple[Country, list[RegisteredHospital], Directory]


@pytest.fixture(scope="module")
def world() -> World:
    if not REGISTER.is_file():
        pytest.skip(f"no shared data at {REGISTER}")
    columns = COUNTRIES / "idn" / "hospital_register.toml"
    country, hospitals = read_world(REGISTER, columns)
    return country, hospitals, register_directory(hospitals, country, resolve())


@pytest.mark.shared
@pytest.mark.parametrize(
    ("change", "first_share", "three_share"),
    [
        ("as it stands", 0.99, 0.999),
        ("short forms", 0.99, 0.999),
        ("two letters wrong", 0.97, 0.98),
        ("a word left out", 0.80, 0.88),
        ("town added", 0.99, 0.995),
        ("turned, town, letter wrong", 0.97, 0.99),
    ],
)
def test_a_changed_name_is_found_again_and_none_is_taken_wrongly(
    change: str, first_share: float, three_share: float, world: World
) -> None:
    _, hospitals, directory = world
    some = hospitals[::7]
    asked = ask(some, CHANGES[change], lambda each: each.territory)

    got = count(match_all(asked, directory, DAY), some, 0.0)

    assert got.silent_wrong == 0
    assert got.first >= first_share * got.asked
    assert got.among_three >= three_share * got.asked


@pytest.mark.shared
def test_two_hospitals_of_one_name_in_one_town_are_both_proposed(world: World) -> None:
    _, hospitals, directory = world
    twins = [each for each in hospitals if each.name == "RS Umum Kartika Husada"]
    assert len({each.territory for each in twins}) == 1

    answers = match_all(ask(twins, (), lambda each: each.territory), directory, DAY)

    for answer in answers:
        assert answer.entry is None
        best = {each.entry.code for each in answer.candidates[:2]}
        assert best == {each.code for each in twins}
