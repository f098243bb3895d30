"""What common writers of spreadsheets write is read as they meant it."""

import io
import math
from collections.abc import Sequence
from datetime import UTC, date, datetime

import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from napas.exchange.spreadsheet.answer import read_answer
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.limits import LIMITS
from napas.exchange.spreadsheet.parsing import parse
from tests.exchange.spreadsheet.corpus.case import told

WRITTEN = 1e-15
"""Writers keep sixteen digits of a number."""
Value = str | float | bool | datetime | None
letters = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=9
)
numbers = st.floats(-1e14, 1e14).map(lambda value: value + 0.0)
moments = st.datetimes(
    datetime(1900, 3, 2),  # noqa: DTZ001  a spreadsheet knows no zone
    datetime(2199, 1, 1),  # noqa: DTZ001  the same
).map(lambda each: each.replace(microsecond=0))
values = st.one_of(st.none(), letters, numbers, st.booleans(), moments)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(values, min_size=width, max_size=width), min_size=1, max_size=5
    )
)


def read(content: bytes) -> Book:
    found = read_answer(parse(content, ".xlsx", LIMITS), "a.xlsx", LIMITS)
    assert isinstance(found, Book), found
    return found


def meant(value: Value) -> str:
    """A value in the letters of the corpus."""
    match value:
        case None:
            return ""
        case str():
            return f"t{value}"
        case bool():
            return f"b{str(value).lower()}"
        case datetime():
            day = value.date().isoformat()
            return f"m{day}" if value.time() == datetime.min.time() else (
                f"m{value.isoformat()}"
            )  # fmt: skip
        case _:
            return f"n{value:.15g}"


def same(cells: Sequence[Sequence[str]], table: Sequence[Sequence[Value]]) -> bool:
    """Whether cells say what a table holds, empty rows and columns at its end aside."""
    height, width = len(cells), len(cells[0]) if cells else 0
    for row, line in enumerate(table):
        for column, value in enumerate(line):
            inside = row < height and column < width
            found = cells[row][column] if inside else ""
            if isinstance(value, float) and found[:1] == "n":
                if not math.isclose(float(found[1:]), value, rel_tol=WRITTEN):
                    return False
            elif found != meant(value):
                return False
    return True


@given(tables)
@settings(max_examples=40)
def test_what_xlsxwriter_writes_is_read(table: list[list[Value]]) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Laporan")
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for row, line in enumerate(table):
        for column, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif isinstance(value, datetime):
                sheet.write_datetime(row, column, value, day)
            elif value is not None:
                sheet.write(row, column, value)
    book.close()

    found = read(stream.getvalue())

    assert same(told(found.sheets[0]), table)


@given(tables)
@settings(max_examples=40)
def test_what_openpyxl_writes_is_read(table: list[list[Value]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row, line in enumerate(table, start=1):
        for column, value in enumerate(line, start=1):
            cell = sheet.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)

    found = read(stream.getvalue())

    assert same(told(found.sheets[0]), table)


def test_formulas_that_openpyxl_writes_have_no_result() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 2
    book.active["A2"] = "=A1*3"
    stream = io.BytesIO()
    book.save(stream)

    found = read(stream.getvalue())

    assert told(found.sheets[0]) == (("n2",), ("F=?",))
    assert [fault.code for fault in found.findings] == [
        "spreadsheet-formulas-uncalculated"
    ]


def test_the_nought_that_xlsxwriter_keeps_of_a_formula_is_no_result() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.add_worksheet().write_formula(0, 0, "=SUM(B1:B9)")
    book.close()

    assert told(read(stream.getvalue()).sheets[0]) == (("F=?",),)


def test_looks_links_and_remarks_change_no_value() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "RS Harapan"
    sheet["A1"].font = Font(bold=True)
    sheet["A1"].hyperlink = "https://example.org"
    sheet["B1"] = 0.45
    sheet["B1"].number_format = "0.0%"
    sheet["C1"] = date(2021, 7, 10)
    sheet["D1"] = datetime(2021, 7, 10, 5, tzinfo=UTC).replace(tzinfo=None)
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("A3:B4")
    stream = io.BytesIO()
    book.save(stream)

    (found,) = read(stream.getvalue()).sheets

    assert told(found)[0] == (
        "tRS Harapan",
        "p0.45",
        "m2021-07-10",
        "m2021-07-10T05:00:00",
    )
    assert found.hidden_columns == {2}
    assert found.merged == ((3, 1, 4, 2),)
