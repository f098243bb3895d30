"""What the format of a cell shows of its number: per cent, words, thousands, nothing.

A number of 2500 may be shown as "2.5", as "2500 kg", as "250000 %" or not at all. The
reader of columns gets the number, and with it what people saw beside it. The grammar of
formats is ECMA-376 part 1, 18.8.31.
"""

import re
from dataclasses import dataclass

from napas.exchange.spreadsheet.sheet_facts import (
    MOMENT,
    PERCENT,
    SCALED,
    UNSEEN,
    WORDED,
)

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|[_*].|(?P<plain>.)',
    re.DOTALL,
)
GENERAL = re.compile("general", re.IGNORECASE)
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
SCALING = re.compile(r"[0#?],+(?![0#?,])")
"""Commas behind the last digit divide what is shown by a thousand each."""
LITERAL = '"'
"""Stands for any text in a section other than the first."""
ZERO_SECTION = 2
"""Sections are for positive and negative numbers, for zero, for text."""
MOMENT_LETTERS = frozenset("dmyhsDMYHS")
PERCENT_IDS = frozenset({9, 10})
MOMENT_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format does.

    Attributes:
        bits: of MOMENT, PERCENT, WORDED, SCALED and UNSEEN.
        wording: the text beside the number; empty for none.
        hides_zero: a zero is not shown.
    """

    bits: int = 0
    wording: str = ""
    hides_zero: bool = False

    def bits_of(self, *, zero: bool) -> int:
        """The bits of a number that is zero, or is not."""
        return self.bits | (UNSEEN if zero and self.hides_zero else 0)


PLAIN = NumberFormat()


def built_in(number: int) -> NumberFormat:
    """A format known by its number alone."""
    if number in MOMENT_IDS:
        return NumberFormat(MOMENT)
    return NumberFormat(PERCENT if number in PERCENT_IDS else 0)


def read_format(code: str) -> NumberFormat:
    """Read a format as it is written; of its sections the first, for positive ones."""
    sections, wording, elapsed = _take_apart(code)
    first = sections[0]
    if elapsed or MOMENT_LETTERS.intersection(first):
        return NumberFormat(MOMENT)
    bits = PERCENT if "%" in first else 0
    if any(map(str.isalpha, wording)):
        bits |= WORDED
    if SCALING.search(first):
        bits |= SCALED
    if len(sections) > 1 and not first and not wording:
        bits |= UNSEEN
    hides_zero = len(sections) > ZERO_SECTION and not sections[ZERO_SECTION]
    return NumberFormat(bits, wording if bits & WORDED else "", hides_zero)


def _take_apart(code: str) -> tuple[list[str], str, bool]:
    """The sections without words, the words of the first, and whether time elapses."""
    sections = [""]
    words: list[str] = []
    elapsed = False
    for token in TOKEN.finditer(GENERAL.sub("", code)):
        literal = token["quoted"] or token["escaped"]
        if token["plain"] == ";":
            sections.append("")
        elif token["plain"]:
            sections[-1] += token["plain"]
        elif literal and len(sections) == 1:
            words.append(literal)
        elif literal:
            sections[-1] += LITERAL
        elif token["bracket"] and ELAPSED.fullmatch(token["bracket"]):
            elapsed = True
    return sections, "".join(words).strip(), elapsed
