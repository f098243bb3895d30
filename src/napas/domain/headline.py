"""The national line as a query on claims, repeatable for any past moment.

What is secured, of what kinds it is made, how many pieces are ready, and, kept apart
from all that, what is known to be delivered and used. A figure nobody has stated is
None with a reason, never 0.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from napas.domain.claim import (
    UNIT_OF,
    Claim,
    ClaimKind,
    ClaimStatus,
    Metric,
    chosen,
)
from napas.domain.finding import Code
from napas.domain.need import Span
from napas.domain.plan import Reason, because
from napas.domain.rounding import half_step


class HeadlineGap(Code):
    """Why the headline lacks a figure, or why its figures do not fit."""

    SECURED_UNKNOWN = "headline-secured-unknown"
    PARTS_UNKNOWN = "headline-parts-unknown"
    PARTS_DIFFER = "headline-parts-differ"
    DELIVERING_UNKNOWN = "headline-delivering-unknown"
    USE_UNKNOWN = "headline-use-unknown"
    UNIT_STRANGE = "headline-unit-strange"


@dataclass(frozen=True, slots=True)
class Pieces:
    """How many pieces of one thing there are, by what the word means.

    Attributes:
        ready: in hand and ready; None is unknown.
        inventory: found by a count, ready or not; None is unknown.
        potential: that could be had; None is unknown.
        claims: the claims these rest on.
    """

    ready: float | None = None
    inventory: float | None = None
    potential: float | None = None
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """What the nation can say of its oxygen, as known at one moment.

    Attributes:
        known_at: the moment at which it was known, UTC.
        secured_t_per_day: capacity, commitments and additions together: a total that
            was announced, not oxygen in tanks; None is unknown.
        secured_claim: the claim it rests on.
        by_kind: the claims the total is said to be made of, in the order of their
            codes; empty where none is known.
        parts_sum_t_per_day: what the parts make together; None where none is known.
        parts_make_total: whether that is the total, as finely as both were written;
            None where it cannot be said.
        delivering: t/day known to arrive where it is breathed; None is unknown.
        delivering_claim: the claim it rests on.
        use: t/day that hospitals were said to use; None is unknown.
        use_claim: the claim it rests on, with its source.
        reasons: why a figure is missing or does not fit.
    """

    known_at: datetime
    secured_t_per_day: float | None
    secured_claim: Claim | None
    by_kind: tuple[Claim, ...]
    parts_sum_t_per_day: float | None
    parts_make_total: bool | None
    isotanks: Pieces
    cylinders: Pieces
    concentrators: Pieces
    deployable_systems: Pieces
    delivering: Span | None
    delivering_claim: Claim | None
    use: Span | None
    use_claim: Claim | None
    reasons: tuple[Reason, ...] = ()

    @property
    def as_of(self) -> datetime | None:
        """The moment of which the secured total speaks; None is unknown."""
        return self.secured_claim.as_of if self.secured_claim else None


def headline(
    claims: Iterable[Claim], *, known_at: datetime, scope: str = ""
) -> Headline:
    """The national line as it could be known at a moment.

    Args:
        claims: of any scope.
        known_at: the moment, UTC; claims known later are not seen.
        scope: of what area the line speaks; empty takes that of the standing total,
            so that a figure of a region never stands for the nation.
    """
    told = tuple(claim for claim in claims if claim.known_at <= known_at)
    usable = tuple(claim for claim in told if _in_own_unit(claim))
    secured = chosen(
        _of_scope(usable, scope), Metric.SUPPLY, ClaimKind.TOTAL, known_at=known_at
    )
    here = _of_scope(usable, secured.scope if secured else scope)
    delivering = chosen(here, Metric.SUPPLY, ClaimKind.DELIVERED, known_at=known_at)
    use = chosen(here, Metric.HOSPITAL_USE, ClaimKind.USE, known_at=known_at)
    parts = _parts(usable, secured)
    fit = _fit(secured, parts)
    reasons = [*_strange_units(told), *fit.reasons]
    if delivering is None:
        reasons.append(because(HeadlineGap.DELIVERING_UNKNOWN))
    if use is None:
        reasons.append(because(HeadlineGap.USE_UNKNOWN))
    return Headline(
        known_at=known_at,
        secured_t_per_day=secured.value if secured else None,
        secured_claim=secured,
        by_kind=parts,
        parts_sum_t_per_day=fit.sum_t_per_day,
        parts_make_total=fit.make_total,
        isotanks=_pieces(here, Metric.ISOTANKS, known_at),
        cylinders=_pieces(here, Metric.CYLINDERS, known_at),
        concentrators=_pieces(here, Metric.CONCENTRATORS, known_at),
        deployable_systems=_pieces(here, Metric.DEPLOYABLE_SYSTEMS, known_at),
        delivering=_span(delivering),
        delivering_claim=delivering,
        use=_span(use),
        use_claim=use,
        reasons=tuple(reasons),
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a total and its parts go together."""

    sum_t_per_day: float | None
    make_total: bool | None
    reasons: tuple[Reason, ...] = ()


def _fit(total: Claim | None, parts: tuple[Claim, ...]) -> _Fit:
    if total is None or total.value is None:
        return _Fit(None, None, (because(HeadlineGap.SECURED_UNKNOWN),))
    figures = [claim.value for claim in parts if claim.value is not None]
    if not figures:
        reason = because(HeadlineGap.PARTS_UNKNOWN, claim=total.code)
        return _Fit(None, None, (reason,))
    sum_t_per_day = math.fsum(figures)
    leeway_t_per_day = math.fsum(map(half_step, [total.value, *figures]))
    if abs(sum_t_per_day - total.value) <= leeway_t_per_day:
        return _Fit(sum_t_per_day, make_total=True)
    reason = because(
        HeadlineGap.PARTS_DIFFER,
        claim=total.code,
        total_t_per_day=total.value,
        sum_t_per_day=sum_t_per_day,
    )
    return _Fit(sum_t_per_day, make_total=False, reasons=(reason,))


def _in_own_unit(claim: Claim) -> bool:
    return claim.unit == UNIT_OF.get(claim.metric, claim.unit)


def _of_scope(claims: Iterable[Claim], scope: str) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if scope in ("", claim.scope))


def _parts(claims: Iterable[Claim], total: Claim | None) -> tuple[Claim, ...]:
    standing = (
        claim
        for claim in claims
        if total is not None
        and claim.part_of == total.code
        and claim.status is not ClaimStatus.KEPT
        and claim.value is not None
    )
    return tuple(sorted(standing, key=lambda claim: claim.code))


def _strange_units(claims: Iterable[Claim]) -> tuple[Reason, ...]:
    return tuple(
        because(
            HeadlineGap.UNIT_STRANGE,
            claim=claim.code,
            unit=claim.unit,
            expected_unit=UNIT_OF[claim.metric],
        )
        for claim in claims
        if claim.status is not ClaimStatus.KEPT and not _in_own_unit(claim)
    )


def _pieces(claims: tuple[Claim, ...], metric: Metric, known_at: datetime) -> Pieces:
    kinds = (ClaimKind.STOCK, ClaimKind.INVENTORY, ClaimKind.POTENTIAL)
    found = [chosen(claims, metric, kind, known_at=known_at) for kind in kinds]
    ready, inventory, potential = (claim.value if claim else None for claim in found)
    return Pieces(
        ready=ready,
        inventory=inventory,
        potential=potential,
        claims=tuple(claim for claim in found if claim is not None),
    )


def _span(claim: Claim | None) -> Span | None:
    if claim is None or claim.value is None:
        return None
    return Span(
        claim.value,
        claim.value if claim.low is None else claim.low,
        claim.value if claim.high is None else claim.high,
    )
