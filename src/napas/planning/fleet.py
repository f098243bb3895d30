"""Where every vehicle stands, from when it is free, and what it may carry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from napas.domain.finding import Finding, Grade, find
from napas.domain.network import Form, Vehicle
from napas.domain.order import ON_THE_ROAD, Order
from napas.parameters import Parameters
from napas.planning.drops import CARRIERS, FleetFault, TripProblem
from napas.planning.travel import Array, Atlas, Site
from napas.planning.ways import Ways, site_at
from napas.units.duration import SECONDS_PER_HOUR
from napas.units.mass import Rounding, g_from_t

TINY_S = 1e-6  # what float hours may exceed a whole second by without taking another


def whole_seconds(hours: Array) -> Array:
    """Durations in hours as whole seconds, rounded up; NaN stays NaN."""
    return np.ceil(hours * SECONDS_PER_HOUR - TINY_S)


def seconds_of(hours: float) -> float:
    """A duration in hours as whole seconds, rounded up."""
    return float(np.ceil(hours * SECONDS_PER_HOUR - TINY_S))


@dataclass(frozen=True, slots=True)
class Handling:
    """How a form is loaded and dropped, and the least of it that is worth a stop."""

    loading_s: float
    dropping_s: float
    smallest_g: int


def handling_of(form: Form, parameters: Parameters) -> Handling:
    """The handling of liquid or of cylinders."""
    loading, dropping, smallest = (
        ("tankers.loading_h", "tankers.decanting_h", "tankers.smallest_drop_t")
        if form is Form.LIQUID
        else (
            "dispatch.cylinder_loading_h",
            "dispatch.cylinder_exchange_h",
            "dispatch.smallest_cylinder_drop_t",
        )
    )
    return Handling(
        seconds_of(parameters[loading]),
        seconds_of(parameters[dropping]),
        g_from_t(parameters[smallest], rounding=Rounding.HALF_EVEN),
    )


@dataclass(frozen=True, slots=True)
class Stand:
    """A vehicle that can be sent, where it stands and from when.

    Attributes:
        site: where it is when it becomes free.
        free_s: seconds from the beginning of the plan, whole.
        aboard_t: what it holds that no order on the road accounts for.
    """

    vehicle: Vehicle
    site: Site
    free_s: float
    aboard_t: float = 0.0


@dataclass(slots=True, eq=False)
class Fleet:
    """All vehicles that can be sent, as arrays in the order of their codes.

    Attributes:
        place: number of the place where each is when it becomes free.
        free_s: from when, in whole seconds from the beginning of the plan.
        aboard_g: what each may give from its load.
        carries: by form, which vehicles carry it and are large enough to.
    """

    codes: tuple[str, ...]
    payload_g: NDArray[np.int64]
    place: NDArray[np.int64]
    free_s: Array
    aboard_g: NDArray[np.int64]
    speed_full_km_per_h: Array
    speed_empty_km_per_h: Array
    carries: dict[Form, NDArray[np.bool_]]


def muster(
    problem: TripProblem, parameters: Parameters
) -> tuple[tuple[Stand, ...], tuple[Finding, ...]]:
    """Find out of every vehicle where it is and from when it is free, by its code.

    A vehicle stands at its position, or else its base. Orders on the road take it from
    facility to facility first; one without a time of arrival arrives after the journey
    from where the vehicle is. What it holds besides is given where a wanted drop names
    the vehicle as its source, and else goes back with it.
    """
    givers = {drop.source for drop in problem.wanted}
    sites = {site.code: site for site in problem.sites}
    orders, findings = _orders_by_vehicle(problem)
    stands = []
    for vehicle in sorted(problem.vehicles, key=lambda known: known.code):
        mine = orders.get(vehicle.code, [])
        stand = _find_stand(vehicle, mine, sites, problem, parameters)
        if isinstance(stand, Finding):
            findings.append(stand)
            continue
        if stand.aboard_t > 0.0 and vehicle.code not in givers:
            findings.append(
                find(
                    Grade.DOUBTFUL,
                    FleetFault.LOAD_NOT_PLANNED,
                    subject=vehicle.code,
                    load_t=stand.aboard_t,
                )
            )
        stands.append(stand)
    return tuple(stands), tuple(findings)


def line_up(
    stands: Iterable[Stand], ways: Ways, parameters: Parameters
) -> tuple[Fleet, tuple[Finding, ...]]:
    """Put the vehicles into arrays; those too small for any drop are told."""
    lined = tuple(stands)
    payload_g = _grams(stand.vehicle.payload_t for stand in lined)
    carries = {
        form: np.array([stand.vehicle.kind in kinds for stand in lined], dtype=bool)
        & (payload_g >= handling_of(form, parameters).smallest_g)
        for form, kinds in CARRIERS.items()
    }
    useful = np.any(list(carries.values()), axis=0)
    findings = tuple(
        find(
            Grade.DOUBTFUL,
            FleetFault.PAYLOAD_TOO_SMALL,
            subject=lined[at].vehicle.code,
            payload_t=lined[at].vehicle.payload_t,
        )
        for at in np.flatnonzero(~useful)
    )
    fleet = Fleet(
        codes=tuple(stand.vehicle.code for stand in lined),
        payload_g=payload_g,
        place=np.array([ways.numbers[stand.site.code] for stand in lined], np.int64),
        free_s=np.array([stand.free_s for stand in lined], dtype=np.float64),
        aboard_g=_grams(stand.aboard_t for stand in lined),
        speed_full_km_per_h=_speeds(
            (stand.vehicle.speed_full_km_per_h for stand in lined),
            parameters["tankers.speed_full_km_per_h"],
        ),
        speed_empty_km_per_h=_speeds(
            (stand.vehicle.speed_empty_km_per_h for stand in lined),
            parameters["tankers.speed_empty_km_per_h"],
        ),
        carries=carries,
    )
    return fleet, findings


def _orders_by_vehicle(
    problem: TripProblem,
) -> tuple[dict[str, list[Order]], list[Finding]]:
    """Orders on the road by vehicle, in the order in which they are to arrive."""
    known = {vehicle.code for vehicle in problem.vehicles}
    orders: dict[str, list[Order]] = {}
    findings = []
    rolling = [order for order in problem.open_orders if order.status in ON_THE_ROAD]
    for order in sorted(
        rolling,
        key=lambda order: (
            order.arrives_at is None,
            order.arrives_at or problem.begins,
            order.code,
        ),
    ):
        if order.vehicle in known:
            orders.setdefault(order.vehicle, []).append(order)
        else:
            findings.append(
                find(
                    Grade.DOUBTFUL,
                    FleetFault.ORDER_VEHICLE_UNKNOWN,
                    subject=order.code,
                    vehicle=order.vehicle,
                )
            )
    return orders, findings


def _find_stand(
    vehicle: Vehicle,
    orders: Sequence[Order],
    sites: Mapping[str, Site],
    problem: TripProblem,
    parameters: Parameters,
) -> Stand | Finding:
    """Where and when a vehicle is free once its orders on the road are delivered."""
    site = (
        sites.get(vehicle.base)
        if vehicle.position is None
        else site_at(vehicle.position, vehicle.code, problem.sites)
    )
    if site is None:
        return find(
            Grade.SET_ASIDE,
            FleetFault.PLACE_UNKNOWN,
            subject=vehicle.code,
            base=vehicle.base,
        )
    speed = vehicle.speed_full_km_per_h
    if speed is None:
        speed = parameters["tankers.speed_full_km_per_h"]
    now_s = 0.0
    for order in orders:
        target = sites.get(order.facility)
        if target is None:
            return _order_fault(FleetFault.ORDER_PLACE_UNKNOWN, vehicle, order)
        if order.arrives_at is None:
            now_s += _journey_s(problem.atlas, site, target, speed)
        else:
            now_s = max(now_s, _seconds_after(problem.begins, order.arrives_at))
        if not isfinite(now_s):
            return _order_fault(FleetFault.ORDER_WITHOUT_ROUTE, vehicle, order)
        now_s += handling_of(order.form, parameters).dropping_s
        site = target
    free_s = _seconds_after(problem.begins, vehicle.free_at)
    aboard_t = max(0.0, vehicle.load_t - sum(order.mass_t for order in orders))
    return Stand(vehicle, site, max(free_s, now_s), aboard_t)


def _order_fault(fault: FleetFault, vehicle: Vehicle, order: Order) -> Finding:
    return find(
        Grade.SET_ASIDE,
        fault,
        subject=vehicle.code,
        order=order.code,
        facility=order.facility,
    )


def _journey_s(
    atlas: Atlas, origin: Site, target: Site, speed_km_per_h: float
) -> float:
    """Time of one journey; NaN where there is no route."""
    hours = atlas.journeys([origin], [target]).hours(speed_km_per_h)
    return float(whole_seconds(hours)[0, 0])


def _seconds_after(begins: datetime, moment: datetime | None) -> float:
    """Whole seconds from the beginning, none for what lies before it or is not said."""
    if moment is None:
        return 0.0
    return max(0.0, float(np.ceil((moment - begins).total_seconds())))


def _grams(masses_t: Iterable[float]) -> NDArray[np.int64]:
    grams = [g_from_t(mass_t, rounding=Rounding.HALF_EVEN) for mass_t in masses_t]
    return np.array(grams, dtype=np.int64)


def _speeds(own_km_per_h: Iterable[float | None], default_km_per_h: float) -> Array:
    """Each vehicle's own speed, or else the parameter's."""
    speeds = (default_km_per_h if own is None else own for own in own_km_per_h)
    return np.array(list(speeds), dtype=np.float64)
