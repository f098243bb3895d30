import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.pictures.lettering import (
    Style,
    break_lines,
    follow,
    letter,
    letter_alike,
    letter_lines,
    shorten,
    text_width,
)
from napas.pictures.palette import Tone

PLAIN = Style()

DEJAVU_WIDTHS = {
    "Kalimantan Selatan": 117.2,
    "Kepulauan Bangka Belitung": 165.5,
    "tidak diketahui": 89.2,
    "1.320": 34.4,
    "PPKM Darurat": 82.6,
    "hari pelaporan, WIB": 118.8,
    "Medical oxygen supply, t/day": 175.4,
    "MAKASSAR": 66.4,
    "illicit jill": 45.1,
}
"""Measured at size 12 in a browser."""


@pytest.mark.parametrize(("text", "measured"), DEJAVU_WIDTHS.items())
def test_estimated_widths_are_near_those_of_the_widest_font(
    text: str, measured: float
) -> None:
    assert 0.98 * measured <= text_width(text, PLAIN) <= 1.12 * measured


def test_east_asian_letters_are_squares() -> None:
    assert text_width("氧气", PLAIN) == 24


def test_bold_letters_are_wider() -> None:
    assert text_width("Jawa", Style(bold=True)) > text_width("Jawa", PLAIN)


def test_words_that_fit_are_not_shortened() -> None:
    assert shorten("Jawa Barat", PLAIN, 100) == "Jawa Barat"
    assert shorten("Jawa Barat", PLAIN, 48) == "Jawa…"
    assert shorten("Jawa Barat", PLAIN, 1) == "…"


@given(text=st.text(alphabet="abcdef iM", max_size=60), room=st.floats(30, 300))
def test_broken_lines_fit_their_room(text: str, room: float) -> None:
    lines = break_lines(text, PLAIN, room, 2)
    assert len(lines) <= 2
    assert all(text_width(line, PLAIN) <= room for line in lines)


def test_lines_break_between_words_and_keep_all_of_them() -> None:
    assert break_lines("Nusa Tenggara Timur", PLAIN, 96, 3) == (
        "Nusa Tenggara",
        "Timur",
    )
    assert break_lines("Nusa Tenggara Timur", PLAIN, 96, 1) == ("Nusa Tengga…",)
    assert break_lines("", PLAIN, 90, 2) == ()


def test_letters_name_their_place_and_tone() -> None:
    assert letter("a<b", 1, 10, PLAIN) == (
        '<text x="1" y="14.3" font-size="12" class="napas-fill-ink" fill="#1d2b36">'
        "a&lt;b</text>"
    )


def test_a_style_can_be_bold_centred_and_have_a_halo() -> None:
    drawn = letter("a", 0, 0, Style(anchor="middle", bold=True, halo=Tone.PAPER))
    for part in ('text-anchor="middle"', 'font-weight="600"', 'paint-order="stroke"'):
        assert part in drawn


def test_several_lines_stand_one_under_the_other() -> None:
    first, second = letter_lines(("a", "b"), 0, 0, PLAIN)
    assert 'y="4.3"' in first
    assert 'y="18.3"' in second


def test_words_in_another_style_follow_on_the_same_line() -> None:
    drawn = letter("12", 0, 0, PLAIN, follow("t/<hari", 4, Style(tone=Tone.QUIET)))
    assert drawn.count("<text") == 1
    assert "t/&lt;hari</tspan></text>" in drawn


def test_words_of_one_style_say_it_once() -> None:
    drawn = letter_alike((("a", 0, 0), ("b", 5, 5)), PLAIN)
    assert drawn.count("font-size") == 1
    assert drawn.count("<text") == 2
