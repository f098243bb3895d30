from hypothesis import given
from hypothesis import strategies as st

from napas.domain.territory import Point, Territory
from napas.exchange.synthetic_draws import Draws
from napas.exchange.synthetic_sites import (
    CodeBlock,
    Disc,
    invent_territories,
    scatter,
)
from napas.planning.travel import great_circle_km

CAPITAL = Point(-6.2, 106.83)
PROVINCE = Territory("31", "Utara", 1, "ID", CAPITAL)
LAND = (Disc(Point(-6.5, 107.0), 20.0), Disc(Point(-7.0, 108.0), 10.0, "isle"))


@given(
    latitude_deg=st.floats(-70.0, 70.0),
    longitude_deg=st.floats(-180.0, 180.0),
    radius_km=st.floats(0.0, 150.0),
    seed=st.integers(0, 100),
)
def test_a_scattered_point_stays_in_its_disc(
    latitude_deg: float, longitude_deg: float, radius_km: float, seed: int
) -> None:
    centre = Point(latitude_deg, longitude_deg)
    point = scatter(Disc(centre, radius_km), Draws(seed, "x"))
    assert great_circle_km([centre], [point])[0, 0] <= radius_km * 1.05 + 0.2


def test_a_point_is_never_scattered_off_the_globe() -> None:
    pole = Disc(Point(89.9, 10.0), 100.0)
    assert all(scatter(pole, Draws(seed, "x")) for seed in range(50))


def test_territories_count_up_in_their_blocks_below_their_parent() -> None:
    made = invent_territories(
        PROVINCE, [CodeBlock(1, 2), CodeBlock(71, 2)], LAND, name="Contoh", seed=1
    )
    assert [each.code for each in made] == ["3101", "3102", "3171", "3172"]
    assert {each.parent for each in made} == {"31"}
    assert {each.level for each in made} == {2}
    assert made[0].name == "Contoh 3101"


def test_the_seat_lies_at_the_point_of_the_parent() -> None:
    blocks = [CodeBlock(1, 2), CodeBlock(71, 1)]
    seats = [
        each.code
        for each in invent_territories(PROVINCE, blocks, LAND, name="x", seed=1)
        if each.point == CAPITAL
    ]
    assert seats == ["3171"]


def test_where_there_is_no_city_the_first_district_is_the_seat() -> None:
    blocks = [CodeBlock(1, 2), CodeBlock(71, 0)]
    made = invent_territories(PROVINCE, blocks, LAND, name="x", seed=1)
    assert made[0].point == CAPITAL


def test_a_territory_stays_where_it_is_when_another_is_added() -> None:
    few = invent_territories(PROVINCE, [CodeBlock(1, 3)], LAND, name="x", seed=1)
    many = invent_territories(PROVINCE, [CodeBlock(1, 9)], LAND, name="x", seed=1)
    assert few == many[:3]


def test_every_other_territory_lies_on_land() -> None:
    made = invent_territories(PROVINCE, [CodeBlock(1, 60)], LAND, name="x", seed=1)
    points = [each.point for each in made[1:] if each.point]
    far_km = great_circle_km(points, [disc.centre for disc in LAND])
    on_first, on_second = far_km[:, 0] < 20.5, far_km[:, 1] < 10.5
    assert (on_first | on_second).all()
    assert on_first.any()
    assert on_second.any()
    assert [each.landmass == "isle" for each in made[1:]] == list(on_second)


def test_a_parent_without_territories_has_none() -> None:
    assert invent_territories(PROVINCE, [CodeBlock(1, 0)], LAND, name="x", seed=1) == ()
