"""What the tests of pictures share: readers of SVG and the forms of numbers."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from napas.pictures.formatter import SayNumber
from napas.pictures.frame import Frame

SVG = "{http://www.w3.org/2000/svg}"


def read(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - it is our own drawing


@pytest.fixture
def see() -> Callable[[str], ET.Element]:
    """Read a picture; fails if it is not well formed."""
    return read


@pytest.fixture
def find() -> Callable[[str, str], list[ET.Element]]:
    """Give the elements of a picture with a tag."""
    return lambda text, tag: list(read(text).iter(SVG + tag))


@pytest.fixture
def words_of() -> Callable[[str], list[str]]:
    """Give the lines written in a picture."""
    return lambda text: [
        "".join(each.itertext()) for each in read(text).iter(f"{SVG}text")
    ]


@pytest.fixture
def hatched_in() -> Callable[[str], list[ET.Element]]:
    """Give the elements of a picture that are hatched, those of the legend too."""
    return lambda text: [
        each
        for each in read(text).iter()
        if each.attrib.get("fill", "").startswith("url(#")
    ]


@pytest.fixture
def frame() -> Frame:
    return Frame("oxygen", "Oksigen", "Uraian gambar")


@pytest.fixture
def phone_frame() -> Frame:
    return Frame("oxygen", "Oksigen", "Uraian gambar", width=360)


@pytest.fixture
def say_number() -> SayNumber:
    """The Indonesian form: 2.622,9."""

    def say(value: float, decimals: int) -> str:
        return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))

    return say


@pytest.fixture
def say_in_english() -> SayNumber:
    """The English form: 2,622.9."""
    return lambda value, decimals: f"{value:,.{decimals}f}"
