"""What an allocation answers, in arrays over places, links and days."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from napas.domain.country import Objective
from napas.planning.allocation.aims import Aim
from napas.planning.allocation.basis import Basis
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
        on_site_t: made on site and breathed there, by place.
        low_flow_t: made at the bed by concentrators, by place.
        unmet_t: need not served, shape (places, periods, severities).
        columns: every decision, by the numbers the model knows it by.
        stages: the solves in their order, for their prices.
        aims: what each of them settled.
        solved: which stage settled which objective.
        bases: where the settling of each phase began, to begin another plan from.
        stopped: whether later objectives were left out on request.
    """

    problem: AllocationProblem
    model: Model
    liquid_t: Array
    cylinder_t: Array
    on_site_t: Array
    low_flow_t: Array
    unmet_t: Array
    columns: Array
    stages: tuple[Solution, ...]
    aims: tuple[Aim, ...]
    solved: Mapping[Objective, int]
    bases: tuple[Basis, ...]
    stopped: bool

    def solution(self, objective: Objective) -> Solution | None:
        """The solve that settled an objective; None if it was left out."""
        stage = self.solved.get(objective)
        return None if stage is None else self.stages[stage]


def values_of(block: Index, columns: Array) -> Array:
    """The values of a block of columns; 0 where the block has no column."""
    if not columns.size:
        return np.zeros(block.shape)
    return columns[block] * (block >= 0)
