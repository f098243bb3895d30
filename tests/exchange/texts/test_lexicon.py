import tomllib
from importlib.resources import files

import pytest

from napas.exchange.texts.lexicon import Concept, load_lexicon, make_lexicon
from tests.exchange.texts.tell import told

TABLE = tomllib.loads(
    (files("napas.exchange.texts") / "lexicon.toml").read_text("utf-8")
)


def test_no_phrase_stands_for_two_things() -> None:
    table = {**TABLE, "sizes": {**TABLE["sizes"], "penuh": ["penuh"]}}

    assert make_lexicon(TABLE).single["penuh"].concept is Concept.FULL
    with pytest.raises(ValueError, match="'penuh' stands for two things"):
        make_lexicon(table)


def test_every_concept_has_words_or_is_made_by_its_own_table() -> None:
    lexicon = load_lexicon()
    spoken = {phrase.concept for known in lexicon.phrases.values() for phrase in known}

    assert spoken == set(Concept)


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("tabugn", Concept.CYLINDER),
        ("oksigan", Concept.OXYGEN),
        ("psaien", Concept.PATIENT),
        ("kossong", Concept.EMPTY),
        ("tersisi", None),  # tersisa or terisi
        ("tempat", None),  # empat is a number
        ("benar", None),
        ("xyzzy", None),
    ],
)
def test_one_slip_is_mended_where_only_one_thing_can_be_meant(
    word: str, concept: Concept | None
) -> None:
    meant = load_lexicon().corrected(word)

    assert (meant.concept if meant else None) is concept


def test_a_name_is_never_a_misspelling() -> None:
    assert told("info Gas Prima: pengiriman 5 ton") == ["? role-unclear 5 ton"]


def test_words_are_in_lower_case_without_spaces_around() -> None:
    words = [word for known in TABLE["words"].values() for word in known]

    assert [word for word in words if word != word.lower().strip()] == []
    assert len(words) == len(set(words))
