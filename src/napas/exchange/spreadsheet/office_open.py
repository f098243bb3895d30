"""The parts of an .xlsx book other than its sheets: which sheets, which formats."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from napas.domain.finding import Grade, find
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.number_formats import (
    PLAIN,
    NumberFormat,
    built_in,
    read_format,
)
from napas.exchange.spreadsheet.xml_reading import (
    BETWEEN,
    Attributes,
    Listener,
    local,
    read_xml,
    whole_number,
)

BOOK = "xl/workbook.xml"
BOOK_LINKS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
MAIN_LINKS = "_rels/.rels"
SHEETS = "xl/worksheets/"
LINKS = "xl/externalLinks/"
COMMAND_LINK = "ddeLink"
WORKSHEET = "/worksheet"
MACRO_SHEETS = ("/xlMacrosheet", "/xlIntlMacrosheet")
VISIBLE = "visible"
TRUE = frozenset({"1", "true", "on"})
STRING_DEPTH = 2
COUNTS = frozenset({"count", "uniqueCount"})
STRING_END, TEXT_END = f"{BETWEEN}si", f"{BETWEEN}t"
QUOTED = re.compile(r'"[^"]*"' + r"|'[^']*'")
BUILT_IN = re.compile(r"[0-9]{1,3}")
"""Numbers of formats that need no writing out."""
COMMAND = "|"
"""Between program and topic of a formula that asks another program for data."""


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the book lists it.

    Attributes:
        part: name of the part that holds it; empty for a sheet without cells.
    """

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Kind and target of a link from one part to another."""

    kind: str
    target: str


NO_LINK = Link("", "")


@dataclass(slots=True)
class OpenBook:
    """What the book says of itself.

    Attributes:
        uncalculated: its formulas must be calculated when it is opened, so that what
            it keeps of them are no results.
        macros: it lists a sheet of macros.
    """

    sheets: list[SheetEntry] = field(default_factory=list)
    uncalculated: bool = False
    macros: bool = False


@dataclass(slots=True)
class Looks:
    """What cells refer to by number.

    Attributes:
        styles: formats of cells.
        empty_strings: numbers, as written, of shared texts without letters.
    """

    styles: list[NumberFormat] = field(default_factory=list)
    empty_strings: set[str] = field(default_factory=set)


def is_kept(name: str) -> bool:
    """Whether a part is needed to read values."""
    fixed = {BOOK, BOOK_LINKS, STYLES, STRINGS, TYPES, MAIN_LINKS}
    return name in fixed or (name.startswith(SHEETS) and name.endswith(".xml"))


def is_wanted(name: str) -> bool:
    """Whether a part is looked at."""
    return is_kept(name) or (name.startswith(LINKS) and name.endswith(".xml"))


def refuse_commands(content: bytes) -> None:
    """Refuse a link to another program; one to another file may pass.

    Raises:
        RefusedError: it is one, or it is broken.
    """

    def opened(name: str, _: Attributes) -> None:
        if local(name) == COMMAND_LINK:
            raise RefusedError(find(Grade.STOP, SpreadsheetCode.COMMANDS))

    read_xml(content, Listener(opened))


def read_open_book(parts: Mapping[str, bytes]) -> OpenBook:
    """Read which sheets there are, in their order.

    Raises:
        RefusedError: a part is missing or broken, or a name stands for a command.
    """
    if BOOK not in parts or BOOK_LINKS not in parts:
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN))
    targets = read_links(parts[BOOK_LINKS])
    book = OpenBook()
    defined: list[str] = []

    def opened(name: str, attributes: Attributes) -> None:
        match local(name):
            case "sheet":
                link = targets.get(_identity(attributes), NO_LINK)
                book.macros |= link.kind.endswith(MACRO_SHEETS)
                hidden = attributes.get("state", VISIBLE) != VISIBLE
                name = attributes.get("name", "")
                book.sheets.append(entry_of(name, link, parts, hidden=hidden))
            case "calcPr":
                book.uncalculated |= attributes.get("fullCalcOnLoad", "") in TRUE
            case "definedName":
                defined.append("")

    def told(text: str) -> None:
        if defined:
            defined[-1] += text

    read_xml(parts[BOOK], Listener(opened, told))
    if any(map(asks_another_program, defined)):
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.COMMANDS))
    return book


def read_links(content: bytes) -> dict[str, Link]:
    """What a book links to, by the name it uses.

    Raises:
        RefusedError: the part is broken.
    """
    found: dict[str, Link] = {}

    def opened(name: str, told: Attributes) -> None:
        if local(name) == "Relationship":
            link = Link(told.get("Type", ""), told.get("Target", ""))
            found[told.get("Id", "")] = link

    read_xml(content, Listener(opened))
    return found


def entry_of(
    name: str, link: Link, parts: Mapping[str, bytes], *, hidden: bool
) -> SheetEntry:
    """A sheet by the link that leads to it.

    Raises:
        RefusedError: it leads nowhere.
    """
    part = ""
    if link.kind.endswith(WORKSHEET):
        absolute = link.target.startswith("/")
        part = link.target.removeprefix("/") if absolute else f"xl/{link.target}"
        if part not in parts:
            raise RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN))
    return SheetEntry(name, part, hidden)


def read_looks(parts: Mapping[str, bytes]) -> Looks:
    """Read the formats of cells, and which of the shared texts are empty.

    Raises:
        RefusedError: a part is broken.
    """
    looks = Looks()
    if STYLES in parts:
        _read_styles(parts[STYLES], looks)
    if STRINGS in parts:
        _read_strings(parts[STRINGS], looks)
    return looks


def asks_another_program(formula: str) -> bool:
    """Whether a formula is of the kind `program|topic!item`, which runs the program."""
    return COMMAND in QUOTED.sub("", formula)


def _identity(attributes: Attributes) -> str:
    return next((attributes[key] for key in attributes if local(key) == "id"), "")


def _format(number: str, written: Mapping[str, str]) -> NumberFormat:
    if number in written:
        return read_format(written[number])
    known = BUILT_IN.fullmatch(number)
    return built_in(int(number)) if known else PLAIN


def _read_styles(content: bytes, looks: Looks) -> None:
    written: dict[str, str] = {}
    within: list[str] = []

    def opened(name: str, attributes: Attributes) -> None:
        match local(name):
            case "numFmt":
                number = attributes.get("numFmtId", "")
                written[number] = attributes.get("formatCode", "")
            case "cellXfs":
                if within or looks.styles:  # readers would count them differently
                    raise RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN))
                within.append(name)
            case "xf" if within:
                number = attributes.get("numFmtId", "0")
                looks.styles.append(_format(number, written))

    def closed(name: str) -> None:
        if name in within:
            within.clear()

    read_xml(content, Listener(opened, closed=closed))


def _read_strings(content: bytes, looks: Looks) -> None:
    count = depth = 0
    in_text = False

    def opened(name: str, attributes: Attributes) -> None:
        nonlocal count, depth, in_text
        depth += 1
        in_text = name.endswith(TEXT_END)
        for declared in COUNTS.intersection(attributes):
            if attributes[declared] != "0":  # room is made for as many as it says
                whole_number(attributes[declared], len(content))
        if name.endswith(STRING_END):
            if depth != STRING_DEPTH:  # readers would count them differently
                raise RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN))
            looks.empty_strings.add(str(count))
            count += 1

    def told(text: str) -> None:
        if in_text and not text.isspace():
            looks.empty_strings.discard(str(count - 1))

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    read_xml(content, Listener(opened, told, closed))
