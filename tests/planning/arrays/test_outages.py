"""When plants, power and crossings are down, to the hour."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from napas.domain.situation import Event, EventKind, Situation
from napas.parameters import resolve
from napas.planning.arrays.grid import draw_grid
from napas.planning.arrays.outages import Outages, read_outages

DEFAULTS = resolve()
Happen = Callable[..., Event]
CUT, OUTAGE = EventKind.POWER_CUT, EventKind.PLANT_OUTAGE


def down(picture: Situation, *events: Event, days: int = 4) -> Outages:
    grid = draw_grid(picture.as_of, days, 4)
    return read_outages(events, grid, picture.country.tree, DEFAULTS)


def test_an_outage_takes_its_hours_exactly(picture: Situation, event: Happen) -> None:
    outages = down(picture, event(OUTAGE, "mill", 20.0, 36.5))
    mill, forge, _ = picture.plants

    assert outages.plant_share(mill) == pytest.approx([20 / 24, 11.5 / 24, 1.0, 1.0])
    assert outages.plant_share(forge).tolist() == [1.0, 1.0, 1.0, 1.0]
    assert outages.dark_share(mill).tolist() == [0.0, 0.0, 0.0, 0.0]


def test_restarting_takes_its_hours_on_top(picture: Situation, event: Happen) -> None:
    outages = down(picture, event(OUTAGE, "mill", 0.0, 12.0, restart_h=6.0))

    assert outages.plant_share(picture.plants[0])[0] == 0.25


def test_an_outage_without_an_end_lasts(picture: Situation, event: Happen) -> None:
    outages = down(picture, event(OUTAGE, "mill", 36.0))

    assert outages.plant_share(picture.plants[0]).tolist() == [1.0, 0.5, 0.0, 0.0]


def test_two_outages_of_the_same_hours_count_once(
    picture: Situation, event: Happen
) -> None:
    outages = down(
        picture, event(OUTAGE, "mill", 0.0, 12.0), event(OUTAGE, "mill", 6.0, 12.0)
    )

    assert outages.plant_share(picture.plants[0])[0] == 0.5


@pytest.mark.parametrize("struck", ["mill", "1", "0"])
def test_a_cut_of_any_territory_above_darkens_a_plant_until_it_restarts(
    struck: str, picture: Situation, event: Happen
) -> None:
    outages = down(picture, event(CUT, struck, 0.0, 6.0))
    restart_h = DEFAULTS["plants.restart_h"]

    dark = (6.0 + restart_h) / 24.0
    assert outages.dark_share(picture.plants[0])[0] == pytest.approx(dark)
    assert outages.plant_share(picture.plants[0])[0] == pytest.approx(1.0 - dark)


def test_a_facility_has_power_again_when_the_cut_ends(
    picture: Situation, event: Happen
) -> None:
    outages = down(picture, event(CUT, "2", 0.0, 6.0))

    assert outages.power_share("southern", "2")[0] == 0.75
    assert outages.power_share("island", "3")[0] == 1.0


def test_a_crossing_shut_half_of_a_period_is_not_planned_with_in_it(
    picture: Situation, event: Happen
) -> None:
    shut = event(EventKind.CROSSING_CLOSED, "ferry", 0.0, 36.0)
    outages = down(picture, shut, event(OUTAGE, "mill", 0.0, 90.0))

    ferry: frozenset[str] = frozenset({"ferry"})
    assert outages.closed_crossings() == (ferry, ferry, frozenset(), frozenset())
    shorter = down(picture, replace(shut, ends=shut.begins.replace(hour=11)))
    assert shorter.closed_crossings()[0] == frozenset()


def test_what_does_not_last_takes_nothing_down(
    picture: Situation, event: Happen
) -> None:
    outages = down(picture, event(EventKind.RESTRICTION, "1", 0.0, 90.0))

    assert outages.spans == {}
