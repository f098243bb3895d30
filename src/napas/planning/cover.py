"""How many hours a hospital lasts, in liquid and in cylinders, never added together.

`cover_h = 24 * usable / (use + boil-off)`: usable stock is what stands above the heel,
or flows out of cylinders before they are pulled, less what was used since the report.
The equations and what they leave out stand in docs/dispatch.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from napas.domain.country import CylinderType
from napas.domain.instant import require_utc
from napas.domain.need import NOTHING, Span
from napas.domain.network import Facility, FacilityKind
from napas.domain.plan import Cover
from napas.domain.situation import Stock, StockState
from napas.parameters import Parameters
from napas.planning.reserve import Reserve, StockShelf, reserves_of
from napas.planning.yields import ON_SITE_KINDS, cylinder_usable_t, made_t_per_day
from napas.units.duration import HOURS_PER_DAY

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FacilityUse:
    """What a facility's patients use by measured flows, leaks included.

    Attributes:
        synthetic: whether it rests on invented patients.
    """

    facility: str
    critical_t_per_day: Span
    severe_t_per_day: Span
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class CoverProblem:
    """Whose hours are asked for, and what is known of stock and use.

    Attributes:
        as_of: the moment for which the hours are told, UTC.
        facilities: only hospitals last; filling stations and banks are left out.
        uses: a facility without one has an unknown use.
        cylinder_types: of the country, for cylinders told in pieces.
    """

    as_of: datetime
    facilities: tuple[Facility, ...]
    stocks: tuple[Stock, ...]
    uses: tuple[FacilityUse, ...]
    cylinder_types: tuple[CylinderType, ...] = ()

    def __post_init__(self) -> None:
        require_utc(self.as_of, "as_of")


def cover_of(problem: CoverProblem, parameters: Parameters) -> tuple[Cover, ...]:
    """The hours of every hospital by form, in the order of the facilities.

    A hospital with a tank breathes from it; its cylinders are told as what they would
    last alone. One without breathes from cylinders. Its own machines are taken off the
    use before. The low figure takes the upper bound of use, the high one the lower.
    Unknown stock or use has no hours; it is never 0.
    """
    shelf = StockShelf.of(problem.stocks)
    content_t = {
        kind.code: cylinder_usable_t(kind, parameters)
        for kind in problem.cylinder_types
    }
    uses = {use.facility: use for use in problem.uses}
    rows = [
        (reserve, uses.get(facility.code))
        for facility in problem.facilities
        if facility.kind is FacilityKind.HOSPITAL
        for reserve in reserves_of(facility, shelf, content_t, parameters)
    ]
    if not rows:
        return ()
    drawn = _drawn_t_per_day(problem.facilities, uses, parameters)
    hours = _hours(problem.as_of, [row[0] for row in rows], drawn, parameters)
    return tuple(
        _tell(problem.as_of, reserve, use, hours[at], parameters)
        for at, (reserve, use) in enumerate(rows)
    )


def drawn_from_stock(
    use: FacilityUse, facility: Facility, parameters: Parameters
) -> Span:
    """What a facility draws from stock, its own machines taken off, in t/day.

    Concentrators serve the severe alone, plants on site everybody. The machines' low
    output goes with the high use, and the other way round.
    """
    low_flow = on_site = NOTHING
    for source in facility.sources:
        made = made_t_per_day(source, parameters)
        if source.kind in ON_SITE_KINDS:
            on_site = on_site.plus(made)
        else:
            low_flow = low_flow.plus(made)

    def rest(severe: float, critical: float, low_flow: float, on_site: float) -> float:
        return max(0.0, max(0.0, severe - low_flow) + critical - on_site)

    severe, critical = use.severe_t_per_day, use.critical_t_per_day
    return Span(
        rest(severe.value, critical.value, low_flow.value, on_site.value),
        rest(severe.low, critical.low, low_flow.high, on_site.high),
        rest(severe.high, critical.high, low_flow.low, on_site.low),
    )


def _drawn_t_per_day(
    facilities: Iterable[Facility],
    uses: Mapping[str, FacilityUse],
    parameters: Parameters,
) -> dict[str, Span]:
    return {
        facility.code: drawn_from_stock(uses[facility.code], facility, parameters)
        for facility in facilities
        if facility.code in uses
    }


def _hours(
    as_of: datetime,
    reserves: list[Reserve],
    drawn: Mapping[str, Span],
    parameters: Parameters,
) -> Array:
    """Low, middle and high hours of each row; NaN where stock or use is unknown."""
    nothing_known = (np.nan, np.nan, np.nan)
    use_t_per_day = np.array(
        [
            (span.high, span.value, span.low) if span is not None else nothing_known
            for span in (drawn.get(reserve.facility) for reserve in reserves)
        ]
    )
    ages_h = np.array([reserve.ages_h(as_of) for reserve in reserves])
    usable_t = np.array(
        [
            np.nan if reserve.usable_t is None else reserve.usable_t
            for reserve in reserves
        ]
    )
    vented_t_per_day = np.array(
        [reserve.vented_t_per_day(parameters) for reserve in reserves]
    )
    rate_t_per_h = (use_t_per_day + vented_t_per_day) / HOURS_PER_DAY
    left_t = np.maximum(0.0, usable_t[:, None] - rate_t_per_h * ages_h)
    longest_h = parameters["cover.longest_h"]
    lasts = left_t < rate_t_per_h * longest_h
    hours_h: Array = np.full(left_t.shape, longest_h)
    np.divide(left_t, rate_t_per_h, out=hours_h, where=lasts)
    hours_h[np.isnan(left_t)] = np.nan
    return hours_h


def _tell(
    as_of: datetime,
    reserve: Reserve,
    use: FacilityUse | None,
    hours: Array,
    parameters: Parameters,
) -> Cover:
    known = not np.isnan(hours).any()
    low_h, middle_h, high_h = (float(figure) if known else None for figure in hours)
    state = reserve.state
    if not known:
        state = StockState.UNKNOWN
    elif state is StockState.KNOWN and reserve.is_old(
        as_of, parameters["reports.stale_h"]
    ):
        state = StockState.STALE
    return Cover(
        facility=reserve.facility,
        form=reserve.form,
        cover_low_h=low_h,
        cover_h=middle_h,
        cover_high_h=high_h,
        as_of=reserve.oldest,
        state=state,
        synthetic=reserve.synthetic or (use is not None and use.synthetic),
        held_at=reserve.held_at,
        trusted_at=reserve.trusted_at,
    )
