"""From a report to a plan of the books, and from its draft to the bedside and back."""

from datetime import timedelta

import pytest

from napas.domain.access import Role
from napas.domain.ledger import stock_account
from napas.domain.network import Form
from napas.domain.order import OrderStatus
from napas.domain.plan import Plan
from napas.exchange.scenario import read_scenario
from napas.parameters import resolve
from napas.tower.actions.carriage import confirm_delivery, confirm_loading
from napas.tower.actions.orders import approve_order, issue_order
from napas.tower.actions.report_stock import report_stock
from napas.tower.actions.store_plan import store_plan
from napas.tower.queries.balances import balances
from napas.tower.queries.facts import Moment
from napas.tower.queries.picture import picture_hash
from napas.tower.queries.situation import situation
from napas.tower.records.ledger import AccountRow, unbalanced
from napas.tower.records.orders import ApprovalRow, OrderRow
from tests.tower.cast import (
    AUDITOR,
    NOW,
    OFFICER,
    SECOND_OFFICER,
    WAVE,
    at,
    sent,
    somebody,
)
from tests.tower.planning import document_of, planned

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def planned_from_books(moment: Moment) -> tuple[Plan, str, str]:
    """A plan of what the books hold, its document, and the hash of its picture."""
    settings = read_scenario(WAVE).settings
    assert settings is not None
    picture = situation(OFFICER, moment, stale_h=24.0)
    plan = planned(picture, settings, "hospital")
    hashed = picture_hash(picture, resolve(settings.layers))
    return plan, document_of(plan, picture), hashed


@pytest.mark.usefixtures("books")
def test_what_was_planned_is_approved_loaded_delivered_and_reported() -> None:
    begin = NOW + MINUTE
    report_stock(
        OFFICER,
        sent(at=begin),
        facility="H-001",
        form=Form.CYLINDER,
        value=100.0,
        unit="kg",
    )
    plan, document, hashed = planned_from_books(at(begin))
    kept = store_plan(
        OFFICER, sent(at=begin), plan=plan, document=document, picture_hash=hashed
    )
    draft = OrderRow.objects.filter(plan=kept.subject).earliest("due")
    arrives, holder = draft.due, draft.facility
    full = stock_account(holder, draft.form)
    before_g = balances(AUDITOR, at(begin)).get(full, 0)

    approve_order(
        SECOND_OFFICER,
        sent(at=begin),
        order=draft.code,
        content_hash=draft.content_hash,
        picture_hash=hashed,
    )
    issue_order(
        OFFICER,
        sent(at=begin),
        order=draft.code,
        vehicle=draft.vehicle,
        arrives_at=arrives,
    )
    supplier = somebody(Role.SUPPLIER, "00", draft.producer)
    confirm_loading(supplier, sent(at=begin), order=draft.code, loaded_g=draft.mass_g)
    hospital = somebody(Role.REPORTER, "00", holder)
    confirm_delivery(
        hospital, sent(at=arrives), order=draft.code, accepted_g=draft.mass_g
    )
    after_g = balances(AUDITOR, at(arrives))[full]
    found_kg = after_g / 1000
    receipt = report_stock(
        hospital,
        sent(at=arrives + HOUR),
        facility=holder,
        form=draft.form,
        value=found_kg,
        unit="kg",
    )

    assert after_g == before_g + draft.mass_g
    assert OrderRow.objects.get(code=draft.code).status is OrderStatus.DELIVERED
    assert ApprovalRow.objects.get().picture_hash == hashed
    assert (receipt["used_g"], receipt["unaccounted_g"]) == (0, 0)
    assert unbalanced(AccountRow.objects.all()) == ()


@pytest.mark.usefixtures("books")
def test_a_balance_that_no_movement_explains_is_noticed() -> None:
    AccountRow.objects.filter(place="H-002").update(balance_g=1)

    noticed = unbalanced(AccountRow.objects.all())
    assert {row.place for row in noticed} == {"H-002"}
