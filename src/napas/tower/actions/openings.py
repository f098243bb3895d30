"""What is in the tanks when facts come in: the first word on each, or a later one.

What was there before the books comes from `unaccounted`.
"""

from datetime import datetime

from napas.domain.ledger import Account, AccountKind, stock_account
from napas.domain.situation import Stock
from napas.tower.actions.assertion import Assertion, assert_balance
from napas.tower.actions.intake import Intake
from napas.tower.records.ledger import (
    AccountRow,
    MovementRow,
    book,
    change_balance,
    open_account,
)
from napas.tower.records.orders import OrderRow
from napas.units.mass import Rounding, g_from_t


def open_books(intake: Intake) -> int:
    """Bring the accounts to what a picture says they hold.

    Accounts that do not exist yet are opened with it, all at once; the others are
    brought there by the gap.

    Returns:
        how many stocks had a figure.
    """
    held = {row.value(): row for row in AccountRow.objects.all()}
    told = [
        (stock_account(each.holder, each.form, each.tank), each)
        for each in intake.picture.stocks
        if each.mass_t is not None
    ]
    new = {account: stock for account, stock in told if account not in held}
    _open_all(intake, new)
    for account, stock in told:
        if account not in new:
            found = Assertion(
                account=account,
                holder=stock.holder,
                reported_g=_grams(stock),
                as_of=_moment(intake, stock),
                document=intake.batch.code,
            )
            assert_balance(intake.hand, held[account], found)
    return len(told)


def load_vehicle(intake: Intake, order: OrderRow) -> None:
    """Put into a vehicle what an order that came in with the facts has on the road."""
    aboard = Account(AccountKind.VEHICLE, order.vehicle, order.form)
    well = Account(AccountKind.UNACCOUNTED, order.vehicle, order.form)
    for account in (aboard, well):
        open_account(account, ground=order.ground_id, party=order.carrier)
    book(intake.opening(well, aboard, order.mass_g, intake.picture.as_of))


def _open_all(intake: Intake, new: dict[Account, Stock]) -> None:
    """Open many accounts at once, each with the movement that fills it."""
    filled = AccountRow.objects.bulk_create(
        _row(intake, account, stock) for account, stock in new.items()
    )
    rows = {row.value(): row for row in filled}
    drawn_g: dict[Account, int] = {}
    for stock in new.values():
        well = _well(stock)
        drawn_g[well] = drawn_g.get(well, 0) + _grams(stock)
    for well, mass_g in drawn_g.items():
        where = intake.grounds.of(well.place)
        rows[well] = open_account(well, ground=where.territory, party=where.party)
        change_balance(rows[well], -mass_g)
    MovementRow.objects.bulk_create(
        MovementRow.of(
            intake.opening(
                _well(stock), account, _grams(stock), _moment(intake, stock)
            ),
            rows[_well(stock)],
            rows[account],
        )
        for account, stock in new.items()
        if _grams(stock) > 0
    )


def _row(intake: Intake, account: Account, stock: Stock) -> AccountRow:
    """An account as it is opened: with what it holds, said of a moment."""
    where = intake.grounds.of(stock.holder)
    return AccountRow.of(
        account,
        ground=where.territory,
        party=where.party,
        balance_g=_grams(stock),
        asserted_at=_moment(intake, stock),
    )


def _well(stock: Stock) -> Account:
    """Whence comes what a holder had before the books."""
    return Account(AccountKind.UNACCOUNTED, stock.holder, stock.form)


def _moment(intake: Intake, stock: Stock) -> datetime:
    return stock.as_of or intake.picture.as_of


def _grams(stock: Stock) -> int:
    assert stock.mass_t is not None, "only stocks with a figure are opened"
    return g_from_t(stock.mass_t, rounding=Rounding.HALF_EVEN)
