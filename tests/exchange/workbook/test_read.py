"""A workbook read from end to end: from one row of a sheet to a situation."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from napas.domain.assumption import AssumptionRule
from napas.domain.finding import Finding, Grade
from napas.domain.need import DeviceKind
from napas.domain.network import FacilityKind, Form, VehicleKind
from napas.domain.situation import Stock, StockState
from napas.exchange.scenario import ScenarioRead

Read = Callable[..., ScenarioRead]
AS_OF = datetime(2021, 7, 10, 5, tzinfo=UTC)
SHORT = ("Nama", "Wilayah", "Tempat tidur", "Stok")
SETTINGS = (
    ("Nama", "", "uji"),
    ("Negara", "", "idn"),
    ("Keadaan per", "", "2021-07-10 12:00"),
)


def codes(read: ScenarioRead) -> list[str]:
    return [str(finding.code) for finding in read.findings]


def only(read: ScenarioRead, code: str) -> Finding:
    (found,) = (finding for finding in read.findings if finding.code == code)
    return found


def stock_of(read: ScenarioRead, holder: str) -> Stock:
    assert read.situation is not None
    (stock,) = (each for each in read.situation.stocks if each.holder == holder)
    return stock


def test_a_name_a_place_beds_and_one_stock_are_enough(read: Read) -> None:
    found = read({"Faskes": [SHORT, ("RS Satu", "Jawa Barat", 200, "3,2 t")]})

    assert found.findings == ()
    assert found.situation is not None
    (facility,) = found.situation.facilities
    assert facility.code == facility.name == "RS Satu"
    assert facility.territory == "32"
    assert facility.beds == 200
    assert stock_of(found, "RS Satu").mass_t == 3.2
    assert stock_of(found, "RS Satu").state is StockState.KNOWN
    assert found.situation.as_of == AS_OF


def test_what_nobody_told_of_it_is_assumed_and_listed(read: Read) -> None:
    found = read({"Faskes": [SHORT, ("RS Satu", "Jawa Barat", 200, "3,2 t")]})

    assert {each.rule for each in found.assumptions} == {
        AssumptionRule.SITE,
        AssumptionRule.TANK,
        AssumptionRule.HEEL,
        AssumptionRule.PATIENTS,
        AssumptionRule.OCCUPANCY,
        AssumptionRule.REPORT_TIME,
    }
    tank = next(each for each in found.assumptions if each.rule is AssumptionRule.TANK)
    assert (tank.value, tank.low, tank.high) == pytest.approx((6.4, 3.2 / 0.95, 12.8))


@pytest.mark.parametrize(
    "sheet", ["Faskes", "Facilities", "Faskes · Facilities", "facilities", "FASKES "]
)
@pytest.mark.parametrize(
    "titles",
    [
        ("Nama", "Wilayah", "Tempat tidur", "Stok"),
        ("Name", "Territory", "Beds", "Stock"),
        ("name", "territory", "beds", "stock"),
        ("Nama · Name", "WILAYAH", "tempat  tidur", "Stok"),
    ],
)
def test_sheets_and_titles_are_known_in_both_languages(
    sheet: str, titles: tuple[str, ...], read: Read
) -> None:
    found = read({sheet: [titles, ("RS Satu", "Bali", 100, "2 t")]})

    assert found.findings == ()
    assert stock_of(found, "RS Satu").mass_t == 2.0


def test_columns_may_stand_in_any_order_with_others_between(read: Read) -> None:
    titles = ("Stok", "Telepon", "Wilayah", "Nama", "Tempat tidur")
    found = read({"Faskes": [titles, ("2 t", "021", "Bali", "RS Satu", 100)]})

    assert stock_of(found, "RS Satu").mass_t == 2.0
    unknown = only(found, "column-unknown")
    assert unknown.grade is Grade.DOUBTFUL
    assert unknown.spot.column == "Telepon"
    assert unknown.spot.cell == "B1"


def test_a_finding_says_sheet_cell_and_title_as_they_are_written(read: Read) -> None:
    found = read({"Faskes": [SHORT, (), ("RS Satu", "Bali", "banyak", "2 t")]})

    fault = only(found, "workbook-number-unreadable")
    assert fault.spot.file == "uji.xlsx"
    assert fault.spot.sheet == "Faskes"
    assert fault.spot.cell == "C3"
    assert fault.spot.row == 3
    assert fault.spot.column == "Tempat tidur"
    assert fault.subject == "RS Satu"
    assert dict(fault.params)["read"] == "banyak"


def test_rows_marked_as_examples_are_left_out_and_that_is_said(read: Read) -> None:
    found = read(
        {
            "Faskes": [
                ("Tanda", *SHORT),
                ("contoh · example", "RS Contoh", "Bali", 1, "1 t"),
                ("example", "RS Contoh 2", "Bali", 1, "1 t"),
                (None, "RS Satu", "Bali", 100, "2 t"),
            ]
        }
    )

    assert found.situation is not None
    assert [each.name for each in found.situation.facilities] == ["RS Satu"]
    assert dict(only(found, "workbook-examples-skipped").params)["count"] == 2


def test_an_ambiguous_stock_is_unknown_and_its_readings_are_told(read: Read) -> None:
    found = read({"Faskes": [SHORT, ("RS Satu", "Bali", 100, "12 m3")]})

    fault = only(found, "workbook-amount-ambiguous")
    assert fault.grade is Grade.SET_ASIDE
    assert fault.spot.cell == "D2"
    assert "12 m3 LOX = 13694 kg | 12 m3@0C = 17.1 kg" in str(
        dict(fault.params)["readings"]
    )
    assert stock_of(found, "RS Satu").mass_t is None
    assert stock_of(found, "RS Satu").state is StockState.UNKNOWN


def test_percent_is_of_the_tank_that_is_told(read: Read) -> None:
    titles = (*SHORT, "Kapasitas semua tangki (t)")
    found = read({"Faskes": [titles, ("RS Satu", "Bali", 100, "45 %", 10)]})

    assert stock_of(found, "RS Satu").mass_t == pytest.approx(4.5)
    assert AssumptionRule.GAUGE in {each.rule for each in found.assumptions}
    assert AssumptionRule.TANK not in {each.rule for each in found.assumptions}


def test_percent_of_a_tank_nobody_told_is_held(read: Read) -> None:
    found = read({"Faskes": [SHORT, ("RS Satu", "Bali", 100, "45 %")]})

    assert codes(found) == ["workbook-percent-without-tank"]
    assert stock_of(found, "RS Satu").mass_t is None


def test_cylinders_are_counted_by_a_type_of_the_country(read: Read) -> None:
    found = read({"Faskes": [SHORT, ("RS Satu", "Bali", 60, "40 tabung 6 m3")]})

    assert found.situation is not None
    (facility,) = found.situation.facilities
    (holding,) = facility.cylinders
    assert (holding.type_code, holding.full, holding.empty) == ("6m3", 40, 20)
    stock = stock_of(found, "RS Satu")
    assert stock.form is Form.CYLINDER
    assert stock.mass_t == pytest.approx(0.34566, abs=1e-4)
    empty = next(
        each for each in found.assumptions if each.rule is AssumptionRule.EMPTIES
    )
    assert (empty.value, empty.low, empty.high) == (20, 0, 80)


def test_liquid_and_cylinders_stand_in_one_cell_with_a_semicolon(read: Read) -> None:
    stock = "3 t; 10 tabung 6 m3; 5 tabung 6 m3"
    found = read({"Faskes": [SHORT, ("RS Satu", "Bali", 60, stock)]})

    assert found.situation is not None
    assert {each.form for each in found.situation.stocks} == set(Form) - {
        Form.ON_SITE,
        Form.LOW_FLOW,
    }
    (holding,) = found.situation.facilities[0].cylinders
    assert holding.full == 15


def test_patients_without_devices_get_the_usual_mix(read: Read) -> None:
    titles = ("Nama", "Wilayah", "Pasien oksigen", "Dilaporkan pada")
    at = datetime(2021, 7, 10, 9, 30)  # noqa: DTZ001 - a sheet tells no zone
    found = read({"Faskes": [titles, ("RS Satu", "Bali", 40, at)]})

    assert found.situation is not None
    census = found.situation.facilities[0].census
    assert census is not None
    assert census.as_of == datetime(2021, 7, 10, 2, 30, tzinfo=UTC)
    assert sum(line.patients for line in census.patients) == 40
    rules = {each.rule for each in found.assumptions}
    assert AssumptionRule.DEVICES in rules
    assert AssumptionRule.REPORT_TIME not in rules


def test_no_patients_on_oxygen_is_not_the_same_as_not_counted(read: Read) -> None:
    titles = ("Nama", "Wilayah", "Tempat tidur", "Pasien oksigen")
    found = read({"Faskes": [titles, ("RS Satu", "Bali", 100, 0)]})

    assert found.situation is not None
    census = found.situation.facilities[0].census
    assert census is not None
    assert [line.patients for line in census.patients] == [0]
    assert AssumptionRule.DEVICES not in {each.rule for each in found.assumptions}


def test_unreadable_patients_leave_the_census_unknown(read: Read) -> None:
    titles = ("Nama", "Wilayah", "Tempat tidur", "Pasien oksigen")
    found = read({"Faskes": [titles, ("RS Satu", "Bali", 100, "banyak")]})

    assert codes(found) == ["workbook-number-unreadable"]
    assert found.situation is not None
    assert found.situation.facilities[0].census is None


def test_occupied_beds_are_a_census_too(read: Read) -> None:
    titles = ("Nama", "Wilayah", "Tempat tidur", "Tempat tidur terpakai")
    found = read({"Faskes": [titles, ("RS Satu", "Bali", 100, 80)]})

    assert found.situation is not None
    census = found.situation.facilities[0].census
    assert census is not None
    assert census.occupied_beds == 80
    assert AssumptionRule.OCCUPANCY not in {each.rule for each in found.assumptions}


def test_the_sheet_of_tanks_tells_capacity_and_stock(read: Read) -> None:
    tanks = (
        ("Faskes", "Kapasitas tangki", "Stok", "Satuan stok"),
        ("RS Satu", 10, "45", "%"),
        ("RS Satu", 5, 800, "kg"),
    )
    found = read({"Faskes": [SHORT, ("RS Satu", "Bali", 100)], "Tangki": tanks})

    assert found.situation is not None
    (facility,) = found.situation.facilities
    assert [(tank.code, tank.capacity_t) for tank in facility.tanks] == [
        ("T1", 10.0),
        ("T2", 5.0),
    ]
    assert {stock.tank: stock.mass_t for stock in found.situation.stocks} == {
        "T1": 4.5,
        "T2": 0.8,
    }


def test_a_stock_for_the_whole_goes_with_the_tanks_of_their_own_sheet(
    read: Read,
) -> None:
    tanks = (("Faskes", "Kapasitas tangki"), ("RS Satu", 10), ("RS Satu", 10))
    found = read({"Faskes": [SHORT, ("RS Satu", "Bali", 1, "50 %")], "Tangki": tanks})

    stock = stock_of(found, "RS Satu")
    assert (stock.tank, stock.mass_t) == ("", 10.0)


def test_percent_of_tanks_of_which_one_cannot_be_read_is_held(read: Read) -> None:
    tanks = (("Faskes", "Kapasitas tangki"), ("RS Satu", 10), ("RS Satu", "besar"))
    found = read({"Faskes": [SHORT, ("RS Satu", "Bali", 1, "50 %")], "Tangki": tanks})

    assert "workbook-percent-without-tank" in codes(found)


def test_the_same_stock_on_two_sheets_is_doubted_and_taken_once(read: Read) -> None:
    tanks = (("Faskes", "Kapasitas tangki", "Stok"), ("RS Satu", 10, "3 t"))
    found = read({"Faskes": [SHORT, ("RS Satu", "Bali", 1, "4 t")], "Tangki": tanks})

    said = only(found, "workbook-said-twice")
    assert said.grade is Grade.DOUBTFUL
    assert said.spot.cell == "D2"
    assert dict(said.params)["sheet"] == "Tangki · Tanks"
    assert stock_of(found, "RS Satu").mass_t == 3.0


def test_the_sheet_of_stocks_stands_before_the_short_form(read: Read) -> None:
    stocks = (
        ("Pemegang", "Bentuk", "Massa oksigen", "Waktu laporan"),
        ("RS Satu", "oksigen cair", 2, "2021-07-10 11:00"),
    )
    found = read({"Faskes": [SHORT, ("RS Satu", "Bali", 1, "4 t")], "Stok": stocks})

    assert codes(found) == ["workbook-said-twice"]
    assert stock_of(found, "RS Satu").mass_t == 2.0


def test_patients_by_device_stand_before_a_bare_count(read: Read) -> None:
    titles = ("Nama", "Wilayah", "Pasien oksigen")
    patients = (
        ("Faskes", "Alat", "Pasien"),
        ("RS Satu", "kanula hidung · nasal cannula", 7),
    )
    found = read({"Faskes": [titles, ("RS Satu", "Bali", 40)], "Pasien": patients})

    assert codes(found) == ["workbook-said-twice"]
    assert found.situation is not None
    census = found.situation.facilities[0].census
    assert census is not None
    assert [(line.device, line.patients) for line in census.patients] == [
        (DeviceKind.CANNULA, 7)
    ]


def test_patients_by_device_alone_are_of_the_moment_of_the_picture(
    read: Read,
) -> None:
    patients = (("Faskes", "Alat", "Pasien"), ("RS Satu", "HFNC", 7), (None, "NIV", 1))
    found = read(
        {"Faskes": [("Nama", "Wilayah"), ("RS Satu", "Bali")], "Pasien": patients}
    )

    assert found.situation is not None
    census = found.situation.facilities[0].census
    assert census is not None
    assert census.as_of == AS_OF
    assert codes(found) == ["cell-missing"]
    reports = [each for each in found.assumptions if each.unit == "h"]
    assert [(each.subject, each.high) for each in reports] == [("RS Satu", 24.0)]


def test_a_report_on_its_own_sheet_stands_before_the_short_form(read: Read) -> None:
    titles = ("Nama", "Wilayah", "Pasien oksigen")
    census = (
        ("Faskes", "Waktu laporan", "Tempat tidur terisi"),
        ("RS Satu", "2021-07-10 11:00", 50),
    )
    found = read({"Faskes": [titles, ("RS Satu", "Bali", 40)], "Laporan": census})

    assert codes(found) == ["workbook-said-twice"]


def test_cylinders_with_a_date_are_a_dated_stock(read: Read) -> None:
    cylinders = (
        ("Faskes", "Jenis tabung", "Tabung penuh", "Tabung kosong", "Dihitung pada"),
        ("RS Satu", "6m3", 10, 5, "2021-07-10 11:00"),
        ("RS Satu", "1m3", 10, 5, "2021-07-10 11:00"),
        ("RS Dua", "6m3", 10, 5, None),
        ("RS Tiga", "jumbo", 10, 5, "2021-07-10 11:00"),
        ("RS Tiga", "6m3", 10, 5, "2021-07-10 11:00"),
    )
    facilities = [("Nama", "Wilayah")]
    facilities += [(name, "Bali") for name in ("RS Satu", "RS Dua", "RS Tiga")]
    found = read({"Faskes": facilities, "Tabung": cylinders})

    stock = stock_of(found, "RS Satu")
    assert stock.as_of == datetime(2021, 7, 10, 4, tzinfo=UTC)
    assert stock.mass_t == pytest.approx(0.0864 + 0.0144, abs=1e-3)
    assert stock_of(found, "RS Tiga").mass_t is None
    assert found.situation is not None
    assert not any(each.holder == "RS Dua" for each in found.situation.stocks)


def test_an_unreadable_capacity_leaves_the_tank_unknown(read: Read) -> None:
    titles = (*SHORT, "Kapasitas semua tangki")
    found = read({"Faskes": [titles, ("RS Satu", "Bali", 100, "2 t", "besar")]})

    assert codes(found) == ["workbook-amount-unreadable"]


def test_a_capacity_in_litres_of_liquid_rests_on_its_density(read: Read) -> None:
    titles = (*SHORT, "Kapasitas semua tangki")
    row = ("RS Satu", "Bali", 100, "2 kL LOX", "10 kL LOX")
    found = read({"Faskes": [titles, row]})

    assert found.situation is not None
    (tank,) = found.situation.facilities[0].tanks
    assert tank.capacity_t == pytest.approx(11.412)
    dense = [each for each in found.assumptions if each.rule is AssumptionRule.DENSITY]
    assert {each.field for each in dense} == {"capacity_t", "mass_t"}


def test_a_capacity_told_twice_is_doubted(read: Read) -> None:
    titles = (*SHORT, "Kapasitas semua tangki")
    tanks = (("Faskes", "Kapasitas tangki"), ("RS Satu", 10))
    found = read(
        {"Faskes": [titles, ("RS Satu", "Bali", 100, "2 t", 5)], "Tangki": tanks}
    )

    assert codes(found) == ["workbook-said-twice", "tank-heel-assumed"]


def test_cylinders_do_not_lie_in_a_tank(read: Read) -> None:
    tanks = (("Faskes", "Kapasitas tangki", "Stok"), ("RS Satu", 10, "4 tabung 6m3"))
    found = read({"Faskes": [SHORT, ("RS Satu", "Bali", 1)], "Tangki": tanks})

    assert "workbook-amount-unreadable" in codes(found)


def test_an_unreadable_stock_of_a_tank_is_unknown(read: Read) -> None:
    tanks = (("Faskes", "Kapasitas tangki", "Stok"), ("RS Satu", 10, "penuh"))
    found = read({"Faskes": [SHORT, ("RS Satu", "Bali", 1)], "Tangki": tanks})

    stock = stock_of(found, "RS Satu")
    assert (stock.tank, stock.state) == ("T1", StockState.UNKNOWN)


def test_two_hospitals_of_one_name_are_told_apart_by_their_place(read: Read) -> None:
    rows = [("RS Umum", "Bali", 10, "1 t"), ("RS Umum", "Jawa Barat", 10, "2 t")]
    found = read({"Faskes": [SHORT, *rows]})

    assert found.situation is not None
    assert [each.code for each in found.situation.facilities] == [
        "RS Umum, 51",
        "RS Umum, 32",
    ]


def test_a_name_that_two_hospitals_have_is_held_elsewhere(read: Read) -> None:
    rows = [("RS Umum", "Bali", 10), ("RS Umum", "Jawa Barat", 10)]
    tanks = (("Faskes", "Kapasitas tangki"), ("RS Umum", 10))
    found = read({"Faskes": [SHORT, *rows], "Tangki": tanks})

    fault = only(found, "workbook-name-ambiguous")
    assert dict(fault.params)["readings"] == "RS Umum, 32 | RS Umum, 51"
    assert fault.spot.sheet == "Tangki"


def test_a_misspelt_place_is_held_and_the_nearest_are_offered(read: Read) -> None:
    found = read({"Faskes": [SHORT, ("RS Satu", "DKI Jakrta", 10, "1 t")]})

    (fault,) = found.findings
    assert fault.code == "workbook-name-unknown"
    assert dict(fault.params)["near"] == "DKI Jakarta"


def test_a_place_like_no_other_is_unknown_by_its_own_code(read: Read) -> None:
    found = read({"Faskes": [SHORT, ("RS Satu", "Atlantis", 10, "1 t")]})

    assert codes(found) == ["territory-unknown"]


def test_a_facility_without_a_name_is_set_aside_with_its_stock(read: Read) -> None:
    found = read({"Faskes": [SHORT, (None, "Bali", 10, "1 t")]})

    assert codes(found) == ["cell-missing"]
    assert found.situation is not None
    assert found.situation.stocks == ()


def test_vehicles_alike_are_counted_in_one_row(read: Read) -> None:
    plants = (("Nama", "Wilayah", "Pasokan medis"), ("Pabrik", "Banten", 60))
    vehicles = (
        ("Jenis", "Banyaknya", "Muatan", "Pangkalan", "Kode kendaraan"),
        ("isotank", 3, 18, "Pabrik", None),
        ("truk tabung", None, 1, "Banten", "B 9"),
        ("isotank", "dua", 18, "Pabrik", "X"),
        ("isotank", 0, 18, "Pabrik", "Y"),
        ("isotank", None, 18, "Pabrik", None),
    )
    found = read({"Sumber": plants, "Kendaraan": vehicles})

    assert found.situation is not None
    assert [each.code for each in found.situation.vehicles] == [
        "B 9",
        "V6",
        "V2-1",
        "V2-2",
        "V2-3",
    ]
    assert found.situation.vehicles[0].kind is VehicleKind.CYLINDER_TRUCK
    assert codes(found).count("workbook-count-unusable") == 2


def test_a_vehicle_whose_code_is_a_date_is_held(read: Read) -> None:
    vehicles = (
        ("Kode kendaraan", "Jenis", "Muatan", "Pangkalan"),
        (date(2021, 3, 2), "isotank", 18, "Bali"),
    )
    found = read({"Kendaraan": vehicles})

    assert codes(found) == ["workbook-cell-made-moment"]


def test_a_filling_station_is_a_facility_of_another_kind(read: Read) -> None:
    titles = ("Nama", "Wilayah", "Jenis", "Pengisian tabung (t/hari)")
    found = read({"Faskes": [titles, ("Depot", "Bali", "stasiun pengisian", 6)]})

    assert found.situation is not None
    (facility,) = found.situation.facilities
    assert facility.kind is FacilityKind.FILLING_STATION
    assert facility.filling_t_per_day == 6.0


def test_a_column_in_another_unit_is_refused_as_in_a_folder(read: Read) -> None:
    plants = (("Nama", "Wilayah", "Pasokan medis (kg/hari)"), ("P", "Bali", 60))
    found = read({"Sumber": plants})

    fault = only(found, "column-unit-wrong")
    assert fault.grade is Grade.STOP
    assert dict(fault.params)["found"] == "Pasokan medis (kg/hari)"
    assert "Pasokan medis · Offered" in str(dict(fault.params)["expected"])
    assert found.situation is None


def test_a_required_column_that_is_absent_is_named_by_its_title(read: Read) -> None:
    vehicles = (("Kode kendaraan", "Jenis", "Pangkalan"), ("V", "isotank", "Bali"))
    found = read({"Kendaraan": vehicles})

    fault = only(found, "column-missing")
    assert fault.spot.column == "Muatan · Payload (t)"
    assert fault.spot.sheet == "Kendaraan"
    assert fault.spot.row == 1


def test_two_rows_of_one_code_name_the_row_of_the_sheet(read: Read) -> None:
    rows = [("RS A", "Bali", 10, "1 t", "A"), ("RS A", "Bali", 20, "2 t", "A")]
    found = read({"Faskes": [(*SHORT, "Kode faskes"), *rows]})

    told = [each for each in found.findings if each.code == "row-contradicted"]
    assert {dict(each.params)["first"] for each in told} == {2}
    assert {each.spot.cell for each in told} == {"D3", "E3"}
    assert stock_of(found, "A").mass_t is None


def test_what_two_rows_of_one_hospital_say_alike_is_kept(read: Read) -> None:
    rows = [("RS A", "Bali", 10, "1 t", "A"), ("RS A", "Bali", 20, "1 t", "A")]
    found = read({"Faskes": [(*SHORT, "Kode faskes"), *rows]})

    assert stock_of(found, "A").mass_t == 1.0


def test_two_stocks_of_one_hospital_contradict_whatever_its_tank(read: Read) -> None:
    rows = [("RS A", "Bali", "", "1 t", "A"), ("RS A", "Bali", 50, "1500 kg", "A")]
    found = read({"Faskes": [(*SHORT, "Kode faskes"), *rows]})

    assert stock_of(found, "A").mass_t is None
    assert "workbook-said-twice" not in {each.code for each in found.findings}


def test_moments_are_told_on_the_clock_of_the_settings(read: Read) -> None:
    settings = (*SETTINGS, ("Zona waktu buku ini", "", "Asia/Jayapura"))
    found = read({"Faskes": [SHORT, ("RS", "Bali", 1, "1 t")]}, settings)

    assert found.situation is not None
    assert found.situation.as_of == AS_OF - timedelta(hours=2)


def test_a_clock_nobody_knows_stops_the_workbook(read: Read) -> None:
    settings = (*SETTINGS, ("Zona waktu buku ini", "", "WIB"))
    found = read({}, settings)

    fault = only(found, "cell-time-zone-unknown")
    assert fault.grade is Grade.STOP
    assert fault.spot.cell == "C4"
    assert found.situation is None


def test_a_day_without_an_hour_is_its_beginning_and_doubted(read: Read) -> None:
    titles = (*SHORT, "Dilaporkan pada")
    row = ("RS", "Bali", 1, "1 t", date(2021, 7, 10))
    found = read({"Faskes": [titles, row]})

    assert stock_of(found, "RS").as_of == datetime(2021, 7, 9, 17, tzinfo=UTC)
    assert only(found, "workbook-day-without-hour").spot.cell == "E2"


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ((("Nama", "", "uji"),), "cell-missing"),
        (
            (
                ("Negara", "", "atl"),
                ("Nama", "", "u"),
                ("Keadaan per", "", "2021-07-10 12:00"),
            ),
            "country-unknown",
        ),
        (
            (
                ("Negara", "", "idn"),
                ("Nama", "", "u"),
                ("Keadaan per", "", "kemarin"),
            ),
            "workbook-moment-unreadable",
        ),
    ],
)
def test_settings_that_cannot_be_used_stop_the_workbook(
    settings: tuple[tuple[str, ...], ...], code: str, read: Read
) -> None:
    found = read({"Faskes": [SHORT, ("RS", "Bali", 1, "1 t")]}, settings)

    assert code in codes(found)
    assert found.situation is None
    assert all(each.spot.sheet for each in found.findings if each.grade is Grade.STOP)
