"""The things oxygen passes through: plants, tanks, vehicles, links, facilities."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from napas.domain.instant import require_amount, require_share, require_utc
from napas.domain.need import PatientCount
from napas.domain.territory import Point


class Form(StrEnum):
    """Forms of supply, which do not substitute for one another freely.

    ON_SITE: made where it is breathed, under pipeline pressure (PSA, VSA). LOW_FLOW:
    made at the bed by concentrators; too little pressure and purity for the critical.
    """

    LIQUID = "liquid"
    CYLINDER = "cylinder"
    ON_SITE = "on_site"
    LOW_FLOW = "low_flow"


class FacilityKind(StrEnum):
    """What a facility is."""

    HOSPITAL = "hospital"
    FILLING_STATION = "filling_station"
    CYLINDER_BANK = "cylinder_bank"


class SourceKind(StrEnum):
    """What makes oxygen at a facility."""

    PSA = "psa"
    CONCENTRATOR = "concentrator"
    DEPLOYABLE_SYSTEM = "deployable_system"


class VehicleKind(StrEnum):
    """What carries oxygen."""

    ISOTANK = "isotank"
    TANKER = "tanker"
    CYLINDER_TRUCK = "cylinder_truck"


class LinkMode(StrEnum):
    """How a leg is travelled; only ferry and sea legs need a row of their own."""

    ROAD = "road"
    FERRY = "ferry"
    SEA = "sea"


@dataclass(frozen=True, slots=True)
class Tank:
    """A liquid tank at a facility or plant.

    Attributes:
        capacity_t: mass of liquid it holds when brim-full.
        heel_t: what stays below the pressure that still feeds the line.
        owner: the company that owns it; empty is the facility itself.
        open_to_others: whether the owner lets other companies fill it.
    """

    code: str
    capacity_t: float
    heel_t: float
    owner: str = ""
    open_to_others: bool = True

    def __post_init__(self) -> None:
        require_amount(self.capacity_t, "capacity_t")
        require_amount(self.heel_t, "heel_t", at_most=self.capacity_t)

    def accepts(self, company: str) -> bool:
        """Whether a company's product may be filled into it."""
        return self.open_to_others or self.owner in ("", company)


@dataclass(frozen=True, slots=True)
class CylinderHolding:
    """Cylinders of one type that circulate through a facility, in pieces."""

    type_code: str
    full: int
    empty: int

    def __post_init__(self) -> None:
        require_amount(self.full, "full")
        require_amount(self.empty, "empty")


@dataclass(frozen=True, slots=True)
class OwnSource:
    """What a facility makes itself: capacity, never stock.

    Attributes:
        pieces: how many machines.
        nameplate_l_per_min: gas flow of one machine as its plate says.
        working_share: share of the machines that work, 0 to 1.
    """

    kind: SourceKind
    pieces: int
    nameplate_l_per_min: float
    working_share: float = 1.0

    def __post_init__(self) -> None:
        require_amount(self.pieces, "pieces")
        require_amount(self.nameplate_l_per_min, "nameplate_l_per_min")
        require_share(self.working_share, "working_share")


@dataclass(frozen=True, slots=True)
class Census:
    """Who lies in a facility on oxygen, as reported.

    Attributes:
        occupied_beds: beds with a patient of any kind; None is unknown.
        reported_need_t_per_day: what the facility itself says it needs; None is none.
    """

    as_of: datetime
    patients: tuple[PatientCount, ...] = ()
    occupied_beds: int | None = None
    reported_need_t_per_day: float | None = None

    def __post_init__(self) -> None:
        require_utc(self.as_of, "as_of")
        if self.occupied_beds is not None:
            require_amount(self.occupied_beds, "occupied_beds")
        if self.reported_need_t_per_day is not None:
            require_amount(self.reported_need_t_per_day, "reported_need_t_per_day")


@dataclass(frozen=True, slots=True)
class Facility:
    """A hospital, filling station or cylinder bank.

    Attributes:
        territory: code of the deepest territory it lies in.
        beds: all beds; None is unknown.
        pipeline_l_per_min: what the ring line passes; None where there is none known.
        filling_t_per_day: what it can fill into cylinders for itself and others.
        receiving_h_per_day: hours a day in which a truck may decant.
        synthetic: invented by rule; said on every row and screen.
    """

    code: str
    name: str
    territory: str
    kind: FacilityKind = FacilityKind.HOSPITAL
    point: Point | None = None
    class_code: str = ""
    beds: int | None = None
    tanks: tuple[Tank, ...] = ()
    cylinders: tuple[CylinderHolding, ...] = ()
    sources: tuple[OwnSource, ...] = ()
    census: Census | None = None
    pipeline_l_per_min: float | None = None
    filling_t_per_day: float = 0.0
    receiving_h_per_day: float = 24.0
    synthetic: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        if not self.code or not self.territory:
            message = f"facility {self.name!r} needs a code and a territory"
            raise ValueError(message)
        if self.beds is not None:
            require_amount(self.beds, "beds")
        if self.pipeline_l_per_min is not None:
            require_amount(self.pipeline_l_per_min, "pipeline_l_per_min")
        require_amount(self.filling_t_per_day, "filling_t_per_day")
        require_amount(self.receiving_h_per_day, "receiving_h_per_day", at_most=24.0)


@dataclass(frozen=True, slots=True)
class Plant:
    """A producer's site, or a port where imports enter.

    Attributes:
        company: whose product it is; tanks may refuse it.
        offered_t_per_day: what it is said to supply for medical use.
        design_t_per_day: what it is built for; None is unknown.
        convertible_t_per_day: industrial supply that could be turned to medical use.
        liquefaction_t_per_day: the part it can make liquid; None is all.
        filling_t_per_day: what it can fill into cylinders.
        stock_t: liquid in its store; None is unknown.
        store_t: how much liquid its store holds; None is unknown.
        basis: reported, derived, estimate...; how the offer is known.
        imports: whether oxygen enters the country here instead of being made.
    """

    code: str
    name: str
    company: str
    territory: str
    point: Point
    offered_t_per_day: float | None
    design_t_per_day: float | None = None
    convertible_t_per_day: float = 0.0
    liquefaction_t_per_day: float | None = None
    filling_t_per_day: float = 0.0
    stock_t: float | None = None
    store_t: float | None = None
    basis: str = ""
    source: str = ""
    imports: bool = False

    def __post_init__(self) -> None:
        required = (
            ("convertible_t_per_day", self.convertible_t_per_day),
            ("filling_t_per_day", self.filling_t_per_day),
        )
        optional = (
            ("offered_t_per_day", self.offered_t_per_day),
            ("design_t_per_day", self.design_t_per_day),
            ("liquefaction_t_per_day", self.liquefaction_t_per_day),
            ("stock_t", self.stock_t),
            ("store_t", self.store_t),
        )
        for name, figure in required:
            require_amount(figure, name)
        for name, known in optional:
            if known is not None:
                require_amount(known, name)


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One physical vehicle.

    Attributes:
        payload_t: liquid oxygen it may carry.
        base: the plant or territory where it is stationed.
        position: where it is now; None takes the base.
        load_t: what is in it now.
        free_at: when its present duty ends; None is free now.
        owner: the carrier or company.
        speed_full_km_per_h: above zero; None takes the parameter, as for empty.
    """

    code: str
    kind: VehicleKind
    payload_t: float
    base: str
    owner: str = ""
    position: Point | None = None
    load_t: float = 0.0
    free_at: datetime | None = None
    speed_full_km_per_h: float | None = None
    speed_empty_km_per_h: float | None = None
    synthetic: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        require_amount(self.payload_t, "payload_t")
        require_amount(self.load_t, "load_t", at_most=self.payload_t)
        for name, speed in (
            ("speed_full_km_per_h", self.speed_full_km_per_h),
            ("speed_empty_km_per_h", self.speed_empty_km_per_h),
        ):
            if speed is not None:
                require_amount(speed, name)
                if speed == 0.0:
                    message = f"vehicle {self.code} with a speed of zero never arrives"
                    raise ValueError(message)
        if self.free_at is not None:
            require_utc(self.free_at, "free_at")


@dataclass(frozen=True, slots=True)
class Link:
    """A crossing between two landmasses, or a measured leg that overrides the rule.

    Attributes:
        origin: code of a port, plant or territory; a crossing names a landmass's port.
        distance_km: driven or sailed.
        travel_h: time under way; None follows from distance and speed.
        waiting_h: expected wait before it starts.
        basis: how the figures are known.
    """

    code: str
    mode: LinkMode
    origin: str
    target: str
    distance_km: float
    origin_point: Point | None = None
    target_point: Point | None = None
    travel_h: float | None = None
    waiting_h: float = 0.0
    origin_landmass: str = ""
    target_landmass: str = ""
    basis: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        require_amount(self.distance_km, "distance_km")
        require_amount(self.waiting_h, "waiting_h")
        if self.travel_h is not None:
            require_amount(self.travel_h, "travel_h")
        if self.mode is not LinkMode.ROAD and not (
            self.origin_landmass and self.target_landmass
        ):
            message = f"crossing {self.code} must name both landmasses"
            raise ValueError(message)

    @property
    def is_charted(self) -> bool:
        """Whether a route can be laid over it: a crossing needs both its ports."""
        ports = (self.origin_point, self.target_point)
        return self.mode is LinkMode.ROAD or None not in ports


@dataclass(frozen=True, slots=True)
class Crew:
    """Drivers who may take a vehicle out, with their hours a day."""

    code: str
    base: str
    hours_per_day: float

    def __post_init__(self) -> None:
        require_amount(self.hours_per_day, "hours_per_day", at_most=24.0)
