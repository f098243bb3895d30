"""What hospitals reported, letter by letter; a correction is another report."""

from typing import Self

from django.db import models
from django.db.models import Q

from napas.domain.network import Form
from napas.domain.report import Report, ReportKind, Verdict
from napas.tower.records.columns import columns_of, text, value_of, word
from napas.tower.records.territory import TerritoryRow


class ReportRow(models.Model):
    """One figure as it was typed, how it came, and whether it is trusted.

    Attributes:
        figure: as typed.
        tank: of which it speaks; empty is all that the facility has.
        gauge: what was read, in the words of whoever read it.
        informant: by a code who told it, where somebody else typed it.
        typed_by: who typed it.
        code: by which a movement names it.
    """

    code = models.TextField(unique=True)
    facility = text()
    form = word(Form)
    what = word(ReportKind)
    figure = models.FloatField()
    unit = text()
    tank = text()
    as_of = models.DateTimeField()
    known_at = models.DateTimeField()
    mass_kg = models.FloatField(null=True)
    pieces = models.FloatField(null=True)
    channel = text()
    source = text()
    synthetic = models.BooleanField(default=False)
    gauge = text()
    informant = text()
    typed_by = text()
    verdict = word(Verdict)
    ground = models.ForeignKey(TerritoryRow, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(mass_kg=None) | Q(pieces=None), name="report_is_of_one_kind"
            ),
        )

    @classmethod
    def of(cls, report: Report, **beside: object) -> Self:
        """The row of a report."""
        return cls(**columns_of(report, "value"), figure=report.value, **beside)

    def value(self) -> Report:
        """The report."""
        return value_of(Report, self, value=self.figure)
