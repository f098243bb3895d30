"""What a province map shows: shapes, a value for each, marks for plants."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from napas.pictures.frame import Frame
from napas.pictures.palette import SHADES, Ramp, Tone
from napas.pictures.projection import Extent
from napas.pictures.values import check_amounts, check_values

_MARGIN_DEG = 0.4

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude of the corners; the first one again at the end."""


class DeepEnd(StrEnum):
    """Which values get the deep shade."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of a territory.

    Attributes:
        code: of the territory.
        rings: coasts and borders; a ring inside another one is a hole.
        is_schematic: the outline is a sketch; drawn with a dashed edge.
    """

    code: str
    rings: tuple[Ring, ...]
    is_schematic: bool = False

    @property
    def extent(self) -> Extent:
        """The piece of the earth around it."""
        longitudes = [place[0] for ring in self.rings for place in ring]
        latitudes = [place[1] for ring in self.rings for place in ring]
        return Extent(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


@dataclass(frozen=True, slots=True)
class Region:
    """What is told of a territory; a value of None is not known."""

    code: str
    label: str
    value: float | None

    def __post_init__(self) -> None:
        check_values((self.value,), f"region {self.label!r}")


@dataclass(frozen=True, slots=True)
class Classes:
    """How values are classed into shades.

    Attributes:
        limits: rising; a value on a limit belongs to the class above.
        labels: one for each class, from the lowest; one more than limits, at most 5.
        ramp: what the order of shades means.
        deep_end: which values are deep.
    """

    limits: tuple[float, ...]
    labels: tuple[str, ...]
    ramp: Ramp = Ramp.ALARM
    deep_end: DeepEnd = DeepEnd.HIGH

    def __post_init__(self) -> None:
        check_values(self.limits, "class limits")
        if any(low >= high for low, high in pairwise(self.limits)):
            raise ValueError("class limits must rise")
        if len(self.labels) != len(self.limits) + 1:
            raise ValueError("each class needs a label")
        if len(self.labels) > len(SHADES[self.ramp]):
            raise ValueError("more classes than shades")

    def shade_of(self, value: float) -> int:
        """Give the place of a value's shade in the ramp."""
        return self.shade_of_class(bisect_right(self.limits, value))

    def shade_of_class(self, place: int) -> int:
        """Give the place of a class's shade; few classes are spread over the ramp."""
        last = len(self.labels) - 1
        if self.deep_end is DeepEnd.LOW:
            place = last - place
        deepest = len(SHADES[self.ramp]) - 1
        return round(place * deepest / last) if last else deepest // 2


@dataclass(frozen=True, slots=True)
class Site:
    """A plant or a store: a circle whose area is its amount; None is not known."""

    label: str
    longitude_deg: float
    latitude_deg: float
    amount: float | None

    def __post_init__(self) -> None:
        check_amounts((self.amount,), f"site {self.label!r}")
        check_values((self.longitude_deg, self.latitude_deg), f"site {self.label!r}")


@dataclass(frozen=True, slots=True)
class ProvinceMap:
    """A classed map.

    Attributes:
        frame: name, title, description, width.
        shapes: outlines; one that no region tells of is drawn as unknown.
        regions: the most important first: where labels compete for room, the first
            ones get it.
        classes: how values become shades.
        value_title: what the shades count, with its unit.
        unknown_label: for the legend; needed if anything is unknown.
        sites: marks of plants or stores.
        sites_title: what the marks count, with its unit; needed with sites.
        sites_tone: the meaning of the marks' colour; HAVE hides on the blue ramp.
        schematic_label: for the legend; needed if a shape is a sketch.
        extent: the piece to show; the whole of the shapes if left out.
        decimals: of the written values.

    Raises:
        ValueError: no shape, a region without a shape, or words are missing.
    """

    frame: Frame
    shapes: tuple[Shape, ...]
    regions: tuple[Region, ...]
    classes: Classes
    value_title: str
    unknown_label: str = ""
    sites: tuple[Site, ...] = ()
    sites_title: str = ""
    sites_tone: Tone = Tone.HAVE
    schematic_label: str = ""
    extent: Extent | None = None
    decimals: int = 0

    def __post_init__(self) -> None:
        outlined = {shape.code for shape in self.shapes}
        if not outlined:
            raise ValueError("a map needs a shape")
        missing = {region.code for region in self.regions} - outlined
        if missing:
            raise ValueError("regions without a shape", *sorted(missing))
        if self.sites and not self.sites_title:
            raise ValueError("sites need a title")
        if self.has_unknown and not self.unknown_label:
            raise ValueError("unknown values need a label")
        if self.has_sketch and not self.schematic_label:
            raise ValueError("a schematic shape needs a label")

    @property
    def shapes_in_sight(self) -> tuple[Shape, ...]:
        """The shapes of which the extent shows a part."""
        sight = self.sight
        return tuple(each for each in self.shapes if each.extent.touches(sight))

    @property
    def sites_in_sight(self) -> tuple[Site, ...]:
        """The marks that lie in the extent."""
        sight = self.sight
        return tuple(
            each
            for each in self.sites
            if sight.holds(each.longitude_deg, each.latitude_deg)
        )

    @property
    def has_unknown(self) -> bool:
        """Whether any territory or mark in sight is unknown."""
        told = {region.code for region in self.regions if region.value is not None}
        return any(shape.code not in told for shape in self.shapes_in_sight) or any(
            site.amount is None for site in self.sites_in_sight
        )

    @property
    def has_sketch(self) -> bool:
        """Whether any shape in sight is schematic."""
        return any(shape.is_schematic for shape in self.shapes_in_sight)

    @property
    def sight(self) -> Extent:
        """The piece of the earth that is shown: with a margin if it is the whole."""
        if self.extent is not None:
            return self.extent
        extents = [shape.extent for shape in self.shapes]
        return Extent(
            min(each.west_deg for each in extents) - _MARGIN_DEG,
            min(each.south_deg for each in extents) - _MARGIN_DEG,
            max(each.east_deg for each in extents) + _MARGIN_DEG,
            max(each.north_deg for each in extents) + _MARGIN_DEG,
        )
