"""How full tanks are as drops are promised to them."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.network import Form
from napas.planning.doors import DAY_S
from napas.planning.drops import Vessel, WantedDrop
from napas.planning.levels import Levels

DROP = WantedDrop(0, "plant", "maker", "ward", 9.0)
UNKNOWN = WantedDrop(0, "plant", "maker", "elsewhere", 9.0)


def levels(
    room_t: float = 10.0,
    held_t: float = 4.0,
    use: tuple[float, ...] = (2.0,),
    loss: float = 0.0,
) -> Levels:
    return Levels.of([Vessel("ward", "", room_t, held_t, use)], loss)


def test_room_grows_as_patients_breathe() -> None:
    told = levels()
    assert told.room_t(DROP, 0.0) == 6.0
    assert told.room_t(DROP, 1.5 * DAY_S) == 9.0
    assert told.room_t(DROP, 9.0 * DAY_S) == 10.0


def test_use_goes_by_day_and_the_last_day_goes_on() -> None:
    told = levels(use=(1.0, 0.0, 3.0))
    rooms = [told.room_t(DROP, day * DAY_S) for day in (1.0, 2.0, 2.5, 3.5)]
    assert rooms == [7.0, 7.0, 8.5, 10.0]


def test_what_is_lost_on_the_way_finds_no_room_in_the_tank() -> None:
    assert levels(loss=0.25).room_t(DROP, 0.0) == 8.0


def test_a_drop_takes_room_from_when_it_begins() -> None:
    told = levels(loss=0.5)
    told.pour(DROP, 8.0, DAY_S)
    assert told.room_t(DROP, 0.5 * DAY_S) == 0.0  # not before the last drop
    assert told.room_t(DROP, DAY_S) == 8.0
    assert told.room_t(DROP, 2.0 * DAY_S) == 12.0


def test_what_a_dry_tank_could_not_give_is_not_given_later() -> None:
    told = levels(held_t=1.0)
    told.pour(DROP, 5.0, 2.0 * DAY_S)
    assert told.stand(DROP).held_t == 5.0
    assert told.stand(DROP).empty_s == 4.5 * DAY_S


@pytest.mark.parametrize(
    ("held_t", "use", "dry_d"),
    [
        (4.0, (2.0,), 2.0),
        (4.0, (1.0, 2.0), 2.5),
        (0.0, (0.0, 2.0), 1.0),
        (4.0, (2.0, 0.0), inf),
        (4.0, (0.0,), inf),
    ],
)
def test_a_tank_is_dry_when_all_it_held_is_drawn(
    held_t: float, use: tuple[float, ...], dry_d: float
) -> None:
    assert levels(held_t=held_t, use=use).stand(DROP).empty_s == dry_d * DAY_S


def test_of_a_target_nobody_knows_the_tanks_take_what_comes() -> None:
    told = levels()
    told.pour(UNKNOWN, 99.0, 0.0)
    assert told.room_t(UNKNOWN, 0.0) == inf
    assert told.stand(UNKNOWN).room_t == inf
    assert told.stand(UNKNOWN).empty_s is None
    assert told.use_t_per_day(UNKNOWN) == UNKNOWN.mass_t / 2.0
    assert told.use_t_per_day(DROP) == 2.0


def test_full_cylinders_take_no_room_in_a_tank() -> None:
    told = levels()
    bottled = replace(DROP, form=Form.CYLINDER)
    assert told.room_t(bottled, 0.0) == inf
    before = told.room_t(DROP, 0.0)
    told.pour(bottled, 1.0, 0.0)
    assert told.room_t(DROP, 0.0) == before


def test_a_tank_of_an_owner_is_another_tank() -> None:
    closed = Vessel("ward", "maker", 3.0, 0.0, (0.0,))
    told = Levels.of([closed], 0.0)
    own = WantedDrop(0, "plant", "maker", "ward", 9.0, owner="maker")
    assert told.room_t(own, 0.0) == 3.0
    assert told.room_t(DROP, 0.0) == inf


@given(
    st.floats(0.0, 20.0),
    st.lists(st.floats(0.0, 8.0), min_size=1, max_size=4),
    st.lists(st.tuples(st.floats(0.0, 5.0), st.floats(0.0, 1.0)), max_size=5),
)
def test_whoever_keeps_to_the_room_never_overfills_a_tank(
    held_t: float, use: list[float], asked: list[tuple[float, float]]
) -> None:
    told = levels(room_t=20.0, held_t=held_t, use=tuple(use), loss=0.03)
    for day, part in sorted(asked):
        told.pour(DROP, part * told.room_t(DROP, day * DAY_S), day * DAY_S)
        stand = told.stand(DROP)
        assert -1e-9 <= stand.held_t <= stand.room_t + 1e-9
