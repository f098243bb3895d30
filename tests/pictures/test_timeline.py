from collections.abc import Callable
from dataclasses import replace
from math import nan
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from napas.pictures.formatter import SayNumber
from napas.pictures.frame import Frame
from napas.pictures.timeline import (
    Leg,
    LegForm,
    LegKey,
    Moment,
    Timeline,
    TimelineRow,
    draw_timeline,
)

KEYS = (
    LegKey("bermuatan", LegForm.LOADED),
    LegKey("kosong", LegForm.EMPTY),
    LegKey("muat/bongkar", LegForm.HANDLING),
    LegKey("menunggu", LegForm.WAITING),
)
TICKS = tuple(Moment(f"{(6 + hour) % 24:02d}.00", hour) for hour in range(0, 49, 6))
FIRST = TimelineRow(
    "Isotank 07",
    (
        Leg(LegForm.HANDLING, 0, 1.5, "muat di Cilegon"),
        Leg(LegForm.LOADED, 1.5, 13, "Cilegon - Yogyakarta"),
        Leg(LegForm.WAITING, 13, 15),
        Leg(LegForm.HANDLING, 15, 18),
        Leg(LegForm.EMPTY, 18, 29.5),
        Leg(LegForm.LOADED, 31, None),
    ),
)
SECOND = TimelineRow(
    "Isotank 12",
    (Leg(LegForm.EMPTY, 2, 6), Leg(LegForm.LOADED, 8, 60, "Gresik - Denpasar")),
)


@pytest.fixture
def timeline(frame: Frame) -> Timeline:
    return Timeline(
        frame,
        48,
        "jam setempat (WIB) dari 10 Juli",
        (FIRST, SECOND),
        KEYS,
        TICKS,
        now=Moment("sekarang", 20),
        hours_unit="jam",
        decimals=1,
        unknown_label="akhir belum diketahui",
    )


@pytest.mark.parametrize("width", [720, 360])
def test_the_picture_stays_as_it_was(
    timeline: Timeline,
    width: int,
    say_number: SayNumber,
    golden: Callable[[str, str], None],
) -> None:
    sized = replace(timeline, frame=replace(timeline.frame, width=width))
    golden(f"timeline-{width}.svg", draw_timeline(sized, say_number))


def test_an_unknown_end_is_hatched_to_the_edge(
    timeline: Timeline,
    say_number: SayNumber,
    words_of: Callable[[str], list[str]],
    hatched_in: Callable[[str], list[Element]],
) -> None:
    drawn = draw_timeline(timeline, say_number)
    assert "?" in words_of(drawn)
    ends = [
        float(each.attrib["x"]) + float(each.attrib["width"])
        for each in hatched_in(drawn)
    ]
    assert max(ends) == pytest.approx(714, abs=0.2)


def test_a_leg_says_its_label_or_its_hours_where_there_is_room(
    timeline: Timeline, say_number: SayNumber, words_of: Callable[[str], list[str]]
) -> None:
    said = words_of(draw_timeline(timeline, say_number))
    assert {"Cilegon - Yogyakarta", "Gresik - Denpasar", "11,5 jam"} <= set(said)
    assert "muat di Cilegon" not in said


def test_without_a_unit_hours_are_not_said(
    timeline: Timeline, say_number: SayNumber, words_of: Callable[[str], list[str]]
) -> None:
    silent = replace(timeline, hours_unit="", now=None)
    said = words_of(draw_timeline(silent, say_number))
    assert not any(word.endswith(" jam") for word in said)
    assert "sekarang" not in said


def test_a_timeline_of_which_all_is_known_has_no_hatch(
    timeline: Timeline,
    say_number: SayNumber,
    hatched_in: Callable[[str], list[Element]],
) -> None:
    known = replace(timeline, rows=(SECOND,), unknown_label="")
    assert hatched_in(draw_timeline(known, say_number)) == []


def test_ticks_without_room_are_left_out_evenly(
    timeline: Timeline, say_number: SayNumber, words_of: Callable[[str], list[str]]
) -> None:
    phone = replace(timeline, frame=replace(timeline.frame, width=360))
    said = words_of(draw_timeline(phone, say_number))
    assert [word for word in said if word.endswith(".00")] == [
        "06.00",
        "18.00",
        "06.00",
        "18.00",
        "06.00",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"rows": ()},
        {"end_h": 0.0},
        {"end_h": 30.0},
        {"keys": KEYS[:1]},
        {"ticks": (Moment("besok", 49),)},
        {"now": Moment("besok", 49)},
        {"unknown_label": ""},
        {"end_h": nan},
    ],
)
def test_what_does_not_fit_the_time_is_refused(
    timeline: Timeline, change: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"timeline|words|label"):
        replace(timeline, **change)


def test_a_leg_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Leg(LegForm.LOADED, 4, 3)
    with pytest.raises(ValueError, match="None says unknown"):
        Moment("besok", nan)
