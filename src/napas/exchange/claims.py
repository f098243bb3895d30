"""Rows of claims: supply figures as they were said, conflicting ones side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from napas.domain.claim import Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.finding import Finding
from napas.exchange.cells import shown
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Table
from napas.exchange.register import Register
from napas.exchange.rows import Row
from napas.exchange.scenario_tables import CLAIMS
from napas.exchange.sheets import read_sheet

METRIC_UNITS: dict[Metric, tuple[str, ...]] = {
    Metric.SUPPLY: ("t/day",),
    Metric.PRODUCTION: ("t/day",),
    Metric.IMPORTS: ("t/day",),
    Metric.DOMESTIC_ADDITION: ("t/day",),
    Metric.NEED: ("t/day",),
    Metric.HOSPITAL_USE: ("t/day",),
    Metric.DELIVERY: ("t", "t/day"),
    Metric.ISOTANKS: ("isotanks", "pieces"),
    Metric.CYLINDERS: ("cylinders", "pieces"),
    Metric.CONCENTRATORS: ("concentrators", "pieces"),
    Metric.DEPLOYABLE_SYSTEMS: ("systems", "pieces"),
    Metric.BEDS: ("beds",),
    Metric.BEDS_OCCUPIED: ("beds",),
    Metric.MEDICAL_SHARE: ("share",),
}
"""The unit of each metric; a budget is in a currency."""
CURRENCY_LETTERS = 3
OBSERVED = frozenset(
    {
        ClaimKind.SHIPPED,
        ClaimKind.ARRIVED,
        ClaimKind.COMMISSIONED,
        ClaimKind.DELIVERED,
        ClaimKind.STOCK,
        ClaimKind.INVENTORY,
        ClaimKind.USE,
    }
)
"""Kinds that tell what was; nobody can know them before the moment they speak of."""


@dataclass(frozen=True, slots=True)
class ClaimsRead:
    """Claims, where each stands, and what is wrong with them."""

    claims: tuple[Claim, ...]
    rows: dict[str, int]
    findings: tuple[Finding, ...]


def read_claims(file: Path) -> ClaimsRead:
    """Read a table of claims on its own, whatever its name; never raises."""
    file = file.resolve()
    table = Table(file.name, CLAIMS.columns, CLAIMS.key, CLAIMS.names, required=True)
    sheet = read_sheet(file.parent, table, Register())
    claims, findings = make_claims(sheet.rows)
    rows = {row.text("code"): row.number for row in sheet.rows}
    return ClaimsRead(tuple(claims), rows, (*sheet.findings, *findings))


def make_claims(rows: Sequence[Row]) -> tuple[list[Claim], list[Finding]]:
    """Make claims; one in a wrong unit is kept without its figure."""
    claims: list[Claim] = []
    findings: list[Finding] = []
    for row in rows:
        if not row.usable:
            continue
        fault = _fault_of_figure(row)
        if fault is not None:
            findings.append(fault)
        value, low, high = (None, None, None) if fault else _figures(row, findings)
        claims.append(
            Claim(
                code=row.text("code"),
                kind=row.word("kind", ClaimKind),
                metric=row.word("metric", Metric),
                value=value,
                unit=row.text("unit"),
                scope=row.text("scope"),
                as_of=row.instant("as_of"),
                known_at=row.instant("known_at"),
                source=row.text("source"),
                status=row.word("status", ClaimStatus),
                low=low,
                high=high,
                part_of=row.text("part_of"),
                reason=row.text("reason"),
                note=row.text("note"),
            )
        )
        observed = row.word("kind", ClaimKind) in OBSERVED
        if observed and row.instant("known_at") < row.instant("as_of"):
            findings.append(row.doubt(ExchangeCode.CLAIM_KNOWN_TOO_EARLY, "known_at"))
    return claims, findings


def _fault_of_figure(row: Row) -> Finding | None:
    """Why no figure of the row can be used; None where they can."""
    unit, metric = row.text("unit"), row.word("metric", Metric)
    units = METRIC_UNITS.get(metric)
    if units is None:
        fits = len(unit) == CURRENCY_LETTERS and unit.isascii() and unit.isupper()
        expected = "ISO 4217"
    else:
        fits, expected = unit in units, units[0]
    if not fits:
        code = ExchangeCode.CLAIM_UNIT_WRONG
        return row.refusal(code, "unit", read=shown(unit), expected=expected)
    value = row.figure("value")
    if metric is Metric.MEDICAL_SHARE and value is not None and value > 1.0:
        code = ExchangeCode.CELL_SHARE_ABOVE_ONE
        return row.refusal(code, "value", read=str(value))
    return None


def _figures(
    row: Row, findings: list[Finding]
) -> tuple[float | None, float | None, float | None]:
    """Value, low and high; a range that does not rise past the value is set aside."""
    value, low, high = (row.figure(name) for name in ("value", "low", "high"))
    known = [figure for figure in (low, value, high) if figure is not None]
    if known == sorted(known):
        return value, low, high
    findings.append(row.refusal(ExchangeCode.CLAIM_RANGE_WRONG, "low"))
    return value, None, None
