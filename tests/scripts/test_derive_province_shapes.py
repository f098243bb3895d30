import importlib.util
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    path = ROOT / "scripts" / "derive_province_shapes.py"
    spec = importlib.util.spec_from_file_location("derive_province_shapes", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def rough_square(left: float) -> list[tuple[float, float]]:
    """A square of ten degrees with a small bend on every side."""
    return [
        (left, 0.0),
        (left + 5, 0.001),
        (left + 10, 0.0),
        (left + 10.001, 5.0),
        (left + 10, 10.0),
        (left + 5, 10.001),
        (left, 10.0),
        (left + 0.001, 5.0),
        (left, 0.0),
    ]


def test_neighbours_keep_one_border(script: ModuleType) -> None:
    west, east = tuple(rough_square(0.0)), tuple(rough_square(10.0))
    provinces = (script.Province("1", (west,)), script.Province("2", (east,)))
    one, other = script.simplify(provinces)
    assert len(one.rings[0]) < len(west)
    shared = {frozenset(edge) for edge in pairwise(one.rings[0])} & {
        frozenset(edge) for edge in pairwise(other.rings[0])
    }
    assert len(shared) == 1


def test_a_line_is_simplified_the_same_in_both_directions(script: ModuleType) -> None:
    line = tuple((0.1 * step, (step * 7 % 5) / 50) for step in range(40))
    assert script.simplify_arc(line) == script.simplify_arc(line[::-1])[::-1]


def test_a_bend_stays_when_its_loss_would_make_the_line_cross_itself(
    script: ModuleType,
) -> None:
    tongue = [(0.0, 0.0), (0.02, 0.03), (0.04, 0.0), (0.02, 0.01)]
    at = script.smallest_bend(tongue)
    assert at != 1


def test_a_ring_is_cut_in_two_along_a_line(script: ModuleType) -> None:
    ring = ((0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (4.0, 4.0), (0.0, 4.0), (0.0, 2.0))
    closed = (*ring, ring[0])
    line = ((0.0, 2.0), (2.0, 2.5), (4.0, 2.0))
    for way in (line, line[::-1]):
        parts = script.cut_ring(closed, way)
        areas = sorted(script.area_deg2(part) for part in parts)
        assert areas == pytest.approx([7, 9])
        assert all(part[0] == part[-1] for part in parts)


def test_islets_are_left_out_but_never_the_largest_island(script: ModuleType) -> None:
    islet = ((0.0, 0.0), (0.01, 0.0), (0.01, 0.01), (0.0, 0.0))
    island = ((1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 0.0))
    assert script.large_rings((islet, island), 0.003) == (island,)
    assert script.large_rings((islet,), 0.003) == (islet,)


def test_the_result_has_one_province_a_line(script: ModuleType) -> None:
    island = ((1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 0.0))
    provinces = (script.Province("64", (island,)), script.Province("65", (island,)))
    text = script.as_json(provinces, source="here")
    assert len(text.splitlines()) == 4
    assert [each["schematic"] for each in json.loads(text)["shapes"]] == [False, True]
