from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.claim import UNIT_OF, Claim, ClaimKind, ClaimStatus, Metric, chosen

MORNING = datetime(2021, 7, 8, 2, tzinfo=UTC)
EVENING = datetime(2021, 7, 8, 10, tzinfo=UTC)
FIRST = Claim(
    code="first",
    kind=ClaimKind.TOTAL,
    metric=Metric.SUPPLY,
    value=1764.0,
    unit="t/day",
    scope="NA",
    as_of=MORNING,
    known_at=MORNING,
    source="ministry",
    status=ClaimStatus.SUPERSEDED,
)
SECOND = replace(
    FIRST,
    code="second",
    value=2622.9,
    as_of=EVENING,
    known_at=EVENING,
    status=ClaimStatus.CHOSEN,
)
BESIDE = replace(SECOND, code="beside", value=2620.5, status=ClaimStatus.KEPT)
ALL = (FIRST, SECOND, BESIDE)


def standing(known_at: datetime, claims: tuple[Claim, ...] = ALL) -> Claim | None:
    return chosen(claims, Metric.SUPPLY, ClaimKind.TOTAL, known_at=known_at)


def test_the_latest_figure_stands() -> None:
    assert standing(EVENING) == SECOND


def test_a_past_moment_sees_what_was_known_then() -> None:
    assert standing(EVENING - timedelta(minutes=1)) == FIRST
    assert standing(MORNING - timedelta(minutes=1)) is None


def test_what_is_learnt_late_of_an_earlier_moment_does_not_stand() -> None:
    late = replace(FIRST, code="late", known_at=EVENING + timedelta(hours=1))
    assert standing(EVENING + timedelta(days=1), (*ALL, late)) == SECOND


def test_of_figures_on_one_moment_the_one_known_last_stands() -> None:
    mended = replace(SECOND, code="a", known_at=EVENING + timedelta(hours=1))
    assert standing(EVENING + timedelta(days=1), (*ALL, mended)) == mended


def test_a_figure_kept_beside_another_never_stands() -> None:
    assert standing(EVENING, (BESIDE,)) is None


def test_a_claim_without_a_figure_never_stands() -> None:
    assert standing(EVENING, (replace(SECOND, value=None),)) is None


def test_another_kind_or_metric_is_another_question() -> None:
    assert chosen(ALL, Metric.SUPPLY, ClaimKind.PLEDGE, known_at=EVENING) is None
    assert chosen(ALL, Metric.NEED, ClaimKind.TOTAL, known_at=EVENING) is None


@given(st.permutations(ALL))
def test_the_order_of_claims_does_not_matter(claims: list[Claim]) -> None:
    assert standing(EVENING, tuple(claims)) == SECOND


@pytest.mark.parametrize(
    "change",
    [
        {"as_of": datetime(2021, 7, 8)},  # noqa: DTZ001 - a naive moment is the fault
        {"known_at": datetime(2021, 7, 8)},  # noqa: DTZ001 - as above
        {"value": -1.0},
        {"value": nan},
        {"low": -1.0},
        {"high": nan},
        {"low": 2700.0},
        {"high": 2000.0},
        {"value": None, "low": 2.0, "high": 1.0},
        {"source": ""},
        {"unit": ""},
        {"reasons": (("id", "satu"), ("en", "one"))},
        {"reasons": (("en", "one"), ("en", "two"))},
    ],
)
def test_a_claim_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must be|needs"):
        replace(SECOND, **change)


def test_a_claim_may_name_a_range_without_a_figure() -> None:
    ranged = replace(SECOND, value=None, low=800.0, high=1000.0)

    assert (ranged.low, ranged.high) == (800.0, 1000.0)


def test_every_metric_but_money_has_its_unit() -> None:
    assert set(Metric) - set(UNIT_OF) == {Metric.BUDGET}
