"""The words a workbook is written in, handed in by whoever knows the catalogue."""

from enum import StrEnum
from typing import Protocol

from napas.errors import Scalar

LANGUAGES = ("id", "en")
"""Every title stands in both, the first one first."""
BETWEEN = " · "
"""Stands between the same thing said in both languages."""


class Wording(Protocol):
    """Says codes and words in a language; the module `napas.words` does."""

    def say(self, code: str, language: str, /, **params: Scalar) -> str:
        """The sentence of a code with its parameters filled in."""
        ...

    def sentence(self, code: str, language: str) -> str | None:
        """The sentence of a code as it is written; None where there is none."""
        ...

    def say_word(self, member: StrEnum, language: str) -> str:
        """What a language calls a value of a closed list."""
        ...


def both(code: str, wording: Wording) -> str:
    """A title in both languages, once where they agree."""
    return BETWEEN.join(
        dict.fromkeys(wording.say(code, language) for language in LANGUAGES)
    )


def word_label(member: StrEnum, wording: Wording) -> str:
    """A word of a closed list in both languages, once where they agree."""
    return BETWEEN.join(
        dict.fromkeys(wording.say_word(member, language) for language in LANGUAGES)
    )


def parts_of(label: str) -> tuple[str, ...]:
    """What a label says, whole and in each language, without blanks around it."""
    whole = label.strip()
    pieces = tuple(part.strip() for part in whole.split(BETWEEN))
    return tuple(dict.fromkeys(part for part in (whole, *pieces) if part))


def plain(text: str) -> str:
    """A title or name as it is compared: small letters, single blanks."""
    return " ".join(text.casefold().split())
