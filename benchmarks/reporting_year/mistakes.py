"""Mistakes of units planted among honest lines, each known by its kind."""

from collections.abc import Callable
from dataclasses import dataclass

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
STEPS = 12
"""Reports after which a sender that switched units is told of it."""
GAP_DAYS = 2.0
APART_DAYS = 8.0
"""Mistakes of one hospital and form lie so far apart, or further."""
SWAP_APART = 0.1
"""Full and empty that differ by less (as a logarithm) may be swapped without harm."""


@dataclass(frozen=True)
class Mistake:
    """A kind of mistake.

    Attributes:
        name: as it stands in the table.
        alter: changes chosen lines in place.
        eligible: lines in which it can be made.
        lasting: whether the sender goes on so.
        thousand: whether it is off by a thousand.
    """

    name: str
    alter: Callable[[Lines, Whole, Hospitals, Generator], None]
    eligible: Callable[[Lines, Hospitals], Flags]
    lasting: bool = False
    thousand: bool = False


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
    thousand: bool = False,
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

    return Mistake(
        name,
        alter,
        lambda lines, _: _in_units(lines, pairs, kinds),
        lasting=lasting,
        thousand=thousand,
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
    *,
    thousand: bool = False,
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

    return Mistake(name, alter, eligible, thousand=thousand)


def _uses(lines: Lines, _: Hospitals) -> Flags:
    fit: Flags = (lines.kind == USE) & (lines.form == LIQUID) & (lines.value > 0.0)
    return fit


def _uses_after_gap(lines: Lines, hospitals: Hospitals) -> Flags:
    return _uses(lines, hospitals) & (lines.gap_days >= GAP_DAYS)


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
    last = _last_of_bundle(lines, full)
    both = (lines.kind[last] == EMPTY) & (lines.value[full] > 0.0)
    both &= lines.value[last] > 0.0
    ratio = np.where(
        both, lines.value[full] / np.where(both, lines.value[last], 1.0), 1
    )
    flags[full[both & (np.abs(np.log(ratio)) > SWAP_APART)]] = True
    return flags


def _last_of_bundle(lines: Lines, chosen: Whole) -> Whole:
    after = np.searchsorted(lines.bundle, lines.bundle[chosen], side="right")
    return np.asarray(after - 1, dtype=np.int64)


def _swap(lines: Lines, chosen: Whole, hospitals: Hospitals, random: Generator) -> None:
    del hospitals, random
    last = _last_of_bundle(lines, chosen)
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
            thousand=True,
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
        _unit_mistake(f"m3 gas and m3 liquid{how}", {GAS: KL, KL: GAS}, beside=beside)
        for beside, how in ((False, ""), (True, ", unit changed"))
    ),
    _times("use of an hour", 1.0 / 24.0, _uses),
    _times("use per hour, number of a day", 24.0, _uses),
    _times("use of a week", 7.0, _uses),
    _times("use of a month", 30.0, _uses),
    _times("use since the last report", None, _uses_after_gap),
    _times("decimal mark lost, x10", 10.0, _with_decimals(1)),
    _times("decimal mark lost, x100", 100.0, _with_decimals(2)),
    _times("decimal mark lost, x1000", 1000.0, _with_decimals(3), thousand=True),
    _times("thousands mark as decimal", 1e-3, _thousands, thousand=True),
    _times("a nought too many", 10.0, _whole_numbers),
    Mistake("m3 typed as cylinders", _pieces_in_m3, _pieces),
    Mistake("cylinders beside m3", _pieces_beside_m3, _pieces),
    Mistake("full and empty swapped", _swap, _swappable),
    Mistake("per cent typed as mass", _percent_as_mass, _levels),
    Mistake("t typed as per cent", _mass_as_percent, _percent_levels),
)
LASTING = tuple(
    _unit_mistake(
        f"{pair} for good, {item}{how}",
        units,
        beside=beside,
        kinds=kinds,
        lasting=True,
    )
    for pair, units in (("kL and t", KL_AND_T), ("m3 gas and kg", GAS_AND_KG))
    for item, kinds in (
        ("stock alone", (STOCK,)),
        ("use alone", (USE,)),
        ("every line", (STOCK, USE, RECEIVED)),
    )
    for beside, how in ((False, ""), (True, ", unit changed"))
)
MISTAKES = (*SINGLE, *LASTING)


def plant(lines: Lines, hospitals: Hospitals, per_kind: int, random: Generator) -> None:
    """Plant so many mistakes of each kind, apart from one another, in place.

    The kinds are numbered from 1 in the order of `MISTAKES`; lasting ones first, so
    that they find room.
    """
    free = _Room(lines)
    ordered = sorted(enumerate(MISTAKES, 1), key=lambda pair: not pair[1].lasting)
    event = 0
    for number, mistake in ordered:
        fits = mistake.eligible(lines, hospitals)
        fit = np.flatnonzero(fits)
        random.shuffle(fit)
        left = max(1, per_kind // 3) if mistake.lasting else per_kind
        for line in fit:
            if left == 0:
                break
            chosen = free.take(int(line), mistake)
            if chosen is None:
                continue
            chosen = chosen[fits[chosen]]
            mistake.alter(lines, chosen, hospitals, random)
            marked = chosen
            if mistake.alter is _swap:
                marked = np.concatenate([chosen, _last_of_bundle(lines, chosen)])
            lines.mistake[marked] = number
            lines.event[marked] = event
            bundles = np.unique(lines.bundle[marked])
            lines.step[marked] = np.searchsorted(bundles, lines.bundle[marked])
            event, left = event + 1, left - 1


class _Room:
    """Which days of which hospital and form are still without a mistake."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.series = lines.hospital * 2 + lines.form
        self.taken: dict[int, list[tuple[float, float]]] = {}
        order = np.lexsort((np.arange(lines.count), self.series))
        self.order = order
        self.starts = np.searchsorted(
            self.series[order], np.arange(self.series.max() + 2)
        )

    def take(self, line: int, mistake: Mistake) -> Whole | None:
        """The lines of a mistake that begins at a line; None where there is no room."""
        lines, series = self.lines, int(self.series[line])
        begins = ends = float(lines.at_days[line])
        chosen = np.array([line])
        if mistake.lasting:
            mine = self.order[self.starts[series] : self.starts[series + 1]]
            later = mine[lines.bundle[mine] >= lines.bundle[line]]
            bundles = np.unique(lines.bundle[later])[:STEPS]
            later = later[lines.bundle[later] <= bundles[-1]]
            chosen = later
            ends = float(lines.at_days[later].max())
        for other_begins, other_ends in self.taken.get(series, ()):
            if begins < other_ends + APART_DAYS and ends > other_begins - APART_DAYS:
                return None
        self.taken.setdefault(series, []).append((begins, ends))
        return chosen
