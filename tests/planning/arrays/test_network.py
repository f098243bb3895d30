"""The picture with its places: who has patients, and what is on the road."""

from collections.abc import Callable
from dataclasses import replace

from napas.domain.network import Form
from napas.domain.order import Order, OrderStatus
from napas.domain.situation import Situation
from napas.planning.arrays.network import Network

Draw = Callable[..., Network]


def test_hospitals_have_patients_and_stations_have_none(draw: Draw) -> None:
    network = draw()

    assert network.standing == (0, 1, 2, 3, 4)
    assert network.hospitals == (0, 1, 2, 3)


def test_what_lies_nowhere_is_left_out(
    alter: Callable[..., Situation], draw: Draw
) -> None:
    network = draw(alter("general", territory="0", of=alter("clinic", territory="9")))

    assert network.standing == (0, 2, 3, 4)
    assert network.hospitals == (2, 3)


def test_only_loaded_orders_of_the_form_are_on_the_road(
    picture: Situation, draw: Draw, order: Callable[..., Order]
) -> None:
    loaded = order("general", 5.0, 6.0)
    bottles = replace(loaded, form=Form.CYLINDER)
    waiting = replace(loaded, status=OrderStatus.ISSUED)
    network = draw(replace(picture, open_orders=(loaded, bottles, waiting)))

    assert list(network.on_the_road(Form.LIQUID)) == [loaded]
    assert list(network.on_the_road(Form.CYLINDER)) == [bottles]
