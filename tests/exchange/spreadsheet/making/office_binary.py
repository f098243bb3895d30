"""Books in the form of .xlsb: records in parts (MS-XLSB)."""

import struct

from tests.exchange.spreadsheet.making.archives import packed
from tests.exchange.spreadsheet.making.office_open import LINKS, PACKAGE, TYPES


def record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = b"", len(data)
    while left > 127:
        size += bytes([left & 0x7F | 0x80])
        left >>= 7
    return head + size + bytes([left]) + data


def letters(text: str) -> bytes:
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")


def number(column: int, value: float, style: int = 0) -> bytes:
    return record(5, struct.pack("<2Ld", column, style, value))


def whole(column: int, value: int, style: int = 0) -> bytes:
    packed = (value << 2 | 2) & 0xFFFFFFFF
    return record(2, struct.pack("<3L", column, style, packed))


def flag(column: int, value: int) -> bytes:
    return record(4, struct.pack("<2LB", column, 0, value))


def shared(column: int, index: int) -> bytes:
    return record(7, struct.pack("<3L", column, 0, index))


def formula(kind: int, column: int, value: bytes) -> bytes:
    code = struct.pack("<HL", 0, 3) + b"\x1e\x01\x00" + bytes(4)
    return record(kind, struct.pack("<2L", column, 0) + value + code)


def strings(*texts: str) -> bytes:
    head = record(159, struct.pack("<2L", len(texts), len(texts)))
    return head + b"".join(record(19, b"\0" + letters(text)) for text in texts)


def form(number: int, code: str) -> bytes:
    return record(44, struct.pack("<H", number) + letters(code))


def style(number: int) -> bytes:
    return record(47, struct.pack("<2H", 0, number) + bytes(12))


STYLES = (
    record(278)
    + record(615, struct.pack("<L", 1))
    + form(164, '0.0" kg"')
    + record(616)
    + record(626, struct.pack("<L", 1))
    + style(9)
    + record(627)
    + record(617, struct.pack("<L", 4))
    + style(0)
    + style(14)
    + style(9)
    + style(164)
    + record(618)
    + record(279)
)
"""0 plain, 1 a day, 2 per cent, 3 with words."""


def columns(first: int, last: int, *, hidden: bool) -> bytes:
    return record(60, struct.pack("<4LH", first, last, 2000, 0, int(hidden)))


def text(column: int, told: str) -> bytes:
    return record(6, struct.pack("<2L", column, 0) + letters(told))


def error(column: int) -> bytes:
    return record(3, struct.pack("<2LB", column, 0, 0x17))


def row(at: int, *cells: bytes, hidden: bool = False) -> bytes:
    told = struct.pack("<2LH3BL", at, 0, 300, 0, 0x10 if hidden else 0, 0, 0)
    return record(0, told) + b"".join(cells)


def sheet(*rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    size = record(148, struct.pack("<4L", 0, 9, 0, 9))
    cells = record(145) + b"".join(rows) + record(146)
    return record(129) + size + before + cells + after + record(130)


def book(*sheets: bytes, states: tuple[int, ...] = (), **more: bytes) -> bytes:
    told = dict(enumerate(states, start=1))
    listed = b"".join(
        record(
            156,
            struct.pack("<2L", told.get(at, 0), at)
            + letters(f"rId{at}")
            + letters(f"Data{at}"),
        )
        for at in range(1, len(sheets) + 1)
    )
    entries = "".join(
        f'<Relationship Id="rId{at}" Type="{LINKS}/worksheet" '
        f'Target="worksheets/sheet{at}.bin"/>'
        for at in range(1, len(sheets) + 1)
    )
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "xl/workbook.bin": record(131)
            + record(143)
            + listed
            + record(144)
            + record(132),
            "xl/_rels/workbook.bin.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships">{entries}'
                "</Relationships>"
            ),
            **{
                f"xl/worksheets/sheet{at}.bin": content
                for at, content in enumerate(sheets, start=1)
            },
            **{f"xl/{name}.bin": content for name, content in more.items()},
        }
    )
