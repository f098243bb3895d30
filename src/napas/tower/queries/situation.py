"""The picture at a moment, from the books: what every plan rests on."""

from dataclasses import replace

from django.db.models import Q

from napas.domain.access import Deed, Viewer
from napas.domain.identifier import gather_names
from napas.domain.network import Facility
from napas.domain.order import Order
from napas.domain.situation import Situation
from napas.tower.queries.country import country_of_books
from napas.tower.queries.facts import Moment, latest_facts, seen_facts
from napas.tower.queries.operation import Query
from napas.tower.queries.orders import open_orders
from napas.tower.queries.reports import reports
from napas.tower.queries.seen import SubjectUnknownError, seen
from napas.tower.queries.stocks import stocks
from napas.tower.records.batch import standing_batches
from napas.tower.records.facilities import WITHIN, FacilityRow
from napas.tower.records.findings import FindingRow
from napas.tower.records.names import NameRow
from napas.tower.records.network import CrewRow, LinkRow, PlaceRow, PlantRow, VehicleRow
from napas.tower.records.told import ClaimRow, EventRow

OF_NAME = (
    "kind",
    "subject",
    "system",
    "name",
    "language",
    "valid_from",
    "valid_to",
)
"""By which a code or a name is one and the same."""


def _situation(viewer: Viewer, at: Moment, *, stale_h: float) -> Situation:
    """Everything somebody may see of a moment, as known at another.

    The tree and the links are known to all who may read anything.

    Args:
        viewer: who asks.
        at: of which moment, as known at which.
        stale_h: what was said of a stock longer ago than this is stale.

    Raises:
        SubjectUnknownError: nothing was known then, or nothing may be read.
    """
    batch = standing_batches(at.as_of, at.known_at).last()
    if batch is None or not viewer.grants_for(Deed.READ):
        raise SubjectUnknownError(subject=at.as_of.isoformat())
    orders = open_orders(viewer, at)
    places = seen_facts(PlaceRow, at, viewer, key=("ground_id",))
    names = seen_facts(NameRow, at, viewer, key=OF_NAME)
    findings = seen_facts(FindingRow, at, viewer, key=())  # all of the latest batch
    return Situation(
        name=batch.name,
        as_of=at.as_of,
        known_at=at.known_at,
        country=country_of_books(),
        places=tuple(row.value() for row in places),
        facilities=_facilities(viewer, at, orders),
        plants=tuple(row.value() for row in seen_facts(PlantRow, at, viewer)),
        vehicles=tuple(row.value() for row in seen_facts(VehicleRow, at, viewer)),
        crews=tuple(row.value() for row in seen_facts(CrewRow, at, viewer)),
        links=tuple(row.value() for row in latest_facts(LinkRow, at, Q())),
        claims=tuple(row.value() for row in seen_facts(ClaimRow, at, viewer)),
        open_orders=orders,
        stocks=stocks(viewer, at, stale_h=stale_h),
        events=tuple(row.value() for row in seen_facts(EventRow, at, viewer)),
        names=gather_names(row.value() for row in names),
        findings=tuple(row.value() for row in findings),
        reports=reports(viewer, at),
    )


situation = Query(_situation)


def _facilities(
    viewer: Viewer, at: Moment, orders: tuple[Order, ...]
) -> tuple[Facility, ...]:
    """The facilities somebody may see, and of customers what a delivery needs."""
    customers = Q(code__in={order.facility for order in orders})
    mine = FacilityRow.objects.filter(seen(viewer))
    own = set(mine.values_list("code", flat=True))
    rows = latest_facts(FacilityRow, at, seen(viewer) | customers, within=WITHIN)
    return tuple(
        row.value() if row.code in own else replace(row.value(), census=None)
        for row in rows
    )
