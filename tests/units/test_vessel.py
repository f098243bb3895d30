import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.units.bounds import NumberOutOfRangeError
from napas.units.vessel import (
    LyingCylinder,
    StrappingTable,
    StrappingTableNotRisingError,
    UprightCylinder,
    Vessel,
)

STRAPPED = StrappingTable(((0.0, 0.0), (50.0, 800.0), (150.0, 4000.0), (200.0, 5000.0)))
UPRIGHT = UprightCylinder(inner_diameter_cm=200.0, inner_height_cm=600.0)
ISOTANK = LyingCylinder(
    inner_diameter_cm=220.0, inner_length_cm=480.0, end_depth_cm=55.0
)
VESSELS = st.sampled_from((STRAPPED, UPRIGHT, ISOTANK, LyingCylinder(200.0, 500.0)))
SHARES = st.floats(0.0, 1.0)


@given(VESSELS, SHARES, SHARES)
def test_a_higher_level_never_holds_less(
    vessel: Vessel, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    full_cm = vessel.full_level_cm
    full_l = vessel.volume_l(full_cm)
    assert vessel.volume_l(low * full_cm) <= vessel.volume_l(high * full_cm) + (
        1e-9 * full_l
    )


@given(VESSELS, SHARES)
def test_no_level_holds_more_than_the_full_vessel(vessel: Vessel, share: float) -> None:
    full_l = vessel.volume_l(vessel.full_level_cm)
    assert -1e-9 <= vessel.volume_l(share * vessel.full_level_cm) <= full_l * (1 + 1e-9)


@pytest.mark.parametrize("vessel", [STRAPPED, UPRIGHT, ISOTANK])
def test_a_level_above_the_roof_or_below_the_floor_is_refused(vessel: Vessel) -> None:
    with pytest.raises(NumberOutOfRangeError):
        vessel.volume_l(vessel.full_level_cm + 0.1)
    with pytest.raises(NumberOutOfRangeError):
        vessel.volume_l(-0.1)


def test_a_strapping_table_gives_back_its_points_and_halfway_between() -> None:
    for level_cm, volume_l in STRAPPED.points:
        assert STRAPPED.volume_l(level_cm) == volume_l
    assert STRAPPED.volume_l(100.0) == 2400.0


@pytest.mark.parametrize(
    ("points", "row"),
    [
        ((), 1),
        (((0.0, 0.0),), 1),
        (((10.0, 0.0), (20.0, 5.0)), 1),
        (((0.0, 0.0), (20.0, 5.0), (20.0, 6.0)), 3),
        (((0.0, 0.0), (20.0, 5.0), (10.0, 6.0)), 3),
        (((0.0, 0.0), (20.0, 0.0)), 2),
        (((0.0, 0.0), (20.0, 9.0), (30.0, 8.0)), 3),
    ],
)
def test_a_table_that_does_not_rise_is_refused_with_its_row(
    points: tuple[tuple[float, float], ...], row: int
) -> None:
    with pytest.raises(StrappingTableNotRisingError) as refused:
        StrappingTable(points)
    assert refused.value.params == {"row": row, "rows": len(points)}


def test_a_table_with_a_negative_volume_is_refused() -> None:
    with pytest.raises(NumberOutOfRangeError):
        StrappingTable(((0.0, -5.0), (20.0, 5.0)))


def test_an_upright_cylinder_fills_in_proportion() -> None:
    assert UPRIGHT.volume_l(600.0) == pytest.approx(math.pi * 1.0**2 * 6.0 * 1000)
    assert UPRIGHT.volume_l(150.0) == pytest.approx(UPRIGHT.volume_l(600.0) / 4)


@given(st.floats(0.0, 220.0))
def test_a_lying_cylinder_is_the_same_from_above(level_cm: float) -> None:
    full_l = ISOTANK.volume_l(220.0)
    assert ISOTANK.volume_l(level_cm) + ISOTANK.volume_l(220.0 - level_cm) == (
        pytest.approx(full_l)
    )


def test_a_full_isotank_is_its_round_part_and_two_ends() -> None:
    round_part = math.pi * 1.1**2 * 4.8
    ends = 4 / 3 * math.pi * 1.1 * 1.1 * 0.55
    assert ISOTANK.volume_l(220.0) == pytest.approx(1000 * (round_part + ends))


def test_half_spheres_at_the_ends_make_a_sphere() -> None:
    flat = LyingCylinder(200.0, 300.0)
    round_ends = LyingCylinder(200.0, 300.0, end_depth_cm=100.0)
    sphere_l = 4 / 3 * math.pi * 1000
    assert round_ends.volume_l(200.0) - flat.volume_l(200.0) == pytest.approx(sphere_l)
    cap_l = math.pi * 0.5**2 * (3 - 0.5) / 3 * 1000
    assert round_ends.volume_l(50.0) - flat.volume_l(50.0) == pytest.approx(cap_l)


@pytest.mark.parametrize(
    ("diameter", "length", "end"),
    [(0.0, 500.0, 0.0), (200.0, 0.0, 0.0), (200.0, 500.0, 101.0), (2e4, 5.0, 0.0)],
)
def test_an_impossible_shape_is_refused(
    diameter: float, length: float, end: float
) -> None:
    with pytest.raises(NumberOutOfRangeError):
        LyingCylinder(diameter, length, end)
    with pytest.raises(NumberOutOfRangeError):
        UprightCylinder(0.0, 100.0)
    with pytest.raises(NumberOutOfRangeError):
        UprightCylinder(100.0, 0.0)
