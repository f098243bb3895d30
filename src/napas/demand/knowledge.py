"""How well a need by norm is known, and the range that goes with each grade.

Somebody who reports a need has counted; a rule that fills occupied beds has not asked
what their patients breathe; a rule that fills every bed does not even know how many lie
in them. So the range widens from one to the next.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from napas.domain.instant import require_amount, require_share
from napas.domain.need import Span
from napas.parameters import Parameters


class NeedKnowledge(StrEnum):
    """What a need by norm rests on, the best first.

    REPORTED: somebody stated the need itself.
    OCCUPIED_BEDS: a rule made it from patients, occupied beds or an occupancy.
    FULL_BEDS: a rule made it from beds, all of them taken as occupied.
    """

    REPORTED = "reported"
    OCCUPIED_BEDS = "occupied_beds"
    FULL_BEDS = "full_beds"


ENDS: Mapping[NeedKnowledge, tuple[str, str]] = {
    NeedKnowledge.REPORTED: (
        "forecast.reported_low_share",
        "forecast.reported_high_share",
    ),
    NeedKnowledge.OCCUPIED_BEDS: (
        "forecast.occupied_beds_low_share",
        "forecast.occupied_beds_high_share",
    ),
    NeedKnowledge.FULL_BEDS: (
        "forecast.full_beds_low_share",
        "forecast.full_beds_high_share",
    ),
}
"""The parameters of the low and high end of every grade."""


@dataclass(frozen=True, slots=True)
class NeedRange:
    """Between which shares of its figure a need is held to lie.

    Attributes:
        low_share: 0 to 1.
        high_share: 1 or more.
    """

    low_share: float
    high_share: float

    def __post_init__(self) -> None:
        require_share(self.low_share, "low_share")
        require_amount(self.high_share, "high_share")
        if self.high_share < 1.0:
            message = f"the high end lies at {self.high_share} of the figure, below it"
            raise ValueError(message)

    def around(self, need_t_per_day: float) -> Span:
        """The range of a need, in t/day; the need is its middle value."""
        return Span(
            need_t_per_day,
            low=need_t_per_day * self.low_share,
            high=need_t_per_day * self.high_share,
        )


NO_RANGE = NeedRange(1.0, 1.0)
"""Of a need of nothing, and of one that is unknown."""


def range_of(knowledge: NeedKnowledge, parameters: Parameters) -> NeedRange:
    """The range of a need that is known in one of the three grades."""
    low, high = ENDS[knowledge]
    return NeedRange(parameters[low], parameters[high])


def range_of_sum(parts: Iterable[Span]) -> NeedRange:
    """The range of a sum of needs, which may all err in the same direction."""
    spans = tuple(parts)
    whole = sum(span.value for span in spans)
    if whole <= 0.0:
        return NO_RANGE
    return NeedRange(
        sum(span.low for span in spans) / whole,
        sum(span.high for span in spans) / whole,
    )
