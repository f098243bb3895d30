import pytest

from napas.units.pressure import (
    STANDARD_ATMOSPHERE_KPA,
    absolute_bar_from_gauge_bar,
    absolute_kpa_from_gauge_bar,
    bar_from_psi,
)


def test_an_open_gauge_has_one_atmosphere_behind_it() -> None:
    assert absolute_kpa_from_gauge_bar(0.0) == STANDARD_ATMOSPHERE_KPA


def test_a_full_cylinder_at_150_bar_stands_at_151_bar_absolute() -> None:
    assert absolute_bar_from_gauge_bar(150.0) == pytest.approx(151.01325)


def test_2200_psi_is_the_150_bar_of_the_trade() -> None:
    assert bar_from_psi(2200.0) == pytest.approx(151.68, abs=0.01)
