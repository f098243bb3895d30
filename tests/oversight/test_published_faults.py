"""Published figures that do not hold are doubted, for the reason that was found."""

from dataclasses import replace

import pytest

from napas.domain.claim import ClaimKind, ClaimStatus, Metric
from napas.domain.need import Span
from napas.oversight.claims import check_claims
from napas.oversight.consistency import (
    check_norms,
    check_proportion,
    check_reserve,
    check_share,
    check_sum,
)
from napas.oversight.figure import Figure, percent_as_written
from napas.oversight.flow import (
    Demand,
    SaidToLast,
    check_implied_flow,
    check_joint_use,
    check_lasting,
    flow_l_per_min_of_pieces,
)
from napas.oversight.scale import check_scale, scale_below_capacity
from napas.units.gas import GasReference
from napas.units.quantity import parse_quantity
from napas.units.refusal import NumberWordError
from tests.oversight.oracles import (
    ABSENT,
    BEDS,
    PARAMETERS,
    TOLERANCE,
    Codes,
    Findings,
    Row,
    Statements,
    bed_formula_l_per_min,
    claim,
    keeper,
    numbers,
    read_rows,
    t_per_day,
)

KG_PER_POUND = 0.45359237
UTILISED = ("capacity", "utilisation", "production", "idle")
ROWS = [row for row in read_rows() if row.must_flag]
STATEMENTS: Statements = {}
statement = keeper(STATEMENTS)


@pytest.mark.shared
@pytest.mark.skipif(not ROWS, reason=ABSENT)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_published_fault_is_found(row: Row, codes: Codes) -> None:
    assert bool(codes(STATEMENTS[frozenset(row.given)](row))) is True


@statement("plant_flow", "patients", "cylinders")
def plant_for_both(row: Row) -> Findings:
    patients, each = numbers(row.given["patients"])
    pieces, content_m3 = numbers(row.given["cylinders"])
    demands = [
        Demand("patients", patients * each),
        Demand("cylinders", flow_l_per_min_of_pieces(pieces, content_m3)),
    ]
    capacity = row.n("plant_flow")
    for demand in demands:
        assert check_joint_use(capacity, [demand], tolerance_share=TOLERANCE) == ()
    findings = check_joint_use(capacity, demands, tolerance_share=TOLERANCE)
    told = dict(findings[0].params)
    assert numbers(row.expected) == [pytest.approx(told["need_l_per_min"], rel=0.001)]
    return findings


@statement("capacity", "additional", "other_source_total")
def secured_conflict(row: Row) -> Findings:
    made = row.n("capacity") + row.n("additional")
    stated = row.n("other_source_total")
    first = claim(ClaimKind.TOTAL, Metric.SUPPLY, stated)
    second = replace(first, code="made", value=made, status=ClaimStatus.KEPT)
    findings = check_claims([first, second], PARAMETERS)
    told = dict(findings[0].params)
    row.lists(made, abs(stated - made))
    assert told["difference"] == pytest.approx(abs(stated - made))
    assert {told["value"], told["other_value"]} == {stated, made}
    return findings


@statement(*UTILISED)
def utilised_capacity(row: Row) -> Findings:
    capacity = row.figure("capacity", "t/year")
    production = row.figure("production", "t/year")
    utilised = percent_as_written(row.n("utilisation"))
    share = check_share(production, capacity, utilised, mention_rounding=True)
    whole = check_sum([production, row.figure("idle", "t/year")], capacity)
    product, made = dict(share[0].params)["product"], dict(whole[0].params)["sum"]
    assert isinstance(product, float)
    assert isinstance(made, float)
    row.lists(capacity.value, product, production.value, made, capacity.value)
    assert check_share(production, capacity, utilised) == ()
    return (*share, *whole)


@statement("production")
def production_in_number_words(row: Row) -> Findings:
    text = row.given["production"].strip('"').replace("yr", "year")
    with pytest.raises(NumberWordError) as refusal:
        parse_quantity(text)
    times = numbers(row.expected)[0]
    stated = Figure(float(str(refusal.value.params["readings"])), "t/year")
    # The installed capacity is stated by the row that says how much of it is used.
    (installed,) = (known for known in ROWS if {*UTILISED} == set(known.given))
    scale = scale_below_capacity(
        installed.figure("capacity", "t/year"),
        least_share=PARAMETERS["oversight.least_use_share"],
    )
    findings = check_scale(stated, scale)
    assert dict(findings[0].params)["factor"] == times
    return findings


@statement(*BEDS, "other_norm")
def two_norms(row: Row) -> Findings:
    flow = bed_formula_l_per_min(row)
    low, high = (
        t_per_day(flow, state) for state in (GasReference.AT_20_C, GasReference.AT_0_C)
    )
    per_beds, beds = numbers(row.given["other_norm"])
    other = per_beds * (row.n("non_icu_beds") + row.n("icu_beds")) / beds
    row.lists(flow, low, high, other)
    findings = check_norms(
        "per bed",
        Span(low, low, high),
        "per 100",
        Span(other, other, other),
        unit="t/day",
    )
    told = dict(findings[0].params)
    assert told["least_gap_share"] == pytest.approx(0.20, abs=0.01)
    assert told["most_gap_share"] == pytest.approx(0.25, abs=0.01)
    return findings


@statement("allocated", "deliverable", "covid", "non_covid", "reserve_in_order")
def reserve_of_an_order(row: Row) -> Findings:
    uses = [Figure(row.n(name), "t") for name in ("covid", "non_covid")]
    available = Figure(row.n("deliverable"), "t")
    findings = check_reserve(available, uses, Figure(row.n("reserve_in_order"), "t"))
    left = dict(findings[0].params)["left"]
    assert isinstance(left, float)
    row.lists(uses[0].value, uses[1].value, left, available.value, left)
    return findings


@statement("asked_all", "granted_all", "asked_one_hospital", "granted_one_hospital")
def rationing(row: Row) -> Findings:
    findings = check_proportion(
        asked_all=row.figure("asked_all", "t"),
        granted_all=row.figure("granted_all", "t"),
        asked_one=row.figure("asked_one_hospital", "t"),
        granted_one=row.figure("granted_one_hospital", "t"),
    )
    told = dict(findings[0].params)
    overall, own = told["overall_share"], told["own_share"]
    assert isinstance(overall, float)
    assert isinstance(own, float)
    row.lists(100 * overall, 100 * own)
    return findings


@statement("cylinder", "cylinders_per_patient_day", "stated_flow")
def cylinders_of_a_patient(row: Row) -> Findings:
    low, high = numbers(row.given["stated_flow"])
    findings = check_implied_flow(
        row.n("cylinders_per_patient_day"),
        row.n("cylinder"),
        Span((low + high) / 2, low, high),
        tolerance_share=TOLERANCE,
    )
    told = dict(findings[0].params)
    for name in ("implied_l_per_min", "pieces_low", "pieces_high"):
        value = told[name]
        assert isinstance(value, float)
        row.lists(value)
    return findings


@statement("flow", "hours", "cylinder_oxygen")
def cylinder_for_a_day(row: Row) -> Findings:
    said = SaidToLast(
        row.n("cylinder_oxygen") * KG_PER_POUND,
        row.n("flow"),
        row.n("hours"),
        GasReference.AT_20_C,
    )
    findings = check_lasting(said, tolerance_share=TOLERANCE)
    told = dict(findings[0].params)
    need_kg, lasts_h, stated_h = (
        told[name] for name in ("need_kg", "lasts_h", "stated_h")
    )
    assert isinstance(need_kg, float)
    assert isinstance(lasts_h, float)
    row.lists(need_kg / KG_PER_POUND, row.n("cylinder_oxygen"), lasts_h)
    assert stated_h == row.n("hours")
    return findings
