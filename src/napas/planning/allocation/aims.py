"""What a policy strives for, as linear gains, one strictly before the next."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import numpy as np

from napas.domain.country import Objective
from napas.parameters import Parameters
from napas.planning.allocation.model import Model
from napas.planning.arrays.grid import ABSENT, Array, Index


class Aim(StrEnum):
    """One step of an allocation; an objective of the policy may take several.

    LEAST_SHARE and EVEN_SHARES are evenness: first the least share is raised as far as
    it goes, then shares are evened band by band. The two PROMPT aims settle when what
    is short is served, once it is settled how much: the nearer day first.
    """

    UNMET_CRITICAL = "unmet_critical"
    UNMET_SEVERE = "unmet_severe"
    LEAST_SHARE = "least_share"
    EVEN_SHARES = "even_shares"
    PROMPT_CRITICAL = "prompt_critical"
    PROMPT_SEVERE = "prompt_severe"
    RESERVE_HOURS = "reserve_hours"
    COST = "cost"


AIMS: dict[Objective, tuple[Aim, ...]] = {
    Objective.UNMET_CRITICAL: (Aim.UNMET_CRITICAL,),
    Objective.UNMET_SEVERE: (Aim.UNMET_SEVERE,),
    Objective.EVENNESS: (Aim.LEAST_SHARE, Aim.EVEN_SHARES),
    Objective.RESERVE_HOURS: (Aim.RESERVE_HOURS,),
    Objective.COST: (Aim.COST,),
}
PROMPT: dict[Objective, Aim] = {
    Objective.UNMET_CRITICAL: Aim.PROMPT_CRITICAL,
    Objective.UNMET_SEVERE: Aim.PROMPT_SEVERE,
}
SERVING = (Objective.UNMET_CRITICAL, Objective.UNMET_SEVERE, Objective.EVENNESS)

SCOUT_RATIO = 1e-2
SCOUT_PROMPTNESS = 1e-3
"""How a scouting solve weighs an objective beside the one before it, and a day beside
the day before. It only finds where to begin: every aim is then settled on its own, so
that no value rests on these."""
KM_PER_UNIT_COST = 1000.0
"""Costs are reckoned per thousand t km, to be of the size of the other aims."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """An aim and its gain per column, to be made greatest."""

    aim: Aim
    gain: Array


@dataclass(frozen=True, slots=True, eq=False)
class Phase:
    """Steps that are scouted for together.

    Attributes:
        scout: the gains of all of them at once, each weighed by its rank.
    """

    steps: tuple[Step, ...]
    scout: Array


def order_phases(model: Model, parameters: Parameters) -> tuple[Phase, ...]:
    """The steps of a policy in its order, those that serve apart from those that keep.

    When what is short is served is settled after the last objective that says how
    much is served to whom, so that being prompt never costs the evenness of shares.
    """
    objectives = model.problem.policy.objectives
    serving = [objective for objective in objectives if objective in SERVING]
    phases: list[Phase] = []
    for serves, group in groupby(objectives, key=SERVING.__contains__):
        chosen = list(group)
        aims = [aim for objective in chosen for aim in AIMS[objective]]
        if serves and chosen[-1] is serving[-1]:
            aims.extend(PROMPT[known] for known in serving if known in PROMPT)
        steps = tuple(Step(aim, _gain(aim, model, parameters)) for aim in aims)
        phases.append(Phase(steps, _scout(model, chosen, steps)))
    return tuple(phases)


def _scout(model: Model, chosen: list[Objective], steps: tuple[Step, ...]) -> Array:
    """The gains of all steps at once, each by a weight of its rank."""
    rank = {aim: at for at, known in enumerate(chosen) for aim in AIMS[known]}
    gain = np.zeros(model.programme.column_count)
    for step in steps:
        if step.aim in rank:
            early = _served(step.aim, model, SCOUT_PROMPTNESS)
            part = step.gain if early is None else early
            gain += SCOUT_RATIO ** (rank[step.aim] - 1) * part
    return gain


def _gain(aim: Aim, model: Model, parameters: Parameters) -> Array:
    columns = model.columns
    if aim is Aim.COST:
        return _saving(model, parameters)
    share = parameters["allocation.promptness_share_per_day"]
    prompt = {
        Aim.PROMPT_CRITICAL: Aim.UNMET_CRITICAL,
        Aim.PROMPT_SEVERE: Aim.UNMET_SEVERE,
    }
    served = _served(prompt.get(aim, aim), model, share if aim in prompt else 0.0)
    if served is not None:
        return served
    bands = columns.band.shape[1]
    blocks: dict[Aim, tuple[Index, Array]] = {
        Aim.LEAST_SHARE: (columns.share, np.ones(1)),
        Aim.EVEN_SHARES: (columns.band, 1.0 - np.arange(bands) / bands),
        Aim.RESERVE_HOURS: (columns.reserve, model.problem.grid.length_days),
    }
    return _sum(model, [blocks[aim]])


def _served(aim: Aim, model: Model, fading_per_day: float) -> Array | None:
    """Need served of one severity, less from day to day; None for another aim."""
    columns = model.columns
    blocks = {Aim.UNMET_CRITICAL: columns.critical, Aim.UNMET_SEVERE: columns.severe}
    if aim not in blocks:
        return None
    days = model.problem.grid.first_day.astype(np.float64)
    return _sum(model, [(blocks[aim], 1.0 - fading_per_day * days)])


def _saving(model: Model, parameters: Parameters) -> Array:
    """What is hauled, converted and imported, as a loss in thousands of t km."""
    problem, columns = model.problem, model.columns
    imports_km = problem.sources.imports * parameters["allocation.import_cost_km"]
    converted_km = np.array(parameters["allocation.conversion_cost_km"])
    per_t = [
        (columns.flow, -problem.liquid.cost_km[:, None]),
        (columns.carried, -problem.cylinders.cost_km[:, None]),
        (columns.converted, -converted_km),
        (columns.made, -imports_km[:, None]),
    ]
    return _sum(model, per_t) / KM_PER_UNIT_COST


def _sum(model: Model, parts: list[tuple[Index, Array]]) -> Array:
    """A gain per column from gains per member of blocks."""
    gain = np.zeros(model.programme.column_count)
    for block, per_t in parts:
        there = block != ABSENT
        gain[block[there]] += np.broadcast_to(per_t, block.shape)[there]
    return gain
