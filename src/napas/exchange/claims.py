"""Rows of claims: supply figures as they were said, conflicting ones side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from napas.domain.claim import UNIT_OF, Claim, ClaimKind, ClaimStatus, Metric
from napas.domain.finding import Finding
from napas.exchange.cells import shown
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Table
from napas.exchange.keeper import FolderKeeper, Keeper
from napas.exchange.register import Register
from napas.exchange.rows import Row
from napas.exchange.scenario_tables import CLAIMS, REASON, REASON_LANGUAGES
from napas.exchange.sheets import read_sheet

CURRENCY_LETTERS = 3


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
    return claims_kept(FolderKeeper(file.parent), table)


def claims_kept(keeper: Keeper, table: Table) -> ClaimsRead:
    """Read a table of claims without the rest of its scenario; never raises."""
    sheet = read_sheet(keeper, table, Register())
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
                reasons=tuple(
                    (language, told)
                    for language in REASON_LANGUAGES
                    if (told := row.text(f"{REASON}{language}"))
                ),
            )
        )
    return claims, findings


def _fault_of_figure(row: Row) -> Finding | None:
    """Why no figure of the row can be used; None where they can."""
    unit, metric = row.text("unit"), row.word("metric", Metric)
    own = UNIT_OF.get(metric)
    currency = len(unit) == CURRENCY_LETTERS and unit.isascii() and unit.isupper()
    fits, expected = (currency, "ISO 4217") if own is None else (unit == own, own)
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
