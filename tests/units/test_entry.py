import pytest

from napas.units.entry import LONGEST_TEXT, plain_entry
from napas.units.refusal import (
    NotTextError,
    TextEmptyError,
    TextStrangeCharacterError,
    TextTooLongError,
)


def test_spaces_around_a_text_are_dropped() -> None:
    assert plain_entry("  20 t ") == "20 t"
    assert plain_entry("6 m\N{SUPERSCRIPT THREE}@15\N{DEGREE SIGN}C").startswith("6 m")


def test_spaces_and_degrees_of_office_programs_are_plain_ones() -> None:
    assert plain_entry("20\N{NO-BREAK SPACE}t") == "20 t"
    assert plain_entry("\t20\N{NARROW NO-BREAK SPACE}t\r\n") == "20 t"
    assert plain_entry("15\N{MASCULINE ORDINAL INDICATOR}C") == "15\N{DEGREE SIGN}C"


def test_a_character_without_a_name_is_told_as_such() -> None:
    with pytest.raises(TextStrangeCharacterError) as refused:
        plain_entry("20\0t")
    assert refused.value.params["name"] == "<control>"


@pytest.mark.parametrize("value", [True, 20, 20.0, None, b"20 t"])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(NotTextError) as refused:
        plain_entry(value)
    assert refused.value.params["kind"] == type(value).__name__


@pytest.mark.parametrize("text", ["", " ", "   "])
def test_nothing_written_is_refused(text: str) -> None:
    with pytest.raises(TextEmptyError):
        plain_entry(text)


def test_an_absurd_length_is_refused() -> None:
    assert plain_entry("9" * LONGEST_TEXT)
    with pytest.raises(TextTooLongError):
        plain_entry("9" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize(
    "character",
    [
        "\N{ARABIC-INDIC DIGIT FIVE}",
        "\N{FULLWIDTH DIGIT FIVE}",
        "\N{DEVANAGARI DIGIT FIVE}",
        "\N{SUPERSCRIPT TWO}",
        "\N{VULGAR FRACTION ONE HALF}",
        "\N{MINUS SIGN}",
        "\N{ZERO WIDTH SPACE}",
        "\N{CYRILLIC SMALL LETTER KA}",
        "\n",
        "\0",
        "\ud800",
    ],
)
def test_a_strange_character_is_refused_with_its_place(character: str) -> None:
    with pytest.raises(TextStrangeCharacterError) as refused:
        plain_entry(f"20{character} t")
    assert refused.value.params["position"] == 3
    assert refused.value.params["character"] == f"U+{ord(character):04X}"
