import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.demand.census import need_of
from napas.demand.fault import DemandFault
from napas.demand.norms import (
    Counted,
    Heads,
    Norm,
    NormComparison,
    NormLine,
    NormProblem,
    beds_in_classes,
    compare_norms,
)
from napas.demand.patients import BedCount, census_from_beds
from napas.domain.finding import Finding, Grade
from napas.domain.need import Severity, Span
from napas.parameters import Layer, Parameters, resolve

SHARED = Path(__file__).parents[2] / "../shared"
ORACLES = SHARED / "reference" / "oxygen_oracles.csv"
DEFAULTS = resolve()


def counted_at(temperature_c: float) -> Parameters:
    entries = (("flows.reference_temperature_c", temperature_c),)
    return resolve((Layer("test", entries),))


def line(comparison: NormComparison, norm: Norm) -> NormLine:
    return next(known for known in comparison.lines if known.norm is norm)


def flow_l_per_min(comparison: NormComparison, norm: Norm) -> float:
    flow = line(comparison, norm).flow_l_per_min
    assert flow is not None
    return flow.value


def pair(finding: Finding) -> set[object]:
    params = dict(finding.params)
    return {params["lower"], params["upper"]}


# 100 beds, 75 severe at 10 and 25 critical at 30 L/min: the example of WHO, April 2020.
HUNDRED_BEDS = NormProblem(beds=Heads(75, 25))


def test_who_prepares_1500_l_per_min_for_a_hundred_beds() -> None:
    comparison = compare_norms(HUNDRED_BEDS, DEFAULTS)

    assert flow_l_per_min(comparison, Norm.WHO_ESFT) == pytest.approx(1500.0)


def test_the_united_kingdom_prepares_650_l_per_min_for_a_worked_example() -> None:
    comparison = compare_norms(NormProblem(patients=Heads(100, 10)), DEFAULTS)

    assert flow_l_per_min(comparison, Norm.UNITED_KINGDOM) == pytest.approx(650.0)


def test_high_flow_patients_take_sixty_litres_in_the_united_kingdom() -> None:
    problem = NormProblem(patients=Heads(0, 10), high_flow_patients=4)

    assert flow_l_per_min(
        compare_norms(problem, DEFAULTS), Norm.UNITED_KINGDOM
    ) == pytest.approx(6 * 15 + 4 * 60)


def test_delhi_s_beds_come_to_the_published_flow_and_mass() -> None:
    delhi = compare_norms(NormProblem(beds=Heads(16_272, 4_866)), counted_at(0.0))

    assert flow_l_per_min(delhi, Norm.INDIA_2021) == pytest.approx(198_144.0)
    need = line(delhi, Norm.INDIA_2021).need_t_per_day.value
    assert need == pytest.approx(407.7, abs=0.05)
    assert need == pytest.approx(415.43, rel=0.02)  # as printed, theprint.in 652928


def test_delhi_s_own_reading_counts_every_bed() -> None:
    every_bed = resolve((Layer("delhi", (("norms.india_non_icu_share", 1.0),)),))
    delhi = compare_norms(NormProblem(beds=Heads(16_272, 4_866)), every_bed)

    assert flow_l_per_min(delhi, Norm.INDIA_2021) == pytest.approx(279_504.0)


@pytest.mark.parametrize(("temperature_c", "t_per_day"), [(0.0, 2.01), (20.0, 1.87)])
def test_two_official_norms_of_india_disagree(
    temperature_c: float, t_per_day: float
) -> None:
    comparison = compare_norms(HUNDRED_BEDS, counted_at(temperature_c))

    assert flow_l_per_min(comparison, Norm.INDIA_2021) == pytest.approx(975.0)
    need = line(comparison, Norm.INDIA_2021).need_t_per_day.value
    assert need == pytest.approx(t_per_day, abs=0.005)
    task_force = line(comparison, Norm.INDIA_TASK_FORCE)
    assert task_force.need_t_per_day.value == pytest.approx(1.5)
    assert task_force.flow_l_per_min is None
    marked = [
        finding
        for finding in comparison.findings
        if pair(finding) == {Norm.INDIA_2021, Norm.INDIA_TASK_FORCE}
    ]
    assert [(each.grade, each.code) for each in marked] == [
        (Grade.DOUBTFUL, DemandFault.NORMS_DISAGREE)
    ]


def test_norms_that_agree_well_enough_are_not_marked() -> None:
    tolerant = resolve((Layer("test", (("norms.disagreement_ratio", 3.0),)),))

    assert compare_norms(HUNDRED_BEDS, tolerant).findings == ()


def test_norms_that_ask_for_nothing_do_not_disagree() -> None:
    nobody = compare_norms(NormProblem(patients=Heads(0, 0)), DEFAULTS)

    assert nobody.findings == ()


def test_the_pair_widest_apart_comes_first() -> None:
    first, *_, last = compare_norms(HUNDRED_BEDS, DEFAULTS).findings

    assert pair(first) == {Norm.WHO_ESFT, Norm.UNITED_KINGDOM}
    assert pair(last) == {Norm.INDIA_2021, Norm.KERALA}


def test_kerala_counts_7_4_and_10_l_per_min() -> None:
    comparison = compare_norms(NormProblem(patients=Heads(100, 10)), DEFAULTS)

    assert flow_l_per_min(comparison, Norm.KERALA) == pytest.approx(840.0)


def test_a_country_has_its_own_norm_per_bed() -> None:
    problem = NormProblem(
        beds=Heads(90, 10), bed_norm_kg_per_day=11.0, bed_norm_source="a decree"
    )
    own = line(compare_norms(problem, DEFAULTS), Norm.COUNTRY_BED)

    assert own.need_t_per_day == Span(1.1, 1.1, 1.1)
    assert own.sources == ("a decree",)
    without = compare_norms(NormProblem(beds=Heads(90, 10)), DEFAULTS)
    assert Norm.COUNTRY_BED not in {known.norm for known in without.lines}


def test_each_norm_counts_what_it_asks_for() -> None:
    problem = NormProblem(patients=Heads(50, 10), beds=Heads(80, 20))
    comparison = compare_norms(problem, DEFAULTS)

    assert flow_l_per_min(comparison, Norm.WHO_ESFT) == pytest.approx(800.0)
    assert flow_l_per_min(comparison, Norm.INDIA_2021) == pytest.approx(880.0)
    assert line(comparison, Norm.WHO_ESFT).counted is Counted.PATIENTS
    assert line(comparison, Norm.INDIA_2021).counted is Counted.BEDS


def test_what_is_unknown_is_stood_for_by_what_is_known() -> None:
    beds = compare_norms(HUNDRED_BEDS, DEFAULTS)
    patients = compare_norms(NormProblem(patients=Heads(75, 25)), DEFAULTS)

    assert {known.counted for known in beds.lines} == {Counted.BEDS}
    assert {known.counted for known in patients.lines} == {Counted.PATIENTS}
    assert [known.need_t_per_day for known in beds.lines] == [
        known.need_t_per_day for known in patients.lines
    ]


def test_norms_need_something_to_be_laid_on() -> None:
    with pytest.raises(ValueError, match="patients or beds"):
        NormProblem()


def test_more_high_flow_than_critical_patients_are_refused() -> None:
    with pytest.raises(ValueError, match="high_flow_patients"):
        NormProblem(patients=Heads(5, 1), high_flow_patients=2)
    with pytest.raises(ValueError, match="high_flow_patients"):
        NormProblem(beds=Heads(5, 1), high_flow_patients=1)


def test_a_negative_norm_or_head_is_refused() -> None:
    with pytest.raises(ValueError, match="bed_norm_kg_per_day"):
        NormProblem(beds=Heads(1, 1), bed_norm_kg_per_day=-1.0)
    with pytest.raises(ValueError, match="severe"):
        Heads(-1, 0)
    with pytest.raises(ValueError, match="critical"):
        Heads(0, -1)


def test_every_line_names_its_formula_its_terms_and_its_sources() -> None:
    for known in compare_norms(HUNDRED_BEDS, DEFAULTS).lines:
        assert known.version
        assert known.terms
        assert all(known.sources)


def test_measured_use_stands_beside() -> None:
    use = Span(0.8, 0.4, 1.3)
    problem = NormProblem(beds=Heads(75, 25), measured_use_t_per_day=use)

    assert compare_norms(problem, DEFAULTS).measured_use_t_per_day is use


def test_known_intensive_beds_are_taken() -> None:
    assert beds_in_classes(100, 25, DEFAULTS) == (Heads(75, 25), ())


def test_unknown_intensive_beds_are_assumed_and_said() -> None:
    beds, (finding,) = beds_in_classes(100, None, DEFAULTS)

    assert beds == Heads(91, 9)
    assert finding.code is DemandFault.INTENSIVE_BEDS_ASSUMED


@given(beds=st.integers(0, 100_000))
def test_norms_and_devices_split_the_same_beds_alike(beds: int) -> None:
    heads, _ = beds_in_classes(beds, None, DEFAULTS)
    full = BedCount(beds, covid_share=1.0, oxygen_share=1.0)
    lines = need_of(census_from_beds(full), DEFAULTS).norm.lines

    def lying(severity: Severity) -> float:
        return sum(line.patients or 0.0 for line in lines if line.severity is severity)

    assert lying(Severity.CRITICAL) == pytest.approx(heads.critical)
    assert lying(Severity.SEVERE) == pytest.approx(heads.severe)


@given(
    severe=st.integers(0, 1000),
    critical=st.integers(0, 1000),
    more=st.integers(1, 100),
)
def test_every_norm_asks_for_more_when_there_are_more(
    severe: int, critical: int, more: int
) -> None:
    fewer = compare_norms(NormProblem(patients=Heads(severe, critical)), DEFAULTS)
    others = compare_norms(
        NormProblem(patients=Heads(severe + more, critical)), DEFAULTS
    )

    for less, greater in zip(fewer.lines, others.lines, strict=True):
        assert less.need_t_per_day.value < greater.need_t_per_day.value
        span = less.need_t_per_day
        assert span.low <= span.value <= span.high


@pytest.mark.shared
def test_the_published_examples_are_still_the_ones_we_state() -> None:
    if not ORACLES.is_file():
        pytest.skip("the shared reference folder is not beside the project")
    with ORACLES.open(encoding="utf-8") as file:
        told = {row["id"]: row["expected"] for row in csv.DictReader(file)}

    assert told["uk_ward_worked_example"] == "flow=650 LPM"
    assert told["delhi_bed_formula_half"] == "flow=198144 LPM; need=415.43 t/day"
    assert "1.87 (20 C) to 2.01 (0 C)" in told["india_two_norms_disagree"]
