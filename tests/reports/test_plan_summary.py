"""The summary of a plan in plain text."""

from dataclasses import replace

import pytest

from napas.domain.country import Landmass
from napas.domain.need import Span
from napas.domain.plan import ChainLink, because
from napas.domain.situation import Place, StockState
from napas.planning.chain import ChainNote
from napas.reports.plain_table import Column, lay_table
from napas.reports.plan_summary import say_cover_state, say_worth, summarise_plan
from napas.reports.plan_view import PlanView


def told(view: PlanView, language: str = "en") -> str:
    return "\n".join(summarise_plan(view, language))


def test_the_summary_opens_with_what_is_secured_and_what_is_not_known(
    view: PlanView,
) -> None:
    lines = summarise_plan(view, "en")
    assert lines[0] == "SUPPLY SECURED"
    assert "120.5 t/day = 120.5 production" in lines[1]
    assert any("Actually delivered: not known" in line for line in lines)


def test_the_weakest_link_is_marked(view: PlanView) -> None:
    marked = [line for line in summarise_plan(view, "en") if "weakest link" in line]
    assert len(marked) == 1
    assert "fleet" in marked[0]


def test_unknown_places_come_first_and_say_unknown(view: PlanView) -> None:
    text = told(view)
    assert text.index("South") < text.index("North <b>")
    assert "unknown" in text


def test_indonesian_figures_take_the_comma(view: PlanView) -> None:
    assert "120,5 t/hari" in told(view, "id")


def test_no_line_ends_in_space(view: PlanView) -> None:
    assert all(line == line.rstrip() for line in summarise_plan(view, "id"))


def test_deliveries_and_a_total_without_parts_are_told(view: PlanView) -> None:
    flowing = replace(
        view.headline, delivering=Span(50.0, 40.0, 60.0), by_kind=(), use=None
    )
    text = told(replace(view, headline=flowing))
    assert "Actually delivered: 50 (40\u201360) t/day" in text
    assert "its parts are not known" in text
    assert "Reported hospital use" not in text


def test_a_country_without_a_line_says_so(view: PlanView) -> None:
    text = told(replace(view, headline=replace(view.headline, secured_claim=None)))
    assert "SUPPLY SECURED" in text
    assert "120.5" not in text


def test_a_picture_of_real_hospitals_carries_no_synthetic_note(view: PlanView) -> None:
    real = tuple(replace(each, synthetic=False) for each in view.situation.facilities)
    honest = replace(view, situation=replace(view.situation, facilities=real))
    assert "SYNTHETIC" in told(view)
    assert "SYNTHETIC" not in told(honest)


def test_nothing_worth_adding_is_said(view: PlanView) -> None:
    text = told(replace(view, plan=replace(view.plan, worth=())))
    assert "no addition would reduce" in text


@pytest.mark.parametrize("rows", [[], [["a", "1"]], [["longer", "12"]]])
def test_a_table_is_as_wide_as_its_widest_cell(rows: list[list[str]]) -> None:
    lines = lay_table([Column("name"), Column("n", number=True)], rows)
    assert len(lines) == 1 + len(rows)
    assert lines[0].startswith("name")


def test_what_stays_unmet_is_told_for_every_day(view: PlanView) -> None:
    assert "Unmet by day: 8, 0, 18" in told(view)


def test_what_was_invented_is_told_in_the_words_of_the_scenario(view: PlanView) -> None:
    noted = replace(view, synthetic_notes=(("en", "Stocks are made up."),))
    assert "SYNTHETIC: Stocks are made up." in told(noted)
    assert "SINTETIS: rumah sakit" in told(noted, "id")


def test_a_stale_report_of_an_invented_stock_is_both(view: PlanView) -> None:
    stale = replace(view.plan.covers[0], state=StockState.STALE)
    real = replace(stale, synthetic=False)
    assert say_cover_state(stale, "en") == "stale, synthetic"
    assert say_cover_state(real, "en") == "stale"
    assert say_cover_state(view.plan.covers[0], "id") == "angka sintetis"


def test_one_more_truck_is_told_with_the_island_it_is_for(view: PlanView) -> None:
    country = replace(view.situation.country, landmasses=(Landmass("jawa-isle", "J"),))
    island = replace(view, situation=replace(view.situation, country=country))
    worth = replace(view.plan.worth[0], where="jawa-isle")
    assert "on J:" in say_worth(worth, island, "en")
    assert "di Jawa Isle:" in say_worth(worth, island, "id")
    assert "on North <b>:" in say_worth(view.plan.worth[0], island, "en")


def test_links_nobody_knows_are_listed_and_the_weakest_is_so_of_those_known(
    view: PlanView,
) -> None:
    note = because(ChainNote.NOTHING_KNOWN, link=ChainLink.PRODUCTION)
    chain = replace(view.plan.chain, notes=(note,))
    lines = summarise_plan(replace(view, plan=replace(view.plan, chain=chain)), "en")

    (marked,) = (line for line in lines if "weakest" in line)
    assert marked.endswith("<- weakest of those known")
    assert any(line.split() == ["production", "unknown"] for line in lines)


def test_provinces_of_which_nothing_is_told_are_counted_and_not_listed(
    view: PlanView,
) -> None:
    place = Place("01", 1.0, view.plan.provinces[0].need_source)
    told_one = replace(view.situation, places=(place,), facilities=())
    text = told(replace(view, situation=told_one))

    assert "Of 1 more nothing at all is told." in text
    assert "South" not in text.split("TEN WORST PROVINCES")[1].split("TEN HOSPITALS")[0]


def test_where_nothing_is_sent_it_says_so_instead_of_an_empty_table(
    view: PlanView,
) -> None:
    waiting = replace(view, plan=replace(view.plan, shipments=()))
    idle = replace(view, plan=replace(view.plan, shipments=(), unsent=()))

    assert "No vehicle can go" in told(waiting)
    assert "Nothing is sent" in told(idle)
    assert "Departs" not in told(idle)
