"""Do statements on flow hold: capacity used twice, contents that last, implied flows.

Gas volumes and flows of one statement are taken at one reference state, whichever it
is; where mass meets flow the state matters, and without a named one every known state
must contradict the statement before it is doubted.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from napas.domain.finding import Finding, Grade, find
from napas.domain.instant import require_amount
from napas.domain.need import Span
from napas.oversight.doubt import FigureDoubt
from napas.oversight.figure import apart
from napas.units.duration import HOURS_PER_DAY, MINUTES_PER_DAY
from napas.units.flow import oxygen_kg_per_day_from_l_per_min
from napas.units.gas import L_PER_M3, GasReference

Findings = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """One use that is said to be met, and the flow it takes, zero or more."""

    name: str
    flow_l_per_min: float

    def __post_init__(self) -> None:
        require_amount(self.flow_l_per_min, "flow_l_per_min")


@dataclass(frozen=True, slots=True)
class SaidToLast:
    """A content, what is drawn from it, and how long it is said to last.

    Attributes:
        content_kg: oxygen held.
        flow_l_per_min: drawn all the time.
        stated_h: how long it is said to last.
        reference: the state of the flow; None is not known.
        purity: oxygen share of the gas drawn.
    """

    content_kg: float
    flow_l_per_min: float
    stated_h: float
    reference: GasReference | None = None
    purity: float = 1.0

    def __post_init__(self) -> None:
        require_amount(self.content_kg, "content_kg")
        require_amount(self.flow_l_per_min, "flow_l_per_min")
        require_amount(self.stated_h, "stated_h")

    def need_kg(self, reference: GasReference) -> float:
        """What the flow takes in the stated hours, at one reference state."""
        a_day_kg = oxygen_kg_per_day_from_l_per_min(
            self.flow_l_per_min, reference=reference, purity=self.purity
        )
        return a_day_kg * self.stated_h / HOURS_PER_DAY


def flow_l_per_min_of_pieces(pieces_per_day: float, content_m3: float) -> float:
    """The steady flow that so many pieces a day stand for, at their own state."""
    return pieces_per_day * content_m3 * L_PER_M3 / MINUTES_PER_DAY


def pieces_per_day_of_flow(flow_l_per_min: float, content_m3: float) -> float:
    """How many pieces a steady flow takes a day, at their own state."""
    return flow_l_per_min * MINUTES_PER_DAY / L_PER_M3 / content_m3


def check_joint_use(
    capacity_l_per_min: float,
    demands: Sequence[Demand],
    *,
    tolerance_share: float,
    subject: str = "",
) -> Findings:
    """Whether one plant can meet all the demands said to be met by it, together.

    A demand beyond the plant by itself is one doubt; demands that fit one by one and
    not together are another: "and" was said where "or" holds.

    Args:
        capacity_l_per_min: flow of the plant, at the state of the demands.
        demands: all said to be met at the same time.
        tolerance_share: how far above the capacity is still believed, 0 or more.
        subject: the plant.
    """
    limit_l_per_min = capacity_l_per_min * (1.0 + tolerance_share)
    beyond = [
        demand
        for demand in demands
        if demand.flow_l_per_min > limit_l_per_min
        and apart(demand.flow_l_per_min, limit_l_per_min, 0.0)
    ]
    if beyond:
        return tuple(
            find(
                Grade.DOUBTFUL,
                FigureDoubt.CAPACITY_EXCEEDED,
                subject=subject,
                demand=demand.name,
                need_l_per_min=demand.flow_l_per_min,
                capacity_l_per_min=capacity_l_per_min,
            )
            for demand in beyond
        )
    together = math.fsum(demand.flow_l_per_min for demand in demands)
    if together <= limit_l_per_min or not apart(together, limit_l_per_min, 0.0):
        return ()
    doubt = find(
        Grade.DOUBTFUL,
        FigureDoubt.CAPACITY_USED_TWICE,
        subject=subject,
        demands=", ".join(demand.name for demand in demands),
        need_l_per_min=together,
        capacity_l_per_min=capacity_l_per_min,
    )
    return (doubt,)


def check_lasting(
    said: SaidToLast, *, tolerance_share: float, subject: str = ""
) -> Findings:
    """Whether a content lasts as long as stated at the stated flow.

    Args:
        said: the statement; without a reference state only what no known state
            explains is doubted.
        tolerance_share: how far apart is still believed, as a share of the need.
        subject: whom it concerns.
    """
    states = tuple(GasReference) if said.reference is None else (said.reference,)
    needs_kg = [said.need_kg(state) for state in states]
    least_kg, most_kg = min(needs_kg), max(needs_kg)
    if least_kg * (1.0 - tolerance_share) <= said.content_kg:
        if said.content_kg <= most_kg * (1.0 + tolerance_share) or least_kg == 0.0:
            return ()
        code, need_kg = FigureDoubt.LASTS_LONGER, most_kg
    else:
        code, need_kg = FigureDoubt.DOES_NOT_LAST, least_kg
    doubt = find(
        Grade.DOUBTFUL,
        code,
        subject=subject,
        content_kg=said.content_kg,
        need_kg=need_kg,
        flow_l_per_min=said.flow_l_per_min,
        lasts_h=said.stated_h * said.content_kg / need_kg,
        stated_h=said.stated_h,
    )
    return (doubt,)


def check_implied_flow(
    pieces_per_day: float,
    content_m3: float,
    stated_l_per_min: Span,
    *,
    tolerance_share: float,
    subject: str = "",
) -> Findings:
    """Whether pieces used a day stand for the flow stated beside them.

    Args:
        pieces_per_day: cylinders and the like.
        content_m3: of one piece, above zero, at the state of the flow.
        stated_l_per_min: the flow stated, with its range.
        tolerance_share: how far outside the range is still believed.
        subject: whom it concerns.
    """
    implied = flow_l_per_min_of_pieces(pieces_per_day, content_m3)
    least = stated_l_per_min.low * (1.0 - tolerance_share)
    most = stated_l_per_min.high * (1.0 + tolerance_share)
    if least <= implied <= most:
        return ()
    doubt = find(
        Grade.DOUBTFUL,
        FigureDoubt.FLOW_NOT_IMPLIED,
        subject=subject,
        pieces=pieces_per_day,
        content_m3=content_m3,
        implied_l_per_min=implied,
        stated_low_l_per_min=stated_l_per_min.low,
        stated_high_l_per_min=stated_l_per_min.high,
        pieces_low=pieces_per_day_of_flow(stated_l_per_min.low, content_m3),
        pieces_high=pieces_per_day_of_flow(stated_l_per_min.high, content_m3),
    )
    return (doubt,)
