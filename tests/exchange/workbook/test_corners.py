"""Corners of reading a workbook that few people meet."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from napas import words
from napas.domain.claim import Claim
from napas.domain.finding import Code, Finding, Grade, Spot, find
from napas.exchange.checking import check_book
from napas.exchange.country import read_country
from napas.exchange.keeper import FolderKeeper
from napas.exchange.leaving_out import Without
from napas.exchange.scenario import ScenarioRead
from napas.exchange.spreadsheet.book import Book
from napas.exchange.workbook import known_sources
from napas.exchange.workbook.assumed import tank_range
from napas.parameters import resolve

Read = Callable[..., ScenarioRead]
COUNTRIES = Path(__file__).parents[3] / "src/napas/countries"
XAR_WAVE = Path(__file__).parents[2] / "scenarios" / "xar-wave"


class Doubt(Code):
    """A doubt about a claim."""

    STRANGE = "claim-strange-in-a-test"


@pytest.mark.parametrize(
    ("class_code", "beds", "size"),
    [
        ("A", None, "a"),
        ("D", 900.0, "c"),
        ("", None, "c"),
        ("", 900.0, "a"),
        ("", 160.0, "b"),
        ("", 20.0, "c"),
    ],
)
def test_a_tank_is_taken_by_class_or_else_by_beds(
    class_code: str, beds: float | None, size: str
) -> None:
    span, _ = tank_range(class_code, beds, 0.0, resolve())
    assert span.value == resolve()[f"synthetic.tank_{size}_t"]


def test_cylinders_of_a_hospital_without_beds_have_no_usual_number(read: Read) -> None:
    titles = ("Nama", "Wilayah", "Pasien oksigen", "Stok")
    found = read({"Faskes": [titles, ("RS", "Jawa Barat", 9, "40 tabung 6 m3")]})
    assert found.situation is not None
    (facility,) = found.situation.facilities
    assert [(one.full, one.empty) for one in facility.cylinders] == [(40, 0)]


def test_a_day_without_an_hour_is_read_and_doubted(read: Read) -> None:
    titles = ("Nama", "Wilayah", "Tempat tidur", "Stok", "Dilaporkan pada")
    row = ("RS", "Jawa Barat", 90, "3 t", "2021-07-10")
    found = read({"Faskes": [titles, row]})
    assert "workbook-day-without-hour" in {str(fault.code) for fault in found.findings}


def test_a_tank_without_a_code_gets_one_that_is_free(read: Read) -> None:
    hospitals = [("Nama", "Wilayah", "Tempat tidur"), ("RS", "Jawa Barat", 90)]
    tanks = [
        ("Faskes", "Kode tangki", "Kapasitas tangki (t)"),
        ("RS", "T1", 5),
        ("RS", "", 6),
    ]
    found = read({"Faskes": hospitals, "Tangki": tanks})
    assert found.situation is not None
    (facility,) = found.situation.facilities
    assert len({tank.code for tank in facility.tanks}) == 2


def test_an_empty_sheet_of_ours_holds_nothing(read: Read) -> None:
    hospitals = [("Nama", "Wilayah", "Tempat tidur"), ("RS", "Jawa Barat", 90)]
    found = read({"Faskes": hospitals, "Tangki": []})
    assert found.situation is not None


def test_no_scenario_of_another_country_is_taken() -> None:
    country, _ = read_country(COUNTRIES / "idn")
    assert country is not None
    other = replace(country, code="zzz")
    assert known_sources._situation("country", other) is None  # noqa: SLF001 - a corner


def test_a_keeper_without_tables_knows_its_country() -> None:
    keeper = FolderKeeper(XAR_WAVE)
    without = Without(keeper, frozenset())
    assert without.country("idn") == keeper.country("idn")
    fault = find(Grade.DOUBTFUL, Doubt.STRANGE)
    assert without.locate(fault) == keeper.locate(fault)


def test_a_stock_of_a_day_without_an_hour_is_doubted(read: Read) -> None:
    hospitals = [("Nama", "Wilayah", "Tempat tidur"), ("RS", "Jawa Barat", 90)]
    stocks = [
        ("holder", "form", "mass_t", "as_of", "state", "source"),
        ("RS", "liquid", 3, "2021-07-09", "known", "telepon"),
    ]
    found = read({"Faskes": hospitals, "Stok": stocks})
    assert "workbook-day-without-hour" in {str(one.code) for one in found.findings}


def test_further_checks_on_claims_are_told_by_their_place(
    make_book: Callable[..., Book],
) -> None:
    def doubt(claims: tuple[Claim, ...]) -> list[Finding]:
        return [
            find(Grade.DOUBTFUL, Doubt.STRANGE, subject=claim.code) for claim in claims
        ]

    def elsewhere(claims: tuple[Claim, ...]) -> list[Finding]:
        del claims
        return [find(Grade.DOUBTFUL, Doubt.STRANGE, spot=Spot("none.csv", 9))]

    claims = (
        (
            "code",
            "kind",
            "metric",
            "value",
            "unit",
            "scope",
            "as_of",
            "known_at",
            "source",
            "status",
        ),
        (
            "c1",
            "total",
            "supply",
            5,
            "t/day",
            "idn",
            "2021-07-08 10:00",
            "2021-07-08 11:00",
            "m",
            "stated",
        ),
    )
    settings = (
        ("Setelan", "Setting", "Isian · Value"),
        ("Nama", "Name", "uji"),
        ("Negara", "Country", "idn"),
        ("Keadaan per", "As of", "2021-07-10 12:00"),
    )
    book = make_book({"Setelan": settings, "Klaim": claims})
    told = check_book(Path("a.xlsx"), book, (doubt, elsewhere), words)
    assert Doubt.STRANGE in {fault.code for fault in told}
