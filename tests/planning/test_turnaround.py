"""The round of a tanker as planned trips show it."""

from datetime import UTC, datetime, timedelta

import pytest

from napas.domain.network import Form
from napas.domain.plan import Shipment
from napas.parameters import resolve
from napas.planning.chain_problem import LiquidFleet
from napas.planning.drops import Trip
from napas.planning.throughput import fleet_t_per_day
from napas.planning.turnaround import as_driven

NOW = datetime(2021, 7, 9, tzinfo=UTC)
PARAMETERS = resolve()
FLEET = LiquidFleet(vehicles=2, payload_t=20.0, turnaround_h=None, routed_t=0.0)


def trip(begins_h: float, lasts_h: float, mass_t: float, form: Form) -> Trip:
    begins = NOW + timedelta(hours=begins_h)
    leg = Shipment(0, "p", "t", "v", mass_t, begins, begins, begins, "p")
    ends = begins + timedelta(hours=lasts_h)
    return Trip("v", "p", form, "p", begins, begins, (leg,), ends)


def test_the_fleet_passes_what_its_trips_carry() -> None:
    trips = (
        trip(0.0, 12.0, 10.0, Form.LIQUID),
        trip(12.0, 12.0, 6.0, Form.LIQUID),
    )
    fleet = as_driven(FLEET, trips, PARAMETERS)
    assert fleet.turnaround_h is not None
    share = PARAMETERS["tankers.availability_share"]
    passed = fleet_t_per_day(1, fleet.payload_t, fleet.turnaround_h, share)
    assert passed == pytest.approx(16.0)
    assert fleet.routed_t == 16.0


def test_without_trips_of_liquid_the_fleet_stays_as_it_is() -> None:
    assert as_driven(FLEET, (), PARAMETERS) == FLEET
    cylinders = trip(0.0, 5.0, 1.0, Form.CYLINDER)
    assert as_driven(FLEET, (cylinders,), PARAMETERS) == FLEET
