"""How likely a sheet is, whatever its figures are taken to mean.

All densities are of logarithms, so that a figure and a thousandth of it compare fairly.
The equations stand in docs/screening.md.
"""

import math

import numpy as np

from napas.oversight.evidence.expectation import GUESSES, THREE, TREND, Expectation
from napas.oversight.evidence.sheets import (
    EMPTY,
    RECEIVED,
    SLOTS,
    STOCK,
    USE,
    Array,
)

IMPOSSIBLE = -60.0
"""Logarithm of the likelihood of what cannot be."""
GUESS_SHARES = np.array([0.70, 0.12, 0.13, 0.03, 0.02])
"""How often each guess of a use is the right one; judgement."""
ROUGH_SHARE, EARLIER_SHARE, ANYWHERE_SHARE = 0.08, 0.03, 0.02
"""Of stocks: three spreads off, by the report before the last, anywhere; judgement."""
MOST_RISE_SHARE = 0.5
RECEIPT_ERROR = 0.01
"""Of what came, as a share."""
SMALLEST_STOCK_SHARE = 0.002
NOTE_SHARES = (0.80, 0.05, 0.12, 0.03)
"""Receipts beside a note: the same, nearly so, with others unnoted, anything."""
NOTE_SPREAD, ROUGH_NOTE_SPREAD = 0.015, 0.05
ANY_NOTE_WIDTH = 2.0
AGREED = 0.35
"""Logarithm within which a note and a receipt speak of the same delivery."""
MORE_THAN_NOTED = 1.03
REFILLS = 2.0
"""A day, at most; see tanks.refills_per_day."""
USUAL_RECEIPT_SHARE, RECEIPT_WIDTH = 0.3, 1.3
"""Of the capacity, and spread of its logarithm, where receipts are not known."""
EMPTY_SHARE, EMPTY_MOST = 0.04, 1.5
TOTAL_MOST, TOTAL_GROWTH, TOO_MANY = 1.15, 1.2, 6.0
"""Full and empty above the register, or so much above what they were, cost nats."""
LOWEST = -30.0
TINY = 1e-9
ROOT = 0.5 * math.log(2.0 * math.pi)


def log_likelihood(amounts_kg: Array, seen: Expectation) -> Array:
    """The logarithm of the likelihood of each sheet.

    Args:
        amounts_kg: by sheets and slots, as they are taken to be; what is not told
            is not looked at.
        seen: what was expected of each sheet.
    """
    held, used, came, empty = (amounts_kg[:, slot] for slot in range(SLOTS))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        uses = _uses(used, seen)
        draws_log, draw_var = draws(used, seen)
        stocks = _stocks(held, added_kg(came, seen), draws_log, draw_var, seen)
        shares = np.log(GUESS_SHARES)[:, None]
        total = _log_sum(shares + uses + stocks)
        total = np.where(impossible(amounts_kg, seen).any(axis=0), IMPOSSIBLE, total)
        result: Array = total + _receipts(came, seen) + _empties(empty, held, seen)
    return result


def impossible(amounts_kg: Array, seen: Expectation) -> np.ndarray:
    """By slots and sheets: what is beyond tank, cylinders, pipeline or room."""
    told, positive = seen.told, amounts_kg.T > 0.0
    most_kg = seen.capacity_kg * (1.0 + seen.over_share)
    refills = 1.0 + REFILLS * np.maximum(seen.gap_days, 1.0)
    over = np.zeros(told.shape, dtype=np.bool_)
    over[STOCK] = seen.bounded & (amounts_kg[:, STOCK] > most_kg)
    over[USE] = amounts_kg[:, USE] > seen.use_limit_kg
    over[RECEIVED] = seen.bounded & (amounts_kg[:, RECEIVED] > refills * most_kg)
    over[EMPTY] = seen.bounded & (amounts_kg[:, EMPTY] > most_kg)
    return over & told & positive


def added_kg(came_kg: Array, seen: Expectation) -> Array:
    """What came since the sheet before: the note where it agrees, else the larger."""
    apart = np.log(np.maximum(came_kg, TINY) / np.maximum(seen.noted_kg, TINY))
    agreed = (seen.noted_kg > 0.0) & (np.abs(apart) < AGREED)
    told = np.where(agreed, seen.noted_kg, np.maximum(came_kg, seen.noted_kg))
    came: Array = np.where(seen.told[RECEIVED], told, seen.noted_kg)
    return came


def draws(used_kg: Array, seen: Expectation) -> tuple[Array, Array]:
    """Logarithm and variance of what leaves the store a day, for each guess.

    A use that is told counts by its own error against the guess by its spread.
    """
    told = seen.told[USE]
    guess_var = seen.draws_spread**2
    reported = np.log(np.where(told, used_kg, 0.0) + seen.zero_kg) + seen.ratio_log
    weight = np.where(told, guess_var / (guess_var + seen.report_var), 0.0)
    middle = seen.draws_log + weight * (reported - seen.draws_log)
    return middle, np.minimum(guess_var * (1.0 - weight), 1.0)


def level_after(
    added: Array, draws_log: Array, draw_var: Array, seen: Expectation
) -> tuple[Array, Array]:
    """The stock by the level before, what came, what was drawn; and its variance."""
    drawn = np.maximum(np.exp(draws_log) - seen.zero_kg, 0.0) * seen.level_days
    level = np.maximum(seen.level_kg + seen.added_kg + added - drawn, 0.0)
    variance = seen.level_var + draw_var * drawn**2 + (RECEIPT_ERROR * added) ** 2
    return level, variance


def _uses(used: Array, seen: Expectation) -> Array:
    told = seen.told[USE] & (used > 0.0)
    kept = np.where(told, used, 1.0)
    level = np.log(kept + seen.zero_kg)
    stretched = np.log(kept / (kept + seen.zero_kg))
    density = _log_normal(level, seen.uses_log, seen.uses_spread) + stretched
    return np.where(told, density, 0.0)


def _stocks(
    held: Array, added: Array, draws_log: Array, draw_var: Array, seen: Expectation
) -> Array:
    capacity = seen.capacity_kg
    log_held = np.log(np.maximum(held, SMALLEST_STOCK_SHARE * capacity))
    level, variance = level_after(added, draws_log, draw_var, seen)
    spread = np.sqrt(variance + seen.gauge_var) * seen.scale
    by_level = _log_normal(held, level, spread)
    roughly = _log_normal(held, level, THREE * spread)
    room = np.maximum(capacity - level, 0.1 * capacity)
    risen = (held > level - spread) & (held < 1.05 * capacity)
    rise_share = np.minimum(seen.rise_share, MOST_RISE_SHARE)
    by_rise = np.where(risen, np.log(rise_share) - np.log(room), LOWEST)
    anywhere = np.log(ANYWHERE_SHARE) - np.log(capacity)
    level_share = 1.0 - ROUGH_SHARE - EARLIER_SHARE - ANYWHERE_SHARE - rise_share
    parts = _log_sum(
        np.stack(
            [
                np.log(level_share) + by_level,
                math.log(ROUGH_SHARE) + roughly,
                by_rise,
                _by_earlier(held, added, draws_log, draw_var, seen),
                np.broadcast_to(anywhere, by_level.shape),
            ]
        )
    )
    parts = np.where(np.isnan(seen.level_kg), -np.log(capacity), parts)
    return np.where(seen.told[STOCK], parts + log_held, 0.0)


def _by_earlier(
    held: Array, added: Array, draws_log: Array, draw_var: Array, seen: Expectation
) -> Array:
    """As if the last trusted stock had been wrong."""
    drawn = np.maximum(np.exp(draws_log) - seen.zero_kg, 0.0) * seen.earlier_days
    level = seen.earlier_kg + seen.earlier_added_kg + added - drawn
    variance = seen.earlier_var + draw_var * drawn**2 + seen.gauge_var
    density = _log_normal(held, np.maximum(level, 0.0), np.sqrt(variance) * seen.scale)
    known = np.isfinite(density)
    return np.where(known, math.log(EARLIER_SHARE) + density, LOWEST)


def _receipts(came: Array, seen: Expectation) -> Array:
    told = seen.told[RECEIVED] & (came > 0.0)
    kept = np.where(told, came, 1.0)
    noted = seen.noted_kg > 0.0
    apart = np.log(kept / np.maximum(seen.noted_kg, TINY))
    rest = np.maximum(kept - seen.noted_kg, 0.02 * seen.capacity_kg)
    others = _receipt_alone(rest, seen) + np.log(kept / rest)
    same, nearly, more, anything = (math.log(share) for share in NOTE_SHARES)
    anything_density = anything - math.log(2.0 * ANY_NOTE_WIDTH)
    beside = _log_sum(
        np.stack(
            [
                same + _log_normal(apart, 0.0, NOTE_SPREAD),
                nearly + _log_normal(apart, 0.0, ROUGH_NOTE_SPREAD),
                np.where(kept > MORE_THAN_NOTED * seen.noted_kg, more + others, LOWEST),
                np.where(np.abs(apart) < ANY_NOTE_WIDTH, anything_density, LOWEST),
            ]
        )
    )
    density = np.where(noted, beside, _receipt_alone(kept, seen))
    return np.where(told, density, 0.0)


def _receipt_alone(came: Array, seen: Expectation) -> Array:
    """By the receipts before, or any delivery that a store of this size takes."""
    level = np.log(came)
    usual = np.log(USUAL_RECEIPT_SHARE * seen.capacity_kg)
    any_size = _log_normal(level, usual, RECEIPT_WIDTH)
    before = _log_normal(level, seen.receipt_log, seen.receipt_spread)
    known = np.where(seen.receipt_known, before, any_size)
    return np.logaddexp(math.log(0.8) + known, math.log(0.2) + any_size)


def _empties(empty: Array, held: Array, seen: Expectation) -> Array:
    told, both = seen.told[EMPTY], seen.told[EMPTY] & seen.told[STOCK]
    capacity = seen.capacity_kg
    log_empty = np.log(np.maximum(empty, 0.01 * capacity))
    anywhere = np.where(
        empty < EMPTY_MOST * capacity, log_empty - np.log(capacity), IMPOSSIBLE
    )
    left = np.maximum(seen.total_kg - held, 0.0)
    by_total = _log_normal(empty, left, seen.total_spread) + log_empty
    beside = np.logaddexp(
        math.log(1.0 - EMPTY_SHARE) + by_total, math.log(EMPTY_SHARE) + anywhere
    )
    grown = np.where(seen.total_known, TOTAL_GROWTH * seen.total_kg, 0.0)
    many = held + empty > TOTAL_MOST * np.maximum(capacity, grown)
    beside = beside - np.where(many, TOO_MANY, 0.0)
    return np.where(both, beside, np.where(told, anywhere, 0.0))


def _log_normal(value: Array, middle: Array | float, spread: Array | float) -> Array:
    distance = (value - middle) / spread
    density: Array = -0.5 * distance * distance - np.log(spread) - ROOT
    return density


def _log_sum(parts: Array) -> Array:
    """Logarithm of the sum over the first axis."""
    most = parts.max(axis=0)
    total: Array = most + np.log(np.exp(parts - most).sum(axis=0))
    return total


assert len(GUESS_SHARES) == GUESSES
assert TREND == 0
