from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.units.bounds import (
    NotANumberError,
    NumberNotFiniteError,
    NumberOutOfRangeError,
)
from napas.units.mass import (
    LARGEST_LEDGER_G,
    MassBeyondLedgerError,
    MassFractionOfGramError,
    Rounding,
    g_from_kg,
    g_from_t,
    kg_from_g,
    kg_from_t,
    require_purity,
    t_from_g,
    t_from_kg,
)


def test_a_tonne_is_a_thousand_kilograms_and_a_million_grams() -> None:
    assert kg_from_t(2622.9) == pytest.approx(2_622_900)
    assert t_from_kg(20_000) == 20.0
    assert kg_from_g(8690) == 8.69
    assert t_from_g(20_000_000) == 20.0
    assert g_from_t(2622.9, rounding=Rounding.EXACT) == 2_622_900_000


def test_a_mass_becomes_grams_by_the_decimal_that_was_written() -> None:
    # The nearest binary number of 8.69 times 1000 is 8689.999999999998.
    assert g_from_kg(8.69, rounding=Rounding.EXACT) == 8690
    assert g_from_kg(1.001, rounding=Rounding.EXACT) == 1001


@pytest.mark.parametrize(
    ("mass_kg", "mass_g"),
    [(0.0005, 0), (0.0015, 2), (0.0025, 2), (0.0035, 4), (-0.0025, -2), (0.0026, 3)],
)
def test_half_a_gram_goes_to_the_even_gram(mass_kg: float, mass_g: int) -> None:
    assert g_from_kg(mass_kg, rounding=Rounding.HALF_EVEN) == mass_g


def test_a_part_of_a_gram_is_refused_when_exact_grams_are_asked_for() -> None:
    with pytest.raises(MassFractionOfGramError):
        g_from_kg(8.6901, rounding=Rounding.EXACT)
    with pytest.raises(MassFractionOfGramError):
        g_from_t(0.0000001, rounding=Rounding.EXACT)


def test_a_mass_beyond_64_bits_is_refused() -> None:
    largest_kg = LARGEST_LEDGER_G // 1000
    assert g_from_kg(float(largest_kg // 2), rounding=Rounding.EXACT) > 0
    with pytest.raises(MassBeyondLedgerError):
        g_from_kg(9.3e15, rounding=Rounding.HALF_EVEN)
    with pytest.raises(MassBeyondLedgerError):
        g_from_t(-1e300, rounding=Rounding.EXACT)


@pytest.mark.parametrize("mass_kg", [float("nan"), float("inf")])
def test_grams_of_no_number_are_refused(mass_kg: float) -> None:
    with pytest.raises(NumberNotFiniteError):
        g_from_kg(mass_kg, rounding=Rounding.HALF_EVEN)


def test_grams_of_a_truth_value_are_refused() -> None:
    with pytest.raises(NotANumberError):
        g_from_kg(True, rounding=Rounding.EXACT)  # noqa: FBT003 - what is tested


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_grams_to_kilograms_and_tonnes_and_back_change_nothing(mass_g: int) -> None:
    assert g_from_kg(kg_from_g(mass_g), rounding=Rounding.EXACT) == mass_g
    assert g_from_t(t_from_g(mass_g), rounding=Rounding.EXACT) == mass_g


@given(st.floats(min_value=-1e9, max_value=1e9))
def test_rounding_is_never_off_by_more_than_half_a_gram(mass_kg: float) -> None:
    mass_g = g_from_kg(mass_kg, rounding=Rounding.HALF_EVEN)
    assert abs(Decimal(repr(mass_kg)) * 1000 - mass_g) <= Decimal("0.5")


@given(st.floats(min_value=0, max_value=1e12))
def test_kilograms_to_tonnes_and_back_change_nothing(mass_kg: float) -> None:
    assert kg_from_t(t_from_kg(mass_kg)) == pytest.approx(mass_kg, rel=1e-15)


@pytest.mark.parametrize("purity", [0.93, 0.995, 1.0, 0.21])
def test_a_share_of_oxygen_is_accepted(purity: float) -> None:
    assert require_purity(purity) == purity


@pytest.mark.parametrize("purity", [93.0, 1.0001, 0.2, 0.0, -0.93])
def test_a_purity_in_percent_or_below_air_is_refused(purity: float) -> None:
    with pytest.raises(NumberOutOfRangeError):
        require_purity(purity)
