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

_BEYOND_ASCII = "\N{SUPERSCRIPT THREE}\N{SUBSCRIPT TWO}\N{DEGREE SIGN}"
# What office programs and phones put in place of a space and of a degree sign.
_LOOKALIKES = str.maketrans(
    dict.fromkeys("\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", " ")
    | dict.fromkeys("\N{MASCULINE ORDINAL INDICATOR}\N{RING ABOVE}", "\N{DEGREE SIGN}")
)


def plain_entry(text: object) -> str:
    """Give back what was typed, with plain spaces and none around it.

    Known are the printable ASCII characters, the small three of a cubic metre, the
    small two of O2 and the degree sign; a line end may stand at the end, and a tab or
    unbreakable space in place of a space. Digits of other scripts, full-width forms,
    letters that look like digits and invisible characters are refused.

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
    typed = text.rstrip("\r\n").translate(_LOOKALIKES)
    for position, character in enumerate(typed, start=1):
        known = character.isascii() and character.isprintable()
        if not known and character not in _BEYOND_ASCII:
            raise TextStrangeCharacterError(
                character=f"U+{ord(character):04X}",
                name=unicodedata.name(character, "<control>"),
                position=position,
            )
    stripped = typed.strip(" ")
    if not stripped:
        raise TextEmptyError
    return stripped
