"""The supply chain as a pipe: its bore is the capacity, its narrowest place binds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from napas.pictures.chain_values import Chain, Link
from napas.pictures.formatter import UNKNOWN_SIGN, SayNumber, say_value
from napas.pictures.frame import draw_frame
from napas.pictures.hatch import draw_hatch, hatched
from napas.pictures.legend import Entry, box_swatch, draw_legend, line_swatch
from napas.pictures.lettering import (
    LINE_HEIGHT,
    SMALL_SIZE,
    Style,
    break_lines,
    follow,
    letter,
    letter_lines,
    shorten,
    text_width,
)
from napas.pictures.palette import Tone, paint
from napas.pictures.svg import (
    Attribute,
    Markup,
    Point,
    element,
    group,
    polygon,
    polyline,
)
from napas.pictures.values import known

__all__ = ["Chain", "Link", "draw_chain"]

_GAP = 6.0
_BORE = 84.0
_THINNEST = 3.0
_TAPER = 9.0
"""Half the length over which the pipe changes its bore."""
_ARROW = 16.0
_CHEVRON = 4.0
_CHEVRON_BORE = 14.0
_TAB_HEIGHT = 18.0
_EDGE = 1.5
_WALL = 5.0
_FIGURE_SIZE = 15.0
_FIGURE_DROP = 3.0
_MOST_LINES = 3
_PIPE_MIDDLE_X = 52.0
_TEXT_X = 112.0

_NAME = Style(bold=True)
_UNIT = Style(size=SMALL_SIZE, tone=Tone.QUIET)
_TAB = Style(size=SMALL_SIZE, tone=Tone.PAPER, anchor="middle", bold=True)
_SIGN = Style(size=18, anchor="middle", bold=True, halo=Tone.PAPER)


@dataclass(frozen=True, slots=True)
class _Pipe:
    """Where the pipe runs: to the right on a page, downwards on a phone.

    Attributes:
        chain: what is drawn.
        start: where the first link begins along the pipe.
        cell: length of one link.
        middle: where the middle line runs across the pipe.
    """

    chain: Chain
    start: float
    cell: float
    middle: float

    @property
    def end(self) -> float:
        return self.start + self.cell * len(self.chain.links)

    def at(self, along: float, across: float) -> Point:
        """Give the point so far along the pipe and so far off its middle line."""
        if self.chain.frame.is_narrow:
            return self.middle + across, along
        return along, self.middle + across

    def bore(self, t_per_day: float | None) -> float:
        """Give the width of the pipe for a capacity; unknown takes the full width."""
        if t_per_day is None:
            return _BORE
        most = max(known((*self.chain.capacities_t_per_day, self.chain.need_t_per_day)))
        return max(_THINNEST, t_per_day / most * _BORE) if most else _THINNEST


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The pipe, the broken words beside it and the height they all take."""

    pipe: _Pipe
    names: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    top: float
    bottom: float


def draw_chain(chain: Chain, say_number: SayNumber) -> str:
    """Draw the supply chain with its weakest link marked by shape, words and colour.

    Args:
        chain: what to draw.
        say_number: the reader's form of numbers.
    """
    entries = tuple(_entries(chain, say_number))
    legend = draw_legend(entries, 0, 0, chain.frame.width)
    top = legend.height + _GAP if entries else _EDGE
    is_narrow = chain.frame.is_narrow
    sheet = _lay_down(chain, top) if is_narrow else _lay_across(chain, top)
    draw_words = _draw_words_beside if is_narrow else _draw_words_around
    return draw_frame(
        chain.frame,
        sheet.bottom + _ARROW if is_narrow else sheet.bottom + _EDGE,
        draw_hatch(chain.frame) if chain.has_unknown else Markup(""),
        legend.markup,
        group(_draw_weakest_frame(sheet)),
        group(_draw_pipe(sheet.pipe)),
        group(_draw_need(sheet.pipe)),
        *(
            group(draw_words(sheet, number, say_number))
            for number in range(len(chain.links))
        ),
    )


def _entries(chain: Chain, say_number: SayNumber) -> Iterator[Entry]:
    if chain.need_t_per_day is not None:
        said = say_number(chain.need_t_per_day, chain.decimals)
        label = f"{chain.need_label} {said} {chain.unit}"
        yield Entry(label, line_swatch(_need_look()))
    if chain.has_unknown:
        yield Entry(chain.unknown_label, box_swatch(hatched(chain.frame)))


def _lay_across(chain: Chain, top: float) -> _Sheet:
    """Lay the chain to the right: names above, figures and notes below."""
    cell = (chain.frame.width - _ARROW) / len(chain.links)
    names, notes = _break_words(chain, cell - 2 * _GAP)
    names_height = LINE_HEIGHT * max(len(lines) for lines in names)
    middle = top + _TAB_HEIGHT + names_height + 2 * _GAP + _BORE / 2
    notes_height = LINE_HEIGHT * (2 + max(len(lines) for lines in notes))
    bottom = middle + _BORE / 2 + _GAP + notes_height + _GAP
    return _Sheet(_Pipe(chain, _EDGE, cell, middle), names, notes, top, bottom)


def _lay_down(chain: Chain, top: float) -> _Sheet:
    """Lay the chain downwards: all words to the right of it."""
    names, notes = _break_words(chain, chain.frame.width - _TEXT_X - _GAP)
    most = max(len(name) + len(note) for name, note in zip(names, notes, strict=True))
    cell = _TAB_HEIGHT + LINE_HEIGHT * (most + 1) + _FIGURE_DROP + 2 * _GAP
    pipe = _Pipe(chain, top, cell, _PIPE_MIDDLE_X)
    return _Sheet(pipe, names, notes, top, pipe.end)


def _break_words(
    chain: Chain, room: float
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    names = [break_lines(link.label, _NAME, room, _MOST_LINES) for link in chain.links]
    notes = [break_lines(link.note, _UNIT, room, _MOST_LINES) for link in chain.links]
    return tuple(names), tuple(notes)


def _draw_pipe(pipe: _Pipe) -> Iterator[Markup]:
    """Draw the pipe, what flows through it, and what is not known of it."""
    upper: list[Point] = []
    lower: list[Point] = []
    for number, capacity in enumerate(pipe.chain.capacities_t_per_day):
        half = pipe.bore(capacity) / 2
        for along in _straight(pipe, number):
            upper.append(pipe.at(along, -half))
            lower.append(pipe.at(along, half))
    outline = {"d": polygon((*upper, *lower[::-1]))}
    yield element("path", {**outline, **paint(fill=Tone.SPARE, stroke=Tone.QUIET)})
    yield from _draw_flow(pipe)
    for number, capacity in enumerate(pipe.chain.capacities_t_per_day):
        if capacity is None:
            start, end = _straight(pipe, number)
            yield _draw_box(pipe, start, end, _BORE, hatched(pipe.chain.frame))
            x, y = pipe.at((start + end) / 2, 0)
            yield letter(UNKNOWN_SIGN, x, y, _SIGN)
        if number == pipe.chain.weakest:
            yield from _draw_pinch(pipe, number)


def _draw_pinch(pipe: _Pipe, number: int) -> Iterator[Markup]:
    """Draw the heavy walls that hold the flow back at the weakest link."""
    off = (pipe.bore(pipe.chain.flow_t_per_day) + _WALL) / 2
    look = {"stroke-width": _WALL, **paint(stroke=Tone.LACK)}
    for across in (-off, off):
        ends = (pipe.at(along, across) for along in _straight(pipe, number))
        yield element("path", {"d": polyline(ends), **look})


def _draw_flow(pipe: _Pipe) -> Iterator[Markup]:
    """Draw what passes the whole chain, as wide as the weakest link lets it."""
    flow = pipe.chain.flow_t_per_day
    if not flow:
        return
    bore = pipe.bore(flow)
    yield _draw_box(pipe, pipe.start, pipe.end, bore, paint(fill=Tone.HAVE))
    reach = bore / 2 + _CHEVRON
    tip = (
        pipe.at(pipe.end, -reach),
        pipe.at(pipe.end + _ARROW - _EDGE, 0),
        pipe.at(pipe.end, reach),
    )
    yield element("path", {"d": polygon(tip), **paint(fill=Tone.HAVE)})
    if bore < _CHEVRON_BORE:
        return
    look = {"stroke-width": 2.0, **paint(stroke=Tone.PAPER)}
    for number in range(1, len(pipe.chain.links)):
        along = pipe.start + number * pipe.cell
        sign = (
            pipe.at(along - _CHEVRON / 2, -_CHEVRON),
            pipe.at(along + _CHEVRON / 2, 0),
            pipe.at(along - _CHEVRON / 2, _CHEVRON),
        )
        yield element("path", {"d": polyline(sign), **look})


def _draw_need(pipe: _Pipe) -> Iterator[Markup]:
    """Draw how wide the pipe would have to be."""
    need = pipe.chain.need_t_per_day
    if need is None:
        return
    for across in (-pipe.bore(need) / 2, pipe.bore(need) / 2):
        ends = (pipe.at(pipe.start, across), pipe.at(pipe.end, across))
        yield element("path", {"d": polyline(ends), **_need_look()})


def _draw_weakest_frame(sheet: _Sheet) -> Iterator[Markup]:
    """Draw the frame around the weakest link and the tab with its words."""
    pipe = sheet.pipe
    chain = pipe.chain
    if chain.weakest is None:
        return
    start = pipe.start + chain.weakest * pipe.cell
    left, top = start, sheet.top
    width, height = pipe.cell, sheet.bottom - sheet.top
    if chain.frame.is_narrow:
        left, top = _EDGE, start
        width, height = chain.frame.width - 2 * _EDGE, pipe.cell
    place = {"x": left, "y": top, "width": width, "height": height, "rx": _CHEVRON}
    look = paint(fill=Tone.PAPER, stroke=Tone.LACK)
    yield element("rect", {**place, "stroke-width": 2.0, **look})
    label = shorten(chain.weakest_label, _TAB, width - 2 * _GAP)
    tab = {**place, "height": _TAB_HEIGHT}
    if chain.frame.is_narrow:
        tab["width"] = text_width(label, _TAB) + 2 * _GAP
        tab["x"] = left + width - tab["width"]
    yield element("rect", {**tab, **paint(fill=Tone.LACK)})
    yield letter(label, tab["x"] + tab["width"] / 2, top + _TAB_HEIGHT / 2, _TAB)


def _draw_words_around(
    sheet: _Sheet, number: int, say_number: SayNumber
) -> Iterator[Markup]:
    """Write the name above the link, its capacity and note below."""
    pipe, chain = sheet.pipe, sheet.pipe.chain
    x = pipe.start + (number + 0.5) * pipe.cell
    names = sheet.names[number]
    last_name_y = pipe.middle - _BORE / 2 - _GAP - LINE_HEIGHT / 2
    first_name_y = last_name_y - (len(names) - 1) * LINE_HEIGHT
    yield from letter_lines(names, x, first_name_y, replace(_NAME, anchor="middle"))
    y = pipe.middle + _BORE / 2 + _GAP + LINE_HEIGHT / 2
    figure = say_value(
        say_number, chain.links[number].capacity_t_per_day, chain.decimals
    )
    yield letter(figure, x, y, replace(_figure_style(chain, number), anchor="middle"))
    lines = (chain.unit, *sheet.notes[number])
    yield from letter_lines(lines, x, y + LINE_HEIGHT, replace(_UNIT, anchor="middle"))


def _draw_words_beside(
    sheet: _Sheet, number: int, say_number: SayNumber
) -> Iterator[Markup]:
    """Write name, capacity and note to the right of the link."""
    chain = sheet.pipe.chain
    y = sheet.pipe.start + number * sheet.pipe.cell + _TAB_HEIGHT + _GAP
    names = sheet.names[number]
    yield from letter_lines(names, _TEXT_X, y, _NAME)
    y += len(names) * LINE_HEIGHT + _FIGURE_DROP / 2
    figure = say_value(
        say_number, chain.links[number].capacity_t_per_day, chain.decimals
    )
    style = _figure_style(chain, number)
    unit = follow(chain.unit, _CHEVRON, _UNIT)
    yield letter(figure, _TEXT_X, y, style, unit)
    note_y = y + LINE_HEIGHT + _FIGURE_DROP / 2
    yield from letter_lines(sheet.notes[number], _TEXT_X, note_y, _UNIT)


def _draw_box(
    pipe: _Pipe, start: float, end: float, bore: float, look: Mapping[str, Attribute]
) -> Markup:
    corners = (
        pipe.at(start, -bore / 2),
        pipe.at(end, -bore / 2),
        pipe.at(end, bore / 2),
        pipe.at(start, bore / 2),
    )
    return element("path", {"d": polygon(corners), **look})


def _straight(pipe: _Pipe, number: int) -> tuple[float, float]:
    """Give the part of a link in which the pipe keeps its bore."""
    start = pipe.start + number * pipe.cell
    is_last = number == len(pipe.chain.links) - 1
    return start + (_TAPER if number else 0), start + pipe.cell - (
        0 if is_last else _TAPER
    )


def _figure_style(chain: Chain, number: int) -> Style:
    tone = Tone.LACK if number == chain.weakest else Tone.INK
    return Style(size=_FIGURE_SIZE, tone=tone, bold=True)


def _need_look() -> dict[str, Attribute]:
    look = paint(stroke=Tone.NEED)
    return {"stroke-width": 1.5, "stroke-dasharray": "5 3", **look}
