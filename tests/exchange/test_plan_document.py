"""A plan as a document: every number in its place, nothing that is no number."""

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.claim import Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.finding import Grade, Spot, find
from napas.domain.headline import headline
from napas.domain.instant import utc_text
from napas.domain.need import NeedBasis, NeedSource, Span
from napas.domain.network import Form
from napas.domain.plan import (
    Binding,
    Chain,
    ChainCapacity,
    ChainLink,
    Cover,
    PlaceLine,
    Plan,
    RuleShare,
    Shipment,
    Unsent,
    Worth,
    because,
)
from napas.domain.situation import Situation, StockState
from napas.exchange import (
    ExchangeCode,
    plan_document,
    read_scenario,
    to_json,
)
from napas.exchange.plan_document import figure, synthetic_codes

NOW = datetime(2021, 7, 10, 5, tzinfo=UTC)
LINE = PlaceLine(
    code="01",
    name="Barat",
    level="region",
    need_t_per_day=30.5,
    need_source=NeedSource.REPORTED,
    verified_need_t_per_day=28.0,
    measured_use_t_per_day=Span(12.0, 9.0, 15.0),
    planned_need_t_per_day=31.23456,
    allocated_t_per_day=25.0,
    unmet_t_per_day=6.23456,
    unmet_critical_t_per_day=0.0,
    binding=Binding.FLEET,
    reasons=(because(Binding.FLEET, trucks=2, share=0.123456789),),
    rules=(RuleShare("beds", 24.0),),
)
UNKNOWN = replace(
    LINE,
    code="=02",
    name="=cmd()",
    need_t_per_day=None,
    need_source=NeedSource.ESTIMATE,
    verified_need_t_per_day=None,
    measured_use_t_per_day=None,
    planned_need_t_per_day=None,
    unmet_t_per_day=None,
    unmet_critical_t_per_day=None,
    binding=Binding.NEED_UNKNOWN,
    reasons=(),
    rules=(),
)
FAULT = find(
    Grade.SET_ASIDE,
    ExchangeCode.CELL_NEGATIVE,
    subject="2",
    spot=Spot("places.csv", 3, "need_t_per_day"),
    read="-3",
)
PLAN = Plan(
    scenario="kecil",
    as_of=NOW,
    level="region",
    horizon_days=2,
    quantile=0.7,
    basis=NeedBasis.NORM,
    policy="biasa",
    provinces=(LINE, UNKNOWN),
    places=(LINE,),
    allocations=(),
    shortfalls=(),
    shipments=(
        Shipment(0, "P1", "H2", "V9", 8.0, NOW, NOW, NOW, "P1"),
        Shipment(1, "P1", "H1", "V1", 2.5, NOW, NOW, NOW, "P1"),
        Shipment(1, "P1", "01", "V9", 1.0, NOW, NOW, NOW, "P1"),
    ),
    chain=Chain(
        (
            ChainCapacity(ChainLink.FLEET, 20.0, 0.5, 40.0, because(Binding.FLEET)),
            ChainCapacity(ChainLink.POWER, 9.0, 0.0, math.inf, because(Binding.POWER)),
        ),
        ChainLink.FLEET,
        (because(Binding.PIPELINE),),
    ),
    unsent=(Unsent(0, "P1", "H1", Form.LIQUID, 0.4567, because(Binding.FLEET)),),
    worth=(Worth("truck", "P1", 1.0, 2.0),),
    covers=(
        Cover("H1", Form.LIQUID, 10.0, 12.3456, 15.0, NOW, StockState.KNOWN),
        Cover(
            facility="H2",
            form=Form.CYLINDER,
            cover_low_h=None,
            cover_h=None,
            cover_high_h=None,
            as_of=None,
            state=StockState.UNKNOWN,
            synthetic=True,
            held_at=NOW,
            trusted_at=NOW,
        ),
    ),
    findings=(FAULT,),
    parameters_hash="abc",
    non_default_parameters=("tanks.heel_share",),
)


def claim(
    code: str, kind: ClaimKind, metric: Metric, value: float, **more: str
) -> Claim:
    unit = {Metric.ISOTANKS: "isotanks"}.get(metric, "t/day")
    return Claim(
        code=code,
        kind=kind,
        metric=metric,
        value=value,
        unit=unit,
        scope="ID",
        as_of=NOW,
        known_at=NOW,
        source="menteri",
        status=ClaimStatus.CHOSEN,
        part_of=more.get("part_of", ""),
    )


CLAIMS = (
    claim("a", ClaimKind.TOTAL, Metric.SUPPLY, 2622.9),
    claim("b", ClaimKind.CAPACITY, Metric.PRODUCTION, 1700.0, part_of="a"),
    claim("c", ClaimKind.PLEDGE, Metric.IMPORTS, 650.0, part_of="a"),
    claim("d", ClaimKind.PLEDGE, Metric.DOMESTIC_ADDITION, 272.9, part_of="a"),
    claim("e", ClaimKind.USE, Metric.HOSPITAL_USE, 900.0),
    claim("f", ClaimKind.STOCK, Metric.ISOTANKS, 132.0),
    claim("g", ClaimKind.INVENTORY, Metric.ISOTANKS, 265.0),
)


@pytest.fixture
def situation(folder: Path) -> Situation:
    read = read_scenario(folder).situation
    assert read is not None
    return replace(read, findings=(FAULT,))


def document(
    situation: Situation, claims: tuple[Claim, ...] = CLAIMS
) -> dict[str, object]:
    line = headline(claims, known_at=NOW)
    return plan_document(PLAN, situation, line, run={"seconds": 1.5})


def read_back(told: dict[str, object]) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(to_json(told))
    return found


def numbers(value: object) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    children = value.values() if isinstance(value, dict) else ()
    for child in value if isinstance(value, list) else children:
        yield from numbers(child)


def test_the_keys_of_the_contract_are_all_there(situation: Situation) -> None:
    told = document(situation)

    assert {
        *("scenario", "as_of", "supply", "assets", "need", "chain", "binding"),
        *("provinces", "places", "shipments", "facilities", "worth", "findings"),
        *("parameters", "run"),
    } <= told.keys()


def test_the_supply_line_keeps_its_kinds_apart(situation: Situation) -> None:
    supply = read_back(document(situation))["supply"]

    assert supply["secured_t_per_day"] == 2622.9
    assert supply["by_kind"] == {
        "capacity": 1700.0,
        "pledge_imports": 650.0,
        "pledge_domestic_addition": 272.9,
    }
    assert supply["parts_make_total"] is True


def test_what_is_delivered_is_null_with_a_reason_while_nobody_knows(
    situation: Situation,
) -> None:
    supply = read_back(document(situation))["supply"]

    assert supply["delivering"] is None
    assert supply["delivering_reason"] == {
        "code": "headline-delivering-unknown",
        "params": {},
    }
    assert supply["use"] == {
        "value": 900.0,
        "low": 900.0,
        "high": 900.0,
        "basis": "use",
        "source": "menteri",
        "claim": "e",
        "as_of": "2021-07-10T05:00:00Z",
    }


def test_what_is_delivered_is_told_with_its_source_once_known(
    situation: Situation,
) -> None:
    delivered = claim("h", ClaimKind.DELIVERED, Metric.SUPPLY, 1100.0)

    supply = read_back(document(situation, (*CLAIMS, delivered)))["supply"]

    assert supply["delivering_reason"] is None
    assert isinstance(supply["delivering"], dict)
    assert supply["delivering"]["value"] == 1100.0


def test_a_country_that_claims_nothing_has_an_empty_line(situation: Situation) -> None:
    told = read_back(document(situation, ()))

    assert told["supply"]["secured_t_per_day"] is None
    assert told["supply"]["source"] is None
    assert told["supply"]["by_kind"] == {}
    assert told["assets"]["isotanks"] is None


def test_pieces_are_whole_numbers(situation: Situation) -> None:
    assets = read_back(document(situation))["assets"]

    assert assets["isotanks"] == 132
    assert isinstance(assets["isotanks"], int)
    assert assets["inventory"]["isotanks"] == 265  # type: ignore[index]  # JSON has no types


def test_national_need_sums_what_is_known_and_names_the_rest(
    situation: Situation,
) -> None:
    need = read_back(document(situation))["need"]

    assert need["norm_t_per_day"] == need["reported_t_per_day"] == 30.5
    assert need["planned_t_per_day"] == 31.235
    assert (need["measured_low_t_per_day"], need["measured_high_t_per_day"]) == (9, 15)
    assert need["provinces_without_norm"] == ["=02"]
    assert need["provinces_without_measured"] == ["=02"]


def test_a_need_that_nobody_knows_is_null_and_not_zero(situation: Situation) -> None:
    plan = replace(PLAN, provinces=(UNKNOWN,))

    told = plan_document(plan, situation, headline((), known_at=NOW), run={})

    need = read_back(told)["need"]
    assert need["norm_t_per_day"] is None
    assert need["measured_t_per_day"] is None


def test_a_link_without_bound_is_null(situation: Situation) -> None:
    chain = json.loads(to_json(document(situation)))["chain"]

    assert [link["t_per_day"] for link in chain] == [40.0, None]


def test_what_the_chain_rests_on_is_told_beside_it(situation: Situation) -> None:
    (note,) = json.loads(to_json(document(situation)))["chain_notes"]

    assert note == {"code": "pipeline-binds", "params": {}}


def test_times_are_utc_and_rows_on_invented_things_say_so(
    situation: Situation,
) -> None:
    told = json.loads(to_json(document(situation)))

    assert told["as_of"] == "2021-07-10T05:00:00Z"
    assert [leg["synthetic"] for leg in told["shipments"]] == [True, True, False]
    assert [row["synthetic"] for row in told["facilities"]] == [False, True]
    assert [row["held_at"] for row in told["facilities"]] == [None, utc_text(NOW)]
    assert [row["trusted_at"] for row in told["facilities"]] == [None, utc_text(NOW)]
    assert {row["synthetic"] for row in told["provinces"]} == {False}
    assert told["synthetic"] is True


def test_a_finding_is_told_once_with_its_place(situation: Situation) -> None:
    (told,) = json.loads(to_json(document(situation)))["findings"]

    assert told == {
        "grade": "set-aside",
        "code": "cell-negative",
        "subject": "2",
        "file": "places.csv",
        "row": 3,
        "column": "need_t_per_day",
        "sheet": "",
        "cell": "",
        "params": {"read": "-3"},
    }


def test_only_what_stands_under_run_may_differ(situation: Situation) -> None:
    line = headline(CLAIMS, known_at=NOW)
    first = plan_document(PLAN, situation, line, run={"seconds": 1})
    second = plan_document(PLAN, situation, line, run={"seconds": 2})

    assert first != second
    assert {**first, "run": None} == {**second, "run": None}
    assert to_json(first) == to_json(
        plan_document(PLAN, situation, line, run={"seconds": 1})
    )


def test_no_number_of_a_document_is_endless(situation: Situation) -> None:
    assert all(math.isfinite(value) for value in numbers(document(situation)))


def test_a_document_with_an_endless_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json({"value": math.nan})


@given(st.none() | st.floats(), st.integers(0, 6))
def test_a_figure_is_finite_rounded_or_none(value: float | None, decimals: int) -> None:
    told = figure(value, decimals)

    if told is None:
        assert value is None or not math.isfinite(value)
    else:
        assert value is not None
        assert abs(told - value) <= 10.0**-decimals
        assert math.copysign(1.0, told) == 1.0 or told < 0.0


def test_synthetic_codes_are_those_of_facilities_and_vehicles(
    situation: Situation,
) -> None:
    assert synthetic_codes(situation) == {"H2", "V1", "V2"}


def test_what_no_vehicle_takes_stands_in_the_document_with_its_reason(
    situation: Situation,
) -> None:
    told = json.loads(to_json(document(situation)))["unsent"]
    assert [(rest["from"], rest["to"], rest["t"]) for rest in told] == [
        ("P1", "H1", 0.457)
    ]
    assert told[0]["reason"]["code"] == "fleet-binds"
