import math
from dataclasses import replace

import pytest

from napas.domain.network import Plant
from napas.domain.territory import Point
from napas.exchange.synthetic_supply import estimate_stores, spread_convertible
from napas.parameters import resolve

PARAMETERS = resolve()
LIQUID = Plant("P1", "P1", "Samator", "31", Point(0.0, 0.0), 100.0)
GAS = replace(LIQUID, code="G", offered_t_per_day=5.0, liquefaction_t_per_day=0.0)
UNKNOWN = replace(LIQUID, code="U", offered_t_per_day=None)
DESIGNED = replace(LIQUID, code="D", design_t_per_day=130.0)
ABOVE = replace(LIQUID, code="A", design_t_per_day=90.0)
IDLE = replace(UNKNOWN, code="I", design_t_per_day=50.0)


def test_a_store_holds_some_days_of_the_offer_and_is_filled_in_part() -> None:
    plant = estimate_stores(LIQUID, PARAMETERS)
    assert (plant.store_t, plant.stock_t, plant.filling_t_per_day) == (
        300.0,
        24.0,
        25.0,
    )


def test_a_known_stock_or_store_is_kept() -> None:
    plant = estimate_stores(replace(LIQUID, store_t=200.0), PARAMETERS)
    assert (plant.store_t, plant.stock_t) == (200.0, 16.0)
    assert estimate_stores(replace(LIQUID, stock_t=60.0), PARAMETERS).stock_t == 60.0


def test_a_plant_of_gas_fills_all_into_cylinders_and_stores_nothing() -> None:
    plant = estimate_stores(GAS, PARAMETERS)
    assert (plant.store_t, plant.stock_t, plant.filling_t_per_day) == (None, None, 5.0)


def test_what_is_unknown_stays_unknown() -> None:
    assert estimate_stores(UNKNOWN, PARAMETERS) == UNKNOWN
    port = replace(LIQUID, imports=True)
    assert estimate_stores(port, PARAMETERS) == port


def test_the_convertible_total_is_shared_out_exactly_by_room() -> None:
    plants = (DESIGNED, LIQUID, ABOVE, GAS, UNKNOWN, IDLE)
    # 130 of D, 100 of A, 100 + 5 offered, 50 of the idle: 40 are left for P1.
    spread = spread_convertible(plants, {"Samator": 425.0}, 35.0)
    given = [plant.convertible_t_per_day for plant in spread]
    assert math.isclose(sum(given), 35.0)
    assert given == [15.0, 20.0, 0.0, 0.0, 0.0, 0.0]


def test_a_company_that_offers_more_than_is_installed_has_no_room_beyond_designs() -> (
    None
):
    spread = spread_convertible((DESIGNED, LIQUID), {"Samator": 100.0}, 10.0)
    assert [plant.convertible_t_per_day for plant in spread] == [10.0, 0.0]


def test_an_offer_and_its_convertible_part_stay_within_the_design() -> None:
    (plant,) = spread_convertible((DESIGNED,), {}, 30.0)
    assert (plant.offered_t_per_day or 0.0) + plant.convertible_t_per_day <= 130.0


def test_more_than_there_is_room_for_is_refused() -> None:
    with pytest.raises(ValueError, match="room for"):
        spread_convertible((DESIGNED,), {"Linde": 10.0}, 31.0)
