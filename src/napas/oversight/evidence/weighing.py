"""Is a sheet likelier as it was typed, or as a mix-up: held, asked about, or used."""

from dataclasses import dataclass

import numpy as np

from napas.oversight.evidence.expectation import MONTH, TREND, Expectation
from napas.oversight.evidence.likelihood import (
    IMPOSSIBLE,
    impossible,
    log_likelihood,
)
from napas.oversight.evidence.mixups import (
    Meanings,
    TypedSheets,
    meanings_of,
)
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
from napas.parameters import Parameters

REMARKABLE = 1.0
"""Nats below the expected sheet from which other meanings are looked at."""
AT_LEAST = -50.0
"""Below it something in the sheet cannot be."""
LARGEST = 60.0
TOUCHED = 0.02
"""Logarithm of a factor that leaves a figure as it is."""
SHARED_BLAME = 0.3
"""Chance from which a figure beside the likeliest culprit is held too."""
SLIPS_OF_THOUSAND = 3300.0
FRACTION = 1e-6
DOUBT_WEIGHT = 2.0
FAR_APART = 0.5
"""Logarithm of more than the densities of gas and liquid lie apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """What is thought of each sheet and slot.

    Attributes:
        chance: that the sheet has any mix-up, by sheets.
        held, questioned: by sheets and slots.
        beyond: figures that cannot be, whatever was meant.
        thousand: a thousand times, or a thousandth of, what is usual.
        far: a use far from all that was usual.
        broken: a part of a cylinder.
        unusual: unlikely, and no meaning explains it.
        apart: logarithm by which the likeliest meaning changes the figure.
        meanings: of the sheets looked at; `looked` gives their places.
        weights: of the meanings.
    """

    chance: Array
    held: Flags
    questioned: Flags
    beyond: Flags
    thousand: Flags
    far: Flags
    broken: Flags
    unusual: Flags
    apart: Array
    looked: Whole
    meanings: Meanings | None
    weights: Array

    @property
    def senseless(self) -> Flags:
        """Figures so far off that they say nothing about a slight mix-up."""
        far = self.held & (np.abs(self.apart) > FAR_APART)
        return self.beyond | self.thousand | self.far | self.broken | far


def weigh(typed: TypedSheets, doubts_share: Array, parameters: Parameters) -> Weighed:
    """Weigh the meanings of each sheet.

    Args:
        typed: the sheets.
        doubts_share: how often lately a sheet of the book was doubtful.
        parameters: those of the topic `screening`.
    """
    seen, amounts_kg = typed.seen, typed.amounts_kg
    as_typed = log_likelihood(amounts_kg, seen)
    gap = log_likelihood(_expected(typed), seen) - as_typed
    beyond = impossible(amounts_kg, seen).T
    thousand = _thousands(typed, parameters["screening.thousand_ratio"])
    far = _far(typed, parameters["screening.far_ratio"])
    broken = _broken(typed)
    looked = np.flatnonzero(
        (gap > REMARKABLE)
        | typed.changed.any(axis=1)
        | (as_typed < AT_LEAST)
        | (thousand | far).any(axis=1)
    )
    count = len(as_typed)
    chance, apart = np.zeros(count), np.zeros((count, SLOTS))
    blamed = np.zeros((count, SLOTS))
    best = np.zeros((count, SLOTS), dtype=np.bool_)
    meanings, weights = None, np.zeros(0)
    if len(looked):
        meanings = meanings_of(_some(typed, looked), parameters)
        weights = _weights(
            meanings,
            seen,
            amounts_kg,
            as_typed,
            looked,
            doubts_share / parameters["screening.doubt_share"],
        )
        chance, blamed, best, apart = _blame(meanings, weights, looked, count)
    likely = chance > np.where(
        typed.changed.any(axis=1),
        parameters["screening.changed_unit_held_share"],
        parameters["screening.held_share"],
    )
    told = seen.told.T
    held = likely[:, None] & (best | (blamed > SHARED_BLAME))
    held = (held | beyond | thousand | far | broken) & told
    clear = ~held.any(axis=1)
    asked = clear & (chance > parameters["screening.questioned_share"])
    unusual = clear & ~asked & (gap > parameters["screening.unusual_nats"])
    return Weighed(
        chance=chance,
        held=held,
        questioned=told & ((asked[:, None] & best) | unusual[:, None]),
        beyond=beyond,
        thousand=thousand,
        far=far,
        broken=broken,
        unusual=told & unusual[:, None],
        apart=apart,
        looked=looked,
        meanings=meanings,
        weights=weights,
    )


def _expected(typed: TypedSheets) -> Array:
    """The sheet as it was expected; receipts as noted, or as told."""
    seen, amounts_kg = typed.seen, typed.amounts_kg
    came = amounts_kg[:, RECEIVED]
    expected = np.empty(amounts_kg.shape)
    stock_kg = seen.level_now_kg(came)
    expected[:, STOCK] = stock_kg
    expected[:, USE] = np.maximum(np.exp(seen.uses_log[TREND]) - seen.zero_kg, 0.0)
    noted = (came > 0.0) & (seen.noted_kg > 0.0)
    expected[:, RECEIVED] = np.where(noted, seen.noted_kg, came)
    left = np.maximum(seen.total_kg - stock_kg, 0.02 * seen.capacity_kg)
    expected[:, EMPTY] = np.where(seen.total_known, left, amounts_kg[:, EMPTY])
    return expected


def _thousands(typed: TypedSheets, ratio: float) -> Flags:
    """Figures that a slip by a thousand explains better than any swing.

    A stock, or a receipt, of less than so small a part of the tank; a use so many times
    the usual one, or so small a part of it or of the highest that is remembered: after
    days without oxygen the usual use says nothing.
    """
    seen, amounts_kg, positive = typed.seen, typed.amounts_kg, typed.positive
    small = positive & (amounts_kg < seen.capacity_kg[:, None] / ratio)
    small &= (seen.bounded & ~typed.counted)[:, None]
    small[:, [USE, EMPTY]] = False
    with np.errstate(divide="ignore", invalid="ignore"):
        used = np.log(amounts_kg[:, USE])
        usual = np.abs(used - seen.uses_log[[TREND, MONTH]])
        apart = np.vstack([usual, seen.uses_most_log - used])
    slipped = (apart > np.log(ratio)) & (apart < np.log(SLIPS_OF_THOUSAND))
    small[:, USE] = positive[:, USE] & slipped.any(axis=0)
    return small


def _far(typed: TypedSheets, ratio: float) -> Flags:
    """Uses far from the trend and from the month."""
    far = np.zeros(typed.amounts_kg.shape, dtype=np.bool_)
    with np.errstate(invalid="ignore"):
        used = np.log(typed.amounts_kg[:, USE] + typed.seen.zero_kg)
        apart = np.abs(used - typed.seen.uses_log[[TREND, MONTH]])
    far[:, USE] = typed.positive[:, USE] & (apart > np.log(ratio)).all(axis=0)
    return far


def _broken(typed: TypedSheets) -> Flags:
    """Figures told in pieces that are not whole."""
    piece_kg = typed.piece_kg[:, None]
    pieces = typed.amounts_kg / piece_kg
    in_pieces = np.abs(typed.unit_kg / piece_kg - 1.0) < FRACTION
    whole = np.abs(pieces - np.round(pieces)) < FRACTION * np.maximum(pieces, 1.0)
    broken: Flags = typed.counted[:, None] & in_pieces & ~whole
    return broken


def _some(typed: TypedSheets, looked: Whole) -> TypedSheets:
    return TypedSheets(
        amounts_kg=typed.amounts_kg[looked],
        unit_kg=typed.unit_kg[looked],
        usual_unit_kg=typed.usual_unit_kg[looked],
        piece_kg=typed.piece_kg[looked],
        piece_m3=typed.piece_m3[looked],
        counted=typed.counted[looked],
        seen=typed.seen.take(looked),
    )


def _weights(
    meanings: Meanings,
    seen_all: Expectation,
    amounts_kg: Array,
    as_typed: Array,
    looked: Whole,
    doubts: Array,
) -> Array:
    """How likely each meaning is over the sheet as typed; 0 for what cannot be."""
    sheet = looked[meanings.sheet]
    seen = seen_all.take(sheet)
    meant = log_likelihood(amounts_kg[sheet] / meanings.factors, seen)
    at_first = np.log(meanings.share)
    at_first = at_first - np.where(
        meanings.slight, DOUBT_WEIGHT * np.log1p(doubts[sheet]), 0.0
    )
    odds = at_first + meant - np.maximum(as_typed[sheet], 2.0 * IMPOSSIBLE)
    weights = np.exp(np.clip(odds, -LARGEST, LARGEST))
    return np.where(meant < AT_LEAST, 0.0, weights)


def _blame(
    meanings: Meanings, weights: Array, looked: Whole, count: int
) -> tuple[Array, Array, Flags, Array]:
    """Chance of a mix-up; which figures share it; those of the best; how far off."""
    sheet = looked[meanings.sheet]
    total = np.bincount(sheet, weights, minlength=count)
    change = np.log(meanings.factors)
    touched = np.abs(change) > TOUCHED
    blamed = np.stack(
        [
            np.bincount(sheet, weights * touched[:, slot], minlength=count)
            for slot in range(SLOTS)
        ],
        axis=1,
    )
    rising = np.argsort(weights, kind="stable")
    best = np.full(count, -1)
    best[sheet[rising]] = rising
    some = best >= 0
    flags = np.zeros((count, SLOTS), dtype=np.bool_)
    apart = np.zeros((count, SLOTS))
    flags[some], apart[some] = touched[best[some]], change[best[some]]
    return total / (1.0 + total), blamed / (1.0 + total)[:, None], flags, apart
