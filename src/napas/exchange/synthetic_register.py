"""An invented register: as many hospitals and beds as a table counts, no real one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from napas.domain.apportionment import share_out
from napas.domain.territory import Territory
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.synthetic_draws import Draws
from napas.parameters import Parameters

FEWEST_BEDS = 5
"""No invented hospital has fewer."""
SEAT_WEIGHT = 3.0
"""How many hospitals the first territory named has for one of another."""


@dataclass(frozen=True, slots=True)
class HospitalCount:
    """How many hospitals and beds a territory has, all classes together."""

    territory: str
    hospitals: int
    beds: int


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many hospitals of a class the country has, and their usual size in beds."""

    class_code: str
    hospitals: int
    typical_beds: float


@dataclass(frozen=True, slots=True)
class Lettering:
    """How invented hospitals are told: marks before the number that each is given."""

    code: str
    name: str


def invent_register(
    counts: Sequence[tuple[HospitalCount, Sequence[Territory]]],
    classes: Sequence[ClassCount],
    lettering: Lettering,
    parameters: Parameters,
    *,
    seed: int,
) -> tuple[RegisteredHospital, ...]:
    """Hospitals that keep every count: by territory, by class, and beds by territory.

    Args:
        counts: each territory with those below it, the seat first.
        classes: their hospitals sum to those of the counts.
        lettering: of codes and names.
        parameters: `synthetic.bed_spread`.
        seed: of the whole scenario.

    Raises:
        ValueError: classes and counts have different sums.
    """
    dealt = iter(deal_classes(classes))
    total = sum(count.hospitals for count, _ in counts)
    if total != sum(each.hospitals for each in classes):
        message = "classes and territories count different numbers of hospitals"
        raise ValueError(message)
    spread = parameters["synthetic.bed_spread"]
    found: list[RegisteredHospital] = []
    for count, below in counts:
        weights = [SEAT_WEIGHT, *[1.0] * (len(below) - 1)]
        homes = [
            territory
            for territory, pieces in zip(
                below, share_out(count.hospitals, weights), strict=True
            )
            for _ in range(pieces)
        ]
        kinds = [next(dealt) for _ in homes]
        numbers = [
            f"{count.territory}-{place:03d}" for place in range(1, len(homes) + 1)
        ]
        sizes = [
            kind.typical_beds
            * math.exp(spread * Draws(seed, lettering.code + number, "beds").bell())
            for kind, number in zip(kinds, numbers, strict=True)
        ]
        spare = count.beds - FEWEST_BEDS * count.hospitals
        found.extend(
            RegisteredHospital(
                code=f"{lettering.code}{number}",
                name=f"{lettering.name} {number}",
                territory=home.code,
                territory_name=home.name,
                parent=count.territory,
                class_code=kind.class_code,
                beds=FEWEST_BEDS + more,
            )
            for number, home, kind, more in zip(
                numbers, homes, kinds, share_out(spare, sizes), strict=True
            )
        )
    return tuple(found)


def deal_classes(classes: Sequence[ClassCount]) -> tuple[ClassCount, ...]:
    """All hospitals' classes in an order in which each class is spread evenly."""
    places = [
        ((piece + 0.5) / each.hospitals, rank, each)
        for rank, each in enumerate(classes)
        for piece in range(each.hospitals)
    ]
    return tuple(each for _, _, each in sorted(places, key=lambda place: place[:2]))
