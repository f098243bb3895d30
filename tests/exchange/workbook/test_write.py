"""Workbooks as they are written: what Excel would find in them."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas import words
from napas.domain.country import Country
from napas.domain.network import FacilityKind
from napas.exchange.columns import Reference
from napas.exchange.country import read_country
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.reading import read_book
from napas.exchange.whereabouts import COUNTRIES
from napas.exchange.workbook.layout import FACILITIES_SHEET, SHEETS
from napas.exchange.workbook.lists import Lists, labels_of, list_name, lists_of
from napas.exchange.workbook.new import README, examples_of, readme_text, write_new
from napas.exchange.workbook.page import Body
from napas.exchange.workbook.put import harmless, keeps_exactly
from napas.exchange.workbook.read import read_workbook
from napas.exchange.workbook.titles import Titles
from napas.exchange.workbook.write import Contents, write_workbook

XAR = Path(__file__).parents[2] / "countries" / "xar"
AS_OF = datetime(2021, 7, 10, 5, tzinfo=UTC)
NAME = "Faskes · Facilities"
Opened = Any
MakeBook = Callable[..., Book]


def land(folder: Path = COUNTRIES / "idn") -> Country:
    country, _ = read_country(folder)
    assert country is not None
    return country


IDN = land()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("new") / "deep" / "napas.xlsx"
    write_new(file, IDN, words, as_of=AS_OF, whole=False)
    return file


@pytest.fixture(scope="module")
def opened(fresh: Path) -> Opened:
    return openpyxl.load_workbook(fresh)


def test_a_new_workbook_has_the_sheets_people_fill_in(opened: Opened) -> None:
    assert opened.sheetnames == [
        "Petunjuk · Guide",
        "Setelan · Settings",
        "Faskes · Facilities",
        "Tangki · Tanks",
        "Tabung · Cylinders",
        "Pasien · Patients",
        "Mesin · Machines",
        "Sumber · Sources",
        "Kendaraan · Vehicles",
        "Jalur · Links",
        "Wilayah · Territories",
        "Daftar · Lists",
    ]
    assert opened.active.title == NAME
    assert opened["Daftar · Lists"].sheet_state == "hidden"


def test_a_whole_one_has_a_sheet_for_every_table(tmp_path: Path) -> None:
    write_new(tmp_path / "a.xlsx", IDN, words, as_of=AS_OF, whole=True)
    names = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames

    assert {Titles(words).sheet(plan.key) for plan in SHEETS} <= set(names)


def test_titles_stand_in_both_languages_with_the_unit_below(opened: Opened) -> None:
    sheet = opened["Tangki · Tanks"]
    column = [cell.value for cell in sheet["D"][:3]]

    assert column == ["Kapasitas tangki", "Tank capacity", "t"]
    assert sheet["A3"].value == "satuan · unit"
    times = [cell.value for cell in opened[NAME]["H"][:3]]
    assert times[:2] == ["Dilaporkan pada", "Time of report"]
    assert times[2].endswith("yyyy-mm-dd hh:mm, Asia/Jakarta")


def test_titles_are_locked_and_stay_while_cells_below_are_open(opened: Opened) -> None:
    sheet = opened[NAME]

    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sheet["B1"].protection.locked
    assert not sheet["B4"].protection.locked
    assert not sheet.column_dimensions["B"].protection.locked
    assert sheet.freeze_panes == "C4"


@pytest.mark.parametrize(
    "allowed",
    ["insertRows", "deleteRows", "sort", "autoFilter", "formatColumns", "formatCells"],
)
def test_rows_may_be_inserted_sorted_and_filtered(allowed: str, opened: Opened) -> None:
    assert getattr(opened[NAME].protection, allowed) is False  # what is not forbidden


def test_a_filter_and_the_form_of_a_printed_page_are_set(opened: Opened) -> None:
    sheet = opened[NAME]

    assert sheet.auto_filter.ref.startswith("A3:")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$3"


def test_every_title_has_a_note_in_both_languages(opened: Opened) -> None:
    for plan in SHEETS:
        if not plan.usual:
            continue
        sheet = opened[Titles(words).sheet(plan.key)]
        for place, column in enumerate(plan.columns, start=1):
            note = sheet.cell(1, place).comment.text
            assert words.say(f"workbook-note-{column.name}".replace("_", "-"), "en")
            assert "\n\n" in note


def drop_downs(sheet: Opened) -> dict[str, str]:
    return {
        str(each.sqref).partition("4:")[0]: each.formula1
        for each in sheet.data_validations.dataValidation
    }


def test_drop_downs_stand_where_words_and_places_are_asked(opened: Opened) -> None:
    lists = opened["Daftar · Lists"]
    found = drop_downs(opened[NAME])

    assert set(found) == {"C", "G", "L", "S"}
    letter = found["C"].split("$")[1]
    territories = [cell.value for cell in lists[letter] if cell.value]
    assert territories[1] == "11 · Aceh"
    assert len(territories) == 1 + 34
    letter = found["G"].split("$")[1]
    units = [cell.value for cell in lists[letter] if cell.value]
    assert {"t", "kg", "%", "tabung 6m3"} <= set(units)


def test_facilities_are_offered_by_their_name_on_other_sheets(
    opened: Opened,
) -> None:
    assert drop_downs(opened["Tangki · Tanks"])["B"].startswith(f"'{NAME}'!$B$4:")


def test_what_is_not_in_a_list_is_warned_of_and_let_pass(opened: Opened) -> None:
    (kind,) = {each.errorStyle for each in opened[NAME].data_validations.dataValidation}

    assert kind == "warning"


def test_examples_are_marked_and_not_read(fresh: Path) -> None:
    read = read_workbook(fresh, words)

    assert read.situation is not None
    assert read.situation.facilities == ()
    assert read.situation.as_of == AS_OF
    assert [str(fault.code) for fault in read.findings] == ["workbook-examples-skipped"]


def test_examples_without_their_mark_are_a_scenario(
    fresh: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(fresh)
    for sheet in book.worksheets[2:-1]:
        for row in (4, 5):
            sheet.cell(row, 1).value = None
    book.save(tmp_path / "meant.xlsx")

    read = read_workbook(tmp_path / "meant.xlsx", words)

    assert read.situation is not None
    assert len(read.situation.facilities) == 2
    assert len(read.situation.plants) == 2
    assert len(read.situation.vehicles) == 6
    grades = {fault.grade.value for fault in read.findings}
    assert grades <= {"doubtful"}


def test_a_readme_tells_the_same_in_both_languages(fresh: Path) -> None:
    told = (fresh.parent / README).read_text("utf-8")

    assert told == readme_text(words)
    assert "# Cara mengisi buku ini" in told
    assert "# How to fill in this workbook" in told


def test_a_country_without_cylinders_gets_a_workbook_too(tmp_path: Path) -> None:
    country = land(XAR)
    write_new(tmp_path / "x.xlsx", country, words, as_of=AS_OF, whole=False)

    assert examples_of(country, words)["facilities"]
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames


def test_the_same_contents_make_the_same_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_new(tmp_path / name, IDN, words, as_of=AS_OF, whole=True)
    one, other = (read_book(tmp_path / name) for name in ("a.xlsx", "b.xlsx"))

    assert isinstance(one, Book)
    assert isinstance(other, Book)
    assert one.sheets[2:] == other.sheets[2:]


def written(tmp_path: Path, rows: list[Mapping[str, str]], *more: str) -> Opened:
    file = tmp_path / "w.xlsx"
    contents = Contents(
        {"name": "w"}, {"facilities": Body(rows, more)}, zone="Asia/Jakarta"
    )
    write_workbook(file, contents, [FACILITIES_SHEET], IDN, words)
    return openpyxl.load_workbook(file)[NAME]


def test_cells_are_written_as_what_they_are(tmp_path: Path) -> None:
    row = {
        "name": "=cmd()",
        "territory": "32",
        "kind": "hospital",
        "beds": "200",
        "latitude_deg": "0.30000000000000004",
        "report_at": "2021-07-10T05:00:00Z",
        "synthetic": "true",
        "stock": "3,2 t",
        "filling_t_per_day": "-0.30000000000000004",
    }
    sheet = written(tmp_path, [row])
    cells = {sheet.cell(2, place).value: sheet.cell(4, place) for place in range(1, 22)}

    assert cells["Name"].value == "'=cmd()"
    assert cells["Name"].data_type == "s"
    assert cells["Territory"].value == "32 · Jawa Barat"
    assert cells["Kind"].value == "rumah sakit · hospital"
    assert cells["Beds"].value == 200
    assert cells["Latitude"].value == "0.30000000000000004"
    assert cells["Time of report"].value == datetime(2021, 7, 10, 12)  # noqa: DTZ001 - a cell has no zone
    assert cells["Synthetic?"].value == "ya · yes"
    assert cells["Stock"].number_format == "@"
    assert cells["Cylinder filling"].value == "-0.30000000000000004"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("2021-07-10T05:00:15Z", datetime(2021, 7, 10, 12, 0, 15)),  # noqa: DTZ001 - a cell has no zone
        ("2021-07-10T05:00:15.5Z", "2021-07-10T05:00:15.5Z"),
        ("2021-07-09T17:00:00Z", "2021-07-09T17:00:00Z"),
        ("1900-01-05T05:00:00Z", "1900-01-05T05:00:00Z"),
        ("kemarin", "kemarin"),
    ],
)
def test_a_moment_that_would_not_read_the_same_is_text(
    told: str, shown: object, tmp_path: Path
) -> None:
    assert written(tmp_path, [{"report_at": told}])["H4"].value == shown


def test_words_that_are_none_of_the_list_are_kept(tmp_path: Path) -> None:
    row = {"kind": "klinik", "territory": "99", "synthetic": "mungkin"}
    sheet = written(tmp_path, [row])

    assert sheet["L4"].value == "klinik"
    assert sheet["C4"].value == "99"
    assert sheet["S4"].value == "mungkin"


def test_columns_nobody_knows_come_last_under_their_title(tmp_path: Path) -> None:
    sheet = written(tmp_path, [{"name": "RS", "Telepon": "021"}], "Telepon")

    assert [sheet.cell(row, 21).value for row in (1, 2, 4)] == [
        "Telepon",
        "Telepon",
        "021",
    ]
    assert sheet["U1"].comment is None


def test_a_list_without_values_is_no_drop_down() -> None:
    lists = Lists("Daftar", {"flag": ()})

    assert (
        lists.of(
            next(each for each in FACILITIES_SHEET.columns if each.name == "synthetic")
        )
        == ""
    )


def test_only_what_has_one_kind_of_code_has_a_list() -> None:
    named = {column.name: list_name(column) for column in FACILITIES_SHEET.columns}

    assert named["territory"] == Reference.TERRITORY
    assert named["kind"] == FacilityKind.__name__
    assert named["beds"] == ""


def test_lists_of_a_country_without_cylinders_offer_the_other_units() -> None:
    lists = lists_of(Titles(words), {})

    assert "tabung" not in " ".join(lists.values["stock_unit"])
    assert labels_of(IDN)[Reference.CYLINDER_TYPE]["6m3"].startswith("6m3 · ")


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t"])
def test_text_that_would_be_run_is_guarded(mark: str) -> None:
    assert harmless(f"{mark}1") == f"'{mark}1"
    assert harmless("'=1") == "'=1"
    assert len(harmless("x" * 40_000)) == 32_767


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_a_spreadsheet_would_round_is_not_kept_as_one(value: float) -> None:
    if keeps_exactly(repr(value)):
        assert float(f"{value:.16G}") == value


def test_what_is_no_number_is_not_kept_as_one() -> None:
    assert not keeps_exactly("tiga")
    assert not keeps_exactly("1e999")


def test_a_workbook_of_no_table_has_its_settings(tmp_path: Path) -> None:
    write_workbook(tmp_path / "s.xlsx", Contents({"name": "s"}), [], IDN, words)

    names = openpyxl.load_workbook(tmp_path / "s.xlsx").sheetnames
    assert names == ["Petunjuk · Guide", "Setelan · Settings", "Daftar · Lists"]


def test_settings_offer_what_they_may_be(fresh: Path) -> None:
    sheet = openpyxl.load_workbook(fresh)["Setelan · Settings"]
    (offered,) = sheet.data_validations.dataValidation
    labels = {sheet.cell(row, 1).value: row for row in range(1, 20)}

    assert str(offered.sqref) == f"C{labels['Dasar kebutuhan']}"
    assert sheet.cell(labels["Negara"], 3).value == "idn"
    assert sheet.cell(labels["Keadaan per"], 3).value == datetime(2021, 7, 10, 12)  # noqa: DTZ001 - a cell has no zone
