"""When a name alone is enough: the same words, the same territory, nobody like it."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from napas.domain.naming import WordRole
from napas.exchange.matching.entries import Entry
from napas.exchange.matching.index import NOWHERE, Flags, Index
from napas.exchange.matching.plain_names import Words
from napas.exchange.matching.scoring import PER_CENT


def sure_entry(
    words: Words, paths: Sequence[Sequence[str]], index: Index, valid: Flags
) -> Entry | None:
    """The one entry of the same words in the very territory, if none there is like it.

    An entry somewhere in a larger territory is not enough: the one that is meant may
    be another of the same name there that nobody has listed yet.

    Args:
        words: those of the name asked for.
        paths: from the country down to each territory that may be the one asked for.
        index: all spellings of the kind.
        valid: which rows hold on the day.
    """
    if len(paths) != 1:
        return None
    *above, here = paths[0]
    standing = set(index.placed.get(here, ()))
    entries = {
        index.spellings[row].entry
        for row in index.same(words)
        if valid[row] and row in standing
    }
    if len(entries) != 1:
        return None
    (entry,) = entries
    # What is placed in a part of the territory, or only in one around it, or nowhere,
    # may lie there too.
    near = list(index.below[here])
    for territory in (*above, NOWHERE):
        near += index.placed.get(territory, ())
    told = index.tell(words)
    rival = any(
        _is_rival(words, told, row, index)
        for row in near
        if valid[row] and index.spellings[row].entry != entry
    )
    return None if rival else entry


def _is_rival(words: Words, told: str, row: int, index: Index) -> bool:
    """Whether the sender may have meant another spelling and written it carelessly.

    So it is where it has all the words asked for and more, or all of them but words
    of the place, or where the telling words differ in few letters only.
    """
    other = index.spellings[row]
    asked, theirs = set(words), set(other.words)
    if asked <= theirs:
        return True
    role = index.lexicon.role
    if theirs <= asked and all(
        word in other.place_words or role(word) is WordRole.PLACE
        for word in asked - theirs
    ):
        return True
    least = index.weights.rival * PER_CENT
    return fuzz.ratio(told, index.telling[row], score_cutoff=least) > 0.0
