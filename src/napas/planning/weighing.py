"""How much of the answer hangs on what was assumed: need and hours at both ends.

Every rule is moved to the low and to the high end of its range, all its figures
together, and need and hours left are reckoned again; the rules are ordered by the
change they make (docs/workbook.md).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from napas.domain.assumption import Assumption, AssumptionRule
from napas.domain.situation import Situation
from napas.parameters import Parameters
from napas.planning.reckoning import Outcome, Reckoner, counted_need
from napas.planning.variation import End, Variant, vary

LARGEST_SHOWN = 12
"""Single figures that are told by their name."""
NORM_SOURCE = "flows"
WITHOUT_OUTCOME = frozenset(
    {
        AssumptionRule.SITE,
        AssumptionRule.EMPTIES,
        AssumptionRule.DISTANCE,
        AssumptionRule.OFFER,
        AssumptionRule.FLEET,
    }
)
"""Rules on which neither need nor hours left depend, only who gets what."""
Outcomes = Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class RuleWeight:
    """What one rule decides.

    Attributes:
        count: how many figures it filled in.
        low: the outcome of all hospitals with its figures at their low end; None where
            need and hours do not depend on it.
        swing_share: the larger of the changes of need and of hours, over the whole.
    """

    rule: AssumptionRule
    count: int
    low: Outcome | None
    high: Outcome | None
    swing_share: float


@dataclass(frozen=True, slots=True)
class FigureWeight:
    """What one figure decides for its subject, whose outcomes these are."""

    assumption: Assumption
    base: Outcome
    low: Outcome
    high: Outcome
    swing_share: float


@dataclass(frozen=True, slots=True)
class Weights:
    """All that was assumed, the weightiest first.

    Attributes:
        base: the outcome as it is reckoned with.
        rules: every rule that filled in something.
        largest: the single figures on which most depends.
        assumptions: every figure, the need by norm among them.
    """

    base: Outcome
    rules: tuple[RuleWeight, ...]
    largest: tuple[FigureWeight, ...]
    assumptions: tuple[Assumption, ...]


def weigh(
    situation: Situation, assumptions: Sequence[Assumption], parameters: Parameters
) -> Weights:
    """Order what was assumed by how much need and hours left depend on it.

    Args:
        situation: the picture with everything filled in.
        assumptions: what was filled in; the need by norm is added here.
        parameters: those of the plan.
    """
    reckoner = Reckoner.of(situation)
    base = Variant(situation, parameters)
    before = reckoner.outcomes(base)
    whole = _sum(before.values())
    scale = _Scale(reckoner, base, before, whole, tuple(assumptions))
    rules: list[RuleWeight] = []
    figures: list[FigureWeight] = []
    for rule in AssumptionRule:
        told = [each for each in assumptions if each.rule is rule]
        if told:
            weight, single = scale.weigh(rule, told)
            rules.append(weight)
            figures.extend(single)
    need = _need_by_norm(situation, reckoner, parameters)
    every = tuple(assumptions)
    if need is not None:
        rules.append(scale.weigh_need(need))
        every = (*every, need)
    rules.sort(key=lambda weight: -weight.swing_share)
    figures.sort(key=lambda weight: (-weight.swing_share, weight.assumption.subject))
    return Weights(scale.whole, tuple(rules), tuple(figures[:LARGEST_SHOWN]), every)


@dataclass(frozen=True, slots=True)
class _Scale:
    """What every rule is laid on.

    Attributes:
        before: by hospital, as it is reckoned with.
        whole: of all hospitals.
    """

    reckoner: Reckoner
    base: Variant
    before: Outcomes
    whole: Outcome
    assumptions: tuple[Assumption, ...]

    def weigh(
        self, rule: AssumptionRule, told: Sequence[Assumption]
    ) -> tuple[RuleWeight, Iterator[FigureWeight]]:
        """One rule, and each of its figures alone."""
        subjects = {each.subject for each in told} & self.before.keys()
        ends = [] if rule in WITHOUT_OUTCOME else self._ends(rule, subjects)
        if not ends:
            return RuleWeight(rule, len(told), None, None, 0.0), iter(())
        rest = self.whole.plus(_sum(self.before[code] for code in subjects), -1)
        low, high = (rest.plus(_sum(end.values())) for end in ends)
        swing = _swing((low, self.whole, high), self.whole)
        weight = RuleWeight(rule, len(told), low, high, swing)
        return weight, self._figures(told, *ends)

    def weigh_need(self, need: Assumption) -> RuleWeight:
        """The need by norm, whose ends are its range."""
        whole = self.whole
        low, high = (
            Outcome(end, whole.cover_h, whole.stores) for end in (need.low, need.high)
        )
        swing = _swing((low, self.whole, high), self.whole)
        return RuleWeight(need.rule, 1, low, high, swing)

    def _ends(self, rule: AssumptionRule, subjects: set[str]) -> list[Outcomes]:
        found: list[Outcomes] = []
        for end in End:
            variant = vary(self.base, self.assumptions, rule, end)
            assert variant is not None, "the rules without one have no outcome"
            found.append(self.reckoner.outcomes(variant, subjects))
        return found

    def _figures(
        self, told: Sequence[Assumption], low: Outcomes, high: Outcomes
    ) -> Iterator[FigureWeight]:
        for figure in told:
            code = figure.subject
            if code in low:
                ends = (low[code], self.before[code], high[code])
                swing = _swing(ends, self.whole)
                yield FigureWeight(figure, self.before[code], ends[0], ends[2], swing)


def _need_by_norm(
    situation: Situation, reckoner: Reckoner, parameters: Parameters
) -> Assumption | None:
    """The need of hospitals that nobody reported; None where all is reported."""
    need = counted_need(situation, reckoner, parameters)
    if not need.value:
        return None
    return Assumption(
        subject="",
        field="need_t_per_day",
        value=need.value,
        unit="t/day",
        rule=AssumptionRule.NEED,
        low=need.low,
        high=need.high,
        source=NORM_SOURCE,
    )


def _sum(outcomes: Iterable[Outcome]) -> Outcome:
    whole = Outcome()
    for outcome in outcomes:
        whole = whole.plus(outcome)
    return whole


def _swing(ends: Iterable[Outcome], whole: Outcome) -> float:
    """The larger of the changes of need and of hours, over those of the whole."""
    told = list(ends)
    pairs = (
        ([end.need_t_per_day for end in told], whole.need_t_per_day),
        ([end.cover_h for end in told], whole.cover_h),
    )
    return max(
        (max(values) - min(values)) / over if over > 0.0 else 0.0
        for values, over in pairs
    )
