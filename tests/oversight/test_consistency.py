from collections.abc import Callable, Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from napas.domain.finding import Finding
from napas.domain.need import Span
from napas.oversight.consistency import (
    check_growth,
    check_norms,
    check_product,
    check_proportion,
    check_reserve,
    check_share,
    check_sum,
)
from napas.oversight.doubt import FigureDoubt
from napas.oversight.figure import (
    Figure,
    FigureUnitsDifferError,
    as_written,
    percent_as_written,
)

Codes = Callable[[Sequence[Finding]], list[str]]
amounts = st.floats(1.0, 1e6)
decimals = st.integers(0, 2)


def t(value: float) -> Figure:
    return Figure(value, "t")


def written(value: float, places: int) -> Figure:
    return as_written(round(value, places), "t/day")


@given(st.lists(st.tuples(amounts, decimals), min_size=1, max_size=8), decimals)
def test_rounded_parts_of_a_rounded_total_are_believed(
    drawn: list[tuple[float, int]], places: int
) -> None:
    parts = [written(value, own) for value, own in drawn]
    total = written(sum(value for value, _ in drawn), places)

    assert check_sum(parts, total) == ()


@given(
    st.lists(st.tuples(amounts, decimals), min_size=1, max_size=8),
    st.floats(0.001, 10.0),
)
def test_a_part_left_out_is_found(
    drawn: list[tuple[float, int]], beyond: float
) -> None:
    parts = [written(value, own) for value, own in drawn]
    leeway = sum(part.half_step for part in parts)
    stated = sum(part.value for part in parts) + leeway + 1.0 + beyond
    total = as_written(round(stated, 2), "t/day")
    assume(total.half_step <= 0.5)

    (finding,) = check_sum(parts, total, subject="headline")

    assert finding.code is FigureDoubt.SUM_DIFFERS
    assert finding.subject == "headline"


def test_the_difference_of_a_sum_is_said(codes: Codes) -> None:
    findings = check_sum([t(300.0), t(100.0)], t(450.0))

    assert codes(findings) == ["figure-sum-differs"]
    assert dict(findings[0].params) == {
        "sum": 400.0,
        "total": 450.0,
        "difference": 50.0,
        "unit": "t",
    }


@given(st.integers(1, 500), st.floats(0.5, 50.0), decimals)
def test_pieces_that_make_their_total_are_believed(
    pieces: int, each: float, places: int
) -> None:
    one = as_written(round(each, places), "t")

    assert check_product(Figure(pieces, "tanks"), one, t(pieces * one.value)) == ()


@given(st.integers(2, 500), st.floats(1.0, 50.0), st.floats(1.2, 3.0))
def test_a_gross_rating_taken_for_a_payload_is_found(
    pieces: int, each: float, gross: float
) -> None:
    findings = check_product(
        Figure(pieces, "tanks"), t(each * gross), t(each * pieces), subject="donation"
    )

    assert [finding.code for finding in findings] == [FigureDoubt.PRODUCT_DIFFERS]


def test_a_product_that_differs_is_said(codes: Codes) -> None:
    findings = check_product(Figure(12, "tanks"), t(25.0), t(240.0))

    assert codes(findings) == ["figure-product-differs"]


@given(amounts, st.floats(0.01, 1.0), st.integers(0, 2))
def test_a_percentage_rounded_from_its_own_figures_is_believed(
    whole: float, share: float, places: int
) -> None:
    part = t(whole * share)
    percent = percent_as_written(round(share * 100, places))

    remarks = check_share(part, t(whole), percent, mention_rounding=True)

    assert check_share(part, t(whole), percent) == ()
    assert {finding.code for finding in remarks} <= {FigureDoubt.SHARE_ROUNDED}


@given(amounts, st.floats(0.05, 0.9), st.integers(0, 2), st.floats(0.02, 0.1))
def test_a_percentage_that_does_not_follow_is_found(
    whole: float, share: float, places: int, off: float
) -> None:
    percent = percent_as_written(round((share + off) * 100, places))

    findings = check_share(t(whole * share), t(whole), percent)

    assert [finding.code for finding in findings] == [FigureDoubt.SHARE_DIFFERS]


def test_a_share_that_agrees_only_as_rounded_is_remarked_on_request(
    codes: Codes,
) -> None:
    part, whole = as_written(739.0, "t"), as_written(1000.0, "t")
    share = percent_as_written(74.0)

    assert check_share(part, whole, share) == ()
    findings = check_share(part, whole, share, mention_rounding=True)
    assert codes(findings) == ["figure-share-rounded"]
    assert dict(findings[0].params)["product"] == 740.0


def test_a_share_that_is_exact_is_never_remarked_on() -> None:
    share = percent_as_written(75.0)

    assert check_share(t(300.0), t(400.0), share, mention_rounding=True) == ()


def test_a_share_that_differs_is_said(codes: Codes) -> None:
    findings = check_share(t(300.0), t(400.0), percent_as_written(70.0))

    assert codes(findings) == ["figure-share-differs"]


def test_of_nothing_there_is_no_part(codes: Codes) -> None:
    half = percent_as_written(50.0)

    assert check_share(t(0.0), t(0.0), half) == ()
    assert codes(check_share(t(1.0), t(0.0), half)) == ["figure-share-of-nothing"]


@given(st.lists(amounts, min_size=1, max_size=4), st.floats(0.0, 1e5))
def test_a_reserve_that_is_left_is_believed(uses: list[float], reserve: float) -> None:
    available = t(sum(uses) + reserve)

    assert check_reserve(available, [t(use) for use in uses], t(reserve)) == ()


@given(
    st.lists(amounts, min_size=1, max_size=4),
    st.floats(0.0, 1e5),
    st.floats(0.1, 1e3),
)
def test_a_reserve_that_is_not_left_is_found(
    uses: list[float], reserve: float, more: float
) -> None:
    available = t(sum(uses) + reserve)
    findings = check_reserve(available, [t(use) for use in uses], t(reserve + more))

    assert [finding.code for finding in findings] == [FigureDoubt.RESERVE_DIFFERS]


def test_the_reserve_that_is_left_is_said(codes: Codes) -> None:
    findings = check_reserve(t(500.0), [t(420.0), t(50.0)], t(35.0))

    assert codes(findings) == ["figure-reserve-differs"]
    assert dict(findings[0].params)["left"] == 30.0


def test_more_given_out_than_there_is_leaves_no_reserve(codes: Codes) -> None:
    findings = check_reserve(t(100.0), [t(90.0), t(30.0)], t(0.0))

    assert codes(findings) == ["figure-reserve-spent"]
    assert dict(findings[0].params)["missing"] == pytest.approx(20.0)


def test_a_reserve_of_nothing_may_be_left_by_rounded_figures() -> None:
    uses = [as_written(60.4, "t"), as_written(39.7, "t")]

    assert check_reserve(as_written(100.0, "t"), uses, t(0.0)) == ()


@given(st.lists(st.floats(5.0, 500.0), min_size=2, max_size=9), st.floats(0.2, 1.0))
def test_everybody_cut_alike_is_proportional(asked: list[float], share: float) -> None:
    requests = [as_written(round(value, 1), "t") for value in asked]
    granted = [as_written(round(value.value * share, 1), "t") for value in requests]

    findings = check_proportion(
        asked_all=t(sum(value.value for value in requests)),
        granted_all=Figure(
            sum(value.value for value in granted),
            "t",
            sum(value.half_step for value in granted),
        ),
        asked_one=requests[0],
        granted_one=granted[0],
    )

    assert findings == ()


@given(st.floats(5.0, 500.0), st.floats(0.5, 1.0), st.floats(0.05, 0.3))
def test_one_cut_deeper_than_the_others_is_found(
    asked: float, share: float, deeper: float
) -> None:
    findings = check_proportion(
        asked_all=t(1000.0),
        granted_all=t(1000.0 * share),
        asked_one=t(asked),
        granted_one=t(asked * (share - deeper)),
        subject="RS1",
    )

    assert [finding.code for finding in findings] == [FigureDoubt.NOT_PROPORTIONAL]


def test_both_shares_of_a_grant_are_said(codes: Codes) -> None:
    findings = check_proportion(
        asked_all=t(200.0),
        granted_all=t(100.0),
        asked_one=t(10.0),
        granted_one=t(8.0),
    )

    assert codes(findings) == ["figure-not-proportional"]
    assert dict(findings[0].params) == {"overall_share": 0.5, "own_share": 0.8}


def test_who_asked_nothing_was_not_cut() -> None:
    assert (
        check_proportion(
            asked_all=t(200.0),
            granted_all=t(100.0),
            asked_one=t(0.0),
            granted_one=t(0.0),
        )
        == ()
    )
    assert (
        check_proportion(
            asked_all=t(0.0), granted_all=t(0.0), asked_one=t(1.0), granted_one=t(1.0)
        )
        == ()
    )


@given(amounts, st.floats(0.0, 1e3), st.floats(0.0, 60.0), decimals)
def test_a_figure_that_grew_as_stated_is_believed(
    first: float, increase: float, steps: float, places: int
) -> None:
    later = written(first + steps * increase, places)

    assert (
        check_growth(
            Figure(first, "t/day"), Figure(increase, "t/day"), later, steps=steps
        )
        == ()
    )


@given(amounts, st.floats(1.0, 1e3), st.floats(2.0, 60.0))
def test_a_step_left_out_is_found(first: float, increase: float, steps: float) -> None:
    later = t(first + (steps - 1.0) * increase)

    findings = check_growth(t(first), t(increase), later, steps=steps)

    assert [finding.code for finding in findings] == [FigureDoubt.GROWTH_DIFFERS]


def test_a_rounded_increase_may_stray_with_every_step() -> None:
    first, increase = t(100.0), as_written(5.0, t(0.0).unit)

    assert check_growth(first, increase, t(154.0), steps=10) == ()
    assert check_growth(first, increase, t(156.0), steps=10) != ()


def test_what_a_figure_grew_to_is_said(codes: Codes) -> None:
    findings = check_growth(t(100.0), t(5.0), t(120.0), steps=3)

    assert codes(findings) == ["figure-growth-differs"]
    assert dict(findings[0].params)["grown"] == 115.0


spans = (
    st.tuples(amounts, amounts, amounts)
    .map(sorted)
    .map(lambda rising: Span(rising[1], rising[0], rising[2]))
)


@given(spans, spans)
def test_norms_are_apart_exactly_where_their_ranges_are(
    first: Span, second: Span
) -> None:
    findings = check_norms("one", first, "two", second, unit="t/day")
    gap = max(first.low, second.low) - min(first.high, second.high)
    assume(abs(gap) > 1e-6 * max(first.high, second.high))

    assert bool(findings) == (gap > 0)


def test_how_far_norms_are_apart_is_said(codes: Codes) -> None:
    findings = check_norms(
        "one", Span(1.9, 1.8, 2.0), "two", Span(1.5, 1.5, 1.5), unit="t/day"
    )

    assert codes(findings) == ["figure-norms-apart"]
    told = dict(findings[0].params)
    assert told["least_gap_share"] == pytest.approx(1 - 1.5 / 1.8)
    assert told["most_gap_share"] == pytest.approx(0.25)


def test_how_far_norms_with_ranges_are_apart_is_said() -> None:
    (finding,) = check_norms(
        "one", Span(1.9, 1.8, 2.0), "two", Span(1.4, 1.3, 1.5), unit="t/day"
    )

    told = dict(finding.params)
    assert told["least_gap_share"] == pytest.approx(1 - 1.5 / 1.8)
    assert told["most_gap_share"] == pytest.approx(1 - 1.3 / 2.0)


def test_figures_in_different_units_are_refused_by_every_check() -> None:
    litres = Figure(1.0, "kL")
    with pytest.raises(FigureUnitsDifferError):
        check_sum([t(1.0)], litres)
    with pytest.raises(FigureUnitsDifferError):
        check_product(Figure(2, "tanks"), t(1.0), litres)
    with pytest.raises(FigureUnitsDifferError):
        check_share(t(1.0), litres, percent_as_written(10.0))
    with pytest.raises(FigureUnitsDifferError):
        check_reserve(t(1.0), [litres], t(1.0))
    with pytest.raises(FigureUnitsDifferError):
        check_proportion(
            asked_all=t(1.0), granted_all=litres, asked_one=t(1.0), granted_one=t(1.0)
        )
