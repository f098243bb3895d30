"""One record after another: each cell reads by its letters, whatever stood before."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.finding import Finding
from napas.exchange import clerk as desk
from napas.exchange.clerk import Clerk
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Reference, Table, code, number, text
from napas.exchange.files import Record
from napas.exchange.headers import lay_out
from napas.exchange.register import Register
from napas.exchange.rows import Row

PLANT = code("plant", (Reference.PLANT,), ExchangeCode.HOLDER_UNKNOWN)
TABLE = Table(
    "made.csv", (text("code"), PLANT, number("mass_t", "t"), text("note")), ("code",)
)
HEADER = ("code", "plant", "mass_t", "note")
CELLS = st.sampled_from(["", "P1", "-P1", "1.5", "-2", "x\x07", "=1+1", "nan", "'=a"])


def read(records: Sequence[tuple[str, ...]]) -> tuple[list[Row], list[Finding]]:
    layout, _ = lay_out(TABLE, HEADER)
    assert layout is not None
    register = Register()
    register.enter(Reference.PLANT, ["P1"])
    findings: list[Finding] = []
    clerk = Clerk(TABLE, layout, register, findings)
    rows = [clerk.read(Record(row, cells)) for row, cells in enumerate(records, 2)]
    return rows, findings


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=8))
def test_a_record_reads_the_same_alone_and_among_others(
    records: list[tuple[str, str, str, str]],
) -> None:
    together, faults = read(records)

    alone = [read([record]) for record in records]
    assert [row.cells for row in together] == [rows[0].cells for rows, _ in alone]
    assert [row.bad for row in together] == [rows[0].bad for rows, _ in alone]
    assert [fault.code for fault in faults] == [
        fault.code for _, found in alone for fault in found
    ]


def test_more_different_cells_than_are_remembered_are_still_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk, "MOST_REMEMBERED", 1)
    rows, _ = read([("a", "P1", "1", ""), ("b", "P1", "2", ""), ("c", "P1", "2", "")])

    assert [row.figure("mass_t") for row in rows] == [1.0, 2.0, 2.0]


def test_a_code_that_looks_like_a_formula_is_doubted_and_looked_up() -> None:
    rows, findings = read([("a", "-P1", "", "")])

    assert [fault.code for fault in findings] == [
        ExchangeCode.CELL_FORMULA,
        ExchangeCode.HOLDER_UNKNOWN,
    ]
    assert not rows[0].usable
