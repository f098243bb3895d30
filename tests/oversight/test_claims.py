from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from napas.domain.claim import Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.finding import Finding, Grade
from napas.oversight.claims import check_claims
from napas.oversight.doubt import ClaimDoubt
from napas.oversight.scale import Slip
from napas.parameters import resolve
from napas.words import say_finding

Codes = Callable[[Sequence[Finding]], list[str]]
PARAMETERS = resolve()
NOON = datetime(2021, 7, 8, 12, tzinfo=UTC)
TOTAL = Claim(
    code="total",
    kind=ClaimKind.TOTAL,
    metric=Metric.SUPPLY,
    value=900.0,
    unit="t/day",
    scope="NA",
    as_of=NOON,
    known_at=NOON,
    source="ministry",
    status=ClaimStatus.CHOSEN,
)
CAPACITY = replace(
    TOTAL,
    code="capacity",
    kind=ClaimKind.CAPACITY,
    metric=Metric.PRODUCTION,
    value=600.0,
    part_of="total",
)
IMPORTS = replace(
    TOTAL,
    code="imports",
    kind=ClaimKind.PLEDGE,
    metric=Metric.IMPORTS,
    value=300.0,
    part_of="total",
)
SOUND = (TOTAL, CAPACITY, IMPORTS)


def check(*claims: Claim) -> tuple[Finding, ...]:
    return check_claims(claims, PARAMETERS)


def test_sound_claims_raise_no_doubt() -> None:
    assert check(*SOUND) == ()
    assert check() == ()


def test_two_claims_that_conflict_are_both_named_with_their_difference(
    codes: Codes,
) -> None:
    other = replace(
        TOTAL,
        code="other",
        value=897.6,
        status=ClaimStatus.KEPT,
        reason="its parts do not make it",
    )

    findings = check(*SOUND, other)

    assert codes(findings) == ["claim-conflict"]
    assert findings[0].subject == "total"
    assert dict(findings[0].params) == {
        "other": "other",
        "value": 900.0,
        "other_value": 897.6,
        "difference": pytest.approx(2.4),
        "unit": "t/day",
        "reason": "its parts do not make it",
    }


def test_a_reason_is_told_in_every_language_in_which_it_was_written(
    codes: Codes,
) -> None:
    other = replace(
        TOTAL,
        code="other",
        value=897.6,
        status=ClaimStatus.KEPT,
        reasons=(("en", "not a sum"), ("id", "bukan jumlah")),
    )

    findings = check(*SOUND, other)

    assert codes(findings) == ["claim-conflict"]
    indonesian, english = (say_finding(findings[0], name) for name in ("id", "en"))
    assert "Alasan pilihan: bukan jumlah." in indonesian
    assert "because: not a sum." in english


def test_a_reason_written_in_one_language_only_is_shown_as_a_quotation() -> None:
    other = replace(
        TOTAL, code="other", value=897.6, status=ClaimStatus.KEPT, reason="not a sum"
    )
    spanish = replace(other, reason="", reasons=(("es", "no es suma"),))

    for claim, quoted in ((other, "“not a sum”"), (spanish, "“no es suma”")):
        told = say_finding(check(*SOUND, claim)[0], "id")
        assert f"Alasan pilihan: {quoted}." in told


def test_the_claim_that_stands_leads_wherever_it_is_written() -> None:
    other = replace(TOTAL, code="other", value=1.0, status=ClaimStatus.KEPT, reason="x")

    assert check(other, *SOUND)[0].subject == "total"


def test_a_conflict_that_nobody_decided_is_said_so(codes: Codes) -> None:
    rival = replace(TOTAL, code="rival", value=950.0)
    kept = [replace(claim, status=ClaimStatus.KEPT) for claim in (TOTAL, rival)]

    assert codes(check(*SOUND, rival)) == ["claim-conflict-undecided"]
    assert codes(check(*kept)) == ["claim-conflict-undecided"]


def test_a_choice_without_a_reason_is_said_so(codes: Codes) -> None:
    other = replace(TOTAL, code="other", value=897.6, status=ClaimStatus.KEPT)

    assert codes(check(*SOUND, other)) == ["claim-conflict-unexplained"]


@pytest.mark.parametrize(
    "change",
    [
        {"value": 900.4},
        {"value": None},
        {"value": 700.0, "status": ClaimStatus.SUPERSEDED},
        {"value": 700.0, "scope": "01"},
        {"value": 700.0, "kind": ClaimKind.PLAN},
        {"value": 700.0, "metric": Metric.NEED},
        {"value": 700.0, "as_of": NOON - timedelta(days=1)},
    ],
)
def test_what_answers_another_question_or_the_same_is_no_conflict(
    change: dict[str, Any],
) -> None:
    other = replace(TOTAL, code="other", status=ClaimStatus.KEPT)

    assert check(*SOUND, replace(other, **change)) == ()


def test_an_unlike_unit_is_not_compared() -> None:
    other = replace(TOTAL, code="o", value=9.0, unit="kt/year", status=ClaimStatus.KEPT)

    assert check(*SOUND, other) == ()


@given(
    st.lists(st.floats(1.0, 5000.0), min_size=2, max_size=6),
    st.integers(0, 2),
)
def test_parts_that_make_their_total_as_rounded_are_believed(
    values: list[float], places: int
) -> None:
    parts = [
        replace(IMPORTS, code=f"p{n}", scope=f"s{n}", value=round(value, places))
        for n, value in enumerate(values)
    ]

    assert check(replace(TOTAL, value=round(sum(values), 1)), *parts) == ()


@given(st.lists(st.floats(10.0, 5000.0), min_size=2, max_size=6), st.floats(8.0, 100.0))
def test_a_part_counted_twice_is_found(values: list[float], twice: float) -> None:
    parts = [
        replace(IMPORTS, code=f"p{n}", scope=f"s{n}", value=round(value, 1))
        for n, value in enumerate([*values, twice])
    ]

    findings = check(replace(TOTAL, value=round(sum(values), 1)), *parts)

    assert [finding.code for finding in findings] == [ClaimDoubt.PARTS_DIFFER]


def test_a_sum_that_differs_is_said(codes: Codes) -> None:
    findings = check(TOTAL, CAPACITY)

    assert codes(findings) == ["claim-parts-differ"]
    assert dict(findings[0].params)["difference"] == 300.0


def test_a_part_set_aside_or_unknown_is_not_summed() -> None:
    kept = replace(
        IMPORTS, code="kept", value=280.0, status=ClaimStatus.KEPT, reason="older"
    )
    empty = replace(IMPORTS, code="empty", value=None)

    codes = [finding.code for finding in check(*SOUND, kept, empty)]

    assert codes == [ClaimDoubt.CONFLICT]
    assert check(TOTAL, replace(CAPACITY, value=None)) == ()


def test_parts_of_a_total_that_is_unknown_raise_no_doubt() -> None:
    assert check(replace(TOTAL, value=None), CAPACITY) == ()


def test_parts_of_a_capacity_may_lack_and_overlap_but_not_exceed_it(
    codes: Codes,
) -> None:
    whole = replace(CAPACITY, part_of="")
    east = replace(whole, code="east", scope="01", value=500.0, part_of="capacity")
    port = replace(east, code="port", scope="011", value=400.0)
    equal = replace(east, code="equal", scope="02", value=600.4)

    assert check(whole, east, port, equal) == ()
    assert codes(check(whole, replace(east, value=700.0))) == ["claim-part-above-whole"]
    assert check(whole, replace(east, value=None)) == ()


def test_a_part_of_nothing_known_is_said(codes: Codes) -> None:
    assert codes(check(IMPORTS)) == ["claim-whole-unknown"]


@given(
    kind=st.sampled_from(
        [ClaimKind.SHIPPED, ClaimKind.COMMISSIONED, ClaimKind.DELIVERED]
    ),
    scope=st.sampled_from(["NA", "31", "P01"]),
    above=st.floats(1.02, 100.0),
)
def test_what_flows_above_the_capacity_of_its_place_is_found(
    kind: ClaimKind, scope: str, above: float
) -> None:
    capacity = replace(CAPACITY, part_of="", scope=scope)
    smaller = replace(capacity, code="old", value=10.0)
    unknown = replace(capacity, code="silent", value=None)
    flow = replace(capacity, code="flow", kind=kind, value=600.0 * above)

    codes = [found.code for found in check(smaller, capacity, unknown, flow)]
    assert ClaimDoubt.ABOVE_CAPACITY in codes


@pytest.mark.parametrize(
    "flow",
    [
        {"value": 599.0},
        {"value": None},
        {"value": 900.0, "scope": "31"},
        {"value": 900.0, "metric": Metric.SUPPLY},
        {"value": 900.0, "kind": ClaimKind.PLEDGE},
    ],
)
def test_what_capacity_does_not_bound_is_let_be(flow: dict[str, Any]) -> None:
    told = replace(CAPACITY, **{"code": "flow", "kind": ClaimKind.DELIVERED} | flow)
    codes = [found.code for found in check(CAPACITY, replace(told, part_of=""))]
    assert ClaimDoubt.ABOVE_CAPACITY not in codes


def test_a_strange_unit_sets_the_claim_aside(codes: Codes) -> None:
    findings = check(replace(TOTAL, unit="t/year"))

    assert codes(findings) == ["claim-unit-strange"]
    assert findings[0].grade is Grade.SET_ASIDE
    assert check(replace(TOTAL, unit="t/year", status=ClaimStatus.KEPT)) == ()


def test_money_may_be_in_any_currency() -> None:
    assert check(replace(TOTAL, metric=Metric.BUDGET, unit="XTS")) == ()


@given(st.floats(50.0, 5000.0), st.sampled_from([Slip.THOUSAND, Slip.MILLION]))
def test_a_figure_a_thousand_times_too_large_is_found(value: float, slip: Slip) -> None:
    factor = 1e3 if slip is Slip.THOUSAND else 1e6
    assume(value * factor > 6000.0)
    need = replace(
        TOTAL,
        code="need",
        kind=ClaimKind.NEED,
        metric=Metric.NEED,
        value=value * factor,
    )

    findings = check(*SOUND, need)

    assert [finding.code for finding in findings] == [ClaimDoubt.SCALE_SLIP]
    assert dict(findings[0].params)["slip"] is not None


@given(st.floats(0.0, 6000.0))
def test_a_figure_of_any_usual_size_is_believed(value: float) -> None:
    need = replace(
        TOTAL, code="need", kind=ClaimKind.NEED, metric=Metric.NEED, value=value
    )

    assert check(*SOUND, need) == ()


def test_a_slip_is_said(codes: Codes) -> None:
    need = replace(TOTAL, code="need", kind=ClaimKind.NEED, value=900_000.0)

    assert codes(check(*SOUND, need)) == ["claim-scale-slip"]


def test_a_size_that_no_slip_explains_is_still_found() -> None:
    monster = replace(TOTAL, code="need", kind=ClaimKind.NEED, value=1e15)

    (finding,) = check(*SOUND, monster)

    assert finding.code is ClaimDoubt.SCALE_SLIP
    assert dict(finding.params)["slip"] is None


def test_without_a_capacity_no_size_can_be_judged() -> None:
    monster = replace(TOTAL, value=1e9)

    assert check(monster) == ()


def test_a_count_of_pieces_is_not_laid_on_the_scale_of_rates() -> None:
    tanks = replace(
        TOTAL,
        code="cylinders",
        kind=ClaimKind.STOCK,
        metric=Metric.CYLINDERS,
        unit="cylinders",
        value=1e6,
    )

    assert check(*SOUND, tanks, replace(tanks, code="none", value=None)) == ()


def test_a_figure_known_long_after_its_day_is_late(codes: Codes) -> None:
    late = replace(TOTAL, known_at=NOON + timedelta(days=8))

    findings = check(late)

    assert codes(findings) == ["claim-known-late"]
    assert dict(findings[0].params) == {"days": 8.0}
    assert check(replace(TOTAL, known_at=NOON + timedelta(days=7))) == ()


def test_what_has_happened_was_not_known_before_it_happened(codes: Codes) -> None:
    early = replace(TOTAL, kind=ClaimKind.DELIVERED, known_at=NOON - timedelta(days=2))

    assert codes(check(early)) == ["claim-known-early"]
    assert check(replace(early, kind=ClaimKind.PLAN)) == ()


def test_one_code_for_two_claims_is_said(codes: Codes) -> None:
    findings = check(TOTAL, replace(TOTAL, scope="01"))

    assert codes(findings) == ["claim-code-twice"]
    assert dict(findings[0].params) == {"times": 2}
