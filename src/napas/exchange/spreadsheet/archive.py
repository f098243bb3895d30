"""A packed file taken apart: every part unpacked once, counted, and held to its word.

What the file says of itself (sizes, check sums, number of parts) is compared with what
comes out while it comes out, so that a file that lies cannot fill the memory and cannot
show one program something else than another.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from napas.domain.finding import Code, Grade, find
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.limits import Limits
from napas.exchange.spreadsheet.xml_reading import refuse_declarations

ARCHIVE_MAGIC = b"PK\x03\x04"
NESTED_MAGICS = (ARCHIVE_MAGIC, b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
END_MAGIC = b"PK\x05\x06"
END = struct.Struct("<4s4H2LH")
"""The last record: magic, disk numbers, counts of parts, size and place of the list."""
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
LONGEST_ENTRY_B = 1_000
"""Of the list of parts, each; names of office programs have some forty letters."""
ENCRYPTED = 0x1
UTF8_NAME = 0x800
UNIX_MODE = 16
RAW_DEFLATE = -15
MB = 1e6
BLANKS = b" \t\r\n"
MARKS_OF_ORDER = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of a packed file.

    Attributes:
        parts: content of those that were asked for, by name.
        names: of all.
        packed: names of parts that are packed files themselves.
    """

    parts: Mapping[str, bytes]
    names: tuple[str, ...]
    packed: tuple[str, ...]


def unpack(content: bytes, wanted: Callable[[str], bool], limits: Limits) -> Archive:
    """Unpack all parts, keep those that are wanted.

    Raises:
        RefusedError: the file is cut off, larger than the limits, encrypted, names
            places outside itself, declares entities, or is not what it says.
    """
    entries = _list(content, limits)
    parts: dict[str, bytes] = {}
    packed: list[str] = []
    ends = _Ends()
    for entry in entries:
        part = _unpack_one(content, entry, ends, limits)
        if part.startswith(NESTED_MAGICS):
            packed.append(entry.filename)
        if wanted(entry.filename):
            parts[entry.filename] = part
        elif _may_be_xml(part):
            refuse_declarations(part)
    return Archive(parts, tuple(entry.filename for entry in entries), tuple(packed))


def repack(parts: Mapping[str, bytes]) -> io.BytesIO:
    """Pack parts anew, as they are: the next reader sees these and no others."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    stream.seek(0)
    return stream


class _Ends:
    """Where the part before ended; parts must not share bytes."""

    def __init__(self) -> None:
        self.last = 0

    def follow(self, begin: int, end: int) -> bool:
        """Whether a part begins after the one before; notes its end."""
        apart = begin >= self.last
        self.last = end
        return apart


def _list(content: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """The list of parts, in the order in which they lie in the file."""
    if content[-END.size :][: len(END_MAGIC)] != END_MAGIC:
        raise _refusal(SpreadsheetCode.BROKEN)
    _, _, _, _, count, list_b, _, _ = END.unpack(content[-END.size :])
    if count > limits.parts or list_b > limits.parts * LONGEST_ENTRY_B:
        raise _crowded(limits)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise _refusal(SpreadsheetCode.BROKEN) from None
    if len(entries) > limits.parts:
        raise _crowded(limits)
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        raise _refusal(SpreadsheetCode.ARCHIVE_DISHONEST)
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > limits.unpacked_b:
        raise RefusedError(
            find(
                Grade.STOP,
                SpreadsheetCode.ARCHIVE_TOO_LARGE,
                limit_mb=limits.unpacked_b / MB,
            )
        )
    return sorted(entries, key=lambda entry: entry.header_offset)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    steps = name.split("/")
    strange = any(mark in name for mark in "\\:\0")
    link = stat.S_ISLNK(entry.external_attr >> UNIX_MODE)
    if strange or link or name.startswith("/") or ".." in steps:
        raise _refusal(SpreadsheetCode.ARCHIVE_NAME)
    if entry.flag_bits & ENCRYPTED:
        raise _refusal(SpreadsheetCode.PASSWORD)
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise _refusal(SpreadsheetCode.BROKEN)


def _unpack_one(
    content: bytes, entry: zipfile.ZipInfo, ends: _Ends, limits: Limits
) -> bytes:
    begin = entry.header_offset
    header = content[begin : begin + LOCAL_HEADER.size]
    if len(header) < LOCAL_HEADER.size or not header.startswith(ARCHIVE_MAGIC):
        raise _refusal(SpreadsheetCode.BROKEN)
    _, _, _, method, _, _, _, _, _, name_b, extra_b = LOCAL_HEADER.unpack(header)
    name_begin = begin + LOCAL_HEADER.size
    data_begin = name_begin + name_b + extra_b
    data_end = data_begin + entry.compress_size
    name = content[name_begin : name_begin + name_b]
    encoding = "utf-8" if entry.flag_bits & UTF8_NAME else "cp437"
    honest = (
        ends.follow(begin, data_end)
        and method == entry.compress_type
        and name == entry.orig_filename.encode(encoding)
    )
    if not honest:
        raise _refusal(SpreadsheetCode.ARCHIVE_DISHONEST)
    data = memoryview(content)[data_begin:data_end]
    dense = entry.file_size > limits.ratio * max(len(data), 1)
    if dense and entry.file_size > limits.ratio_from_b:
        raise RefusedError(
            find(Grade.STOP, SpreadsheetCode.ARCHIVE_TOO_DENSE, limit=limits.ratio)
        )
    part = bytes(data) if method == zipfile.ZIP_STORED else _inflate(data, entry)
    if len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise _refusal(SpreadsheetCode.ARCHIVE_DISHONEST)
    return part


def _inflate(data: memoryview, entry: zipfile.ZipInfo) -> bytes:
    """Unpack up to one byte more than the entry declares, to catch it lying."""
    unpacker = zlib.decompressobj(RAW_DEFLATE)
    try:
        part = unpacker.decompress(data, entry.file_size + 1)
    except zlib.error:
        raise _refusal(SpreadsheetCode.BROKEN) from None
    if not unpacker.eof or unpacker.unused_data:
        raise _refusal(SpreadsheetCode.ARCHIVE_DISHONEST)
    return part


def _may_be_xml(part: bytes) -> bool:
    return part.startswith(MARKS_OF_ORDER) or part.lstrip(BLANKS).startswith(b"<")


def _refusal(code: Code) -> RefusedError:
    return RefusedError(find(Grade.STOP, code))


def _crowded(limits: Limits) -> RefusedError:
    return RefusedError(
        find(Grade.STOP, SpreadsheetCode.ARCHIVE_TOO_MANY_PARTS, limit=limits.parts)
    )
