"""The national line of 8 July 2021, told again from the books: morning and evening."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from napas.domain.access import Role
from napas.domain.headline import headline as line_of
from napas.exchange.scenario import read_scenario
from napas.exchange.scenarios import founding_scenario
from napas.tower.actions.enter_facts import enter_facts, withdraw_facts
from napas.tower.queries.headline import headline
from tests.tower.cast import at, sent, somebody

MORNING = datetime(2021, 7, 8, 1, tzinfo=UTC)
EVENING = datetime(2021, 7, 8, 16, 59, tzinfo=UTC)


@pytest.mark.usefixtures("db")
def test_the_line_is_told_again_as_it_was_known_that_day(settings: Settings) -> None:
    settings.NAPAS_COUNTRY = "idn"
    picture = read_scenario(founding_scenario()).situation
    assert picture is not None
    told = replace(
        picture, facilities=(), stocks=(), vehicles=(), plants=(), findings=()
    )
    officer = somebody(Role.DUTY_OFFICER, picture.country.tree.country.code)
    batch = enter_facts(officer, sent(at=picture.known_at), situation=told).subject

    lines = [headline(officer, at(moment)) for moment in (MORNING, EVENING)]

    assert lines == [
        line_of(picture.claims, known_at=moment) for moment in (MORNING, EVENING)
    ]
    assert lines[1].secured_t_per_day == 2622.9
    assert lines[0].secured_t_per_day != lines[1].secured_t_per_day

    withdraw_facts(officer, sent(at=picture.known_at, reason="wrong"), batch=batch)
    assert headline(officer, at(EVENING)).secured_claim is None
