from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.network import Form
from napas.domain.order import (
    ON_THE_ROAD,
    OPEN,
    STEPS,
    WITH_VEHICLE,
    Order,
    OrderStatus,
    OrderStepError,
    require_step,
)

NOON = datetime(2021, 7, 8, 12, tzinfo=UTC)
ORDER = Order("A1", "P01", "RS1", Form.LIQUID, 5.0, NOON)
ENDS = {OrderStatus.CLOSED, OrderStatus.CANCELLED}


def test_an_order_goes_step_by_step_from_draft_to_closed() -> None:
    life = [
        OrderStatus.DRAFT,
        OrderStatus.APPROVED,
        OrderStatus.ISSUED,
        OrderStatus.LOADED,
        OrderStatus.DELIVERED,
        OrderStatus.CLOSED,
    ]

    for now, then in pairwise(life):
        require_step(replace(ORDER, status=now), then)


@given(st.sampled_from(OrderStatus), st.sampled_from(OrderStatus))
def test_a_step_is_allowed_or_refused_by_the_table_alone(
    now: OrderStatus, then: OrderStatus
) -> None:
    order = replace(ORDER, status=now)
    if then in STEPS[now]:
        require_step(order, then)
    else:
        with pytest.raises(OrderStepError) as refusal:
            require_step(order, then)
        assert refusal.value.params == {"order": "A1", "status": now, "to": then}


def test_oxygen_on_the_road_can_no_longer_be_cancelled() -> None:
    assert set(ON_THE_ROAD) == {OrderStatus.LOADED}
    assert OrderStatus.CANCELLED not in STEPS[OrderStatus.LOADED]


def test_every_life_ends_and_none_turns_back() -> None:
    def lives(status: OrderStatus, seen: tuple[OrderStatus, ...]) -> None:
        assert status not in seen
        assert STEPS[status] or status in ENDS
        for then in STEPS[status]:
            lives(then, (*seen, status))

    lives(OrderStatus.DRAFT, ())


@pytest.mark.parametrize(
    "change",
    [
        {"mass_t": -1.0},
        {"due": NOON.replace(tzinfo=None)},
        {"arrives_at": NOON.replace(tzinfo=None)},
    ],
)
def test_an_order_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must be"):
        replace(ORDER, **change)


def test_an_order_may_know_when_it_arrives() -> None:
    assert replace(ORDER, arrives_at=NOON).arrives_at == NOON


def test_a_vehicle_belongs_to_an_order_from_its_issue_until_it_is_delivered() -> None:
    assert ON_THE_ROAD < WITH_VEHICLE < OPEN
    assert OrderStatus.DELIVERED not in OPEN


def test_of_what_is_no_longer_open_nothing_is_still_to_come() -> None:
    assert all(not STEPS[status] & OPEN for status in set(OrderStatus) - OPEN)
