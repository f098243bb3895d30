"""What the reading process sends is checked as if an enemy had sent it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.codes import ExchangeCode
from napas.exchange.spreadsheet.answer import (
    AnswerWriter,
    SheetHead,
    placed,
    read_answer,
    refuse,
)
from napas.exchange.spreadsheet.book import EMPTY, Book, BookSheet, Cell, CellKind
from napas.exchange.spreadsheet.codes import SpreadsheetCode
from napas.exchange.spreadsheet.limits import LIMITS
from tests.exchange.spreadsheet.corpus.case import told

HEAD = {
    "name": "Data",
    "height": 1,
    "width": 2,
    "hidden": False,
    "hidden_rows": [],
    "hidden_columns": [],
    "merged": [],
}
DOUBT = {
    "grade": "doubtful",
    "code": "spreadsheet-macros",
    "row": 0,
    "sheet": "",
    "cell": "",
    "params": {},
}
END = {"doubtful": [DOUBT]}
kinds = st.sampled_from([each for each in CellKind if each is not CellKind.EMPTY])
cells = st.one_of(
    st.just(EMPTY),
    st.builds(Cell, kinds, st.text(min_size=1, max_size=9), st.booleans()),
    st.builds(Cell, st.just(CellKind.NUMBER), st.just("0.45"), percent=st.booleans()),
)


@st.composite
def sheets(draw: st.DrawFn) -> BookSheet:
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.tuples(*[cells] * width), max_size=4))
    return BookSheet(
        name=draw(st.text(max_size=9)),
        rows=tuple(rows),
        hidden=draw(st.booleans()),
        hidden_rows=draw(st.frozensets(st.integers(1, 9))),
        hidden_columns=draw(st.frozensets(st.integers(1, 9))),
        merged=tuple(draw(st.lists(st.tuples(*[st.integers(1, 9)] * 4), max_size=2))),
    )


def lines(*told: object) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in told)


@given(st.lists(sheets(), max_size=2))
@settings(max_examples=50)
def test_a_book_comes_back_as_it_was_told(books: list[BookSheet]) -> None:
    writer = AnswerWriter()
    for sheet in books:
        width = len(sheet.rows[0]) if sheet.rows else 0
        writer.begin(
            SheetHead(
                sheet.name,
                len(sheet.rows),
                width,
                sheet.hidden,
                tuple(sheet.hidden_rows),
                tuple(sheet.hidden_columns),
                sheet.merged,
            )
        )
        for row in told(sheet):
            writer.row(list(row))
    doubt = find(Grade.DOUBTFUL, SpreadsheetCode.MACROS, spot=Spot("a.xlsx"), count=2)

    found = read_answer(writer.end([doubt]), "a.xlsx", LIMITS)

    assert found == Book("a.xlsx", tuple(books), (doubt,))


def test_a_refusal_comes_back_with_the_name_of_the_file() -> None:
    spot = Spot(row=7, sheet="Data", cell="F7")
    refusal = find(Grade.STOP, SpreadsheetCode.CONTRADICTORY, spot=spot, limit=2.5)

    found = read_answer(refuse(refusal), "a.xlsx", LIMITS)

    assert found == placed(refusal, "a.xlsx")


def test_an_honest_answer_is_read() -> None:
    found = read_answer(lines(HEAD, ["n1", "P0.5"], END), "a.xlsx", LIMITS)

    assert isinstance(found, Book)
    assert told(found.sheets[0]) == (("n1", "P0.5"),)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\n",
        b"\xff\xfe",
        b"[" * 100_000,
        lines(HEAD, ["n1"]),
        lines(HEAD),
        lines(HEAD, ["n1", "n2", "n3"], END),
        lines(HEAD, {"a": 1}, END),
        lines(HEAD, [1], END),
        lines(HEAD, ["z1"], END),
        lines(HEAD, ["n" + "1" * 32_768], END),
        lines({**HEAD, "height": 10**9}, [], END),
        lines({**HEAD, "width": 10**9}, [], END),
        lines({**HEAD, "height": -1}, END),
        lines({**HEAD, "height": True}, [], END),
        lines({**HEAD, "height": 1.5}, [], END),
        lines({**HEAD, "name": 7}, [], END),
        lines({**HEAD, "merged": [[1, 2]]}, [], END),
        lines({**HEAD, "merged": 1}, [], END),
        lines({**HEAD, "hidden_rows": ["a"]}, [], END),
        lines({key: HEAD[key] for key in ("name", "height", "width")}, [], END),
        lines(*[{**HEAD, "height": 0}] * 201, END),
        lines({"doubtful": [{**DOUBT, "code": "no-such-code"}]}),
        lines({"doubtful": [{**DOUBT, "code": ExchangeCode.FILE_EMPTY}]}),
        lines({"doubtful": [{**DOUBT, "grade": "mild"}]}),
        lines({"doubtful": [{**DOUBT, "row": -1}]}),
        lines({"doubtful": [{**DOUBT, "params": {"a": [1]}}]}),
        lines({"doubtful": [{**DOUBT, "params": dict.fromkeys("abcdefghi", 1)}]}),
        lines({"doubtful": [7]}),
        lines({"refused": 7}),
        lines({"refused": None}),
    ],
)
def test_an_answer_that_breaks_the_rules_is_a_finding(answer: bytes) -> None:
    found = read_answer(answer, "a.xlsx", LIMITS)

    assert isinstance(found, Finding)
    assert found.code is SpreadsheetCode.READER_STOPPED
    assert found.spot == Spot("a.xlsx")


def test_cells_of_all_sheets_count_together() -> None:
    small = replace(LIMITS, cells=3)
    one = [HEAD, ["n1", "n2"]]

    assert isinstance(read_answer(lines(*one, END), "a", small), Book)
    assert isinstance(read_answer(lines(*one, *one, END), "a", small), Finding)


@given(st.binary(max_size=300))
def test_rubbish_is_a_finding(answer: bytes) -> None:
    assert isinstance(read_answer(answer, "a.xlsx", LIMITS), Finding)
