"""The first hour of a task force, cell by cell: hours left, and then a plan."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from napas.cli.doctor import doctor
from napas.cli.new import new
from napas.cli.plan import plan

SECONDS_PER_CELL = 10
QUARTER_S, HOUR_S = 15 * 60, 60 * 60
CALLS_S = 20 * 60
"""Telephone calls between the quarter and the sheets of supply."""
FIRST_ROW = 4
"""Below the titles and the row of units; the examples are typed over."""
PROVINCES = ("31 · DKI Jakarta", "33 · Jawa Tengah", "34 · DI Yogyakarta")
STOCKS = ("3,2 t", "1200 kg", "40 tabung 6 m3", "2,8 kL LOX")
HELD = "12 m3"
HOSPITALS = 20


class Clerk:
    """Types into a workbook, and counts the cells."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.typed = 0
        self.book = openpyxl.load_workbook(file)

    def sheet(self, title: str) -> Any:  # noqa: ANN401 - openpyxl carries no types
        """The sheet of an Indonesian title."""
        return next(sheet for sheet in self.book if sheet.title.startswith(title))

    def type(self, title: str, row: int, **cells: object) -> None:
        """Type cells of one row by the Indonesian titles of their columns."""
        sheet = self.sheet(title)
        columns = {cell.value: cell.column for cell in sheet[1]}
        for name, value in cells.items():
            sheet.cell(row, columns[name.replace("_", " ")]).value = value
            self.typed += value is not None

    def save(self) -> None:
        """Save what was typed."""
        self.book.save(self.file)

    @property
    def seconds(self) -> int:
        """How long the typing took."""
        return self.typed * SECONDS_PER_CELL


def answer(file: Path) -> dict[str, Any]:
    """The plan of a workbook as its document."""
    told = CliRunner().invoke(plan, [str(file), "--json", "--lang", "en"])
    assert told.exit_code == 0, told.stderr
    document: dict[str, Any] = json.loads(told.stdout)
    return document


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """A clerk who has filled in twenty hospitals, one of them ambiguously."""
    folder = tmp_path_factory.mktemp("hour") / "gugus-tugas"
    made = CliRunner().invoke(new, [str(folder), "--country", "idn"])
    assert made.exit_code == 0, made.output
    clerk = Clerk(folder / "napas.xlsx")
    settings = clerk.sheet("Setelan")
    moment = next(row for row in settings.iter_rows() if row[1].value == "As of")
    moment[2].value = datetime(2021, 7, 10, 13, 0)  # noqa: DTZ001 - as Excel keeps it
    clerk.typed += 1
    for number in range(HOSPITALS):
        counted = number % 4 == 0
        clerk.type(
            "Faskes",
            FIRST_ROW + number,
            Tanda=None,
            Nama=f"RS Uji {number + 1}",
            Wilayah=PROVINCES[number % len(PROVINCES)],
            Tempat_tidur=None if counted else 80 + 10 * number,
            Pasien_oksigen=15 + number if counted else None,
            Stok=HELD if number == HOSPITALS - 1 else STOCKS[number % len(STOCKS)],
            Satuan_stok=None,
            Kelas=None,
        )
    clerk.save()
    return clerk


def test_within_a_quarter_every_hospital_has_its_hours_or_a_question(
    clerk: Clerk,
) -> None:
    assert clerk.seconds <= QUARTER_S
    document = answer(clerk.file)
    hours = {
        cover["code"]: cover["cover_h"]
        for cover in document["facilities"]
        if cover["cover_h"] is not None
    }
    assert len(hours) == HOSPITALS - 1
    assert all(hour >= 0.0 for hour in hours.values())
    held = [one for one in document["findings"] if HELD in str(one["params"])]
    assert [one["code"] for one in held] == ["workbook-amount-ambiguous"]
    assert held[0]["cell"].endswith(str(FIRST_ROW + HOSPITALS - 1))
    assert document["assumptions"]["count"] > 0
    assert all(
        province["allocated_t_per_day"] == 0 for province in document["provinces"]
    )


def test_the_doctor_says_whom_to_call(clerk: Clerk) -> None:
    told = CliRunner().invoke(doctor, [str(clerk.file), "--json"])
    gaps = json.loads(told.stdout)["gaps"]
    assert "lack-sources" in {gap["code"] for gap in gaps if gap["blocks"]}
    silent = next(gap for gap in gaps if gap["code"] == "lack-stocks")
    assert silent["count"] == 1


def test_within_the_hour_trucks_bring_oxygen(clerk: Clerk) -> None:
    clerk.type("Faskes", FIRST_ROW + HOSPITALS - 1, Stok="1,2 t")
    clerk.type(
        "Sumber",
        FIRST_ROW,
        Tanda=None,
        Nama="Pabrik Satu",
        Perusahaan="Gas Satu",
        Wilayah=PROVINCES[1],
        Pasokan_medis=60,
    )
    clerk.type(
        "Kendaraan",
        FIRST_ROW,
        Tanda=None,
        Jenis="isotank",
        Banyaknya=4,
        Muatan=18,
        Pangkalan="Pabrik Satu",
    )
    for title in ("Sumber", "Kendaraan"):
        clerk.type(title, FIRST_ROW + 1, Tanda="contoh")
    clerk.save()
    assert clerk.seconds + CALLS_S <= HOUR_S
    document = answer(clerk.file)
    given = sum(province["allocated_t_per_day"] for province in document["provinces"])
    assert given > 0.0
    assert document["shipments"]
    needy = [one for one in document["provinces"] if one["need_t_per_day"]]
    assert {one["name"] for one in needy} == {
        name.split(" · ")[1] for name in PROVINCES
    }
