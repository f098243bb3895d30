"""Books in the form of .xls: records in a stream in sectors (MS-XLS, MS-CFB)."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SECTOR_B = 512
SMALL_B = 64
SMALL_STREAM_B = 4096
END, FREE, TABLE, FURTHER = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
VISIBLE, HIDDEN = 0, 1


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def begin(kind: int, version: int = 0x0600) -> bytes:
    return record(0x0809, struct.pack("<4H2L", version, kind, 0, 0, 0, 0))


def end() -> bytes:
    return record(0x000A)


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<3Hd", row, column, style, value))


def whole(row: int, column: int, value: int, style: int = 0) -> bytes:
    packed = (value << 2 | 2) & 0xFFFFFFFF
    return record(0x027E, struct.pack("<3HL", row, column, style, packed))


def wholes(row: int, first: int, values: Sequence[int], style: int = 0) -> bytes:
    cells = b"".join(struct.pack("<HL", style, value << 2 | 2) for value in values)
    last = struct.pack("<H", first + len(values) - 1)
    return record(0x00BD, struct.pack("<2H", row, first) + cells + last)


def shared(row: int, column: int, index: int) -> bytes:
    return record(0x00FD, struct.pack("<3HL", row, column, 0, index))


def flag(row: int, column: int, value: int, *, error: bool = False) -> bytes:
    return record(0x0205, struct.pack("<3H2B", row, column, 0, value, error))


def formula(row: int, column: int, result: bytes, style: int = 0) -> bytes:
    head = struct.pack("<3H8sHL", row, column, style, result, 0, 0)
    code = b"\x1e\x01\x00"
    return record(0x0006, head + struct.pack("<H", len(code)) + code)


def no_number(kind: int, value: int = 0) -> bytes:
    """The result of a formula that is no number."""
    return struct.pack("<6BH", kind, 0, value, 0, 0, 0, 0xFFFF)


def letters(text: str) -> bytes:
    """The text that a formula before it gave."""
    return record(0x0207, struct.pack("<HB", len(text), 0) + text.encode("latin-1"))


def row_told(row: int, *, hidden: bool) -> bytes:
    told = 0x20 if hidden else 0
    return record(0x0208, struct.pack("<6H2H", row, 0, 9, 255, 0, 0, told, 0))


def columns(first: int, last: int, *, hidden: bool, width: int = 2000) -> bytes:
    return record(0x007D, struct.pack("<6H", first, last, width, 0, int(hidden), 0))


def merged(*areas: tuple[int, int, int, int]) -> bytes:
    """Areas as first row, last row, first column, last column."""
    told = b"".join(struct.pack("<4H", *area) for area in areas)
    return record(0x00E5, struct.pack("<H", len(areas)) + told)


def filled(top: int, bottom: int, near: int, far: int) -> bytes:
    return record(0x0221, struct.pack("<2H2B2HL", top, bottom, near, far, 0, 0, 0))


def form(number: int, code: str) -> bytes:
    return record(0x041E, struct.pack("<2HB", number, len(code), 0) + code.encode())


def style(number: int) -> bytes:
    return record(0x00E0, struct.pack("<2H", 0, number) + b"\0" * 16)


def link(name: str | None) -> bytes:
    """A link to another file, or with None to the book itself."""
    if name is None:
        return record(0x01AE, struct.pack("<2H", 1, 0x0401))
    told = struct.pack("<2HB", 1, len(name), 1) + name.encode("utf-16-le")
    return record(0x01AE, told)


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its records, whether it shows, and of what kind it is."""

    name: str
    cells: bytes
    state: int = VISIBLE
    kind: int = 0
    wide: bool = False


STYLES = b"".join(
    (
        form(164, '0.0" kg"'),
        form(165, "0;-0;;@"),
        *map(style, (0, 14, 9, 164, 165)),
    )
)
"""0 plain, 1 a day, 2 per cent, 3 with words, 4 without noughts."""


def stream(
    *sheets: Sheet,
    texts: Sequence[str] = (),
    version: int = 0x0600,
    more: bytes = b"",
) -> bytes:
    """The records of a book."""
    shared_texts = struct.pack("<2L", len(texts), len(texts)) + b"".join(
        struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts
    )
    tail = record(0x00FC, shared_texts) + end()
    head = begin(0x0005, version) + more + STYLES
    bodies = [begin(0x0010) + sheet.cells + end() for sheet in sheets]
    place = len(head) + sum(len(_listed(sheet, 0)) for sheet in sheets) + len(tail)
    listed = b""
    for sheet, body in zip(sheets, bodies, strict=True):
        listed += _listed(sheet, place)
        place += len(body)
    return head + listed + tail + b"".join(bodies)


def _listed(sheet: Sheet, place: int) -> bytes:
    name = sheet.name.encode("utf-16-le" if sheet.wide else "latin-1")
    head = struct.pack(
        "<L4B", place, sheet.state, sheet.kind, len(sheet.name), sheet.wide
    )
    return record(0x0085, head + name)


def compound(streams: Mapping[str, bytes], *, further: bool = False) -> bytes:
    """A file of streams; the small ones share sectors.

    Args:
        streams: by name.
        further: the list of tables does not stand in the header.
    """
    small = {name: data for name, data in streams.items() if len(data) < SMALL_STREAM_B}
    small_table: list[int] = []
    small_data = b""
    begins: dict[str, int] = {}
    for name, data in small.items():
        begins[name] = len(small_table)
        count = max(1, -(-len(data) // SMALL_B))
        small_table += [*range(len(small_table) + 1, len(small_table) + count), END]
        small_data += data.ljust(count * SMALL_B, b"\0")
    table: list[int] = []
    body = b""

    def add(data: bytes) -> int:
        nonlocal body
        first = len(table)
        count = max(1, -(-len(data) // SECTOR_B))
        table.extend([*range(first + 1, first + count), END])
        body += data.ljust(count * SECTOR_B, b"\0")
        return first

    packed_table = struct.pack(f"<{len(small_table)}L", *small_table)
    padded = packed_table.ljust(-(-len(packed_table) // SECTOR_B) * SECTOR_B, b"\xff")
    small_table_begin = add(padded) if small_table else END
    small_begin = add(small_data) if small_table else END
    for name, data in streams.items():
        if name not in small:
            begins[name] = add(data)
    listed = _entry("Root Entry", 5, small_begin, len(small_data))
    for name, data in streams.items():
        listed += _entry(name, 2, begins[name], len(data))
    first_entry = add(listed.ljust(-(-len(listed) // SECTOR_B) * SECTOR_B, b"\0"))
    count = 1
    while len(table) + count + further > count * SECTOR_B // 4:
        count += 1
    places = list(range(len(table), len(table) + count))
    table += [TABLE] * count + [FURTHER] * further
    numbers = table + [FREE] * (count * SECTOR_B // 4 - len(table))
    body += struct.pack(f"<{len(numbers)}L", *numbers)
    chain = END
    if further:
        chain = places[-1] + 1
        told = [*places, *[FREE] * (127 - len(places)), END]
        body += struct.pack("<128L", *told)
        places = []
    header = struct.pack(
        "<8s16s5H6s9L",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b""),
        *(0, count, first_entry, 0, SMALL_STREAM_B, small_table_begin),
        *(bool(small_table), chain, int(further)),
    )
    return header + struct.pack("<109L", *places, *[FREE] * (109 - len(places))) + body


def _entry(name: str, kind: int, place: int, size_b: int) -> bytes:
    raw = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBB3L16sLQQLQ",
        *(raw, len(raw) + 2, kind, 1, FREE, FREE, 1 if kind == 5 else FREE, b""),
        *(0, 0, 0, place, size_b),
    )


def book(*sheets: Sheet, texts: Sequence[str] = (), more: bytes = b"") -> bytes:
    return compound({"Workbook": stream(*sheets, texts=texts, more=more)})
