"""What a number must be before it is reckoned with: a number, finite, in its bounds."""

import math

from napas.errors import InvalidError

LARGEST_NUMBER = 1e18
"""Above this no unit makes sense: a 64-bit ledger ends at 9.2e18 grams."""


class NotANumberError(InvalidError):
    """A number was expected and something else was given, a truth value included."""

    code = "not-a-number"


class NumberNotFiniteError(InvalidError):
    """Not-a-number or an infinity was given where an amount was expected."""

    code = "number-not-finite"


class NumberOutOfRangeError(InvalidError):
    """The number is outside what is physically or practically possible."""

    code = "number-out-of-range"


def require_finite(name: str, value: object) -> float:
    """Give the value back as a float if it is a finite number.

    Raises:
        NotANumberError: a truth value, text or nothing.
        NumberNotFiniteError: not-a-number, an infinity, or an integer beyond floats.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotANumberError(name=name, kind=type(value).__name__)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise NumberNotFiniteError(name=name, value=str(number))
    return number


def require_within(
    name: str,
    value: object,
    unit: str,
    *,
    low: float = 0.0,
    high: float = LARGEST_NUMBER,
) -> float:
    """Give the value back as a float if `low <= value <= high`.

    Args:
        name: the field's word for the number, for the sentence of the refusal.
        value: what was given.
        unit: the unit of the value and of both bounds.
        low: the smallest allowed value.
        high: the largest allowed value.

    Raises:
        NotANumberError: a truth value, text or nothing.
        NumberNotFiniteError: not-a-number or an infinity.
        NumberOutOfRangeError: outside the bounds.
    """
    number = require_finite(name, value)
    if not low <= number <= high:
        raise NumberOutOfRangeError(
            name=name, value=number, unit=unit, low=low, high=high
        )
    return number
