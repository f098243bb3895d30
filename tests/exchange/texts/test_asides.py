import pytest

from tests.exchange.texts.tell import asides, told, understood

STOCK = ["stock liquid 2000kg"]


@pytest.mark.parametrize(
    "moment",
    [
        "jam 06.00",
        "jam 06.00 WIB",
        "jam 6 pagi",
        "pukul 06.00-07.00",
        "pkl 13",
        "06:00",
        "06.00 WITA",
        "per 06.00",
        "tgl 10/7",
        "tanggal: 10 Juli 2021",
        "tgl 10.07",
        "tgl 10",
        "tgl 10-7",
        "Sabtu, 10 Juli 2021, 06.00",
        "10 Juli",
        "July 10, 2021",
        "per 10/7",
        "10/7 pkl 06.00",
        "10/07/2021",
        "10/07/2021 06.15",
        "2021-07-10",
        "H-1",
        "H+2",
        "2 jam lalu",
    ],
)
def test_a_date_or_time_is_no_amount(moment: str) -> None:
    text = f"Update {moment}\nstok lox 2 ton"

    assert told(text) == STOCK
    assert any(line.startswith("moment") for line in asides(text))


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("HP 0812-3456-7890", "phone 0812-3456-7890"),
        ("wa +62 812 3456 7890", "phone +62 812 3456 7890"),
        ("harga Rp 1,5 juta", "money Rp 1,5 juta"),
        ("lihat https://a.id/2021", "address https://a.id/2021"),
        ("saturasi pasien rata-rata 85%", "saturation saturasi pasien rata-rata 85%"),
        ("BOR 80-90 persen", "occupancy BOR 80-90 persen"),
        ("tekanan 8-10 bar", "pressure tekanan 8-10 bar"),
        ("masih 8-10 bar", "pressure 8-10 bar"),
        ("tekanan sentral: 6", "pressure tekanan sentral: 6"),
        ("2 truk berangkat", "other_thing 2"),
        ("lantai 3 penuh", "other_thing 3"),
        ("3 RS lapor", "other_thing 3 RS"),
        ("naik 2x lipat", "other_thing 2x"),
        ("pasien meninggal 3", "other_patients 3"),
        ("1 tangki rusak", "other_thing 1"),
        ("butuh 2 ton untuk 24 jam ke depan", "horizon 24 jam ke depan"),
        ("butuh 2 ton untuk 24 jam", "horizon 24 jam"),
        ("truk datang 3 jam lagi", "deadline 3 jam lagi"),
        ("butuh 5 ton malam ini", "deadline malam ini"),
        ("~stok lox 9 ton~", "crossed_out ~stok lox 9 ton~"),
        ("solar 200 liter", "other_thing 200 liter"),
        ("setiap 4 jam", "horizon 4 jam"),
        ("jalanan macet parah banget", "remark jalanan macet parah banget"),
    ],
)
def test_what_is_no_oxygen_is_put_aside(text: str, aside: str) -> None:
    assert aside in asides(f"{text}\nstok lox 2 ton")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("3 jam 20 tabung", "? role-unclear 20 tabung"),
        ("jam 20 tabung kosong", "empty cylinder 20pc"),
        ("isi 20:30", "? several-figures 20"),
        ("pemakaian/jam 06 tabung", "use cylinder 144pc/d"),
        ("mei 20 tabung isi", "full cylinder 20pc"),
        ("tgl 20 tabung isi", "full cylinder 20pc"),
        ("stok 10/7", "? pair-unclear 10/7"),
        ("stok 40/7 tabung", "? pair-unclear 40/7 tabung"),
        ("H-x stok lox 2 ton", "stock liquid 2000kg"),
        ("tgl berapa stok lox 2 ton", "? supposed 2 ton"),
        ("jam berapa? stok lox 2 ton", "stock liquid 2000kg"),
        ("saturasi turun. stok lox 2 ton", "stock liquid 2000kg"),
    ],
)
def test_an_amount_is_not_taken_for_a_time(text: str, line: str) -> None:
    assert line in told(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("TERIMA SJ-21/07/014 5T", "SJ-21/07/014"),
        ("TERIMA 0710/KDS/03 20 TB", "0710/KDS/03"),
        ("terima 88120453", "88120453"),
        ("terima 88120453 kg", ""),
        ("terima 20 tabung", ""),
        ("terima 2.5T", ""),
        ("terima tadi pagi", ""),
        ("terima 20-25 tabung", ""),
        ("sudah diterima, surat jalan nomor: 12/A", "12/A"),
        ("surat jalan menyusul", ""),
        ("delivery note DN-7 received", "DN-7"),
    ],
)
def test_the_number_of_a_delivery_note_is_found(text: str, number: str) -> None:
    assert understood(text).messages[0].note == number


def test_the_head_of_a_forwarded_message_begins_another() -> None:
    text = (
        "[10/07/21 06.15] RS Panti Waluyo: stok lox 2 ton\n"
        "[10/07/21 06.17] RS Bethesda: stok lox 3 ton"
    )

    assert told(text) == ["stock liquid 2000kg", "stock liquid 3000kg"]


def test_numbers_of_a_list_are_no_amounts() -> None:
    text = (
        "1. cair 2 ton stok\n2) tabung isi 40\n1\N{COMBINING ENCLOSING KEYCAP} kosong 5"
    )

    assert told(text) == [
        "stock liquid 2000kg",
        "full cylinder 40pc",
        "empty cylinder 5pc",
    ]
    assert told("a) stok lox 2 ton 2) tabung isi 40")[-1] == "full cylinder 40pc"
    assert told("3 RS Bethesda stok lox 2 ton") == STOCK


def test_a_tank_has_a_number_and_an_amount() -> None:
    assert told("tangki 1: 3 ton stok, tangki 2 sisa 1,5 ton, total 4,5 ton") == [
        "stock liquid 3000kg tank=1",
        "stock liquid 1500kg tank=2",
    ]
    assert told("tangki 1 sisa 3 ton, tangki 2 sisa 1 ton, total stok 5 ton") == [
        "stock liquid 3000kg tank=1",
        "stock liquid 1000kg tank=2",
        "? total-differs 5 ton",
    ]
