"""A linear programme written down block by block, in one pass, as sparse arrays."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import coo_matrix

from napas.planning.arrays.grid import ABSENT, Array, Index, Mask, seal


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """A linear programme without an objective, column by column.

    Attributes:
        starts: where the entries of each column begin, one more than columns.
        rows: row of each entry.
        values: the entries.
    """

    column_low: Array
    column_high: Array
    row_low: Array
    row_high: Array
    starts: Index
    rows: Index
    values: Array

    def __post_init__(self) -> None:
        seal(self)

    @property
    def column_count(self) -> int:
        """How many decisions there are."""
        return len(self.column_low)

    @property
    def row_count(self) -> int:
        """How many rules bind them."""
        return len(self.row_low)


@dataclass(slots=True)
class _Side:
    """The columns, or the rows, of a sheet."""

    count: int = 0
    low: list[Array] = field(default_factory=list)
    high: list[Array] = field(default_factory=list)

    def add(self, there: Mask, low: ArrayLike, high: ArrayLike) -> Index:
        """Number the members of a block that are there; -1 stands for the others."""
        numbers = np.full(there.shape, ABSENT, dtype=np.int64)
        number = int(there.sum())
        numbers[there] = np.arange(self.count, self.count + number)
        self.count += number
        self.low.append(np.broadcast_to(low, there.shape)[there])
        self.high.append(np.broadcast_to(high, there.shape)[there])
        return numbers


@dataclass(slots=True)
class Sheet:
    """Where a programme is written before it is closed."""

    _columns: _Side = field(default_factory=_Side)
    _rows: _Side = field(default_factory=_Side)
    _entries: list[tuple[Index, Index, Array]] = field(default_factory=list)

    def columns(self, there: Mask, low: ArrayLike, high: ArrayLike) -> Index:
        """Add a block of decisions with their bounds."""
        return self._columns.add(there, low, high)

    def rows(self, there: Mask, low: ArrayLike, high: ArrayLike) -> Index:
        """Add a block of rules with their bounds."""
        return self._rows.add(there, low, high)

    def enter(self, rows: Index, columns: Index, values: ArrayLike) -> None:
        """Enter columns into rows; pairs with an absent member are left out."""
        row, column, value = np.broadcast_arrays(rows, columns, values)
        there = (row != ABSENT) & (column != ABSENT)
        self._entries.append((row[there], column[there], value[there].astype(float)))

    def close(self) -> Programme:
        """Sort the entries by column and finish."""
        row = np.concatenate([entry[0] for entry in self._entries])
        column = np.concatenate([entry[1] for entry in self._entries])
        value = np.concatenate([entry[2] for entry in self._entries])
        shape = (self._rows.count, self._columns.count)
        table = coo_matrix((value, (row, column)), shape=shape).tocsc()
        table.sort_indices()
        return Programme(
            column_low=np.concatenate(self._columns.low),
            column_high=np.concatenate(self._columns.high),
            row_low=np.concatenate(self._rows.low),
            row_high=np.concatenate(self._rows.high),
            starts=table.indptr.astype(np.int64),
            rows=table.indices.astype(np.int64),
            values=table.data,
        )


def pick(block: Index, members: Index) -> Index:
    """Rows of a block by the number of their first axis; -1 picks absent ones."""
    nobody = np.full((1, *block.shape[1:]), ABSENT, dtype=np.int64)
    picked: Index = np.concatenate([block, nobody])[members]
    return picked
