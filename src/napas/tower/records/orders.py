"""Orders as rows: what was ordered never changes, and each step of it is kept.

The rules of exclusion stand in the table, so that no two hands can break them at once:
one order at a time for a vehicle, one approval for an order, and never by its maker.
"""

from dataclasses import replace
from datetime import datetime

from django.db import models
from django.db.models import F, Q, QuerySet

from napas.domain.network import Form
from napas.domain.order import WITH_VEHICLE, Order, OrderStatus
from napas.tower.records.batch import BatchRow
from napas.tower.records.columns import text, word
from napas.tower.records.territory import TerritoryRow
from napas.units.mass import t_from_g

STATUSES = sorted(status.value for status in OrderStatus)
VEHICLE_GIVEN = sorted(status.value for status in WITH_VEHICLE)


class OrderRow(models.Model):
    """What a supplier is to bring to a facility, and where that stands now.

    Attributes:
        batch: the facts it came in with; None for one that was drafted here.
        plan: the plan it comes from; empty for one that somebody wrote.
        created_by: the person who drafted it.
        content_hash: of what was ordered; an approval is of this.
        ground: the territory of its facility.
        producer: the organisation of its supplier.
        carrier: whose the vehicle is; empty until there is one.
    """

    code = text()
    batch = models.ForeignKey(BatchRow, models.PROTECT, null=True, related_name="+")
    supplier = text()
    producer = text()
    carrier = text()
    facility = text()
    form = word(Form)
    mass_g = models.BigIntegerField()
    due = models.DateTimeField()
    plan = text()
    created_by = text()
    content_hash = text()
    ground = models.ForeignKey(TerritoryRow, models.PROTECT, related_name="+")
    status = word(OrderStatus)
    vehicle = text()
    arrives_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("code",),
                condition=~Q(status=OrderStatus.CANCELLED.value),
                name="one_standing_order_for_a_code",
            ),
            models.CheckConstraint(
                condition=Q(status__in=STATUSES), name="order_status_known"
            ),
            models.CheckConstraint(
                condition=Q(mass_g__gt=0), name="order_is_of_something"
            ),
            models.UniqueConstraint(
                fields=("vehicle",),
                condition=Q(status__in=VEHICLE_GIVEN) & ~Q(vehicle=""),
                name="one_order_for_a_vehicle",
            ),
        )

    @property
    def parties(self) -> frozenset[str]:
        """The organisations that an order concerns."""
        return frozenset({self.producer, self.carrier, self.facility} - {""})

    def value(self) -> Order:
        """The order as it stands now."""
        return Order(
            code=self.code,
            supplier=self.supplier,
            facility=self.facility,
            form=self.form,
            mass_t=t_from_g(self.mass_g),
            due=self.due,
            status=self.status,
            arrives_at=self.arrives_at,
            vehicle=self.vehicle,
        )


class OrderStepRow(models.Model):
    """One step in the life of an order, with all that could change by it.

    Attributes:
        known_at: the moment from which it could be known.
        mass_g: loaded or accepted at this step; None at the others.
        missing_g: loaded and not accepted; None where nothing was delivered.
        reason: why something is missing, or why the order was cancelled.
    """

    order = models.ForeignKey(OrderRow, models.PROTECT, related_name="steps")
    status = word(OrderStatus)
    vehicle = text()
    arrives_at = models.DateTimeField(null=True)
    by = text()
    happened_at = models.DateTimeField()
    known_at = models.DateTimeField()
    mass_g = models.BigIntegerField(null=True)
    missing_g = models.BigIntegerField(null=True)
    reason = text()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("order", "status"), name="each_step_once"),
            models.CheckConstraint(
                condition=Q(missing_g=None) | Q(missing_g=0) | ~Q(reason=""),
                name="missing_has_reason",
            ),
        )


class ApprovalRow(models.Model):
    """That somebody else than its maker approved an order, as it then was.

    Attributes:
        content_hash: of the order that was approved.
        picture_hash: of the situation and the parameters on which it rested.
    """

    order = models.OneToOneField(OrderRow, models.PROTECT, related_name="approval")
    created_by = text()
    approved_by = text()
    content_hash = text()
    picture_hash = text()
    known_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(approved_by=F("created_by")),
                name="maker_is_not_approver",
            ),
        )


def standing_orders() -> "QuerySet[OrderRow]":
    """The orders that were not cancelled."""
    return OrderRow.objects.exclude(status=OrderStatus.CANCELLED)


def orders_known(known_at: datetime) -> "QuerySet[OrderRow]":
    """The orders known at a moment and not withdrawn by then, each with its steps."""
    known = OrderStepRow.objects.filter(known_at__lte=known_at)
    rows = OrderRow.objects.filter(pk__in=known.values("order"))
    left = rows.exclude(batch__withdrawal__known_at__lte=known_at)
    return left.prefetch_related("steps")


def as_known(row: OrderRow, known_at: datetime) -> Order:
    """An order as it stood, as known at a moment from which it was known."""
    last = [step for step in row.steps.all() if step.known_at <= known_at][-1]
    return replace(
        row.value(),
        status=last.status,
        arrives_at=last.arrives_at,
        vehicle=last.vehicle,
    )
