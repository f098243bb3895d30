"""The folder of the founding scenario, its rows, and groups of its plants."""

import csv
from pathlib import Path

from napas.domain.network import Plant
from napas.domain.situation import Situation
from napas.exchange.scenarios import founding_scenario

FOLDER = founding_scenario()


def plants_of(situation: Situation, first: int, last: int) -> list[Plant]:
    wanted = {f"P{number:02d}" for number in range(first, last + 1)}
    return [plant for plant in situation.plants if plant.code in wanted]


def offers_t_per_day(plants: list[Plant]) -> float:
    return sum(plant.offered_t_per_day or 0.0 for plant in plants)


def facts_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / "facts" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
