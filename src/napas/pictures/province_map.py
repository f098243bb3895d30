"""Province map: classed territories, hatch for unknown, circles for plants, labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from napas.pictures.formatter import UNKNOWN_SIGN, SayNumber, say_value
from napas.pictures.frame import draw_frame
from napas.pictures.ground import Box, innermost, survey
from napas.pictures.hatch import draw_hatch, hatched
from napas.pictures.legend import (
    SWATCH_WIDTH,
    Entry,
    Legend,
    Swatch,
    box_swatch,
    draw_legend,
)
from napas.pictures.lettering import (
    LINE_HEIGHT,
    SMALL_SIZE,
    Style,
    letter,
    letter_alike,
    text_width,
)
from napas.pictures.map_labels import Placed, Table, Wish, place_labels
from napas.pictures.map_values import (
    Classes,
    DeepEnd,
    ProvinceMap,
    Region,
    Ring,
    Shape,
    Site,
)
from napas.pictures.palette import Ramp, Tone, paint, shade
from napas.pictures.projection import Extent, Projection
from napas.pictures.scale import round_ticks
from napas.pictures.svg import (
    Attribute,
    Markup,
    Point,
    coordinate,
    element,
    group,
    polyline,
    words,
)
from napas.pictures.values import known

__all__ = [
    "Classes",
    "DeepEnd",
    "Extent",
    "ProvinceMap",
    "Ramp",
    "Region",
    "Ring",
    "Shape",
    "Site",
    "draw_map",
]

_GAP = 6.0
_TENTH = 10
_RADII_IN_WIDTH = 87
"""The largest circle's radius goes so often into the width."""
_SMALLEST_RADIUS = 2.5
_UNKNOWN_RADIUS = 5.0
_SITE_OPACITY = "0.8"
_LABEL_SIZE = 10.5
_LABEL_LINE = 11.5
_LABEL_PADDING = 2.0
_SAMPLES = 3
_REACH = 90.0
_SHORT_REACH = 10.0

_TITLE = Style(size=SMALL_SIZE, tone=Tone.QUIET)
_NAME = Style(size=_LABEL_SIZE, anchor="middle", halo=Tone.PAPER)
_FIGURE = Style(size=_LABEL_SIZE, anchor="middle", bold=True, halo=Tone.PAPER)
_SIGN = Style(size=8, anchor="middle", bold=True)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The map laid out: what is in sight, and where."""

    picture: ProvinceMap
    projection: Projection
    outlines: dict[str, tuple[tuple[Point, ...], ...]]
    sites: tuple[tuple[Site, Point, float], ...]

    @property
    def bottom(self) -> float:
        return self.projection.top + self.projection.height


def draw_map(picture: ProvinceMap, say_number: SayNumber) -> str:
    """Draw a classed map.

    Args:
        picture: what to draw.
        say_number: the reader's form of numbers.
    """
    legend = _draw_legend(picture, say_number)
    sheet = _lay_out(picture, legend.height + _GAP)
    clip = f"{picture.frame.name}-sheet"
    return draw_frame(
        picture.frame,
        sheet.bottom,
        draw_hatch(picture.frame) if picture.has_unknown else Markup(""),
        _draw_clip(sheet, clip),
        legend.markup,
        group(
            (
                group(_draw_shapes(sheet, say_number)),
                group(_draw_sketches(sheet)),
                group(_draw_sites(sheet, say_number)),
            ),
            {"clip-path": f"url(#{clip})"},
        ),
        group(_draw_labels(sheet, say_number)),
    )


def _lay_out(picture: ProvinceMap, top: float) -> _Sheet:
    """Project what lies in the extent."""
    projection = Projection(picture.sight, picture.frame.width, top)
    outlines = {
        shape.code: tuple(
            tuple(projection.at(*place) for place in ring) for ring in shape.rings
        )
        for shape in picture.shapes_in_sight
    }
    largest = max(known(site.amount for site in picture.sites), default=0.0)
    sites = tuple(
        (
            site,
            projection.at(site.longitude_deg, site.latitude_deg),
            _radius(site.amount, largest, picture.frame.width),
        )
        for site in picture.sites_in_sight
    )
    return _Sheet(picture, projection, outlines, sites)


def _radius(amount: float | None, largest: float, width: float) -> float:
    """Give the radius whose circle has the amount for its area."""
    if amount is None:
        return _UNKNOWN_RADIUS
    share = amount / largest if largest else 0.0
    return max(_SMALLEST_RADIUS, width / _RADII_IN_WIDTH * sqrt(share))


def _draw_legend(picture: ProvinceMap, say_number: SayNumber) -> Legend:
    """Draw the legends of shades and of circles, each under its own title."""
    parts: list[Markup] = []
    top = 0.0
    shades = (picture.value_title, tuple(_shade_entries(picture)))
    circles = (picture.sites_title, tuple(_site_entries(picture, say_number)))
    for title, entries in (shades, circles):
        if entries:
            parts.append(letter(title, 0, top + LINE_HEIGHT / 2, _TITLE))
            top += LINE_HEIGHT
            legend = draw_legend(entries, 0, top, picture.frame.width)
            parts.append(legend.markup)
            top += legend.height
    return Legend(group(parts), top)


def _shade_entries(picture: ProvinceMap) -> Iterator[Entry]:
    classes = picture.classes
    for place, label in enumerate(classes.labels):
        look = shade(classes.ramp, classes.shade_of_class(place))
        edge = paint(stroke=Tone.QUIET)
        look |= {"class": f"{look['class']} {edge['class']}", "stroke": edge["stroke"]}
        yield Entry(label, box_swatch({**look, "stroke-width": 0.5}))
    if picture.has_unknown:
        yield Entry(picture.unknown_label, box_swatch(hatched(picture.frame)))
    if picture.has_sketch:
        yield Entry(picture.schematic_label, box_swatch(_sketch_look()))


def _site_entries(picture: ProvinceMap, say_number: SayNumber) -> Iterator[Entry]:
    """Show circles of a few round amounts."""
    amounts = known(site.amount for site in picture.sites)
    largest = max(amounts, default=0.0)
    ticks = round_ticks(0, largest, _SAMPLES)
    for amount in ticks.values[1:]:
        if amount <= largest:
            radius = _radius(amount, largest, picture.frame.width)
            label = say_number(amount, ticks.decimals)
            yield Entry(label, _circle_swatch(radius, picture.sites_tone))


def _circle_swatch(radius: float, tone: Tone) -> Swatch:
    def draw(left: float, middle_y: float) -> Markup:
        return _draw_circle((left + SWATCH_WIDTH / 2, middle_y), radius, tone)

    return draw


def _draw_clip(sheet: _Sheet, clip: str) -> Markup:
    frame, projection = sheet.picture.frame, sheet.projection
    place = {"x": 0, "y": projection.top, "width": frame.width}
    rect = element("rect", {**place, "height": projection.height})
    return element("defs", {}, element("clipPath", {"id": clip}, rect))


def _draw_shapes(sheet: _Sheet, say_number: SayNumber) -> Iterator[Markup]:
    picture = sheet.picture
    told = {region.code: region for region in picture.regions}
    edge = paint(stroke=Tone.PAPER)
    for code, rings in sheet.outlines.items():
        region = told.get(code)
        look: dict[str, Attribute] = {"data-code": code, "d": _outline(rings)}
        look |= {"fill-rule": "evenodd", "stroke-width": 0.8}
        if region is None or region.value is None:
            look |= hatched(picture.frame)
        else:
            fill = shade(picture.classes.ramp, picture.classes.shade_of(region.value))
            look |= {**fill, "class": f"{fill['class']} {edge['class']}"}
            look["stroke"] = edge["stroke"]
        name = code if region is None else region.label
        value = None if region is None else region.value
        said = f"{name}: {say_value(say_number, value, picture.decimals)}"
        yield element("path", look, element("title", {}, words(said)))


def _draw_sketches(sheet: _Sheet) -> Iterator[Markup]:
    for shape in sheet.picture.shapes_in_sight:
        if shape.is_schematic:
            path = {"d": _outline(sheet.outlines[shape.code])}
            yield element("path", {**path, **_sketch_look()})


def _sketch_look() -> dict[str, Attribute]:
    return {"stroke-width": 1.0, "stroke-dasharray": "2 2", **paint(stroke=Tone.QUIET)}


def _draw_sites(sheet: _Sheet, say_number: SayNumber) -> Iterator[Markup]:
    """Draw the large circles first, so that small ones stay in sight."""
    picture = sheet.picture
    for site, (x, y), radius in sorted(sheet.sites, key=lambda each: -each[2]):
        said = f"{site.label}: {say_value(say_number, site.amount, picture.decimals)}"
        title = element("title", {}, words(said))
        if site.amount is None:
            place = {"cx": x, "cy": y, "r": radius}
            circle = element("circle", {**place, **hatched(picture.frame)}, title)
            yield group((circle, letter(UNKNOWN_SIGN, x, y, _SIGN)))
        else:
            yield _draw_circle((x, y), radius, picture.sites_tone, title)


def _draw_circle(point: Point, radius: float, tone: Tone, *within: Markup) -> Markup:
    place = {"cx": point[0], "cy": point[1], "r": radius}
    look = paint(fill=tone, stroke=Tone.PAPER) | {"fill-opacity": _SITE_OPACITY}
    return element("circle", {**place, **look}, *within)


def _draw_labels(sheet: _Sheet, say_number: SayNumber) -> Iterator[Markup]:
    """Write name and value of as many regions as find room."""
    picture, projection = sheet.picture, sheet.projection
    box = Box(0, projection.top, picture.frame.width, sheet.bottom)
    ground = survey(sheet.outlines, box)
    wishes, words_of = [], {}
    for region in picture.regions:
        cells = ground.cells_of(region.code, box)
        if not cells:
            continue
        figure = say_value(say_number, region.value, picture.decimals)
        width = max(text_width(region.label, _NAME), text_width(figure, _FIGURE))
        height = 2 * _LABEL_LINE + _LABEL_PADDING
        wishes.append(Wish(region.code, innermost(cells), width, height))
        words_of[region.code] = (region.label, figure)
    marks = [
        Box(x - radius, y - radius, x + radius, y + radius)
        for _, (x, y), radius in sheet.sites
    ]
    names, figures = [], []
    reach = _SHORT_REACH if picture.frame.is_narrow else _REACH
    for placed in place_labels(wishes, Table(ground, marks, box, reach)):
        yield from _draw_leader(placed)
        name, figure = words_of[placed.wish.owner]
        middle = (placed.box.left + placed.box.right) / 2
        name_y = placed.box.top + (_LABEL_LINE + _LABEL_PADDING) / 2
        names.append((name, middle, name_y))
        figures.append((figure, middle, name_y + _LABEL_LINE))
    yield letter_alike(names, _NAME)
    yield letter_alike(figures, _FIGURE)


def _draw_leader(placed: Placed) -> Iterator[Markup]:
    if placed.leader is not None:
        x, y = placed.leader[0]
        dot = {"cx": x, "cy": y, "r": 1.5}
        yield element("circle", {**dot, **paint(fill=Tone.INK)})
        look = {"stroke-width": 0.7, **paint(stroke=Tone.INK)}
        yield element("path", {"d": polyline(placed.leader), **look})


def _outline(rings: Sequence[Sequence[Point]]) -> str:
    """Write closed rings as short path data: relative steps in tenths."""
    parts = []
    for ring in rings:
        tenths = [(round(x * _TENTH), round(y * _TENTH)) for x, y in ring]
        x, y = tenths[0]
        steps = [
            _short(x2 - x1) + _joined(_short(y2 - y1))
            for (x1, y1), (x2, y2) in pairwise(tenths[:-1])
            if (x1, y1) != (x2, y2)
        ]
        if len(steps) > 1:
            start = f"M{coordinate(x / _TENTH)} {coordinate(y / _TENTH)}"
            parts.append(
                start + "l" + "".join((steps[0], *map(_joined, steps[1:]))) + "z"
            )
    return "".join(parts)


def _joined(number: str) -> str:
    return number if number.startswith("-") else " " + number


def _short(tenths: int) -> str:
    """Write tenths as short as path data may be: ``-.3``, ``2``, ``1.5``."""
    whole, rest = divmod(abs(tenths), _TENTH)
    digits = (str(whole) if whole or not rest else "") + (f".{rest}" if rest else "")
    return "-" + digits if tenths < 0 else digits
