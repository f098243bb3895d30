"""What sources have to load from."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.network import Form
from napas.planning.doors import DAY_S
from napas.planning.drops import Supply
from napas.planning.stores import Stores

KEY = ("plant", Form.LIQUID)
OTHER = ("plant", Form.CYLINDER)


def stores(
    at_once_t: float = 5.0,
    come: tuple[float, ...] = (24.0, 12.0),
    room: tuple[float, ...] = (),
) -> Stores:
    return Stores.of([Supply(*KEY, at_once_t, come, room)])


def test_what_finds_no_room_in_the_store_is_not_loaded_later() -> None:
    told = stores(room=(4.0, 4.0))
    assert told.free_t(KEY, 0.5 * DAY_S) == 17.0
    assert told.free_t(KEY, 1.0 * DAY_S) == 4.0
    assert told.free_t(KEY, 2.0 * DAY_S) == 4.0
    assert told.from_s(KEY, 10.0) == pytest.approx(5.0 / 24.0 * DAY_S)
    assert told.from_s(KEY, 40.0) == inf


def test_a_store_of_which_a_day_is_unlimited_holds_what_comes() -> None:
    told = stores(room=(inf, 4.0))
    assert told.free_t(KEY, 1.5 * DAY_S) == 35.0
    assert told.free_t(KEY, 2.0 * DAY_S) == 4.0


def test_no_load_takes_what_stood_there_for_a_later_one() -> None:
    told = stores(room=(4.0, 4.0))
    told.take(KEY, 4.0, 2.5 * DAY_S)
    assert told.free_t(KEY, 1.9 * DAY_S) == pytest.approx(4.0 + 12.0 - 4.0)
    told.take(KEY, 10.0, 1.9 * DAY_S)
    assert told.free_t(KEY, 1.95 * DAY_S) == pytest.approx(2.0)


def test_product_comes_in_evenly_over_each_day() -> None:
    told = stores()
    free = [told.free_t(KEY, day * DAY_S) for day in (0.0, 0.5, 1.0, 1.5, 2.0, 9.0)]
    assert free == [5.0, 17.0, 29.0, 35.0, 41.0, 41.0]


@pytest.mark.parametrize(
    ("mass_t", "day"), [(5.0, 0.0), (17.0, 0.5), (35.0, 1.5), (41.0, 2.0), (42.0, inf)]
)
def test_a_load_is_there_when_enough_has_come_in(mass_t: float, day: float) -> None:
    assert stores().from_s(KEY, mass_t) == day * DAY_S


def test_what_is_taken_is_gone_whenever_it_leaves() -> None:
    told = stores()
    told.take(KEY, 17.0, 0.0)
    assert told.free_t(KEY, 0.0) == 0.0
    assert told.free_t(KEY, DAY_S) == 12.0
    assert told.from_s(KEY, 12.0) == DAY_S


def test_a_source_that_is_not_limited_gives_what_is_wanted() -> None:
    told = stores()
    told.take(OTHER, 99.0, 0.0)
    assert told.free_t(OTHER, 0.0) == inf
    assert told.from_s(OTHER, 99.0) == 0.0


@given(
    st.floats(0.0, 50.0),
    st.lists(st.floats(0.0, 50.0), max_size=4),
    st.lists(st.floats(0.0, 60.0), max_size=6),
)
def test_nobody_loads_what_has_not_come_in(
    at_once_t: float, come: list[float], loads: list[float]
) -> None:
    told = stores(at_once_t, tuple(come))
    taken_t = 0.0
    for mass_t in loads:
        moment_s = told.from_s(KEY, mass_t)
        if moment_s < inf:
            assert told.free_t(KEY, moment_s) >= mass_t - 1e-6
            told.take(KEY, mass_t, moment_s)
            taken_t += mass_t
    assert taken_t <= at_once_t + sum(come) + 1e-6
