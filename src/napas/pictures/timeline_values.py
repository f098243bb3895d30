"""What a timeline shows: rows of legs over hours."""

from dataclasses import dataclass
from enum import StrEnum

from napas.pictures.frame import Frame
from napas.pictures.values import check_values


class LegForm(StrEnum):
    """What a lorry does, and how that is drawn."""

    LOADED = "loaded"
    """Driving with oxygen: a full bar."""
    EMPTY = "empty"
    """Driving without: a hollow bar."""
    HANDLING = "handling"
    """Loading or unloading: a dark block."""
    WAITING = "waiting"
    """Standing, resting, queueing: a thin dashed line."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One thing a lorry does.

    Attributes:
        form: what it does.
        start_h: from when, hours after the beginning of the timeline.
        end_h: until when; None where not known: hatched to the end.
        label: written on the leg if there is room; its hours if left out.
    """

    form: LegForm
    start_h: float
    end_h: float | None
    label: str = ""

    def __post_init__(self) -> None:
        check_values((self.start_h, self.end_h), f"leg {self.label!r}")
        if self.end_h is not None and self.end_h < self.start_h:
            raise ValueError("a leg ends before it starts", self.label)


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One lorry and its legs."""

    label: str
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class LegKey:
    """The words of the legend for one form of leg."""

    label: str
    form: LegForm


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment with its words: a tick of the axis, or now."""

    label: str
    at_h: float

    def __post_init__(self) -> None:
        check_values((self.at_h,), f"moment {self.label!r}")


@dataclass(frozen=True, slots=True)
class Timeline:
    """What each lorry does between the beginning and the end.

    Attributes:
        frame: name, title, description, width.
        end_h: hours shown, more than 0; what goes on longer is cut at the edge.
        time_title: what the axis counts, with the time zone.
        rows: one a lorry.
        keys: words for every form of leg that occurs.
        ticks: marks of the axis in rising order; shown where there is room.
        now: a moment to mark.
        hours_unit: said after the hours that a leg without a label takes; left out,
            such legs stay without words.
        decimals: of the written hours.
        unknown_label: for the legend; needed if an end is unknown.

    Raises:
        ValueError: no row, no time, a leg or moment outside it, or missing words.
    """

    frame: Frame
    end_h: float
    time_title: str
    rows: tuple[TimelineRow, ...]
    keys: tuple[LegKey, ...]
    ticks: tuple[Moment, ...]
    now: Moment | None = None
    hours_unit: str = ""
    decimals: int = 0
    unknown_label: str = ""

    def __post_init__(self) -> None:
        check_values((self.end_h,), "timeline")
        if not self.rows or self.end_h <= 0:
            raise ValueError("a timeline needs a row and a time")
        legs = self.legs
        if any(not 0 <= leg.start_h <= self.end_h for leg in legs):
            raise ValueError("a leg starts outside the timeline")
        moments = (*self.ticks, self.now) if self.now is not None else self.ticks
        if any(not 0 <= moment.at_h <= self.end_h for moment in moments):
            raise ValueError("a moment lies outside the timeline")
        named = {key.form for key in self.keys}
        if any(leg.form not in named for leg in legs):
            raise ValueError("a form of leg has no words")
        if self.has_unknown and not self.unknown_label:
            raise ValueError("unknown ends need a label")

    @property
    def legs(self) -> tuple[Leg, ...]:
        """All legs of all rows."""
        return tuple(leg for row in self.rows for leg in row.legs)

    @property
    def has_unknown(self) -> bool:
        """Whether the end of any leg is unknown."""
        return any(leg.end_h is None for leg in self.legs)
