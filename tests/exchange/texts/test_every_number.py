"""Laws of reading: no number is dropped in silence, and nothing makes it crash."""

import random
import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.errors import NapasError
from napas.exchange.texts import Context, Understanding, name_facilities, understand
from napas.exchange.texts.readings import Passage
from tests.exchange.texts.corpus_texts import (
    CorpusText,
    context,
    corpus,
    directory,
    read,
)

HALVES = (*corpus("first"), *corpus("second"))
EVERY = (*HALVES, *corpus("third"), *corpus("unseen"), *corpus("asked"))
NUMBER = re.compile(r"(?<![A-Za-z0-9])\d[\d.,]*")
WORDS_WITH_DIGITS = re.compile(
    r"\b(?:[a-z]{3,}2|o2|spo2|co2|n2o|[a-z]{0,2}m3|inh2o|mmh2o|24 ?jam\b[a-z ]*)",
    re.IGNORECASE,
)
WORDS = st.sampled_from(
    [
        *("stok", "sisa", "butuh", "pakai", "terima", "isi", "kosong", "tabung", "tb"),
        *("besar", "6m3", "6 m3", "cair", "LOX", "tangki", "ton", "kg", "liter", "T"),
        *(
            "pasien",
            "HFNC",
            "jam",
            "hari",
            "lagi",
            "per",
            "/",
            ":",
            ",",
            ".",
            "-",
            "\n",
        ),
        *("RSUD Lembah Jati", "RS Bethesda", "O2 9901011", "DARURAT", "%", "x", "@"),
        *("kemarin", "besok", "tidak", "dari", "dan", "total", "(", ")", "~", "<", "+"),
        *(
            "2",
            "2,5",
            "1.200",
            "40/12",
            "30",
            "06.00",
            "10/7",
            "0812345678",
            "dua",
            "0",
        ),
        *(
            "setengah",
            "seperempat",
            "dua koma lima",
            "1e9",
            "\u0663",
            "\u200f",
            "\u00bd",
        ),
        *(
            "seminggu",
            "tiap",
            "truk",
            "regulator",
            "SJ-12/3",
            "3 RS",
            "xyz",
            "eh salah",
            "bukan",
            "tapi",
            "lusin",
            "rak",
            "\t",
            "|",
            "kwintal",
            "pagi",
            "sore",
            "harga",
            "2x",
            "sd",
        ),
    ]
)
SENTENCES = st.lists(WORDS, max_size=14).map(" ".join)


def covered(understanding: Understanding) -> list[Passage]:
    """Every part of a text of which the reading says what became of it."""
    return [
        passage
        for message in understanding.messages
        for passage in (
            *(item.passage for item in message.items),
            *(question.passage for question in message.questions),
            *(aside.passage for aside in message.asides),
            *message.unread,
            *((message.facility.passage,) if message.facility.passage else ()),
        )
    ]


def dropped(understanding: Understanding) -> list[str]:
    """Numbers of a text of which nothing is said."""
    text, told = understanding.text, covered(understanding)
    words = [match.span() for match in WORDS_WITH_DIGITS.finditer(text)]
    return [
        match.group()
        for match in NUMBER.finditer(text)
        if not _inside(match.start(), ((each.begin, each.end) for each in told))
        and not _inside(match.start(), words)
    ]


def _inside(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= at < end for begin, end in spans)


@pytest.mark.parametrize("text", EVERY, ids=lambda text: text.name)
def test_no_number_of_the_corpus_is_dropped(text: CorpusText) -> None:
    assert dropped(read(text)) == []


@given(SENTENCES)
def test_no_number_of_any_sentence_is_dropped(text: str) -> None:
    try:
        understanding = understand(text, directory(), context("9901022"))
    except NapasError:
        return
    assert dropped(understanding) == []


@given(st.text(max_size=200))
def test_no_text_makes_it_crash(text: str) -> None:
    try:
        understanding = understand(text, directory(), context())
    except NapasError:
        return
    assert all(passage.end <= len(text) for passage in covered(understanding))


@given(text=SENTENCES, known=st.booleans())
def test_what_is_taken_stands_in_the_text(text: str, *, known: bool) -> None:
    knowledge = context("9901011") if known else Context()
    listed = directory() if known else name_facilities(())
    try:
        understanding = understand(text, listed, knowledge)
    except NapasError:
        return
    for message in understanding.messages:
        for item in message.items:
            begin, end = item.passage.begin, item.passage.end
            assert item.written == text[begin:end]
            assert item.value >= 0.0
            assert (item.mass_kg or 0.0) <= knowledge.largest_kg
        for question in message.questions:
            begin, end = question.passage.begin, question.passage.end
            assert question.written == text[begin:end]


@given(st.sampled_from(EVERY), st.randoms(use_true_random=False))
def test_a_slip_of_the_finger_drops_no_number_either(
    text: CorpusText, chance: random.Random
) -> None:
    written = text.text
    at = chance.randrange(len(written) - 1)
    swapped = written[:at] + written[at + 1] + written[at] + written[at + 2 :]
    understanding = understand(swapped, directory(), context(text.sender))

    assert dropped(understanding) == []


def test_the_law_notices_a_dropped_number() -> None:
    assert dropped(Understanding("stok 5 ton", ())) == ["5"]
