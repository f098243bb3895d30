"""The ledger as rows: accounts with what they hold, and movements that only come.

A movement and the two balances it changes are one transaction. A physical account is
debited only while it holds enough, by an update under that condition; the table refuses
what the update would let pass. Nothing here changes or removes a movement, and the
database refuses to.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Self

from django.db import models, transaction
from django.db.models import F, Q, QuerySet, Sum

from napas.domain.ledger import (
    PHYSICAL,
    Account,
    AccountKind,
    KeyReusedError,
    Movement,
    OverdraftError,
)
from napas.domain.network import Form
from napas.tower.records.columns import columns_of, text, value_of, word
from napas.tower.records.territory import TerritoryRow

PHYSICAL_WORDS = sorted(kind.value for kind in PHYSICAL)


class AccountRow(models.Model):
    """An account and the whole grams it holds now.

    Attributes:
        ground: the territory under which it is seen.
        party: the organisation whose it is.
        asserted_at: the latest moment of which somebody said what it holds.
    """

    kind = word(AccountKind)
    place = text()
    form = word(Form)
    owner = text()
    ground = models.ForeignKey(TerritoryRow, models.PROTECT, related_name="+")
    party = text()
    balance_g = models.BigIntegerField(default=0)
    asserted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "place", "form", "owner"), name="account_once"
            ),
            models.CheckConstraint(
                condition=Q(balance_g__gte=0) | ~Q(kind__in=PHYSICAL_WORDS),
                name="account_not_overdrawn",
            ),
        )

    @classmethod
    def of(cls, account: Account, *, ground: str, **beside: object) -> Self:
        """The row of an account under a territory."""
        return cls(**columns_of(account), ground_id=ground, **beside)

    def value(self) -> Account:
        """The account, without what it holds."""
        return value_of(Account, self)


class MovementRow(models.Model):
    """Oxygen leaving one account for another; never changed, never removed.

    Attributes:
        reverses: the movement that this one takes back; at most one does.
        reason: why it was taken back; empty for any other.
    """

    source = models.ForeignKey(AccountRow, models.PROTECT, related_name="given")
    target = models.ForeignKey(AccountRow, models.PROTECT, related_name="taken")
    mass_g = models.BigIntegerField()
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    code = text()
    document = text()
    actor = text()
    key = models.TextField(unique=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by"
    )
    reason = text()

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("source", "happened_at"), name="given_by_moment"),
            models.Index(fields=("target", "happened_at"), name="taken_by_moment"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(mass_g__gt=0), name="movement_moves_something"
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="movement_has_two_accounts"
            ),
            models.CheckConstraint(
                condition=Q(reverses=None) | ~Q(reason=""), name="reversal_has_reason"
            ),
        )

    @classmethod
    def of(cls, movement: Movement, source: AccountRow, target: AccountRow) -> Self:
        """The row of a movement between two accounts."""
        kept = columns_of(movement, "source", "target")
        return cls(source=source, target=target, **kept)

    def value(self) -> Movement:
        """The movement."""
        return value_of(
            Movement, self, source=self.source.value(), target=self.target.value()
        )


def open_account(account: Account, *, ground: str, party: str = "") -> AccountRow:
    """The row of an account, made where there is none yet."""
    row, _ = AccountRow.objects.get_or_create(
        **columns_of(account), defaults={"ground_id": ground, "party": party}
    )
    return row


@transaction.atomic
def book(
    movement: Movement, *, reverses: MovementRow | None = None, reason: str = ""
) -> MovementRow:
    """Book a movement between two open accounts, once.

    Raises:
        OverdraftError: a physical account holds too little.
        KeyReusedError: another movement has this key.
    """
    before = stored_movements().filter(key=movement.key).first()
    if before is not None:
        same = replace(movement, recorded_at=before.recorded_at)
        if before.value() != same:
            raise KeyReusedError(key=movement.key)
        return before
    source, target = (
        AccountRow.objects.get(**columns_of(account))
        for account in (movement.source, movement.target)
    )
    changes = {source.pk: -movement.mass_g, target.pk: movement.mass_g}
    for account in sorted((source, target), key=lambda row: row.pk):  # one order
        change_balance(account, changes[account.pk])
    row = MovementRow.of(movement, source, target)
    row.reverses, row.reason = reverses, reason
    row.save(force_insert=True)
    return row


def change_balance(account: AccountRow, mass_g: int) -> None:
    """Add grams to a balance, or take them where a physical account has them.

    Raises:
        OverdraftError: a physical account holds too little.
    """
    rows = AccountRow.objects.filter(pk=account.pk)
    if mass_g < 0 and account.kind in PHYSICAL:
        rows = rows.filter(balance_g__gte=-mass_g)
    if not rows.update(balance_g=F("balance_g") + mass_g):
        account.refresh_from_db()
        missing_g = -mass_g - account.balance_g
        raise OverdraftError(place=account.place, missing_g=missing_g)


def claim_moment(account: AccountRow, as_of: datetime) -> bool:
    """Whether nobody has said of a later moment what the account holds.

    From here to the end of the transaction nobody else can say so either.
    """
    rows = AccountRow.objects.filter(pk=account.pk)
    older = rows.filter(Q(asserted_at=None) | Q(asserted_at__lte=as_of))
    return bool(older.update(asserted_at=as_of))


def balance_at(account: AccountRow, as_of: datetime) -> int:
    """Grams an account held at a moment, by all that is booked."""
    touching = Q(source=account) | Q(target=account)
    later = MovementRow.objects.order_by().filter(touching, happened_at__gt=as_of)
    sums = later.aggregate(
        taken=Sum("mass_g", filter=Q(target=account), default=0),
        given=Sum("mass_g", filter=Q(source=account), default=0),
    )
    held = AccountRow.objects.values_list("balance_g", flat=True).get(pk=account.pk)
    return held - int(sums["taken"]) + int(sums["given"])


def used_g(holder: str, begin: datetime, end: datetime) -> int:
    """Grams booked to use at a holder after a moment and up to another, in any form."""
    rows = MovementRow.objects.order_by().filter(
        target__kind=AccountKind.USED,
        target__place=holder,
        happened_at__gt=begin,
        happened_at__lte=end,
        reversed_by=None,
    )
    return int(rows.aggregate(used=Sum("mass_g", default=0))["used"])


def stored_movements() -> "QuerySet[MovementRow]":
    """Every movement with its accounts, in the order in which it was booked."""
    return MovementRow.objects.select_related("source", "target")


def unbalanced(accounts: Iterable[AccountRow]) -> tuple[AccountRow, ...]:
    """The accounts whose balance is not what their movements make; none, ever."""
    given, taken = _sums("source"), _sums("target")
    return tuple(
        account
        for account in accounts
        if account.balance_g != taken.get(account.pk, 0) - given.get(account.pk, 0)
    )


def _sums(side: str) -> dict[int, int]:
    summed = MovementRow.objects.order_by().values_list(side)
    return dict(summed.annotate(Sum("mass_g")))
