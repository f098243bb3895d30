"""What a judged sheet leaves in the memory of its book."""

import numpy as np

from napas.oversight.evidence.expectation import TREND, WIDE, Expectation
from napas.oversight.evidence.likelihood import added_kg, draws, level_after
from napas.oversight.evidence.memory import HABIT, Memory, keep_newest, push
from napas.oversight.evidence.sheets import (
    EMPTY,
    RECEIVED,
    SLOTS,
    STOCK,
    USE,
    Array,
    Flags,
    Whole,
)

NEAR = 4.5
"""Slips within which a stock moves the level; beyond, the level begins anew."""
REMEMBERED_SLIP = 8.0
REMEMBERED_USE_SLIP = 20.0
FORGET_DAYS = 20.0
RISE_WEIGHT, LEAST_RISE_SHARE, MOST_RISE_SHARE = 0.04, 0.015, 0.6
DOUBT_WEIGHT = 0.03
LEAST_GAUGE_SCALE = 0.7
SAME = 0.01
"""Logarithm within which two units are one."""


def remember(
    memory: Memory,
    seen: Expectation,
    *,
    books: Whole,
    at_days: Array,
    noted_kg: Array,
    amounts_kg: Array,
    unit_kg: Array,
    trusted: Flags,
) -> None:
    """Keep the trusted figures of a sheet of each of some books, in place.

    Args:
        memory: of all books.
        seen: what was expected of the sheets.
        books: one each.
        at_days: moments of the sheets.
        noted_kg: deliveries known up to them.
        amounts_kg: by sheets and slots.
        unit_kg: of the units as typed.
        trusted: figures that are told and not held.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        came = np.where(trusted[:, RECEIVED], amounts_kg[:, RECEIVED], 0.0)
        added = added_kg(came, seen)
        _keep_level(memory, seen, books, at_days, amounts_kg, added, trusted)
        _keep_uses(memory, seen, books, at_days, amounts_kg, trusted)
        _keep_counts(memory, books, amounts_kg, trusted)
        _keep_units(memory, books, unit_kg, trusted & (amounts_kg > 0.0))
    memory.noted_kg[books] = noted_kg
    memory.sheet_days[books] = at_days


def remember_doubts(memory: Memory, books: Whole, doubtful: Flags) -> None:
    """Keep how often a book's sheets are doubtful, in place."""
    kept = memory.doubts_share[books] * (1.0 - DOUBT_WEIGHT)
    memory.doubts_share[books] = kept + DOUBT_WEIGHT * doubtful


def _keep_level(
    memory: Memory,
    seen: Expectation,
    books: Whole,
    at_days: Array,
    amounts_kg: Array,
    added: Array,
    trusted: Flags,
) -> None:
    """Move the level of each book whose stock is trusted; add what came to the others.

    A slip within reach moves the level by what it knows less than the gauge; a
    farther one begins it anew.
    """
    stock, told = amounts_kg[:, STOCK], trusted[:, STOCK]
    used = np.where(trusted[:, USE], amounts_kg[:, USE], np.nan)
    level, variance = level_after(added, *_drawn(used, seen), seen)
    first = told & np.isnan(seen.level_kg)
    spread = np.sqrt(variance + seen.gauge_var)
    slip = (stock - level) / spread
    near = told & (np.abs(slip) < NEAR * seen.scale)
    jump = told & ~first & ~near
    gauge_var = seen.gauge_var * np.maximum(seen.scale, LEAST_GAUGE_SCALE) ** 2
    gain = variance / (variance + gauge_var)
    moved = np.where(near, level + gain * (stock - level), stock)
    doubt = np.where(near, (1.0 - gain) * variance, gauge_var)

    drawn = np.where(near, seen.level_kg + seen.added_kg + added - moved, 0.0)
    fading = np.exp(-seen.level_days / FORGET_DAYS)
    _fade(memory.fallen_kg, books, near, fading, drawn)
    _fade(memory.fallen_days, books, near, fading, seen.level_days)
    both = near & trusted[:, USE]
    _fade(memory.drawn_kg, books, both, fading, drawn)
    _fade(memory.told_kg, books, both, fading, used * seen.level_days)
    kept = told & ~first & (np.abs(slip) < REMEMBERED_SLIP)
    keep_newest(memory.slips, memory.slip_count, books[kept], np.abs(slip[kept]))
    again = told & ~first
    rises = memory.rise_share[books] * (1.0 - RISE_WEIGHT)
    rises = np.clip(
        rises + RISE_WEIGHT * (jump & (slip > 0.0)), LEAST_RISE_SHARE, MOST_RISE_SHARE
    )
    memory.rise_share[books[again]] = rises[again]

    mine, other = books[told], books[~told]
    memory.earlier_kg[mine] = memory.level_kg[mine]
    memory.earlier_var[mine] = memory.level_var[mine]
    memory.earlier_days[mine] = memory.level_days[mine]
    memory.earlier_added_kg[mine] = memory.added_kg[mine] + added[told]
    memory.level_kg[mine], memory.level_var[mine] = moved[told], doubt[told]
    memory.level_days[mine], memory.added_kg[mine] = at_days[told], 0.0
    memory.added_kg[other] += added[~told]
    memory.earlier_added_kg[other] += added[~told]
    keep_newest(memory.stocks_kg, memory.stock_count, mine, stock[told])


def _drawn(used: Array, seen: Expectation) -> tuple[Array, Array]:
    """What was drawn by trend and report; a use far from the trend is believed."""
    told = np.isfinite(used)
    logs, variances = draws(np.where(told, used, 0.0), seen)
    trend_log = np.where(told, logs[TREND], seen.draws_log[TREND])
    trend_var = np.where(
        told, variances[TREND], np.minimum(seen.draws_spread[TREND] ** 2, 1.0)
    )
    reported = np.log(np.where(told, used, 0.0) + seen.zero_kg)
    far = told & (np.abs(reported - seen.uses_log[TREND]) > seen.uses_spread[WIDE])
    return np.where(far, reported + seen.ratio_log, trend_log), trend_var


def _keep_uses(
    memory: Memory,
    seen: Expectation,
    books: Whole,
    at_days: Array,
    amounts_kg: Array,
    trusted: Flags,
) -> None:
    told = trusted[:, USE] & (amounts_kg[:, USE] > 0.0)
    level = np.log(amounts_kg[:, USE] + seen.zero_kg)
    known = told & (seen.use_count > SLOTS - 1)
    own_spread = seen.uses_spread[TREND] / seen.use_scale
    slip = np.abs(level - seen.uses_log[TREND]) / own_spread
    slip = np.minimum(slip, REMEMBERED_USE_SLIP)
    keep_newest(memory.use_slips, memory.use_slip_count, books[known], slip[known])
    push(memory.uses_days, books[told], at_days[told])
    keep_newest(memory.uses_log, memory.uses, books[told], level[told])


def _keep_counts(
    memory: Memory, books: Whole, amounts_kg: Array, trusted: Flags
) -> None:
    came = trusted[:, RECEIVED] & (amounts_kg[:, RECEIVED] > 0.0)
    receipts = np.log(amounts_kg[came, RECEIVED])
    keep_newest(memory.receipts_log, memory.receipt_count, books[came], receipts)
    both = trusted[:, STOCK] & trusted[:, EMPTY]
    totals = amounts_kg[both, STOCK] + amounts_kg[both, EMPTY]
    keep_newest(memory.totals_kg, memory.total_count, books[both], totals)


def _keep_units(memory: Memory, books: Whole, unit_kg: Array, trusted: Flags) -> None:
    """A unit becomes the sender's own when it comes several times in a row."""
    for slot in range(SLOTS):
        mine, newest = books[trusted[:, slot]], unit_kg[trusted[:, slot], slot]
        same = np.abs(np.log(newest / memory.newer_unit_kg[mine, slot])) < SAME
        row = np.where(same, memory.newer_count[mine, slot] + 1, 1)
        memory.newer_count[mine, slot] = row
        memory.newer_unit_kg[mine, slot] = newest
        own = (row >= HABIT) | np.isnan(memory.unit_kg[mine, slot])
        memory.unit_kg[mine[own], slot] = newest[own]


def _fade(
    sums: Array, books: Whole, chosen: Flags, fading: Array, amounts: Array
) -> None:
    mine = books[chosen]
    sums[mine] = sums[mine] * fading[chosen] + amounts[chosen]
