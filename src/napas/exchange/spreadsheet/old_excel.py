"""The records of an .xls book: what it says of its cells beside their values.

Records are told by their numbers in MS-XLS 2.3; only books of Excel 97 and later.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from napas.domain.finding import Grade, Spot, find
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.excel_records import mark_number, note_fault
from napas.exchange.spreadsheet.limits import Limits
from napas.exchange.spreadsheet.number_formats import (
    NumberFormat,
    built_in,
    read_format,
)
from napas.exchange.spreadsheet.sheet_facts import (
    FORMULA,
    LETTERS,
    VALUED,
    SheetFacts,
)

HEAD = struct.Struct("<HH")
"""Number of a record and how many bytes follow."""
BEGIN, END = 0x0809, 0x000A
VERSION = 0x0600
PASSWORD, MACROS, SHEET, FORMAT, STYLE = 0x002F, 0x00D3, 0x0085, 0x041E, 0x00E0
LINK = 0x01AE
LINK_TO_SELF = frozenset({0x0401, 0x3A01})
"""Instead of the length of a name: this book, or functions that were added."""
COMMAND_SEPARATOR = "\x03"
"""Between program and topic of a link to another program."""
WORKSHEET, MACRO_KINDS = 0, frozenset({1, 6})
HIDDEN_STATE = 0x03
HIDDEN_ROW, HIDDEN_COLUMN, WIDE = 0x20, 0x01, 0x01
NO_NUMBER = b"\xff\xff"
"""Where a formula's number would end, if its result is none."""
RESULT_LETTERS, RESULT_ERROR, RESULT_BLANK = 0, 2, 3


@dataclass(slots=True)
class OldSheet:
    """A sheet as the book lists it.

    Attributes:
        begin: where its records begin.
        kind: 0 a sheet of cells, 1 macros, 2 a chart, 6 a module.
    """

    name: str
    begin: int
    hidden: bool
    kind: int


@dataclass(slots=True)
class OldBook:
    """What the book says of itself."""

    sheets: list[OldSheet] = field(default_factory=list)
    styles: list[NumberFormat] = field(default_factory=list)
    macros: bool = False
    linked: bool = False


def read_old_book(stream: bytes) -> OldBook:
    """Read which sheets there are, in their order, and the formats of cells.

    Raises:
        RefusedError: the book has a password, is of an earlier time, is broken, or
            asks another program for data.
    """
    book = OldBook()
    formats: dict[int, NumberFormat] = {}
    for number, (kind, data) in enumerate(_records(stream, 0)):
        if number == 0 and (kind != BEGIN or _word(data, 0) != VERSION):
            raise RefusedError(find(Grade.STOP, SpreadsheetCode.TOO_OLD))
        if kind == PASSWORD:
            raise RefusedError(find(Grade.STOP, SpreadsheetCode.PASSWORD))
        if kind == FORMAT:
            code = _letters(data, 5, _word(data, 2), data[4:5])
            formats[_word(data, 0)] = read_format(code)
        elif kind == STYLE:
            each = _word(data, 2)
            book.styles.append(formats.get(each, built_in(each)))
        elif kind == SHEET:
            book.sheets.append(_sheet(data))
        elif kind == LINK:
            book.linked |= _is_link(data)
        book.macros |= kind == MACROS
    book.macros |= any(sheet.kind in MACRO_KINDS for sheet in book.sheets)
    return book


def read_old_sheet(
    stream: bytes, sheet: OldSheet, styles: list[NumberFormat], limits: Limits
) -> SheetFacts:
    """Read the records of a sheet once.

    Raises:
        RefusedError: they are broken, contradict each other or are beyond the limits.
    """
    facts = SheetFacts(limits, sheet.name)
    reader = _SheetReader(facts, styles)
    for kind, data in _records(stream, sheet.begin):
        reader.take(kind, data)
    facts.finish()
    return facts


class _SheetReader:
    """Takes the records of cells, rows, columns and merged areas."""

    def __init__(self, facts: SheetFacts, styles: list[NumberFormat]) -> None:
        self.facts = facts
        self.styles = styles
        self.takers: dict[int, Callable[[bytes], None]] = {
            0x0006: self.take_formula,
            0x007D: self.take_columns,
            0x00BD: self.take_numbers,
            0x00D6: self.take_letters,
            0x00E5: self.take_merged,
            0x00FD: self.take_letters,
            0x0203: self.take_number,
            0x0204: self.take_letters,
            0x0205: self.take_flag,
            0x0208: self.take_row,
            0x0221: self.take_filled,
            0x0236: self.take_filled,
            0x027E: self.take_number,
        }

    def take(self, kind: int, data: bytes) -> None:
        """Take a record; those that say nothing of cells are passed by."""
        taker = self.takers.get(kind)
        if taker is not None:
            try:
                taker(data)
            except (struct.error, IndexError):
                spot = Spot(sheet=self.facts.name)
                fault = find(Grade.STOP, SpreadsheetCode.BROKEN, spot=spot)
                raise RefusedError(fault) from None

    def take_number(self, data: bytes) -> None:
        row, column, style = struct.unpack_from("<3H", data)
        self.mark(row, column, style, data[6:])

    def take_numbers(self, data: bytes) -> None:
        row, first = struct.unpack_from("<2H", data)
        many = struct.iter_unpack("<H4s", data[4:-2])
        for column, (style, packed) in enumerate(many, start=first):
            self.mark(row, column, style, packed)

    def take_letters(self, data: bytes) -> None:
        row, column = struct.unpack_from("<2H", data)
        self.facts.mark(row + 1, column + 1, VALUED | LETTERS)

    def take_flag(self, data: bytes) -> None:
        row, column, _, value, error = struct.unpack_from("<3H2B", data)
        self.facts.mark(row + 1, column + 1, VALUED)
        if error:
            note_fault(self.facts, (row + 1, column + 1), value)

    def take_formula(self, data: bytes) -> None:
        row, column, style, result = struct.unpack_from("<3H8s", data)
        if not result.endswith(NO_NUMBER):
            self.facts.mark(row + 1, column + 1, FORMULA)
            self.mark(row, column, style, result)
            return
        letters = result[0] in {RESULT_LETTERS, RESULT_BLANK}
        bits = FORMULA | VALUED | (LETTERS if letters else 0)
        self.facts.mark(row + 1, column + 1, bits)
        if result[0] == RESULT_ERROR:
            note_fault(self.facts, (row + 1, column + 1), result[2])

    def mark(self, row: int, column: int, style: int, packed: bytes) -> None:
        mark_number(self.facts, (row + 1, column + 1), style, self.styles, packed)

    def take_row(self, data: bytes) -> None:
        if data[12] & HIDDEN_ROW:
            self.facts.hidden_rows.add(_word(data, 0) + 1)

    def take_columns(self, data: bytes) -> None:
        first, last, width, _, told = struct.unpack_from("<5H", data)
        if told & HIDDEN_COLUMN or not width:
            self.facts.hidden_columns.append((first + 1, last + 1))

    def take_merged(self, data: bytes) -> None:
        count = _word(data, 0)
        for area in struct.iter_unpack("<4H", data[2 : 2 + 8 * count]):
            top, bottom, near, far = (each + 1 for each in area)
            self.facts.merged.append((top, near, bottom, far))

    def take_filled(self, data: bytes) -> None:
        top, bottom, near, far = struct.unpack_from("<2H2B", data)
        self.facts.filled.append((top + 1, near + 1, bottom + 1, far + 1))


def _records(stream: bytes, begin: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the book, without those of charts within."""
    at, depth = begin, 0
    while True:
        if at + HEAD.size > len(stream):
            raise _broken()
        kind, size_b = HEAD.unpack_from(stream, at)
        at += HEAD.size
        data = stream[at : at + size_b]
        at += size_b
        depth += (kind == BEGIN) - (kind == END)
        if depth <= 0 and kind == END:
            return
        if depth <= 1:
            yield kind, data


def _sheet(data: bytes) -> OldSheet:
    if len(data) < len(b"\0" * 8):
        raise _broken()
    begin, state, kind, length = struct.unpack_from("<L3B", data)
    name = _letters(data, 8, length, data[7:8])
    return OldSheet(name, begin, bool(state & HIDDEN_STATE), kind)


def _is_link(data: bytes) -> bool:
    """Whether a record is of another file.

    Raises:
        RefusedError: it is of another program.
    """
    length = _word(data, 2)
    if length in LINK_TO_SELF:
        return False
    if COMMAND_SEPARATOR in _letters(data, 5, length, data[4:5]):
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.COMMANDS))
    return True


def _letters(data: bytes, begin: int, length: int, wide: bytes) -> str:
    if wide and wide[0] & WIDE:
        return data[begin : begin + 2 * length].decode("utf-16-le", "replace")
    return data[begin : begin + length].decode("latin-1")


def _word(data: bytes, begin: int) -> int:
    """Two bytes as a number."""
    word = data[begin : begin + 2]
    if len(word) < len(NO_NUMBER):
        raise _broken()
    return int.from_bytes(word, "little")


def _broken() -> RefusedError:
    return RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN))
