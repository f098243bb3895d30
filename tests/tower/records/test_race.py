"""Many dispatchers want the same trucks at once: each truck goes to one of them."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from napas.domain.access import Role
from napas.domain.network import Form, Vehicle, VehicleKind
from napas.domain.order import OrderStatus
from napas.tower.actions.enter_facts import enter_facts
from napas.tower.actions.orders import issue_order
from napas.tower.actions.step import VehicleTakenError
from napas.tower.records.orders import OrderRow, OrderStepRow
from tests.tower.cast import COUNTRY, LATER, NOW, OFFICER, sent, somebody, wave

DISPATCHERS = 24
TRUCKS = 132
ORDERS_EACH = 11
"""Twice what there are trucks for, so that all are wanted."""
QUEUES = 6
"""Four dispatchers begin with the same truck."""


def prepare() -> tuple[str, ...]:
    """Trucks of the founding case, and approved orders of every dispatcher."""
    trucks = tuple(
        Vehicle(f"ISO-{n:03}", VehicleKind.ISOTANK, 20.0, "PL-1", "Transportes Sur")
        for n in range(TRUCKS)
    )
    enter_facts(OFFICER, sent(), situation=replace(wave(), vehicles=trucks))
    rows = [
        OrderRow(
            code=f"order-{dispatcher}-{n}",
            supplier="PL-1",
            facility="H-002",
            form=Form.LIQUID,
            mass_g=1,
            due=LATER,
            created_by="planner",
            ground_id="010102",
            status=OrderStatus.APPROVED,
        )
        for dispatcher in range(DISPATCHERS)
        for n in range(ORDERS_EACH)
    ]
    OrderRow.objects.bulk_create(rows)
    return tuple(truck.code for truck in trucks)


def dispatch(number: int, trucks: tuple[str, ...]) -> Counter[str]:
    """Give every order of one dispatcher to the first truck that nobody else has."""
    viewer = somebody(Role.DISPATCHER, "01", f"desk {number}")
    waiting = [f"order-{number}-{n}" for n in range(ORDERS_EACH)]
    told: Counter[str] = Counter()
    begin = number % QUEUES * len(trucks) // QUEUES
    for truck in trucks[begin:] + trucks[:begin]:
        if not waiting:
            break
        if OrderRow.objects.filter(vehicle=truck, status=OrderStatus.ISSUED).exists():
            continue  # as a page would show it; between this and the wish is the race
        try:
            issue_order(
                viewer,
                sent(f"{number}-{truck}"),
                order=waiting[-1],
                vehicle=truck,
                arrives_at=NOW + timedelta(hours=9),
            )
        except VehicleTakenError as refusal:
            told["refused"] += bool(refusal.params["order"])
        else:
            waiting.pop()
            told["given"] += 1
    connection.close()
    return told


@pytest.mark.usefixtures("fresh")
def test_no_truck_is_given_twice_and_none_is_left(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.NAPAS_COUNTRY = str(COUNTRY)
    trucks = prepare()
    with ThreadPoolExecutor(DISPATCHERS) as pool:
        told = sum(
            pool.map(lambda number: dispatch(number, trucks), range(DISPATCHERS)),
            Counter[str](),
        )

    issued = OrderRow.objects.filter(status=OrderStatus.ISSUED)
    given = list(issued.values_list("vehicle", flat=True))
    with capsys.disabled():
        print(f"\n{connection.vendor}: trucks given and refused: {dict(told)}")
    assert sorted(given) == sorted(trucks)
    assert told["given"] == TRUCKS
    assert OrderStepRow.objects.filter(status=OrderStatus.ISSUED).count() == TRUCKS
