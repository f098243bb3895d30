"""What one cylinder gives and one machine makes, against published figures."""

import pytest

from napas.domain.country import CylinderType
from napas.domain.network import OwnSource, SourceKind
from napas.parameters import Layer, resolve
from napas.planning.yields import (
    cylinder_usable_t,
    made_t_per_day,
    t_per_day_of_flow,
)
from napas.units.gas import GasReference, gas_kg_from_m3

DEFAULTS = resolve()


def test_one_litre_a_minute_is_almost_two_kilograms_a_day() -> None:
    assert t_per_day_of_flow(1.0, DEFAULTS) == pytest.approx(0.001917, rel=1e-3)


def test_a_plant_of_32_m3_an_hour_fills_100_to_120_cylinders_a_day() -> None:
    """opencriticalcare.org, FAQ: derated to 80 % that is 614 m3 a day."""
    whole = resolve([Layer("test", (("psa.availability_share", 0.95),))])
    made = made_t_per_day(OwnSource(SourceKind.PSA, 1, 32_000 / 60), whole)
    m3_kg = gas_kg_from_m3(1.0, GasReference.AT_20_C)
    product_kg = made.value * 1000.0 / (0.95 * whole["psa.purity_share"])
    product_m3 = product_kg / m3_kg
    assert product_m3 == pytest.approx(614.0, rel=0.02)
    assert product_m3 / 100 == pytest.approx(6.1, rel=0.02)
    assert product_m3 / 120 == pytest.approx(5.1, rel=0.02)


def test_a_thousand_small_concentrators_make_nine_tonnes_and_a_half() -> None:
    """At 5 L/min and full purity 9.6 t; 20 t is true of 10 L/min machines only."""
    made = made_t_per_day(OwnSource(SourceKind.CONCENTRATOR, 1_000, 5.0), DEFAULTS)
    assert made.value / DEFAULTS["concentrators.purity_share"] == pytest.approx(
        9.6, rel=0.01
    )
    assert made.low < made.value < made.high


def test_machines_that_do_not_work_make_nothing() -> None:
    idle = OwnSource(SourceKind.DEPLOYABLE_SYSTEM, 9, 120.0, working_share=0.0)
    assert made_t_per_day(idle, DEFAULTS).high == 0.0


def test_a_six_cubic_metre_cylinder_gives_less_than_it_holds() -> None:
    kind = CylinderType("6m3", "six", 40.0, 150.0, 1.0)
    usable_kg = cylinder_usable_t(kind, DEFAULTS) * 1000.0
    assert usable_kg == pytest.approx(8.69 * (1 - 10 / 150) * 0.95, rel=0.02)
