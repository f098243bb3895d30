"""In which order the aims of a policy are settled."""

import pytest

from napas.domain.country import Objective
from napas.planning.allocation.aims import Aim, order_phases
from napas.planning.allocation.model import build
from tests.planning.allocation.valley import EVERY, Road, Town, Valley, Works, settings

CRITICAL, SEVERE = Objective.UNMET_CRITICAL, Objective.UNMET_SEVERE


def aims_of(*order: Objective) -> list[list[Aim]]:
    """The aims of each phase of a policy."""
    model = build(Valley([Town("A", severe=1.0)], objectives=order).problem())
    phases = order_phases(model, settings({}))
    return [[step.aim for step in phase.steps] for phase in phases]


def test_being_prompt_comes_after_all_that_says_how_much_is_served() -> None:
    assert aims_of(*EVERY) == [
        [
            Aim.UNMET_CRITICAL,
            Aim.UNMET_SEVERE,
            Aim.LEAST_SHARE,
            Aim.EVEN_SHARES,
            Aim.PROMPT_CRITICAL,
            Aim.PROMPT_SEVERE,
        ],
        [Aim.RESERVE_HOURS, Aim.COST],
    ]


def test_a_policy_may_keep_before_it_evens() -> None:
    order = (CRITICAL, Objective.RESERVE_HOURS, SEVERE)
    assert aims_of(*order) == [
        [Aim.UNMET_CRITICAL],
        [Aim.RESERVE_HOURS],
        [Aim.UNMET_SEVERE, Aim.PROMPT_CRITICAL, Aim.PROMPT_SEVERE],
    ]


def test_a_policy_that_serves_nobody_has_nothing_to_be_prompt_about() -> None:
    assert aims_of(Objective.COST) == [[Aim.COST]]


def test_a_scout_weighs_the_first_objective_most_and_the_near_day_more() -> None:
    valley = Valley(
        [Town("A", critical=1.0, severe=1.0)],
        [Works("W", offer=1.0)],
        [Road("W", "A", km=500.0)],
        lengths=(1, 1),
    )
    model = build(valley.problem())
    serve, keep = order_phases(model, settings({}))
    columns = model.columns
    critical = serve.scout[columns.critical[0]]
    severe = serve.scout[columns.severe[0]]
    assert critical[0] > critical[1] > 10 * severe[0] > 10 * severe[1] > 0.0
    assert keep.scout[columns.critical[0]] == pytest.approx([0.0, 0.0])
    assert (keep.scout[columns.flow[0]] < 0.0).all()
