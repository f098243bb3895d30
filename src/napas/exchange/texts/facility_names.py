"""Which facilities there are, and by what names a text may call them.

A name or code is found as it is written, letter for letter; a name that is only near is
a candidate for a question and never taken.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from rapidfuzz import fuzz, process

from napas.exchange.texts.lexicon import load_lexicon
from napas.exchange.texts.readings import Candidate

MOST_CANDIDATES = 3
LEAST_LIKENESS = 60.0
"""Of 100; names that share no more than "RSUD" lie below it (judgement)."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One facility.

    Attributes:
        names: the usual one first.
        codes: those it has in other systems.
    """

    code: str
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.code or not self.names or not all(self.names):
            message = f"facility {self.code!r} needs a code and names"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Found:
    """A name or code of a facility in a text.

    Attributes:
        begin: first character.
        end: character after the last.
        codes: of the facilities that are called so; several if they share the name.
        by_code: a code, not a name.
    """

    begin: int
    end: int
    codes: tuple[str, ...]
    by_code: bool


class NameFinder(Protocol):
    """What the reader asks of the names of facilities."""

    def name_of(self, code: str) -> str:
        """The usual name of a facility."""
        ...

    def find(self, plain: str) -> tuple[Found, ...]:
        """All names and codes in a plain text, in its order, the longest of each."""
        ...

    def nearest(self, written: str) -> tuple[Candidate, ...]:
        """Facilities with a name or code like this, the likeliest first."""
        ...


_WORD = re.compile("[a-z\x01]+|[0-9]+")
_GAP = re.compile(r"[ .'\-/]{0,3}")


@dataclass(frozen=True, slots=True)
class FacilityNames:
    """The names of facilities in memory, found within a running text.

    Attributes:
        listed: every facility once.
        chosen: writings of which somebody decided whom they mean, each with the code
            of the facility, or empty where it is none of these; they go before names.

    Raises:
        ValueError: a code stands twice.
    """

    listed: tuple[Listed, ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()
    _names: dict[tuple[str, ...], "_Name"] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _sizes: dict[str, list[int]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _spelled: dict[str, str] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _usual: dict[str, str] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for facility in self.listed:
            if facility.code in self._usual:
                message = f"facility {facility.code} stands twice"
                raise ValueError(message)
            self._usual[facility.code] = facility.names[0]
            for code in (facility.code, *facility.codes):
                self._enter(code, facility.code, by_code=True)
            for name in facility.names:
                for spelling in _spellings(name):
                    self._enter(spelling, facility.code, by_code=False)
        for written, code in self.chosen:
            self._decide(written, code)
        for sizes in self._sizes.values():
            sizes.sort(reverse=True)

    def _enter(self, written: str, code: str, *, by_code: bool) -> None:
        words = tuple(_WORD.findall(written.lower()))
        if not words:
            return
        name = self._names.setdefault(words, _Name(words, [], by_code))
        if code not in name.codes:
            name.codes.append(code)
        sizes = self._sizes.setdefault(words[0], [])
        if len(words) not in sizes:
            sizes.append(len(words))
        self._spelled.setdefault(_key(words), code)

    def _decide(self, written: str, code: str) -> None:
        """Let a writing mean what somebody chose, and nothing else."""
        known = self._usual.keys() & {code}
        self._enter(written, code, by_code=False)
        words = tuple(_WORD.findall(written.lower()))
        if words:
            self._names[words].codes[:] = known

    def name_of(self, code: str) -> str:
        """The usual name of a facility; its code where it is not listed."""
        return self._usual.get(code, code)

    def find(self, plain: str) -> tuple[Found, ...]:
        """All names and codes in a plain text, in its order, the longest of each."""
        if not self._names:
            return ()
        words = list(_WORD.finditer(plain))
        found: list[Found] = []
        at = 0
        while at < len(words):
            name = self._name_at(plain, words, at)
            if name is None:
                at += 1
                continue
            end = words[at + len(name.words) - 1].end()
            begin = words[at].start()
            found.append(Found(begin, end, tuple(name.codes), name.by_code))
            at += len(name.words)
        return tuple(found)

    def _name_at(
        self, plain: str, words: list[re.Match[str]], at: int
    ) -> "_Name | None":
        for size in self._sizes.get(words[at].group(), ()):
            here = words[at : at + size]
            name = self._names.get(tuple(word.group() for word in here))
            if (
                name is not None
                and _unbroken(plain, here)
                and _stands_alone(plain, here[0].start(), here[-1].end())
            ):
                return name
        return None

    def nearest(self, written: str) -> tuple[Candidate, ...]:
        """Facilities with a name or code like this, the likeliest first."""
        alike = process.extract(
            _key(_WORD.findall(written.lower())),
            self._spelled.keys(),
            scorer=fuzz.ratio,
            score_cutoff=LEAST_LIKENESS,
            limit=2 * MOST_CANDIDATES,
        )
        best: dict[str, Candidate] = {}
        for spelling, likeness, _ in alike:
            code = self._spelled[spelling]
            best.setdefault(code, Candidate(code, self.name_of(code), likeness))
        return tuple(best.values())[:MOST_CANDIDATES]


def _key(words: Sequence[str]) -> str:
    """Words in an order of their own; codes with digits as one piece."""
    if any(word.isdigit() for word in words):
        return "".join(words)
    return " ".join(sorted(words))


@dataclass(slots=True)
class _Name:
    words: tuple[str, ...]
    codes: list[str]
    by_code: bool


def name_facilities(facilities: Iterable[tuple[str, Iterable[str]]]) -> FacilityNames:
    """The names of facilities given as (code, names)."""
    listed = (Listed(code, tuple(names)) for code, names in facilities)
    return FacilityNames(tuple(listed))


def _spellings(name: str) -> Iterator[str]:
    """A name with the kind of facility in short and in full."""
    yield name
    lower = " ".join(_WORD.findall(name.lower()))
    for short, longs in load_lexicon().spelled_out.items():
        if lower.startswith(f"{short} "):
            yield from (f"{long}{lower[len(short) :]}" for long in longs)
        for long in longs:
            if lower.startswith(f"{long} "):
                yield f"{short}{lower[len(long) :]}"


def _unbroken(plain: str, words: list[re.Match[str]]) -> bool:
    return all(
        _GAP.fullmatch(plain, one.end(), other.start())
        for one, other in pairwise(words)
    )


def _stands_alone(plain: str, begin: int, end: int) -> bool:
    """Whether it is not a piece of a longer word or number."""
    before, after = plain[begin - 1 : begin], plain[end : end + 1]
    if before.isalnum() or after.isalnum() or "\x01" in (before, after):
        return False
    inside_number = after in (".", ",") and plain[end + 1 : end + 2].isdigit()
    return not inside_number
