"""Mass is kept: in sources, tanks, places, cylinders, and in the nation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples

from napas.planning.arrays.grid import Index
from tests.planning.allocation.random_valleys import rich_valleys
from tests.planning.allocation.valley import (
    SLACK_T,
    Valley,
    left_before,
    level,
)


@examples(max_examples=60)
@given(rich_valleys())
def test_mass_is_kept_at_every_source(valley: Valley) -> None:
    answer = valley.answer()
    problem, columns = answer.problem, answer.model.columns
    sources, fillers = problem.sources, problem.fillers
    out = np.zeros(sources.offer_t.shape)
    np.add.at(out, problem.liquid.origin, answer.liquid_t)
    plant = fillers.source[problem.cylinders.origin]
    np.add.at(out, plant[plant >= 0], answer.cylinder_t[plant >= 0])
    made = level(answer, columns.made) + level(answer, columns.pressed)
    store = level(answer, columns.store)
    begin = left_before(store, sources.start_t)
    lost = level(answer, columns.lost)
    assert begin + made + sources.arrive_t == pytest.approx(
        out + lost + store, abs=SLACK_T
    )
    assert (made <= sources.offer_t + sources.convert_t + SLACK_T).all()
    assert (level(answer, columns.made) <= sources.liquefy_t + SLACK_T).all()


@examples(max_examples=60)
@given(rich_valleys())
def test_mass_is_kept_in_every_tank_and_no_tank_leaves_its_bounds(
    valley: Valley,
) -> None:
    answer = valley.answer()
    problem, columns = answer.problem, answer.model.columns
    receivers, grid = problem.receivers, problem.grid
    share = problem.liquid.arrival_share(grid)
    arrived = np.zeros(columns.tank.shape)
    came = np.einsum("ls,lst->lt", answer.liquid_t, share) * (1.0 - problem.loss_share)
    np.add.at(arrived, problem.liquid.target, came)
    arrived += level(answer, columns.taken)
    tank = level(answer, columns.tank)
    begin = left_before(tank, receivers.start_t)
    boiled = begin * (1.0 - (1.0 - problem.boiloff_share) ** grid.length_days)
    drawn = level(answer, columns.liquid) + level(answer, columns.drained)
    assert begin + arrived == pytest.approx(drawn + boiled + tank, abs=SLACK_T)
    assert (tank >= -SLACK_T).all(), "below the heel"
    assert (tank <= receivers.room_t[:, None] + SLACK_T).all(), "above its room"
    limit = receivers.arrival_t_per_day[:, None] * grid.length_days
    assert (arrived <= limit + SLACK_T).all()
    waiting = level(answer, columns.waiting)
    taken = level(answer, columns.taken)
    before = left_before(waiting, np.zeros(len(waiting)))
    assert before + receivers.order_t == pytest.approx(taken + waiting, abs=SLACK_T)


@examples(max_examples=60)
@given(rich_valleys())
def test_every_place_is_served_by_what_is_drawn_there(valley: Valley) -> None:
    answer = valley.answer()
    problem, columns = answer.problem, answer.model.columns
    places = problem.places
    drawn = answer.on_site_t + level(answer, columns.cylinder)
    liquid = level(answer, columns.liquid)
    own = problem.receivers.place >= 0
    np.add.at(drawn, problem.receivers.place[own], liquid[own])
    served = places.rest_t - answer.unmet_t
    assert served.sum(axis=2) == pytest.approx(drawn, abs=SLACK_T)
    assert (served >= -SLACK_T).all()


@examples(max_examples=60)
@given(rich_valleys())
def test_cylinders_neither_appear_nor_vanish(valley: Valley) -> None:
    answer = valley.answer()
    problem, columns = answer.problem, answer.model.columns
    places, links = problem.places, problem.cylinders
    came = np.zeros(columns.full.shape)
    share = links.arrival_share(problem.grid)
    np.add.at(came, links.target, np.einsum("ls,lst->lt", answer.cylinder_t, share))
    full = level(answer, columns.full)
    begin = left_before(full, places.full_t)
    drawn = level(answer, columns.cylinder)
    assert begin + came + places.order_t == pytest.approx(drawn + full, abs=SLACK_T)
    turned = places.turn_t_per_day[:, None] * problem.grid.length_days
    assert (came <= turned + SLACK_T).all()
    filled = np.zeros(problem.fillers.fill_t.shape)
    np.add.at(filled, links.origin, answer.cylinder_t)
    assert (filled <= problem.fillers.fill_t + SLACK_T).all()


@examples(max_examples=60)
@given(rich_valleys())
def test_mass_is_kept_in_the_nation(valley: Valley) -> None:
    answer = valley.answer()
    problem, columns = answer.problem, answer.model.columns
    places, grid = problem.places, problem.grid

    def total(block: Index) -> float:
        return float(level(answer, block).sum())

    tank = level(answer, columns.tank)
    begin = left_before(tank, problem.receivers.start_t)
    kept = (1.0 - problem.boiloff_share) ** grid.length_days
    arrived = problem.liquid.arrival_share(grid).sum(axis=2) * answer.liquid_t
    filled = problem.cylinders.arrival_share(grid).sum(axis=2) * answer.cylinder_t
    there = (
        problem.sources.start_t.sum()
        + problem.sources.arrive_t.sum()
        + problem.receivers.start_t.sum()
        + problem.receivers.order_t.sum()
        + places.full_t.sum()
        + places.order_t.sum()
        + total(columns.made)
        + total(columns.pressed)
        + total(columns.bottled)
        + answer.on_site_t.sum()
    )
    served = places.rest_t.sum() - answer.unmet_t.sum()
    gone = (
        served
        + total(columns.lost)
        + (begin * (1.0 - kept)).sum()
        + arrived.sum() * problem.loss_share
        + (answer.liquid_t - arrived).sum()
        + (answer.cylinder_t - filled).sum()
    )
    left = sum(
        level(answer, block)[:, -1].sum()
        for block in (columns.store, columns.tank, columns.full, columns.waiting)
    )
    assert there == pytest.approx(gone + left, abs=SLACK_T)
