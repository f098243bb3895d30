from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napas.pictures.ground import Box, Ground, survey
from napas.pictures.map_labels import Placed, Table, Wish, place_labels

SHEET = Box(0, 0, 400, 200)
SEA = Table(Ground(), (), SHEET, reach=90)


def land(
    left: float, top: float, right: float, bottom: float
) -> tuple[tuple[float, float], ...]:
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


def boxes_of(placed: tuple[Placed, ...]) -> list[Box]:
    return [each.box for each in placed]


def test_a_label_stands_on_its_own_land() -> None:
    ground = survey({"a": (land(100, 50, 300, 150),)}, SHEET)
    (placed,) = place_labels(
        [Wish("a", (200, 100), 80, 24)], Table(ground, (), SHEET, 90)
    )
    assert placed.box.middle == pytest.approx((200, 100))
    assert placed.leader is None


def test_a_label_of_a_small_land_goes_to_sea_with_a_leader() -> None:
    ground = survey(
        {"large": (land(100, 60, 300, 140),), "small": (land(195, 95, 205, 105),)},
        SHEET,
    )
    table = Table(ground, (), SHEET, 90)
    (placed,) = place_labels([Wish("small", (200, 100), 80, 24)], table)
    assert placed.leader is not None
    assert placed.leader[0] == pytest.approx((200, 100))
    assert ground.count(placed.box, "small") == (0, 0)


def test_a_label_avoids_marks() -> None:
    marks = (Box(195, 95, 205, 105),)
    (placed,) = place_labels(
        [Wish("a", (200, 100), 40, 20)], Table(Ground(), marks, SHEET, 90)
    )
    assert not placed.box.overlaps(marks[0])


def test_a_label_that_would_leave_the_sheet_is_left_out() -> None:
    assert place_labels([Wish("a", (200, 100), 500, 24)], SEA) == ()


def test_a_label_without_reach_stays_at_its_anchor_or_is_left_out() -> None:
    short = Table(Ground(), (), SHEET, reach=0)
    wishes = [Wish("a", (200, 100), 80, 24), Wish("b", (210, 100), 80, 24)]
    assert [each.wish.owner for each in place_labels(wishes, short)] == ["a"]


def test_a_label_too_dear_for_the_reader_is_left_out() -> None:
    ground = survey({"large": (land(0, 0, 400, 200),)}, SHEET)
    table = Table(ground, (), SHEET, 90)
    assert place_labels([Wish("small", (200, 100), 120, 40)], table) == ()


def test_a_label_may_push_one_other_aside() -> None:
    sheet = Box(0, -1, 170, 25)
    table = Table(Ground(), (), sheet, reach=90)
    first = Wish("first", (100, 12), 40, 24)
    second = Wish("second", (60, 12), 70, 24)
    placed = place_labels([first, second], table)
    assert {each.wish.owner for each in placed} == {"first", "second"}
    one, other = boxes_of(placed)
    assert not one.overlaps(other)


def test_a_label_that_two_others_are_in_the_way_of_is_left_out() -> None:
    sheet = Box(0, -1, 200, 25)
    table = Table(Ground(), (), sheet, reach=90)
    wishes = [
        Wish("left", (45, 12), 80, 24),
        Wish("right", (155, 12), 80, 24),
        Wish("between", (100, 12), 150, 24),
    ]
    placed = place_labels(wishes, table)
    assert [each.wish.owner for each in placed] == ["left", "right"]


def test_a_label_does_not_hide_the_leader_of_an_earlier_one() -> None:
    ground = survey(
        {"large": (land(100, 60, 300, 140),), "small": (land(195, 95, 205, 105),)},
        SHEET,
    )
    table = Table(ground, (), SHEET, 90)
    first = Wish("small", (200, 100), 80, 24)
    (alone,) = place_labels([first], table)
    assert alone.leader is not None
    (x1, y1), (x2, y2) = alone.leader
    on_the_leader = Wish("large", ((x1 + x2) / 2, (y1 + y2) / 2), 12, 8)
    _, second = place_labels([first, on_the_leader], table)
    assert not _runs_through(alone.leader, second.box)


@settings(max_examples=30)
@given(
    anchors=st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 200)), min_size=1, max_size=14
    ),
    width=st.integers(20, 90),
)
def test_labels_never_hide_each_other_and_stay_on_the_sheet(
    anchors: list[tuple[int, int]], width: int
) -> None:
    wishes = [
        Wish(str(number), anchor, width, 24) for number, anchor in enumerate(anchors)
    ]
    placed = place_labels(wishes, SEA)
    assert placed
    for box in boxes_of(placed):
        assert box.lies_in(SHEET)
    for one, other in combinations(placed, 2):
        assert not one.box.overlaps(other.box)
        for label, leader in ((one, other.leader), (other, one.leader)):
            if leader is not None:
                assert not _runs_through(leader, label.box)


def _runs_through(
    leader: tuple[tuple[float, float], tuple[float, float]], box: Box
) -> bool:
    (x1, y1), (x2, y2) = leader
    inner = Box(box.left + 0.5, box.top + 0.5, box.right - 0.5, box.bottom - 0.5)
    return any(
        inner.nearest((x, y)) == (x, y)
        for x, y in (
            (x1 + (x2 - x1) * step / 50, y1 + (y2 - y1) * step / 50)
            for step in range(51)
        )
    )
