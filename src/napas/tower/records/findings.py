"""What was wrong with the data of a batch, kept beside its facts."""

from typing import Self

from django.db import models

from napas.domain.finding import Finding, Grade, Spot, all_codes
from napas.tower.records.batch import FactRow
from napas.tower.records.columns import columns_of, text, value_of, word


class FindingRow(FactRow):
    """One fault: its grade, its code, whom it concerns, where, and what was read."""

    grade = word(Grade)
    code = text()
    subject = text()
    file = text()
    row = models.IntegerField()
    column = text()
    sheet = text()
    cell = text()
    params = models.JSONField()

    @classmethod
    def of(cls, finding: Finding, **where: object) -> Self:
        """The row of a finding."""
        return cls(
            **columns_of(finding, "spot", "code"),
            **columns_of(finding.spot),
            code=finding.code.value,
            **where,
        )

    def value(self) -> Finding:
        """The finding, its code one of those that the program can say."""
        return value_of(
            Finding,
            self,
            code=next(code for code in all_codes() if code.value == self.code),
            spot=value_of(Spot, self),
            params=tuple((name, told) for name, told in self.params),
        )
