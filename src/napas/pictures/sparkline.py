"""Sparkline: the course of one figure, as small as a word."""

from collections.abc import Iterator
from dataclasses import dataclass

from napas.pictures.formatter import SayNumber, say_value
from napas.pictures.frame import Frame, draw_frame
from napas.pictures.hatch import draw_hatch, hatched
from napas.pictures.lettering import Style, letter, text_width
from napas.pictures.palette import Tone, paint
from napas.pictures.scale import Scale
from napas.pictures.svg import Markup, element, group, polyline
from napas.pictures.values import check_values, find_runs, known

SPARKLINE_WIDTH = 120
SPARKLINE_HEIGHT = 28.0

_INSET = 4.0
_LINE_WIDTH = 1.8
_DOT_RADIUS = 2.4
_LONE_DOT_RADIUS = 1.2
_FIGURE = Style(bold=True, anchor="end")


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The course of one figure and its last value; zero is always in sight.

    Attributes:
        frame: name, title, description, width (see `SPARKLINE_WIDTH`).
        values: one a step, None where not known.
        tone: the colour's meaning.
        limit: a level to compare with, if any.
        decimals: of the last value.

    Raises:
        ValueError: there is no value, or one is not a finite number.
    """

    frame: Frame
    values: tuple[float | None, ...]
    tone: Tone
    limit: float | None = None
    decimals: int = 0

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError("a sparkline needs a value")
        check_values((*self.values, self.limit), "sparkline")


def draw_sparkline(sparkline: Sparkline, say_number: SayNumber) -> str:
    """Draw a sparkline with its last value; an unknown one is said as unknown.

    Args:
        sparkline: what to draw.
        say_number: the reader's form of numbers.
    """
    frame, values = sparkline.frame, sparkline.values
    figure = say_value(say_number, values[-1], sparkline.decimals)
    levels = (0.0, *known((*values, sparkline.limit)))
    low, high = min(levels), max(levels)
    right = frame.width - text_width(figure, _FIGURE) - 2 * _INSET
    x = Scale(0, max(1, len(values) - 1), _INSET, right)
    bottom = SPARKLINE_HEIGHT - _INSET
    y = Scale(low, high if high > low else low + 1, bottom, _INSET)
    return draw_frame(
        frame,
        SPARKLINE_HEIGHT,
        draw_hatch(frame) if None in values else Markup(""),
        group(_draw_course(sparkline, x, y)),
        letter(figure, frame.width, SPARKLINE_HEIGHT / 2, _FIGURE),
    )


def _draw_course(sparkline: Sparkline, x: Scale, y: Scale) -> Iterator[Markup]:
    values = sparkline.values
    half_step = (x.at(1) - x.at(0)) / 2
    if sparkline.limit is not None:
        level = y.at(sparkline.limit)
        ends = polyline(((x.start, level), (x.end, level)))
        look = paint(stroke=Tone.LIMIT) | {"stroke-dasharray": "3 2"}
        yield element("path", {"d": ends, **look})
    look = paint(stroke=sparkline.tone)
    for run in find_runs(values):
        points = tuple(
            (x.at(run.first + at), y.at(value))
            for at, value in enumerate(known(values[run.first : run.end]))
        )
        if not run.is_known:
            left = max(x.start, x.at(run.first) - half_step)
            right = min(x.end, x.at(run.end - 1) + half_step)
            place = {"x": left, "y": y.end, "width": right - left}
            place["height"] = y.start - y.end
            yield element("rect", {**place, **hatched(sparkline.frame)})
        elif len(points) == 1:
            yield _draw_dot(points[0], _LONE_DOT_RADIUS, sparkline.tone)
        else:
            path = {"d": polyline(points), "stroke-linejoin": "round"}
            yield element("path", {**path, "stroke-width": _LINE_WIDTH, **look})
    if values[-1] is not None:
        last = (x.at(len(values) - 1), y.at(values[-1]))
        yield _draw_dot(last, _DOT_RADIUS, sparkline.tone)


def _draw_dot(point: tuple[float, float], radius: float, tone: Tone) -> Markup:
    place = {"cx": point[0], "cy": point[1], "r": radius}
    return element("circle", {**place, **paint(fill=tone)})
