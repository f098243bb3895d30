"""Where the titles of a sheet stand, and which of its rows count."""

from collections.abc import Callable, Mapping

import pytest

from napas import words
from napas.domain.finding import Finding, Grade
from napas.exchange.spreadsheet.book import Book, BookSheet
from napas.exchange.workbook.frame import Frame, frame_sheet, header_name
from napas.exchange.workbook.layout import SHEETS, SheetPlan, sheet_of
from napas.exchange.workbook.sheets import frame_book
from napas.exchange.workbook.titles import Titles, split_unit

MakeBook = Callable[..., Book]
TITLES = Titles(words)
PLANS = {plan.key: plan for plan in SHEETS}
TANKS = PLANS["tanks"]


def framed(make_book: MakeBook, *rows: tuple[object, ...]) -> Frame:
    sheet = make_book({"Tangki": rows}).sheets[0]
    frame = frame_sheet("uji.xlsx", sheet, TANKS, TITLES)
    assert isinstance(frame, Frame)
    return frame


def named(frame: Frame) -> list[str]:
    return [header_name(heading, TITLES) for heading in frame.headings]


def test_titles_stand_in_several_rows_with_a_row_of_units_below(
    make_book: MakeBook,
) -> None:
    frame = framed(
        make_book,
        ("Tanda", "Faskes", "Kapasitas tangki"),
        ("Mark", "Facility", "Tank capacity"),
        ("satuan · unit", "", "t"),
        ("", "RS", 10),
    )

    assert named(frame) == ["mark", "facility", "capacity_t"]
    assert [line.row for line in frame.lines] == [4]
    assert frame.top == 1


def test_rows_above_the_titles_are_left_alone(make_book: MakeBook) -> None:
    frame = framed(
        make_book,
        ("Dinas Kesehatan",),
        (),
        ("Faskes", "Kapasitas tangki (t)"),
        ("RS", 10),
    )

    assert frame.top == 3
    assert [line.row for line in frame.lines] == [4]


def test_titles_alone_are_a_sheet_without_rows(make_book: MakeBook) -> None:
    assert framed(make_book, ("Faskes", "Kapasitas tangki")).lines == ()


def test_rows_in_which_only_the_mark_stands_say_nothing(make_book: MakeBook) -> None:
    frame = framed(
        make_book,
        ("Tanda", "Faskes", "Kapasitas tangki"),
        ("periksa", None, None),
        (None, None, " "),
        ("periksa", "RS", 10),
    )

    assert [line.row for line in frame.lines] == [4]


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("Kapasitas tangki", "capacity_t"),
        ("Kapasitas tangki (t)", "capacity_t"),
        ("Kapasitas tangki [ton]", "capacity_t"),
        ("Kapasitas tangki (kg)", "capacity_kg"),
        ("Kapasitas tangki (galon)", "capacity"),
        ("Tank capacity (t)", "capacity_t"),
        ("capacity_t", "capacity_t"),
        ("Kapasitas tangki · Tank capacity (t)", "capacity_t"),
    ],
)
def test_the_unit_of_a_title_decides_the_name_of_its_column(
    title: str, header: str, make_book: MakeBook
) -> None:
    assert named(framed(make_book, ("Faskes", title), ("RS", 1))) == [
        "facility",
        header,
    ]


def test_a_share_may_be_told_in_per_cent(make_book: MakeBook) -> None:
    sheet = make_book({"Mesin": (("Faskes", "Bagian yang bekerja (%)"),)}).sheets[0]
    frame = frame_sheet("uji.xlsx", sheet, PLANS["own_sources"], TITLES)

    assert isinstance(frame, Frame)
    assert named(frame) == ["facility", "working_share"]


def test_a_column_without_any_title_is_not_one(make_book: MakeBook) -> None:
    frame = framed(make_book, ("Faskes", None, "Kapasitas tangki"), ("RS", "x", 1))

    assert named(frame) == ["facility", "capacity_t"]


def test_a_sheet_of_which_no_title_is_known_cannot_be_read(
    make_book: MakeBook,
) -> None:
    sheet = make_book({"Tangki": (("RS", 10), ("RS", 12))}).sheets[0]
    fault = frame_sheet("uji.xlsx", sheet, TANKS, TITLES)

    assert isinstance(fault, Finding)
    assert fault.grade is Grade.STOP
    assert fault.code == "workbook-header-missing"
    assert "Faskes · Facility" in str(dict(fault.params)["expected"])


def test_an_empty_sheet_is_as_good_as_none(make_book: MakeBook) -> None:
    sheet = make_book({"Tangki": ((" ",), ())}).sheets[0]

    assert frame_sheet("uji.xlsx", sheet, TANKS, TITLES) is None


@pytest.mark.parametrize(
    ("merged", "doubts"),
    [((2, 1, 3, 1), 1), ((2, 1, 2, 2), 0), ((7, 1, 9, 1), 0)],
    ids=["two rows", "one row", "below the rows"],
)
def test_rows_merged_into_one_are_doubted(
    merged: tuple[int, int, int, int], doubts: int, make_book: MakeBook
) -> None:
    rows = (("Faskes", "Kapasitas tangki"), ("RS", 1), (None, 2))
    sheet = make_book({"Tangki": rows}).sheets[0]
    frame = frame_sheet(
        "uji.xlsx", BookSheet(sheet.name, sheet.rows, merged=(merged,)), TANKS, TITLES
    )

    assert isinstance(frame, Frame)
    assert len(frame.findings) == doubts
    assert all(fault.spot.cell == "A2" for fault in frame.findings)


def test_a_cell_beyond_the_end_of_a_row_is_empty(make_book: MakeBook) -> None:
    frame = framed(make_book, ("Faskes", "Kapasitas tangki"), ("RS", 1))

    assert frame.cell(frame.lines[0], "owner").text == ""
    assert frame.cell(frame.lines[0], "facility").text == "RS"


def codes(make_book: MakeBook, sheets: Mapping[str, object]) -> list[str]:
    found = frame_book(make_book(sheets), TITLES).findings
    return [str(fault.code) for fault in found]


def test_a_sheet_nobody_asked_for_is_named_with_what_it_may_be(
    make_book: MakeBook,
) -> None:
    frames = frame_book(
        make_book({"Setelan": (), "Tankis": (("x",),), "Catatan saya": (("x",),)}),
        TITLES,
    )

    near = [dict(fault.params)["near"] for fault in frames.findings]
    assert near == ["Tangki · Tanks", ""]


def test_an_empty_sheet_nobody_asked_for_is_not_worth_a_word(
    make_book: MakeBook,
) -> None:
    assert codes(make_book, {"Setelan": (), "Sheet1": ((None,),)}) == []


def test_two_sheets_that_mean_the_same_stop_the_book(make_book: MakeBook) -> None:
    sheets: dict[str, object] = {"Setelan": (), "Tangki": (("x",),), "Tanks": (("x",),)}

    assert "workbook-sheet-twice" in codes(make_book, sheets)


def test_a_book_without_any_sheet_of_ours_is_not_ours(make_book: MakeBook) -> None:
    found = codes(make_book, {"Sheet1": (("x",),), "Petunjuk": (("x",),)})

    assert found == ["workbook-sheet-unknown", "workbook-not-ours"]


def test_a_sheet_that_cannot_be_read_is_lost_and_said_by_its_table(
    make_book: MakeBook,
) -> None:
    frames = frame_book(make_book({"Tangki": (("x", "y"),)}), TITLES)

    assert set(frames.lost) == {"tanks"}


def test_the_guide_and_the_lists_are_not_read(make_book: MakeBook) -> None:
    frames = frame_book(
        make_book({"Setelan": (), "Petunjuk · Guide": (("x",),), "Daftar": (("x",),)}),
        TITLES,
    )

    assert frames.findings == ()
    assert frames.frames == {}


@pytest.mark.parametrize("plan", SHEETS, ids=[plan.key for plan in SHEETS])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_column_has_a_title_of_its_own_and_a_note(
    plan: SheetPlan, language: str
) -> None:
    titles = [TITLES.column(plan, column.name, language) for column in plan.columns]
    notes = [TITLES.note(plan, column.name, language) for column in plan.columns]

    assert len(set(titles)) == len(titles)
    assert not any(text.startswith("workbook-") for text in (*titles, *notes))


@pytest.mark.parametrize("plan", SHEETS, ids=[plan.key for plan in SHEETS])
def test_every_title_is_known_again(plan: SheetPlan) -> None:
    for column in plan.columns:
        for written in (
            TITLES.column(plan, column.name, "id"),
            TITLES.column(plan, column.name, "en"),
            TITLES.full(plan, column),
            column.name,
        ):
            assert TITLES.named(plan, written) is column


def test_the_name_of_every_sheet_fits_into_a_spreadsheet() -> None:
    names = [TITLES.sheet(plan.key) for plan in SHEETS]

    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") for name in names)


def test_every_table_has_one_sheet() -> None:
    assert sheet_of(TANKS.table) is TANKS
    assert len({plan.table.file for plan in SHEETS}) == len(SHEETS)


def test_a_unit_in_brackets_is_told_apart_from_its_title() -> None:
    assert split_unit("Muatan (t)") == ("Muatan", "t")
    assert split_unit("Muatan") == ("Muatan", "")
    assert split_unit("Muatan (penuh) (t)") == ("Muatan (penuh)", "t")
