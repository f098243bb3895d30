"""What was assumed, on the terminal, on the page and in the document."""

from dataclasses import replace

import pytest

from napas.domain.assumption import Assumption, AssumptionRule
from napas.domain.situation import Place
from napas.exchange.assumption_document import assumption_document
from napas.planning.reckoning import Outcome
from napas.planning.sensitivity import RuleUnmet, Unmet
from napas.planning.weighing import FigureWeight, RuleWeight, Weights
from napas.reports.assumption_table import figure_lines, rule_rows
from napas.reports.plan_page import draw_plan_page
from napas.reports.plan_summary import summarise_plan
from napas.reports.plan_view import PlanView

TANK = Assumption(
    "H1", "capacity_t", 10.0, "t", AssumptionRule.TANK, 5.0, 20.0, "<case>"
)
SHARE = Assumption(
    "H9", "critical_share", 0.135, "", AssumptionRule.DEVICES, 0.09, 0.2, "case"
)
BASE = Outcome(10.0, 240.0, 10)
WEIGHTS = Weights(
    base=BASE,
    rules=(
        RuleWeight(
            AssumptionRule.TANK,
            1_234,
            Outcome(10.0, 250.0, 10),
            Outcome(10.0, 120.0, 10),
            0.54,
        ),
        RuleWeight(AssumptionRule.DEVICES, 2, Outcome(9.0), Outcome(12.0), 0.3),
        RuleWeight(AssumptionRule.SITE, 3, None, None, 0.0),
    ),
    largest=(
        FigureWeight(TANK, Outcome(1.0, 24.0, 1), Outcome(), Outcome(1.0, 2.0, 1), 0.1),
        FigureWeight(SHARE, Outcome(), Outcome(), Outcome(), 0.0),
    ),
    assumptions=(TANK, SHARE),
)
ENDS = (RuleUnmet(AssumptionRule.TANK, Unmet(3.0, 1.0), Unmet(7.5, 2.0)),)


@pytest.fixture
def weighed(view: PlanView) -> PlanView:
    return replace(view, weights=WEIGHTS)


def test_each_rule_has_a_row_with_what_moves(weighed: PlanView) -> None:
    tank, devices, site = rule_rows(weighed, "en")

    assert tank.cells == (
        "Tank size: usual for its class or beds",
        "1,234",
        "",
        "12.0\N{EN DASH}25.0",
        "",
        "54%",
    )
    assert devices.need == "9.0\N{EN DASH}12.0"
    assert devices.hours == ""
    assert (site.need, site.hours, site.swing) == ("", "", "")


def test_numbers_are_written_as_the_language_does(weighed: PlanView) -> None:
    assert rule_rows(weighed, "id")[0].figures == "1.234"
    assert rule_rows(weighed, "id")[0].hours == "12,0\N{EN DASH}25,0"


def test_what_stays_unmet_stands_where_plans_were_made_anew(
    weighed: PlanView,
) -> None:
    tank, devices, _ = rule_rows(replace(weighed, ends=ENDS), "en")

    assert tank.unmet == "3.0\N{EN DASH}7.5"
    assert devices.unmet == ""


def test_a_single_figure_is_a_sentence(weighed: PlanView) -> None:
    first, second = figure_lines(weighed, "en")

    assert "Tank size" in first
    assert "10 t is used; it may be 5 to 20." in first
    assert "0.14 share is used; it may be 0.09 to 0.2." in second


def test_without_weights_nothing_is_told(view: PlanView) -> None:
    assert rule_rows(view, "en") == []
    assert figure_lines(view, "en") == []
    assert "No figure was filled in by rule." in "\n".join(summarise_plan(view, "en"))
    assert "No figure was filled in by rule." in draw_plan_page(view, (), ("en",))


def test_the_summary_counts_and_orders_them(weighed: PlanView) -> None:
    text = "\n".join(summarise_plan(weighed, "en"))

    assert "Figures filled in by rule: 2." in text
    assert "Unmet (t/day)" not in text.partition("WHAT WAS ASSUMED")[2]
    planned = "\n".join(summarise_plan(replace(weighed, ends=ENDS), "en"))
    assert "Unmet (t/day)" in planned.partition("WHAT WAS ASSUMED")[2]


@pytest.mark.parametrize("ends", [(), ENDS])
def test_the_page_shows_them_in_both_languages(
    ends: tuple[RuleUnmet, ...], weighed: PlanView
) -> None:
    page = draw_plan_page(replace(weighed, ends=ends), (), ("id", "en"))

    assert "What was assumed" in page
    assert "Yang diasumsikan" in page
    assert ("3.0\N{EN DASH}7.5" in page) == bool(ends)


def test_the_page_without_single_figures_has_no_list_of_them(
    weighed: PlanView,
) -> None:
    bare = replace(weighed, weights=replace(WEIGHTS, largest=()))

    assert "single figures" not in draw_plan_page(bare, (), ("en",))


def test_the_document_has_every_figure() -> None:
    told = assumption_document(WEIGHTS, ENDS)

    assert told["count"] == 2
    assert told["base"] == {"need_t_per_day": 10.0, "mean_cover_h": 24.0}
    rules = told["rules"]
    assert isinstance(rules, list)
    assert rules[0]["unmet_high"] == {
        "unmet_t_per_day": 7.5,
        "unmet_critical_t_per_day": 2.0,
    }
    assert rules[1]["low"] == {"need_t_per_day": 9.0, "mean_cover_h": None}
    assert rules[2]["low"] is None
    assert rules[2]["unmet_low"] is None
    figures = told["figures"]
    assert isinstance(figures, list)
    assert figures[0] == {
        "subject": "H1",
        "field": "capacity_t",
        "value": 10.0,
        "unit": "t",
        "rule": "assumed-tank",
        "low": 5.0,
        "high": 20.0,
        "source": "<case>",
    }
    largest = told["largest"]
    assert isinstance(largest, list)
    assert largest[0]["at_high"] == {"need_t_per_day": 1.0, "mean_cover_h": 2.0}


def test_what_was_not_weighed_has_no_count() -> None:
    assert assumption_document(None, ())["count"] is None


def test_provinces_nobody_told_anything_of_come_last(view: PlanView) -> None:
    silent = replace(view.situation, places=(), facilities=())
    told = replace(
        silent,
        places=(Place("01", 1.0, view.plan.provinces[0].need_source),),
    )

    assert view.worst_provinces()[0].code == "02"
    last = replace(view, situation=told).worst_provinces()
    assert [line.code for line in last] == ["01", "02"]


def test_a_place_of_another_country_is_no_province_told_of(view: PlanView) -> None:
    strange = replace(
        view.situation,
        facilities=(),
        places=(Place("99", 1.0, view.plan.provinces[0].need_source),),
    )

    assert len(replace(view, situation=strange).worst_provinces()) == 2
