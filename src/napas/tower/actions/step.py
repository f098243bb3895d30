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
        require_free(order.vehicle)
        raise
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
    """Refuse a vehicle that has an order, and say which, and since when.

    Raises:
        VehicleTakenError: it has one.
    """
    holding = OrderRow.objects.filter(vehicle=vehicle, status__in=WITH_VEHICLE)
    steps = OrderStepRow.objects.filter(order__in=holding).order_by("-id")
    step = steps.select_related("order").first()
    if vehicle and step is not None:
        raise VehicleTakenError(
            vehicle=vehicle, order=step.order.code, since=utc_text(step.known_at)
        )
