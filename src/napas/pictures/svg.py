"""SVG as text: elements, escaped words, and numbers in one short fixed form."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from math import isfinite
from typing import NewType

Markup = NewType("Markup", str)
"""Text that is SVG already; only this module turns plain words into it."""

Attribute = str | float
Point = tuple[float, float]

_NOT_XML = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def element(tag: str, attributes: Mapping[str, Attribute], *children: Markup) -> Markup:
    """Write one element; attributes keep their order and are escaped."""
    told = "".join(
        f' {name}="{_attribute(value)}"' for name, value in attributes.items()
    )
    if not children:
        return Markup(f"<{tag}{told}/>")
    return Markup(f"<{tag}{told}>{''.join(children)}</{tag}>")


def group(
    children: Iterable[Markup], attributes: Mapping[str, Attribute] | None = None
) -> Markup:
    """Write a `g` with one child a line, so that a change in a picture can be read."""
    return element("g", attributes or {}, lines_of(children))


def lines_of(parts: Iterable[Markup]) -> Markup:
    """Join parts, one a line; parts without content leave no line."""
    return Markup("\n".join(part for part in parts if part))


def words(text: str) -> Markup:
    """Escape words for SVG; what XML cannot carry becomes a replacement character."""
    return Markup(escape(_NOT_XML.sub(_REPLACEMENT, text)))


def coordinate(value: float) -> str:
    """Write a coordinate with at most one decimal: ``12``, ``12.5``, never ``-0``.

    Raises:
        ValueError: the value is not a finite number.
    """
    if not isfinite(value):
        raise ValueError("not a place in a picture", value)
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def polyline(points: Iterable[Point]) -> str:
    """Write the path data of an open line through the points."""
    return "M" + "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in points)


def polygon(points: Iterable[Point]) -> str:
    """Write the path data of a closed line through the points."""
    return polyline(points) + "Z"


def _attribute(value: Attribute) -> str:
    if isinstance(value, str):
        return words(value)
    return coordinate(value)
