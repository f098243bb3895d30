"""Plans of random small countries, played through once more in plain arithmetic."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from napas.domain.network import Form
from napas.domain.observer import Silence
from napas.domain.plan import Plan
from napas.planning.make_plan import make_plan
from tests.planning.random_lands import asked
from tests.planning.replay import Replay

SEEDS = range(60)
Law = Callable[[Replay], Iterable[str]]
LAWS: dict[str, Law] = {
    "no vehicle carries more than it may": Replay.overloads,
    "no vehicle is in two places": Replay.split_selves,
    "drops lie within receiving hours": Replay.shut_out,
    "nobody sails where it is shut": Replay.sailings,
    "no plant loads what it has not": Replay.overdrawn,
    "no vehicle gives what it does not hold": Replay.overdrawn_loads,
    "no tank is filled above its limit": Replay.overfilled,
    "no tank is filled by whom it refuses": Replay.wrong_owners,
    "what is allocated is what the legs bring": Replay.misallocated,
    "served and unmet are the need": Replay.unbalanced,
    "nobody breathes what did not come": Replay.conjured,
}


@cache
def replayed(seed: int) -> Replay:
    drawn = asked(seed)
    return Replay(drawn, make_plan(drawn.problem, drawn.parameters, Silence()))


@pytest.mark.parametrize("law", LAWS)
def test_the_plans_of_random_countries_keep(law: str) -> None:
    broken = {
        seed: found for seed in SEEDS if (found := list(LAWS[law](replayed(seed))))
    }
    assert not broken


@pytest.mark.parametrize("seed", [1435, 1566, 1777])
def test_what_was_held_to_a_solvers_tolerance_is_held_to_a_gram(seed: int) -> None:
    assert not [found for law in LAWS.values() for found in law(replayed(seed))]


class Impatient:
    """Asks to stop after so many questions."""

    def __init__(self, patience: int) -> None:
        self.patience = patience

    def report(self, fraction: float, message: str) -> None:
        assert 0.0 <= fraction <= 1.0, message

    def should_stop(self) -> bool:
        self.patience -= 1
        return self.patience < 0


@pytest.mark.parametrize("patience", [0, 9, 14])
def test_a_plan_that_was_stopped_keeps_them_all(patience: int) -> None:
    for seed in SEEDS[: len(SEEDS) // 3]:
        drawn = asked(seed)
        plan = make_plan(drawn.problem, drawn.parameters, Impatient(patience))
        replay = Replay(drawn, plan)
        assert plan.stopped
        assert not [found for law in LAWS.values() for found in law(replay)]


def test_the_random_countries_have_trips_of_both_forms_at_every_level() -> None:
    seen = {
        (replayed(seed).plan.level, replayed(seed).form_of(leg))
        for seed in SEEDS
        for leg in replayed(seed).plan.shipments
    }
    assert len(seen) == 3 * 2


def spoilt(change: Callable[[Plan], Plan]) -> Replay:
    seed = next(
        seed
        for seed in SEEDS
        if any(
            replayed(seed).form_of(leg) is Form.LIQUID
            and leg.target in replayed(seed).facilities
            and leg.source.startswith("plant")
            for leg in replayed(seed).plan.shipments
        )
    )
    good = replayed(seed)
    return Replay(good.asked, change(good.plan))


def tenfold(plan: Plan) -> Plan:
    legs = tuple(replace(leg, mass_t=1000.0 * leg.mass_t) for leg in plan.shipments)
    return replace(plan, shipments=legs)


def at_once(plan: Plan) -> Plan:
    legs = tuple(
        replace(leg, depart=plan.as_of, arrive=plan.as_of, free_at=plan.as_of)
        for leg in plan.shipments
    )
    return replace(plan, shipments=legs)


def undelivered(plan: Plan) -> Plan:
    return replace(plan, shipments=(), shortfalls=(), allocations=())


@pytest.mark.parametrize(
    ("law", "change"),
    [
        (Replay.overloads, tenfold),
        (Replay.overdrawn, tenfold),
        (Replay.overfilled, tenfold),
        (Replay.wrong_owners, tenfold),
        (Replay.misallocated, tenfold),
        (Replay.split_selves, at_once),
        (Replay.conjured, undelivered),
    ],
)
def test_a_spoilt_plan_is_noticed(law: Law, change: Callable[[Plan], Plan]) -> None:
    assert list(law(spoilt(change)))


def test_a_line_that_does_not_add_up_is_noticed() -> None:
    def change(plan: Plan) -> Plan:
        lines = tuple(
            replace(line, unmet_t_per_day=1e6)
            if line.unmet_t_per_day is not None
            else line
            for line in plan.provinces
        )
        return replace(plan, provinces=lines)

    assert list(spoilt(change).unbalanced())


def test_a_drop_before_a_shut_door_is_noticed() -> None:
    for seed in SEEDS:
        good = replayed(seed)
        narrow = {
            code
            for code, facility in good.facilities.items()
            if facility.receiving_h_per_day < 24.0
        }
        if not any(leg.target in narrow for leg in good.plan.shipments):
            continue
        late = tuple(
            replace(leg, free_at=leg.free_at + timedelta(hours=12))
            for leg in good.plan.shipments
        )
        assert list(Replay(good.asked, replace(good.plan, shipments=late)).shut_out())
        return
    pytest.fail("no drop behind a door")
