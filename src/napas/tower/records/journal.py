"""Who did what, when and why; and the answer they were given.

One row for each change of the books, within its transaction. The key under which a
wish came in and the hash of what it asked stand in the row, so that the same wish sent
again is answered from here and changes nothing.
"""

from django.db import models

from napas.domain.access import Deed
from napas.tower.records.columns import text, word
from napas.tower.records.territory import TerritoryRow


class JournalRow(models.Model):
    """One deed; nothing personal but the code of who did it.

    Attributes:
        key: chosen by the sender, once for each wish.
        content_hash: of everything that came from outside.
        subject: the code of what was changed.
        told: the answer, by name.
    """

    actor = text()
    organisation = text()
    device = text()
    key = text()
    content_hash = text()
    deed = word(Deed)
    subject = text()
    ground = models.ForeignKey(TerritoryRow, models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    reason = text()
    told = models.JSONField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("actor", "key"), name="each_wish_once"),
        )
