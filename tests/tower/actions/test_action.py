"""One frame for every write: done once, whole, and never twice at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from pytest_django import Settings

from napas.domain.access import Deed
from napas.domain.ledger import stock_account
from napas.domain.network import Form, Tank
from napas.domain.order import OrderStatus, OrderStepError
from napas.errors import InvalidError
from napas.tower.actions.action import Hand, MomentAheadError, Receipt, action
from napas.tower.actions.enter_facts import enter_facts
from napas.tower.actions.orders import issue_order
from napas.tower.actions.report_stock import report_stock
from napas.tower.actions.step import advance
from napas.tower.queries.balances import balances
from napas.tower.queries.seen import SubjectUnknownError
from napas.tower.queries.things import TankUnclearError, order_of
from napas.tower.records.journal import JournalRow
from napas.tower.records.orders import OrderRow
from napas.tower.records.reports import ReportRow
from tests.tower.cast import (
    AUDITOR,
    COUNTRY,
    DISPATCHER,
    LATER,
    NOW,
    OFFICER,
    at,
    enter_wave,
    sent,
    wave,
)

AT_ONCE = 6


@action(Deed.REPORT_STOCK)
def stumble(hand: Hand) -> Receipt:
    """Write a line and then break a rule of the tables."""
    hand.write("stumbled", "00")
    raise IntegrityError


@pytest.mark.usefixtures("books")
def test_a_change_that_breaks_a_rule_leaves_nothing_behind() -> None:
    before = JournalRow.objects.count()
    with pytest.raises(IntegrityError):
        stumble(OFFICER, sent())

    assert JournalRow.objects.count() == before


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(("ahead_s", "taken"), [(0, True), (60, True), (61, False)])
def test_what_has_not_happened_yet_is_not_told(*, ahead_s: int, taken: bool) -> None:
    wish = sent(at=LATER, told=LATER + timedelta(seconds=ahead_s))

    def report() -> Receipt:
        return report_stock(
            OFFICER,
            wish,
            facility="H-002",
            form=Form.CYLINDER,
            value=0.2,
            unit="t",
        )

    if taken:
        assert report()["verdict"] == "accepted"
    else:
        with pytest.raises(MomentAheadError):
            report()


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf"), 1e30])
def test_a_value_that_is_no_amount_is_refused(value: float) -> None:
    with pytest.raises(InvalidError):
        report_stock(
            OFFICER,
            sent(),
            facility="H-002",
            form=Form.CYLINDER,
            value=value,
            unit="kg",
        )
    assert not ReportRow.objects.exists()


@pytest.mark.usefixtures("fresh")
def test_the_same_wish_sent_many_times_at_once_is_done_once(settings: Settings) -> None:
    settings.NAPAS_COUNTRY = str(COUNTRY)
    enter_wave()
    wish, together = sent("once", at=LATER), Barrier(AT_ONCE)

    def ask(_: int) -> Receipt:
        together.wait()
        try:
            return report_stock(
                OFFICER,
                wish,
                facility="H-002",
                form=Form.CYLINDER,
                value=0.2,
                unit="t",
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = set(pool.map(ask, range(AT_ONCE)))

    assert len(answers) == 1
    assert ReportRow.objects.count() == 1


@pytest.mark.usefixtures("books")
def test_of_two_who_take_one_step_at_once_the_later_is_told() -> None:
    late = order_of("O-2")
    OrderRow.objects.filter(code="O-2").update(status=OrderStatus.CANCELLED)
    hand = Hand(OFFICER, sent(), Deed.ISSUE_ORDER, "")
    with pytest.raises(OrderStepError):
        advance(hand, late, OrderStatus.ISSUED, vehicle="C-1")


@pytest.mark.usefixtures("books")
def test_an_order_or_a_vehicle_that_is_not_there_is_missed() -> None:
    for order, vehicle in (("O-99", "C-1"), ("O-2", "C-99")):
        with pytest.raises(SubjectUnknownError):
            issue_order(
                DISPATCHER, sent(), order=order, vehicle=vehicle, arrives_at=LATER
            )


@pytest.mark.usefixtures("empty_books")
@pytest.mark.parametrize(
    ("tanks", "named", "meant"),
    [
        ("", "", ""),
        ("T1", "", "T1"),
        ("T1", "T1", "T1"),
        ("T1 T2", "T2", "T2"),
        ("T1 T2", "", None),
        ("T1", "T9", None),
        ("", "T9", None),
    ],
)
def test_a_report_speaks_of_the_tank_that_is_meant_or_is_asked_again(
    tanks: str, named: str, meant: str | None
) -> None:
    picture = wave()
    facility = replace(
        picture.facilities[1], tanks=tuple(Tank(t, 10.0, 1.0) for t in tanks.split())
    )
    enter_facts(OFFICER, sent(), situation=replace(picture, facilities=(facility,)))

    def report() -> Receipt:
        return report_stock(
            OFFICER,
            sent(at=LATER, told=NOW),
            facility="H-002",
            form=Form.LIQUID,
            value=4.0,
            unit="t",
            tank=named,
        )

    if meant is None:
        with pytest.raises(TankUnclearError):
            report()
        return
    report()
    account = stock_account("H-002", Form.LIQUID, meant)
    assert balances(AUDITOR, at(LATER))[account] == 4_000_000
