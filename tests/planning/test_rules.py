import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.parameters import resolve
from napas.planning.rules import (
    Rule,
    RuleFault,
    RulePlace,
    RuleProblem,
    fill_by_weight,
    share_by_rules,
)

DEFAULTS = resolve()
# Two towns of 100 beds: one with a large intensive ward, one that asks for more.
INTENSIVE = RulePlace("intensive", 2.0, beds=100, intensive_beds=40, last_share=0.5)
LOUD = RulePlace("loud", 6.0, beds=100, intensive_beds=0, last_share=0.25)
TOWNS = (INTENSIVE, LOUD)


def shares(
    places: tuple[RulePlace, ...], supply_t_per_day: float
) -> dict[str, dict[str, float]]:
    answer = share_by_rules(RuleProblem(places, supply_t_per_day), DEFAULTS)
    return {
        known.place: {rule.rule: rule.share_t_per_day for rule in known.rules}
        for known in answer.places
    }


def test_pro_rata_goes_by_reported_need() -> None:
    given_out = shares(TOWNS, 4.0)

    assert given_out["intensive"][Rule.PRO_RATA] == pytest.approx(1.0)
    assert given_out["loud"][Rule.PRO_RATA] == pytest.approx(3.0)


def test_per_hundred_beds_goes_by_beds() -> None:
    given_out = shares(TOWNS, 3.0)

    assert given_out["intensive"][Rule.PER_HUNDRED_BEDS] == pytest.approx(1.5)
    assert given_out["loud"][Rule.PER_HUNDRED_BEDS] == pytest.approx(1.5)


def test_the_bed_norm_weighs_an_intensive_bed_by_24_and_half_the_others_by_10() -> None:
    weights = (60 * 0.5 * 10 + 40 * 24, 100 * 0.5 * 10)
    given_out = shares(TOWNS, 1.0)

    assert given_out["intensive"][Rule.BED_NORM] == pytest.approx(
        weights[0] / sum(weights)
    )


def test_the_last_share_is_scaled_to_the_whole_supply() -> None:
    given_out = shares(TOWNS, 1.5)

    assert given_out["intensive"][Rule.LAST_SHARE] == pytest.approx(1.0)
    assert given_out["loud"][Rule.LAST_SHARE] == pytest.approx(0.5)


def test_what_one_does_not_need_goes_to_the_other() -> None:
    given_out = shares(TOWNS, 6.0)

    assert given_out["intensive"][Rule.PER_HUNDRED_BEDS] == pytest.approx(2.0)
    assert given_out["loud"][Rule.PER_HUNDRED_BEDS] == pytest.approx(4.0)


def test_ample_supply_gives_each_its_need_and_no_more() -> None:
    for known in shares(TOWNS, 100.0).values():
        assert set(known) == set(Rule)
    assert set(shares(TOWNS, 100.0)["intensive"].values()) == {2.0}
    assert set(shares(TOWNS, 100.0)["loud"].values()) == {6.0}


def test_a_rule_that_lacks_its_weight_is_left_out_and_said() -> None:
    unknown = RulePlace("unknown")
    answer = share_by_rules(RuleProblem((INTENSIVE, unknown), 1.0), DEFAULTS)

    assert answer.places[1].rules == ()
    assert {dict(finding.params)["rule"] for finding in answer.findings} == set(Rule)
    assert {finding.subject for finding in answer.findings} == {"unknown"}
    assert shares((INTENSIVE, unknown), 1.0)["intensive"][Rule.BED_NORM] == 1.0


def test_a_place_of_unknown_need_is_not_held_back() -> None:
    open_place = RulePlace("open", beds=100, intensive_beds=10)
    given_out = shares((INTENSIVE, open_place), 100.0)

    assert given_out["intensive"][Rule.PER_HUNDRED_BEDS] == pytest.approx(2.0)
    assert given_out["open"][Rule.PER_HUNDRED_BEDS] == pytest.approx(98.0)
    assert Rule.PRO_RATA not in given_out["open"]


def test_unknown_intensive_beds_are_assumed_and_said() -> None:
    place = RulePlace("x", 1.0, beds=100, last_share=1.0)
    answer = share_by_rules(RuleProblem((place,), 1.0), DEFAULTS)

    assert [finding.code for finding in answer.findings] == [
        RuleFault.INTENSIVE_ASSUMED
    ]


def test_a_place_that_needs_nothing_gets_nothing() -> None:
    still = RulePlace("still", 0.0, beds=50, intensive_beds=5, last_share=0.2)
    given_out = shares((*TOWNS, still), 1.0)

    assert set(given_out["still"].values()) == {0.0}


def test_nobody_with_a_weight_gets_nothing() -> None:
    empty = RulePlace("empty", 5.0, beds=0, intensive_beds=0, last_share=0.0)

    assert shares((empty,), 3.0)["empty"][Rule.BED_NORM] == 0.0


def test_no_places_get_no_shares() -> None:
    assert share_by_rules(RuleProblem((), 3.0), DEFAULTS).places == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"need_t_per_day": -1.0},
        {"beds": -1},
        {"beds": 5, "intensive_beds": 6},
        {"intensive_beds": 1},
        {"last_share": 1.5},
    ],
)
def test_a_place_that_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be from 0"):
        RulePlace("x", **wrong)  # type: ignore[arg-type]  # every field in turn


def test_a_negative_supply_is_refused() -> None:
    with pytest.raises(ValueError, match="supply_t_per_day"):
        RuleProblem((), -1.0)


amounts = st.floats(0.0, 1000.0)
places = st.lists(
    st.builds(
        RulePlace,
        code=st.uuids().map(str),
        need_t_per_day=amounts,
        beds=st.integers(10, 10_000),
        intensive_beds=st.none() | st.integers(0, 10),
        last_share=st.floats(0.001, 1.0),
    ),
    max_size=6,
).map(tuple)


@given(places, amounts)
def test_shares_sum_to_the_supply_and_never_exceed_a_need(
    known: tuple[RulePlace, ...], supply: float
) -> None:
    answer = share_by_rules(RuleProblem(known, supply), DEFAULTS)
    needs = np.array([place.need_t_per_day for place in known], dtype=float)
    for rule in Rule:
        given_out = np.array(
            [
                share.share_t_per_day
                for place in answer.places
                for share in place.rules
                if share.rule == rule
            ]
        )
        assert given_out.sum() == pytest.approx(min(supply, needs.sum()))
        assert (given_out <= needs).all()
        assert (given_out >= 0.0).all()


@given(
    st.lists(
        st.tuples(st.floats(1e-6, 1e6), st.floats(0.0, 1e6) | st.just(np.inf)),
        min_size=1,
        max_size=8,
    ),
    st.floats(0.0, 1e6),
)
def test_a_level_is_the_same_for_all_that_are_not_full(
    pairs: list[tuple[float, float]], supply: float
) -> None:
    weights, caps = (np.array(column) for column in zip(*pairs, strict=True))
    filled = fill_by_weight(weights, caps, supply)
    levels = (filled / weights)[filled < caps * (1 - 1e-9)]

    assert filled.sum() == pytest.approx(min(supply, caps.sum()))
    if len(levels):
        np.testing.assert_allclose(levels, levels[0], rtol=1e-6, atol=1e-9)


def test_next_to_no_weight_is_filled_last() -> None:
    filled = fill_by_weight(np.array([5e-324, 1.0]), np.array([1.0, 1.0]), 1.5)

    np.testing.assert_allclose(filled, [0.5, 1.0])
