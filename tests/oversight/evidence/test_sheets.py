from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from napas.domain.network import Form
from napas.domain.order import Order, OrderStatus
from napas.domain.report import Report
from napas.oversight.evidence.sheets import (
    EMPTY,
    RECEIVED,
    STOCK,
    USE,
    Book,
    Sheets,
    lay_out,
)
from tests.oversight.harapan import (
    MORNING,
    empty,
    full,
    mornings,
    received,
    stock,
    use,
)

BOOKS: dict[Book, int] = {("harapan", Form.LIQUID): 0, ("kecil", Form.CYLINDER): 1}


def sheets(*reports: Report, notes: tuple[Order, ...] = ()) -> Sheets:
    aside = np.zeros(len(reports), dtype=np.bool_)
    return lay_out(reports, BOOKS, np.array([1.0, 8.7]), notes, aside)


def test_what_was_told_at_one_moment_is_one_sheet() -> None:
    found = sheets(use(0.5), stock(6.1), received(0.0), full(50.0), empty(30.0))

    assert found.book.tolist() == [0, 1]
    assert found.amount_kg[0, [STOCK, USE, RECEIVED]] == pytest.approx([6100, 500, 0])
    assert found.amount_kg[1, [STOCK, EMPTY]] == pytest.approx([435.0, 261.0])
    assert found.line.tolist() == [[1, 0, 2, -1], [3, -1, -1, 4]]
    assert np.isnan(found.amount_kg[0, EMPTY])


def test_of_nothing_the_unit_cannot_be_told() -> None:
    found = sheets(stock(6.1), received(0.0))

    assert found.kg_per_unit[0, STOCK] == pytest.approx(1000.0)
    assert np.isnan(found.kg_per_unit[0, RECEIVED])


def test_sheets_follow_in_time_whatever_the_order_of_reports() -> None:
    forwards, backwards = sheets(*mornings()), sheets(*mornings()[::-1])

    assert forwards.turn.tolist() == list(range(12))
    assert np.array_equal(forwards.at_days, backwards.at_days)
    assert forwards.amount_kg == pytest.approx(backwards.amount_kg, nan_ok=True)


def test_the_same_told_twice_of_one_moment_is_two_sheets() -> None:
    found = sheets(stock(6.1), stock(5.0), use(0.5))

    assert found.turn.tolist() == [0, 1]
    assert found.line.tolist() == [[0, 2, -1, -1], [1, -1, -1, -1]]


def test_deliveries_are_added_up_to_each_moment() -> None:
    def note(day: float, mass_t: float, facility: str = "harapan") -> Order:
        arrives = MORNING + timedelta(days=day)
        done = OrderStatus.DELIVERED
        return Order("D", "m", facility, Form.LIQUID, mass_t, arrives, done, arrives)

    notes = (note(0.5, 2.0), note(1.5, 3.0), note(0.5, 9.0, "elsewhere"))
    undated = replace(note(0.2, 7.0), arrives_at=None)
    found = sheets(*mornings(3), notes=(*notes, undated))

    assert found.noted_kg == pytest.approx([0.0, 2000.0, 5000.0])
    assert found.noted.tolist() == [0, 1, 2]
