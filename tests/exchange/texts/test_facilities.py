import pytest

from napas.exchange.texts import (
    Context,
    FacilityNames,
    Listed,
    Understanding,
    name_facilities,
    understand,
)
from napas.exchange.texts.readings import FacilityRead
from tests.exchange.texts.tell import HOSPITAL, told, understood

ISLAM = name_facilities(
    [
        ("A1", ("RS Islam Pati Raya", "RS Islam")),
        ("A2", ("RS Islam Demung", "RS Islam")),
        ("12", ("RS Satu",)),
        ("TB", ("RSUD Dr. H. Tabrani", "Tabrani")),
        ("---", ("RS Garis", "RS Garis", "!")),
        ("B7", ("Puskesmas Muara",)),
        ("B8", ("RS Cahaya Pagi",)),
    ]
)


def facility(text: str, directory: FacilityNames = ISLAM) -> FacilityRead:
    return understand(text, directory).messages[0].facility


def codes(reading: Understanding) -> list[str]:
    return [message.facility.code for message in reading.messages]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RS Islam Pati Raya stok lox 2 ton", "A1"),
        ("rs islam demung stok lox 2 ton", "A2"),
        ("Rumah Sakit Islam Demung: stok lox 2 ton", "A2"),
        ("RSI Demung stok lox 2 ton", "A2"),
        ("PKM Muara stok lox 2 ton", "B7"),
        ("RSUD dr H Tabrani, stok lox 2 ton", "TB"),
        ("Tabrani stok lox 2 ton", "TB"),
        ("kode TB stok lox 2 ton", "TB"),
        ("O2 12 CAIR 2T", "12"),
        ("stok lox 2 ton. RS Cahaya Pagi", "B8"),
        ("Saya dari RS Satu, stok lox 2 ton", "12"),
    ],
)
def test_a_name_or_code_is_found_as_it_is_written(text: str, code: str) -> None:
    assert facility(text).code == code


@pytest.mark.parametrize(
    "text", ["stok 2 ton untuk kami dan RS Satu", "RS Satu dan kami butuh 2 ton"]
)
def test_a_facility_beside_the_sender_is_not_the_only_one_meant(text: str) -> None:
    found = facility(text)

    assert found.code == ""
    assert [candidate.code for candidate in found.candidates] == ["12"]


@pytest.mark.parametrize(
    "text",
    [
        "stok 12 tabung",
        "stok tb 12",
        "12 tabung stok",
        "Dinkes Tabrani stok lox 2 ton",
        "stok12 lox 2 ton",
        "stok lox 12,5 ton",
    ],
)
def test_what_only_looks_like_a_code_is_none(text: str) -> None:
    assert facility(text).passage is None


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("RS Islam stok lox 2 ton", ["A1", "A2"]),
        ("RS Islam Demumg stok lox 2 ton", ["A2"]),
        ("RS Satu Hati Kita stok lox 2 ton", []),
        ("Klinik Tabrani stok lox 2 ton", ["TB"]),
        ("RS Antah Berantah stok lox 2 ton", []),
        ("RS Antah Berantah Nun Jauh Di Sana stok lox 2 ton", []),
        ("RS Cahaya Pagii stok lox 2 ton", ["B8"]),
        ("rs cahya pagi stok lox 2 ton", ["B8"]),
    ],
)
def test_a_near_name_is_a_question_with_candidates(text: str, near: list[str]) -> None:
    found = facility(text)

    assert found.code == ""
    assert found.passage is not None
    candidates = [candidate.code for candidate in found.candidates]
    assert candidates[: len(near)] == near
    question = understand(text, ISLAM).messages[0].questions[0]
    assert question.code in ("text-facility-near", "text-facility-unknown")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RS kami stok lox 2 ton", "text-facility-missing"),
        ("RS sudah lapor stok lox 2 ton", "text-facility-missing"),
        ("kondisi di rs antah stok lox 2 ton", "text-facility-missing"),
        ("RSUD Antah melaporkan stok lox 2 ton", "text-facility-unknown"),
        ("RSUD dr. Xyzzy stok lox 2 ton", "text-facility-unknown"),
        ("RS Xyzzy di kota stok lox 2 ton", "text-facility-unknown"),
        ("O2 XYZ CAIR 2T", "text-facility-unknown"),
        ("O2 XYZ aman 2T", "text-facility-missing"),
        ("O2 . CAIR 2T", "text-facility-missing"),
        ("O2 3.2 CAIR 2T", "text-facility-missing"),
        ("O2", ""),
    ],
)
def test_a_facility_nobody_listed_is_asked_for(text: str, code: str) -> None:
    questions = understand(text, ISLAM).messages[0].questions

    assert [question.code for question in questions][:1] == ([code] if code else [])


def test_no_directory_knows_nobody() -> None:
    assert facility("RS Islam stok lox 2 ton", name_facilities(())).candidates == ()
    assert name_facilities(()).name_of("A1") == "A1"


def test_a_directory_lists_each_facility_once() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        name_facilities([("A", ("RS A",)), ("A", ("RS B",))])
    with pytest.raises(ValueError, match="needs a code and names"):
        Listed("", ("RS A",))
    with pytest.raises(ValueError, match="needs a code and names"):
        Listed("A", ("",))


def test_the_sender_is_meant_where_nobody_is_named() -> None:
    assert codes(understood("stok lox 2 ton")) == [HOSPITAL]
    assert codes(understood("RS Bethesda stok lox 2 ton")) == ["TLB-02"]
    assert codes(understood("stok lox 2 ton", knowledge=Context())) == [""]


def test_a_territory_is_no_facility() -> None:
    message = understood("Kabupaten butuh 2 ton lox").messages[0]

    assert message.facility.code == ""
    assert [candidate.code for candidate in message.facility.candidates] == [HOSPITAL]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RSUD Lembah Jati stok 2 ton, RSI Pandan stok 3 ton", ["9901011", "9901033"]),
        ("Stok: RSUD Lembah Jati 2 ton, RSI Pandan 3 ton", ["9901011", "9901033"]),
        ("Stok RSUD Lembah Jati 2 ton, RSI Pandan 3 ton", ["9901011", "9901033"]),
        ("2 ton stok RSUD Lembah Jati, 3 ton stok RSI Pandan", ["9901011", "9901033"]),
        ("2 ton RSUD Lembah Jati 3 ton RSI Pandan 4 ton", [""]),
        ("RSUD Lembah Jati dan RSI Pandan butuh 2 ton", [""]),
        (
            "RSUD Lembah Jati\nstok 2 ton\nRSI Pandan\nstok 3 ton",
            ["9901011", "9901033"],
        ),
        (
            "RSUD Lembah Jati\n\nstok 2 ton\n\nRSI Pandan\nstok 3 ton",
            ["9901011", "9901033"],
        ),
        (
            "RSUD Lembah Jati stok 2 ton\nRSI Pandan stok 3 ton\n\nstok 4 ton",
            ["9901011", "9901033", ""],
        ),
        (
            "RSUD Lembah Jati stok 2 ton\nRSI Pandan stok 3\nRSUD Lembah Jati aman",
            ["9901011", "9901033"],
        ),
        (
            "RSUD Lembah Jati stok 2 ton, RSUD Lembah Jati aman\nRSI Pandan 1 ton",
            ["9901011", "9901033"],
        ),
        ("RSUD Lembah Jati pinjamkan 2 tabung ke RSI Pandan", ["9901011"]),
        ("terima 20 tabung dari RSI Pandan", [HOSPITAL]),
        ("pinjam dari RSI Pandan 20 tabung", [HOSPITAL]),
        ("pasien dari RSI Pandan 5 orang", [HOSPITAL]),
        ("butuh 20 tabung ke RSI Pandan", ["9901033"]),
        ("RSUD Lembah Jati aman\nRSI Pandan stok 3 ton\n", ["9901011", "9901033"]),
        (
            "Stok 1.200 kg, cukup < 5 jam\nRSUD Lembah Jati 2 ton\nRSI Pandan 3 ton",
            ["", "9901011", "9901033"],
        ),
    ],
)
def test_each_part_belongs_to_the_facility_it_names(
    text: str, expected: list[str]
) -> None:
    reading = understood(text)
    telling = [
        message.facility.code
        for message in reading.messages
        if message.items or message.questions or message.facility.code
    ]

    assert telling == expected


def test_the_sum_of_a_list_is_of_no_hospital() -> None:
    text = (
        "Stok < 24 jam:\nRSUD Lembah Jati stok 2 ton\nRSI Pandan stok 3 ton\n"
        "Total stok 5 ton, jumlah 1.200 kg"
    )

    assert told(text) == ["stock liquid 2000kg likely", "stock 3000kg likely"]
    totals = [
        aside.written
        for message in understood(text).messages
        for aside in message.asides
        if aside.kind == "list_total"
    ]
    assert sorted(totals) == ["1.200 kg", "5 ton"]


def test_the_heading_of_a_list_holds_for_every_hospital() -> None:
    text = "DARURAT\nKebutuhan lox:\n1. RSUD Lembah Jati 2 ton\n2. RSI Pandan 3 ton"
    reading = understood(text)

    assert told(text) == ["need liquid 2000kg likely", "need liquid 3000kg likely"]
    assert [str(message.kind) for message in reading.messages][-2:] == ["emergency"] * 2


def test_a_receipt_with_its_note_needs_no_facility() -> None:
    reading = understood("TERIMA SJ-014/7 5T", knowledge=Context())

    assert reading.messages[0].note == "SJ-014/7"
    assert reading.clear
