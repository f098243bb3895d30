"""A first proposal from a sender's file, and what it leaves to a person."""

import pytest

from napas.domain.network import Form
from napas.domain.report import ReportKind
from napas.exchange.layouts.layout import PIECES
from napas.exchange.layouts.learning import (
    Open,
    Proposal,
    load_header_words,
    propose_layout,
)
from napas.exchange.spreadsheet.book import BookSheet, Cell, CellKind
from napas.units.number_form import NumberForm
from tests.exchange.layouts.table import sheet


def propose(*rows: tuple[str | float | None, ...]) -> Proposal:
    """Propose a layout for a table."""
    words = load_header_words()
    return propose_layout(sheet(*rows), name="a", sender="Dinas", words=words)


def test_a_plain_table_is_recognised() -> None:
    told = propose(
        ("LAPORAN OKSIGEN KABUPATEN", None, None, None, None, None),
        (
            "Kode RS",
            "Nama RS",
            "Tanggal",
            "Sisa Oksigen Cair (kg)",
            "Pemakaian cair [ton]",
            "Penerimaan cair (kg)",
        ),
        ("3319010", "RSUD", "13/07/2021", "1.200,5", "0,9", 400.0),
    )
    form = told.layout
    assert not form.confirmed
    assert (form.facility_column, form.name_column) == ("Kode RS", "Nama RS")
    assert (form.moment_column, form.moment_form) == ("Tanggal", "%d/%m/%Y")
    assert form.number_form is NumberForm.DECIMAL_COMMA
    assert form.header_row == 2
    assert [(one.what, one.form, one.units) for one in form.figures] == [
        (ReportKind.STOCK, Form.LIQUID, ("kg",)),
        (ReportKind.USE, Form.LIQUID, ("t",)),
        (ReportKind.RECEIVED, Form.LIQUID, ("kg",)),
    ]
    assert told.open_points == ()


def test_cylinders_are_counted_and_their_type_is_asked() -> None:
    told = propose(
        ("RS", "Tgl", "Tabung isi", "Tabung kosong", "Pemakaian tabung (buah)"),
        ("RSUD", "2021-07-13", 4.0, 2.0, 3.0),
    )
    assert [(one.what, one.units) for one in told.layout.figures] == [
        (ReportKind.FULL, (PIECES,)),
        (ReportKind.EMPTY, (PIECES,)),
        (ReportKind.USE, (PIECES,)),
    ]
    assert {point for point, _ in told.open_points} == {Open.CYLINDER}


def test_a_bare_cubic_metre_names_no_unit() -> None:
    told = propose(("RS", "Tgl", "Stok cair (m3)"), ("RSUD", "2021-07-13", 4.0))
    assert told.layout.figures[0].units == ()
    assert told.open_points == ((Open.UNIT, "Stok cair (m3)"),)


def test_liquid_in_pieces_is_no_unit() -> None:
    told = propose(("RS", "Tgl", "Stok cair (buah)"), ("RSUD", "2021-07-13", 4.0))
    assert told.layout.figures[0].units == ()


def test_what_the_header_does_not_say_is_open() -> None:
    told = propose(("RS", "Tgl", "Stok (kg)", "Petugas"), ("R", "2021-07-13", 4.0, "A"))
    assert told.open_points == (
        (Open.FORM, "Stok (kg)"),
        (Open.COLUMN, "Petugas"),
    )
    told = propose(("RS", "Tgl", "Stok (pcs)"), ("R", "2021-07-13", 4.0))
    assert told.layout.figures[0].form is Form.CYLINDER


def test_a_header_that_says_two_things_is_not_recognised() -> None:
    told = propose(("RS", "Tgl", "Stok terima cair (kg)"), ("R", "2021-07-13", 4.0))
    assert told.layout.figures == ()


def test_a_day_that_may_be_a_month_is_open() -> None:
    told = propose(("RS", "Tgl", "Stok cair (kg)"), ("R", "07/08/2021", 4.0))
    assert told.open_points == ((Open.MOMENT_FORM, "Tgl"),)


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        ((Cell(CellKind.MOMENT, "2021-07-13T00:00:00"),), None),
        ((Cell(CellKind.EMPTY, ""),), Open.MOMENT_FORM),
    ],
)
def test_dates_of_the_office_program_need_no_form(
    cells: tuple[Cell, ...], form: Open | None
) -> None:
    head = sheet(("RS", "Tgl", "Stok cair (kg)")).rows[0]
    rest = tuple(
        (Cell(CellKind.TEXT, "R"), cell, Cell(CellKind.NUMBER, "4")) for cell in cells
    )
    told = propose_layout(
        BookSheet("L", (head, *rest)), name="a", sender="D", words=load_header_words()
    )
    assert [point for point, _ in told.open_points] == ([form] if form else [])


def test_without_facility_and_day_both_are_open() -> None:
    told = propose(("Stok cair (kg)", "Pakai cair (kg)"), (4.0, 2.0))
    assert [point for point, _ in told.open_points] == [Open.FACILITY, Open.MOMENT]


@pytest.mark.parametrize("written", ["1.200", "banyak"])
def test_numbers_that_do_not_tell_their_form_leave_it_open(written: str) -> None:
    told = propose(("RS", "Tgl", "Stok cair (kg)"), ("R", "2021-07-13", written))
    assert told.layout.number_form is None
    asked = [point for point, _ in told.open_points]
    assert asked == ([Open.NUMBER_FORM] if written == "1.200" else [])


def test_numbers_in_both_forms_leave_it_open() -> None:
    told = propose(
        ("RS", "Tgl", "Stok cair (kg)"),
        ("R", "2021-07-13", "1.200,5"),
        ("S", "2021-07-13", "1,200.5"),
    )
    assert told.open_points == ((Open.NUMBER_FORM, ""),)


def test_an_empty_sheet_proposes_nothing() -> None:
    told = propose(("", ""))
    assert told.layout.figures == ()
