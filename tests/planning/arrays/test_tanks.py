"""Tanks that can be filled: by place, by station, and by who may fill them."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from napas.domain.finding import Finding, Grade, find
from napas.domain.forecast import Forecast
from napas.domain.network import Tank
from napas.domain.order import Order
from napas.domain.situation import Situation
from napas.parameters import resolve
from napas.planning.arrays.beside import Patients
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.machines import read_machines
from napas.planning.arrays.needs import read_needs
from napas.planning.arrays.network import Network
from napas.planning.arrays.outages import read_outages
from napas.planning.arrays.tanks import (
    Receivers,
    Stations,
    find_stations,
    lay_receivers,
)

DEFAULTS = resolve()
FULLEST = DEFAULTS["tanks.fullest_share"]
REFILLS = DEFAULTS["tanks.refills_per_day"]
DECANTING_H = DEFAULTS["tankers.decanting_h"]
PAYLOAD_T = DEFAULTS["isotanks.payload_t"]
OWN, LENT, SOUTHERN, ISLAND, STATION = range(5)
Draw = Callable[..., Network]
Foresee = Callable[..., Forecast]
Alter = Callable[..., Situation]
Send = Callable[..., Order]


def stations_of(network: Network) -> Stations:
    tree = network.situation.country.tree
    outages = read_outages((), network.grid, tree, DEFAULTS)
    machines = read_machines(network, outages, DEFAULTS)
    return find_stations(network, machines, machines.on_site_t)


def laid(
    network: Network, forecast: Forecast, draw_t_per_day: float = 1.0
) -> tuple[Receivers, list[Finding]]:
    """Receivers of facilities at each of which patients draw the same."""
    needs = read_needs(
        network.situation, forecast, network.homes, grid=network.grid, quantile=0.5
    )
    beds = np.ones((len(network.situation.facilities), 1))
    patients = Patients(beds * draw_t_per_day * network.grid.length_days, 48.0)
    return lay_receivers(network, needs, stations_of(network), patients, DEFAULTS)


def test_tanks_stand_together_by_place_station_and_owner(
    draw: Draw, foresee: Foresee
) -> None:
    receivers, findings = laid(draw(), foresee())

    assert receivers.place.tolist() == [0, 0, 1, 2, -1]
    assert receivers.station.tolist() == [-1, -1, -1, -1, 0]
    assert receivers.owner == ("", "a", "", "", "")
    assert receivers.count == 5
    assert findings == []


def test_only_the_owner_fills_a_tank_that_is_closed_to_others(
    draw: Draw, foresee: Foresee
) -> None:
    receivers, _ = laid(draw(), foresee())

    assert receivers.accepts("a").all()
    assert receivers.accepts("b").tolist() == [True, False, True, True, True]


def test_a_lent_tank_that_is_open_is_anyones(
    draw: Draw, foresee: Foresee, alter: Alter
) -> None:
    receivers, _ = laid(
        draw(alter("general", tanks=(Tank("x", 5.0, 1.0, "a"),))), foresee()
    )

    assert receivers.owner[0] == ""


def test_room_lies_between_heel_and_fullest_share(draw: Draw, foresee: Foresee) -> None:
    receivers, _ = laid(draw(), foresee())

    assert receivers.room_t[OWN] == pytest.approx(10.0 * FULLEST - 2.0)
    assert receivers.room_t[LENT] == pytest.approx(5.0 * FULLEST - 1.0)
    assert receivers.start_t.tolist() == pytest.approx([4.0, 2.0, 8.0, 1.0, 3.0])


def test_a_tank_fuller_than_the_limit_gives_no_more_than_its_room(
    draw: Draw, foresee: Foresee, picture: Situation
) -> None:
    brim = tuple(
        replace(stock, mass_t=20.0) if stock.holder == "southern" else stock
        for stock in picture.stocks
    )
    receivers, _ = laid(draw(replace(picture, stocks=brim)), foresee())

    assert receivers.start_t[SOUTHERN] == receivers.room_t[SOUTHERN]


def test_a_tank_of_nothing_but_heel_has_no_room(
    draw: Draw, foresee: Foresee, alter: Alter
) -> None:
    receivers, _ = laid(
        draw(alter("southern", tanks=(Tank("x", 5.0, 5.0),))), foresee()
    )

    assert receivers.room_t[SOUTHERN] == 0.0


def test_trucks_bring_what_tanks_turn_over_or_the_open_hours_allow(
    draw: Draw, foresee: Foresee, alter: Alter
) -> None:
    wide, _ = laid(draw(), foresee())
    narrow, _ = laid(draw(alter("southern", receiving_h_per_day=2.5)), foresee())

    room_t = wide.room_t[SOUTHERN]
    assert wide.arrival_t_per_day[SOUTHERN] == pytest.approx(REFILLS * room_t)
    assert not wide.by_hours[SOUTHERN]
    assert narrow.arrival_t_per_day[SOUTHERN] == pytest.approx(
        2.5 / DECANTING_H * min(PAYLOAD_T, room_t)
    )
    assert narrow.by_hours[SOUTHERN]


def test_visits_are_of_the_facility_however_many_tanks_it_has(
    draw: Draw, foresee: Foresee, alter: Alter
) -> None:
    many = tuple(Tank(f"t{at}", 40.0, 8.0) for at in range(4))
    receivers, _ = laid(
        draw(alter("southern", tanks=many, receiving_h_per_day=5.0)), foresee()
    )

    assert receivers.arrival_t_per_day[SOUTHERN] == pytest.approx(
        5.0 / DECANTING_H * PAYLOAD_T
    )


def test_a_place_of_no_known_hospital_is_given_an_empty_tank(
    draw: Draw, foresee: Foresee, picture: Situation
) -> None:
    receivers, findings = laid(
        draw(replace(picture, facilities=picture.facilities[:3])), foresee()
    )
    room_t = 2.0 * DEFAULTS["allocation.assumed_room_days"]

    assert receivers.assumed.tolist() == [False, False, False, True]
    assert receivers.place[3] == 2
    assert receivers.room_t[3] == pytest.approx(room_t)
    assert receivers.start_t[3] == 0.0
    assert np.isinf(receivers.arrival_t_per_day[3])
    assert [(at.code, at.subject) for at in findings] == [
        (PlanningCode.STORAGE_UNKNOWN, "3")
    ]


def test_a_place_of_unknown_need_is_given_none(
    draw: Draw, foresee: Foresee, picture: Situation
) -> None:
    bare = replace(picture, facilities=())

    assert laid(draw(bare), foresee({"1": (1.0, 1.0)}))[0].place.tolist() == [0]


def test_stations_fill_while_they_have_power(draw: Draw, alter: Alter) -> None:
    stations = stations_of(draw())
    hospital = stations_of(draw(alter("clinic", filling_t_per_day=2.0)))

    assert stations.codes == ("station",)
    assert stations.fill_t.tolist() == [[5.0] * 8]
    assert stations.place.tolist() == [-1]
    assert hospital.codes == ("clinic", "station")
    assert hospital.place.tolist() == [0, -1]


def test_orders_on_the_road_arrive_in_a_tank_their_supplier_may_fill(
    draw: Draw, foresee: Foresee, picture: Situation, order: Send
) -> None:
    orders = (
        order("general", 3.0, 30.0),
        order("station", 2.0, 6.0),
        order("general", 7.0, 9_999.0),
    )
    receivers, findings = laid(draw(replace(picture, open_orders=orders)), foresee())

    assert receivers.order_t[OWN, 1] == 3.0
    assert receivers.order_t[STATION, 0] == 2.0
    assert receivers.order_t.sum() == 5.0
    assert findings == []


def test_an_order_of_the_owner_goes_to_its_own_tank_where_no_other_is(
    draw: Draw, foresee: Foresee, alter: Alter, order: Send
) -> None:
    closed = alter("general", tanks=(Tank("x", 5.0, 1.0, "a", open_to_others=False),))
    receivers, _ = laid(
        draw(replace(closed, open_orders=(order("general", 3.0, 30.0),))), foresee()
    )

    assert receivers.owner[0] == "a"
    assert receivers.order_t[0, 1] == 3.0


def test_an_order_to_a_facility_without_a_tank_is_set_aside(
    draw: Draw, foresee: Foresee, picture: Situation, order: Send
) -> None:
    sent = replace(picture, open_orders=(order("nobody", 3.0, 30.0),))
    _, findings = laid(draw(sent), foresee())

    missing = PlanningCode.ORDER_WITHOUT_TANK
    assert findings == [
        find(Grade.SET_ASIDE, missing, subject="order", facility="nobody")
    ]


def test_patients_draw_from_the_tanks_of_their_own_facility(
    draw: Draw, foresee: Foresee
) -> None:
    receivers, _ = laid(draw(), foresee(), draw_t_per_day=1.5)

    assert receivers.beside.draw_t[SOUTHERN, :2].tolist() == [1.5, 1.5]
    assert receivers.beside.draw_t[SOUTHERN, 4] == 3.0


def test_what_a_stop_leaves_and_waits_for_is_told_of_every_group(
    draw: Draw, foresee: Foresee
) -> None:
    receivers, _ = laid(draw(), foresee())
    share = DEFAULTS["dispatch.drop_share"]

    assert receivers.stops.drop_t.tolist() == pytest.approx(
        (share * receivers.room_t).tolist()
    )
    assert receivers.stops.wait_h[OWN] > 0.0 == receivers.stops.wait_h[SOUTHERN]
