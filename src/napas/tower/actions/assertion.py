"""What somebody says an account holds, against what the books say: the gap, booked.

A report is a balance assertion. What patients were expected to use explains a gap up to
the upper end of that use; the rest goes to `unaccounted`, where the auditor looks, and
so does all of it where the use is not known.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from napas.domain.ledger import (
    Account,
    AccountKind,
    Movement,
    Reconciliation,
    reconcile,
)
from napas.tower.actions.action import Hand
from napas.tower.records.ledger import (
    AccountRow,
    balance_at,
    book,
    claim_moment,
    open_account,
)


@dataclass(frozen=True, slots=True)
class Assertion:
    """What an account was found to hold.

    Attributes:
        holder: the facility or plant, for what was used there or cannot be accounted.
        reported_g: whole grams found.
        as_of: the moment of which it speaks, UTC.
        document: the code of the report.
        believed_use_g: the most that patients are believed to have used since the
            last one, of what is not booked to use yet.
    """

    account: Account
    holder: str
    reported_g: int
    as_of: datetime
    document: str
    believed_use_g: int = 0


def assert_balance(
    hand: Hand, row: AccountRow, told: Assertion
) -> Reconciliation | None:
    """Book the gap between an account and what it was found to hold.

    Returns:
        how the gap was explained; None where somebody has already told of a later
        moment, so that this word moves nothing.
    """
    if not claim_moment(row, told.as_of):
        return None
    booked_g = balance_at(row, told.as_of)
    split = reconcile(
        booked_g=max(0, booked_g),
        reported_g=told.reported_g,
        expected_use_g=told.believed_use_g,
        tolerance_share=0.0,  # what is believed is the upper end already
    )
    below_g = min(0, booked_g)
    split = replace(split, unaccounted_g=split.unaccounted_g + below_g)
    _move(hand, row, told, AccountKind.USED, split.used_g)
    _move(hand, row, told, AccountKind.UNACCOUNTED, split.unaccounted_g)
    return split


def _move(
    hand: Hand, row: AccountRow, told: Assertion, sink: AccountKind, mass_g: int
) -> None:
    """Move grams out of the account into a sink, or back out of it."""
    if mass_g == 0:
        return
    other = Account(sink, told.holder, told.account.form)
    open_account(other, ground=row.ground_id, party=row.party)
    source, target = (told.account, other) if mass_g > 0 else (other, told.account)
    book(
        Movement(
            source=source,
            target=target,
            mass_g=abs(mass_g),
            happened_at=told.as_of,
            recorded_at=hand.sent.recorded_at,
            code=f"report-{sink}",
            document=told.document,
            actor=hand.viewer.person,
            key=hand.key(f"{told.document}:{told.account.place}:{sink}"),
        )
    )
