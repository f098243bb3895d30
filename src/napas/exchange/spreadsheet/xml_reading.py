"""XML from anybody: read in one pass, without declarations of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers.expat import ExpatError, ParserCreate

from napas.domain.finding import Grade, find
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode

BETWEEN = " "
"""Stands between the namespace and the name of an element."""
CHUNK_B = 1 << 16
LETTERS = frozenset({"utf-8", "utf-16", "us-ascii", "iso-8859-1"})
MOST_DIGITS = 10
"""Of any number that counts something in a file of our size."""

Attributes = dict[str, str]
Opened = Callable[[str, Attributes], None]
Told = Callable[[str], None]
Closed = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Listener:
    """What to do with elements and their text; names are "namespace name"."""

    opened: Opened
    told: Told | None = None
    closed: Closed | None = None


def read_xml(content: bytes | memoryview, listener: Listener) -> None:
    """Tell a listener of every element of a part that a book is made of.

    Raises:
        RefusedError: the part is no XML, declares a document type, or holds comments,
            instructions or character sections within its elements, where programs
            differ on what the text is.
    """
    parser = ParserCreate(namespace_separator=BETWEEN)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.StartElementHandler = listener.opened
    parser.CharacterDataHandler = listener.told
    parser.EndElementHandler = listener.closed

    def refuse_inside(*_: object) -> None:
        if listened:
            raise RefusedError(find(Grade.STOP, SpreadsheetCode.HIDDEN_MARKUP))

    listened: list[str] = []

    def open_root(name: str, attributes: Attributes) -> None:
        listened.append(name)
        parser.StartElementHandler = listener.opened
        listener.opened(name, attributes)

    parser.StartElementHandler = open_root
    parser.XmlDeclHandler = _check_letters
    parser.CommentHandler = refuse_inside
    parser.ProcessingInstructionHandler = refuse_inside
    parser.StartCdataSectionHandler = refuse_inside
    try:
        _feed(parser.Parse, content)
    except ExpatError:
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN)) from None


def refuse_declarations(content: bytes | memoryview) -> None:
    """Refuse a part that declares a document type, whatever else it is.

    Raises:
        RefusedError: it does; a part that is no XML at all is let pass.
    """
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declaration
    try:
        _feed(parser.Parse, content)
    except (ExpatError, LookupError, ValueError):
        return  # no XML, or in letters of no known kind


def whole_number(text: str, last: int) -> int:
    """A number from 1 to the last one as an attribute says it.

    Raises:
        RefusedError: it is none.
    """
    digits = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    if not digits or not 1 <= int(text) <= last:
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN))
    return int(text)


def local(name: str) -> str:
    """The name of an element without its namespace."""
    return name.rpartition(BETWEEN)[2]


def _feed(
    parse: Callable[[bytes | memoryview, bool], object], content: bytes | memoryview
) -> None:
    for begin in range(0, len(content), CHUNK_B):
        parse(content[begin : begin + CHUNK_B], False)  # noqa: FBT003  expat's own
    parse(b"", True)  # noqa: FBT003  expat's own


def _check_letters(_: str, letters: str | None, __: int) -> None:
    """Refuse letters of a kind that not all readers know."""
    if letters is not None and letters.lower() not in LETTERS:
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN))


def _refuse_declaration(*_: object) -> None:
    raise RefusedError(find(Grade.STOP, SpreadsheetCode.ENTITIES))
