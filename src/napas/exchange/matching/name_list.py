"""A list of names as a sender wrote it, into questions."""

from dataclasses import dataclass
from pathlib import Path

from napas.domain.choice import Written
from napas.domain.finding import Finding
from napas.domain.identifier import SubjectKind
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Presence, Table, point, text
from napas.exchange.keeper import FolderKeeper
from napas.exchange.matching.answer import Asked, MatchCode
from napas.exchange.register import Register
from napas.exchange.rows import point_of
from napas.exchange.sheets import read_sheet

COLUMNS = (
    text("name", Presence.EXPECTED),
    text("code"),
    text("territory"),
    *point(),
)
"""Columns that are read; others are the sender's own."""


@dataclass(frozen=True, slots=True)
class NameList:
    """What a list of names asks.

    Attributes:
        asked: by row, the header being row 1.
    """

    asked: tuple[tuple[int, Asked], ...]
    findings: tuple[Finding, ...]


def read_names(file: Path, kind: SubjectKind, sender: str = "") -> NameList:
    """Read a table with the columns name, code, territory and the two of a point.

    All but the name may be left out. A row without name and code is set aside.

    Args:
        file: the table.
        kind: what the names are of.
        sender: who wrote them, or which system; empty is anybody.
    """
    table = Table(file.name, COLUMNS, required=True)
    sheet = read_sheet(FolderKeeper(file.parent), table, Register())
    findings = [
        finding
        for finding in sheet.findings
        if finding.code is not ExchangeCode.COLUMN_UNKNOWN
    ]
    asked: list[tuple[int, Asked]] = []
    for row in sheet.rows:
        name, code = row.text("name"), row.text("code")
        if not name and not code:
            findings.append(row.refusal(MatchCode.NAMELESS, "name"))
            continue
        written = Written(kind, name, code, row.text("territory"), sender)
        asked.append((row.number, Asked(written, point=point_of(row, findings))))
    return NameList(tuple(asked), tuple(findings))
