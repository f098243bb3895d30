"""The stock of a book carried along, whatever its figures are taken to mean.

Beside the stock stands the logarithm of drawn over told: a meter that always shows a
little less is a custom of its sender, no mix-up. Both are moved by a Kalman filter.
"""

import math
from dataclasses import dataclass, fields

import numpy as np

from napas.oversight.evidence.expectation import TREND, Expectation
from napas.oversight.evidence.likelihood import (
    AGREED,
    ANYWHERE_SHARE,
    GUESS_SHARES,
    NOTE_SPREAD,
    RECEIPT_ERROR,
    ROUGH_SHARE,
    TINY,
)
from napas.oversight.evidence.mixups import TypedSheets
from napas.oversight.evidence.sheets import RECEIVED, STOCK, USE, Array, Flags

FIRST_RATIO_SPREAD, RATIO_DRIFT = 0.12, 0.006
"""Of the logarithm of drawn over told: at first, and what it changes in a day."""
USE_ERROR, GAP_ERROR = 0.05, 0.08
"""Of a use that is told, as a logarithm; and for each day that no report speaks of."""
JUMP = 4.5
"""Slips from which a stock is taken anew."""
WIDER = 3.0
CEILING = 1.05
OVER_CEILING = -20.0
NOTED_SHARE, ANY_RECEIPT = 0.85, math.log(0.15 / 4.0)
ROOT = 0.5 * math.log(2.0 * math.pi)


@dataclass(slots=True, eq=False)
class Tracks:
    """Stocks as they are carried along, by books and hypotheses.

    Attributes:
        level: stock in kg; NaN before the first.
        level_var, both_var, ratio_var: how well it and the ratio are known.
        ratio: logarithm of drawn over told.
    """

    level: Array
    ratio: Array
    level_var: Array
    both_var: Array
    ratio_var: Array

    @classmethod
    def blank(cls, shape: tuple[int, ...]) -> "Tracks":
        """Nothing is known yet."""
        level = np.full(shape, np.nan)
        ratio_var = np.full(shape, FIRST_RATIO_SPREAD**2)
        return cls(level, np.zeros(shape), np.zeros(shape), np.zeros(shape), ratio_var)

    def of(self, *at: object) -> "Tracks":
        """Some of them, copied."""
        return Tracks(*(getattr(self, each.name)[at].copy() for each in fields(self)))

    def put(self, other: "Tracks", *at: object) -> None:
        """Write some of them."""
        for each in fields(self):
            getattr(self, each.name)[at] = getattr(other, each.name)

    def choose(self, flags: Flags, other: "Tracks") -> "Tracks":
        """The others where flagged."""
        return Tracks(
            *(
                np.where(flags, getattr(other, each.name), getattr(self, each.name))
                for each in fields(self)
            )
        )


@dataclass(frozen=True, slots=True)
class CarriedSheets:
    """The sheets of some books, ready to be weighed under any hypothesis."""

    typed: TypedSheets
    readable: Flags
    scale: Array
    days: Array

    def step_nats(self, factors: Array) -> Array:
        """What a use says of the first sheet of an episode, by hypotheses."""
        seen = self.typed.seen
        told = self.readable[:, USE] & self.typed.positive[:, USE]
        used = np.where(told, self.typed.amounts_kg[:, USE], 1.0)
        meant = np.log(used[:, None] / factors[:, :, USE] + seen.zero_kg[:, None])
        density = _use_density(meant, seen)
        return np.where(told[:, None], density[:, 1:] - density[:, :1], 0.0)

    def carry(self, tracks: Tracks, factors: Array) -> tuple[Tracks, Array, Array]:
        """The tracks after the sheet, its nats, and the slips of its stock."""
        seen, amounts = self.typed.seen, self.typed.amounts_kg[:, None, :] / factors
        came, receipt_nats = self._came(amounts[..., RECEIVED])
        after = self._predict(tracks, amounts[..., USE], came)
        stock, capacity = amounts[..., STOCK], seen.capacity_kg[:, None]
        told = self.readable[:, STOCK, None] & np.ones(stock.shape, dtype=np.bool_)
        gauge_var = seen.gauge_var[:, None]
        spread = np.sqrt(after.level_var + gauge_var)
        slip = (stock - after.level) / spread
        nats = np.log(np.maximum(stock, TINY)) + self._stock_density(
            stock, after.level, spread
        )
        over = seen.bounded[:, None] & (stock > CEILING * capacity)
        nats = np.where(over, OVER_CEILING, nats)
        known = told & np.isfinite(slip)
        first = told & ~np.isfinite(slip)
        jump = first | (known & (np.abs(slip) > JUMP * self.scale[:, None]))
        nats = np.where(known, nats, 0.0) + receipt_nats
        moved = _correct(after, stock, gauge_var)
        anew = Tracks(
            np.where(told, stock, after.level),
            after.ratio,
            np.broadcast_to(gauge_var, stock.shape),
            np.zeros(stock.shape),
            after.ratio_var,
        )
        after = after.choose(known, moved).choose(jump, anew)
        return after, nats, np.where(known, np.abs(slip), np.nan)

    def _came(self, came: Array) -> tuple[Array, Array]:
        """What came, by note and receipt, and how well the two go together."""
        seen = self.typed.seen
        told = (self.readable & self.typed.positive)[:, RECEIVED, None]
        noted = np.broadcast_to(seen.noted_kg[:, None], came.shape)
        apart = np.log(np.maximum(came, TINY) / np.maximum(noted, TINY))
        agreed = (noted > 0.0) & (np.abs(apart) < AGREED)
        added = np.where(agreed, noted, np.maximum(came, noted))
        same = math.log(NOTED_SHARE) + _normal(apart, NOTE_SPREAD)
        nats = np.logaddexp(same, ANY_RECEIPT)
        return np.where(told, added, noted), np.where(told & (noted > 0.0), nats, 0.0)

    def _predict(self, tracks: Tracks, used: Array, came: Array) -> Tracks:
        """Level and ratio just before the sheet's stock is looked at."""
        seen, days = self.typed.seen, self.days[:, None]
        told = self.readable[:, USE, None]
        guess = np.exp(seen.draws_log[TREND]) - seen.zero_kg
        rate = np.where(told, used, np.maximum(guess, 0.0)[:, None])
        ratio = np.where(told, tracks.ratio, 0.0)
        drawn = rate * np.exp(ratio) * days
        error = USE_ERROR**2 + (GAP_ERROR * np.maximum(days - 1.0, 0.0)) ** 2
        guessed = np.minimum(seen.draws_spread[TREND], 1.0)[:, None] ** 2
        noise = np.where(told, error, guessed) * drawn**2
        noise = noise + (RECEIPT_ERROR * came) ** 2
        slope = np.where(told, drawn, 0.0)
        both, ratio_var = tracks.both_var, tracks.ratio_var
        level_var = tracks.level_var - 2.0 * slope * both + slope**2 * ratio_var
        return Tracks(
            np.maximum(tracks.level + came - drawn, 0.0),
            tracks.ratio,
            np.maximum(level_var, 0.0) + noise,
            both - slope * ratio_var,
            ratio_var + RATIO_DRIFT**2 * days,
        )

    def _stock_density(self, stock: Array, level: Array, spread: Array) -> Array:
        seen = self.typed.seen
        capacity, rise = seen.capacity_kg[:, None], seen.rise_share[:, None]
        wide = spread * self.scale[:, None]
        room = np.maximum(capacity - level, 0.1 * capacity)
        risen = np.where(stock > level - wide, rise / room, 0.0)
        usual = 1.0 - ROUGH_SHARE - ANYWHERE_SHARE - rise
        parts = (
            usual * np.exp(_normal(stock - level, wide))
            + ROUGH_SHARE * np.exp(_normal(stock - level, WIDER * wide))
            + risen
            + ANYWHERE_SHARE / capacity
        )
        density: Array = np.log(parts)
        return density


def _correct(after: Tracks, stock: Array, gauge_var: Array) -> Tracks:
    """What a stock that was read tells of level and ratio."""
    total = after.level_var + gauge_var
    level_gain, ratio_gain = after.level_var / total, after.both_var / total
    slip = stock - after.level
    return Tracks(
        after.level + level_gain * slip,
        after.ratio + ratio_gain * slip,
        after.level_var * (1.0 - level_gain),
        after.both_var * (1.0 - level_gain),
        after.ratio_var - ratio_gain * after.both_var,
    )


def _use_density(logarithm: Array, seen: Expectation) -> Array:
    parts = [
        share * np.exp(_normal(logarithm - middle[:, None], spread[:, None]))
        for share, middle, spread in zip(
            GUESS_SHARES, seen.uses_log, seen.uses_spread, strict=True
        )
    ]
    density: Array = np.log(np.maximum(np.sum(parts, axis=0), TINY))
    return density


def _normal(distance: Array, spread: Array | float) -> Array:
    density: Array = -0.5 * (distance / spread) ** 2 - np.log(spread) - ROOT
    return density
