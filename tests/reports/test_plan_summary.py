"""The summary of a plan in plain text."""

from dataclasses import replace
from datetime import timedelta

import pytest

from napas.domain.country import Landmass
from napas.domain.finding import Grade, find
from napas.domain.need import Span
from napas.domain.plan import ChainLink, because
from napas.domain.situation import Place, StockState
from napas.oversight.doubt import ReportDoubt
from napas.planning.chain import ChainNote
from napas.reports.plain_table import Column, lay_table
from napas.reports.plan_summary import say_cover_state, say_worth, summarise_plan
from napas.reports.plan_view import PlanView
from napas.words import say_finding

ZONE = "Asia/Jakarta"


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


def test_need_by_norm_stands_beside_measured_use_with_its_range(view: PlanView) -> None:
    english, indonesian = told(view), told(view, "id")
    assert "Measured use (estimate)  " in english
    assert "within 12\u201330 t/day" in english
    assert "antara 12\u201330 t/hari" in indonesian
    assert "Places whose need is unknown, and in no sum: 1." in english
    assert "Wilayah yang kebutuhannya tidak diketahui" in indonesian


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
    assert say_cover_state(stale, "en", ZONE) == "stale, synthetic"
    assert say_cover_state(real, "en", ZONE) == "stale"
    assert say_cover_state(view.plan.covers[0], "id", ZONE) == "angka sintetis"


@pytest.mark.parametrize(
    ("language", "words", "alone"),
    [
        ("en", "held report; last trusted of 9 Jul", "no dated one"),
        ("id", "laporan ditahan; yang terakhir dipercaya 9 Jul", "belum ada"),
    ],
)
def test_a_held_report_and_the_trusted_one_behind_it_are_told(
    view: PlanView, language: str, words: str, alone: str
) -> None:
    known = view.plan.covers[0]
    yesterday = known.as_of - timedelta(days=1) if known.as_of else None
    cover = replace(known, held_at=known.as_of, trusted_at=yesterday)
    first = replace(cover, trusted_at=None)

    assert words in say_cover_state(cover, language, ZONE)
    assert alone in say_cover_state(first, language, ZONE)


def test_a_held_report_is_told_however_long_the_oxygen_seems_to_last(
    view: PlanView,
) -> None:
    known = view.plan.covers[0]
    many = [replace(known, facility=f"F{one:02d}") for one in range(12)]
    held = replace(known, facility="LAST", cover_h=700.0, held_at=known.as_of)
    unknown = replace(held, facility="NONE", cover_h=None)
    plan = replace(view.plan, covers=(*many, held, unknown))

    shown = replace(view, plan=plan).told_facilities(10)

    assert [cover.facility for cover in shown][9:] == ["F09", "NONE", "LAST"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_alarms_stand_above_the_hospitals(view: PlanView, language: str) -> None:
    alarm = find(
        *(Grade.DOUBTFUL, ReportDoubt.HELD_LOW),
        subject="H1",
        what="stock",
        value=0.3,
        unit="t",
        hours=1.0,
        limit=8.0,
    )
    alarming = replace(view, plan=replace(view.plan, findings=(alarm,)))

    assert say_finding(alarm, language) in told(alarming, language)
    assert say_finding(alarm, language) not in told(view, language)


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
