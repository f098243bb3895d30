"""What every account held at a moment, as known at another."""

from django.db.models import Sum

from napas.domain.access import Viewer
from napas.domain.ledger import Account
from napas.tower.queries.facts import Moment
from napas.tower.queries.operation import Query
from napas.tower.queries.seen import seen
from napas.tower.records.ledger import AccountRow, MovementRow


def _balances(viewer: Viewer, at: Moment) -> dict[Account, int]:
    """Whole grams in every account that was touched, wells and sinks included."""
    rows = AccountRow.objects.filter(seen(viewer)).order_by("id")
    given, taken = (_sums(side, at) for side in ("source", "target"))
    return {
        row.value(): taken.get(row.pk, 0) - given.get(row.pk, 0)
        for row in rows
        if row.pk in given or row.pk in taken
    }


balances = Query(_balances)


def _sums(side: str, at: Moment) -> dict[int, int]:
    known = MovementRow.objects.order_by().filter(
        happened_at__lte=at.as_of, recorded_at__lte=at.known_at
    )
    return dict(known.values_list(side).annotate(Sum("mass_g")))
