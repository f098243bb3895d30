"""A small invented country with hospitals whose names are easily mistaken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from napas.domain.choice import Written
from napas.domain.country import Country
from napas.domain.identifier import Alias, Identifier, Names, SubjectKind, gather_names
from napas.domain.naming import CodeSystem, NameWord, Naming, WordRole
from napas.domain.network import FacilityKind
from napas.domain.territory import Point
from napas.exchange import read_country
from napas.exchange.matching.answer import Asked, Match
from napas.exchange.matching.directory import Directory
from napas.exchange.matching.entries import Entry
from napas.exchange.matching.match import match
from napas.exchange.matching.weights import weigh
from napas.parameters import resolve

XAR = Path(__file__).parents[2] / "countries" / "xar"
DAY = date(2024, 5, 2)
F = SubjectKind.FACILITY
WORDS = (
    NameWord("RS", "rumah sakit", WordRole.KIND),
    NameWord("RSU", "rumah sakit umum", WordRole.KIND),
    NameWord("RSUD", "rumah sakit umum daerah", WordRole.KIND),
    NameWord("RSIA", "rumah sakit ibu dan anak", WordRole.KIND),
    NameWord("dr", "dokter", WordRole.TITLE),
    NameWord("PT", "perseroan terbatas", WordRole.LEGAL),
    NameWord("Kota", "kota", WordRole.PLACE),
    NameWord("Kab", "kabupaten", WordRole.PLACE),
    NameWord("TNI AD", "angkatan darat"),
    NameWord("St", "santo"),
    NameWord("Santa", "santo"),
)
ENTRIES = (
    Entry(F, "A1", "RS Umum Bunda", "010101", Point(-7.9, -75.0)),
    Entry(F, "A2", "RS Umum Bunda", "020101", Point(-6.4, -77.9)),
    Entry(F, "A3", "RS Ibu dan Anak Mutiara", "010101"),
    Entry(F, "A4", "RS Umum Daerah dr. Soetomo", "010102", None, FacilityKind.HOSPITAL),
    Entry(F, "A5", "RS Jiwa Sentosa", "010102"),
    Entry(F, "A6", "RS Umum Harapan", "010201"),
    Entry(F, "A7", "RS Umum Harapan Kita", "010201"),
    Entry(F, "A8", "RS Umum Melati", "020107"),
    Entry(F, "A9", "RS Umum Melari", "020107"),
    Entry(F, "B1", "RSUD El Vado", "010201"),
    Entry(F, "B2", "Pengisian Santa Ana", "0101", None, FacilityKind.FILLING_STATION),
    Entry(F, "00777", "RS Kenanga", "02"),
    Entry(SubjectKind.PLANT, "P1", "Planta del Río", "0101"),
    Entry(SubjectKind.VEHICLE, "V1", "V1"),
)
NAMES: Names = gather_names(
    [
        (F, "A4", Alias("RS Karang Menjangan")),
        (F, "A5", Alias("RS Lawang Lama", valid_to=date(2020, 1, 1))),
        (F, "A4", Identifier("res", "00042", valid_from=date(2020, 1, 1))),
        (F, "A5", Identifier("res", "00042", valid_to=date(2020, 1, 1))),
        (F, "A6", Identifier("res", "00100")),
        (F, "A7", Identifier("old", "00100")),
        (F, "gone", Identifier("res", "00999")),
        (SubjectKind.PLANT, "P1", Identifier("res", "00500")),
        (SubjectKind.TERRITORY, "02", Alias("North Island", "en")),
    ]
)
SYSTEMS = (
    CodeSystem("cta", "CTA", SubjectKind.TERRITORY, (2, 2, 4, 6), digits_only=True),
    CodeSystem("res", "RES", F, (5,), digits_only=True),
)


def country() -> Country:
    found, _ = read_country(XAR)
    assert found is not None
    return replace(found, naming=Naming(SYSTEMS, WORDS))


@pytest.fixture(scope="session")
def directory() -> Directory:
    return Directory(ENTRIES, country(), NAMES, weigh(resolve()))


@pytest.fixture
def ask(directory: Directory) -> Callable[..., Match]:
    def question(
        name: str,
        territory: str = "",
        code: str = "",
        system: str = "",
        point: Point | None = None,
        facility_kind: FacilityKind | None = None,
        on_day: date = DAY,
        kind: SubjectKind = F,
    ) -> Match:
        written = Written(kind, name, code, territory)
        return match(Asked(written, system, point, facility_kind), directory, on_day)

    return question
