"""The one reader of all tables: records and their description in, typed rows out.

Every fault is said with its file, row and column, and none hides another. A cell that
cannot be used is set aside: its value is unknown. A row that lacks a required cell
cannot be used as a whole, and what is made from the other rows stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.cells import shown
from napas.exchange.clerk import Clerk, cell_at, key_of
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Kind, Table
from napas.exchange.files import Record
from napas.exchange.headers import Layout, lay_out
from napas.exchange.keeper import Keeper
from napas.exchange.mangled_codes import mend_records
from napas.exchange.register import Register
from napas.exchange.rows import Row


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a table held.

    Attributes:
        rows: one row for every key, usable or not; none where it is absent.
        findings: everything that is wrong with it, by row.
        readable: whether it could be read as a table, or is absent and may be.
    """

    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    readable: bool = True


def read_sheet(keeper: Keeper, table: Table, register: Register) -> Sheet:
    """Read one table; the codes it brings are entered in the register."""
    records = keeper.records(table)
    if records is None:
        if table.names is not None:
            register.enter(table.names, ())
        return Sheet()
    if isinstance(records, Finding):
        return Sheet(findings=(records,), readable=False)
    layout, faults = lay_out(table, records.header)
    findings = [*faults, *records.findings]
    if layout is None:
        return Sheet(findings=tuple(findings), readable=False)
    mended, lost = mend_records(table, layout, records.rows, register, findings)
    kept, torn = _unite(table, layout, mended, findings)
    if table.names is not None:
        codes = (cell_at(record, layout.key[0]) for record in kept)
        register.enter(table.names, codes)
    clerk = Clerk(table, layout, register, findings)
    for row, names in lost.items():
        torn.setdefault(row, set()).update(names)
    rows = tuple(clerk.read(record, torn.get(record.row, ())) for record in kept)
    if table.rows_expected and not rows:
        spot = Spot(table.file)
        findings.append(
            find(Grade.DOUBTFUL, ExchangeCode.TABLE_WITHOUT_ROWS, spot=spot)
        )
    return Sheet(rows, tuple(sorted(findings, key=lambda fault: fault.spot.row)))


def _unite(
    table: Table, layout: Layout, records: Sequence[Record], findings: list[Finding]
) -> tuple[list[Record], dict[int, set[str]]]:
    """Keep the first record of each key, and note in which columns others differ."""
    first: dict[tuple[str, ...], Record] = {}
    kept: list[Record] = []
    torn: dict[int, set[str]] = {}
    for record in records:
        key = key_of(record, layout)
        earlier = first.setdefault(key, record)
        if earlier is record or not key[:1] or not key[0]:
            kept.append(record)
            continue
        differing = _differing(earlier, record, layout)
        torn.setdefault(earlier.row, set()).update(differing)
        subject, spot = shown(key[0]), Spot(table.file, record.row, table.key[0])
        fault = (
            find(
                Grade.SET_ASIDE,
                ExchangeCode.ROW_CONTRADICTED,
                subject=subject,
                spot=spot,
                first=earlier.row,
                columns=", ".join(differing),
            )
            if differing
            else find(
                Grade.DOUBTFUL,
                ExchangeCode.ROW_REPEATED,
                subject=subject,
                spot=spot,
                first=earlier.row,
            )
        )
        findings.append(fault)
    return kept, torn


def _differing(one: Record, other: Record, layout: Layout) -> list[str]:
    """Columns other than free text in which two records do not say the same."""
    return [
        column.name
        for column, position in layout.places
        if column.kind is not Kind.TEXT
        and cell_at(one, position) != cell_at(other, position)
    ]
