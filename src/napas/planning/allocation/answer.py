"""What an allocation answers, in arrays over places, links and days."""

from dataclasses import dataclass

from napas.planning.allocation.model import Model
from napas.planning.allocation.solver import Solution
from napas.planning.arrays.grid import Array, Index
from napas.planning.problem import AllocationProblem


@dataclass(frozen=True, slots=True, eq=False)
class AllocationAnswer:
    """Tonnes by period; shapes end with periods.

    Attributes:
        liquid_t: loaded for each liquid link.
        cylinder_t: filled for each cylinder link.
        piped_t: made on site and breathed there, by place.
        low_flow_t: made at the bed by concentrators, by place.
        unmet_t: need not served, shape (places, periods, severities).
        critical: the solve that maximised critical need served, for its prices.
        severe: the solve that maximised severe need served.
        stopped: whether later objectives were left out on request.
    """

    problem: AllocationProblem
    model: Model
    liquid_t: Array
    cylinder_t: Array
    on_site_t: Array
    low_flow_t: Array
    unmet_t: Array
    critical: Solution | None
    severe: Solution | None
    stopped: bool


def values_of(block: Index, columns: Array) -> Array:
    """The values of a block of columns; 0 where the block has no column."""
    return columns[block] * (block >= 0)
