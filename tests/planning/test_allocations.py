"""An allocation told as what every source gives every place on every day."""

from dataclasses import replace

import pytest

from napas.domain.network import (
    CylinderHolding,
    Facility,
    FacilityKind,
    Form,
    OwnSource,
    SourceKind,
    Tank,
)
from napas.planning.allocations import allocations_of
from tests.planning.land import FORGE, MILL, ask, hospital, picture, solved

FAR_WARD = replace(
    hospital("ward", territory="2"),
    tanks=(),
    cylinders=(CylinderHolding("6m3", 0, 300),),
)


@pytest.mark.parametrize("days", [2, 9])
def test_allocations_add_up_to_the_answer_by_period(days: int) -> None:
    maker = replace(
        hospital("maker"),
        sources=(
            OwnSource(SourceKind.PSA, 1, 300.0),
            OwnSource(SourceKind.CONCENTRATOR, 20, 8.0),
        ),
        cylinders=(CylinderHolding("6m3", 40, 60),),
    )
    station = Facility(
        "station",
        "",
        "1",
        FacilityKind.FILLING_STATION,
        tanks=(Tank("t", 20.0, 0.0),),
        filling_t_per_day=5.0,
    )
    situation = picture(maker, hospital("far", territory="2"), station, FAR_WARD)
    situation = replace(situation, plants=(replace(MILL, filling_t_per_day=0.0), FORGE))
    needs = {"maker": (4.0, 6.0), "far": (5.0, 5.0), "ward": (0.5, 0.5)}
    answer = solved(ask(situation, needs, days=days))
    layout = answer.problem
    parts = allocations_of(answer)
    assert {part.day for part in parts} == set(range(days))
    fed = layout.receivers.place[layout.liquid.target] >= 0
    net = 1.0 - layout.loss_share
    totals = {
        Form.LIQUID: answer.liquid_t[fed].sum(axis=0) * net,
        Form.CYLINDER: answer.cylinder_t.sum(axis=0),
        Form.ON_SITE: answer.on_site_t.sum(axis=0),
        Form.LOW_FLOW: answer.low_flow_t.sum(axis=0),
    }
    grid = layout.grid
    for form, by_period in totals.items():
        daily = grid.by_day(by_period)
        for day in range(days):
            told = sum(p.mass_t for p in parts if (p.day, p.form) == (day, form))
            assert told == pytest.approx(float(daily[day]), abs=1e-9)
    assert all(part.mass_t > 0.0 for part in parts)
