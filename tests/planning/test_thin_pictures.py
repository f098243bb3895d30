"""Plans from pictures that lack what others have: an answer, never an exception."""

from dataclasses import replace

import pytest

from napas.domain.need import NeedBasis
from napas.domain.network import FacilityKind
from napas.domain.observer import Silence
from napas.domain.plan import Plan
from napas.domain.situation import Situation
from napas.parameters import resolve
from napas.planning.make_plan import make_plan
from napas.planning.need import assess_needs
from napas.planning.outlook import look_ahead
from napas.planning.problem import PlanProblem

DEFAULTS = resolve()
DAYS = 3


def planned(situation: Situation, level: str) -> Plan:
    picture = assess_needs(situation, level, DEFAULTS)
    forecast = look_ahead(
        picture,
        DEFAULTS,
        Silence(),
        first_day=situation.as_of.date(),
        horizon_days=DAYS,
        basis=NeedBasis.NORM,
        seed=0,
    )
    problem = PlanProblem(situation, forecast, DAYS, 0.5, 0, level)
    return make_plan(problem, DEFAULTS, Silence())


def without_hospitals(situation: Situation) -> Situation:
    kept = [
        known
        for known in situation.facilities
        if known.kind is not FacilityKind.HOSPITAL
    ]
    return replace(situation, facilities=tuple(kept))


@pytest.mark.parametrize("level", ["hospital", "part", "country"])
def test_filling_stations_without_any_hospital_make_a_plan(
    level: str, picture: Situation
) -> None:
    plan = planned(without_hospitals(picture), level)

    assert [line.code for line in plan.provinces] == ["1", "2", "3"]
    assert plan.covers == ()
    assert plan.shipments == ()
