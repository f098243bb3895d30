from collections import Counter
from collections.abc import Sequence

import pytest

from napas.domain.territory import Point, Territory
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.synthetic_register import (
    FEWEST_BEDS,
    ClassCount,
    HospitalCount,
    Lettering,
    deal_classes,
    invent_register,
)
from napas.parameters import resolve

LETTERING = Lettering("S", "RS Contoh")
CLASSES = (
    ClassCount("A", 2, 300.0),
    ClassCount("C", 12, 80.0),
    ClassCount("", 4, 20.0),
)
HOMES = {
    parent: tuple(
        Territory(f"{parent}{number}", "x", 2, parent, Point(0.0, 0.0))
        for number in ("71", "01", "02")
    )
    for parent in ("31", "32")
}
Counts = Sequence[tuple[HospitalCount, Sequence[Territory]]]
COUNTS: Counts = (
    (HospitalCount("31", 10, 1_200), HOMES["31"]),
    (HospitalCount("32", 8, 700), HOMES["32"]),
)


def _invent(counts: Counts = COUNTS, seed: int = 1) -> tuple[RegisteredHospital, ...]:
    return invent_register(counts, CLASSES, LETTERING, resolve(), seed=seed)


def test_hospitals_and_beds_of_each_territory_are_kept() -> None:
    made = _invent()
    assert Counter(each.parent for each in made) == {"31": 10, "32": 8}
    for parent, beds in (("31", 1_200), ("32", 700)):
        assert sum(each.beds or 0 for each in made if each.parent == parent) == beds


def test_classes_of_the_country_are_kept() -> None:
    assert Counter(each.class_code for each in _invent()) == {"A": 2, "C": 12, "": 4}


def test_no_hospital_has_fewer_beds_than_the_fewest() -> None:
    assert min(each.beds or 0 for each in _invent()) >= FEWEST_BEDS


def test_codes_and_names_are_plainly_invented_and_unlike() -> None:
    made = _invent()
    assert made[0].code == "S31-001"
    assert made[0].name == "RS Contoh 31-001"
    assert len({each.code for each in made}) == len(made)


def test_the_seat_has_most_hospitals() -> None:
    homes = Counter(each.territory for each in _invent() if each.parent == "31")
    assert homes["3171"] == 6
    assert homes["3101"] == homes["3102"] == 2


def test_a_higher_class_is_larger_on_the_whole() -> None:
    beds = {each.class_code: each.beds or 0 for each in _invent()}
    assert beds["A"] > beds[""]


def test_the_same_seed_makes_the_same_register_and_another_does_not() -> None:
    assert _invent() == _invent()
    assert _invent() != _invent(seed=2)


def test_each_class_is_dealt_evenly() -> None:
    dealt = [each.class_code for each in deal_classes(CLASSES)]
    assert "A" in dealt[:9]
    assert "A" in dealt[9:]


def test_counts_that_do_not_agree_are_refused() -> None:
    with pytest.raises(ValueError, match="different numbers"):
        _invent(COUNTS[:1])
