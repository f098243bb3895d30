"""What truly happens in an invented year: use, levels, deliveries, day by day."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from benchmarks.reporting_year.hospitals import (
    LIQUID,
    PIPELINE_KG_PER_DAY,
    REGIONS,
    TANKS_T,
    Array,
    Flags,
    Hospitals,
)
from benchmarks.reporting_year.swing import Swing

FULLEST_SHARE = 0.93
HEEL_SHARE = 0.1
DECLINE_DAYS = 35.0
BOILOFF_SHARE_PER_DAY = 0.002
INWARD_SHARE = 0.6
ORDER_DAYS = 4.0
SMALLEST_DROP_KG = 200.0
DECANTED_SHARE = 0.99
LATEST_WAVE = 0.85
"""Part of the year in which waves begin."""
TOGETHER_DAYS = 5.0
WEEK = 7
REST_DAYS = (5, 6)
DRAWN_SHARE = 0.85
"""Of a cylinder, before it is changed."""


@dataclass(frozen=True)
class Course:
    """The truth, of a form; days by hospitals.

    Attributes:
        stock_kg: at the moment of the report, full cylinders by their content.
        use_kg: drawn since the day before.
        received_kg: as the delivery notes say, since the day before.
        capacity_kg: of the tank, or of all cylinders present.
        moved: days just after patients were moved in or out, or the tank swapped.
    """

    stock_kg: Array
    use_kg: Array
    received_kg: Array
    capacity_kg: Array
    moved: Flags


def draw_use(
    hospitals: Hospitals, swing: Swing, random: Generator
) -> tuple[Array, Flags]:
    """Use in kg/day for every day, and the days on which patients were moved."""
    days, count = swing.days, hospitals.count
    waves = np.zeros((days, REGIONS))
    common = random.uniform(0.0, days * LATEST_WAVE, swing.waves[1])
    for region in range(REGIONS):
        for number in range(int(random.integers(swing.waves[0], swing.waves[1] + 1))):
            begins = common[number] + random.normal(0.0, TOGETHER_DAYS)
            if not swing.together:
                begins = random.uniform(0.0, days * LATEST_WAVE)
            wave = _wave(begins, swing, random)
            waves[:, region] = np.maximum(waves[:, region], wave)
    power = random.lognormal(0.0, 0.2, count)
    course = waves[:, hospitals.region] * power
    small = (100.0 / hospitals.beds) ** 0.25
    drift = np.zeros(count)
    moved = np.zeros((days, count), dtype=np.bool_)
    shift, left = np.zeros(count), np.zeros(count)
    for day in range(days):
        drift = 0.8 * drift + random.normal(0.0, swing.drift_noise, count) * small
        left -= 1.0
        ends = left == 0.0
        begins = random.random(count) < swing.evacuations_per_year / 365.0
        inward = random.random(count) < INWARD_SHARE
        size = np.where(
            inward, random.uniform(1.8, 3.5, count), random.uniform(0.05, 0.4, count)
        )
        shift = np.where(begins, np.log(size), np.where(ends, 0.0, shift))
        left = np.where(begins, random.integers(2, 20, count), left)
        moved[day] = begins | ends
        course[day] += (
            drift + shift + swing.scatter(count, random) * swing.day_noise * small
        )
        if day % WEEK in REST_DAYS:
            course[day] += np.log(swing.weekend_use_share)
    use = hospitals.calm_kg_per_day * np.exp(course)
    return np.minimum(use, PIPELINE_KG_PER_DAY[hospitals.klass]), moved


def _wave(begins: float, swing: Swing, random: Generator) -> Array:
    """The logarithm of one wave: up, flat, down."""
    days = np.arange(swing.days, dtype=np.float64)
    plateau = random.uniform(7.0, 14.0)
    height = np.log(swing.growth_times) * random.uniform(0.8, 1.3)
    rise = np.log(swing.growth_times) / swing.growth_days
    top = begins + height / rise
    up = (days - begins) * rise
    down = height - (days - top - plateau) * np.log(swing.growth_times) / DECLINE_DAYS
    risen: Array = np.clip(np.minimum(up, down), 0.0, height)
    return risen


def run_tanks(
    hospitals: Hospitals,
    need_kg: Array,
    moved: Flags,
    swing: Swing,
    random: Generator,
) -> Course:
    """Tanks that are drawn from and filled when low; some are swapped for larger."""
    count = hospitals.count
    capacity = hospitals.tank_kg.copy()
    level = capacity * random.uniform(0.4, 0.9, count)
    order_share = random.uniform(0.3, 0.55, count)
    out = _empty_course(need_kg.shape, moved)
    for day, need in enumerate(need_kg):
        swapped = (random.random(count) < swing.swaps_per_year / 365.0) & (capacity > 0)
        swapped &= capacity < TANKS_T[-1] * 1000.0
        capacity = np.where(
            swapped, capacity * random.uniform(1.5, 3.0, count), capacity
        )
        capacity = np.where(swapped, np.round(capacity, -3), capacity)
        out.moved[day] |= swapped
        cover_days = level / np.maximum(need, 1.0)
        low = (level < order_share * capacity) | (cover_days < ORDER_DAYS)
        pressed = need > 2.5 * hospitals.calm_kg_per_day
        comes = low & (random.random(count) < np.where(pressed, 0.5, 0.6))
        comes |= swapped
        room = np.maximum(FULLEST_SHARE * capacity - level + 0.5 * need, 0.0)
        truck = random.choice(np.array([2e3, 4e3, 6e3, 8e3, 12e3]), count)
        part = np.where(pressed, random.uniform(0.4, 1.0, count), 1.0)
        received = np.where(
            comes & (room > SMALLEST_DROP_KG), np.minimum(room, truck) * part, 0.0
        )
        received = np.round(received, -1)
        held = level + received * DECANTED_SHARE
        use = np.minimum(need, np.maximum(held - HEEL_SHARE * capacity * 0.5, 0.0))
        level = np.maximum(held - use - BOILOFF_SHARE_PER_DAY * capacity, 0.0)
        out.stock_kg[day], out.use_kg[day] = level, use
        out.received_kg[day], out.capacity_kg[day] = received, capacity
    return out


def run_cylinders(
    hospitals: Hospitals,
    need_kg: Array,
    moved: Flags,
    swing: Swing,
    random: Generator,
) -> Course:
    """Cylinders that are emptied and exchanged for full ones by truck."""
    count = hospitals.count
    alone = hospitals.tank_kg == 0.0
    piece = hospitals.piece_kg
    owned = hospitals.pieces.copy()
    away_share = random.uniform(0.0, 0.2, count)
    full = np.round(owned * random.uniform(0.4, 0.9, count))
    out = _empty_course(need_kg.shape, moved)
    for day, need in enumerate(need_kg):
        gift = random.random(count) < swing.donations_per_year / 365.0
        given = np.where(gift, np.round(owned * random.uniform(0.2, 0.6, count)), 0.0)
        owned, full = owned + given, full + given
        present = np.round(owned * (1.0 - away_share * random.random(count)))
        wanted = np.where(
            alone, need / (piece * DRAWN_SHARE), random.poisson(0.02 * owned)
        )
        scarce = need > 2.5 * hospitals.calm_kg_per_day
        comes = random.random(count) < np.where(alone, np.where(scarce, 0.7, 0.6), 0.15)
        room = np.maximum(present - full, 0.0)
        part = np.where(scarce, random.uniform(0.4, 1.0, count), 1.0)
        received = np.where(comes, np.round(room * part), 0.0)
        use = np.minimum(np.round(wanted), full + received)
        full = np.minimum(full + received - use, present)
        out.stock_kg[day], out.use_kg[day] = full * piece, use * piece
        out.received_kg[day], out.capacity_kg[day] = received * piece, present * piece
        out.moved[day] |= gift
    return out


def _empty_course(shape: tuple[int, ...], moved: Flags) -> Course:
    stock, use, received, capacity = (np.zeros(shape) for _ in range(4))
    return Course(stock, use, received, capacity, moved.copy())


def run_form(
    form: int,
    hospitals: Hospitals,
    need_kg: Array,
    moved: Flags,
    swing: Swing,
    random: Generator,
) -> Course:
    """The course of one form of supply."""
    run = run_tanks if form == LIQUID else run_cylinders
    return run(hospitals, need_kg, moved, swing, random)
