"""Plans that were kept: what they rest on, by hash, and the document of each."""

from django.db import models

from napas.tower.records.columns import text


class PlanRow(models.Model):
    """A plan somebody kept.

    Attributes:
        picture_hash: of the situation and the parameters on which it rests.
        document: what it says, as `napas.exchange.plan_document` writes it.
    """

    code = text(key=True)
    scenario = text()
    as_of = models.DateTimeField()
    known_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    picture_hash = text()
    parameters_hash = text()
    document = text()
