"""A typed text before it is read: text at all, short, of known characters."""

import unicodedata

from napas.units.refusal import (
    NotTextError,
    TextEmptyError,
    TextStrangeCharacterError,
    TextTooLongError,
)

LONGEST_TEXT = 80
"""Characters; the longest sensible amount ("1,234,567.89 kL LOX/day") has thirty."""

_BEYOND_ASCII = "\N{SUPERSCRIPT THREE}\N{DEGREE SIGN}"


def plain_entry(text: object) -> str:
    """Give back what was typed, without spaces around it.

    Known are the printable ASCII characters, the small three of a cubic metre and the
    degree sign. Digits of other scripts, full-width forms, letters that look like
    digits, invisible spaces and line ends are refused.

    Raises:
        NotTextError: a number, a truth value or nothing instead of text.
        TextEmptyError: nothing but spaces.
        TextTooLongError: more than 80 characters.
        TextStrangeCharacterError: a character that no amount needs.
    """
    if not isinstance(text, str):
        raise NotTextError(kind=type(text).__name__)
    if len(text) > LONGEST_TEXT:
        raise TextTooLongError(length=len(text), limit=LONGEST_TEXT)
    for position, character in enumerate(text, start=1):
        known = character.isascii() and character.isprintable()
        if not known and character not in _BEYOND_ASCII:
            raise TextStrangeCharacterError(
                character=f"U+{ord(character):04X}",
                name=unicodedata.name(character, ""),
                position=position,
            )
    stripped = text.strip(" ")
    if not stripped:
        raise TextEmptyError
    return stripped
