"""One step of an order: allowed by its life, taken once, and kept."""

from datetime import datetime

from django.db import IntegrityError, transaction

from napas.domain.instant import utc_text
from napas.domain.order import (
    WITH_VEHICLE,
    OrderStatus,
    OrderStepError,
    require_step,
)
from napas.errors import ConflictError
from napas.tower.actions.action import Hand
from napas.tower.records.orders import OrderRow, OrderStepRow


class VehicleTakenError(ConflictError):
    """The vehicle has another order that is not delivered yet."""

    code = "vehicle-taken"


def advance(
    hand: Hand,
    order: OrderRow,
    to: OrderStatus,
    *,
    vehicle: str | None = None,
    carrier: str | None = None,
    arrives_at: datetime | None = None,
    mass_g: int | None = None,
    missing_g: int | None = None,
) -> None:
    """Take an order to its next status, unless somebody else just did.

    Raises:
        OrderStepError: it may not go there from where it stands.
        VehicleTakenError: the vehicle has another order, of which it tells.
    """
    require_step(order.value(), to)
    stood = order.status
    order.status = to
    order.vehicle = order.vehicle if vehicle is None else vehicle
    order.carrier = order.carrier if carrier is None else carrier
    order.arrives_at = arrives_at or order.arrives_at
    rows = OrderRow.objects.filter(pk=order.pk, status=stood)
    try:
        with transaction.atomic():
            taken = rows.update(
                status=to,
                vehicle=order.vehicle,
                carrier=order.carrier,
                arrives_at=order.arrives_at,
            )
    except IntegrityError:
        raise _taken(order.vehicle, _holding(order.vehicle)) from None
    if not taken:
        raise OrderStepError(order=order.code, status=stood, to=to)
    note_step(hand, order, mass_g=mass_g, missing_g=missing_g)


def note_step(
    hand: Hand,
    order: OrderRow,
    *,
    mass_g: int | None = None,
    missing_g: int | None = None,
) -> None:
    """Keep where an order stands now, and by whom it came there."""
    OrderStepRow.objects.create(
        order=order,
        status=order.status,
        vehicle=order.vehicle,
        arrives_at=order.arrives_at,
        by=hand.viewer.person,
        happened_at=hand.sent.happened_at,
        known_at=hand.sent.recorded_at,
        mass_g=mass_g,
        missing_g=missing_g,
        reason=hand.sent.reason,
    )


def require_free(vehicle: str) -> None:
    """Refuse a vehicle that has an order.

    Raises:
        VehicleTakenError: it has one, of which it tells.
    """
    holding = _holding(vehicle)
    if holding is not None:
        raise _taken(vehicle, holding)


def _holding(vehicle: str) -> OrderStepRow | None:
    """The last step of the order that has a vehicle; None where it is free."""
    orders = OrderRow.objects.exclude(vehicle="").filter(
        vehicle=vehicle, status__in=WITH_VEHICLE
    )
    steps = OrderStepRow.objects.filter(order__in=orders).select_related("order")
    return steps.order_by("-id").first()


def _taken(vehicle: str, holding: OrderStepRow | None) -> VehicleTakenError:
    """Which order has the vehicle, and since when; nothing where it was just let go."""
    return VehicleTakenError(
        vehicle=vehicle,
        order=holding.order.code if holding else "",
        since=utc_text(holding.known_at) if holding else "",
    )
