"""Portioning what a place is given: to one level, in useful drops, nothing lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from napas.planning.bench import Bench
from napas.planning.portions import Portions, Visit, fill_to_level, portion_out

ANY = Visit(smallest_t=0.0, useful_share=0.0, payload_t=20.0, tail_days=1)
WHOLE = Visit(smallest_t=1.0, useful_share=0.5, payload_t=20.0, tail_days=1)
DAYS = 3

tonnes = st.floats(0.0, 50.0)
weights = st.floats(0.05, 20.0)
vessels = st.lists(st.tuples(tonnes, weights, tonnes), min_size=1, max_size=6)


@given(st.floats(0.0, 200.0), vessels)
def test_pouring_gives_all_the_mass_or_fills_all_the_room(
    mass_t: float, rows: list[tuple[float, float, float]]
) -> None:
    held, weight, room = np.array(rows, dtype=np.float64).T
    poured = fill_to_level(mass_t, held, weight, room)
    assert poured.sum() == pytest.approx(min(mass_t, room.sum()), abs=1e-9)
    assert (poured >= 0.0).all()
    assert (poured <= room * (1.0 + 1e-12)).all()


@given(st.floats(0.0, 200.0), vessels)
def test_pouring_to_one_level_is_the_greatest_least_cover(
    mass_t: float, rows: list[tuple[float, float, float]]
) -> None:
    held, weight, room = np.array(rows, dtype=np.float64).T
    poured = fill_to_level(mass_t, held, weight, room)
    count = len(rows)
    best = linprog(
        np.append(np.zeros(count), -1.0),
        A_ub=np.vstack(
            [
                np.hstack([-np.eye(count), weight[:, None]]),
                np.append(np.ones(count), 0.0),
            ]
        ),
        b_ub=np.append(held, mass_t),
        bounds=[*((0.0, each) for each in room), (None, None)],
    )
    assert ((held + poured) / weight).min() == pytest.approx(-best.fun, abs=1e-6)


@given(st.floats(0.0, 200.0), vessels)
def test_nothing_is_poured_where_nothing_is_measured(
    mass_t: float, rows: list[tuple[float, float, float]]
) -> None:
    held, weight, room = np.array([*rows, (0.0, 0.0, 9.0)], dtype=np.float64).T
    poured = fill_to_level(mass_t, held, weight, room)
    assert poured[-1] == 0.0
    assert poured.sum() == pytest.approx(min(mass_t, room[:-1].sum()), abs=1e-9)


def test_pouring_into_nothing_gives_nothing() -> None:
    none = np.zeros(0)
    assert fill_to_level(5.0, none, none, none).size == 0
    assert fill_to_level(0.0, np.zeros(2), np.ones(2), np.ones(2)).sum() == 0.0


def test_too_small_a_mass_to_halve_towards_is_still_shared_out() -> None:
    poured = fill_to_level(1e-300, np.zeros(2), np.ones(2), np.ones(2))
    assert poured.sum() == pytest.approx(1e-300)


def bench(*rows: tuple[float, float, float, float], owners: str = "") -> Bench:
    """Tanks of one place by room, content, critical and severe use a day.

    Args:
        rows: of the tanks.
        owners: one letter for each tank, a blank for any.
    """
    table = np.array(rows, dtype=np.float64)
    use = np.repeat(table[:, 2:].sum(axis=1)[:, None], DAYS + 1, axis=1)
    critical = np.repeat(table[:, 2][:, None], DAYS + 1, axis=1)
    return Bench(
        target=tuple(f"h{at}" for at in range(len(rows))),
        owner=tuple(owner.strip() for owner in owners.ljust(len(rows))),
        group=np.zeros(len(rows), dtype=np.int64),
        receiver=np.zeros(len(rows), dtype=np.int64),
        room_t=table[:, 0].copy(),
        held_t=table[:, 1].copy(),
        coming_t=np.zeros((len(rows), DAYS + 2)),
        use_t=use,
        critical_t=critical,
        filled_t=np.zeros_like(use),
    )


def portioned(
    tanks: Bench, *daily_t: float, visit: Visit = ANY, company: str = "a"
) -> Portions:
    """What one source gives one place, day by day."""
    given_t = np.zeros((1, 1, DAYS))
    given_t[0, 0, : len(daily_t)] = daily_t
    return portion_out(tanks, given_t, (company,), visit)


def test_the_critical_rise_before_the_severe() -> None:
    ward_and_icu = bench((20.0, 0.0, 0.0, 8.0), (20.0, 0.0, 4.0, 0.0))
    assert portioned(ward_and_icu, 8.0).mass_t[:, 0].tolist() == [0.0, 8.0]


def test_beyond_the_critical_all_of_the_need_is_covered_alike() -> None:
    ward_and_icu = bench((20.0, 0.0, 0.0, 8.0), (20.0, 0.0, 4.0, 0.0))
    told = portioned(ward_and_icu, 16.0).mass_t[:, 0]
    assert told == pytest.approx([8.0, 8.0])


def test_what_a_tank_holds_already_counts() -> None:
    told = portioned(bench((20.0, 6.0, 5.0, 0.0), (20.0, 0.0, 5.0, 0.0)), 8.0)
    assert told.mass_t[:, 0] == pytest.approx([1.0, 7.0])


def test_what_was_given_yesterday_counts_today() -> None:
    told = portioned(bench((20.0, 0.0, 2.0, 0.0), (20.0, 4.0, 2.0, 0.0)), 4.0, 6.0)
    assert told.mass_t[:, 0] == pytest.approx([4.0, 0.0])
    assert told.mass_t[:, 1] == pytest.approx([3.0, 3.0])


def test_what_was_wanted_of_a_dry_tank_makes_no_room() -> None:
    told = portioned(bench((10.0, 0.0, 4.0, 0.0)), 0.0, 14.0, 14.0)
    assert told.mass_t[0].tolist() == [0.0, 14.0, 4.0]


def test_a_hospital_that_needs_nothing_takes_what_others_cannot() -> None:
    told = portioned(bench((50.0, 0.0, 0.0, 0.0), (9.0, 0.0, 1.0, 0.0)), 30.0)
    assert told.mass_t[:, 0] == pytest.approx([20.0, 10.0])


def test_only_its_owner_fills_a_closed_tank_and_fills_it_first() -> None:
    tanks = bench((20.0, 0.0, 5.0, 0.0), (20.0, 0.0, 5.0, 0.0), owners="b ")
    assert portioned(tanks, 4.0).mass_t[:, 0].tolist() == [0.0, 4.0]
    given_t = np.full((2, 1, 1), 4.0)
    told = portion_out(tanks, given_t, ("a", "b"), ANY)
    assert told.mass_t[:, 0] == pytest.approx([2.0, 6.0])


def test_what_finds_no_room_waits_for_the_next_day_and_is_told_at_last() -> None:
    told = portioned(bench((10.0, 4.0, 1.0, 1.0)), 20.0)
    assert told.mass_t[0].tolist() == [8.0, 2.0, 2.0]
    assert told.left_t.tolist() == told.without_room_t.tolist() == [8.0]


CALM, DRY = (10.0, 7.0, 2.0, 0.0), (10.0, 1.0, 2.0, 0.0)
"""One lasts three days and a half, the other half a day."""


def test_who_can_wait_gives_way_to_who_cannot() -> None:
    level = portioned(bench(CALM, DRY), 8.0).mass_t[:, 0]
    assert level == pytest.approx([1.0, 7.0])
    useful = portioned(bench(CALM, DRY), 8.0, visit=WHOLE)
    assert useful.mass_t[:, 0] == pytest.approx([0.0, 7.0])
    assert useful.mass_t[0] == pytest.approx([0.0, 0.0, 1.0])


def test_who_cannot_wait_is_raised_to_a_useful_drop() -> None:
    also_dry = (10.0, 3.0, 2.0, 0.0)
    three = bench((10.0, 6.0, 2.0, 0.0), DRY, also_dry)
    assert portioned(three, 9.5).mass_t[:, 0] == pytest.approx([0.5, 5.5, 3.5])
    told = portioned(three, 9.5, visit=WHOLE).mass_t[:, 0]
    assert told == pytest.approx([0.0, 5.5, 3.5])  # half a tonne is not enough for it
    told = portioned(three, 11.0, visit=WHOLE).mass_t[:, 0]
    assert told == pytest.approx([0.0, 6.0, 5.0])
    assert portioned(three, 11.0).mass_t[:, 0] == pytest.approx([1.0, 6.0, 4.0])


def test_too_little_for_a_visit_is_held_back_and_given_later() -> None:
    told = portioned(bench((10.0, 4.0, 2.0, 0.0)), 0.6, 0.6, 0.6, visit=WHOLE)
    assert told.mass_t[0].tolist() == pytest.approx([0.0, 1.2, 0.0])
    assert told.left_t.tolist() == pytest.approx([0.6])
    assert told.without_room_t.tolist() == pytest.approx([0.0])


def test_a_place_without_tanks_is_portioned_nothing() -> None:
    given_t = np.zeros((1, 2, DAYS))
    given_t[0, 1, 0] = 5.0
    told = portion_out(bench((10.0, 0.0, 1.0, 0.0)), given_t, ("a",), ANY)
    assert told.mass_t.sum() == told.left_t.sum() == 0.0


rows = st.tuples(
    st.floats(0.5, 20.0), st.floats(0.0, 1.0), st.floats(0.0, 4.0), st.floats(0.0, 4.0)
)


@given(
    st.lists(rows, min_size=1, max_size=5),
    st.lists(st.floats(0.0, 30.0), min_size=DAYS, max_size=DAYS),
    st.sampled_from([ANY, WHOLE]),
)
def test_all_is_portioned_or_left_and_no_tank_runs_over(
    drawn: list[tuple[float, float, float, float]], daily_t: list[float], visit: Visit
) -> None:
    tanks = bench(*((row[0], row[1] * row[0], row[2], row[3]) for row in drawn))
    told = portioned(tanks, *daily_t, visit=visit)
    assert told.mass_t.sum() + told.left_t.sum() == pytest.approx(
        sum(daily_t), abs=1e-6
    )
    held = tanks.held_t
    for day in range(DAYS):
        held = np.maximum(held + told.mass_t[:, day] - tanks.use_t[:, day], 0.0)
        assert (held <= tanks.room_t + 1e-6).all()
    small = (told.mass_t > 0.0) & (told.mass_t < visit.smallest_t)
    assert not small.any()
