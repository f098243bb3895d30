from pathlib import Path

import pytest

from napas.domain.finding import Grade, stops
from napas.domain.territory import Point, Territory, plant_tree
from napas.exchange.codes import ExchangeCode
from napas.exchange.hospital_register import (
    HospitalColumns,
    PointColumns,
    RegisterCode,
    RegisteredHospital,
    RegisterMap,
    RegisterMapError,
    RegisterRead,
    read_map,
    read_points,
    read_register,
    settle_register,
)

MAP = RegisterMap(
    columns=HospitalColumns(
        code="kode_rs",
        name="name",
        territory="regency",
        territory_name="regency_name",
        parent="province",
        class_code="class",
        owner="owner",
        beds="beds",
    ),
    points=PointColumns("regency", "lat", "lon"),
    classes={"A": "A", "D PRATAMA": "D Pratama", "Belum": ""},
    ward_cylinder="7m3",
    issued_cylinder="6m3",
)
HEAD = "kode_rs,name,province,regency,regency_name,type,class,owner,beds\n"
TREE = plant_tree([Territory("ID", "x", 0, ""), Territory("31", "x", 1, "ID")])
TOML = """
[columns]
code = "kode_rs"
name = "name"
territory = "regency"
territory_name = "regency_name"
parent = "province"
class_code = "class"
owner = "owner"
beds = "beds"
[points]
territory = "regency"
latitude_deg = "lat"
longitude_deg = "lon"
[classes]
A = "A"
"D PRATAMA" = "D Pratama"
Belum = ""
[cylinders]
ward = "7m3"
issued = "6m3"
"""


def _read(tmp_path: Path, *rows: str) -> RegisterRead:
    file = tmp_path / "hospitals.csv"
    file.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return read_register(file, MAP)


def test_a_hospital_is_read_by_the_map_of_columns(tmp_path: Path) -> None:
    (hospital,), findings = _read(
        tmp_path, "3171001,RS Satu,31,3171,Kota Satu,RSU,D PRATAMA,Pemkot,93"
    )
    assert findings == ()
    assert hospital == RegisteredHospital(
        "3171001", "RS Satu", "3171", "Kota Satu", "31", "D Pratama", "Pemkot", 93
    )


@pytest.mark.parametrize("beds", ["0", ""])
def test_zero_beds_are_unknown_and_doubtful(tmp_path: Path, beds: str) -> None:
    (hospital,), (finding,) = _read(tmp_path, f"1,RS,31,3171,Kota,RSU,A,x,{beds}")
    assert hospital.beds is None
    assert (finding.grade, finding.code) == (Grade.DOUBTFUL, RegisterCode.BEDS_UNKNOWN)
    assert (finding.spot.row, finding.spot.column) == (2, "beds")


def test_beds_that_are_no_number_are_unknown_and_said_once(tmp_path: Path) -> None:
    (hospital,), (finding,) = _read(tmp_path, "1,RS,31,3171,Kota,RSU,A,x,about 90")
    assert hospital.beds is None
    assert finding.code is ExchangeCode.CELL_NOT_A_NUMBER


def test_a_class_out_of_the_map_is_doubtful_and_none_is_taken(tmp_path: Path) -> None:
    (hospital,), (finding,) = _read(tmp_path, "1,RS,31,3171,Kota,RSU,Q,x,90")
    assert hospital.class_code == ""
    assert finding.code is RegisterCode.CLASS_UNKNOWN
    assert dict(finding.params) == {"read": "Q"}


def test_a_row_without_code_or_territory_is_set_aside(tmp_path: Path) -> None:
    kept, findings = _read(
        tmp_path,
        ",RS,31,3171,Kota,RSU,A,x,90",
        "2,RS,31,,Kota,RSU,A,x,90",
        "3,RS,31,3171,Kota,RSU,A,x,90",
    )
    assert [hospital.code for hospital in kept] == ["3"]
    assert {finding.code for finding in findings} == {ExchangeCode.CELL_MISSING}
    assert {finding.spot.row for finding in findings} == {2, 3}


def test_a_nameless_hospital_or_territory_is_told_by_its_code(tmp_path: Path) -> None:
    (hospital,), _ = _read(tmp_path, "1,,31,3171,,RSU,A,x,90")
    assert (hospital.name, hospital.territory_name) == ("1", "3171")


def test_a_register_without_a_column_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "hospitals.csv"
    file.write_text("kode_rs,name\n1,RS\n", encoding="utf-8")
    kept, findings = read_register(file, MAP)
    assert kept == ()
    assert stops(findings)
    assert "beds" in {finding.spot.column for finding in findings}


def test_points_are_read_and_a_bad_one_leaves_its_territory_without(
    tmp_path: Path,
) -> None:
    file = tmp_path / "points.csv"
    rows = "regency,name,lat,lon\n3171,Kota,-6.2,106.8\n3172,Kota,-96.2,106.8\n"
    file.write_text(rows, encoding="utf-8")
    points, (finding,) = read_points(file, MAP)
    assert points == {"3171": Point(-6.2, 106.8)}
    assert (finding.spot.row, finding.spot.column) == (3, "lat")


def test_a_map_is_read_from_toml(tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    file.write_text(TOML, encoding="utf-8")
    assert read_map(file) == MAP


@pytest.mark.parametrize(
    "text",
    [
        "no toml",
        TOML.replace("[classes]", "[kinds]"),
        TOML.replace('beds = "beds"\n', ""),
        TOML.replace('beds = "beds"', 'beds = "beds"\nbathrooms = "b"'),
    ],
)
def test_a_map_that_is_not_whole_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "map.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterMapError) as refused:
        read_map(file)
    assert refused.value.params["file"] == "map.toml"


def test_a_map_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterMapError):
        read_map(tmp_path / "map.toml")


def test_hospitals_bring_their_territories_below_their_parents() -> None:
    hospital = RegisteredHospital("1", "RS", "3171", "Kota", "31", "A", "", 90)
    (kept, findings), (territory,) = settle_register([hospital, hospital], TREE)
    assert kept == (hospital, hospital)
    assert findings == ()
    assert territory == Territory("3171", "Kota", 2, "31")


def test_a_hospital_of_a_strange_parent_is_set_aside() -> None:
    hospital = RegisteredHospital("1", "RS", "9971", "Kota", "99", "A", "", 90)
    (kept, (finding,)), below = settle_register([hospital], TREE)
    assert (kept, below) == ((), ())
    assert finding.code is RegisterCode.PARENT_UNKNOWN


def test_a_territory_under_two_parents_keeps_its_first() -> None:
    tree = plant_tree([*TREE.territories, Territory("32", "x", 1, "ID")])
    first = RegisteredHospital("1", "RS", "3171", "Kota", "31", "A", "", 90)
    second = RegisteredHospital("2", "RS", "3171", "Kota", "32", "A", "", 90)
    (kept, (finding,)), (territory,) = settle_register([first, second], tree)
    assert kept == (first,)
    assert territory.parent == "31"
    assert finding.code is RegisterCode.PARENT_DIFFERS
    assert (finding.grade, finding.subject) == (Grade.SET_ASIDE, "2")


def test_a_territory_the_country_has_is_not_brought_again() -> None:
    right = RegisteredHospital("1", "RS", "31", "Kota", "ID", "A", "", 90)
    (kept, findings), below = settle_register([right], TREE)
    assert (kept, findings, below) == ((right,), (), ())


def test_a_territory_the_country_has_elsewhere_is_set_aside() -> None:
    wrong = RegisteredHospital("1", "RS", "31", "Kota", "31", "A", "", 90)
    (kept, (finding,)), below = settle_register([wrong], TREE)
    assert (kept, below) == ((), ())
    assert finding.code is RegisterCode.PARENT_DIFFERS
    assert dict(finding.params)["before"] == "ID"
