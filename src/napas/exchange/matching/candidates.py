"""Who may be meant by a name: candidates with their reasons, and when one is sure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from rapidfuzz import fuzz, process

from napas.domain.finding import Finding
from napas.domain.plan import Reason, because
from napas.domain.territory import TerritoryTree
from napas.exchange.matching.answer import (
    Asked,
    Candidate,
    Match,
    MatchReason,
    Outcome,
    Part,
    weighted_mean,
)
from napas.exchange.matching.certainty import sure_entry
from napas.exchange.matching.directory import Directory
from napas.exchange.matching.entries import Entry, Spelling
from napas.exchange.matching.index import Flags, Index, Scores
from napas.exchange.matching.plain_names import Words
from napas.exchange.matching.scoring import NameLikeness, compare_names
from napas.exchange.matching.weights import Weights
from napas.planning.travel import great_circle_km

COMPARED = 12
"""Spellings that are compared word by word, of all that share letters."""
NEARBY = 3
"""Spellings in the territory asked for that are compared though they share no run."""
MOST_NEARBY = 200
"""Spellings in a territory beyond which it says too little."""
PROPOSED = 5
"""Candidates that are named; more nobody reads."""
TERRITORY_BONUS = np.float32(0.5)
"""Added to the likeness of letters of spellings in the territory asked for, so that
they are compared before the same name elsewhere."""


@dataclass(frozen=True, slots=True)
class Question:
    """A name to be found.

    Attributes:
        words: those of the name.
        paths: from the country down to each territory that may be the one asked for.
        findings: what is doubtful about it already.
    """

    asked: Asked
    words: Words
    paths: tuple[tuple[str, ...], ...] = ()
    findings: tuple[Finding, ...] = ()


def propose(
    questions: Sequence[Question], directory: Directory, index: Index, on_day: date
) -> Iterator[Match]:
    """Answer questions about one kind of entries, in their order."""
    valid = np.array(
        [each.alias is None or each.alias.holds_on(on_day) for each in index.spellings],
        dtype=np.bool_,
    )
    for part, likeness in index.likeness([each.words for each in questions]):
        for question, alike in zip(questions[part], likeness, strict=True):
            sure = sure_entry(question.words, question.paths, index, valid)
            if sure is None:
                rows = _nearest(question, index, alike, valid)
            else:
                rows = [row for row in index.rows(sure) if valid[row]]
            candidates = _candidates(question, rows, directory, index)
            yield _answer(question, candidates, sure)


def _nearest(
    question: Question, index: Index, alike: Scores, valid: Flags
) -> list[int]:
    """The rows worth comparing: the most alike, and all of the very same words."""
    near = np.flatnonzero(alike * valid)
    better = alike.copy()
    for path in question.paths:
        better[list(index.below.get(path[-1], ()))] += TERRITORY_BONUS
    if len(near) > COMPARED:
        near = near[np.argpartition(-better[near], COMPARED)[:COMPARED]]
    others = (*index.same(question.words), *_nearby(question, index))
    return list(dict.fromkeys((*near.tolist(), *(row for row in others if valid[row]))))


def _nearby(question: Question, index: Index) -> Iterator[int]:
    """Rows in the territory that differ least, where a short name shares no run.

    Where no word of the name tells anything, all rows are worth comparing.
    """
    told = index.tell(question.words)
    for path in question.paths:
        inside = index.below.get(path[-1], ())
        if len(inside) > MOST_NEARBY:
            continue
        if not told:
            yield from inside
        else:
            names = [index.telling[row] for row in inside]
            for _, _, at in process.extract(
                told, names, scorer=fuzz.ratio, limit=NEARBY
            ):
                yield inside[at]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A spelling that was compared; reasons are written only for the best.

    Attributes:
        place: how well the territory agrees, 0 to 1; None is not known.
        others: distance and kind, where they are known.
    """

    spelling: Spelling
    likeness: NameLikeness
    place: float | None
    others: tuple[Part, ...]
    score: float

    @property
    def known(self) -> int:
        """How many parts beside the name are known."""
        return len(self.others) + (self.place is not None)


def _candidates(
    question: Question, rows: Sequence[int], directory: Directory, index: Index
) -> tuple[Candidate, ...]:
    """Candidates from rows, each entry by its best spelling, the best first."""
    best: dict[Entry, _Compared] = {}
    for row in rows:
        found = _compare(question, index.spellings[row], directory, index)
        before = best.get(found.spelling.entry)
        if before is None or found.score > before.score:
            best[found.spelling.entry] = found
    ranked = sorted(
        (each for each in best.values() if each.score >= directory.weights.least),
        key=lambda each: (-each.score, -each.known, each.spelling.entry.code),
    )
    # Of one name in many places none is left out.
    return tuple(
        Candidate(each.spelling.entry, _parts(question, each, directory))
        for at, each in enumerate(ranked)
        if at < PROPOSED or each.likeness.same
    )


def _compare(
    question: Question, spelling: Spelling, directory: Directory, index: Index
) -> _Compared:
    likeness = compare_names(question.words, spelling, index)
    place = _place_share(question, spelling)
    asked, entry, weights = question.asked, spelling.entry, directory.weights
    told = (_distance_part(asked, entry, weights), _kind_part(asked, entry, weights))
    others = tuple(part for part in told if part is not None)
    scores = [(likeness.score, weights.name)]
    scores += [(part.score, part.weight) for part in others]
    if place is not None:
        scores.append((place, weights.territory))
    return _Compared(spelling, likeness, place, others, weighted_mean(scores))


def _place_share(question: Question, spelling: Spelling) -> float | None:
    """How deep a territory asked for and that of the entry go together, 0 to 1."""
    if not question.paths or not spelling.path:
        return None
    return max(_agreement(path, spelling.path) for path in question.paths)


def _parts(
    question: Question, compared: _Compared, directory: Directory
) -> tuple[Part, ...]:
    """The parts of a score with their reasons."""
    spelling, likeness = compared.spelling, compared.likeness
    reasons = tuple(_name_reasons(spelling, likeness))
    parts = [Part(reasons, likeness.score, directory.weights.name)]
    if compared.place is not None:
        reason = _place_reason(question, spelling, directory.country.tree)
        parts.append(Part((reason,), compared.place, directory.weights.territory))
    return (*parts, *compared.others)


def _distance_part(asked: Asked, entry: Entry, weights: Weights) -> Part | None:
    if asked.point is None or entry.point is None:
        return None
    distance_km = float(great_circle_km([asked.point], [entry.point])[0, 0])
    near = weights.near_km / (weights.near_km + distance_km)
    reason = because(MatchReason.DISTANCE, distance_km=round(distance_km, 1))
    return Part((reason,), near, weights.distance)


def _kind_part(asked: Asked, entry: Entry, weights: Weights) -> Part | None:
    if asked.facility_kind is None or entry.facility_kind is None:
        return None
    agrees = asked.facility_kind is entry.facility_kind
    code = MatchReason.KIND_SAME if agrees else MatchReason.KIND_OTHER
    reason = because(code, kind=entry.facility_kind)
    return Part((reason,), float(agrees), weights.kind)


def _name_reasons(spelling: Spelling, likeness: NameLikeness) -> Iterator[Reason]:
    if spelling.alias is None:
        same, near = MatchReason.NAME_SAME, MatchReason.NAME_NEAR
    else:
        same, near = MatchReason.ALIAS_SAME, MatchReason.ALIAS_NEAR
    yield because(same if likeness.same else near, name=spelling.name)
    if likeness.misspelt:
        pairs = ", ".join(f"{one} ~ {other}" for one, other in likeness.misspelt)
        yield because(MatchReason.WORDS_MISSPELT, words=pairs)
    if likeness.missing:
        words = " ".join(likeness.missing)
        yield because(MatchReason.WORDS_MISSING, words=words)
    if likeness.extra:
        yield because(MatchReason.WORDS_EXTRA, words=" ".join(likeness.extra))


def _place_reason(
    question: Question, spelling: Spelling, tree: TerritoryTree
) -> Reason:
    """Where the entry lies, against the territory asked for that is nearest to it."""
    path = max(question.paths, key=lambda each: _agreement(each, spelling.path))
    here, wanted = spelling.path[-1], path[-1]
    if here == wanted:
        code = MatchReason.TERRITORY_SAME
    elif wanted in spelling.path:
        code = MatchReason.TERRITORY_INSIDE
    elif here in path:
        code = MatchReason.TERRITORY_AROUND
    else:
        code = MatchReason.TERRITORY_OTHER
    return because(code, territory=tree[here].name, wanted=tree[wanted].name)


def _agreement(asked: Sequence[str], found: Sequence[str]) -> float:
    """How far below the country a path goes along with the one asked for, 0 to 1."""
    along = 0
    for one, other in zip(asked[1:], found[1:], strict=False):
        if one != other:
            break
        along += 1
    return along / (len(asked) - 1)


def _answer(
    question: Question, candidates: tuple[Candidate, ...], sure: Entry | None
) -> Match:
    outcome = Outcome.PROPOSED if candidates else Outcome.NOTHING
    reasons: tuple[Reason, ...] = ()
    if sure is not None:
        outcome = Outcome.NAME
        reasons = (because(MatchReason.BY_NAME, name=sure.name),)
    return Match(question.asked, outcome, sure, candidates, reasons, question.findings)
