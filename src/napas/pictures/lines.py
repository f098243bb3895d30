"""Line chart with quantile bands: a forecast, what was seen, and the limits."""

from collections.abc import Iterator
from dataclasses import dataclass

from napas.pictures.formatter import UNKNOWN_SIGN, SayNumber
from napas.pictures.frame import draw_frame
from napas.pictures.hatch import draw_hatch, hatched
from napas.pictures.legend import (
    Entry,
    Swatch,
    box_swatch,
    draw_legend,
    line_swatch,
)
from napas.pictures.lettering import (
    LINE_HEIGHT,
    SMALL_SIZE,
    Style,
    letter,
    text_width,
)
from napas.pictures.line_values import (
    DAYS_RHYTHM,
    HOURS_RHYTHM,
    Band,
    Limit,
    Lines,
    Series,
    StepMark,
    Stroke,
)
from napas.pictures.palette import Tone, paint
from napas.pictures.scale import Scale, Ticks, round_ticks
from napas.pictures.spacing import find_rows, label_every, spread
from napas.pictures.svg import (
    Attribute,
    Markup,
    Point,
    element,
    group,
    polygon,
    polyline,
)
from napas.pictures.values import find_runs, known

__all__ = [
    "DAYS_RHYTHM",
    "HOURS_RHYTHM",
    "Band",
    "Limit",
    "Lines",
    "Series",
    "StepMark",
    "Stroke",
    "draw_lines",
]

_GAP = 6.0
_HEIGHT_TO_WIDTH = 0.4
_LOWEST_PLOT = 170.0
_MOST_STEPS_UP = 5
_LINE_WIDTH = 2.2
_DOT_RADIUS = 2.6
_LABEL_GAP = 10.0
_BAND_OPACITY = "0.2"
"""Bands lie on one another, so an inner one is deeper by its own share."""

_TICK = Style(size=SMALL_SIZE, tone=Tone.QUIET)
_LEVEL = Style(size=SMALL_SIZE, tone=Tone.QUIET, anchor="end")
_MARK = Style(size=SMALL_SIZE, tone=Tone.QUIET, halo=Tone.PAPER)
_STEP = Style(size=SMALL_SIZE, tone=Tone.QUIET, anchor="middle")
_FIGURE = Style(bold=True, halo=Tone.PAPER)
_SIGN = Style(tone=Tone.QUIET, anchor="middle", bold=True, halo=Tone.PAPER)

_DASHES = {Stroke.DASHED: "7 4", Stroke.DOTTED: "2 3"}


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the lines are drawn: up is y, along is x."""

    x: Scale
    y: Scale
    ticks: Ticks
    mark_rows: tuple[int, ...]
    height: float

    @property
    def half_step(self) -> float:
        return (self.x.at(1) - self.x.at(0)) / 2


def draw_lines(lines: Lines, say_number: SayNumber) -> str:
    """Draw a line chart.

    Args:
        lines: what to draw.
        say_number: the reader's form of numbers.
    """
    entries = tuple(_entries(lines, say_number))
    legend = draw_legend(entries, 0, 0, lines.frame.width)
    plot = _lay_out(lines, say_number, legend.height + _GAP)
    return draw_frame(
        lines.frame,
        plot.height,
        draw_hatch(lines.frame) if lines.has_unknown else Markup(""),
        legend.markup,
        letter(lines.value_title, 0, legend.height + _GAP + LINE_HEIGHT / 2, _TICK),
        group(_draw_unknown(lines, plot)),
        group(_draw_bands(lines, plot)),
        group(_draw_levels(plot, say_number)),
        group(_draw_steps(lines, plot)),
        group(_draw_limits(lines, plot)),
        group(_draw_marks(lines, plot)),
        group(_draw_series(lines, plot)),
        group(_draw_last_figures(lines, plot, say_number)),
    )


def _entries(lines: Lines, say_number: SayNumber) -> Iterator[Entry]:
    for line in lines.series:
        yield Entry(line.label, _series_swatch(line))
    for place, band in enumerate(lines.bands):
        yield Entry(band.label, _band_swatch(lines.bands[: place + 1]))
    for limit in lines.limits:
        said = f"{limit.label} {say_number(limit.value, lines.decimals)}"
        yield Entry(said, line_swatch(_limit_look(limit)))
    if lines.has_unknown:
        yield Entry(lines.unknown_label, box_swatch(hatched(lines.frame)))


def _lay_out(lines: Lines, say_number: SayNumber, top: float) -> _Plot:
    """Find the room that is left for the lines."""
    said = known(value for _, _, values in lines.courses() for value in values)
    levels = (0.0, *said, *(limit.value for limit in lines.limits))
    ticks = round_ticks(min(levels), max(levels), _MOST_STEPS_UP)
    left = _GAP + max(
        text_width(say_number(value, ticks.decimals), _LEVEL) for value in ticks.values
    )
    right = lines.frame.width - _GAP - _figures_width(lines, say_number)
    last_step = max(1, len(lines.steps) - 1)
    inset = min(_GAP, (right - left) / last_step / 2)
    x = Scale(0, last_step, left + inset, right - inset)
    spans = [_mark_span(mark, x) for mark in lines.marks]
    rows = find_rows(spans, _LABEL_GAP)
    top += LINE_HEIGHT * (1 + max(rows, default=-1) + 1) + _GAP
    bottom = top + max(_LOWEST_PLOT, _HEIGHT_TO_WIDTH * lines.frame.width)
    below = LINE_HEIGHT + _GAP + (LINE_HEIGHT if lines.step_title else 0)
    y = Scale(ticks.values[0], ticks.values[-1], bottom, top)
    return _Plot(x, y, ticks, tuple(rows), bottom + below + _GAP)


def _figures_width(lines: Lines, say_number: SayNumber) -> float:
    """Room on the right for the last figures."""
    figures = [
        text_width(say_number(value, lines.decimals), _FIGURE)
        for line in lines.series
        for value in known(line.values)[-1:]
    ]
    return max(figures, default=0.0)


def _draw_levels(plot: _Plot, say_number: SayNumber) -> Iterator[Markup]:
    left, right = _edges(plot)
    for value in plot.ticks.values:
        y = plot.y.at(value)
        look = paint(stroke=Tone.QUIET if value == 0 else Tone.GRID)
        yield element("path", {"d": polyline(((left, y), (right, y))), **look})
        yield letter(say_number(value, plot.ticks.decimals), left - _GAP, y, _LEVEL)


def _draw_steps(lines: Lines, plot: _Plot) -> Iterator[Markup]:
    """Write the labels of the steps that have room, and the title below."""
    widest = max(text_width(label, _STEP) for label in lines.steps)
    every = label_every(lines.rhythm, 2 * plot.half_step, widest + _LABEL_GAP)
    middle_y = plot.y.start + _GAP + LINE_HEIGHT / 2
    for step in range(0, len(lines.steps), every):
        x = plot.x.at(step)
        half = text_width(lines.steps[step], _STEP) / 2
        at = min(max(x, half), lines.frame.width - half)
        ends = ((x, plot.y.start), (x, plot.y.start + _GAP / 2))
        yield element("path", {"d": polyline(ends), **paint(stroke=Tone.QUIET)})
        yield letter(lines.steps[step], at, middle_y, _STEP)
    if lines.step_title:
        left, right = _edges(plot)
        title_y = middle_y + LINE_HEIGHT
        yield letter(lines.step_title, (left + right) / 2, title_y, _STEP)


def _draw_unknown(lines: Lines, plot: _Plot) -> Iterator[Markup]:
    """Hatch the steps at which any line or band is unknown."""
    gaps: list[float | None] = [0.0] * len(lines.steps)
    for _, first, values in lines.courses():
        for step, value in enumerate(values, start=first):
            if value is None:
                gaps[step] = None
    for run in find_runs(gaps):
        if run.is_known:
            continue
        left, right = _edges(plot)
        start = max(left, plot.x.at(run.first) - plot.half_step)
        end = min(right, plot.x.at(run.end - 1) + plot.half_step)
        place = {"x": start, "y": plot.y.end, "width": end - start}
        place["height"] = plot.y.start - plot.y.end
        yield element("rect", {**place, **hatched(lines.frame)})
        yield letter(UNKNOWN_SIGN, (start + end) / 2, plot.y.end + LINE_HEIGHT, _SIGN)


def _draw_bands(lines: Lines, plot: _Plot) -> Iterator[Markup]:
    for band in lines.bands:
        for run in find_runs(band.low):
            if not run.is_known:
                continue
            lows = _places(band.low, run.first, run.end, band.first_step, plot)
            highs = _places(band.high, run.first, run.end, band.first_step, plot)
            path = polygon((*highs, *lows[::-1]))
            yield element("path", {"d": path, **_band_look(band)})


def _draw_limits(lines: Lines, plot: _Plot) -> Iterator[Markup]:
    left, right = _edges(plot)
    for limit in lines.limits:
        y = plot.y.at(limit.value)
        ends = polyline(((left, y), (right, y)))
        yield element("path", {"d": ends, **_limit_look(limit)})


def _draw_marks(lines: Lines, plot: _Plot) -> Iterator[Markup]:
    look = paint(stroke=Tone.QUIET) | {"stroke-dasharray": "2 2"}
    for mark, row in zip(lines.marks, plot.mark_rows, strict=True):
        middle_y = plot.y.end - _GAP / 2 - (row + 0.5) * LINE_HEIGHT
        x = plot.x.at(mark.step)
        ends = ((x, middle_y - LINE_HEIGHT / 2), (x, plot.y.start))
        yield element("path", {"d": polyline(ends), **look})
        yield letter(mark.label, _mark_span(mark, plot.x)[0], middle_y, _MARK)


def _draw_series(lines: Lines, plot: _Plot) -> Iterator[Markup]:
    for line in lines.series:
        for run in find_runs(line.values):
            if not run.is_known:
                continue
            points = _places(line.values, run.first, run.end, line.first_step, plot)
            if line.stroke is Stroke.DOTS or len(points) == 1:
                yield from (_draw_dot(point, line.tone) for point in points)
            else:
                path = {"d": polyline(points), "stroke-linejoin": "round"}
                yield element("path", {**path, **_series_look(line)})


def _draw_last_figures(
    lines: Lines, plot: _Plot, say_number: SayNumber
) -> Iterator[Markup]:
    """Write the last known value of every line beside its end."""
    last_step = len(lines.steps) - 1
    ends: list[tuple[Point, str]] = []
    for line in lines.series:
        told = [at for at, value in enumerate(line.values) if value is not None]
        for at in told[-1:]:
            value = known(line.values)[-1]
            x, y = plot.x.at(line.first_step + at), plot.y.at(value)
            figure = say_number(value, lines.decimals)
            if line.first_step + at == last_step:
                ends.append(((x, y), figure))
            else:
                above = y - LINE_HEIGHT
                yield letter(
                    figure, x - text_width(figure, _FIGURE) / 2, above, _FIGURE
                )
    heights = spread(
        [point[1] for point, _ in ends], LINE_HEIGHT, plot.y.end, plot.y.start
    )
    for ((x, _), figure), y in zip(ends, heights, strict=True):
        yield letter(figure, x + _GAP, y, _FIGURE)


def _edges(plot: _Plot) -> tuple[float, float]:
    inset = min(_GAP, plot.half_step)
    return plot.x.start - inset, plot.x.end + inset


def _places(
    values: tuple[float | None, ...], first: int, end: int, first_step: int, plot: _Plot
) -> tuple[Point, ...]:
    return tuple(
        (plot.x.at(first_step + first + at), plot.y.at(value))
        for at, value in enumerate(known(values[first:end]))
    )


def _mark_span(mark: StepMark, x: Scale) -> tuple[float, float]:
    """From where to where the label of a mark goes: right of it if there is room."""
    at = x.at(mark.step)
    width = text_width(mark.label, _TICK)
    if at + _GAP + width <= x.end + _GAP:
        return at + _GAP, at + _GAP + width
    return at - _GAP - width, at - _GAP


def _series_swatch(line: Series) -> Swatch:
    if line.stroke is not Stroke.DOTS:
        return line_swatch(_series_look(line))

    def draw(left: float, middle_y: float) -> Markup:
        return group(
            _draw_dot((left + offset, middle_y), line.tone) for offset in (3, 10, 17)
        )

    return draw


def _draw_dot(point: Point, tone: Tone) -> Markup:
    x, y = point
    return element("circle", {"cx": x, "cy": y, "r": _DOT_RADIUS, **paint(fill=tone)})


def _series_look(line: Series) -> dict[str, Attribute]:
    look: dict[str, Attribute] = {"stroke-width": _LINE_WIDTH}
    if line.stroke in _DASHES:
        look["stroke-dasharray"] = _DASHES[line.stroke]
    return look | paint(stroke=line.tone)


def _band_swatch(bands: tuple[Band, ...]) -> Swatch:
    """Show a band as it looks in the picture: on top of those outside it."""

    def draw(left: float, middle_y: float) -> Markup:
        boxes = (box_swatch(_band_look(band)) for band in bands)
        return group(box(left, middle_y) for box in boxes)

    return draw


def _band_look(band: Band) -> dict[str, Attribute]:
    return paint(fill=band.tone) | {"fill-opacity": _BAND_OPACITY}


def _limit_look(limit: Limit) -> dict[str, Attribute]:
    return {
        "stroke-width": 1.5,
        "stroke-dasharray": "9 3 2 3",
        **paint(stroke=limit.tone),
    }
