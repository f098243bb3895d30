"""What is asked about a report that is not simply accepted, and what may be meant."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from napas.domain.finding import Finding, Grade, find
from napas.domain.network import Form
from napas.domain.report import Judged, Meaning, Mixup, Report, Verdict
from napas.errors import Scalar
from napas.oversight.doubt import ReportDoubt
from napas.oversight.evidence.expectation import TREND
from napas.oversight.evidence.memory import Memory
from napas.oversight.evidence.mixups import (
    KG_OF,
    MEANT,
    MIXUPS,
    MeantUnit,
    TypedSheets,
)
from napas.oversight.evidence.sheets import (
    EMPTY,
    RECEIVED,
    STOCK,
    USE,
)
from napas.oversight.evidence.weighing import TOUCHED, Weighed
from napas.units.mass import KG_PER_T

MOST_MEANINGS = 3
LEAST_ODDS_SHARE, FAR_FETCHED = 0.05, 0.001
ALIKE = 0.03
"""Meanings whose masses differ by less are one."""
TOLD_STOCKS = 3
"""Stocks remembered from which their range is told."""
LOW_SHARE, HIGH_SHARE = 0.1, 0.95
SPREADS = 2.0
NEAR = 3.0
"""A unit that was not told may be one that brings the figure so near the usual."""
A_DAY = "/day"
BEYOND = {
    STOCK: ReportDoubt.BEYOND_TANK,
    USE: ReportDoubt.BEYOND_FLOW,
    RECEIVED: ReportDoubt.BEYOND_ROOM,
    EMPTY: ReportDoubt.BEYOND_CYLINDERS,
}


_BEYOND = frozenset({*BEYOND.values(), ReportDoubt.BEYOND_CYLINDERS})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report stands among the sheets weighed together."""

    sheet: int
    slot: int
    book: int


def ask(
    report: Report,
    place: Place,
    typed: TypedSheets,
    weighed: Weighed,
    memory: Memory,
    *,
    adopted: bool,
) -> Judged:
    """A report that is held or questioned, with its reasons and meanings.

    Args:
        report: as typed.
        place: where it stands among the sheets.
        typed: the sheets.
        weighed: what is thought of them.
        memory: of all books, for what is usual.
        adopted: whether it was held so often that it is used from now on.
    """
    sheet, slot = place.sheet, place.slot
    held = bool(weighed.held[sheet, slot]) and not adopted
    meanings = _meanings(report, place, typed, weighed)
    grade = Grade.SET_ASIDE if held else Grade.DOUBTFUL
    told = _told(report, place, typed, memory)
    codes = list(
        _codes(place, typed, weighed, adopted=adopted, explained=bool(meanings))
    )
    findings = tuple(
        Finding(grade, code, report.facility, params=_params(told, code, meanings))
        for code in codes
    )
    verdict = Verdict.HELD if held else Verdict.QUESTIONED
    return Judged(report, verdict, findings, meanings)


def hold_unread(
    report: Report, place: Place, typed: TypedSheets, memory: Memory
) -> Judged:
    """A report whose unit cannot be read, with units that would make it usual."""
    low_kg, high_kg = usual_kg(place, typed, memory)
    piece_kg = float(typed.piece_kg[place.sheet])
    meant = [
        (unit, KG_OF.get(unit, piece_kg) * report.value)
        for unit in (*KG_OF, MeantUnit.PIECES)
        if _fits(unit, report, place)
    ]
    near = [
        (unit, mass_kg)
        for unit, mass_kg in meant
        if low_kg / NEAR <= mass_kg <= high_kg * NEAR and report.value > 0.0
    ]
    meanings = tuple(
        Meaning(
            Mixup.OTHER_UNIT, report.value, _shown(unit, place), mass_kg, 1 / len(near)
        )
        for unit, mass_kg in _unlike(near)
    )
    finding = find(
        Grade.SET_ASIDE,
        ReportDoubt.UNIT_UNCLEAR,
        subject=report.facility,
        what=report.what,
        form=report.form,
        value=report.value,
        unit=report.unit,
        low=_rounded(low_kg / KG_PER_T),
        high=_rounded(high_kg / KG_PER_T),
        readings=" | ".join(each.unit for each in meanings),
    )
    return Judged(report, Verdict.HELD, (finding,), meanings)


def hold_future(report: Report) -> Judged:
    """A report that speaks of a moment after it came in."""
    finding = find(
        Grade.SET_ASIDE,
        ReportDoubt.FROM_FUTURE,
        subject=report.facility,
        what=report.what,
        as_of=report.as_of.isoformat(),
        known_at=report.known_at.isoformat(),
    )
    return Judged(report, Verdict.HELD, (finding,))


def usual_kg(place: Place, typed: TypedSheets, memory: Memory) -> tuple[float, float]:
    """Between what a figure of this slot usually lies."""
    seen, sheet = typed.seen, place.sheet
    capacity = float(seen.capacity_kg[sheet])
    if place.slot == USE:
        centre, spread = seen.uses_log[TREND, sheet], seen.uses_spread[TREND, sheet]
        low, high = np.exp([centre - SPREADS * spread, centre + SPREADS * spread])
        zero = seen.zero_kg[sheet]
        return max(0.0, float(low - zero)), max(float(zero), float(high - zero))
    if place.slot == RECEIVED and seen.receipt_known[sheet]:
        centre, spread = seen.receipt_log[sheet], seen.receipt_spread[sheet]
        low, high = np.exp([centre - SPREADS * spread, centre + SPREADS * spread])
        return float(low), float(high)
    if place.slot == EMPTY:
        return 0.0, float(seen.total_kg[sheet])
    known = memory.stocks_kg[place.book]
    known = known[np.isfinite(known)]
    if place.slot == STOCK and len(known) >= TOLD_STOCKS:
        return float(known.min()), float(known.max())
    return LOW_SHARE * capacity, HIGH_SHARE * capacity


Told = dict[str, Scalar]


def _told(report: Report, place: Place, typed: TypedSheets, memory: Memory) -> Told:
    """What the sentences mention: the figure, and what is usual, in its own unit."""
    sheet, slot = place.sheet, place.slot
    low_kg, high_kg = usual_kg(place, typed, memory)
    own_kg = float(typed.usual_unit_kg[sheet, slot])
    each_kg = report.value and float(typed.unit_kg[sheet, slot])
    if not each_kg:  # of nothing, the unit is taken to be the sender's own
        each_kg = own_kg if own_kg > 0.0 else 1.0
    return {
        "what": report.what,
        "form": report.form,
        "value": report.value,
        "unit": report.unit,
        "low": _rounded(low_kg / each_kg),
        "high": _rounded(high_kg / each_kg),
        "most": _rounded(_most_kg(place, typed) / each_kg),
    }


def _most_kg(place: Place, typed: TypedSheets) -> float:
    seen, sheet = typed.seen, place.sheet
    if place.slot == USE and np.isfinite(seen.use_limit_kg[sheet]):
        return float(seen.use_limit_kg[sheet])
    return float(seen.capacity_kg[sheet])


def _codes(
    place: Place,
    typed: TypedSheets,
    weighed: Weighed,
    *,
    adopted: bool,
    explained: bool,
) -> Iterator[ReportDoubt]:
    at = place.sheet, place.slot
    if adopted:
        yield ReportDoubt.ADOPTED
        return
    if weighed.beyond[at]:
        full = place.slot == STOCK and typed.counted[place.sheet]
        yield ReportDoubt.BEYOND_CYLINDERS if full else BEYOND[place.slot]
    if weighed.broken[at]:
        yield ReportDoubt.NOT_WHOLE
    if weighed.unusual[at]:
        yield ReportDoubt.UNUSUAL
    elif explained:
        yield ReportDoubt.MIXUP if weighed.held[at] else ReportDoubt.ASKED
    elif not (weighed.beyond[at] or weighed.broken[at]):
        yield ReportDoubt.FAR


def _params(
    told: Told, code: ReportDoubt, meanings: tuple[Meaning, ...]
) -> tuple[tuple[str, Scalar], ...]:
    params = dict(told)
    if code not in _BEYOND:
        del params["most"]
    if code in (ReportDoubt.MIXUP, ReportDoubt.ASKED):
        params |= {
            "mixup": meanings[0].mixup,
            "meant": _rounded(meanings[0].value),
            "expected_unit": meanings[0].unit,
        }
    return tuple(sorted(params.items()))


def _meanings(
    report: Report, place: Place, typed: TypedSheets, weighed: Weighed
) -> tuple[Meaning, ...]:
    """The likeliest other meanings of a figure, each once, none that is far-fetched."""
    ways, slot = weighed.meanings, place.slot
    if ways is None or weighed.unusual[place.sheet, slot]:
        return ()
    mine = np.flatnonzero(weighed.looked[ways.sheet] == place.sheet)
    apart = np.abs(np.log(ways.factors[mine, slot]))
    mine = mine[apart > TOUCHED]
    mine = mine[np.argsort(-weighed.weights[mine], kind="stable")]
    total = float(weighed.weights[mine].sum())
    kept: list[Meaning] = []
    for row in mine[weighed.weights[mine] > FAR_FETCHED * total].tolist():
        meaning = _meaning(report, place, typed, weighed, row)
        odds = float(weighed.weights[row]) / total
        for at, other in enumerate(kept):
            if abs(meaning.mass_kg - other.mass_kg) <= ALIKE * other.mass_kg:
                kept[at] = replace(other, odds_share=min(1.0, other.odds_share + odds))
                break
        else:
            kept.append(replace(meaning, odds_share=odds))
    kept.sort(key=lambda each: -each.odds_share)
    likely = [each for each in kept if each.odds_share >= LEAST_ODDS_SHARE]
    return tuple(likely[:MOST_MEANINGS])


def _meaning(
    report: Report, place: Place, typed: TypedSheets, weighed: Weighed, row: int
) -> Meaning:
    """One way a figure may have been meant."""
    ways = weighed.meanings
    assert ways is not None, "a row is one of the meanings"
    factor = float(ways.factors[row, place.slot])
    unit = int(ways.unit[row])
    return Meaning(
        mixup=MIXUPS[int(ways.mixup[row])],
        value=report.value / factor if unit < 0 else report.value,
        unit=report.unit if unit < 0 else _shown(MEANT[unit], place),
        mass_kg=float(typed.amounts_kg[place.sheet, place.slot]) / factor,
        odds_share=0.0,
    )


def _shown(unit: MeantUnit, place: Place) -> str:
    rate = place.slot == USE and unit is not MeantUnit.FLOW
    return f"{unit.value}{A_DAY}" if rate else unit.value


def _fits(unit: MeantUnit, report: Report, place: Place) -> bool:
    counted = report.form is Form.CYLINDER
    of_use = unit is not MeantUnit.FLOW or place.slot == USE
    return (unit is MeantUnit.PIECES) is counted and of_use


def _unlike(
    meant: list[tuple[MeantUnit, float]],
) -> list[tuple[MeantUnit, float]]:
    """The first of each mass."""
    kept: list[tuple[MeantUnit, float]] = []
    for unit, mass_kg in meant:
        if all(abs(mass_kg - other) > ALIKE * other for _, other in kept):
            kept.append((unit, mass_kg))
    return kept


def _rounded(value: float) -> float:
    """Three significant digits: a range is no finer."""
    return float(f"{value:.3g}")
