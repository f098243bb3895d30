"""A whole register equipped by rule: every hospital with its surroundings and share."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from napas.domain.country import CylinderType
from napas.domain.network import Plant
from napas.domain.territory import Point, Territory, TerritoryTree
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.synthetic_draws import Draws
from napas.exchange.synthetic_hospitals import (
    EquippedFacility,
    FilledCylinder,
    HospitalRules,
    Surroundings,
    equip_hospital,
)
from napas.exchange.synthetic_pools import Pools, hand_out, offers_liquid
from napas.exchange.synthetic_sites import Disc, scatter
from napas.parameters import Parameters
from napas.planning.travel import great_circle_km
from napas.units.cylinder import Cylinder, cylinder_content_kg
from napas.units.mass import KG_PER_T

MOST_PRODUCERS = 3
"""Companies that may own tanks in a territory: those whose plants are nearest."""


@dataclass(frozen=True, slots=True)
class Provision:
    """What is the same for all hospitals of a territory, or of the nation.

    Attributes:
        surroundings: by the hospitals' parent.
        pools: what the nation has handed out.
        shortfalls_t_per_day: need without own supply, by the hospitals' parent.
    """

    surroundings: Mapping[str, Surroundings]
    pools: Pools
    shortfalls_t_per_day: Mapping[str, float]


def equip_register(
    register: Sequence[RegisteredHospital],
    points: Mapping[str, Point],
    provision: Provision,
    rules: HospitalRules,
) -> tuple[EquippedFacility, ...]:
    """Equip every hospital of a register, real or invented, in its order.

    Args:
        register: their territories must have points.
        points: of the territories the hospitals lie in.
        provision: must know the surroundings of every parent.
        rules: of the scenario.
    """
    issues = hand_out(register, provision.pools, provision.shortfalls_t_per_day)
    within_km = rules.parameters["synthetic.hospital_scatter_km"]
    return tuple(
        equip_hospital(
            hospital,
            scatter(
                Disc(points[hospital.territory], within_km),
                Draws(rules.seed, hospital.code, "site"),
            ),
            provision.surroundings[hospital.parent],
            issues[hospital.code],
            rules,
        )
        for hospital in register
    )


def surroundings_of(
    parents: Sequence[Territory],
    tree: TerritoryTree,
    plants: Sequence[Plant],
    occupancy_shares: Mapping[str, float],
    parameters: Parameters,
) -> dict[str, Surroundings]:
    """What hospitals of each parent territory find round them.

    Liquid counts as near on a landmass that makes much of it. Tanks may belong to the
    companies of the nearest plants that make liquid on the same landmass.
    """
    found: dict[str, Surroundings] = {}
    for parent in parents:
        landmass = tree.landmass(parent.code)
        makers = [
            plant
            for plant in plants
            if offers_liquid(plant) and tree.landmass(plant.territory) == landmass
        ]
        made = math.fsum(plant.offered_t_per_day or 0.0 for plant in makers)
        near = made >= parameters["synthetic.liquid_market_t_per_day"]
        found[parent.code] = Surroundings(
            occupancy_share=occupancy_shares[parent.code],
            liquid_share=parameters[
                f"synthetic.liquid_{'near' if near else 'far'}_share"
            ],
            producers=_nearest_companies(tree.point(parent.code), makers),
        )
    return found


def shortfalls_of(
    needs_t_per_day: Mapping[str, float | None], plants: Sequence[Plant]
) -> dict[str, float]:
    """Need of each territory without what its own plants offer; unknown need is none.

    A plant counts for the territory whose code it names and for no other.
    """
    offered: dict[str, float] = {}
    for plant in plants:
        own = offered.get(plant.territory, 0.0)
        offered[plant.territory] = own + (plant.offered_t_per_day or 0.0)
    return {
        territory: need - offered.get(territory, 0.0)
        for territory, need in needs_t_per_day.items()
        if need is not None
    }


def fill_cylinder(kind: CylinderType, parameters: Parameters) -> FilledCylinder:
    """A type of cylinder with the oxygen in a full one, as a real gas."""
    content_kg = cylinder_content_kg(
        Cylinder(kind.water_l, kind.pressure_bar),
        temperature_celsius=parameters["cylinders.charge_temperature_c"],
        purity=kind.purity,
    )
    return FilledCylinder(kind.code, content_kg / KG_PER_T)


def _nearest_companies(point: Point | None, makers: Sequence[Plant]) -> tuple[str, ...]:
    if point is None or not makers:
        return ()
    far_km = great_circle_km([point], [plant.point for plant in makers])[0]
    order = sorted(range(len(makers)), key=lambda place: (far_km[place], place))
    companies = dict.fromkeys(makers[place].company for place in order)
    return tuple(companies)[:MOST_PRODUCERS]
