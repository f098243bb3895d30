"""One sheet of an .xlsx book: what it says of its cells beside their values."""

import re

from napas.domain.finding import Grade, Spot, find
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.limits import Limits
from napas.exchange.spreadsheet.number_formats import PLAIN
from napas.exchange.spreadsheet.office_open import (
    TRUE,
    Looks,
    asks_another_program,
)
from napas.exchange.spreadsheet.sheet_facts import (
    FORMULA,
    LETTERS,
    MOMENT,
    VALUED,
    WORDED,
    Area,
    SheetFacts,
    contradiction,
)
from napas.exchange.spreadsheet.xml_reading import (
    Attributes,
    Listener,
    local,
    read_xml,
    whole_number,
)

REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/",
    "http://purl.oclc.org/ooxml/spreadsheetml/",
)
"""Of the elements of sheets, in the common and in the strict form."""
FOREIGN = "?"
"""The name of an element of another language."""
NUMBER = re.compile(r"[0-9]{1,9}")
"""Of a style or a shared text; readers differ on anything else."""
ODD_ATTRIBUTE = re.compile(rb"<(?:[\w.-]+:)?(?:row|c|v|f|is|t)\s[^>]*&#")
"""Readers differ on whether to decode it; no program writes it."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Of a sheet of any office program."""
SHARED_TYPE = "s"
TEXT_TYPES = frozenset({SHARED_TYPE, "str", "inlineStr"})
FAULT_TYPE, MOMENT_TYPE = "e", "d"
CELLS = frozenset({"sheetData", "row", "c"})
NEVER_FOREIGN = frozenset({"sheetData", "c"})
HOLDERS = frozenset({"v", "t"})
PARTS_OF_CELL = frozenset({*HOLDERS, "f"})
PARTS_OF_TEXT = frozenset(
    {
        *("is", "r", "rPr", "rPh", "phoneticPr", "rFont", "charset", "family"),
        *("scheme", "b", "i", "u", "strike", "outline", "shadow", "condense"),
        *("extend", "color", "sz", "vertAlign"),
    }
)
"""What may stand in a cell beside them; any other element ends the cells."""
NO_SIZE = frozenset({"0", "0.0"})
LETTERS_OF_COLUMNS = 26


def read_open_sheet(
    content: bytes, name: str, looks: Looks, limits: Limits
) -> SheetFacts:
    """Read a sheet once.

    Raises:
        RefusedError: it is broken, contradicts itself, is beyond the limits, or holds
            a formula that runs a program.
    """
    if b"&#" in content and ODD_ATTRIBUTE.search(content):
        spot = Spot(sheet=name)
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.HIDDEN_MARKUP, spot=spot))
    facts = SheetFacts(limits, name)
    reader = _SheetReader(facts, looks)
    read_xml(content, Listener(reader.opened, reader.told, reader.closed))
    facts.finish()
    return facts


class _SheetReader:
    """Where the reading of a sheet stands: row, column, element."""

    def __init__(self, facts: SheetFacts, looks: Looks) -> None:
        self.facts = facts
        self.formats = {str(number): each for number, each in enumerate(looks.styles)}
        self.empty_strings = looks.empty_strings
        self.names: dict[str, str] = {}
        self.columns: dict[str, int] = {}
        self.among_cells = self.ended = False
        self.row = self.column = 0
        self.row_text = ""
        self.format = PLAIN
        self.type = ""
        self.element = ""
        self.holder = ""
        self.noted = self.calculated = False
        self.text = ""

    def opened(self, name: str, attributes: Attributes) -> None:
        """Follow an element as it begins."""
        element = self.names.get(name)
        if element is None:
            element = self.names[name] = self.name_of(name)
        self.element, self.text = element, ""
        if not self.among_cells:
            self.open_outside(element, attributes)
        elif element == "c":
            self.open_cell(attributes)
        elif element == "row":
            self.open_row(attributes)
        elif element in PARTS_OF_CELL:
            self.open_part(element, attributes)
        elif element not in PARTS_OF_TEXT:
            self.among_cells = False
            self.open_outside(element, attributes)

    def name_of(self, name: str) -> str:
        """An element of ours by its name; those of others are all alike."""
        if name.startswith(SPACES):
            return local(name)
        if local(name) in NEVER_FOREIGN:  # a reader that asks less would take it
            raise contradiction(self.facts.name, max(self.row, 1), max(self.column, 1))
        return FOREIGN

    def told(self, text: str) -> None:
        """Take text, which may come in pieces."""
        if self.element in PARTS_OF_CELL:
            self.text += text

    def closed(self, _: str) -> None:
        """Look at an element that is over; blanks behind it belong to nothing."""
        element, self.element = self.element, ""
        if not self.among_cells:
            return
        if element == "f":
            self.take_formula(self.text)
        elif element in HOLDERS and not self.noted and self.text.strip():
            self.noted = True
            self.take_value(element, self.text)

    def open_outside(self, element: str, attributes: Attributes) -> None:
        if element in CELLS and self.ended:  # another reader might go on
            raise contradiction(self.facts.name, max(self.row, 1), max(self.column, 1))
        if element == "sheetData":
            self.among_cells = self.ended = True
        elif element == "col":
            self.open_columns(attributes)
        elif element == "mergeCell":
            self.facts.merged.append(self.area(attributes.get("ref", "")))

    def open_row(self, attributes: Attributes) -> None:
        self.row = whole_number(attributes.get("r", str(self.row + 1)), LAST_ROW)
        self.column, self.row_text = 0, str(self.row)
        if _is_hidden(attributes, "ht"):
            self.facts.hidden_rows.add(self.row)

    def open_columns(self, attributes: Attributes) -> None:
        if _is_hidden(attributes, "width"):
            first = whole_number(attributes.get("min", ""), LAST_COLUMN)
            last = whole_number(attributes.get("max", ""), LAST_COLUMN)
            self.facts.hidden_columns.append((first, last))

    def open_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
        else:
            own = reference.endswith(self.row_text)
            known = self.columns.get(reference[: -len(self.row_text)]) if own else None
            self.column = known or self.place_in_row(reference)
        self.type = attributes.get("t", "")
        style = attributes.get("s", "0")
        self.format = self.formats.get(style, PLAIN)
        if self.format is PLAIN and not NUMBER.fullmatch(style):
            raise self.broken()
        self.holder, self.noted, self.calculated = "", False, False

    def place_in_row(self, reference: str) -> int:
        """The column of a reference, whose row must be the one that is read."""
        row, column = self.place(reference)
        if row != self.row:
            raise contradiction(self.facts.name, row, column)
        return column

    def open_part(self, element: str, attributes: Attributes) -> None:
        if not self.column:
            raise self.broken()
        if element == "f":
            self.open_formula(attributes)
        else:
            self.open_holder(element)

    def open_holder(self, element: str) -> None:
        """Follow an element that holds a value: one `v`, or the pieces of a text."""
        if self.holder == "v" or self.holder not in {"", element}:
            raise contradiction(self.facts.name, self.row, self.column)
        self.holder = element
        self.facts.stretch(self.row, self.column)
        if self.calculated and self.type in TEXT_TYPES:
            self.facts.mark(self.row, self.column, LETTERS)

    def open_formula(self, attributes: Attributes) -> None:
        self.calculated = True
        self.facts.mark(self.row, self.column, FORMULA)
        if attributes.get("t", "") in {"array", "dataTable"}:
            self.facts.filled.append(self.area(attributes.get("ref", "")))

    def take_formula(self, formula: str) -> None:
        if asks_another_program(formula):
            spot = Spot(sheet=self.facts.name)
            raise RefusedError(find(Grade.STOP, SpreadsheetCode.COMMANDS, spot=spot))

    def take_value(self, element: str, text: str) -> None:
        facts, row, column = self.facts, self.row, self.column
        if element == "t" or self.type in TEXT_TYPES:
            shared = element == "v" and self.type == SHARED_TYPE
            if shared and not NUMBER.fullmatch(text):
                raise self.broken()
            empty = shared and text in self.empty_strings
            facts.mark(row, column, VALUED | (LETTERS if empty else 0))
            return
        bits = MOMENT
        if self.type != MOMENT_TYPE:
            bits = self.format.bits_of(zero=not text.strip("-0."))
        facts.mark(row, column, VALUED | bits)
        if self.format.bits & WORDED and not facts.wording:
            facts.wording = self.format.wording
        if self.type == FAULT_TYPE or (bits & MOMENT and text.startswith("-")):
            facts.faults[row, column] = text

    def area(self, reference: str) -> Area:
        first, _, last = reference.partition(":")
        return (*self.place(first), *self.place(last or first))

    def place(self, reference: str) -> tuple[int, int]:
        """Row and column of a reference such as "F7"."""
        matched = REFERENCE.fullmatch(reference)
        if matched is None:
            raise self.broken()
        letters = matched[1]
        column = self.columns.get(letters, 0)
        if not column:
            for letter in letters:
                column = column * LETTERS_OF_COLUMNS + ord(letter) - ord("A") + 1
            self.columns[letters] = column
        row = int(matched[2])
        if row > LAST_ROW or column > LAST_COLUMN:
            raise self.broken()
        return row, column

    def broken(self) -> RefusedError:
        spot = Spot(row=self.row, sheet=self.facts.name)
        return RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN, spot=spot))


def _is_hidden(attributes: Attributes, size: str) -> bool:
    return attributes.get("hidden", "") in TRUE or attributes.get(size, "") in NO_SIZE
