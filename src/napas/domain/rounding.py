"""How finely a figure was written, and so how far it may lie from what it rounds."""

from decimal import Decimal


def half_step(value: float) -> float:
    """Half of the last place to which a figure was written, in its own unit.

    2622.9 may stand for anything within 0.05 of it; a whole number, however many
    zeros it ends with, for anything within 0.5.
    """
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    assert isinstance(exponent, int), "only a finite figure is written to a place"
    return float(Decimal(5).scaleb(min(exponent, 0) - 1))
