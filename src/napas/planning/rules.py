"""The rules officials shared oxygen out by, on the same places and the same supply.

They stand beside a plan so that a place can see what the bed norm, the norm per 100
beds, its own report or its last share would have given it. Every rule is scaled to the
supply in the same way: shares go with the weight of the rule, no place gets more than
its need, and what a place does not need goes to the others by the same weights.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from napas.domain.finding import Code, Finding, Grade, find
from napas.domain.instant import require_amount, require_share
from napas.domain.plan import RuleShare
from napas.parameters import Parameters

Array = NDArray[np.float64]

INDIA_SHARE = "norms.india_non_icu_share"
INDIA_WARD = "norms.india_non_icu_l_per_min"
INDIA_INTENSIVE = "norms.india_icu_l_per_min"
INTENSIVE_SHARE = "mix.intensive_share"


class Rule(Code):
    """A rule of sharing; its code is the name in `RuleShare`."""

    BED_NORM = "rule-bed-norm"
    PER_HUNDRED_BEDS = "rule-per-100-beds"
    PRO_RATA = "rule-pro-rata"
    LAST_SHARE = "rule-last-share"


class RuleFault(Code):
    """What a rule lacked at a place."""

    WEIGHT_UNKNOWN = "rule-weight-unknown"
    INTENSIVE_ASSUMED = "rule-intensive-assumed"


@dataclass(frozen=True, slots=True)
class RulePlace:
    """A place as the rules see it; None is unknown.

    Attributes:
        need_t_per_day: no rule gives more; a place of unknown need is not held back.
        beds: oxygen beds, intensive ones included.
        intensive_beds: None takes `mix.intensive_share` of the beds, marked.
        last_share: of the supply in the last allocation.
    """

    code: str
    need_t_per_day: float | None = None
    beds: int | None = None
    intensive_beds: int | None = None
    last_share: float | None = None

    def __post_init__(self) -> None:
        if self.need_t_per_day is not None:
            require_amount(self.need_t_per_day, "need_t_per_day")
        if self.beds is not None:
            require_amount(self.beds, "beds")
        if self.intensive_beds is not None:
            require_amount(
                self.intensive_beds, "intensive_beds", at_most=self.beds or 0
            )
        if self.last_share is not None:
            require_share(self.last_share, "last_share")


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """Places, and what there is to share out among them."""

    places: tuple[RulePlace, ...]
    supply_t_per_day: float

    def __post_init__(self) -> None:
        require_amount(self.supply_t_per_day, "supply_t_per_day")


@dataclass(frozen=True, slots=True)
class PlaceShares:
    """What each rule gives a place; a rule that lacks its weight there is left out."""

    place: str
    rules: tuple[RuleShare, ...]


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """Shares of all places, in the order of the problem, and what was unknown."""

    places: tuple[PlaceShares, ...]
    findings: tuple[Finding, ...]


def share_by_rules(problem: RuleProblem, parameters: Parameters) -> RuleAnswer:
    """Share the supply out by each rule, among the places whose weight it knows.

    The shares of a rule sum to the supply, or to the needs of its places of positive
    weight where these are less.
    """
    weights = {
        rule: tuple(_weight(rule, place, parameters) for place in problem.places)
        for rule in Rule
    }
    shares = {
        rule: _share_out(known, problem.places, problem.supply_t_per_day)
        for rule, known in weights.items()
    }
    places = tuple(
        PlaceShares(
            place.code,
            tuple(
                RuleShare(rule, shares[rule][row])
                for rule in Rule
                if row in shares[rule]
            ),
        )
        for row, place in enumerate(problem.places)
    )
    return RuleAnswer(places, tuple(_findings(problem, weights, parameters)))


def fill_by_weight(weights: Array, caps: Array, supply: float) -> Array:
    """Share out by weight under caps, handing on what a full one leaves.

    Each gets `min(cap, level * weight)` with the level at which all of the supply is
    gone, or all that can be filled is full.

    Args:
        weights: zero or more; nothing is given to a weight of zero.
        caps: zero or more, may be infinite.
        supply: zero or more.
    """
    shares: Array = np.zeros_like(weights)
    served = weights > 0.0
    if served.any():
        shares[served] = _fill(weights[served], caps[served], supply)
    return shares


def _fill(weights: Array, caps: Array, supply: float) -> Array:
    if supply >= caps.sum():
        return caps
    with np.errstate(over="ignore"):  # next to no weight is filled last of all
        full_at = caps / weights
        order = np.argsort(full_at, kind="stable")
        full_before = np.concatenate([[0.0], np.cumsum(caps[order])[:-1]])
        weight_left = np.cumsum(weights[order][::-1])[::-1]
        is_open = (supply - full_before) / weight_left < full_at[order]
    is_open[-1] = True  # the last is open by reckoning, rounding aside
    first = int(np.argmax(is_open))
    still_open = order[first:]
    parts = weights[still_open] / weight_left[first]
    filled = caps.copy()
    left = max(0.0, supply - full_before[first])
    filled[still_open] = np.minimum(caps[still_open], left * parts)
    return filled


def _share_out(
    weights: tuple[float | None, ...], places: tuple[RulePlace, ...], supply: float
) -> dict[int, float]:
    """Shares by row of the place, where the weight is known."""
    known = [row for row, weight in enumerate(weights) if weight is not None]
    caps = [places[row].need_t_per_day for row in known]
    shares = fill_by_weight(
        np.array([weights[row] for row in known], dtype=np.float64),
        np.array([np.inf if cap is None else cap for cap in caps]),
        supply,
    )
    return dict(zip(known, shares.tolist(), strict=True))


def _weight(rule: Rule, place: RulePlace, parameters: Parameters) -> float | None:
    if rule is Rule.BED_NORM:
        return _bed_norm_l_per_min(place, parameters)
    told: dict[Rule, float | None] = {
        Rule.PER_HUNDRED_BEDS: place.beds,
        Rule.PRO_RATA: place.need_t_per_day,
        Rule.LAST_SHARE: place.last_share,
    }
    return told[rule]


def _bed_norm_l_per_min(place: RulePlace, parameters: Parameters) -> float | None:
    """`share * ward beds * 10 + intensive beds * 24`, the Indian formula of 2021."""
    if place.beds is None:
        return None
    intensive = (
        place.beds * parameters[INTENSIVE_SHARE]
        if place.intensive_beds is None
        else place.intensive_beds
    )
    ward_l_per_min = parameters[INDIA_SHARE] * parameters[INDIA_WARD]
    ward_beds = place.beds - intensive
    return ward_beds * ward_l_per_min + intensive * parameters[INDIA_INTENSIVE]


def _findings(
    problem: RuleProblem,
    weights: dict[Rule, tuple[float | None, ...]],
    parameters: Parameters,
) -> Iterator[Finding]:
    for row, place in enumerate(problem.places):
        for rule in Rule:
            if weights[rule][row] is None:
                yield find(
                    Grade.DOUBTFUL,
                    RuleFault.WEIGHT_UNKNOWN,
                    subject=place.code,
                    rule=rule,
                )
        if place.beds is not None and place.intensive_beds is None:
            yield find(
                Grade.DOUBTFUL,
                RuleFault.INTENSIVE_ASSUMED,
                subject=place.code,
                intensive_share=parameters[INTENSIVE_SHARE],
            )
