"""Everything a sheet may have been meant to say, and how likely each is at first."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from napas.domain.report import Mixup
from napas.oversight.evidence.expectation import Expectation
from napas.oversight.evidence.sheets import (
    EMPTY,
    SLOTS,
    STOCK,
    USE,
    Array,
    Flags,
    Whole,
)
from napas.parameters import Parameters
from napas.units.flow import oxygen_kg_per_day_per_l_per_min
from napas.units.gas import L_PER_M3, GasReference, gas_density_kg_per_m3
from napas.units.liquid import BOILING_POINT_DENSITY_KG_PER_L
from napas.units.mass import KG_PER_T


class MeantUnit(StrEnum):
    """Units in which people count oxygen, as they are shown."""

    TONNE = "t"
    KILOGRAM = "kg"
    KILOLITRE = "kL LOX"
    LITRE = "L LOX"
    GAS_15 = "m3@15C"
    GAS_0 = "m3@0C"
    GAS_70F = "m3@21.1C"
    PERCENT = "%"
    PIECES = "pcs"
    PIECES_M3 = "m3"
    FLOW = "LPM"


MEANT = tuple(MeantUnit)
MIXUPS = tuple(Mixup)
KG_OF: Mapping[MeantUnit, float] = {
    MeantUnit.TONNE: float(KG_PER_T),
    MeantUnit.KILOGRAM: 1.0,
    MeantUnit.KILOLITRE: BOILING_POINT_DENSITY_KG_PER_L * L_PER_M3,
    MeantUnit.LITRE: BOILING_POINT_DENSITY_KG_PER_L,
    MeantUnit.GAS_15: gas_density_kg_per_m3(GasReference.AT_15_C),
    MeantUnit.GAS_0: gas_density_kg_per_m3(GasReference.AT_0_C),
    MeantUnit.GAS_70F: gas_density_kg_per_m3(GasReference.AT_70_F),
    MeantUnit.FLOW: oxygen_kg_per_day_per_l_per_min(
        reference=GasReference.AT_15_C, purity=1.0
    ),
}
"""Kilograms of one; of a day for a flow. Those that depend on the book are missing."""
EVERY_LINE = (
    MeantUnit.TONNE,
    MeantUnit.KILOGRAM,
    MeantUnit.KILOLITRE,
    MeantUnit.LITRE,
    MeantUnit.GAS_15,
    MeantUnit.GAS_0,
    MeantUnit.GAS_70F,
)
"""Units in which a sender may tell every line."""
OF_LIQUID = frozenset({*EVERY_LINE, MeantUnit.PERCENT, MeantUnit.FLOW})
OF_GAS = frozenset(EVERY_LINE[4:])
WITH_LIQUID = frozenset({*OF_GAS, MeantUnit.KILOLITRE})
"""Units between which gas is taken for liquid."""
ONLY_SLOT = {MeantUnit.PERCENT: STOCK, MeantUnit.FLOW: USE}
OF_PIECES = frozenset({MeantUnit.PIECES, MeantUnit.PIECES_M3})
EVERY_LINE_SHARE = 0.7
"""Of the mix-ups of one line, so many are of the whole sheet; judgement."""

SAME = 0.01
"""Logarithm within which two units are one."""
SLIGHTEST = 0.05
"""Logarithm of the least mix-up: less is rounding."""
SLIGHT = 0.4
"""Logarithm below which a mix-up is slight: densities of gas and liquid."""
THOUSAND_BAND = (math.log(980.0), math.log(1020.0))
LIQUID_BAND = (math.log(1.12), math.log(1.16))
GAS_BAND = (math.log(1.29), math.log(1.46))
GAS_LIQUID_BAND = (math.log(780.0), math.log(885.0))
DECIMALS = (10.0, 100.0, 1000.0, 1e-3, 0.1, 0.01)
COMMON_DECIMALS = 4
"""The first so many are common slips; the others put a mark too far to the left."""
PERCENT = 100.0
HOURS_OF_A_DAY, DAYS_OF_A_WEEK, DAYS_OF_A_MONTH = 24.0, 7.0, 30.0
PERIODS = (
    (Mixup.HOUR, 1.0 / HOURS_OF_A_DAY),
    (Mixup.HOUR, HOURS_OF_A_DAY),
    (Mixup.WEEK, DAYS_OF_A_WEEK),
    (Mixup.MONTH, DAYS_OF_A_MONTH),
)
LONG_GAP_DAYS = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """One row for each meaning that a sheet may have besides the one typed.

    Attributes:
        sheet: place of the sheet.
        factors: by slots, what was read over what was meant; 1 where as typed.
        mixup, unit: places in `MIXUPS` and `MEANT`; unit is -1 where as typed.
        share: how likely it is before the figures are looked at.
        slight: whether the figure is off by less than half, by the sender's own unit.
    """

    sheet: Whole
    factors: Array
    mixup: Whole
    unit: Whole
    share: Array
    slight: Flags


@dataclass(frozen=True, slots=True, eq=False)
class TypedSheets:
    """What is asked about: figures, their units, and the units that were usual.

    Attributes:
        amounts_kg, unit_kg, usual_unit_kg: by sheets and slots; NaN is not told.
        piece_kg, piece_m3: of one full cylinder.
        counted: whether the book is of cylinders.
        positive: by sheets and slots, whether a figure above zero stands there.
        changed: where the unit is another one than the sender's own.
    """

    amounts_kg: Array
    unit_kg: Array
    usual_unit_kg: Array
    piece_kg: Array
    piece_m3: Array
    counted: Flags
    seen: Expectation

    positive: Flags = field(init=False)
    changed: Flags = field(init=False)

    def __post_init__(self) -> None:
        positive = self.seen.told.T & (self.amounts_kg > 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            apart = np.abs(np.log(self.unit_kg / self.usual_unit_kg))
        object.__setattr__(self, "positive", positive)
        object.__setattr__(self, "changed", positive & (apart > SAME))


def meanings_of(typed: TypedSheets, parameters: Parameters) -> Meanings:
    """Every meaning of every sheet, sorted by nothing in particular."""
    shares = _shares(parameters)
    former = parameters["screening.former_unit_share"]
    others = _OtherUnits.of(typed, shares, former)
    parts = [
        _one_line(others),
        _every_line(others),
        _decimals(typed, shares),
        *_periods(typed, shares),
        _swaps(typed, shares),
    ]
    factors = np.concatenate([part.factors for part in parts])
    mixup = np.concatenate([part.mixup for part in parts])
    off = np.abs(np.log(factors)).max(axis=1)
    share = np.concatenate([part.share for part in parts])
    return Meanings(
        sheet=np.concatenate([part.sheet for part in parts]),
        factors=factors,
        mixup=mixup,
        unit=np.concatenate([part.unit for part in parts]),
        share=share,
        slight=(off < SLIGHT)
        & (mixup != MIXUPS.index(Mixup.SWAPPED))
        & (share < former),
    )


Shares = Mapping[Mixup, float]


def _shares(parameters: Parameters) -> Shares:
    """How likely each mix-up is before the figures are looked at."""
    periods = (Mixup.HOUR, Mixup.WEEK, Mixup.MONTH)
    return {
        mixup: parameters[f"screening.{'period' if mixup in periods else mixup}_share"]
        for mixup in Mixup
    }


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Meanings of one sort."""

    sheet: Whole
    factors: Array
    mixup: Whole
    unit: Whole
    share: Array


@dataclass(frozen=True, slots=True, eq=False)
class _OtherUnits:
    """By units, sheets and slots: what was read over what would be meant.

    Attributes:
        possible: where the unit would be another one than that beside the number.
        mixup: what confusing the two is called.
        share: how likely that is.
        former: where the unit is the sender's own and another one was typed.
    """

    factor: Array
    possible: Flags
    mixup: Whole
    share: Array
    former: Flags

    @classmethod
    def of(cls, typed: TypedSheets, shares: Shares, former: float) -> "_OtherUnits":
        """Reckon all of it at once."""
        each_kg = _units_kg(typed)[:, :, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            factor = typed.unit_kg / each_kg
            apart = np.abs(np.log(factor))
            own = np.abs(np.log(typed.usual_unit_kg / each_kg)) < SAME
        possible = typed.positive & (apart > SLIGHTEST)
        for unit, slot in ONLY_SLOT.items():
            possible[MEANT.index(unit), :, np.arange(SLOTS) != slot] = False
        mixup = _names(apart, typed)
        was = typed.changed & own
        share = np.array([shares[each] for each in MIXUPS])[mixup]
        return cls(factor, possible, mixup, np.where(was, former, share), was)


def _one_line(others: _OtherUnits) -> _Part:
    """One figure counts another unit than the one beside it."""
    unit, sheet, slot = np.nonzero(others.possible)
    factors = np.ones((len(sheet), SLOTS))
    factors[np.arange(len(sheet)), slot] = others.factor[others.possible]
    return _Part(
        sheet,
        factors,
        others.mixup[others.possible],
        unit,
        others.share[others.possible],
    )


def _every_line(others: _OtherUnits) -> _Part:
    """All figures of a sheet count another unit."""
    possible = others.possible[: len(EVERY_LINE)].copy()
    possible[:, :, EMPTY] = False
    unit, sheet = np.nonzero(possible.sum(axis=2) > 1)
    mine = possible[unit, sheet]
    factors = np.where(mine, others.factor[unit, sheet], 1.0)
    share = np.where(mine, others.share[unit, sheet], 0.0).max(axis=1)
    former = (mine & others.former[unit, sheet]).any(axis=1)
    likeliest = np.where(mine, others.share[unit, sheet], -1.0).argmax(axis=1)
    mixup = others.mixup[unit, sheet, likeliest]
    share = np.where(former, share, EVERY_LINE_SHARE * share)
    return _Part(sheet, factors, mixup, unit, share)


def _decimals(typed: TypedSheets, shares: Shares) -> _Part:
    """A mark lost, a nought too many, a thousands mark for a decimal mark."""
    sheet, slot = np.nonzero(typed.positive)
    place = np.repeat(np.arange(len(DECIMALS)), len(sheet))
    sheet, slot = np.tile(sheet, len(DECIMALS)), np.tile(slot, len(DECIMALS))
    factors = np.ones((len(sheet), SLOTS))
    factors[np.arange(len(sheet)), slot] = np.array(DECIMALS)[place]
    common, rare = shares[Mixup.DECIMAL_MARK], shares[Mixup.OTHER_UNIT]
    share = np.where(place < COMMON_DECIMALS, common, rare)
    return _as_typed(sheet, factors, Mixup.DECIMAL_MARK, share)


def _periods(typed: TypedSheets, shares: Shares) -> Iterator[_Part]:
    """A use of another time than a day."""
    used, gap = typed.positive[:, USE], typed.seen.gap_days
    for mixup, factor in PERIODS:
        sheet = np.flatnonzero(used)
        factors = _of_use(np.full(len(sheet), factor))
        yield _as_typed(sheet, factors, mixup, np.full(len(sheet), shares[mixup]))
    sheet = np.flatnonzero(used & (gap > LONG_GAP_DAYS))
    share = np.full(len(sheet), shares[Mixup.SINCE_LAST])
    factors = _of_use(np.round(gap[sheet]))
    yield _as_typed(sheet, factors, Mixup.SINCE_LAST, share)


def _swaps(typed: TypedSheets, shares: Shares) -> _Part:
    """Full taken for empty, and empty for full."""
    sheet = np.flatnonzero(typed.positive[:, STOCK] & typed.positive[:, EMPTY])
    ratio = typed.amounts_kg[sheet, STOCK] / typed.amounts_kg[sheet, EMPTY]
    factors = np.ones((len(sheet), SLOTS))
    factors[:, STOCK], factors[:, EMPTY] = ratio, 1.0 / ratio
    share = np.full(len(sheet), shares[Mixup.SWAPPED])
    return _as_typed(sheet, factors, Mixup.SWAPPED, share)


def _as_typed(sheet: Whole, factors: Array, mixup: Mixup, share: Array) -> _Part:
    named = np.full(len(sheet), MIXUPS.index(mixup))
    return _Part(sheet, factors, named, np.full(len(sheet), -1), share)


def _of_use(factor: Array) -> Array:
    factors = np.ones((len(factor), SLOTS))
    factors[:, USE] = factor
    return factors


def _units_kg(typed: TypedSheets) -> Array:
    """Kilograms of each unit in each sheet; NaN where nobody would use it."""
    rows = {unit: np.full(len(typed.piece_kg), KG_OF[unit]) for unit in KG_OF}
    rows[MeantUnit.PERCENT] = typed.seen.capacity_kg / PERCENT
    rows[MeantUnit.PIECES] = typed.piece_kg
    rows[MeantUnit.PIECES_M3] = typed.piece_kg / typed.piece_m3
    return np.stack(
        [np.where(_is_used(unit, typed.counted), rows[unit], np.nan) for unit in MEANT]
    )


def _is_used(unit: MeantUnit, counted: Flags) -> Flags:
    return counted if unit in OF_PIECES else ~counted


def _names(apart: Array, typed: TypedSheets) -> Whole:
    """What a mix-up of the unit typed and each other unit is called."""
    named = np.full(apart.shape, MIXUPS.index(Mixup.OTHER_UNIT))
    gas = np.array([unit in OF_GAS for unit in MEANT])[:, None, None]
    volume = np.array([unit in WITH_LIQUID for unit in MEANT])[:, None, None]
    percent_kg = typed.seen.capacity_kg[:, None] / PERCENT
    with np.errstate(divide="ignore", invalid="ignore"):
        of_tank = np.abs(np.log(typed.unit_kg / percent_kg)) < SAME
    of_tank = of_tank & ~typed.counted[:, None] & (np.arange(SLOTS) == STOCK)
    named[~gas & _within(apart, THOUSAND_BAND)] = MIXUPS.index(Mixup.THOUSAND)
    named[~gas & _within(apart, LIQUID_BAND)] = MIXUPS.index(Mixup.LIQUID_VOLUME)
    named[_within(apart, GAS_BAND)] = MIXUPS.index(Mixup.GAS_VOLUME)
    for_liquid = volume & _within(apart, GAS_LIQUID_BAND)
    named[for_liquid] = MIXUPS.index(Mixup.GAS_FOR_LIQUID)
    named[:, of_tank] = MIXUPS.index(Mixup.PERCENT)
    named[MEANT.index(MeantUnit.PERCENT)] = MIXUPS.index(Mixup.PERCENT)
    for unit in OF_PIECES:
        named[MEANT.index(unit)] = MIXUPS.index(Mixup.PIECES)
    return named


def _within(apart: Array, band: tuple[float, float]) -> Flags:
    inside: Flags = (apart > band[0]) & (apart < band[1])
    return inside
