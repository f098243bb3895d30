"""From degrees to places: the equal-area cylindrical projection.

Areas of a classed map speak, so they must be true; along the middle latitude of the
extent shapes are true as well. For a country near the equator it is hardly told apart
from a plain grid of degrees. Source of the formula: Snyder, Map Projections, a Working
Manual, USGS Professional Paper 1395, 1987, chapter 10.
"""

from dataclasses import dataclass
from math import cos, radians, sin

from napas.pictures.svg import Point

_POLE_DEG = 90.0


@dataclass(frozen=True, slots=True)
class Extent:
    """A piece of the earth.

    A country on both sides of 180 degrees counts its longitudes on beyond 180.

    Raises:
        ValueError: the piece is empty or reaches a pole.
    """

    west_deg: float
    south_deg: float
    east_deg: float
    north_deg: float

    def __post_init__(self) -> None:
        lat_is_good = -_POLE_DEG < self.south_deg < self.north_deg < _POLE_DEG
        if not (lat_is_good and self.west_deg < self.east_deg):
            raise ValueError("not a piece of the earth", self)

    def touches(self, other: "Extent") -> bool:
        """Tell whether two pieces have a place in common."""
        return (
            self.west_deg <= other.east_deg
            and other.west_deg <= self.east_deg
            and self.south_deg <= other.north_deg
            and other.south_deg <= self.north_deg
        )

    def holds(self, longitude_deg: float, latitude_deg: float) -> bool:
        """Tell whether a place lies in the piece."""
        return (
            self.west_deg <= longitude_deg <= self.east_deg
            and self.south_deg <= latitude_deg <= self.north_deg
        )


@dataclass(frozen=True, slots=True)
class Projection:
    """An extent laid over the width of a picture, its north edge at `top`."""

    extent: Extent
    width: float
    top: float

    @property
    def height(self) -> float:
        """How high the extent becomes."""
        return self.at(self.extent.west_deg, self.extent.south_deg)[1] - self.top

    def at(self, longitude_deg: float, latitude_deg: float) -> Point:
        """Give the place of a longitude and latitude."""
        extent = self.extent
        stretch = cos(radians(extent.south_deg + extent.north_deg) / 2)
        radius = self.width / (radians(extent.east_deg - extent.west_deg) * stretch)
        x = radians(longitude_deg - extent.west_deg) * stretch * radius
        drop = sin(radians(extent.north_deg)) - sin(radians(latitude_deg))
        return x, self.top + drop / stretch * radius
