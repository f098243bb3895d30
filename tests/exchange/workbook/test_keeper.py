"""A workbook in the place of a folder: what it gives, and where things stand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.codes import ExchangeCode
from napas.exchange.files import Records
from napas.exchange.keeper import FolderKeeper
from napas.exchange.scenario import ScenarioRead, read_scenario
from napas.exchange.scenario_tables import PLANTS, STOCKS, TANKS, VEHICLES
from napas.exchange.settings import SCENARIO_FILE
from napas.exchange.workbook.keeper import WorkbookKeeper

Keep = Callable[..., WorkbookKeeper]
Read = Callable[..., ScenarioRead]
Lay = Callable[..., Path]


def fault(table: str, row: int, column: str = "") -> Finding:
    spot = Spot(table, row, column)
    return find(Grade.DOUBTFUL, ExchangeCode.CELL_MISSING, spot=spot)


def test_a_table_without_a_sheet_is_absent_and_may_be(keep: Keep) -> None:
    assert keep({}).records(PLANTS) is None


def test_a_sheet_that_cannot_be_read_is_why_its_table_is_not(keep: Keep) -> None:
    lost = keep({"Kendaraan": (("x", "y"),)}).records(VEHICLES)

    assert isinstance(lost, Finding)
    assert lost.code == "workbook-header-missing"


def test_without_a_sheet_of_settings_there_are_no_entries(keep: Keep) -> None:
    kept = keep({"Setelan": (), "Faskes": (("Nama", "Wilayah"),)}, ())
    kept = WorkbookKeeper(
        file=kept.file,
        titles=kept.titles,
        told=None,
        spots={},
        tables=kept.tables,
        lost={},
        placed=(),
    )
    missing = kept.entries(SCENARIO_FILE)

    assert isinstance(missing, Finding)
    assert missing.code == "workbook-settings-missing"
    assert dict(missing.params)["sheet"] == "Setelan · Settings"


def test_a_finding_of_no_table_of_ours_stays_where_it_is(keep: Keep) -> None:
    told = fault("negeri/country.toml", 1)

    assert keep({}).locate(told) == told


def test_a_finding_of_a_table_without_a_sheet_names_the_sheet_it_lacks(
    keep: Keep,
) -> None:
    located = keep({}).locate(fault("tanks.csv", 0, "capacity_t"))

    assert located is not None
    assert located.spot == Spot(
        "uji.xlsx", 0, "Kapasitas tangki · Tank capacity (t)", "Tangki · Tanks"
    )


def test_a_column_of_no_sheet_keeps_its_name(keep: Keep) -> None:
    located = keep({}).locate(fault("tanks.csv", 0, "colour"))

    assert located is not None
    assert located.spot.column == "colour"


def test_a_setting_that_is_not_there_stands_on_the_sheet_of_settings(
    keep: Keep,
) -> None:
    located = keep({}).locate(fault(SCENARIO_FILE, 0, "level"))

    assert located is not None
    assert located.spot == Spot("uji.xlsx", 0, "level", "Setelan · Settings")


def test_a_whole_row_has_no_cell(keep: Keep) -> None:
    kept = keep({"Tangki": (("Faskes", "Kapasitas tangki"), ("RS", 1))})
    located = kept.locate(fault("tanks.csv", 2))

    assert located is not None
    assert (located.spot.row, located.spot.cell) == (2, "")


def test_a_country_of_ones_own_is_looked_for_beside_the_workbook(
    keep: Keep, tmp_path: Path
) -> None:
    (tmp_path / "negeri").mkdir()

    assert keep({}).country("negeri") == tmp_path / "negeri"


def test_a_workbook_without_a_country_still_shows_its_cells(keep: Keep) -> None:
    kept = keep({"Tangki": (("Faskes", "Kapasitas tangki"), ("RS", "10 t"))}, ())
    records = kept.records(TANKS)

    assert isinstance(records, Records)
    assert records.rows[0].cells[:2] == ("RS", "10.0")
    assert kept.records(STOCKS) is None


SETTINGS = (("Negara", "", "idn"), ("Nama", "", "u"))
AS_OF = ("Keadaan per", "", "2021-07-10 12:00")


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (("parameters.tanks.heel_share", "", 7), "setting-parameter-out-of-range", ""),
        (("parameters.tanks.heel", "", 1), "setting-parameter-unknown", ""),
        (
            ("parameters.tanks.heel_share", "", "sedikit"),
            "setting-parameter-out-of-range",
            "",
        ),
        (("Warna", "", "biru"), "setting-unknown", "Warna"),
        (("Tingkat pembagian", "", "desa"), "level-unknown", "Tingkat pembagian"),
        (("Hari ke depan", "", 99), "cell-out-of-range", "Hari ke depan"),
    ],
)
def test_a_setting_is_found_again_where_it_is_wrong(
    row: tuple[object, ...], code: str, column: str, read: Read
) -> None:
    found = read({}, (*SETTINGS, AS_OF, row))

    (told,) = (each for each in found.findings if each.code == code)
    assert told.spot.sheet == "Setelan"
    assert told.spot.cell == "C4"
    assert told.spot.column == (column or str(row[0]))


def test_settings_are_read_as_a_folder_would_have_them(read: Read) -> None:
    found = read(
        {},
        (
            *SETTINGS,
            AS_OF,
            ("Diketahui pada", "", "2021-07-10T06:00:00Z"),
            ("Hari ke depan", "", 5),
            ("Kuantil kebutuhan", "", 0.7),
            ("Dasar kebutuhan", "", "menurut pemakaian terukur"),
            ("Judul (Indonesia)", "", "Uji"),
            ("title_fr", "", "Essai"),
            ("parameters.tanks.heel_share", "", 0.15),
            ("Nama", "", "lain"),
            ("Catatan", "", None),
            (None, None, "melayang"),
            ("pendek",),
        ),
    )

    assert found.findings == ()
    assert found.settings is not None
    assert found.situation is not None
    assert found.situation.name == "u"
    assert found.settings.horizon_days == 5
    assert found.settings.quantile == 0.7
    assert found.settings.basis == "measured"
    assert found.settings.titles == (("fr", "Essai"), ("id", "Uji"))
    entries = [layer.entries for layer in found.settings.layers]
    assert entries[-1] == (("tanks.heel_share", 0.15),)


def test_a_folder_keeps_its_tables_as_files(folder: Path) -> None:
    kept = FolderKeeper(folder)

    assert isinstance(kept.records(PLANTS), Records)
    assert kept.assumptions == ()
    assert kept.locate(fault("x", 1)) == fault("x", 1)
    assert kept.country("negeri") == folder / "negeri"


def test_a_file_that_is_not_required_may_be_absent(
    good: dict[str, str], lay: Lay
) -> None:
    kept = FolderKeeper(
        lay({name: told for name, told in good.items() if name != "tanks.csv"})
    )

    assert kept.records(TANKS) is None


def test_a_table_that_cannot_be_read_stops_a_folder(
    good: dict[str, str], lay: Lay
) -> None:
    good["vehicles.csv"] = good["vehicles.csv"].replace("payload_t", "muatan")

    assert read_scenario(lay(good)).situation is None


@pytest.mark.parametrize("name", ["vehicles.csv", "plants.csv", "stocks.csv"])
def test_it_may_be_left_out_where_the_plan_gets_no_rosier(
    name: str, good: dict[str, str], lay: Lay
) -> None:
    good[name] = "x,y\n1,2\n"
    found = read_scenario(lay(good), leave_out=True)

    assert found.situation is not None
    assert not any(each.grade is Grade.STOP for each in found.findings)
    left = [each for each in found.findings if each.code == "table-left-out"]
    assert [each.spot.file for each in left] == [name]
    missing = [each for each in found.findings if each.code == "column-missing"]
    assert missing
    assert all(each.grade is Grade.SET_ASIDE for each in missing)


@pytest.mark.parametrize("name", ["tanks.csv", "facilities.csv", "events.csv"])
def test_it_may_not_where_a_plan_would_promise_too_much(
    name: str, good: dict[str, str], lay: Lay
) -> None:
    good[name] = "x,y\n1,2\n"
    good["vehicles.csv"] = "x,y\n1,2\n"

    assert read_scenario(lay(good), leave_out=True).situation is None


def test_nothing_is_left_out_where_something_else_stops(
    good: dict[str, str], lay: Lay
) -> None:
    good["vehicles.csv"] = "x,y\n1,2\n"
    good["scenario.toml"] = good["scenario.toml"].replace("region", "desa")

    found = read_scenario(lay(good), leave_out=True)

    assert found.situation is None
    assert "table-left-out" not in {each.code for each in found.findings}


def test_nothing_is_left_out_where_all_can_be_read(folder: Path) -> None:
    assert read_scenario(folder, leave_out=True) == read_scenario(folder)


def test_a_sheet_may_be_left_out_as_a_table_may(read: Read) -> None:
    sheets = {"Kendaraan": (("x", "y"), ("1", "2"))}

    assert read(sheets).situation is None
    found = read(sheets, leave_out=True)
    assert found.situation is not None
    left = [each for each in found.findings if each.code == "table-left-out"]
    assert [each.spot.sheet for each in left] == ["Kendaraan · Vehicles"]
    assert found.assumptions == ()
