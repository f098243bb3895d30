"""One picture for wide and for narrow screens."""

from collections.abc import Callable
from dataclasses import replace

from napas.pictures.frame import PHONE_WIDTH, Frame
from napas.pictures.svg import Markup, element


def draw_for_screens(frame: Frame, draw: Callable[[Frame], str]) -> str:
    """Draw a picture for the page and again for the phone, for use in HTML.

    The style sheet shows the one that fits, so that letters stay readable on a phone.
    Mail and PDF take one drawing instead.

    Args:
        frame: of the wide picture; the narrow one's name gets ``-narrow``.
        draw: draws the picture in a frame.
    """
    narrow = replace(frame, name=f"{frame.name}-narrow", width=PHONE_WIDTH)
    return "\n".join(
        element("div", {"class": kind}, Markup(draw(each)))
        for kind, each in (("napas-wide", frame), ("napas-narrow", narrow))
    )
