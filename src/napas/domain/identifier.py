"""By which codes and names others know a subject, and from when to when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class SubjectKind(StrEnum):
    """What can have codes and names; companies and agencies are organisations."""

    FACILITY = "facility"
    PLANT = "plant"
    VEHICLE = "vehicle"
    ORGANISATION = "organisation"
    TERRITORY = "territory"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A code in a named system; the same text in another system is another code.

    Attributes:
        code: text; leading zeros are part of it.
        valid_from: first day on which the code is the subject's; None is always.
        valid_to: first day on which it no longer is; None is open.
    """

    system: str
    code: str
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if not self.system or not self.code:
            message = "an identifier needs a system and a code"
            raise ValueError(message)
        _require_period(self.valid_from, self.valid_to)

    def holds_on(self, day: date) -> bool:
        """Whether the code is the subject's on the day."""
        return _within(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name by which a subject is called.

    Attributes:
        language: code of the language it belongs to; empty is any.
        valid_from: first day on which it was in use; None is always.
        valid_to: first day on which it no longer was; None is open.
    """

    name: str
    language: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if not self.name:
            message = "an alias needs a name"
            raise ValueError(message)
        _require_period(self.valid_from, self.valid_to)

    def holds_on(self, day: date) -> bool:
        """Whether the name was in use on the day."""
        return _within(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Named:
    """One subject with all its codes and further names.

    Attributes:
        subject: its own code in Napas, or the name of a company that has no code.
    """

    kind: SubjectKind
    subject: str
    identifiers: tuple[Identifier, ...] = ()
    aliases: tuple[Alias, ...] = ()

    def __post_init__(self) -> None:
        if not self.subject:
            message = f"a {self.kind} with other names needs a code"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Clash:
    """A code that two subjects would have at once."""

    one: Named
    other: Named
    identifier: Identifier
    other_identifier: Identifier


@dataclass(frozen=True, slots=True)
class Names:
    """The codes and names of many subjects; no code is anybody else's at once."""

    subjects: tuple[Named, ...] = ()
    _by_subject: Mapping[tuple[SubjectKind, str], Named] = field(
        init=False, repr=False, compare=False
    )
    _by_code: Mapping[tuple[str, str], tuple[tuple[Identifier, Named], ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        by_subject = {(each.kind, each.subject): each for each in self.subjects}
        if len(by_subject) != len(self.subjects):
            message = "a subject stands twice among the names"
            raise ValueError(message)
        clash = next(clashes(self.subjects), None)
        if clash is not None:
            message = (
                f"{clash.one.subject} and {clash.other.subject} both have the code "
                f"{clash.identifier.code!r} of {clash.identifier.system} at once"
            )
            raise ValueError(message)
        object.__setattr__(self, "_by_subject", by_subject)
        object.__setattr__(self, "_by_code", _by_code(self.subjects))

    def of(self, kind: SubjectKind, subject: str) -> Named:
        """What a subject is called; nothing where no table tells of it."""
        return self._by_subject.get((kind, subject), Named(kind, subject))

    def holder(self, system: str, code: str, on_day: date) -> Named | None:
        """Which subject had a code of a system on a day; None where nobody had."""
        held = self._by_code.get((system, code), ())
        return next((named for each, named in held if each.holds_on(on_day)), None)

    def systems(self) -> tuple[str, ...]:
        """Every system in which somebody has a code, sorted."""
        return tuple(sorted({system for system, _ in self._by_code}))


def gather_names(
    told: Iterable[tuple[SubjectKind, str, Identifier | Alias]],
) -> Names:
    """Names from single codes and aliases in any order; what is said twice counts once.

    Raises:
        ValueError: a code would belong to two subjects at once.
    """
    codes: dict[tuple[SubjectKind, str], set[Identifier]] = {}
    aliases: dict[tuple[SubjectKind, str], set[Alias]] = {}
    for kind, subject, each in told:
        codes.setdefault((kind, subject), set())
        aliases.setdefault((kind, subject), set())
        if isinstance(each, Identifier):
            codes[kind, subject].add(each)
        else:
            aliases[kind, subject].add(each)
    return Names(
        tuple(
            Named(
                kind,
                subject,
                tuple(sorted(codes[kind, subject], key=_order_of_code)),
                tuple(sorted(aliases[kind, subject], key=_order_of_alias)),
            )
            for kind, subject in sorted(codes)
        )
    )


def tell_names(
    names: Names,
) -> Iterator[tuple[SubjectKind, str, Identifier | Alias]]:
    """Every single code and alias of names, as `gather_names` takes them."""
    for named in names.subjects:
        for code in named.identifiers:
            yield named.kind, named.subject, code
        for alias in named.aliases:
            yield named.kind, named.subject, alias


def clashes(subjects: Iterable[Named]) -> Iterator[Clash]:
    """Every code that two different subjects would have on one day."""
    for held in _by_code(subjects).values():
        for at, (identifier, one) in enumerate(held):
            for other_identifier, other in held[at + 1 :]:
                same = (one.kind, one.subject) == (other.kind, other.subject)
                if not same and _overlap(identifier, other_identifier):
                    yield Clash(one, other, identifier, other_identifier)


def _by_code(
    subjects: Iterable[Named],
) -> dict[tuple[str, str], tuple[tuple[Identifier, Named], ...]]:
    held: dict[tuple[str, str], tuple[tuple[Identifier, Named], ...]] = {}
    for named in subjects:
        for each in named.identifiers:
            key = (each.system, each.code)
            held[key] = (*held.get(key, ()), (each, named))
    return held


def _overlap(one: Identifier, other: Identifier) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    end = min(one.valid_to or date.max, other.valid_to or date.max)
    return first < end


def _within(day: date, valid_from: date | None, valid_to: date | None) -> bool:
    begun = valid_from is None or valid_from <= day
    return begun and (valid_to is None or day < valid_to)


def _require_period(valid_from: date | None, valid_to: date | None) -> None:
    if valid_from is not None and valid_to is not None and valid_to <= valid_from:
        message = f"a name that ends on {valid_to} cannot begin on {valid_from}"
        raise ValueError(message)


def _order_of_code(each: Identifier) -> tuple[str, str, date, date, str]:
    period = (each.valid_from or date.min, each.valid_to or date.max)
    return (each.system, each.code, *period, each.source)


def _order_of_alias(each: Alias) -> tuple[str, str, date, date, str]:
    period = (each.valid_from or date.min, each.valid_to or date.max)
    return (each.name, each.language, *period, each.source)
