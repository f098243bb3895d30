from collections.abc import Callable
from dataclasses import replace
from math import nan
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from napas.pictures.formatter import SayNumber
from napas.pictures.frame import Frame
from napas.pictures.lines import (
    HOURS_RHYTHM,
    Band,
    Limit,
    Lines,
    Series,
    StepMark,
    Stroke,
    draw_lines,
)
from napas.pictures.palette import Tone

DAYS = tuple(f"{day} Jul" for day in range(1, 15))
SEEN = Series(
    "Pemakaian terukur",
    (800.0, 820.0, None, None, 900.0, 950.0, 1010.0),
    Tone.SEEN,
    Stroke.DOTS,
)
FORECAST = Series(
    "Prakiraan",
    (1010.0, 1100.0, 1210.0, 1330.0, 1440.0, 1560.0, 1690.0, 1800.0),
    Tone.HAVE,
    first_step=6,
)
WIDE_BAND = Band(
    "Rentang 95%",
    low=(1010.0, 1000.0, 1050.0, 1100.0, 1150.0, 1200.0, 1250.0, 1300.0),
    high=(1010.0, 1250.0, 1450.0, 1650.0, 1850.0, 2050.0, 2250.0, 2450.0),
    tone=Tone.HAVE,
    first_step=6,
)
NARROW_BAND = Band(
    "Rentang 50%",
    low=(1010.0, 1060.0, 1140.0, 1240.0, 1330.0, 1430.0, 1540.0, 1630.0),
    high=(1010.0, 1150.0, 1290.0, 1430.0, 1560.0, 1700.0, 1860.0, 2000.0),
    tone=Tone.HAVE,
    first_step=6,
)
NEED = Series(
    "Kebutuhan menurut norma",
    tuple(900.0 + 60 * day for day in range(14)),
    Tone.NEED,
    Stroke.DASHED,
)


@pytest.fixture
def lines(frame: Frame) -> Lines:
    return Lines(
        frame,
        DAYS,
        "t/hari",
        (NEED, SEEN, FORECAST),
        bands=(WIDE_BAND, NARROW_BAND),
        limits=(Limit("Kapasitas nasional", 1700.0),),
        marks=(StepMark("hari ini", 6), StepMark("PPKM Darurat", 2)),
        step_title="hari pelaporan, WIB",
        unknown_label="tidak diketahui",
    )


@pytest.mark.parametrize("width", [720, 360])
def test_the_picture_stays_as_it_was(
    lines: Lines, width: int, say_number: SayNumber, golden: Callable[[str, str], None]
) -> None:
    wide = replace(lines, frame=replace(lines.frame, width=width))
    golden(f"lines-{width}.svg", draw_lines(wide, say_number))


def test_the_axis_says_the_unit_and_the_numbers_in_the_readers_form(
    lines: Lines,
    say_number: SayNumber,
    say_in_english: SayNumber,
    words_of: Callable[[str], list[str]],
) -> None:
    indonesian = words_of(draw_lines(lines, say_number))
    english = words_of(draw_lines(lines, say_in_english))
    assert {"t/hari", "2.500", "1.800"} <= set(indonesian)
    assert {"t/hari", "2,500", "1,800"} <= set(english)


def test_unknown_days_are_hatched_with_a_question_mark(
    lines: Lines,
    say_number: SayNumber,
    words_of: Callable[[str], list[str]],
    hatched_in: Callable[[str], list[Element]],
) -> None:
    drawn = draw_lines(lines, say_number)
    assert "?" in words_of(drawn)
    assert "tidak diketahui" in words_of(drawn)
    plot, legend = 1, 1
    assert len(hatched_in(drawn)) == plot + legend


def test_an_unknown_value_is_not_drawn_as_zero(
    lines: Lines, say_number: SayNumber, find: Callable[[str, str], list[Element]]
) -> None:
    only_seen = replace(lines, series=(SEEN,), bands=(), limits=(), marks=())
    dots = find(draw_lines(only_seen, say_number), "circle")
    in_the_legend = 3
    assert len(dots) - in_the_legend == sum(value is not None for value in SEEN.values)


def test_a_day_before_or_after_a_line_is_not_unknown(
    frame: Frame, say_number: SayNumber, hatched_in: Callable[[str], list[Element]]
) -> None:
    drawn = draw_lines(Lines(frame, DAYS, "t/hari", (FORECAST,)), say_number)
    assert hatched_in(drawn) == []


def test_a_gap_in_a_band_parts_it(
    frame: Frame, say_number: SayNumber, find: Callable[[str, str], list[Element]]
) -> None:
    band = Band(
        "Rentang", (1.0, 2.0, None, 2.0, 1.0), (3.0, 4.0, None, 5.0, 4.0), Tone.HAVE
    )
    lines = Lines(
        frame,
        DAYS,
        "t/hari",
        (Series("Median", (2.0, 3.0, None, 4.0), Tone.HAVE),),
        bands=(band,),
        unknown_label="tidak diketahui",
    )
    paths = find(draw_lines(lines, say_number), "path")
    assert sum("fill-opacity" in path.attrib for path in paths) == 2


def test_the_last_known_value_of_every_line_is_written(
    lines: Lines, say_number: SayNumber, words_of: Callable[[str], list[str]]
) -> None:
    said = words_of(draw_lines(lines, say_number))
    assert {"1.680", "1.800", "1.010"} <= set(said)


def test_a_line_of_which_nothing_is_known_writes_no_figure(
    frame: Frame, say_number: SayNumber, words_of: Callable[[str], list[str]]
) -> None:
    unknown = Series("Stok", (None, None), Tone.SEEN)
    lines = Lines(frame, ("a", "b"), "t", (unknown,), unknown_label="tidak diketahui")
    said = words_of(draw_lines(lines, say_number))
    assert said.count("?") == 1
    assert "NaN" not in said


def test_a_single_day_is_drawn_as_a_dot(
    frame: Frame, say_number: SayNumber, find: Callable[[str, str], list[Element]]
) -> None:
    lines = Lines(frame, ("8 Jul",), "t", (Series("Stok", (4.0,), Tone.SEEN),))
    assert len(find(draw_lines(lines, say_number), "circle")) == 1


def test_hours_follow_their_own_rhythm(
    phone_frame: Frame, say_number: SayNumber, words_of: Callable[[str], list[str]]
) -> None:
    hours = tuple(f"{hour:02d}.00" for hour in range(24))
    stock = Series("Stok", tuple(float(hour) for hour in range(24)), Tone.SEEN)
    lines = Lines(phone_frame, hours, "t", (stock,), rhythm=HOURS_RHYTHM)
    said = words_of(draw_lines(lines, say_number))
    assert [word for word in said if word.endswith(".00")] == [
        "00.00",
        "06.00",
        "12.00",
        "18.00",
    ]


def test_values_below_zero_have_an_axis_too(
    frame: Frame, say_number: SayNumber, words_of: Callable[[str], list[str]]
) -> None:
    lines = Lines(frame, DAYS, "t", (Series("Selisih", (-30.0, 60.0), Tone.SEEN),))
    assert {"-40", "0", "60"} <= set(words_of(draw_lines(lines, say_number)))


@pytest.mark.parametrize(
    "change",
    [
        {"steps": ()},
        {"steps": DAYS[:13]},
        {"marks": (StepMark("besok", 14),)},
        {"unknown_label": ""},
        {"series": (replace(NEED, first_step=-1),)},
    ],
)
def test_what_does_not_fit_the_steps_is_refused(
    lines: Lines, change: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"steps|need"):
        replace(lines, **change)


def test_a_chart_without_steps_is_refused(frame: Frame) -> None:
    with pytest.raises(ValueError, match="needs a step"):
        Lines(frame, (), "t", ())


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="None says unknown"):
        Series("Stok", (1.0, nan), Tone.SEEN)
    with pytest.raises(ValueError, match="None says unknown"):
        Limit("Kapasitas", nan)
    with pytest.raises(ValueError, match="None says unknown"):
        Band("Rentang", (nan,), (1.0,), Tone.HAVE)


def test_a_band_that_is_half_known_or_crossed_is_refused() -> None:
    with pytest.raises(ValueError, match="half known"):
        Band("Rentang", (None,), (1.0,), Tone.HAVE)
    with pytest.raises(ValueError, match="low above high"):
        Band("Rentang", (2.0,), (1.0,), Tone.HAVE)
    with pytest.raises(ValueError, match="argument 2"):
        Band("Rentang", (2.0,), (), Tone.HAVE)


def test_a_mark_at_the_right_edge_has_its_label_on_its_left(
    lines: Lines, say_number: SayNumber
) -> None:
    label = "hari terakhir yang dilaporkan semua provinsi"
    picture = draw_lines(replace(lines, marks=(StepMark(label, 13),)), say_number)
    early = draw_lines(replace(lines, marks=(StepMark(label, 1),)), say_number)
    places = [
        float(text.split(label)[0].rsplit('x="', 1)[1].split('"')[0])
        for text in (picture, early)
    ]
    assert places[0] < lines.frame.width - 200
    assert places[1] < places[0]
