"""What hospitals honestly report in an invented year, line by line, as typed."""

from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator

from benchmarks.reporting_year.course import REST_DAYS, WEEK, Course
from benchmarks.reporting_year.hospitals import (
    CYLINDER,
    GAUGED,
    GUESSED,
    LIQUID,
    UNIT_KG,
    UNITS,
    Array,
    Flags,
    Hospitals,
    Whole,
)
from benchmarks.reporting_year.swing import Swing
from napas.domain.report import ReportKind

KINDS = tuple(ReportKind)
STOCK, USE, RECEIVED, FULL, EMPTY = range(len(KINDS))
PERCENT = UNITS.index("%")
TONNE = UNITS.index("t")
PIECES = len(UNITS)
"""Stands for pieces among the places of `UNITS`."""
MONTH_DAYS = 30.4
REPORT_HOUR = 1.0 / 24.0
JITTER_DAYS = 0.7 / 24.0
MISCOUNT_SHARE = 0.2


@dataclass
class Lines:
    """Reports by columns, in the order of day, hospital and form.

    Attributes:
        bundle: lines of one number were sent together.
        kg_per_unit: what one of the unit as typed is read as.
        value: as typed.
        honest_kg: what the sender meant.
        gap_days: since the report before.
        mistake, event, step: 0, -1, 0 where honest; see `mistakes`.
        pieces: whether the line was read as cylinders.
    """

    hospital: Whole
    form: Whole
    kind: Whole
    bundle: Whole
    at_days: Array
    value: Array
    unit: Whole
    kg_per_unit: Array
    honest_kg: Array
    gap_days: Array
    moved: Flags
    mistake: Whole = field(init=False)
    event: Whole = field(init=False)
    step: Whole = field(init=False)

    def __post_init__(self) -> None:
        self.mistake = np.zeros(len(self.value), dtype=np.int64)
        self.event = np.full(len(self.value), -1, dtype=np.int64)
        self.step = np.zeros(len(self.value), dtype=np.int64)

    @property
    def count(self) -> int:
        """How many."""
        return len(self.value)


def register_kg(courses: dict[int, Course], months: int) -> dict[int, Array]:
    """Capacities as the register of each month has them: those of its first day."""
    return {
        form: course.capacity_kg[[int(month * MONTH_DAYS) for month in range(months)]]
        for form, course in courses.items()
    }


def reporting_days(hospitals: Hospitals, swing: Swing, random: Generator) -> Flags:
    """On which days each hospital reports."""
    shape = (swing.days, hospitals.count)
    days = np.arange(swing.days)[:, None]
    says = random.random(shape) >= swing.missing_share
    says &= days >= hospitals.begins_day
    says &= ~(np.isin(days % WEEK, REST_DAYS) & hospitals.rests_weekends)
    for hospital in range(hospitals.count):
        for _ in range(int(random.poisson(swing.silences_per_year))):
            begins = int(random.integers(0, swing.days))
            says[begins : begins + int(random.integers(3, 11)), hospital] = False
    return says


def write_lines(
    form: int,
    hospitals: Hospitals,
    course: Course,
    says: Flags,
    swing: Swing,
    random: Generator,
) -> Lines:
    """The honest lines of one form."""
    writer = _Writer(form, hospitals, course, swing, random)
    for day in range(swing.days):
        writer.write_day(day, says[day])
    return writer.lines()


@dataclass
class _Writer:
    """Writes day after day; keeps what each sender remembers of the report before."""

    form: int
    hospitals: Hospitals
    course: Course
    swing: Swing
    random: Generator
    columns: list[tuple[Array, ...]] = field(default_factory=list)
    bundles: int = 0

    def __post_init__(self) -> None:
        count = self.hospitals.count
        self.last_day = np.full(count, -1.0)
        self.last_kg = np.full(count, np.nan)
        self.told_kg = np.full(count, np.nan)
        self.dial = self.random.random(count) < self.swing.dial_share
        self.since_kg = np.zeros(count)
        self.known_kg = np.zeros(count)

    def write_day(self, day: int, says: Flags) -> None:
        """Write what every sender says on one day."""
        hospitals, course, random = self.hospitals, self.course, self.random
        count = hospitals.count
        came = course.received_kg[day]
        self.known_kg += came
        self.since_kg += np.where(
            random.random(count) < self.swing.forgotten_share, 0.0, came
        )
        if self.form == LIQUID:
            says = says & (hospitals.tank_kg > 0.0)
        else:
            says = says & hospitals.tells_cylinders
        jitter = random.normal(0.0, JITTER_DAYS, count)
        at = day + REPORT_HOUR + jitter
        use = course.use_kg[day]
        true_kg = course.stock_kg[day] - use * jitter
        capacity = course.capacity_kg[day]
        if self.form == LIQUID:
            error = self.swing.scatter(count, random) * hospitals.gauge_share
            seen = self._on_dial(true_kg + error * capacity, capacity)
            seen = np.clip(seen, 0.0, capacity)
        else:
            miscounted = random.random(count) < MISCOUNT_SHARE
            slip = np.round(random.normal(0.0, 0.02, count) * capacity)
            seen = np.where(
                miscounted, course.stock_kg[day] + slip, course.stock_kg[day]
            )
            seen = np.clip(seen, 0.0, capacity)
        gap = np.where(self.last_day < 0.0, 1.0, day - self.last_day)
        told_use = self._use(use, seen, gap)
        copied = random.random(count) < self.swing.copied_share
        copied &= np.isfinite(self.last_kg) & np.isfinite(self.told_kg)
        seen = np.where(copied, np.minimum(self.last_kg, capacity), seen)
        told_use = np.where(copied, self.told_kg, told_use)
        who = np.flatnonzero(says)
        self._write(who, at, seen, told_use, gap, day)
        self.last_day = np.where(says, day, self.last_day)
        self.last_kg = np.where(says, seen, self.last_kg)
        self.told_kg = np.where(says, told_use, self.told_kg)
        forgets = says | (self.last_day < 0.0)
        self.since_kg = np.where(forgets, 0.0, self.since_kg)
        self.known_kg = np.where(forgets, 0.0, self.known_kg)

    def _on_dial(self, level_kg: Array, capacity_kg: Array) -> Array:
        """What those who have a coarse dial read, and the others as it is."""
        step_kg = np.maximum(self.swing.dial_step * capacity_kg, 1.0)
        read: Array = np.where(
            self.dial, np.round(level_kg / step_kg) * step_kg, level_kg
        )
        return read

    def _use(self, use: Array, seen: Array, gap: Array) -> Array:
        hospitals, random, swing = self.hospitals, self.random, self.swing
        noise = np.where(
            hospitals.method == GUESSED, swing.guess_noise, swing.meter_noise
        )
        told = use * hospitals.bias * np.exp(swing.scatter(len(use), random) * noise)
        drawn = (self.last_kg - seen + self.known_kg) / gap
        gauged = (hospitals.method == GAUGED) & np.isfinite(drawn)
        if self.form == CYLINDER:
            return use
        return np.where(gauged, np.maximum(drawn, 0.0), told)

    def _write(
        self, who: Whole, at: Array, seen: Array, use: Array, gap: Array, day: int
    ) -> None:
        hospitals, random = self.hospitals, self.random
        bundle = self.bundles + np.arange(len(who))
        self.bundles += len(who)
        other = random.random(len(who)) < self.swing.other_unit_share
        unit = np.where(
            other, random.integers(0, PERCENT, len(who)), hospitals.unit[who]
        )
        if self.form == CYLINDER:
            unit = np.full(len(who), PIECES)
        plain = np.where(unit == PERCENT, TONNE, unit)
        always = np.ones(len(who), dtype=np.bool_)
        capacity = self.course.capacity_kg[day]
        empty = np.maximum(capacity - seen, 0.0)
        level = STOCK if self.form == LIQUID else FULL
        items = [
            (level, seen, always, unit),
            (USE, use, hospitals.tells_use[who], plain),
            (RECEIVED, self.since_kg, hospitals.tells_received[who], plain),
        ]
        if self.form == CYLINDER:
            items.append((EMPTY, empty, hospitals.tells_empty[who], plain))
        for kind, amount_kg, told, units in items:
            mine = who[told]
            per_unit = self._kg_per_unit(mine, units[told], day)
            typed = _typed(amount_kg[mine] / per_unit, hospitals.digits[mine])
            typed = np.where(units[told] == PIECES, np.round(typed), typed)
            whole = np.full(len(mine), float(kind))
            self.columns.append(
                (
                    mine.astype(np.float64),
                    whole,
                    bundle[told].astype(np.float64),
                    at[mine],
                    typed,
                    units[told].astype(np.float64),
                    per_unit,
                    gap[mine],
                    self.course.moved[day][mine].astype(np.float64),
                )
            )

    def _kg_per_unit(self, who: Whole, unit: Whole, day: int) -> Array:
        """What one unit is; per cent are those of the tank that stands there."""
        known = np.array([*UNIT_KG.values(), np.nan, np.nan])[unit]
        percent = self.course.capacity_kg[day][who] / 100.0
        piece = self.hospitals.piece_kg[who]
        return np.where(
            unit == PERCENT, percent, np.where(unit == PIECES, piece, known)
        )

    def lines(self) -> Lines:
        """All lines, with those of one bundle beside one another."""
        stacked = [np.concatenate(column) for column in zip(*self.columns, strict=True)]
        order = np.argsort(stacked[2], kind="stable")
        who, kind, bundle, at, value, unit, per_unit, gap, moved = (
            column[order] for column in stacked
        )
        return Lines(
            hospital=who.astype(np.int64),
            form=np.full(len(who), self.form),
            kind=kind.astype(np.int64),
            bundle=bundle.astype(np.int64),
            at_days=at,
            value=value,
            unit=unit.astype(np.int64),
            kg_per_unit=per_unit,
            honest_kg=value * per_unit,
            gap_days=gap,
            moved=moved > 0.0,
        )


def _typed(value: Array, digits: Whole) -> Array:
    """Numbers with as many significant digits as their senders type."""
    size = np.floor(np.log10(np.maximum(value, 1e-12)))
    decimals = np.clip(digits - 1 - size, 0, 3).astype(np.int64)
    scale = 10.0**decimals
    return np.where(value > 0.0, np.round(value * scale) / scale, 0.0)


def join_lines(first: Lines, second: Lines) -> Lines:
    """The lines of both forms; their bundles stay apart."""
    shifted = second.bundle + (int(first.bundle.max()) + 1 if first.count else 0)
    pairs = {
        name: np.concatenate([getattr(first, name), getattr(second, name)])
        for name in Lines.__dataclass_fields__
        if name not in {"bundle", "mistake", "event", "step"}
    }
    return Lines(bundle=np.concatenate([first.bundle, shifted]), **pairs)
