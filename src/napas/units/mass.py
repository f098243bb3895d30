"""Mass: tonnes, kilograms, and the whole grams of the ledger.

Floats are reckoned with; whole grams are booked. A float becomes grams by the shortest
decimal that writes it (`repr`), so 8.69 kg is exactly 8690 g although the nearest
binary number is not. What is left below a gram is either refused (`Rounding.EXACT`) or
rounded to the nearest gram, and a half to the even one (`Rounding.HALF_EVEN`), which
has no drift over many bookings.
"""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from napas.errors import InvalidError
from napas.units.bounds import require_finite, require_within

G_PER_KG = 1000
KG_PER_T = 1000
G_PER_T = G_PER_KG * KG_PER_T
LARGEST_LEDGER_G = 2**63 - 1
"""The largest whole number of a signed 64-bit column."""


class Rounding(StrEnum):
    """What happens to the part of a mass that is less than a gram."""

    EXACT = "exact"
    HALF_EVEN = "half-even"


class MassFractionOfGramError(InvalidError):
    """The mass is not a whole number of grams and rounding was not allowed."""

    code = "mass-fraction-of-gram"


class MassBeyondLedgerError(InvalidError):
    """The mass does not fit the 64-bit grams of the ledger."""

    code = "mass-beyond-ledger"


def kg_from_t(mass_t: float) -> float:
    """Kilograms of a mass in tonnes; differences may be negative."""
    return mass_t * KG_PER_T


def t_from_kg(mass_kg: float) -> float:
    """Tonnes of a mass in kilograms; differences may be negative."""
    return mass_kg / KG_PER_T


def kg_from_g(mass_g: float) -> float:
    """Kilograms of a mass in grams; differences may be negative."""
    return mass_g / G_PER_KG


def t_from_g(mass_g: float) -> float:
    """Tonnes of a mass in grams; differences may be negative."""
    return mass_g / G_PER_T


def g_from_kg(mass_kg: float, *, rounding: Rounding) -> int:
    """Whole ledger grams of a mass in kilograms.

    Raises:
        MassFractionOfGramError: `Rounding.EXACT` and a part of a gram is left.
        MassBeyondLedgerError: more than a signed 64-bit integer holds.
        NumberNotFiniteError: not-a-number or an infinity.
    """
    return _whole_grams(mass_kg, "kg", G_PER_KG, rounding)


def g_from_t(mass_t: float, *, rounding: Rounding) -> int:
    """Whole ledger grams of a mass in tonnes; raises what `g_from_kg` raises."""
    return _whole_grams(mass_t, "t", G_PER_T, rounding)


def _whole_grams(mass: float, unit: str, g_per_unit: int, rounding: Rounding) -> int:
    written = Fraction(Decimal(repr(require_finite("mass", mass))))
    grams = written * g_per_unit
    whole = round(grams)  # of a Fraction: exact, halves to even
    if abs(whole) > LARGEST_LEDGER_G:
        raise MassBeyondLedgerError(mass=mass, unit=unit, largest_g=LARGEST_LEDGER_G)
    if rounding is Rounding.EXACT and whole != grams:
        raise MassFractionOfGramError(mass=mass, unit=unit)
    return whole


LOWEST_PURITY = 0.209
"""Share of oxygen in dry air (US Standard Atmosphere 1976: 0.20948); less is no product
of any source, and a purity written in percent is caught above 1."""


def require_purity(purity: float) -> float:
    """Give back the share of oxygen in a product, 0.209 to 1.

    Raises:
        NumberOutOfRangeError: less than air holds, or more than all of it.
    """
    return require_within("purity", purity, "share", low=LOWEST_PURITY, high=1.0)
