"""The time of day that stands beside a figure."""

import re
from collections.abc import Iterable

from napas.exchange.texts.lexicon import Concept
from napas.exchange.texts.pieces import Kind, Piece
from napas.exchange.texts.readings import AsideKind

_CLOCK = re.compile(r"(?<![0-9/.-])([01]?[0-9]|2[0-3])[.:]([0-5][0-9])(?![0-9/.-])")
_PARTS_H = {
    "subuh": 5.0,
    "pagi": 7.0,
    "morning": 7.0,
    "siang": 12.0,
    "noon": 12.0,
    "sore": 16.0,
    "afternoon": 16.0,
    "petang": 18.0,
    "magrib": 18.0,
    "evening": 19.0,
    "malam": 20.0,
    "night": 20.0,
}
"""Only their order counts."""
_MINUTES = 60.0


def hour_of(words: Iterable[Piece], text: str) -> float | None:
    """The one time of day among words; None where there is none, or several."""
    hours = [hour for word in words for hour in _hours(word, text)]
    return hours[0] if len(hours) == 1 else None


def _hours(word: Piece, text: str) -> Iterable[float]:
    if word.concept is Concept.DAYPART and word.text in _PARTS_H:
        return (_PARTS_H[word.text],)
    if word.kind is Kind.ASIDE and word.text == AsideKind.MOMENT:
        return tuple(
            int(clock[1]) + int(clock[2]) / _MINUTES
            for clock in _CLOCK.finditer(text, word.begin, word.end)
        )
    return ()
