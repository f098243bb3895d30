"""What was assumed, as rows of words and figures for a terminal and for a page."""

from collections.abc import Callable
from dataclasses import dataclass

from napas.planning.reckoning import Outcome
from napas.planning.weighing import FigureWeight, RuleWeight, Weights
from napas.reports.plan_view import PlanView
from napas.words import say, say_number, say_share

RULES_SHOWN = 6
FIGURES_SHOWN = 3
DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule: what it says, how much hangs on it; empty where nothing does.

    Attributes:
        unmet: only where plans were made anew.
    """

    rule: str
    figures: str
    need: str
    hours: str
    unmet: str
    swing: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as it stands in a table."""
        return (
            self.rule,
            self.figures,
            self.need,
            self.hours,
            self.unmet,
            self.swing,
        )


def rule_rows(view: PlanView, language: str) -> list[RuleRow]:
    """Every rule that filled in something, the weightiest first."""
    weights = view.weights
    if weights is None:
        return []
    return [_row(view, weights, weight, language) for weight in weights.rules]


def figure_lines(view: PlanView, language: str) -> list[str]:
    """The single figures on which most depends, a sentence each."""
    weights = view.weights
    return (
        [] if weights is None else [_line(view, w, language) for w in weights.largest]
    )


def _row(
    view: PlanView, weights: Weights, weight: RuleWeight, language: str
) -> RuleRow:
    def ends(of: Callable[[Outcome], float | None], decimals: int) -> str:
        if weight.low is None or weight.high is None:
            return ""
        told = [of(each) for each in (weight.low, weights.base, weight.high)]
        known = [figure for figure in told if figure is not None]
        moved = bool(known) and min(known) < max(known)
        return _range(min(known), max(known), decimals, language) if moved else ""

    unmet = next((each for each in view.ends if each.rule is weight.rule), None)
    lacks = () if unmet is None else (unmet.low, unmet.high)
    short = sorted(each.unmet_t_per_day for each in lacks)
    return RuleRow(
        rule=say(weight.rule, language),
        figures=say_number(weight.count, language, decimals=0),
        need=ends(lambda outcome: outcome.need_t_per_day, 1),
        hours=ends(lambda outcome: outcome.mean_cover_h, 1),
        unmet=_range(short[0], short[-1], 1, language) if short else "",
        swing=say_share(weight.swing_share, language, decimals=0)
        if weight.low is not None
        else "",
    )


def _range(low: float, high: float, decimals: int, language: str) -> str:
    ends = (say_number(each, language, decimals=decimals) for each in (low, high))
    return DASH.join(ends)


def _line(view: PlanView, weight: FigureWeight, language: str) -> str:
    told = weight.assumption
    return say(
        "assumed-figure",
        language,
        subject=view.coded_name_of(told.subject),
        rule=say(told.rule, language),
        value=told.value,
        unit_of=told.unit or say("workbook-unit-share", language),
        low=told.low,
        high=told.high,
    )
