"""The ranges of a need against what was reported and published."""

import csv
from collections import defaultdict
from math import exp, hypot, log
from statistics import NormalDist, fmean, stdev

import pytest

from napas.demand.knowledge import NeedKnowledge, range_of
from napas.demand.norms import Heads, NormProblem, compare_norms
from napas.exchange.scenarios import founding_scenario
from napas.parameters import resolve

FACTS = founding_scenario() / "facts"
DEFAULTS = resolve()
REPORT, OCCUPIED, FULL = (range_of(known, DEFAULTS) for known in NeedKnowledge)
REACH = NormalDist().inv_cdf((1.0 + DEFAULTS["forecast.range_coverage_share"]) / 2.0)
BED_NORM_T_PER_DAY = 0.011
JUNE, JULY = "2021-06-27", "2021-07-20"
DAYS_BETWEEN, DAYS_SINCE_JUNE = 23, 13


def facts(name: str) -> list[dict[str, str]]:
    with (FACTS / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def occupancies() -> dict[str, dict[str, float]]:
    """Share of beds in use by territory and day."""
    told: dict[str, dict[str, float]] = defaultdict(dict)
    for row in facts("bed_occupancy"):
        told[row["territory"]][row["day"]] = float(row["occupancy_share"])
    return told


def on_the_day(known: dict[str, float]) -> float:
    """On 10 July, straight between the two reports."""
    june = known[JUNE]
    return june + (known.get(JULY, june) - june) * DAYS_SINCE_JUNE / DAYS_BETWEEN


def reported_over_rule() -> list[float]:
    """What seven provinces reported, over beds x norm x occupancy."""
    known = occupancies()
    return [
        float(row["reported_need_t_per_day"])
        / (int(row["beds"]) * BED_NORM_T_PER_DAY * on_the_day(known[row["territory"]]))
        for row in facts("provinces")
        if row["reported_need_t_per_day"]
    ]


def spread_of_provinces() -> float:
    return stdev(map(log, reported_over_rule()))


def spread_of_occupancy() -> float:
    """How far ln(occupancy) strays in the days since it was reported."""
    changes = [
        log(told[JULY] / told[JUNE]) for told in occupancies().values() if JULY in told
    ]
    power = DEFAULTS["forecast.widening_power"]
    root_mean_square = fmean(change**2 for change in changes) ** 0.5
    return float(root_mean_square * (DAYS_SINCE_JUNE / DAYS_BETWEEN) ** power)


def test_an_estimate_from_occupied_beds_strays_as_provinces_and_occupancies_did() -> (
    None
):
    spread = hypot(spread_of_provinces(), spread_of_occupancy())
    assert OCCUPIED.low_share == pytest.approx(exp(-REACH * spread), abs=0.01)
    assert OCCUPIED.high_share == pytest.approx(exp(REACH * spread), abs=0.01)


def test_published_norms_on_the_same_beds_lie_as_far_apart_as_the_provinces() -> None:
    norms = compare_norms(NormProblem(beds=Heads(severe=75, critical=25)), DEFAULTS)
    spread = stdev(log(line.need_t_per_day.value) for line in norms.lines)
    assert spread == pytest.approx(0.29, abs=0.01)
    assert spread < spread_of_provinces() < 1.25 * spread


def test_full_beds_may_be_as_empty_as_the_emptiest_province() -> None:
    emptiest = min(told[JUNE] for told in occupancies().values())
    low = exp(-hypot(REACH * spread_of_provinces(), log(emptiest)))
    assert FULL.low_share == pytest.approx(low, abs=0.01)


def test_every_report_lies_within_the_range_of_full_beds_but_jakartas() -> None:
    beyond = [ratio for ratio in reported_over_rule() if ratio > FULL.high_share]
    assert [round(ratio, 2) for ratio in beyond] == [2.96]
    highest = DEFAULTS.parameter("forecast.full_beds_high_share").high
    assert beyond[0] < highest


def test_a_report_strays_as_what_devices_drew_day_by_day() -> None:
    spread = 0.11 / 1.26
    assert REPORT.low_share == pytest.approx(exp(-REACH * spread), abs=0.005)
    assert REPORT.high_share == pytest.approx(exp(REACH * spread), abs=0.005)
    gauge = 1.34 / 1.26
    assert REPORT.low_share < gauge < REPORT.high_share
