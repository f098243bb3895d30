"""What every tank and every set of cylinders holds, as far as somebody said it.

What was said last of a stock stands, and what was moved since is added to it. What
nobody said stays unknown, whatever was moved.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Q

from napas.domain.access import Viewer
from napas.domain.ledger import PHYSICAL, Account, stock_account
from napas.domain.report import ReportKind, Verdict
from napas.domain.situation import Stock, StockState
from napas.tower.queries.facts import Moment, seen_facts
from napas.tower.queries.seen import seen
from napas.tower.records.ledger import MovementRow
from napas.tower.records.reports import ReportRow
from napas.tower.records.told import StockRow
from napas.units.mass import t_from_g, t_from_kg


def stocks(viewer: Viewer, at: Moment, *, stale_h: float) -> tuple[Stock, ...]:
    """The stocks somebody may see.

    Args:
        viewer: who asks.
        at: of which moment, as known at which.
        stale_h: what was said longer ago than this is stale.
    """
    said = _said(viewer, at)
    moved = _moved_g(at, said)
    return tuple(_now(stock, moved.get(key, 0), at, stale_h) for key, stock in said)


Said = tuple[tuple[Account, Stock], ...]


def _said(viewer: Viewer, at: Moment) -> Said:
    """The last word on every stock, facts before reports."""
    facts = seen_facts(StockRow, at, viewer, key=("holder", "form", "tank"))
    said = [(_account(row.value()), row.value()) for row in facts]
    reports = ReportRow.objects.filter(
        seen(viewer, party=("facility",)),
        ~Q(verdict=Verdict.HELD),
        what=ReportKind.STOCK,
        mass_kg__isnull=False,
        as_of__lte=at.as_of,
        known_at__lte=at.known_at,
    )
    latest: dict[Account, Stock] = {}
    for row in reports.order_by("as_of", "known_at", "id"):
        stock = _reported(row)
        latest[_account(stock)] = stock
    kept = [
        (account, _later(stock, latest.pop(account, None))) for account, stock in said
    ]
    return (*kept, *latest.items())


def _account(stock: Stock) -> Account:
    return stock_account(stock.holder, stock.form, stock.tank)


def _reported(row: ReportRow) -> Stock:
    assert row.mass_kg is not None, "only reports that were read are asked for"
    return Stock(
        holder=row.facility,
        form=row.form,
        mass_t=t_from_kg(row.mass_kg),
        as_of=row.as_of,
        source=row.source,
        state=StockState.KNOWN,
        tank=row.tank,
    )


def _later(stock: Stock, reported: Stock | None) -> Stock:
    """The later of two words on one stock; a report where both are of one moment."""
    if reported is None:
        return stock
    assert reported.as_of is not None, "a report has a moment"
    older = stock.as_of is None or stock.as_of <= reported.as_of
    return reported if older else stock


def _moved_g(at: Moment, said: Said) -> dict[Account, int]:
    """Grams that came, less those that went, since each stock was told."""
    since = {key: stock.as_of for key, stock in said if stock.as_of is not None}
    if not since:
        return {}
    physical = [kind.value for kind in PHYSICAL]
    rows = MovementRow.objects.select_related("source", "target").filter(
        Q(source__kind__in=physical) | Q(target__kind__in=physical),
        happened_at__gt=min(since.values()),
        happened_at__lte=at.as_of,
        recorded_at__lte=at.known_at,
    )
    moved: dict[Account, int] = {}
    for movement in (row.value() for row in rows):
        for account, mass_g in (
            (movement.source, -movement.mass_g),
            (movement.target, movement.mass_g),
        ):
            if account in since and movement.happened_at > since[account]:
                moved[account] = moved.get(account, 0) + mass_g
    return moved


def _now(stock: Stock, moved_g: int, at: Moment, stale_h: float) -> Stock:
    """A stock with what was moved since, and as old as it is."""
    if stock.mass_t is not None and moved_g:
        stock = replace(stock, mass_t=max(0.0, stock.mass_t + t_from_g(moved_g)))
    if stock.state is StockState.KNOWN and _is_stale(stock.as_of, at.as_of, stale_h):
        return replace(stock, state=StockState.STALE)
    return stock


def _is_stale(told: datetime | None, now: datetime, stale_h: float) -> bool:
    return told is None or now - told > timedelta(hours=stale_h)
