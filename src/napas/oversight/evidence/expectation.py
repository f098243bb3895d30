"""What the next sheet of a book should say, by all that is remembered of the book."""

from dataclasses import dataclass, fields

import numpy as np

from napas.oversight.evidence.limits import Limits
from napas.oversight.evidence.memory import LONG, SHORT, Memory
from napas.oversight.evidence.robust import (
    NORMAL_SPREAD,
    carry_on,
    median_of,
    spread_of,
)
from napas.oversight.evidence.sheets import RECEIVED, Array, Flags, Whole
from napas.parameters import Parameters

GUESSES = 5
"""Of a use: by the trend, as the last one, by the trend within three spreads, by the
trend at any distance, as in the last four weeks."""
TREND, LAST, WIDE, ANYHOW, MONTH = range(GUESSES)
THREE = 3.0
ANYHOW_SPREAD = 1.5
MONTH_SPREAD = 1.2
WIDEST_DRAW = 1.2
"""Spread of the logarithm of a draw of which next to nothing is known."""
FEW = 6
"""Uses from which their own spread is trusted."""
NEWCOMER_SPREAD = 0.45
GAP_SPREAD_PER_DAY = 0.02
ENOUGH, PLENTY = 4, 12
REPORT_SHARE, LEAST_REPORT, FIRST_REPORT, MOST_REPORT = 0.5, 0.03, 0.06, 0.12
"""Error of a reported use: a share of the spread, within bounds."""
RATIO_HOLD_SHARE = 0.08
"""Of the capacity: drawn and told must be more before their ratio counts."""
LEAST_RATIO, MOST_RATIO = 0.6, 1.6
LEVEL_DAYS = 2.0
"""Days of falling level from which a draw is known without any report of use."""
LEVEL_SPREAD = 0.35
SMALLEST_DRAW_SHARE = 0.02
LEAST_SCALE, MOST_SCALE, MOST_USE_SCALE = 0.45, 8.0, 3.0
"""By how much a book's own slips may narrow or widen what is expected."""
RECEIPT_SPREAD, LEAST_RECEIPT_SPREAD = 0.8, 0.4
TOTAL_SPREAD_SHARE, LEAST_TOTAL_SHARE, UNKNOWN_TOTAL_SHARE = 0.1, 0.03, 0.5
COUNT_SPREAD = 0.5
"""Of a use of one cylinder a day; that of n is less by the root of n."""
LOWEST_SHARE = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Expectation:
    """One column for each sheet; guesses of a use have a row for each guess.

    Attributes:
        told: whether a figure that can be read stands in each slot.
        uses_log, uses_spread: of a use as it would be reported, zero added.
        uses_most_log: the highest that is remembered; NaN where none is.
        draws_log, draws_spread: of what leaves the store.
        report_var: error of the logarithm of a reported use.
        ratio_log: of drawn over told, in this book.
        zero_kg: added to uses, so that none has a logarithm.
        level_kg, level_var, level_days, added_kg: stock trusted last, its age, and
            what came since.
        earlier_*: the same without the last trusted report.
        gauge_var: of one reading.
        scale: how much wider than reckoned the slips of this book are.
        noted_kg, gap_days: deliveries known, and days, since the sheet before.
        use_count: trusted uses remembered.
        use_scale: how much wider than its trend the uses of this book are.
    """

    told: Flags
    capacity_kg: Array
    bounded: Flags
    over_share: Array
    use_limit_kg: Array
    uses_log: Array
    uses_spread: Array
    uses_most_log: Array
    draws_log: Array
    draws_spread: Array
    report_var: Array
    ratio_log: Array
    zero_kg: Array
    level_kg: Array
    level_var: Array
    level_days: Array
    added_kg: Array
    earlier_kg: Array
    earlier_var: Array
    earlier_days: Array
    earlier_added_kg: Array
    gauge_var: Array
    scale: Array
    rise_share: Array
    receipt_log: Array
    receipt_spread: Array
    receipt_known: Flags
    total_kg: Array
    total_spread: Array
    total_known: Flags
    noted_kg: Array
    gap_days: Array
    use_count: Whole
    use_scale: Array

    def take(self, sheets: Whole) -> "Expectation":
        """Of some sheets, in the order asked for, repeated where asked for twice."""
        return Expectation(
            *(getattr(self, each.name)[..., sheets] for each in fields(self))
        )

    def level_now_kg(self, came_kg: Array) -> Array:
        """The stock that is expected, between a little and brim-full."""
        drawn = np.maximum(np.exp(self.draws_log[TREND]) - self.zero_kg, 0.0)
        added = np.maximum(self.noted_kg, np.where(self.told[RECEIVED], came_kg, 0.0))
        now = self.level_kg + self.added_kg + added - drawn * self.level_days
        unknown = np.isnan(now)
        kept = np.where(unknown, 0.5 * self.capacity_kg, now)
        lowest = LOWEST_SHARE * self.capacity_kg
        expected: Array = np.clip(kept, lowest, self.capacity_kg)
        return expected


def expect(
    memory: Memory,
    limits: Limits,
    parameters: Parameters,
    *,
    books: Whole,
    at_days: Array,
    noted_kg: Array,
    told: Flags,
) -> Expectation:
    """What sheets of different books should say.

    Args:
        memory: as it stands before the sheets.
        limits: of every book.
        parameters: `screening.gauge_share` and `screening.day_spread` are used.
        books: one each.
        at_days: moments of the sheets.
        noted_kg: deliveries known up to them.
        told: which slots have a figure, by sheets.
    """
    capacity_kg = limits.capacity_kg[books]
    uses = _uses(memory, limits, parameters["screening.day_spread"], books, at_days)
    counts = _counts(memory, books, capacity_kg)
    sheet_days = memory.sheet_days[books]
    return Expectation(
        told=told.T,
        capacity_kg=capacity_kg,
        bounded=limits.bounded[books],
        over_share=limits.over_share[books],
        use_limit_kg=limits.use_limit_kg[books],
        uses_log=uses.guesses_log,
        uses_spread=_guess_spreads(uses.spread),
        uses_most_log=np.fmax.reduce(memory.uses_log[books], axis=1),
        draws_log=uses.draws_log,
        draws_spread=_guess_spreads(uses.draw_spread),
        report_var=uses.report_spread**2 + LEAST_REPORT**2,
        ratio_log=uses.ratio_log,
        zero_kg=limits.zero_kg[books],
        level_kg=memory.level_kg[books],
        level_var=memory.level_var[books],
        level_days=np.maximum(at_days - memory.level_days[books], 0.0),
        added_kg=memory.added_kg[books],
        earlier_kg=memory.earlier_kg[books],
        earlier_var=memory.earlier_var[books],
        earlier_days=np.maximum(at_days - memory.earlier_days[books], 0.0),
        earlier_added_kg=memory.earlier_added_kg[books],
        gauge_var=(parameters["screening.gauge_share"] * capacity_kg) ** 2,
        scale=_scale(memory.slips, memory.slip_count, books, LEAST_SCALE, MOST_SCALE),
        rise_share=memory.rise_share[books],
        receipt_log=counts.receipt_log,
        receipt_spread=counts.receipt_spread,
        receipt_known=counts.receipt_known,
        total_kg=counts.total_kg,
        total_spread=counts.total_spread,
        total_known=counts.total_known,
        noted_kg=noted_kg - memory.noted_kg[books],
        gap_days=np.where(np.isnan(sheet_days), 1.0, at_days - sheet_days),
        use_count=memory.uses[books],
        use_scale=uses.scale,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Uses:
    """What is expected of the uses of some books."""

    guesses_log: Array
    spread: Array
    draws_log: Array
    draw_spread: Array
    report_spread: Array
    ratio_log: Array
    scale: Array


@dataclass(frozen=True, slots=True, eq=False)
class _Counts:
    """What is expected of receipts, and of full and empty cylinders together."""

    receipt_log: Array
    receipt_spread: Array
    receipt_known: Flags
    total_kg: Array
    total_spread: Array
    total_known: Flags


def _uses(
    memory: Memory, limits: Limits, day_spread: float, books: Whole, at_days: Array
) -> _Uses:
    """Five guesses of a use, and of what leaves the store."""
    zero_kg, wide = limits.zero_kg[books], limits.usual_spread[books]
    usual = np.log(np.exp(limits.usual_log[books]) + zero_kg)
    piece_kg = np.where(limits.counted[books], zero_kg, 0.0)
    count = memory.uses[books]
    scale = _scale(memory.use_slips, memory.use_slip_count, books, 1.0, MOST_USE_SCALE)
    centre, own, month = _trend(memory, books, at_days, usual, piece_kg, day_spread)
    known = count > 0
    spread = np.where(known, own * scale, wide)
    last = np.where(known, memory.uses_log[books, -1], usual)
    guesses = np.stack([centre, last, centre, centre, month])
    ratio = _ratio_log(memory, books, limits.capacity_kg[books])
    fallen, fallen_spread = _draw_without_uses(
        memory, books, usual, wide, limits.capacity_kg[books], zero_kg
    )
    report = np.where(count >= ENOUGH, REPORT_SHARE * own, FIRST_REPORT)
    return _Uses(
        guesses_log=guesses,
        spread=spread,
        draws_log=np.where(known, guesses + ratio, fallen),
        draw_spread=np.where(known, spread, fallen_spread),
        report_spread=np.clip(report, LEAST_REPORT, MOST_REPORT),
        ratio_log=ratio,
        scale=scale,
    )


def _counts(memory: Memory, books: Whole, capacity_kg: Array) -> _Counts:
    receipts, totals = memory.receipt_count[books], memory.total_count[books]
    receipt = median_of(memory.receipts_log[books], receipts)
    receipt_spread = spread_of(memory.receipts_log[books], receipt, receipts)
    total_kg = median_of(memory.totals_kg[books], totals)
    total_spread = spread_of(memory.totals_kg[books], total_kg, totals)
    total_kg = np.where(totals > 0, total_kg, capacity_kg)
    total_spread = np.where(
        totals >= ENOUGH, total_spread, TOTAL_SPREAD_SHARE * total_kg
    )
    least_share = np.where(totals > 0, LEAST_TOTAL_SHARE, UNKNOWN_TOTAL_SHARE)
    return _Counts(
        receipt_log=receipt,
        receipt_spread=np.where(
            receipts >= ENOUGH,
            np.maximum(receipt_spread, LEAST_RECEIPT_SPREAD),
            RECEIPT_SPREAD,
        ),
        receipt_known=receipts > 1,
        total_kg=total_kg,
        total_spread=np.maximum(total_spread, least_share * total_kg),
        total_known=totals > 0,
    )


def _trend(
    memory: Memory,
    books: Whole,
    at_days: Array,
    usual: Array,
    piece_kg: Array,
    day_spread: float,
) -> tuple[Array, Array, Array]:
    """Centre, spread and month of a use; at first the centre is the usual use."""
    uses = memory.uses[books]
    rings, days = memory.uses_log[books], memory.uses_days[books]
    short = np.minimum(uses, SHORT)
    centre, spread = carry_on(rings[:, -SHORT:], days[:, -SHORT:], short, at_days)
    known = uses > 0
    centre = np.where(known, centre, usual)
    gap = np.where(known, np.maximum(at_days - days[:, -1], 0.0), 0.0)
    newcomer = np.where(uses < FEW, NEWCOMER_SPREAD / np.maximum(uses, 1), 0.0)
    count = COUNT_SPREAD**2 * piece_kg / np.maximum(np.exp(centre), piece_kg + 1e-9)
    spread = np.sqrt(
        np.maximum(np.where(known, spread, 0.0), day_spread) ** 2
        + count
        + newcomer**2
        + (GAP_SPREAD_PER_DAY * gap) ** 2
    )
    month = median_of(rings, np.minimum(uses, LONG))
    month = np.where(uses >= ENOUGH, month, usual)
    month = np.where(uses >= PLENTY, month, 0.5 * (month + usual))
    return centre, spread, month


def _guess_spreads(spread: Array) -> Array:
    anyhow = np.maximum(ANYHOW_SPREAD, ANYHOW_SPREAD * spread)
    month = np.full(len(spread), MONTH_SPREAD)
    return np.stack([spread, spread, THREE * spread, anyhow, month])


def _ratio_log(memory: Memory, books: Whole, capacity_kg: Array) -> Array:
    """Drawn over told; near one until enough of both is known."""
    hold = RATIO_HOLD_SHARE * capacity_kg
    ratio = (memory.drawn_kg[books] + hold) / (memory.told_kg[books] + hold)
    logarithm: Array = np.log(np.clip(ratio, LEAST_RATIO, MOST_RATIO))
    return logarithm


def _draw_without_uses(
    memory: Memory,
    books: Whole,
    usual: Array,
    usual_spread: Array,
    capacity_kg: Array,
    zero_kg: Array,
) -> tuple[Array, Array]:
    """What leaves the store of a sender that tells no use, by its levels."""
    days = memory.fallen_days[books]
    seen = days >= LEVEL_DAYS
    fallen = np.maximum(memory.fallen_kg[books], SMALLEST_DRAW_SHARE * capacity_kg)
    rate = np.log(fallen / np.maximum(days, LEVEL_DAYS) + zero_kg)
    wide = np.minimum(usual_spread, WIDEST_DRAW)
    return np.where(seen, rate, usual), np.where(seen, LEVEL_SPREAD, wide)


def _scale(
    rings: Array, counts: Whole, books: Whole, least: float, most: float
) -> Array:
    """The usual slip of a book in units of what was reckoned."""
    count = counts[books]
    usual = NORMAL_SPREAD * median_of(rings[books], count)
    scale: Array = np.clip(np.where(count >= FEW, usual, 1.0), least, most)
    return scale
