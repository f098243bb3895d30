"""How a country names things: its systems of codes and its short forms of words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from napas.domain.identifier import Names, SubjectKind


class WordRole(StrEnum):
    """What a word in a name does; only MEANING tells one subject from another.

    KIND: says what the subject is. TITLE: of the person it is named after. LEGAL: the
    form of a company. PLACE: the kind of a territory. MEANING: any other word.
    """

    KIND = "kind"
    TITLE = "title"
    LEGAL = "legal"
    PLACE = "place"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class NameWord:
    """A short form, or another spelling, and the words it stands for."""

    short: str
    full: str
    role: WordRole = WordRole.MEANING

    def __post_init__(self) -> None:
        if not self.short or not self.full:
            message = "a short form needs itself and what it stands for"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class CodeSystem:
    """A named system of codes, and how its codes look.

    Attributes:
        key: by which tables name it.
        subject: what its codes are of.
        widths: how many characters they have; for territories one for each level, the
            country's own first. Empty is not said: then no lost zero is restored.
        digits_only: whether they hold digits and nothing else.
    """

    key: str
    name: str
    subject: SubjectKind
    widths: tuple[int, ...] = ()
    digits_only: bool = False

    def __post_init__(self) -> None:
        if not self.key or not all(width > 0 for width in self.widths):
            message = "a system of codes needs a key, and widths above zero"
            raise ValueError(message)

    def fits(self, code: str) -> bool:
        """Whether a code looks like one of the system."""
        wide = not self.widths or len(code) in self.widths
        return wide and (not self.digits_only or (code.isascii() and code.isdigit()))

    def width_at(self, level: int) -> int | None:
        """How wide the codes of territories of a level are; None is not said."""
        return self.widths[level] if 0 <= level < len(self.widths) else None


@dataclass(frozen=True, slots=True)
class Naming:
    """How a country names things.

    Attributes:
        words: short forms and what they stand for.
        names: codes and further names of subjects, under those of a situation.
    """

    systems: tuple[CodeSystem, ...] = ()
    words: tuple[NameWord, ...] = ()
    names: Names = field(default_factory=Names)

    def __post_init__(self) -> None:
        if len({system.key for system in self.systems}) < len(self.systems):
            message = "a system of codes stands twice"
            raise ValueError(message)

    def system(self, key: str) -> CodeSystem | None:
        """The system of a key; None where the country declares none."""
        return next((each for each in self.systems if each.key == key), None)


def systems_of(
    systems: Iterable[CodeSystem], kinds: Iterable[SubjectKind]
) -> tuple[CodeSystem, ...]:
    """The systems whose codes are of any of these kinds."""
    wanted = set(kinds)
    return tuple(each for each in systems if each.subject in wanted)
