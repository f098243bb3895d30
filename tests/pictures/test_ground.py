import pytest

from napas.pictures.ground import CELL, Box, cells_inside, innermost, survey

SQUARE = ((0.0, 0.0), (50.0, 0.0), (50.0, 50.0), (0.0, 50.0), (0.0, 0.0))
LAKE = ((20.0, 20.0), (30.0, 20.0), (30.0, 30.0), (20.0, 30.0), (20.0, 20.0))
SHEET = Box(0, 0, 120, 80)
SLIVER = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0))
NEIGHBOUR = tuple((x + 50.0, y) for x, y in SQUARE)


def test_a_square_owns_the_cells_inside_it() -> None:
    assert len(cells_inside((SQUARE,))) == 100


def test_a_hole_is_left_out() -> None:
    assert len(cells_inside((SQUARE, LAKE))) == 96


def test_what_is_smaller_than_a_cell_may_own_none() -> None:
    assert cells_inside((SLIVER,)) == set()


def test_neighbours_share_no_cell() -> None:
    ground = survey({"a": (SQUARE,), "b": (NEIGHBOUR,)}, SHEET)
    assert len(ground.cells_of("a", SHEET)) == 100
    assert len(ground.cells_of("b", SHEET)) == 100


def test_land_beyond_the_sheet_is_not_seen() -> None:
    ground = survey({"b": (NEIGHBOUR,)}, Box(0, 0, 75, 25))
    assert len(ground.cells_of("b", SHEET)) == 25
    west = tuple((x - 25.0, y - 25.0) for x, y in SQUARE)
    assert len(survey({"a": (west,)}, SHEET).cells_of("a", SHEET)) == 25


def test_cells_under_a_box_are_counted_by_owner() -> None:
    ground = survey({"a": (SQUARE,), "b": (NEIGHBOUR,)}, SHEET)
    assert ground.count(Box(40, 0, 60, 10), "a") == (4, 4)
    assert ground.count(Box(40, 0, 60, 10), "b") == (4, 4)
    assert ground.count(Box(0, 60, 60, 70), "a") == (0, 0)


def test_cells_of_an_owner_can_be_cut_to_a_box() -> None:
    ground = survey({"a": (SQUARE,), "b": (NEIGHBOUR,)}, SHEET)
    assert len(ground.cells_of("a", Box(0, 0, 25, 50))) == 50
    assert ground.cells_of("c", Box(0, 0, 100, 100)) == frozenset()


def test_the_innermost_place_is_far_from_every_edge() -> None:
    x, y = innermost(frozenset(cells_inside((SQUARE,))))
    assert 20 <= x <= 30
    assert 20 <= y <= 30
    x, y = innermost(frozenset(cells_inside((SQUARE, LAKE))))
    assert not (20 <= x <= 30 and 20 <= y <= 30)


def test_a_single_cell_is_its_own_middle() -> None:
    assert innermost(frozenset({(2, 3)})) == (2.5 * CELL, 3.5 * CELL)


def test_boxes_know_their_middle_and_what_they_touch() -> None:
    box = Box(0, 0, 10, 20)
    assert box.middle == pytest.approx((5, 10))
    assert box.overlaps(Box(9, 19, 30, 30))
    assert not box.overlaps(Box(10, 0, 30, 30))
    assert Box(1, 1, 9, 9).lies_in(box)
    assert not box.lies_in(Box(1, 1, 9, 9))
    assert box.nearest((-5, 12)) == (0, 12)
