"""Why a text typed by a person is not read as an amount.

`readings` always lists, in one string, what the text could have meant or how it can be
written so that it means one thing.
"""

from collections.abc import Iterable

from napas.errors import InvalidError


def list_readings(readings: Iterable[str]) -> str:
    """The possible readings in one line, for a sentence."""
    return " | ".join(readings)


class NotTextError(InvalidError):
    """An amount is read from text; a number or truth value has lost its unit."""

    code = "not-text"


class TextEmptyError(InvalidError):
    """Nothing was written."""

    code = "text-empty"


class TextTooLongError(InvalidError):
    """The text is longer than any amount."""

    code = "text-too-long"


class TextStrangeCharacterError(InvalidError):
    """The text holds a character no amount needs, such as a digit of another script."""

    code = "text-strange-character"


class NumberUnreadableError(InvalidError):
    """There is no well-written number where one was expected."""

    code = "number-unreadable"


class NumberInOtherFormError(InvalidError):
    """The number is written in another form than the one that was named."""

    code = "number-in-other-form"


class NumberAmbiguousError(InvalidError):
    """The mark can be a decimal mark or a thousands mark, and the results differ."""

    code = "number-ambiguous"


class NumberTooLargeError(InvalidError):
    """The number is beyond any amount of oxygen."""

    code = "number-too-large"


class NumberTooSmallError(InvalidError):
    """The number is not zero and too small to be kept."""

    code = "number-too-small"


class NumberNotCountableError(InvalidError):
    """The word stands for no number: nan, inf."""

    code = "number-not-countable"


class NumberWordError(InvalidError):
    """A word such as juta or crore stands in the place of digits."""

    code = "number-word"


class AmountNegativeError(InvalidError):
    """An amount of oxygen below zero."""

    code = "amount-negative"


class UnitMissingError(InvalidError):
    """A number without a unit."""

    code = "unit-missing"


class UnitUnknownError(InvalidError):
    """The unit, or this combination of unit, period and state, is not known."""

    code = "unit-unknown"


class UnitAmbiguousError(InvalidError):
    """The unit stands for several amounts of oxygen."""

    code = "unit-ambiguous"


class CylinderWithoutSizeError(InvalidError):
    """Cylinders are counted by pieces or letters, which have no one size."""

    code = "cylinder-without-size"


class ReferenceUnknownError(InvalidError):
    """The state after @ is neither a known reference state nor a pressure."""

    code = "reference-unknown"


class ReferenceAmbiguousError(InvalidError):
    """The name of the state stands for several temperatures and pressures."""

    code = "reference-ambiguous"
