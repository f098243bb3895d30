"""Facts as they stood at a moment, as known at another, for somebody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from django.db.models import Q, QuerySet

from napas.domain.access import Viewer
from napas.tower.queries.seen import seen
from napas.tower.records.batch import FactRow, standing_batches

Row = TypeVar("Row", bound=FactRow)


@dataclass(frozen=True, slots=True)
class Moment:
    """Of what moment one asks, and as known at which, both UTC."""

    as_of: datetime
    known_at: datetime


EVER = datetime.max.replace(tzinfo=UTC)
ALL_THAT_STANDS = Moment(EVER, EVER)
"""Every batch that was not withdrawn, for facts that bring their own moments."""


def latest_facts(
    kind: type[Row],
    at: Moment,
    where: Q,
    *,
    key: Sequence[str] = ("code",),
    within: Iterable[str] = (),
) -> tuple[Row, ...]:
    """The facts of a kind that stand; of two with one key, those of the later batch.

    Args:
        kind: the table.
        at: the moment.
        where: which of them are asked for.
        key: the columns by which a later fact takes the place of an earlier one.
        within: what to fetch with them.
    """
    batches = [batch.pk for batch in standing_batches(at.as_of, at.known_at)]
    asked: QuerySet[Row] = QuerySet(kind).filter(where, batch__in=batches)
    rows = tuple(asked.prefetch_related(*within))
    keys = [tuple(getattr(row, column) for column in key) for row in rows]
    last = {each: row.batch_id for each, row in zip(keys, rows, strict=True)}
    return tuple(
        row for each, row in zip(keys, rows, strict=True) if row.batch_id == last[each]
    )


def seen_facts(
    kind: type[Row],
    at: Moment,
    viewer: Viewer,
    *,
    key: Sequence[str] = ("code",),
    within: Iterable[str] = (),
) -> tuple[Row, ...]:
    """The facts of a kind that stand and that somebody may see."""
    return latest_facts(kind, at, seen(viewer), key=key, within=within)
