"""What binds at a place once it is known what travels."""

from dataclasses import replace

import numpy as np
import pytest

from napas.domain.network import Form
from napas.domain.plan import Binding, because
from napas.planning.allocation.answer import AllocationAnswer
from napas.planning.causes import causes_of
from napas.planning.drops import Undelivered, Undispatched, WantedDrop
from napas.planning.settling import Dispatched
from tests.planning.test_settling import dispatched, town


def lacking(answer: AllocationAnswer, mass_t: float) -> AllocationAnswer:
    unmet_t = np.zeros_like(answer.unmet_t)
    unmet_t[0, 0, 1] = mass_t
    return replace(answer, unmet_t=unmet_t)


def left(
    given: Dispatched,
    *rests: tuple[Undispatched, float],
    target: str = "a",
    day: int = 0,
) -> Dispatched:
    undelivered = tuple(
        Undelivered(
            WantedDrop(day, "mill", "a", target, mass_t, Form.LIQUID),
            mass_t,
            because(code),
        )
        for code, mass_t in rests
    )
    return replace(given, trips=replace(given.trips, undelivered=undelivered))


def cause(lacked_t: float, lacks_t: float, given: Dispatched) -> Binding:
    wanted, _ = dispatched(town())
    told = causes_of(lacking(wanted, lacked_t), lacking(wanted, lacks_t), given)
    return told[0]


@pytest.fixture
def given() -> Dispatched:
    return left(dispatched(town())[1])


def test_where_nothing_is_lacking_nothing_binds(given: Dispatched) -> None:
    assert cause(2.0, 0.0, given) is Binding.NOTHING


def test_what_lacked_before_knows_why(given: Dispatched) -> None:
    unsent = left(given, (Undispatched.NO_ROOM, 5.0))
    assert cause(5.0, 6.0, unsent) is not Binding.TANK_ROOM


@pytest.mark.parametrize(
    ("code", "binding"),
    [
        (Undispatched.NO_VEHICLE_FREE, Binding.FLEET),
        (Undispatched.NO_ROOM, Binding.TANK_ROOM),
        (Undispatched.NO_PRODUCT, Binding.PRODUCTION),
        (Undispatched.RECEIVING_TOO_SHORT, Binding.RECEIVING),
        (Undispatched.STOPPED, Binding.UNEXPLAINED),
    ],
)
@pytest.mark.parametrize("lacked_t", [0.0, 2.0])
def test_what_is_not_sent_says_why(
    code: Undispatched, binding: Binding, lacked_t: float, given: Dispatched
) -> None:
    unsent = left(given, (code, 5.0), (Undispatched.NO_ROUTE, 1.0))
    assert cause(lacked_t, 6.0, unsent) is binding


def test_what_is_sent_and_lacks_all_the_same_comes_too_late(given: Dispatched) -> None:
    assert cause(0.0, 6.0, given) is Binding.DISTANCE
    for unsent in (
        left(given, (Undispatched.TOO_SMALL, 5.0)),
        left(given, (Undispatched.NO_ROOM, 5.0), day=1),
        left(given, (Undispatched.NO_ROOM, 5.0), target="elsewhere"),
    ):
        assert cause(0.0, 6.0, unsent) is Binding.DISTANCE


def test_an_unknown_need_stays_unknown(given: Dispatched) -> None:
    wanted, _ = dispatched(town())
    places = replace(
        wanted.problem.places, known=np.zeros_like(wanted.problem.places.known)
    )
    nobody = replace(wanted, problem=replace(wanted.problem, places=places))
    assert causes_of(nobody, nobody, given)[0] is Binding.NEED_UNKNOWN
