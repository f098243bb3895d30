"""What sources have to load from, as one load after the other is taken from them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import inf

from napas.domain.network import Form
from napas.planning.doors import DAY_S
from napas.planning.drops import Supply

Key = tuple[str, Form]

Line = tuple[float, float]
"""What may be taken as a day begins, and what comes to it until the day ends."""


@dataclass(slots=True, eq=False)
class Stores:
    """The product of all sources where it is limited.

    What is taken counts from the beginning, whenever it leaves, so that no later load
    can leave an earlier one short. What is not taken on its day stands in the store as
    far as there is room; what there is none for is not made, and cannot be loaded
    later.

    Attributes:
        taken_t: of each source so far, by day; the last is all days after its supply.
    """

    supplies: dict[Key, Supply]
    taken_t: dict[Key, list[float]]
    _known: dict[Key, dict[float, float]] = field(init=False, default_factory=dict)

    @classmethod
    def of(cls, supplies: Iterable[Supply]) -> "Stores":
        """All sources as the plan begins."""
        known = {supply.key: supply for supply in supplies}
        taken = {key: [0.0] * (len(one.come_t) + 1) for key, one in known.items()}
        return cls(known, taken)

    def free_t(self, key: Key, moment_s: float) -> float:
        """What may be taken at a moment; infinite where it is not limited."""
        supply = self.supplies.get(key)
        if supply is None:
            return inf
        day = min(int(moment_s // DAY_S), len(supply.come_t))
        part = min(moment_s / DAY_S - day, 1.0)
        lines = self._lines(key, supply, day)
        return max(min(there_t + part * come_t for there_t, come_t in lines), 0.0)

    def from_s(self, key: Key, mass_t: float) -> float:
        """From when so much may be taken; infinite where it never comes."""
        supply = self.supplies.get(key)
        if supply is None:
            return 0.0
        known = self._known.setdefault(key, {})
        if mass_t not in known:
            known[mass_t] = self._find_s(key, supply, mass_t)
        return known[mass_t]

    def take(self, key: Key, mass_t: float, moment_s: float) -> None:
        """Take a load that leaves at a moment."""
        if key in self.taken_t:
            days = self.taken_t[key]
            days[min(int(moment_s // DAY_S), len(days) - 1)] += mass_t
            self._known.pop(key, None)

    def _find_s(self, key: Key, supply: Supply, mass_t: float) -> float:
        for day in range(len(supply.come_t) + 1):
            part = 0.0
            for there_t, come_t in self._lines(key, supply, day):
                lacking_t = mass_t - there_t
                if lacking_t > 0.0:
                    part = max(part, lacking_t / come_t if come_t > 0.0 else inf)
            if part <= 1.0:
                return (day + part) * DAY_S
        return inf

    def _lines(self, key: Key, supply: Supply, day: int) -> Iterator[Line]:
        """All that limits a load on a day.

        First what there is from the beginning. Then, from every day on which the store
        was full at most, to this day or a later one with its loads: the room of the
        store and what comes in between.
        """
        come_t, taken_t = (*supply.come_t, 0.0), self.taken_t[key]
        yield (
            supply.at_once_t + sum(come_t[:day]) - sum(taken_t),
            come_t[day],
        )
        for before in range(day):
            room_t = supply.room_t[before] if supply.room_t else inf
            if room_t == inf:
                continue
            there_t = room_t + sum(come_t[before + 1 : day])
            there_t -= sum(taken_t[before + 1 : day + 1])
            yield there_t, come_t[day]
            there_t += come_t[day]
            for until in range(day + 1, len(come_t)):
                there_t += come_t[until] - taken_t[until]
                yield there_t, 0.0
