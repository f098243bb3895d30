"""Who may do what: people by a code, and the roles they hold."""

from datetime import date
from typing import Self

from django.db import models

from napas.domain.access import Grant, Role, Viewer
from napas.tower.records.columns import text, word
from napas.tower.records.territory import TerritoryRow


class PersonRow(models.Model):
    """Somebody, by a code that says nothing of them; names stand elsewhere."""

    code = text(key=True)
    organisation = text()

    def viewer(self, on: date) -> Viewer:
        """The person as one who reads and writes the books on a day."""
        grants = (row.value() for row in self.grants.all())
        held = tuple(grant for grant in grants if grant.holds_on(on))
        return Viewer(self.code, self.organisation, held)


class GrantRow(models.Model):
    """A role that somebody holds in a territory and everything below it."""

    person = models.ForeignKey(PersonRow, models.PROTECT, related_name="grants")
    role = word(Role)
    territory = models.ForeignKey(TerritoryRow, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ("id",)

    @classmethod
    def of(cls, grant: Grant, person: PersonRow) -> Self:
        """The row of a role that a person holds."""
        return cls(
            person=person,
            role=grant.role,
            territory_id=grant.territory,
            valid_from=grant.valid_from,
            valid_to=grant.valid_to,
        )

    def value(self) -> Grant:
        """The grant."""
        begun: date = self.valid_from
        return Grant(self.role, self.territory_id, begun, self.valid_to)
