"""What a place is given, portioned to its tanks day by day in drops worth a visit.

The liquid of a day is poured over the tanks that may take it, so that the least covered
rise first: up to the critical need until the end of the next day, then up to all of it,
then as hours of cover, as far as the tanks have room. Pouring to one level is the
greatest least cover there is. Then drops too small for a visit are made useful: tanks
that can wait give way to those that cannot. What is held back is given on a later day.
"""

from dataclasses import dataclass

import numpy as np

from napas.planning.arrays.grid import Array, Index, Mask
from napas.planning.bench import Bench

POURS = 60
"""Halvings of the level searched for; beyond them arithmetic has no finer step."""
ROUNDING_T = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """What makes a drop worth a visit.

    Attributes:
        smallest_t: less is never brought.
        useful_share: of the room of a tank, or of a payload where that is less, that
            is worth a visit as long as nobody runs dry for it.
        payload_t: of a usual truck.
        tail_days: a tank that runs dry within the day and so many more cannot wait.
    """

    smallest_t: float
    useful_share: float
    payload_t: float
    tail_days: int

    def useful_t(self, room_t: Array) -> Array:
        """What is worth a visit to tanks of some room."""
        whole = self.useful_share * np.minimum(room_t, self.payload_t)
        return np.maximum(whole, self.smallest_t)


@dataclass(frozen=True, slots=True, eq=False)
class Portions:
    """What every tank is to be brought; masses are those that arrive.

    Attributes:
        mass_t: by tank and day.
        left_t: what was held back to the end, by group of tanks.
        without_room_t: of that, what found no room; by group of tanks.
    """

    mass_t: Array
    left_t: Array
    without_room_t: Array


def portion_out(
    bench: Bench, given_t: Array, companies: tuple[str, ...], visit: Visit
) -> Portions:
    """Portion what groups of tanks are given.

    Args:
        bench: the tanks.
        given_t: what arrives, shape (sources, groups, days).
        companies: of the sources.
        visit: what makes a drop worth a visit.
    """
    mass_t = np.zeros((bench.count, given_t.shape[2]))
    left_t, without_room_t = np.zeros((2, given_t.shape[1]))
    open_to = np.array([bench.accepts(one) for one in companies], dtype=bool)
    for group in np.flatnonzero(given_t.any(axis=(0, 2))):
        tanks = np.flatnonzero(bench.group == group)
        if not tanks.size:
            continue
        table = _Table(
            bench=bench,
            tanks=tanks,
            open_to=open_to[:, tanks],
            visit=visit,
            held_t=bench.promised_t[tanks],
            carried_t=np.zeros(len(companies)),
        )
        first = _closed_first(bench, tanks, companies)
        for day in range(given_t.shape[2]):
            mass_t[tanks, day] = table.serve(given_t[:, group, day], day, first)
        left_t[group] = table.carried_t.sum()
        without_room_t[group] = table.without_room_t
    return Portions(mass_t, left_t, without_room_t)


def fill_to_level(mass_t: float, held_t: Array, weight: Array, room_t: Array) -> Array:
    """Pour a mass so that the least held per weight rises first.

    Args:
        mass_t: what there is to pour.
        held_t: what each holds already.
        weight: what each holds is measured by; nothing is poured where it is none.
        room_t: the most each can take, 0 or more.

    Returns:
        what each gets; all of the mass, or all of the room where that is less.
    """
    open_t = np.where(weight > ROUNDING_T, room_t, 0.0)
    if mass_t >= open_t.sum():
        return open_t
    if len(open_t) == 1:
        return np.array([mass_t])
    measured = np.maximum(weight, ROUNDING_T)
    low = 0.0
    high = float(np.max((held_t + open_t) / measured, where=open_t > 0.0, initial=0.0))
    for _ in range(POURS):
        level = (low + high) / 2.0
        poured = np.clip(level * measured - held_t, 0.0, open_t)
        if poured.sum() < mass_t:
            low = level
        else:
            high = level
    poured = np.clip(high * measured - held_t, 0.0, open_t)
    whole = float(poured.sum())
    return poured * (mass_t / whole) if whole > 0.0 else poured


def _closed_first(bench: Bench, tanks: Index, companies: tuple[str, ...]) -> list[int]:
    """Sources in the order of pouring: owners of closed tanks first."""
    owners = {bench.owner[at] for at in tanks}
    return sorted(
        range(len(companies)), key=lambda source: companies[source] not in owners
    )


@dataclass(slots=True, eq=False)
class _Table:
    """The tanks of one group, as they are given and drawn from day by day.

    Attributes:
        open_to: which source may fill which tank.
        held_t: by each tank as the day begins.
        carried_t: held back of each source's.
        without_room_t: of what was held back last, what found no room.
    """

    bench: Bench
    tanks: Index
    open_to: Mask
    visit: Visit
    held_t: Array
    carried_t: Array
    without_room_t: float = 0.0

    def serve(self, mass_t: Array, day: int, order: list[int]) -> Array:
        """Portion a day's masses of all sources, with what was held back."""
        mass_t = mass_t + self.carried_t
        poured = self._pour(mass_t, day, order)
        self.without_room_t = max(float(mass_t.sum() - poured.sum()), 0.0)
        portion = self._make_useful(poured.sum(axis=0), day)
        # What is held back is each source's by its part of what it poured.
        back_t = poured.sum() - portion.sum()
        shares = poured.sum(axis=1) / max(poured.sum(), ROUNDING_T)
        self.carried_t = np.maximum(mass_t - poured.sum(axis=1) + back_t * shares, 0.0)
        used = self.bench.use_t[self.tanks, day]
        self.held_t = np.maximum(self.held_t + portion - used, 0.0)
        return portion

    def _wanted_t(self, day: int, *, critical: bool = False) -> Array:
        """What is drawn from a day to the end of those that cannot wait."""
        table = self.bench.critical_t if critical else self.bench.use_t
        until = day + 1 + self.visit.tail_days
        wanted: Array = table[self.tanks, day:until].sum(axis=1)
        return wanted

    def _most_t(self, day: int) -> Array:
        """What tanks can take on a day."""
        room = self.bench.room_t[self.tanks] + self.bench.use_t[self.tanks, day]
        most_t: Array = np.maximum(room - self.held_t, 0.0)
        return most_t

    def _pour(self, mass_t: Array, day: int, order: list[int]) -> Array:
        """Pour the masses of sources one after the other, shape (sources, tanks)."""
        critical, whole = self._wanted_t(day, critical=True), self._wanted_t(day)
        size_t = self.bench.room_t[self.tanks]
        poured = np.zeros((len(mass_t), len(self.tanks)))
        for source in order:
            if mass_t[source] <= ROUNDING_T:
                continue
            got = poured.sum(axis=0)
            room = np.maximum(self._most_t(day) - got, 0.0) * self.open_to[source]
            mine = np.zeros(len(self.tanks))
            for target in (critical, whole, None):
                held = self.held_t + got + mine
                left = room - mine
                if target is not None:
                    left = np.clip(target - held, 0.0, left)
                weight = whole if target is None else target
                rest = max(float(mass_t[source] - mine.sum()), 0.0)
                mine += fill_to_level(rest, held, weight, left)
            rest = float(mass_t[source] - mine.sum())
            if rest > ROUNDING_T:  # tanks of hospitals that need nothing
                mine += fill_to_level(rest, mine, size_t, room - mine)
            poured[source] = mine
        return poured

    def _make_useful(self, portion: Array, day: int) -> Array:
        """Raise portions of tanks that cannot wait by those of tanks that can."""
        visit = self.visit
        useful_t = visit.useful_t(self.bench.room_t[self.tanks])
        useful_t = np.minimum(useful_t, self._most_t(day))
        wanted_t = self._wanted_t(day)
        urgent = self.held_t < wanted_t
        small = portion < useful_t - ROUNDING_T
        pool = float(portion[small & ~urgent].sum())
        portion = np.where(small & ~urgent, 0.0, portion)
        raised = small & urgent & (portion > 0.0) & (useful_t >= visit.smallest_t)
        cover = self.held_t / np.maximum(wanted_t, ROUNDING_T)
        for at in np.argsort(cover, kind="stable"):
            lacking = float(useful_t[at] - portion[at])
            if raised[at] and lacking <= pool:
                portion[at] += lacking
                pool -= lacking
        return np.where(portion < visit.smallest_t, 0.0, portion)
