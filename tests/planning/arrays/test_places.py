"""What each place needs, makes itself, passes to its beds, and has in cylinders."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from napas.domain.finding import Grade, find
from napas.domain.forecast import Forecast
from napas.domain.network import Form, OwnSource, SourceKind
from napas.domain.order import Order
from napas.domain.situation import Situation
from napas.parameters import resolve
from napas.planning.arrays.cylinders import turns_per_day
from napas.planning.arrays.fault import PlanningCode
from napas.planning.arrays.needs import SEVERE, Needs, read_needs
from napas.planning.arrays.network import Network
from napas.planning.arrays.outages import read_outages
from napas.planning.arrays.places import Hospitals, Places, lay_places, read_hospitals
from napas.planning.throughput import pipeline_t_per_day

DEFAULTS = resolve()
GENERAL, CLINIC, SOUTHERN, ISLAND, STATION = range(5)
NORTH, SOUTH, ISLE = range(3)
PIPE_T = pipeline_t_per_day(1_500.0, DEFAULTS)
Draw = Callable[..., Network]
Foresee = Callable[..., Forecast]
Alter = Callable[..., Situation]


def read(network: Network, forecast: Forecast) -> tuple[Needs, Hospitals]:
    situation = network.situation
    needs = read_needs(
        situation, forecast, network.homes, grid=network.grid, quantile=0.5
    )
    outages = read_outages((), network.grid, situation.country.tree, DEFAULTS)
    return needs, read_hospitals(network, forecast, needs, outages, DEFAULTS)


def laid(network: Network, forecast: Forecast) -> Places:
    needs, hospitals = read(network, forecast)
    return lay_places(network, needs, hospitals, DEFAULTS)


def shares(network: Network, forecast: Forecast) -> list[float]:
    return [float(share) for share in read(network, forecast)[1].shares]


def test_hospitals_share_the_need_by_beds(draw: Draw, foresee: Foresee) -> None:
    parts = shares(draw(), foresee())

    assert parts[:4] == [0.75, 0.25, 1.0, 1.0]
    assert np.isnan(parts[STATION])


def test_or_by_forecast_where_all_of_a_place_have_one(
    draw: Draw, foresee: Foresee
) -> None:
    whole = foresee({"general": (1, 3), "clinic": (4, 2), "island": (1, 1)})
    half = foresee({"general": (1, 3), "island": (1, 1)})

    assert shares(draw(), whole)[:2] == pytest.approx([0.4, 0.6])
    assert shares(draw(), half)[:2] == [0.75, 0.25]


def test_a_hospital_of_unknown_beds_has_an_unknown_part(
    draw: Draw, foresee: Foresee, alter: Alter
) -> None:
    _, hospitals = read(draw(alter("clinic", beds=None)), foresee())

    assert hospitals.shares[GENERAL] == 1.0
    assert np.isnan(hospitals.shares[CLINIC])
    assert hospitals.reach.rest_t[CLINIC, 0] == 10.0  # at most all of its place's
    unknown = PlanningCode.SHARES_UNKNOWN
    assert find(Grade.DOUBTFUL, unknown, subject="1") in hospitals.findings


def test_where_no_beds_are_known_no_part_is(
    draw: Draw, foresee: Foresee, alter: Alter
) -> None:
    assert np.isnan(shares(draw(alter("island", beds=None)), foresee())[ISLAND])


def test_hospitals_with_tanks_and_unknown_ring_lines_are_counted(
    draw: Draw, foresee: Foresee, alter: Alter
) -> None:
    _, hospitals = read(draw(), foresee())
    told = read(draw(alter("general", pipeline_l_per_min=900.0)), foresee())[1]

    unknown = PlanningCode.PIPELINES_UNKNOWN
    assert hospitals.findings == (find(Grade.DOUBTFUL, unknown, hospitals=1),)
    assert told.findings == ()


def test_concentrators_serve_only_the_severe(
    draw: Draw, foresee: Foresee, alter: Alter
) -> None:
    crowd = (OwnSource(SourceKind.CONCENTRATOR, 9_999, 5.0),)
    places = laid(draw(alter("island", sources=crowd)), foresee())

    assert places.low_flow_t[ISLE, 0] == 1.5
    assert places.rest_t[ISLE, 0].tolist() == [0.5, 0.0]
    assert places.rest_t[ISLE, 0, SEVERE] == 0.0


def test_plants_on_site_and_tanks_share_one_ring_line(
    draw: Draw, foresee: Foresee
) -> None:
    places = laid(draw(), foresee({"2": (10.0, 10.0)}))

    made_t = places.on_site_t[SOUTH, 0]
    assert made_t > 0.0
    assert made_t + places.piped_t[SOUTH, 0] == pytest.approx(PIPE_T)
    assert places.count == 3


def test_nothing_passes_beyond_the_need(draw: Draw, foresee: Foresee) -> None:
    places = laid(draw(), foresee({"2": (0.01, 0.01)}))

    assert places.on_site_t[SOUTH, 0] == pytest.approx(0.02)
    assert places.piped_t[SOUTH, 0] == pytest.approx(0.0)


def test_what_a_station_makes_is_not_its_place_s_own(
    draw: Draw, foresee: Foresee, alter: Alter
) -> None:
    places = laid(draw(alter("southern", filling_t_per_day=1.0)), foresee())

    assert places.on_site_t[SOUTH].sum() == 0.0
    assert places.piped_t[SOUTH, 0] == pytest.approx(min(4.0, PIPE_T))


def test_a_hospital_without_tanks_pipes_nothing(draw: Draw, foresee: Foresee) -> None:
    assert laid(draw(), foresee()).piped_t[NORTH, 0] == pytest.approx(7.5)


def test_cylinders_reach_only_patients_near_them(draw: Draw, foresee: Foresee) -> None:
    places = laid(draw(), foresee())

    assert places.cylinder_t[:, 0].tolist() == pytest.approx(
        [2.5, 0.0, places.rest_t[ISLE, 0].sum()]
    )
    assert places.turn_t_per_day == pytest.approx(
        places.float_t * turns_per_day(DEFAULTS)
    )
    assert places.full_t[NORTH] == pytest.approx(0.3 * places.float_t[NORTH])


def test_cylinders_that_arrive_stay_near(
    draw: Draw,
    foresee: Foresee,
    picture: Situation,
    order: Callable[..., Order],
) -> None:
    sent = order("southern", 0.5, 30.0, form=Form.CYLINDER)
    places = laid(draw(replace(picture, open_orders=(sent,))), foresee())

    assert places.order_t[SOUTH, :3].tolist() == [0.0, 0.5, 0.0]
    assert places.cylinder_t[SOUTH, :3].tolist() == [0.0, 4.0, 4.0]


def test_a_place_of_no_known_hospital_passes_whatever_arrives(
    draw: Draw, foresee: Foresee, picture: Situation
) -> None:
    places = laid(draw(replace(picture, facilities=())), foresee())

    assert np.isinf(places.piped_t).all()
    assert places.cylinder_t.sum() == 0.0


def test_a_level_without_any_place_is_laid_out_empty(
    draw: Draw, foresee: Foresee, picture: Situation
) -> None:
    alone = replace(picture, facilities=picture.facilities[STATION:])

    assert laid(draw(alone, level="hospital"), foresee()).count == 0
