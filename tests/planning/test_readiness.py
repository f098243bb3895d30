"""What a picture lacks, the gravest first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from napas.domain.finding import Code, Finding, Grade, Spot
from napas.domain.need import NeedSource
from napas.domain.network import Form
from napas.domain.situation import Place, Situation, Stock, StockState
from napas.domain.territory import Territory, plant_tree
from napas.planning.hours_left import hours_left
from napas.planning.need import assess_needs
from napas.planning.readiness import Gap, Lack, Question, Readiness, examine
from tests.planning.test_make_plan import (
    DEFAULTS,
    HOSPITALS,
    LAND,
    MILL,
    NOW,
    PICTURE,
    PLACES,
)


class Wrong(Code):
    """A fault of a row."""

    ROW = "row-wrong-in-a-test"


TANKED = tuple(replace(one, cylinders=()) for one in HOSPITALS)
KNOWN = replace(
    PICTURE,
    facilities=TANKED,
    places=(*PLACES[:2], Place("3", 2.0, NeedSource.REPORTED)),
    stocks=tuple(
        Stock(code, Form.LIQUID, 3.0, NOW, "said", StockState.KNOWN)
        for code in ("h-town", "h-hills", "h-bay", "h-moor")
    ),
)
"""Four hospitals, each with a tank that was read today."""


def look(situation: Situation) -> Readiness:
    """Examine a picture."""
    needs = assess_needs(situation, "province", DEFAULTS)
    return examine(situation, needs, hours_left(situation, needs, DEFAULTS))


def gap(situation: Situation, lack: Lack) -> Gap:
    """The one gap of a kind."""
    (found,) = (one for one in look(situation).gaps if one.lack is lack)
    return found


def test_a_picture_that_knows_everything_lacks_nothing() -> None:
    readiness = look(KNOWN)
    assert readiness.gaps == ()
    assert (readiness.hospitals, readiness.answered) == (4, 4)
    assert readiness.answered_share == pytest.approx(1.0)
    assert not any(map(readiness.blocked, Question))


def test_a_stock_nobody_told_is_missing_and_weighs_as_its_need() -> None:
    silent = gap(replace(KNOWN, stocks=KNOWN.stocks[1:]), Lack.STOCKS)
    assert silent.subjects == ("h-town",)
    assert 0.0 < silent.need_share < 1.0
    assert not silent.blocks
    assert look(replace(KNOWN, stocks=KNOWN.stocks[1:])).answered_share == (
        pytest.approx(1.0 - silent.need_share)
    )


def test_a_held_report_waits_for_an_answer_and_is_no_old_stock() -> None:
    doubtful = replace(KNOWN.stocks[0], state=StockState.STALE, held_at=NOW)
    picture = replace(KNOWN, stocks=(doubtful, *KNOWN.stocks[1:]))

    assert gap(picture, Lack.ANSWERS).subjects == ("h-town",)
    assert Lack.FRESH_STOCKS not in {one.lack for one in look(picture).gaps}


def test_without_any_stock_there_are_no_hours() -> None:
    empty = replace(KNOWN, stocks=())
    assert gap(empty, Lack.STOCKS).blocks
    assert look(empty).blocked(Question.HOURS_LEFT)
    assert not look(empty).blocked(Question.PLAN)


def test_a_stock_that_is_unknown_is_no_stock() -> None:
    unknown = Stock("h-town", Form.LIQUID, None, None, "", StockState.UNKNOWN)
    lost = replace(KNOWN, stocks=(unknown, *KNOWN.stocks[1:]))
    assert gap(lost, Lack.STOCKS).subjects == ("h-town",)


def test_an_old_stock_is_asked_for_again() -> None:
    old = [replace(one, as_of=NOW - timedelta(days=3)) for one in KNOWN.stocks]
    asked = gap(replace(KNOWN, stocks=tuple(old)), Lack.FRESH_STOCKS)
    assert set(asked.subjects) == {"h-town", "h-hills", "h-bay", "h-moor"}
    assert not asked.blocks


def test_a_hospital_of_which_nobody_knows_a_bed_has_no_use() -> None:
    bare = tuple(replace(one, beds=None, census=None) for one in TANKED)
    assert gap(replace(KNOWN, facilities=bare), Lack.USE).blocks
    one = replace(KNOWN, facilities=(bare[1], *TANKED[2:], TANKED[0]))
    assert gap(one, Lack.USE).subjects == ("h-hills",)
    assert 0.0 < gap(one, Lack.USE).need_share < 1.0


def test_a_hospital_that_can_hold_nothing_is_named() -> None:
    bare = replace(TANKED[3], tanks=(), cylinders=())
    stocks = KNOWN.stocks[:3]
    told = replace(KNOWN, facilities=(*TANKED[:3], bare), stocks=stocks)
    assert gap(told, Lack.TANKS).subjects == ("h-moor",)


def test_invented_hospitals_are_not_real_data() -> None:
    invented = tuple(replace(one, synthetic=True) for one in TANKED)
    told = gap(replace(KNOWN, facilities=invented), Lack.REAL_DATA)
    assert len(told.subjects) == 4
    assert told.need_share == pytest.approx(1.0)


def test_without_hospitals_no_hours_are_left_to_tell() -> None:
    readiness = look(replace(KNOWN, facilities=(), stocks=()))
    assert readiness.gaps[0].lack is Lack.HOSPITALS
    assert readiness.blocked(Question.HOURS_LEFT)
    assert readiness.answered_share == 0.0


def test_rows_that_were_set_aside_are_counted_once_for_each_subject() -> None:
    spot = Spot("stocks.csv", 7)
    findings = (
        Finding(Grade.SET_ASIDE, Wrong.ROW, "h-town"),
        Finding(Grade.SET_ASIDE, Wrong.ROW, "h-town"),
        Finding(Grade.SET_ASIDE, Wrong.ROW, "", spot),
        Finding(Grade.DOUBTFUL, Wrong.ROW, "h-bay"),
    )
    told = gap(replace(KNOWN, findings=findings), Lack.ROWS)
    assert told.subjects == ("h-town", "stocks.csv:7")


def test_without_sources_no_plan_can_be_made() -> None:
    assert gap(replace(KNOWN, plants=()), Lack.SOURCES).blocks
    silent = replace(MILL, code="silent", offered_t_per_day=None)
    assert gap(replace(KNOWN, plants=(silent,)), Lack.OFFERS).blocks
    one = gap(replace(KNOWN, plants=(MILL, silent)), Lack.OFFERS)
    assert (one.subjects, one.need_share, one.blocks) == (("silent",), 0.5, False)


def test_without_tank_trucks_no_liquid_moves() -> None:
    assert gap(replace(KNOWN, vehicles=()), Lack.VEHICLES).blocks
    cylinders_only = tuple(one for one in KNOWN.vehicles if one.code == "c1")
    assert not gap(replace(KNOWN, vehicles=cylinders_only), Lack.VEHICLES).blocks


def test_a_province_nobody_knows_the_need_of_is_named() -> None:
    assert gap(replace(KNOWN, places=PLACES), Lack.NEEDS).subjects == ("3",)
    unsaid = tuple(Place(code, None, NeedSource.ESTIMATE) for code in "123")
    nowhere = replace(KNOWN, places=unsaid, facilities=(), stocks=())
    assert gap(nowhere, Lack.NEEDS).blocks
    assert gap(nowhere, Lack.NEEDS).need_share == pytest.approx(1.0)


def test_where_nobody_needs_anything_those_concerned_are_counted() -> None:
    calm = tuple(Place(code, 0.0, NeedSource.REPORTED) for code in "123")
    invented = tuple(replace(one, synthetic=at > 1) for at, one in enumerate(TANKED))
    told = replace(KNOWN, places=calm, facilities=invented)
    assert gap(told, Lack.REAL_DATA).need_share == pytest.approx(0.5)


def test_an_island_without_a_crossing_is_cut_off() -> None:
    assert gap(replace(KNOWN, links=()), Lack.WAYS).subjects == ("2",)
    calm = (PLACES[0], replace(PLACES[1], need_t_per_day=0.0), KNOWN.places[2])
    nobody = replace(KNOWN, links=(), places=calm)
    assert all(one.lack is not Lack.WAYS for one in look(nobody).gaps)


def test_a_way_may_lead_over_several_crossings() -> None:
    (ferry,) = KNOWN.links
    one = replace(ferry, code="one", target_landmass="middle")
    other = replace(ferry, code="two", origin_landmass="middle")
    assert look(replace(KNOWN, links=(other, one))).gaps == ()


def test_a_province_without_a_point_has_no_distance() -> None:
    tree = plant_tree(
        [
            Territory("0", "Land", 0, ""),
            *(
                Territory("4", "Mist", 1, "0", None, "big")
                if known.code == "3"
                else replace(known, parent="4" if known.code == "31" else known.parent)
                for known in LAND.tree.territories
                if known.code != "0"
            ),
        ]
    )
    places = (*PLACES[:2], Place("4", 2.0, NeedSource.REPORTED))
    misty = replace(KNOWN, country=replace(LAND, tree=tree), places=places)
    assert gap(misty, Lack.POINTS).subjects == ("4",)


def test_without_a_policy_nothing_is_allocated() -> None:
    lawless = replace(KNOWN, country=replace(LAND, policies=()))
    assert gap(lawless, Lack.POLICY).blocks


def test_what_blocks_comes_first_and_then_what_concerns_most() -> None:
    told = look(replace(KNOWN, plants=(), stocks=KNOWN.stocks[2:], places=PLACES)).gaps
    assert [one.blocks for one in told] == sorted(
        (one.blocks for one in told), reverse=True
    )
    weak = [one.need_share for one in told if not one.blocks]
    assert weak == sorted(weak, reverse=True)
    assert len(weak) > 1
