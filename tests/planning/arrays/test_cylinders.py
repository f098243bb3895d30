"""Cylinders of each place: what stands full, what all hold, how fast they turn."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from napas.domain.finding import Grade, find
from napas.domain.network import CylinderHolding, Form
from napas.domain.order import Order
from napas.domain.situation import Situation, Stock, StockState
from napas.parameters import Layer, resolve
from napas.planning.arrays.cylinders import read_float, turns_per_day
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.network import Network
from napas.planning.yields import cylinder_usable_t

DEFAULTS = resolve()
CLINIC = 1
Draw = Callable[..., Network]


def with_stock(
    picture: Situation, mass_t: float | None, state: StockState
) -> Situation:
    stock = Stock("clinic", Form.CYLINDER, mass_t, picture.as_of, "", state)
    return replace(picture, stocks=(stock,))


def test_full_ones_give_and_all_make_the_room(picture: Situation, draw: Draw) -> None:
    each_t = cylinder_usable_t(picture.country.cylinder_types[0], DEFAULTS)
    cylinders, findings = read_float(draw(), DEFAULTS)

    assert cylinders.start_t[CLINIC] == pytest.approx(30 * each_t)
    assert cylinders.room_t[CLINIC] == pytest.approx(100 * each_t)
    assert cylinders.start_t[0] == cylinders.room_t[0] == 0.0
    assert findings == []


def test_cylinders_of_an_unknown_type_are_not_counted_but_named(
    alter: Callable[..., Situation], draw: Draw
) -> None:
    strange = alter("clinic", cylinders=(CylinderHolding("?", 3, 4),))
    cylinders, findings = read_float(draw(strange), DEFAULTS)

    assert cylinders.room_t[CLINIC] == 0.0
    assert findings == [
        find(
            Grade.SET_ASIDE,
            PlanningCode.CYLINDER_CONTENT_UNKNOWN,
            subject="clinic",
            type="?",
            pieces=7,
        )
    ]


def test_a_stock_in_tonnes_goes_before_the_count(
    picture: Situation, draw: Draw
) -> None:
    stated = with_stock(picture, 0.1, StockState.KNOWN)
    cylinders, findings = read_float(draw(stated), DEFAULTS)

    assert cylinders.start_t[CLINIC] == 0.1
    assert findings == []


def test_more_than_the_cylinders_hold_is_not_believed(
    picture: Situation, draw: Draw
) -> None:
    stated = with_stock(picture, 99.0, StockState.KNOWN)
    cylinders, _ = read_float(draw(stated), DEFAULTS)

    assert cylinders.start_t[CLINIC] == cylinders.room_t[CLINIC]


@pytest.mark.parametrize(
    ("mass_t", "state", "code"),
    [
        (None, StockState.UNKNOWN, PlanningCode.STOCK_UNKNOWN),
        (0.1, StockState.STALE, PlanningCode.STOCK_STALE),
    ],
)
def test_a_doubtful_stock_of_cylinders_is_named(
    mass_t: float | None,
    state: StockState,
    code: PlanningCode,
    picture: Situation,
    draw: Draw,
) -> None:
    cylinders, findings = read_float(draw(with_stock(picture, mass_t, state)), DEFAULTS)

    assert cylinders.start_t[CLINIC] == (mass_t or 0.0)
    assert findings == [
        find(Grade.DOUBTFUL, code, subject="clinic", tanks=Form.CYLINDER)
    ]


def test_cylinders_on_the_road_come_on_top(
    picture: Situation, draw: Draw, order: Callable[..., Order]
) -> None:
    orders = (
        order("clinic", 0.5, 30.0, form=Form.CYLINDER),
        order("nobody", 0.5, 30.0, form=Form.CYLINDER),
        order("clinic", 0.5, 24.0 * 99, form=Form.CYLINDER),
    )
    cylinders, _ = read_float(draw(replace(picture, open_orders=orders)), DEFAULTS)

    assert cylinders.order_t.sum() == cylinders.order_t[CLINIC, 1] == 0.5


def test_cylinders_turn_by_their_cycle_and_those_that_circulate() -> None:
    entries = (("cylinders.cycle_h", 36.0), ("cylinders.circulating_share", 0.75))
    parameters = resolve([Layer("test", entries)])

    assert turns_per_day(parameters) == pytest.approx(0.75 * 24.0 / 36.0)
