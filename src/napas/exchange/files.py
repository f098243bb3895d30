"""A file at the door: is it there, is it a file, is it text, is it a table?"""

import csv
import io
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.cells import Fault, shown
from napas.exchange.codes import ExchangeCode

LARGEST_FILE_B = 200_000_000
"""Bytes; every hospital of a large nation fits a hundred times over."""
MOST_COLUMNS = 1_000
"""Of a table; ours have at most twenty, registers of others some hundred."""
OTHER_DELIMITERS = {";": ";", "\t": "tab", "|": "|"}
"""Delimiters other than the comma, and how a message names them."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it was written; row 1 is the header.

    Attributes:
        held: positions of cells that stand for no text of ours, and why; a
            spreadsheet has such cells, a file of text has none.
    """

    row: int
    cells: tuple[str, ...]
    held: tuple[tuple[int, Fault], ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of a file, and which of them could not be read."""

    header: tuple[str, ...]
    rows: tuple[Record, ...]
    findings: tuple[Finding, ...] = ()


def read_text(folder: Path, name: str) -> str | Finding:
    """The text of a file of a folder, or why it cannot be read; never raises.

    A file that is a link is not followed: a folder from elsewhere must not make the
    program show what lies outside it.
    """
    content = _read_bytes(folder / name)
    if isinstance(content, ExchangeCode):
        return _stop(content, name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        return _stop(ExchangeCode.FILE_NOT_UTF8, name, row=row)
    return text if text.strip() else _stop(ExchangeCode.FILE_EMPTY, name)


def split_records(name: str, text: str) -> Records | Finding:
    """Split the text of a table into header and rows, or say why it is no table.

    A line whose quotation marks do not match spoils that line alone.
    """
    findings: list[Finding] = []
    try:
        split = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        split = _split_lines(name, text, findings)
    header = tuple(cell.strip() for cell in split[0])
    if len(header) == 1:
        for delimiter, found in OTHER_DELIMITERS.items():
            if delimiter in header[0]:
                return _stop(ExchangeCode.FILE_DELIMITER, name, row=1, found=found)
    if len(header) > MOST_COLUMNS:
        return _stop(ExchangeCode.TABLE_TOO_WIDE, name, row=1)
    rows = tuple(
        Record(row, tuple(cells))
        for row, cells in enumerate(split[1:], start=2)
        if any(map(str.strip, cells))
    )
    return Records(header, rows, tuple(findings))


def unknown_files(folder: Path, known: Iterable[str]) -> tuple[Finding, ...]:
    """Tables of a folder that nobody asked for: perhaps a misspelt name."""
    names = sorted(known)
    strange = sorted(
        path.name for path in folder.glob("*.csv") if path.name not in names
    )
    return tuple(
        find(
            Grade.DOUBTFUL,
            ExchangeCode.FILE_UNKNOWN,
            spot=Spot(shown(name)),
            near=", ".join(get_close_matches(name, names, n=2)),
        )
        for name in strange
    )


def _read_bytes(path: Path) -> bytes | ExchangeCode:
    try:
        if path.is_symlink():
            return ExchangeCode.FILE_IS_LINK
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device might never end
            return ExchangeCode.FILE_UNREADABLE
        if status.st_size > LARGEST_FILE_B:
            return ExchangeCode.FILE_TOO_LARGE
        return path.read_bytes()
    except FileNotFoundError:
        return ExchangeCode.FILE_MISSING
    except OSError:
        return ExchangeCode.FILE_UNREADABLE


def _split_lines(name: str, text: str, findings: list[Finding]) -> list[list[str]]:
    split: list[list[str]] = []
    for row, line in enumerate(io.StringIO(text, newline=""), start=1):
        try:
            split.extend(csv.reader([line], strict=True))
        except csv.Error:
            split.append([])
            findings.append(
                find(Grade.SET_ASIDE, ExchangeCode.ROW_MALFORMED, spot=Spot(name, row))
            )
    return split


def _stop(code: ExchangeCode, name: str, *, row: int = 0, found: str = "") -> Finding:
    spot = Spot(name, row)
    if found:
        return find(Grade.STOP, code, spot=spot, found=found)
    return find(Grade.STOP, code, spot=spot)
