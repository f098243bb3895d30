"""Facts that came in together: entered as one, and withdrawn as one.

Nothing is taken away. A batch that was withdrawn is seen by nobody who asks what was
known after that moment, and still by everybody who asks what was known before.
"""

from datetime import datetime

from django.db import models
from django.db.models import QuerySet

from napas.tower.records.columns import text
from napas.tower.records.territory import TerritoryRow


class BatchRow(models.Model):
    """Facts of one origin.

    Attributes:
        as_of: the moment of which they speak.
        known_at: the moment from which they could be known.
        content_hash: of everything in it.
    """

    code = text(key=True)
    name = text()
    country = text()
    as_of = models.DateTimeField()
    known_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    content_hash = text()


class WithdrawalRow(models.Model):
    """That a batch no longer stands, from when and why."""

    batch = models.OneToOneField(BatchRow, models.PROTECT, related_name="withdrawal")
    known_at = models.DateTimeField()
    reason = text()


class FactRow(models.Model):
    """What every fact of a batch has.

    Attributes:
        position: its place among the facts of its kind.
        ground: the territory under which it is seen.
        party: the organisation whose it is; empty is nobody's alone.
    """

    batch = models.ForeignKey(BatchRow, models.PROTECT, related_name="+")
    position = models.IntegerField()
    ground = models.ForeignKey(TerritoryRow, models.PROTECT, related_name="+")
    party = text()

    class Meta:
        abstract = True
        ordering = ("batch__known_at", "batch__recorded_at", "batch", "position")


def standing_batches(as_of: datetime, known_at: datetime) -> "QuerySet[BatchRow]":
    """The batches that speak of a moment or one before it, as known then.

    The latest stands last.
    """
    rows = BatchRow.objects.filter(as_of__lte=as_of, known_at__lte=known_at)
    left = rows.exclude(withdrawal__known_at__lte=known_at)
    return left.order_by("known_at", "recorded_at", "code")
