"""Packed files, honest and not, made of bytes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

Parts = Mapping[str, str | bytes]


def packed(parts: Parts) -> bytes:
    """An honest packed file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@dataclass(frozen=True)
class Entry:
    """One part, with everything about it that can be a lie.

    Attributes:
        said_b: unpacked size the list claims; None is the truth.
        checked: check sum the list claims; None is the truth.
        inner: name in front of the data; None is the one of the list.
        begin: place the list claims; None is the truth.
        inner_method: method in front of the data; None is the one of the list.
    """

    name: str
    content: bytes = b""
    method: int = zipfile.ZIP_DEFLATED
    flags: int = 0
    mode: int = 0
    said_b: int | None = None
    checked: int | None = None
    inner: str | None = None
    begin: int | None = None
    inner_method: int | None = None
    tail: bytes = b""


def entries_of(parts: Parts) -> list[Entry]:
    return [
        Entry(name, content if isinstance(content, bytes) else content.encode())
        for name, content in parts.items()
    ]


def changed(entries: list[Entry], name: str, **changes: object) -> list[Entry]:
    """The same parts, one of them told otherwise."""
    assert any(entry.name == name for entry in entries)
    return [
        replace(entry, **changes) if entry.name == name else entry  # type: ignore[arg-type]  # any field
        for entry in entries
    ]


def lay(
    entries: list[Entry], *, count: int | None = None, comment: bytes = b""
) -> bytes:
    """Bytes of a packed file, exactly as told."""
    body, listed = b"", b""
    for entry in entries:
        data = _pack(entry) + entry.tail
        begin = len(body) if entry.begin is None else entry.begin
        size_b = len(entry.content) if entry.said_b is None else entry.said_b
        check = zlib.crc32(entry.content) if entry.checked is None else entry.checked
        name = entry.name.encode("cp437")
        inner = (entry.inner or entry.name).encode("cp437")
        inner_method = (
            entry.method if entry.inner_method is None else entry.inner_method
        )
        body += struct.pack(
            "<4s5H3L2H",
            *(b"PK\x03\x04", 20, entry.flags, inner_method, 0, 0),
            *(check, len(data), size_b, len(inner), 0),
        )
        body += inner + data
        listed += struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\x01\x02", (3 << 8) | 20, 20, entry.flags, entry.method, 0, 0),
            *(check, len(data), size_b, len(name), 0, 0, 0, 0),
            *(entry.mode << 16, begin),
        )
        listed += name
    number = len(entries) if count is None else count
    end = struct.pack(
        "<4s4H2LH",
        *(b"PK\x05\x06", 0, 0, number, number, len(listed), len(body), len(comment)),
    )
    return body + listed + end + comment


def _pack(entry: Entry) -> bytes:
    if entry.method != zipfile.ZIP_DEFLATED:
        return entry.content
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(entry.content) + packer.flush()
