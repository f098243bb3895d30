"""Timeline: what each lorry does hour by hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from napas.pictures.formatter import UNKNOWN_SIGN, SayNumber
from napas.pictures.frame import draw_frame
from napas.pictures.hatch import draw_hatch, hatched
from napas.pictures.legend import SWATCH_WIDTH, Entry, Swatch, box_swatch, draw_legend
from napas.pictures.lettering import (
    LINE_HEIGHT,
    SMALL_SIZE,
    Style,
    letter,
    shorten,
    text_width,
)
from napas.pictures.palette import Tone, lettering_on, paint
from napas.pictures.scale import Scale
from napas.pictures.svg import Attribute, Markup, element, group, polyline
from napas.pictures.timeline_values import (
    Leg,
    LegForm,
    LegKey,
    Moment,
    Timeline,
    TimelineRow,
)

__all__ = [
    "Leg",
    "LegForm",
    "LegKey",
    "Moment",
    "Timeline",
    "TimelineRow",
    "draw_timeline",
]

_GAP = 6.0
_THICK = 14.0
_ROW_GAP = 8.0
_LABEL_SHARE = 0.3
_EDGE = 1.0
_HOLLOW_EDGE = 1.5
_TICK_GAP = 10.0
_LABEL_INSET = 6.0

_LABEL = Style(halo=Tone.PAPER)
_TICK = Style(size=SMALL_SIZE, tone=Tone.QUIET, anchor="middle")
_NOW = Style(size=SMALL_SIZE, anchor="middle", bold=True)
_SIGN = Style(anchor="middle", bold=True, halo=Tone.PAPER)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the rows lie."""

    x: Scale
    top: float
    row_height: float
    bottom: float


def draw_timeline(timeline: Timeline, say_number: SayNumber) -> str:
    """Draw the legs of lorries.

    Args:
        timeline: what to draw.
        say_number: the reader's form of numbers.
    """
    entries = tuple(_entries(timeline))
    legend = draw_legend(entries, 0, 0, timeline.frame.width)
    plot = _lay_out(timeline, legend.height + _GAP)
    return draw_frame(
        timeline.frame,
        plot.bottom + 2 * LINE_HEIGHT + _GAP,
        draw_hatch(timeline.frame) if timeline.has_unknown else Markup(""),
        legend.markup,
        group(_draw_axis(timeline, plot)),
        *(
            group(_draw_row(timeline, number, plot))
            for number in range(len(timeline.rows))
        ),
        group(_draw_now(timeline, plot)),
        group(_draw_leg_words(timeline, plot, say_number)),
    )


def _entries(timeline: Timeline) -> Iterator[Entry]:
    for key in timeline.keys:
        yield Entry(key.label, _swatch(key.form))
    if timeline.has_unknown:
        yield Entry(timeline.unknown_label, box_swatch(hatched(timeline.frame)))


def _lay_out(timeline: Timeline, top: float) -> _Plot:
    """Share the room between labels and legs; the now label stands above the rows."""
    frame = timeline.frame
    widest = max(text_width(row.label, _LABEL) for row in timeline.rows)
    left = min(widest, _LABEL_SHARE * frame.width) + _GAP
    row_height = _THICK + _ROW_GAP
    if frame.is_narrow:
        left = _EDGE
        row_height += LINE_HEIGHT
    if timeline.now is not None:
        top += LINE_HEIGHT
    x = Scale(0, timeline.end_h, left, frame.width - _GAP)
    return _Plot(x, top, row_height, top + row_height * len(timeline.rows))


def _draw_axis(timeline: Timeline, plot: _Plot) -> Iterator[Markup]:
    """Draw the ticks and write every first, second, fourth ... that has room."""
    for tick in timeline.ticks:
        x = plot.x.at(tick.at_h)
        ends = ((x, plot.top), (x, plot.bottom))
        yield element("path", {"d": polyline(ends), **paint(stroke=Tone.GRID)})
    every = 1
    while _touch(_tick_spans(timeline, plot, every)):
        every *= 2
    said = timeline.ticks[::every]
    for tick, (left, right) in zip(
        said, _tick_spans(timeline, plot, every), strict=True
    ):
        at = (left + right) / 2
        yield letter(tick.label, at, plot.bottom + LINE_HEIGHT / 2, _TICK)
    middle, title_y = (plot.x.start + plot.x.end) / 2, plot.bottom + 1.5 * LINE_HEIGHT
    yield letter(timeline.time_title, middle, title_y, _TICK)


def _tick_spans(
    timeline: Timeline, plot: _Plot, every: int
) -> list[tuple[float, float]]:
    """Give from where to where the words of the ticks go, inside the picture."""
    spans = []
    for tick in timeline.ticks[::every]:
        half = text_width(tick.label, _TICK) / 2
        at = plot.x.at(tick.at_h)
        at = min(max(at, half), timeline.frame.width - half)
        spans.append((at - half, at + half))
    return spans


def _touch(spans: list[tuple[float, float]]) -> bool:
    return any(left[1] + _TICK_GAP > right[0] for left, right in pairwise(spans))


def _draw_row(timeline: Timeline, number: int, plot: _Plot) -> Iterator[Markup]:
    row = timeline.rows[number]
    top = _bar_top(timeline, number, plot)
    label_y, room = top + _THICK / 2, plot.x.start - _GAP
    if timeline.frame.is_narrow:
        label_y, room = top - LINE_HEIGHT / 2, timeline.frame.width - _LABEL_INSET
    label_x = _LABEL_INSET if timeline.frame.is_narrow else 0.0
    yield letter(shorten(row.label, _LABEL, room), label_x, label_y, _LABEL)
    for leg in row.legs:
        left, right = _leg_span(timeline, leg, plot)
        if leg.end_h is None:
            place = {"x": left, "y": top, "width": right - left, "height": _THICK}
            yield element("rect", {**place, **hatched(timeline.frame)})
        else:
            yield _draw_leg(leg.form, left, right, top)


def _draw_leg_words(
    timeline: Timeline, plot: _Plot, say_number: SayNumber
) -> Iterator[Markup]:
    """Write what fits on the legs, after the now line so that it stays readable."""
    for number, row in enumerate(timeline.rows):
        middle_y = _bar_top(timeline, number, plot) + _THICK / 2
        for leg in row.legs:
            left, right = _leg_span(timeline, leg, plot)
            middle = (left + right) / 2
            ground = _LETTERING_GROUND[leg.form]
            style = Style(
                size=SMALL_SIZE,
                tone=lettering_on(ground),
                anchor="middle",
                halo=None if leg.form is LegForm.EMPTY else ground,
            )
            said = _leg_words(timeline, leg, say_number)
            if leg.end_h is None:
                yield letter(UNKNOWN_SIGN, middle, middle_y, _SIGN)
            elif said and text_width(said, style) + _GAP <= right - left:
                yield letter(said, middle, middle_y, style)


def _leg_words(timeline: Timeline, leg: Leg, say_number: SayNumber) -> str:
    """Give the label of a leg, or the hours it takes."""
    if leg.label or leg.end_h is None or not timeline.hours_unit:
        return leg.label
    hours = say_number(leg.end_h - leg.start_h, timeline.decimals)
    return f"{hours} {timeline.hours_unit}"


def _bar_top(timeline: Timeline, number: int, plot: _Plot) -> float:
    top = plot.top + number * plot.row_height + _ROW_GAP / 2
    return top + LINE_HEIGHT if timeline.frame.is_narrow else top


def _leg_span(timeline: Timeline, leg: Leg, plot: _Plot) -> tuple[float, float]:
    """From where to where a leg goes; cut at the edge, unknown ends go to it."""
    end_h = timeline.end_h if leg.end_h is None else min(leg.end_h, timeline.end_h)
    return plot.x.at(leg.start_h), plot.x.at(end_h)


def _draw_leg(form: LegForm, left: float, right: float, top: float) -> Markup:
    """Draw one leg; its form tells full from hollow without any colour."""
    if form is LegForm.WAITING:
        middle_y = top + _THICK / 2
        ends = polyline(((left, middle_y), (right, middle_y)))
        look = paint(stroke=Tone.QUIET) | {"stroke-dasharray": "2 2"}
        return element("path", {"d": ends, "stroke-width": 2.0, **look})
    place: dict[str, Attribute] = {"x": left, "y": top, "height": _THICK}
    place["width"] = max(right - left - _EDGE, _EDGE)
    if form is LegForm.LOADED:
        return element("rect", place | paint(fill=Tone.HAVE))
    if form is LegForm.HANDLING:
        return element("rect", place | paint(fill=Tone.NEED))
    inner = {"y": top + _HOLLOW_EDGE / 2, "height": _THICK - _HOLLOW_EDGE}
    place |= {**inner, "stroke-width": _HOLLOW_EDGE}
    return element("rect", place | paint(fill=Tone.PAPER, stroke=Tone.HAVE))


def _draw_now(timeline: Timeline, plot: _Plot) -> Iterator[Markup]:
    if timeline.now is None:
        return
    x = plot.x.at(timeline.now.at_h)
    half = text_width(timeline.now.label, _NOW) / 2
    at = min(max(x, half), timeline.frame.width - half)
    ends = polyline(((x, plot.top), (x, plot.bottom)))
    look = paint(stroke=Tone.INK)
    yield element("path", {"d": ends, "stroke-width": 1.5, **look})
    yield letter(timeline.now.label, at, plot.top - LINE_HEIGHT / 2, _NOW)


_LETTERING_GROUND = {
    LegForm.LOADED: Tone.HAVE,
    LegForm.EMPTY: Tone.PAPER,
    LegForm.HANDLING: Tone.NEED,
    LegForm.WAITING: Tone.PAPER,
}


def _swatch(form: LegForm) -> Swatch:
    def draw(left: float, middle_y: float) -> Markup:
        return _draw_leg(form, left, left + SWATCH_WIDTH, middle_y - _THICK / 2)

    return draw
