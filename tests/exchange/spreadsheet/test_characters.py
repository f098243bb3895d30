import pytest
from hypothesis import given
from hypothesis import strategies as st

from napas.exchange.spreadsheet.characters import plain_name, strange_characters


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("RS Harapan", ""),
        ("dua\nbaris\r\tdan tab", ""),
        ("RS\u00a0A", "U+00A0"),
        ("\u202eA\u200b", "U+200B, U+202E"),
        ("\ufeffA", "U+FEFF"),
        ("".join(map(chr, range(1, 9))), "U+0001, U+0002, U+0003, U+0004, U+0005"),
    ],
)
def test_characters_nobody_sees_are_named(text: str, named: str) -> None:
    assert strange_characters(text) == named


@given(st.text())
def test_a_plain_name_can_be_printed_and_is_as_long(name: str) -> None:
    assert plain_name(name).isprintable()
    assert len(plain_name(name)) == len(name)
