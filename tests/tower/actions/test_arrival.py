"""Reports come twice, late and in any order; the books end where the last word is."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.db import transaction

from napas.domain.ledger import Account, AccountKind, stock_account
from napas.domain.network import Form
from napas.domain.situation import Stock
from napas.tower.actions.report_stock import report_stock
from napas.tower.queries.balances import balances
from napas.tower.queries.situation import situation
from napas.tower.records.ledger import AccountRow, unbalanced
from napas.tower.records.reports import ReportRow
from tests.tower.cast import AUDITOR, NOW, OFFICER, REPORTER, at, sent

pytestmark = pytest.mark.usefixtures("books")
HOUR = timedelta(hours=1)
END = NOW + 12 * HOUR
TOLD_KG = (400.0, 320.0, 350.0, 90.0)
"""What was found one, two, three and four hours later."""


def arrive(number: int) -> None:
    """One of the reports comes in, hours after it was made."""
    report_stock(
        REPORTER,
        sent(f"report-{number}", at=END - HOUR, told=NOW + (number + 1) * HOUR),
        facility="H-002",
        form=Form.CYLINDER,
        value=TOLD_KG[number],
        unit="kg",
    )


def ends_with(order: tuple[int, ...]) -> tuple[int, tuple[Stock, ...]]:
    """What the books hold, and the picture, after reports in an order."""
    with transaction.atomic():
        for number in order:
            arrive(number)
        assert ReportRow.objects.count() == len(set(order))
        assert unbalanced(AccountRow.objects.all()) == ()
        held = balances(AUDITOR, at(END))[stock_account("H-002", Form.CYLINDER)]
        stocks = situation(OFFICER, at(END), stale_h=24.0).stocks
        transaction.set_rollback(True)
    return held, stocks


def test_whatever_the_order_the_last_word_stands() -> None:
    orders = list(permutations(range(len(TOLD_KG))))
    orders += [(*order, *order[::-1]) for order in orders]  # each comes twice

    ends = {ends_with(order) for order in orders}

    assert len(ends) == 1
    assert ends.pop()[0] == 90_000


def test_use_that_one_tank_explains_is_not_explained_again_by_another() -> None:
    used = Account(AccountKind.USED, "H-001", Form.CYLINDER)
    report_stock(
        OFFICER,
        sent(at=END, told=NOW + HOUR),
        facility="H-001",
        form=Form.CYLINDER,
        value=0.0,
        unit="kg",
    )
    first_g = balances(AUDITOR, at(END))[used]
    for form in (Form.LIQUID, Form.LIQUID):
        receipt = report_stock(
            OFFICER,
            sent(at=END, told=NOW + HOUR),
            facility="H-001",
            form=form,
            value=0.0,
            unit="kg",
        )

    assert 0 < first_g < 750_000
    assert receipt["used_g"] == 0
