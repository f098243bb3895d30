"""Folders and workbooks into each other: nothing is lost on the way."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from napas import words
from napas.exchange.cells import Doubt, Fault, read_cell
from napas.exchange.columns import Column, Kind, Presence, Table
from napas.exchange.country import read_country
from napas.exchange.scenario import ScenarioRead, read_scenario
from napas.exchange.scenario_tables import SCENARIO_TABLES
from napas.exchange.scenarios import founding_scenario
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.reading import read_book
from napas.exchange.workbook.convert import (
    Converted,
    CountryFolderTakenError,
    folder_to_workbook,
    keeper_to_folder,
)
from napas.exchange.workbook.read import keep_book, read_workbook
from napas.exchange.writing import write_table, write_text

Lay = Callable[[Mapping[str, str]], Path]
START, END = map(datetime.fromisoformat, ("2021-01-01", "2021-12-31"))
XAR_WAVE = Path(__file__).parents[2] / "scenarios" / "xar-wave"


def to_workbook(folder: Path, file: Path) -> Converted:
    file.parent.mkdir(parents=True, exist_ok=True)
    return folder_to_workbook(folder, file, words)


def to_folder(file: Path, folder: Path) -> Converted:
    book = read_book(file)
    assert isinstance(book, Book)
    return keeper_to_folder(keep_book(file, book, words), folder)


def bare(read: ScenarioRead) -> object:
    """What was read, without where it was read."""
    assert read.situation is not None
    return replace(read.situation, findings=()), read.settings


def cells(file: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(file)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_small_scenario_goes_there_and_back(folder: Path, tmp_path: Path) -> None:
    file, again = tmp_path / "w" / "a.xlsx", tmp_path / "again"

    assert to_workbook(folder, file).written
    assert to_folder(file, again).written

    assert bare(read_scenario(again)) == bare(read_scenario(folder))
    assert bare(read_workbook(file, words)) == bare(read_scenario(folder))


def test_a_workbook_goes_there_and_back_cell_by_cell(
    folder: Path, tmp_path: Path
) -> None:
    first, again = tmp_path / "w" / "a.xlsx", tmp_path / "w" / "b.xlsx"
    to_workbook(folder, first)
    to_folder(first, tmp_path / "between")
    to_workbook(tmp_path / "between", again)

    assert cells(again) == cells(first)


def test_a_scenario_of_another_country_goes_there_and_back(tmp_path: Path) -> None:
    country = XAR_WAVE.parents[1] / "countries" / "xar"
    found = read_scenario(XAR_WAVE)
    with pytest.raises(CountryFolderTakenError):
        to_workbook(XAR_WAVE, tmp_path / "deep" / "w" / "a.xlsx")

    (tmp_path / "countries").mkdir()
    (tmp_path / "countries" / "xar").symlink_to(country)
    with pytest.raises(CountryFolderTakenError):
        to_workbook(XAR_WAVE, tmp_path / "deep" / "w" / "a.xlsx")

    assert found.situation is not None


def test_the_founding_scenario_goes_there_and_back(tmp_path: Path) -> None:
    folder, file, again = founding_scenario(), tmp_path / "a.xlsx", tmp_path / "again"
    to_workbook(folder, file)
    to_folder(file, again)

    assert bare(read_scenario(again)) == bare(read_scenario(folder))


def test_what_people_wrote_in_short_stands_in_the_tables_in_full(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Setelan"
    for row in (
        ("Negara", "", "idn"),
        ("Nama", "", "uji"),
        ("Keadaan per", "", "2021-07-10 12:00"),
    ):
        book.active.append(row)
    sheet = book.create_sheet("Faskes")
    sheet.append(("Nama", "Wilayah", "Tempat tidur", "Stok"))
    sheet.append(("RS Satu", "Bali", 100, "3,2 t"))
    book.save(file)

    assert to_folder(file, tmp_path / "f").written

    assert (tmp_path / "f" / "tanks.csv").is_file()
    assert (tmp_path / "f" / "plants.csv").read_text("utf-8").count("\n") == 1
    one, other = read_workbook(file, words), read_scenario(tmp_path / "f")
    assert one.situation is not None
    assert other.situation is not None
    assert one.situation.stocks == other.situation.stocks
    assert one.situation.facilities == other.situation.facilities


def test_columns_nobody_knows_come_along(
    good: dict[str, str], lay: Lay, tmp_path: Path
) -> None:
    good["crews.csv"] = "code,telepon,base,hours_per_day\nK1,021,P1,16\n"
    file = tmp_path / "w" / "a.xlsx"
    to_workbook(lay(good), file)
    to_folder(file, tmp_path / "again")

    told = (tmp_path / "again" / "crews.csv").read_text("utf-8")
    assert told == "code,base,hours_per_day,telepon\nK1,P1,16,021\n"


def test_text_that_would_be_run_is_guarded_in_both(
    good: dict[str, str], lay: Lay, tmp_path: Path
) -> None:
    good["crews.csv"] = "code,base,hours_per_day\n=1+1,P1,16\n'=2+2,P1,=3\n"
    folder, file = lay(good), tmp_path / "w" / "a.xlsx"
    to_workbook(folder, file)
    to_folder(file, tmp_path / "again")

    sheet = cells(file)["Awak · Crews"]
    assert [row[1] for row in sheet[3:]] == ["'=1+1", "'=2+2"]
    assert sheet[4][3] == "'=3"
    told = (tmp_path / "again" / "crews.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[0] for line in told[1:]] == ["'=1+1", "'=2+2"]


def test_a_row_that_lost_its_shape_keeps_what_can_be_trusted(
    good: dict[str, str], lay: Lay, tmp_path: Path
) -> None:
    good["vehicles.csv"] += "V3,tanker,10,2,Angkut,-8,0\n"
    file = tmp_path / "w" / "a.xlsx"
    converted = to_workbook(lay(good), file)

    assert "row-too-short" in {str(fault.code) for fault in converted.findings}
    rows = cells(file)["Kendaraan · Vehicles"]
    assert rows[-1][1:6] == ("V3", "tanker · tanker", None, None, None) or (
        rows[-1][1] == "V3"
    )


def test_what_stops_a_scenario_is_not_converted(
    good: dict[str, str], lay: Lay, tmp_path: Path
) -> None:
    good["plants.csv"] = "x,y\n"
    file = tmp_path / "w" / "a.xlsx"

    assert not to_workbook(lay(good), file).written
    assert not file.exists()


def test_a_workbook_that_cannot_be_read_is_not_converted(
    make_book: Callable[..., Book], tmp_path: Path
) -> None:
    book = make_book({"Faskes": (("Nama", "Wilayah"), ("RS", "Bali"))})
    keeper = keep_book(tmp_path / "a.xlsx", book, words)

    assert not keeper_to_folder(keeper, tmp_path / "f").written
    assert not (tmp_path / "f").exists()


def test_a_country_that_is_seen_from_both_places_is_not_copied(
    folder: Path, tmp_path: Path
) -> None:
    file = folder / "a.xlsx"
    before = {path.name for path in folder.iterdir()}
    to_workbook(folder, file)

    assert {path.name for path in folder.iterdir()} == before | {"a.xlsx"}
    assert not (tmp_path / "negeri").exists()


def test_another_country_in_its_place_is_not_overwritten(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "w" / "negeri").mkdir(parents=True)

    with pytest.raises(CountryFolderTakenError):
        to_workbook(folder, tmp_path / "w" / "a.xlsx")


TEXTS = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), include_characters="\n"),
    max_size=12,
).map(str.strip)
WRITTEN: dict[Kind, st.SearchStrategy[str]] = {
    Kind.TEXT: TEXTS,
    Kind.CODE: st.just(""),
    Kind.NUMBER: st.floats(0, 60, allow_subnormal=False).map(repr),
    Kind.SHARE: st.floats(0, 1, allow_subnormal=False).map(repr),
    Kind.WHOLE: st.integers(0, 90).map(str),
    Kind.FLAG: st.sampled_from(["true", "false"]),
    Kind.MOMENT: st.datetimes(START, END).map(lambda told: told.isoformat() + "Z"),
    Kind.DAY: st.dates(START.date(), END.date()).map(date.isoformat),
    Kind.ZONE: st.sampled_from(["Asia/Jakarta", "Europe/Berlin", ""]),
}
NAMES = {
    "territory": ["1", "2", "11"],
    "facility": ["H1", "H2"],
    "type_code": ["besar"],
    "holder": ["H1", "P1"],
    "base": ["P1", "H1", "2"],
    "origin_landmass": ["barat", ""],
    "target_landmass": ["timur", ""],
    "restriction": ["ketat", ""],
    "subject": ["P1", "feri", "H1"],
    "supplier": ["P1"],
    "vehicle": ["V1", ""],
    "part_of": [""],
}
FIXED = {"territories.csv", "places.csv", "plants.csv", "facilities.csv"}


def cell_of(column: Column) -> st.SearchStrategy[str]:
    if column.name in NAMES:
        return st.sampled_from(NAMES[column.name])
    if column.kind is Kind.NUMBER:
        high = min(column.high, 60)
        told = st.floats(max(column.low, 0), high, allow_subnormal=False).map(repr)
    elif column.words is not None:
        told = st.sampled_from([member.value for member in column.words])
    else:
        told = WRITTEN[column.kind]
    if column.presence is Presence.REQUIRED:
        return told.filter(bool)
    return st.one_of(st.just(""), told)


def rows_of(table: Table) -> st.SearchStrategy[list[dict[str, str]]]:
    row = st.fixed_dictionaries(
        {column.name: cell_of(column) for column in table.columns}
    )
    return st.lists(row, max_size=4)


GENERATED = [table for table in SCENARIO_TABLES if table.file not in FIXED]


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    tables=st.fixed_dictionaries({table.file: rows_of(table) for table in GENERATED})
)
def test_any_scenario_goes_there_and_back(
    tables: dict[str, list[dict[str, str]]],
    good: dict[str, str],
    lay: Lay,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = lay(good)
    for table in GENERATED:
        write_table(folder, table, tables[table.file])
    place = tmp_path_factory.mktemp("there")
    first = read_scenario(folder)
    assert first.situation is not None

    assert to_workbook(folder, place / "w" / "a.xlsx").written
    assert to_folder(place / "w" / "a.xlsx", place / "again").written

    again = read_scenario(place / "again")
    assert bare(again) == bare(first)


@given(st.data())
def test_what_is_generated_is_read_without_a_fault(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(GENERATED))
    (row,) = data.draw(rows_of(table).filter(lambda rows: len(rows) == 1))
    for column in table.columns:
        written = row[column.name]
        if written and column.kind is not Kind.CODE and column.kind is not Kind.TEXT:
            assert not isinstance(read_cell(written, column), Fault | Doubt)


def test_the_countries_of_the_tests_can_be_read() -> None:
    country, findings = read_country(XAR_WAVE.parents[1] / "countries" / "xar")

    assert country is not None
    assert findings == ()
    write_text(Path("/dev/null"), "")
