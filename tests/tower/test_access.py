"""Every operation, by every role, towards every place: as the duties say, cell by cell.

The expected table is read from `expected_access.txt`, which a person wrote. A viewer
holds one role in the territory 01; the things lie in it, below it, beside it, above it
and in another branch, once of the viewer's own organisation and once of another's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pytest
from django.db import connection, transaction

from napas.domain.access import Role, Viewer
from napas.domain.claim import Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.headline import Headline
from napas.domain.ledger import Account, AccountKind, Movement, stock_account
from napas.domain.need import NeedBasis
from napas.domain.network import Facility, Form, Plant, Vehicle, VehicleKind
from napas.domain.order import OrderStatus
from napas.domain.plan import Chain, ChainLink, Plan
from napas.domain.situation import Situation, Stock, StockState
from napas.domain.territory import Point
from napas.tower import actions, queries
from napas.tower.actions.action import Action, Sent
from napas.tower.actions.carriage import confirm_delivery, confirm_loading
from napas.tower.actions.enter_facts import enter_facts, withdraw_facts
from napas.tower.actions.offered import ACTIONS
from napas.tower.actions.orders import approve_order, draft_order, issue_order
from napas.tower.actions.report_stock import report_stock
from napas.tower.actions.reversal import reverse_movement
from napas.tower.actions.store_plan import store_plan
from napas.tower.queries.balances import balances
from napas.tower.queries.headline import headline
from napas.tower.queries.offered import QUERIES
from napas.tower.queries.operation import Query
from napas.tower.queries.orders import open_orders
from napas.tower.queries.seen import DeedForbiddenError, SubjectUnknownError
from napas.tower.queries.situation import situation
from napas.tower.records.ledger import MovementRow, book, open_account
from napas.tower.records.orders import OrderRow, OrderStepRow
from tests.tower.cast import LATER, NOW, OFFICER, at, sent, somebody, wave

TABLE = Path(__file__).parent / "expected_access.txt"
GROUNDS = {"o": "01", "c": "0101", "s": "02", "p": "00", "x": "0201"}
MAKER = "Maker"
DONE, FORBIDDEN, UNKNOWN = "d", "f", "u"
STALE_H = 24.0


@dataclass(frozen=True, slots=True)
class Cell:
    """An operation, a role, where the thing lies from there, and whose it is."""

    operation: str
    role: Role
    relation: str
    own: bool

    @property
    def viewer(self) -> Viewer:
        """Somebody of this role in 01, of the organisation of the thing or another."""
        own = {Role.REPORTER: self.facility, Role.SUPPLIER: MAKER}
        organisation = own.get(self.role, self.facility) if self.own else "Rival"
        return somebody(self.role, "01", organisation)

    @property
    def facility(self) -> str:
        """The facility that lies there."""
        return f"H-{self.relation}"

    def order(self, status: OrderStatus) -> str:
        """The order of that facility that stands there."""
        return f"{self.facility}-{status}"


def expected() -> dict[Cell, str]:
    """The table as it was written."""
    cells: dict[Cell, str] = {}
    for line in TABLE.read_text().splitlines():
        if not line or line.startswith(("#", "operation")):
            continue
        operation, role, *told = line.split()
        places = [(relation, own) for own in (True, False) for relation in GROUNDS]
        for (relation, own), answer in zip(places, told, strict=True):
            cells[Cell(operation, Role(role), relation, own)] = answer
    return cells


def world() -> Situation:
    """A facility with a stock, a plant, trucks and a claim in every place."""
    picture = wave()
    point = Point(-8.0, -75.0)
    return replace(
        picture,
        facilities=tuple(
            Facility(f"H-{relation}", f"Hospital {relation}", territory)
            for relation, territory in GROUNDS.items()
        ),
        plants=tuple(
            Plant(f"PL-{relation}", "Plant", MAKER, territory, point, 5.0)
            for relation, territory in GROUNDS.items()
        ),
        vehicles=tuple(
            Vehicle(f"V-{relation}-{n}", VehicleKind.TANKER, 20.0, territory, MAKER)
            for relation, territory in GROUNDS.items()
            for n in range(3)
        ),
        stocks=tuple(
            Stock(f"H-{relation}", Form.LIQUID, 5.0, NOW, "", StockState.KNOWN)
            for relation in GROUNDS
        ),
        claims=tuple(
            Claim(
                code=f"claim-{relation}",
                kind=ClaimKind.TOTAL,
                metric=Metric.SUPPLY,
                value=10.0,
                unit="t/day",
                scope=territory,
                as_of=NOW,
                known_at=NOW,
                source="said",
                status=ClaimStatus.CHOSEN,
            )
            for relation, territory in GROUNDS.items()
        ),
        open_orders=(),
        events=(),
        crews=(),
        findings=(),
    )


def furnish() -> None:
    """Enter the world, with an order in every status in every place."""
    enter_facts(OFFICER, sent("world"), situation=world())
    for relation, territory in GROUNDS.items():
        for number, status in enumerate(
            (
                OrderStatus.DRAFT,
                OrderStatus.APPROVED,
                OrderStatus.ISSUED,
                OrderStatus.LOADED,
            )
        ):
            given = status in {OrderStatus.ISSUED, OrderStatus.LOADED}
            row = OrderRow.objects.create(
                code=f"H-{relation}-{status}",
                supplier=f"PL-{relation}",
                producer=MAKER,
                carrier=MAKER if given else "",
                facility=f"H-{relation}",
                form=Form.LIQUID,
                mass_g=1000,
                due=LATER,
                created_by="planner",
                content_hash="written",
                ground_id=territory,
                status=status,
                vehicle=f"V-{relation}-{number - 2}" if given else "",
            )
            OrderStepRow.objects.create(
                order=row,
                status=status,
                vehicle=row.vehicle,
                by="planner",
                happened_at=NOW,
                known_at=NOW,
                mass_g=1000 if status is OrderStatus.LOADED else None,
            )
        aboard = Account(AccountKind.VEHICLE, f"V-{relation}-1", Form.LIQUID)
        plant = Account(AccountKind.PLANT, f"PL-{relation}", Form.LIQUID)
        for account in (aboard, plant):
            open_account(account, ground=territory, party=MAKER)
        book(
            Movement(plant, aboard, 1000, NOW, NOW, "loading", "", "planner", relation)
        )


def wish() -> Sent:
    return sent(at=LATER, reason="because")


def opening(cell: Cell) -> str:
    account = stock_account(cell.facility, Form.LIQUID)
    return MovementRow.objects.get(target__place=account.place, code="opening").key


NO_PLAN = Plan(
    scenario="",
    as_of=NOW,
    level="region",
    horizon_days=1,
    quantile=0.5,
    basis=NeedBasis.NORM,
    policy="",
    provinces=(),
    places=(),
    allocations=(),
    shortfalls=(),
    shipments=(),
    chain=Chain((), ChainLink.PRODUCTION),
    worth=(),
    covers=(),
    findings=(),
    parameters_hash="",
)


def picture(cell: Cell) -> Situation:
    return situation(cell.viewer, at(LATER), stale_h=STALE_H)


def line(cell: Cell) -> Headline:
    return headline(cell.viewer, at(LATER), scope=GROUNDS[cell.relation])


ATTEMPTS: dict[str, Callable[[Cell], object]] = {
    "report_stock": lambda cell: report_stock(
        cell.viewer,
        wish(),
        facility=cell.facility,
        form=Form.LIQUID,
        value=1.0,
        unit="t",
    ),
    "draft_order": lambda cell: draft_order(
        cell.viewer,
        wish(),
        supplier=f"PL-{cell.relation}",
        facility=cell.facility,
        form=Form.LIQUID,
        mass_g=1000,
        due=LATER,
    ),
    "approve_order": lambda cell: approve_order(
        cell.viewer,
        wish(),
        order=cell.order(OrderStatus.DRAFT),
        content_hash="written",
        picture_hash="0" * 64,
    ),
    "issue_order": lambda cell: issue_order(
        cell.viewer,
        wish(),
        order=cell.order(OrderStatus.APPROVED),
        vehicle=f"V-{cell.relation}-2",
        arrives_at=LATER,
    ),
    "confirm_loading": lambda cell: confirm_loading(
        cell.viewer, wish(), order=cell.order(OrderStatus.ISSUED), loaded_g=1000
    ),
    "confirm_delivery": lambda cell: confirm_delivery(
        cell.viewer, wish(), order=cell.order(OrderStatus.LOADED), accepted_g=1000
    ),
    "reverse_movement": lambda cell: reverse_movement(
        cell.viewer, wish(), movement=opening(cell)
    ),
    "store_plan": lambda cell: store_plan(
        cell.viewer,
        wish(),
        plan=NO_PLAN,
        document="",
        picture_hash="",
        ground=GROUNDS[cell.relation],
    ),
    "enter_facts": lambda cell: enter_facts(cell.viewer, wish(), situation=wave()),
    "withdraw_facts": lambda cell: withdraw_facts(cell.viewer, wish(), batch="?"),
    "see_facility": lambda cell: (
        cell.facility in {each.code for each in picture(cell).facilities}
    ),
    "see_stock": lambda cell: (
        cell.facility in {each.holder for each in picture(cell).stocks}
    ),
    "see_vehicle": lambda cell: (
        f"V-{cell.relation}-0" in {each.code for each in picture(cell).vehicles}
    ),
    "headline": lambda cell: line(cell).secured_t_per_day is not None,
    "open_orders": lambda cell: (
        cell.order(OrderStatus.LOADED)
        in {each.code for each in open_orders(cell.viewer, at(LATER))}
    ),
    "balances": lambda cell: (
        stock_account(cell.facility, Form.LIQUID) in balances(cell.viewer, at(LATER))
    ),
}


def answer(cell: Cell) -> str:
    """What a cell is really answered; nothing of it stays."""
    try:
        with transaction.atomic():
            told = ATTEMPTS[cell.operation](cell)
            transaction.set_rollback(True)
    except DeedForbiddenError:
        return FORBIDDEN
    except SubjectUnknownError:
        return UNKNOWN
    return UNKNOWN if told is False else DONE


def wrong_cells(table: dict[Cell, str]) -> Iterator[tuple[Cell, str, str]]:
    """The cells whose answer is not the expected one."""
    for cell, wanted in table.items():
        given = answer(cell)
        if given != wanted:
            yield cell, wanted, given


@pytest.mark.usefixtures("empty_books")
def test_every_cell_is_as_the_duties_say(capsys: pytest.CaptureFixture[str]) -> None:
    furnish()
    table = expected()

    wrong = list(wrong_cells(table))

    with capsys.disabled():
        print(f"\n{connection.vendor}: {len(table)} cells, {len(wrong)} wrong")
    assert wrong == []


@pytest.mark.usefixtures("empty_books")
def test_a_wrong_cell_is_noticed() -> None:
    furnish()
    cell, wanted = next(iter(expected().items()))

    assert list(wrong_cells({cell: wanted})) == []
    assert list(wrong_cells({cell: UNKNOWN})) == [(cell, UNKNOWN, wanted)]


def operations_in(room: ModuleType) -> set[int]:
    """Everything in the modules of a room that names its deed."""
    modules = [
        import_module(known.name)
        for known in iter_modules(room.__path__, f"{room.__name__}.")
    ]
    return {
        id(member)
        for module in modules
        for member in vars(module).values()
        if isinstance(member, Action | Query)
    }


def test_every_operation_is_offered_and_stands_in_the_table_for_every_role() -> None:
    offered = {**ACTIONS, **QUERIES}
    seen_through_others = {"situation"}

    assert operations_in(actions) | operations_in(queries) == set(
        map(id, offered.values())
    )
    assert set(offered) - seen_through_others <= set(ATTEMPTS)
    assert {(cell.operation, cell.role) for cell in expected()} == {
        (operation, role) for operation in ATTEMPTS for role in Role
    }
