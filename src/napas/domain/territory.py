"""The tree of territories: a country, its provinces, their regencies, ... any depth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isnan

from napas.domain.instant import require_amount

POLE_DEG = 90.0
DATE_LINE_DEG = 180.0


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the globe in degrees, north and east positive."""

    latitude_deg: float
    longitude_deg: float

    def __post_init__(self) -> None:
        if abs(self.latitude_deg) > POLE_DEG or isnan(self.latitude_deg):
            message = f"latitude {self.latitude_deg} is off the globe"
            raise ValueError(message)
        if abs(self.longitude_deg) > DATE_LINE_DEG or isnan(self.longitude_deg):
            message = f"longitude {self.longitude_deg} is off the globe"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Territory:
    """One node of the tree.

    Attributes:
        code: text in the country's code system; leading zeros are part of it.
        level: depth below the country, which is 0.
        parent: code of the containing territory; empty for the country alone.
        landmass: the body of land on which a truck can drive without a crossing.
        time_zone: IANA name; empty takes the parent's.
        valid_from: first day of this territory in this parent; None is always.
        valid_to: first day on which it no longer holds; None is open.
    """

    code: str
    name: str
    level: int
    parent: str
    point: Point | None = None
    landmass: str = ""
    time_zone: str = ""
    population: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if not self.code or not self.name:
            message = "a territory needs a code and a name"
            raise ValueError(message)
        if (self.level == 0) != (self.parent == ""):
            message = f"only the country has no parent, not {self.code}"
            raise ValueError(message)
        if self.population is not None:
            require_amount(self.population, "population")

    def holds_on(self, day: date) -> bool:
        """Whether the territory exists in this form on the day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class TerritoryTree:
    """Territories of a country; containment follows parents, never a code's text."""

    territories: tuple[Territory, ...]
    _by_code: dict[str, Territory] = field(init=False, repr=False, compare=False)
    _children: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {territory.code: territory for territory in self.territories}
        if len(by_code) != len(self.territories):
            message = "a territory code stands twice"
            raise ValueError(message)
        children: dict[str, list[str]] = {}
        for territory in self.territories:
            if territory.parent:
                parent = by_code.get(territory.parent)
                if parent is None or parent.level != territory.level - 1:
                    message = f"{territory.code} has no parent one level above"
                    raise ValueError(message)
                children.setdefault(territory.parent, []).append(territory.code)
        if sum(territory.level == 0 for territory in self.territories) != 1:
            message = "a tree has exactly one country"
            raise ValueError(message)
        object.__setattr__(self, "_by_code", by_code)
        object.__setattr__(
            self, "_children", {code: tuple(below) for code, below in children.items()}
        )

    @property
    def country(self) -> Territory:
        """The root."""
        return next(known for known in self.territories if known.level == 0)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Territory:
        return self._by_code[code]

    def children(self, code: str) -> tuple[Territory, ...]:
        """The territories directly below, in the order of the tree."""
        return tuple(self._by_code[child] for child in self._children.get(code, ()))

    def at_level(self, level: int) -> tuple[Territory, ...]:
        """All territories of one level, in the order of the tree."""
        return tuple(known for known in self.territories if known.level == level)

    def upwards(self, code: str) -> Iterator[Territory]:
        """The territory itself, its parent, and so on up to the country."""
        while code:
            territory = self._by_code[code]
            yield territory
            code = territory.parent

    def within(self, code: str, ancestor: str) -> bool:
        """Whether the territory is the ancestor or lies below it."""
        return any(territory.code == ancestor for territory in self.upwards(code))

    def ancestor_at(self, code: str, level: int) -> Territory:
        """The containing territory of a level at or above its own.

        Raises:
            KeyError: the code is unknown or lies above the level.
        """
        for territory in self.upwards(code):
            if territory.level == level:
                return territory
        raise KeyError(code)

    def landmass(self, code: str) -> str:
        """The landmass of the territory, or of the nearest ancestor that names one."""
        named = (known.landmass for known in self.upwards(code) if known.landmass)
        return next(named, "")

    def point(self, code: str) -> Point | None:
        """The point of the territory, or of the nearest ancestor that has one."""
        known = (above.point for above in self.upwards(code) if above.point)
        return next(known, None)

    def time_zone(self, code: str) -> str:
        """The IANA zone of the territory, or of the nearest ancestor that names one."""
        named = (known.time_zone for known in self.upwards(code) if known.time_zone)
        return next(named, "UTC")


def plant_tree(territories: Sequence[Territory]) -> TerritoryTree:
    """Make a tree from territories in any order, sorted by level and code."""
    ordered = sorted(territories, key=lambda known: (known.level, known.code))
    return TerritoryTree(tuple(ordered))
