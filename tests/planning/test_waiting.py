"""Drops too small for a stop wait until they are large enough together."""

from dataclasses import replace
from datetime import UTC, datetime

from napas.domain.network import Vehicle, VehicleKind
from napas.domain.observer import Silence
from napas.domain.territory import Point
from napas.parameters import resolve
from napas.planning.drops import TripAnswer, TripProblem, Undispatched, WantedDrop
from napas.planning.travel import Site, draw_atlas
from napas.planning.trips import plan_trips

BEGINS = datetime(2021, 7, 9, tzinfo=UTC)
PARAMETERS = resolve()
PLANT, NEAR, FAR = (
    Site(code, Point(0.0, longitude_deg), "big")
    for code, longitude_deg in (("plant", 0.0), ("near", 0.3), ("far", 1.5))
)
DROP = WantedDrop(0, "plant", "maker", "near", 0.4)


def plan(*wanted: WantedDrop, payload_t: float = 20.0, days: int = 5) -> TripAnswer:
    trucks = (Vehicle("truck", VehicleKind.ISOTANK, payload_t, "plant"),)
    atlas = draw_atlas((), PARAMETERS)
    asked = TripProblem(BEGINS, days, wanted, (PLANT, NEAR, FAR), atlas, trucks)
    return plan_trips(asked, PARAMETERS, Silence())


def test_small_drops_of_several_days_go_on_the_last_of_them() -> None:
    answer = plan(*(replace(DROP, day=day) for day in range(5)))
    (leg,) = answer.shipments
    assert (leg.day, leg.mass_t) == (2, 1.2)


def test_what_never_grows_large_enough_is_left_day_by_day() -> None:
    answer = plan(*(replace(DROP, day=day) for day in range(5)))
    left = [(known.wanted.day, known.mass_t) for known in answer.undelivered]
    assert left == [(3, 0.4), (4, 0.4)]
    codes = {known.reason.code for known in answer.undelivered}
    assert codes == {Undispatched.TOO_SMALL}


def test_small_drops_of_two_products_or_targets_do_not_go_together() -> None:
    others = (
        replace(DROP, mass_t=0.7),
        replace(DROP, mass_t=0.7, company="another"),
        replace(DROP, mass_t=0.7, target="far"),
    )
    assert plan(*others).shipments == ()


def test_small_drops_for_two_vessels_of_a_target_do_not_go_together() -> None:
    mine = WantedDrop(0, "plant", "maker", "near", 0.6, owner="maker")
    answer = plan(mine, replace(mine, owner="", day=1))
    assert not answer.trips
    assert [left.mass_t for left in answer.undelivered] == [0.6, 0.6]


def test_of_drops_that_go_together_the_later_are_left() -> None:
    wanted = (replace(DROP, mass_t=0.6), replace(DROP, mass_t=19.8, day=1))
    (left,) = plan(*wanted, payload_t=1.0, days=2).undelivered
    assert left.wanted == wanted[1]


def test_drops_are_left_in_the_order_wanted() -> None:
    wanted = (
        replace(DROP, target="far", mass_t=0.3),
        replace(DROP, mass_t=0.2),
        replace(DROP, target="far", mass_t=0.1),
    )
    assert [known.wanted for known in plan(*wanted).undelivered] == list(wanted)


def test_together_they_are_as_urgent_as_the_most_urgent_known() -> None:
    together = (
        replace(DROP, mass_t=0.9),
        replace(DROP, mass_t=19.1, empty_in_h=5.0),
    )
    sooner = replace(DROP, target="far", mass_t=20.0, empty_in_h=6.0)
    unknown = replace(DROP, mass_t=20.0, company="another")
    answer = plan(sooner, unknown, *together)
    assert [leg.target for leg in answer.shipments] == ["near", "far", "near"]
    assert [leg.mass_t for leg in answer.shipments] == [20.0, 20.0, 20.0]
