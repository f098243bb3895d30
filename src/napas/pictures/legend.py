"""The legend: a row of swatches with labels that breaks where the room ends."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from napas.pictures.lettering import SIZE, Style, letter, shorten, text_width
from napas.pictures.svg import Attribute, Markup, element, group, polyline

SWATCH_WIDTH = 20.0
SWATCH_HEIGHT = 10.0
ROW_HEIGHT = 18.0

_SWATCH_GAP = 6.0
_ENTRY_GAP = 16.0
_LABEL = Style(size=SIZE)

Swatch = Callable[[float, float], Markup]
"""Draws a sample, given its left edge and its middle height."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend: a sample and what it means."""

    label: str
    swatch: Swatch


@dataclass(frozen=True, slots=True)
class Legend:
    """A drawn legend and the height it took."""

    markup: Markup
    height: float


def draw_legend(
    entries: Iterable[Entry], left: float, top: float, room: float
) -> Legend:
    """Draw the entries from left to right, in as many rows as they need."""
    drawn: list[Markup] = []
    x, row = left, 0
    for entry in entries:
        label = shorten(entry.label, _LABEL, room - SWATCH_WIDTH - _SWATCH_GAP)
        width = SWATCH_WIDTH + _SWATCH_GAP + text_width(label, _LABEL)
        if x > left and x + width > left + room:
            x, row = left, row + 1
        middle_y = top + (row + 0.5) * ROW_HEIGHT
        drawn.append(entry.swatch(x, middle_y))
        drawn.append(letter(label, x + SWATCH_WIDTH + _SWATCH_GAP, middle_y, _LABEL))
        x += width + _ENTRY_GAP
    if not drawn:
        return Legend(Markup(""), 0.0)
    return Legend(group(drawn), (row + 1) * ROW_HEIGHT)


def box_swatch(attributes: Mapping[str, Attribute]) -> Swatch:
    """Give a swatch that is a filled box."""

    def draw(left: float, middle_y: float) -> Markup:
        place = {
            "x": left,
            "y": middle_y - SWATCH_HEIGHT / 2,
            "width": SWATCH_WIDTH,
            "height": SWATCH_HEIGHT,
        }
        return element("rect", {**place, **attributes})

    return draw


def line_swatch(attributes: Mapping[str, Attribute]) -> Swatch:
    """Give a swatch that is a piece of line."""

    def draw(left: float, middle_y: float) -> Markup:
        ends = ((left, middle_y), (left + SWATCH_WIDTH, middle_y))
        return element("path", {"d": polyline(ends), **attributes})

    return draw
