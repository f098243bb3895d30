from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.pictures.projection import Extent, Projection

INDONESIA = Extent(94, -12, 142, 7)
FINLAND = Extent(20, 59, 32, 70)


def test_the_corners_of_the_extent_are_those_of_the_sheet() -> None:
    projection = Projection(INDONESIA, 960, 30)
    assert projection.at(94, 7) == (0, 30)
    assert projection.at(142, -12) == pytest.approx((960, 30 + projection.height))


def test_near_the_equator_a_degree_is_as_high_as_wide() -> None:
    projection = Projection(INDONESIA, 960, 0)
    (x1, y1), (x2, y2) = projection.at(110, -3), projection.at(111, -2)
    assert y1 - y2 == pytest.approx(x2 - x1, rel=0.01)


def test_shapes_are_true_in_the_middle_of_a_northern_country() -> None:
    projection = Projection(FINLAND, 500, 0)
    (x1, y1), (x2, y2) = projection.at(25, 64.4), projection.at(26, 64.6)
    shape = (y1 - y2) / 0.2 / (x2 - x1)
    assert shape == pytest.approx(1 / cos(radians(64.5)), rel=0.01)


@given(
    extent=st.sampled_from((INDONESIA, FINLAND)),
    lat=st.floats(0, 0.9),
    other=st.floats(0, 0.9),
)
def test_areas_are_true_everywhere(extent: Extent, lat: float, other: float) -> None:
    projection = Projection(extent, 960, 0)
    sizes = []
    for share in (lat, other):
        south = extent.south_deg + share * (extent.north_deg - extent.south_deg)
        _, top = projection.at(extent.west_deg, south + 0.1)
        _, bottom = projection.at(extent.west_deg, south)
        sizes.append((bottom - top) / cos(radians(south + 0.05)))
    assert sizes[0] == pytest.approx(sizes[1], rel=1e-4)


@pytest.mark.parametrize(
    "edges", [(10, 0, 10, 5), (0, 5, 10, 5), (0, -90, 10, 5), (0, 0, 10, 90)]
)
def test_a_piece_without_area_or_with_a_pole_is_refused(
    edges: tuple[float, float, float, float],
) -> None:
    with pytest.raises(ValueError, match="not a piece of the earth"):
        Extent(*edges)


def test_a_piece_knows_what_it_holds_and_touches() -> None:
    java = Extent(105, -9, 115, -5)
    assert java.holds(106.8, -6.2)
    assert not java.holds(98.7, 3.6)
    assert java.touches(Extent(114, -9, 116, -8))
    assert not java.touches(Extent(119, -6, 121, -3))
