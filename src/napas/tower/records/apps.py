"""The one Django application of the books."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The tables."""

    name = "napas.tower.records"
    label = "records"
