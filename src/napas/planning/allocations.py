"""An allocation told as what every source gives every place on every day."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from napas.domain.network import Form
from napas.domain.plan import Allocation
from napas.planning.allocation.answer import AllocationAnswer


def allocations_of(answer: AllocationAnswer) -> tuple[Allocation, ...]:
    """What every source gives every place, by day; own sources give from themselves.

    A period of several days gives the same on each of its days.
    """
    return tuple(_allocations(answer))


def _allocations(answer: AllocationAnswer) -> Iterator[Allocation]:
    problem = answer.problem
    codes = problem.places.codes
    given: dict[tuple[int, str, str, Form], float] = defaultdict(float)
    net = 1.0 - problem.loss_share
    for day, period, share in _days(answer):
        for link in np.flatnonzero(answer.liquid_t[:, period] > 0.0):
            place = problem.receivers.place[problem.liquid.target[link]]
            if place >= 0:
                source = problem.sources.codes[problem.liquid.origin[link]]
                mass_t = float(answer.liquid_t[link, period]) * share * net
                given[day, source, codes[place], Form.LIQUID] += mass_t
        for link in np.flatnonzero(answer.cylinder_t[:, period] > 0.0):
            filler = problem.fillers.codes[problem.cylinders.origin[link]]
            code = codes[problem.cylinders.target[link]]
            mass_t = float(answer.cylinder_t[link, period]) * share
            given[day, filler, code, Form.CYLINDER] += mass_t
        for form, figures in (
            (Form.ON_SITE, answer.on_site_t),
            (Form.LOW_FLOW, answer.low_flow_t),
        ):
            for place in np.flatnonzero(figures[:, period] > 0.0):
                mass_t = float(figures[place, period]) * share
                given[day, codes[place], codes[place], form] += mass_t
    for (day, source, code, form), mass_t in sorted(given.items()):
        yield Allocation(day, source, code, form, mass_t)


def _days(answer: AllocationAnswer) -> Iterator[tuple[int, int, float]]:
    """Every day with its period and its share of it."""
    grid = answer.problem.grid
    for period, (first, length) in enumerate(
        zip(grid.first_day, grid.lengths, strict=True)
    ):
        for day in range(int(first), int(first) + length):
            yield day, period, 1.0 / length
