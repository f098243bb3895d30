"""What one link of the chain passes in a day, each on its own and free of the rest.

Every figure is in tonnes of oxygen a day unless its name says otherwise.
"""

from napas.domain.instant import require_amount, require_share
from napas.parameters import Parameters
from napas.planning.yields import t_per_day_of_flow
from napas.units.duration import HOURS_PER_DAY


def fleet_t_per_day(
    vehicles: float,
    payload_t: float,
    turnaround_h: float,
    availability_share: float = 1.0,
) -> float:
    """What a fleet carries: `n * payload * availability * 24 / turnaround`.

    132 isotanks of 20 t carry 2,640 t/day in 24 h a round, and 1,320 in 48 h.

    Raises:
        ValueError: a negative figure, a share above 1, or a turnaround of no time.
    """
    require_amount(vehicles, "vehicles")
    require_amount(payload_t, "payload_t")
    require_share(availability_share, "availability_share")
    _require_time(turnaround_h, "turnaround_h")
    return vehicles * payload_t * availability_share * HOURS_PER_DAY / turnaround_h


def round_trip_days(
    vehicles: float, payload_t: float, carried_t_per_day: float
) -> float:
    """Days in which a fleet comes round that carries so much a day, all of it in use.

    India, April 2021: 1,172 tankers for 15,900 t carried 7,017 t/day, in 2.27 days.

    Raises:
        ValueError: a negative figure, or nothing carried.
    """
    require_amount(vehicles, "vehicles")
    require_amount(payload_t, "payload_t")
    _require_time(carried_t_per_day, "carried_t_per_day")
    return vehicles * payload_t / carried_t_per_day


def turnaround_h(
    queue_h: float, loading_h: float, full_h: float, decanting_h: float, empty_h: float
) -> float:
    """One round of a vehicle: queues, loading, full way, decanting, empty way back.

    Raises:
        ValueError: a negative figure.
    """
    parts_h = {
        "queue_h": queue_h,
        "loading_h": loading_h,
        "full_h": full_h,
        "decanting_h": decanting_h,
        "empty_h": empty_h,
    }
    for name, part_h in parts_h.items():
        require_amount(part_h, name)
    return sum(parts_h.values())


def turnaround_of_way_h(
    road_km: float, crossing_h: float, parameters: Parameters
) -> float:
    """The round of a tanker over a way: crossings both ways, queue within loading.

    Raises:
        ValueError: a negative figure.
    """
    return turnaround_h(
        queue_h=0.0,  # tankers.loading_h is told with the queue at the source
        loading_h=parameters["tankers.loading_h"],
        full_h=road_km / parameters["tankers.speed_full_km_per_h"] + crossing_h,
        decanting_h=parameters["tankers.decanting_h"],
        empty_h=road_km / parameters["tankers.speed_empty_km_per_h"] + crossing_h,
    )


def cylinders_t_per_day(
    pieces: float, content_t: float, cycle_h: float, circulating_share: float = 1.0
) -> float:
    """What cylinders carry: `pieces * content * circulating share * 24 / cycle`.

    Raises:
        ValueError: a negative figure, a share above 1, or a cycle of no time.
    """
    require_amount(pieces, "pieces")
    require_amount(content_t, "content_t")
    require_share(circulating_share, "circulating_share")
    _require_time(cycle_h, "cycle_h")
    return pieces * content_t * circulating_share * HOURS_PER_DAY / cycle_h


def idle_pieces(pieces: float, circulating_share: float) -> float:
    """Cylinders that do not circulate: 20,000 of 50,000 in Kenya at 60 %.

    Raises:
        ValueError: a negative figure or a share above 1.
    """
    require_amount(pieces, "pieces")
    require_share(circulating_share, "circulating_share")
    return pieces * (1.0 - circulating_share)


def receiving_t_per_day(
    room_t: float,
    payload_t: float,
    *,
    visits_per_day: float,
    refills_per_day: float,
) -> float:
    """What the tanks of one facility can take in.

    Each visit leaves a payload or what the tanks hold above their heels, whichever is
    less; and tanks are emptied and filled only so often a day.

    Raises:
        ValueError: a negative figure.
    """
    require_amount(room_t, "room_t")
    require_amount(payload_t, "payload_t")
    require_amount(visits_per_day, "visits_per_day")
    require_amount(refills_per_day, "refills_per_day")
    return min(visits_per_day * min(payload_t, room_t), refills_per_day * room_t)


def pipeline_t_per_day(flow_l_per_min: float, parameters: Parameters) -> float:
    """Oxygen that ring lines pass which carry so much gas from liquid.

    Raises:
        ValueError: a negative flow.
    """
    require_amount(flow_l_per_min, "flow_l_per_min")
    pure_t_per_day = t_per_day_of_flow(flow_l_per_min, parameters)
    return pure_t_per_day * parameters["flows.liquid_purity_share"]


def _require_time(value: float, name: str) -> None:
    require_amount(value, name)
    if value == 0.0:
        message = f"{name} must be above zero"
        raise ValueError(message)
