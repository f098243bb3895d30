"""Claims: structure only; whether they agree with each other is for oversight."""

from pathlib import Path

import pytest

from napas.domain.claim import ClaimStatus, Metric
from napas.exchange import ExchangeCode, read_claims

HEADER = (
    "code,kind,metric,value,low,high,unit,scope,as_of,known_at,source,status,part_of\n"
)
TIMES = "2021-07-08T10:00:00Z,2021-07-08T11:00:00Z"


def claims_of(folder: Path, *rows: str) -> Path:
    file = folder / "angka.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def test_a_table_of_claims_is_read_whatever_its_name(tmp_path: Path) -> None:
    row = f"a,total,supply,2622.9,,,t/day,ID,{TIMES},m,chosen,"

    read = read_claims(claims_of(tmp_path, row))

    assert read.findings == ()
    assert read.claims[0].status is ClaimStatus.CHOSEN
    assert read.claims[0].value == 2622.9
    assert read.rows == {"a": 2}


def test_claims_that_conflict_are_both_kept(tmp_path: Path) -> None:
    rows = [
        f"{code},total,supply,{value},,,t/day,ID,{TIMES},m,,"
        for code, value in (("a", 1764), ("b", 2622.9))
    ]

    read = read_claims(claims_of(tmp_path, *rows))

    assert [claim.value for claim in read.claims] == [1764.0, 2622.9]
    assert [claim.status for claim in read.claims] == [ClaimStatus.KEPT] * 2


@pytest.mark.parametrize(
    ("metric", "unit"),
    [
        (Metric.SUPPLY, "t/day"),
        (Metric.ISOTANKS, "isotanks"),
        (Metric.DEPLOYABLE_SYSTEMS, "systems"),
        (Metric.BEDS, "beds"),
        (Metric.MEDICAL_SHARE, "share"),
        (Metric.DELIVERY, "t"),
        (Metric.BUDGET, "IDR"),
    ],
)
def test_each_metric_has_its_unit(metric: Metric, unit: str, tmp_path: Path) -> None:
    row = f"a,plan,{metric},1,,,{unit},ID,{TIMES},m,,"

    assert read_claims(claims_of(tmp_path, row)).findings == ()


@pytest.mark.parametrize("unit", ["kg/day", "t/d", "T/DAY", "m3", "IDR"])
def test_a_claim_in_another_unit_is_kept_without_its_figure(
    unit: str, tmp_path: Path
) -> None:
    row = f"a,total,supply,2622900,1,3000000,{unit},ID,{TIMES},m,chosen,"

    read = read_claims(claims_of(tmp_path, row))

    assert [fault.code for fault in read.findings] == [ExchangeCode.CLAIM_UNIT_WRONG]
    (claim,) = read.claims
    assert (claim.value, claim.low, claim.high) == (None, None, None)
    assert claim.unit == unit


@pytest.mark.parametrize("unit", ["rp", "Rupiah", "idr", "ＩＤＲ"])  # noqa: RUF001 - full width on purpose
def test_a_budget_is_in_a_currency(unit: str, tmp_path: Path) -> None:
    row = f"a,budget,budget,5,,,{unit},ID,{TIMES},m,,"

    read = read_claims(claims_of(tmp_path, row))

    assert [fault.code for fault in read.findings] == [ExchangeCode.CLAIM_UNIT_WRONG]


def test_a_claim_may_name_a_thing_without_a_figure(tmp_path: Path) -> None:
    row = f"a,need,need,,2000,4400,t/day,ID,{TIMES},m,,"

    (claim,) = read_claims(claims_of(tmp_path, row)).claims

    assert (claim.value, claim.low, claim.high) == (None, 2000.0, 4400.0)


def test_a_range_that_falls_is_set_aside_and_its_value_used(tmp_path: Path) -> None:
    row = f"a,need,need,900,1000,800,t/day,ID,{TIMES},m,,"

    read = read_claims(claims_of(tmp_path, row))

    assert [fault.code for fault in read.findings] == [ExchangeCode.CLAIM_RANGE_WRONG]
    assert (read.claims[0].value, read.claims[0].low) == (900.0, None)


def test_a_claim_without_a_source_is_set_aside(tmp_path: Path) -> None:
    row = f"a,need,need,900,,,t/day,ID,{TIMES},,,"

    read = read_claims(claims_of(tmp_path, row))

    assert read.claims == ()
    assert [fault.spot.column for fault in read.findings] == ["source"]


def test_a_part_may_stand_before_its_whole(tmp_path: Path) -> None:
    rows = (
        f"b,pledge,imports,650,,,t/day,ID,{TIMES},m,,a",
        f"a,total,supply,2622.9,,,t/day,ID,{TIMES},m,,",
    )

    assert read_claims(claims_of(tmp_path, *rows)).findings == ()


def test_a_table_of_claims_that_is_not_there_is_said_to_be_missing(
    tmp_path: Path,
) -> None:
    read = read_claims(tmp_path / "claims.csv")

    assert [fault.code for fault in read.findings] == [ExchangeCode.FILE_MISSING]


def test_a_reason_may_be_written_in_each_language(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text(
        "code,kind,metric,value,unit,scope,as_of,known_at,source,reason_id,reason_en\n"
        f"a,total,supply,1764,t/day,ID,{TIMES},m,karena jumlahnya,it is the sum\n"
        f"b,total,supply,1763,t/day,ID,{TIMES},m,,as printed\n"
    )

    read = read_claims(file)

    assert read.findings == ()
    assert [claim.reasons for claim in read.claims] == [
        (("en", "it is the sum"), ("id", "karena jumlahnya")),
        (("en", "as printed"),),
    ]
