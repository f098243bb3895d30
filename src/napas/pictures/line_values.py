"""What a line chart shows: lines, bands, limits and marks over equal steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from napas.pictures.frame import Frame
from napas.pictures.palette import Tone
from napas.pictures.values import check_values

DAYS_RHYTHM = (1, 2, 7, 14, 28, 56, 112)
"""Label every day, every second day, every week ... whichever first has room."""

HOURS_RHYTHM = (1, 2, 3, 6, 12, 24, 48, 96)
"""The same for hours."""


class Stroke(StrEnum):
    """How a line is drawn; differs from its neighbours also without colour."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Series:
    """One line.

    Attributes:
        label: for the legend.
        values: one a step from the first step on; None where not known.
        tone: the colour's meaning.
        stroke: how it is drawn.
        first_step: before it and after the last value the series says nothing, which
            is something else than an unknown value.
    """

    label: str
    values: tuple[float | None, ...]
    tone: Tone
    stroke: Stroke = Stroke.SOLID
    first_step: int = 0

    def __post_init__(self) -> None:
        check_values(self.values, f"series {self.label!r}")


@dataclass(frozen=True, slots=True)
class Band:
    """The room between two quantiles; give the widest band first.

    Raises:
        ValueError: low and high differ in length or in where they are unknown, or low
            lies above high.
    """

    label: str
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    tone: Tone
    first_step: int = 0

    def __post_init__(self) -> None:
        check_values((*self.low, *self.high), f"band {self.label!r}")
        for low, high in zip(self.low, self.high, strict=True):
            if (low is None) != (high is None):
                raise ValueError("a band is half known", self.label)
            if low is not None and high is not None and low > high:
                raise ValueError("a band has low above high", self.label, low, high)


@dataclass(frozen=True, slots=True)
class Limit:
    """A level to compare with: a capacity, a promise."""

    label: str
    value: float
    tone: Tone = Tone.LIMIT

    def __post_init__(self) -> None:
        check_values((self.value,), f"limit {self.label!r}")


@dataclass(frozen=True, slots=True)
class StepMark:
    """An upright line at a step: today, the begin of a measure."""

    label: str
    step: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A line chart over equal steps of time; its axis always includes zero.

    Attributes:
        frame: name, title, description, width.
        steps: the label of every step; the picture shows those that have room.
        value_title: what is counted, with its unit.
        series: the lines; their last known value is written beside them.
        bands: drawn below the lines.
        limits: level lines.
        marks: upright lines.
        step_title: what the steps are, with the unit or the time zone.
        unknown_label: for the legend; needed if a value is unknown.
        decimals: of the written values.
        rhythm: label every first, second ... step, in rising order.

    Raises:
        ValueError: no step, a value or mark outside the steps, or unknown values
            without a label for them.
    """

    frame: Frame
    steps: tuple[str, ...]
    value_title: str
    series: tuple[Series, ...]
    bands: tuple[Band, ...] = ()
    limits: tuple[Limit, ...] = ()
    marks: tuple[StepMark, ...] = ()
    step_title: str = ""
    unknown_label: str = ""
    decimals: int = 0
    rhythm: tuple[int, ...] = DAYS_RHYTHM

    def __post_init__(self) -> None:
        places = range(len(self.steps))
        for label, first, values in self.courses():
            if values and not {first, first + len(values) - 1} <= set(places):
                raise ValueError("a line lies outside the steps", label)
        if any(mark.step not in places for mark in self.marks):
            raise ValueError("a mark lies outside the steps")
        if not self.steps:
            raise ValueError("a line chart needs a step")
        if self.has_unknown and not self.unknown_label:
            raise ValueError("unknown values need a label")

    def courses(self) -> Iterator[tuple[str, int, tuple[float | None, ...]]]:
        """Give label, first step and values of all lines and edges of bands."""
        for line in self.series:
            yield line.label, line.first_step, line.values
        for band in self.bands:
            yield band.label, band.first_step, band.low
            yield band.label, band.first_step, band.high

    @property
    def has_unknown(self) -> bool:
        """Whether any value is unknown."""
        return any(None in values for _, _, values in self.courses())
