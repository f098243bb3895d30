"""Which source brings which tank its portion: the shortest ways, few drops divided."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from napas.planning.arrays.grid import Array, Index

LEFT_OUT = 10.0
"""How many times the longest way it costs to leave a tank without a source."""
LEAST_T = 1e-6
"""A gram: less is rounding."""


@dataclass(frozen=True, slots=True)
class Haul:
    """What one tank is to be brought from one source, as it is loaded."""

    source: int
    tank: int
    mass_t: float


def assign_sources(
    wanted_t: Array, supply_t: Array, ways_h: Array, smallest_t: float
) -> tuple[Haul, ...]:
    """Bring every tank what it is to have, on the shortest ways altogether.

    This is a transport problem; its corners divide no more drops than there are
    sources. A part too small for a stop is left out where another brings the rest.

    Args:
        wanted_t: by tank, as it is loaded.
        supply_t: by source.
        ways_h: from sources (rows) to tanks; NaN where none may be taken.
        smallest_t: less is not worth a stop.
    """
    asked = np.flatnonzero(wanted_t > LEAST_T)
    source, column = np.nonzero(np.isfinite(ways_h[:, asked]))
    if not source.size:
        return ()
    hours = ways_h[source, asked[column]]
    flow = _transport(source, column, hours, supply_t, wanted_t[asked])
    parts: dict[int, list[Haul]] = {}
    for at in np.flatnonzero(flow > LEAST_T):
        tank = int(asked[column[at]])
        parts.setdefault(tank, []).append(Haul(int(source[at]), tank, float(flow[at])))
    return tuple(
        haul for tank in sorted(parts) for haul in _large(parts[tank], smallest_t)
    )


def _transport(
    source: Index, column: Index, hours: Array, supply_t: Array, wanted_t: Array
) -> Array:
    """Masses on ways that serve all that can be served in the least tonne hours."""
    ways, tanks = len(source), len(wanted_t)
    dearest = LEFT_OUT * (1.0 + float(hours.max()))
    columns = np.arange(ways)
    takes = coo_array(
        (np.ones(ways), (source, columns)), shape=(len(supply_t), ways + tanks)
    )
    serves = coo_array(
        (
            np.ones(ways + tanks),
            (
                np.concatenate([column, np.arange(tanks)]),
                np.arange(ways + tanks),
            ),
        ),
        shape=(tanks, ways + tanks),
    )
    found = linprog(
        np.concatenate([hours, np.full(tanks, dearest)]),
        A_ub=takes.tocsr(),
        b_ub=supply_t,
        A_eq=serves.tocsr(),
        b_eq=wanted_t,
        method="highs-ds",
    )
    assert found.status == 0, "leaving every tank out is always a way"
    flow: Array = found.x[:ways]
    return flow


def _large(parts: list[Haul], smallest_t: float) -> list[Haul]:
    """The parts worth a stop; the largest in any case."""
    largest = max(parts, key=lambda part: part.mass_t)
    return [part for part in parts if part is largest or part.mass_t >= smallest_t]
