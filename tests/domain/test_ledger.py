from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.ledger import (
    PHYSICAL,
    Account,
    AccountKind,
    KeyReusedError,
    Movement,
    OverdraftError,
    Reconciliation,
    balances,
    reconcile,
    stock_account,
)
from napas.domain.network import Form

NOON = datetime(2021, 7, 8, 12, tzinfo=UTC)
PLANT = Account(AccountKind.PLANT, "P01", Form.LIQUID)
TRUCK = Account(AccountKind.VEHICLE, "V01", Form.LIQUID, "carrier")
TANK = Account(AccountKind.TANK, "RS1", Form.LIQUID)
USED = Account(AccountKind.USED, "RS1", Form.LIQUID)
ACCOUNTS = (PLANT, TRUCK, TANK, USED)


def movement(source: Account, target: Account, mass_g: int, key: str) -> Movement:
    return Movement(
        source=source,
        target=target,
        mass_g=mass_g,
        happened_at=NOON,
        recorded_at=NOON,
        code="delivery",
        document="DN-1",
        actor="dispatcher",
        key=key,
    )


LOADING = movement(PLANT, TRUCK, 18_000_000, "k1")
DELIVERY = movement(TRUCK, TANK, 17_500_000, "k2")


def test_oxygen_that_leaves_one_account_arrives_in_the_other() -> None:
    assert balances([LOADING, DELIVERY]) == {
        PLANT: -18_000_000,
        TRUCK: 500_000,
        TANK: 17_500_000,
    }


def test_a_tank_cannot_give_what_it_does_not_hold() -> None:
    with pytest.raises(OverdraftError) as refusal:
        balances([LOADING, replace(DELIVERY, mass_g=18_000_001)])

    assert refusal.value.params == {"place": "V01", "missing_g": 1}


def test_a_movement_sent_twice_is_booked_once() -> None:
    again = replace(DELIVERY, recorded_at=NOON + timedelta(hours=1))

    assert balances([LOADING, DELIVERY, DELIVERY, again]) == balances(
        [LOADING, DELIVERY]
    )


def test_one_key_cannot_stand_for_two_movements() -> None:
    with pytest.raises(KeyReusedError) as refusal:
        balances([LOADING, DELIVERY, replace(DELIVERY, mass_g=1)])

    assert refusal.value.params == {"key": "k2"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(ACCOUNTS),
            st.sampled_from(ACCOUNTS),
            st.integers(1, 2**62),
        ).filter(lambda drawn: drawn[0] != drawn[1]),
        max_size=12,
    )
)
def test_no_gram_is_made_or_lost(moves: list[tuple[Account, Account, int]]) -> None:
    booked: list[Movement] = []
    for number, (source, target, mass_g) in enumerate(moves):
        trial = [*booked, movement(source, target, mass_g, f"k{number}")]
        try:
            held = balances(trial)
        except OverdraftError:
            continue
        booked = trial
        assert sum(held.values()) == 0
        assert all(
            mass >= 0 for account, mass in held.items() if account.kind in PHYSICAL
        )


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_exactly_what_is_held_can_be_taken_and_no_gram_more(
    held_g: int, more_g: int
) -> None:
    filled = [movement(PLANT, TANK, held_g, "in")] if held_g else []
    emptied = [movement(TANK, USED, held_g, "out")] if held_g else []

    assert balances([*filled, *emptied]).get(TANK, 0) == 0
    with pytest.raises(OverdraftError):
        balances([*filled, movement(TANK, USED, held_g + more_g, "out")])


@pytest.mark.parametrize("mass_g", [1.0, True, "1"])
def test_a_movement_is_in_whole_grams(mass_g: int) -> None:
    with pytest.raises(TypeError, match="whole grams"):
        replace(LOADING, mass_g=mass_g)


@pytest.mark.parametrize("mass_g", [0, -1])
def test_a_movement_moves_something(mass_g: int) -> None:
    with pytest.raises(ValueError, match="moves something"):
        replace(LOADING, mass_g=mass_g)


def test_a_movement_needs_two_accounts() -> None:
    with pytest.raises(ValueError, match="two accounts"):
        replace(LOADING, target=PLANT)


@pytest.mark.parametrize("clock", ["happened_at", "recorded_at"])
def test_both_clocks_of_a_movement_are_in_utc(clock: str) -> None:
    naive: dict[str, Any] = {clock: NOON.replace(tzinfo=None)}

    with pytest.raises(ValueError, match=clock):
        replace(LOADING, **naive)


grams = st.integers(0, 10**10)
tolerances = st.floats(0.0, 2.0)


@given(grams, grams, grams, tolerances)
def test_a_report_is_explained_to_the_last_gram(
    booked_g: int, reported_g: int, expected_use_g: int, tolerance_share: float
) -> None:
    answer = reconcile(
        booked_g=booked_g,
        reported_g=reported_g,
        expected_use_g=expected_use_g,
        tolerance_share=tolerance_share,
    )

    assert booked_g - answer.used_g - answer.unaccounted_g == reported_g
    assert answer.used_g >= 0
    assert answer.used_g <= expected_use_g * (1 + tolerance_share)
    assert (answer.unaccounted_g < 0) == (reported_g > booked_g)


def test_use_within_the_tolerance_is_believed() -> None:
    assert reconcile(
        booked_g=1000, reported_g=890, expected_use_g=100, tolerance_share=0.1
    ) == Reconciliation(used_g=110, unaccounted_g=0)


def test_use_beyond_the_tolerance_is_unaccounted_for() -> None:
    assert reconcile(
        booked_g=1000, reported_g=500, expected_use_g=100, tolerance_share=0.1
    ) == Reconciliation(used_g=110, unaccounted_g=390)


def test_what_was_found_above_the_books_is_unaccounted_for() -> None:
    assert reconcile(
        booked_g=1000, reported_g=1200, expected_use_g=100, tolerance_share=0.1
    ) == Reconciliation(used_g=0, unaccounted_g=-200)


@pytest.mark.parametrize(
    ("booked_g", "reported_g", "expected_use_g", "tolerance_share"),
    [
        (-1, 0, 0, 0.0),
        (0, -1, 0, 0.0),
        (0, 0, -1, 0.0),
        (0, 0, 0, -0.1),
        (0, 0, 0, nan),
        (0, 0, 0, inf),
    ],
)
def test_what_cannot_be_asked_is_a_fault_of_the_asker(
    booked_g: int, reported_g: int, expected_use_g: int, tolerance_share: float
) -> None:
    with pytest.raises(AssertionError):
        reconcile(
            booked_g=booked_g,
            reported_g=reported_g,
            expected_use_g=expected_use_g,
            tolerance_share=tolerance_share,
        )


def test_what_a_holder_has_is_in_its_tank_or_among_its_full_cylinders() -> None:
    tank = stock_account("RS1", Form.LIQUID, "T1")

    assert (tank.kind, tank.place) == (AccountKind.TANK, "RS1/T1")
    assert stock_account("RS1", Form.LIQUID).place == "RS1"
    assert stock_account("RS1", Form.CYLINDER).kind is AccountKind.FULL_CYLINDERS
