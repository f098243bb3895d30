"""What a picture takes for a value: a finite number, or None for not known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring places from `first` up to and without `end`."""

    first: int
    end: int
    is_known: bool


def check_values(values: Iterable[float | None], what: str) -> None:
    """Refuse what is neither a finite number nor None.

    Raises:
        ValueError: a value is infinite or not a number; unknown is said by None.
    """
    for value in values:
        if value is not None and not isfinite(value):
            raise ValueError("no value; None says unknown", what, value)


def check_amounts(values: Iterable[float | None], what: str) -> None:
    """Refuse what is neither a finite number from 0 on nor None.

    Raises:
        ValueError: a value is negative, infinite or not a number.
    """
    held = tuple(values)
    check_values(held, what)
    for value in held:
        if value is not None and value < 0:
            raise ValueError("an amount is negative", what, value)


def known(values: Iterable[float | None]) -> tuple[float, ...]:
    """Give the values that are known."""
    return tuple(value for value in values if value is not None)


def find_runs(values: Sequence[float | None]) -> tuple[Run, ...]:
    """Cut values into runs that are known throughout or unknown throughout."""
    runs: list[Run] = []
    first = 0
    for place in range(1, len(values) + 1):
        is_known = values[first] is not None
        if place == len(values) or (values[place] is not None) != is_known:
            runs.append(Run(first, place, is_known))
            first = place
    return tuple(runs)
