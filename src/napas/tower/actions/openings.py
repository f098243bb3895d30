"""What is in the tanks when facts come in: the first word on each, or a later one."""

from napas.domain.ledger import Account, AccountKind, Movement, stock_account
from napas.domain.situation import Situation, Stock
from napas.tower.actions.action import Hand
from napas.tower.actions.assertion import Assertion, assert_balance
from napas.tower.actions.grounds import Grounds
from napas.tower.records.batch import BatchRow
from napas.tower.records.ledger import (
    AccountRow,
    MovementRow,
    book,
    change_balance,
    open_account,
)
from napas.tower.records.orders import OrderRow
from napas.units.mass import Rounding, g_from_t

OPENING = "opening"
"""The code of a movement that puts into an account what it held when it was opened."""


def open_books(
    hand: Hand, batch: BatchRow, picture: Situation, grounds: Grounds
) -> int:
    """Bring the accounts to what a picture says they hold.

    Accounts that do not exist yet are opened with it, all at once; the others are
    brought there by the gap. What came from before the books comes from `unaccounted`.

    Returns:
        how many stocks had a figure.
    """
    held = {row.value(): row for row in AccountRow.objects.all()}
    told = [
        (stock_account(each.holder, each.form, each.tank), each)
        for each in picture.stocks
        if each.mass_t is not None
    ]
    new = {account: stock for account, stock in told if account not in held}
    _open_all(hand, batch, picture, grounds, new)
    for account, stock in told:
        if account not in new:
            assert_balance(
                hand,
                held[account],
                Assertion(
                    account=account,
                    holder=stock.holder,
                    reported_g=_grams(stock),
                    as_of=stock.as_of or picture.as_of,
                    document=batch.code,
                ),
            )
    return len(told)


def load_vehicle(hand: Hand, order: OrderRow) -> None:
    """Put into a vehicle what an order that came in with the facts has on the road."""
    aboard = Account(AccountKind.VEHICLE, order.vehicle, order.form)
    well = Account(AccountKind.UNACCOUNTED, order.vehicle, order.form)
    for account in (aboard, well):
        open_account(account, ground=order.ground_id, party=order.carrier)
    assert order.batch is not None, "it came in with facts"
    book(
        Movement(
            source=well,
            target=aboard,
            mass_g=order.mass_g,
            happened_at=order.batch.as_of,
            recorded_at=hand.sent.recorded_at,
            code=OPENING,
            document=order.batch.code,
            actor=hand.viewer.person,
            key=hand.key(f"{OPENING}:{order.code}"),
        )
    )


def _open_all(
    hand: Hand,
    batch: BatchRow,
    picture: Situation,
    grounds: Grounds,
    new: dict[Account, Stock],
) -> None:
    """Open many accounts at once, each with the movement that fills it."""
    wells: dict[Account, int] = {}
    filled: list[AccountRow] = []
    for account, stock in new.items():
        where = grounds.of(stock.holder)
        filled.append(
            AccountRow.of(
                account,
                ground=where.territory,
                party=where.party,
                balance_g=_grams(stock),
                asserted_at=stock.as_of or picture.as_of,
            )
        )
        well = Account(AccountKind.UNACCOUNTED, stock.holder, stock.form)
        wells[well] = wells.get(well, 0) + _grams(stock)
    rows = {row.value(): row for row in AccountRow.objects.bulk_create(filled)}
    for well, given_g in wells.items():
        where = grounds.of(well.place)
        rows[well] = open_account(well, ground=where.territory, party=where.party)
        change_balance(rows[well], -given_g)
    MovementRow.objects.bulk_create(
        MovementRow.of(
            Movement(
                source=Account(AccountKind.UNACCOUNTED, stock.holder, stock.form),
                target=account,
                mass_g=_grams(stock),
                happened_at=stock.as_of or picture.as_of,
                recorded_at=hand.sent.recorded_at,
                code=OPENING,
                document=batch.code,
                actor=hand.viewer.person,
                key=hand.key(f"{OPENING}:{account.kind}:{account.place}"),
            ),
            rows[Account(AccountKind.UNACCOUNTED, stock.holder, stock.form)],
            rows[account],
        )
        for account, stock in new.items()
        if _grams(stock) > 0
    )


def _grams(stock: Stock) -> int:
    assert stock.mass_t is not None, "only stocks with a figure are opened"
    return g_from_t(stock.mass_t, rounding=Rounding.HALF_EVEN)
