"""Orders as they stood at a moment; a supplier or haulier sees its own and no other."""

from napas.domain.access import Viewer
from napas.domain.order import OPEN, Order
from napas.tower.queries.facts import Moment
from napas.tower.queries.operation import Query
from napas.tower.queries.seen import seen
from napas.tower.records.orders import as_known, orders_known

PARTIES_OF_ORDER = ("producer", "carrier", "facility")


def _open_orders(viewer: Viewer, at: Moment) -> tuple[Order, ...]:
    """The orders of which something was still to come, as known at a moment."""
    where = seen(viewer, party=PARTIES_OF_ORDER)
    rows = orders_known(at.known_at).filter(where)
    known = (as_known(row, at.known_at) for row in rows)
    return tuple(order for order in known if order.status in OPEN)


open_orders = Query(_open_orders)
