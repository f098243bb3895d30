from collections.abc import Callable

import pytest

from napas.domain.identifier import SubjectKind
from napas.exchange.matching.directory import Directory
from napas.exchange.matching.scoring import (
    NameLikeness,
    best_likeness,
    compare_names,
)

Compare = Callable[[str, str], NameLikeness]


@pytest.fixture
def compare(directory: Directory) -> Compare:
    index = directory.index(SubjectKind.FACILITY)

    def with_entry(name: str, code: str) -> NameLikeness:
        entry = directory.entry(SubjectKind.FACILITY, code)
        assert entry is not None
        spelling = index.spellings[index.rows(entry)[0]]
        return compare_names(index.lexicon.plain(name), spelling, index)

    return with_entry


def test_the_same_words_in_another_order_are_the_same(compare: Compare) -> None:
    likeness = compare("Bunda, RSU", "A1")

    assert likeness.same
    assert likeness.score == pytest.approx(1.0)


def test_a_misspelt_word_is_named_with_the_one_it_is_taken_for(
    compare: Compare,
) -> None:
    likeness = compare("RSUD dr Sutomo", "A4")

    assert likeness.misspelt == (("sutomo", "soetomo"),)
    assert not likeness.missing
    assert not likeness.extra
    assert 0.8 < likeness.score < 1.0


def test_of_two_words_that_may_be_misspelt_the_likest_are_paired(
    compare: Compare,
) -> None:
    likeness = compare("RS Mutira Mutiaraa", "A3")

    assert likeness.misspelt == (("mutiaraa", "mutiara"),)
    assert likeness.missing == ("mutira",)


def test_missing_and_added_words_cost_and_are_named(compare: Compare) -> None:
    likeness = compare("RS Umum Harapan Indah", "A7")

    assert likeness.missing == ("indah",)
    assert likeness.extra == ("kita",)
    assert likeness.score < 0.8


@pytest.mark.parametrize("place", ["Kota Mina Vieja", "Mina Viejo", "Sierra"])
def test_words_of_the_place_cost_little_even_misspelt(
    place: str, compare: Compare
) -> None:
    with_place = compare(f"RS Umum Bunda {place}", "A1")
    with_other = compare("RS Umum Bunda Xantippe", "A1")

    assert with_place.score > with_other.score
    assert with_place.score > 0.85


def test_a_place_that_was_left_out_costs_little(compare: Compare) -> None:
    assert compare("RSUD", "B1").score > compare("RS Umum", "A6").score


def test_nothing_is_like_nothing(compare: Compare) -> None:
    assert compare("...", "A1").score == 0.0


def test_the_best_of_all_names_counts(directory: Directory) -> None:
    index = directory.index(SubjectKind.FACILITY)
    entry = directory.entry(SubjectKind.FACILITY, "A4")
    assert entry is not None

    assert best_likeness("RS Karang Menjangan", entry, index) == pytest.approx(1.0)
