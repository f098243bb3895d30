"""How well a name compares with a spelling, word by word."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from napas.domain.naming import WordRole
from napas.exchange.matching.entries import Entry, Spelling
from napas.exchange.matching.index import Index
from napas.exchange.matching.plain_names import Words

PER_CENT = 100.0
MOST_REMEMBERED = 10_000
"""Words of which it is remembered whether they are of a place."""


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """How two names compare, word by word.

    Attributes:
        score: shared weight of words over all of it, 0 to 1; 1 for the same words.
        common: words that both have.
        misspelt: pairs of words that differ in some letters.
        missing: words asked for that the spelling has not.
        extra: words of the spelling that were not asked for.
    """

    score: float
    common: Words
    misspelt: tuple[tuple[str, str], ...]
    missing: Words
    extra: Words

    @property
    def same(self) -> bool:
        """Whether both have the same words, in whatever order."""
        return not (self.misspelt or self.missing or self.extra)


def compare_names(asked: Words, spelling: Spelling, index: Index) -> NameLikeness:
    """Compare the words of a name with those of a spelling.

    Words of the names of the territories that the entry lies in weigh little where only
    one side has them: senders add and leave out the place.
    """
    left, found = list(asked), list(spelling.words)
    common: list[str] = []
    for word in asked:
        if word in found:
            common.append(word)
            found.remove(word)
            left.remove(word)
    pairs = _misspelt(left, found, index.weights.misspelt)
    matched = whole = 2.0 * sum(map(index.weight, common))
    for one, other, likeness in pairs:
        weight = index.weight(one) + index.weight(other)
        matched += likeness * weight
        whole += weight
        left.remove(one)
        found.remove(other)
    small = index.weights.words[WordRole.PLACE]
    for word in left:
        place = _is_place(word, spelling.place_words, index.weights.misspelt)
        whole += index.weight(word) * (small if place else 1)
    for word in found:
        whole += index.weight(word) * (small if word in spelling.place_words else 1)
    return NameLikeness(
        score=matched / whole if whole else 0.0,
        common=tuple(common),
        misspelt=tuple((one, other) for one, other, _ in pairs),
        missing=tuple(left),
        extra=tuple(found),
    )


def best_likeness(name: str, entry: Entry, index: Index) -> float:
    """How like a name is to that name of an entry which is most like it, 0 to 1."""
    words = index.lexicon.plain(name)
    return max(
        compare_names(words, index.spellings[row], index).score
        for row in index.rows(entry)
    )


@lru_cache(MOST_REMEMBERED)
def _is_place(word: str, places: frozenset[str], least: float) -> bool:
    """Whether a word is of the names of the territories, perhaps misspelt."""
    return word in places or any(
        fuzz.ratio(word, place, score_cutoff=least * PER_CENT) for place in places
    )


def _misspelt(
    left: list[str], found: list[str], least: float
) -> list[tuple[str, str, float]]:
    """Pairs of words that may be one misspelt, the likest first, each word once."""
    if not left or not found:
        return []
    pairs = [
        (likeness / PER_CENT, at, to)
        for at, one in enumerate(left)
        for to, other in enumerate(found)
        if (likeness := fuzz.ratio(one, other, score_cutoff=least * PER_CENT))
    ]
    taken: list[tuple[str, str, float]] = []
    ones: set[int] = set()
    others: set[int] = set()
    for likeness, at, to in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if at not in ones and to not in others:
            ones.add(at)
            others.add(to)
            taken.append((left[at], found[to], likeness))
    return taken
