import pytest

from napas.exchange.texts import Context, FacilityFacts, UsualRange
from napas.exchange.texts.readings import ItemRole
from napas.reports.text_echo import echo_text
from tests.exchange.texts.tell import HOSPITAL, TANKED, understood


def echo(
    text: str,
    language: str = "en",
    sender: str = HOSPITAL,
    knowledge: Context | None = None,
) -> list[str]:
    return echo_text(understood(text, sender, knowledge), language)


def test_a_report_is_said_back_in_its_units_and_in_kilograms() -> None:
    text = (
        "Pagi, stok O2 RSUD Lembah Jati sisa 2,5 ton liquid, tabung besar 30 isi 14 "
        "kosong, pemakaian sekitar 900 kg/hari, SJ 12/A"
    )

    assert echo(text, "id") == [
        "RSUD Lembah Jati (9901011): laporan",
        "  surat jalan: 12/A",
        "  stok oksigen cair: 2,5 t = 2.500 kg (pasti)",
        "  tabung isi besar: 30 buah = 261 kg (pasti)",
        "  tabung kosong besar: 14 buah (pasti)",
        "  pemakaian: 900 kg/hari (kemungkinan besar: disebut kira-kira)",
        "  Tidak dihitung: surat jalan “SJ 12/A”",
        "Belum ada yang disimpan.",
    ]
    assert echo(text) == [
        "RSUD Lembah Jati (9901011): report",
        "  delivery note: 12/A",
        "  stock, liquid oxygen: 2.5 t = 2,500 kg (sure)",
        "  full cylinders besar: 30 pieces = 261 kg (sure)",
        "  empty cylinders besar: 14 pieces (sure)",
        "  use: 900 kg/day (likely: said to be about)",
        "  Not counted: delivery note “SJ 12/A”",
        "Nothing has been stored.",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("stok 0,0085 t lox", "stock, liquid oxygen: 0.0085 t = 8.5 kg (sure)"),
        ("tangki 1: 2 ton stok", "stock, liquid oxygen, tank 1: 2 t = 2,000 kg (sure)"),
        ("pasien O2 41", "patients on oxygen: 41 patients (sure)"),
        ("pasien 41", "patients: 41 patients (sure)"),
        ("pasien HFNC 4", "high-flow nasal cannula (HFNC): 4 patients (sure)"),
        ("cukup 5 jam", "lasts: 5 h (sure)"),
        ("TT terisi 80", "occupied beds: 80 beds (sure)"),
        ("pakai 20 tabung 1 m3 sehari", "20 pieces/day = 29 kg/day (sure)"),
    ],
)
def test_every_kind_of_item_has_its_words(text: str, line: str) -> None:
    assert any(told.endswith(line) for told in echo(text))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("stok lox 1.200 kg", "can mean 1.2 kg | 1200 kg."),
        (
            "stok 2 m3",
            "could be: 2 kL of liquid = 2,282 kg | 2 m3 of gas (15 °C) = 2.71 kg.",
        ),
        ("2 ton", "could be: stock 2 t = 2,000 kg | need 2 t = 2,000 kg"),
        (
            "tabung 40/12",
            "could be: full cylinders 40 pieces | full cylinders 12 pieces.",
        ),
        ("tabung mini isi 4", "could hold: 4 pieces besar = 35 kg | 4 pieces 6 m3"),
        ("tabung 6 m3 stok", "How many “6 m3” cylinders are there?"),
        ("stok lox 2.5.1 ton", "The number in “2.5.1 ton” cannot be read."),
        ("tangki 45%", "“45%” of how many tonnes?"),
        ("pinjam 20 tabung", "Written is: 20 pieces."),
        ("lox habis", "(stock 0 kg)?"),
        ("cukup 3 shift", "It could be: unknown."),
        ("RSUD Lembah Jaty stok lox 2 ton", "Is it RSUD Lembah Jati (9901011)?"),
        ("RSUD Lembah Jaty stok lox 2 ton", "RSUD Lembah Jaty (not settled): report"),
        ("RS Qwxz Vbnm Kjhg stok lox 2 ton", "is not in the list of facilities."),
        ("12/15", "“12/15”: what this number counts is not known."),
    ],
)
def test_every_question_shows_its_readings(text: str, question: str) -> None:
    assert any(question in line for line in echo(text))


def test_readings_in_indonesian_cannot_be_mistaken_again() -> None:
    lines = echo("stok lox 1.200 kg", "id")

    assert any("bisa berarti 1,2 kg | 1200 kg." in line for line in lines)


def test_the_usual_reading_is_named_and_not_taken() -> None:
    usual = (UsualRange(ItemRole.STOCK, None, 500.0, 3000.0),)
    facts = (FacilityFacts(HOSPITAL, usual=usual),)
    knowledge = Context(sender=HOSPITAL, facilities=facts)
    lines = echo("stok lox 1.200 kg", knowledge=knowledge)

    assert any("1200 kg (usual for this facility)" in line for line in lines)


def test_a_text_without_a_facility_says_so() -> None:
    assert echo("stok lox 2 ton", knowledge=Context())[0] == (
        "No facility is named: report"
    )
    near = echo("Kabupaten butuh lox 2 ton")
    assert any("Perhaps: RS Bina Sehat Waringin (9901022)." in line for line in near)


def test_a_facility_known_by_its_code_alone_is_named_once() -> None:
    knowledge = Context(sender="X9")

    assert echo("stok lox 2 ton", knowledge=knowledge)[0] == "X9: report"


def test_a_text_that_says_nothing_is_answered_too() -> None:
    assert echo("selamat pagi")[-2:] == [
        "Nothing about oxygen could be read.",
        "Nothing has been stored.",
    ]


def test_asked_items_are_shown_as_such() -> None:
    lines = echo("stok lox 7 ton", sender=TANKED)

    assert (
        "  stock, liquid oxygen: 7 t = 7,000 kg (to be asked: more than the tank holds)"
        in lines
    )
