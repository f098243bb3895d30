"""An .ods book: what it says of its cells beside their values.

Cells and rows may stand for many alike; only those that hold something are counted, and
never more than the limits.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from napas.domain.finding import Grade, find
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.limits import Limits
from napas.exchange.spreadsheet.sheet_facts import (
    FORMULA,
    LETTERS,
    MOMENT,
    PERCENT,
    VALUED,
    SheetFacts,
    too_many_cells,
)
from napas.exchange.spreadsheet.xml_reading import (
    Attributes,
    Listener,
    local,
    read_xml,
    whole_number,
)

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
KIND = "mimetype"
STANDARD = "urn:oasis:names:tc:opendocument:xmlns:"
DRAWING = f"{STANDARD}drawing:"
MOST = 1_048_576
"""Rows of a sheet, and more than its columns; a repetition says no more."""
ERROR = re.compile(r"Err:\d+|#(?:[A-Z]+[!?]|N/A|DIV/0!)")
ERROR_UNNAMED = "#"
"""Stands in a cell that says it is an error and not which."""
COMMAND_FORMULA = re.compile(r"\bDDE\(")
COMMAND_ELEMENTS = frozenset({"dde-source", "dde-link", "dde-links"})
LINK_ELEMENTS = frozenset({"table-source", "cell-range-source"})
VALUES = {
    "float": "value",
    "percentage": "value",
    "currency": "value",
    "date": "date-value",
    "time": "time-value",
    "boolean": "boolean-value",
}
"""Which attribute holds the value of a kind of cell; others hold text."""
HOLDING = frozenset({"value-type", "value"})
"""A cell with one of these holds something, be it no letters."""
FLAGS = frozenset({"true", "false"})
LOOKS = {"percentage": PERCENT, "date": MOMENT}
UNSEEN_ROWS = frozenset({"collapse", "filter"})


@dataclass(slots=True)
class OpenDocument:
    """The sheets in their order, and what they rest on.

    Attributes:
        linked: it takes values from another file.
    """

    sheets: list[SheetFacts] = field(default_factory=list)
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the list of parts says: whether they are locked, and which are objects."""

    locked: bool
    objects: bool


def is_wanted(name: str) -> bool:
    """Whether a part is needed to read values."""
    return name in {CONTENT, MANIFEST, KIND}


def read_manifest(parts: Mapping[str, bytes]) -> Manifest:
    """Read whether parts are encrypted, and whether objects but charts are inside.

    Raises:
        RefusedError: the list of parts is missing or broken.
    """
    if MANIFEST not in parts or CONTENT not in parts:
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN))
    met: set[str] = set()

    def opened(name: str, attributes: Attributes) -> None:
        if local(name) == "encryption-data":
            met.add("locked")
        told = _plain(attributes)
        path, kind = told.get("full-path", ""), told.get("media-type", "")
        inner = path.endswith("/") and path != "/"
        if inner and "opendocument" in kind and "chart" not in kind:
            met.add("objects")

    read_xml(parts[MANIFEST], Listener(opened))
    return Manifest("locked" in met, "objects" in met)


def read_open_document(content: bytes, limits: Limits) -> OpenDocument:
    """Read all sheets once.

    Raises:
        RefusedError: the content is broken, contradicts itself, is beyond the limits,
            or asks another program for data.
    """
    document = OpenDocument()
    reader = _ContentReader(document, limits)
    read_xml(content, Listener(reader.opened, reader.told, reader.closed))
    for facts in document.sheets:
        facts.finish()
    return document


class _ContentReader:
    """Where the reading stands: sheet, row, column, and what the cell has told."""

    def __init__(self, document: OpenDocument, limits: Limits) -> None:
        self.document = document
        self.limits = limits
        self.tables = 0
        self.remarks = self.drawings = 0
        self.row = self.rows = 0
        self.column = 0
        self.table_column = 0
        self.cell: Attributes | None = None
        self.text = ""
        self.drawn = self.covered = False
        self.marked = 0

    @property
    def facts(self) -> SheetFacts:
        return self.document.sheets[-1]

    def opened(self, name: str, attributes: Attributes) -> None:
        """Follow an element as it begins."""
        element = local(name) if name.startswith(STANDARD) else ""
        if element in COMMAND_ELEMENTS:
            raise RefusedError(find(Grade.STOP, SpreadsheetCode.COMMANDS))
        self.document.linked |= element in LINK_ELEMENTS
        if element == "table":
            self.open_table(_plain(attributes))
        elif element == "annotation":
            self.remarks += 1
        elif name.startswith(DRAWING):
            self.drawings += 1
        elif self.tables == 1:
            self.open_part(element, attributes)

    def open_part(self, element: str, attributes: Attributes) -> None:
        if element == "table-column":
            self.open_columns(_plain(attributes))
        elif element == "table-row":
            self.open_row(_plain(attributes))
        elif element in {"table-cell", "covered-table-cell"}:
            self.cell, self.text, self.drawn = _plain(attributes), "", False
            self.covered = element.startswith("covered")

    def told(self, text: str) -> None:
        """Take text of a cell, but not of a remark or a drawing upon it."""
        if self.cell is None or self.tables != 1:
            return
        if self.drawings:
            self.drawn |= not text.isspace()
        elif not self.remarks:
            self.text += text

    def closed(self, name: str) -> None:
        """Follow an element as it ends."""
        element = local(name) if name.startswith(STANDARD) else ""
        if element == "table":
            self.tables -= 1
        elif element == "annotation":
            self.remarks -= 1
        elif name.startswith(DRAWING):
            self.drawings -= 1
        elif self.tables != 1:
            return
        elif element == "table-row":
            self.row += self.rows
        elif element in {"table-cell", "covered-table-cell"} and self.cell is not None:
            self.close_cell(self.cell)
            self.cell = None

    def open_table(self, told: Attributes) -> None:
        self.tables += 1
        if self.tables == 1:
            self.document.sheets.append(SheetFacts(self.limits, told.get("name", "")))
            self.row = self.table_column = 1

    def open_columns(self, told: Attributes) -> None:
        first = self.table_column
        self.table_column += self.repeated(told, "columns")
        if told.get("visibility", "") in UNSEEN_ROWS:
            self.facts.hidden_columns.append((first, self.table_column - 1))

    def open_row(self, told: Attributes) -> None:
        self.rows, self.column = self.repeated(told, "rows"), 1
        if told.get("visibility", "") in UNSEEN_ROWS:
            last = min(self.row + self.rows, self.limits.rows + 1)
            self.facts.hidden_rows.update(range(self.row, last))

    def close_cell(self, told: Attributes) -> None:
        """Note a cell, as often as it is repeated."""
        first, count = self.column, self.repeated(told, "columns")
        self.column += count
        self.look_for_commands(told.get("formula", ""))
        across = whole_number(told.get("number-columns-spanned", "1"), MOST)
        down = whole_number(told.get("number-rows-spanned", "1"), MOST)
        if across > 1 or down > 1:
            area = (self.row, first, self.row + down - 1, first + across - 1)
            self.facts.merged.append(area)
        bits = self.bits(told)
        if not (bits or HOLDING.intersection(told)):
            return
        last_row, last_column = self.row + self.rows - 1, self.column - 1
        self.facts.stretch(last_row, last_column)
        self.marked += self.rows * count
        if self.marked > self.limits.cells:
            raise too_many_cells(self.limits)
        if not bits:
            return
        for row in range(self.row, last_row + 1):
            for column in range(first, last_column + 1):
                self.note(row, column, bits, told)

    def note(self, row: int, column: int, bits: int, told: Attributes) -> None:
        self.facts.mark(row, column, bits)
        if self.covered:
            self.facts.covered.add((row, column))
        error = bits & FORMULA and (_is_error(told) or ERROR.fullmatch(self.text))
        letters = told.get("value-type", "") not in VALUES
        mixed = letters and self.drawn  # the value comes with the drawing's text
        if error or mixed:
            self.facts.faults[row, column] = self.text or ERROR_UNNAMED
        if told.get("value-type", "") == "time":
            self.facts.durations.add((row, column))

    def bits(self, told: Attributes) -> int:
        """What there is to say of a cell; 0 for one that is empty."""
        kind = told.get("value-type", "")
        bits = FORMULA if "formula" in told else 0
        if kind == "boolean" and told.get("boolean-value", "") not in FLAGS:
            raise RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN))
        if kind in VALUES:
            bits |= VALUED if told.get(VALUES[kind], "") else 0
        elif told.get("string-value", self.text).strip() or _is_error(told):
            bits |= VALUED
        elif kind:
            bits |= LETTERS if bits else 0
        if bits:
            bits |= LOOKS.get(kind, 0)
        return bits

    def look_for_commands(self, formula: str) -> None:
        if COMMAND_FORMULA.search(formula):
            raise RefusedError(find(Grade.STOP, SpreadsheetCode.COMMANDS))
        self.document.linked |= "file:" in formula

    def repeated(self, told: Attributes, things: str) -> int:
        return whole_number(told.get(f"number-{things}-repeated", "1"), MOST)


def _plain(attributes: Attributes) -> Attributes:
    """Attributes of the standard without namespace, and whether there is an error.

    Office programs repeat the kind of a value outside the standard; only there they
    say that it is an error.
    """
    plain: Attributes = {}
    for name, value in attributes.items():
        if name.startswith(STANDARD):
            plain[local(name)] = value
        elif local(name) == "value-type" and value == "error":
            plain["error"] = value
    return plain


def _is_error(told: Attributes) -> bool:
    return "error" in told
