"""The hatch that means unknown."""

from napas.pictures.frame import Frame
from napas.pictures.palette import Tone, paint
from napas.pictures.svg import Attribute, Markup, element

_SPACING = 6
_SLANT_DEG = 45


def draw_hatch(frame: Frame) -> Markup:
    """Write the pattern; once in each picture that shows something unknown."""
    size = {"width": _SPACING, "height": _SPACING}
    pattern = element(
        "pattern",
        {
            "id": f"{frame.name}-unknown",
            "patternUnits": "userSpaceOnUse",
            **size,
            "patternTransform": f"rotate({_SLANT_DEG})",
        },
        element("rect", {**size, **paint(fill=Tone.PAPER)}),
        element(
            "path",
            {
                "d": f"M1 0V{_SPACING}",
                "stroke-width": 1.5,
                **paint(stroke=Tone.UNKNOWN),
            },
        ),
    )
    return element("defs", {}, pattern)


def hatched(frame: Frame) -> dict[str, Attribute]:
    """Give the attributes that fill with the hatch and outline it with dashes."""
    attributes = paint(stroke=Tone.UNKNOWN)
    return attributes | {
        "fill": f"url(#{frame.name}-unknown)",
        "stroke-dasharray": "3 2",
    }
