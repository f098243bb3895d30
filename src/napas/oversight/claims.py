"""Do the claims of a situation hold together: conflicts, parts, units, size, clocks.

Nothing is corrected or dropped: two claims that conflict are both kept, and the
findings say by how much they differ and what nobody has explained yet.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from napas.domain.claim import UNIT_OF, Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.finding import Finding, Grade, find
from napas.domain.rounding import half_step
from napas.errors import Scalar
from napas.oversight.doubt import ClaimDoubt, FigureDoubt
from napas.oversight.figure import apart, as_written
from napas.oversight.scale import Scale, check_scale
from napas.parameters import Parameters

LATE = "oversight.late_days"
LARGEST = "oversight.largest_over_capacity_ratio"
LEAST = "oversight.least_over_capacity_share"
FACTS = frozenset(
    {
        ClaimKind.SHIPPED,
        ClaimKind.ARRIVED,
        ClaimKind.COMMISSIONED,
        ClaimKind.DELIVERED,
        ClaimKind.STOCK,
        ClaimKind.INVENTORY,
        ClaimKind.USE,
    }
)
"""Kinds that speak of what has happened, and so cannot be known before it."""

FLOWS = frozenset({ClaimKind.SHIPPED, ClaimKind.COMMISSIONED, ClaimKind.DELIVERED})
"""Kinds of what leaves a place day by day, which capacity bounds but for its stock."""

Question = tuple[ClaimKind, Metric, str, date]


def check_claims(
    claims: Sequence[Claim], parameters: Parameters
) -> tuple[Finding, ...]:
    """Everything doubtful in the claims of a situation, in the order of the checks.

    Args:
        claims: all claims, of any scope and moment.
        parameters: `oversight.*`: when a claim is late, and how far above the national
            capacity a figure is taken for a slip.
    """
    by_code = {claim.code: claim for claim in claims}
    return (
        *_repeated(claims),
        *_strange_units(claims),
        *_conflicts(claims),
        *_parts(claims, by_code),
        *_slips(claims, parameters),
        *_above_capacity(claims),
        *_clocks(claims, timedelta(days=parameters[LATE])),
    )


def _doubt(code: ClaimDoubt, claim: str, **params: Scalar) -> Finding:
    told = tuple(sorted(params.items()))
    return Finding(Grade.DOUBTFUL, code, claim, params=told)


def _repeated(claims: Sequence[Claim]) -> Iterator[Finding]:
    for code, times in sorted(Counter(claim.code for claim in claims).items()):
        if times > 1:
            yield _doubt(ClaimDoubt.CODE_TWICE, code, times=times)


def _strange_units(claims: Sequence[Claim]) -> Iterator[Finding]:
    for claim in claims:
        expected = UNIT_OF.get(claim.metric, claim.unit)
        if claim.unit != expected and claim.status is not ClaimStatus.KEPT:
            yield find(
                Grade.SET_ASIDE,
                ClaimDoubt.UNIT_STRANGE,
                subject=claim.code,
                unit=claim.unit,
                expected_unit=expected,
                metric=claim.metric,
            )


def _conflicts(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Claims that answer one question differently, each against the one that stands."""
    rivals: dict[Question, list[tuple[Claim, float]]] = {}
    for claim in claims:
        if claim.value is not None and claim.status is not ClaimStatus.SUPERSEDED:
            day = claim.as_of.astimezone(UTC).date()
            question = (claim.kind, claim.metric, claim.scope, day)
            rivals.setdefault(question, []).append((claim, claim.value))
    for answers in rivals.values():
        # A sort is stable: of equals, the claim that stands first in the table leads.
        answers.sort(key=lambda answer: answer[0].status is not ClaimStatus.CHOSEN)
        standing, *others = answers
        for other in others:
            yield from _conflict(standing, other)


def _conflict(
    standing: tuple[Claim, float], other: tuple[Claim, float]
) -> Iterator[Finding]:
    (first, first_value), (second, second_value) = standing, other
    leeway = half_step(first_value) + half_step(second_value)
    if first.unit != second.unit or not apart(first_value, second_value, leeway):
        return
    statuses = [first.status, second.status]
    decided = statuses.count(ClaimStatus.CHOSEN) == 1
    code = ClaimDoubt.CONFLICT if decided else ClaimDoubt.CONFLICT_UNDECIDED
    explained = first if first.reason or first.reasons else second
    if decided and not (explained.reason or explained.reasons):
        code = ClaimDoubt.CONFLICT_UNEXPLAINED
    yield _doubt(
        code,
        first.code,
        other=second.code,
        value=first_value,
        other_value=second_value,
        difference=abs(first_value - second_value),
        unit=first.unit,
        reason=explained.reason,
        **{f"reason_{language}": told for language, told in explained.reasons},
    )


def _parts(claims: Sequence[Claim], by_code: Mapping[str, Claim]) -> Iterator[Finding]:
    parts: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.part_of and claim.part_of not in by_code:
            yield _doubt(ClaimDoubt.WHOLE_UNKNOWN, claim.code, whole=claim.part_of)
        elif claim.part_of:
            parts.setdefault(claim.part_of, []).append(claim)
    for code, below in sorted(parts.items()):
        whole = by_code[code]
        alike = [part for part in below if part.unit == whole.unit]
        if whole.value is None:
            continue
        if whole.kind is ClaimKind.TOTAL:
            yield from _sum_of_parts(code, whole.value, alike)
        else:
            yield from _parts_above(code, whole.value, alike)


def _sum_of_parts(code: str, total: float, parts: Iterable[Claim]) -> Iterator[Finding]:
    figures = [
        part.value
        for part in parts
        if part.value is not None and part.status is not ClaimStatus.KEPT
    ]
    made = math.fsum(figures)
    leeway = math.fsum(map(half_step, [total, *figures]))
    if figures and apart(made, total, leeway):
        difference = abs(made - total)
        yield _doubt(
            ClaimDoubt.PARTS_DIFFER, code, sum=made, total=total, difference=difference
        )


def _parts_above(code: str, whole: float, parts: Iterable[Claim]) -> Iterator[Finding]:
    """Parts of anything but a total may overlap or lack; none exceeds its whole."""
    for part in parts:
        if part.value is None or part.value <= whole:
            continue
        if apart(part.value, whole, half_step(part.value) + half_step(whole)):
            yield _doubt(
                ClaimDoubt.PART_ABOVE_WHOLE,
                part.code,
                value=part.value,
                whole=code,
                whole_value=whole,
                unit=part.unit,
            )


def _slips(claims: Sequence[Claim], parameters: Parameters) -> Iterator[Finding]:
    """Rates that only a slip puts so far above what the nation can make."""
    capacity = max(
        (
            claim.value
            for claim in claims
            if claim.kind is ClaimKind.CAPACITY
            and claim.status is ClaimStatus.CHOSEN
            and claim.metric is Metric.PRODUCTION
            and claim.unit == UNIT_OF[claim.metric]
            and claim.value is not None
        ),
        default=0.0,
    )
    if capacity == 0.0:
        return
    scale = Scale(
        capacity * parameters[LEAST],
        capacity * parameters[LARGEST],
        UNIT_OF[Metric.PRODUCTION],
    )
    for claim in claims:
        if claim.unit != scale.unit or claim.value is None:
            continue
        if claim.value <= scale.high:
            continue
        for doubt in check_scale(as_written(claim.value, claim.unit), scale):
            told = dict(doubt.params)
            slip = told["slip"] if doubt.code is FigureDoubt.SLIP_ABOVE else None
            yield _doubt(
                ClaimDoubt.SCALE_SLIP,
                claim.code,
                value=claim.value,
                unit=claim.unit,
                capacity=capacity,
                slip=slip,
            )


def _above_capacity(claims: Sequence[Claim]) -> Iterator[Finding]:
    """What is said to flow somewhere, above all that can be made there."""
    capacities: dict[tuple[Metric, str, str], tuple[float, str]] = {}
    for claim in claims:
        chosen = claim.kind is ClaimKind.CAPACITY and claim.status is ClaimStatus.CHOSEN
        if chosen and claim.value is not None:
            key = (claim.metric, claim.scope, claim.unit)
            told = (claim.value, claim.code)
            capacities[key] = max(capacities.get(key, told), told)
    for claim in claims:
        capacity = capacities.get((claim.metric, claim.scope, claim.unit))
        if capacity is None or claim.kind not in FLOWS or claim.value is None:
            continue
        most, code = capacity
        leeway = half_step(claim.value) + half_step(most)
        if claim.value > most and apart(claim.value, most, leeway):
            yield _doubt(
                ClaimDoubt.ABOVE_CAPACITY,
                claim.code,
                value=claim.value,
                unit=claim.unit,
                capacity=most,
                other=code,
            )


def _clocks(claims: Sequence[Claim], late: timedelta) -> Iterator[Finding]:
    for claim in claims:
        lag = claim.known_at - claim.as_of
        if lag > late:
            days = lag / timedelta(days=1)
            yield _doubt(ClaimDoubt.KNOWN_LATE, claim.code, days=days)
        elif claim.kind in FACTS and lag < timedelta(0):
            yield _doubt(
                ClaimDoubt.KNOWN_EARLY,
                claim.code,
                kind=claim.kind,
                as_of=_day(claim.as_of),
                known_at=_day(claim.known_at),
            )


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
