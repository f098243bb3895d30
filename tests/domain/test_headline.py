from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.claim import Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.headline import Headline, HeadlineGap, Pieces, headline
from napas.domain.need import Span
from napas.domain.plan import because

MORNING = datetime(2021, 7, 8, 2, tzinfo=UTC)
EVENING = datetime(2021, 7, 8, 10, tzinfo=UTC)
NEXT_DAY = datetime(2021, 7, 9, 2, tzinfo=UTC)
TOTAL = Claim(
    code="total",
    kind=ClaimKind.TOTAL,
    metric=Metric.SUPPLY,
    value=2622.9,
    unit="t/day",
    scope="NA",
    as_of=EVENING,
    known_at=EVENING,
    source="ministry",
    status=ClaimStatus.CHOSEN,
)
EARLIER = replace(
    TOTAL,
    code="earlier",
    value=1764.0,
    as_of=MORNING,
    known_at=MORNING,
    status=ClaimStatus.SUPERSEDED,
)


def part(code: str, kind: ClaimKind, metric: Metric, value: float) -> Claim:
    return replace(
        TOTAL, code=code, kind=kind, metric=metric, value=value, part_of="total"
    )


PARTS = (
    part("capacity", ClaimKind.CAPACITY, Metric.PRODUCTION, 1700.0),
    part("domestic", ClaimKind.PLEDGE, Metric.DOMESTIC_ADDITION, 272.9),
    part("imports", ClaimKind.PLEDGE, Metric.IMPORTS, 650.0),
)
READY = replace(
    TOTAL,
    code="isotanks",
    kind=ClaimKind.STOCK,
    metric=Metric.ISOTANKS,
    value=132.0,
    unit="isotanks",
)
COUNTED = replace(READY, code="counted", kind=ClaimKind.INVENTORY, value=265.0)
USE = replace(
    TOTAL,
    code="use",
    kind=ClaimKind.USE,
    metric=Metric.HOSPITAL_USE,
    value=900.0,
    low=800.0,
    high=1000.0,
    as_of=NEXT_DAY,
    known_at=NEXT_DAY,
)
CLAIMS = (TOTAL, EARLIER, *PARTS, READY, COUNTED, USE)


def codes(line: Headline) -> list[str]:
    return [reason.code for reason in line.reasons]


def test_the_line_names_the_total_its_kinds_and_the_pieces() -> None:
    line = headline(CLAIMS, known_at=NEXT_DAY)

    assert line.secured_t_per_day == 2622.9
    assert line.secured_claim == TOTAL
    assert line.by_kind == PARTS
    assert line.parts_sum_t_per_day == pytest.approx(2622.9)
    assert line.parts_make_total is True
    assert line.isotanks == Pieces(132.0, 265.0, None, (READY, COUNTED))
    assert line.cylinders == Pieces()
    assert line.use == Span(900.0, 800.0, 1000.0)
    assert line.use_claim == USE
    assert line.as_of == EVENING
    assert line.use_claim is not None
    assert line.use_claim.source == "ministry"


def test_what_is_secured_is_not_taken_for_what_is_delivered() -> None:
    line = headline(CLAIMS, known_at=NEXT_DAY)

    assert line.delivering is None
    assert codes(line) == [HeadlineGap.DELIVERING_UNKNOWN]


def test_a_claim_of_deliveries_is_told_beside_the_total() -> None:
    arrived = replace(USE, code="arrived", kind=ClaimKind.DELIVERED, low=None)
    arrived = replace(arrived, metric=Metric.SUPPLY, high=None, value=640.0)

    line = headline([*CLAIMS, arrived], known_at=NEXT_DAY)

    assert line.delivering == Span(640.0, 640.0, 640.0)
    assert line.delivering_claim == arrived
    assert line.reasons == ()


def test_the_line_of_a_past_moment_is_the_line_of_that_moment() -> None:
    line = headline(CLAIMS, known_at=MORNING + timedelta(hours=1))

    assert line.secured_t_per_day == 1764.0
    assert line.by_kind == ()
    assert line.parts_make_total is None
    assert line.use is None
    assert codes(line) == [
        HeadlineGap.PARTS_UNKNOWN,
        HeadlineGap.DELIVERING_UNKNOWN,
        HeadlineGap.USE_UNKNOWN,
    ]


def test_before_anything_was_known_everything_is_unknown() -> None:
    line = headline(CLAIMS, known_at=MORNING - timedelta(hours=1))

    assert (line.secured_t_per_day, line.parts_sum_t_per_day) == (None, None)
    assert line.isotanks == Pieces()
    assert (line.as_of, line.use_claim) == (None, None)
    assert codes(line)[0] == HeadlineGap.SECURED_UNKNOWN


def test_parts_that_do_not_make_the_total_are_said_so() -> None:
    line = headline([TOTAL, *PARTS[:2]], known_at=EVENING)

    assert line.parts_make_total is False
    assert line.reasons[0] == because(
        HeadlineGap.PARTS_DIFFER,
        claim="total",
        sum_t_per_day=1972.9,
        total_t_per_day=2622.9,
    )


@given(
    st.lists(
        st.tuples(st.floats(0.1, 5000.0), st.integers(0, 2)), min_size=1, max_size=5
    )
)
def test_rounded_parts_of_a_rounded_total_are_believed(
    figures: list[tuple[float, int]],
) -> None:
    parts = [
        part(f"p{number}", ClaimKind.PLEDGE, Metric.IMPORTS, round(value, decimals))
        for number, (value, decimals) in enumerate(figures)
    ]
    total = replace(TOTAL, value=round(sum(value for value, _ in figures), 1))

    assert headline([total, *parts], known_at=EVENING).parts_make_total is True


def test_a_part_kept_beside_another_is_not_counted() -> None:
    kept = replace(PARTS[1], code="other", value=270.5, status=ClaimStatus.KEPT)
    empty = replace(PARTS[1], code="empty", value=None)

    line = headline([*CLAIMS, kept, empty], known_at=NEXT_DAY)

    assert line.by_kind == PARTS


def test_a_figure_of_a_region_never_stands_for_the_nation() -> None:
    region = replace(USE, code="region", scope="01", value=5.0, low=None, high=None)
    region = replace(region, as_of=NEXT_DAY + timedelta(hours=1))

    assert headline([*CLAIMS, region], known_at=NEXT_DAY).use_claim == USE
    assert headline([*CLAIMS, region], known_at=NEXT_DAY, scope="01").use == Span(
        5.0, 5.0, 5.0
    )


def test_a_figure_in_a_strange_unit_is_not_used_and_said_so() -> None:
    line = headline([replace(TOTAL, unit="t/year")], known_at=EVENING)

    assert line.secured_t_per_day is None
    assert line.reasons[0] == because(
        HeadlineGap.UNIT_STRANGE, claim="total", unit="t/year", expected_unit="t/day"
    )


def test_money_has_no_unit_of_its_own_to_differ_from() -> None:
    budget = replace(TOTAL, kind=ClaimKind.BUDGET, metric=Metric.BUDGET, unit="XTS")

    assert HeadlineGap.UNIT_STRANGE not in codes(headline([budget], known_at=EVENING))
