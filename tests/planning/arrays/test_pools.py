"""Vehicles as pools of one landmass and form, and the hours they can be out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from napas.domain.finding import Finding, Grade, find
from napas.domain.network import Form
from napas.domain.order import Order
from napas.domain.situation import Situation
from napas.parameters import resolve
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.network import Network
from napas.planning.arrays.pools import Pools, lay_pools

DEFAULTS = resolve()
READY = DEFAULTS["tankers.availability_share"]
Draw = Callable[..., Network]
Alter = Callable[..., Situation]


def laid(network: Network, *wanted: tuple[Form, str]) -> tuple[Pools, list[Finding]]:
    return lay_pools(network, wanted, DEFAULTS)


def test_vehicles_of_one_landmass_and_form_are_one_pool(draw: Draw) -> None:
    pools, findings = laid(draw())

    assert pools.form == (Form.CYLINDER, Form.LIQUID)
    assert pools.landmass == ("big", "big")
    assert pools.vehicles.tolist() == [1.0, 2.0]
    assert pools.payload_t.tolist() == [1.0, 15.0]
    assert pools.speed_full_km_per_h.tolist() == [40.0, 50.0]
    assert pools.lift_t_h[1, 0] == pytest.approx(30.0 * 24.0 * READY)
    assert pools.lift_t_h[1, 4] == pytest.approx(30.0 * 48.0 * READY)
    assert pools.truck_t_h_per_day[1] == pytest.approx(15.0 * 24.0 * READY)
    assert findings == []


def test_a_pool_that_is_wanted_is_there_though_empty(draw: Draw) -> None:
    pools, _ = laid(draw(), (Form.LIQUID, "small"), (Form.CYLINDER, "small"))
    liquid, bottles = (
        pools.find(form, "small") for form in (Form.LIQUID, Form.CYLINDER)
    )
    assert liquid is not None
    assert bottles is not None

    assert pools.vehicles[liquid] == pools.lift_t_h[liquid].sum() == 0.0
    assert pools.payload_t[liquid] == DEFAULTS["isotanks.payload_t"]
    assert pools.payload_t[bottles] == DEFAULTS["allocation.cylinder_truck_t"]
    assert pools.find(Form.LIQUID, "elsewhere") is None


def test_a_vehicle_on_duty_counts_from_the_hour_it_is_free(
    draw: Draw, alter: Alter, picture: Situation
) -> None:
    busy = alter("big-truck", free_at=picture.as_of + timedelta(hours=30))
    pools, _ = laid(draw(busy))

    assert pools.lift_t_h[1, 0] == pytest.approx(10.0 * 24.0 * READY)
    assert pools.lift_t_h[1, 1] == pytest.approx((10.0 * 24.0 + 20.0 * 18.0) * READY)


def test_a_vehicle_with_an_order_is_free_when_it_has_decanted(
    draw: Draw, picture: Situation, order: Callable[..., Order]
) -> None:
    orders = (
        order("general", 9.0, 9.5, vehicle="big-truck"),
        order("general", 9.0, -3.0, vehicle="big-truck"),
    )
    pools, _ = laid(draw(replace(picture, open_orders=orders)))
    out_h = 9.5 + DEFAULTS["tankers.decanting_h"]

    assert pools.lift_t_h[1, 0] == pytest.approx(
        (10.0 * 24.0 + 20.0 * (24.0 - out_h)) * READY
    )


def test_a_vehicle_of_an_unknown_base_is_set_aside(draw: Draw, alter: Alter) -> None:
    pools, findings = laid(draw(alter("small-truck", base="?")))

    assert pools.vehicles[1] == 1.0
    homeless = PlanningCode.VEHICLE_HOMELESS
    assert findings == [
        find(Grade.SET_ASIDE, homeless, subject="small-truck", base="?")
    ]


def test_a_country_without_vehicles_for_liquid_is_told(
    draw: Draw, picture: Situation
) -> None:
    pools, findings = laid(draw(replace(picture, vehicles=())), (Form.LIQUID, "big"))

    assert pools.vehicles.tolist() == [0.0]
    assert findings == [find(Grade.DOUBTFUL, PlanningCode.NO_VEHICLES)]
    assert laid(draw(replace(picture, vehicles=())))[0].form == ()
