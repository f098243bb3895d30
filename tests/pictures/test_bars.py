from collections.abc import Callable
from dataclasses import replace
from math import nan
from xml.etree.ElementTree import Element

import pytest

from napas.pictures.bars import (
    Arrangement,
    Bars,
    Mark,
    MarkForm,
    Part,
    Row,
    draw_bars,
)
from napas.pictures.formatter import SayNumber
from napas.pictures.frame import Frame
from napas.pictures.palette import COLOURS, Tone

ALLOCATED = Part("Dialokasikan", Tone.HAVE)
UNMET = Part("Belum terpenuhi", Tone.LACK)
BY_NORM = Part("Kebutuhan menurut norma", Tone.NEED)
MEASURED = Part("Pemakaian terukur", Tone.SEEN)
NEED = Mark("Kebutuhan", MarkForm.TARGET)
TANK = Mark("Batas tangki", MarkForm.LIMIT)


@pytest.fixture
def against_need(frame: Frame) -> Bars:
    return Bars(
        frame,
        "t/hari",
        (ALLOCATED, UNMET),
        (
            Row("DKI Jakarta", (380.0, 144.0), (524.0,)),
            Row("Jawa Tengah", (241.0, 149.0), (390.0,)),
            Row("Banten", (130.0, 0.0), (130.0,)),
            Row("Bali", (None, None), (48.0,)),
            Row("Kepulauan Bangka Belitung dan pulau kecil", (12.0, None), (18.0,)),
        ),
        marks=(NEED,),
        unknown_label="tidak diketahui",
    )


@pytest.fixture
def norm_and_use(frame: Frame) -> Bars:
    return Bars(
        frame,
        "t/hari",
        (BY_NORM, MEASURED),
        (
            Row("DKI Jakarta", (524.0, 310.5), (600.0, None)),
            Row("Jawa Barat", (478.0, None), (None, 489.0)),
            Row("Bali", (48.0, 0.0)),
        ),
        marks=(NEED, TANK),
        arrangement=Arrangement.GROUPED,
        unknown_label="tidak diketahui",
        decimals=1,
    )


@pytest.mark.parametrize("width", [720, 360])
def test_stacked_bars_stay_as_they_were(
    against_need: Bars,
    width: int,
    say_number: SayNumber,
    golden: Callable[[str, str], None],
) -> None:
    bars = replace(against_need, frame=replace(against_need.frame, width=width))
    golden(f"bars-stacked-{width}.svg", draw_bars(bars, say_number))


@pytest.mark.parametrize("width", [720, 360])
def test_grouped_bars_stay_as_they_were(
    norm_and_use: Bars,
    width: int,
    say_number: SayNumber,
    golden: Callable[[str, str], None],
) -> None:
    bars = replace(norm_and_use, frame=replace(norm_and_use.frame, width=width))
    golden(f"bars-grouped-{width}.svg", draw_bars(bars, say_number))


def test_one_kind_of_bar_needs_no_legend(
    frame: Frame, say_number: SayNumber, words_of: Callable[[str], list[str]]
) -> None:
    cover = Bars(frame, "jam", (ALLOCATED,), (Row("RS Contoh 12", (6.0,)),))
    said = words_of(draw_bars(cover, say_number))
    assert "Dialokasikan" not in said
    assert {"RS Contoh 12", "6", "jam"} <= set(said)


def test_an_unknown_part_stays_visible_in_the_sum(
    against_need: Bars, say_number: SayNumber, words_of: Callable[[str], list[str]]
) -> None:
    said = words_of(draw_bars(against_need, say_number))
    assert "524" in said
    assert "12 + ?" in said


def test_an_unknown_amount_is_hatched_and_never_zero(
    against_need: Bars,
    say_number: SayNumber,
    words_of: Callable[[str], list[str]],
    hatched_in: Callable[[str], list[Element]],
) -> None:
    bali = Row("Bali", (None, None), (48.0,))
    bars = replace(against_need, rows=(bali,))
    drawn = draw_bars(bars, say_number)
    assert len(hatched_in(drawn)) == 2
    assert words_of(drawn).count("?") == 2
    axis_only = [word for word in words_of(drawn) if word == "0"]
    assert len(axis_only) == 1


def test_a_known_zero_is_written_as_zero(
    norm_and_use: Bars, say_number: SayNumber, words_of: Callable[[str], list[str]]
) -> None:
    assert "0,0" in words_of(draw_bars(norm_and_use, say_number))


def test_what_is_missing_is_hollow(
    against_need: Bars,
    say_number: SayNumber,
    find: Callable[[str, str], list[Element]],
) -> None:
    boxes = find(draw_bars(against_need, say_number), "rect")
    lack = [
        box for box in boxes if box.attrib.get("stroke") == COLOURS[Tone.LACK].light
    ]
    in_the_legend, with_a_gap = 1, 2
    assert len(lack) == in_the_legend + with_a_gap
    assert {box.attrib["fill"] for box in lack} == {COLOURS[Tone.PAPER].light}


def test_a_figure_does_not_stand_on_a_mark(
    frame: Frame, say_number: SayNumber, find: Callable[[str, str], list[Element]]
) -> None:
    row = Row("DKI Jakarta", (380.0,), (395.0,))
    bars = Bars(frame, "t/hari", (ALLOCATED,), (row,), marks=(NEED,))
    drawn = draw_bars(bars, say_number)
    (figure,) = (each for each in find(drawn, "text") if each.text == "380")
    marks = [
        float(path.attrib["d"].split()[0].removeprefix("M"))
        for path in find(drawn, "path")
        if path.attrib.get("stroke-width") == "1.5"
    ]
    assert float(figure.attrib["x"]) > max(marks)


def test_a_row_that_does_not_fit_the_parts_is_refused(against_need: Bars) -> None:
    with pytest.raises(ValueError, match="amount for each part"):
        replace(against_need, rows=(Row("Bali", (1.0,)),))
    with pytest.raises(ValueError, match="value for each mark"):
        replace(against_need, rows=(Row("Bali", (1.0, 2.0), (1.0, 2.0)),))


def test_bars_without_rows_or_parts_are_refused(against_need: Bars) -> None:
    with pytest.raises(ValueError, match="need a row and a part"):
        replace(against_need, rows=())
    with pytest.raises(ValueError, match="need a row and a part"):
        replace(against_need, parts=())


def test_unknown_amounts_without_words_are_refused(against_need: Bars) -> None:
    with pytest.raises(ValueError, match="need a label"):
        replace(against_need, unknown_label="")


def test_what_is_no_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Row("Bali", (-1.0,))
    with pytest.raises(ValueError, match="None says unknown"):
        Row("Bali", (nan,))
