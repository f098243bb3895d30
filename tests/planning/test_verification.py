import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.finding import Code, Grade
from napas.domain.need import DeviceKind, PatientCount
from napas.parameters import resolve
from napas.planning.verification import (
    NeedClaim,
    NeedFault,
    VerifiedNeed,
    verify_need,
    verify_needs,
)

DEFAULTS = resolve()
T_PER_DAY_PER_L_PER_MIN = 0.00191690 / 0.9  # at 20 degC, with 10 % of leaks


def verified(
    need_t_per_day: float, beds: int | None, *patients: PatientCount
) -> VerifiedNeed:
    return verify_need(NeedClaim("RS1", need_t_per_day, beds, patients), DEFAULTS)


def codes(need: VerifiedNeed) -> list[Code]:
    return [finding.code for finding in need.findings]


def test_a_need_its_beds_can_breathe_stands() -> None:
    need = verified(2.0, 100)

    assert need.need_t_per_day == 2.0
    assert need.excess_t_per_day == 0.0
    assert need.findings == ()


def test_beds_alone_bound_a_need_at_80_l_per_min_each() -> None:
    bound = verified(2.0, 100).bound_t_per_day

    assert bound == pytest.approx(100 * 80 * T_PER_DAY_PER_L_PER_MIN, rel=1e-4)


def test_what_lies_above_the_bound_is_cut_and_said() -> None:
    need = verified(2000.0, 100)  # kilograms told as tonnes

    assert need.bound_t_per_day is not None
    assert need.need_t_per_day == need.bound_t_per_day
    assert need.excess_t_per_day == pytest.approx(2000.0 - need.bound_t_per_day)
    (finding,) = need.findings
    assert finding.code is NeedFault.ABOVE_PHYSICAL_BOUND
    assert finding.grade is Grade.DOUBTFUL
    assert finding.subject == "RS1"


def test_an_unusual_need_is_used_and_marked() -> None:
    need = verified(10.0, 100)  # 47 L/min a bed

    assert need.need_t_per_day == 10.0
    assert codes(need) == [NeedFault.ABOVE_USUAL_FLOW]


def test_devices_bound_a_need_more_closely() -> None:
    counted = verified(5.0, 100, PatientCount(DeviceKind.CANNULA, 40))

    expected = (40 * 15 + 60 * 10) * T_PER_DAY_PER_L_PER_MIN
    assert counted.bound_t_per_day == pytest.approx(expected, rel=1e-4)
    assert codes(counted) == [NeedFault.ABOVE_PHYSICAL_BOUND]


def test_more_patients_than_beds_gain_nothing() -> None:
    crowded = verified(1.0, 10, PatientCount(DeviceKind.HFNC, 1000))

    assert crowded.bound_t_per_day == verified(1.0, 10).bound_t_per_day


def test_a_need_without_beds_is_used_and_marked_and_has_no_bound() -> None:
    need = verified(3.0, None, PatientCount(DeviceKind.IMV, 10))

    assert need.need_t_per_day == 3.0
    assert need.bound_t_per_day is None
    assert need.excess_t_per_day is None
    assert codes(need) == [NeedFault.BEDS_UNKNOWN]


def test_no_occupied_bed_breathes_nothing() -> None:
    need = verified(3.0, 0)

    assert need.need_t_per_day == 0.0
    assert codes(need) == [NeedFault.ABOVE_PHYSICAL_BOUND]


def test_many_claims_are_verified_in_their_order() -> None:
    claims = [NeedClaim(name, 1.0, 100) for name in ("b", "a")]

    assert [need.subject for need in verify_needs(claims, DEFAULTS)] == ["b", "a"]


@pytest.mark.parametrize(("need", "beds"), [(-1.0, 1), (float("nan"), 1), (1.0, -1)])
def test_a_claim_that_is_no_amount_is_refused(need: float, beds: int) -> None:
    with pytest.raises(ValueError, match="must be from 0"):
        NeedClaim("RS1", need, beds)


@given(
    st.floats(0.0, 1e6),
    st.floats(1.0, 1e6),
    st.integers(0, 10_000),
    st.lists(st.builds(PatientCount, st.sampled_from(DeviceKind), st.integers(0, 500))),
)
def test_overstating_never_gains_more_than_the_bound(
    need_t_per_day: float, factor: float, beds: int, patients: list[PatientCount]
) -> None:
    honest = verified(need_t_per_day, beds, *patients)
    overstated = verified(need_t_per_day * factor, beds, *patients)

    assert overstated.bound_t_per_day == honest.bound_t_per_day
    assert honest.bound_t_per_day is not None
    assert overstated.need_t_per_day <= honest.bound_t_per_day
    assert overstated.excess_t_per_day is not None
    assert overstated.need_t_per_day + overstated.excess_t_per_day == pytest.approx(
        need_t_per_day * factor
    )
