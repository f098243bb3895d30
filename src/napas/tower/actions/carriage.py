"""Oxygen on its way: loaded at the supplier, decanted at the facility."""

from napas.domain.access import Deed
from napas.domain.ledger import Account, AccountKind, Movement, stock_account
from napas.domain.order import OrderStatus, require_step
from napas.errors import InvalidError
from napas.tower.actions.action import Hand, Receipt, action
from napas.tower.actions.reversal import ReasonMissingError
from napas.tower.actions.step import advance
from napas.tower.queries.facts import Moment
from napas.tower.queries.things import (
    facility_of,
    order_of,
    supplier_of,
    tank_of,
    vehicle_of,
)
from napas.tower.records.ledger import book, open_account
from napas.tower.records.network import PlantRow
from napas.tower.records.orders import OrderRow
from napas.units.mass import Rounding, g_from_t


class LoadTooLargeError(InvalidError):
    """More was loaded than the vehicle may carry, or nothing."""

    code = "load-out-of-range"


class DeliveryTooLargeError(InvalidError):
    """More was accepted than was loaded, or less than nothing."""

    code = "delivery-out-of-range"


@action(Deed.CONFIRM_LOADING)
def confirm_loading(hand: Hand, *, order: str, loaded_g: int) -> Receipt:
    """Book what was filled into the vehicle of an order.

    Raises:
        SubjectUnknownError: there is no such order.
        LoadTooLargeError: the vehicle cannot carry it, or it is nothing.
        OrderStepError: the order is not issued.
        OverdraftError: a filling station does not have it.
    """
    row = order_of(order)
    hand.require(order, row.ground_id, row.parties)
    now = Moment(hand.sent.recorded_at, hand.sent.recorded_at)
    advance(hand, row, OrderStatus.LOADED, mass_g=loaded_g)
    vehicle = vehicle_of(row.vehicle, now)
    payload_g = g_from_t(vehicle.payload_t, rounding=Rounding.HALF_EVEN)
    if not 0 < loaded_g <= payload_g:
        raise LoadTooLargeError(
            order=order, vehicle=row.vehicle, loaded_g=loaded_g, payload_g=payload_g
        )
    supplier = supplier_of(row.supplier, now)
    source = (
        Account(AccountKind.PLANT, row.supplier, row.form)
        if isinstance(supplier, PlantRow)
        else stock_account(row.supplier, row.form)
    )
    open_account(source, ground=supplier.ground_id, party=row.producer)
    aboard = aboard_of(row)
    open_account(aboard, ground=vehicle.ground_id, party=row.carrier)
    _move(hand, row, source, aboard, loaded_g)
    return hand.write(order, row.ground_id, loaded_g=loaded_g)


@action(Deed.CONFIRM_DELIVERY)
def confirm_delivery(
    hand: Hand, *, order: str, accepted_g: int, tank: str = ""
) -> Receipt:
    """Book what a facility accepted; what is missing of the load is not forgotten.

    Args:
        hand: who accepts; with a reason where something is missing.
        order: its code.
        accepted_g: whole grams decanted or handed over.
        tank: into which; may be empty where there is one.

    Raises:
        SubjectUnknownError: there is no such order.
        OrderStepError: the order is not on the road.
        DeliveryTooLargeError: more than was loaded, or less than nothing.
        ReasonMissingError: something is missing and nobody said why.
        TankUnclearError: there is no such tank, or several and none was named.
    """
    row = order_of(order)
    hand.require(order, row.ground_id, row.parties)
    require_step(row.value(), OrderStatus.DELIVERED)
    loaded_g = row.steps.get(status=OrderStatus.LOADED).mass_g or 0
    if not 0 <= accepted_g <= loaded_g:
        raise DeliveryTooLargeError(
            order=order, accepted_g=accepted_g, loaded_g=loaded_g
        )
    missing_g = loaded_g - accepted_g
    if missing_g and not hand.sent.reason:
        raise ReasonMissingError(deed=hand.deed)
    now = Moment(hand.sent.recorded_at, hand.sent.recorded_at)
    facility = facility_of(row.facility, now)
    into = stock_account(row.facility, row.form, tank_of(facility, row.form, tank))
    lost = Account(AccountKind.UNACCOUNTED, row.vehicle, row.form)
    open_account(into, ground=facility.ground_id, party=row.facility)
    open_account(lost, ground=facility.ground_id, party=row.carrier)
    advance(hand, row, OrderStatus.DELIVERED, mass_g=accepted_g, missing_g=missing_g)
    _move(hand, row, aboard_of(row), into, accepted_g)
    _move(hand, row, aboard_of(row), lost, missing_g)
    return hand.write(order, row.ground_id, accepted_g=accepted_g, missing_g=missing_g)


def aboard_of(row: OrderRow) -> Account:
    """The account of what the vehicle of an order carries."""
    return Account(AccountKind.VEHICLE, row.vehicle, row.form)


def _move(
    hand: Hand, row: OrderRow, source: Account, target: Account, mass_g: int
) -> None:
    """Book one leg of an order; nothing where there is nothing to move."""
    if mass_g == 0:
        return
    book(
        Movement(
            source=source,
            target=target,
            mass_g=mass_g,
            happened_at=hand.sent.happened_at,
            recorded_at=hand.sent.recorded_at,
            code=hand.deed,
            document=row.code,
            actor=hand.viewer.person,
            key=hand.key(f"{row.code}:{target.kind}"),
        )
    )
