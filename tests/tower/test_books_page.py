"""The page on the books speaks of everything they offer."""

import re
from pathlib import Path

from napas.tower.actions.offered import ACTIONS
from napas.tower.queries.offered import QUERIES
from napas.tower.records import models as tables

PAGE = (Path(__file__).parents[2] / "docs" / "books.md").read_text("utf-8")
PARTS_OF_A_FACILITY = {
    "CensusRow",
    "HoldingRow",
    "OwnSourceRow",
    "PatientsRow",
    "TankRow",
}


def test_every_operation_is_mentioned() -> None:
    offered = {**ACTIONS, **QUERIES}

    assert [name for name in offered if f"`{name}`" not in PAGE] == []


def test_every_table_is_mentioned() -> None:
    told = set(tables.__all__) - PARTS_OF_A_FACILITY

    assert [name for name in told if f"`{name}`" not in PAGE] == []


def test_every_setting_is_mentioned() -> None:
    settings = Path(tables.__file__).parents[1] / "settings.py"
    named = set(re.findall(r"NAPAS_[A-Z]+", settings.read_text("utf-8")))

    assert named
    assert {name for name in named if f"`{name}`" not in PAGE} == set()
