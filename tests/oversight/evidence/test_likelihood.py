"""Densities are densities: they add up to one, and know what cannot be."""

from collections.abc import Sequence

import numpy as np
import pytest

from napas.domain.report import Report
from napas.oversight.evidence.expectation import Expectation, expect
from napas.oversight.evidence.likelihood import (
    IMPOSSIBLE,
    added_kg,
    impossible,
    log_likelihood,
)
from napas.oversight.evidence.limits import limits_of
from napas.oversight.evidence.memory import Memory
from napas.oversight.evidence.remembering import remember
from napas.oversight.evidence.sheets import (
    EMPTY,
    RECEIVED,
    SLOTS,
    STOCK,
    USE,
    Array,
    Book,
    lay_out,
)
from tests.oversight.harapan import (
    BIG,
    HARAPAN,
    KECIL,
    PARAMETERS,
    cylinder_mornings,
    mornings,
)

GRID = 20_000


def after(
    reports: Sequence[Report], told: Sequence[int], noted_kg: float = 0.0
) -> Expectation:
    """What is expected of today's sheet in which some slots are told."""
    books: dict[Book, int] = {(reports[0].facility, reports[0].form): 0}
    limits = limits_of(books, [HARAPAN, KECIL], [BIG], PARAMETERS)
    memory = Memory(1)
    aside = np.zeros(len(reports), dtype=np.bool_)
    sheets = lay_out(reports, books, limits.piece_kg, (), aside)
    first = np.array([0])
    for row in np.argsort(sheets.turn):
        amounts = sheets.amount_kg[[row]]
        known = ~np.isnan(amounts)
        seen = expect(
            memory,
            limits,
            PARAMETERS,
            books=first,
            at_days=sheets.at_days[[row]],
            noted_kg=np.array([0.0]),
            told=known,
        )
        remember(
            memory,
            seen,
            books=first,
            at_days=sheets.at_days[[row]],
            noted_kg=np.array([0.0]),
            amounts_kg=np.where(known, amounts, 0.0),
            unit_kg=sheets.kg_per_unit[[row]],
            trusted=known,
        )
    flags = np.zeros((1, SLOTS), dtype=np.bool_)
    flags[0, list(told)] = True
    return expect(
        memory,
        limits,
        PARAMETERS,
        books=first,
        at_days=sheets.at_days.max(keepdims=True) + 1.0,
        noted_kg=np.array([noted_kg]),
        told=flags,
    )


def density(seen: Expectation, slot: int, grid_kg: Array, **others: float) -> Array:
    """Of the logarithm of one slot, over a grid of masses."""
    many = seen.take(np.zeros(len(grid_kg), dtype=np.int64))
    amounts = np.zeros((len(grid_kg), SLOTS))
    for name, amount in others.items():
        amounts[:, {"stock": STOCK, "use": USE}[name]] = amount
    amounts[:, slot] = grid_kg
    return np.exp(log_likelihood(amounts, many))


def mass(densities: Array, grid_kg: Array) -> float:
    return float(np.trapezoid(densities, np.log(grid_kg)))


def test_a_use_is_somewhere() -> None:
    grid = np.geomspace(1e-3, 3000.0, GRID)

    assert mass(density(after(mornings(), [USE]), USE, grid), grid) == pytest.approx(
        1.0, abs=0.05
    )


def test_a_stock_is_somewhere_in_the_tank() -> None:
    grid = np.geomspace(20.0, 10_390.0, GRID)
    found = density(after(mornings(), [STOCK]), STOCK, grid)

    assert mass(found, grid) == pytest.approx(1.0, abs=0.1)


def test_a_receipt_is_somewhere() -> None:
    grid = np.geomspace(1.0, 30_000.0, GRID)
    alone = density(after(mornings(), [RECEIVED]), RECEIVED, grid)
    beside = density(after(mornings(), [RECEIVED], 3000.0), RECEIVED, grid)

    assert mass(alone, grid) == pytest.approx(1.0, abs=0.05)
    assert mass(beside, grid) == pytest.approx(1.0, abs=0.15)


def test_the_stock_is_expected_where_the_balance_says() -> None:
    seen = after(mornings(), [STOCK, USE, RECEIVED])
    grid = np.linspace(4000.0, 8000.0, 4001)

    found = density(seen, STOCK, grid, use=550.0)

    assert grid[found.argmax()] == pytest.approx(6150.0, abs=120.0)


def test_a_use_that_was_told_moves_the_stock_that_is_expected() -> None:
    seen = after(mornings(), [STOCK, USE, RECEIVED])
    grid = np.linspace(3000.0, 8000.0, 4001)

    more = density(seen, STOCK, grid, use=1500.0)
    less = density(seen, STOCK, grid, use=300.0)

    assert grid[more.argmax()] < grid[less.argmax()] - 500.0


def test_what_cannot_be_is_hardly_likely() -> None:
    seen = after(mornings(), [STOCK, USE, RECEIVED])
    for slot, amount in ((STOCK, 10_500.0), (USE, 9000.0), (RECEIVED, 50_000.0)):
        row = np.zeros((1, SLOTS))
        row[0, slot] = amount
        assert impossible(row, seen)[slot, 0]
    whole = np.array([[10_500.0, 500.0, 0.0, 0.0]])
    assert log_likelihood(whole, seen)[0] == pytest.approx(IMPOSSIBLE, abs=5.0)


def test_full_and_empty_together_are_what_they_were() -> None:
    seen = after(cylinder_mornings(), [STOCK, EMPTY])
    piece = 8.65
    grid = piece * np.arange(1.0, 80.0)

    found = density(seen, EMPTY, grid, stock=52.0 * piece)

    assert grid[found.argmax()] / piece == pytest.approx(28.0, abs=1.0)


def test_more_cylinders_than_there_are_cost_likelihood() -> None:
    seen = after(cylinder_mornings(), [STOCK, EMPTY])
    piece = 8.65

    fits, many = density(seen, EMPTY, piece * np.array([28.0, 60.0]), stock=52 * piece)

    assert fits > 100.0 * many


def test_empty_cylinders_alone_may_be_any_number_that_is_owned() -> None:
    seen = after(cylinder_mornings(), [EMPTY])
    piece = 8.65

    few, absurd = density(seen, EMPTY, piece * np.array([40.0, 130.0]))

    assert few > 0.3
    assert absurd < 1e-20


@pytest.mark.parametrize(
    ("told_kg", "noted_kg", "added"),
    [(3100.0, 3000.0, 3000.0), (6000.0, 3000.0, 6000.0), (0.0, 3000.0, 3000.0)],
)
def test_a_note_goes_before_a_receipt_that_says_nearly_the_same(
    told_kg: float, noted_kg: float, added: float
) -> None:
    seen = after(mornings(), [RECEIVED], noted_kg)

    assert added_kg(np.array([told_kg]), seen)[0] == added


def test_what_nobody_told_came_by_the_note() -> None:
    assert added_kg(np.array([9e9]), after(mornings(), [STOCK], 500.0))[0] == 500.0


def test_a_book_without_uses_learns_them_from_its_levels() -> None:
    stocks = [each for each in mornings() if each.what == "stock"]
    seen = after(stocks, [STOCK])
    grid = np.linspace(4000.0, 7000.0, 3001)

    assert grid[density(seen, STOCK, grid).argmax()] == pytest.approx(6200.0, abs=200.0)
