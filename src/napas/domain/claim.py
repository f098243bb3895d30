"""Supply figures as claims: what was said, of what, by whom, of which moment.

A supply figure is a ledger, not a number: claims are kept side by side, and a headline
is a query on them that can be repeated for any past moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from napas.domain.instant import require_amount, require_utc


class ClaimKind(StrEnum):
    """What sort of figure it is; they must never be added across without saying so."""

    CAPACITY = "capacity"
    PLEDGE = "pledge"
    CONTRACT = "contract"
    SHIPPED = "shipped"
    ARRIVED = "arrived"
    COMMISSIONED = "commissioned"
    DELIVERED = "delivered"
    STOCK = "stock"
    INVENTORY = "inventory"
    POTENTIAL = "potential"
    NEED = "need"
    USE = "use"
    PLAN = "plan"
    TOTAL = "total"
    BUDGET = "budget"
    POLICY = "policy"


class Metric(StrEnum):
    """Of what the figure speaks; the unit of each is fixed by `UNIT_OF`."""

    SUPPLY = "supply"
    PRODUCTION = "production"
    IMPORTS = "imports"
    DOMESTIC_ADDITION = "domestic_addition"
    ISOTANKS = "isotanks"
    CYLINDERS = "cylinders"
    CONCENTRATORS = "concentrators"
    DEPLOYABLE_SYSTEMS = "deployable_systems"
    NEED = "need"
    HOSPITAL_USE = "hospital_use"
    BEDS = "beds"
    BEDS_OCCUPIED = "beds_occupied"
    MEDICAL_SHARE = "medical_share"
    BUDGET = "budget"
    DELIVERY = "delivery"


UNIT_OF: dict[Metric, str] = {
    Metric.SUPPLY: "t/day",
    Metric.PRODUCTION: "t/day",
    Metric.IMPORTS: "t/day",
    Metric.DOMESTIC_ADDITION: "t/day",
    Metric.ISOTANKS: "isotanks",
    Metric.CYLINDERS: "cylinders",
    Metric.CONCENTRATORS: "concentrators",
    Metric.DEPLOYABLE_SYSTEMS: "systems",
    Metric.NEED: "t/day",
    Metric.HOSPITAL_USE: "t/day",
    Metric.BEDS: "beds",
    Metric.BEDS_OCCUPIED: "beds",
    Metric.MEDICAL_SHARE: "share",
    Metric.DELIVERY: "t",
}
"""The unit of each metric; a budget has none of its own, it is in some currency."""


class ClaimStatus(StrEnum):
    """Whether the figure stands in the chosen picture."""

    CHOSEN = "chosen"
    KEPT = "kept"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure as it was said.

    Attributes:
        value: in `unit`; None where the source names the thing without a figure.
        scope: what area or company it covers, by code or name.
        as_of: the moment of which the figure speaks, UTC.
        known_at: the moment from which it could be known, UTC.
        part_of: the claim whose total this one helps to make; empty for none.
        reason: why this one was chosen or set aside where claims conflict, in the
            words of whoever wrote it.
        reasons: the same as (language, reason) pairs, in the order of the languages.
    """

    code: str
    kind: ClaimKind
    metric: Metric
    value: float | None
    unit: str
    scope: str
    as_of: datetime
    known_at: datetime
    source: str
    status: ClaimStatus = ClaimStatus.KEPT
    low: float | None = None
    high: float | None = None
    part_of: str = ""
    reason: str = ""
    note: str = ""
    reasons: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        require_utc(self.as_of, "as_of")
        require_utc(self.known_at, "known_at")
        told = (("low", self.low), ("value", self.value), ("high", self.high))
        figures = [(name, figure) for name, figure in told if figure is not None]
        for name, figure in figures:
            require_amount(figure, name)
        rising = [figure for _, figure in figures]
        if rising != sorted(rising):
            message = f"claim {self.code} needs low <= value <= high, not {rising}"
            raise ValueError(message)
        if list(self.reasons) != sorted(dict(self.reasons).items()):
            message = f"claim {self.code} needs one reason a language, in their order"
            raise ValueError(message)
        if not self.source or not self.unit:
            message = f"claim {self.code} needs a source and a unit"
            raise ValueError(message)


def chosen(
    claims: Iterable[Claim], metric: Metric, kind: ClaimKind, *, known_at: datetime
) -> Claim | None:
    """The latest claim standing for a metric and kind, as known at a moment.

    Of claims equally late in what they speak of, the one known last stands; a claim
    marked as kept beside another never stands.
    """
    standing = [
        claim
        for claim in claims
        if claim.metric is metric
        and claim.kind is kind
        and claim.status is not ClaimStatus.KEPT
        and claim.value is not None
        and claim.known_at <= known_at
    ]
    return max(
        standing,
        key=lambda claim: (claim.as_of, claim.known_at, claim.code),
        default=None,
    )
