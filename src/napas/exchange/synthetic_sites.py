"""Invented places on the ground: points by chance on land, territories of a level."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from napas.domain.territory import DATE_LINE_DEG, POLE_DEG, Point, Territory
from napas.exchange.synthetic_draws import Draws

KM_PER_DEGREE = 111.2
"""Length of one degree of a great circle."""
NEAREST_TO_POLE_DEG = 85.0
"""Beyond it a degree of longitude is too short to scatter by."""
DECIMALS = 3
"""A thousandth of a degree is about a hundred metres."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A round piece of land.

    Attributes:
        landmass: the body of land it is a part of; empty is that of its territory.
    """

    centre: Point
    radius_km: float
    landmass: str = ""


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """So many territories whose codes count up from a number under their parent's."""

    first: int
    territories: int


def scatter(disc: Disc, draws: Draws) -> Point:
    """A point by chance, anywhere in the disc as likely."""
    distance_km = disc.radius_km * math.sqrt(draws.share())
    angle = math.tau * draws.share()
    north_deg = distance_km * math.sin(angle) / KM_PER_DEGREE
    latitude_deg = disc.centre.latitude_deg + north_deg
    held_deg = min(max(latitude_deg, -NEAREST_TO_POLE_DEG), NEAREST_TO_POLE_DEG)
    narrowing = math.cos(math.radians(held_deg))
    east_deg = distance_km * math.cos(angle) / (KM_PER_DEGREE * narrowing)
    longitude_deg = disc.centre.longitude_deg + east_deg
    return Point(
        round(min(max(latitude_deg, -POLE_DEG), POLE_DEG), DECIMALS),
        round(
            (longitude_deg + DATE_LINE_DEG) % (2 * DATE_LINE_DEG) - DATE_LINE_DEG,
            DECIMALS,
        ),
    )


def invent_territories(
    parent: Territory,
    blocks: Sequence[CodeBlock],
    land: Sequence[Disc],
    *,
    name: str,
    seed: int,
) -> tuple[Territory, ...]:
    """Territories below a parent: the seat at its point, the others by chance on land.

    The seat is the first of the last block that has any: cities follow districts.

    Args:
        parent: its point is that of the seat.
        blocks: how the codes count up, two digits each.
        land: where the others may lie; a disc is taken as often as it is wide.
        name: of each, before its code.
        seed: of the whole scenario.
    """
    seats = [block.first for block in blocks if block.territories]
    return tuple(
        Territory(
            code=code,
            name=f"{name} {code}",
            level=parent.level + 1,
            parent=parent.code,
            point=site.centre if site else parent.point,
            landmass=site.landmass if site else "",
        )
        for block in blocks
        for number in range(block.first, block.first + block.territories)
        for code in (f"{parent.code}{number:02d}",)
        for site in (None if number == seats[-1] else _site(code, land, seed),)
    )


def _site(code: str, land: Sequence[Disc], seed: int) -> Disc:
    """A point by chance on land, with the landmass it lies on."""
    draws = Draws(seed, code, "site")
    disc = _drawn_disc(land, draws)
    return Disc(scatter(disc, draws), 0.0, disc.landmass)


def _drawn_disc(land: Sequence[Disc], draws: Draws) -> Disc:
    reach_km = draws.between(0.0, math.fsum(disc.radius_km for disc in land))
    for disc in land[:-1]:
        reach_km -= disc.radius_km
        if reach_km < 0.0:
            return disc
    return land[-1]
