"""Other codes and names of what stands in the books, one row for each."""

from typing import Self

from django.db import models

from napas.domain.identifier import Alias, Identifier, SubjectKind
from napas.tower.records.batch import FactRow
from napas.tower.records.columns import text, word

Told = tuple[SubjectKind, str, Identifier | Alias]


class NameRow(FactRow):
    """A code in a named system, or, where no system is named, a further name."""

    kind = word(SubjectKind)
    subject = text()
    system = text()
    name = text()
    language = text()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = text()

    @classmethod
    def of(cls, told: Told, **where: object) -> Self:
        """The row of a code or a name."""
        kind, subject, each = told
        own = (
            {"system": each.system, "name": each.code}
            if isinstance(each, Identifier)
            else {"name": each.name, "language": each.language}
        )
        return cls(
            kind=kind,
            subject=subject,
            valid_from=each.valid_from,
            valid_to=each.valid_to,
            source=each.source,
            **own,
            **where,
        )

    def value(self) -> Told:
        """The code or the name, as `gather_names` takes it."""
        period = (self.valid_from, self.valid_to, self.source)
        each: Identifier | Alias = (
            Identifier(self.system, self.name, *period)
            if self.system
            else Alias(self.name, self.language, *period)
        )
        return self.kind, self.subject, each
