"""Distances and hours, crossings that are shut left out."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from napas.domain.finding import Finding, Grade, find
from napas.domain.network import LinkMode
from napas.domain.situation import Event, EventKind, Situation
from napas.domain.territory import Point
from napas.parameters import resolve
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.network import Network
from napas.planning.arrays.outages import read_outages
from napas.planning.arrays.roads import Roads, Ways, draw_roads
from napas.planning.travel import Site

DEFAULTS = resolve()
NORTH, ISLE = Site("1", Point(0, 0), "big"), Site("3", Point(0, 4), "small")
Draw = Callable[..., Network]


def drawn(network: Network) -> tuple[Roads, list[Finding]]:
    situation = network.situation
    tree = situation.country.tree
    outages = read_outages(situation.events, network.grid, tree, DEFAULTS)
    return draw_roads(network, outages, DEFAULTS)


def ways(network: Network) -> Ways:
    return drawn(network)[0].journeys([NORTH], [NORTH, ISLE])


def test_where_nothing_is_shut_one_atlas_holds(draw: Draw) -> None:
    roads, findings = drawn(draw())

    assert len(roads.atlases) == 1
    assert roads.pattern == (0,) * 8
    assert findings == []


def test_the_ferry_is_taken_only_in_periods_in_which_it_runs(
    draw: Draw, picture: Situation, event: Callable[..., Event]
) -> None:
    shut = event(EventKind.CROSSING_CLOSED, "ferry", 0.0, 24.0)
    found = ways(draw(replace(picture, events=(shut,))))
    _, crossing_h = found.along(np.array([0]), np.array([1]))

    assert np.isnan(crossing_h[0, 0])
    assert crossing_h[0, 1:].tolist() == [3.0] * 7
    road_h, total_h = found.best_h(40.0)
    assert total_h[0, 1] == pytest.approx(road_h[0, 1] + 3.0)


def test_where_there_is_never_a_way_there_is_no_time(
    draw: Draw, picture: Situation
) -> None:
    _, total_h = ways(draw(replace(picture, links=()))).best_h(40.0)

    assert total_h[0, 0] == 0.0
    assert np.isnan(total_h[0, 1])


def test_targets_may_be_taken_more_than_once(draw: Draw) -> None:
    twice = ways(draw()).columns(np.array([1, 1, 0]))

    assert twice.best_h(40.0)[1].shape == (1, 3)


def test_a_crossing_without_a_port_is_set_aside_but_a_road_needs_none(
    draw: Draw, alter: Callable[..., Situation], picture: Situation
) -> None:
    ferry = picture.links[0]
    road = replace(
        ferry, code="road", mode=LinkMode.ROAD, origin_point=None, target_point=None
    )
    gone = alter("ferry", target_point=None)
    roads, findings = drawn(draw(replace(gone, links=(*gone.links, road))))

    assert roads.atlases[0].port_points == ()
    assert ("pier", "jetty") in roads.atlases[0].measured_km
    missing = PlanningCode.CROSSING_WITHOUT_PORT
    assert findings == [find(Grade.SET_ASIDE, missing, subject="ferry")]
