from collections.abc import Callable

import numpy as np
import pytest

from napas.domain.identifier import SubjectKind
from napas.domain.naming import NameWord, WordRole
from napas.exchange.matching.directory import Directory
from napas.exchange.matching.entries import Entry, Spelling
from napas.exchange.matching.index import AT_ONCE, NOWHERE, Index
from napas.exchange.matching.plain_names import Lexicon
from napas.exchange.matching.weights import weigh
from napas.parameters import resolve

WORDS = (NameWord("RS", "rumah sakit", WordRole.KIND),)
Make = Callable[..., Index]


@pytest.fixture
def make() -> Make:
    def index_of(*names: str) -> Index:
        lexicon = Lexicon(WORDS)
        spellings = tuple(
            Spelling(
                Entry(SubjectKind.FACILITY, str(at), name), name, lexicon.plain(name)
            )
            for at, name in enumerate(names)
        )
        return Index(spellings, lexicon, weigh(resolve()))

    return index_of


def likest(index: Index, name: str) -> int:
    ((_, likeness),) = index.likeness([index.lexicon.plain(name)])
    return int(np.argmax(likeness[0]))


@pytest.mark.parametrize(
    "name", ["RS Melati Indah", "Indah Melati", "RS Mlati Indha", "RS Melati"]
)
def test_a_name_finds_itself_though_letters_and_words_differ(
    name: str, make: Make
) -> None:
    index = make("RS Kenanga", "RS Melati Indah", "RS Sentosa")

    assert likest(index, name) == 1


def test_likeness_is_one_for_the_same_and_nothing_for_what_shares_no_run(
    make: Make,
) -> None:
    index = make("RS Kenanga", "RS Melati")

    ((_, likeness),) = index.likeness([("kenanga",), ("xyz",), ()])

    assert likeness[0].tolist() == pytest.approx([1.0, 0.0])
    assert likeness[1].tolist() == likeness[2].tolist() == [0.0, 0.0]


def test_a_name_of_nothing_but_its_kind_is_compared_by_that(make: Make) -> None:
    assert likest(make("RS Kenanga", "RS"), "Rumah Sakit") == 1


def test_many_names_are_compared_in_parts_that_make_the_whole(make: Make) -> None:
    index = make("RS Kenanga", "RS Melati")
    names = [("kenanga",), ("melati",)] * AT_ONCE

    parts = list(index.likeness(names))

    assert [part for part, _ in parts] == [
        slice(0, AT_ONCE),
        slice(AT_ONCE, 2 * AT_ONCE),
    ]
    rows = np.vstack([likeness for _, likeness in parts])
    assert rows.argmax(axis=1).tolist() == [0, 1] * AT_ONCE


def test_an_empty_directory_is_like_nothing(make: Make) -> None:
    ((_, likeness),) = make().likeness([("melati",)])

    assert likeness.shape == (1, 0)
    assert make().weight("melati") == 1.0


def test_rare_words_tell_more_than_common_ones_and_kinds(make: Make) -> None:
    index = make("RS Bunda", "RS Bunda Mulia", "RS Bunda Kasih", "RS Ananda")

    assert index.weight("ananda") == pytest.approx(1.0)
    assert index.weight("never met") == 1.0
    assert index.weight("bunda") < index.weight("mulia")
    assert index.weight("sakit") < index.weight("bunda")


def test_rows_are_found_by_words_entry_and_territory(directory: Directory) -> None:
    index = directory.index(SubjectKind.FACILITY)

    def names(rows: tuple[int, ...]) -> set[str]:
        return {index.spellings[row].name for row in rows}

    assert names(index.same(("umum", "bunda", "rumah", "sakit"))) == {"RS Umum Bunda"}
    assert index.same(("nobody",)) == ()
    soetomo = directory.entry(SubjectKind.FACILITY, "A4")
    assert soetomo is not None
    assert names(index.rows(soetomo)) == {
        "RS Umum Daerah dr. Soetomo",
        "RS Karang Menjangan",
    }
    assert names(index.placed["02"]) == {"RS Kenanga"}
    assert names(index.below["02"]) == {"RS Kenanga", "RS Umum Bunda"}
    assert directory.index(SubjectKind.VEHICLE).placed[NOWHERE] == (0,)
    assert index.tell(("rumah", "umum", "melati", "indah")) == "indah melati"
