"""What a reader of a plan is shown, picked and ordered, still without words."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

from napas.domain.finding import Code, Finding
from napas.domain.headline import Headline
from napas.domain.need import Severity, Span
from napas.domain.plan import ChainLink, Cover, PlaceLine, Plan, Shipment, Unsent
from napas.domain.situation import Situation
from napas.exchange.plan_document import synthetic_codes
from napas.oversight.doubt import ReportDoubt
from napas.planning.chain import ChainNote
from napas.planning.place_need import known_sum
from napas.planning.sensitivity import RuleUnmet
from napas.planning.weighing import Weights

WORST_SHOWN = 10
FIRST_SHIPMENTS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one code: the first of them, and how many more there are."""

    code: Code
    first: tuple[Finding, ...]
    more: int


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan beside the picture it rests on and the supply line of its moment.

    Attributes:
        synthetic_notes: (language, remark) pairs on what was invented, and how.
        names: of territories, plants and facilities, by code.
        weights: what was assumed, and how much depends on it; None is not weighed.
        ends: what stays unmet with the weightiest assumptions at their ends.
    """

    plan: Plan
    situation: Situation
    headline: Headline
    synthetic_notes: tuple[tuple[str, str], ...] = ()
    weights: Weights | None = None
    ends: tuple[RuleUnmet, ...] = ()
    names: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        situation = self.situation
        names = {plant.code: plant.name for plant in situation.plants}
        names |= {known.code: known.name for known in situation.facilities}
        names |= {
            known.code: known.name for known in situation.country.tree.territories
        }
        object.__setattr__(self, "names", names)

    @property
    def synthetic(self) -> bool:
        """Whether anything shown was invented by rule."""
        return any(facility.synthetic for facility in self.situation.facilities)

    def name_of(self, code: str) -> str:
        """The name of a facility, plant or territory, or its code where it has none."""
        return self.names.get(code, code)

    def coded_name_of(self, code: str) -> str:
        """The name of a facility after its code; the code alone where that is it."""
        name = self.name_of(code)
        return code if name == code else f"{code} {name}"

    def synthetic_note(self, language: str) -> str:
        """What the scenario says was invented; empty where it says nothing."""
        return dict(self.synthetic_notes).get(language, "")

    @property
    def synthetic_codes(self) -> frozenset[str]:
        """Facilities and vehicles that were invented, or hold what was."""
        return synthetic_codes(self.situation)

    @property
    def links_unknown(self) -> tuple[ChainLink, ...]:
        """Links of the chain of which nothing at all is known."""
        return tuple(
            ChainLink(str(dict(note.params)["link"]))
            for note in self.plan.chain.notes
            if note.code is ChainNote.NOTHING_KNOWN
        )

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

    @property
    def told_provinces(self) -> tuple[PlaceLine, ...]:
        """Provinces of which the picture tells anything."""
        told = self._told_provinces()
        return tuple(line for line in self.plan.provinces if line.code in told)

    def _told_provinces(self) -> set[str]:
        """Codes of provinces in which something is told to be."""
        tree = self.situation.country.tree
        homes = {facility.territory for facility in self.situation.facilities}
        homes |= {place.territory for place in self.situation.places}
        return {
            above.code for home in homes if home in tree for above in tree.upwards(home)
        }

    @property
    def has_places(self) -> bool:
        """Whether the plan has places of another level than that of the provinces."""
        return self.plan.places != self.plan.provinces

    def worst_places(self, most: int) -> tuple[PlaceLine, ...]:
        """Places of the planned level by unmet need, as far as it is known."""
        known = [line for line in self.plan.places if line.unmet_t_per_day is not None]
        return tuple(sorted(known, key=_misery)[:most])

    @property
    def places_unknown(self) -> int:
        """How many places of the planned level nobody knows the need of."""
        return sum(line.unmet_t_per_day is None for line in self.plan.places)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong or doubtful, in the plan and in the data it was made from."""
        every = (*self.plan.findings, *self.situation.findings)
        return tuple(dict.fromkeys(every))

    def findings_by_code(self, most: int) -> tuple[FindingGroup, ...]:
        """The first findings of every code, in the order in which codes first come."""
        groups: dict[Code, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            groups[finding.code].append(finding)
        return tuple(
            FindingGroup(code, tuple(found[:most]), max(0, len(found) - most))
            for code, found in groups.items()
        )

    def worst_facilities(self, most: int = WORST_SHOWN) -> tuple[Cover, ...]:
        """Facilities by hours left in the form that feeds them, the shortest first.

        Facilities whose cover is unknown are counted apart, never listed as zero.
        """
        known = [cover for cover in self.plan.covers if cover.cover_h is not None]
        ordered = sorted(known, key=_hours_left)
        return tuple(ordered[:most])

    def told_facilities(self, most: int) -> tuple[Cover, ...]:
        """The worst facilities, and behind them as many others with a held report.

        A held report is one to ask about, so that it is told however long the oxygen
        seems to last; those of which nothing is known come first.
        """
        worst = self.worst_facilities(most)
        held = sorted(
            (
                cover
                for cover in self.plan.covers
                if cover.held_at and cover not in worst
            ),
            key=lambda cover: (cover.cover_h or 0.0, cover.facility, cover.form),
        )
        return (*worst, *held[:most])

    @property
    def alarms(self) -> tuple[Finding, ...]:
        """Held reports that would leave somebody below the red line: all of them."""
        low = ReportDoubt.HELD_LOW
        return tuple(finding for finding in self.findings if finding.code is low)

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
    def need_t_per_day(self) -> float | None:
        """Need by norm, summed over the provinces where it is known, or None."""
        return known_sum(line.need_t_per_day for line in self.plan.provinces)

    @property
    def needs_unknown(self) -> int:
        """How many provinces are in no sum because nobody knows their need."""
        return sum(line.need_t_per_day is None for line in self.plan.provinces)

    @property
    def measured_t_per_day(self) -> Span | None:
        """Use by measured flows, summed in its outer range where it is known."""
        uses = (line.measured_use_t_per_day for line in self.plan.provinces)
        known = [use for use in uses if use is not None]
        return reduce(Span.plus, known) if known else None

    @property
    def planned_t_per_day(self) -> float | None:
        """Planned need, summed over the provinces where it is known, or None."""
        return known_sum(line.planned_need_t_per_day for line in self.plan.provinces)

    @property
    def allocated_t_per_day(self) -> float:
        """What the provinces get in the first 24 h."""
        return sum(line.allocated_t_per_day for line in self.plan.provinces)

    @property
    def unmet_t_per_day(self) -> float | None:
        """What the provinces lack in the first 24 h, where it is known at all."""
        return known_sum(line.unmet_t_per_day for line in self.plan.provinces)

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
