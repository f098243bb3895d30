"""The reads that a door can call, by name; what is not here cannot be called."""

from collections.abc import Mapping
from typing import Any

from napas.tower.queries.balances import balances
from napas.tower.queries.headline import headline
from napas.tower.queries.operation import Query
from napas.tower.queries.orders import open_orders
from napas.tower.queries.situation import situation

QUERIES: Mapping[str, Query[Any, Any]] = {
    "balances": balances,
    "headline": headline,
    "open_orders": open_orders,
    "situation": situation,
}
