from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.pictures.spacing import find_rows, label_every, spread

PLACES = st.lists(st.floats(-50, 350), max_size=12)


def test_labels_that_are_apart_stay_where_they_are() -> None:
    assert spread([10.0, 60.0, 30.0], 14, 0, 100) == [10.0, 60.0, 30.0]


def test_labels_that_touch_move_apart_in_their_order() -> None:
    assert spread([50.0, 52.0], 14, 0, 100) == [50.0, 64.0]
    assert spread([99.0, 97.0], 14, 0, 100) == [100.0, 86.0]


def test_too_many_labels_share_the_room() -> None:
    assert spread([5.0, 5.0, 5.0], 50, 0, 40) == [0.0, 20.0, 40.0]


@given(places=PLACES)
def test_spread_labels_are_a_gap_apart_and_inside(places: list[float]) -> None:
    moved = spread(places, 20, 0, 300)
    assert len(moved) == len(places)
    assert all(-1e-6 <= place <= 300 + 1e-6 for place in moved)
    for one, other in pairwise(sorted(moved)):
        assert other - one >= 20 - 1e-6


@given(places=PLACES)
def test_spreading_keeps_the_order(places: list[float]) -> None:
    moved = spread(places, 20, 0, 300)
    order = sorted(range(len(places)), key=lambda at: places[at])
    assert [moved[at] for at in order] == sorted(moved)


def test_spans_that_meet_get_different_rows() -> None:
    assert find_rows([(0, 50), (30, 80), (60, 90), (95, 99)], 5) == [0, 1, 0, 0]


@given(
    spans=st.lists(st.tuples(st.floats(0, 300), st.floats(1, 90)), max_size=10),
)
def test_spans_of_one_row_never_overlap(spans: list[tuple[float, float]]) -> None:
    boxes = [(left, left + width) for left, width in spans]
    rows = find_rows(boxes, 5)
    for one in range(len(boxes)):
        for other in range(one):
            if rows[one] == rows[other]:
                left, right = sorted((boxes[one], boxes[other]))
                assert left[1] <= right[0]


@pytest.mark.parametrize(
    ("label_width", "every"), [(9, 1), (15, 2), (60, 7), (130, 14), (300, 56)]
)
def test_labels_follow_the_rhythm_of_the_steps(label_width: float, every: int) -> None:
    assert label_every((1, 2, 7, 14), 10, label_width) == every
