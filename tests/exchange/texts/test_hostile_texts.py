import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.errors import NapasError
from napas.exchange.texts import Understanding, understand
from napas.exchange.texts.cleaning import LONGEST_PASTE, PasteTooLongError, make_plain
from napas.units.refusal import NotTextError, TextEmptyError
from tests.exchange.texts.corpus_texts import context, directory
from tests.exchange.texts.tell import told, understood


@pytest.mark.parametrize("text", ["", " \n\t ", "\N{PARTY POPPER}", "\u200b"])
def test_nothing_to_read_is_refused(text: str) -> None:
    with pytest.raises(TextEmptyError):
        understood(text)


@pytest.mark.parametrize("text", [None, 12, True, b"stok 2 ton"])
def test_what_is_no_text_is_refused(text: object) -> None:
    with pytest.raises(NotTextError):
        understand(text, directory())


def test_a_text_longer_than_any_message_is_refused() -> None:
    assert understood("stok lox 2 ton" + " " * (LONGEST_PASTE - 14)).messages
    with pytest.raises(PasteTooLongError) as refusal:
        understood("a" * (LONGEST_PASTE + 1))
    assert refusal.value.params == {"length": 10_001, "limit": 10_000}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("stok lox \N{FIRE}2 ton\N{FIRE}", ["stock liquid 2000kg"]),
        ("*stok* lox _2_ ton", ["stock liquid 2000kg"]),
        ("stok lox 2\N{NO-BREAK SPACE}ton", ["stock liquid 2000kg"]),
        ("stok\tlox\r\n2 ton", ["stock liquid 2000kg likely"]),
        ("stok gas 120 m\N{SUPERSCRIPT THREE}", ["stock 162.524kg likely"]),
        ("stok O\N{SUBSCRIPT TWO} cair 2 ton", ["stock liquid 2000kg"]),
        ("stok lox \N{PLUS-MINUS SIGN} 2 ton", ["stock liquid 2000kg likely"]),
        ("st\N{LATIN SMALL LETTER O WITH ACUTE}k lox 2 ton", ["stock liquid 2000kg"]),
        ("\u200estok lox 2 ton\u200e", ["stock liquid 2000kg"]),
        ("=SUM(A1:A2) stok lox 2 ton", ["stock liquid 2000kg", "! 1", "! 2"]),
        ("stok lox 2\u200b5 ton", ["! 2", "! 5"]),
        ("stok lox 2\x005 ton", ["! 2", "! 5"]),
        ("stok lox \u06632 ton", ["! 2", "! \u0663"]),
        ("stok lox \uff12 ton", ["! \uff12"]),
        ("stok lox \N{VULGAR FRACTION ONE HALF} ton", ["! \u00bd"]),
        ("stok lox 2 t\N{CYRILLIC SMALL LETTER O}n", ["? unit-missing 2"]),
        ("\u202estok lox 25 ton", ["! 25"]),
        ("\u05d0 stok lox 25 ton\nstok lox 2 ton", ["stock liquid 2000kg", "! 25"]),
        ("stok lox 2\u0336 ton", ["! 2"]),
        ("~stok lox 9 ton~\nstok lox 2 ton", ["stock liquid 2000kg"]),
        ("stok lox 2 ton'; DROP TABLE x;--", ["stock liquid 2000kg"]),
        ("{stok} lox 2 ton %s {}", ["stock liquid 2000kg"]),
    ],
)
def test_nothing_deceives_the_reader(text: str, lines: list[str]) -> None:
    assert sorted(told(text)) == sorted(lines)


def test_a_plain_text_is_as_long_as_the_text() -> None:
    text = "Stok \N{FIRE} \u0663\u200b \N{SUPERSCRIPT THREE} m\N{SUPERSCRIPT THREE}\x85"

    assert len(make_plain(text).plain) == len(text)


@given(st.text(min_size=1, max_size=60))
def test_every_plain_text_keeps_its_places(text: str) -> None:
    try:
        plain = make_plain(text)
    except NapasError:
        return
    assert len(plain.plain) == len(text)
    assert set(plain.plain) <= set(map(chr, range(32, 127))) | {"\n", "\x01"}


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 4_900,
        "2 ton " * 1_600,
        "stok " * 1_900,
        "isi 2 kosong " * 760,
        "RSUD Lembah Jati 2 ton\n" * 430,
        "(" * 9_000,
        "~" * 9_000,
        "stok lox 2 ton, " * 620,
        "dua " * 2_400,
        "9" * 9_990,
        "a1" * 4_900,
    ],
)
def test_the_longest_texts_are_read_too(text: str) -> None:
    assert isinstance(understand(text, directory(), context()), Understanding)
