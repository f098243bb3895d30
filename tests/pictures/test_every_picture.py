"""What holds for all pictures, at every width and with hostile words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napas.pictures.bars import Arrangement, Bars, Mark, MarkForm, Part, Row, draw_bars
from napas.pictures.chain import Chain, Link, draw_chain
from napas.pictures.formatter import SayNumber
from napas.pictures.frame import Frame
from napas.pictures.lettering import Style, text_width
from napas.pictures.lines import Band, Limit, Lines, Series, StepMark, draw_lines
from napas.pictures.palette import Tone
from napas.pictures.province_map import (
    Classes,
    ProvinceMap,
    Region,
    Shape,
    Site,
    draw_map,
)
from napas.pictures.sparkline import Sparkline, draw_sparkline
from napas.pictures.timeline import (
    Leg,
    LegForm,
    LegKey,
    Moment,
    Timeline,
    TimelineRow,
    draw_timeline,
)

EVIL = "<script>alert('1')</script>"

Drawing = Callable[[Frame, str, SayNumber], str]


def lines(frame: Frame, word: str, say: SayNumber) -> str:
    seen = Series(word, (3.0, None, 4.0), Tone.SEEN)
    band = Band(word, (1.0,), (2.0,), Tone.HAVE)
    chart = Lines(
        frame,
        (word, word, word),
        word,
        (seen,),
        bands=(band,),
        limits=(Limit(word, 5.0),),
        marks=(StepMark(word, 1),),
        step_title=word,
        unknown_label=word,
    )
    return draw_lines(chart, say)


def bars(frame: Frame, word: str, say: SayNumber) -> str:
    parts = (Part(word, Tone.HAVE), Part(word, Tone.LACK))
    rows = (Row(word, (4.0, None), (5.0,)), Row(word, (1.0, 2.0)))
    marks = (Mark(word, MarkForm.LIMIT),)
    return draw_bars(
        Bars(frame, word, parts, rows, marks=marks, unknown_label=word), say
    )


def grouped_bars(frame: Frame, word: str, say: SayNumber) -> str:
    parts = (Part(word, Tone.NEED), Part(word, Tone.SEEN))
    rows = (Row(word, (4.0, None)), Row(word, (1.0, 2.0)))
    arrangement = Arrangement.GROUPED
    return draw_bars(
        Bars(frame, word, parts, rows, arrangement=arrangement, unknown_label=word), say
    )


def sparkline(frame: Frame, word: str, say: SayNumber) -> str:
    del word
    return draw_sparkline(Sparkline(frame, (3.0, None, 4.0), Tone.SEEN), say)


def chain(frame: Frame, word: str, say: SayNumber) -> str:
    links = (Link(word, 5.0, word), Link(word, 3.0, word), Link(word, None))
    picture = Chain(
        frame,
        links,
        word,
        weakest=1,
        weakest_label=word,
        need_t_per_day=4.0,
        need_label=word,
        unknown_label=word,
    )
    return draw_chain(picture, say)


def timeline(frame: Frame, word: str, say: SayNumber) -> str:
    legs = (Leg(LegForm.LOADED, 0, 12, word), Leg(LegForm.LOADED, 12, None, word))
    picture = Timeline(
        frame,
        24,
        word,
        (TimelineRow(word, legs),),
        (LegKey(word, LegForm.LOADED),),
        (Moment(word, 0), Moment(word, 12)),
        now=Moment(word, 6),
        unknown_label=word,
    )
    return draw_timeline(picture, say)


def province_map(frame: Frame, word: str, say: SayNumber) -> str:
    ring = ((0.0, 0.0), (9.0, 0.0), (9.0, 6.0), (0.0, 6.0), (0.0, 0.0))
    picture = ProvinceMap(
        frame,
        (Shape(word, (ring,), is_schematic=True),),
        (Region(word, word, None),),
        Classes((1.0,), (word, word)),
        word,
        unknown_label=word,
        sites=(Site(word, 1, 1, 4.0), Site(word, 8, 5, None)),
        sites_title=word,
        schematic_label=word,
    )
    return draw_map(picture, say)


PICTURES: tuple[Drawing, ...] = (
    lines,
    bars,
    grouped_bars,
    sparkline,
    chain,
    timeline,
    province_map,
)
every_picture = pytest.mark.parametrize("draw", PICTURES)
every_width = pytest.mark.parametrize("width", [360, 720, 960])


@dataclass(frozen=True, slots=True)
class Written:
    """The room a line of words takes, as estimated."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def written_in(picture: Element) -> Iterator[Written]:
    """Find the words and their room, with what groups say of their style."""

    def walk(node: Element, style: dict[str, str]) -> Iterator[Written]:
        style = style | node.attrib
        if node.tag.endswith("}text"):
            text = "".join(node.itertext())
            size = float(style["font-size"])
            looks = Style(size=size, bold=style.get("font-weight") == "600")
            width = text_width(text, looks)
            share = {"start": 0.0, "middle": 0.5, "end": 1.0}
            left = float(style["x"]) - width * share[style.get("text-anchor", "start")]
            base = float(style["y"])
            yield Written(text, left, left + width, base - 0.72 * size, base)
        for child in node:
            yield from walk(child, style)

    yield from walk(picture, {})


@every_picture
@every_width
def test_a_picture_is_well_formed_and_named(
    draw: Drawing,
    width: int,
    frame: Frame,
    say_number: SayNumber,
    see: Callable[[str], Element],
) -> None:
    picture = see(draw(replace(frame, width=width), "Jawa Barat", say_number))
    assert picture.attrib["role"] == "img"
    ids = [each.attrib["id"] for each in picture.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    assert all(each.startswith("oxygen-") for each in ids)


@every_picture
@every_width
def test_hostile_words_stay_words(
    draw: Drawing,
    width: int,
    frame: Frame,
    say_number: SayNumber,
    see: Callable[[str], Element],
) -> None:
    drawn = draw(replace(frame, width=width), EVIL, say_number)
    tags = {each.tag.rpartition("}")[2] for each in see(drawn).iter()}
    assert "<script" not in drawn
    assert tags <= {
        "svg",
        "title",
        "desc",
        "defs",
        "pattern",
        "clipPath",
        "g",
        "path",
        "rect",
        "circle",
        "text",
        "tspan",
    }


@every_picture
def test_a_formatter_cannot_slip_markup_in(draw: Drawing, frame: Frame) -> None:
    assert "<script" not in draw(frame, "a", lambda _value, _decimals: EVIL)


@every_picture
def test_no_attribute_runs_code_or_loads_anything(
    draw: Drawing,
    frame: Frame,
    say_number: SayNumber,
    see: Callable[[str], Element],
) -> None:
    for each in see(draw(frame, EVIL, say_number)).iter():
        for name, value in each.attrib.items():
            assert not name.startswith(("on", "href", "style"))
            assert "url(" not in value or value.startswith("url(#oxygen-")


@every_picture
@every_width
def test_no_picture_writes_what_is_no_number(
    draw: Drawing, width: int, frame: Frame, say_number: SayNumber
) -> None:
    drawn = draw(replace(frame, width=width), "a", say_number)
    assert not re.search(r"nan|inf|e[-+]\d", drawn, re.IGNORECASE)
    assert not re.search(r"\d\.\d\d\d", drawn)


@every_picture
def test_the_same_values_give_the_same_bytes(
    draw: Drawing, frame: Frame, say_number: SayNumber
) -> None:
    assert draw(frame, "Jawa", say_number) == draw(frame, "Jawa", say_number)


@every_picture
@every_width
@pytest.mark.parametrize("word", ["Bali", "Kalimantan Selatan", "t/hari"])
def test_words_stay_inside_and_apart(
    draw: Drawing, width: int, word: str, see: Callable[[str], Element]
) -> None:
    frame = Frame("oxygen", "Oksigen", "Uraian gambar", width=width)
    picture = see(draw(frame, word, lambda value, _decimals: f"{value:.1f}"))
    _, _, right, bottom = (float(edge) for edge in picture.attrib["viewBox"].split())
    rooms = list(written_in(picture))
    for room in rooms:
        assert room.left >= -0.5, room
        assert room.right <= right + 0.5, room
        assert room.top >= -0.5, room
        assert room.bottom <= bottom + 0.5, room
    for one, other in combinations(rooms, 2):
        apart = (
            one.right <= other.left + 0.5
            or other.right <= one.left + 0.5
            or one.bottom <= other.top + 0.5
            or other.bottom <= one.top + 0.5
        )
        assert apart, (one, other)


@every_picture
@settings(max_examples=40)
@given(width=st.integers(200, 1000), word=st.text(min_size=1, max_size=30))
def test_any_width_and_any_words_give_a_well_formed_picture(
    draw: Drawing, width: int, word: str
) -> None:
    frame = Frame("oxygen", "Oksigen", "Uraian", width=width)
    drawn = draw(frame, word, lambda value, decimals: f"{value:.{decimals}f}")
    assert drawn.startswith("<svg ")
    assert drawn.endswith("</svg>\n")
