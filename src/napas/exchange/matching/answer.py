"""What is asked and what is answered: one subject, or candidates with their reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from napas.domain.choice import Written
from napas.domain.finding import Code, Finding
from napas.domain.network import FacilityKind
from napas.domain.plan import Reason
from napas.domain.territory import Point
from napas.exchange.matching.entries import Entry


class MatchCode(Code):
    """What can be said against a name or a code."""

    TERRITORY_UNKNOWN = "match-territory-unknown"
    TERRITORY_AMBIGUOUS = "match-territory-ambiguous"
    CODE_UNKNOWN = "match-code-unknown"
    CODE_OF_SEVERAL = "match-code-of-several"
    NAME_DIFFERS = "match-name-differs"
    CHOICE_GONE = "match-choice-gone"
    NAMELESS = "match-nameless"


class MatchReason(Code):
    """Why a subject was taken, or is a candidate."""

    CHOSEN = "match-chosen"
    NOBODY = "match-nobody"
    CHOICE_NOTE = "match-choice-note"
    BY_OWN_CODE = "match-by-own-code"
    BY_CODE = "match-by-code"
    BY_NAME = "match-by-name"
    NAME_SAME = "match-name-same"
    NAME_NEAR = "match-name-near"
    ALIAS_SAME = "match-alias-same"
    ALIAS_NEAR = "match-alias-near"
    WORDS_MISSPELT = "match-words-misspelt"
    WORDS_MISSING = "match-words-missing"
    WORDS_EXTRA = "match-words-extra"
    TERRITORY_SAME = "match-territory-same"
    TERRITORY_INSIDE = "match-territory-inside"
    TERRITORY_AROUND = "match-territory-around"
    TERRITORY_OTHER = "match-territory-other"
    DISTANCE = "match-distance"
    KIND_SAME = "match-kind-same"
    KIND_OTHER = "match-kind-other"


class Outcome(StrEnum):
    """How a question ended.

    CHOICE: somebody chose it before. IDENTIFIER: the code is its own. NAME: the same
    name in the same territory, and no other like it there. PROPOSED: candidates are
    named for somebody to choose. NOBODY: somebody said that it is none of those known.
    NOTHING: there is no candidate.
    """

    CHOICE = "choice"
    IDENTIFIER = "identifier"
    NAME = "name"
    PROPOSED = "proposed"
    NOBODY = "nobody"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is meant by what somebody wrote?

    Attributes:
        system: key of the system of the code; empty is not said.
        point: where the sender says it lies; None is not said.
        facility_kind: what facility it is said to be; None is not said.
    """

    written: Written
    system: str = ""
    point: Point | None = None
    facility_kind: FacilityKind | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score, with the reasons for it.

    Attributes:
        score: how well this part agrees, 0 to 1.
        weight: how much it counts against the other parts that are known.
    """

    reasons: tuple[Reason, ...]
    score: float
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject that may be meant, with the parts of its score."""

    entry: Entry
    parts: tuple[Part, ...]

    @property
    def score(self) -> float:
        """How well it agrees: the mean of the parts by their weights, 0 to 1."""
        return weighted_mean([(part.score, part.weight) for part in self.parts])


@dataclass(frozen=True, slots=True)
class Match:
    """The answer to one question.

    Attributes:
        entry: the subject taken; None where none was.
        candidates: whom the name may mean, best first; the one alone that was taken
            by its name, none where no name was asked.
        reasons: why it was taken.
        findings: what is doubtful about the question.
    """

    asked: Asked
    outcome: Outcome
    entry: Entry | None = None
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[Reason, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        taken = {Outcome.CHOICE, Outcome.IDENTIFIER, Outcome.NAME}
        if (self.entry is not None) != (self.outcome in taken):
            message = f"a match that ends as {self.outcome} cannot have {self.entry}"
            raise ValueError(message)


def weighted_mean(scores: Sequence[tuple[float, float]]) -> float:
    """The mean of scores by their weights, of which one at least is above zero."""
    whole = sum(weight for _, weight in scores)
    return sum(score * weight for score, weight in scores) / whole
