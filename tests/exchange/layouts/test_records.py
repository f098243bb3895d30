"""Rows by the names of their columns, from books and from JSON."""

import pytest

from napas.domain.finding import Grade
from napas.exchange.layouts.codes import LayoutCode
from napas.exchange.layouts.layout import LayoutKind
from napas.exchange.layouts.records import rows_of_book, rows_of_json
from napas.exchange.spreadsheet.book import EMPTY, Book, BookSheet, Cell, CellKind
from tests.exchange.layouts.table import book, layout, sheet

HEADER = ("Tanggal", None, "Kode", "Sisa cair (kg)")
MESSAGE = layout(kind=LayoutKind.JSON)


def test_columns_may_stand_in_any_order_below_any_row() -> None:
    rows, findings = rows_of_book(
        book(("Laporan oksigen", None, None, None), HEADER, ("x", None, "y", 3.0)),
        layout(header_row=2),
    )
    assert findings == ()
    (row,) = rows
    assert row.cells["Sisa cair (kg)"] == Cell(CellKind.NUMBER, "3.0")
    assert row.spots["Sisa cair (kg)"].cell == "D3"
    assert row.spots["Kode"].row == 3


def test_rows_without_any_of_the_columns_are_passed_over() -> None:
    rows, _ = rows_of_book(
        book(HEADER, (None, "catatan", None, None), ("x", None, None, None)), layout()
    )
    assert len(rows) == 1


def test_a_missing_column_stops_and_is_named() -> None:
    rows, findings = rows_of_book(book(("Kode", "Tanggal")), layout())
    assert rows == ()
    (fault,) = findings
    assert (fault.grade, fault.code) == (Grade.STOP, LayoutCode.COLUMN_MISSING)
    assert fault.spot.column == "Sisa cair (kg)"


def test_a_sheet_shorter_than_its_header_stops() -> None:
    _, (fault,) = rows_of_book(book(HEADER), layout(header_row=5))
    assert fault.code is LayoutCode.HEADER_MISSING


def test_a_sheet_is_found_by_its_name() -> None:
    two = Book("a.xlsx", (sheet(("x",), name="Lain"), sheet(HEADER, name="Lapor")))
    assert rows_of_book(two, layout(sheet="Lapor")) == ((), ())
    _, (fault,) = rows_of_book(two, layout(sheet="Juli"))
    assert fault.code is LayoutCode.SHEET_MISSING
    assert dict(fault.params)["found"] == "Lain, Lapor"


def test_a_hidden_sheet_is_not_the_first() -> None:
    hidden = BookSheet("Rahasia", (), hidden=True)
    seen = Book("a.xlsx", (hidden, sheet(HEADER)))
    assert rows_of_book(seen, layout()) == ((), ())


def test_a_message_is_one_object_or_a_list() -> None:
    one = '{"Kode": "1", "Tanggal": "10/07/2021", "Sisa cair (kg)": 3.20}'
    (row,), findings = rows_of_json("a.json", one, MESSAGE)
    assert findings == ()
    assert row.cells["Sisa cair (kg)"] == Cell(CellKind.NUMBER, "3.20")
    rows, _ = rows_of_json("a.json", f"[{one}, {one}]", MESSAGE)
    assert [row.spots["Kode"].row for row in rows] == [1, 2]


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("7", Cell(CellKind.NUMBER, "7")),
        ("1.200", Cell(CellKind.NUMBER, "1.200")),
        ('"1.200"', Cell(CellKind.TEXT, "1.200")),
        ("true", Cell(CellKind.FLAG, "true")),
        ("null", EMPTY),
        ('""', EMPTY),
        ("[1]", Cell(CellKind.FAULT, "[1]")),
    ],
)
def test_values_keep_what_they_are(written: str, cell: Cell) -> None:
    (row,), _ = rows_of_json("a.json", f'{{"Kode": {written}}}', MESSAGE)
    assert row.cells["Kode"] == cell
    assert row.cells["Tanggal"] == EMPTY


@pytest.mark.parametrize("text", ["{", "NaN", '{"Kode": Infinity}', "[" * 100_000])
def test_what_is_no_json_stops(text: str) -> None:
    rows, (fault,) = rows_of_json("a.json", text, MESSAGE)
    assert rows == ()
    assert (fault.grade, fault.code) == (Grade.STOP, LayoutCode.FILE_NOT_JSON)


def test_an_entry_that_is_no_object_is_set_aside() -> None:
    rows, (fault,) = rows_of_json("a.json", '[3, {"Kode": "1"}]', MESSAGE)
    assert len(rows) == 1
    assert (fault.code, fault.spot.row) == (LayoutCode.ROW_NOT_AN_OBJECT, 1)
