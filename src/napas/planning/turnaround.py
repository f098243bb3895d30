"""The round of a tanker as planned trips show it: stops, part loads, waits and all."""

from collections.abc import Iterable
from dataclasses import replace

from napas.domain.network import Form
from napas.parameters import Parameters
from napas.planning.chain_problem import LiquidFleet
from napas.planning.drops import Trip
from napas.units.duration import SECONDS_PER_HOUR


def as_driven(
    fleet: LiquidFleet, trips: Iterable[Trip], parameters: Parameters
) -> LiquidFleet:
    """The fleet with the round in which it carries what the trips carry.

    `turnaround = availability * payload * hours of all trips / mass of all trips`: the
    hours from setting out to setting out again hold the rest of a vehicle, which its
    availability counts once more. Without trips of liquid the fleet stays as it is.
    """
    liquid = [trip for trip in trips if trip.form is Form.LIQUID]
    carried_t = sum(trip.load_t for trip in liquid)
    if carried_t == 0.0:
        return fleet
    away_h = sum(
        (trip.rests_until - trip.sets_out).total_seconds() / SECONDS_PER_HOUR
        for trip in liquid
    )
    share = parameters["tankers.availability_share"]
    return replace(
        fleet,
        turnaround_h=share * fleet.payload_t * away_h / carried_t,
        routed_t=carried_t,
    )
