"""The need of one place, and the need of several taken together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

from napas.demand.knowledge import NO_RANGE, NeedRange, range_of_sum
from napas.domain.need import NeedSource, Span
from napas.units.mass import KG_PER_T


class ShareKey(StrEnum):
    """By what a need is shared out where nobody counted what lies below."""

    PEOPLE = "people"
    BEDS = "beds"
    EVENLY = "evenly"


@dataclass(frozen=True, slots=True)
class Derivation:
    """That a need is a part of the need of a territory around it.

    Attributes:
        of: name of the territory.
        t_per_day: what it needs, as far as its beds can breathe it.
    """

    of: str
    t_per_day: float
    key: ShareKey


@dataclass(frozen=True, slots=True)
class BedEstimate:
    """That a need was estimated as beds times a norm times how full they are.

    Attributes:
        norm_kg_per_day: what one full bed was taken to need.
        occupied_share: 0 to 1; None where nobody knew it and all were taken as full.
    """

    beds: int
    norm_kg_per_day: float
    occupied_share: float | None

    @property
    def need_t_per_day(self) -> float:
        """What the rule makes; beds nobody knows to be empty are full."""
        share = 1.0 if self.occupied_share is None else self.occupied_share
        return self.beds * self.norm_kg_per_day / KG_PER_T * share


@dataclass(frozen=True, slots=True)
class Fitting:
    """That counts below a territory were scaled to make the need of it.

    Attributes:
        of: name of the territory.
        t_per_day: what the counts make after it.
    """

    of: str
    t_per_day: float


@dataclass(frozen=True, slots=True)
class MeasuredUse:
    """What patients use by measured flows, by class."""

    critical_t_per_day: Span
    severe_t_per_day: Span

    @property
    def whole_t_per_day(self) -> Span:
        """Both classes, in their outer range."""
        return self.critical_t_per_day.plus(self.severe_t_per_day)

    def plus(self, other: "MeasuredUse") -> "MeasuredUse":
        """The use of both together, in its outer range."""
        return MeasuredUse(
            self.critical_t_per_day.plus(other.critical_t_per_day),
            self.severe_t_per_day.plus(other.severe_t_per_day),
        )


@dataclass(frozen=True, slots=True)
class PlaceNeed:
    """The need of one place at one level; None is unknown throughout.

    Attributes:
        norm_t_per_day: need by norm as reported or estimated.
        verified_t_per_day: what of it the occupied beds can breathe.
        bound_t_per_day: what they can breathe at most.
        critical_share: of the need by norm, 0 to 1.
        measured: use by measured flows; the outer range of its hospitals.
        note: by whom the need was reported or how it was estimated, as written.
        stated: whether somebody said the need of the place as a whole; else it was
            counted from patients and beds.
        estimate: where a rule made the stated need from beds.
        fitting: where the count was scaled to a need said of a territory around it.
        derivation: where the verified need is a part of another's; None where it is
            the place's own.
        need_range: shares of the verified need between which it is held to lie.
    """

    code: str
    name: str
    level: str
    source: NeedSource
    norm_t_per_day: float | None
    verified_t_per_day: float | None
    bound_t_per_day: float | None
    critical_share: float
    measured: MeasuredUse | None
    beds: int | None
    occupied_beds: int | None
    note: str = ""
    stated: bool = False
    estimate: BedEstimate | None = None
    fitting: Fitting | None = None
    derivation: Derivation | None = None
    need_range: NeedRange = NO_RANGE


def gather(
    code: str, name: str, level: str, needs: Sequence[PlaceNeed], usual_share: float
) -> PlaceNeed:
    """Sum the needs of what lies in one territory, as far as they are known.

    Args:
        code: of the territory.
        name: of the territory.
        level: key of its level.
        needs: of hospitals and territories that lie in it, none of them twice.
        usual_share: critical part of a need where nobody counted patients, 0 to 1.
    """
    whole = known_sum(need.verified_t_per_day for need in needs)
    grave = sum(
        (need.verified_t_per_day or 0.0) * need.critical_share for need in needs
    )
    uses = [need.measured for need in needs if need.measured is not None]
    return PlaceNeed(
        code=code,
        name=name,
        level=level,
        source=NeedSource.ESTIMATE,
        norm_t_per_day=known_sum(need.norm_t_per_day for need in needs),
        verified_t_per_day=whole,
        bound_t_per_day=None,
        critical_share=grave / whole if whole else usual_share,
        measured=reduce(MeasuredUse.plus, uses) if uses else None,
        beds=_whole_sum(need.beds for need in needs),
        occupied_beds=_whole_sum(need.occupied_beds for need in needs),
        need_range=range_of_sum(
            need.need_range.around(need.verified_t_per_day)
            for need in needs
            if need.verified_t_per_day is not None
        ),
    )


def known_sum(figures: Iterable[float | None]) -> float | None:
    """The sum of what is known; None where nothing is."""
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


def _whole_sum(figures: Iterable[int | None]) -> int | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None
