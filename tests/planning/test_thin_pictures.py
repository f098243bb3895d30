"""Plans from pictures that lack what others have: an answer, never an exception."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from napas.domain.country import Objective
from napas.domain.finding import Grade, find
from napas.domain.need import NeedBasis
from napas.domain.network import FacilityKind
from napas.domain.observer import Silence
from napas.domain.plan import Binding, ChainLink, Plan
from napas.domain.situation import Situation
from napas.parameters import resolve
from napas.planning.arrays.fault import PlanningCode
from napas.planning.make_plan import make_plan
from napas.planning.need import assess_needs
from napas.planning.outlook import look_ahead
from napas.planning.problem import PlanProblem

DEFAULTS = resolve()
DAYS = 3
Alter = Callable[..., Situation]


def planned(given: Situation, level: str) -> Plan:
    policy = replace(given.country.policies[0], objectives=tuple(Objective))
    country = replace(given.country, policies=(policy,))
    situation = replace(given, country=country)
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


@pytest.mark.parametrize("level", ["hospital", "part", "country"])
def test_a_hospital_of_an_unknown_territory_is_named_and_left_out_of_the_plan(
    level: str, alter: Alter
) -> None:
    plan = planned(alter("southern", territory="9"), level)

    named = [fault for fault in plan.findings if fault.subject == "southern"]
    assert {fault.code for fault in named} >= {PlanningCode.FACILITY_HOMELESS}
    assert {fault.grade for fault in named} == {Grade.SET_ASIDE}
    assert "southern" in {cover.facility for cover in plan.covers}
    assert not [part for part in plan.allocations if part.place == "southern"]
    for line in plan.places:
        if line.code == "southern":
            assert line.verified_need_t_per_day is None
            assert line.binding is Binding.NEED_UNKNOWN


def test_a_plant_of_an_unknown_territory_is_named_and_gives_nothing(
    alter: Alter,
) -> None:
    plan = planned(alter("mill", territory="9"), "part")

    code = PlanningCode.PLANT_HOMELESS
    assert find(Grade.SET_ASIDE, code, subject="mill", territory="9") in plan.findings
    assert {"big-truck"} == {
        fault.subject
        for fault in plan.findings
        if fault.code is PlanningCode.VEHICLE_HOMELESS
    }
    assert "mill" not in {part.source for part in plan.allocations}
    assert "station" in {part.source for part in plan.allocations}
    production = next(
        link for link in plan.chain.links if link.link is ChainLink.PRODUCTION
    )
    assert production.own_t_per_day == 50.0
