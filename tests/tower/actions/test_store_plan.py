"""A plan is kept, and its shipments wait as drafts for somebody to approve them."""

from dataclasses import replace

import pytest

from napas.domain.order import OrderStatus
from napas.domain.plan import Shipment
from napas.tower.actions.store_plan import store_plan
from napas.tower.queries.orders import open_orders
from napas.tower.records.orders import OrderRow
from napas.tower.records.plans import PlanRow
from tests.tower.cast import LATER, NOW, OFFICER, at, sent
from tests.tower.test_access import NO_PLAN

pytestmark = pytest.mark.usefixtures("books")


def shipment(target: str, vehicle: str = "C-1") -> Shipment:
    return Shipment(
        day=0,
        origin="PL-1",
        target=target,
        vehicle=vehicle,
        mass_t=0.25,
        depart=NOW,
        arrive=LATER,
        free_at=LATER,
        source="PL-1",
    )


def test_shipments_to_facilities_become_drafts_and_the_others_are_left() -> None:
    plan = replace(
        NO_PLAN, shipments=(shipment("H-002"), shipment("0102"), shipment("H-003"))
    )
    receipt = store_plan(
        OFFICER, sent(), plan=plan, document="{}", picture_hash="0" * 64
    )

    assert dict(receipt.told) == {"drafted": 2, "left": 1}
    assert PlanRow.objects.get().document == "{}"
    drafts = OrderRow.objects.filter(plan=receipt.subject)
    assert {row.facility for row in drafts} == {"H-002", "H-003"}
    assert {row.mass_g for row in drafts} == {250_000}
    known = {order.code: order for order in open_orders(OFFICER, at())}
    assert all(known[row.code].status is OrderStatus.DRAFT for row in drafts)
