"""What stays unmet with the weightiest assumptions at their ends: plans made anew."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from napas.domain.assumption import Assumption, AssumptionRule
from napas.domain.finding import Code
from napas.domain.plan import Plan
from napas.planning.variation import End, Variant, vary
from napas.planning.weighing import WITHOUT_OUTCOME, Weights

WEIGHTIEST = 3
"""Rules on which need and hours depend most."""
OF_SUPPLY = 2
"""Rules on which only the plan depends."""

PlanAgain = Callable[[Variant, float], Plan]
"""Makes the plan of a variant, its need multiplied by a factor."""


class SensitivityStep(Code):
    """What an observer hears while plans are made anew."""

    PLANNING_AGAIN = "plan-again"


@dataclass(frozen=True, slots=True)
class Unmet:
    """What provinces lack in the first 24 h, where their need is known."""

    unmet_t_per_day: float
    unmet_critical_t_per_day: float


@dataclass(frozen=True, slots=True)
class RuleUnmet:
    """What stays unmet with the figures of a rule at either end."""

    rule: AssumptionRule
    low: Unmet
    high: Unmet


def unmet_of(plan: Plan) -> Unmet:
    """What a plan leaves unmet in the first 24 h."""
    return Unmet(
        sum(line.unmet_t_per_day or 0.0 for line in plan.provinces),
        sum(line.unmet_critical_t_per_day or 0.0 for line in plan.provinces),
    )


def plan_ends(
    base: Variant, weights: Weights, plan: PlanAgain
) -> tuple[RuleUnmet, ...]:
    """Plan with the weightiest rules at both of their ends.

    Args:
        base: the picture as it was planned.
        weights: of its assumptions.
        plan: makes a plan anew; this takes as long as planning does, each time.
    """
    found: list[RuleUnmet] = []
    for rule in _chosen(weights):
        told = [each for each in weights.assumptions if each.rule is rule]
        low, high = (_unmet(base, weights.assumptions, told, end, plan) for end in End)
        found.append(RuleUnmet(rule, low, high))
    return tuple(found)


def _chosen(weights: Weights) -> Iterator[AssumptionRule]:
    rules = [weight.rule for weight in weights.rules]
    yield from [rule for rule in rules if rule not in WITHOUT_OUTCOME][:WEIGHTIEST]
    movable = [rule for rule in rules if rule in WITHOUT_OUTCOME]
    yield from [rule for rule in movable if rule is not AssumptionRule.SITE][:OF_SUPPLY]


def _unmet(
    base: Variant,
    every: Sequence[Assumption],
    told: Sequence[Assumption],
    end: End,
    plan: PlanAgain,
) -> Unmet:
    rule = told[0].rule
    if rule is AssumptionRule.NEED:
        need = told[0]
        moved = need.low if end is End.LOW else need.high
        return unmet_of(plan(base, moved / need.value))
    variant = vary(base, every, rule, end)
    assert variant is not None, "rules that no picture shows moved are not chosen"
    return unmet_of(plan(variant, 1.0))
