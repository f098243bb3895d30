"""The line of a place and the reasons behind its figures."""

from dataclasses import replace
from typing import Any

import pytest

from napas.demand.knowledge import NO_RANGE, NeedRange
from napas.domain.need import NeedSource, Span
from napas.domain.network import Form
from napas.domain.plan import Binding, PlaceLine, RuleShare, because
from napas.planning.lines import Given, PlaceReason, PlaceResult, tell_places
from napas.planning.place_need import (
    BedEstimate,
    Derivation,
    Fitting,
    MeasuredUse,
    PlaceNeed,
    ShareKey,
)
from napas.words import say

NEED = PlaceNeed(
    code="01",
    name="North",
    level="province",
    source=NeedSource.REPORTED,
    norm_t_per_day=50.0,
    verified_t_per_day=50.0,
    bound_t_per_day=80.0,
    critical_share=0.1,
    measured=MeasuredUse(Span(2.0, 1.0, 3.0), Span(10.0, 8.0, 20.0)),
    beds=900,
    occupied_beds=700,
    note="ministry",
    need_range=NeedRange(0.5, 2.0),
)
RESULT = PlaceResult(
    planned_t=50.0,
    given=(Given("P1", Form.LIQUID, 25.0), Given("P2", Form.CYLINDER, 5.0)),
    own_t=2.0,
    unmet_t=8.0,
    unmet_critical_t=1.0,
    binding=Binding.FLEET,
    why=(because(Binding.DISTANCE),),
)


def line(need: PlaceNeed = NEED, result: PlaceResult | None = RESULT) -> PlaceLine:
    results = {} if result is None else {need.code: result}
    rules = {"01": (RuleShare("rule-pro-rata", 30.0),)}
    return tell_places([need], results, rules)[0]


def codes(told: PlaceLine) -> list[str]:
    return [str(reason.code) for reason in told.reasons]


def test_the_figures_of_the_first_day_stand_beside_the_need() -> None:
    told = line()
    assert told.allocated_t_per_day == pytest.approx(32.0)
    assert told.unmet_t_per_day == 8.0
    assert told.rules[0].share_t_per_day == 30.0
    assert told.measured_use_t_per_day == Span(12.0, 9.0, 23.0)


def test_every_part_of_a_served_need_is_explained() -> None:
    assert codes(line()) == [
        PlaceReason.NEED_REPORTED,
        PlaceReason.NEED_RANGE,
        PlaceReason.MEASURED,
        PlaceReason.GIVEN,
        PlaceReason.GIVEN,
        PlaceReason.OWN,
        PlaceReason.FROM_STOCK,
        PlaceReason.UNMET,
        Binding.FLEET,
        Binding.DISTANCE,
    ]


def test_served_needs_add_up_to_the_planned_one() -> None:
    served = RESULT.allocated_t + RESULT.from_stock_t + RESULT.unmet_t
    assert served == pytest.approx(RESULT.planned_t)


def test_more_than_is_breathed_goes_into_stock_and_draws_nothing_from_it() -> None:
    rich = replace(RESULT, given=(Given("P1", Form.LIQUID, 70.0),), unmet_t=0.0)
    assert rich.from_stock_t == 0.0
    assert PlaceReason.UNMET not in codes(line(result=rich))


def test_what_no_vehicle_takes_is_told_and_counted_nowhere() -> None:
    told = line(result=replace(RESULT, unsent_t=5.0))
    assert PlaceReason.NOT_SENT in codes(told)
    assert PlaceReason.NOT_SENT not in codes(line(result=RESULT))
    assert told.allocated_t_per_day == line(result=RESULT).allocated_t_per_day


def test_a_cut_need_names_its_excess_and_an_estimate_its_rule() -> None:
    cut = replace(NEED, source=NeedSource.ESTIMATE, verified_t_per_day=40.0)
    told = codes(line(cut))
    assert told[:2] == [PlaceReason.NEED_ESTIMATED, PlaceReason.NEED_CUT]
    assert PlaceReason.NEED_AHEAD in told


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"note": "a letter of the governor"}, PlaceReason.NEED_ESTIMATED),
        ({"estimate": BedEstimate(900, 11.0, 0.5)}, PlaceReason.NEED_BY_BEDS),
        ({"estimate": BedEstimate(900, 11.0, None)}, PlaceReason.NEED_BY_FULL_BEDS),
        ({"fitting": Fitting("Province", 80.0)}, PlaceReason.NEED_FITTED),
        ({"stated": True}, PlaceReason.NEED_UNEXPLAINED),
        ({}, PlaceReason.NEED_COUNTED),
        ({"source": NeedSource.REPORTED}, PlaceReason.NEED_SAID),
    ],
)
def test_every_need_says_where_it_comes_from_in_both_languages(
    told: dict[str, Any], code: PlaceReason
) -> None:
    bare = replace(NEED, source=NeedSource.ESTIMATE, note="")
    reason = line(replace(bare, **told)).reasons[0]
    assert reason.code is code
    spoken = [say(code, language, **dict(reason.params)) for language in ("id", "en")]
    assert all("50" in sentence for sentence in spoken)
    for sentence, none in zip(spoken, ("tidak ada", "none"), strict=True):
        assert none not in sentence
    if code is PlaceReason.NEED_BY_BEDS:
        for part in ("900 tempat tidur", "11 kg/hari", "keterisian 50,0%"):
            assert part in spoken[0]
        for part in ("900 beds", "11 kg/day", "50.0% occupied"):
            assert part in spoken[1]


def test_a_place_without_result_is_unknown_and_never_served() -> None:
    blank = replace(NEED, norm_t_per_day=None, verified_t_per_day=None, measured=None)
    told = line(blank, None)
    assert told.unmet_t_per_day is None
    assert told.planned_need_t_per_day is None
    assert told.allocated_t_per_day == 0.0
    assert codes(told) == [Binding.NEED_UNKNOWN]


def test_only_the_largest_givers_are_told_and_traces_are_not() -> None:
    many = tuple(Given(f"P{at}", Form.LIQUID, float(at)) for at in range(1, 8))
    told = line(result=replace(RESULT, given=(*many, Given("P0", Form.LIQUID, 1e-6))))
    named = [reason for reason in told.reasons if reason.code is PlaceReason.GIVEN]
    assert [dict(reason.params)["source"] for reason in named] == [
        "P7",
        "P6",
        "P5",
        "P4",
    ]
    trace = replace(RESULT, given=(Given("P0", Form.LIQUID, 1e-6),), own_t=0.0)
    assert PlaceReason.GIVEN not in codes(line(result=trace))
    assert PlaceReason.OWN not in codes(line(result=trace))


def test_a_derived_need_says_of_whom_it_is_a_part_and_by_what() -> None:
    derivation = Derivation("Province", 80.0, ShareKey.PEOPLE)
    derived = replace(
        NEED, source=NeedSource.DERIVED, measured=None, derivation=derivation
    )
    told = line(derived)
    part = because(
        PlaceReason.NEED_DERIVED,
        t_per_day=50.0,
        of="Province",
        whole=80.0,
        key=ShareKey.PEOPLE,
    )
    assert told.reasons[0] == part
    assert PlaceReason.NEED_ESTIMATED not in codes(told)
    assert told.need_source is NeedSource.DERIVED


def test_a_report_that_was_given_more_than_it_said_keeps_both_reasons() -> None:
    derivation = Derivation("Province", 80.0, ShareKey.BEDS)
    told = line(replace(NEED, derivation=derivation))
    assert codes(told)[:2] == [PlaceReason.NEED_REPORTED, PlaceReason.NEED_DERIVED]


def test_the_range_of_a_need_is_that_of_what_its_beds_can_breathe() -> None:
    cut = replace(NEED, verified_t_per_day=40.0)
    held = next(
        reason for reason in line(cut).reasons if reason.code is PlaceReason.NEED_RANGE
    )
    assert dict(held.params) == {"low": 20.0, "high": 80.0}


@pytest.mark.parametrize(
    "blank", [{"need_range": NO_RANGE}, {"verified_t_per_day": None}]
)
def test_a_need_without_range_or_figure_has_no_sentence_on_it(
    blank: dict[str, Any],
) -> None:
    assert PlaceReason.NEED_RANGE not in codes(line(replace(NEED, **blank)))
