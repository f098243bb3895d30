"""An order's life: supplier to facility, a form, an amount, by when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from napas.domain.instant import require_amount, require_utc
from napas.domain.network import Form
from napas.errors import ConflictError


class OrderStatus(StrEnum):
    """Where an order stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    ISSUED = "issued"
    LOADED = "loaded"
    DELIVERED = "delivered"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STEPS: dict[OrderStatus, frozenset[OrderStatus]] = {
    OrderStatus.DRAFT: frozenset({OrderStatus.APPROVED, OrderStatus.CANCELLED}),
    OrderStatus.APPROVED: frozenset({OrderStatus.ISSUED, OrderStatus.CANCELLED}),
    OrderStatus.ISSUED: frozenset({OrderStatus.LOADED, OrderStatus.CANCELLED}),
    OrderStatus.LOADED: frozenset({OrderStatus.DELIVERED}),
    OrderStatus.DELIVERED: frozenset({OrderStatus.CLOSED}),
    OrderStatus.CLOSED: frozenset(),
    OrderStatus.CANCELLED: frozenset(),
}

ON_THE_ROAD = frozenset({OrderStatus.LOADED})
WITH_VEHICLE = frozenset({OrderStatus.ISSUED, OrderStatus.LOADED})
"""Orders that a vehicle is given to; it can be given to one of them at a time."""
OPEN = frozenset(OrderStatus) - {
    OrderStatus.DELIVERED,
    OrderStatus.CLOSED,
    OrderStatus.CANCELLED,
}
"""Orders of which something is still to come."""


class OrderStepError(ConflictError):
    """An order may not go from where it stands to where it was asked to go."""

    code = "order-step-not-allowed"


@dataclass(frozen=True, slots=True)
class Order:
    """What a supplier is to bring to a facility; trips are how a carrier fulfils it.

    Attributes:
        mass_t: for liquid and cylinders alike, the oxygen in it.
        arrives_at: when it is expected; None is not known yet.
        vehicle: the physical vehicle that carries it; empty is none yet.
    """

    code: str
    supplier: str
    facility: str
    form: Form
    mass_t: float
    due: datetime
    status: OrderStatus = OrderStatus.DRAFT
    arrives_at: datetime | None = None
    vehicle: str = ""

    def __post_init__(self) -> None:
        require_amount(self.mass_t, "mass_t")
        require_utc(self.due, "due")
        if self.arrives_at is not None:
            require_utc(self.arrives_at, "arrives_at")


def require_step(order: Order, to: OrderStatus) -> None:
    """Refuse a step that an order's life does not have.

    Raises:
        OrderStepError: the step is not in the table.
    """
    if to not in STEPS[order.status]:
        raise OrderStepError(order=order.code, status=order.status, to=to)
