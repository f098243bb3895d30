"""What a sender's table says, and what it leaves open."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.domain.finding import Finding, Grade
from napas.domain.network import Form
from napas.domain.report import Report, ReportKind
from napas.exchange.layouts.codes import LayoutCode
from napas.exchange.layouts.layout import PIECES, FigureColumn, ReportLayout
from napas.exchange.layouts.records import rows_of_book
from napas.exchange.layouts.reports import LayoutContext, ReportsRead, read_reports
from napas.exchange.spreadsheet.book import Book, BookSheet, Cell, CellKind
from napas.units.number_form import NumberForm
from tests.exchange.layouts.table import (
    LARGE,
    NOON,
    SMALL,
    STOCK,
    book,
    context,
    layout,
    sheet,
)

HEADER = ("Kode", "Tanggal", "Sisa cair (kg)")
OPEN = FigureColumn("Sisa", ReportKind.STOCK, Form.LIQUID, ("m3 LOX", "m3@15C"))


def read(
    *rows: tuple[str | float | None, ...],
    form: ReportLayout | None = None,
    knowing: LayoutContext | None = None,
) -> ReportsRead:
    """Read a table by a layout."""
    form = layout() if form is None else form
    found, findings = rows_of_book(book(*rows), form)
    assert findings == ()
    return read_reports(found, form, knowing or context())


def only(told: ReportsRead) -> Report:
    """The one report, which nothing is said against."""
    assert told.findings == ()
    (report,) = told.reports
    return report


def fault(told: ReportsRead) -> Finding:
    """The one thing said against a file without reports."""
    assert told.reports == ()
    (finding,) = told.findings
    return finding


def test_a_row_becomes_a_report_of_the_end_of_its_day() -> None:
    report = only(read(HEADER, ("3319010", "10/07/2021", 3200.0)))
    assert (report.facility, report.form) == ("RS1", Form.LIQUID)
    assert (report.what, report.value) == (ReportKind.STOCK, 3200.0)
    assert (report.unit, report.mass_kg) == ("kg", 3200.0)
    assert report.as_of == datetime(2021, 7, 10, 17, 0, tzinfo=UTC)
    assert (report.known_at, report.channel) == (NOON, "file")
    assert report.source == "Dinas Kesehatan Kudus"


def test_a_report_of_today_speaks_of_the_moment_it_came() -> None:
    assert only(read(HEADER, ("3319010", "11/07/2021", 1.0))).as_of == NOON


def test_a_form_with_an_hour_speaks_of_that_hour() -> None:
    form = layout(moment_form="%d/%m/%Y %H:%M")
    report = only(read(HEADER, ("3319010", "10/07/2021 06:00", 1.0), form=form))
    assert report.as_of == datetime(2021, 7, 9, 23, 0, tzinfo=UTC)


def test_a_moment_with_its_own_zone_keeps_it() -> None:
    form = layout(moment_form="%Y-%m-%dT%H:%M%z")
    report = only(read(HEADER, ("3319010", "2021-07-10T06:00+0900", 1.0), form=form))
    assert report.as_of == datetime(2021, 7, 9, 21, 0, tzinfo=UTC)


def test_a_date_of_the_office_program_needs_no_form() -> None:
    row = (
        Cell(CellKind.TEXT, "3319010"),
        Cell(CellKind.MOMENT, "2021-07-10T00:00:00"),
        Cell(CellKind.NUMBER, "5"),
    )
    head = sheet(HEADER).rows[0]
    found, _ = rows_of_book(Book("a.xlsx", (BookSheet("L", (head, row)),)), layout())
    report = only(read_reports(found, layout(), context()))
    assert report.as_of == datetime(2021, 7, 10, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "mass_kg"),
    [(3200.0, 3200.0), ("3200", 3200.0), ("3200,5", 3200.5), ("3,2 t", 3200.0)],
)
def test_a_figure_may_be_a_number_or_bring_its_unit(
    written: str | float, mass_kg: float
) -> None:
    report = only(read(HEADER, ("3319010", "10/07/2021", written)))
    assert report.mass_kg == pytest.approx(mass_kg)


def test_a_form_of_numbers_settles_what_could_be_read_twice() -> None:
    form = layout(number_form=NumberForm.DECIMAL_COMMA)
    report = only(read(HEADER, ("3319010", "10/07/2021", "3.200"), form=form))
    assert report.mass_kg == 3200.0


def test_a_number_that_could_be_two_is_shown_with_both_and_what_is_usual() -> None:
    usual = {("RS1", Form.LIQUID, ReportKind.STOCK): (2000.0, 4000.0)}
    told = fault(
        read(
            HEADER, ("3319010", "10/07/2021", "3.200"), knowing=context(usual_kg=usual)
        )
    )
    params = dict(told.params)
    assert told.code is LayoutCode.NUMBER_OPEN
    assert told.grade is Grade.SET_ASIDE
    assert params["readings"] == "3200 kg = 3200 kg | 3.2 kg = 3.2 kg"
    assert (params["usual_low_kg"], params["usual_high_kg"]) == (2000.0, 4000.0)
    assert (told.spot.sheet, told.spot.cell) == ("Lapor", "C2")


def test_an_amount_that_could_be_two_is_asked_too() -> None:
    assert fault(read(HEADER, ("3319010", "10/07/2021", "1.200 t"))).code is (
        LayoutCode.NUMBER_OPEN
    )


def test_a_unit_the_sender_does_not_say_is_asked_with_every_reading() -> None:
    header = ("Kode", "Tanggal", "Sisa")
    told = fault(read(header, ("3319010", "10/07/2021", 2.0), form=layout(OPEN)))
    params = dict(told.params)
    assert told.code is LayoutCode.UNIT_OPEN
    assert params["readings"] == "2 m3 LOX = 2,282.4 kg | 2 m3@15C = 2.7 kg"
    assert params["usual_low_kg"] is None


def test_what_was_settled_once_is_not_asked_again() -> None:
    header = ("Kode", "Tanggal", "Sisa")
    knowing = context(settled={("RS1", "Sisa"): "m3 LOX"})
    row = ("3319010", "10/07/2021", 2.0)
    report = only(read(header, row, form=layout(OPEN), knowing=knowing))
    assert report.unit == "m3 LOX"
    assert report.mass_kg == pytest.approx(2282, abs=2)


def test_a_rate_counts_for_a_day() -> None:
    use = FigureColumn("Pakai", ReportKind.USE, Form.LIQUID, ("kg/h",))
    header = ("Kode", "Tanggal", "Pakai")
    report = only(read(header, ("3319010", "10/07/2021", 10.0), form=layout(use)))
    assert report.mass_kg == pytest.approx(240.0)


def test_a_rate_in_a_cell_of_a_stock_is_refused() -> None:
    told = fault(read(HEADER, ("3319010", "10/07/2021", "3 kg/h")))
    assert told.code is LayoutCode.UNIT_DIFFERS


def test_a_cell_in_a_strange_unit_is_refused() -> None:
    told = fault(read(HEADER, ("3319010", "10/07/2021", "3 m3@15C")))
    assert told.code is LayoutCode.UNIT_DIFFERS
    assert dict(told.params)["expected"] == "kg"


def test_a_column_without_unit_takes_what_its_cells_bring() -> None:
    bare = FigureColumn("Sisa", ReportKind.STOCK, Form.LIQUID, ())
    header = ("Kode", "Tanggal", "Sisa")
    form = layout(bare)
    assert only(read(header, ("3319010", "10/07/2021", "2 t"), form=form)).mass_kg == (
        2000.0
    )
    told = fault(read(header, ("3319010", "10/07/2021", 2.0), form=form))
    assert told.code is LayoutCode.UNIT_MISSING


@pytest.mark.parametrize("written", ["banyak", "-3", "3-5", "1/2"])
def test_what_is_no_amount_is_refused(written: str) -> None:
    told = fault(read(HEADER, ("3319010", "10/07/2021", written)))
    assert told.code is LayoutCode.FIGURE_UNREADABLE


def test_a_flow_without_its_state_is_no_amount() -> None:
    use = FigureColumn("Pakai", ReportKind.USE, Form.LIQUID, ("kg",))
    told = fault(
        read(
            ("Kode", "Tanggal", "Pakai"),
            ("3319010", "10/07/2021", "5 LPM"),
            form=layout(use),
        )
    )
    assert told.code is LayoutCode.FIGURE_UNREADABLE


@pytest.mark.parametrize("text", ["nan", "inf", "-1", "1e400"])
def test_a_number_that_counts_nothing_is_refused(text: str) -> None:
    head, *_ = sheet(HEADER).rows
    row = (
        Cell(CellKind.TEXT, "3319010"),
        Cell(CellKind.TEXT, "10/07/2021"),
        Cell(CellKind.NUMBER, text),
    )
    found, _ = rows_of_book(Book("a.xlsx", (BookSheet("L", (head, row)),)), layout())
    told = fault(read_reports(found, layout(), context()))
    assert told.code is LayoutCode.FIGURE_UNREADABLE


def test_a_date_in_a_column_of_figures_is_refused() -> None:
    head, *_ = sheet(HEADER).rows
    row = (
        Cell(CellKind.TEXT, "3319010"),
        Cell(CellKind.TEXT, "10/07/2021"),
        Cell(CellKind.MOMENT, "2021-02-03T00:00:00"),
    )
    found, _ = rows_of_book(Book("a.xlsx", (BookSheet("L", (head, row)),)), layout())
    told = fault(read_reports(found, layout(), context()))
    assert told.code is LayoutCode.FIGURE_UNREADABLE


def test_columns_of_one_topic_add_up() -> None:
    header = ("Kode", "Tanggal", "Kecil", "Besar")
    row = ("3319010", "10/07/2021", 10.0, 3.0)
    report = only(read(header, row, form=layout(SMALL, LARGE)))
    assert report.value == 13.0
    assert report.mass_kg == pytest.approx(10 * 1.4 + 3 * 8.4)
    assert report.unit == "10 pieces 1m3 + 3 pieces 6m3"


def test_a_sum_with_a_hole_is_unknown() -> None:
    header = ("Kode", "Tanggal", "Kecil", "Besar")
    told = fault(
        read(header, ("3319010", "10/07/2021", 10.0, None), form=layout(SMALL, LARGE))
    )
    assert (told.code, told.spot.cell) == (LayoutCode.FIGURE_MISSING, "D2")


def test_a_topic_nobody_filled_in_is_silent() -> None:
    header = (*HEADER, "Kecil")
    report = only(
        read(header, ("3319010", "10/07/2021", 5.0, None), form=layout(STOCK, SMALL))
    )
    assert report.form is Form.LIQUID


def test_full_cylinders_stay_pieces() -> None:
    full = FigureColumn("Isi", ReportKind.FULL, Form.CYLINDER, (PIECES,), "6m3")
    report = only(
        read(
            ("Kode", "Tanggal", "Isi"),
            ("3319010", "10/07/2021", 7.0),
            form=layout(full),
        )
    )
    assert (report.pieces, report.mass_kg) == (7.0, None)


def test_cylinders_of_no_known_type_stay_pieces() -> None:
    some = FigureColumn("Pakai", ReportKind.USE, Form.CYLINDER, (PIECES,))
    row = ("3319010", "10/07/2021", "7")
    report = only(read(("Kode", "Tanggal", "Pakai"), row, form=layout(some)))
    assert (report.pieces, report.mass_kg, report.unit) == (7.0, None, PIECES)


def test_pieces_that_could_be_two_numbers_are_asked() -> None:
    some = FigureColumn("Pakai", ReportKind.USE, Form.CYLINDER, (PIECES,))
    row = ("3319010", "10/07/2021", "1.200")
    told = fault(read(("Kode", "Tanggal", "Pakai"), row, form=layout(some)))
    assert dict(told.params)["readings"] == "1200 pieces | 1.2 pieces"


def test_a_facility_may_be_known_by_its_name() -> None:
    form = layout(facility_column="", name_column="RS")
    header = ("RS", "Tanggal", "Sisa cair (kg)")
    row = ("RSUD Contoh", "10/07/2021", 5.0)
    assert only(read(header, row, form=form)).facility == "RS1"


def test_a_file_may_be_of_one_facility() -> None:
    form = layout(facility_column="")
    header, row = ("Tanggal", "Sisa cair (kg)"), ("10/07/2021", 5.0)
    report = only(read(header, row, form=form, knowing=context(facility="RS2")))
    assert report.facility == "RS2"


def test_a_file_of_nobody_says_nothing() -> None:
    form = layout(facility_column="")
    told = read(("Tanggal", "Sisa cair (kg)"), ("10/07/2021", 5.0), form=form)
    assert fault(told).code is LayoutCode.FACILITY_MISSING


def test_a_facility_nobody_knows_is_said() -> None:
    told = fault(read(HEADER, ("999", "10/07/2021", 5.0)))
    assert told.code is LayoutCode.FACILITY_UNKNOWN
    assert dict(told.params)["read"] == "999"


def test_a_row_without_facility_is_said() -> None:
    told = fault(read(HEADER, (None, "10/07/2021", 5.0)))
    assert told.code is LayoutCode.FACILITY_MISSING


@pytest.mark.parametrize("written", ["07-10-2021", "31/02/2021", "kemarin", None])
def test_a_day_in_another_form_is_not_guessed(written: str | None) -> None:
    told = fault(read(HEADER, ("3319010", written, 5.0)))
    assert told.code is LayoutCode.MOMENT_UNREADABLE


def test_a_day_far_ahead_is_refused() -> None:
    told = fault(read(HEADER, ("3319010", "07/10/2021", 5.0)))
    assert told.code is LayoutCode.MOMENT_AHEAD


def test_a_second_row_of_the_same_moment_is_not_used() -> None:
    told = read(HEADER, ("3319010", "10/07/2021", 5.0), ("3319010", "10/07/2021", 6.0))
    assert [report.value for report in told.reports] == [5.0]
    assert [finding.code for finding in told.findings] == [LayoutCode.ROW_TWICE]
    assert dict(told.findings[0].params)["first"] == "B2"


def test_a_proposal_is_not_used() -> None:
    told = fault(
        read(HEADER, ("3319010", "10/07/2021", 5.0), form=layout(confirmed=False))
    )
    assert (told.code, told.grade) == (LayoutCode.UNCONFIRMED, Grade.STOP)


@given(st.lists(st.one_of(st.none(), st.text(max_size=30), st.floats()), max_size=6))
def test_every_cell_that_is_filled_is_read_or_said(
    written: list[str | float | None],
) -> None:
    rows = [("3319010", f"{day:02}/07/2021", one) for day, one in enumerate(written, 1)]
    filled = [one for one in written if one is not None]
    told = read(HEADER, *rows)
    assert len(told.reports) + len(told.findings) == len(filled)
