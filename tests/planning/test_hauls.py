"""Which source brings which tank its portion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.planning.hauls import assign_sources


def hauls(
    wanted: list[float],
    supply: list[float],
    ways: list[list[float]],
    smallest_t: float = 1.0,
) -> list[tuple[int, int, float]]:
    told = assign_sources(
        np.array(wanted), np.array(supply), np.array(ways), smallest_t
    )
    return [(haul.source, haul.tank, round(haul.mass_t, 6)) for haul in told]


def test_every_tank_is_brought_its_portion_from_the_nearest_source() -> None:
    ways = [[1.0, 5.0], [5.0, 1.0]]
    assert hauls([3.0, 4.0], [9.0, 9.0], ways) == [(0, 0, 3.0), (1, 1, 4.0)]


def test_who_gives_way_is_he_to_whom_another_source_is_least_further() -> None:
    ways = [[1.0, 1.0], [2.0, 9.0]]
    assert hauls([4.0, 4.0], [4.0, 4.0], ways) == [(1, 0, 4.0), (0, 1, 4.0)]


def test_a_part_too_small_for_a_stop_is_left_out_beside_a_larger_one() -> None:
    ways = [[1.0], [2.0]]
    assert hauls([4.0], [3.5, 9.0], ways) == [(0, 0, 3.5)]
    assert hauls([4.0], [3.0, 9.0], ways) == [(0, 0, 3.0), (1, 0, 1.0)]
    assert hauls([0.5], [3.5, 9.0], ways) == [(0, 0, 0.5)]


def test_a_tank_without_a_way_or_without_product_is_left_out() -> None:
    nan = float("nan")
    assert hauls([4.0, 4.0], [9.0], [[1.0, nan]]) == [(0, 0, 4.0)]
    assert hauls([4.0, 4.0], [4.0], [[1.0, 2.0]]) == [(0, 0, 4.0)]


@pytest.mark.parametrize("wanted", [[], [0.0]])
def test_nothing_wanted_needs_no_haul(wanted: list[float]) -> None:
    assert hauls(wanted, [5.0], [[1.0] * len(wanted)]) == []


def test_without_any_way_nothing_is_hauled() -> None:
    assert hauls([4.0], [9.0], [[float("nan")]]) == []


@given(
    st.lists(st.floats(0.0, 20.0), min_size=1, max_size=5),
    st.lists(st.floats(0.0, 40.0), min_size=1, max_size=3),
    st.data(),
)
def test_no_source_gives_more_than_it_has_nor_a_tank_gets_more_than_it_is_to_have(
    wanted: list[float], supply: list[float], data: st.DataObject
) -> None:
    ways = data.draw(
        st.lists(
            st.lists(st.floats(0.0, 50.0), min_size=len(wanted), max_size=len(wanted)),
            min_size=len(supply),
            max_size=len(supply),
        )
    )
    given_t, taken_t = np.zeros(len(wanted)), np.zeros(len(supply))
    for source, tank, mass_t in hauls(wanted, supply, ways):
        given_t[tank] += mass_t
        taken_t[source] += mass_t
    assert (given_t <= np.array(wanted) + 1e-5).all()
    assert (taken_t <= np.array(supply) + 1e-5).all()
