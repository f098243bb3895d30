"""What trips are asked for and what they answer: drops wanted, trips, what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from napas.domain.finding import Code, Finding
from napas.domain.instant import require_amount, require_utc
from napas.domain.network import Facility, Form, Vehicle, VehicleKind
from napas.domain.order import Order
from napas.domain.plan import Reason, Shipment
from napas.domain.territory import TerritoryTree
from napas.parameters import Parameters
from napas.planning.travel import Atlas, Site
from napas.units.duration import HOURS_PER_DAY, SECONDS_PER_HOUR

CARRIERS: dict[Form, frozenset[VehicleKind]] = {
    Form.LIQUID: frozenset({VehicleKind.ISOTANK, VehicleKind.TANKER}),
    Form.CYLINDER: frozenset({VehicleKind.CYLINDER_TRUCK}),
}


class Undispatched(Code):
    """Why a drop, or what is left of it, does not go out."""

    SITE_UNKNOWN = "drop-site-unknown"
    TOO_SMALL = "drop-too-small"
    NO_ROUTE = "drop-without-route"
    RECEIVING_TOO_SHORT = "drop-receiving-too-short"
    NO_CARRIER = "drop-without-carrier"
    OUT_OF_REACH = "drop-out-of-reach"
    NO_ROOM = "drop-without-room"
    NO_PRODUCT = "drop-without-product"
    NO_VEHICLE_FREE = "drop-no-vehicle-free"
    NOT_FILLED = "drop-not-filled"
    LOAD_SPENT = "drop-load-spent"
    STOPPED = "drop-planning-stopped"


class FleetFault(Code):
    """What is wrong with what is said of vehicles and of orders on the road."""

    PLACE_UNKNOWN = "vehicle-place-unknown"
    PAYLOAD_TOO_SMALL = "vehicle-payload-too-small"
    LOAD_NOT_PLANNED = "vehicle-load-not-planned"
    ORDER_VEHICLE_UNKNOWN = "order-vehicle-unknown"
    ORDER_PLACE_UNKNOWN = "order-place-unknown"
    ORDER_WITHOUT_ROUTE = "order-without-route"


class TripStep(Code):
    """What an observer hears while trips are planned."""

    DISPATCHING = "dispatching-trips"


@dataclass(frozen=True, slots=True)
class WantedDrop:
    """What one facility or place is to be given from one source on one day.

    Attributes:
        day: from 0; the first day on which it may leave its source.
        source: code of the plant or port; or of a vehicle that gives from its load.
        company: whose product it is; one trip carries one company's.
        form: liquid or cylinders; what is made on the spot needs no trip.
        empty_in_h: hours from the beginning of the plan until the target is empty;
            None is unknown and counts as the end of the day.
        owner: of the vessel at the target that it is meant for; empty is the one
            that any company may fill.
    """

    day: int
    source: str
    company: str
    target: str
    mass_t: float
    form: Form = Form.LIQUID
    empty_in_h: float | None = None
    owner: str = ""

    def __post_init__(self) -> None:
        require_amount(self.mass_t, "mass_t")
        if self.empty_in_h is not None:
            require_amount(self.empty_in_h, "empty_in_h")
        if self.form not in CARRIERS:
            message = f"no vehicle carries {self.form}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class ReceivingHours:
    """When a facility takes drops, the same every day.

    Attributes:
        opens_h: hour of the day in UTC, from 0 to below 24.
        lasts_h: hours a day; 24 is around the clock.
    """

    facility: str
    opens_h: float
    lasts_h: float

    def __post_init__(self) -> None:
        require_amount(self.opens_h, "opens_h", at_most=HOURS_PER_DAY)
        require_amount(self.lasts_h, "lasts_h", at_most=HOURS_PER_DAY)


@dataclass(frozen=True, slots=True)
class Vessel:
    """The tanks of a target that the same companies may fill, as the plan begins.

    Attributes:
        owner: the only company that may fill them; empty is any.
        room_t: what they hold between heel and fullest share.
        held_t: what they can give at the beginning, with what is on the road to them.
        use_t_per_day: what is drawn, by day from 0; the last day's goes on.
    """

    target: str
    owner: str
    room_t: float
    held_t: float
    use_t_per_day: tuple[float, ...]

    def __post_init__(self) -> None:
        require_amount(self.room_t, "room_t")
        require_amount(self.held_t, "held_t")
        for use_t_per_day in self.use_t_per_day:
            require_amount(use_t_per_day, "use_t_per_day")
        if not self.use_t_per_day:
            message = f"the use of a vessel at {self.target} has no day"
            raise ValueError(message)

    @property
    def key(self) -> tuple[str, str]:
        """By which a drop finds it."""
        return (self.target, self.owner)


@dataclass(frozen=True, slots=True)
class Supply:
    """What may be loaded at a source, of one form.

    Attributes:
        at_once_t: that stands there at the beginning.
        come_t: what comes in, evenly, on each day from 0.
        room_t: what may still stand there at the end of each of these days; none is
            whatever does.
    """

    source: str
    form: Form
    at_once_t: float
    come_t: tuple[float, ...]
    room_t: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        for mass_t in (self.at_once_t, *self.come_t):
            require_amount(mass_t, "mass_t")
        if self.room_t and len(self.room_t) != len(self.come_t):
            message = f"the store of {self.source} has not a room for every day"
            raise ValueError(message)

    @property
    def key(self) -> tuple[str, Form]:
        """By which a drop finds it."""
        return (self.source, self.form)


@dataclass(frozen=True, slots=True)
class TripProblem:
    """Which drops are wanted, from where, and what there is to bring them.

    Attributes:
        begins: the first moment of day 0, UTC; day 1 begins 24 h later.
        sites: every source, target, base and facility of an open order; a vehicle
            that gives from its load needs none.
        open_orders: those on the road occupy their vehicles; others are ignored.
        receiving: facilities that do not receive around the clock.
        vessels: tanks of which the room is known; the others take what comes.
        supplies: sources of which the product is limited; the others give what is
            wanted.
        shut: hours until which only the crossings of another atlas are open, in their
            order.
    """

    begins: datetime
    horizon_days: int
    wanted: tuple[WantedDrop, ...]
    sites: tuple[Site, ...]
    atlas: Atlas
    vehicles: tuple[Vehicle, ...]
    open_orders: tuple[Order, ...] = ()
    receiving: tuple[ReceivingHours, ...] = ()
    vessels: tuple[Vessel, ...] = ()
    supplies: tuple[Supply, ...] = ()
    shut: tuple[tuple[float, Atlas], ...] = ()

    def __post_init__(self) -> None:
        require_utc(self.begins, "begins")
        if self.horizon_days < 1:
            message = f"a plan of {self.horizon_days} days plans nothing"
            raise ValueError(message)
        strange = [
            drop.day for drop in self.wanted if not 0 <= drop.day < self.horizon_days
        ]
        if strange:
            message = f"day {strange[0]} lies outside the horizon"
            raise ValueError(message)
        named: dict[str, list[object]] = {
            "site": [site.code for site in self.sites],
            "vehicle": [vehicle.code for vehicle in self.vehicles],
            "vessel": [vessel.key for vessel in self.vessels],
            "supply": [supply.key for supply in self.supplies],
        }
        for name, codes in named.items():
            if len(set(codes)) != len(codes):
                message = f"a {name} stands twice"
                raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Trip:
    """One vehicle's round: empty to a source, loaded from drop to drop.

    Attributes:
        leaves_from: site where it stood; `@` and its own code for a place on the road.
        sets_out: when it starts empty to the source, UTC.
        reaches_source: when it is there, UTC; it loads, and waits if it must.
        shipments: its legs with a drop, one after the other.
        rests_until: when it may set out again: after the last drop it stands for the
            share of time in which a vehicle is not available, UTC.
    """

    vehicle: str
    source: str
    form: Form
    leaves_from: str
    sets_out: datetime
    reaches_source: datetime
    shipments: tuple[Shipment, ...]
    rests_until: datetime

    @property
    def load_t(self) -> float:
        """All that it brings."""
        return sum(leg.mass_t for leg in self.shipments)


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A wanted drop, or the rest of one, that no vehicle takes, and why."""

    wanted: WantedDrop
    mass_t: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Pour:
    """What a vessel is given from when on.

    Attributes:
        mass_t: as it was loaded; what is lost in transfer does not reach the tank.
    """

    target: str
    owner: str
    begins: datetime
    mass_t: float


@dataclass(frozen=True, slots=True)
class TripAnswer:
    """The trips, and what they leave behind: together, to the gram, what was wanted.

    Attributes:
        trips: by departure, then vehicle.
        undelivered: in the order of the drops wanted.
        stopped: whether the observer asked to stop before all was planned.
        pours: the liquid every vessel is given, in the order in which trips were
            planned.
    """

    trips: tuple[Trip, ...]
    undelivered: tuple[Undelivered, ...]
    findings: tuple[Finding, ...] = ()
    stopped: bool = False
    pours: tuple[Pour, ...] = ()

    @property
    def shipments(self) -> tuple[Shipment, ...]:
        """All legs with a drop, in the order of the trips."""
        return tuple(leg for trip in self.trips for leg in trip.shipments)


def receiving_hours(
    facilities: Iterable[Facility],
    tree: TerritoryTree,
    begins: datetime,
    parameters: Parameters,
) -> tuple[ReceivingHours, ...]:
    """When facilities receive that do not do so around the clock.

    Their hours start at `dispatch.receiving_opens_h` of their own zone's day, whose
    offset is that of the beginning of the plan.
    """
    found = []
    for facility in facilities:
        if facility.receiving_h_per_day < HOURS_PER_DAY:
            local = begins.astimezone(ZoneInfo(tree.time_zone(facility.territory)))
            offset = local.utcoffset()
            assert offset is not None, "a moment in a named zone has an offset"
            ahead_h = offset.total_seconds() / SECONDS_PER_HOUR
            opens_h = (parameters["dispatch.receiving_opens_h"] - ahead_h) % 24
            found.append(
                ReceivingHours(facility.code, opens_h, facility.receiving_h_per_day)
            )
    return tuple(found)
