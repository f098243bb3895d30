import pytest

from napas.exchange.texts import Context
from napas.exchange.texts.readings import Confidence
from tests.exchange.texts.tell import HOSPITAL, asides, grounds, told, understood


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("tabung 6m3 ada 20", ["stock cylinder 20pc 6 m3"]),
        ("tabung 40 L isi 20", ["full cylinder 20pc 40 l"]),
        ("20 tabung 6 kubik isi", ["full cylinder 20pc 6 m3"]),
        ("stok 20 x 6m3", ["stock cylinder 20pc 6 m3"]),
        ("stok tabung 20 @6m3", ["stock cylinder 20pc 6 m3"]),
        ("stok tabung 20 (6m3)", ["stock cylinder 20pc 6 m3"]),
        ("stok 20 tabung (6m3) siap", ["stock cylinder 20pc 6 m3"]),
        ("stok tabung 20 (besar", ["stock cylinder 20pc besar"]),
        ("stok 20 tabung (6m3", ["stock cylinder 20pc", "? count-missing 6m3"]),
        ("20 6m3 cylinders left", ["stock cylinder 20pc 6 m3"]),
        ("20 large cylinders left", ["stock cylinder 20pc besar"]),
        ("stok 20 tabung kapasitas 6 m3", ["stock cylinder 20pc 6 m3"]),
        ("isi 30 kosong 14", ["full cylinder 30pc", "empty cylinder 14pc"]),
        ("30 isi 14 kosong", ["full cylinder 30pc", "empty cylinder 14pc"]),
        ("30 isi kosong 14", ["full cylinder 30pc", "empty cylinder 14pc"]),
        (
            "tabung besar 30 isi 14 kosong",
            ["full cylinder 30pc besar", "empty cylinder 14pc besar"],
        ),
        (
            "tabung besar isi 30, kosong 14",
            ["full cylinder 30pc besar", "empty cylinder 14pc besar likely"],
        ),
        (
            "tabung besar (6m3) isi 30, kecil isi 4",
            ["full cylinder 30pc 6 m3", "full cylinder 4pc kecil"],
        ),
        (
            "tabung 6 m3 besar isi 30",
            ["full cylinder 30pc 6 m3"],
        ),
        ("tabung isi/kosong: 40/12", ["full cylinder 40pc", "empty cylinder 12pc"]),
        ("tabung kosong/isi 12/40", ["empty cylinder 12pc", "full cylinder 40pc"]),
        ("butuh 20 tabung isi", ["need cylinder 20pc"]),
        ("terima 20 tabung isi", ["received cylinder 20pc"]),
        ("sisa tabung kosong 12", ["empty cylinder 12pc"]),
        ("pakai 20 tabung sehari", ["use cylinder 20pc/d"]),
        ("pakai 2 tabung per jam", ["use cylinder 48pc/d"]),
        ("stok tabung 1.500", ["stock cylinder 1500pc"]),
        ("tabung besar sisa 7 besar", ["stock cylinder 7pc besar"]),
        (
            "tabung tinggal 7 besar 3 kecil",
            [
                "stock cylinder 7pc besar",
                "stock cylinder 3pc kecil likely",
            ],
        ),
        ("konsentrator ada 5 unit", ["held low_flow 5pc"]),
        ("pakai tabung 6 m3 per jam", ["use cylinder 195.028kg/d likely"]),
        (
            "stok tabung 20 besar: 30",
            ["stock cylinder 20pc", "stock cylinder 30pc besar likely"],
        ),
        ("butuh 5 konsentrator", ["need low_flow 5pc"]),
        ("butuh konsentrator 5 unit", ["need low_flow 5pc"]),
        ("tabung gas besar isi 5", ["full cylinder 5pc besar"]),
        ("tabung besar gas isi 5", ["full cylinder 5pc besar"]),
        ("tabung nitrogen tabung isi 5", []),
        ("kosong semua tabungnya, ada 44 biji", ["empty cylinder 44pc likely"]),
    ],
)
def test_cylinders_are_counted_by_state_and_size(text: str, lines: list[str]) -> None:
    assert told(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("tabung 40/12", ["? pair-unclear 40/12"]),
        ("stok 40/12", ["? pair-unclear 40/12"]),
        ("tabung 20 5/6 isi", ["? number-unreadable 20 5/6"]),
        ("tabung isi 2,5", ["? number-unreadable 2,5"]),
        ("tabung isi 2.500,5", ["? number-unreadable 2.500,5"]),
        ("30 isi 14", ["? unit-missing 30", "? unit-missing 14"]),
        ("isi 30 kosong", ["? unit-missing 30"]),
        ("20 tabung", ["? role-unclear 20 tabung"]),
        ("20 tabung (besar sekali)", ["? role-unclear 20 tabung"]),
        ("stok 20 tabung/hari", ["? role-unclear 20 tabung/hari"]),
        ("stok tabung 12.000", ["? number-unclear 12.000"]),
        (
            "tadi datang kiriman. tabung 40, isi 28, kosong 12",
            ["held cylinder 40pc likely", "full cylinder 28pc", "empty cylinder 12pc"],
        ),
        ("tabung 20", ["? role-unclear 20"]),
        ("stok tabung 6 m3", ["? count-missing 6 m3"]),
        ("tabung 30/14/5 isi", ["? number-unreadable 30/14/5"]),
        ("stok 2-3-4 tabung", ["? number-unreadable 2-3-4 tabung"]),
        ("tiap ruang 20 tabung", ["? each-of-several 20 tabung"]),
        ("terima 2 truk 20 tabung", ["? each-of-several 20 tabung"]),
        ("pinjam 20 tabung", ["? between-facilities 20 tabung"]),
        ("terima 20 tabung, isi 10", ["received cylinder 20pc", "full cylinder 10pc"]),
        (
            "terima 20 tabung isi, isi 10",
            [
                "received cylinder 20pc",
                "? role-unclear 10",
            ],
        ),
        ("pemakaian tabung 20/bulan", ["? unit-unclear 20/bulan"]),
    ],
)
def test_what_is_unclear_about_cylinders_is_asked(text: str, lines: list[str]) -> None:
    assert told(text) == lines


def test_an_unknown_size_word_is_asked_once_and_its_pieces_are_kept() -> None:
    reading = understood("tabung tanggung 30 isi 14 kosong")
    message = reading.messages[0]

    assert [item.value for item in message.items] == [30.0, 14.0]
    assert {item.confidence for item in message.items} == {Confidence.ASKED}
    assert [question.code for question in message.questions] == ["text-size-unclear"]
    assert message.questions[0].readings[0].mass_kg == pytest.approx(30 * 8.7)


def test_a_size_the_country_does_not_know_has_no_mass() -> None:
    bare = Context(sender=HOSPITAL)
    item = understood("tabung 6m3 isi 20", knowledge=bare).messages[0].items[0]
    known = understood("tabung 6m3 isi 20").messages[0].items[0]
    empty = understood("tabung 6m3 kosong 20").messages[0].items[0]
    rate = understood("pakai 20 tabung 6m3 per hari").messages[0].items[0]

    assert (item.mass_kg, item.cylinder_code) == (None, "")
    assert known.mass_kg == pytest.approx(174.0)
    assert known.cylinder_code == "6m3"
    assert empty.mass_kg is None
    assert rate.rate_kg_per_day == pytest.approx(174.0)


def test_a_use_of_cylinders_without_period_is_asked() -> None:
    bare = Context(sender=HOSPITAL)

    assert told("pakai 20 tabung", knowledge=bare) == ["? period-missing 20 tabung"]


def test_the_size_of_an_earlier_part_is_only_likely() -> None:
    assert grounds("tabung besar isi 30") == []
    assert told("butuh 25 tabung besar, ada 18") == [
        "need cylinder 25pc besar",
        "stock cylinder 18pc besar likely",
    ]


def test_other_goods_are_no_cylinders() -> None:
    assert told("stok tabung 3, regulator 5 buah, HFNC 2 unit") == [
        "stock cylinder 3pc"
    ]
    assert told("CO2 5 tabung, tabung N2O 4 unit") == []
    assert "other_thing 5 tabung" in asides("CO2 5 tabung")


def test_a_sum_of_full_and_empty_is_all_there_are() -> None:
    assert told("tabung besar 40, isi 28, kosong 12") == [
        "held cylinder 40pc besar likely",
        "full cylinder 28pc besar likely",
        "empty cylinder 12pc besar likely",
    ]
    assert told("stok tabung 40, isi 28, kosong 12") == [
        "held cylinder 40pc likely",
        "full cylinder 28pc",
        "empty cylinder 12pc",
    ]
    assert told("stok tabung 28, isi 28, kosong 12") == [
        "stock cylinder 28pc",
        "full cylinder 28pc",
        "empty cylinder 12pc",
    ]
    assert told("stok tabung 50, isi 28, kosong 12") == [
        "full cylinder 28pc",
        "empty cylinder 12pc",
        "? total-differs 50",
    ]


def test_twelve_of_forty_are_twelve() -> None:
    assert told("12 dari 40 tabung terisi") == ["full cylinder 12pc"]
    assert asides("12 dari 40 tabung terisi") == ["whole 40 tabung"]
    assert told("dari 40 tabung yang isi 12") == [
        "? role-unclear 40 tabung",
        "? role-unclear 12",
    ]
