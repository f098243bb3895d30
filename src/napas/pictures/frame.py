"""The frame every picture shares: its name, what it says to a screen reader, its width.

The width is that of the view box, in which letters are 12 high: about one unit is one
pixel. A picture scales with the room it gets and is drawn anew for a very different one
(see `napas.pictures.screens`).
"""

import re
from dataclasses import dataclass

from napas.pictures.palette import Tone, paint
from napas.pictures.svg import Attribute, Markup, coordinate, element, lines_of, words

PAGE_WIDTH = 720
MAP_WIDTH = 960
PHONE_WIDTH = 360
NARROWER_THAN = 480
"""Below this width labels stand above their bars and chains run downwards."""

SMALLEST_WIDTH = 60

FONTS = "system-ui, Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"

_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a picture is called and how wide it is.

    Attributes:
        name: lower case with hyphens, one of a kind on its page; ids begin with it.
        title: one short sentence, read out first.
        description: what the picture shows, with its most important figures.
        width: of the view box, at least 60.

    Raises:
        ValueError: the name is not of that form, words are missing, or too narrow.
    """

    name: str
    title: str
    description: str
    width: int = PAGE_WIDTH

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError("not a picture name", self.name)
        if not self.title.strip() or not self.description.strip():
            raise ValueError("a picture needs a title and a description", self.name)
        if self.width < SMALLEST_WIDTH:
            raise ValueError("a picture is too narrow", self.name, self.width)

    @property
    def is_narrow(self) -> bool:
        """Whether the picture is laid out for a phone."""
        return self.width < NARROWER_THAN


def draw_frame(frame: Frame, height: float, *content: Markup) -> str:
    """Write the whole picture around its content."""
    title, description = f"{frame.name}-title", f"{frame.name}-description"
    attributes: dict[str, Attribute] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {frame.width} {coordinate(height)}",
        "role": "img",
        "aria-labelledby": f"{title} {description}",
        "font-family": FONTS,
        "font-size": "12",
        **paint(fill=Tone.INK),
    }
    attributes["class"] = f"napas-picture {attributes['class']}"
    body = lines_of(
        (
            element("title", {"id": title}, words(frame.title)),
            element("desc", {"id": description}, words(frame.description)),
            *content,
        )
    )
    return element("svg", attributes, Markup("\n"), body, Markup("\n")) + "\n"
