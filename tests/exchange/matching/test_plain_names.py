import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.naming import NameWord, WordRole
from napas.exchange.matching.plain_names import Lexicon

LEXICON = Lexicon(
    (
        NameWord("RS", "rumah sakit", WordRole.KIND),
        NameWord("RSUD", "rumah sakit umum daerah", WordRole.KIND),
        NameWord("TNI AD", "angkatan darat"),
        NameWord("&", "dan"),
        NameWord("St", "santo"),
        NameWord("---", "nothing"),
    )
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RSUD Kota", "Rumah Sakit Umum Daerah KOTA"),
        ("R.S.U.D. Kota", "rsud kota"),
        ("R. S. Kota", "RS Kota"),
        ("RS Asy-Syifa'", "rs asy syifa"),
        ("RS Ma\u2019arif", "RS Maarif"),
        ("Hospital Señor José", "HOSPITAL SENOR JOSE"),
        ("RS Ibu & Anak", "RS Ibu dan Anak"),
        ("RS TNI AD", "RS Angkatan Darat"),
        ("St. Maria", "Santo_Maria"),
    ],
)
def test_names_that_differ_in_writing_alone_are_one(one: str, other: str) -> None:
    assert LEXICON.plain(one) == LEXICON.plain(other)


def test_initials_of_a_person_are_left_apart() -> None:
    assert LEXICON.plain("RS H. M. Ansari") == ("rumah", "sakit", "h", "m", "ansari")
    assert LEXICON.plain("R.S. H. Ansari") == ("rumah", "sakit", "h", "ansari")


def test_words_in_other_scripts_are_kept_and_marks_are_not() -> None:
    assert LEXICON.plain("больница №1 — !") == ("больница", "no1")
    assert LEXICON.plain("...") == ()


def test_every_word_has_a_role() -> None:
    assert LEXICON.role("sakit") is WordRole.KIND
    assert LEXICON.role("kota") is WordRole.MEANING


@given(st.text(max_size=30))
def test_a_plain_name_stays_as_it_is_without_short_forms(name: str) -> None:
    plain = Lexicon().plain(name)

    assert Lexicon().plain(" ".join(plain)) == plain
