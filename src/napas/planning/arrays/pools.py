"""Vehicles as pools: those of one landmass that carry the same form."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from napas.domain.finding import Finding, Grade, find
from napas.domain.network import Form, Vehicle, VehicleKind
from napas.parameters import Parameters
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.grid import Array, Grid, seal
from napas.planning.arrays.network import Network
from napas.units.duration import HOURS_PER_DAY


@dataclass(frozen=True, slots=True, eq=False)
class Pools:
    """Pools of vehicles; arrays have shape (pools,) unless said otherwise.

    Attributes:
        landmass: where their base lies.
        form: liquid, or cylinders.
        vehicles: how many.
        payload_t: mean load of one; that of a usual one where there is none.
        speed_full_km_per_h: loaded, mean of the pool.
        lift_t_h: tonnes times hours they can be out, shape (pools, periods).
    """

    landmass: tuple[str, ...]
    form: tuple[Form, ...]
    vehicles: Array
    payload_t: Array
    speed_full_km_per_h: Array
    speed_empty_km_per_h: Array
    lift_t_h: Array
    availability_share: float

    def __post_init__(self) -> None:
        seal(self)

    def find(self, form: Form, landmass: str) -> int | None:
        """Index of a pool; None where there is none."""
        for at, key in enumerate(zip(self.form, self.landmass, strict=True)):
            if key == (form, landmass):
                return at
        return None

    @property
    def truck_t_h_per_day(self) -> Array:
        """What one more vehicle adds to a day's lift."""
        hours = HOURS_PER_DAY * self.availability_share
        lift: Array = self.payload_t * hours
        return lift


def lay_pools(
    network: Network,
    wanted: Iterable[tuple[Form, str]],
    parameters: Parameters,
) -> tuple[Pools, list[Finding]]:
    """Group vehicles by form and landmass of their base.

    Vehicles on duty count from the hour they are free; one that carries an order on
    the road is free when it has decanted. A pool that is wanted and has no vehicle is
    there, empty, so that the worth of a first vehicle can be told.
    """
    groups: dict[tuple[Form, str], list[Vehicle]] = {key: [] for key in wanted}
    findings: list[Finding] = []
    for vehicle in network.situation.vehicles:
        landmass = _landmass(network, vehicle)
        if landmass is None:
            findings.append(
                find(
                    Grade.SET_ASIDE,
                    PlanningCode.VEHICLE_HOMELESS,
                    subject=vehicle.code,
                    base=vehicle.base,
                )
            )
        else:
            form = _form(vehicle)
            groups.setdefault((form, landmass), []).append(vehicle)
    if not any(
        vehicles for (form, _), vehicles in groups.items() if form is Form.LIQUID
    ):
        findings.append(find(Grade.DOUBTFUL, PlanningCode.NO_VEHICLES))
    keys = sorted(groups)
    rows = [_row(network, key[0], groups[key], parameters) for key in keys]
    table = np.array([figures for figures, _ in rows], dtype=np.float64).reshape(-1, 4)
    lift = np.array([lift for _, lift in rows], dtype=np.float64)
    return (
        Pools(
            landmass=tuple(landmass for _, landmass in keys),
            form=tuple(form for form, _ in keys),
            vehicles=table[:, 0].copy(),
            payload_t=table[:, 1].copy(),
            speed_full_km_per_h=table[:, 2].copy(),
            speed_empty_km_per_h=table[:, 3].copy(),
            lift_t_h=lift.reshape(-1, network.grid.count),
            availability_share=parameters["tankers.availability_share"],
        ),
        findings,
    )


def _form(vehicle: Vehicle) -> Form:
    if vehicle.kind is VehicleKind.CYLINDER_TRUCK:
        return Form.CYLINDER
    return Form.LIQUID


def _landmass(network: Network, vehicle: Vehicle) -> str | None:
    """The landmass of a vehicle's base, a plant or a territory; None is unknown."""
    tree = network.situation.country.tree
    territory = vehicle.base
    for plant in network.situation.plants:
        if plant.code == vehicle.base:
            territory = plant.territory
    return tree.landmass(territory) if territory in tree else None


def _row(
    network: Network, form: Form, vehicles: list[Vehicle], parameters: Parameters
) -> tuple[tuple[float, float, float, float], Array]:
    """Count, mean payload and speeds of a pool, and its lift by period."""
    usual_full = parameters["tankers.speed_full_km_per_h"]
    usual_empty = parameters["tankers.speed_empty_km_per_h"]
    lift = np.zeros(network.grid.count)
    freed = _freed_h(network, parameters)
    for vehicle in vehicles:
        out_h = _free_hours(vehicle, freed.get(vehicle.code, 0.0), network.grid)
        lift += vehicle.payload_t * out_h * parameters["tankers.availability_share"]
    if not vehicles:
        usual_t = parameters["isotanks.payload_t"]
        if form is Form.CYLINDER:
            usual_t = parameters["allocation.cylinder_truck_t"]
        return (0.0, usual_t, usual_full, usual_empty), lift
    full = [known.speed_full_km_per_h or usual_full for known in vehicles]
    empty = [known.speed_empty_km_per_h or usual_empty for known in vehicles]
    payload = [known.payload_t for known in vehicles]
    means = (float(np.mean(payload)), float(np.mean(full)), float(np.mean(empty)))
    return (float(len(vehicles)), *means), lift


def _freed_h(network: Network, parameters: Parameters) -> dict[str, float]:
    """Hours from now until vehicles with an order on the road have decanted."""
    freed: dict[str, float] = {}
    for form in (Form.LIQUID, Form.CYLINDER):
        for order in network.on_the_road(form):
            arrives_h = network.grid.hour_of(order.arrives_at or order.due)
            done_h = max(arrives_h, 0.0) + parameters["tankers.decanting_h"]
            freed[order.vehicle] = max(freed.get(order.vehicle, 0.0), done_h)
    return freed


def _free_hours(vehicle: Vehicle, freed_h: float, grid: Grid) -> Array:
    """Hours of each period in which a vehicle has no earlier duty."""
    duty_h = freed_h
    if vehicle.free_at is not None:
        duty_h = max(duty_h, grid.hour_of(vehicle.free_at))
    return grid.length_days * HOURS_PER_DAY - grid.covered_h([(0.0, duty_h)])
