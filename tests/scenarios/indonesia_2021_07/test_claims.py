"""What was said of the national supply, when, and of what it was made."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from napas.domain.claim import ClaimKind, ClaimStatus, Metric, chosen
from napas.domain.headline import headline
from napas.domain.situation import EventKind, Situation

MORNING = datetime(2021, 7, 8, 5, tzinfo=UTC)
EVENING = datetime(2021, 7, 8, 12, tzinfo=UTC)
HEADLINE_PIECES = {
    Metric.ISOTANKS: (92, 132),
    Metric.CYLINDERS: (8_906, 15_906),
    Metric.CONCENTRATORS: (5_609, 8_100),
    Metric.DEPLOYABLE_SYSTEMS: (None, 9),
}


def test_the_morning_release_and_the_evening_one_stand_at_their_own_times(
    situation: Situation,
) -> None:
    for metric, (before, after) in HEADLINE_PIECES.items():
        for known_at, expected in ((MORNING, before), (EVENING, after)):
            claim = chosen(situation.claims, metric, ClaimKind.STOCK, known_at=known_at)
            assert (None if claim is None else claim.value) == expected
    for known_at, expected_t_per_day in ((MORNING, 1_764), (EVENING, 2_622.9)):
        total = chosen(
            situation.claims, Metric.SUPPLY, ClaimKind.TOTAL, known_at=known_at
        )
        assert total is not None
        assert total.value == expected_t_per_day


def test_the_evening_total_is_made_of_its_three_parts(situation: Situation) -> None:
    parts = {
        (claim.metric, claim.kind): claim.value
        for claim in situation.claims
        if claim.part_of == "0708b-supply"
    }
    assert parts == {
        (Metric.PRODUCTION, ClaimKind.CAPACITY): 1_700,
        (Metric.IMPORTS, ClaimKind.PLEDGE): 650,
        (Metric.DOMESTIC_ADDITION, ClaimKind.PLEDGE): 272.9,
    }
    line = headline(situation.claims, known_at=EVENING)
    assert line.secured_t_per_day == 2_622.9
    assert line.parts_make_total
    assert line.isotanks.inventory == 265
    assert line.cylinders.potential == 31_236


def test_nothing_is_said_to_be_delivered_and_use_is_known_from_the_ninth(
    situation: Situation,
) -> None:
    assert not [c for c in situation.claims if c.kind is ClaimKind.DELIVERED]
    line = headline(situation.claims, known_at=situation.known_at)
    assert line.delivering is None
    assert line.use is not None
    assert (line.use.low, line.use.value, line.use.high) == (800, 900, 1_000)
    assert headline(situation.claims, known_at=EVENING).use is None


def test_every_claim_has_a_source_and_a_kept_one_a_reason(situation: Situation) -> None:
    assert all(claim.source for claim in situation.claims)
    kept = [c for c in situation.claims if c.status is not ClaimStatus.CHOSEN]
    assert {tuple(dict(claim.reasons)) for claim in kept} == {("en", "id")}
    assert {920.5, 541.8, 420} <= {claim.value for claim in kept}


def test_pledged_imports_are_no_flow(situation: Situation) -> None:
    arrivals = [
        event for event in situation.events if event.kind is EventKind.IMPORT_ARRIVAL
    ]
    assert {event.subject for event in arrivals} == {"I01"}
    shuttle = [event for event in arrivals if event.mass_t == 80]
    assert shuttle[0].begins.date() == date(2021, 7, 19)
    gaps = {later.begins - earlier.begins for earlier, later in pairwise(shuttle)}
    assert gaps == {timedelta(days=7)}
    assert sum(event.mass_t or 0.0 for event in shuttle) >= 500
