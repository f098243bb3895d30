"""What is estimated of plants by rule: stores, filling, and supply to be converted."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from napas.domain.apportionment import share_out
from napas.domain.network import Plant
from napas.parameters import Parameters

TENTHS = 10
"""Estimated t/day are given to a tenth; more digits would look measured."""


def estimate_stores(plant: Plant, parameters: Parameters) -> Plant:
    """Fill in store, stock and filling where nothing is known of them.

    A plant whose offer is unknown keeps them unknown. One that makes no liquid fills
    all of its offer into cylinders and has no store.
    """
    offered = plant.offered_t_per_day
    if offered is None or plant.imports:
        return plant
    if plant.liquefaction_t_per_day == 0.0:
        return replace(plant, filling_t_per_day=offered)
    store_t = plant.store_t
    if store_t is None:
        store_t = _tenth(offered * parameters["plants.store_days"])
    stock_t = plant.stock_t
    if stock_t is None:
        stock_t = _tenth(store_t * parameters["plants.store_filled_share"])
    filling = _tenth(offered * parameters["plants.filling_share"])
    return replace(plant, store_t=store_t, stock_t=stock_t, filling_t_per_day=filling)


def spread_convertible(
    plants: Sequence[Plant],
    installed_t_per_day: Mapping[str, float],
    total_t_per_day: float,
) -> tuple[Plant, ...]:
    """Share a national figure of convertible supply out over the plants with room.

    Room is design less offer where the design is known. The room that a company's
    installed capacity leaves beyond that, its idle plants set apart, lies with its
    plants without a design, by their offers. Only running plants that make liquid
    have room. The total is shared out by room, to a tenth of a t/day.

    Raises:
        ValueError: the rooms sum to less than the total.
    """
    rooms = [
        max(0.0, plant.design_t_per_day - plant.offered_t_per_day)
        if _runs_liquid(plant)
        and plant.design_t_per_day is not None
        and plant.offered_t_per_day is not None
        else 0.0
        for plant in plants
    ]
    for company, installed in installed_t_per_day.items():
        own = [place for place, plant in enumerate(plants) if plant.company == company]
        taken = math.fsum(_claimed_t_per_day(plants[place]) for place in own)
        left = installed - taken
        undesigned = [
            place
            for place in own
            if _runs_liquid(plants[place]) and plants[place].design_t_per_day is None
        ]
        offers = [plants[place].offered_t_per_day or 0.0 for place in undesigned]
        for place, offer in zip(undesigned, offers, strict=True):
            rooms[place] = max(0.0, left) * offer / math.fsum(offers)
    if math.fsum(rooms) < total_t_per_day:
        message = f"plants have room for {math.fsum(rooms):.1f} t/day only"
        raise ValueError(message)
    tenths = share_out(round(total_t_per_day * TENTHS), rooms)
    return tuple(
        replace(plant, convertible_t_per_day=pieces / TENTHS)
        for plant, pieces in zip(plants, tenths, strict=True)
    )


def _runs_liquid(plant: Plant) -> bool:
    return bool(plant.offered_t_per_day) and plant.liquefaction_t_per_day != 0.0


def _claimed_t_per_day(plant: Plant) -> float:
    """What a plant takes of its company's installed capacity: the larger figure."""
    return max(plant.offered_t_per_day or 0.0, plant.design_t_per_day or 0.0)


def _tenth(figure: float) -> float:
    return round(figure * TENTHS) / TENTHS
