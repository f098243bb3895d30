"""From a draft to an order that a vehicle carries: drafted, approved, issued."""

import string
from datetime import datetime

from napas.domain.access import Deed
from napas.domain.network import Form
from napas.domain.order import OrderStatus
from napas.errors import ConflictError, ForbiddenError, InvalidError
from napas.tower.actions.action import Hand, Receipt, action
from napas.tower.actions.step import advance, note_step
from napas.tower.queries.facts import Moment
from napas.tower.queries.things import facility_of, order_of, supplier_of, vehicle_of
from napas.tower.records.fingerprint import fingerprint
from napas.tower.records.orders import ApprovalRow, OrderRow

HASH_LENGTH = 64
"""Hexadecimal digits of a SHA-256."""


class OrderEmptyError(InvalidError):
    """An order is for nothing."""

    code = "order-empty"


class OwnOrderError(ForbiddenError):
    """Whoever drafted an order does not approve it."""

    code = "order-own"


class OrderChangedError(ConflictError):
    """What is to be approved is not what was drafted."""

    code = "order-changed"


class PictureMissingError(InvalidError):
    """An approval must name the picture on which it rests."""

    code = "picture-missing"


@action(Deed.DRAFT_ORDER)
def draft_order(
    hand: Hand,
    *,
    supplier: str,
    facility: str,
    form: Form,
    mass_g: int,
    due: datetime,
) -> Receipt:
    """Write down what a supplier is to bring to a facility; nothing moves yet.

    Raises:
        SubjectUnknownError: there is no such supplier or facility.
        OrderEmptyError: it is for nothing.
    """
    now = Moment(hand.sent.recorded_at, hand.sent.recorded_at)
    target = facility_of(facility, now)
    hand.require(facility, target.ground_id, (facility,))
    source = supplier_of(supplier, now)
    row = OrderRow(
        code=hand.code("O"),
        supplier=supplier,
        producer=source.party,
        facility=facility,
        form=form,
        mass_g=mass_g,
        due=due,
        created_by=hand.viewer.person,
        ground_id=target.ground_id,
        status=OrderStatus.DRAFT,
    )
    keep_draft(hand, row)
    return hand.write(row.code, row.ground_id, content_hash=row.content_hash)


def keep_draft(hand: Hand, row: OrderRow) -> None:
    """Keep a draft with the hash of what it orders.

    Raises:
        OrderEmptyError: it is for nothing.
    """
    if row.mass_g <= 0:
        raise OrderEmptyError(facility=row.facility)
    told = (row.code, row.supplier, row.facility, row.form, row.mass_g, row.due)
    row.content_hash = fingerprint((*told, row.plan, row.created_by))
    row.save(force_insert=True)
    note_step(hand, row)


@action(Deed.APPROVE_ORDER)
def approve_order(
    hand: Hand, *, order: str, content_hash: str, picture_hash: str
) -> Receipt:
    """Approve exactly what was drafted, on the picture that was seen.

    Args:
        hand: who approves; never who drafted.
        order: its code.
        content_hash: of the order as it was shown.
        picture_hash: of the situation and the parameters on which this rests.

    Raises:
        SubjectUnknownError: there is no such order.
        OwnOrderError: they drafted it themselves.
        OrderChangedError: the order is not the one that was shown.
        PictureMissingError: no picture is named.
        OrderStepError: it is no draft.
    """
    row = order_of(order)
    hand.require(order, row.ground_id, row.parties)
    if row.created_by == hand.viewer.person:
        raise OwnOrderError(order=order)
    if row.content_hash != content_hash:
        raise OrderChangedError(order=order)
    if len(picture_hash) != HASH_LENGTH or set(picture_hash) - set(string.hexdigits):
        raise PictureMissingError(order=order)
    advance(hand, row, OrderStatus.APPROVED)
    ApprovalRow.objects.create(
        order=row,
        created_by=row.created_by,
        approved_by=hand.viewer.person,
        content_hash=content_hash,
        picture_hash=picture_hash,
        known_at=hand.sent.recorded_at,
    )
    return hand.write(order, row.ground_id, picture_hash=picture_hash)


@action(Deed.ISSUE_ORDER)
def issue_order(
    hand: Hand, *, order: str, vehicle: str, arrives_at: datetime
) -> Receipt:
    """Give an approved order to a vehicle, which then has no other.

    Raises:
        SubjectUnknownError: there is no such order or vehicle.
        OrderStepError: it is not approved, or issued already.
        VehicleTakenError: the vehicle has another order.
    """
    row = order_of(order)
    hand.require(order, row.ground_id, row.parties)
    now = Moment(hand.sent.recorded_at, hand.sent.recorded_at)
    carrier = vehicle_of(vehicle, now)
    advance(
        hand,
        row,
        OrderStatus.ISSUED,
        vehicle=vehicle,
        carrier=carrier.owner,
        arrives_at=arrives_at,
    )
    return hand.write(order, row.ground_id, vehicle=vehicle, carrier=carrier.owner)
