"""The contract: a plan is the same, byte for byte, from a folder and from the books."""

from pathlib import Path

import pytest
from pytest_django import Settings

from napas.domain.access import Role
from napas.exchange.scenario import read_scenario
from napas.exchange.scenarios import founding_scenario
from napas.parameters import resolve
from napas.tower.actions.enter_facts import enter_facts
from napas.tower.queries.facts import Moment
from napas.tower.queries.situation import situation
from tests.tower.cast import COUNTRY, WAVE, sent, somebody
from tests.tower.planning import plan_bytes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("folder", "country"),
    [(WAVE, str(COUNTRY)), (founding_scenario(), "idn")],
    ids=["xar-wave", "indonesia-2021-07"],
)
def test_a_plan_is_the_same_from_the_folder_and_from_the_books(
    folder: Path, country: str, settings: Settings
) -> None:
    settings.NAPAS_COUNTRY = country
    read = read_scenario(folder)
    assert read.situation is not None
    assert read.settings is not None
    officer = somebody(Role.DUTY_OFFICER, read.situation.country.tree.country.code)
    stale_h = resolve(read.settings.layers)["reports.stale_h"]

    enter_facts(officer, sent(at=read.situation.known_at), situation=read.situation)
    moment = Moment(read.situation.as_of, read.situation.known_at)
    from_books = situation(officer, moment, stale_h=stale_h)

    for name in read.situation.__dataclass_fields__:
        assert getattr(from_books, name) == getattr(read.situation, name), name
    assert plan_bytes(from_books, read.settings) == plan_bytes(
        read.situation, read.settings
    )
