"""The volume of liquid in a tank at a level: by strapping table or by shape."""

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from napas.errors import InvalidError
from napas.units.bounds import require_within

CM3_PER_L = 1000.0
SMALLEST_SIDE_CM = 1.0
LARGEST_SIDE_CM = 10_000.0
"""100 m: no oxygen vessel is larger (judgement)."""


class StrappingTableNotRisingError(InvalidError):
    """A strapping table must start at level 0 and rise strictly in level and volume."""

    code = "strapping-table-not-rising"


class Vessel(Protocol):
    """Anything that knows its volume at a level."""

    @property
    def full_level_cm(self) -> float:
        """Highest level, measured from the lowest point inside."""
        ...

    def volume_l(self, level_cm: float) -> float:
        """Volume of liquid up to a level from 0 to `full_level_cm`, never falling."""
        ...


@dataclass(frozen=True, slots=True)
class StrappingTable:
    """The maker's or surveyor's table of level and volume; straight lines between.

    Attributes:
        points: (level in cm, volume in litres) from the empty to the full tank.

    Raises:
        StrappingTableNotRisingError: fewer than two points, a first level other than
            0, or a level or volume that does not rise.
        NumberOutOfRangeError: a level or volume that is negative or no number.
    """

    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        for level, volume in self.points:
            require_within("level", level, "cm", high=LARGEST_SIDE_CM)
            require_within("volume", volume, "L")
        if len(self.points) < len(("empty", "full")) or self.points[0][0] != 0.0:
            raise StrappingTableNotRisingError(row=1, rows=len(self.points))
        for row, (lower, upper) in enumerate(pairwise(self.points), start=2):
            if not (lower[0] < upper[0] and lower[1] < upper[1]):
                raise StrappingTableNotRisingError(row=row, rows=len(self.points))

    @property
    def full_level_cm(self) -> float:
        """Highest level of the table."""
        return self.points[-1][0]

    def volume_l(self, level_cm: float) -> float:
        """Volume at a level, on the straight line between its two neighbours."""
        level = require_level(level_cm, self.full_level_cm)
        above = bisect_right(self.points, level, key=lambda point: point[0])
        above = min(above, len(self.points) - 1)
        (low_cm, low_l), (high_cm, high_l) = self.points[above - 1 : above + 1]
        share = (level - low_cm) / (high_cm - low_cm)
        return low_l * (1.0 - share) + high_l * share


@dataclass(frozen=True, slots=True)
class UprightCylinder:
    """A standing cylinder with a flat floor and roof.

    Attributes:
        inner_diameter_cm: 1 to 10,000 cm.
        inner_height_cm: 1 to 10,000 cm.

    Raises:
        NumberOutOfRangeError: outside these ranges.
    """

    inner_diameter_cm: float
    inner_height_cm: float

    def __post_init__(self) -> None:
        _require_side("inner_diameter", self.inner_diameter_cm)
        _require_side("inner_height", self.inner_height_cm)

    @property
    def full_level_cm(self) -> float:
        """The inner height."""
        return self.inner_height_cm

    def volume_l(self, level_cm: float) -> float:
        """Circle times level."""
        level = require_level(level_cm, self.full_level_cm)
        return math.pi * (self.inner_diameter_cm / 2.0) ** 2 * level / CM3_PER_L


@dataclass(frozen=True, slots=True)
class LyingCylinder:
    """A lying cylinder with flat or dished ends, as on road tankers and isotanks.

    A dished end is half an ellipsoid of revolution: a depth of a quarter of the
    diameter is the usual 2:1 end, half of the diameter is a half sphere, 0 is flat.

    Attributes:
        inner_diameter_cm: 1 to 10,000 cm.
        inner_length_cm: of the round part without its ends, 1 to 10,000 cm.
        end_depth_cm: of one end, 0 to half of the diameter.

    Raises:
        NumberOutOfRangeError: outside these ranges.
    """

    inner_diameter_cm: float
    inner_length_cm: float
    end_depth_cm: float = 0.0

    def __post_init__(self) -> None:
        _require_side("inner_diameter", self.inner_diameter_cm)
        _require_side("inner_length", self.inner_length_cm)
        require_within(
            "end_depth", self.end_depth_cm, "cm", high=self.inner_diameter_cm / 2.0
        )

    @property
    def full_level_cm(self) -> float:
        """The inner diameter."""
        return self.inner_diameter_cm

    def volume_l(self, level_cm: float) -> float:
        """Circular segment times length, plus the two filled caps of the ends."""
        level = require_level(level_cm, self.full_level_cm)
        radius = self.inner_diameter_cm / 2.0
        half_width = math.sqrt(level * (self.inner_diameter_cm - level))
        # Not acos: it loses all digits where the tank is nearly empty or nearly full.
        half_angle = math.atan2(half_width, radius - level)
        segment = radius**2 * half_angle - (radius - level) * half_width
        # Both ends together are one ellipsoid: a sphere's cap, shortened in depth.
        cap_of_sphere = math.pi * level**2 * (3.0 * radius - level) / 3.0
        ends = cap_of_sphere * self.end_depth_cm / radius
        return (segment * self.inner_length_cm + ends) / CM3_PER_L


def require_level(level_cm: float, full_level_cm: float) -> float:
    """Give back a level inside a vessel.

    Raises:
        NumberOutOfRangeError: below the floor or above the roof.
    """
    return require_within("level", level_cm, "cm", high=full_level_cm)


def _require_side(name: str, side_cm: float) -> None:
    require_within(name, side_cm, "cm", low=SMALLEST_SIDE_CM, high=LARGEST_SIDE_CM)
