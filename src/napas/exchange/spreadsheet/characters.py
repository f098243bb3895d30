"""Characters nobody sees: they make two texts that look alike differ."""

PLAIN_BREAKS = frozenset("\n\r\t")
MOST_NAMED = 5


def strange_characters(text: str) -> str:
    """The characters of a text that nobody sees, as "U+00A0, U+200B"; empty for none.

    Blanks other than the common one, marks of direction, joiners and control
    characters; line breaks and tabs are plain.
    """
    found = {mark for mark in text if not (mark.isprintable() or mark in PLAIN_BREAKS)}
    return ", ".join(f"U+{ord(mark):04X}" for mark in sorted(found)[:MOST_NAMED])


def plain_name(name: str) -> str:
    """A name fit for a message, whatever it holds, with all its letters."""
    return "".join(mark if mark.isprintable() else "�" for mark in name)
