"""Text that a spreadsheet would run as a formula, made harmless and back again.

A cell that begins with one of the marks below is run by common spreadsheets when the
file is opened. On writing such text gets an apostrophe in front, which spreadsheets
take as "this is text"; on reading exactly that apostrophe is taken off again, so that
a table written and read is the same. Numbers and moments are never touched: a minus
before a figure is no formula.
"""

MARKS = frozenset("=+-@\t\r＝＋－＠")  # noqa: RUF001  spreadsheets run these too
GUARD = "'"


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text."""
    return text[:1] in MARKS


def guard(text: str) -> str:
    """Put the apostrophe before text that begins like a formula, or like a guard."""
    return GUARD + text if _needs_guard(text) else text


def unguard(text: str) -> str:
    """Take off the apostrophe that `guard` puts on, and no other."""
    if not text.startswith(GUARD):
        return text
    bare = text.removeprefix(GUARD)
    return bare if _needs_guard(bare) else text


def _needs_guard(text: str) -> bool:
    return text.lstrip(GUARD)[:1] in MARKS
