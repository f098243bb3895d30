"""What sources have to load from, as one load after the other is taken from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from napas.domain.network import Form
from napas.planning.doors import DAY_S
from napas.planning.drops import Supply

Key = tuple[str, Form]


@dataclass(slots=True, eq=False)
class Stores:
    """The product of all sources where it is limited.

    What is taken counts from the beginning, whenever it leaves, so that no later load
    can leave an earlier one short.

    Attributes:
        taken_t: of each source so far.
    """

    supplies: dict[Key, Supply]
    taken_t: dict[Key, float]

    @classmethod
    def of(cls, supplies: Iterable[Supply]) -> "Stores":
        """All sources as the plan begins."""
        known = {supply.key: supply for supply in supplies}
        return cls(known, dict.fromkeys(known, 0.0))

    def free_t(self, key: Key, moment_s: float) -> float:
        """What may be taken at a moment; infinite where it is not limited."""
        supply = self.supplies.get(key)
        if supply is None:
            return inf
        come_t = supply.at_once_t
        for day, mass_t in enumerate(supply.come_t):
            come_t += mass_t * min(max(moment_s / DAY_S - day, 0.0), 1.0)
        return max(come_t - self.taken_t[key], 0.0)

    def from_s(self, key: Key, mass_t: float) -> float:
        """From when so much may be taken; infinite where it never comes."""
        supply = self.supplies.get(key)
        if supply is None:
            return 0.0
        lacking_t = self.taken_t[key] + mass_t - supply.at_once_t
        if lacking_t <= 0.0:
            return 0.0
        for day, come_t in enumerate(supply.come_t):
            if lacking_t <= come_t:
                return (day + lacking_t / come_t) * DAY_S
            lacking_t -= come_t
        return inf

    def take(self, key: Key, mass_t: float) -> None:
        """Take a load."""
        if key in self.taken_t:
            self.taken_t[key] += mass_t
