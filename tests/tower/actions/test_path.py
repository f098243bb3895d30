"""Reports and orders, step by step, and every step that is refused."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from napas.domain.access import Role
from napas.domain.ledger import Account, AccountKind
from napas.domain.network import Form
from napas.domain.order import OrderStatus, OrderStepError
from napas.domain.report import Verdict
from napas.domain.situation import StockState
from napas.parameters import resolve
from napas.tower.actions.action import Receipt, WishChangedError
from napas.tower.actions.carriage import (
    DeliveryTooLargeError,
    LoadTooLargeError,
    confirm_delivery,
    confirm_loading,
)
from napas.tower.actions.orders import (
    OrderChangedError,
    OrderEmptyError,
    OwnOrderError,
    PictureMissingError,
    approve_order,
    draft_order,
    issue_order,
)
from napas.tower.actions.report_stock import report_stock
from napas.tower.actions.reversal import ReasonMissingError
from napas.tower.actions.step import VehicleTakenError
from napas.tower.queries.balances import balances
from napas.tower.queries.orders import open_orders
from napas.tower.queries.picture import picture_hash
from napas.tower.queries.seen import DeedForbiddenError, SubjectUnknownError
from napas.tower.queries.situation import situation
from napas.tower.records.ledger import AccountRow, unbalanced
from napas.tower.records.orders import ApprovalRow, OrderRow
from tests.tower.cast import (
    AUDITOR,
    CARRIER,
    COMPETITOR,
    DISPATCHER,
    LATER,
    NOW,
    OFFICER,
    REPORTER,
    SECOND_OFFICER,
    STRANGER,
    SUPPLIER,
    at,
    sent,
    somebody,
)

pytestmark = pytest.mark.usefixtures("books")
STALE_H = 24.0
HOUR = timedelta(hours=1)
STATION = somebody(Role.SUPPLIER, "00", "F-001")
FULL = Account(AccountKind.FULL_CYLINDERS, "H-002", Form.CYLINDER)


def drafted(mass_g: int = 300_000) -> str:
    receipt = draft_order(
        DISPATCHER,
        sent(),
        supplier="PL-1",
        facility="H-002",
        form=Form.CYLINDER,
        mass_g=mass_g,
        due=LATER,
    )
    return receipt.subject


def approved(order: str) -> str:
    row = OrderRow.objects.get(code=order)
    picture = picture_hash(situation(OFFICER, at(), stale_h=STALE_H), resolve())
    approve_order(
        OFFICER,
        sent(),
        order=order,
        content_hash=row.content_hash,
        picture_hash=picture,
    )
    return order


def issued(order: str, vehicle: str = "C-1") -> str:
    issue_order(DISPATCHER, sent(), order=order, vehicle=vehicle, arrives_at=LATER)
    return order


def loaded(order: str, loaded_g: int = 300_000) -> str:
    confirm_loading(SUPPLIER, sent(at=NOW + HOUR), order=order, loaded_g=loaded_g)
    return order


def status(order: str) -> OrderStatus:
    return OrderRow.objects.get(code=order).status


def stock_t(holder: str, moment: datetime = LATER) -> float | None:
    picture = situation(OFFICER, at(moment), stale_h=STALE_H)
    return next(each.mass_t for each in picture.stocks if each.holder == holder)


def report(kg: float, key: str = "") -> Receipt:
    return report_stock(
        REPORTER,
        sent(key, at=LATER + HOUR, told=LATER),
        facility="H-002",
        form=Form.CYLINDER,
        value=kg,
        unit="kg",
    )


def test_oxygen_goes_from_a_draft_to_the_bedside_and_the_books_follow() -> None:
    order = loaded(issued(approved(drafted())))
    before_t = stock_t("H-002", NOW)
    confirm_delivery(REPORTER, sent(at=LATER), order=order, accepted_g=300_000)

    assert status(order) is OrderStatus.DELIVERED
    assert before_t == 0.45
    assert stock_t("H-002") == pytest.approx(0.75)
    held = balances(AUDITOR, at(LATER))
    assert held[Account(AccountKind.VEHICLE, "C-1", Form.CYLINDER)] == 0
    assert held[Account(AccountKind.PLANT, "PL-1", Form.CYLINDER)] == -300_000
    assert held[FULL] == 750_000
    assert sum(held.values()) == 0
    assert unbalanced(AccountRow.objects.all()) == ()


def test_a_report_brings_the_books_to_what_was_found() -> None:
    receipt = report(200.0)

    held = balances(AUDITOR, at(LATER + HOUR))
    assert held[FULL] == 200_000
    used_g = held[Account(AccountKind.USED, "H-002", Form.CYLINDER)]
    assert used_g > 0
    assert receipt.told == (
        ("unaccounted_g", 250_000 - used_g),
        ("unread", ""),
        ("used_g", used_g),
        ("verdict", "accepted"),
    )
    assert stock_t("H-002", LATER + HOUR) == 0.2


def test_what_is_found_above_the_books_comes_from_unaccounted() -> None:
    receipt = report(500.0)

    assert receipt["used_g"] == 0
    assert receipt["unaccounted_g"] == -50_000


def test_a_report_as_the_books_say_moves_nothing() -> None:
    receipt = report(450.0)

    assert (receipt["used_g"], receipt["unaccounted_g"]) == (0, 0)


def test_a_report_in_a_unit_that_cannot_be_read_is_held_and_moves_nothing() -> None:
    receipt = report_stock(
        REPORTER,
        sent(at=LATER),
        facility="H-002",
        form=Form.CYLINDER,
        value=9.0,
        unit="m3",
    )

    assert receipt["verdict"] == Verdict.HELD
    assert receipt["unread"]
    assert stock_t("H-002") == 0.45


def test_an_older_report_that_comes_late_moves_nothing() -> None:
    report(200.0)
    receipt = report_stock(
        REPORTER,
        sent(at=LATER + 2 * HOUR, told=NOW + HOUR),
        facility="H-002",
        form=Form.CYLINDER,
        value=400.0,
        unit="kg",
    )

    assert dict(receipt.told) == {"verdict": "accepted", "unread": ""}
    assert balances(AUDITOR, at(LATER + 2 * HOUR))[FULL] == 200_000


def test_a_stock_that_was_told_long_ago_is_stale() -> None:
    report(200.0)
    later = LATER + timedelta(hours=STALE_H + 1)
    picture = situation(OFFICER, at(later), stale_h=STALE_H)

    states = {each.holder: each.state for each in picture.stocks}
    assert states["H-002"] is StockState.STALE


def test_what_was_not_known_then_is_not_seen_then() -> None:
    report(200.0)
    asked = replace(at(LATER), known_at=LATER)

    picture = situation(OFFICER, asked, stale_h=STALE_H)
    assert next(s.mass_t for s in picture.stocks if s.holder == "H-002") == 0.45


def test_a_shortage_on_the_road_needs_a_reason_and_stands_where_it_was_lost() -> None:
    order = loaded(issued(approved(drafted())))
    with pytest.raises(ReasonMissingError):
        confirm_delivery(REPORTER, sent(at=LATER), order=order, accepted_g=290_000)

    confirm_delivery(
        REPORTER, sent(at=LATER, reason="valve"), order=order, accepted_g=290_000
    )

    lost = Account(AccountKind.UNACCOUNTED, "C-1", Form.CYLINDER)
    assert balances(AUDITOR, at(LATER))[lost] == 10_000


def test_nothing_accepted_is_a_delivery_with_all_of_it_missing() -> None:
    order = loaded(issued(approved(drafted())))
    receipt = confirm_delivery(
        REPORTER, sent(at=LATER, reason="refused"), order=order, accepted_g=0
    )

    assert receipt["missing_g"] == 300_000


def test_no_more_is_accepted_than_was_loaded() -> None:
    order = loaded(issued(approved(drafted())))
    with pytest.raises(DeliveryTooLargeError):
        confirm_delivery(REPORTER, sent(at=LATER), order=order, accepted_g=300_001)


@pytest.mark.parametrize("loaded_g", [0, -1, 1_000_001])
def test_no_more_is_loaded_than_the_vehicle_carries(loaded_g: int) -> None:
    order = issued(approved(drafted()))
    with pytest.raises(LoadTooLargeError):
        loaded(order, loaded_g)

    assert status(order) is OrderStatus.ISSUED


def test_a_filling_station_gives_only_what_it_has() -> None:
    receipt = draft_order(
        DISPATCHER,
        sent(),
        supplier="F-001",
        facility="H-002",
        form=Form.CYLINDER,
        mass_g=1000,
        due=LATER,
    )
    order = issued(approved(receipt.subject))
    with pytest.raises(Exception, match="account-overdrawn"):
        confirm_loading(STATION, sent(), order=order, loaded_g=1000)


def test_an_order_for_nothing_is_refused() -> None:
    with pytest.raises(OrderEmptyError):
        drafted(0)


def test_whoever_drafted_an_order_does_not_approve_it() -> None:
    receipt = draft_order(
        OFFICER,
        sent(),
        supplier="PL-1",
        facility="H-002",
        form=Form.CYLINDER,
        mass_g=1000,
        due=LATER,
    )
    wish = {
        "order": receipt.subject,
        "content_hash": str(receipt["content_hash"]),
        "picture_hash": "0" * 64,
    }
    with pytest.raises(OwnOrderError):
        approve_order(OFFICER, sent(), **wish)

    approve_order(SECOND_OFFICER, sent(), **wish)
    assert ApprovalRow.objects.get().approved_by == SECOND_OFFICER.person


def test_only_what_was_shown_is_approved_and_only_on_a_picture() -> None:
    order = drafted()
    content_hash = OrderRow.objects.get(code=order).content_hash
    with pytest.raises(OrderChangedError):
        approve_order(
            OFFICER, sent(), order=order, content_hash="?", picture_hash="0" * 64
        )
    with pytest.raises(PictureMissingError):
        approve_order(
            OFFICER, sent(), order=order, content_hash=content_hash, picture_hash="seen"
        )


def test_a_vehicle_with_an_order_is_given_no_other_until_it_is_delivered() -> None:
    first = issued(approved(drafted()))
    second = approved(drafted(200_000))
    with pytest.raises(VehicleTakenError) as refusal:
        issued(second)
    assert refusal.value.params["order"] == first

    confirm_delivery(REPORTER, sent(at=LATER), order=loaded(first), accepted_g=300_000)
    issued(second)


def test_a_step_that_an_order_does_not_have_is_refused() -> None:
    order = drafted()
    with pytest.raises(OrderStepError):
        issued(order)
    with pytest.raises(OrderStepError):
        confirm_delivery(REPORTER, sent(), order=order, accepted_g=1)


def test_the_same_wish_is_done_once_and_answered_alike() -> None:
    first, again = report(200.0, key="k"), report(200.0, key="k")

    assert first == again
    assert balances(AUDITOR, at(LATER + HOUR))[FULL] == 200_000


def test_another_wish_under_the_same_key_is_refused() -> None:
    report(200.0, key="k")
    with pytest.raises(WishChangedError):
        report(201.0, key="k")


def test_an_order_stood_where_it_stood() -> None:
    order = loaded(issued(approved(drafted())))

    then = {each.code: each for each in open_orders(OFFICER, at(NOW))}
    now = {each.code: each for each in open_orders(OFFICER, at(LATER))}
    assert then[order].status is OrderStatus.ISSUED
    assert now[order].status is OrderStatus.LOADED
    assert now[order].vehicle == "C-1"


def test_those_it_does_not_concern_do_not_know_of_an_order() -> None:
    order = issued(approved(drafted()))

    for viewer in (COMPETITOR, STRANGER):
        assert order not in {each.code for each in open_orders(viewer, at(LATER))}
        with pytest.raises(SubjectUnknownError):
            confirm_loading(viewer, sent(), order=order, loaded_g=1)
    assert order in {each.code for each in open_orders(CARRIER, at(LATER))}
    with pytest.raises(DeedForbiddenError):
        confirm_loading(AUDITOR, sent(), order=order, loaded_g=1)
