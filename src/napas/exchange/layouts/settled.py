"""What was once found out of a sender's habit, so that it is not asked again."""

from collections.abc import Sequence
from pathlib import Path

from napas.domain.finding import Finding
from napas.errors import InvalidError
from napas.exchange.columns import Presence, Table, day, text
from napas.exchange.keeper import FolderKeeper
from napas.exchange.layouts.codes import LayoutCode
from napas.exchange.layouts.layout import PIECES
from napas.exchange.layouts.reading import LAYOUT_FOLDER
from napas.exchange.layouts.reports import Settled
from napas.exchange.register import Register
from napas.exchange.rows import Row
from napas.exchange.sheets import read_sheet
from napas.units.spelling import parse_measure

SETTLED = Table(
    "settled.csv",
    (
        text("layout", Presence.REQUIRED),
        text("facility", Presence.REQUIRED),
        text("column", Presence.REQUIRED),
        text("unit", Presence.EXPECTED),
        text("settled_by", Presence.REQUIRED),
        day("settled_on", Presence.REQUIRED),
        text("note"),
    ),
)
"""Rows are only added; a later row stands, and one without unit opens it again."""


def read_settled(folder: Path, layout: str) -> tuple[Settled, tuple[Finding, ...]]:
    """What is settled of a layout in the folder of a scenario or country."""
    sheet = read_sheet(FolderKeeper(folder / LAYOUT_FOLDER), SETTLED, Register())
    findings = list(sheet.findings)
    found: dict[tuple[str, str], str] = {}
    for row in _in_order(sheet.rows):
        key = (row.text("facility"), row.text("column"))
        unit = row.text("unit")
        if row.text("layout") != layout:
            continue
        if not unit:
            found.pop(key, None)
        elif _is_unit(unit):
            found[key] = unit
        else:
            findings.append(row.refusal(LayoutCode.UNIT_UNKNOWN, "unit", read=unit))
    return found, tuple(findings)


def _in_order(rows: Sequence[Row]) -> list[Row]:
    usable = [row for row in rows if row.usable]
    return sorted(usable, key=lambda row: row.certain_day("settled_on"))


def _is_unit(unit: str) -> bool:
    try:
        parse_measure(unit)
    except InvalidError:
        return unit == PIECES
    return True
