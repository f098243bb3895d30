"""The chain is as strong as its weakest link: what each passes, and which binds.

Every link passes so many t/day of its own stream. Divided by the share of national need
that must go through it, that is the national supply it allows; the least of these is
what the country can have, and its link is named. See docs/dispatch.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from napas.domain.finding import Code
from napas.domain.plan import Chain, ChainCapacity, ChainLink, Reason, because
from napas.parameters import Parameters
from napas.planning.chain_problem import (
    ChainProblem,
    FormShares,
    PlannedFlows,
    chain_of,
)
from napas.planning.throughput import (
    cylinders_t_per_day,
    fleet_t_per_day,
    idle_pieces,
    pipeline_t_per_day,
    receiving_t_per_day,
    round_trip_days,
    turnaround_h,
)

__all__ = [
    "ChainBasis",
    "ChainNote",
    "ChainProblem",
    "FormShares",
    "PlannedFlows",
    "assess_chain",
    "chain_of",
    "cylinders_t_per_day",
    "fleet_t_per_day",
    "idle_pieces",
    "pipeline_t_per_day",
    "receiving_t_per_day",
    "round_trip_days",
    "turnaround_h",
]


class ChainBasis(Code):
    """How the capacity of a link was come by, and what of it is not known."""

    PRODUCTION = "chain-production-by-offers"
    POWER = "chain-power-by-cuts"
    FILLING = "chain-filling-by-fillers"
    FLEET_PLANNED = "chain-fleet-by-planned-rounds"
    FLEET_ASSUMED = "chain-fleet-by-assumed-round"
    CYLINDERS = "chain-cylinders-by-cycle"
    RECEIVING = "chain-receiving-by-tanks"
    PIPELINE = "chain-pipeline-by-flow"


class ChainNote(Code):
    """What else must be known of a chain to read it."""

    NOTHING_KNOWN = "chain-link-unknown"
    NOTHING_PASSES = "chain-link-not-needed"
    SHARES_ASSUMED = "chain-shares-assumed"


@dataclass(frozen=True, slots=True)
class _Stream:
    """What a link passes of its own stream; None where nothing is known of it."""

    link: ChainLink
    own_t_per_day: float | None
    share: float
    basis: Reason


def assess_chain(problem: ChainProblem, parameters: Parameters) -> Chain:
    """Reckon every link, and name the weakest; of equally weak ones the first.

    A link of which nothing is known, or through which next to nothing must pass, is
    left out with a note; it is never 0 and never without bound.
    """
    links: list[ChainCapacity] = []
    notes: list[Reason] = []
    if not problem.shares.planned:
        notes.append(
            because(
                ChainNote.SHARES_ASSUMED,
                liquid_share=problem.shares.liquid,
                cylinder_share=problem.shares.cylinder,
                on_site_share=problem.shares.on_site,
            )
        )
    for stream in _streams(problem, parameters):
        if stream.share < parameters["chain.least_share"]:
            notes.append(because(ChainNote.NOTHING_PASSES, link=stream.link))
        elif stream.own_t_per_day is None:
            notes.append(because(ChainNote.NOTHING_KNOWN, link=stream.link))
        else:
            links.append(
                ChainCapacity(
                    link=stream.link,
                    own_t_per_day=stream.own_t_per_day,
                    stream_share=stream.share,
                    t_per_day=_national(stream.own_t_per_day, stream.share, problem),
                    basis=stream.basis,
                )
            )
    weakest = min(links, key=lambda known: known.t_per_day, default=None)
    binding = None if weakest is None else weakest.link
    return Chain(links=tuple(links), binding=binding, notes=tuple(notes))


def _national(own_t_per_day: float, share: float, problem: ChainProblem) -> float:
    """The national supply a link allows if all the others were wide open.

    What need not pass it reaches patients by other links. Where the need is not known,
    the form of supply is taken to keep its share.
    """
    if problem.need_t_per_day is None:
        return own_t_per_day / share
    return own_t_per_day + (1.0 - share) * problem.need_t_per_day


def _streams(problem: ChainProblem, parameters: Parameters) -> Iterator[_Stream]:
    """The links in the order in which oxygen passes them."""
    yield from _made(problem)
    shares = problem.shares
    yield _Stream(
        ChainLink.FILLING,
        problem.filling_t_per_day if problem.fillers else None,
        shares.cylinder,
        because(ChainBasis.FILLING, fillers=problem.fillers),
    )
    yield _fleet(problem, parameters)
    cylinders = problem.cylinders
    circulating = parameters["cylinders.circulating_share"]
    cycle_h = parameters["cylinders.cycle_h"]
    yield _Stream(
        ChainLink.CYLINDERS,
        cylinders_t_per_day(cylinders.pieces, cylinders.content_t, cycle_h, circulating)
        if cylinders.pieces
        else None,
        shares.cylinder,
        because(
            ChainBasis.CYLINDERS,
            pieces=cylinders.pieces,
            unknown=cylinders.unknown,
            idle=idle_pieces(cylinders.pieces, circulating),
            cycle_h=cycle_h,
        ),
    )
    yield _receiving(problem, parameters)
    yield _pipelines(problem, parameters)


def _made(problem: ChainProblem) -> Iterator[_Stream]:
    """Production with the imports that arrive, and what of it is certain of power."""
    made = problem.production
    share = problem.shares.delivered
    known = made.known > 0 or made.arriving_t_per_day > 0.0
    supply = made.offered_t_per_day - made.lost_t_per_day + made.arriving_t_per_day
    yield _Stream(
        ChainLink.PRODUCTION,
        supply if known else None,
        share,
        because(
            ChainBasis.PRODUCTION,
            offered_t_per_day=made.offered_t_per_day,
            known=made.known,
            unknown=made.unknown,
            arriving_t_per_day=made.arriving_t_per_day,
            lost_t_per_day=made.lost_t_per_day,
        ),
    )
    yield _Stream(
        ChainLink.POWER,
        max(0.0, supply - made.dark_t_per_day) if known else None,
        share,
        because(ChainBasis.POWER, dark_t_per_day=made.dark_t_per_day),
    )


def _fleet(problem: ChainProblem, parameters: Parameters) -> _Stream:
    fleet = problem.fleet
    availability = parameters["tankers.availability_share"]
    round_h = fleet.turnaround_h
    code = ChainBasis.FLEET_PLANNED
    if round_h is None:
        round_h, code = parameters["chain.turnaround_h"], ChainBasis.FLEET_ASSUMED
    return _Stream(
        ChainLink.FLEET,
        fleet_t_per_day(fleet.vehicles, fleet.payload_t, round_h, availability)
        if fleet.vehicles
        else None,
        problem.shares.liquid,
        because(
            code,
            vehicles=fleet.vehicles,
            payload_t=fleet.payload_t,
            turnaround_h=round_h,
            availability_share=availability,
        ),
    )


def _receiving(problem: ChainProblem, parameters: Parameters) -> _Stream:
    payload_t = problem.fleet.payload_t
    if not problem.fleet.vehicles:
        payload_t = parameters["isotanks.payload_t"]
    decanting_h = parameters["tankers.decanting_h"]
    own = sum(
        receiving_t_per_day(
            door.room_t,
            payload_t,
            visits_per_day=door.receiving_h_per_day / decanting_h,
            refills_per_day=parameters["tanks.refills_per_day"],
        )
        for door in problem.doors
    )
    return _Stream(
        ChainLink.RECEIVING,
        own if problem.doors else None,
        problem.shares.liquid,
        because(
            ChainBasis.RECEIVING,
            facilities=len(problem.doors),
            room_t=sum(door.room_t for door in problem.doors),
            decanting_h=decanting_h,
        ),
    )


def _pipelines(problem: ChainProblem, parameters: Parameters) -> _Stream:
    """Lines of which nothing is known count as the mean of the known, and are told."""
    lines = problem.pipelines
    own = None
    if lines.known:
        every = (lines.known + lines.unknown) / lines.known
        own = pipeline_t_per_day(lines.flow_l_per_min * every, parameters)
    return _Stream(
        ChainLink.PIPELINE,
        own,
        problem.shares.piped,
        because(
            ChainBasis.PIPELINE,
            known=lines.known,
            unknown=lines.unknown,
            flow_l_per_min=lines.flow_l_per_min,
        ),
    )
