"""The contract: a plan is the same, byte for byte, from a folder and from the books."""

from pathlib import Path

import pytest
from pytest_django import Settings

from napas.domain.access import Role
from napas.domain.headline import headline
from napas.domain.observer import Silence
from napas.domain.situation import Situation
from napas.exchange.plan_document import plan_document, to_json
from napas.exchange.scenario import read_scenario
from napas.exchange.scenarios import founding_scenario
from napas.exchange.settings import ScenarioSettings
from napas.parameters import resolve
from napas.planning.make_plan import make_plan
from napas.planning.need import assess_needs
from napas.planning.outlook import look_ahead
from napas.planning.problem import PlanProblem
from napas.tower.actions.enter_facts import enter_facts
from napas.tower.queries.facts import Moment
from napas.tower.queries.situation import situation
from tests.tower.cast import COUNTRY, WAVE, sent, somebody

HORIZON_DAYS = 2


def plan_bytes(picture: Situation, settings: ScenarioSettings) -> str:
    """The document of the plan of a picture."""
    parameters = resolve(settings.layers)
    level = settings.level or picture.country.planning_level
    needs = assess_needs(picture, level, parameters)
    forecast = look_ahead(
        needs,
        parameters,
        Silence(),
        first_day=picture.as_of.date(),
        horizon_days=HORIZON_DAYS,
        basis=settings.basis,
        seed=settings.seed,
    )
    problem = PlanProblem(
        picture, forecast, HORIZON_DAYS, settings.quantile, settings.seed, level, needs
    )
    plan = make_plan(problem, parameters, Silence())
    line = headline(picture.claims, known_at=picture.known_at)
    return to_json(plan_document(plan, picture, line, run={}))


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
