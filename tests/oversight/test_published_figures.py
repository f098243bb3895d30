"""Published figures that hold are reproduced, and nothing is doubted in them."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from napas.demand.norms import Heads, Norm, NormProblem
from napas.domain.claim import Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.headline import headline
from napas.oversight.claims import check_claims
from napas.oversight.consistency import (
    check_growth,
    check_product,
    check_reserve,
    check_share,
    check_sum,
)
from napas.oversight.doubt import FigureDoubt
from napas.oversight.figure import Figure, as_written, fill_rate, percent_as_written
from napas.oversight.flow import (
    Demand,
    check_joint_use,
    flow_l_per_min_of_pieces,
    pieces_per_day_of_flow,
)
from napas.units.conversion import ConversionBasis
from napas.units.cylinder import Cylinder, cylinder_content_m3
from napas.units.duration import HOURS_PER_DAY
from napas.units.gas import GasReference
from tests.oversight.oracles import (
    ABSENT,
    BEDS,
    NOON,
    PARAMETERS,
    TOLERANCE,
    Codes,
    Findings,
    Row,
    Statements,
    bed_formula_l_per_min,
    claim,
    convert,
    keeper,
    named,
    norm_l_per_min,
    numbers,
    read_rows,
    t_per_day,
)

ROWS = [row for row in read_rows() if not row.must_flag]
STATEMENTS: Statements = {}
statement = keeper(STATEMENTS)


@pytest.mark.shared
@pytest.mark.skipif(not ROWS, reason=ABSENT)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_published_figure_is_reproduced_without_a_doubt(
    row: Row, codes: Codes
) -> None:
    assert bool(codes(STATEMENTS[frozenset(row.given)](row))) is False


@statement("lox_volume", "lox_density")
@statement("lox_volume", "lox_density", "need")
def liquid_volume(row: Row) -> Findings:
    basis = ConversionBasis(liquid_density_kg_per_l=row.n("lox_density"))
    mass_t = convert(f"{row.given['lox_volume']} LOX", "t", basis)
    row.tells("mass", mass_t)
    if "need" in row.given:
        row.tells("shortfall", row.n("need") - mass_t)
    return ()


@statement("daily_output", "patients_adult", "patients_child")
def plant_in_a_box(row: Row) -> Findings:
    output = f"{row.given['daily_output']}/day@20C"
    flow = convert(output, "LPM@20C")
    fewest, most = numbers(row.given["patients_adult"])
    row.tells("flow", flow)
    row.tells("hourly", convert(output, "m3/h@20C"))
    row.tells("per_adult", flow / most, flow / fewest)
    row.tells("per_child", flow / row.n("patients_child"))
    wards = [Demand("adults", most * flow / most)]
    return check_joint_use(flow, wards, tolerance_share=TOLERANCE)


@statement("ward_patients", "critical_patients")
def patients_in_two_classes(row: Row) -> Findings:
    ward, each = numbers(row.given["ward_patients"])
    critical, each_critical = numbers(row.given["critical_patients"])
    assert each == PARAMETERS["norms.uk_ward_l_per_min"]
    assert each_critical == PARAMETERS["norms.uk_critical_l_per_min"]
    patients = Heads(int(ward), int(critical))
    flow = norm_l_per_min(Norm.UNITED_KINGDOM, NormProblem(patients=patients))
    row.tells("flow", flow)
    return ()


@statement("plant_flow", "patients")
def plant_for_patients(row: Row) -> Findings:
    patients, each = numbers(row.given["patients"])
    capacity, used = row.n("plant_flow"), patients * each
    row.tells("used", used)
    row.tells("share", 100 * used / capacity)
    demands = [Demand("patients", used)]
    share = percent_as_written(numbers(named(row.expected)["share"])[0])
    return (
        *check_joint_use(capacity, demands, tolerance_share=TOLERANCE),
        *check_share(as_written(used, "LPM"), as_written(capacity, "LPM"), share),
    )


@statement("plant_flow", "cylinders")
def plant_for_cylinders(row: Row) -> Findings:
    capacity, pieces = row.n("plant_flow"), row.n("cylinders")
    content_m3 = pieces_per_day_of_flow(capacity, 1.0) / pieces
    row.tells("gas_per_cylinder", content_m3)
    flow = flow_l_per_min_of_pieces(pieces, content_m3)
    return check_joint_use(
        capacity, [Demand("cylinders", flow)], tolerance_share=TOLERANCE
    )


@statement("nameplate", "hours", "derate")
def derated_generator(row: Row) -> Findings:
    hourly_m3 = convert(f"{row.given['nameplate']}@20C", "m3/h@20C")
    a_day_m3 = hourly_m3 * row.n("hours") * row.n("derate")
    assert row.n("derate") == PARAMETERS["psa.derate_share"]
    row.lists(a_day_m3, a_day_m3 / 100, a_day_m3 / 120)
    return ()


@statement("before", "after")
def saving(row: Row) -> Findings:
    before, after = row.figure("before", "pieces"), row.figure("after", "pieces")
    left = fill_rate(after, before)
    assert left is not None
    row.tells("saving", 100 * (1 - left))
    saved = Figure(before.value - after.value, "pieces")
    percent = percent_as_written(numbers(row.expected)[0])
    return check_share(saved, before, percent)


@statement("capacity", "import", "domestic")
def secured_identity(row: Row) -> Findings:
    names = ("capacity", "import", "domestic")
    metrics = (Metric.PRODUCTION, Metric.IMPORTS, Metric.DOMESTIC_ADDITION)
    kinds = (ClaimKind.CAPACITY, ClaimKind.PLEDGE, ClaimKind.PLEDGE)
    told = {name: numbers(text)[0] for name, text in named(row.expected).items()}
    secured = claim(ClaimKind.TOTAL, Metric.SUPPLY, told["secured"])
    parts = [
        replace(claim(kind, metric, row.n(name)), part_of=secured.code)
        for name, kind, metric in zip(names, kinds, metrics, strict=True)
    ]
    claims = [secured, *parts]
    line = headline(claims, known_at=NOON)
    assert line.parts_make_total
    assert line.parts_sum_t_per_day is not None
    row.tells("secured", line.parts_sum_t_per_day)
    additional = as_written(told["additional"], "t/day")
    added = [row.figure(name, "t/day") for name in names[1:]]
    return (
        *check_claims(claims, PARAMETERS),
        *check_sum(added, additional),
        *check_share(added[0], additional, percent_as_written(told["import_share"])),
        *check_share(added[1], additional, percent_as_written(told["domestic_share"])),
    )


@statement("need", "increase", "date")
def growing_need(row: Row) -> Findings:
    increase, per_days = numbers(row.given["increase"])
    first_day = datetime.fromisoformat(row.given["need"].split()[-1])
    days = (datetime.fromisoformat(row.given["date"]) - first_day) / timedelta(days=1)
    later = numbers(named(row.expected)["need"])[0]
    return check_growth(
        row.figure("need", "t/day"),
        as_written(increase, "t/day"),
        as_written(later, "t/day"),
        steps=days / per_days,
    )


@statement("industrial", "medical")
def production_by_use(row: Row) -> Findings:
    parts = [row.figure(name, "t/year") for name in ("industrial", "medical")]
    total = numbers(named(row.expected)["total"])[0]
    row.tells("total_daily", convert(f"{total:.0f} t/year", "t/day"))
    row.tells("medical_daily", convert(f"{row.n('medical'):.0f} t/year", "t/day"))
    return check_sum(parts, as_written(total, "t/year"))


@statement("installed", "utilisation", "industrial", "medical")
def production_by_two_routes(row: Row) -> Findings:
    told = {name: numbers(text)[0] for name, text in named(row.expected).items()}
    total = as_written(told["production"], "t/year")
    parts = [row.figure(name, "t/year") for name in ("industrial", "medical")]
    utilised = percent_as_written(row.n("utilisation"))
    row.tells("sum", sum(part.value for part in parts))
    return (
        *check_sum(parts, total),
        *check_share(
            total, row.figure("installed", "t/year"), utilised, mention_rounding=True
        ),
    )


@statement("isotanks", "payload")
def tanks_of_one_size(row: Row) -> Findings:
    each = as_written(convert(row.given["payload"], "t"), "t")
    pieces, masses = numbers(row.given["isotanks"]), numbers(row.expected)
    found = [
        check_product(
            Figure(count, "isotanks"), Figure(each.value, "t"), Figure(m, "t")
        )
        for count, m in zip(pieces, masses, strict=True)
    ]
    return tuple(finding for findings in found for finding in findings)


@statement("units", "flow", "hours")
def machines_at_full_flow(row: Row) -> Findings:
    flow = row.n("units") * row.n("flow") * row.n("hours") / 24
    row.tells("supply", t_per_day(flow, GasReference.AT_0_C))
    row.tells("supply", t_per_day(flow, GasReference.AT_20_C))
    pure = PARAMETERS["concentrators.purity_share"]
    with pytest.raises(AssertionError):
        row.tells("supply", t_per_day(flow, GasReference.AT_20_C) * pure)
    return ()


@statement(*BEDS)
def bed_formula(row: Row) -> Findings:
    flow = bed_formula_l_per_min(row)
    assert numbers(named(row.expected)["flow"]) == [flow]
    row.tells("need", t_per_day(flow, GasReference.AT_0_C))
    with pytest.raises(AssertionError):
        row.tells("need", t_per_day(flow, GasReference.AT_20_C))
    return ()


@statement("claimed", "bed_formula", "after_fixing_4_hospitals")
def claimed_over_formula(row: Row) -> Findings:
    ratio = fill_rate(row.figure("claimed", "t"), row.figure("bed_formula", "t"))
    assert ratio is not None
    row.tells("claimed_over_formula", ratio)
    return ()


@statement("")
def fill_rates(row: Row) -> Findings:
    pairs = re.findall(r"(\d+)/(\d+)", row.given[""])
    rates = [
        fill_rate(
            as_written(float(granted), "t/day"), as_written(float(asked), "t/day")
        )
        for granted, asked in pairs
    ]
    row.lists(*(rate for rate in rates if rate is not None))
    assert len(rates) == len(numbers(row.expected))
    return ()


@statement("cylinders", "circulating_share")
def idle_cylinders(row: Row) -> Findings:
    all_of_them = row.figure("cylinders", "cylinders")
    idle = as_written(numbers(named(row.expected)["idle"])[0], "cylinders")
    circulating = percent_as_written(row.n("circulating_share"))
    assert circulating.value == PARAMETERS["cylinders.circulating_share"]
    used = Figure(all_of_them.value - idle.value, "cylinders")
    return check_share(used, all_of_them, circulating, mention_rounding=True)


@statement("water", "gauge", "temperature", "factor")
def cylinder_content(row: Row) -> Findings:
    content_m3 = cylinder_content_m3(
        Cylinder(row.n("water"), row.n("gauge")),
        temperature_celsius=row.n("temperature"),
        reference=GasReference.AT_15_C,
    )
    row.tells("content", content_m3)
    return ()


@statement("hfno", "ventilated")
def flow_of_two_devices(row: Row) -> Findings:
    high_flow, ventilated = row.n("hfno"), row.n("ventilated")
    assert high_flow == PARAMETERS["flows.hfnc_oxygen_l_per_min"]
    assert ventilated == PARAMETERS["flows.imv_oxygen_l_per_min"]
    row.tells("ratio", high_flow / ventilated)
    return ()


@statement("capacity", "peak_load")
def reserve_margin(row: Row) -> Findings:
    reserve = numbers(named(row.expected)["reserve"])[0]
    return check_reserve(
        Figure(row.n("capacity"), "MW"),
        [Figure(row.n("peak_load"), "MW")],
        Figure(reserve, "MW"),
    )


@statement("patients", "share_on_oxygen", "cylinder_total")
def weight_to_lift(row: Row) -> Findings:
    stated = numbers(named(row.expected)["weight"])[0]
    on_oxygen = row.n("patients") * percent_as_written(row.n("share_on_oxygen")).value
    return check_product(
        Figure(on_oxygen, "patients"),
        Figure(row.n("cylinder_total"), "lb"),
        Figure(stated, "lb", row.tolerance_share * stated),
    )


@statement("secured", "isotanks", "cylinders", "concentrators")
def two_snapshots(row: Row) -> Findings:
    morning = NOON - timedelta(hours=8)
    asked = {
        "secured": (ClaimKind.TOTAL, Metric.SUPPLY),
        "isotanks": (ClaimKind.STOCK, Metric.ISOTANKS),
        "cylinders": (ClaimKind.STOCK, Metric.CYLINDERS),
        "concentrators": (ClaimKind.STOCK, Metric.CONCENTRATORS),
    }
    claims: list[Claim] = []
    for name, (kind, metric) in asked.items():
        before, after = numbers(row.given[name])
        now = claim(kind, metric, after)
        then = replace(
            now,
            code=f"{name}-before",
            value=before,
            as_of=morning,
            known_at=morning,
            status=ClaimStatus.SUPERSEDED,
        )
        claims += [then, now]
    first, second = (headline(claims, known_at=moment) for moment in (morning, NOON))
    told = [
        (first.secured_t_per_day, second.secured_t_per_day),
        (first.isotanks.ready, second.isotanks.ready),
        (first.cylinders.ready, second.cylinders.ready),
        (first.concentrators.ready, second.concentrators.ready),
    ]
    deltas = [after - before for before, after in told if before and after]
    row.lists(*deltas)
    assert len(deltas) == len(asked)
    return check_claims(claims, PARAMETERS)


@statement("tankers", "capacity", "sales")
def fleet_against_sales(row: Row) -> Findings:
    capacity = row.figure("capacity", "t")
    a_day_of_sales = Figure(row.n("sales"), "t")
    row.tells("mean_payload", capacity.value / row.n("tankers"))
    cycle_days = fill_rate(capacity, a_day_of_sales)
    assert cycle_days is not None
    row.tells("fleet_days_per_cycle", cycle_days)
    mean = as_written(numbers(named(row.expected)["mean_payload"])[0], "t")
    return check_product(Figure(row.n("tankers"), "tankers"), mean, capacity)


@statement("isotanks", "payload", "turnaround", "target")
def fleet_at_two_turnarounds(row: Row) -> Findings:
    fleet_t = row.n("isotanks") * convert(row.given["payload"], "t")
    target = row.figure("target", "t/day")
    quick, slow = (
        Figure(fleet_t * HOURS_PER_DAY / turnaround_h, "t/day")
        for turnaround_h in numbers(row.given["turnaround"])
    )
    row.lists(quick.value, slow.value)
    left = Figure(quick.value - target.value, "t/day")
    (short,) = check_reserve(slow, [target], Figure(0.0, "t/day"))
    assert short.code is FigureDoubt.RESERVE_SPENT
    return check_reserve(quick, [target], left)
