"""The records of an .xlsb book: what it says of its cells beside their values.

Records are told by their numbers in MS-XLSB 2.3; their head is one or two bytes for the
number and one to four for the size, seven bits each.
"""

import struct
from collections.abc import Callable, Iterator, Mapping

from napas.domain.finding import Grade, Spot, find
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.excel_records import mark_number, note_fault
from napas.exchange.spreadsheet.limits import Limits
from napas.exchange.spreadsheet.number_formats import (
    NumberFormat,
    built_in,
    read_format,
)
from napas.exchange.spreadsheet.office_open import (
    NO_LINK,
    SheetEntry,
    entry_of,
    read_links,
)
from napas.exchange.spreadsheet.sheet_facts import (
    FORMULA,
    LETTERS,
    VALUED,
    SheetFacts,
    check_count,
)

BOOK = "xl/workbook.bin"
BOOK_LINKS = "xl/_rels/workbook.bin.rels"
STYLES = "xl/styles.bin"
STRINGS = "xl/sharedStrings.bin"
SHEETS = "xl/worksheets/"
SHEET, FORMAT, STYLE, STYLES_BEGIN, STYLES_END = 156, 44, 47, 617, 618
CELLS_END = 146
FAULTS, FLAGS = frozenset({3, 11}), frozenset({4, 10})
NUMBERS = {2: 4, 5: 8, 9: 8}
"""Cells of numbers, and how many bytes a number takes."""
SHARED, TEXTS = 7, frozenset({6, 8})
FORMULAS = frozenset({8, 9, 10, 11})
CELLS = frozenset({*NUMBERS, *FAULTS, *FLAGS, *TEXTS, SHARED})
UNREAD = frozenset({*range(12, 19), 62})
"""Cells in a short form, and texts in pieces, which the reader of values passes by."""
ROW, COLUMNS, MERGED, FILLED = 0, 60, 176, frozenset({426, 428})
HIDDEN_ROW, HIDDEN_COLUMN = 0x10, 0x01
MORE, SEVEN_BITS, SEVEN, LONGEST_SIZE = 0x80, 0x7F, 7, 4
STYLE_BITS = 0xFFFFFF
VALUE_AT = 8
"""Where the value of a cell begins, behind its column and its style."""
WORD = struct.Struct("<L")


def is_kept(name: str) -> bool:
    """Whether a part is needed to read values."""
    sheet = name.startswith(SHEETS) and name.endswith(".bin")
    return sheet or name in {BOOK, BOOK_LINKS, STYLES, STRINGS}


def read_binary_book(parts: Mapping[str, bytes], limits: Limits) -> list[SheetFacts]:
    """Read what each sheet of cells says of them, in the order of the book.

    Raises:
        RefusedError: a part is missing or broken, contradicts itself or is beyond the
            limits.
    """
    if BOOK not in parts or BOOK_LINKS not in parts:
        raise _broken()
    try:
        entries = list(_entries(parts))
        styles = list(_styles(parts.get(STYLES, b"")))
        check_count(len(entries), limits)
        sheets = [entry for entry in entries if entry.part]
        return [
            _SheetReader(SheetFacts(limits, entry.name), styles).read(parts[entry.part])
            for entry in sheets
        ]
    except (struct.error, IndexError):
        raise _broken() from None


class _SheetReader:
    """Where the reading of a sheet stands, and what to do with its records."""

    def __init__(self, facts: SheetFacts, styles: list[NumberFormat]) -> None:
        self.facts = facts
        self.styles = styles
        self.row = 0
        self.among_cells = True
        self.takers: dict[int, Callable[[bytes], None]] = {
            ROW: self.take_row,
            COLUMNS: self.take_columns,
            MERGED: self.take_merged,
        }

    def read(self, content: bytes) -> SheetFacts:
        """Read all records of the sheet."""
        for kind, data in _records(content):
            taker = self.takers.get(kind)
            if kind == CELLS_END:
                self.among_cells = False
            elif taker is not None:
                taker(data)
            elif kind in FILLED:
                self.take_filled(data)
            elif self.among_cells:
                self.take_cell(kind, data)
        self.facts.finish()
        return self.facts

    def take_row(self, data: bytes) -> None:
        self.row = WORD.unpack_from(data)[0] + 1
        if data[11] & HIDDEN_ROW:
            self.facts.hidden_rows.add(self.row)

    def take_columns(self, data: bytes) -> None:
        first, last, width, _, told = struct.unpack_from("<4LH", data)
        if told & HIDDEN_COLUMN or not width:
            self.facts.hidden_columns.append((first + 1, last + 1))

    def take_merged(self, data: bytes) -> None:
        top, bottom, near, far = (each + 1 for each in struct.unpack_from("<4L", data))
        self.facts.merged.append((top, near, bottom, far))

    def take_filled(self, data: bytes) -> None:
        top, bottom, near, far = (each + 1 for each in struct.unpack_from("<4L", data))
        self.facts.filled.append((top, near, bottom, far))

    def take_cell(self, kind: int, data: bytes) -> None:
        """Take a record of a cell; others say nothing here."""
        if kind in UNREAD:
            spot = Spot(row=self.row, sheet=self.facts.name)
            reason = f"BIFF12 {kind}"
            raise RefusedError(
                find(Grade.STOP, SpreadsheetCode.UNREADABLE, spot=spot, reason=reason)
            )
        if kind not in CELLS:
            return
        column, style = struct.unpack_from("<2L", data)
        place = (self.row, column + 1)
        if kind in FORMULAS:
            self.facts.mark(*place, FORMULA)
        if kind in NUMBERS:
            packed = data[VALUE_AT : VALUE_AT + NUMBERS[kind]]
            mark_number(self.facts, place, style & STYLE_BITS, self.styles, packed)
        elif kind in TEXTS:
            empty = not _letters(data, VALUE_AT)[0].strip()
            self.facts.mark(*place, LETTERS if empty else VALUED)
        else:
            self.facts.mark(*place, VALUED | (LETTERS if kind == SHARED else 0))
        if kind in FAULTS:
            note_fault(self.facts, place, data[VALUE_AT])


def _entries(parts: Mapping[str, bytes]) -> Iterator[SheetEntry]:
    links = read_links(parts[BOOK_LINKS])
    for kind, data in _records(parts[BOOK]):
        if kind == SHEET:
            state = WORD.unpack_from(data)[0]
            identity, name_at = _letters(data, VALUE_AT)
            name, _ = _letters(data, name_at)
            link = links.get(identity, NO_LINK)
            yield entry_of(name, link, parts, hidden=bool(state))


def _styles(content: bytes) -> Iterator[NumberFormat]:
    written: dict[int, NumberFormat] = {}
    among_cells = False
    for kind, data in _records(content):
        if kind in {STYLES_BEGIN, STYLES_END}:
            among_cells = kind == STYLES_BEGIN
        elif kind == FORMAT:
            number = struct.unpack_from("<H", data)[0]
            written[number] = read_format(_letters(data, 2)[0])
        elif kind == STYLE and among_cells:
            number = struct.unpack_from("<2H", data)[1]
            yield written.get(number, built_in(number))


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        kind = content[at]
        at += 1
        if kind & MORE:
            kind = kind & SEVEN_BITS | content[at] << SEVEN
            at += 1
        size_b = 0
        for place in range(LONGEST_SIZE):
            byte = content[at]
            at += 1
            size_b |= (byte & SEVEN_BITS) << SEVEN * place
            if not byte & MORE:
                break
        data = content[at : at + size_b]
        if len(data) < size_b:
            raise _broken()
        at += size_b
        yield kind, data


def _letters(data: bytes, begin: int) -> tuple[str, int]:
    """A text with its length in front, and where the next thing begins."""
    length = WORD.unpack_from(data, begin)[0]
    begin += WORD.size
    end = begin + 2 * length
    if end > len(data):
        raise _broken()
    return data[begin:end].decode("utf-16-le", "replace"), end


def _broken() -> RefusedError:
    return RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN))
