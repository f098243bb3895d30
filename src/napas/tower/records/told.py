"""Claims, events, stocks and reports as facts: what was said, of which moment."""

from typing import Self

from django.db import models

from napas.domain.claim import Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.network import Form
from napas.domain.report import Report, ReportKind
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
    held_at = models.DateTimeField(null=True)
    trusted_at = models.DateTimeField(null=True)

    @classmethod
    def of(cls, stock: Stock, **where: object) -> Self:
        """The row of a stock."""
        return cls(**columns_of(stock), **where)

    def value(self) -> Stock:
        """The stock."""
        return value_of(Stock, self)


class ToldReportRow(FactRow):
    """A report that came with a picture, as it was typed."""

    facility = text()
    form = word(Form)
    what = word(ReportKind)
    figure = models.FloatField()
    unit = text()
    as_of = models.DateTimeField()
    known_at = models.DateTimeField()
    mass_kg = models.FloatField(null=True)
    pieces = models.FloatField(null=True)
    channel = text()
    source = text()
    synthetic = models.BooleanField()

    @classmethod
    def of(cls, report: Report, **where: object) -> Self:
        """The row of a report."""
        return cls(**columns_of(report, "value"), figure=report.value, **where)

    def value(self) -> Report:
        """The report."""
        return value_of(Report, self, value=self.figure)
