import json
from collections.abc import Callable
from dataclasses import replace
from math import nan
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from napas.pictures.formatter import SayNumber
from napas.pictures.frame import MAP_WIDTH, Frame
from napas.pictures.palette import COLOURS, SHADES, Ramp, Tone
from napas.pictures.province_map import (
    Classes,
    DeepEnd,
    Extent,
    ProvinceMap,
    Region,
    Shape,
    Site,
    draw_map,
)

SHAPES = Path(__file__).parents[2] / "src/napas/countries/idn/shapes.json"

NORTH = Shape("01", (((0, 4), (10, 4), (10, 10), (0, 10), (0, 4)),))
SOUTH = Shape(
    "02",
    (
        ((0, 0), (10, 0), (10, 4), (0, 4), (0, 0)),
        ((4, 1), (6, 1), (6, 3), (4, 3), (4, 1)),
    ),
    is_schematic=True,
)
ISLET = Shape("03", (((12, 1), (12.001, 1), (12.001, 1.001), (12, 1)),))
CLASSES = Classes((50.0, 100.0), ("di bawah 50", "50-100", "100 ke atas"))


@pytest.fixture
def picture(frame: Frame) -> ProvinceMap:
    return ProvinceMap(
        replace(frame, width=600),
        (NORTH, SOUTH, ISLET),
        (
            Region("01", "Utara", 120.0),
            Region("02", "Selatan", None),
            Region("03", "Pulau", 20.0),
        ),
        CLASSES,
        "Kebutuhan, t/hari",
        unknown_label="tidak diketahui",
        sites=(
            Site("Pabrik Satu", 2, 7, 220.0),
            Site("Pabrik Dua", 8, 7, 0.0),
            Site("Pabrik Tiga", 8, 2, None),
        ),
        sites_title="Pabrik, t/hari",
        schematic_label="garis batas skematis",
    )


@pytest.fixture(scope="module")
def provinces() -> tuple[Shape, ...]:
    shapes = json.loads(SHAPES.read_text(encoding="utf-8"))["shapes"]
    return tuple(
        Shape(
            each["code"],
            tuple(tuple((lon, lat) for lon, lat in ring) for ring in each["rings"]),
            each["schematic"],
        )
        for each in shapes
    )


@pytest.fixture
def national(frame: Frame, provinces: tuple[Shape, ...]) -> ProvinceMap:
    return ProvinceMap(
        replace(frame, width=MAP_WIDTH),
        provinces,
        tuple(
            Region(
                shape.code,
                f"Provinsi {shape.code}",
                None if shape.code == "62" else 9.0 * number,
            )
            for number, shape in enumerate(provinces)
        ),
        CLASSES,
        "Kebutuhan, t/hari",
        unknown_label="tidak diketahui",
        schematic_label="garis batas skematis",
    )


def fills_by_code(
    find: Callable[[str, str], list[Element]], drawn: str
) -> dict[str, str]:
    return {
        path.attrib["data-code"]: path.attrib["fill"]
        for path in find(drawn, "path")
        if "data-code" in path.attrib
    }


@pytest.mark.parametrize("width", [600, 360])
def test_the_picture_stays_as_it_was(
    picture: ProvinceMap,
    width: int,
    say_number: SayNumber,
    golden: Callable[[str, str], None],
) -> None:
    sized = replace(picture, frame=replace(picture.frame, width=width))
    golden(f"map-{width}.svg", draw_map(sized, say_number))


def test_a_province_has_the_shade_of_its_class_and_unknown_is_hatched(
    picture: ProvinceMap,
    say_number: SayNumber,
    find: Callable[[str, str], list[Element]],
) -> None:
    assert fills_by_code(find, draw_map(picture, say_number)) == {
        "01": SHADES[Ramp.ALARM][4].light,
        "02": "url(#oxygen-unknown)",
        "03": SHADES[Ramp.ALARM][0].light,
    }


def test_a_shape_that_nobody_tells_of_is_unknown(
    picture: ProvinceMap,
    say_number: SayNumber,
    find: Callable[[str, str], list[Element]],
) -> None:
    silent = replace(picture, regions=picture.regions[2:])
    drawn = draw_map(silent, say_number)
    assert fills_by_code(find, drawn)["01"] == "url(#oxygen-unknown)"
    assert "<title>01: ?</title>" in drawn


def test_names_and_values_are_written_and_unknown_is_a_question_mark(
    picture: ProvinceMap,
    say_number: SayNumber,
    words_of: Callable[[str], list[str]],
) -> None:
    said = words_of(draw_map(picture, say_number))
    assert {"Utara", "120", "Selatan", "?", "Kebutuhan, t/hari"} <= set(said)
    assert "Pulau" not in said


def test_circles_have_the_amount_for_their_area(
    picture: ProvinceMap,
    say_number: SayNumber,
    find: Callable[[str, str], list[Element]],
    words_of: Callable[[str], list[str]],
) -> None:
    picture = replace(
        picture,
        sites=(Site("Satu", 2, 7, 200.0), Site("Dua", 8, 7, 100.0)),
        frame=replace(picture.frame, width=960),
    )
    drawn = draw_map(picture, say_number)
    circles = [
        float(each.attrib["r"])
        for each in find(drawn, "circle")
        if "title" in str(list(each))
    ]
    large, small = circles
    assert large**2 / small**2 == pytest.approx(2, rel=0.05)
    assert {"100", "200"} <= set(words_of(drawn))


def test_a_plant_of_unknown_amount_is_a_hatched_circle(
    picture: ProvinceMap,
    say_number: SayNumber,
    hatched_in: Callable[[str], list[Element]],
) -> None:
    found = hatched_in(draw_map(picture, say_number))
    assert [each.tag.rpartition("}")[2] for each in found].count("circle") == 1


def test_plants_of_unknown_amounts_alone_need_no_sizes(
    picture: ProvinceMap,
    say_number: SayNumber,
    words_of: Callable[[str], list[str]],
) -> None:
    unknown = replace(picture, sites=(Site("Satu", 2, 7, None),))
    assert "Pabrik, t/hari" not in words_of(draw_map(unknown, say_number))
    idle = replace(picture, sites=(Site("Satu", 2, 7, 0.0),))
    assert "Pabrik, t/hari" not in words_of(draw_map(idle, say_number))


def test_a_sketch_has_a_dashed_edge(
    picture: ProvinceMap,
    say_number: SayNumber,
    find: Callable[[str, str], list[Element]],
) -> None:
    dashed = [
        path
        for path in find(draw_map(picture, say_number), "path")
        if path.attrib.get("stroke-dasharray") == "2 2"
    ]
    assert len(dashed) == 1
    assert dashed[0].attrib["stroke"] == COLOURS[Tone.QUIET].light


def test_an_extent_shows_a_piece_and_speaks_of_that_piece_only(
    picture: ProvinceMap,
    say_number: SayNumber,
    find: Callable[[str, str], list[Element]],
    words_of: Callable[[str], list[str]],
) -> None:
    piece = replace(picture, extent=Extent(0, 5, 10, 9))
    drawn = draw_map(piece, say_number)
    assert list(fills_by_code(find, drawn)) == ["01"]
    said = words_of(drawn)
    assert "tidak diketahui" not in said
    assert "garis batas skematis" not in said
    assert "Pabrik Tiga" not in drawn


def test_all_34_provinces_fit_a_page_with_their_labels(
    national: ProvinceMap,
    say_number: SayNumber,
    words_of: Callable[[str], list[str]],
    find: Callable[[str, str], list[Element]],
) -> None:
    drawn = draw_map(national, say_number)
    assert len(drawn.encode()) < 90_000
    assert len(fills_by_code(find, drawn)) == 34
    labels = [word for word in words_of(drawn) if word.startswith("Provinsi")]
    assert len(labels) >= 33


def test_the_national_map_is_the_same_every_time(
    national: ProvinceMap, say_number: SayNumber
) -> None:
    assert draw_map(national, say_number) == draw_map(national, say_number)


@pytest.mark.parametrize(
    ("value", "deep_end", "shade"),
    [
        (49.9, DeepEnd.HIGH, 0),
        (50.0, DeepEnd.HIGH, 2),
        (100.0, DeepEnd.HIGH, 4),
        (49.9, DeepEnd.LOW, 4),
        (-5.0, DeepEnd.LOW, 4),
        (500.0, DeepEnd.LOW, 0),
    ],
)
def test_values_are_classed_from_the_limit_upwards(
    value: float, deep_end: DeepEnd, shade: int
) -> None:
    assert replace(CLASSES, deep_end=deep_end).shade_of(value) == shade


def test_a_single_class_is_a_middle_shade() -> None:
    assert Classes((), ("semua",), Ramp.AMOUNT).shade_of(3.0) == 2


@pytest.mark.parametrize(
    ("limits", "labels", "complaint"),
    [
        ((2.0, 1.0), ("a", "b", "c"), "must rise"),
        ((1.0,), ("a",), "needs a label"),
        ((1.0, 2.0, 3.0, 4.0, 5.0), tuple("abcdef"), "more classes"),
        ((nan,), ("a", "b"), "None says unknown"),
    ],
)
def test_classes_that_make_no_sense_are_refused(
    limits: tuple[float, ...], labels: tuple[str, ...], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        Classes(limits, labels)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"shapes": ()}, "needs a shape"),
        ({"regions": (Region("99", "Jauh", 1.0),)}, "without a shape"),
        ({"sites_title": ""}, "sites need a title"),
        ({"unknown_label": ""}, "unknown values need"),
        ({"schematic_label": ""}, "schematic shape needs"),
    ],
)
def test_a_map_without_its_words_or_shapes_is_refused(
    picture: ProvinceMap, change: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        replace(picture, **change)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="None says unknown"):
        Region("01", "Utara", nan)
    with pytest.raises(ValueError, match="None says unknown"):
        Site("Pabrik", nan, 0, 1.0)
    with pytest.raises(ValueError, match="negative"):
        Site("Pabrik", 0, 0, -1.0)
