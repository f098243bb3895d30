from collections.abc import Callable
from itertools import combinations, pairwise
from math import dist

import pytest

from napas.pictures.palette import (
    COLOURS,
    SHADES,
    Colour,
    Ramp,
    Tone,
    lettering_on,
    paint,
    shade,
    stylesheet,
)

LINE_TONES = (Tone.NEED, Tone.SEEN, Tone.HAVE, Tone.LACK, Tone.LIMIT, Tone.UNKNOWN)
"""Drawn as thin lines or edges: they must stand out from the ground."""

BAR_TONES = (Tone.HAVE, Tone.ROAD, Tone.PLEDGE, Tone.SPARE)
"""May lie side by side in one bar; what lacks is hollow and needs no colour."""

TOLD_APART = (Tone.NEED, Tone.SEEN, Tone.HAVE, Tone.PLEDGE, Tone.LACK)

SIGHTS = {
    "full": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Colour blindness of full severity (Machado, Oliveira, Fernandes 2009), linear RGB."""

LEAST_DISTANCE = 15.0
"""CIE76 distance; 2.3 is just noticeable side by side."""

Light = tuple[float, float, float]


def linear(colour: str) -> Light:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return red, green, blue


def seen_by(light: Light, sight: str) -> Light:
    rows = [
        sum(part * each for part, each in zip(row, light, strict=True))
        for row in SIGHTS[sight]
    ]
    red, green, blue = (min(max(each, 0.0), 1.0) for each in rows)
    return red, green, blue


def luminance(light: Light) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(linear(one)), luminance(linear(other))))
    return (high + 0.05) / (low + 0.05)


def lab(light: Light) -> Light:
    red, green, blue = light
    whole = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        luminance(light),
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (
        each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116
        for each in whole
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, sight: str) -> float:
    first, second = (lab(seen_by(linear(each), sight)) for each in (one, other))
    return dist(first, second)


def grounds(tone: Tone) -> tuple[tuple[str, str], ...]:
    """A tone beside its ground, light and dark."""
    colour, paper = COLOURS[tone], COLOURS[Tone.PAPER]
    return (colour.light, paper.light), (colour.dark, paper.dark)


@pytest.mark.parametrize("tone", [Tone.INK, Tone.QUIET])
def test_words_are_readable_on_both_grounds(tone: Tone) -> None:
    assert min(contrast(*pair) for pair in grounds(tone)) >= 4.5


@pytest.mark.parametrize("tone", LINE_TONES)
def test_lines_stand_out_from_both_grounds(tone: Tone) -> None:
    assert min(contrast(*pair) for pair in grounds(tone)) >= 3.0


@pytest.mark.parametrize("tone", [*BAR_TONES, Tone.NEED, Tone.SEEN])
def test_words_on_a_bar_are_readable_on_both_grounds(tone: Tone) -> None:
    colour, words = COLOURS[tone], COLOURS[lettering_on(tone)]
    assert contrast(colour.light, words.light) >= 4.5
    assert contrast(colour.dark, words.dark) >= 4.5


def test_the_words_of_the_weakest_link_are_readable_on_its_tab() -> None:
    lack, paper = COLOURS[Tone.LACK], COLOURS[Tone.PAPER]
    assert contrast(lack.light, paper.light) >= 4.5
    assert contrast(lack.dark, paper.dark) >= 4.5


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("pair", list(combinations(TOLD_APART, 2)), ids="-".join)
def test_tones_keep_apart_under_colour_blindness(
    pair: tuple[Tone, Tone], sight: str
) -> None:
    one, other = (COLOURS[tone] for tone in pair)
    assert distance(one.light, other.light, sight) >= LEAST_DISTANCE
    assert distance(one.dark, other.dark, sight) >= LEAST_DISTANCE


def test_the_measure_itself_can_tell_a_bad_pair() -> None:
    assert distance("#c4501b", "#6b7a10", "no green") < LEAST_DISTANCE
    assert distance("#c4501b", "#6b7a10", "full") > LEAST_DISTANCE


def test_neighbours_in_a_bar_differ_in_grey_print() -> None:
    for one, other in pairwise((Tone.HAVE, Tone.ROAD)):
        assert contrast(COLOURS[one].light, COLOURS[other].light) >= 1.8
    assert contrast(COLOURS[Tone.HAVE].light, COLOURS[Tone.PLEDGE].light) >= 1.8


@pytest.mark.parametrize("ramp", Ramp)
def test_a_ramp_rises_evenly_also_in_grey_print(ramp: Ramp) -> None:
    shades = SHADES[ramp]
    light = [luminance(linear(each.light)) for each in shades]
    dark = [luminance(linear(each.dark)) for each in shades]
    assert light == sorted(light, reverse=True)
    assert dark == sorted(dark)
    for one, other in pairwise(shades):
        assert contrast(one.light, other.light) >= 1.2
        assert contrast(one.dark, other.dark) >= 1.2


@pytest.mark.parametrize("ramp", Ramp)
@pytest.mark.parametrize("sight", SIGHTS)
def test_shades_keep_apart_under_colour_blindness(ramp: Ramp, sight: str) -> None:
    for one, other in pairwise(SHADES[ramp]):
        assert distance(one.light, other.light, sight) >= 10
        assert distance(one.dark, other.dark, sight) >= 10


def test_paint_writes_the_light_colour_and_names_the_tone() -> None:
    assert paint(fill=Tone.HAVE, stroke=Tone.INK) == {
        "class": "napas-fill-have napas-stroke-ink",
        "fill": COLOURS[Tone.HAVE].light,
        "stroke": COLOURS[Tone.INK].light,
    }


def test_a_line_is_not_filled() -> None:
    assert paint(stroke=Tone.INK)["fill"] == "none"
    assert paint(fill=Tone.INK) == {
        "class": "napas-fill-ink",
        "fill": COLOURS[Tone.INK].light,
    }


def test_a_shade_names_its_place_in_the_ramp() -> None:
    assert shade(Ramp.ALARM, 4) == {
        "class": "napas-fill-alarm-4",
        "fill": SHADES[Ramp.ALARM][4].light,
    }


def test_the_style_sheet_has_every_tone_and_shade_light_and_dark(
    golden: Callable[[str, str], None],
) -> None:
    sheet = stylesheet()
    every: list[tuple[str, Colour]] = [(tone, COLOURS[tone]) for tone in Tone]
    for ramp in Ramp:
        every.extend((f"{ramp}-{at}", each) for at, each in enumerate(SHADES[ramp]))
    for name, colour in every:
        assert f"--napas-{name}:{colour.light};" in sheet
        assert sheet.count(f"--napas-{name}:{colour.dark};") >= 2
        assert f".napas-fill-{name}{{fill:var(--napas-{name})}}" in sheet
    golden("pictures.css", sheet)
