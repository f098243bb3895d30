"""Answers about names as lines of text and as one document."""

from collections import Counter
from collections.abc import Iterator, Sequence

from napas.domain.finding import Finding
from napas.domain.plan import Reason
from napas.exchange.matching.answer import Asked, Candidate, Match, Outcome
from napas.exchange.matching.directory import Directory
from napas.exchange.matching.entries import Entry
from napas.exchange.plan_document import finding_document
from napas.words import say, say_finding, say_share, say_word

SCORE_DECIMALS = 4
Document = dict[str, object]


def match_lines(
    answers: Sequence[Match], directory: Directory, language: str
) -> Iterator[str]:
    """Every answer with its reasons or candidates, and how many ended how."""
    for answer in answers:
        yield _head(answer, directory, language)
        for finding in answer.findings:
            yield f"  {say_finding(finding, language)}"
        if answer.outcome is not Outcome.PROPOSED:
            continue
        for number, candidate in enumerate(answer.candidates, 1):
            yield say(
                "match-candidate",
                language,
                number=number,
                entry=_named(candidate.entry, directory),
                score=say_share(candidate.score, language, decimals=0),
                reasons=_said(
                    [each for part in candidate.parts for each in part.reasons],
                    language,
                ),
            )
    counts = Counter(answer.outcome for answer in answers)
    yield say(
        "match-counts",
        language,
        asked=len(answers),
        taken=sum(answer.entry is not None for answer in answers),
        proposed=counts[Outcome.PROPOSED],
        nobody=counts[Outcome.NOBODY],
        nothing=counts[Outcome.NOTHING],
    )


def match_document(
    rows: Sequence[int],
    answers: Sequence[Match],
    findings: Sequence[Finding],
    language: str,
) -> Document:
    """Every answer as plain values; reasons stand by code and as a sentence.

    Args:
        rows: where each question stands in its list.
        answers: in the same order.
        findings: what is wrong with the list.
        language: of the sentences.
    """
    counts = Counter(answer.outcome for answer in answers)
    return {
        "matches": [
            _match(row, answer, language)
            for row, answer in zip(rows, answers, strict=True)
        ],
        "counts": {outcome.value: counts[outcome] for outcome in Outcome},
        "findings": [_finding(finding, language) for finding in findings],
    }


def _head(answer: Match, directory: Directory, language: str) -> str:
    outcome = say_word(answer.outcome, language)
    written = _written(answer.asked)
    if answer.entry is None:
        reasons = _said(answer.reasons, language)
        told = f"{outcome}: {reasons}" if reasons else outcome
        return say("match-open", language, written=written, outcome=told)
    return say(
        "match-taken",
        language,
        written=written,
        entry=_named(answer.entry, directory),
        reasons=_said(answer.reasons, language),
    )


def _match(row: int, answer: Match, language: str) -> Document:
    written = answer.asked.written
    return {
        "row": row,
        "name": written.name,
        "code": written.code,
        "territory": written.territory,
        "outcome": answer.outcome.value,
        "subject": None if answer.entry is None else _entry(answer.entry),
        "reasons": [_reason(reason, language) for reason in answer.reasons],
        "candidates": [_candidate(each, language) for each in answer.candidates],
        "findings": [_finding(finding, language) for finding in answer.findings],
    }


def _candidate(candidate: Candidate, language: str) -> Document:
    return {
        **_entry(candidate.entry),
        "score": round(candidate.score, SCORE_DECIMALS),
        "parts": [
            {
                "reasons": [_reason(reason, language) for reason in part.reasons],
                "score": round(part.score, SCORE_DECIMALS),
                "weight": part.weight,
            }
            for part in candidate.parts
        ],
    }


def _entry(entry: Entry) -> Document:
    return {"subject": entry.code, "name": entry.name, "territory": entry.territory}


def _reason(reason: Reason, language: str) -> Document:
    return {
        "code": reason.code.value,
        "params": dict(reason.params),
        "text": _say_reason(reason, language),
    }


def _finding(finding: Finding, language: str) -> Document:
    return {**finding_document(finding), "text": say_finding(finding, language)}


def _said(reasons: Sequence[Reason], language: str) -> str:
    return "; ".join(_say_reason(reason, language) for reason in reasons)


def _say_reason(reason: Reason, language: str) -> str:
    return say(reason.code, language, **dict(reason.params))


def _written(asked: Asked) -> str:
    written = asked.written
    name = " ".join(part for part in (written.code, written.name) if part)
    return f"{name} ({written.territory})" if written.territory else name


def _named(entry: Entry, directory: Directory) -> str:
    """Code, name and territory of an entry."""
    tree = directory.country.tree
    place = tree[entry.territory].name if entry.territory in tree else ""
    named = entry.code if entry.name == entry.code else f"{entry.code} {entry.name}"
    return f"{named} ({place})" if place else named
