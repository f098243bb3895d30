"""The drops that wait for a vehicle, and which of them may share a trip."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from napas.domain.network import Form
from napas.domain.plan import because
from napas.parameters import Parameters
from napas.planning.doors import DAY_S, Doors
from napas.planning.drops import TripProblem, Undelivered, Undispatched, WantedDrop
from napas.planning.fleet import Fleet, Handling
from napas.planning.ways import Neighbourhood, Ways
from napas.units.duration import HOURS_PER_DAY
from napas.units.mass import Rounding, g_from_t, t_from_g

Group = tuple[str, str, Form]


@dataclass(frozen=True, slots=True)
class Part:
    """A wanted drop within a waiting one.

    Attributes:
        number: its place among the drops wanted.
    """

    number: int
    wanted: WantedDrop
    mass_g: int


@dataclass(slots=True, eq=False)
class WaitingDrop:
    """One or more wanted drops of one product for one vessel that go together.

    Attributes:
        parts: by day; the last makes it large enough for a stop.
        left_g: grams that still wait.
        last_day: the last on which it may leave its source.
        empty_in_h: when the target is taken to be empty, from the plan's beginning.
        smallest_g: less than this is not worth a stop.
        fault: why it can never go out; None where it may.
    """

    parts: tuple[Part, ...]
    left_g: int
    last_day: int
    empty_in_h: float
    smallest_g: int
    fault: Undispatched | None = None

    @property
    def wanted(self) -> WantedDrop:
        """The last of its parts; source, company, form and target are those of all."""
        return self.parts[-1].wanted

    @property
    def group(self) -> Group:
        """Source, company and form: drops of one group may share a trip."""
        return (self.wanted.source, self.wanted.company, self.wanted.form)

    def waits_on(self, day: int) -> bool:
        """Whether a vehicle may take of it on a day."""
        return (
            self.fault is None
            and self.left_g >= self.smallest_g
            and self.wanted.day <= day <= self.last_day
        )

    def portion_g(self, room_g: int) -> int:
        """What to take into some room so that no rest is left too small for a stop.

        None where that is not possible.
        """
        if self.left_g <= room_g:
            return self.left_g
        taken_g = min(room_g, self.left_g - self.smallest_g)
        return taken_g if taken_g >= self.smallest_g else 0

    def left_over(self, *, stopped_on: int | None) -> Iterator[tuple[int, Undelivered]]:
        """What does not go out, by number of the wanted drop; the last parts stay."""
        left_g = self.left_g
        for part in reversed(self.parts):
            mass_g = min(left_g, part.mass_g)
            left_g -= mass_g
            if mass_g > 0:
                reason = because(
                    self._why_left(stopped_on),
                    source=part.wanted.source,
                    target=part.wanted.target,
                    form=part.wanted.form,
                    day=part.wanted.day,
                    mass_t=t_from_g(mass_g),
                    smallest_t=t_from_g(self.smallest_g),
                )
                yield part.number, Undelivered(part.wanted, t_from_g(mass_g), reason)

    def _why_left(self, stopped_on: int | None) -> Undispatched:
        if self.fault is not None:
            return self.fault
        if self.left_g < self.smallest_g:
            return Undispatched.TOO_SMALL
        if stopped_on is not None and stopped_on <= self.last_day:
            return Undispatched.STOPPED
        return Undispatched.NO_VEHICLE_FREE


@dataclass(frozen=True, slots=True, eq=False)
class WaitingList:
    """All drops, and those that may share a trip.

    Attributes:
        drops: by the first of their parts that was wanted.
        near: by group, its targets and the hops between them.
        at_target: by group and number of the place, its drops.
    """

    drops: tuple[WaitingDrop, ...]
    near: Mapping[Group, Neighbourhood]
    at_target: Mapping[tuple[Group, int], tuple[WaitingDrop, ...]]

    def left_over(self, *, stopped_on: int | None) -> tuple[Undelivered, ...]:
        """What does not go out, with its reason, in the order wanted."""
        numbered = [
            left
            for drop in self.drops
            for left in drop.left_over(stopped_on=stopped_on)
        ]
        return tuple(left for _, left in sorted(numbered, key=lambda known: known[0]))


def most_urgent_first(drops: Iterable[WaitingDrop], day: int) -> list[WaitingDrop]:
    """Those that wait on a day; of equally urgent ones the oldest, then the largest."""
    return sorted(
        (drop for drop in drops if drop.waits_on(day)),
        key=lambda drop: (
            drop.empty_in_h,
            drop.wanted.day,
            -drop.left_g,
            drop.wanted.target,
            drop.wanted.source,
            drop.wanted.company,
            drop.wanted.form,
        ),
    )


def list_drops(
    problem: TripProblem,
    ways: Ways,
    fleet: Fleet,
    handling: Mapping[Form, Handling],
    parameters: Parameters,
) -> WaitingList:
    """List the drops wanted, with the fault of those that can never go out."""
    doors = Doors.of(problem)
    astray = {vehicle.code for vehicle in problem.vehicles} - set(fleet.codes)
    waiting_days = int(parameters["dispatch.waiting_days"])
    drops = []
    for parts in _bundle(problem.wanted, handling):
        form = parts[-1].wanted.form
        drop = WaitingDrop(
            parts,
            left_g=sum(part.mass_g for part in parts),
            last_day=min(parts[-1].wanted.day + waiting_days, problem.horizon_days - 1),
            empty_in_h=_empty_in_h(parts),
            smallest_g=handling[form].smallest_g,
        )
        drop.fault = (
            Undispatched.SITE_UNKNOWN
            if drop.wanted.source in astray
            else _find_fault(drop, ways, fleet, doors, handling[form])
        )
        drops.append(drop)
    at_target: dict[tuple[Group, int], list[WaitingDrop]] = {}
    members: dict[Group, set[int]] = {}
    for drop in drops:
        if drop.fault is None:
            place = ways.numbers[drop.wanted.target]
            at_target.setdefault((drop.group, place), []).append(drop)
            members.setdefault(drop.group, set()).add(place)
    near = {
        group: Neighbourhood(
            ways,
            np.array(sorted(places), dtype=np.int64),
            within_h=parameters["dispatch.combine_h"],
            speed_km_per_h=parameters["tankers.speed_full_km_per_h"],
        )
        for group, places in members.items()
    }
    by_target = {
        key: tuple(sorted(found, key=lambda drop: drop.wanted.day))
        for key, found in at_target.items()
    }
    return WaitingList(tuple(drops), near, by_target)


def _bundle(
    wanted: Iterable[WantedDrop], handling: Mapping[Form, Handling]
) -> list[tuple[Part, ...]]:
    """Join drops too small for a stop to the next ones of their product and vessel.

    They go when they are large enough together, late rather than early: what comes
    early may find no room in the tank, nor stock at the source.
    """
    rows: dict[tuple[str, str, Form, str, str], list[Part]] = {}
    for number, drop in enumerate(wanted):
        key = (drop.source, drop.company, drop.form, drop.target, drop.owner)
        mass_g = g_from_t(drop.mass_t, rounding=Rounding.HALF_EVEN)
        rows.setdefault(key, []).append(Part(number, drop, mass_g))
    bundles: list[tuple[Part, ...]] = []
    for row in rows.values():
        bundle: list[Part] = []
        for part in sorted(row, key=lambda part: part.wanted.day):
            bundle.append(part)
            smallest_g = handling[part.wanted.form].smallest_g
            if sum(held.mass_g for held in bundle) >= smallest_g:
                bundles.append(tuple(bundle))
                bundle = []
        if bundle:
            bundles.append(tuple(bundle))
    return sorted(bundles, key=lambda bundle: bundle[0].number)


def _empty_in_h(parts: Iterable[Part]) -> float:
    """The earliest of the hours known, or else the end of the last part's day."""
    wanted = [part.wanted for part in parts]
    known = [drop.empty_in_h for drop in wanted if drop.empty_in_h is not None]
    return min(known, default=(wanted[-1].day + 1) * HOURS_PER_DAY)


def _find_fault(
    drop: WaitingDrop, ways: Ways, fleet: Fleet, doors: Doors, handling: Handling
) -> Undispatched | None:
    """The first thing that keeps a drop from ever going out."""
    wanted = drop.wanted
    source = ways.numbers.get(wanted.source)
    target = ways.numbers.get(wanted.target)
    if source is None or target is None:
        return Undispatched.SITE_UNKNOWN
    places = fleet.place[fleet.carries[wanted.form]]
    faults = {
        Undispatched.TOO_SMALL: drop.left_g < drop.smallest_g,
        Undispatched.NO_ROUTE: np.isnan(ways.road_km[source, target])
        or ways.opens_s[source, target] >= (drop.last_day + 1) * DAY_S,
        Undispatched.RECEIVING_TOO_SHORT: not doors.wide_enough(
            wanted.target, handling.dropping_s
        ),
        Undispatched.NO_CARRIER: not places.size,
        Undispatched.OUT_OF_REACH: np.isnan(ways.road_km[source, places]).all(),
    }
    return next((fault for fault, holds in faults.items() if holds), None)
