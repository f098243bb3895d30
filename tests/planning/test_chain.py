"""The weakest link is named, and nothing unknown is 0 or without bound."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.plan import Chain, ChainLink, Reason
from napas.parameters import Layer, resolve
from napas.planning.chain import (
    ChainBasis,
    ChainNote,
    ChainProblem,
    FormShares,
    assess_chain,
)
from napas.planning.chain_problem import (
    CylinderFloat,
    LiquidFleet,
    Pipelines,
    Production,
    TankDoor,
)

SETTLED = resolve([Layer("test", (("tankers.availability_share", 0.95),))])
JULY = ChainProblem(
    shares=FormShares(0.75, 0.2, 0.05, 0.0, planned=True),
    production=Production(
        offered_t_per_day=1_700.0,
        known=25,
        unknown=5,
        arriving_t_per_day=40.0,
        lost_t_per_day=20.0,
        dark_t_per_day=50.0,
    ),
    filling_t_per_day=500.0,
    fillers=30,
    fleet=LiquidFleet(132, 20.0, turnaround_h=24.0, routed_t=1_000.0),
    cylinders=CylinderFloat(pieces=200_000, content_t=0.008, unknown=3),
    doors=(TankDoor(8.0, 24.0), TankDoor(4.0, 12.0)) * 200,
    pipelines=Pipelines(flow_l_per_min=800_000.0, known=400, unknown=100),
)
EMPTY = ChainProblem(
    shares=FormShares(0.75, 0.2, 0.05, 0.0, planned=True),
    production=Production(0.0, 0, 3, 0.0, 0.0, 0.0),
    filling_t_per_day=0.0,
    fillers=0,
    fleet=LiquidFleet(0, 0.0, None, 0.0),
    cylinders=CylinderFloat(0, 0.0, 0),
    doors=(),
    pipelines=Pipelines(0.0, 0, 0),
)


def told(reason: Reason) -> dict[str, object]:
    return dict(reason.params)


def own(chain: Chain) -> dict[ChainLink, float]:
    return {known.link: known.own_t_per_day for known in chain.links}


def test_every_link_is_reckoned_in_the_order_oxygen_passes() -> None:
    chain = assess_chain(JULY, SETTLED)
    assert [known.link for known in chain.links] == list(ChainLink)
    assert chain.notes == ()
    figures = own(chain)
    assert figures[ChainLink.PRODUCTION] == pytest.approx(1_720.0)
    assert figures[ChainLink.POWER] == pytest.approx(1_670.0)
    assert figures[ChainLink.FILLING] == 500.0
    assert figures[ChainLink.FLEET] == pytest.approx(2_640.0 * 0.95)
    assert figures[ChainLink.CYLINDERS] == pytest.approx(480.0)
    assert figures[ChainLink.RECEIVING] == pytest.approx(200 * (2 * 8.0 + 2 * 4.0))
    assert figures[ChainLink.PIPELINE] == pytest.approx(1_907.0, rel=0.01)


def test_the_fleet_binds_when_its_rounds_take_two_days() -> None:
    assert assess_chain(JULY, SETTLED).binding is ChainLink.POWER
    slow = replace(JULY, fleet=replace(JULY.fleet, turnaround_h=48.0))
    assert assess_chain(slow, SETTLED).binding is ChainLink.FLEET


def test_own_capacity_over_its_share_is_the_supply_it_allows() -> None:
    for known in assess_chain(JULY, SETTLED).links:
        assert known.t_per_day * known.stream_share == pytest.approx(
            known.own_t_per_day
        )


def test_of_equally_weak_links_the_first_binds() -> None:
    lit = replace(JULY.production, dark_t_per_day=0.0)
    assert (
        assess_chain(replace(JULY, production=lit), SETTLED).binding
        is ChainLink.PRODUCTION
    )


def test_what_is_not_known_stands_in_the_basis() -> None:
    chain = assess_chain(JULY, SETTLED)
    basis = {known.link: known.basis for known in chain.links}
    assert told(basis[ChainLink.PRODUCTION])["unknown"] == 5
    assert told(basis[ChainLink.PIPELINE])["unknown"] == 100
    assert told(basis[ChainLink.CYLINDERS])["unknown"] == 3
    assert told(basis[ChainLink.CYLINDERS])["idle"] == pytest.approx(80_000)
    assert basis[ChainLink.FLEET].code is ChainBasis.FLEET_PLANNED


def test_a_fleet_without_planned_trips_takes_the_usual_round_and_says_so() -> None:
    idle = replace(JULY, fleet=replace(JULY.fleet, turnaround_h=None))
    chain = assess_chain(idle, SETTLED)
    assert own(chain)[ChainLink.FLEET] == pytest.approx(1_320.0 * 0.95)
    fleet = next(known for known in chain.links if known.link is ChainLink.FLEET)
    assert fleet.basis.code is ChainBasis.FLEET_ASSUMED


def test_a_link_of_which_nothing_is_known_is_left_out_with_a_note() -> None:
    chain = assess_chain(EMPTY, SETTLED)
    assert chain.links == ()
    assert chain.binding is None
    assert [(note.code, told(note)["link"]) for note in chain.notes] == [
        (ChainNote.NOTHING_KNOWN, link) for link in ChainLink
    ]


def test_no_link_binds_where_none_is_known() -> None:
    plants_only = replace(
        EMPTY,
        production=JULY.production,
        shares=FormShares(0.0, 0.0, 0.5, 0.5, planned=True),
    )
    chain = assess_chain(plants_only, SETTLED)
    assert chain.links == ()
    assert chain.binding is None
    assert ChainNote.NOTHING_KNOWN in {note.code for note in chain.notes}


def test_no_link_binds_where_none_is_needed() -> None:
    bedside = replace(JULY, shares=FormShares(0.0, 0.0, 0.0, 1.0, planned=True))
    chain = assess_chain(bedside, SETTLED)
    assert chain.links == ()
    assert chain.binding is None
    assert {note.code for note in chain.notes} == {ChainNote.NOTHING_PASSES}


def test_a_link_through_which_nothing_must_pass_is_left_out_with_a_note() -> None:
    piped = replace(JULY, shares=FormShares(0.9995, 0.0005, 0.0, 0.0, planned=True))
    chain = assess_chain(piped, SETTLED)
    links = {known.link for known in chain.links}
    assert ChainLink.FILLING not in links
    assert ChainLink.CYLINDERS not in links
    assert [told(note)["link"] for note in chain.notes] == [
        ChainLink.FILLING,
        ChainLink.CYLINDERS,
    ]


def test_imports_that_arrive_are_supply_even_where_no_plant_is_known() -> None:
    ships = replace(EMPTY.production, arriving_t_per_day=100.0)
    chain = assess_chain(replace(EMPTY, production=ships), SETTLED)
    assert own(chain)[ChainLink.PRODUCTION] == 100.0


def test_assumed_shares_are_told() -> None:
    guessed = replace(JULY, shares=replace(JULY.shares, planned=False))
    (note,) = assess_chain(guessed, SETTLED).notes
    assert note.code is ChainNote.SHARES_ASSUMED
    assert told(note)["cylinder_share"] == 0.2


def test_without_a_fleet_tanks_take_the_usual_payload() -> None:
    walkers = replace(JULY, fleet=EMPTY.fleet, doors=(TankDoor(50.0, 24.0),))
    chain = assess_chain(walkers, SETTLED)
    assert own(chain)[ChainLink.RECEIVING] == pytest.approx(100.0)


def test_shares_must_make_one() -> None:
    with pytest.raises(ValueError, match="not 1"):
        FormShares(0.5, 0.2, 0.0, 0.0, planned=True)


@st.composite
def problems(draw: st.DrawFn) -> ChainProblem:
    amounts, counts = st.floats(0.0, 5_000.0), st.integers(0, 500)
    parts = draw(st.lists(st.floats(0.0, 1.0), min_size=4, max_size=4))
    whole = sum(parts)
    parts = [part / whole for part in parts] if whole > 0.0 else [1.0, 0.0, 0.0, 0.0]
    offered = draw(amounts)
    fillers, known = draw(counts), draw(counts)
    return ChainProblem(
        shares=FormShares(
            parts[0], parts[1], parts[2], parts[3], planned=draw(st.booleans())
        ),
        production=Production(
            offered, draw(counts), draw(counts), draw(amounts), 0.0, offered / 3
        ),
        filling_t_per_day=draw(amounts),
        fillers=fillers,
        fleet=LiquidFleet(
            draw(counts),
            draw(st.floats(0.0, 30.0)),
            draw(st.none() | st.floats(1.0, 200.0)),
            0.0,
        ),
        cylinders=CylinderFloat(draw(counts), draw(st.floats(0.0, 0.02)), draw(counts)),
        doors=tuple(
            TankDoor(draw(st.floats(0.0, 30.0)), draw(st.floats(0.0, 24.0)))
            for _ in range(draw(st.integers(0, 3)))
        ),
        pipelines=Pipelines(draw(amounts), known, draw(counts)),
    )


@given(problems())
def test_every_link_is_told_or_noted_and_the_least_binds(asked: ChainProblem) -> None:
    chain = assess_chain(asked, SETTLED)
    noted = [told(note)["link"] for note in chain.notes if "link" in told(note)]
    assert {*noted, *own(chain)} == set(ChainLink)
    assert len(noted) + len(chain.links) == len(ChainLink)
    for known in chain.links:
        assert math.isfinite(known.t_per_day)
        assert known.own_t_per_day >= 0.0
        assert 0.0 < known.stream_share <= 1.0
    if chain.links:
        least = min(known.t_per_day for known in chain.links)
        binding = next(known for known in chain.links if known.link is chain.binding)
        assert binding.t_per_day == least


@given(problems(), st.integers(1, 50))
def test_more_of_anything_never_lowers_what_the_chain_allows(
    asked: ChainProblem, more: int
) -> None:
    """As long as links already known stay the ones that are told."""
    larger = replace(
        asked,
        fleet=replace(
            asked.fleet,
            vehicles=asked.fleet.vehicles + more * (asked.fleet.vehicles > 0),
        ),
        filling_t_per_day=asked.filling_t_per_day + more,
    )
    before, after = assess_chain(asked, SETTLED), assess_chain(larger, SETTLED)
    for less, mightier in zip(before.links, after.links, strict=True):
        assert mightier.t_per_day >= less.t_per_day - 1e-9


def test_what_need_not_pass_a_link_reaches_patients_by_the_others() -> None:
    known = replace(JULY, need_t_per_day=1000.0)
    for link in assess_chain(known, SETTLED).links:
        rest = (1.0 - link.stream_share) * 1000.0
        assert link.t_per_day == pytest.approx(link.own_t_per_day + rest)


def test_a_link_that_passes_its_part_of_the_need_allows_the_whole_need() -> None:
    known = replace(JULY, need_t_per_day=1000.0)
    for link in assess_chain(known, SETTLED).links:
        enough = link.own_t_per_day >= link.stream_share * 1000.0
        assert (link.t_per_day >= 1000.0 - 1e-9) == enough
