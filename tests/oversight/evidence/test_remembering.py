"""What trusted sheets leave behind."""

import numpy as np
import pytest

from napas.domain.network import Form
from napas.oversight.evidence.expectation import expect
from napas.oversight.evidence.limits import limits_of
from napas.oversight.evidence.memory import Memory
from napas.oversight.evidence.remembering import remember, remember_doubts
from napas.oversight.evidence.sheets import RECEIVED, SLOTS, STOCK, USE
from tests.oversight.harapan import BIG, HARAPAN, PARAMETERS

LIMITS = limits_of([("harapan", Form.LIQUID)], [HARAPAN], [BIG], PARAMETERS)
ONE = np.array([0])
NAN = float("nan")


class Days:
    """One book that is told something every day."""

    def __init__(self) -> None:
        self.memory = Memory(1)
        self.day = 0.0
        self.noted_kg = 0.0

    def tell(
        self,
        stock: float = NAN,
        use: float = NAN,
        received: float = NAN,
        *,
        unit_kg: float = 1.0,
        noted: float = 0.0,
        trusted: bool = True,
    ) -> None:
        row = np.full((1, SLOTS), NAN)
        row[0, [STOCK, USE, RECEIVED]] = stock, use, received
        told = ~np.isnan(row)
        self.day += 1.0
        self.noted_kg += noted
        moment, notes = np.array([self.day]), np.array([self.noted_kg])
        seen = expect(
            self.memory,
            LIMITS,
            PARAMETERS,
            books=ONE,
            at_days=moment,
            noted_kg=notes,
            told=told,
        )
        remember(
            self.memory,
            seen,
            books=ONE,
            at_days=moment,
            noted_kg=notes,
            amounts_kg=np.where(told, row, 0.0),
            unit_kg=np.where(told, unit_kg, NAN),
            trusted=told & trusted,
        )


def test_the_first_stock_is_the_level() -> None:
    days = Days()
    days.tell(stock=6000.0)

    assert days.memory.level_kg[0] == 6000.0
    assert days.memory.level_days[0] == 1.0


def test_the_level_settles_between_what_was_expected_and_what_was_read() -> None:
    days = Days()
    for _ in range(12):
        days.tell(stock=6000.0, use=0.0)
    days.tell(stock=6100.0, use=0.0)

    assert 6000.0 < days.memory.level_kg[0] < 6100.0


def test_a_stock_far_from_what_was_expected_begins_anew() -> None:
    days = Days()
    for _ in range(8):
        days.tell(stock=3000.0, use=0.0)
    before = float(days.memory.rise_share[0])
    days.tell(stock=9000.0, use=0.0)

    assert days.memory.level_kg[0] == 9000.0
    assert days.memory.rise_share[0] > before


def test_what_came_is_kept_for_the_next_stock() -> None:
    days = Days()
    days.tell(stock=3000.0)
    days.tell(received=2000.0)
    days.tell(noted=1000.0)

    assert days.memory.added_kg[0] == 3000.0
    days.tell(stock=6000.0)
    assert days.memory.added_kg[0] == 0.0
    assert days.memory.earlier_kg[0] == 3000.0


def test_what_is_held_leaves_nothing_behind() -> None:
    days = Days()
    days.tell(stock=3000.0, use=400.0, received=0.0)
    days.tell(stock=9e6, use=4e5, received=9e6, trusted=False)

    assert days.memory.level_kg[0] == 3000.0
    assert days.memory.uses[0] == 1
    assert days.memory.receipt_count[0] == 0
    assert days.memory.added_kg[0] == 0.0


def test_levels_tell_what_was_drawn_beside_what_was_told() -> None:
    days = Days()
    for day in range(10):
        days.tell(stock=9000.0 - 600.0 * day, use=500.0)

    ratio = days.memory.drawn_kg[0] / days.memory.told_kg[0]
    assert ratio == pytest.approx(1.2, abs=0.05)


def test_a_unit_becomes_the_senders_own_when_it_comes_three_times_in_a_row() -> None:
    days = Days()
    for unit_kg in (1000.0, 1000.0, 1141.2, 1000.0, 1141.2, 1141.2):
        days.tell(stock=5000.0, unit_kg=unit_kg)
    assert days.memory.unit_kg[0, STOCK] == 1000.0

    days.tell(stock=5000.0, unit_kg=1141.2)
    assert days.memory.unit_kg[0, STOCK] == 1141.2


def test_doubts_fade_when_no_new_one_comes() -> None:
    memory = Memory(1)
    remember_doubts(memory, ONE, np.array([True]))
    first = float(memory.doubts_share[0])
    remember_doubts(memory, ONE, np.array([False]))

    assert 0.0 < memory.doubts_share[0] < first
