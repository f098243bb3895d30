"""How a picture asks for the form of a number: the caller knows the language."""

from typing import Protocol

UNKNOWN_SIGN = "?"
"""Stands where a number is not known; never a zero."""


class SayNumber(Protocol):
    """Says a number in the reader's language: ``2.622,9`` or ``2,622.9``."""

    def __call__(self, value: float, decimals: int, /) -> str:
        """Say a value with a fixed count of decimals."""
        ...


def say_value(say_number: SayNumber, value: float | None, decimals: int) -> str:
    """Say a value, or the unknown sign."""
    return UNKNOWN_SIGN if value is None else say_number(value, decimals)
