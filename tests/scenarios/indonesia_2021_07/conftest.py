"""The founding scenario, read once for all that is asked of it."""

import pytest

from napas.domain.network import Facility, FacilityKind
from napas.domain.situation import Situation
from napas.exchange.scenario import ScenarioRead, read_scenario
from tests.scenarios.indonesia_2021_07.reading import FOLDER


@pytest.fixture(scope="session")
def read() -> ScenarioRead:
    return read_scenario(FOLDER)


@pytest.fixture(scope="session")
def situation(read: ScenarioRead) -> Situation:
    assert read.situation is not None
    return read.situation


@pytest.fixture(scope="session")
def hospitals(situation: Situation) -> list[Facility]:
    found = situation.facilities
    return [each for each in found if each.kind is FacilityKind.HOSPITAL]
