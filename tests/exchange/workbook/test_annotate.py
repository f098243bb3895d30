"""The annotated copy: cells in their places, faults in colour, a list in front."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from napas import words
from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.codes import ExchangeCode
from napas.exchange.spreadsheet.book import Book, BookSheet, Cell, CellKind
from napas.exchange.workbook import annotate
from napas.exchange.workbook.annotate import write_annotated

MakeBook = Callable[..., Book]
FIRST = "Temuan · Findings"
ROWS = (
    ("Nama", "Tempat tidur"),
    ("RS Satu", 120),
    ("=cmd()", 1.5),
)
Opened = Any


def fault(
    cell: str = "",
    row: int = 0,
    sheet: str = "Faskes",
    grade: Grade = Grade.SET_ASIDE,
    subject: str = "RS",
) -> Finding:
    spot = Spot("uji.xlsx", row, "Tempat tidur", sheet, cell)
    return find(
        grade, ExchangeCode.CELL_NOT_WHOLE, subject=subject, spot=spot, read="=1,5"
    )


def annotated(
    book: Book, findings: Sequence[Finding], folder: Path, language: str = "en"
) -> Opened:
    file = folder / "a.xlsx"
    write_annotated(file, book, findings, words, language)
    return openpyxl.load_workbook(file)


def test_cells_stand_where_they_stood(make_book: MakeBook, tmp_path: Path) -> None:
    rows = (*ROWS, (True, date(2021, 7, 10)), (None, datetime(2021, 7, 10, 12, 30)))  # noqa: DTZ001 - a cell has no zone
    opened = annotated(make_book({"Faskes": rows}), (), tmp_path)

    assert opened.sheetnames == [FIRST, "Faskes"]
    assert list(opened["Faskes"].iter_rows(values_only=True)) == [
        ("Nama", "Tempat tidur"),
        ("RS Satu", 120),
        ("'=cmd()", 1.5),
        (True, datetime(2021, 7, 10)),  # noqa: DTZ001 - a cell has no zone
        (None, datetime(2021, 7, 10, 12, 30)),  # noqa: DTZ001 - a cell has no zone
    ]


def test_what_a_spreadsheet_would_not_keep_is_text(tmp_path: Path) -> None:
    cells = (
        Cell(CellKind.NUMBER, "0.30000000000000004"),
        Cell(CellKind.MOMENT, "36:00:00"),
        Cell(CellKind.MOMENT, "0001-01-01"),
        Cell(CellKind.MOMENT, "2021-07-10T05:00:00+00:00"),
        Cell(CellKind.FAULT, "#REF!"),
    )
    book = Book("uji.xlsx", (BookSheet("Faskes", (cells,)),))
    opened = annotated(book, (), tmp_path)

    assert [cell.value for cell in opened["Faskes"][1]] == [
        "0.30000000000000004",
        "36:00:00",
        "0001-01-01",
        "2021-07-10T05:00:00+00:00",
        "#REF!",
    ]


@pytest.mark.parametrize(
    ("grade", "colour"),
    [
        (Grade.STOP, "FFF4C7C3"),
        (Grade.SET_ASIDE, "FFFBE3B9"),
        (Grade.DOUBTFUL, "FFFFF6C2"),
    ],
)
def test_a_wrong_cell_is_coloured_and_carries_the_sentence(
    grade: Grade, colour: str, make_book: MakeBook, tmp_path: Path
) -> None:
    found = (fault("B3", 3, grade=grade),)
    cell = annotated(make_book({"Faskes": ROWS}), found, tmp_path)["Faskes"]["B3"]

    assert cell.fill.fgColor.rgb == colour
    assert cell.value == 1.5
    assert "is not a whole number" in cell.comment.text


def test_the_gravest_fault_of_a_cell_gives_its_colour(
    make_book: MakeBook, tmp_path: Path
) -> None:
    found = (fault("B3", 3, grade=Grade.DOUBTFUL), fault("B3", 3, grade=Grade.STOP))
    cell = annotated(make_book({"Faskes": ROWS}), found, tmp_path)["Faskes"]["B3"]

    assert cell.fill.fgColor.rgb == "FFF4C7C3"
    assert cell.comment.text.count("is not a whole number") == 2


def test_a_fault_of_a_row_stands_at_its_first_cell(
    make_book: MakeBook, tmp_path: Path
) -> None:
    opened = annotated(make_book({"Faskes": ROWS}), (fault("", 2),), tmp_path)

    assert opened["Faskes"]["A2"].comment is not None
    assert opened[FIRST]["C3"].hyperlink.location == "'Faskes'!A2"


def test_a_fault_of_an_empty_cell_or_beyond_the_rows_is_shown_too(
    make_book: MakeBook, tmp_path: Path
) -> None:
    book = make_book({"Faskes": (*ROWS, ("RS Dua", None))})
    opened = annotated(book, (fault("B4", 4), fault("D9", 9)), tmp_path)

    assert opened["Faskes"]["B4"].comment is not None
    assert opened["Faskes"]["D9"].fill.fgColor.rgb == "FFFBE3B9"


def test_a_moment_keeps_its_form_when_it_is_coloured(
    make_book: MakeBook, tmp_path: Path
) -> None:
    book = make_book({"Faskes": ((date(2021, 7, 10),),)})
    cell = annotated(book, (fault("A1", 1),), tmp_path)["Faskes"]["A1"]

    assert cell.number_format == "yyyy-mm-dd hh:mm"
    assert cell.value == datetime(2021, 7, 10)  # noqa: DTZ001 - a cell has no zone


def test_the_list_stands_first_the_gravest_on_top_with_links(
    make_book: MakeBook, tmp_path: Path
) -> None:
    found = (
        fault("B3", 3, grade=Grade.DOUBTFUL),
        fault("B2", 2, grade=Grade.STOP, subject="=RS"),
        fault("", 0, sheet="", grade=Grade.SET_ASIDE),
        fault("", 0, sheet="Hilang", grade=Grade.SET_ASIDE),
    )
    sheet = annotated(make_book({"Faskes": ROWS}), found, tmp_path)[FIRST]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))

    assert sheet["A1"].value == "Findings in uji.xlsx"
    assert [row[0] for row in rows] == ["Stop", "Set aside", "Set aside", "Doubtful"]
    assert rows[0][1:5] == ("Faskes", "B2", "Tempat tidur", "'=RS")
    assert sheet["C3"].hyperlink.location == "'Faskes'!B2"
    assert not rows[1][2]
    assert rows[2][2] == "A1"
    assert sheet["C5"].hyperlink is None


def test_nothing_found_is_said(make_book: MakeBook, tmp_path: Path) -> None:
    sheet = annotated(make_book({"Faskes": ROWS}), (), tmp_path)[FIRST]

    assert sheet["A3"].value == "Nothing was found."


def test_it_speaks_the_language_asked_for(make_book: MakeBook, tmp_path: Path) -> None:
    opened = annotated(make_book({"Faskes": ROWS}), (fault("B3", 3),), tmp_path, "id")

    assert opened[FIRST]["A2"].value == "Tingkat"
    assert "bukan bilangan bulat" in opened["Faskes"]["B3"].comment.text


def test_the_list_of_an_earlier_copy_is_not_copied(
    make_book: MakeBook, tmp_path: Path
) -> None:
    book = make_book({FIRST: (("x",),), "Findings": (("x",),), "Faskes": ROWS})

    assert annotated(book, (), tmp_path).sheetnames == [FIRST, "Faskes"]


def test_hidden_things_stay_hidden_and_merged_ones_merged(
    make_book: MakeBook, tmp_path: Path
) -> None:
    rows = make_book({"Faskes": ROWS}).sheets[0].rows
    sheet = BookSheet(
        "Faskes",
        rows,
        hidden=True,
        hidden_rows=frozenset({2}),
        hidden_columns=frozenset({2}),
        merged=((2, 1, 3, 1), (3, 1, 4, 1), (1, 1, 1, 1)),
    )
    opened = annotated(Book("uji.xlsx", (sheet,)), (), tmp_path)["Faskes"]

    assert opened.sheet_state == "hidden"
    assert opened.row_dimensions[2].hidden
    assert opened.column_dimensions["B"].hidden
    assert [str(each) for each in opened.merged_cells.ranges] == ["A2:A3"]
    assert opened["A2"].value == "RS Satu"


@pytest.mark.parametrize(
    "names",
    [
        ("a" * 40, "a" * 40 + "b"),
        ("a/b", "a:b"),
        ("'", "''"),
        ("Stok", "STOK "),
        ("it's",),
    ],
)
def test_sheets_of_any_name_are_copied_under_one_that_excel_allows(
    names: tuple[str, ...], make_book: MakeBook, tmp_path: Path
) -> None:
    book = make_book(dict.fromkeys(names, ROWS))
    found = tuple(fault("B3", 3, sheet=name) for name in names)
    opened = annotated(book, found, tmp_path)

    assert len(opened.sheetnames) == 1 + len(names)
    assert all(sheet["B3"].comment for sheet in opened.worksheets[1:])


def test_beyond_so_many_links_the_address_is_text(
    monkeypatch: pytest.MonkeyPatch, make_book: MakeBook, tmp_path: Path
) -> None:
    monkeypatch.setattr(annotate, "MOST_LINKS", 3)
    found = (fault("B3", 3), fault("B2", 2))
    sheet = annotated(make_book({"Faskes": ROWS}), found, tmp_path)[FIRST]

    assert sheet["C3"].hyperlink is not None
    assert sheet["C4"].hyperlink is None
    assert sheet["C4"].value == "B2"


CELLS = st.builds(Cell, st.sampled_from(CellKind), st.text(max_size=12))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=3))
def test_any_cells_can_be_copied(rows: list[list[Cell]], tmp_path: Path) -> None:
    book = Book("uji.xlsx", (BookSheet("Faskes", tuple(map(tuple, rows))),))
    write_annotated(tmp_path / "a.xlsx", book, (fault("A1", 1),), words, "id")
