"""Reports as arrays: what a sender told at one moment is a sheet, and sheets follow."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from napas.domain.network import Form
from napas.domain.order import Order, OrderStatus
from napas.domain.report import Report, ReportKind
from napas.units.mass import kg_from_t

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]

STOCK, USE, RECEIVED, EMPTY = range(4)
SLOTS = 4
SLOT_OF = {
    ReportKind.STOCK: STOCK,
    ReportKind.FULL: STOCK,
    ReportKind.USE: USE,
    ReportKind.RECEIVED: RECEIVED,
    ReportKind.EMPTY: EMPTY,
}
SECONDS_PER_DAY = 86_400.0
LEAST_KG = 1e-6
"""A milligram; less is nothing."""

Book = tuple[str, Form]
"""Facility and form: the books in which reports are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheets:
    """One row for each moment at which a book was told something.

    Attributes:
        book: place of its book.
        turn: how many sheets of its book came before it.
        at_days: since 1970.
        line: place of the report in each slot; -1 where nothing was told.
        amount_kg: NaN where nothing was told, or nothing that could be read.
        kg_per_unit: of the unit as typed; NaN where it cannot be told.
        noted_kg: all deliveries known up to the moment.
        noted: how many those are.
    """

    book: Whole
    turn: Whole
    at_days: Array
    line: Whole
    amount_kg: Array
    kg_per_unit: Array
    noted_kg: Array
    noted: Whole


def lay_out(
    reports: Sequence[Report],
    books: dict[Book, int],
    piece_kg: Array,
    deliveries: Sequence[Order],
    aside: Flags,
) -> Sheets:
    """Sort reports into sheets, by book and then by moment.

    Args:
        reports: in any order; of two that tell the same the later in it comes later.
        books: the place of each book.
        piece_kg: oxygen in one full cylinder of each book.
        deliveries: orders; those that are delivered and dated are used.
        aside: reports whose figure is not to be looked at.
    """
    book = np.array(
        [books[report.facility, report.form] for report in reports], dtype=np.int64
    )
    at_days = (
        np.array([report.as_of.timestamp() for report in reports]) / SECONDS_PER_DAY
    )
    slot = np.array([SLOT_OF[report.what] for report in reports], dtype=np.int64)
    value = np.array([report.value for report in reports], dtype=np.float64)
    mass_kg = np.array([report.mass_kg for report in reports], dtype=np.float64)
    pieces = np.array([report.pieces for report in reports], dtype=np.float64)
    amount_kg = np.where(np.isnan(mass_kg), pieces * piece_kg[book], mass_kg)
    amount_kg[aside] = np.nan
    amount_kg[amount_kg < LEAST_KG] = 0.0
    per_unit = np.full(len(value), np.nan)
    np.divide(amount_kg, value, out=per_unit, where=amount_kg >= LEAST_KG)
    again = _repeats(book, at_days, slot)
    order = np.lexsort((slot, again, at_days, book))
    fresh = np.ones(len(order), dtype=np.bool_)
    fresh[1:] = (
        (np.diff(book[order]) != 0)
        | (np.diff(at_days[order]) != 0.0)
        | (np.diff(again[order]) != 0)
    )
    sheet = np.cumsum(fresh) - 1
    count = int(fresh.sum())
    first = order[fresh]
    line = np.full((count, SLOTS), -1, dtype=np.int64)
    amounts, per_units = (
        np.full((count, SLOTS), np.nan),
        np.full((count, SLOTS), np.nan),
    )
    line[sheet, slot[order]] = order
    amounts[sheet, slot[order]] = amount_kg[order]
    per_units[sheet, slot[order]] = per_unit[order]
    noted_kg, noted = _noted(book[first], at_days[first], books, deliveries)
    return Sheets(
        book=book[first],
        turn=_turns(book[first]),
        at_days=at_days[first],
        line=line,
        amount_kg=amounts,
        kg_per_unit=per_units,
        noted_kg=noted_kg,
        noted=noted,
    )


def _repeats(book: Whole, at_days: Array, slot: Whole) -> Whole:
    """How many reports before each tell the same of the same moment."""
    order = np.lexsort((np.arange(len(book)), slot, at_days, book))
    same = np.zeros(len(order), dtype=np.bool_)
    same[1:] = (
        (np.diff(book[order]) == 0)
        & (np.diff(at_days[order]) == 0.0)
        & (np.diff(slot[order]) == 0)
    )
    places = np.arange(len(order))
    begins = np.maximum.accumulate(np.where(same, 0, places))
    repeats = np.empty(len(order), dtype=np.int64)
    repeats[order] = places - begins
    return repeats


def _turns(book: Whole) -> Whole:
    """The place of each sheet among those of its book; sheets are sorted by book."""
    places = np.arange(len(book))
    fresh = np.ones(len(book), dtype=np.bool_)
    fresh[1:] = np.diff(book) != 0
    return places - np.maximum.accumulate(np.where(fresh, places, 0))


def _noted(
    book: Whole, at_days: Array, books: dict[Book, int], deliveries: Sequence[Order]
) -> tuple[Array, Whole]:
    """Mass and number of the deliveries that had come to a book by a moment."""
    known = [
        (books[order.facility, order.form], order.arrives_at, order.mass_t)
        for order in deliveries
        if order.status is OrderStatus.DELIVERED
        and order.arrives_at is not None
        and (order.facility, order.form) in books
    ]
    where = np.array([each[0] for each in known], dtype=np.float64)
    when = np.array([each[1].timestamp() for each in known]) / SECONDS_PER_DAY
    mass_kg = kg_from_t(1.0) * np.array([each[2] for each in known])
    # One sorted axis for all books: a book takes longer than any calendar.
    span = 1e7
    axis = where * span + when
    order = np.argsort(axis, kind="stable")
    sums = np.concatenate([[0.0], np.cumsum(mass_kg[order])])
    upto = np.searchsorted(axis[order], book * span + at_days, side="right")
    before = np.searchsorted(axis[order], book * span, side="left")
    return sums[upto] - sums[before], upto - before
