"""How full the tanks of targets are as one drop after the other is promised to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from napas.domain.network import Form
from napas.planning.doors import DAY_S
from napas.planning.drops import Vessel, WantedDrop

HALF = 0.5
"""Of a drop: what is drawn in a day of a target nobody knows more of."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A vessel once the last drop promised to it has begun, its masses as loads.

    Attributes:
        room_t: in all; infinite where nobody knows the vessel.
        empty_s: when it is dry; None where nobody knows it.
    """

    room_t: float
    held_t: float
    since_s: float
    empty_s: float | None


@dataclass(slots=True)
class _Level:
    """What a vessel holds once the last drop promised to it has begun.

    Attributes:
        at_s: when that is, in seconds from the beginning of the plan.
        held_t: with that drop.
        used_t: wanted of it since the beginning.
    """

    at_s: float
    held_t: float
    used_t: float


@dataclass(slots=True, eq=False)
class Levels:
    """The levels of all vessels of which the room is known.

    Drops are promised to a vessel in the order of time, so that what is promised
    stays true whatever is promised after it.

    Attributes:
        net_share: of what is loaded, what reaches the tank.
    """

    vessels: dict[Key, Vessel]
    net_share: float
    _levels: dict[Key, _Level]

    @classmethod
    def of(cls, vessels: Iterable[Vessel], loss_share: float) -> "Levels":
        """All vessels as the plan begins."""
        known = {vessel.key: vessel for vessel in vessels}
        levels = {key: _Level(0.0, one.held_t, 0.0) for key, one in known.items()}
        return cls(known, 1.0 - loss_share, levels)

    def _vessel(self, wanted: WantedDrop) -> Vessel | None:
        """The vessel that a drop is for; nobody counts the room for full cylinders."""
        if wanted.form is not Form.LIQUID:
            return None
        return self.vessels.get((wanted.target, wanted.owner))

    def room_t(self, wanted: WantedDrop, begin_s: float) -> float:
        """The largest load that finds room at a moment; none before the last drop."""
        vessel = self._vessel(wanted)
        if vessel is None:
            return inf
        level = self._levels[vessel.key]
        if begin_s < level.at_s:
            return 0.0
        used_t = _used_t(vessel.use_t_per_day, begin_s) - level.used_t
        room_t = vessel.room_t - max(level.held_t - used_t, 0.0)
        return max(room_t, 0.0) / self.net_share

    def stand(self, wanted: WantedDrop) -> "Standing":
        """How the vessel of a drop stands after all drops promised to it."""
        vessel = self._vessel(wanted)
        if vessel is None:
            return Standing(inf, 0.0, 0.0, None)
        level, net = self._levels[vessel.key], self.net_share
        empty_s = _when_used_s(vessel.use_t_per_day, level.used_t + level.held_t)
        return Standing(vessel.room_t / net, level.held_t / net, level.at_s, empty_s)

    def known_room_t(self, wanted: WantedDrop) -> float:
        """All the room of the target of a drop, as a load; 0 where nobody knows it."""
        vessel = self._vessel(wanted)
        return 0.0 if vessel is None else vessel.room_t / self.net_share

    def use_t_per_day(self, wanted: WantedDrop) -> float:
        """The most that the target of a drop draws; where unknown, half of the drop."""
        vessel = self._vessel(wanted)
        return wanted.mass_t * HALF if vessel is None else max(vessel.use_t_per_day)

    def pour(self, wanted: WantedDrop, mass_t: float, begin_s: float) -> None:
        """Promise a drop for which there is room."""
        vessel = self._vessel(wanted)
        if vessel is None:
            return
        level = self._levels[vessel.key]
        used_t = _used_t(vessel.use_t_per_day, begin_s)
        held_t = max(level.held_t - (used_t - level.used_t), 0.0)
        self._levels[vessel.key] = _Level(
            begin_s, held_t + mass_t * self.net_share, used_t
        )


def _used_t(use_t_per_day: tuple[float, ...], until_s: float) -> float:
    """What is drawn from the beginning to a moment."""
    whole, part = divmod(until_s / DAY_S, 1.0)
    days, last = int(whole), len(use_t_per_day) - 1
    used = sum(use_t_per_day[:days]) + use_t_per_day[-1] * max(0, days - last - 1)
    return used + part * use_t_per_day[min(days, last)]


def _when_used_s(use_t_per_day: tuple[float, ...], mass_t: float) -> float:
    """When so much has been drawn from the beginning; infinite where it never is."""
    used = 0.0
    for day, use_t in enumerate(use_t_per_day):
        if use_t > 0.0 and used + use_t >= mass_t:
            return (day + (mass_t - used) / use_t) * DAY_S
        used += use_t
    if use_t_per_day[-1] == 0.0:
        return inf
    return (len(use_t_per_day) + (mass_t - used) / use_t_per_day[-1]) * DAY_S
