"""Where a solve ended, carried over to a programme that is a little different."""

import dataclasses
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from napas.planning.allocation.model import Model
from napas.planning.arrays.grid import ABSENT, Index, seal
from napas.planning.arrays.links import Links

AT_LOWER, BASIC = 0, 1
"""As HiGHS numbers the states of a basis."""
LINKED = {"flow": "liquid", "carried": "cylinders"}
"""Blocks of columns whose members are links of the problem."""

States = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """States of columns and rows, by which the simplex method knows a corner."""

    columns: States
    rows: States

    def __post_init__(self) -> None:
        seal(self)


def carry_over(basis: Basis, old: Model, new: Model) -> Basis:
    """The same corner, as far as decisions and rules of both models are the same.

    Links are the same where they join the same ends by the same vehicles. What is new
    begins at its lower bound, a new rule loose; a block of another size is passed over.
    """
    columns = np.full(new.programme.column_count, AT_LOWER, dtype=np.int8)
    rows = np.full(new.programme.row_count, BASIC, dtype=np.int8)
    for field in dataclasses.fields(new.columns):
        before = getattr(old.columns, field.name)
        after = getattr(new.columns, field.name)
        if field.name in LINKED:
            name = LINKED[field.name]
            before = _as_in(
                getattr(new.problem, name), getattr(old.problem, name), before
            )
        _carry(basis.columns, before, columns, after)
    for field in dataclasses.fields(new.rows):
        before, after = getattr(old.rows, field.name), getattr(new.rows, field.name)
        _carry(basis.rows, before, rows, after)
    return Basis(columns, rows)


def _carry(known: States, before: Index, states: States, after: Index) -> None:
    if before.shape == after.shape:
        both = (before != ABSENT) & (after != ABSENT)
        states[after[both]] = known[before[both]]


def _as_in(links: Links, old: Links, block: Index) -> Index:
    """A block of old links in the order of the new ones; -1 where one is new."""
    absent = np.full((1, *block.shape[1:]), ABSENT, dtype=np.int64)
    at = {key: number for number, key in enumerate(_keys(old))}
    order = [at.get(key, ABSENT) for key in _keys(links)]
    picked: Index = np.concatenate([block, absent])[np.array(order, dtype=np.int64)]
    return picked


def _keys(links: Links) -> list[tuple[int, int, int]]:
    return list(
        zip(
            links.origin.tolist(),
            links.target.tolist(),
            links.pool.tolist(),
            strict=True,
        )
    )
