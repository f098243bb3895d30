"""An allocation of liquid without stocks, for another solver."""

import numpy as np
from scipy.optimize import linprog

from napas.planning.arrays.grid import Array
from napas.planning.arrays.needs import CRITICAL, SEVERE
from tests.planning.allocation.valley import (
    Valley,
)


class Formulation:
    """The same in sums from the beginning, without any stock, for another solver."""

    def __init__(self, valley: Valley) -> None:
        self.problem = problem = valley.problem()
        self.periods = problem.grid.count
        self.flows = problem.liquid.count * self.periods
        self.cell = problem.places.count * self.periods
        self.width = self.flows + 2 * self.cell + 1
        self.rows: list[Array] = []
        self.limits: list[float] = []
        self._sources()
        self._tanks()
        self._fleet()
        need = problem.places.rest_t
        usable = np.where(problem.liquid.usable, np.inf, 0.0)
        self.bounds = [
            *((0.0, high) for high in usable.ravel()),
            *((0.0, high) for high in need[:, :, CRITICAL].ravel()),
            *((0.0, high) for high in need[:, :, SEVERE].ravel()),
            (0.0, 1.0),
        ]

    def at_most(self, row: Array, limit: float) -> None:
        """Add a rule."""
        self.rows.append(row)
        self.limits.append(limit)

    def best(self, gain: Array) -> float:
        """The greatest gain under the rules."""
        found = linprog(
            -gain, A_ub=np.array(self.rows), b_ub=self.limits, bounds=self.bounds
        )
        assert found.status == 0
        return -float(found.fun)

    def served(self, severity: int) -> Array:
        """All need served of one severity."""
        gain = np.zeros(self.width)
        first = self.flows + severity * self.cell
        gain[first : first + self.cell] = 1.0
        return gain

    def keep(self, gain: Array, level: float) -> None:
        """Hold what an objective reached."""
        self.at_most(-gain, -level + 1e-7 * abs(level))

    def best_least_share(self) -> float:
        """The greatest least share of need served."""
        gain = np.zeros(self.width)
        gain[-1] = 1.0
        need = self.problem.places.need_t.sum(axis=(1, 2))
        at_bed = self.problem.places.low_flow_t.sum(axis=1)
        for place in np.flatnonzero(need):
            row = np.zeros(self.width)
            for first in (self.flows, self.flows + self.cell):
                begin = first + place * self.periods
                row[begin : begin + self.periods] = -1.0
            row[-1] = need[place]
            self.at_most(row, float(at_bed[place]))
        return self.best(gain)

    def _flow(self, link: int, period: int) -> int:
        return link * self.periods + period

    def _sources(self) -> None:
        sources, links = self.problem.sources, self.problem.liquid
        for source in range(sources.count):
            for until in range(self.periods):
                row = np.zeros(self.width)
                for link in map(int, np.flatnonzero(links.origin == source)):
                    for period in range(until + 1):
                        row[self._flow(link, period)] = 1.0
                made = sources.offer_t[source, : until + 1].sum()
                self.at_most(row, float(sources.start_t[source] + made))

    def _tanks(self) -> None:
        problem, links = self.problem, self.problem.liquid
        share = links.arrival_share(problem.grid) * (1.0 - problem.loss_share)
        for town in range(problem.places.count):
            for until in range(self.periods):
                row = np.zeros(self.width)
                for link in map(int, np.flatnonzero(links.target == town)):
                    for period in range(self.periods):
                        came = share[link, period, : until + 1].sum()
                        row[self._flow(link, period)] = came
                for first in (self.flows, self.flows + self.cell):
                    begin = first + town * self.periods
                    row[begin : begin + until + 1] = -1.0
                start = float(problem.receivers.start_t[town])
                self.at_most(row, float(problem.receivers.room_t[town]) - start)
                self.at_most(-row, start)

    def _fleet(self) -> None:
        links = self.problem.liquid
        for period in range(self.periods):
            row = np.zeros(self.width)
            for link in range(links.count):
                row[self._flow(link, period)] = links.round_trip_h[link, period]
            self.at_most(row, float(self.problem.pools.lift_t_h[0, period]))
