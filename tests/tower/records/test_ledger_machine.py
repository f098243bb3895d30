"""The ledger of the database against the plain one of the domain, reads included."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from napas.domain.access import Grant, Role, Viewer
from napas.domain.ledger import (
    PHYSICAL,
    Account,
    AccountKind,
    KeyReusedError,
    Movement,
    OverdraftError,
    balances,
)
from napas.domain.network import Form
from napas.domain.territory import Territory, plant_tree
from napas.tower.queries.balances import balances as balances_of_books
from napas.tower.queries.facts import Moment
from napas.tower.records.ledger import (
    AccountRow,
    balance_at,
    book,
    open_account,
    stored_movements,
    unbalanced,
)
from napas.tower.records.territory import store_tree

BEGIN = datetime(2021, 7, 8, tzinfo=UTC)
STEPS = int(os.environ.get("NAPAS_LEDGER_STEPS", "30"))
EXAMPLES = int(os.environ.get("NAPAS_LEDGER_EXAMPLES", "15"))
ACCOUNTS = (
    Account(AccountKind.PLANT, "P01", Form.LIQUID),
    Account(AccountKind.VEHICLE, "ISO-001", Form.LIQUID),
    Account(AccountKind.VEHICLE, "ISO-002", Form.LIQUID),
    Account(AccountKind.TANK, "S31-001/T1", Form.LIQUID),
    Account(AccountKind.FULL_CYLINDERS, "S31-001", Form.CYLINDER),
    Account(AccountKind.USED, "S31-001", Form.LIQUID),
    Account(AccountKind.UNACCOUNTED, "S31-001", Form.LIQUID),
)
AUDITOR = Viewer("auditor", "", (Grant(Role.AUDITOR, "0", date(2021, 1, 1)),))
hours = st.integers(0, 48).map(lambda hour: BEGIN + timedelta(hours=hour))


@st.composite
def movements(draw: st.DrawFn) -> Movement:
    source, target = draw(
        st.tuples(st.sampled_from(ACCOUNTS), st.sampled_from(ACCOUNTS)).filter(
            lambda pair: pair[0] != pair[1]
        )
    )
    return Movement(
        source=source,
        target=target,
        mass_g=draw(st.integers(1, 5) | st.integers(1, 2**40)),
        happened_at=draw(hours),
        recorded_at=draw(hours),
        code="trial",
        document="",
        actor="somebody",
        key=str(draw(st.integers(0, 30))),
    )


class LedgerMachine(RuleBasedStateMachine):
    """Whatever is booked, both ledgers accept and refuse it alike."""

    def __init__(self) -> None:
        super().__init__()
        self.booked: list[Movement] = []
        self.undo = transaction.atomic()

    @initialize()
    def open(self) -> None:
        self.undo.__enter__()
        store_tree(plant_tree([Territory("0", "Land", 0, "")]))
        for account in ACCOUNTS:
            open_account(account, ground="0")

    def teardown(self) -> None:
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @rule(movement=movements())
    def book(self, movement: Movement) -> None:
        expected: type[Exception] | None = None
        try:
            balances([*self.booked, movement])
        except (OverdraftError, KeyReusedError) as refusal:
            expected = type(refusal)
        if expected is not None:
            with pytest.raises(expected):
                book(movement)
            return
        book(movement)
        if movement.key not in {known.key for known in self.booked}:
            self.booked.append(movement)

    @precondition(lambda self: self.booked)
    @rule(data=st.data())
    def book_again(self, data: st.DataObject) -> None:
        movement = data.draw(st.sampled_from(self.booked))
        book(movement)

    @invariant()
    def every_balance_is_that_of_the_plain_ledger(self) -> None:
        held = balances(self.booked)
        for row in AccountRow.objects.all():
            assert row.balance_g == held.get(row.value(), 0)
            assert row.balance_g >= 0 or row.kind not in PHYSICAL

    @invariant()
    def every_balance_is_that_of_a_replay(self) -> None:
        assert unbalanced(AccountRow.objects.all()) == ()
        assert [row.value() for row in stored_movements()] == self.booked

    @rule(as_of=hours, known_at=hours)
    def ask_for_a_past_moment(self, as_of: datetime, known_at: datetime) -> None:
        held: dict[Account, int] = {}
        for movement in self.booked:
            if movement.happened_at <= as_of and movement.recorded_at <= known_at:
                out, into = movement.source, movement.target
                held[out] = held.get(out, 0) - movement.mass_g
                held[into] = held.get(into, 0) + movement.mass_g
        assert balances_of_books(AUDITOR, Moment(as_of, known_at)) == held

    @rule(as_of=hours)
    def ask_what_an_account_held(self, as_of: datetime) -> None:
        for row in AccountRow.objects.all():
            assert balance_at(row, as_of) == sum(
                each.mass_g
                * ((each.target == row.value()) - (each.source == row.value()))
                for each in self.booked
                if each.happened_at <= as_of
            )


@pytest.mark.django_db
def test_both_ledgers_hold_the_same_whatever_is_booked() -> None:
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            suppress_health_check=list(HealthCheck),
        ),
    )
