import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napas.demand.answer import BasisNeed, NeedAnswer
from napas.demand.census import assumed_shares, need_of, needs_of
from napas.demand.fault import DemandFault
from napas.demand.flow import GasSource, NeedFormula, NeedPart
from napas.demand.patients import BedCount, CensusProblem, census_from_beds
from napas.domain.need import (
    DeviceKind,
    NeedBasis,
    PatientCount,
    PatientGroup,
    Severity,
    Span,
)
from napas.parameters import Layer, Parameters, resolve

DEFAULTS = resolve()
BLENDERS = (DeviceKind.HFNC, DeviceKind.NIV, DeviceKind.IMV)
WARD = CensusProblem(
    ward_patients=75,
    patients=(
        PatientCount(DeviceKind.HFNC, 5),
        PatientCount(DeviceKind.NIV, 2),
        PatientCount(DeviceKind.IMV, 20),
    ),
)


def with_values(**values: float) -> Parameters:
    entries = tuple((name.replace("__", "."), value) for name, value in values.items())
    return resolve((Layer("test", entries),))


def need_t_per_day(
    problem: CensusProblem, basis: NeedBasis, parameters: Parameters = DEFAULTS
) -> float:
    return need_of(problem, parameters).by(basis).need_t_per_day.value


def contains(span: Span, other: Span) -> bool:
    return span.low <= other.low and other.high <= span.high


counts = st.integers(0, 500)
patient_lines = st.lists(
    st.builds(
        PatientCount,
        st.sampled_from(DeviceKind),
        counts,
        st.sampled_from(PatientGroup),
    ),
    max_size=6,
).map(tuple)
censuses = st.builds(
    CensusProblem,
    patients=patient_lines,
    ward_patients=counts,
    other_patients=st.none() | counts,
    source=st.sampled_from(GasSource),
    fio2_shares=st.none().map(lambda _: ())
    | st.tuples(st.tuples(st.sampled_from(BLENDERS), st.floats(0.21, 1.0))),
)


def test_a_ward_is_reckoned_by_device() -> None:
    need = need_of(WARD, with_values(pipelines__leak_share=0.02)).norm

    lines = {line.part: line for line in need.lines if line.part is not NeedPart.LEAKS}
    assert lines[NeedPart.WARD].flow_l_per_min.value == pytest.approx(750.0)
    assert lines[NeedPart.WARD].kg_per_day.value == pytest.approx(1437.7, abs=0.1)
    assert lines[NeedPart.HFNC].patients == 5
    assert need.flow_l_per_min.value == pytest.approx(982.80 / 0.98, abs=0.01)


def test_both_measures_stand_apart() -> None:
    answer = need_of(WARD, DEFAULTS)

    assert answer.by(NeedBasis.NORM) is answer.norm
    assert answer.by(NeedBasis.MEASURED) is answer.measured
    assert answer.norm.basis is NeedBasis.NORM
    assert answer.measured.basis is NeedBasis.MEASURED
    assert answer.measured.need_t_per_day.value < answer.norm.need_t_per_day.value


def test_high_flow_draws_five_times_what_ventilators_draw() -> None:
    one_of_each = CensusProblem(
        patients=(PatientCount(DeviceKind.HFNC, 1), PatientCount(DeviceKind.IMV, 1))
    )
    high_flow, ventilated, _ = need_of(one_of_each, DEFAULTS).measured.lines

    ratio = high_flow.flow_l_per_min.value / ventilated.flow_l_per_min.value
    assert ratio == pytest.approx(4.9, abs=0.01)  # Botta 2023: 14.2 against 2.9


def test_six_cylinders_a_day_lie_within_the_range_of_high_flow() -> None:
    """RSUI, Depok, July 2021: 6 cylinders of 6 m3 a day for one high-flow patient."""
    one = CensusProblem(patients=(PatientCount(DeviceKind.HFNC, 1),))
    line, _ = need_of(one, DEFAULTS).norm.lines

    assert line.flow_l_per_min.low < 6 * 6.0 * 1000 / 1440 < line.flow_l_per_min.high


def test_a_patient_on_oxygen_for_half_the_day_needs_half_the_mass() -> None:
    whole = need_of(WARD, DEFAULTS).norm
    half = need_of(WARD, with_values(stays__oxygen_share=0.5)).norm

    assert half.need_t_per_day.value == pytest.approx(whole.need_t_per_day.value / 2)
    assert half.flow_l_per_min.value == pytest.approx(whole.flow_l_per_min.value)


def test_leaks_come_on_top_of_what_is_breathed() -> None:
    need = need_of(WARD, DEFAULTS).norm
    breathed = sum(
        line.kg_per_day.value for line in need.lines if line.part is not NeedPart.LEAKS
    )

    assert need.need_t_per_day.value == pytest.approx(breathed / 1000 / 0.9)


def test_the_same_device_and_age_stand_on_one_line() -> None:
    twice = CensusProblem(patients=(PatientCount(DeviceKind.MASK, 3),) * 2)
    line, _ = need_of(twice, DEFAULTS).norm.lines

    assert line.patients == 6
    assert line.group is PatientGroup.ADULT


def test_other_patients_have_the_usual_care() -> None:
    answer = need_of(CensusProblem(other_patients=350), DEFAULTS)
    line, leaks = answer.norm.lines

    assert line.part is NeedPart.OTHER_PATIENTS
    assert line.formula is NeedFormula.DAILY_USE
    assert line.severity is Severity.SEVERE
    # Spain: 350 m3 a year for each bed, which is 0.67 L/min.
    assert line.flow_l_per_min.value / 350 == pytest.approx(0.667, abs=0.001)
    assert leaks.part is NeedPart.LEAKS
    assert answer.norm.need_t_per_day == answer.measured.need_t_per_day


def test_unknown_other_patients_are_said_and_not_taken_for_none() -> None:
    answer = need_of(CensusProblem(ward_patients=1, other_patients=None), DEFAULTS)

    assert [finding.code for finding in answer.findings] == [
        DemandFault.OTHER_PATIENTS_UNKNOWN
    ]
    assert need_of(CensusProblem(ward_patients=1), DEFAULTS).findings == ()


def test_nobody_needs_nothing() -> None:
    answer = need_of(CensusProblem(), DEFAULTS)

    assert answer.norm.lines == ()
    assert answer.norm.need_t_per_day == Span(0.0, 0.0, 0.0)
    assert answer.measured.flow_l_per_min == Span(0.0, 0.0, 0.0)


def test_a_share_the_source_cannot_reach_is_doubtful() -> None:
    def faults(source: GasSource, patients: int) -> list[str]:
        problem = CensusProblem(
            patients=(PatientCount(DeviceKind.HFNC, patients),),
            source=source,
            fio2_shares=((DeviceKind.HFNC, 0.97), (DeviceKind.IMV, 0.97)),
        )
        return [finding.code for finding in need_of(problem, DEFAULTS).findings]

    assert faults(GasSource.PSA, 1) == [DemandFault.FIO2_ABOVE_PURITY]
    assert faults(GasSource.LIQUID, 1) == []
    assert faults(GasSource.PSA, 0) == []


def test_every_parameter_a_line_rests_on_exists() -> None:
    problems = (
        WARD,
        CensusProblem(ward_patients=1, other_patients=1, source=GasSource.PSA),
        census_from_beds(BedCount(10)),
    )
    for answer in needs_of(problems, DEFAULTS):
        for line in (*answer.norm.lines, *answer.measured.lines):
            assert line.rests_on
            for name in line.rests_on:
                assert DEFAULTS.parameter(name).source


def test_beds_alone_take_the_assumed_mix() -> None:
    beds = BedCount(
        200, occupied_share=0.5, covid_share=0.8, oxygen_share=0.9, intensive_share=0.25
    )
    answer = need_of(census_from_beds(beds), DEFAULTS)
    heads = {line.part: line.patients for line in answer.norm.lines}

    assert heads[NeedPart.WARD] == pytest.approx(52.0)  # 80 with COVID, 72 on oxygen
    assert heads[NeedPart.IMV] == pytest.approx(20 * 0.67)
    assert heads[NeedPart.HFNC] == pytest.approx(20 * 0.165)
    assert heads[NeedPart.OTHER_PATIENTS] == pytest.approx(28.0)
    assert [finding.code for finding in answer.findings] == [
        DemandFault.DEVICES_ASSUMED
    ]


def test_a_mix_that_does_not_sum_to_one_adds_and_loses_nobody() -> None:
    parameters = with_values(mix__critical_hfnc_share=0.5)
    beds = BedCount(beds=100, covid_share=1.0, oxygen_share=1.0, intensive_share=0.2)
    lines = need_of(census_from_beds(beds), parameters).norm.lines
    heads = {line.part: line.patients for line in lines if line.patients is not None}
    mix = sum(heads[part] for part in (NeedPart.HFNC, NeedPart.NIV, NeedPart.IMV))
    assert mix == pytest.approx(20.0)
    assert heads[NeedPart.HFNC] == pytest.approx(20.0 * 0.5 / (0.5 + 0.67 + 0.165))


def test_no_more_lie_in_intensive_care_than_are_on_oxygen() -> None:
    beds = BedCount(100, covid_share=1.0, oxygen_share=0.2, intensive_share=0.9)
    lines = need_of(census_from_beds(beds), DEFAULTS).norm.lines
    heads = {line.part: line.patients for line in lines}

    assert heads[NeedPart.WARD] == 0.0
    assert sum(
        heads[part] or 0.0 for part in (NeedPart.HFNC, NeedPart.NIV, NeedPart.IMV)
    ) == pytest.approx(20.0)


def test_what_is_assumed_widens_the_range() -> None:
    def need(intensive_share: float | None) -> Span:
        beds = BedCount(
            1000, covid_share=1.0, oxygen_share=1.0, intensive_share=intensive_share
        )
        answer = need_of(census_from_beds(beds), DEFAULTS)
        return answer.norm.of(Severity.CRITICAL).need_t_per_day

    known, assumed = need(0.09), need(None)
    assert known.value == pytest.approx(assumed.value)
    assert contains(assumed, known)
    assert assumed != known


def test_beds_that_are_all_on_oxygen_leave_no_other_patients() -> None:
    beds = BedCount(10, covid_share=1.0, oxygen_share=1.0)
    lines = need_of(census_from_beds(beds), DEFAULTS).norm.lines

    assert NeedPart.OTHER_PATIENTS not in {line.part for line in lines}


def test_a_share_set_on_assumed_beds_is_held_against_the_source() -> None:
    problem = CensusProblem(
        beds=BedCount(10),
        source=GasSource.PSA,
        fio2_shares=((DeviceKind.NIV, 1.0),),
    )

    assert {finding.code for finding in need_of(problem, DEFAULTS).findings} == {
        DemandFault.DEVICES_ASSUMED,
        DemandFault.FIO2_ABOVE_PURITY,
    }


@pytest.mark.parametrize("basis", NeedBasis)
def test_a_need_known_as_a_whole_splits_by_the_assumed_mix(basis: NeedBasis) -> None:
    (gravest, critical), (other, severe) = assumed_shares(basis, DEFAULTS)

    assert (gravest, other) == (Severity.CRITICAL, Severity.SEVERE)
    assert critical + severe == pytest.approx(1.0)
    assert 0.05 < critical < severe


def test_indonesia_used_on_9_july_2021_what_measured_flows_allow() -> None:
    """About 900 t/day over about 75,000 occupied COVID beds is 5.8 L/min each."""
    stated_t_per_day, beds = 900.0, 75_000
    all_beds, occupied_share = 389_000, 0.6
    nation = BedCount(
        all_beds,
        occupied_share=occupied_share,
        covid_share=beds / (all_beds * occupied_share),
    )
    answer = need_of(census_from_beds(nation), DEFAULTS)

    assert answer.measured.need_t_per_day.low < stated_t_per_day
    assert answer.measured.need_t_per_day.high > stated_t_per_day
    assert answer.norm.need_t_per_day.value > stated_t_per_day


def parts_of(need: BasisNeed) -> tuple[Span, ...]:
    return (
        need.flow_l_per_min,
        need.need_t_per_day,
        *(known.need_t_per_day for known in need.severities),
        *(line.kg_per_day for line in need.lines),
        *(line.flow_l_per_min for line in need.lines),
    )


def both(answer: NeedAnswer) -> tuple[BasisNeed, BasisNeed]:
    return answer.norm, answer.measured


@given(censuses)
@settings(max_examples=60, deadline=None)
def test_lines_add_up_to_classes_and_classes_to_the_whole(
    problem: CensusProblem,
) -> None:
    for need in both(need_of(problem, DEFAULTS)):
        whole = need.need_t_per_day.value
        lines = sum(line.kg_per_day.value for line in need.lines) / 1000
        classes = sum(need.of(known).need_t_per_day.value for known in Severity)

        assert lines == pytest.approx(whole)
        assert classes == pytest.approx(whole)


@given(censuses)
@settings(max_examples=60, deadline=None)
def test_every_range_contains_its_value(problem: CensusProblem) -> None:
    for need in both(need_of(problem, DEFAULTS)):
        for span in parts_of(need):
            assert 0.0 <= span.low <= span.value <= span.high


@given(censuses, st.sampled_from(DeviceKind), st.sampled_from(PatientGroup))
@settings(max_examples=60, deadline=None)
def test_need_rises_with_patients(
    problem: CensusProblem, device: DeviceKind, group: PatientGroup
) -> None:
    more = CensusProblem(
        patients=(*problem.patients, PatientCount(device, 10, group)),
        ward_patients=problem.ward_patients,
        other_patients=problem.other_patients,
        source=problem.source,
    )
    fewer = CensusProblem(
        patients=problem.patients,
        ward_patients=problem.ward_patients,
        other_patients=problem.other_patients,
        source=problem.source,
    )
    for basis in NeedBasis:
        assert need_t_per_day(more, basis) > need_t_per_day(fewer, basis)


@given(
    st.sampled_from(BLENDERS),
    st.tuples(st.floats(0.21, 1.0), st.floats(0.21, 1.0)).map(sorted),
    st.sampled_from(GasSource),
)
@settings(max_examples=60, deadline=None)
def test_need_rises_with_the_inhaled_share(
    device: DeviceKind, shares: list[float], source: GasSource
) -> None:
    less, more = (
        need_t_per_day(
            CensusProblem(
                patients=(PatientCount(device, 10),),
                source=source,
                fio2_shares=((device, share),),
            ),
            NeedBasis.NORM,
        )
        for share in shares
    )

    assert less <= more


@given(
    st.sampled_from(DeviceKind),
    st.tuples(st.floats(0.9, 0.96), st.floats(0.9, 0.96)).map(sorted),
    st.sampled_from(NeedBasis),
)
@settings(max_examples=60, deadline=None)
def test_need_rises_as_purity_falls(
    device: DeviceKind, purities: list[float], basis: NeedBasis
) -> None:
    problem = CensusProblem(
        patients=(PatientCount(device, 10),), other_patients=5, source=GasSource.PSA
    )
    poorer, purer = (
        need_t_per_day(problem, basis, with_values(psa__purity_share=purity))
        for purity in purities
    )
    liquid = CensusProblem(patients=problem.patients, other_patients=5)

    assert purer <= poorer
    assert need_t_per_day(liquid, basis) <= purer


@given(st.lists(censuses, max_size=4))
@settings(max_examples=30, deadline=None)
def test_censuses_do_not_touch_one_another(problems: list[CensusProblem]) -> None:
    together = needs_of(problems, DEFAULTS)

    assert together == tuple(need_of(problem, DEFAULTS) for problem in problems)
