"""A country as data: its tree, its units, its rules with their dates."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from napas.domain.instant import require_amount
from napas.domain.naming import Naming
from napas.domain.network import Link
from napas.domain.territory import TerritoryTree


class Objective(StrEnum):
    """What an allocation strives for, one strictly before the next."""

    UNMET_CRITICAL = "unmet_critical"
    UNMET_SEVERE = "unmet_severe"
    EVENNESS = "evenness"
    RESERVE_HOURS = "reserve_hours"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class AllocationPolicy:
    """A named, dated order of objectives, and who decided it.

    Attributes:
        target_reserve_h: hours of cover above which more reserve has no worth.
    """

    name: str
    objectives: tuple[Objective, ...]
    target_reserve_h: float
    valid_from: date
    valid_to: date | None
    authority: str
    source: str

    def __post_init__(self) -> None:
        if len(set(self.objectives)) != len(self.objectives) or not self.objectives:
            message = f"policy {self.name} must name each objective once"
            raise ValueError(message)
        require_amount(self.target_reserve_h, "target_reserve_h")

    def holds_on(self, day: date) -> bool:
        """Whether the policy is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class CylinderType:
    """A cylinder by what it is, never by a letter alone.

    Attributes:
        water_l: water volume in litres.
        pressure_bar: gauge pressure when full.
        purity: oxygen share of the fill, 0 to 1.
    """

    code: str
    name: str
    water_l: float
    pressure_bar: float
    purity: float
    valve: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        require_amount(self.water_l, "water_l")
        require_amount(self.pressure_bar, "pressure_bar")
        require_amount(self.purity, "purity", at_most=1.0)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the tree with its name in the country's own words."""

    depth: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Landmass:
    """A landmass of the tree with its name in the country's own words."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class RestrictionLevel:
    """A step of public restrictions, by the country's own code."""

    code: str
    name: str
    rank: int


@dataclass(frozen=True, slots=True)
class Agency:
    """A body with duties."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A task that one agency answers for in one territory."""

    task: str
    agency: str
    territory: str


@dataclass(frozen=True, slots=True)
class ProcurementRule:
    """A rule of buying with its dates."""

    code: str
    summary: str
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Currency:
    """Money is counted in whole minor units of an ISO 4217 currency."""

    code: str
    decimals: int


@dataclass(frozen=True, slots=True)
class Country:
    """Everything that differs from country to country and is not code.

    Attributes:
        code: ISO 3166-1 alpha-3, lower case.
        code_system: the named system and year of the territory codes.
        reporting_cut_h: local hour at which a reporting day ends, 0 to 24.
        gas_reference_temperature_c: to which a bare cubic metre refers in this
            country's trade, at 101.325 kPa; it is still asked for at every border.
        planning_level: key of the level at which a nation is planned by default.
        landmasses: names of those whose key is not their name.
        links: its crossings, used under those that a situation names itself.
        naming: its systems of codes, short forms of words, and other names.
        parameter_entries: the parameters it sets, as (name, value) pairs.
    """

    code: str
    name: str
    code_system: str
    languages: tuple[str, ...]
    levels: tuple[Level, ...]
    tree: TerritoryTree
    time_zone: str
    reporting_cut_h: float
    currencies: tuple[Currency, ...]
    gas_reference_temperature_c: float
    planning_level: str
    bed_norm_kg_per_day: float | None = None
    bed_norm_source: str = ""
    cylinder_types: tuple[CylinderType, ...] = ()
    policies: tuple[AllocationPolicy, ...] = ()
    restriction_levels: tuple[RestrictionLevel, ...] = ()
    agencies: tuple[Agency, ...] = ()
    duties: tuple[Duty, ...] = ()
    procurement_rules: tuple[ProcurementRule, ...] = ()
    landmasses: tuple[Landmass, ...] = ()
    links: tuple[Link, ...] = ()
    naming: Naming = field(default_factory=Naming)
    parameter_entries: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        require_amount(self.reporting_cut_h, "reporting_cut_h", at_most=24.0)
        depths = [level.depth for level in self.levels]
        if depths != list(range(len(depths))):
            message = f"levels of {self.code} must count up from the country"
            raise ValueError(message)
        if self.planning_level not in {level.key for level in self.levels}:
            message = f"{self.code} has no level {self.planning_level!r}"
            raise ValueError(message)

    def depth_of(self, key: str) -> int:
        """How deep a level lies.

        Raises:
            KeyError: the country has no level of that key.
        """
        for level in self.levels:
            if level.key == key:
                return level.depth
        raise KeyError(key)

    def policy_on(self, day: date) -> AllocationPolicy:
        """The policy in force on a day, the one that began last if several are.

        Raises:
            LookupError: none is.
        """
        return _latest(self.policies, day)


def _latest(policies: Iterable[AllocationPolicy], day: date) -> AllocationPolicy:
    standing = [policy for policy in policies if policy.holds_on(day)]
    if not standing:
        message = f"no allocation policy holds on {day}"
        raise LookupError(message)
    return max(standing, key=lambda policy: (policy.valid_from, policy.name))
