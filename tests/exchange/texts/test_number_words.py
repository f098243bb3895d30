import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.texts.tell import told

UNITS = (
    *("nol", "satu", "dua", "tiga", "empat"),
    *("lima", "enam", "tujuh", "delapan", "sembilan"),
)
ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_indonesian(value: int) -> str:
    if value < 10:
        return UNITS[value]
    if value in (10, 11):
        return ("sepuluh", "sebelas")[value - 10]
    if value < 20:
        return f"{UNITS[value - 10]} belas"
    for times, one, many in (
        (1000, "seribu", "ribu"),
        (100, "seratus", "ratus"),
        (10, "", "puluh"),
    ):
        if value >= times:
            head, rest = divmod(value, times)
            words = one if head == 1 else f"{in_indonesian(head)} {many}"
            return f"{words} {in_indonesian(rest)}" if rest else words
    raise AssertionError


def in_english(value: int) -> str:
    if value < 20:
        return ONES[value]
    if value < 100:
        tens, rest = divmod(value, 10)
        return TENS[tens - 2] + (f"-{ONES[rest]}" if rest else "")
    times, word = (1000, "thousand") if value >= 1000 else (100, "hundred")
    head, rest = divmod(value, times)
    words = f"{in_english(head)} {word}"
    joined = " and " if word == "hundred" else " "
    return f"{words}{joined}{in_english(rest)}" if rest else words


@given(st.integers(0, 999_999))
def test_every_number_in_words_is_read(value: int) -> None:
    for words in (in_indonesian(value), in_english(value)):
        line = f"stock liquid {value:.6g}kg likely"
        assert told(f"stok lox {words} kg") == [line], words


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("setengah ton", "stock liquid 500kg likely"),
        ("dua setengah ton", "stock liquid 2500kg likely"),
        ("2 setengah ton", "stock liquid 2500kg likely"),
        ("dua koma dua lima ton", "stock liquid 2250kg likely"),
        ("two point five t", "stock liquid 2500kg likely"),
        ("2 ribu kg", "stock liquid 2000kg likely"),
        ("1,5 ribu kg", "stock liquid 1500kg likely"),
        ("2 hundred kg", "stock liquid 200kg likely"),
    ],
)
def test_parts_and_digits_with_words_are_read(words: str, line: str) -> None:
    assert told(f"stok lox {words}") == [line]


@pytest.mark.parametrize(
    "words",
    [
        "dua tiga ton",
        "dua dan tiga ton",
        "dua ribu tiga ribu kg",
        "dua puluh puluh kg",
        "sebelas puluh kg",
        "koma lima ton",
        "dua koma ton",
        "dua koma dua belas ton",
        "setengah setengah ton",
        "setengah dua ton",
        "2 belas ton",
        "2 ribu ratus kg",
        "1.200 ribu kg",
        "two hundred one hundred kg",
    ],
)
def test_words_that_make_no_number_are_never_half_read(words: str) -> None:
    answer = told(f"stok lox {words}")

    assert answer
    assert all(line.startswith(("!", "?")) for line in answer)


@pytest.mark.parametrize(
    "text", ["salah satu dokter lapor", "satu lagi, terima kasih", "dua-duanya aman"]
)
def test_a_number_word_that_counts_nothing_is_no_number(text: str) -> None:
    assert told(text) == []


def test_a_part_of_a_tank_is_read_as_per_cent() -> None:
    assert told("sisa setengah tangki", "9901011") == [
        "stock liquid 3000kg likely",
    ]
    assert told("tangki tinggal seperempat", "9901011") == [
        "stock liquid 1500kg likely"
    ]
    assert told("dua tangki") == []
