"""A coarse picture of who owns which piece of a map, for placing labels."""

from collections import deque
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

from napas.pictures.svg import Point

Cell = tuple[int, int]

CELL = 5.0
"""Side of a cell: a letter is about as wide."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        """The middle of the box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def overlaps(self, other: "Box") -> bool:
        """Tell whether two boxes share a place."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def lies_in(self, other: "Box") -> bool:
        """Tell whether the other box holds all of this one."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def nearest(self, point: Point) -> Point:
        """Give the place in the box that is nearest to a point."""
        x, y = point
        return (
            min(max(x, self.left), self.right),
            min(max(y, self.top), self.bottom),
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """Who owns each cell, row by row from the top left; None is sea."""

    rows: tuple[tuple[str | None, ...], ...] = ()

    def count(self, box: Box, owner: str) -> tuple[int, int]:
        """Count the cells under a box that the owner has, and that others have."""
        first, end = floor(box.left / CELL), ceil(box.right / CELL)
        own = others = 0
        for row in self.rows[floor(box.top / CELL) : ceil(box.bottom / CELL)]:
            under = row[first:end]
            owned = under.count(owner)
            own += owned
            others += len(under) - under.count(None) - owned
        return own, others

    def cells_of(self, owner: str, box: Box) -> frozenset[Cell]:
        """Give the cells of an owner whose middle lies in a box."""
        return frozenset(
            (column, row)
            for row, holders in enumerate(self.rows)
            if box.top <= (row + 0.5) * CELL <= box.bottom
            for column, holder in enumerate(holders)
            if holder == owner and box.left <= (column + 0.5) * CELL <= box.right
        )


def survey(outlines: Mapping[str, Sequence[Sequence[Point]]], sheet: Box) -> Ground:
    """Find the owner of every cell of a sheet from the drawn rings of every code.

    The sheet lies right of and below the origin.
    """
    columns, rows = ceil(sheet.right / CELL), ceil(sheet.bottom / CELL)
    holders: list[list[str | None]] = [[None] * columns for _ in range(rows)]
    for code, rings in outlines.items():
        for column, row in cells_inside(rings):
            if 0 <= column < columns and 0 <= row < rows:
                holders[row][column] = code
    return Ground(tuple(map(tuple, holders)))


def cells_inside(rings: Sequence[Sequence[Point]]) -> set[Cell]:
    """Find the cells whose middle lies inside the rings, holes left out."""
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            upper, lower = sorted((y1, y2))
            first, end = ceil(upper / CELL - 0.5), ceil(lower / CELL - 0.5)
            for row in range(first, end):
                share = ((row + 0.5) * CELL - y1) / (y2 - y1)
                crossings.setdefault(row, []).append(x1 + share * (x2 - x1))
    found: set[Cell] = set()
    for row, places in crossings.items():
        places.sort()
        for left, right in zip(places[::2], places[1::2], strict=True):
            first, end = ceil(left / CELL - 0.5), ceil(right / CELL - 0.5)
            found.update((column, row) for column in range(first, end))
    return found


def innermost(cells: AbstractSet[Cell]) -> Point:
    """Give the middle of the cell that is farthest from the edge of its kind.

    Args:
        cells: at least one.
    """
    depths: dict[Cell, int] = {}
    waiting: deque[Cell] = deque()
    for cell in sorted(cells):
        if any(near not in cells for near in _neighbours(cell)):
            depths[cell] = 1
            waiting.append(cell)
    while waiting:
        cell = waiting.popleft()
        for near in _neighbours(cell):
            if near in cells and near not in depths:
                depths[near] = depths[cell] + 1
                waiting.append(near)
    deepest = max(depths.values())
    best = sorted(cell for cell, depth in depths.items() if depth == deepest)
    column, row = best[len(best) // 2]
    return (column + 0.5) * CELL, (row + 0.5) * CELL


def _neighbours(cell: Cell) -> tuple[Cell, ...]:
    column, row = cell
    return (
        (column - 1, row),
        (column + 1, row),
        (column, row - 1),
        (column, row + 1),
    )
