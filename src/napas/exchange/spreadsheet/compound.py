"""The container of .xls files and of documents with a password: streams in sectors.

The layout is MS-CFB 2.2 to 2.6; only what is needed to list and read streams.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from napas.domain.finding import Grade, find
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode

COMPOUND_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = struct.Struct("<8s16s5H6s9L")
HEADER_LIST = struct.Struct("<109L")
HEADER_FIELDS = (5, 6, 10, 13, 15)
"""Shifts of sectors, first sectors of the entries and of two tables."""
ENTRY = struct.Struct("<64sHBB3L16sLQQLQ")
ENTRY_FIELDS = (0, 1, 2, 11, 12)
"""Name, its length in bytes, kind, first sector, size."""
SECTOR_SHIFTS = frozenset({9, 12})
SMALL_SECTOR_SHIFT = 6
SMALL_STREAM_B = 4_096
LAST_SECTOR = 0xFFFFFFFA
"""Numbers above are signs: end of a chain, free, part of the table itself."""
STREAM, ROOT = 2, 5
SIZE_MASK = 0xFFFFFFFF
"""Sizes are 32 bits wide in files of small sectors."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stream or storage.

    Attributes:
        kind: 1 a storage, 2 a stream, 5 the root.
    """

    name: str
    kind: int
    begin: int
    size_b: int


class Compound:
    """The streams of a file.

    Raises:
        RefusedError: the file is cut off or its chains lead nowhere or in circles.
    """

    def __init__(self, content: bytes) -> None:
        if len(content) < HEADER.size + HEADER_LIST.size:
            raise _broken()
        fields = HEADER.unpack_from(content)
        shift, small_shift, first_entry, small_table, further = (
            fields[at] for at in HEADER_FIELDS
        )
        if shift not in SECTOR_SHIFTS or small_shift != SMALL_SECTOR_SHIFT:
            raise _broken()
        self._content = content
        self._size_b = 1 << shift
        listed = HEADER_LIST.unpack_from(content, HEADER.size)
        tables = [*listed, *self._further_tables(further)]
        used = [table for table in tables if table < LAST_SECTOR]
        if len(set(used)) < len(used):
            raise _broken()
        self._next = [number for table in used for number in self._numbers(table)]
        self.entries = tuple(self._read_entries(self._read_chain(first_entry)))
        self._small_next = self._numbers_of(self._read_chain(small_table))
        root = next((each for each in self.entries if each.kind == ROOT), None)
        self._small = b"" if root is None else self._read_chain(root.begin)

    def read(self, entry: Entry) -> bytes:
        """The bytes of a stream."""
        if entry.size_b < SMALL_STREAM_B:
            content = self._read_small(entry.begin)
        else:
            content = self._read_chain(entry.begin)
        if len(content) < entry.size_b:
            raise _broken()
        return content[: entry.size_b]

    def _further_tables(self, sector: int) -> Iterator[int]:
        """Sectors of the table that the header has no room for."""
        left = len(self._content) // self._size_b
        while sector < LAST_SECTOR:
            *numbers, sector = self._numbers(sector)
            yield from numbers
            left -= 1
            if left < 0:
                raise _broken()

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size_b
        sector = self._content[begin : begin + self._size_b]
        if not sector:
            raise _broken()
        return sector.ljust(self._size_b, b"\0")

    def _numbers(self, sector: int) -> list[int]:
        return self._numbers_of(self._sector(sector))

    @staticmethod
    def _numbers_of(content: bytes) -> list[int]:
        return [number for (number,) in struct.iter_unpack("<L", content)]

    def _read_chain(self, first: int) -> bytes:
        return b"".join(map(self._sector, _follow(first, self._next)))

    def _read_small(self, first: int) -> bytes:
        size_b = 1 << SMALL_SECTOR_SHIFT
        begins = (number * size_b for number in _follow(first, self._small_next))
        return b"".join(self._small[begin : begin + size_b] for begin in begins)

    @staticmethod
    def _read_entries(content: bytes) -> Iterator[Entry]:
        for fields in ENTRY.iter_unpack(content):
            raw, length, kind, begin, size_b = (fields[at] for at in ENTRY_FIELDS)
            name = raw[: max(0, length - 2)].decode("utf-16-le", "replace")
            if kind:
                yield Entry(name, kind, begin, size_b & SIZE_MASK)


def _follow(first: int, table: list[int]) -> Iterator[int]:
    """The numbers of a chain; each at most once."""
    number, left = first, len(table)
    while number < LAST_SECTOR:
        if number >= len(table) or left <= 0:
            raise _broken()
        yield number
        number, left = table[number], left - 1


def _broken() -> RefusedError:
    return RefusedError(find(Grade.STOP, SpreadsheetCode.BROKEN))
