import pytest

from napas.exchange.texts import Context, FacilityFacts, UsualRange
from napas.exchange.texts.readings import Confidence, Ground, ItemRole, MessageKind
from tests.exchange.texts.tell import HOSPITAL, TANKED, told, understood


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("stok lox 2 ton belum termasuk tabung", ["? denied 2 ton"]),
        ("tidak sampai 2 ton stok lox", ["? only-a-bound 2 ton"]),
        ("kalau stok lox 2 ton", ["? supposed 2 ton"]),
        ("stok lox 2 ton?", ["? supposed 2 ton"]),
        ("tiap hari butuh 2 ton lox", ["need liquid 2000kg/d"]),
        ("kemarin stok lox 2 ton", ["? other-day 2 ton"]),
        ("besok stok lox 2 ton", ["? other-day 2 ton"]),
        ("besok pakai 2 ton/hari", ["? other-day 2 ton/hari"]),
        ("kemarin butuh 2 ton", ["? other-day 2 ton"]),
        ("masing-masing butuh 2 ton", ["? each-of-several 2 ton"]),
        ("datang 5 ton", ["? role-unclear 5 ton"]),
        ("kirim 5 ton", ["? role-unclear 5 ton"]),
        ("sudah dikirim 5 ton", ["? role-unclear 5 ton"]),
        ("besok dikirim 5 ton lox", ["expected liquid 5000kg"]),
        ("kiriman 5 ton lox sudah besok datang", ["? role-unclear 5 ton lox"]),
        ("tadi malam datang 5 ton lox", ["received liquid 5000kg"]),
        ("akan terima besok 5 ton lox", ["expected liquid 5000kg"]),
        (
            "stok lox 2 ton sisa pemakaian 1 ton kebutuhan",
            ["? role-unclear 2 ton", "? role-unclear 1 ton"],
        ),
        ("butuh 2 ton sisa", ["? role-unclear 2 ton"]),
        ("2 ton sisa 1 ton", ["? role-unclear 2 ton", "? role-unclear 1 ton"]),
        (
            "stok lox 2 ton, sisa lox 3 ton",
            ["? several-figures 2 ton", "? several-figures 3 ton"],
        ),
        ("stok lox 2 ton, stok 2000 kg", ["stock liquid 2000kg"]),
        ("lox habis", ["? said-to-be-out habis"]),
        (
            "tadi pemakaian lox 900 kg/hari, pemakaian lox 800 kg/hari",
            ["? several-figures 900 kg/hari", "? several-figures 800 kg/hari"],
        ),
        ("tabung tadi pagi isi 30, sekarang isi 12", ["full cylinder 12pc"]),
        ("lox belum habis", []),
        ("lox hampir habis", []),
        (
            "stok lox 2 ton, cadangan disetujui 3 ton",
            ["stock liquid 2000kg", "? role-unclear 3 ton"],
        ),
        ("pemakaian naik dari 4 ton/hari menjadi 6 ton/hari", ["use 6000kg/d"]),
        ("tangki 6 ton", ["? role-unclear 6 ton"]),
        ("sisa di truk 4 ton", ["? role-unclear 4 ton"]),
        ("LOX stock is 2 t below target", ["? only-a-bound 2 t"]),
        ("mohon kirim sebelum 500 kg", ["? only-a-bound 500 kg"]),
        ("mohon kirim 500 kg lox sebelum besok pagi", ["need liquid 500kg"]),
        ("LOX stock 2 t -> 1.5 t", ["? only-a-bound 2 t", "? only-a-bound 1.5 t"]),
        ("monthly LOX use 30 t", ["? unit-unclear 30 t"]),
        ("weekly LOX use 7 t", ["use liquid 1000kg/d"]),
        ("LOX stock 1.5 t at 0600", ["stock liquid 1500kg"]),
        ("half a tonne of LOX in stock", ["stock liquid 500kg likely"]),
        (
            "tabung 6m3/1m3 isi 20/5",
            ["? count-missing 6m3", "? pair-unclear 20/5"],
        ),
        ("tabung kosong 15 di depo", ["? between-facilities 15"]),
        (
            "15 tabung di depo, 20 tabung, stok 4",
            [
                "stock cylinder 4pc",
                "? role-unclear 15 tabung",
                "? role-unclear 20 tabung",
            ],
        ),
        ("masih hutang 10 tabung stok", ["? between-facilities 10 tabung"]),
        ("stok lox turun 500 kg", ["? role-unclear 500 kg"]),
        ("stok lox turun sekitar 500 kg", ["? role-unclear 500 kg"]),
        ("stok lox turun jadi 500 kg", ["stock liquid 500kg"]),
        ("minggu lalu stok lox 3 ton", ["? other-day 3 ton"]),
        ("last week LOX use 2 t/day", ["? other-day 2 t/day"]),
        (
            "min stock 1 t, LOX stock 2.5 t",
            ["stock liquid 2500kg", "? only-a-bound 1 t"],
        ),
        ("stok lox 2, 5 ton", ["? number-unreadable 2, 5 ton"]),
        (
            "tabung 1m3 isi 8, 6m3 isi 12",
            ["full cylinder 8pc 1 m3", "full cylinder 12pc 6 m3"],
        ),
        (
            "tabung isi 8, 6m3 12",
            ["full cylinder 8pc", "full cylinder 12pc 6 m3 likely"],
        ),
        ("pakai lox 1 ton untuk 2 hari", ["? period-missing 1 ton"]),
        ("pakai lox 1 ton untuk 24 jam", ["use liquid 1000kg/d likely"]),
        ("used 3 of 20 cylinders", ["? unit-missing 3"]),
        (
            "terima 18 tabung 6m3 (isi 16, kosong 2)",
            ["? role-unclear 18 tabung 6m3", "? role-unclear 16", "? role-unclear 2"],
        ),
        (
            "terima 18 tabung, (isi 16, kosong 2)",
            ["received cylinder 18pc", "full cylinder 16pc", "empty cylinder 2pc"],
        ),
        ("isotank 18 ton sudah tiba", ["? role-unclear 18 ton"]),
        ("truk tangki 10 ton akan datang", ["expected 10000kg likely"]),
        ("isotank akan datang, stok lox 2 ton", ["stock liquid 2000kg"]),
        ("tabung kosong 24 sudah ditarik depo", ["? between-facilities 24"]),
        ("tabung kosong 24 mohon dijemput", ["empty cylinder 24pc"]),
        ("tabung kosong 24 belum diambil", ["empty cylinder 24pc"]),
        ("blm lapor, stok terakhir lox 2 ton", ["? other-day 2 ton"]),
        ("stok 3 rak tabung besar", ["? unit-unclear 3"]),
        ("stok tabung besar 3 aja", ["stock cylinder 3pc besar"]),
        ("stok 3 lusin tabung", ["stock cylinder 36pc likely"]),
        ("20 cylinders, half of them empty", ["? role-unclear 20 cylinders"]),
        ("tabung 30 stok, setengah kosong", ["? role-unclear 30", "! setengah"]),
        (
            "setengah tangki, tabung 30 isi",
            ["full cylinder 30pc", "? percent-without-tank setengah"],
        ),
        (
            "yang dijanjikan 10 ton, yang sudah diterima 6 ton",
            ["received 6000kg likely", "? role-unclear 10 ton"],
        ),
        ("dijanjikan 10 ton", ["expected 10000kg likely"]),
        ("tabung isi tgl 4", ["? role-unclear 4"]),
        ("tabung 40L/150bar isi 17", ["full cylinder 17pc", "? unit-unclear 40L"]),
        ("stok lox 1 ton 300", ["? number-unreadable 1 ton", "? unit-missing 300"]),
        ("stok lox 1 ton 7 kwintal", ["stock liquid 1700kg"]),
        ("stok lox 8 kuintal", ["stock liquid 800kg"]),
        (
            "pagi stok lox 3,8 ton, sore stok lox 2,9 ton",
            ["stock liquid 2900kg likely"],
        ),
        (
            "stok lox sore 3,8 ton, pagi 2,9 ton",
            ["? several-figures 3,8 ton", "? several-figures 2,9 ton"],
        ),
        (
            "jam 14.30 stok lox 2,1 ton, jam 20.00 stok lox 1,6 ton",
            ["stock liquid 1600kg likely"],
        ),
        (
            "pagi pakai 40 kg/jam, sore pakai 50 kg/jam",
            ["? several-figures 40 kg/jam", "? several-figures 50 kg/jam"],
        ),
        ("konsentrator isi 10 unit", ["? role-unclear 10 unit"]),
        (
            "tabung 20 isi, konsentrator 10",
            ["full cylinder 20pc", "held low_flow 10pc likely"],
        ),
        ("stok lox 700an kg", ["stock liquid 700kg likely"]),
        ("Stok:\ntangki 6 ton", ["? role-unclear 6 ton"]),
        ("stok tangki: 6 ton", ["stock liquid 6000kg"]),
        ("isi sekarang 2 ton lox", ["stock liquid 2000kg"]),
        ("tangki isi 2 ton", ["? role-unclear 2 ton"]),
        ("terisi 2 ton/hari", ["? role-unclear 2 ton/hari"]),
    ],
)
def test_a_doubtful_figure_is_asked_about(text: str, lines: list[str]) -> None:
    assert told(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("tangki tinggal 45%", ["stock liquid 2700kg likely"]),
        ("tangki 45%", ["stock liquid 2700kg likely"]),
        ("stok lox 2,7 ton (45%)", ["stock liquid 2700kg"]),
        (
            "stok lox 2,7 ton (55%)",
            ["? several-figures 2,7 ton", "? several-figures 55%"],
        ),
        (
            "stok lox 2,7 ton (0%)",
            ["? several-figures 2,7 ton", "? several-figures 0%"],
        ),
        ("tangki tinggal 145%", ["? number-unreadable 145%"]),
        ("tangki kurang dari 45%", ["? only-a-bound 45%"]),
        ("tangki belum 45%", ["? denied 45%"]),
        ("tangki 1.200%", ["? number-unreadable 1.200%"]),
        ("cakupan 45%", ["! 45%"]),
        (
            "tangki 6 ton tinggal 45%",
            ["stock liquid 2700kg likely", "capacity liquid 6000kg likely"][::-1],
        ),
        (
            "kapasitas tangki 8 ton sisa 50%",
            ["capacity liquid 8000kg", "stock liquid 4000kg likely"],
        ),
        (
            "kapasitas tangki 8 ton, kapasitas tangki 5 ton, sisa lox 50%",
            [
                "? several-figures 8 ton",
                "? several-figures 5 ton",
                "? percent-without-tank 50%",
            ],
        ),
        ("stok lox 7 ton", ["stock liquid 7000kg asked", "? above-tank 7 ton"]),
    ],
)
def test_per_cents_are_those_of_a_known_tank(text: str, lines: list[str]) -> None:
    assert told(text, TANKED) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("oksigen tinggal 3 jam lagi", ["hours_left 3h"]),
        ("cukup untuk 2 hari", ["hours_left 48h likely"]),
        ("stok lox 2 ton untuk 24 jam", ["stock liquid 2000kg", "hours_left 24h"]),
        ("sisa jam: 18", ["hours_left 18h"]),
        ("ketahanan 18", ["? unit-missing 18"]),
        ("tahan 1 jam 30 menit", ["hours_left 1.5h"]),
        ("6 hours left", ["hours_left 6h"]),
        ("oxygen for 5 more hours", ["hours_left 5h"]),
        ("3 jam lagi rapat", ["! 3 jam lagi"]),
        ("cukup 3 minggu", ["hours_left 504h likely"]),
        ("cukup 3 shift", ["? unit-unclear 3 shift"]),
        ("cukup 3 hr", ["? unit-unclear 3 hr"]),
        ("cukup 1.200 jam", ["? number-unclear 1.200 jam"]),
        ("cukup 1.2.3 jam", ["? number-unreadable 1.2.3 jam"]),
        ("cukup 2-3 jam", ["? only-a-range 2-3 jam"]),
        ("butuh 5 ton, 3 jam", ["need 5000kg", "! 3 jam"]),
        ("butuh 3 jam", ["! 3 jam"]),
        ("stok lox 2 ton (56 jam)", ["stock liquid 2000kg", "hours_left 56h likely"]),
        ("Sisa jam:\nlox 40 jam", ["hours_left 40h likely"]),
    ],
)
def test_hours_are_those_that_oxygen_lasts(text: str, lines: list[str]) -> None:
    assert told(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "pasien 45 pakai NRM 12, HFNC 5",
            ["patients 45px", "patients 12px reservoir_mask", "patients 5px hfnc"],
        ),
        (
            "12 pasien NRM 5 pasien HFNC",
            ["patients 12px reservoir_mask", "patients 5px hfnc"],
        ),
        (
            "pasien 33 NRM 10 HFNC",
            ["patients 33px reservoir_mask", "patients 10px hfnc"],
        ),
        ("HFNC 5", ["? role-unclear 5"]),
        ("pasien 2,5", ["? number-unreadable 2,5"]),
        ("pasien 10-12", ["? only-a-range 10-12"]),
        ("tabung pasien 5", ["? role-unclear 5"]),
        ("terima 5 pasien", ["? role-unclear 5 pasien"]),
        ("pasien 5 HFNC NRM", ["? unit-missing 5"]),
        ("TT terisi 80", ["occupied_beds 80bed"]),
        ("40 bed terisi", ["occupied_beds 40bed"]),
        ("40 bed", ["! 40 bed"]),
        ("bed 40", ["! 40"]),
        ("TT terisi 80/100", ["occupied_beds 80bed"]),
        ("TT 80/100", ["? pair-unclear 80/100"]),
        ("TT butuh 80", ["? unit-missing 80"]),
        (
            "kapasitas TT 120, terisi 100, kosong 20",
            ["occupied_beds 100bed", "? unit-missing 120", "! 20"],
        ),
    ],
)
def test_patients_and_beds_are_counted(text: str, lines: list[str]) -> None:
    assert told(text) == lines


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("stok lox 2 ton", MessageKind.REPORT),
        ("kebutuhan 2 ton/hari", MessageKind.REPORT),
        ("butuh 2 ton", MessageKind.REQUEST),
        ("butuh 2-3 ton", MessageKind.REQUEST),
        ("mohon segera dikirim, stok lox 1 ton", MessageKind.REQUEST),
        ("mohon 20 tabung", MessageKind.REQUEST),
        ("mohon info, stok lox 1 ton", MessageKind.REPORT),
        ("DARURAT butuh 2 ton", MessageKind.EMERGENCY),
        ("sudah terima 2 ton", MessageKind.RECEIPT),
        ("sudah terima 2 ton, stok 3 ton", MessageKind.REPORT),
        ("terima 88120453", MessageKind.RECEIPT),
    ],
)
def test_a_message_is_of_the_kind_its_words_say(text: str, kind: MessageKind) -> None:
    assert understood(text).messages[0].kind is kind


def test_the_usual_range_is_said_and_decides_nothing() -> None:
    usual = (UsualRange(ItemRole.STOCK, None, 500.0, 3000.0),)
    knowledge = Context(
        sender=HOSPITAL, facilities=(FacilityFacts(HOSPITAL, usual=usual),)
    )
    question = (
        understood("stok lox 1.200 kg", knowledge=knowledge).messages[0].questions[0]
    )
    large = understood("stok lox 9 ton", knowledge=knowledge).messages[0].items[0]
    other = understood("butuh lox 9 ton", knowledge=knowledge).messages[0].items[0]

    assert [reading.usual for reading in question.readings] == [False, True]
    assert large.grounds == (Ground.UNUSUAL,)
    assert large.confidence is Confidence.LIKELY
    assert other.grounds == ()


def test_a_report_that_says_no_more_is_stock_until_something_is_asked() -> None:
    assert told("Laporan: lox 2 ton, tabung 20") == [
        "stock liquid 2000kg likely",
        "stock cylinder 20pc likely",
    ]
    assert told("Laporan: butuh 5 ton. lox 2 ton") == [
        "need 5000kg",
        "? role-unclear 2 ton",
    ]
    assert told("Laporan: terima 5 ton. lox 2 ton") == [
        "received 5000kg likely",
        "? role-unclear 2 ton",
    ]
    assert told("Laporan: sudah lox 2 ton") == ["? role-unclear 2 ton"]
    assert told("Laporan: lox 2 ton/hari") == ["? role-unclear 2 ton/hari"]


def test_a_heading_says_what_stands_under_it() -> None:
    text = (
        "Kebutuhan harian:\n- lox 2 ton\n- tabung besar 15\n"
        "Stok\nTabung\nbesar 20\n\n5 ton"
    )

    assert told(text) == [
        "need liquid 2000kg/d likely",
        "need cylinder 15pc/d besar likely",
        "stock cylinder 20pc besar likely",
        "? role-unclear 5 ton",
    ]
    assert told("tabung (isi/kosong)\nbesar 20/5") == [
        "full cylinder 20pc besar",
        "empty cylinder 5pc besar",
    ]
    assert told("Mohon segera dikirim\nlox 2 ton")[-1] == "? role-unclear 2 ton"
    assert (
        told("kami butuh bantuan karena jalan macet total banget\nlox 2 ton")[-1]
        == "? role-unclear 2 ton"
    )
