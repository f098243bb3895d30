"""What a reader of a plan is shown, picked and ordered, still without words."""

from dataclasses import dataclass

from napas.domain.headline import Headline
from napas.domain.need import Severity
from napas.domain.network import Facility
from napas.domain.plan import Cover, PlaceLine, Plan, Shipment, Unsent
from napas.domain.situation import Situation
from napas.planning.sensitivity import RuleUnmet
from napas.planning.weighing import Weights

WORST_SHOWN = 10
FIRST_SHIPMENTS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan beside the picture it rests on and the supply line of its moment.

    Attributes:
        weights: what was assumed, and how much depends on it; None is not weighed.
        ends: what stays unmet with the weightiest assumptions at their ends.
    """

    plan: Plan
    situation: Situation
    headline: Headline
    weights: Weights | None = None
    ends: tuple[RuleUnmet, ...] = ()

    @property
    def synthetic(self) -> bool:
        """Whether anything shown was invented by rule."""
        return any(facility.synthetic for facility in self.situation.facilities)

    @property
    def facilities(self) -> dict[str, Facility]:
        """Facilities by code."""
        return {facility.code: facility for facility in self.situation.facilities}

    def name_of(self, code: str) -> str:
        """The name of a facility, plant or territory, or its code where it has none."""
        tree = self.situation.country.tree
        if code in tree:
            return tree[code].name
        named = {plant.code: plant.name for plant in self.situation.plants}
        known = self.facilities.get(code)
        return known.name if known else named.get(code, code)

    def worst_provinces(self, most: int = WORST_SHOWN) -> tuple[PlaceLine, ...]:
        """Provinces by unmet need of the first 24 h, the unknown first.

        A province of which the picture tells nothing at all comes last: it is not known
        to be in trouble, nobody has looked at it.
        """
        told = self._told_provinces()
        ordered = sorted(
            self.plan.provinces, key=lambda line: (line.code not in told, _misery(line))
        )
        return tuple(ordered[:most])

    def _told_provinces(self) -> set[str]:
        """Codes of provinces in which something is told to be."""
        tree = self.situation.country.tree
        homes = {facility.territory for facility in self.situation.facilities}
        homes |= {place.territory for place in self.situation.places}
        return {
            above.code for home in homes if home in tree for above in tree.upwards(home)
        }

    def worst_facilities(self, most: int = WORST_SHOWN) -> tuple[Cover, ...]:
        """Facilities by hours left in the form that feeds them, the shortest first.

        Facilities whose cover is unknown are counted apart, never listed as zero.
        """
        known = [cover for cover in self.plan.covers if cover.cover_h is not None]
        ordered = sorted(known, key=_hours_left)
        return tuple(ordered[:most])

    @property
    def covers_unknown(self) -> int:
        """How many facility covers nobody knows."""
        return sum(cover.cover_h is None for cover in self.plan.covers)

    def first_shipments(
        self, most: int = FIRST_SHIPMENTS_SHOWN
    ) -> tuple[Shipment, ...]:
        """The first drops by time of departure."""
        ordered = sorted(
            self.plan.shipments,
            key=lambda leg: (leg.depart, leg.vehicle, leg.target),
        )
        return tuple(ordered[:most])

    @property
    def need_t_per_day(self) -> float:
        """Need by norm, summed over the provinces where it is known."""
        return sum(line.need_t_per_day or 0.0 for line in self.plan.provinces)

    @property
    def planned_t_per_day(self) -> float:
        """Planned need, summed over the provinces where it is known."""
        return sum(line.planned_need_t_per_day or 0.0 for line in self.plan.provinces)

    @property
    def allocated_t_per_day(self) -> float:
        """What the provinces get in the first 24 h."""
        return sum(line.allocated_t_per_day for line in self.plan.provinces)

    @property
    def unmet_t_per_day(self) -> float:
        """What the provinces lack in the first 24 h, where it is known."""
        return sum(line.unmet_t_per_day or 0.0 for line in self.plan.provinces)

    @property
    def on_trucks_t(self) -> float:
        """What travels on the vehicles of the days that are dispatched."""
        return sum(leg.mass_t for leg in self.plan.shipments)

    @property
    def unsent_t(self) -> float:
        """What was to be sent on those days and no vehicle takes."""
        return sum(rest.mass_t for rest in self.plan.unsent)

    def largest_unsent(self, most: int) -> tuple[Unsent, ...]:
        """The heaviest drops that no vehicle takes."""
        ordered = sorted(
            self.plan.unsent, key=lambda rest: (-rest.mass_t, rest.target, rest.day)
        )
        return tuple(ordered[:most])

    def unmet_by_day(self, severity: Severity | None = None) -> tuple[float, ...]:
        """Need of known places that stays unmet, day by day; of one class or of all."""
        days = [0.0] * self.plan.horizon_days
        for short in self.plan.shortfalls:
            if severity is None or short.severity is severity:
                days[short.day] += short.mass_t
        return tuple(days)

    def sent_by_day(self) -> tuple[float, ...]:
        """What is sent and made on the spot, day by day."""
        days = [0.0] * self.plan.horizon_days
        for given in self.plan.allocations:
            days[given.day] += given.mass_t
        return tuple(days)


def _misery(line: PlaceLine) -> tuple[float, str]:
    if line.unmet_t_per_day is None:
        return (float("-inf"), line.code)
    return (-line.unmet_t_per_day, line.code)


def _hours_left(cover: Cover) -> tuple[float, str]:
    assert cover.cover_h is not None, "only known covers are ordered"
    return (cover.cover_h, cover.facility)
