"""A pasted text made plain: as long as before, with nothing in it that could deceive.

Every character keeps its place, so that what is read can be shown where it stands.
Emoji become spaces. Digits and letters of other scripts, and invisible characters
inside a word or number, become a mark that spoils what it touches.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from napas.errors import InvalidError
from napas.exchange.texts.readings import Passage
from napas.units.refusal import NotTextError, TextEmptyError

LONGEST_PASTE = 10_000
"""Characters; a district's list of forty hospitals has about 4,000 (judgement)."""
STRANGE = "\x01"
"""Stands for a character that no amount may hold."""


class PasteTooLongError(InvalidError):
    """The pasted text is longer than any message."""

    code = "paste-too-long"


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text and its plain form.

    Attributes:
        text: as it was pasted.
        plain: as long, in lower case, of printable ASCII, line ends and `STRANGE`.
        unreadable: lines whose order on the screen may differ from that in the text;
            numbers there are not read.
        crossed_out: what the sender struck through.
    """

    text: str
    plain: str
    unreadable: tuple[Passage, ...] = ()
    crossed_out: tuple[Passage, ...] = ()


def make_plain(text: object) -> PlainText:
    """Make a pasted text plain.

    Raises:
        NotTextError: a number, a truth value or nothing instead of text.
        PasteTooLongError: more than 10,000 characters.
        TextEmptyError: nothing that could be read.
    """
    if not isinstance(text, str):
        raise NotTextError(kind=type(text).__name__)
    if len(text) > LONGEST_PASTE:
        raise PasteTooLongError(length=len(text), limit=LONGEST_PASTE)
    turned: tuple[Passage, ...] = ()
    if _PLAIN.fullmatch(text):
        plain = text.lower()
    else:
        small = _CUBED.sub("3", _SUBSCRIPT.sub("2", text))
        plain = _HIDDEN.sub(_spoilt_or_space, "".join(map(_plain_character, small)))
        turned = tuple(_turned_lines(text, plain))
    plain = plain.translate(_MARKUP)
    if not plain.strip():
        raise TextEmptyError
    crossed = tuple(Passage(*match.span()) for match in _CROSSED_OUT.finditer(plain))
    return PlainText(text, plain, turned, crossed)


_PLAIN = re.compile(r"[\n -~]*")
_MARKUP = dict.fromkeys(map(ord, "*_`"), " ")
"""With these a phone shows words bold, slanted or plain."""
_CUBED = re.compile("(?<=[mM])\N{SUPERSCRIPT THREE}")
_SUBSCRIPT = re.compile("(?<=[oO])[\N{SUBSCRIPT TWO}\N{SUPERSCRIPT TWO}]")
_HIDES = "\x04"
# Between letters or digits it tears in two what looks like one; elsewhere it is idle.
_HIDDEN = re.compile(f"{_HIDES}+")
_CROSSED_OUT = re.compile(r"(?<![a-z0-9~])~(?=[^\s~])[^~\n]*?(?<=[^\s~])~(?![a-z0-9~])")
_TURNING = frozenset(
    {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}
)
"""Bidirectional classes that turn what stands beside them."""
_LOOKALIKES = {
    **dict.fromkeys("\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{HYPHEN}", "-"),
    **dict.fromkeys("\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}", "-"),
    **dict.fromkeys("\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}", "'"),
    **dict.fromkeys("\N{PLUS-MINUS SIGN}\N{ALMOST EQUAL TO}\N{TILDE OPERATOR}", "~"),
    **dict.fromkeys("\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\x85\x0b\x0c", "\n"),
    **dict.fromkeys("\N{BULLET}\N{MIDDLE DOT}\N{BLACK SMALL SQUARE}", "*"),
    **dict.fromkeys("\t\r\N{VARIATION SELECTOR-16}", " "),
    "\N{LESS-THAN OR EQUAL TO}": "<",
    "\N{GREATER-THAN OR EQUAL TO}": ">",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{HORIZONTAL ELLIPSIS}": ".",
}


def _plain_character(character: str) -> str:
    if "\n" <= character <= "~" and (character >= " " or character == "\n"):
        return character.lower()
    if character in _LOOKALIKES:
        return _LOOKALIKES[character]
    category = unicodedata.category(character)
    if category in ("Cc", "Cf"):
        return _HIDES
    if category[0] in "LNM":
        base = unicodedata.normalize("NFD", character)[0]
        return base.lower() if base.isascii() and base.isalpha() else STRANGE
    return " "


def _spoilt_or_space(hidden: re.Match[str]) -> str:
    plain = hidden.string
    before = plain[hidden.start() - 1 : hidden.start()]
    after = plain[hidden.end() : hidden.end() + 1]
    torn = before.isalnum() and after.isalnum()
    return (STRANGE if torn else " ") * len(hidden.group())


def _turned_lines(text: str, plain: str) -> Iterator[Passage]:
    begin = 0
    for line in plain.split("\n"):
        end = begin + len(line)
        written = text[begin:end]
        if not written.isascii() and any(
            unicodedata.bidirectional(character) in _TURNING for character in written
        ):
            yield Passage(begin, end)
        begin = end + 1
