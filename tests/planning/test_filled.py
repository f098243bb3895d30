"""Trucks of cylinders bring what is filled for them."""

from dataclasses import replace

import numpy as np
import pytest

from napas.domain.network import Form
from napas.domain.observer import Silence
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.drops import Undispatched
from napas.planning.filled import cut_to_filled
from napas.planning.settling import Dispatched, settle, settled_allocations
from tests.planning.land import ask
from tests.planning.test_settling import (
    FETCH_LITTLE,
    FLATBED,
    dispatched,
    driven_cylinders,
    town,
)

A_GRAM_T = 1e-5


def settled(filled_share: float) -> tuple[AllocationAnswer, Dispatched, Dispatched]:
    """What is settled where so much of all cylinders is filled, and the trips cut."""
    problem = ask(driven_cylinders((FLATBED,)), {"ward": (1.0, 1.0)}, days=4)
    wanted, given = dispatched(problem, FETCH_LITTLE)
    answer = settle(wanted, given, FETCH_LITTLE, Silence())
    period = np.zeros_like(answer.cylinder_t)
    for trip in given.trips.trips:
        at = answer.problem.grid.period_of(trip.shipments[0].depart)
        period[0, at] += trip.load_t
    answer = replace(answer, cylinder_t=period * filled_share)
    return answer, given, cut_to_filled(answer, given)


def shipped_t(told: Dispatched) -> float:
    return sum(leg.mass_t for leg in told.trips.shipments)


def test_what_is_filled_is_driven_as_it_was_planned() -> None:
    _, given, cut = settled(1.0)
    assert shipped_t(given) > 0.0
    assert shipped_t(cut) == pytest.approx(shipped_t(given))
    assert cut.trips.undelivered == given.trips.undelivered


def test_what_is_not_filled_is_told_and_not_driven() -> None:
    answer, given, cut = settled(0.6)
    assert shipped_t(cut) == pytest.approx(0.6 * shipped_t(given))
    left = cut.trips.undelivered[len(given.trips.undelivered) :]
    assert {rest.reason.code for rest in left} == {Undispatched.NOT_FILLED}
    assert shipped_t(cut) + sum(rest.mass_t for rest in left) == pytest.approx(
        shipped_t(given)
    )
    days = given.shares.days
    told = sum(
        part.mass_t
        for part in settled_allocations(answer, cut)
        if part.form is Form.CYLINDER and part.day < days
    )
    legs = (leg for leg in cut.trips.shipments if leg.day < days)
    assert told == pytest.approx(sum(leg.mass_t for leg in legs))


def test_a_truck_with_nothing_on_it_is_not_sent() -> None:
    _, given, cut = settled(0.0)
    assert given.trips.trips
    assert cut.trips.trips == ()


def test_trips_of_liquid_stay_as_they_are() -> None:
    wanted, given = dispatched(town())
    assert given.trips.trips
    assert cut_to_filled(wanted, given) == given
