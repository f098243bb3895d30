"""Files of every kind through the whole door: apart, within limits, never raising."""

import os
import socket
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from napas.domain.finding import Finding, Spot
from napas.exchange.codes import ExchangeCode
from napas.exchange.spreadsheet.book import Book
from napas.exchange.spreadsheet.codes import SpreadsheetCode
from napas.exchange.spreadsheet.limits import LIMITS
from napas.exchange.spreadsheet.reading import read_book
from tests.exchange.spreadsheet.corpus import (
    archives,
    office_open,
    office_open_shapes,
    open_document,
    records,
    text_tables,
)
from tests.exchange.spreadsheet.corpus.case import Case, told
from tests.exchange.spreadsheet.making import office_open as xlsx

REPRESENTATIVE = {
    ".xlsx": ["honest", "a shared text", "a bomb", "billion laughs in a sheet"],
    ".xlsm": ["macros beside"],
    ".ods": ["a span of time", "a password", "a hidden sheet"],
    ".xls": ["a small stream", "a fault", "a wide name"],
    ".xlsb": ["a book", "a hidden row", "rubbish as a sheet"],
    ".csv": ["Windows-1252", "UTF-16, small end first", "semicolons"],
    ".tsv": ["tabs"],
    ".txt": ["tabs in a .txt"],
}
EVERY = [
    *archives.cases(),
    *office_open.cases(),
    *office_open_shapes.cases(),
    *open_document.cases(),
    *records.cases(),
    *text_tables.cases(),
]
CASES = [case for case in EVERY if case.name in REPRESENTATIVE.get(case.ending, [])]


@pytest.fixture
def honest(tmp_path: Path) -> Path:
    path = tmp_path / "laporan.xlsx"
    path.write_bytes(xlsx.plain(xlsx.number("A1", 1)))
    return path


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.ending}: {case.name}")
def test_a_file_comes_out_of_the_process_as_its_case_says(
    case: Case, tmp_path: Path
) -> None:
    path = tmp_path / f"laporan{case.ending}"
    path.write_bytes(case.content)

    found = read_book(path)

    if isinstance(found, Book):
        assert told(found.sheets[0]) == case.rows
        assert len(found.findings) == len(case.doubts)
        assert found.file == path.name
    else:
        assert found.code == f"spreadsheet-{case.refused}"
        assert found.spot.file == path.name


def test_every_kind_of_file_is_represented() -> None:
    assert len(CASES) == sum(map(len, REPRESENTATIVE.values()))


def refused(found: Book | Finding) -> tuple[str, str]:
    assert isinstance(found, Finding)
    return found.code, found.spot.file


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = read_book(tmp_path / "tiada.xlsx")

    assert refused(found) == (ExchangeCode.FILE_MISSING, "tiada.xlsx")


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kosong.xlsx"
    path.touch()

    assert refused(read_book(path)) == (ExchangeCode.FILE_EMPTY, "kosong.xlsx")


def test_a_file_above_the_limit_is_not_read(honest: Path) -> None:
    small = replace(LIMITS, file_b=honest.stat().st_size - 1)

    assert refused(read_book(honest, small))[0] == SpreadsheetCode.TOO_LARGE
    assert isinstance(read_book(honest, replace(small, file_b=small.file_b + 1)), Book)


def test_a_link_is_not_followed(honest: Path, tmp_path: Path) -> None:
    link = tmp_path / "tautan.xlsx"
    link.symlink_to(honest)

    assert refused(read_book(link)) == (ExchangeCode.FILE_IS_LINK, "tautan.xlsx")


@contextmanager
def strange(kind: str, folder: Path) -> Iterator[Path]:
    path = folder / f"{kind}.xlsx"
    if kind == "pipe":
        os.mkfifo(path)
        yield path
    elif kind == "folder":
        path.mkdir()
        yield path
    elif kind == "device":
        yield Path("/dev/zero")
    elif kind == "nought":
        yield folder / "a\0.xlsx"
    else:
        with socket.socket(socket.AF_UNIX) as bound:
            here = Path.cwd()
            os.chdir(folder)
            bound.bind(path.name)
            os.chdir(here)
            yield path


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "socket", "nought"])
def test_what_is_no_file_is_not_read(kind: str, tmp_path: Path) -> None:
    with strange(kind, tmp_path) as path:
        assert refused(read_book(path))[0] == ExchangeCode.FILE_UNREADABLE


def test_a_file_nobody_may_read_is_told(
    honest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest.chmod(stat.S_IWUSR)

    def forbid(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr("os.open", forbid)

    assert refused(read_book(honest))[0] == ExchangeCode.FILE_UNREADABLE


def test_a_process_that_ends_badly_is_told_with_the_file(
    honest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "napas.exchange.spreadsheet.reading.reading_command", lambda: ("/bin/false",)
    )

    found = read_book(honest)

    assert refused(found) == (SpreadsheetCode.READER_STOPPED, "laporan.xlsx")


def test_a_strange_name_is_told_in_plain_letters(tmp_path: Path) -> None:
    path = tmp_path / "a\n\x1b[31m.xlsx"
    path.write_bytes(b"x")

    assert refused(read_book(path))[1] == "a��[31m.xlsx"


def test_too_little_memory_is_told(tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    path.write_bytes(b"a,b\n" * 1_000_000)

    found = read_book(path, replace(LIMITS, memory_b=30_000_000))

    assert refused(found) == (SpreadsheetCode.TOO_MUCH_MEMORY, "besar.csv")


def test_files_are_read_from_threads_at_the_same_time(honest: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(read_book, [honest] * 3))

    assert all(isinstance(each, Book) for each in found)


def test_the_package_is_found_without_any_setting(
    honest: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    monkeypatch.chdir(tmp_path)

    assert isinstance(read_book(honest), Book)


def test_a_finding_without_a_place_in_the_book_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    found = read_book(path)

    assert isinstance(found, Finding)
    assert found.spot == Spot("a.pdf")
