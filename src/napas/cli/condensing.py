"""Many findings in few lines: those of a kind together, a few of them with their place.

A kind is one grade and code in one column of one file.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from napas.domain.finding import Finding
from napas.words import say

MOST_IN_FULL = 5
"""Findings of a kind that are all shown."""
SHOWN_OF_MORE = 3
"""Shown of a kind that has more; the rest is counted."""


def condense(
    findings: Iterable[Finding], language: str, tell: Callable[[Finding], str]
) -> Iterator[str]:
    """Tell findings kind by kind, in the order in which the kinds are first met.

    Args:
        findings: any number of them.
        language: code of a catalogue.
        tell: the line of one finding.
    """
    kinds: dict[tuple[str, ...], list[Finding]] = {}
    for fault in findings:
        kind = (fault.grade, fault.code, fault.spot.file, fault.spot.column)
        kinds.setdefault(kind, []).append(fault)
    for alike in kinds.values():
        if len(alike) <= MOST_IN_FULL:
            yield from map(tell, alike)
        else:
            yield from map(tell, alike[:SHOWN_OF_MORE])
            more = len(alike) - SHOWN_OF_MORE
            yield say("findings-more-of-kind", language, count=more)


def count_codes(findings: Iterable[Finding], language: str) -> Iterator[str]:
    """How many findings each code has, the most first."""
    counted = Counter((fault.code, fault.grade) for fault in findings)
    for (code, grade), count in sorted(
        counted.items(), key=lambda item: (-item[1], item[0])
    ):
        told = say(f"grade-{grade}", language)
        # A code stands for itself: it is what people look up and search for.
        yield say(
            "findings-of-code", language, count=count, code=code.value, grade=told
        )
