"""Words in a picture: how wide they will be, how they break, how they are written.

Widths are estimated from the widest font of the list (DejaVu Sans), because a picture
must not depend on the fonts of the machine that draws it; other fonts take less room.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from napas.pictures.palette import Tone, paint
from napas.pictures.svg import Attribute, Markup, element, group, words

SIZE = 12.0
SMALL_SIZE = 11.0
LINE_HEIGHT = 14.0

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_BASELINE_DROP = 0.36
"""From the middle of a line of digits down to its baseline, in units of the size."""

_WIDTHS_EM = (
    ("ijlI|'", 0.29),
    (".,:;! ft()[]-/r", 0.38),
    ("ABCDEFGHJKLNOPQRSTUVXYZ&w", 0.72),
    ("mMW%@\N{HORIZONTAL ELLIPSIS}", 0.98),
)
_OTHER_WIDTH_EM = 0.62
_WIDE_FROM = "\u1100"
"""From here on letters are taken as full squares (East Asian writing)."""

_BOLD_FACTOR = 1.12


@dataclass(frozen=True, slots=True)
class Style:
    """How words are written.

    Attributes:
        size: of the letters, in units of the view box.
        tone: the colour's meaning.
        anchor: ``start``, ``middle`` or ``end`` of the words stands at the place.
        bold: heavier letters.
        halo: tone of an edge that keeps words readable over lines, if any.
    """

    size: float = SIZE
    tone: Tone = Tone.INK
    anchor: str = "start"
    bold: bool = False
    halo: Tone | None = None


def letter(
    text: str, x: float, middle_y: float, style: Style, *after: Markup
) -> Markup:
    """Write one line of words whose middle is at a height, and what follows on it."""
    place = {"x": x, "y": middle_y + _BASELINE_DROP * style.size}
    return element("text", {**place, **look_of(style)}, words(text), *after)


def letter_alike(lines: Iterable[tuple[str, float, float]], style: Style) -> Markup:
    """Write many lines, each with its place, that share one style."""
    drop = _BASELINE_DROP * style.size
    written = (
        element("text", {"x": x, "y": middle_y + drop}, words(text))
        for text, x, middle_y in lines
    )
    return group(written, look_of(style))


def look_of(style: Style) -> dict[str, Attribute]:
    """Give the attributes that a style stands for."""
    attributes: dict[str, Attribute] = {"font-size": style.size}
    if style.anchor != "start":
        attributes["text-anchor"] = style.anchor
    if style.bold:
        attributes["font-weight"] = "600"
    colours = paint(fill=style.tone)
    if style.halo is not None:
        colours = paint(fill=style.tone, stroke=style.halo)
        attributes |= {"stroke-width": 3.0, "stroke-linejoin": "round"}
        attributes["paint-order"] = "stroke"
    return attributes | colours


def follow(text: str, gap: float, style: Style) -> Markup:
    """Write words in another style behind those of a `letter`."""
    look = {**paint(fill=style.tone), "font-weight": "400"}
    place = {"dx": gap, "font-size": style.size}
    return element("tspan", {**place, **look}, words(text))


def letter_lines(
    lines: tuple[str, ...], x: float, first_middle_y: float, style: Style
) -> tuple[Markup, ...]:
    """Write several lines, one under the other."""
    return tuple(
        letter(line, x, first_middle_y + number * LINE_HEIGHT, style)
        for number, line in enumerate(lines)
    )


def text_width(text: str, style: Style) -> float:
    """Estimate the width of words, rather too wide than too narrow."""
    width_em = sum(_letter_width_em(each) for each in text)
    return width_em * style.size * (_BOLD_FACTOR if style.bold else 1)


def shorten(text: str, style: Style, room: float) -> str:
    """Cut words to the room they have, with an ellipsis where letters are missing."""
    if text_width(text, style) <= room:
        return text
    kept = text
    while kept and text_width(kept + _ELLIPSIS, style) > room:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def break_lines(
    text: str, style: Style, room: float, most_lines: int
) -> tuple[str, ...]:
    """Break words into lines that fit; what is left over is shortened."""
    lines: list[str] = []
    waiting = text.split()
    while waiting:
        if len(lines) == most_lines - 1:
            lines.append(shorten(" ".join(waiting), style, room))
            break
        taken = 1
        while (
            taken < len(waiting)
            and text_width(" ".join(waiting[: taken + 1]), style) <= room
        ):
            taken += 1
        lines.append(shorten(" ".join(waiting[:taken]), style, room))
        del waiting[:taken]
    return tuple(lines)


def _letter_width_em(each: str) -> float:
    if each >= _WIDE_FROM:
        return 1.0
    for letters, width_em in _WIDTHS_EM:
        if each in letters:
            return width_em
    return _OTHER_WIDTH_EM
