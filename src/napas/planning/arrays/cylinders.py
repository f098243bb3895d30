"""Cylinders of each place: what stands full, what all hold, how fast they turn."""

from dataclasses import dataclass

import numpy as np

from napas.domain.finding import Finding, Grade, find
from napas.domain.network import Form
from napas.domain.situation import StockState
from napas.parameters import Parameters
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.grid import Array
from napas.planning.arrays.network import Network
from napas.planning.yields import cylinder_usable_t
from napas.units.duration import HOURS_PER_DAY


@dataclass(frozen=True, slots=True, eq=False)
class Float:
    """The cylinders that circulate through each facility, as oxygen in t.

    Attributes:
        start_t: in the full ones.
        room_t: in all of them if they were full.
        order_t: coming full on the road, by period; shape (facilities, periods).
    """

    start_t: Array
    room_t: Array
    order_t: Array


def turns_per_day(parameters: Parameters) -> float:
    """How often a day the cylinders of a place come back full, idle ones included."""
    cycle_h = parameters["cylinders.cycle_h"]
    return parameters["cylinders.circulating_share"] * HOURS_PER_DAY / cycle_h


def read_float(network: Network, parameters: Parameters) -> tuple[Float, list[Finding]]:
    """Reckon the cylinders of every facility.

    A stock of cylinders stated in t goes before the count of full ones. Cylinders on
    the road come on top of the facility's own.
    """
    country = network.situation.country
    facilities = network.situation.facilities
    content_t = {
        kind.code: cylinder_usable_t(kind, parameters)
        for kind in country.cylinder_types
    }
    start = np.zeros(len(facilities))
    room = np.zeros(len(facilities))
    findings: list[Finding] = []
    for at in network.standing:
        facility = facilities[at]
        for holding in facility.cylinders:
            if holding.type_code in content_t:
                each_t = content_t[holding.type_code]
                start[at] += holding.full * each_t
                room[at] += (holding.full + holding.empty) * each_t
            else:
                findings.append(
                    find(
                        Grade.SET_ASIDE,
                        PlanningCode.CYLINDER_CONTENT_UNKNOWN,
                        subject=facility.code,
                        type=holding.type_code,
                        pieces=holding.full + holding.empty,
                    )
                )
        stock = network.book.find(facility.code, Form.CYLINDER)
        if stock is not None:
            start[at] = min(stock.mass_t or 0.0, room[at])
            findings.extend(_doubts(facility.code, stock.state))
    return Float(start, room, _on_the_road(network)), findings


def _doubts(facility: str, state: StockState) -> list[Finding]:
    codes = {
        StockState.UNKNOWN: PlanningCode.STOCK_UNKNOWN,
        StockState.STALE: PlanningCode.STOCK_STALE,
    }
    if state not in codes:
        return []
    doubt = find(Grade.DOUBTFUL, codes[state], subject=facility, tanks=Form.CYLINDER)
    return [doubt]


def _on_the_road(network: Network) -> Array:
    at = {known.code: index for index, known in enumerate(network.situation.facilities)}
    order_t = np.zeros((len(at), network.grid.count))
    for order in network.on_the_road(Form.CYLINDER):
        period = network.grid.period_of(order.arrives_at or order.due)
        if order.facility in at and period is not None:
            order_t[at[order.facility], period] += order.mass_t
    return order_t
