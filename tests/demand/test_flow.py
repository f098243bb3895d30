import pytest

from napas.demand.flow import (
    FLOW_NAMES,
    Gas,
    GasSource,
    NeedFormula,
    NeedPart,
    severity_of,
)
from napas.demand.readings import Readings, span_of
from napas.domain.need import NeedBasis, PatientGroup, Severity
from napas.parameters import resolve

READINGS = Readings(resolve(), FLOW_NAMES)
LIQUID = Gas(READINGS, GasSource.LIQUID, {})
PSA = Gas(READINGS, GasSource.PSA, {})
ADULT = PatientGroup.ADULT


def drawn(gas: Gas, basis: NeedBasis, part: NeedPart, group: PatientGroup) -> float:
    return float(gas.flow(basis, part, group).l_per_min[0])


@pytest.mark.parametrize(
    ("part", "norm", "measured"),
    [
        (NeedPart.WARD, 10.0, 3.0),
        (NeedPart.CANNULA, 10.0, 3.0),
        (NeedPart.MASK, 10.0, 5.6),
        (NeedPart.RESERVOIR_MASK, 12.0, 12.0),
        (NeedPart.HFNC, 45.0 * 0.39 / 0.785, 14.2),
        (NeedPart.NIV, 40.0 * 0.39 / 0.785, 20.0),
        (NeedPart.IMV, 11.0 * 0.29 / 0.785, 2.9),
    ],
)
def test_an_adult_draws_by_norm_and_as_measured(
    part: NeedPart, norm: float, measured: float
) -> None:
    assert drawn(LIQUID, NeedBasis.NORM, part, ADULT) == pytest.approx(norm)
    assert drawn(LIQUID, NeedBasis.MEASURED, part, ADULT) == pytest.approx(measured)


@pytest.mark.parametrize("basis", NeedBasis)
@pytest.mark.parametrize(
    ("group", "flow"),
    [
        (PatientGroup.NEWBORN, 0.75),
        (PatientGroup.INFANT, 1.5),
        (PatientGroup.CHILD, 2.5),
    ],
)
def test_children_on_low_flow_draw_the_starting_flow_of_their_age(
    basis: NeedBasis, group: PatientGroup, flow: float
) -> None:
    assert drawn(LIQUID, basis, NeedPart.CANNULA, group) == pytest.approx(flow)


@pytest.mark.parametrize("basis", NeedBasis)
def test_children_on_devices_draw_a_share_of_an_adult(basis: NeedBasis) -> None:
    adult = drawn(LIQUID, basis, NeedPart.HFNC, ADULT)
    infant = LIQUID.flow(basis, NeedPart.HFNC, PatientGroup.INFANT)

    assert infant.l_per_min[0] == pytest.approx(0.2 * adult)
    assert infant.rests_on[-1] == "flows.infant_device_share"


@pytest.mark.parametrize("basis", NeedBasis)
@pytest.mark.parametrize("group", PatientGroup)
@pytest.mark.parametrize(
    "part", [part for part in NeedPart if part not in ("other_patients", "leaks")]
)
def test_a_poorer_source_must_give_more(
    basis: NeedBasis, group: PatientGroup, part: NeedPart
) -> None:
    assert drawn(PSA, basis, part, group) > drawn(LIQUID, basis, part, group)


def test_a_share_that_is_set_takes_the_place_of_the_assumed_one() -> None:
    gas = Gas(READINGS, GasSource.LIQUID, {NeedPart.IMV: 0.8})
    flow = gas.flow(NeedBasis.NORM, NeedPart.IMV, ADULT)
    assumed = LIQUID.flow(NeedBasis.NORM, NeedPart.IMV, ADULT)

    assert flow.l_per_min[0] == pytest.approx(11.0 * 0.59 / 0.785)
    assert "flows.imv_fio2_share" in assumed.rests_on
    assert "flows.imv_fio2_share" not in flow.rests_on
    assert span_of(flow.l_per_min).low > span_of(assumed.l_per_min).low


def test_only_settings_go_through_the_blender() -> None:
    def formula(basis: NeedBasis, part: NeedPart) -> NeedFormula:
        return LIQUID.flow(basis, part, ADULT).formula

    assert formula(NeedBasis.NORM, NeedPart.HFNC) is NeedFormula.BLENDER
    assert formula(NeedBasis.MEASURED, NeedPart.HFNC) is NeedFormula.FLOW
    assert formula(NeedBasis.NORM, NeedPart.MASK) is NeedFormula.FLOW


def test_the_purity_is_named_where_the_flow_depends_on_it() -> None:
    liquid = LIQUID.flow(NeedBasis.NORM, NeedPart.MASK, ADULT)
    generator = PSA.flow(NeedBasis.NORM, NeedPart.MASK, ADULT)

    assert liquid.rests_on == ("flows.norm_severe_l_per_min",)
    assert "psa.purity_share" in generator.rests_on


def test_ventilated_and_high_flow_patients_are_critical() -> None:
    critical = {part for part in NeedPart if severity_of(part) is Severity.CRITICAL}

    assert critical == {NeedPart.HFNC, NeedPart.NIV, NeedPart.IMV}
