"""Two worlds that differ only in what one may not see are one world to them."""

from dataclasses import replace

import pytest
from django.db import transaction

from napas.domain.access import Role, Viewer
from napas.domain.situation import Situation, StockState
from napas.tower.actions.enter_facts import enter_facts
from napas.tower.queries.balances import balances
from napas.tower.queries.headline import headline
from napas.tower.queries.orders import open_orders
from napas.tower.queries.situation import situation
from tests.tower.cast import OFFICER, at, sent, somebody, wave

ISLANDERS = [
    somebody(Role.DUTY_OFFICER, "02"),
    somebody(Role.DISPATCHER, "0201"),
    somebody(Role.AUDITOR, "020101"),
    somebody(Role.REPORTER, "02", "H-004"),
    somebody(Role.SUPPLIER, "00", "Armada"),
]
ELSEWHERE = {"H-001", "H-002", "H-003", "F-001"}


def other_world() -> Situation:
    """The wave, with everything on the mainland otherwise."""
    here = wave()
    return replace(
        here,
        places=tuple(
            each
            if each.territory.startswith("02")
            else replace(each, need_t_per_day=77.0)
            for each in here.places
        ),
        facilities=tuple(
            replace(each, name="?", beds=1, census=None)
            if each.code in ELSEWHERE
            else each
            for each in here.facilities
        ),
        stocks=tuple(
            replace(each, mass_t=0.111, state=StockState.SYNTHETIC)
            if each.holder in ELSEWHERE
            else each
            for each in here.stocks
        ),
        plants=(),
        claims=(),
        open_orders=(),
        vehicles=tuple(each for each in here.vehicles if each.code == "C-3"),
    )


def told(viewer: Viewer, world: Situation) -> tuple[object, ...]:
    """Everything the books of a world answer somebody."""
    with transaction.atomic():
        enter_facts(OFFICER, sent(), situation=world)
        answers = (
            situation(viewer, at(), stale_h=24.0),
            open_orders(viewer, at()),
            balances(viewer, at()),
            headline(viewer, at()),
        )
        transaction.set_rollback(True)
    return answers


@pytest.mark.usefixtures("empty_books")
@pytest.mark.parametrize("viewer", ISLANDERS, ids=lambda each: each.person)
def test_what_may_not_be_seen_makes_no_difference(viewer: Viewer) -> None:
    assert told(viewer, wave()) == told(viewer, other_world())


@pytest.mark.usefixtures("empty_books")
def test_who_may_see_it_sees_the_difference() -> None:
    assert told(OFFICER, wave()) != told(OFFICER, other_world())
