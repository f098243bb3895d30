"""What is asked of a plan, and the situation laid out as arrays for it."""

from collections.abc import Callable
from dataclasses import replace
from string import Formatter

import numpy as np
import pytest

from napas.domain.finding import Grade, find
from napas.domain.forecast import Forecast
from napas.domain.network import Form
from napas.domain.plan import Binding
from napas.domain.situation import Event, EventKind, Situation
from napas.domain.territory import Territory, plant_tree
from napas.parameters import resolve
from napas.planning.arrays.fault import (
    HorizonError,
    LevelError,
    PlanningCode,
    PolicyMissingError,
    QuantileError,
)
from napas.planning.problem import PlanProblem, lay_facilities, lay_out
from napas.words import languages, say_error, say_finding, sentence

DEFAULTS = resolve()
Foresee = Callable[..., Forecast]
Alter = Callable[..., Situation]


def asked(
    situation: Situation,
    forecast: Forecast,
    *,
    days: int = 14,
    quantile: float = 0.5,
    level: str = "part",
) -> PlanProblem:
    return PlanProblem(situation, forecast, days, quantile, 1, level)


@pytest.mark.parametrize("days", [0, 15])
def test_a_plan_has_a_day_and_none_without_forecast(
    days: int, picture: Situation, foresee: Foresee
) -> None:
    with pytest.raises(HorizonError) as refused:
        asked(picture, foresee(), days=days)

    assert refused.value.params == {"horizon_days": days, "forecast_days": 14}


@pytest.mark.parametrize("quantile", [0.0, 1.0, float("nan")])
def test_a_plan_provides_for_a_probability(
    quantile: float, picture: Situation, foresee: Foresee
) -> None:
    with pytest.raises(QuantileError):
        asked(picture, foresee(), quantile=quantile)


def test_a_plan_is_of_a_level_that_the_country_has(
    picture: Situation, foresee: Foresee
) -> None:
    with pytest.raises(LevelError):
        asked(picture, foresee(), level="village")


def test_without_a_policy_in_force_there_is_no_plan(
    picture: Situation, foresee: Foresee
) -> None:
    lawless = replace(picture, country=replace(picture.country, policies=()))

    with pytest.raises(PolicyMissingError) as refused:
        lay_out(asked(lawless, foresee()), DEFAULTS)

    assert refused.value.params == {"country": "lnd", "day": "2021-07-09"}
    for language in languages():
        assert "2021-07-09" in say_error(refused.value, language)


def test_a_situation_becomes_arrays_of_one_grid(
    picture: Situation, foresee: Foresee
) -> None:
    problem = lay_out(asked(picture, foresee()), DEFAULTS)

    assert problem.grid.lengths == (1, 1, 1, 1, 2, 2, 3, 3)
    assert problem.places.codes == ("1", "2", "3")
    assert problem.receivers.count == 5
    assert problem.stations.codes == ("station",)
    assert problem.sources.codes == ("mill", "forge", "port")
    assert problem.fillers.codes == ("mill", "station")
    assert problem.policy.name == "usual"
    assert problem.loss_share == DEFAULTS["tanks.transfer_loss_share"]
    assert problem.boiloff_share == DEFAULTS["tanks.boiloff_share_per_day"]


def test_there_is_a_pool_wherever_something_may_be_loaded(
    picture: Situation, foresee: Foresee
) -> None:
    pools = lay_out(asked(picture, foresee()), DEFAULTS).pools

    assert list(zip(pools.form, pools.landmass, strict=True)) == [
        (Form.CYLINDER, "big"),
        (Form.CYLINDER, "small"),
        (Form.LIQUID, "big"),
        (Form.LIQUID, "small"),
    ]
    assert pools.vehicles.tolist() == [1.0, 0.0, 2.0, 0.0]


def test_the_need_of_a_shorter_plan_is_that_of_its_days(
    picture: Situation, foresee: Foresee
) -> None:
    problem = lay_out(asked(picture, foresee(), days=6), DEFAULTS)

    assert problem.grid.lengths == (1, 1, 1, 1, 2)
    assert problem.places.need_t.sum() == pytest.approx(6 * 16.0)


def test_the_same_question_has_the_same_arrays(
    picture: Situation, foresee: Foresee
) -> None:
    one, other = (lay_out(asked(picture, foresee()), DEFAULTS) for _ in range(2))

    assert np.array_equal(one.liquid.lag_h, other.liquid.lag_h)
    assert one.findings == other.findings


def test_what_is_doubtful_in_the_picture_is_told(
    picture: Situation, foresee: Foresee
) -> None:
    problem = lay_out(asked(picture, foresee()), DEFAULTS)

    assert [finding.code for finding in problem.findings] == [
        PlanningCode.PIPELINES_UNKNOWN,
        PlanningCode.STORE_ASSUMED,
        PlanningCode.STORE_STOCK_ASSUMED,
    ]


def test_a_need_without_a_point_on_the_map_is_told(
    picture: Situation, foresee: Foresee
) -> None:
    tree = picture.country.tree
    off = plant_tree([*tree.territories, Territory("4", "Rock", 1, "0", None, "rock")])
    wider = replace(picture, country=replace(picture.country, tree=off))
    needs = {"1": (1.0, 1.0), "4": (1.0, 1.0)}
    findings = lay_out(asked(wider, foresee(needs)), DEFAULTS).findings

    pointless = PlanningCode.PLACE_WITHOUT_POINT
    assert find(Grade.DOUBTFUL, pointless, subject="4") in findings
    assert find(Grade.SET_ASIDE, Binding.NEED_UNKNOWN, subject="2") in findings


def test_a_station_without_a_point_still_stands(
    picture: Situation, foresee: Foresee
) -> None:
    bare = [replace(known, point=None) for known in picture.country.tree.territories]
    blank = replace(picture, country=replace(picture.country, tree=plant_tree(bare)))
    problem = lay_out(asked(blank, foresee()), DEFAULTS)

    assert problem.stations.codes == ("station",)
    assert problem.cylinders.count == problem.liquid.count == 0


def test_inside_places_hospitals_are_laid_out_one_by_one(
    picture: Situation, foresee: Foresee
) -> None:
    detail = lay_facilities(asked(picture, foresee()), DEFAULTS)

    assert detail.places.codes == ("general", "clinic", "southern", "island")
    assert detail.within == (0, 0, 1, 2)
    assert detail.receivers.count == 5
    assert detail.places.need_t[:2, 0].sum() == pytest.approx(10.0)


def test_a_country_of_stations_alone_has_no_hospitals_inside(
    picture: Situation, foresee: Foresee
) -> None:
    alone = replace(picture, facilities=picture.facilities[4:])
    detail = lay_facilities(asked(alone, foresee()), DEFAULTS)

    assert detail.places.count == 0
    assert detail.within == ()


def test_an_event_not_yet_known_changes_nothing(
    picture: Situation, foresee: Foresee, event: Callable[..., Event]
) -> None:
    later = event(EventKind.PLANT_OUTAGE, "mill", 5.0, known_at=None)
    unwarned = lay_out(asked(replace(picture, events=(later,)), foresee()), DEFAULTS)
    warned = lay_out(
        asked(
            replace(picture, events=(replace(later, known_at=picture.as_of),)),
            foresee(),
        ),
        DEFAULTS,
    )

    assert unwarned.sources.offer_t[0, 0] == 100.0
    assert warned.sources.offer_t[0, 0] == pytest.approx(100.0 * 5.0 / 24.0)


def test_every_doubt_is_given_what_its_sentence_mentions(
    foresee: Foresee, alter: Alter
) -> None:
    broken = alter("small-truck", base="?", of=alter("island", territory="9"))
    findings = lay_out(asked(replace(broken, stocks=()), foresee()), DEFAULTS).findings
    assert len({finding.code for finding in findings}) >= 6

    for finding in findings:
        for language in languages():
            told = sentence(finding.code, language) or ""
            mentioned = {name for _, name, _, _ in Formatter().parse(told) if name}
            assert mentioned <= {"subject", *dict(finding.params)}
            assert finding.subject in say_finding(finding, language)
