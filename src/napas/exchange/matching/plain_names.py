"""Names without what differs from writer to writer: case, marks, short forms."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from napas.domain.naming import NameWord, WordRole

APOSTROPHES = str.maketrans("", "", "'`´ʼ‘’ʻ")  # noqa: RUF001  all are written in names
WORD = re.compile(r"[^\W_]+|&")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The short forms of a country, ready to be looked up."""

    words: tuple[NameWord, ...] = ()
    _full: Mapping[Words, Words] = field(init=False, repr=False, compare=False)
    _roles: Mapping[str, WordRole] = field(init=False, repr=False, compare=False)
    _longest: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        full = {
            short: _split(word.full)
            for word in self.words
            if (short := _split(word.short))
        }
        roles: dict[str, WordRole] = {}
        for word in self.words:
            for each in _split(word.full):
                roles.setdefault(each, word.role)
        object.__setattr__(self, "_full", full)
        object.__setattr__(self, "_roles", roles)
        object.__setattr__(self, "_longest", max(map(len, full), default=1))

    def plain(self, name: str) -> Words:
        """The words of a name, small, without marks, every short form written out."""
        words = self._joined(_split(name))
        written: list[str] = []
        at = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                full = self._full.get(words[at : at + length])
                if full is not None:
                    written += full
                    at += length
                    break
            else:
                written.append(words[at])
                at += 1
        return tuple(written)

    def role(self, word: str) -> WordRole:
        """What a word of a plain name does there."""
        return self._roles.get(word, WordRole.MEANING)

    def _joined(self, words: Words) -> Words:
        """The words with letters that stand alone joined where they are a short form.

        So that `R.S.U.D.` is read as `RSUD`, and the initials of a person are left.
        """
        joined: list[str] = []
        at = 0
        while at < len(words):
            end = at
            while end < len(words) and len(words[end]) == 1:
                end += 1
            while end > at + 1 and ("".join(words[at:end]),) not in self._full:
                end -= 1
            end = max(end, at + 1)
            joined.append("".join(words[at:end]))
            at = end
        return tuple(joined)


def _split(name: str) -> Words:
    bare = name.translate(APOSTROPHES)
    apart = unicodedata.normalize("NFKD", bare)
    plain = "".join(mark for mark in apart if not unicodedata.combining(mark))
    return tuple(WORD.findall(plain.casefold()))
