"""The answer: who gets how much, by which trucks, what is short and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from napas.domain.finding import Code, Finding
from napas.domain.instant import require_amount, require_utc
from napas.domain.need import NeedBasis, NeedSource, Severity, Span
from napas.domain.network import Form
from napas.domain.situation import StockState
from napas.errors import Scalar


class ChainLink(StrEnum):
    """The links oxygen passes through, from air to bedside."""

    PRODUCTION = "production"
    POWER = "power"
    FILLING = "filling"
    FLEET = "fleet"
    CYLINDERS = "cylinders"
    RECEIVING = "receiving"
    PIPELINE = "pipeline"


class Binding(Code):
    """What stops more oxygen from arriving at a place."""

    NOTHING = "nothing-binds"
    PRODUCTION = "production-binds"
    POWER = "power-binds"
    LIQUEFACTION = "liquefaction-binds"
    FILLING = "filling-binds"
    FLEET = "fleet-binds"
    CYLINDERS = "cylinders-bind"
    TANK_ROOM = "tank-room-binds"
    TANK_OWNER = "tank-owner-binds"
    RECEIVING = "receiving-binds"
    PIPELINE = "pipeline-binds"
    DISTANCE = "distance-binds"
    NO_ROUTE = "no-route-binds"
    NEED_UNKNOWN = "need-unknown"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence in waiting: why a figure is what it is."""

    code: Code
    params: tuple[tuple[str, Scalar], ...] = ()


def because(code: Code, **params: Scalar) -> Reason:
    """Make a reason from named parameters, sorted so that equal reasons are equal."""
    return Reason(code, tuple(sorted(params.items())))


@dataclass(frozen=True, slots=True)
class Allocation:
    """What one source gives one place on one day; own sources give from themselves."""

    day: int
    source: str
    place: str
    form: Form
    mass_t: float

    def __post_init__(self) -> None:
        require_amount(self.mass_t, "mass_t")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What a place lacks on one day in one class of need."""

    day: int
    place: str
    severity: Severity
    mass_t: float

    def __post_init__(self) -> None:
        require_amount(self.mass_t, "mass_t")


@dataclass(frozen=True, slots=True)
class RuleShare:
    """What a rule that officials use would give a place, on the same supply."""

    rule: str
    share_t_per_day: float


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place's line in the plan; figures of supply are of the first 24 h.

    Attributes:
        need_t_per_day: by norm on the day of the picture; None is unknown.
        verified_need_t_per_day: the need after the bound of what its beds can breathe.
        measured_use_t_per_day: what its patients would use by measured flows.
        planned_need_t_per_day: what the plan provides for, from the forecast.
        allocated_t_per_day: what is sent and what is made on the spot; part of it may
            fill tanks while what pipes or cylinders cannot pass stays unmet.
        unmet_t_per_day: planned need less what is served, stock drawn included.
        binding: what stops more from arriving; NOTHING where nothing is unmet.
    """

    code: str
    name: str
    level: str
    need_t_per_day: float | None
    need_source: NeedSource
    verified_need_t_per_day: float | None
    measured_use_t_per_day: Span | None
    planned_need_t_per_day: float | None
    allocated_t_per_day: float
    unmet_t_per_day: float | None
    unmet_critical_t_per_day: float | None
    binding: Binding
    reasons: tuple[Reason, ...] = ()
    rules: tuple[RuleShare, ...] = ()

    @property
    def served_t_per_day(self) -> float | None:
        """What of the planned need is met, from deliveries, own sources and stock."""
        if self.planned_need_t_per_day is None or self.unmet_t_per_day is None:
            return None
        return max(0.0, self.planned_need_t_per_day - self.unmet_t_per_day)


@dataclass(frozen=True, slots=True)
class Shipment:
    """One leg of one physical vehicle that ends in a drop.

    Attributes:
        day: from 0, by departure.
        origin: where this leg starts: the plant, or the drop before.
        depart: when it leaves the origin, UTC.
        arrive: when it reaches the target, UTC.
        free_at: when the vehicle has decanted, UTC.
    """

    day: int
    origin: str
    target: str
    vehicle: str
    mass_t: float
    depart: datetime
    arrive: datetime
    free_at: datetime
    source: str

    def __post_init__(self) -> None:
        require_amount(self.mass_t, "mass_t")
        require_utc(self.depart, "depart")
        require_utc(self.arrive, "arrive")
        require_utc(self.free_at, "free_at")
        if not self.depart <= self.arrive <= self.free_at:
            message = f"{self.vehicle} arrives before it leaves"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Unsent:
    """What was meant for a place or facility and no vehicle takes, and why."""

    day: int
    source: str
    target: str
    form: Form
    mass_t: float
    reason: Reason

    def __post_init__(self) -> None:
        require_amount(self.mass_t, "mass_t")


@dataclass(frozen=True, slots=True)
class ChainCapacity:
    """What one link can pass.

    Attributes:
        own_t_per_day: of the stream that goes through this link.
        stream_share: the share of national need that must go through it, 0 to 1.
        t_per_day: the national supply this link allows: its own, and what reaches
            patients by other links; own over share where the need is not known.
        basis: a code naming how it was computed.
    """

    link: ChainLink
    own_t_per_day: float
    stream_share: float
    t_per_day: float
    basis: Reason


@dataclass(frozen=True, slots=True)
class Chain:
    """All links of which something is known, and the weakest.

    Attributes:
        binding: the weakest; None where no link is known.
        notes: which links are left out and why, and what the shares rest on.
    """

    links: tuple[ChainCapacity, ...]
    binding: ChainLink | None
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Worth:
    """What one more of something would buy, in unmet need avoided over the horizon.

    Attributes:
        resource: truck, tonne or hour of turnaround.
        where: the fleet pool, plant or link it belongs to.
        tried: whether a plan was made with it; else the figures are slopes, which
            promise at least as much.
    """

    resource: str
    where: str
    critical_t: float
    severe_t: float
    tried: bool = True


@dataclass(frozen=True, slots=True)
class Cover:
    """Hours a facility lasts in one form, from usable stock, with its range.

    Attributes:
        cover_h: None where stock or use is unknown.
        held_at: moment of the newest report, where it is held and not used.
        trusted_at: moment of the last trusted one, which stands in for it, aged.
    """

    facility: str
    form: Form
    cover_low_h: float | None
    cover_h: float | None
    cover_high_h: float | None
    as_of: datetime | None
    state: StockState
    synthetic: bool = False
    held_at: datetime | None = None
    trusted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Who gets what, how it gets there, and what is short; never an error.

    Attributes:
        level: key of the level at which it allocates.
        provinces: lines of the first level below the country, always.
        places: lines at the chosen level.
        parameters_hash: of the resolved parameters.
        unsent: drops of the dispatched days that no vehicle takes.
        stopped: whether it was asked to stop before it was done.
    """

    scenario: str
    as_of: datetime
    level: str
    horizon_days: int
    quantile: float
    basis: NeedBasis
    policy: str
    provinces: tuple[PlaceLine, ...]
    places: tuple[PlaceLine, ...]
    allocations: tuple[Allocation, ...]
    shortfalls: tuple[Shortfall, ...]
    shipments: tuple[Shipment, ...]
    chain: Chain
    worth: tuple[Worth, ...]
    covers: tuple[Cover, ...]
    findings: tuple[Finding, ...]
    parameters_hash: str
    non_default_parameters: tuple[str, ...] = ()
    unsent: tuple[Unsent, ...] = ()
    stopped: bool = False
