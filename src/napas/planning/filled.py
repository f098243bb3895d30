"""Trips of cylinders cut to what is filled for them once everything else is settled.

Trucks of cylinders were planned with what a filler was to fill. Settled, it may have
less: what it was to be brought did not travel, or nobody needs it any more. A truck
brings what is filled for it, and what it does not bring is told.
"""

from collections import defaultdict
from dataclasses import replace

import numpy as np

from napas.domain.network import Form
from napas.domain.plan import Shipment, because
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.arrays.links import FETCHED
from napas.planning.drops import Trip, Undelivered, Undispatched, WantedDrop
from napas.planning.settling import Dispatched

LEAST_T = 1e-6
"""A gram; less is rounding."""

Way = tuple[str, str, int]
"""Filler, place and period."""


def cut_to_filled(answer: AllocationAnswer, dispatched: Dispatched) -> Dispatched:
    """The same trips, those of cylinders with what the settled allocation fills.

    All legs of a period from one filler to one place are cut alike. A trip with nothing
    left is not driven.
    """
    shares = _shares(answer, dispatched)
    trips: list[Trip] = []
    left: list[Undelivered] = []
    for trip in dispatched.trips.trips:
        if trip.form is not Form.CYLINDER:
            trips.append(trip)
            continue
        ways = _ways(answer, dispatched, trip)
        legs = tuple(
            replace(leg, mass_t=leg.mass_t * shares[way])
            for leg, way in zip(trip.shipments, ways, strict=True)
        )
        left.extend(
            _left(before, before.mass_t - after.mass_t)
            for before, after in zip(trip.shipments, legs, strict=True)
            if before.mass_t - after.mass_t > LEAST_T
        )
        if any(leg.mass_t > LEAST_T for leg in legs):
            trips.append(replace(trip, shipments=legs))
    told = replace(
        dispatched.trips,
        trips=tuple(trips),
        undelivered=(*dispatched.trips.undelivered, *left),
    )
    return replace(dispatched, trips=told)


def _shares(answer: AllocationAnswer, dispatched: Dispatched) -> dict[Way, float]:
    """What part of what is driven is filled."""
    problem = answer.problem
    filled_t: dict[Way, float] = defaultdict(float)
    for link in np.flatnonzero(problem.cylinders.pool != FETCHED):
        filler = problem.fillers.codes[problem.cylinders.origin[link]]
        place = problem.places.codes[problem.cylinders.target[link]]
        for period in range(problem.grid.count):
            filled_t[filler, place, period] += float(answer.cylinder_t[link, period])
    driven_t: dict[Way, float] = defaultdict(float)
    for trip in dispatched.trips.trips:
        if trip.form is Form.CYLINDER:
            ways = _ways(answer, dispatched, trip)
            for way, leg in zip(ways, trip.shipments, strict=True):
                driven_t[way] += leg.mass_t
    return {way: min(filled_t[way] / mass_t, 1.0) for way, mass_t in driven_t.items()}


def _ways(
    answer: AllocationAnswer, dispatched: Dispatched, trip: Trip
) -> tuple[Way, ...]:
    """For which filler, place and period every leg of a trip counts."""
    period = answer.problem.grid.period_of(trip.shipments[0].depart)
    assert period is not None, "no trip leaves after the plan"
    within = dispatched.shares.within
    return tuple((leg.source, within[leg.target], period) for leg in trip.shipments)


def _left(leg: Shipment, mass_t: float) -> Undelivered:
    """What a leg does not bring after all."""
    wanted = WantedDrop(
        leg.day, leg.source, leg.source, leg.target, mass_t, Form.CYLINDER
    )
    reason = because(
        Undispatched.NOT_FILLED,
        source=leg.source,
        target=leg.target,
        form=Form.CYLINDER,
        day=leg.day,
        mass_t=mass_t,
    )
    return Undelivered(wanted, mass_t, reason)
