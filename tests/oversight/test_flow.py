from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.finding import Finding
from napas.domain.need import Span
from napas.oversight.doubt import FigureDoubt
from napas.oversight.flow import (
    Demand,
    SaidToLast,
    check_implied_flow,
    check_joint_use,
    check_lasting,
    flow_l_per_min_of_pieces,
    pieces_per_day_of_flow,
)
from napas.units.flow import oxygen_kg_per_day_from_l_per_min
from napas.units.gas import GasReference

Codes = Callable[[Sequence[Finding]], list[str]]
flows = st.floats(0.5, 1e4)


@given(st.floats(0.1, 1e4), st.floats(0.1, 60.0))
def test_pieces_and_flow_convert_into_one_another(
    pieces: float, content_m3: float
) -> None:
    flow = flow_l_per_min_of_pieces(pieces, content_m3)

    assert pieces_per_day_of_flow(flow, content_m3) == pytest.approx(pieces)


def test_six_cubic_metres_six_times_a_day_are_25_litres_a_minute() -> None:
    assert flow_l_per_min_of_pieces(6, 6.0) == pytest.approx(25.0)


@given(st.lists(flows, min_size=1, max_size=5), st.floats(1.0, 3.0))
def test_demands_that_fit_together_are_believed(
    demands: list[float], room: float
) -> None:
    told = [Demand(f"ward {n}", flow) for n, flow in enumerate(demands)]

    assert check_joint_use(sum(demands) * room, told, tolerance_share=0.0) == ()


@given(flows, st.floats(0.55, 1.0), st.floats(0.55, 1.0))
def test_and_said_for_or_is_found(capacity: float, first: float, second: float) -> None:
    demands = [
        Demand("patients", capacity * first),
        Demand("cylinders", capacity * second),
    ]

    findings = check_joint_use(capacity, demands, tolerance_share=0.05)

    assert [finding.code for finding in findings] == [FigureDoubt.CAPACITY_USED_TWICE]


def test_what_both_uses_need_is_said(codes: Codes) -> None:
    demands = [Demand("patients", 400.0), Demand("cylinders", 350.0)]

    findings = check_joint_use(500.0, demands, tolerance_share=0.05, subject="PSA 1")

    assert codes(findings) == ["figure-capacity-used-twice"]
    assert dict(findings[0].params) == {
        "demands": "patients, cylinders",
        "need_l_per_min": 750.0,
        "capacity_l_per_min": 500.0,
    }


def test_a_little_above_the_capacity_is_believed() -> None:
    both = [Demand("patients", 260.0), Demand("cylinders", 260.0)]
    one = [Demand("patients", 520.0)]

    for demands in (both, one):
        assert check_joint_use(500.0, demands, tolerance_share=0.05) == ()
        assert check_joint_use(500.0, demands, tolerance_share=0.03) != ()


def test_a_demand_beyond_the_plant_is_found_by_itself(codes: Codes) -> None:
    demands = [Demand("patients", 800.0), Demand("cylinders", 100.0)]

    findings = check_joint_use(500.0, demands, tolerance_share=0.05)

    assert codes(findings) == ["figure-capacity-exceeded"]
    assert dict(findings[0].params)["demand"] == "patients"


def test_a_demand_is_never_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="flow_l_per_min"):
        Demand("patients", -1.0)


@given(
    flow=st.floats(0.5, 60.0),
    stated_h=st.floats(0.5, 100.0),
    state=st.sampled_from(GasReference),
    purity=st.floats(0.9, 1.0),
)
def test_a_content_that_lasts_as_stated_is_believed(
    flow: float, stated_h: float, state: GasReference, purity: float
) -> None:
    need_kg = (
        oxygen_kg_per_day_from_l_per_min(flow, reference=state, purity=purity)
        * stated_h
        / 24
    )

    for named in (state, None):
        said = SaidToLast(need_kg, flow, stated_h, named, purity)
        assert check_lasting(said, tolerance_share=0.01) == ()


@given(
    flow=st.floats(0.5, 60.0),
    stated_h=st.floats(0.5, 100.0),
    state=st.sampled_from(GasReference),
    off=st.one_of(st.floats(0.05, 0.8), st.floats(1.25, 20.0)),
)
def test_a_content_that_lasts_otherwise_is_found(
    flow: float, stated_h: float, state: GasReference, off: float
) -> None:
    need_kg = (
        oxygen_kg_per_day_from_l_per_min(flow, reference=state, purity=1.0)
        * stated_h
        / 24
    )

    said = SaidToLast(need_kg * off, flow, stated_h)
    findings = check_lasting(said, tolerance_share=0.05)

    expected = FigureDoubt.DOES_NOT_LAST if off < 1 else FigureDoubt.LASTS_LONGER
    assert [finding.code for finding in findings] == [expected]


def test_how_long_a_content_lasts_is_said(codes: Codes) -> None:
    little = SaidToLast(2.0, 10.0, 24.0, GasReference.AT_15_C)
    short = check_lasting(little, tolerance_share=0.05)
    longer = check_lasting(SaidToLast(20.0, 1.0, 24.0), tolerance_share=0.05)

    assert codes(short) == ["figure-does-not-last"]
    told = dict(short[0].params)
    assert told["need_kg"] == pytest.approx(19.5, abs=0.05)
    assert told["lasts_h"] == pytest.approx(2.46, abs=0.01)
    assert codes(longer) == ["figure-lasts-longer"]


def test_without_flow_a_content_lasts_for_ever_and_nothing_is_doubted() -> None:
    assert check_lasting(SaidToLast(2.0, 0.0, 24.0), tolerance_share=0.0) == ()


@pytest.mark.parametrize("told", [(-1.0, 1.0, 1.0), (1.0, -1.0, 1.0), (1.0, 1.0, -1.0)])
def test_nothing_lasts_less_than_nothing(told: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="must be from 0"):
        SaidToLast(*told)


@given(flows, st.floats(0.5, 50.0), st.floats(1.0, 3.0))
def test_pieces_that_stand_for_the_stated_flow_are_believed(
    flow: float, content_m3: float, wide: float
) -> None:
    pieces = pieces_per_day_of_flow(flow, content_m3)
    stated = Span(flow, flow / wide, flow * wide)

    assert check_implied_flow(pieces, content_m3, stated, tolerance_share=0.01) == ()


@given(
    flows,
    st.floats(0.5, 50.0),
    st.one_of(st.floats(0.1, 0.9), st.floats(1.1, 10.0)),
)
def test_pieces_that_stand_for_another_flow_are_found(
    flow: float, content_m3: float, off: float
) -> None:
    pieces = pieces_per_day_of_flow(flow * off, content_m3)

    findings = check_implied_flow(
        pieces, content_m3, Span(flow, flow, flow), tolerance_share=0.05
    )

    assert [finding.code for finding in findings] == [FigureDoubt.FLOW_NOT_IMPLIED]


def test_the_pieces_that_a_flow_would_take_are_said(codes: Codes) -> None:
    findings = check_implied_flow(
        4, 7.2, Span(35.0, 30.0, 40.0), tolerance_share=0.05, subject="RS1"
    )

    assert codes(findings) == ["figure-flow-not-implied"]
    told = dict(findings[0].params)
    assert told["implied_l_per_min"] == pytest.approx(20.0)
    assert (told["pieces_low"], told["pieces_high"]) == pytest.approx((6.0, 8.0))
