"""Everything that is looked at before a file's values are read.

What comes out is what the reader of values gets to see: of packed files only the parts
that were looked at, packed anew.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from napas.domain.finding import Code, Finding, Grade, find
from napas.exchange.spreadsheet import (
    office_binary,
    office_open,
    old_excel,
    open_document,
)
from napas.exchange.spreadsheet.archive import Archive, repack, unpack
from napas.exchange.spreadsheet.codes import RefusedError, SpreadsheetCode
from napas.exchange.spreadsheet.compound import STREAM, Compound
from napas.exchange.spreadsheet.limits import Limits
from napas.exchange.spreadsheet.office_open_sheet import read_open_sheet
from napas.exchange.spreadsheet.sheet_facts import SheetFacts, check_count
from napas.exchange.spreadsheet.signature import (
    FOREIGN_STREAMS,
    Kind,
    check_ending,
    kind_of_archive,
    other_document,
)

COMMON_PARTS = frozenset({office_open.TYPES, office_open.MAIN_LINKS})
LINKED_PARTS = ("xl/externalLinks/", "xl/connections", "xl/queryTables/")
OBJECT_PARTS = ("xl/embeddings/", "xl/activeX/")
MACRO_PARTS = ("xl/vbaProject.bin", "xl/macrosheets/", "Basic/", "Scripts/")
LOCKED_STREAMS = frozenset({"EncryptedPackage", "EncryptionInfo"})
BOOK_STREAM, OLD_BOOK_STREAM = "Workbook", "Book"
MACRO_STREAMS = ("_VBA_PROJECT",)
OBJECT_STREAMS = ("MBD", "ObjectPool", "\x01Ole10Native")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that may be read.

    Attributes:
        stream: what the reader of values gets.
        sheets: what each sheet of cells says of them, in the order of the book.
        uncalculated: what is kept of formulas are no results.
        findings: what is doubtful about the file as a whole.
    """

    stream: io.BytesIO
    sheets: tuple[SheetFacts, ...]
    uncalculated: bool = False
    findings: tuple[Finding, ...] = ()


def prepare_archive(content: bytes, ending: str, limits: Limits) -> Prepared:
    """Look at a packed file.

    Raises:
        RefusedError: it may not be read.
    """
    archive = unpack(content, _is_wanted, limits)
    kind = kind_of_archive(archive.names, archive.parts)
    check_ending(ending, kind)
    if any(not name.startswith(OBJECT_PARTS) for name in archive.packed):
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.ARCHIVE_NESTED))
    if kind is Kind.XLSX:
        return _prepare_office_open(archive, limits)
    if kind is Kind.ODS:
        return _prepare_open_document(archive, limits)
    return _prepare_office_binary(archive, limits)


def prepare_compound(content: bytes, ending: str, limits: Limits) -> Prepared:
    """Look at a file of streams.

    Raises:
        RefusedError: it may not be read.
    """
    compound = Compound(content)
    names = {entry.name for entry in compound.entries}
    if names & LOCKED_STREAMS:
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.PASSWORD))
    for name in sorted(names & FOREIGN_STREAMS.keys()):
        raise other_document(FOREIGN_STREAMS[name])
    books = [
        entry
        for entry in compound.entries
        if entry.kind == STREAM and entry.name == BOOK_STREAM
    ]
    if len(books) != 1:
        old = OLD_BOOK_STREAM in names
        code = SpreadsheetCode.TOO_OLD if old else SpreadsheetCode.BROKEN
        raise RefusedError(find(Grade.STOP, code))
    check_ending(ending, Kind.XLS)
    stream = compound.read(books[0])
    book = old_excel.read_old_book(stream)
    check_count(len(book.sheets), limits)
    sheets = tuple(
        old_excel.read_old_sheet(stream, sheet, book.styles, limits)
        for sheet in book.sheets
        if sheet.kind == old_excel.WORKSHEET
    )
    met: dict[Code, bool] = {
        SpreadsheetCode.MACROS: book.macros or _begins(names, MACRO_STREAMS),
        SpreadsheetCode.LINKS: book.linked,
        SpreadsheetCode.OBJECTS: _begins(names, OBJECT_STREAMS),
    }
    return Prepared(io.BytesIO(content), sheets, findings=_doubtful(met))


def _prepare_office_open(archive: Archive, limits: Limits) -> Prepared:
    parts = archive.parts
    book = office_open.read_open_book(parts)
    check_count(len(book.sheets), limits)
    for name in parts:
        if name.startswith(office_open.LINKS):
            office_open.refuse_commands(parts[name])
    looks = office_open.read_looks(parts)
    sheets = tuple(
        read_open_sheet(parts[entry.part], entry.name, looks, limits)
        for entry in book.sheets
        if entry.part
    )
    kept = {name: parts[name] for name in parts if office_open.is_kept(name)}
    met = [SpreadsheetCode.MACROS] if book.macros else []
    return Prepared(repack(kept), sheets, book.uncalculated, _doubts(archive, *met))


def _prepare_open_document(archive: Archive, limits: Limits) -> Prepared:
    parts = archive.parts
    manifest = open_document.read_manifest(parts)
    if manifest.locked:
        raise RefusedError(find(Grade.STOP, SpreadsheetCode.PASSWORD))
    document = open_document.read_open_document(parts[open_document.CONTENT], limits)
    check_count(len(document.sheets), limits)
    kept = {name: parts[name] for name in parts if open_document.is_wanted(name)}
    met = {
        SpreadsheetCode.LINKS: document.linked,
        SpreadsheetCode.OBJECTS: manifest.objects,
    }
    doubts = _doubts(archive, *(code for code, is_met in met.items() if is_met))
    return Prepared(repack(kept), tuple(document.sheets), findings=doubts)


def _prepare_office_binary(archive: Archive, limits: Limits) -> Prepared:
    parts = archive.parts
    sheets = office_binary.read_binary_book(parts, limits)
    kept = {
        name: parts[name]
        for name in parts
        if office_binary.is_kept(name) or name in COMMON_PARTS
    }
    return Prepared(repack(kept), tuple(sheets), findings=_doubts(archive))


def _is_wanted(name: str) -> bool:
    tests = (office_open.is_wanted, open_document.is_wanted, office_binary.is_kept)
    return any(test(name) for test in tests)


def _doubts(archive: Archive, *codes: Code) -> tuple[Finding, ...]:
    """What the names of the parts tell, and what was met besides."""
    told: dict[Code, tuple[str, ...]] = {
        SpreadsheetCode.MACROS: MACRO_PARTS,
        SpreadsheetCode.LINKS: LINKED_PARTS,
        SpreadsheetCode.OBJECTS: OBJECT_PARTS,
    }
    met = {code: _begins(archive.names, parts) for code, parts in told.items()}
    return _doubtful({**met, **dict.fromkeys(codes, True)})


def _doubtful(met: Mapping[Code, bool]) -> tuple[Finding, ...]:
    return tuple(find(Grade.DOUBTFUL, code) for code, is_met in met.items() if is_met)


def _begins(names: Iterable[str], beginnings: tuple[str, ...]) -> bool:
    """Whether any name begins like one of these."""
    return any(name.startswith(beginnings) for name in names)
