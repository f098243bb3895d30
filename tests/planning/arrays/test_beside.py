"""Stock of one hospital is no help to another: what counts from when on."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.planning.arrays.beside import Beside, Holding, Patients, limit_groups
from napas.planning.arrays.grid import draw_grid

GRID = draw_grid(datetime(2021, 7, 9, tzinfo=UTC), 6, 4)  # 4 days, then two at once


def limited(
    *groups: tuple[Holding, ...],
    draw_t_per_day: tuple[float, ...] = (1.0, 1.0),
    reserve_h: float = 48.0,
) -> Beside:
    daily = np.array(draw_t_per_day)[:, None] * GRID.length_days
    return limit_groups(groups, Patients(daily, reserve_h), GRID)


def test_stock_counts_when_its_own_patients_breathe_it() -> None:
    rich, poor = Holding(0, 9.0, 5.0), Holding(1, 9.0, 0.5)
    told = limited((rich, poor))
    assert told.ready_t[0].tolist() == [1.5, 1.0, 1.0, 1.0, 1.0]
    assert told.locked_t[0].tolist() == [4.0, 3.0, 2.0, 1.0, 0.0]


def test_of_what_does_not_count_yet_the_reserve_of_its_own_patients_is_kept() -> None:
    told = limited((Holding(0, 9.0, 5.0), Holding(1, 9.0, 0.5)), reserve_h=24.0)
    assert told.kept_t[0].tolist() == [1.0, 1.0, 1.0, 1.0, 0.0]


def test_tanks_of_one_facility_alone_count_at_once() -> None:
    told = limited((Holding(0, 9.0, 5.0),))
    assert told.ready_t[0].tolist() == [5.0, 0.0, 0.0, 0.0, 0.0]
    assert told.locked_t[0].tolist() == told.kept_t[0].tolist() == [0.0] * 5


def test_patients_draw_no_more_than_their_lines_pass() -> None:
    told = limited((Holding(0, 9.0, 5.0), Holding(1, 9.0, 0.5)), (Holding(1, 9.0, 0),))
    assert told.draw_t.tolist() == [[2.0] * 4 + [4.0], [1.0] * 4 + [2.0]]


def test_a_group_nobody_is_known_of_is_limited_by_nothing() -> None:
    told = limited((), (Holding(0, 9.0, 1.0),))
    assert np.isinf(told.draw_t[0]).all()
    assert told.ready_t[0].sum() == told.locked_t[0].sum() == 0.0


def test_stock_in_two_groups_of_a_facility_counts_in_each_by_its_part() -> None:
    mine, other = Holding(0, 9.0, 6.0), Holding(1, 9.0, 0.0)
    lent = Holding(0, 9.0, 2.0)
    told = limited((mine, other), (lent, other))
    assert told.ready_t[:, 0].tolist() == [0.75, 0.25]


def test_all_at_once_is_limited_by_nothing() -> None:
    told = Beside.at_once(np.array([3.0, 0.0]), 2)
    assert told.ready_t.tolist() == [[3.0, 0.0], [0.0, 0.0]]
    assert np.isinf(told.draw_t).all()


@given(
    st.lists(
        st.tuples(st.floats(0.0, 20.0), st.floats(0.0, 5.0)), min_size=1, max_size=5
    )
)
def test_what_counts_and_what_does_not_make_what_is_held(
    rows: list[tuple[float, float]],
) -> None:
    group = tuple(Holding(at, 20.0, start) for at, (start, _) in enumerate(rows))
    told = limited(group, draw_t_per_day=tuple(draw for _, draw in rows))
    whole = sum(start for start, _ in rows)
    assert told.ready_t.cumsum(axis=1) + told.locked_t == pytest.approx(whole, abs=1e-9)
    assert (told.ready_t >= -1e-9).all()
    assert (told.kept_t <= told.locked_t + 1e-9).all()
