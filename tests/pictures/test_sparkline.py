from collections.abc import Callable
from dataclasses import replace
from math import nan
from xml.etree.ElementTree import Element

import pytest

from napas.pictures.formatter import SayNumber
from napas.pictures.frame import Frame
from napas.pictures.palette import Tone
from napas.pictures.sparkline import SPARKLINE_WIDTH, Sparkline, draw_sparkline

HOURS_LEFT = (40.0, 38.0, 33.0, None, None, 25.0, 20.0, 18.0)


@pytest.fixture
def sparkline(frame: Frame) -> Sparkline:
    small = replace(frame, width=SPARKLINE_WIDTH)
    return Sparkline(small, HOURS_LEFT, Tone.SEEN, limit=24.0)


def test_the_picture_stays_as_it_was(
    sparkline: Sparkline, say_number: SayNumber, golden: Callable[[str, str], None]
) -> None:
    golden("sparkline.svg", draw_sparkline(sparkline, say_number))


def test_the_last_value_is_written(
    sparkline: Sparkline, say_number: SayNumber, words_of: Callable[[str], list[str]]
) -> None:
    assert words_of(draw_sparkline(sparkline, say_number)) == ["18"]


def test_an_unknown_last_value_is_said_as_unknown(
    sparkline: Sparkline,
    say_number: SayNumber,
    words_of: Callable[[str], list[str]],
    hatched_in: Callable[[str], list[Element]],
) -> None:
    silent = replace(sparkline, values=(30.0, None, 25.0, None))
    drawn = draw_sparkline(silent, say_number)
    assert words_of(drawn) == ["?"]
    assert len(hatched_in(drawn)) == 2


@pytest.mark.parametrize("value", [0.0, 7.0])
def test_a_single_value_is_a_dot(
    sparkline: Sparkline,
    value: float,
    say_number: SayNumber,
    find: Callable[[str, str], list[Element]],
) -> None:
    single = replace(sparkline, values=(value,), limit=None)
    assert len(find(draw_sparkline(single, say_number), "circle")) == 2


def test_nothing_or_no_number_is_refused(sparkline: Sparkline) -> None:
    with pytest.raises(ValueError, match="needs a value"):
        replace(sparkline, values=())
    with pytest.raises(ValueError, match="None says unknown"):
        replace(sparkline, limit=nan)
