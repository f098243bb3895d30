"""What a stop leaves, how many a payload takes, and how long each round is."""

import numpy as np
import pytest

from napas.domain.territory import Point
from napas.parameters import Layer, resolve
from napas.planning.arrays.stops import Spot, Stops, lay_stops
from napas.planning.travel import Site

KM_PER_DEGREE = 111.195 * 1.15
PARAMETERS = resolve(
    [
        Layer(
            "test",
            (
                ("dispatch.drop_share", 0.5),
                ("tankers.decanting_h", 2.0),
                ("tankers.speed_full_km_per_h", 40.0),
            ),
        )
    ]
)
LONGEST_H = PARAMETERS["dispatch.combine_h"]


def spot(
    room_t: float,
    use_t: float = 1.0,
    *,
    km: float = 0.0,
    open_h: float = 24.0,
    landmass: str = "big",
) -> Spot:
    site = Site("", Point(0.0, km / KM_PER_DEGREE), landmass)
    return Spot(site, open_h, room_t, use_t)


def laid(*groups: tuple[Spot, ...]) -> Stops:
    return lay_stops(groups, PARAMETERS)


def test_a_stop_leaves_a_share_of_the_room() -> None:
    assert laid((spot(8.0),)).drop_t.tolist() == [4.0]


def test_loads_are_divided_by_the_stops_that_use_asks_for() -> None:
    mixed = (spot(16.0, use_t=3.0), spot(4.0, use_t=1.0))
    stops = 3.0 / 8.0 + 1.0 / 2.0
    assert laid(mixed).drop_t.tolist() == pytest.approx([4.0 / stops])


def test_where_nobody_knows_the_use_tanks_count_by_their_room() -> None:
    assert laid((spot(16.0, 0.0), spot(4.0, 0.0))).drop_t.tolist() == [5.0]


def test_a_tank_without_room_has_no_stops() -> None:
    assert laid((spot(8.0), spot(0.0, 9.0))).drop_t.tolist() == [4.0]


@pytest.mark.parametrize("group", [(), (spot(0.0),)])
def test_a_group_without_tanks_takes_whole_loads(group: tuple[Spot, ...]) -> None:
    told = laid(group)
    assert told.drop_t.tolist() == [np.inf]
    duty_h, trips = told.rounds(np.full((1, 2), 9.0), np.array([20.0]), 0.85)
    assert duty_h.tolist() == [[9.0, 9.0]]
    assert trips.tolist() == [1.0]


def test_a_hop_is_the_mean_way_to_the_tanks_next_to_it() -> None:
    groups = tuple((spot(8.0, km=km),) for km in (0.0, 20.0, 30.0, 40.0, 400.0))
    told = laid(*groups)
    assert told.hop_h[0] == pytest.approx((20.0 + 30.0 + 40.0) / 3.0 / 40.0, rel=1e-3)
    assert told.hop_h[4] == LONGEST_H


def test_a_tank_alone_or_nowhere_is_as_far_as_may_be() -> None:
    nowhere = Spot(None, 24.0, 8.0, 1.0)
    across = spot(8.0, landmass="small")
    assert laid((spot(8.0),), (across,), (nowhere,)).hop_h.tolist() == [LONGEST_H] * 3


def test_who_comes_at_any_hour_waits_half_of_what_the_door_is_shut() -> None:
    told = laid((spot(8.0, open_h=12.0),), (spot(8.0),), (spot(8.0, open_h=1.0),))
    assert told.wait_h.tolist() == [14.0**2 / 48.0, 0.0, 12.0]


def stops(drop_t: float, *, wait_h: float = 0.0) -> Stops:
    return Stops(
        drop_t=np.array([drop_t]),
        hop_h=np.array([0.5]),
        wait_h=np.array([wait_h]),
        at_most=4.0,
        decanting_h=2.0,
    )


def test_a_round_has_the_stops_that_a_load_is_divided_into() -> None:
    duty_h, trips = stops(8.0).rounds(np.array([[10.0]]), np.array([20.0]), 1.0)
    assert duty_h.tolist() == [[10.0 + 1.5 * 2.5]]
    assert trips.tolist() == [1.0]


def test_more_stops_than_a_trip_may_make_take_more_trips() -> None:
    duty_h, trips = stops(2.0).rounds(np.array([[10.0]]), np.array([20.0]), 1.0)
    assert duty_h.tolist() == [[10.0 + 3.0 * 2.5]]
    assert trips.tolist() == [2.5]


def test_waiting_is_duty_only_where_it_is_longer_than_the_rest() -> None:
    single_h, payload_t = np.array([[8.0]]), np.array([20.0])
    short, _ = stops(20.0, wait_h=1.0).rounds(single_h, payload_t, 0.8)
    long, _ = stops(20.0, wait_h=4.0).rounds(single_h, payload_t, 0.8)
    assert short.tolist() == [[8.0]]
    assert long[0, 0] == pytest.approx(0.8 * 12.0)
