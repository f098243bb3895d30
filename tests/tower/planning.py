"""Plans made from a picture as the command line makes them, for a short horizon."""

from napas.domain.headline import headline
from napas.domain.observer import Silence
from napas.domain.plan import Plan
from napas.domain.situation import Situation
from napas.exchange.plan_document import plan_document, to_json
from napas.exchange.settings import ScenarioSettings
from napas.parameters import resolve
from napas.planning.make_plan import make_plan
from napas.planning.need import assess_needs
from napas.planning.outlook import look_ahead
from napas.planning.problem import PlanProblem

HORIZON_DAYS = 2


def planned(picture: Situation, settings: ScenarioSettings, level: str = "") -> Plan:
    """The plan of a picture."""
    parameters = resolve(settings.layers)
    level = level or settings.level or picture.country.planning_level
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
    return make_plan(problem, parameters, Silence())


def document_of(plan: Plan, picture: Situation) -> str:
    """What a plan says, as it is kept and shown."""
    line = headline(picture.claims, known_at=picture.known_at)
    return to_json(plan_document(plan, picture, line, run={}))


def plan_bytes(picture: Situation, settings: ScenarioSettings) -> str:
    """The document of the plan of a picture."""
    return document_of(planned(picture, settings), picture)
