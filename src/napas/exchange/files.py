"""A file at the door: is it there, is it a file, is it text, is it a table?"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from napas.domain.finding import Finding, Grade, Spot, find
from napas.exchange.codes import ExchangeCode

OTHER_DELIMITERS = (";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it was written; row 1 is the header."""

    row: int
    cells: tuple[str, ...]


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
    path = folder / name
    try:
        if path.is_symlink():
            return _stop(ExchangeCode.FILE_IS_LINK, name)
        content = path.read_bytes()
    except FileNotFoundError:
        return _stop(ExchangeCode.FILE_MISSING, name)
    except OSError:
        return _stop(ExchangeCode.FILE_UNREADABLE, name)
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
        for delimiter in OTHER_DELIMITERS:
            if delimiter in header[0]:
                return _stop(ExchangeCode.FILE_DELIMITER, name, row=1, found=delimiter)
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
            spot=Spot(name),
            near=", ".join(get_close_matches(name, names, n=2)),
        )
        for name in strange
    )


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
