"""Mistakes of units planted among honest lines, each known by its kind."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.random import Generator

from benchmarks.reporting_year.hospitals import (
    LIQUID,
    PIECE_M3,
    UNIT_KG,
    UNITS,
    Array,
    Flags,
    Hospitals,
    Whole,
)
from benchmarks.reporting_year.sheets import (
    EMPTY,
    FULL,
    PERCENT,
    PIECES,
    RECEIVED,
    STOCK,
    USE,
    Lines,
)
from napas.units.gas import GasReference, gas_density_kg_per_m3

T, KG, KL, L, GAS = (UNITS.index(name) for name in UNIT_KG)
PLAIN_KG = np.array([*UNIT_KG.values()])
GAS_STATES = np.array(
    [
        gas_density_kg_per_m3(state)
        for state in (
            GasReference.AT_0_C,
            GasReference.AT_15_C,
            GasReference.AT_20_C,
            GasReference.AT_70_F,
        )
    ]
)
GAP_DAYS = 2.0
MONTH_DAYS = 30.0
TOTAL_SPREAD = 0.08
"""By which a total is no multiple of today's use."""
SWAP_APART = 0.1
"""Full and empty that differ by less (as a logarithm) may be swapped without harm."""


class Family(StrEnum):
    """What mistakes have in common.

    NEIGHBOUR: a number of a unit that is 1.14 or 1.35 times the usual one, under the
    word of the usual one, so that nothing shows but a figure a little off.
    """

    THOUSAND = "slips by a thousand"
    CHANGED_UNIT = "kL, t, kg, m3: the word of another unit"
    NEIGHBOUR = "kL, t, kg, m3: the usual word, 1.14 or 1.35 times off"
    GAS_AND_LIQUID = "m3 of gas, m3 of liquid, t"
    DAY_AND_TOTAL = "use of a day and of another time"
    OTHER = "decimal marks, noughts, cylinders, per cent"


@dataclass(frozen=True)
class Mistake:
    """A kind of mistake.

    Attributes:
        name: as it stands in the table.
        alter: changes chosen lines in place.
        eligible: lines in which it can be made.
        lasting: whether the sender goes on so.
        family: what it belongs to.
    """

    name: str
    alter: Callable[[Lines, Whole, Hospitals, Generator], None]
    eligible: Callable[[Lines, Hospitals], Flags]
    family: Family = Family.OTHER
    lasting: bool = False

    @property
    def thousand(self) -> bool:
        """Whether it is off by a thousand."""
        return self.family is Family.THOUSAND


def _in_units(lines: Lines, pairs: dict[int, int], kinds: tuple[int, ...]) -> Flags:
    fit: Flags = (
        np.isin(lines.unit, list(pairs))
        & np.isin(lines.kind, kinds)
        & (lines.form == LIQUID)
        & (lines.value > 0.0)
    )
    return fit


def _unit_mistake(
    name: str,
    pairs: dict[int, int],
    *,
    beside: bool,
    kinds: tuple[int, ...] = (STOCK, USE, RECEIVED),
    lasting: bool = False,
    family: Family = Family.NEIGHBOUR,
) -> Mistake:
    """The number of another unit under the usual one, or the other way round."""

    def alter(
        lines: Lines, chosen: Whole, hospitals: Hospitals, random: Generator
    ) -> None:
        del hospitals
        unit = lines.unit[chosen]
        other = np.array([pairs[each] for each in unit])
        state = random.choice(GAS_STATES, len(chosen))
        other_kg = np.where(other == GAS, state, PLAIN_KG[other])
        own_kg = np.where(unit == GAS, state, PLAIN_KG[unit])
        if beside:
            lines.unit[chosen] = other
            lines.kg_per_unit[chosen] = PLAIN_KG[other]
        else:
            number = lines.value[chosen] * own_kg / other_kg
            lines.value[chosen] = _three_digits(number)

    slight = beside and family is Family.NEIGHBOUR
    return Mistake(
        name,
        alter,
        lambda lines, _: _in_units(lines, pairs, kinds),
        Family.CHANGED_UNIT if slight else family,
        lasting,
    )


def _three_digits(number: Array) -> Array:
    """Three digits, as a gauge or a note shows them."""
    size = np.floor(np.log10(np.maximum(number, 1e-12)))
    scale = 10.0 ** np.clip(2 - size, 0, 4)
    rounded: Array = np.round(number * scale) / scale
    return rounded


def _times(
    name: str,
    factor: float | None,
    eligible: Callable[[Lines, Hospitals], Flags],
    family: Family = Family.OTHER,
) -> Mistake:
    """The number times a factor; no factor takes the days since the last report."""

    def alter(
        lines: Lines, chosen: Whole, hospitals: Hospitals, random: Generator
    ) -> None:
        del hospitals, random
        times = lines.gap_days[chosen] if factor is None else factor
        number = lines.value[chosen] * times
        pieces = lines.unit[chosen] == PIECES
        if factor is not None and factor > 1.0:
            number = np.where(pieces, np.round(number), number)
        lines.value[chosen] = number

    return Mistake(name, alter, eligible, family)


def _uses(lines: Lines, _: Hospitals) -> Flags:
    fit: Flags = (lines.kind == USE) & (lines.form == LIQUID) & (lines.value > 0.0)
    return fit


def _uses_after_gap(lines: Lines, hospitals: Hospitals) -> Flags:
    return _uses(lines, hospitals) & (lines.gap_days >= GAP_DAYS)


def _days_of_month(lines: Lines) -> Array:
    days: Array = np.floor(lines.at_days) % MONTH_DAYS + 1.0
    return days


def _uses_in_month(lines: Lines, hospitals: Hospitals) -> Flags:
    return _uses(lines, hospitals) & (_days_of_month(lines) >= GAP_DAYS)


def _month_so_far(
    lines: Lines, chosen: Whole, hospitals: Hospitals, random: Generator
) -> None:
    """A running total in the place of a day's use: no fixed number of days."""
    del hospitals
    days = _days_of_month(lines)[chosen]
    unlike = random.normal(1.0, TOTAL_SPREAD, len(chosen)).clip(0.7, 1.3)
    lines.value[chosen] = _three_digits(lines.value[chosen] * days * unlike)


def _with_decimals(count: int) -> Callable[[Lines, Hospitals], Flags]:
    def eligible(lines: Lines, _: Hospitals) -> Flags:
        scaled = lines.value * 10.0**count
        written = np.isclose(scaled, np.round(scaled), rtol=1e-9, atol=1e-9)
        shorter = lines.value * 10.0 ** (count - 1)
        needed = ~np.isclose(shorter, np.round(shorter), rtol=1e-9, atol=1e-9)
        return written & needed & (lines.value > 0.0)

    return eligible


def _whole(lines: Lines, least: float) -> Flags:
    whole: Flags = (lines.value >= least) & (lines.value == np.round(lines.value))
    return whole


def _thousands(lines: Lines, _: Hospitals) -> Flags:
    return _whole(lines, 1000.0)


def _whole_numbers(lines: Lines, _: Hospitals) -> Flags:
    return _whole(lines, 2.0)


def _pieces(lines: Lines, hospitals: Hospitals) -> Flags:
    sized = PIECE_M3[hospitals.main_type[lines.hospital]] > 1.0
    fit: Flags = (lines.unit == PIECES) & (lines.value > 0.0) & sized
    return fit


def _pieces_in_m3(
    lines: Lines, chosen: Whole, hospitals: Hospitals, random: Generator
) -> None:
    del random
    size = PIECE_M3[hospitals.main_type[lines.hospital[chosen]]]
    lines.value[chosen] = np.round(lines.value[chosen] * size)


def _pieces_beside_m3(
    lines: Lines, chosen: Whole, hospitals: Hospitals, random: Generator
) -> None:
    del hospitals, random
    lines.unit[chosen] = GAS
    lines.kg_per_unit[chosen] = PLAIN_KG[GAS]


def _swappable(lines: Lines, _: Hospitals) -> Flags:
    """Full counts followed in their bundle by an empty count unlike them."""
    flags = np.zeros(lines.count, dtype=np.bool_)
    full = np.flatnonzero(lines.kind == FULL)
    last = last_of_bundle(lines, full)
    both = (lines.kind[last] == EMPTY) & (lines.value[full] > 0.0)
    both &= lines.value[last] > 0.0
    ratio = np.where(
        both, lines.value[full] / np.where(both, lines.value[last], 1.0), 1
    )
    flags[full[both & (np.abs(np.log(ratio)) > SWAP_APART)]] = True
    return flags


def last_of_bundle(lines: Lines, chosen: Whole) -> Whole:
    """The last line of the bundle of each line."""
    after = np.searchsorted(lines.bundle, lines.bundle[chosen], side="right")
    return np.asarray(after - 1, dtype=np.int64)


def swap(lines: Lines, chosen: Whole, hospitals: Hospitals, random: Generator) -> None:
    """Full and empty change places."""
    del hospitals, random
    last = last_of_bundle(lines, chosen)
    lines.value[chosen], lines.value[last] = lines.value[last], lines.value[chosen]


def _levels(lines: Lines, _: Hospitals) -> Flags:
    fit: Flags = (
        (lines.kind == STOCK) & np.isin(lines.unit, (T, KG)) & (lines.value > 0.0)
    )
    return fit


def _percent_levels(lines: Lines, _: Hospitals) -> Flags:
    fit: Flags = (lines.unit == PERCENT) & (lines.value > 0.0)
    return fit


def _percent_as_mass(
    lines: Lines, chosen: Whole, hospitals: Hospitals, random: Generator
) -> None:
    del random
    percent_kg = hospitals.tank_kg[lines.hospital[chosen]] / 100.0
    lines.value[chosen] = np.round(lines.honest_kg[chosen] / percent_kg)


def _mass_as_percent(
    lines: Lines, chosen: Whole, hospitals: Hospitals, random: Generator
) -> None:
    del hospitals, random
    lines.value[chosen] = np.round(lines.honest_kg[chosen] / 1000.0, 1)


KL_AND_T = {T: KL, KG: L, KL: T, L: KG}
GAS_AND_KG = {KG: GAS, GAS: KG}
SINGLE = (
    *(
        _unit_mistake(
            f"kg and t{how}",
            {T: KG, KG: T, KL: L, L: KL},
            beside=beside,
            family=Family.THOUSAND,
        )
        for beside, how in ((False, ""), (True, ", unit changed"))
    ),
    *(
        _unit_mistake(
            f"kL and t, {item}{how}",
            KL_AND_T,
            beside=beside,
            kinds=(kind,),
        )
        for item, kind in (("stock", STOCK), ("use", USE), ("received", RECEIVED))
        for beside, how in ((False, ""), (True, ", unit changed"))
    ),
    *(
        _unit_mistake(
            f"m3 gas and kg, {item}{how}",
            GAS_AND_KG,
            beside=beside,
            kinds=(kind,),
        )
        for item, kind in (("stock", STOCK), ("use", USE), ("received", RECEIVED))
        for beside, how in ((False, ""), (True, ", unit changed"))
    ),
    *(
        _unit_mistake(
            f"{name}{how}", pairs, beside=beside, family=Family.GAS_AND_LIQUID
        )
        for name, pairs in (
            ("m3 gas and m3 liquid", {GAS: KL, KL: GAS}),
            ("m3 gas and t", {GAS: T, T: GAS}),
        )
        for beside, how in ((False, ""), (True, ", unit changed"))
    ),
    _times("use of an hour", 1.0 / 24.0, _uses, Family.DAY_AND_TOTAL),
    _times("use per hour, number of a day", 24.0, _uses, Family.DAY_AND_TOTAL),
    _times("use of a week", 7.0, _uses, Family.DAY_AND_TOTAL),
    _times("use of a month", 30.0, _uses, Family.DAY_AND_TOTAL),
    _times("use since the last report", None, _uses_after_gap, Family.DAY_AND_TOTAL),
    Mistake(
        "use of the month so far", _month_so_far, _uses_in_month, Family.DAY_AND_TOTAL
    ),
    _times("decimal mark lost, x10", 10.0, _with_decimals(1)),
    _times("decimal mark lost, x100", 100.0, _with_decimals(2)),
    _times("decimal mark lost, x1000", 1000.0, _with_decimals(3), Family.THOUSAND),
    _times("thousands mark as decimal", 1e-3, _thousands, Family.THOUSAND),
    _times("a nought too many", 10.0, _whole_numbers),
    Mistake("m3 typed as cylinders", _pieces_in_m3, _pieces),
    Mistake("cylinders beside m3", _pieces_beside_m3, _pieces),
    Mistake("full and empty swapped", swap, _swappable),
    Mistake("per cent typed as mass", _percent_as_mass, _levels),
    Mistake("t typed as per cent", _mass_as_percent, _percent_levels),
)
FOR_DAYS = (
    *("use of an hour", "use of a week", "use of the month so far"),
    *("m3 typed as cylinders", "full and empty swapped"),
)
LASTING = (
    *(
        _unit_mistake(
            f"{pair} for days, {item}{how}",
            units,
            beside=beside,
            kinds=kinds,
            lasting=True,
        )
        for pair, units in (("kL and t", KL_AND_T), ("m3 gas and kg", GAS_AND_KG))
        for item, kinds in (
            ("stock alone", (STOCK,)),
            ("use alone", (USE,)),
            ("received alone", (RECEIVED,)),
            ("every line", (STOCK, USE, RECEIVED)),
        )
        for beside, how in ((False, ""), (True, ", unit changed"))
    ),
    _unit_mistake(
        "kg and t for days, every line",
        {T: KG, KG: T, KL: L, L: KL},
        beside=False,
        lasting=True,
        family=Family.THOUSAND,
    ),
    _unit_mistake(
        "m3 gas and m3 liquid for days, every line",
        {GAS: KL, KL: GAS},
        beside=False,
        lasting=True,
        family=Family.GAS_AND_LIQUID,
    ),
    *(
        replace(mistake, name=f"{mistake.name} for days", lasting=True)
        for mistake in SINGLE
        if mistake.name in FOR_DAYS
    ),
)
MISTAKES = (*SINGLE, *LASTING)
