"""Claims, events and stocks as facts: what somebody said, of which moment."""

from typing import Self

from django.db import models

from napas.domain.claim import Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.network import Form
from napas.domain.situation import Event, EventKind, Stock, StockState
from napas.tower.records.batch import FactRow
from napas.tower.records.columns import columns_of, text, value_of, word


class ClaimRow(FactRow):
    """One figure as it was said."""

    code = text()
    kind = word(ClaimKind)
    metric = word(Metric)
    figure = models.FloatField(null=True)
    unit = text()
    scope = text()
    as_of = models.DateTimeField()
    known_at = models.DateTimeField()
    source = text()
    status = word(ClaimStatus)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    part_of = text()
    reason = text()
    note = text()
    reasons = models.JSONField()

    @classmethod
    def of(cls, claim: Claim, **where: object) -> Self:
        """The row of a claim."""
        return cls(**columns_of(claim, "value"), figure=claim.value, **where)

    def value(self) -> Claim:
        """The claim."""
        reasons = tuple((language, reason) for language, reason in self.reasons)
        return value_of(Claim, self, value=self.figure, reasons=reasons)


class EventRow(FactRow):
    """Something dated that changes what the network can do."""

    code = text()
    kind = word(EventKind)
    subject = text()
    begins = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    restart_h = models.FloatField()
    lost_t = models.FloatField(null=True)
    mass_t = models.FloatField(null=True)
    source = text()
    note = text()
    known_at = models.DateTimeField(null=True)

    @classmethod
    def of(cls, event: Event, **where: object) -> Self:
        """The row of an event."""
        return cls(**columns_of(event), **where)

    def value(self) -> Event:
        """The event."""
        return value_of(Event, self)


class StockRow(FactRow):
    """What a tank or a set of full cylinders was said to hold."""

    holder = text()
    form = word(Form)
    mass_t = models.FloatField(null=True)
    as_of = models.DateTimeField(null=True)
    source = text()
    state = word(StockState)
    tank = text()

    @classmethod
    def of(cls, stock: Stock, **where: object) -> Self:
        """The row of a stock."""
        return cls(**columns_of(stock), **where)

    def value(self) -> Stock:
        """The stock."""
        return value_of(Stock, self)
