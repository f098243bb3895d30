from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from napas.pictures.frame import Frame, draw_frame
from napas.pictures.svg import Markup


def test_a_picture_says_what_it_shows_to_a_screen_reader(
    see: Callable[[str], Element], frame: Frame
) -> None:
    picture = see(draw_frame(frame, 120.0, Markup("<g/>")))
    assert picture.attrib["role"] == "img"
    assert picture.attrib["viewBox"] == "0 0 720 120"
    ids = picture.attrib["aria-labelledby"].split()
    assert [child.attrib.get("id") for child in picture][:2] == ids
    assert [child.text for child in picture][:2] == ["Oksigen", "Uraian gambar"]


def test_the_title_is_escaped() -> None:
    frame = Frame("oxygen", "<script>alert(1)</script>", "a & b")
    drawn = draw_frame(frame, 10)
    assert "<script" not in drawn
    assert "a &amp; b" in drawn


@pytest.mark.parametrize("name", ["", "Oxygen", "1st", "a b", 'a"onload', "a_b"])
def test_a_name_that_is_no_identifier_is_refused(frame: Frame, name: str) -> None:
    with pytest.raises(ValueError, match="not a picture name"):
        replace(frame, name=name)


@pytest.mark.parametrize("missing", ["title", "description"])
def test_a_picture_without_words_is_refused(frame: Frame, missing: str) -> None:
    blank: dict[str, Any] = {missing: "  "}
    with pytest.raises(ValueError, match="needs a title and a description"):
        replace(frame, **blank)


def test_a_picture_too_narrow_to_read_is_refused(frame: Frame) -> None:
    with pytest.raises(ValueError, match="too narrow"):
        replace(frame, width=59)


def test_a_phone_is_narrow_and_a_page_is_not(frame: Frame, phone_frame: Frame) -> None:
    assert phone_frame.is_narrow
    assert not frame.is_narrow
