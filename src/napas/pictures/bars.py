"""Lying bars: amounts by place, stacked or grouped, against target and limit."""

from collections.abc import Iterator
from dataclasses import dataclass

from napas.pictures.bar_values import Arrangement, Bars, Mark, MarkForm, Part, Row
from napas.pictures.formatter import UNKNOWN_SIGN, SayNumber, say_value
from napas.pictures.frame import draw_frame
from napas.pictures.hatch import draw_hatch, hatched
from napas.pictures.legend import (
    SWATCH_HEIGHT,
    SWATCH_WIDTH,
    Entry,
    Swatch,
    box_swatch,
    draw_legend,
)
from napas.pictures.lettering import (
    LINE_HEIGHT,
    SMALL_SIZE,
    Style,
    break_lines,
    letter,
    letter_lines,
    text_width,
)
from napas.pictures.palette import Tone, lettering_on, paint
from napas.pictures.scale import Scale, Ticks, round_ticks
from napas.pictures.spacing import label_every
from napas.pictures.svg import Attribute, Markup, element, group, polygon, polyline
from napas.pictures.values import known

__all__ = [
    "Arrangement",
    "Bars",
    "Mark",
    "MarkForm",
    "Part",
    "Row",
    "draw_bars",
]

_GAP = 6.0
_THICK = 18.0
_THIN = 13.0
_ROW_GAP = 10.0
_LABEL_INSET = 6.0
_LABEL_SHARE = 0.32
_MOST_LABEL_LINES = 2
_MOST_STEPS = 6
_TICKS_RHYTHM = (1, 2, 4)
_UNKNOWN_WIDTH = 26.0
_MARK_REACH = 4.0
_PART_PADDING = 8.0
_HOLLOW_EDGE = 1.5
_EDGE = 1.0

_LABEL = Style(halo=Tone.PAPER)
_FIGURE = Style(bold=True)
_TICK = Style(size=SMALL_SIZE, tone=Tone.QUIET, anchor="middle")
_SIGN = Style(tone=Tone.INK, anchor="middle", bold=True, halo=Tone.PAPER)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the bars lie and how their figures are said."""

    bars: Bars
    say_number: SayNumber
    x: Scale
    ticks: Ticks
    top: float
    labels: tuple[tuple[str, ...], ...]
    bars_height: float
    row_height: float

    @property
    def bottom(self) -> float:
        return self.top + len(self.labels) * self.row_height


@dataclass(frozen=True, slots=True)
class _Slot:
    """The strip one bar lies in."""

    left: float
    right: float
    top: float
    height: float

    @property
    def middle_y(self) -> float:
        return self.top + self.height / 2


def draw_bars(bars: Bars, say_number: SayNumber) -> str:
    """Draw lying bars.

    Args:
        bars: what to draw.
        say_number: the reader's form of numbers.
    """
    entries = tuple(_entries(bars))
    legend = draw_legend(entries, 0, 0, bars.frame.width)
    plot = _lay_out(bars, say_number, legend.height + _GAP if entries else 0)
    return draw_frame(
        bars.frame,
        plot.bottom + 2 * LINE_HEIGHT + _GAP,
        draw_hatch(bars.frame) if bars.has_unknown else Markup(""),
        legend.markup,
        group(_draw_axis(plot)),
        *(group(_draw_row(plot, number)) for number in range(len(bars.rows))),
    )


def _entries(bars: Bars) -> Iterator[Entry]:
    """List what needs saying: one kind of bar alone is said by the title."""
    if len(bars.parts) > 1:
        for part in bars.parts:
            yield Entry(part.label, box_swatch(_part_look(part.tone)))
    for mark in bars.marks:
        yield Entry(mark.label, _mark_swatch(mark))
    if bars.has_unknown:
        yield Entry(bars.unknown_label, box_swatch(hatched(bars.frame)))


def _lay_out(bars: Bars, say_number: SayNumber, top: float) -> _Plot:
    """Share the room between labels, bars and figures."""
    frame = bars.frame
    room = frame.width if frame.is_narrow else _LABEL_SHARE * frame.width
    labels = tuple(
        break_lines(row.label, _LABEL, room, _MOST_LABEL_LINES) for row in bars.rows
    )
    widths = [text_width(line, _LABEL) for lines in labels for line in lines]
    widest = max(widths, default=0.0)
    left = _EDGE if frame.is_narrow else widest + _GAP
    right = frame.width - 2 * _GAP - _figures_width(bars, say_number)
    if bars.has_unknown:
        right -= _UNKNOWN_WIDTH
    ticks = round_ticks(0, _highest(bars), _MOST_STEPS)
    bars_height = _THICK if bars.is_stacked else _THIN * len(bars.parts)
    labels_height = LINE_HEIGHT * max(len(lines) for lines in labels)
    if frame.is_narrow:
        row_height = labels_height + _MARK_REACH + bars_height + _ROW_GAP
    else:
        row_height = max(labels_height, bars_height) + _ROW_GAP
    x = Scale(0, ticks.values[-1], left, right)
    return _Plot(bars, say_number, x, ticks, top, labels, bars_height, row_height)


def _figures_width(bars: Bars, say_number: SayNumber) -> float:
    figures = [
        say_value(say_number, amount, bars.decimals)
        for row in bars.rows
        for amount in row.amounts
    ]
    if bars.is_stacked:
        figures = [_sum_figure(row, say_number, bars.decimals) for row in bars.rows]
    return max(text_width(figure, _FIGURE) for figure in figures)


def _sum_figure(row: Row, say_number: SayNumber, decimals: int) -> str:
    """Say the sum of a row; what is not known stays visible: ``120 + ?``."""
    amounts = known(row.amounts)
    if not amounts:
        return UNKNOWN_SIGN
    said = say_number(sum(amounts), decimals)
    return f"{said} + {UNKNOWN_SIGN}" if None in row.amounts else said


def _highest(bars: Bars) -> float:
    """Give the longest reach of a bar or mark."""
    reaches = [0.0]
    for row in bars.rows:
        amounts = known(row.amounts)
        reaches.append(sum(amounts) if bars.is_stacked else max(amounts, default=0.0))
        reaches.extend(known(row.marks))
    return max(reaches)


def _draw_axis(plot: _Plot) -> Iterator[Markup]:
    step = plot.x.at(plot.ticks.values[1]) - plot.x.at(0)
    said = [plot.say_number(value, plot.ticks.decimals) for value in plot.ticks.values]
    widest = max(text_width(each, _TICK) for each in said)
    every = label_every(_TICKS_RHYTHM, step, widest + _GAP)
    for number, value in enumerate(plot.ticks.values):
        x = plot.x.at(value)
        look = paint(stroke=Tone.GRID if value else Tone.QUIET)
        ends = ((x, plot.top), (x, plot.bottom))
        yield element("path", {"d": polyline(ends), **look})
        if number % every == 0:
            at = max(x, text_width(said[number], _TICK) / 2)
            yield letter(said[number], at, plot.bottom + LINE_HEIGHT / 2, _TICK)
    middle, title_y = (plot.x.start + plot.x.end) / 2, plot.bottom + 1.5 * LINE_HEIGHT
    yield letter(plot.bars.value_title, middle, title_y, _TICK)


def _draw_row(plot: _Plot, number: int) -> Iterator[Markup]:
    """Draw the label, the bars, their figures and the marks of one row."""
    bars, row, lines = plot.bars, plot.bars.rows[number], plot.labels[number]
    top = plot.top + number * plot.row_height + _ROW_GAP / 2
    room = plot.row_height - _ROW_GAP
    label_x, label_y = 0.0, top + LINE_HEIGHT / 2
    if bars.frame.is_narrow:
        label_x = _LABEL_INSET
        bars_top = top + room - plot.bars_height
    else:
        bars_top = top + (room - plot.bars_height) / 2
        label_y += (room - len(lines) * LINE_HEIGHT) / 2
    yield from letter_lines(lines, label_x, label_y, _LABEL)
    if bars.is_stacked:
        yield from _draw_stack(plot, row, bars_top)
    else:
        for place, amount in enumerate(row.amounts):
            slot_top = bars_top + place * _THIN
            yield from _draw_single(plot, row, place, amount, slot_top)
    for place, value in enumerate(row.marks):
        if value is not None:
            x, form = plot.x.at(value), bars.marks[place].form
            yield _draw_mark(form, x, bars_top, plot.bars_height)


def _draw_stack(plot: _Plot, row: Row, top: float) -> Iterator[Markup]:
    """Draw the known parts end to end, then one hatched piece for all unknown ones."""
    reached = 0.0
    for part, amount in zip(plot.bars.parts, row.amounts, strict=True):
        if not amount:
            continue
        slot = _Slot(plot.x.at(reached), plot.x.at(reached + amount), top, _THICK)
        yield _draw_piece(slot, part.tone)
        figure = plot.say_number(amount, plot.bars.decimals)
        style = Style(size=SMALL_SIZE, tone=lettering_on(part.tone), anchor="middle")
        fits = text_width(figure, style) + _PART_PADDING <= slot.right - slot.left
        if fits and len(known(row.amounts)) > 1:
            yield letter(figure, (slot.left + slot.right) / 2, slot.middle_y, style)
        reached += amount
    end = plot.x.at(reached)
    if None in row.amounts:
        slot = _Slot(end, end + _UNKNOWN_WIDTH, top, _THICK)
        yield from _draw_unknown(plot.bars, slot)
        end = slot.right
    figure = _sum_figure(row, plot.say_number, plot.bars.decimals)
    yield letter(
        figure, _clear_of_marks(plot, row, end, figure), top + _THICK / 2, _FIGURE
    )


def _draw_single(
    plot: _Plot, row: Row, place: int, amount: float | None, top: float
) -> Iterator[Markup]:
    """Draw one bar of a group with its figure."""
    if amount is None:
        start = plot.x.start
        slot = _Slot(start, start + _UNKNOWN_WIDTH, top, _THIN - 1)
        yield from _draw_unknown(plot.bars, slot)
        return
    slot = _Slot(plot.x.start, plot.x.at(amount), top, _THIN - 1)
    if amount:
        yield _draw_piece(slot, plot.bars.parts[place].tone)
    figure = plot.say_number(amount, plot.bars.decimals)
    at = _clear_of_marks(plot, row, slot.right, figure)
    yield letter(figure, at, slot.middle_y, _FIGURE)


def _clear_of_marks(plot: _Plot, row: Row, end: float, figure: str) -> float:
    """Find where a figure starts right of its bar without lying on a mark."""
    start, width = end + _GAP, text_width(figure, _FIGURE)
    for value in sorted(known(row.marks)):
        mark_x = plot.x.at(value)
        if start - _MARK_REACH <= mark_x <= start + width + _MARK_REACH:
            start = mark_x + _GAP
    return start


def _draw_piece(slot: _Slot, tone: Tone) -> Markup:
    """Draw a piece of bar; an edge on the ground keeps neighbours apart."""
    look = _part_look(tone)
    inset = _HOLLOW_EDGE / 2 if tone is Tone.LACK else 0.0
    place: dict[str, Attribute] = {
        "x": slot.left + inset,
        "y": slot.top + inset,
        "width": max(slot.right - slot.left - 2 * inset - _EDGE, _EDGE),
        "height": slot.height - 2 * inset,
    }
    return element("rect", place | look)


def _draw_unknown(bars: Bars, slot: _Slot) -> Iterator[Markup]:
    place = {"x": slot.left, "y": slot.top, "width": slot.right - slot.left}
    yield element("rect", {**place, "height": slot.height, **hatched(bars.frame)})
    yield letter(UNKNOWN_SIGN, (slot.left + slot.right) / 2, slot.middle_y, _SIGN)


def _draw_mark(form: MarkForm, x: float, top: float, height: float) -> Markup:
    """Draw a mark across the bars: its form says what it is, also without colour."""
    top, bottom = top - _MARK_REACH, top + height + _MARK_REACH
    line = polyline(((x, top), (x, bottom)))
    if form is MarkForm.LIMIT:
        ground = {"d": line, "stroke-width": 4.0, **paint(stroke=Tone.PAPER)}
        look = paint(stroke=Tone.LIMIT) | {"stroke-dasharray": "4 2"}
        over = {"d": line, "stroke-width": 2.0, **look}
        return group((element("path", ground), element("path", over)))
    reach = _MARK_REACH
    heads = (
        polygon(((x - reach, top), (x + reach, top), (x, top + reach))),
        polygon(((x - reach, bottom), (x + reach, bottom), (x, bottom - reach))),
    )
    look = paint(fill=Tone.INK, stroke=Tone.INK)
    return element("path", {"d": line + "".join(heads), "stroke-width": 1.5, **look})


def _mark_swatch(mark: Mark) -> Swatch:
    def draw(left: float, middle_y: float) -> Markup:
        top = middle_y - SWATCH_HEIGHT / 2
        return _draw_mark(mark.form, left + SWATCH_WIDTH / 2, top, SWATCH_HEIGHT)

    return draw


def _part_look(tone: Tone) -> dict[str, Attribute]:
    """Fill a part in its tone; what is missing is an empty box."""
    if tone is Tone.LACK:
        return {**paint(fill=Tone.PAPER, stroke=tone), "stroke-width": _HOLLOW_EDGE}
    return {**paint(fill=tone)}
