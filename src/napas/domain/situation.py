"""The picture at one moment: everything a plan rests on, and how well it is known."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from napas.domain.claim import Claim
from napas.domain.country import Country
from napas.domain.finding import Finding
from napas.domain.identifier import Names
from napas.domain.instant import require_amount, require_utc
from napas.domain.need import NeedSource
from napas.domain.network import Crew, Facility, Form, Link, Plant, Vehicle
from napas.domain.order import Order
from napas.domain.report import Report


class StockState(StrEnum):
    """How well a stock is known; unknown is never zero."""

    KNOWN = "known"
    STALE = "stale"
    UNKNOWN = "unknown"
    ASSUMED = "assumed"
    SYNTHETIC = "synthetic"


@dataclass(frozen=True, slots=True)
class Stock:
    """What a tank or a set of full cylinders holds.

    Attributes:
        holder: facility or plant code.
        mass_t: oxygen in it, heel included; None where the state is unknown.
        held_at: moment of a newer report that is held, in whose place this stands;
            None where none is held.
        trusted_at: moment of the last trusted report behind it, where one is held;
            None where there is none, or it has no date.
    """

    holder: str
    form: Form
    mass_t: float | None
    as_of: datetime | None
    source: str
    state: StockState
    tank: str = ""
    held_at: datetime | None = None
    trusted_at: datetime | None = None

    def __post_init__(self) -> None:
        if (self.mass_t is None) != (self.state is StockState.UNKNOWN):
            message = f"stock of {self.holder}: unknown has no figure, others have one"
            raise ValueError(message)
        if self.mass_t is not None:
            require_amount(self.mass_t, "mass_t")
        for name in ("as_of", "held_at", "trusted_at"):
            moment = getattr(self, name)
            if moment is not None:
                require_utc(moment, name)


@dataclass(frozen=True, slots=True)
class Place:
    """What is said of a territory as a whole.

    Attributes:
        need_t_per_day: by norm, on the day of the picture; None is unknown.
        need_source: reported by somebody, or estimated by a rule.
        need_note: by whom it was reported, or the rule, as somebody wrote it.
        beds: all beds in it, where its need was estimated by them; None.
        bed_norm_kg_per_day: what each of them was taken to need when full; None.
        occupied_beds: beds with oxygen patients; None is unknown.
        last_share: its share of the national supply in the last allocation; None.
    """

    territory: str
    need_t_per_day: float | None
    need_source: NeedSource
    need_note: str = ""
    occupied_beds: int | None = None
    bed_occupancy_share: float | None = None
    active_cases: int | None = None
    last_share: float | None = None
    restriction: str = ""
    beds: int | None = None
    bed_norm_kg_per_day: float | None = None

    def __post_init__(self) -> None:
        for name, figure in (
            ("need_t_per_day", self.need_t_per_day),
            ("beds", self.beds),
            ("bed_norm_kg_per_day", self.bed_norm_kg_per_day),
            ("occupied_beds", self.occupied_beds),
            ("active_cases", self.active_cases),
        ):
            if figure is not None:
                require_amount(figure, name)
        for name, share in (
            ("bed_occupancy_share", self.bed_occupancy_share),
            ("last_share", self.last_share),
        ):
            if share is not None:
                require_amount(share, name, at_most=1.0)


class EventKind(StrEnum):
    """What happens to the network."""

    PLANT_OUTAGE = "plant_outage"
    POWER_CUT = "power_cut"
    CROSSING_CLOSED = "crossing_closed"
    RESTRICTION = "restriction"
    IMPORT_ARRIVAL = "import_arrival"
    PLANT_RESTART = "plant_restart"


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated that changes what the network can do.

    Attributes:
        subject: plant, facility, link or territory it strikes.
        ends: None is not known.
        restart_h: hours after the end until product flows again.
        lost_t: reserve lost with it, as reported; None is not said.
        mass_t: oxygen it brings (imports) or t/day it adds (restart); None is none.
        known_at: when it became known, UTC; None is when it begins.
    """

    code: str
    kind: EventKind
    subject: str
    begins: datetime
    ends: datetime | None
    restart_h: float = 0.0
    lost_t: float | None = None
    mass_t: float | None = None
    source: str = ""
    note: str = ""
    known_at: datetime | None = None

    def __post_init__(self) -> None:
        require_utc(self.begins, "begins")
        if self.known_at is not None:
            require_utc(self.known_at, "known_at")
        require_amount(self.restart_h, "restart_h")
        for name, figure in (("lost_t", self.lost_t), ("mass_t", self.mass_t)):
            if figure is not None:
                require_amount(figure, name)
        if self.ends is not None:
            require_utc(self.ends, "ends")
            if self.ends < self.begins:
                message = f"event {self.code} ends before it begins"
                raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything known of a country's oxygen at one moment.

    Attributes:
        as_of: the moment of which it speaks, UTC.
        known_at: the moment at which it was known, UTC.
        reports: as hospitals typed them; what is trusted of them stands in `stocks`.
        names: other codes and names of what stands in it, the country's included.
        findings: what was wrong with the data it was made from.
    """

    name: str
    as_of: datetime
    known_at: datetime
    country: Country
    places: tuple[Place, ...] = ()
    facilities: tuple[Facility, ...] = ()
    plants: tuple[Plant, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    crews: tuple[Crew, ...] = ()
    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()
    open_orders: tuple[Order, ...] = ()
    stocks: tuple[Stock, ...] = ()
    events: tuple[Event, ...] = ()
    reports: tuple[Report, ...] = ()
    names: Names = field(default_factory=Names)
    findings: tuple[Finding, ...] = field(default=())

    def __post_init__(self) -> None:
        require_utc(self.as_of, "as_of")
        require_utc(self.known_at, "known_at")


def events_known(situation: Situation) -> tuple[Event, ...]:
    """The events a plan may rest on: those known at the moment of the picture.

    A folder tells the whole course of a case; what came later is for looking back.
    """
    return tuple(
        event
        for event in situation.events
        if (event.known_at or event.begins) <= situation.known_at
    )
