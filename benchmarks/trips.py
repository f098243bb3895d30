"""How long the plain dispatcher takes: provinces, regencies, then hospitals.

python -m benchmarks.trips
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter

import numpy as np

from napas.domain.network import Vehicle, VehicleKind
from napas.domain.observer import Silence
from napas.domain.territory import Point
from napas.parameters import resolve
from napas.planning.drops import TripProblem, WantedDrop
from napas.planning.travel import Site, draw_atlas
from napas.planning.trips import plan_trips

BEGINS = datetime(2021, 7, 9, tzinfo=UTC)
SEED = 7
LATITUDES_DEG = (-8.5, -6.0)
LONGITUDES_DEG = (105.0, 115.0)
PAYLOADS_T = (14.0, 18.0, 20.0)


@dataclass(frozen=True)
class Size:
    """How large an invented country is."""

    name: str
    sources: int
    targets: int
    days: int
    wanted_t_per_day: float
    vehicles: int = 132


SIZES = (
    Size("provinces", 16, 34, 14, 2_300.0),
    Size("regencies", 16, 514, 14, 2_300.0),
    Size("hospitals", 16, 2_000, 3, 2_300.0),
    Size("hospitals, one source", 1, 2_000, 3, 2_300.0),
)


def invent(size: Size) -> TripProblem:
    """Invent sources, targets, drops and vehicles at random places of one island."""
    random = np.random.default_rng(SEED)

    def sites(letter: str, count: int) -> list[Site]:
        latitudes = random.uniform(*LATITUDES_DEG, count)
        longitudes = random.uniform(*LONGITUDES_DEG, count)
        return [
            Site(f"{letter}{at:04d}", Point(float(north), float(east)), "island")
            for at, (north, east) in enumerate(zip(latitudes, longitudes, strict=True))
        ]

    sources, targets = sites("S", size.sources), sites("T", size.targets)
    shares = random.lognormal(0.0, 0.7, size.targets)
    masses_t = shares / shares.sum() * size.wanted_t_per_day
    nearest = random.integers(0, size.sources, size.targets)
    wanted = [
        WantedDrop(
            day,
            sources[int(nearest[at])].code,
            "maker",
            targets[at].code,
            round(float(masses_t[at]), 3),
            empty_in_h=float(random.uniform(6.0, 72.0)) + 24.0 * day,
        )
        for day in range(size.days)
        for at in range(size.targets)
    ]
    vehicles = [
        Vehicle(
            f"V{at:03d}",
            VehicleKind.ISOTANK,
            PAYLOADS_T[at % len(PAYLOADS_T)],
            sources[at % size.sources].code,
        )
        for at in range(size.vehicles)
    ]
    return TripProblem(
        BEGINS,
        size.days,
        tuple(wanted),
        (*sources, *targets),
        draw_atlas([], resolve()),
        tuple(vehicles),
    )


def main() -> None:
    """Print for every size how long a plan takes and what it ships."""
    parameters = resolve()
    for size in SIZES:
        problem = invent(size)
        begun = perf_counter()
        answer = plan_trips(problem, parameters, Silence())
        took_s = perf_counter() - begun
        wanted_t = sum(drop.mass_t for drop in problem.wanted)
        shipped_t = sum(leg.mass_t for leg in answer.shipments)
        print(
            f"{size.name:24} {took_s:6.2f} s  {len(answer.trips):6d} trips"
            f" {len(answer.shipments):6d} drops {shipped_t / wanted_t:6.1%} shipped"
        )


if __name__ == "__main__":
    main()
