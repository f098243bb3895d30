"""What a file is, by its first bytes and its parts; never by its name alone."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from napas.domain.finding import Grade, find
from napas.exchange.spreadsheet.archive import ARCHIVE_MAGIC
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.compound import COMPOUND_MAGIC


class Kind(StrEnum):
    """The kinds of spreadsheets that are read, by the ending of their names."""

    XLSX = ".xlsx"
    XLSM = ".xlsm"
    XLS = ".xls"
    XLSB = ".xlsb"
    ODS = ".ods"
    CSV = ".csv"


class Wrapping(StrEnum):
    """How the bytes of a file are held together."""

    ARCHIVE = "archive"
    COMPOUND = "compound"
    TEXT = "text"


TEXT_ENDINGS = (Kind.CSV.value, ".tsv", ".txt")
ENDINGS = (*(kind.value for kind in Kind if kind is not Kind.CSV), *TEXT_ENDINGS)
SHOWN_ENDINGS = ", ".join(ENDINGS)
FOREIGN_MAGICS = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"PK\x05\x06": "ZIP",
    b"SQLite format 3": "SQLite",
    b"\x7fELF": "ELF",
    b"MZ\x90": "EXE",
}
FOREIGN_BEGINNINGS = {
    b"<html": "HTML",
    b"<!doctype html": "HTML",
    b"<table": "HTML",
    b"<meta": "HTML",
    b"<style": "HTML",
    b"<?xml": "XML",
    b"mime-version:": "MHTML",
}
"""Of texts that office programs open as tables though they are none."""
MARK_OF_ORDER = b"\xef\xbb\xbf"
LONGEST_BEGINNING = 64
WORD, SLIDES = "Word", "PowerPoint"
FOREIGN_PARTS = {"word/document.xml": WORD, "ppt/presentation.xml": SLIDES}
FOREIGN_STREAMS = {"WordDocument": WORD, "PowerPoint Document": SLIDES}
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"


def wrapping_of(content: bytes) -> Wrapping:
    """How a file is held together.

    Raises:
        RefusedError: it is a document of another kind.
    """
    if content.startswith(ARCHIVE_MAGIC):
        return Wrapping.ARCHIVE
    if content.startswith(COMPOUND_MAGIC):
        return Wrapping.COMPOUND
    for magic, found in FOREIGN_MAGICS.items():
        if content.startswith(magic):
            raise other_document(found)
    beginning = content[:LONGEST_BEGINNING].removeprefix(MARK_OF_ORDER).lstrip().lower()
    for told, found in FOREIGN_BEGINNINGS.items():
        if beginning.startswith(told):
            raise other_document(found)
    return Wrapping.TEXT


def kind_of_archive(names: Collection[str], parts: Mapping[str, bytes]) -> Kind:
    """Which spreadsheet a packed file is.

    Raises:
        RefusedError: it is none.
    """
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    if parts.get("mimetype", b"").startswith(OPEN_DOCUMENT):
        return Kind.ODS
    found = (FOREIGN_PARTS[name] for name in names if name in FOREIGN_PARTS)
    raise other_document(next(found, "ZIP"))


def check_ending(ending: str, kind: Kind) -> None:
    """Hold the name of a file against what it is.

    Args:
        ending: of the name, in small letters, with its point.
        kind: by the content.

    Raises:
        RefusedError: they differ.
    """
    allowed = {
        Kind.CSV: TEXT_ENDINGS,
        Kind.XLSX: (Kind.XLSX.value, Kind.XLSM.value),
    }.get(kind, (kind.value,))
    if ending not in allowed:
        raise RefusedError(
            find(
                Grade.STOP,
                SpreadsheetCode.MISNAMED,
                ending=ending,
                found=kind.value,
            )
        )


def check_known(ending: str) -> None:
    """Refuse a file whose name promises no table at all.

    Raises:
        RefusedError: it does not.
    """
    if ending not in ENDINGS:
        raise RefusedError(
            find(
                Grade.STOP,
                SpreadsheetCode.KIND_UNKNOWN,
                ending=ending,
                known=SHOWN_ENDINGS,
            )
        )


def other_document(found: str) -> RefusedError:
    """The refusal of a document of another kind."""
    return RefusedError(
        find(
            Grade.STOP,
            SpreadsheetCode.OTHER_DOCUMENT,
            found=found,
            known=SHOWN_ENDINGS,
        )
    )
