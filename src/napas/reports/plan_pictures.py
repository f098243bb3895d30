"""The pictures of a plan's page: chain, map, bars of places, legs of trucks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Protocol

from markupsafe import Markup

from napas.domain.need import Severity
from napas.domain.plan import PlaceLine, Shipment
from napas.errors import Scalar
from napas.pictures.bar_values import Bars, Mark, MarkForm, Part, Row
from napas.pictures.bars import draw_bars
from napas.pictures.chain import draw_chain
from napas.pictures.chain_values import Chain, Link
from napas.pictures.frame import MAP_WIDTH, Frame
from napas.pictures.line_values import Limit, Lines, Series, Stroke
from napas.pictures.lines import draw_lines
from napas.pictures.map_values import Classes, DeepEnd, ProvinceMap, Region, Shape, Site
from napas.pictures.palette import Tone
from napas.pictures.province_map import draw_map
from napas.pictures.screens import draw_for_screens
from napas.pictures.timeline import draw_timeline
from napas.pictures.timeline_values import (
    Leg,
    LegForm,
    LegKey,
    Moment,
    Timeline,
    TimelineRow,
)
from napas.reports.plan_view import PlanView

PLACES_DRAWN = 17
TRUCKS_DRAWN = 14
HOURS_DRAWN = 24.0
TICK_H = 6
PERCENT = 100.0
MET_LIMITS = (40.0, 60.0, 80.0, 99.95)


class Teller(Protocol):
    """Says things in one language."""

    @property
    def language(self) -> str:
        """Code of the catalogue."""
        ...

    def say(self, code: str, /, **params: Scalar) -> str:
        """The sentence of a code."""
        ...

    def figure(self, value: float | None, decimals: int) -> str:
        """A number with fixed decimals."""
        ...

    def clock(self, hours: float) -> str:
        """The time of day on the country's clock, hours after the plan's moment."""
        ...

    def day(self, day: int) -> str:
        """The date of a day of the plan, short."""
        ...

    def link(self, name: str) -> str:
        """The word for a link of the chain."""
        ...


@dataclass(frozen=True, slots=True)
class PlanPictures:
    """SVG ready for the page; empty where there is nothing to draw."""

    chain: Markup
    days: Markup
    map: Markup
    bars: Markup
    timeline: Markup


def draw_plan_pictures(
    view: PlanView, shapes: Sequence[Shape], teller: Teller
) -> PlanPictures:
    """Draw every picture of the plan, for wide and for narrow screens."""
    return PlanPictures(
        chain=_chain(view, teller) if view.plan.chain.links else Markup(""),
        days=_days(view, teller),
        map=_map(view, shapes, teller) if shapes else Markup(""),
        bars=_bars(view, teller),
        timeline=_timeline(view, teller) if view.plan.shipments else Markup(""),
    )


def _frame(name: str, title: str, description: str, teller: Teller) -> Frame:
    return Frame(f"{name}-{teller.language}", title, description)


def _drawn(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - pictures escape every text they are given


def _chain(view: PlanView, teller: Teller) -> Markup:
    chain = view.plan.chain
    names = [link.link for link in chain.links]
    assert chain.binding is not None, "of known links one is the weakest"
    weakest = names.index(chain.binding)
    description = teller.say(
        "chain-picture-description",
        link=teller.link(chain.binding),
        figure=teller.figure(chain.links[weakest].t_per_day, 0),
    )
    frame = _frame("chain", teller.say("chain-picture"), description, teller)
    picture = Chain(
        frame=frame,
        links=tuple(
            Link(teller.link(link.link), link.t_per_day) for link in chain.links
        ),
        unit=teller.say("unit-t-per-day"),
        weakest=weakest,
        weakest_label=teller.say("chain-weakest"),
        need_t_per_day=view.planned_t_per_day,
        need_label=teller.say("need-planned"),
    )
    return _drawn(
        draw_for_screens(
            frame,
            lambda each: draw_chain(replace(picture, frame=each), teller.figure),
        )
    )


def _need_limits(view: PlanView, teller: Teller) -> tuple[Limit, ...]:
    """The level of the planned need, where any of it is known."""
    planned = view.planned_t_per_day
    if planned is None:
        return ()
    return (Limit(teller.say("need-planned"), planned, Tone.NEED),)


def _days(view: PlanView, teller: Teller) -> Markup:
    frame = _frame(
        "days", teller.say("days-picture"), teller.say("days-description"), teller
    )
    picture = Lines(
        frame=frame,
        steps=tuple(teller.day(day) for day in range(view.plan.horizon_days)),
        value_title=teller.say("unit-t-per-day"),
        series=(
            Series(teller.say("days-sent"), view.sent_by_day(), Tone.HAVE),
            Series(
                teller.say("bars-unmet"),
                view.unmet_by_day(),
                Tone.LACK,
                stroke=Stroke.DASHED,
            ),
            Series(
                teller.say("days-critical"),
                view.unmet_by_day(Severity.CRITICAL),
                Tone.LIMIT,
                stroke=Stroke.DOTTED,
            ),
        ),
        limits=_need_limits(view, teller),
    )
    return _drawn(
        draw_for_screens(
            frame, lambda each: draw_lines(replace(picture, frame=each), teller.figure)
        )
    )


def _met_percent(line: PlaceLine) -> float | None:
    planned, unmet = line.planned_need_t_per_day, line.unmet_t_per_day
    if planned is None or unmet is None:
        return None
    if planned <= 0.0:
        return PERCENT
    return max(0.0, PERCENT * (1.0 - unmet / planned))


def _classes(teller: Teller) -> Classes:
    bounds = (0.0, *MET_LIMITS[:-1], PERCENT)
    labels = [
        teller.say("map-class", low=teller.figure(low, 0), high=teller.figure(high, 0))
        for low, high in pairwise(bounds)
    ]
    return Classes(
        limits=MET_LIMITS,
        labels=(*labels, teller.say("map-all-met")),
        deep_end=DeepEnd.LOW,
    )


def _map(view: PlanView, shapes: Sequence[Shape], teller: Teller) -> Markup:
    title = teller.say("heading-map")
    frame = replace(
        _frame("map", title, teller.say("map-description"), teller), width=MAP_WIDTH
    )
    outlined = {shape.code for shape in shapes}
    lines = sorted(
        (line for line in view.plan.provinces if line.code in outlined),
        key=lambda line: -(line.planned_need_t_per_day or 0.0),
    )
    picture = ProvinceMap(
        frame=frame,
        shapes=tuple(shapes),
        regions=tuple(
            Region(line.code, line.name, _met_percent(line)) for line in lines
        ),
        classes=_classes(teller),
        value_title=teller.say("map-value"),
        unknown_label=teller.say("unknown-label"),
        sites=tuple(
            Site(
                plant.name,
                plant.point.longitude_deg,
                plant.point.latitude_deg,
                plant.offered_t_per_day,
            )
            for plant in view.situation.plants
        ),
        sites_title=teller.say("map-plants"),
        schematic_label=teller.say("map-schematic"),
    )
    return _drawn(
        draw_for_screens(
            frame, lambda each: draw_map(replace(picture, frame=each), teller.figure)
        )
    )


def _bars(view: PlanView, teller: Teller) -> Markup:
    lines = view.worst_provinces(PLACES_DRAWN)
    frame = _frame(
        "places", teller.say("bars-picture"), teller.say("bars-description"), teller
    )
    picture = Bars(
        frame=frame,
        value_title=teller.say("unit-t-per-day"),
        parts=(
            Part(teller.say("bars-served"), Tone.HAVE),
            Part(teller.say("bars-unmet"), Tone.LACK),
        ),
        rows=tuple(_bar(line) for line in lines),
        marks=(Mark(teller.say("need-by-norm"), MarkForm.TARGET),),
        unknown_label=teller.say("unknown-label"),
        decimals=0,
    )
    return _drawn(
        draw_for_screens(
            frame, lambda each: draw_bars(replace(picture, frame=each), teller.figure)
        )
    )


def _bar(line: PlaceLine) -> Row:
    planned, unmet = line.planned_need_t_per_day, line.unmet_t_per_day
    if planned is None or unmet is None:
        return Row(line.name, (None, None), (line.need_t_per_day,))
    return Row(line.name, (max(0.0, planned - unmet), unmet), (line.need_t_per_day,))


def _timeline(view: PlanView, teller: Teller) -> Markup:
    legs = [leg for leg in view.plan.shipments if _starts_h(view, leg) < HOURS_DRAWN]
    vehicles = sorted({leg.vehicle for leg in legs})[:TRUCKS_DRAWN]
    frame = _frame(
        "trucks",
        teller.say("timeline-picture"),
        teller.say("timeline-description"),
        teller,
    )
    if not vehicles:
        return Markup("")
    picture = Timeline(
        frame=frame,
        end_h=HOURS_DRAWN,
        time_title=teller.say("timeline-axis"),
        rows=tuple(_truck(view, legs, vehicle) for vehicle in vehicles),
        keys=(
            LegKey(teller.say("timeline-loaded"), LegForm.LOADED),
            LegKey(teller.say("timeline-handling"), LegForm.HANDLING),
        ),
        ticks=tuple(
            Moment(teller.clock(hours), float(hours))
            for hours in range(0, int(HOURS_DRAWN) + 1, TICK_H)
        ),
    )
    return _drawn(
        draw_for_screens(
            frame,
            lambda each: draw_timeline(replace(picture, frame=each), teller.figure),
        )
    )


def _truck(view: PlanView, legs: Sequence[Shipment], vehicle: str) -> TimelineRow:
    drawn: list[Leg] = []
    for leg in legs:
        if leg.vehicle == vehicle:
            departs_h = _starts_h(view, leg)
            arrives_h = departs_h + (leg.arrive - leg.depart) / timedelta(hours=1)
            ready_h = departs_h + (leg.free_at - leg.depart) / timedelta(hours=1)
            drawn.append(Leg(LegForm.LOADED, departs_h, arrives_h, leg.target))
            if arrives_h < HOURS_DRAWN:
                drawn.append(Leg(LegForm.HANDLING, arrives_h, ready_h))
    return TimelineRow(vehicle, tuple(drawn))


def _starts_h(view: PlanView, leg: Shipment) -> float:
    return (leg.depart - view.plan.as_of) / timedelta(hours=1)
