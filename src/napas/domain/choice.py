"""What people decided about a name as somebody wrote it; nothing is ever taken away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from napas.domain.identifier import SubjectKind
from napas.domain.instant import require_utc


class Decision(StrEnum):
    """What was decided.

    CHOSEN: it is this subject. NOBODY: it is none of those known. UNDONE: what was
    decided before no longer holds.
    """

    CHOSEN = "chosen"
    NOBODY = "nobody"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Written:
    """How a sender named something, letter by letter.

    Attributes:
        kind: what it is a name of.
        sender: from whom or from which system it comes; empty is anybody.
        territory: the territory beside it, by code or name; empty is none.
    """

    kind: SubjectKind
    name: str
    code: str = ""
    territory: str = ""
    sender: str = ""

    def __post_init__(self) -> None:
        if not self.name and not self.code:
            message = "what is written needs a name or a code"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision about what was written; a later one takes its place.

    Attributes:
        subject: the code chosen; empty unless one was.
        by: who decided.
        at: when, UTC.
    """

    written: Written
    decision: Decision
    by: str
    at: datetime
    subject: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        require_utc(self.at, "at")
        if not self.by:
            message = "a choice needs somebody who made it"
            raise ValueError(message)
        if (self.decision is Decision.CHOSEN) != bool(self.subject):
            message = f"a decision {self.decision} about {self.subject!r} says nothing"
            raise ValueError(message)


def standing_choices(choices: Iterable[Choice]) -> dict[Written, Choice]:
    """The decision that holds for everything written, the latest one.

    Of decisions made at one moment the one that stands later holds; what was undone
    has no decision.
    """
    latest: dict[Written, Choice] = {}
    for choice in sorted(choices, key=lambda each: each.at):
        latest[choice.written] = choice
    return {
        written: choice
        for written, choice in latest.items()
        if choice.decision is not Decision.UNDONE
    }
