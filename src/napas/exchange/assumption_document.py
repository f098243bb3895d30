"""What was assumed as plain values: every figure, and how much depends on which."""

from collections.abc import Sequence

from napas.domain.assumption import Assumption
from napas.planning.reckoning import Outcome
from napas.planning.sensitivity import RuleUnmet, Unmet
from napas.planning.weighing import FigureWeight, RuleWeight, Weights

Document = dict[str, object]
FIGURE_DECIMALS, T_DECIMALS, H_DECIMALS, SHARE_DECIMALS = 6, 3, 2, 4


def assumption_document(weights: Weights | None, ends: Sequence[RuleUnmet]) -> Document:
    """What was filled in by rule, the weightiest first.

    Args:
        weights: None where nothing was weighed; then nothing is told.
        ends: what stays unmet at the ends of the weightiest rules.
    """
    if weights is None:
        return {"count": None, "rules": [], "largest": [], "figures": []}
    unmet = {each.rule: each for each in ends}
    return {
        "count": len(weights.assumptions),
        "base": _outcome(weights.base),
        "rules": [_rule(weight, unmet.get(weight.rule)) for weight in weights.rules],
        "largest": [_largest(weight) for weight in weights.largest],
        "figures": [_figure(each) for each in weights.assumptions],
    }


def _rule(weight: RuleWeight, unmet: RuleUnmet | None) -> Document:
    return {
        "rule": weight.rule.value,
        "count": weight.count,
        "swing_share": round(weight.swing_share, SHARE_DECIMALS),
        "low": _outcome(weight.low),
        "high": _outcome(weight.high),
        "unmet_low": _unmet(unmet.low) if unmet else None,
        "unmet_high": _unmet(unmet.high) if unmet else None,
    }


def _largest(weight: FigureWeight) -> Document:
    return {
        **_figure(weight.assumption),
        "swing_share": round(weight.swing_share, SHARE_DECIMALS),
        "at_value": _outcome(weight.base),
        "at_low": _outcome(weight.low),
        "at_high": _outcome(weight.high),
    }


def _figure(assumption: Assumption) -> Document:
    return {
        "subject": assumption.subject,
        "field": assumption.field,
        "value": round(assumption.value, FIGURE_DECIMALS),
        "unit": assumption.unit,
        "rule": assumption.rule.value,
        "low": round(assumption.low, FIGURE_DECIMALS),
        "high": round(assumption.high, FIGURE_DECIMALS),
        "source": assumption.source,
    }


def _outcome(outcome: Outcome | None) -> Document | None:
    if outcome is None:
        return None
    mean_h = outcome.mean_cover_h
    return {
        "need_t_per_day": round(outcome.need_t_per_day, T_DECIMALS),
        "mean_cover_h": None if mean_h is None else round(mean_h, H_DECIMALS),
    }


def _unmet(unmet: Unmet) -> Document:
    return {
        "unmet_t_per_day": round(unmet.unmet_t_per_day, T_DECIMALS),
        "unmet_critical_t_per_day": round(unmet.unmet_critical_t_per_day, T_DECIMALS),
    }
