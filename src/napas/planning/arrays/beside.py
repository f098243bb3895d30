"""What the patients beside each tank can draw from it: stock elsewhere is no help."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from napas.planning.arrays.grid import Array, Grid, seal
from napas.units.duration import HOURS_PER_DAY


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """Limits of groups of tanks that stand apart; arrays have shape (groups, periods).

    Attributes:
        ready_t: of what the tanks give at the beginning, what counts from each period
            on: that of a hospital when its own patients breathe it.
        kept_t: of what does not count yet at the end of each period, the part within
            the reserve that its own patients are to have.
        locked_t: all that does not count yet.
        draw_t: the most that the patients beside them can draw.
    """

    ready_t: Array
    kept_t: Array
    locked_t: Array
    draw_t: Array

    def __post_init__(self) -> None:
        seal(self)

    @classmethod
    def at_once(cls, start_t: Array, periods: int) -> "Beside":
        """All that is held counts from the first period, for whoever draws it."""
        ready_t = np.zeros((len(start_t), periods))
        ready_t[:, :1] = start_t[:, None]
        none = np.zeros_like(ready_t)
        return cls(ready_t, none, none.copy(), np.full_like(ready_t, np.inf))


@dataclass(frozen=True, slots=True, eq=False)
class Patients:
    """Those beside the tanks of each facility.

    Attributes:
        draw_t: what its ring line passes to them, shape (facilities, periods).
        reserve_h: hours of it that its tanks should hold.
    """

    draw_t: Array
    reserve_h: float


@dataclass(frozen=True, slots=True)
class Holding:
    """The tanks of one group at one facility.

    Attributes:
        start_t: what they give at the beginning.
    """

    facility: int
    room_t: float
    start_t: float


def limit_groups(
    groups: Sequence[Sequence[Holding]], patients: Patients, grid: Grid
) -> Beside:
    """Find the limits of groups of tanks, each the holdings of its facilities.

    Tanks that stand together at one facility are one: all they hold counts at once.
    Where a facility has tanks of several groups, what they hold counts in each by its
    part. A group without holdings is limited by nothing.
    """
    starts_t = np.array([sum(held.start_t for held in group) for group in groups])
    at_once = Beside.at_once(starts_t, grid.count)
    ready_t, kept_t = at_once.ready_t.copy(), at_once.kept_t.copy()
    draw_t = at_once.draw_t.copy()
    whole_t: dict[int, float] = {}
    for held in (held for group in groups for held in group):
        whole_t[held.facility] = whole_t.get(held.facility, 0.0) + held.start_t
    for number, group in enumerate(groups):
        if group:
            beside_t = patients.draw_t[[held.facility for held in group]]
            draw_t[number] = beside_t.sum(axis=0)
        if len(group) > 1:
            start_t = np.array([held.start_t for held in group])[:, None]
            all_t = np.array([whole_t[held.facility] for held in group])[:, None]
            part = np.divide(start_t, all_t, out=np.ones_like(all_t), where=all_t > 0)
            breathed_t = np.cumsum(part * beside_t, axis=1)
            ready = np.minimum(start_t, breathed_t)
            reserve_t = part * beside_t / grid.length_days
            kept = np.minimum(
                start_t - ready, reserve_t * patients.reserve_h / HOURS_PER_DAY
            )
            ready_t[number] = np.diff(ready.sum(axis=0), prepend=0.0)
            kept_t[number] = kept.sum(axis=0)
    locked_t = np.maximum(starts_t[:, None] - np.cumsum(ready_t, axis=1), 0.0)
    return Beside(ready_t, kept_t, locked_t, draw_t)
