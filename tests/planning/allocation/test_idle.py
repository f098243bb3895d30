"""The plan in which nobody drives keeps every rule."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from scipy.sparse import csc_matrix

from napas.planning.allocation.answer import values_of
from napas.planning.allocation.idle import stand_still
from napas.planning.allocation.model import Model, build
from tests.planning.allocation.random_valleys import rich_valleys
from tests.planning.allocation.valley import EVERY, Road, Town, Valley, Works

HAIR_T = 1e-9


def left_sides(model: Model) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """What the decisions of standing still make of the rules."""
    programme = model.programme
    table = csc_matrix(
        (programme.values, programme.rows, programme.starts),
        shape=(programme.row_count, programme.column_count),
    )
    sides: np.ndarray[tuple[int], np.dtype[np.float64]] = table @ stand_still(model)
    return sides


@examples(max_examples=60)
@given(rich_valleys())
def test_standing_still_keeps_every_bound_and_every_rule(valley: Valley) -> None:
    model = build(replace(valley, objectives=EVERY).problem())
    programme, values = model.programme, stand_still(model)
    assert (values >= programme.column_low - HAIR_T).all()
    assert (values <= programme.column_high + HAIR_T).all()
    sides = left_sides(model)
    assert (sides >= programme.row_low - HAIR_T).all()
    assert (sides <= programme.row_high + HAIR_T).all()


def test_a_rule_can_be_broken() -> None:
    model = build(Valley([Town("A", severe=4.0, start=6.0)]).problem())
    broken = replace(
        model, programme=replace(model.programme, row_high=np.full(99, -1.0))
    )
    assert left_sides(broken).max() > -1.0


def test_patients_draw_what_stands_beside_them_the_critical_first() -> None:
    town = Town("A", critical=2.0, severe=3.0, start=4.0, cylinder=9.0, full=9.0)
    town = replace(town, all_cylinders=9.0)
    valley = Valley([town], [Works("W", offer=50.0)], [Road("W", "A")], lengths=(1, 1))
    model = build(valley.problem())
    values = stand_still(model)
    columns = model.columns
    assert values_of(columns.flow, values).sum() == 0.0
    assert values_of(columns.critical, values)[0] == pytest.approx([2.0, 2.0])
    assert values_of(columns.liquid, values)[0] == pytest.approx([4.0, 0.0])
    assert values_of(columns.cylinder, values)[0] == pytest.approx([1.0, 5.0])
