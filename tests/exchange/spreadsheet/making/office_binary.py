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


def number(column: int, value: float) -> bytes:
    return record(5, struct.pack("<2Ld", column, 0, value))


def text(column: int, told: str) -> bytes:
    return record(6, struct.pack("<2L", column, 0) + letters(told))


def error(column: int) -> bytes:
    return record(3, struct.pack("<2LB", column, 0, 0x17))


def row(at: int, *cells: bytes) -> bytes:
    return record(0, struct.pack("<2LH3BL", at, 0, 300, 0, 0, 0, 0)) + b"".join(cells)


def sheet(*rows: bytes) -> bytes:
    size = record(148, struct.pack("<4L", 0, 9, 0, 9))
    cells = record(145) + b"".join(rows) + record(146)
    return record(129) + size + cells + record(130)


def book(*sheets: bytes, **more: bytes) -> bytes:
    listed = b"".join(
        record(
            156,
            struct.pack("<2L", 0, at) + letters(f"rId{at}") + letters(f"Data{at}"),
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
