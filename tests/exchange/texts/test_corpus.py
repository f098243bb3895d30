"""Three hundred texts of hospitals and dispatchers, and how well they are read."""

import pytest

from napas.exchange.texts.readings import ItemRole
from tests.exchange.texts.corpus_texts import (
    CorpusText,
    Expected,
    corpus,
    read,
    score,
)

HALVES = (*corpus("first"), *corpus("second"))
EVERY = (*HALVES, *corpus("third"), *corpus("unseen"), *corpus("asked"))
LEAST_UNDERSTOOD = 0.8
MOST_TO_ASK = 0.12


def test_each_half_has_a_hundred_and_fifty_texts() -> None:
    assert len(corpus("first")) == len(corpus("second")) == 150
    assert len({text.name for text in EVERY}) == len(EVERY)
    assert len({text.text for text in EVERY}) >= len(EVERY) - 1


@pytest.mark.parametrize("text", EVERY, ids=lambda text: text.name)
def test_nothing_wrong_is_taken(text: CorpusText) -> None:
    assert score(text).wrong == ()


def test_four_of_five_texts_are_understood_without_a_question() -> None:
    understood = [text for text in HALVES if score(text).perfect and read(text).clear]

    assert len(understood) / len(HALVES) >= LEAST_UNDERSTOOD


def test_few_texts_could_not_be_used_without_asking() -> None:
    to_ask = [text for text in HALVES if text.should_ask]

    assert len(to_ask) / len(HALVES) <= MOST_TO_ASK


@pytest.mark.parametrize(
    "text", [text for text in EVERY if text.should_ask], ids=lambda text: text.name
)
def test_what_has_to_be_asked_is_not_taken_as_clear(text: CorpusText) -> None:
    assert not read(text).clear


def test_the_score_notices_a_wrong_quantity() -> None:
    text = next(text for text in HALVES if text.name == "short-01")
    stock = Expected("stock", 9999.0, "kg", "liquid")
    told = text.expected[0].items
    others = tuple(item for item in told if item.role != ItemRole.STOCK)
    message = type(text.expected[0])("9901011", "report", (stock, *others), (), (), "")
    wrong = CorpusText("wrong", text.text, "", (message,))

    assert score(wrong).wrong
    assert score(wrong).missed
    assert not score(text).wrong
