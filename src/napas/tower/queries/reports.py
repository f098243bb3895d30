"""What hospitals reported, as they typed it, with a picture or one by one."""

from napas.domain.access import Viewer
from napas.domain.report import Report
from napas.tower.queries.facts import Moment, seen_facts
from napas.tower.queries.seen import seen
from napas.tower.records.reports import ReportRow
from napas.tower.records.told import ToldReportRow

OF_REPORT = ("facility", "form", "what", "as_of", "known_at", "figure", "unit")
"""By which a report that came with several pictures is one and the same."""


def reports(viewer: Viewer, at: Moment) -> tuple[Report, ...]:
    """The reports somebody may see, held ones too; those of pictures first."""
    told = seen_facts(ToldReportRow, at, viewer, key=OF_REPORT)
    came = ReportRow.objects.filter(
        seen(viewer, party=("facility",)),
        as_of__lte=at.as_of,
        known_at__lte=at.known_at,
    )
    return (*(row.value() for row in told), *(row.value() for row in came))
