from collections.abc import Callable
from math import inf, nan
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.pictures.svg import (
    Markup,
    coordinate,
    element,
    group,
    lines_of,
    polygon,
    polyline,
    words,
)


def test_words_cannot_become_markup() -> None:
    assert words("<script>alert('a & b')</script>") == (
        "&lt;script&gt;alert(&#x27;a &amp; b&#x27;)&lt;/script&gt;"
    )


def test_attributes_are_escaped_too() -> None:
    assert element("g", {"data-code": '"><script>'}) == (
        '<g data-code="&quot;&gt;&lt;script&gt;"/>'
    )


@pytest.mark.parametrize("forbidden", ["\x00", "\x0b", "\x1b", "\ud800", "\uffff"])
def test_what_xml_cannot_carry_is_replaced(forbidden: str) -> None:
    assert words(f"a{forbidden}b") == "a\N{REPLACEMENT CHARACTER}b"


@given(text=st.text())
def test_any_words_come_back_from_the_picture(text: str) -> None:
    assert "<" not in words(text)
    assert ">" not in words(text)


def test_any_words_make_well_formed_pictures(see: Callable[[str], Element]) -> None:
    text = "".join(chr(code) for code in range(0x500)) + "\U0001f600"
    said = see(element("text", {"title": text}, words(text)))
    assert said.text is not None
    assert said.text.endswith("\U0001f600")


@pytest.mark.parametrize(
    ("value", "written"),
    [(12.0, "12"), (12.5, "12.5"), (-0.04, "0"), (0.25, "0.2"), (-3.14159, "-3.1")],
)
def test_coordinates_are_short(value: float, written: str) -> None:
    assert coordinate(value) == written


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_a_coordinate_that_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not a place"):
        coordinate(value)


def test_attributes_keep_their_order_and_children_stand_inside() -> None:
    inner = element("b", {"y": 1.0, "x": 2.0})
    assert element("a", {}, inner, words("c")) == '<a><b y="1" x="2"/>c</a>'


def test_a_group_has_one_child_a_line_and_no_empty_lines() -> None:
    parts = (Markup("<a/>"), Markup(""), Markup("<b/>"))
    assert group(parts, {"id": "g"}) == '<g id="g"><a/>\n<b/></g>'
    assert lines_of(parts) == "<a/>\n<b/>"


def test_a_polygon_is_a_closed_polyline() -> None:
    points = ((0.0, 1.0), (2.25, 3.0))
    assert polyline(points) == "M0 1L2.2 3"
    assert polygon(points) == "M0 1L2.2 3Z"
